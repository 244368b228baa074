"""Weighing a changed text on the firms of the zone: who gains, who loses, what it costs."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from gaoxin.base.text import Language, Text
from gaoxin.center.evidence.frame import decoded
from gaoxin.center.evidence.rows import best, observations
from gaoxin.center.facts import INDUSTRY
from gaoxin.center.impact.compare import Impact, weigh
from gaoxin.center.impact.draft import Side, side
from gaoxin.center.impact.summary import Summary, summarise
from gaoxin.center.impact.tell import cost_line, headline
from gaoxin.center.library import Library
from gaoxin.center.models import Firm, Zone
from gaoxin.engines.packs.lint import Fault
from gaoxin.engines.rules.feel.ast import Node
from gaoxin.engines.rules.replay.snapshot import reads
from gaoxin.engines.rules.rule import RuleSet
from gaoxin.engines.rules.tree import names
from gaoxin.engines.sheets import Sheet
from gaoxin.scenes.policy.library import checked, digest_of, library_of, text_of

ALWAYS = (INDUSTRY, "registered_on")
"""Facts by which gains and losses are told."""


@dataclass(frozen=True)
class Weighed:
    """A text weighed against the one in force; `faults` are those that the present text does not have."""

    policy: str
    text: str
    base: str
    day: dt.date
    summary: Summary
    library: Library
    faults: tuple[Fault, ...]

    @property
    def changed(self) -> bool:
        """Whether the text differs at all."""
        return digest_of(self.text) != self.base


def weigh_text(zone: Zone, policy: str, text: str, day: dt.date, language: Language) -> Weighed:
    """Weigh a text on the day; raises PackError with the place where it cannot be read or compiled."""
    library, now = library_of(zone), text_of(zone, policy)
    apart, file, faults = checked(library, policy, text)
    before = side(library, library.file(policy).policy, day)
    after = side(apart, file.policy, day)
    frame = frame_for(zone, library, (before, after), day)
    firms = weigh(frame, library, (before, after), day, language)
    known = set(checked(library, policy, now)[2])
    fresh = tuple(f for f in faults if f not in known)
    impact = Impact(day, _sheet(frame), before, after, firms, ())
    return Weighed(policy, text, digest_of(now), day, summarise(impact, library.industries), library, fresh)


def frame_for(zone: Zone, library: Library, sides: Iterable[Side], day: dt.date) -> pl.DataFrame:
    """The firms of the zone with the facts that some rules read, as `frame_of` gives all."""
    rules = [s.rule for s in sides if s.rule]
    shared, found = library.shared(day), set(ALWAYS)
    for rule in rules:
        found |= {*reads(rule, RuleSet((rule,), shared, library.vocabulary)).facts}
    found |= _behind("size_class", shared)
    facts = [f for f in library.sheet_vocabulary if f.id in found and f.id not in ("uscc", "name_zh")]
    rows = best(observations(zone, day=day, facts=[f.id for f in facts]))
    firms = list(Firm.objects.of(zone).order_by("uscc").values_list("pk", "uscc", "name_zh"))
    known = pl.DataFrame(firms, {"firm": pl.Int64, "uscc": pl.String, "name_zh": pl.String}, orient="row")
    parts = rows.partition_by("fact", as_dict=True)
    columns = [
        decoded(known.select("firm").join(parts[(f.id,)], on="firm", how="left", maintain_order="left"), f)
        for f in facts
        if (f.id,) in parts
    ]
    return known.select("uscc", "name_zh").with_columns(columns)


def _behind(name: str, shared: dict[str, Node]) -> set[str]:
    """The facts behind a derived one."""
    if name not in shared:
        return {name}
    return set().union(*(_behind(inner, shared) for inner in names(shared[name])))


def _sheet(frame: pl.DataFrame) -> Sheet:
    none = pl.DataFrame()
    return Sheet("", 0, frame.height, frame, pl.Series([], dtype=pl.Int64), (), none, (), (), (), ())


def told(summary: Summary) -> Text:
    """The headline and the cost, in both languages."""

    def line(language: Language) -> str:
        joint = "。" if language == "zh" else ". "
        return joint.join(filter(None, (headline(summary, language), cost_line(summary, language))))

    return Text(line("zh"), line("en"))
