"""The form of a decision file, member by member."""

from typing import Final, TypeAlias

from msgspec import Struct

FORMAT: Final = "gaoxin.decision/1"


class Possible(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A value that is not known; `low` and `high` where it can only lie between them."""

    unknown: bool
    low: str | None = None
    high: str | None = None


Plain: TypeAlias = str | bool | tuple[str, ...] | Possible | None
"""A value as written: numbers and dates as text, so that no digit is lost."""


class Policy(Struct, frozen=True, forbid_unknown_fields=True):
    """The version decided, and the SHA-256 of the file it stands in."""

    digest: str
    file: str
    id: str
    version: str


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """The sheet a firm was read from: the SHA-256 of the file, the name of the sheet, the row."""

    file: str
    row: int
    sheet: str


class Value(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One known fact: its type in the vocabulary, exact value, and the header it was read under."""

    type: str
    value: str | tuple[str, ...]
    column: str = ""


class Measure(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One measure behind a condition; see `explain.Measured`."""

    measure: str
    actual: Plain
    outcome: str
    op: str = ""
    threshold: Plain = None
    behind: bool = False


class Step(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One condition: what came of it, the measures behind it, what it waits for."""

    condition: str
    outcome: str
    measured: tuple[Measure, ...]
    missing: tuple[str, ...] = ()
    review: tuple[str, ...] = ()


class Outcome(Struct, frozen=True, forbid_unknown_fields=True):
    """The verdict; `missing` and `review` are empty for the ineligible, as nothing can change it."""

    amount: Plain
    missing: tuple[str, ...]
    review: tuple[str, ...]
    state: str
    unmet: tuple[str, ...]


class Decision(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file. `digests` holds the SHA-256 of each other member, `digest` that of `digests`."""

    absent: tuple[str, ...]
    as_of: str
    digest: str
    digests: dict[str, str]
    facts: dict[str, Value]
    format: str
    gaoxin: str
    inputs: dict[str, str]
    packs: tuple[str, ...]
    policy: Policy
    source: Source
    trace: tuple[Step, ...]
    uscc: str
    verdict: Outcome


SEALS = ("digest", "digests")
MEMBERS = tuple(name for name in Decision.__struct_fields__ if name not in SEALS)
"""The members that `digests` covers."""
