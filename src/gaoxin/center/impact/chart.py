"""The chart for a leader: cost against the budget, and who gains and loses, each drawn from nought."""

from dataclasses import dataclass

from gaoxin.base.text import Language, Text
from gaoxin.center.impact.bars import INK, RIGHT, RULE, SOFT, Bars, Scale, axis, label
from gaoxin.center.impact.groups import SIZES, Group
from gaoxin.center.impact.summary import GROUPINGS, By, Summary
from gaoxin.center.impact.svg import Sheet, hatch, wide, wrap
from gaoxin.center.impact.tell import UNIT, WAN, cost_line, headline, notes, title, wan

WIDTH, MARGIN = 960, 32
BEFORE, AFTER = "#8c8c8c", "#0b4f8a"
MOST_GROUPS = 9
ROW = 66
LEFT: dict[By, int] = {"size": 130, "age": 170, "industry": 250}
"""Where the plots begin, so that the names fit at their left."""
FIRMS = Text("家", "firms")
WHEN = (Text("改前", "before"), Text("改后", "after"))


def chart(summary: Summary, language: Language, by: By = "size") -> str:
    """The SVG file."""
    sheet = Sheet(WIDTH)
    for name, colour in (("before-open", BEFORE), ("after-open", AFTER), ("doubt", SOFT)):
        sheet.raw(hatch(name, colour, "#ffffff"))
    y = _head(sheet, summary, language)
    y = _costs(sheet, summary, language, LEFT[by], y + 42)
    y = _groups(sheet, summary, language, by, y + 48)
    sheet.height = _foot(sheet, summary, language, y + 30)
    return sheet.written(title(summary, language), headline(summary, language))


def _head(sheet: Sheet, summary: Summary, language: Language) -> float:
    """Title, headline, and what was compared; returns the lowest base line."""
    impact, y = summary.impact, 44.0
    words = Text("改政策，谁得谁失", "who gains, who loses").in_(language)
    sheet.text(MARGIN, y, f"{title(summary, language)} · {words}", 22, font_weight="bold")
    y += 6
    for words in (headline(summary, language), cost_line(summary, language, rounded=True)):
        for line in wrap(words, 15, WIDTH - 2 * MARGIN) if words else ():
            y += 23
            sheet.text(MARGIN, y, line, 15)
    versions = " → ".join(str(s.version.from_) if s.version else "—" for s in (impact.before, impact.after))
    count, policy = summary.total["firms"], impact.before.policy.id
    told = Text(
        f"{policy} · 按 {impact.day} · 企业 {count:,} 家 · 版本 {versions}",
        f"{policy} · as of {impact.day} · {count:,} firms · version {versions}",
    )
    sheet.text(MARGIN, y + 22, told.in_(language), 12, fill=SOFT)
    return y + 22


def _costs(sheet: Sheet, summary: Summary, language: Language, left: int, y: float) -> float:
    """Two bars from nought with what may still come, and the budget across them."""
    money = summary.impact.paid
    rows = _cost_rows(summary) if money else _count_rows(summary)
    name = Text("费用与预算", "Cost and budget") if money else Text("符合的企业", "Eligible firms")
    _section(sheet, y, _with_unit(name, language, money=money))
    scale = Scale(
        0, max(*(max(r.sure + r.open, r.budget or 0) for r in rows), WAN if money else 1), left, RIGHT
    )
    top, bottom = y + 24, y + 24 + len(rows) * ROW
    axis(sheet, scale, top, bottom, WAN if money else 1)
    for i, row in enumerate(rows):
        at = top + i * ROW + 14
        _cost_bar(sheet, scale, row, i, at)
        label(sheet, left, at + 24, WHEN[i].in_(language), bold=True)
        _cost_words(sheet, row, at, language, money=money)
    return _cost_legend(sheet, rows, left, bottom + 28, language, money=money)


def _with_unit(name: Text, language: Language, *, money: bool) -> str:
    unit = UNIT if money else FIRMS
    return f"{name.zh}（{unit.zh}）" if language == "zh" else f"{name.en} ({unit.en})"


@dataclass(frozen=True, slots=True)
class _Row:
    sure: int
    open: int
    budget: int | None


def _cost_rows(summary: Summary) -> list[_Row]:
    return [_Row(c.paid, c.up_to, c.budget) if c else _Row(0, 0, None) for c in summary.costs]


def _count_rows(summary: Summary) -> list[_Row]:
    found = []
    for side in (0, 1):
        states = {s: sum(n for key, n in summary.moves.items() if key[side] == s) for s in OPEN_STATES}
        sure = summary.total["eligible_after" if side else "eligible_before"]
        found.append(_Row(sure, sum(states.values()), None))
    return found


OPEN_STATES = ("needs_data", "needs_review")


def _cost_bar(sheet: Sheet, scale: Scale, row: _Row, i: int, y: float) -> None:
    """The sure part solid, what may come hatched, the budget a strong line across."""
    colour, pattern = ((BEFORE, "before-open"), (AFTER, "after-open"))[i]
    start, end, last = scale.at(0), scale.at(row.sure), scale.at(row.sure + row.open)
    sheet.rect(end, y, last - end, 38, fill=f"url(#{pattern})", stroke=colour, stroke_width=1)
    sheet.rect(start, y, end - start, 38, fill=colour)
    if row.budget is not None:
        x = scale.at(row.budget)
        sheet.line(x, y - 8, x, y + 46, stroke="#ffffff", stroke_width=5)
        sheet.line(x, y - 8, x, y + 46, stroke=INK, stroke_width=3)


def _cost_words(sheet: Sheet, row: _Row, y: float, language: Language, *, money: bool) -> None:
    """At the right of a bar: the sure part, what may come, and what the budget leaves."""
    show = wan if money else "{:,}".format
    sheet.text(RIGHT + 20, y + 10, show(row.sure), 17, font_weight="bold")
    if row.open:
        may = Text(f"最多再加 {show(row.open)}", f"up to {show(row.open)} more")
        sheet.text(RIGHT + 20, y + 28, may.in_(language), 12, fill=SOFT)
    if money:
        over = row.budget is not None and row.sure > row.budget
        sheet.text(
            RIGHT + 20, y + 45, _budget_words(row, language), 12, font_weight="bold" if over else "normal"
        )


def _budget_words(row: _Row, language: Language) -> str:
    if row.budget is None:
        return Text("没有写预算", "no budget named").in_(language)
    budget, left = wan(row.budget), wan(abs(row.budget - row.sure))
    over = row.sure > row.budget
    zh = f"预算 {budget}，{'超出' if over else '剩'} {left}"
    return Text(zh, f"budget {budget}, {left} {'over' if over else 'left'}").in_(language)


def _cost_legend(
    sheet: Sheet, rows: list[_Row], left: float, y: float, language: Language, *, money: bool
) -> float:
    """What solid, hatched and the strong line mean; only what is drawn is named."""
    sure = (Text("确定", "certain") if money else Text("符合", "eligible")).in_(language)
    sheet.rect(left, y, 14, 12, fill=AFTER)
    sheet.text(left + 20, y + 11, sure, 12)
    x = left + 20 + wide(sure, 12) + 24
    if any(row.open for row in rows):
        may = Text("最多再加（缺数据、需人工的企业）", "up to this much more (undecided firms)").in_(language)
        sheet.rect(x, y, 14, 12, fill="url(#after-open)", stroke=AFTER, stroke_width=1)
        sheet.text(x + 20, y + 11, may, 12)
        x += 20 + wide(may, 12) + 24
    if any(row.budget is not None for row in rows):
        sheet.line(x + 4, y - 1, x + 4, y + 13, stroke=INK, stroke_width=3)
        sheet.text(x + 14, y + 11, Text("预算", "budget").in_(language), 12)
    return y + 14


def _section(sheet: Sheet, y: float, words: str) -> None:
    sheet.line(MARGIN, y - 20, WIDTH - MARGIN, y - 20, stroke=RULE)
    sheet.text(MARGIN, y + 6, words, 16, font_weight="bold")


def _groups(sheet: Sheet, summary: Summary, language: Language, by: By, y: float) -> float:
    """Bars to the right for gains and to the left for losses, one line a group."""
    money, name = summary.impact.paid, GROUPINGS[by]
    _section(
        sheet,
        y,
        _with_unit(Text(f"{name.zh}：得与失", f"{name.en}: gains and losses"), language, money=money),
    )
    groups = chosen(summary.groups(by), money=money)
    return Bars(sheet, groups, language, LEFT[by], money=money).draw(y + 24)


def chosen(groups: list[Group], *, money: bool) -> list[Group]:
    """All groups where they are few; of many at most nine that change most, and the rest together."""
    if len(groups) <= len(SIZES) + 1:
        return groups
    ranked = sorted(groups, key=lambda g: -sum(map(abs, Bars.values(g, money=money))))
    first = [g for g in ranked[:MOST_GROUPS] if any(Bars.values(g, money=money))]
    rest = ranked[len(first) :]
    counts = {name: sum(g.counts[name] for g in rest) for name in groups[0].counts}
    return [*first, Group("…", Text(f"其余 {len(rest)} 类", f"{len(rest)} others"), counts)]


def _foot(sheet: Sheet, summary: Summary, language: Language, y: float) -> float:
    """Notes in small print; returns the height of the sheet."""
    lines = notes(summary, language)
    if summary.impact.paid:
        lines.insert(0, ROUNDED.in_(language))
    for note in lines:
        for line in wrap(note, 12, WIDTH - 2 * MARGIN):
            sheet.text(MARGIN, y, line, 12, fill=SOFT)
            y += 18
    return y + 8


ROUNDED = Text(
    "图中数字四舍五入到百元，准确到分的数见表。“最多再加”是缺数据、需人工的企业都符合时的金额。",
    "Figures are rounded to CNY 100; the tables are exact. “Up to” is paid if every undecided firm turns out eligible.",
)
