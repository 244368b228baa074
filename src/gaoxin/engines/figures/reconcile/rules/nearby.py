"""计划新建项目91个……已开工67个，开工率62.9%: a rate and, just before it, what it is the rate of.

Used where names do not tell. The count before the rate must say that it is done, and the count of the same unit
right before that one that it is planned; anything between them leaves the rate alone.
"""

from gaoxin.engines.figures.reconcile.claim import Claim
from gaoxin.engines.figures.reconcile.index import Index
from gaoxin.engines.figures.reconcile.quantity import Quantity

_REACH = 120
_PLANNED = ("计划", "拟", "应", "需")


def pair(index: Index, rate: Quantity, verb: str) -> tuple[Quantity, Quantity] | None:
    """What is done and what was planned, in the words before the rate."""
    claim = index.said[rate][0]
    text = index.texts.get(claim.file)
    if not text:
        return None
    before = [
        each
        for each in index.claims
        if each.file == claim.file
        and each.kind in ("count", "level", "target")
        and claim.start - _REACH < each.start < claim.start
    ]
    if len(before) < 2:
        return None
    done = max(before, key=lambda each: each.start)
    same = [each for each in before if each.unit == done.unit and each is not done]
    if not same or verb not in _lead(text, done):
        return None
    planned = max(same, key=lambda each: each.start)
    if not any(word in _lead(text, planned) for word in _PLANNED):
        return None
    return index.quantity[done.id], index.quantity[planned.id]


def _lead(text: str, claim: Claim) -> str:
    """The words that lead to a figure, back to the figure or stop before it."""
    words = "".join(text[max(claim.start - 16, 0) : claim.end + 4].split())
    cut = max(words.rfind(stop, 0, -4) for stop in "，。；、")
    return words[cut + 1 :]
