"""The kinds of pack file about figures: indicators, lights, published figures, the areas of a zone."""

import datetime as dt
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from gaoxin.engines.packs.kinds import Confidence, Identifier, Source, Titles

_MONTH = "(?:0[1-9]|1[0-2])"
_WHEN = rf"\d{{4}}(?:-{_MONTH}(?:\.\.{_MONTH})?|-Q[1-4])?"
_SPAN = rf"\d{{4}}(?:-{_MONTH})?\.\.\d{{4}}(?:-{_MONTH})?"
_AS_OF = rf"as of \d{{4}}(?:-{_MONTH}(?:-\d\d)?)?"
When: TypeAlias = Annotated[
    str,
    Meta(
        pattern=rf"^(?:{_WHEN}|{_SPAN}|{_AS_OF}|unstated)$",
        description="2019, 2023-07, 2023-01..07, 2020-Q1, 2021..2025, as of 2020-03-31, unstated",
    ),
]
Digits: TypeAlias = Annotated[
    str,
    Meta(
        pattern=r"^-?\d+(?:\.\d+)?(?:–-?\d+(?:\.\d+)?)?$",
        description="A decimal with the digits printed, in quotes, or a range with an en dash: 3–5",
    ),
]
Point: TypeAlias = tuple[Annotated[int, Meta(ge=0, le=100)], Annotated[int, Meta(ge=0, le=100)]]
Kind: TypeAlias = Literal[
    "level", "target", "growth_yoy", "share", "ratio_to", "rank", "count", "streak", "progress",
    "contribution_pp", "capacity",
]  # fmt: skip
Qualifier: TypeAlias = Literal["exact", "over", "nearly", "about", "at_least", "up_to"]


class Formula(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How an indicator follows from others; growth and completion name their level in `numerator` only."""

    how: Literal["share", "yoy", "completion", "ahead"]
    numerator: Identifier
    denominator: Identifier | None = None


class Indicator(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What a figure counts: its unit, time and price basis, definition (口径) and source office.

    `sum` says whether it may be added over areas.
    """

    id: Identifier
    title: Titles
    unit: str
    basis: Literal["cumulative", "month", "instant", "year"]
    prices: Literal["current", "constant", "none"]
    better: Literal["up", "down", "neither"]
    definition: Titles
    office: Titles
    citation: str
    confidence: Confidence
    aliases: tuple[str, ...] = ()
    formula: Formula | None = None
    sum: bool = False


class Band(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A light and how many percentage points behind time progress it starts: `at_least` or `above`."""

    light: Literal["red", "yellow"]
    at_least: Digits | None = None
    above: Digits | None = None


class LightVersion(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    kw_only=True,
    rename={"from_": "from"},
):
    """The bands of a rule between two dates, the worst light first; what none takes is green."""

    from_: dt.date
    to: dt.date | None = None
    source: Source
    bands: tuple[Band, ...]


class LightRule(Struct, frozen=True, forbid_unknown_fields=True):
    """When a yearly target is late against the calendar, by a published rule."""

    id: Identifier
    title: Titles
    versions: tuple[LightVersion, ...]


class Document(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A public document; what it does not state about itself (publisher, date) is left out and noted."""

    title: Titles
    note: Titles
    publisher: Titles | None = None
    published: Annotated[str, Meta(pattern=r"^\d{4}(-\d\d){0,2}$")] | None = None


class PrintedFigure(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """One figure as a document prints it, clashes included; `of` is what it is compared with."""

    indicator: Identifier
    period: When
    kind: Kind
    value: Digits
    unit: str
    qualifier: Qualifier = "exact"
    of: str | None = None
    note: Titles | None = None


class Published(Struct, frozen=True, forbid_unknown_fields=True):
    """The figures that one public document prints about one zone."""

    id: Identifier
    zone: str
    source: Document
    recorded: dt.date
    figures: tuple[PrintedFigure, ...]


class Area(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    kw_only=True,
    rename={"from_": "from"},
):
    """A 片区 of a zone; `plot` is a schematic ring on a grid of 0 to 100, never a map."""

    id: Identifier
    zh: str
    en: str
    kind: Literal["park", "bonded", "ftz", "centre", "joint"]
    plot: tuple[Point, ...] = ()
    place: str | None = None
    from_: dt.date | None = None
    to: dt.date | None = None


class Areas(Struct, frozen=True, forbid_unknown_fields=True):
    """areas.yaml: the areas of a zone and where they come from."""

    zone: str
    source: str
    list: tuple[Area, ...]
