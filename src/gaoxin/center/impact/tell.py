"""A change in sentences: the headline, and what a reader must know beside the figures."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from gaoxin.base.text import Language, Text
from gaoxin.center.impact.cost import Cost
from gaoxin.center.impact.draft import Side
from gaoxin.center.impact.effects import EFFECTS
from gaoxin.center.impact.heading import elsewhere
from gaoxin.center.impact.summary import Summary
from gaoxin.engines.rules.wording import money

WAN = 1_000_000
"""Fen of 10,000 yuan."""

UNIT = Text("万元", "CNY 10,000")


def exact(fen: int, language: Language) -> str:
    """Money to the fen, in the unit that people say."""
    return money(Decimal(fen).scaleb(-2), language)


def signed(fen: int, language: Language) -> str:
    """A difference of money with its sign."""
    return sign(fen) + exact(abs(fen), language)


def sign(fen: int) -> str:
    """Plus, minus, or nothing for nought."""
    return "+" if fen > 0 else "−" if fen < 0 else ""


def about(fen: int, language: Language) -> str:
    """Money to the nearest hundred yuan."""
    return Text(f"{wan(fen)}万元", f"CNY {round(Decimal(fen) / 10_000) * 100:,}").in_(language)


def wan(fen: int) -> str:
    """Units of 10,000 yuan to two places, or to none where they are nought; for charts."""
    value = round(Decimal(fen) / WAN, 2)
    return f"{value:,.2f}".removesuffix(".00")


def title(summary: Summary, language: Language) -> str:
    """The policy's name."""
    titles = summary.impact.before.policy.title
    return titles.zh if language == "zh" else titles.en


def headline(summary: Summary, language: Language) -> str:
    """Who gains and who loses, counted."""
    if summary.unchanged:
        return NO_CHANGE.in_(language)
    told = {effect: n for effect in EFFECTS if effect != "same" and (n := summary.total[effect])}
    return ("；" if language == "zh" else "; ").join(
        _counted(effect, n, language) for effect, n in told.items()
    )


def cost_line(summary: Summary, language: Language, *, rounded: bool = False) -> str:
    """What it costs before and after, to the fen or `rounded` as in the chart; empty where no amount is named."""
    return _cost_words(summary, language, about if rounded else exact) if summary.impact.paid else ""


def _cost_words(summary: Summary, language: Language, show: Callable[[int, Language], str]) -> str:
    old, new = (show(summary.total[f"paid_{when}"], language) for when in ("before", "after"))
    delta = summary.total["delta"]
    change = sign(delta) + show(abs(delta), language) if delta else Text("不变", "unchanged").in_(language)
    words = Text(f"费用 {old} → {new}（{change}）", f"cost {old} → {new} ({change})").in_(language)
    most = [summary.total[f"up_to_{when}"] for when in ("before", "after")]
    if not any(most):
        return words
    low, high = (show(fen, language) for fen in most)
    return words + Text(f"；最多再加 {low} → {high}", f"; up to {low} → {high} more").in_(language)


NO_CHANGE = Text("没有一家企业的结论或金额改变", "no firm's verdict or amount changes")


def _counted(effect: str, count: int, language: Language) -> str:
    name = EFFECTS[effect]
    return Text(f"{name.zh} {count:,} 家", f"{name.en}: {count:,}").in_(language)


def notes(summary: Summary, language: Language) -> list[str]:
    """What the figures do not say by themselves."""
    return [text.in_(language) for text in _notes(summary)]


def _notes(summary: Summary) -> Iterator[Text]:
    impact, day = summary.impact, summary.impact.day
    for side, zh, en in ((impact.before, "改前", "before"), (impact.after, "改后", "after")):
        if side.version is None:
            yield Text(
                f"{zh}：{day} 没有有效版本，按没有企业计",
                f"{en}: no version in force on {day}; no firm counts",
            )
    if elsewhere(impact.before, impact.after):
        yield Text(
            f"两个文件在 {day} 有效的内容相同，改动在别的日期生效",
            f"what is in force on {day} is the same in both files; the change takes effect on other days",
        )
    yield from _money(summary)
    if not impact.firms.height:
        yield Text("表中没有可用的企业", "the sheet has no usable firm")
    if impact.sheet.wrong.height:
        wrong = impact.sheet.wrong.height
        yield Text(f"错误行 {wrong:,} 行未计入", f"{wrong:,} wrong rows were left out")
    if unchecked := _unchecked(impact.after):
        yield unchecked


def drafting(summary: Summary, language: Language) -> list[str]:
    """What lint still finds in the changed file: it hinders no comparison, but the file is not ready."""
    if not (faults := summary.impact.faults):
        return []
    count = len(faults)
    zh, en = f"改后的文件还有 {count} 处待改：", f"lint finds {count} faults in the changed file:"
    return [Text(zh, en).in_(language), *(f"{f.where}: {f.text.in_(language)}" for f in faults)]


def _money(summary: Summary) -> Iterator[Text]:
    if not summary.impact.paid:
        yield Text("政策没有写金额，只计企业数", "the policy names no amount; firms alone are counted")
    for found, zh, en in zip(summary.costs, ("改前", "改后"), ("before", "after"), strict=True):
        if found and found.budget is None:
            yield Text(f"{zh}没有写预算", f"{en}: no budget is named")
        if found and found.unbounded:
            yield Text(
                f"{zh}另有 {found.unbounded:,} 家金额还没有上限，未计入“最多”",
                f"{en}: {found.unbounded:,} firms have no upper amount yet and are not in “up to”",
            )


def _unchecked(side: Side) -> Text | None:
    parts = side.version.unchecked if side.version else ()
    if not parts:
        return None
    zh, en = "；".join(p.zh for p in parts), "; ".join(p.en for p in parts)
    return Text(f"未检查：{zh}", f"not checked: {en}")


def budget_words(found: Cost, language: Language) -> str:
    """What the budget leaves, or by how much it is overdrawn; empty without a budget."""
    if found.left is None:
        return Text("没有写预算", "no budget named").in_(language)
    amount = exact(abs(found.left), language)
    words = (
        Text(f"剩 {amount}", f"{amount} left")
        if found.left >= 0
        else Text(f"超出 {amount}", f"{amount} over")
    )
    return words.in_(language)
