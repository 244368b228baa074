"""Short forms: their fields, and what was wrong with them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from gaoxin.base.result import Refused
from gaoxin.base.text import Text


@dataclass(frozen=True, slots=True)
class Field:
    """One field; `kind` is an input type, `select` or `textarea`; `fault` is what was wrong with the value."""

    name: str
    title: Text
    kind: str = "text"
    hint: Text | None = None
    autocomplete: str = "off"
    choices: tuple[tuple[str, Text], ...] = ()
    required: bool = True
    focus: bool = False
    value: str = ""
    fault: Text | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """Fields with what was filled in; `fault` is about the whole."""

    fields: tuple[Field, ...]
    fault: Text | None = None

    @property
    def wrong(self) -> list[Field]:
        """The fields with a fault."""
        return [field for field in self.fields if field.fault]

    @property
    def stands(self) -> bool:
        """Whether nothing is wrong."""
        return not self.wrong and self.fault is None

    def value(self, name: str) -> str:
        """What was filled in."""
        return next(field.value for field in self.fields if field.name == name)

    def refused(self, error: Refused) -> "Form":
        """With the reason of an action."""
        return replace(self, fault=error.message)


def blank(fields: Iterable[Field], **values: str) -> Form:
    """A form to fill in; `values` are proposed."""
    return Form(tuple(replace(field, value=values.get(field.name, field.value)) for field in fields))


def filled(fields: Iterable[Field], posted: Mapping[str, str]) -> Form:
    """A form as it was sent; passwords are never sent back."""
    return Form(tuple(_filled(field, posted.get(field.name, "")) for field in fields))


def _filled(field: Field, value: str) -> Field:
    plain = value if field.kind == "password" else value.strip()
    return replace(field, value=plain, fault=_fault(field, plain))


def _fault(field: Field, value: str) -> Text | None:
    if not value:
        return Text(f"请填写{field.title.zh}", f"Fill in: {field.title.en}") if field.required else None
    if len(value) > 500:
        return Text("内容太长，最多 500 字", "Too long: at most 500 characters")
    if field.choices and value not in dict(field.choices):
        return Text("请从列表中选择", "Choose from the list")
    if field.kind == "date" and day(value) is None:
        return Text("日期格式应为 2026-01-31", "Write the date as 2026-01-31")
    return None


def day(value: str) -> dt.date | None:
    """A date as forms send it, None where there is none."""
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None
