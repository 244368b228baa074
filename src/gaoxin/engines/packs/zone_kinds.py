"""The kind of `zone.yaml`: a zone as it is first set up."""

from datetime import date

from msgspec import Struct, field

from gaoxin.engines.packs.kinds import Titles


class ZonePlan(Struct, frozen=True, forbid_unknown_fields=True):
    """The zone; its Chinese name stands in pack.yaml."""

    id: str
    kind: str
    en: str


class SourcePlan(Struct, frozen=True, forbid_unknown_fields=True):
    """A source, when it was published, the day its values hold, and the facts it brings."""

    id: str
    kind: str
    title: Titles
    publisher: Titles
    published: date
    for_: date = field(name="for")
    facts: tuple[str, ...] = ()
    rest: bool = False


class Contradiction(Struct, frozen=True, forbid_unknown_fields=True):
    """Another value of a fact from a second source, for one firm in `every`."""

    fact: str
    source: str
    every: int
    percent: int | None = None
    value: bool | str | None = None


class Correction(Struct, frozen=True, forbid_unknown_fields=True):
    """An earlier value of the same source, corrected on a day."""

    fact: str
    every: int
    percent: int
    day: date


class FormerNames(Struct, frozen=True, forbid_unknown_fields=True):
    """Which firms had another name, until when, and how it ended."""

    every: int
    until: date
    form: str


class PersonPlan(Struct, frozen=True, forbid_unknown_fields=True):
    """Someone with an account; `firm` is the place of a firm in the generator's order."""

    login: str
    name: str
    role: str
    zones: str = "own"
    firm: int | None = None
    organisation: str = ""


class Plan(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    zone: ZonePlan
    sources: tuple[SourcePlan, ...]
    contradictions: tuple[Contradiction, ...]
    corrections: tuple[Correction, ...]
    former_names: FormerNames
    people: tuple[PersonPlan, ...]
