"""Values as FEEL text (the function `string`)."""

from decimal import Decimal

from gaoxin.engines.rules.feel.characters import is_part, is_start
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.numbers import write_number
from gaoxin.engines.rules.feel.temporal.calendar import is_date, write_date
from gaoxin.engines.rules.feel.values import MAX_LENGTH, FunctionValue, RangeValue, Value


def write(value: Value) -> str:
    """The text of a value; a string is its own text."""
    return value if isinstance(value, str) else _Writer().write(value)


class _Writer:
    """Writes nested values and gives up before the text grows without bound."""

    def __init__(self) -> None:
        self.room = MAX_LENGTH

    def write(self, value: Value) -> str:
        """The text of a value within another, strings in quotation marks."""
        text = self._plain(value)
        self.room -= len(text)
        if self.room < 0:
            raise Failure("the string grows too long")
        return text

    def _plain(self, value: Value) -> str:
        if value is None or isinstance(value, bool):
            return {None: "null", True: "true", False: "false"}[value]
        if isinstance(value, Decimal):
            return write_number(value)
        if isinstance(value, str):
            return _quoted(value)
        if is_date(value):
            return write_date(value)
        return self._compound(value)

    def _compound(self, value: Value) -> str:
        if isinstance(value, list):
            return "[" + ", ".join([self.write(item) for item in value]) + "]"
        if isinstance(value, dict):
            entries = [f"{_key(key)}: {self.write(item)}" for key, item in value.items()]
            return "{" + ", ".join(entries) + "}"
        if isinstance(value, RangeValue):
            return self._range(value)
        if isinstance(value, FunctionValue):
            return f"function({', '.join(value.parameters)})"
        return str(value)

    def _range(self, value: RangeValue) -> str:
        if value.op:
            return f"({value.op} {self.write(value.high if value.low is None else value.low)})"
        opening, closing = "[" if value.low_included else "(", "]" if value.high_included else ")"
        return f"{opening}{self.write(value.low)}..{self.write(value.high)}{closing}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _key(key: str) -> str:
    plain = key and is_start(key[0]) and all(is_part(char) or char == " " for char in key)
    return key if plain else _quoted(key)
