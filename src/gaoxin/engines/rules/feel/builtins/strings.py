"""String functions (clause 10.3.4.3); positions count Unicode code points from 1."""

from decimal import Decimal

from gaoxin.engines.rules.feel.builtins.patterns import Pattern
from gaoxin.engines.rules.feel.builtins.registry import builtin
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.numbers import truncated
from gaoxin.engines.rules.feel.values import MAX_LENGTH, Value, one


@builtin("substring(string: string, start position: number, length?: number)")
def substring(text: str, start: Decimal, length: Decimal | None = None) -> str:
    """The part from a position, counted from the end where it is negative."""
    first = truncated(start)
    if first == 0 or abs(first) > len(text):
        raise Failure(f"position {first} is outside the string")
    begin = first - 1 if first > 0 else len(text) + first
    if length is None:
        return text[begin:]
    if truncated(length) < 1:
        raise Failure("the length must be at least 1")
    return text[begin : begin + truncated(length)]


@builtin("string length(string: string)")
def string_length(text: str) -> Decimal:
    """The number of characters."""
    return Decimal(len(text))


@builtin("upper case(string: string)")
def upper_case(text: str) -> str:
    """In capitals."""
    return text.upper()


@builtin("lower case(string: string)")
def lower_case(text: str) -> str:
    """In small letters."""
    return text.lower()


@builtin("substring before(string: string, match: string)")
def substring_before(text: str, match: str) -> str:
    """What stands before the first match, or nothing."""
    before, found, _ = text.partition(match) if match else ("", "", "")
    return before if found else ""


@builtin("substring after(string: string, match: string)")
def substring_after(text: str, match: str) -> str:
    """What stands after the first match, or nothing."""
    return text.partition(match)[2] if match else text


@builtin("contains(string: string, match: string)")
def contains(text: str, match: str) -> bool:
    """Whether the string has this part."""
    return match in text


@builtin("starts with(string: string, match: string)")
def starts_with(text: str, match: str) -> bool:
    """Whether the string begins so."""
    return text.startswith(match)


@builtin("ends with(string: string, match: string)")
def ends_with(text: str, match: str) -> bool:
    """Whether the string ends so."""
    return text.endswith(match)


@builtin("matches(input: string, pattern: string, flags?: string|null)")
def matches(text: str, pattern: str, flags: str | None = None) -> bool:
    """Whether a part of the string matches the XPath pattern."""
    return Pattern(pattern, flags).found_in(text)


@builtin("replace(input: string, pattern: string, replacement: string, flags?: string|null)")
def replace(text: str, pattern: str, replacement: str, flags: str | None = None) -> str:
    """Every match of the XPath pattern replaced; $1 is a group."""
    return Pattern(pattern, flags).replaced(text, replacement)


@builtin("split(string: string, delimiter: string)")
def split(text: str, delimiter: str) -> list[str]:
    """The parts between matches of the XPath pattern."""
    return Pattern(delimiter).split(text)


@builtin("string join(list: list, delimiter?: string|null)")
def string_join(items: list[Value], delimiter: str | None = None) -> str:
    """The strings of a list in one, leaving out nulls."""
    texts = [item for item in items if item is not None]
    for item in texts:
        if not isinstance(item, str):
            raise Failure(f"string join takes strings, not {one(item)}")
    if sum(map(len, texts)) + len(delimiter or "") * len(texts) > MAX_LENGTH:
        raise Failure("the string grows too long")
    return (delimiter or "").join(texts)
