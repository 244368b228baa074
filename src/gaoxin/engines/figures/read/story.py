"""The course of a text: each number told in turn, with what was said before it in mind."""

import re
from dataclasses import replace
from functools import cached_property

from gaoxin.engines.figures.read import bounds, phrase, reference, repeat
from gaoxin.engines.figures.read import kind as kinds
from gaoxin.engines.figures.read.claim import Claim
from gaoxin.engines.figures.read.clause import Frame
from gaoxin.engines.figures.read.clean import GAP, Clean
from gaoxin.engines.figures.read.indicator import Memory, Place, indicators
from gaoxin.engines.figures.read.moments import Day, Moment
from gaoxin.engines.figures.read.period import Times, period_of
from gaoxin.engines.figures.read.quantity import Quantity
from gaoxin.engines.figures.read.respective import Respective
from gaoxin.engines.figures.read.subject import Topics, zones
from gaoxin.engines.figures.read.words import PROVINCES, either

_STARTS = re.compile(r"投产|投用|投运|竣工|下线|(?<!基本)建成|达产")
_PLAN = re.compile(r"根据规划|按照规划|规划总|拟建|分[两三二]期建设|总体规划")
_NEAR = 400
"""How far back, in characters, a time is looked for in the paragraph before."""
_FAR = 400
"""Longer sentences and paragraphs than this, in characters, are not looked through."""
UNSTATED = Moment(0, 0, "period", "unstated")


class Story:
    """Numbers come in the order of the text; claims come out."""

    def __init__(
        self, page: Clean, frame: Frame, day: Day, times: list[Moment], topics: Topics, known: frozenset[str]
    ) -> None:
        self.page, self.frame, self.day, self.topics, self.known = page, frame, day, topics, known
        self.times = Times(times, [m.start for m in times])
        self.claims: list[Claim] = []
        self.memory = Memory()
        self.respective = Respective()
        self.paragraph = -1
        self.last_end = 0

    def tell(self, q: Quantity, start: int, end: int) -> None:
        """Take one number of the paragraph from `start` to `end`."""
        if self.paragraph != start:
            self.memory, self.paragraph = Memory(), start
        near = max(start, q.start - _FAR)
        sentence = max(near, self.frame.sentence(q.start)[0])
        place = self._place(q, near, sentence, end)
        moment, inherited = self._moment(q, sentence, near)
        kind = kinds.kind_of(
            q, place.left, place.right, place.sentence, self._coming(moment, inherited, near, q)
        )
        if kind is None:
            return
        if self.memory.kind and q.unit in ("%", "百分点") and self._goes_on(q):
            kind = self.memory.kind
        moment = self._moment_of(moment, inherited, kind, place)
        self.last_end = q.end
        self._claim(replace(place, kind=kind), moment, inherited, sentence)

    def finished(self) -> list[Claim]:
        """The claims; a number printed alone as a heading says what its twin says."""
        return repeat.like_twins(self.claims)

    def words(self, start: int, end: int) -> str:
        """The text between two places without its times."""
        out, place = [], start
        for moment in self.times.between(start, end):
            if moment.end <= end and moment.kind != "aside":
                out.append(self.page.text[place : moment.start])
                place = max(place, moment.end)
        return "".join(out) + self.page.text[place:end]

    def _goes_on(self, q: Quantity) -> bool:
        """Whether a number only continues a list of numbers."""
        return self.page.text[self.last_end : q.start] in ("、", "和", "及", "与")

    def _place(self, q: Quantity, near: int, sentence: int, end: int) -> Place:
        clause, clause_end = self.frame.clause(q.start)
        begin = max(clause, near, self.last_end)
        self.memory.topic = self._clause_before(clause, sentence)
        return Place(
            q,
            kind="",
            left=self.words(begin, q.num_start),
            right=self.page.text[q.end : min(max(clause_end, q.end), end)],
            sentence=self.words(sentence, q.num_start),
            subject=self.topics.at(q.num_start),
            known=self.known,
            spoken=self.page.text[begin : q.num_start],
            paragraph=self.page.text[near : q.start],
        )

    def _clause_before(self, clause: int, sentence: int) -> str:
        """The clause before, if it is of the sentence: it may name who gets what follows."""
        if clause <= sentence:
            return ""
        start = max(sentence, self.frame.clause(clause - 1)[0])
        return self.words(start, clause).rstrip("，：")

    def _moment(self, q: Quantity, sentence: int, near: int) -> tuple[Moment | None, bool]:
        if moment := self.times.governing(sentence, q.num_start):
            return moment, False
        return self.times.carried(near, sentence), True

    def _moment_of(self, moment: Moment | None, inherited: bool, kind: str, place: Place) -> Moment | None:
        """Deeds are counted over a time of the paragraph before; a share only over one set off by a comma."""
        if moment is None and kind == "count" and phrase.action(place.left):
            return self.times.carried(max(0, self.paragraph - _NEAR), self.paragraph)
        if moment and inherited and kind == "share" and self.page.text[moment.end] not in f"，{GAP}":
            return UNSTATED
        return moment

    def _coming(self, moment: Moment | None, inherited: bool, near: int, q: Quantity) -> bool | None:
        """Whether the time of a number is yet to come; None where only its words can tell."""
        if moment and not inherited and moment.kind == "now":
            return False
        if moment and not inherited and moment.kind in ("future", "plan", "done"):
            return True
        return True if _PLAN.search(self.page.text, near, q.start) else None

    def _claim(self, place: Place, moment: Moment | None, inherited: bool, sentence: int) -> None:
        subjects, place = self._subjects(place)
        for subject in subjects:
            own = replace(place, subject=subject)
            said = [self._in_province(name) for name in indicators(own, self.memory)]
            for name in self.respective.pick(said, place.quantity, place.left, self.page.text):
                period = period_of(moment, inherited, place.kind, name, self.day)
                self.claims.append(self._made(own, name, self._after(period, moment, place.quantity)))
        self._remember(place, said, sentence)

    def _subjects(self, place: Place) -> tuple[list[str], Place]:
        """Whose figure it is: each zone of 均, both firms of 双双, the zone of a cluster, else the topic."""
        together = re.search(r"[均都]|双双", place.left)
        if together and len(several := zones(place.left)) > 1:
            return [name for _, _, name in several], replace(place, left=place.left[several[-1][1] :])
        if both := re.match(r"(?:在|其中)?([^，。]{2,30})双双", place.left):
            return phrase.listed(both[1]), place
        q = place.quantity
        if place.kind == "target" and "级" in self.page.text[q.num_start : q.num_end]:
            return [self.topics.zone_at(q.num_start) or place.subject], place
        return [place.subject], place

    def _after(self, period: str, moment: Moment | None, q: Quantity) -> str:
        """将于明年4月投产，年产能…: from then on."""
        if moment and moment.kind == "future" and _STARTS.search(self.page.text, moment.end, q.start):
            return f"after {period}"
        return period

    def _in_province(self, name: str) -> str:
        return (
            self.province + name.removeprefix("全省") if name.startswith("全省") and self.province else name
        )

    @cached_property
    def province(self) -> str:
        """The one province that the text names; empty where there are several."""
        named = set(re.findall(rf"{either(PROVINCES)}省", self.page.text))
        return named.pop() if len(named) == 1 else ""

    def _made(self, place: Place, name: str, period: str) -> Claim:
        q, kind = place.quantity, place.kind
        start, end = self.page.span(q.start, q.end)
        num_start, num_end = self.page.span(q.num_start, q.num_end)
        value = -q.value if kind == "growth_yoy" and kinds.falls(place.left) else q.value
        return Claim(
            start=start,
            end=end,
            num_start=num_start,
            num_end=num_end,
            text=self.page.raw[start:end],
            subject=place.subject,
            indicator=name,
            period=period,
            kind=kind,
            value=value,
            value_max=q.high,
            unit=q.unit,
            per=bounds.per(place.left, kind),
            precision=q.half,
            qualifier=q.qualifier,
            interval=bounds.interval(q, value),
            of=reference.of(place, name),
        )

    def _remember(self, place: Place, names: list[str], sentence: int) -> None:
        self.respective.heard(names[0], sentence)
        self.memory.rate = names[0].endswith("增速")
        if place.kind in ("rank", "ratio_to"):
            names = [re.sub(r"(?:增速)?(?:排名|名次)$|增速$", "", name) for name in names]
        self.memory.indicator = names[0]
        self.memory.listed = names if len(names) > 1 else []
        self.memory.kind = place.kind
        if place.kind in ("count", "target"):
            deeds = (deed for deed in ("新增", "新引进") if names[0].startswith(deed))
            self.memory.action = phrase.action(place.left) or next(deeds, "")
