"""The kinds of pack file, as typed structures; their JSON Schemas are generated from here."""

import datetime as dt
from typing import Annotated, Any, Literal, TypeAlias

from msgspec import Meta, Struct

Confidence: TypeAlias = Literal["verified", "memory", "uncertain"]
State: TypeAlias = Literal["eligible", "ineligible", "needs_data", "needs_review"]
Identifier: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
PolicyId: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9][a-z0-9_]*)+$")]
Quantity: TypeAlias = Annotated[
    str | int | float,
    Meta(description="A number with its unit: 5000万元, 5%, 1年, 300人; a bare number for counts."),
]
Scalar: TypeAlias = str | int | float | bool


class Titles(Struct, frozen=True, forbid_unknown_fields=True):
    """A name or sentence in both languages."""

    zh: str
    en: str


class Tier(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A threshold that holds up to a bound of another fact; the last tier has no bound."""

    value: Quantity
    up_to: Quantity | None = None


class Tiers(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A threshold that depends on another fact; bounds are included."""

    by: str
    tiers: tuple[Tier, ...]


Threshold: TypeAlias = Quantity | Tiers


class Test(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    rename={"is_": "is", "in_": "in", "not_": "not"},
):
    """One line of the guided table, or a group of lines joined by all, any or not.

    The measure is `fact`, `sum` or `feel`, divided by `over`, or its growth `since` another fact;
    several tests in one line must all hold.
    """

    fact: str | None = None
    sum: tuple[str, ...] = ()
    feel: str | None = None
    years: int | Literal["actual"] | None = None
    over: str | tuple[str, ...] = ()
    since: str | None = None
    at_least: Threshold | None = None
    at_most: Threshold | None = None
    above: Threshold | None = None
    below: Threshold | None = None
    is_: Scalar | None = None
    is_not: Scalar | None = None
    in_: tuple[Scalar, ...] = ()
    not_in: tuple[Scalar, ...] = ()
    within: tuple[str, ...] = ()
    not_within: tuple[str, ...] = ()
    has: Scalar | None = None
    age_at_least: Quantity | None = None
    age_at_most: Quantity | None = None
    on_or_after: dt.date | None = None
    on_or_before: dt.date | None = None
    when_met: Literal["review"] | None = None
    when_unmet: Literal["review"] | None = None
    id: Identifier | None = None
    title: Titles | None = None
    clause: str | None = None
    all: tuple["Test", ...] = ()
    any: tuple["Test", ...] = ()
    not_: "Test | None" = None


class Condition(Test, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A named condition of a policy with the clause it comes from and how sure we are of it."""

    id: Identifier
    title: Titles
    clause: str
    confidence: Confidence = "verified"
    reading: str | None = None


class Arm(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One line of a first-match table."""

    when: Test
    then: "Scalar | Definition"


class Rung(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One row of a ladder: the lower bounds of each class but the last, for every metric."""

    id: str
    title: Titles
    within: tuple[str, ...]
    reach: dict[str, tuple[Quantity, ...]]
    not_within: tuple[str, ...] = ()


class Ladder(Struct, frozen=True, forbid_unknown_fields=True):
    """Classes from the highest down; a class needs all its bounds; the last class takes the rest."""

    by: str
    classes: tuple[str, ...]
    rows: tuple[Rung, ...]


class Definition(
    Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, rename={"else_": "else"}
):
    """A named value: a measure, points by bands, the first case that holds, a sum of items, a ladder or FEEL.

    `bands` pair a lower bound (included) with points, `bands_up_to` an upper bound (included).
    """

    title: Titles | None = None
    clause: str | None = None
    fact: str | None = None
    sum: tuple[str, ...] = ()
    feel: str | None = None
    years: int | Literal["actual"] | None = None
    over: str | tuple[str, ...] = ()
    since: str | None = None
    bands: tuple[tuple[Quantity, Quantity], ...] = ()
    bands_up_to: tuple[tuple[Quantity, Quantity], ...] = ()
    first: tuple[Arm, ...] = ()
    else_: "Scalar | Definition | None" = None
    best_of: tuple["Definition", ...] = ()
    points: "dict[str, Definition] | None" = None
    judged: tuple[int, int] | None = None
    ladder: Ladder | None = None
    fixed: Quantity | None = None
    rate: Quantity | None = None
    per: Quantity | None = None
    cap: Quantity | None = None
    floor: Quantity | None = None


class Source(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The document a version comes from, and when it was last confirmed."""

    number: str
    title: str
    confirmed: dt.date
    confidence: Confidence
    url: str | None = None
    note: str | None = None


class Unchecked(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a clause for which there is no fact: it is shown as 未检查 and changes no verdict."""

    zh: str
    en: str
    clause: str


class Material(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A paper that an application needs."""

    zh: str
    en: str


class Outcome(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What an eligible firm gets: a title, an amount in yuan, or both."""

    title: Titles
    amount: Definition | None = None
    valid_years: int | None = None
    budget: Quantity | None = None
    note: Titles | None = None
    clause: str | None = None


class Version(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    kw_only=True,
    rename={"from_": "from"},
):
    """The wording in force between two dates, both included; without `to` it is open."""

    from_: dt.date
    to: dt.date | None = None
    source: Source
    conditions: tuple[Condition, ...]
    outcome: Outcome
    define: dict[str, Definition] = {}
    unchecked: tuple[Unchecked, ...] = ()
    materials: tuple[Material, ...] = ()


class Case(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A worked example: the base firm with some facts set or dropped, and what must come out."""

    name: str
    expect: State
    as_of: dt.date | None = None
    base: str = "base"
    set: dict[str, Any] = {}
    drop: tuple[str, ...] = ()
    unmet: tuple[str, ...] | None = None
    missing: tuple[str, ...] | None = None
    review: tuple[str, ...] | None = None
    amount: Quantity | None = None
    values: dict[str, Any] = {}


class Cases(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base firms by name, and the cases built on them."""

    as_of: dt.date
    firms: dict[str, dict[str, Any]]
    list: tuple[Case, ...]


class Policy(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One policy: its dated versions and its cases."""

    id: PolicyId
    title: Titles
    kind: Literal[
        "recognition", "statistics", "tax", "grant", "relief", "loan", "talent", "space", "award", "service"
    ]
    issuer: Titles
    versions: tuple[Version, ...]
    cases: Cases
    summary: Titles | None = None


class ClassificationVersion(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    kw_only=True,
    rename={"from_": "from"},
):
    """The wording of a classification between two dates."""

    from_: dt.date
    to: dt.date | None = None
    source: Source
    value: Definition


class ClassificationCase(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Facts and the class that must come out; `expect` left out means not decided, with the facts `missing`."""

    name: str
    facts: dict[str, Any]
    expect: Scalar | None = None
    missing: tuple[str, ...] = ()
    as_of: dt.date | None = None


class Classification(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A derived fact: a classification that policies may use like any other fact."""

    id: PolicyId
    fact: Identifier
    title: Titles
    type: Literal["code", "boolean", "number"]
    issuer: Titles
    versions: tuple[ClassificationVersion, ...]
    cases: tuple[ClassificationCase, ...]
    codes: tuple[str, ...] = ()


class CodeList(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The values a fact may take, with where they come from."""

    fact: Identifier
    source: str
    values: tuple[str, ...]
    confidence: Confidence = "verified"


class PackInfo(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """pack.yaml: who made the pack, for where, and under which licence."""

    id: str
    title: Titles
    jurisdiction: str
    version: str
    licence: str
    zone: str | None = None
