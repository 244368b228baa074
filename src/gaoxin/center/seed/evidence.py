"""What the sources say of the demo firms: gaps, contradictions and corrections among it, as in life."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from gaoxin.base.vocabulary import Fact
from gaoxin.center.demo.chance import Chance
from gaoxin.center.demo.firms import SEED
from gaoxin.center.demo.pattern import form
from gaoxin.center.demo.sheet import gap_shares
from gaoxin.center.demo.sketch import Facts, Value
from gaoxin.center.evidence.values import stored
from gaoxin.center.evidence.vocabulary import vocabulary_of
from gaoxin.center.figures.printed import noon
from gaoxin.center.models import Firm, Observation
from gaoxin.center.seed.plan import plan
from gaoxin.center.seed.sources import Planned

BATCH = 20_000
NAMES = ("uscc", "name_zh")
"""Facts that the firm's own row carries."""


def observe(firms: Sequence[Firm], facts: Sequence[Facts], sources: Mapping[str, Planned]) -> None:
    """Keep every value that a source brings."""
    scribe = Scribe(firms, facts, sources)
    rows = scribe.all()
    while batch := list(islice(rows, BATCH)):
        Observation.objects.bulk_create(batch)
    for row in scribe.corrected:
        row.replaces = Observation.objects.get(
            firm=row.firm, fact=row.fact, source=row.source, retired_at=row.recorded_at
        )
    Observation.objects.bulk_create(scribe.corrected)


class Scribe:
    """Writes down what the sources say, firm by firm."""

    def __init__(self, firms: Sequence[Firm], facts: Sequence[Facts], sources: Mapping[str, Planned]) -> None:
        self.firms, self.facts, self.sources = firms, facts, sources
        self.vocabulary = vocabulary_of(firms[0].zone)
        self.rest = next(s for s in sources.values() if s.plan.rest)
        self.by_fact = {fact: s for s in sources.values() for fact in s.plan.facts}
        columns = [column.fact for column in form().columns]
        self.gaps = dict(zip(columns, gap_shares(facts), strict=True))
        self.chance = Chance(SEED, "evidence")
        self.corrections = {c.fact: c for c in plan().corrections}
        self.corrected: list[Observation] = []

    def all(self) -> Iterator[Observation]:
        """Every observation but the corrected ones, which are gathered in `corrected`."""
        for number, (firm, known) in enumerate(zip(self.firms, self.facts, strict=True)):
            care = self.chance.between(0.0, 2.0)
            for key, value in known.items():
                if key in NAMES or self.chance.next() < self.gaps.get(key, 0.0) * care:
                    continue
                yield from self._stated(number, firm, self.vocabulary[key], value)

    def _stated(self, number: int, firm: Firm, fact: Fact, value: Value) -> Iterator[Observation]:
        source = self.by_fact.get(fact.id, self.rest)
        correction = self.corrections.get(fact.id)
        if correction and number % correction.every == 1:
            at = noon(correction.day)
            yield _row(firm, fact, _share(value, correction.percent), source, retired_at=at)
            self.corrected.append(_row(firm, fact, value, source, recorded_at=at))
        else:
            yield _row(firm, fact, value, source)
        yield from self._contradictions(number, firm, fact, value)

    def _contradictions(self, number: int, firm: Firm, fact: Fact, value: Value) -> Iterator[Observation]:
        for one in plan().contradictions:
            if one.fact == fact.id and number % one.every == 2:
                other = one.value if one.percent is None else _share(value, one.percent)
                if other is not None and other != value:
                    yield _row(firm, fact, other, self.sources[one.source])


def _share(value: Value, percent: int) -> Value:
    assert isinstance(value, int)
    return value * percent // 100


def _row(
    firm: Firm,
    fact: Fact,
    value: Value,
    source: Planned,
    *,
    recorded_at: dt.datetime | None = None,
    retired_at: dt.datetime | None = None,
) -> Observation:
    number, text = stored(value, fact)
    return Observation(
        firm=firm,
        fact=fact.id,
        number=number,
        text=text,
        valid_from=source.plan.for_,
        recorded_at=recorded_at or source.row.recorded_at,
        retired_at=retired_at,
        source=source.row,
    )
