"""A claim: one figure of a text with whose, what, when and how exactly; and its JSON form."""

from dataclasses import dataclass
from decimal import Decimal

from gaoxin.engines.figures.value import Qualifier

Number = int | float


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure as the text prints it. Offsets are of the raw text; value, precision in the base unit."""

    start: int
    end: int
    num_start: int
    num_end: int
    text: str
    subject: str
    indicator: str
    period: str
    kind: str
    value: Decimal
    value_max: Decimal | None
    unit: str
    per: str | None
    precision: Decimal
    qualifier: Qualifier
    interval: tuple[Decimal | None, Decimal | None]
    of: str | None = None
    scope: str | None = None

    def as_json(self) -> dict[str, object]:
        """The fields in the order of the exchange format."""
        return {
            "start": self.start, "end": self.end, "text": self.text,
            "num_start": self.num_start, "num_end": self.num_end,
            "subject": self.subject, "indicator": self.indicator, "period": self.period, "kind": self.kind,
            "value": _number(self.value), "value_max": _number(self.value_max), "unit": self.unit,
            "per": self.per, "precision": _number(self.precision), "qualifier": self.qualifier,
            "interval": [_number(end) for end in self.interval], "of": self.of, "scope": self.scope,
        }  # fmt: skip


def _number(value: Decimal | None) -> Number | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
