"""What a derived figure is made of, and what comes out: a figure with its formula, or the reason why not."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from gaoxin.base.text import Text
from gaoxin.engines.figures.unit import convert, parse_unit
from gaoxin.engines.figures.value import round_half_up


@dataclass(frozen=True, slots=True)
class Part:
    """A named number that goes into a formula; None is not known, which is not zero."""

    name: Text
    value: Fraction | None
    unit: str

    def in_unit(self, unit: str) -> Fraction | None:
        """The value in another unit. Raises UnitError."""
        return None if self.value is None else convert(self.value, self.unit, unit)


@dataclass(frozen=True, slots=True)
class Derived:
    """A computed figure; `exact` is unrounded, `value` is rounded half up to `digits`, only here."""

    exact: Fraction
    unit: str
    digits: int
    formula: Text
    parts: tuple[Part, ...]

    @property
    def value(self) -> Decimal:
        """The figure as it is shown."""
        return round_half_up(self.exact, self.digits)

    def as_part(self, name: Text) -> Part:
        """The unrounded figure as a part of another formula."""
        return Part(name, self.exact, self.unit)


@dataclass(frozen=True, slots=True)
class Undecidable:
    """No figure, and why; `missing` are the parts that would settle it."""

    reason: Text
    missing: tuple[Part, ...] = ()


def part(name: Text, value: Decimal | Fraction | int | str | None, unit: str) -> Part:
    """A part from any exact number or the digits of one."""
    return Part(name, None if value is None else Fraction(value), unit)


def obstacle(*parts: Part) -> Undecidable | None:
    """Why nothing can be computed: a part is missing, or its unit is no other's; None where nothing stands."""
    missing = tuple(p for p in parts if p.value is None)
    if missing:
        zh = "、".join(p.name.zh for p in missing)
        en = ", ".join(p.name.in_("en") for p in missing)
        return Undecidable(Text(f"缺数据：{zh}", f"not known: {en}"), missing)
    units = dict.fromkeys(p.unit for p in parts)
    if len({parse_unit(unit).base for unit in units}) > 1:
        said = "、".join(units)
        return Undecidable(Text(f"单位不能换算：{said}", f"units do not convert: {', '.join(units)}"))
    return None
