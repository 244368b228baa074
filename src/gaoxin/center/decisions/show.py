"""A decision as a person reads it, from its snapshot and its rule."""

import datetime as dt
from collections.abc import Iterator

from gaoxin.base.text import Language
from gaoxin.center.decisions.grounds import Grounds
from gaoxin.center.decisions.verify import Checked
from gaoxin.center.explaining import Explained, lines
from gaoxin.engines.rules.nearest import Firm, nearest
from gaoxin.engines.rules.replay import Decision
from gaoxin.engines.rules.replay.recompute import explained
from gaoxin.engines.rules.replay.snapshot import known


def shown(checked: Checked, grounds: Grounds, language: Language) -> Iterator[str]:
    """The lines of a decision that holds, as `gaoxin explain` gives them, and where it comes from."""
    decision = checked.decision
    yield from lines(_explained(decision, grounds), language)
    yield ""
    yield from _origin(decision, language)


def _explained(decision: Decision, grounds: Grounds) -> Explained:
    day = dt.date.fromisoformat(decision.as_of)
    ready = grounds.ready(decision.policy.id, day)
    told = explained(decision, ready)
    firm = Firm({f: known(v) for f, v in decision.facts.items()}, ready.rules, day)
    change = nearest(ready.rule, firm) if told.state == "ineligible" else None
    return Explained(decision.uscc, "", day, ready.rules, told, change)


def _origin(decision: Decision, language: Language) -> Iterator[str]:
    source = decision.source
    if language == "zh":
        yield f"来源: 工作表“{source.sheet}”第 {source.row} 行，文件 SHA-256 {source.file}"
        yield f"决定: gaoxin {decision.gaoxin}，摘要 {decision.digest}"
    else:
        yield f"Source: sheet “{source.sheet}”, row {source.row}; file SHA-256 {source.file}"
        yield f"Decision: gaoxin {decision.gaoxin}, digest {decision.digest}"
