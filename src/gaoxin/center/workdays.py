"""The working days of offices, as the national pack lists holidays."""

import datetime as dt
from functools import cache

from gaoxin.base.workdays import Workdays
from gaoxin.center.library import NATIONAL
from gaoxin.engines.packs.holiday_kinds import DaysOff, Holidays
from gaoxin.engines.packs.load import bundled
from gaoxin.engines.packs.read import read_kind


@cache
def workdays() -> Workdays:
    """Read once; of years that are not listed only the week is known. Raises PackError."""
    years = read_kind(bundled(NATIONAL) / "holidays.yaml", Holidays).years
    off = (day for year in years for holiday in year.closed for day in _days(holiday))
    return Workdays(frozenset(off), frozenset(day for year in years for day in year.working))


def _days(holiday: DaysOff) -> list[dt.date]:
    count = (holiday.to - holiday.from_).days + 1
    return [holiday.from_ + dt.timedelta(n) for n in range(count)]
