"""The periods a reader may choose: since January up to a month, or one month alone."""

from dataclasses import dataclass

from gaoxin.base.period import Period
from gaoxin.base.result import Refused
from gaoxin.engines.figures.when import parse_when


@dataclass(frozen=True, slots=True)
class Choice:
    """`asked` is shown, None where there are no periods; `all` have its shape; `other` is its counterpart."""

    asked: Period | None
    all: tuple[Period, ...] = ()
    other: Period | None = None

    @property
    def single(self) -> bool:
        """Whether months alone are shown (当月), not the year to date."""
        return self.asked is not None and self.asked.first > 1


def choose(periods: tuple[Period, ...], wanted: str) -> Choice:
    """The period that an address names, of those since January in `periods`; else the latest."""
    asked = _read(wanted)
    if asked is not None and asked.first > 1 and since_january(asked) in periods:
        months = tuple(_month(p) for p in periods if p.last > 1)
        return Choice(asked, months, since_january(asked))
    asked = asked if asked in periods else next(iter(periods), None)
    other = _month(asked) if asked and asked.last > 1 else None
    return Choice(asked, periods, other)


def since_january(period: Period) -> Period:
    """From January to the end of a period."""
    return Period(period.year, 1, period.last)


def _month(period: Period) -> Period:
    return Period(period.year, period.last, period.last)


def _read(wanted: str) -> Period | None:
    try:
        found = parse_when(wanted).period if wanted else None
    except Refused:
        return None
    return found if found and (found.first == 1 or found.months == 1) else None
