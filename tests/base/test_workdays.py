"""Working days around 春节, 国庆 and the weekends worked in exchange."""

import datetime as dt

import pytest

from gaoxin.base.workdays import Workdays
from gaoxin.center.workdays import workdays
from gaoxin.engines.packs.holiday_kinds import Holidays
from gaoxin.engines.packs.load import bundled
from gaoxin.engines.packs.read import read_kind


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-02-13", 1, "2026-02-14"),  # a Saturday worked before 春节
        ("2026-02-14", 1, "2026-02-24"),  # nine days off
        ("2026-02-13", 7, "2026-03-02"),  # the 14th, 24th to 28th (a Saturday worked), Monday
        ("2025-01-24", 2, "2025-01-27"),  # a Sunday worked, then the last Monday
        ("2025-01-27", 1, "2025-02-05"),
        ("2025-02-07", 1, "2025-02-08"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-10-09", 1, "2026-10-10"),
        ("2026-10-10", 1, "2026-10-12"),
        ("2026-09-18", 7, "2026-09-29"),  # the 20th is worked, the 25th off
        ("2025-09-27", 1, "2025-09-28"),
        ("2025-09-30", 2, "2025-10-10"),
        ("2025-12-31", 1, "2026-01-04"),
        ("2026-06-03", 0, "2026-06-03"),
    ],
)
def test_days_off_do_not_count_and_worked_weekends_do(start: str, count: int, end: str) -> None:
    assert workdays().after(dt.date.fromisoformat(start), count) == dt.date.fromisoformat(end)


def test_a_year_that_is_not_listed_follows_the_week() -> None:
    assert workdays().after(dt.date(2031, 9, 30), 1) == dt.date(2031, 10, 1)
    assert Workdays().after(dt.date(2026, 11, 20), 7) == dt.date(2026, 12, 1)


def test_what_is_exchanged_is_a_weekend_and_days_off_lie_in_their_year() -> None:
    for year in read_kind(bundled("national") / "holidays.yaml", Holidays).years:
        assert all(day.weekday() >= 5 and day.year == year.year for day in year.working)
        for holiday in year.closed:
            assert holiday.from_ <= holiday.to
            assert holiday.from_.year == holiday.to.year == year.year
        off = {h.from_ + dt.timedelta(n) for h in year.closed for n in range((h.to - h.from_).days + 1)}
        assert not off & set(year.working)
        assert year.source.number.startswith("国办发明电")
