"""What the page of a change asks: numbers or text, from when, and what came of weighing it."""

import datetime as dt
from dataclasses import dataclass, replace

from gaoxin.base.result import Problem, Refused
from gaoxin.base.text import Text
from gaoxin.engines.packs.read import PackError
from gaoxin.frame.request import Request, language
from gaoxin.scenes.policy.editing import Threshold, edited
from gaoxin.scenes.policy.queries.changes import Form, WeighedView, form, shown
from gaoxin.scenes.policy.weighing import Weighed, weigh_text

LONGEST = 200_000
"""Characters of a text."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A change as far as it is written; `mode` is numbers or text, `step` write, weigh, propose or sheet."""

    mode: str
    step: str
    text: str
    thresholds: tuple[Threshold, ...]
    since: dt.date
    number: str
    title: str
    reason: str
    version: dt.date | None
    today: dt.date
    weighed: Weighed | None = None
    shown: WeighedView | None = None
    problem: Problem | None = None

    @property
    def known(self) -> Weighed:
        """What was weighed; asked for only where it was."""
        assert self.weighed is not None
        return self.weighed


def drafted(request: Request, policy: str) -> Draft:
    """Read the request and weigh what is asked to be weighed; faults are told, nothing is lost."""
    start = form(request.zone, policy, _number(request.GET.get("undo", "")))
    draft = _read(request, start)
    if draft.step == "write":
        return draft
    try:
        draft = replace(draft, text=_text(start, draft))
        day = max(draft.since, start.today)
        weighed = weigh_text(request.zone, policy, draft.text, day, language())
    except Refused as error:
        return replace(draft, step="write", problem=error.problem)
    except PackError as error:
        return replace(draft, step="write", problem=Problem(error.text, where=error.where))
    return replace(draft, weighed=weighed, shown=shown(weighed, language()))


def _read(request: Request, start: Form) -> Draft:
    post = request.POST
    numbers = tuple(replace(t, value=post.get(f"n:{t.path}", t.value)) for t in start.thresholds)
    undo = request.method == "GET" and "undo" in request.GET
    mode = "text" if undo or not numbers else "numbers"
    return Draft(
        post.get("mode", mode),
        post.get("step", "write") if request.method == "POST" else "write",
        post.get("text", start.text)[:LONGEST].replace("\r\n", "\n"),
        numbers,
        _day(post.get("since", ""), start.today),
        post.get("number", ""),
        post.get("title", ""),
        post.get("reason", ""),
        start.version,
        start.today,
    )


def _text(start: Form, draft: Draft) -> str:
    """The text to be weighed: as typed, or the present one with the numbers that differ."""
    if draft.mode == "text" or start.version is None:
        return draft.text
    held = {t.path: t.value for t in start.thresholds}
    values = {t.path: t.value for t in draft.thresholds if t.value.strip() != held[t.path]}
    if not values:
        raise Refused(
            Text("没有改动任何数字", "no number was changed"), Text("请先改一处", "change one first")
        )
    return edited(start.text, start.version, values, draft.since, draft.number, draft.title)


def _day(text: str, default: dt.date) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return default


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
