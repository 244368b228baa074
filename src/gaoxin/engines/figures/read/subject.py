"""Whose figure it is: zones, firms, projects and places as they become the topic of clauses."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from gaoxin.engines.figures.read.clause import Frame
from gaoxin.engines.figures.read.clean import Clean
from gaoxin.engines.figures.read.moments import Moment
from gaoxin.engines.figures.read.words import BRAND, CITIES, ORG, PROVINCES, ZONE, either

_ZONE = re.compile(either(ZONE))
_CITY = re.compile(either(CITIES))
_CITIES = frozenset(CITIES.split())
_CJK = r"[\u4e00-\u9fff]"
_LEAD = re.compile(
    r"(?:本报讯|科技日报讯|讯|其中|同时|此外|另外|目前|如今|近日|日前|近年来|据悉|据了解|预计|比如|例如|对此|而|并|且|仅|在|据|由|对|位于|走进|"
    r"作为|围绕|通过|依托|随着|坐落于|地处|“|\u3000|\s|#|，|（记者[^）]{0,20}）)*"
)
_HEAD = re.compile(rf"([^，。；：、！？\n\t《》“”]{{1,28}}?{either(ORG)})(?!{either(ORG)})")
_FIRM = re.compile(rf"(?:的|与|在|由|和|、|，|^)((?:(?![的与在由和]){_CJK}){{4,24}}?有限公司)")
_LOCATED = re.compile(
    rf"(?:走进|在)?(?:位于|坐落于|坐落在|地处|落户于?)[^，。\n]{{2,40}}的({_CJK}{{4,24}}?有限公司)"
)
_BRANDED = re.compile(
    rf"([^，。；：、！？\n\t《》“”]{{2,12}}?{either(BRAND)})(?=将|已|是|正|计划|预计|自主|负责|拥有|完成|实现|今年|去年|\d|一季度|上半年)"
)
_AFTER_SPEECH = 100
REACH = 600
"""How far back, in characters, a pronoun looks."""
_CITY_ACTS = re.compile(rf"({either(CITIES)})(?=还|将|已|全力|着力|拥有|也|正|不断|先后|持续)")
_PRONOUN = re.compile(rf"(?:该|这家|本|我)?({either(ORG)})(?!{_CJK}*(?:总|数|化|类))")
_BARE_ZONE = re.compile(r"(?:高新区|园区|全区|我区|辖区|该区|区内|该园区|示范区|综保区|经开区|开发区|新区)")
_NOT_NAME = re.compile(
    r"^[该本]|[的了与和是为将已并及其各个等从以被把使向]|重点|省级|国家级|市级|一批|[一二三四五六七八九十]大|主要|相关|创新创业|多个|企业"
    r"|产业集群|实现|推进|加快|建设|打造|探索|成立|促进|进一步|实施|开展|参与|支持|推动|引进|团队|新基建|聚焦|争创|协调|组织|帮助|引导|鼓励|服务|联合|签订|签约|共|召开|举办|走访|新增|入选|获批|投资|整合|合作|共建|子公司|发展|拟|\d"
)
_AREA = re.compile(
    rf"({either(CITIES)}市|{either(PROVINCES)}省|全市|全省|我市|我省|全国|我国)(?![委政长府副局科人])"
)
_GENERIC = re.compile(
    r"(?:在|了|的|全|国家|各|省|级|与|和|是|为|本|该|入|到|户|对|从|由|以|将|使|于|老|家|进|个|地|区|内)"
)


@dataclass
class Topics:
    """Who is spoken of from each place on."""

    places: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    zones: list[tuple[int, str]] = field(default_factory=list)

    def at(self, place: int) -> str:
        """The topic at a place."""
        i = bisect_right(self.places, place) - 1
        return self.names[i] if i >= 0 else ""

    def zone_at(self, place: int) -> str:
        """The zone named last before a place; empty for none."""
        i = bisect_right(self.zones, (place, "\uffff")) - 1
        return self.zones[i][1] if i >= 0 else (self.zones[0][1] if self.zones else "")

    def put(self, place: int, name: str) -> None:
        """From `place` on, `name` is spoken of."""
        if name:
            self.places.append(place)
            self.names.append(name)


def zones(text: str) -> list[tuple[int, int, str]]:
    """Every zone that is named: start, end, name."""
    return [found for m in _ZONE.finditer(text) if (found := _zone(text, m))]


def _zone(text: str, match: re.Match[str]) -> tuple[int, int, str] | None:
    before = re.search(rf"{_CJK}{{0,8}}$", text[max(0, match.start() - 8) : match.start()])
    name = before[0].removesuffix("市") if before else ""
    city = max((m[0] for m in _CITY.finditer(name) if m.end() == len(name)), key=len, default="")
    place = city or name[-2:]
    if len(place) < 2 or (not city and (_GENERIC.search(place) or "高新" not in match[0])):
        return None
    start = match.start() - len(place) - (len(before[0]) - len(name) if before else 0)
    return start, match.end(), place + match[0]


def topics(clean: Clean, frame: Frame, times: list[Moment]) -> Topics:
    """Follow the topic through the text."""
    return _Sweep(clean, frame, times).run()


class _Sweep:
    def __init__(self, clean: Clean, frame: Frame, times: list[Moment]) -> None:
        self.text, self.clean, self.frame = clean.text, clean, frame
        self.skips = {m.start: m.end for m in times}
        self.zones = zones(clean.text)
        self.starts = [z[0] for z in self.zones]
        self.cities = {city[0]: z[2] for z in reversed(self.zones) if (city := _CITY.match(z[2]))}
        self.zone = self.zones[0][2] if self.zones else ""
        self.orgs: list[str] = []
        self.mentions: list[tuple[int, str]] = []
        self.found = Topics(zones=[(z[0], z[2]) for z in self.zones])

    def run(self) -> Topics:
        for start, end in self.clean.paragraphs:
            self._zone_before(start)
            self.found.put(start, self._headed(start, end) or self._speaks(start, end) or self.zone)
            for clause in self._clauses(start, end):
                self._clause(clause, min(self.frame.clause(clause)[1], end))
        return self.found

    def _headed(self, start: int, end: int) -> str:
        """The zone that a short heading names, or that of the city it begins with."""
        if start not in self.clean.headings:
            return ""
        i = bisect_left(self.starts, start)
        if i < len(self.starts) and self.starts[i] < end:
            return self.zones[i][2]
        city = _CITY.match(self.text, start, end)
        return self.cities.get(city[0], "") if city else ""

    def _speaks(self, start: int, end: int) -> str:
        """An opening quotation is of the firm that is named right after it."""
        if self.text[start] != "“":
            return ""
        close = self.text.find("”", start, end) + 1
        firm = _FIRM.search(self.text, close, min(end, close + _AFTER_SPEECH)) if close else None
        return firm[1] if firm else ""

    def _clauses(self, start: int, end: int) -> list[int]:
        marks = self.frame.clauses
        return [start, *marks[bisect_right(marks, start) : bisect_right(marks, end - 1)]]

    def _zone_before(self, place: int) -> None:
        i = bisect_right(self.starts, place) - 1
        if i >= 0:
            self.zone = self.zones[i][2]

    def _clause(self, start: int, end: int) -> None:
        head = self._head(start, end)
        self._zone_before(end)
        self.mentions += [(m.start(1), m[1]) for m in _FIRM.finditer(self.text, start, end)]
        if located := _LOCATED.match(self.text, start, end):
            self._named(located[1], start)
            return
        if zone := next(
            (z for z in self.zones[bisect_right(self.starts, head - 1) :][:1] if z[0] <= head + 1), None
        ):
            if not self._org(zone[1], end, start, zone[2]):
                self.found.put(start, zone[2])
            return
        if _BARE_ZONE.match(self.text, head, end):
            self.found.put(start, self.zone)
        elif city := _CITY_ACTS.match(self.text, head, end):
            self.found.put(start, self.zone if self.zone.startswith(city[1]) else city[1] + "市")
        elif area := _AREA.match(self.text, head, end):
            self.found.put(start, area[1])
        else:
            self._org(head, end, start, "")

    def _head(self, start: int, end: int) -> int:
        """Where a clause begins after adverbs and times."""
        for _ in range(6):
            match = _LEAD.match(self.text, start, end)
            start = match.end() if match else start
            if start not in self.skips:
                break
            start = min(self.skips[start], end)
        return start

    def _org(self, head: int, end: int, start: int, zone: str) -> bool:
        if not zone and (m := _PRONOUN.match(self.text, head, end)):
            return self._pronoun(start, m)
        name = self._longest(head, end)
        if not name or _NOT_NAME.search(name) or len(name) < 4 or zone:
            return False
        self._named(self._placed(name, head), start)
        return True

    def _named(self, name: str, start: int) -> None:
        self.orgs.append(name)
        self.mentions.append((start, name))
        self.found.put(start, name)

    def _placed(self, name: str, place: int) -> str:
        """A park without a city takes the one named last."""
        if not name.endswith("产业园") or len(name) > 7 or _CITY.search(name):
            return name
        cities = [m[0] for m in _CITY.finditer(self.text, max(0, place - REACH), place)]
        return (cities[-1] if cities else "") + name

    def _pronoun(self, start: int, match: re.Match[str]) -> bool:
        """该公司 is the firm named last; a bare 项目 is so only if it is the topic."""
        near = [name for place, name in self.mentions[-40:] if place <= start and start - place < REACH]
        said = match[0] != match[1] or match[1] in ("公司", "中心", "研究院")
        alike = (o for o in reversed(self.orgs[-1:] + near) if said and _same(o, match[1]))
        name = next(alike, near[-1] if near and match[0] == "该项目" else "")
        self.found.put(start, name)
        return True

    def _longest(self, head: int, end: int) -> str:
        if m := _BRANDED.match(self.text, head, end):
            return m[1]
        name, place = "", head
        while (m := _HEAD.match(self.text, place, end)) and len(name) < 30:
            if _NOT_NAME.search(m[0]):
                break
            name, place = name + m[0], m.end()
        if self.text[place : place + 1] == "、":
            return ""
        return name


def _same(name: str, ending: str) -> bool:
    if ending in ("企业", "公司"):
        return name.endswith(("公司", "集团", "企业", "科技", "股份"))
    return name.endswith(ending)
