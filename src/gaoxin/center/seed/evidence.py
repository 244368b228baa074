"""What the sources say of the demo firms: gaps, contradictions and corrections among it, as in life."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import polars as pl
from django.db import connection

from gaoxin.base.vocabulary import Fact
from gaoxin.center.demo.chance import Chance
from gaoxin.center.demo.firms import SEED
from gaoxin.center.demo.pattern import form
from gaoxin.center.demo.sheet import gap_shares
from gaoxin.center.demo.sketch import Facts, Value
from gaoxin.center.evidence.load import insert
from gaoxin.center.evidence.values import stored
from gaoxin.center.evidence.vocabulary import vocabulary_of
from gaoxin.center.figures.printed import noon
from gaoxin.center.models import Firm, Observation
from gaoxin.center.seed.firms import AREA
from gaoxin.center.seed.plan import plan
from gaoxin.center.seed.sources import Planned

BATCH = 50_000
COLUMNS = {
    "firm_id": pl.Int64,
    "fact": pl.String,
    "number": pl.Int64,
    "text": pl.String,
    "valid_from": pl.Date,
    "recorded_at": pl.String,
    "retired_at": pl.String,
    "source_id": pl.Int64,
    "confidence": pl.String,
}
NAME = "name_zh"
CODE = "uscc"
"""The fact that the firm's own row carries."""
ENDINGS = ("股份有限公司", "有限责任公司", "有限公司")


def observe(firms: Sequence[Firm], facts: Sequence[Facts], sources: Mapping[str, Planned]) -> None:
    """Keep every value that a source brings."""
    scribe = Scribe(firms, facts, sources)
    rows = scribe.all()
    while batch := list(islice(rows, BATCH)):
        insert("center_observation", tuple(COLUMNS), pl.DataFrame(map(_cells, batch), COLUMNS, orient="row"))
    for row in scribe.corrected:
        row.replaces = Observation.objects.get(
            firm=row.firm, fact=row.fact, source=row.source, retired_at=row.recorded_at
        )
    Observation.objects.bulk_create(scribe.corrected)


def _cells(row: Observation) -> tuple[object, ...]:
    held = (row.firm_id, row.fact, row.number, row.text, row.valid_from)
    return (*held, _moment(row.recorded_at), _moment(row.retired_at), row.source_id, row.confidence)


def _moment(at: dt.datetime | None) -> str | None:
    return None if at is None else str(connection.ops.adapt_datetimefield_value(at))


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
                if key == CODE or (self._left_out(key, care) and key != NAME):
                    continue
                yield from self._stated(number, firm, self.vocabulary[key], value)

    def _left_out(self, key: str, care: float) -> bool:
        """Whether nobody tells; what the sheet has no column for is always told."""
        return key != AREA and self.chance.next() < self.gaps.get(key, 0.0) * care

    def _stated(self, number: int, firm: Firm, fact: Fact, value: Value) -> Iterator[Observation]:
        source = self.by_fact.get(fact.id, self.rest)
        if fact.id == NAME:
            yield from self._former_name(number, firm, fact)
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

    def _former_name(self, number: int, firm: Firm, fact: Fact) -> Iterator[Observation]:
        former, began = plan().former_names, self.facts[number]["registered_on"]
        assert isinstance(began, dt.date)
        if number % former.every == 0 and began < former.until:
            ending = next((e for e in ENDINGS if firm.name_zh.endswith(e)), "")
            name = firm.name_zh.removesuffix(ending) + former.form
            yield _row(firm, fact, name, self.by_fact[NAME], valid_from=began)


def _share(value: Value, percent: int) -> Value:
    assert isinstance(value, int)
    return value * percent // 100


def _row(
    firm: Firm,
    fact: Fact,
    value: Value,
    source: Planned,
    *,
    valid_from: dt.date | None = None,
    recorded_at: dt.datetime | None = None,
    retired_at: dt.datetime | None = None,
) -> Observation:
    number, text = stored(value, fact)
    return Observation(
        firm=firm,
        fact=fact.id,
        number=number,
        text=text,
        valid_from=valid_from or source.plan.for_,
        recorded_at=recorded_at or source.row.recorded_at,
        retired_at=retired_at,
        source=source.row,
    )
