"""Rules made ready for decisions, each once a day."""

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache, cached_property

from gaoxin import __version__
from gaoxin.base.result import shown
from gaoxin.base.text import Text
from gaoxin.center.decisions.inputs import Inputs
from gaoxin.center.library import Library, open_library
from gaoxin.engines.packs.load import bundled
from gaoxin.engines.packs.read import PackError
from gaoxin.engines.rules.replay import Ready, Recorder
from gaoxin.engines.rules.replay.snapshot import reads
from gaoxin.engines.rules.rule import RuleSet

NAME = re.compile(r"[a-z0-9_-]{1,80}")


class Grounds:
    """The rules of a library, ready to be decided and recorded."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.ready = cache(self._ready)
        self.recorder = cache(self._recorder)

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The folders of the packs, from which another process opens the same library."""
        return tuple(str(p.path.absolute()) for p in self.library.packs)

    @cached_property
    def _inputs(self) -> Inputs:
        return Inputs(self.library)

    def _ready(self, policy: str, day: dt.date) -> Ready:
        """One rule on one day; raises PackError where there is none."""
        rule = self.library.rule(self.library.file(policy).policy, day)
        if rule is None:
            raise PackError(policy, Text(f"{day} 没有有效版本", f"no version in force on {day}"))
        rules = RuleSet((rule,), self.library.shared(day), self.library.vocabulary)
        return Ready(rule, rules, self._inputs.ground(rule, reads(rule, rules)), day)

    def _recorder(self, policy: str, day: dt.date) -> Recorder:
        return Recorder(self.ready(policy, day), __version__)


def open_grounds(given: Sequence[str], named: Sequence[str]) -> Grounds:
    """The packs given by folder; otherwise the bundled ones that a decision names. Raises PackError."""
    return Grounds(open_library(given or [_bundled(name) for name in named]))


def _bundled(name: str) -> str:
    try:
        return str(bundled(name if NAME.fullmatch(name) else ""))
    except PackError:
        text = Text("请用 --pack DIR 指明这个政策包", "say with --pack DIR where this pack lies")
        raise PackError(shown(name), text) from None
