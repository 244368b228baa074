"""Making decisions: one firm, one rule, one line."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from gaoxin.base.vocabulary import Vocabulary
from gaoxin.engines.rules.decide import FirmFacts
from gaoxin.engines.rules.replay.canonical import checked_keys
from gaoxin.engines.rules.replay.form import FORMAT, Source, Value
from gaoxin.engines.rules.replay.ground import Ready
from gaoxin.engines.rules.replay.seal import Part, part, sealed
from gaoxin.engines.rules.replay.snapshot import written
from gaoxin.engines.rules.replay.trace import concluded, traced
from gaoxin.engines.rules.rule import State


@dataclass(frozen=True)
class Subject:
    """One firm: its known facts, where they were read, and under which headers."""

    uscc: str
    known: Mapping[str, object]
    source: Source
    columns: Mapping[str, str]
    vocabulary: Vocabulary

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """The known facts as text."""
        kinds, columns = self.vocabulary, self.columns
        return {f: written(v, kinds[f].type, columns.get(f, "")) for f, v in self.known.items()}

    @cached_property
    def parts(self) -> Mapping[str, Part]:
        """The members that are the same for every rule."""
        return {"source": part(self.source), "uscc": part(self.uscc)}


class Recorder:
    """Decides one rule for many firms and writes each decision down."""

    def __init__(self, ready: Ready, version: str) -> None:
        self.ready = ready
        ground = ready.ground
        self._fixed = {
            "as_of": part(ready.day.isoformat()),
            "format": part(FORMAT),
            "gaoxin": part(version),
            "inputs": part(checked_keys(ground.inputs)),
            "packs": part(ground.packs),
            "policy": part(ground.policy),
        }
        checked_keys(dict.fromkeys(ready.reads.facts))

    def record(self, subject: Subject, facts: FirmFacts) -> tuple[State, bytes]:
        """The state and the decision; `facts` may be shared between the rules of one day."""
        told = self.ready.explainer.explain(self.ready.settled(facts))
        read = self.ready.reads.facts
        values = subject.values
        found = {
            "absent": part([fact for fact in read if fact not in values]),
            "facts": part({fact: values[fact] for fact in read if fact in values}),
            "trace": part(traced(told)),
            "verdict": part(concluded(told.verdict)),
        }
        return told.state, sealed({**self._fixed, **subject.parts, **found})
