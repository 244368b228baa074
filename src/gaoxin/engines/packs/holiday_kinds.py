"""The kind of `holidays.yaml`: days off and working weekends, year by year, each with its notice."""

import datetime as dt

from msgspec import Struct

from gaoxin.engines.packs.kinds import Source, Titles


class DaysOff(Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """A holiday, from its first to its last day."""

    title: Titles
    from_: dt.date
    to: dt.date


class HolidayYear(Struct, frozen=True, forbid_unknown_fields=True):
    """One year as announced; `working` are the weekends worked in exchange."""

    year: int
    source: Source
    closed: tuple[DaysOff, ...]
    working: tuple[dt.date, ...]


class Holidays(Struct, frozen=True, forbid_unknown_fields=True):
    """The file."""

    years: tuple[HolidayYear, ...]
