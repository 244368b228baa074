"""Times in a text: where they stand, what they mean in the year of the text, and when it was published."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass

_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4, "两": 2}
_PLANS = {"十三五": "2016..2020", "十四五": "2021..2025", "十五五": "2026..2030"}
_YEAR = (
    r"(?:(?P<year>(?:19|20)\d{2})年(?:度)?|(?P<word>今年|本年度?|去年|上年|明年|前年|同年|当年|这一年|全年))"
)
_PART = (
    r"(?:第?(?P<q>[一二三四1-4])季度度?|前(?P<qs>[一二两三1-3])个?季度度?|(?P<h1>上半年)|(?P<h2>下半年)"
    r"|前(?P<ms>\d{1,2}|[一二三四五六七八九十]{1,2})个月"
    r"|(?P<m1>\d{1,2})月?(?:-|—|–|~|至|到)(?P<m2>\d{1,2})月(?:份)?"
    r"|(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?(?:(?P<day>\d{1,2})日?(?:(?:至|-|—|、)\d{1,2}日)*)?)"
)
_ANY = rf"(?:{_YEAR}|{_PART})".replace("?P<", "?:")
_ANY = re.sub(r"\?:\w+>", "?:", _ANY)
_TIME = re.compile(
    rf"(?P<span>(?:19|20)\d{{2}}年?(?:-|—|–|至)(?:19|20)\d{{2}}年)"
    rf"|(?:截至|截止到?|到|至)?(?P<about>目前|当前|如今|现在|现有|现已|至今|迄今|眼下)"
    rf"|“?(?P<plan>十三五|十四五|十五五)”?(?:期间|时期|末)?"
    rf"|(?:未来|通过|用|力争|今后)?(?P<n>\d{{1,2}}|[一二两三四五十])(?:(?:-|—|–|至)\d{{1,2}})?年(?:左右)?(?:内|之内|的?时间)"
    rf"|(?P<done>(?:全部|全面|项目)?(?:建成|投产|达产|竣工|投运|运营)(?:投产|达产|运营|投用)?(?:后|之后))"
    rf"|(?P<asof>截至|截止到?|预计到|力争到|到|至)?(?={_ANY}){_YEAR}?{_PART}?(?P<end>年?底|年?末|前|以来|同期)?"
)
_THAT_YEAR = ("这一年", "当年", "同年", "全年")
_CHINESE = {c: i for i, c in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_SINCE = re.compile(r"((?:19|20)\d\d)年[^。\n]{0,40}?(?:已经|已有|已|走过|至今)(\d{1,2})(?:多|余)?年")
_BY = re.compile(r"(?:经过|从|自|据)$")
_THAN = re.compile(r"(?:相比|较|对比|比)$")


@dataclass(frozen=True, slots=True)
class Day:
    """When a text was published, as far as it tells: year and month, 0 where not known."""

    year: int
    month: int

    @property
    def as_of(self) -> str:
        """The moment of a stock that is stated without a date."""
        if not self.year:
            return "unstated"
        return f"as of {self.year}-{self.month:02}" if self.month else f"as of {self.year}"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in the text. `kind`: period, day, as of, now, plan (a span to come), future, done."""

    start: int
    end: int
    kind: str
    text: str
    year: int = 0


def moments(text: str, day: Day) -> list[Moment]:
    """Every time in the text, in order."""
    found: list[Moment] = []
    stated = day.year
    for match in _TIME.finditer(text):
        then = stated if match["word"] in _THAT_YEAR else day.year
        if moment := _moment(text, match, Day(then, day.month), day.year):
            found.append(moment)
            stated = moment.year if match["year"] and moment.kind in ("period", "as of") else stated
    return found


def _moment(text: str, match: re.Match[str], day: Day, now: int) -> Moment | None:
    start, end = match.span()
    if match["about"]:
        return Moment(start, end, "now", day.as_of, day.year)
    if match["plan"]:
        return Moment(start, end, "plan", _PLANS[match["plan"]])
    if match["n"]:
        n = _number(match["n"])
        return Moment(start, end, "plan", f"{day.year}..{day.year + n}" if day.year else "unstated")
    if match["done"]:
        return Moment(start, end, "done", "after completion")
    if match["span"]:
        return Moment(start, end, "plan", re.sub(r"\D+", "..", match["span"].rstrip("年")))
    if not _said(match):
        return None
    if match["end"] == "同期":
        return Moment(start, end, "beside", "")
    if beside := _THAN.search(text, max(0, start - 2), start):
        return Moment(beside.start(), end, "beside", "")
    if _BY.search(text, max(0, start - 2), start):
        return Moment(start, end, "aside", "")
    return _dated(match, day, now)


def _said(match: re.Match[str]) -> bool:
    return any(match[name] for name in ("year", "word", "q", "qs", "h1", "h2", "ms", "m1", "m"))


def _dated(match: re.Match[str], day: Day, now: int) -> Moment:
    start, end = match.span()
    year = _year(match, day)
    months = _months(match)
    if match["day"]:
        text = f"{year}-{months[0]:02}-{int(match['day']):02}" if months and year else "unstated"
        return Moment(start, end, "as of" if match["asof"] else "day", _prefixed(match, text), year)
    if not year:
        return Moment(start, end, "period", "unstated", 0)
    if match["asof"] in ("截至", "截止", "截止到") or (match["end"] or "").endswith(("底", "末")):
        last = months[1] if months else 12
        close = f"{year}-{last:02}-{calendar.monthrange(year, last)[1]:02}"
        if (match["asof"] or "").endswith(("到", "至")) and match["asof"] not in ("截止到", "截至"):
            return Moment(start, end, "future", _text(year, months), year)
        return Moment(start, end, "as of", f"as of {close}", year)
    if (match["end"] or "") == "前":
        return Moment(start, end, "future", _text(year, months), year)
    if match["word"] in ("去年", "上年", "前年") and text_before(match) not in "。；\n":
        return Moment(start, end, "passing", _text(year, months), year)
    kind = "future" if match["asof"] or match["word"] == "明年" or 0 < now < year else "period"
    return Moment(start, end, kind, _text(year, months), year)


def text_before(match: re.Match[str]) -> str:
    """The character before a time; a line end at the start of the text."""
    return match.string[match.start() - 1] if match.start() else "\n"


def _prefixed(match: re.Match[str], text: str) -> str:
    return f"as of {text}" if match["asof"] and text != "unstated" else text


def _year(match: re.Match[str], day: Day) -> int:
    if match["year"]:
        return int(match["year"])
    shift = {"去年": -1, "上年": -1, "明年": 1, "前年": -2}.get(match["word"] or "", 0)
    return day.year + shift if day.year else 0


def _months(match: re.Match[str]) -> tuple[int, int] | None:
    found = _stated(match)
    return found if found and 1 <= found[0] <= found[1] <= 12 else None


def _stated(match: re.Match[str]) -> tuple[int, int] | None:
    if match["q"]:
        quarter = _QUARTERS[match["q"]]
        return 3 * quarter - 2, 3 * quarter
    if match["qs"]:
        return 1, 3 * _QUARTERS[match["qs"]]
    if match["h1"] or match["h2"]:
        return (1, 6) if match["h1"] else (7, 12)
    if match["ms"]:
        return 1, _number(match["ms"])
    if match["m1"]:
        return int(match["m1"]), int(match["m2"])
    return (_number(match["m"]), _number(match["m"])) if match["m"] else None


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _CHINESE.get(text, 2 if text == "两" else 0)


def _text(year: int, months: tuple[int, int] | None) -> str:
    if months is None or months == (1, 12):
        return str(year)
    first, last = months
    if last - first == 2 and first % 3 == 1:
        return f"{year}-Q{last // 3}"
    if first == 1 and last % 3 == 0:
        return f"{year}-Q1..Q{last // 3}"
    return f"{year}-{first:02}" if first == last else f"{year}-{first:02}..{last:02}"


def published(text: str, year: int | None) -> Day:
    """The latest year and month that the text speaks of as past or present."""
    stated = year or max((y for y in _years(text) if y < 2100), default=0)
    return Day(stated, _month(text, stated))


def _years(text: str) -> Iterator[int]:
    """Years spoken of, save those that the text anywhere calls a year to come."""
    found = [m for m in moments(text, Day(0, 0)) if m.year]
    coming = {m.year for m in found if m.kind == "future"}
    yield from (m.year for m in found if m.kind in ("period", "day", "as of") and m.year not in coming)
    yield from (int(m[1]) + int(m[2]) for m in _SINCE.finditer(text))


def _month(text: str, year: int) -> int:
    return max(_days(text, year), default=0)


def _days(text: str, year: int) -> Iterator[int]:
    for m in re.finditer(r"(?:((?:19|20)\d\d)年|(明年|去年|上年|到|至))?(\d{1,2})月(?:份)?(\d{1,2})日", text):
        if not m[2] and (not m[1] or int(m[1]) == year) and 1 <= int(m[3]) <= 12:
            yield int(m[3])


def last_day(period: str) -> str:
    """The moment at which a period ends: `2020-Q1` → `as of 2020-03-31`."""
    m = re.fullmatch(r"(\d{4})(?:-Q?[1-4]?(?:\.\.)?Q([1-4])|-Q([1-4])|-(?:\d\d\.\.)?(\d\d))?", period)
    if not m:
        return period
    month = 3 * int(m[2] or m[3]) if m[2] or m[3] else int(m[4] or 12)
    if not 1 <= month <= 12:
        return period
    return f"as of {m[1]}-{month:02}-{calendar.monthrange(int(m[1]), month)[1]:02}"
