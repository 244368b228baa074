"""Bars that part at nought: gains to the right, losses and what is now in doubt to the left."""

from collections.abc import Callable
from dataclasses import dataclass

from gaoxin.base.text import Language, Text
from gaoxin.center.impact.effects import DOUBTS, LOSSES, WINS
from gaoxin.center.impact.groups import Group
from gaoxin.center.impact.svg import Sheet, nice, wide, wrap
from gaoxin.center.impact.tell import WAN, wan

RIGHT = 690
"""Where a plot ends; figures stand right of it."""
STEP, THICK = 38, 20
GAIN, LOSS, SOFT, INK, RULE = "#0b4f8a", "#e69f00", "#595959", "#1a1a1a", "#d9d9d9"


@dataclass(frozen=True, slots=True)
class Scale:
    """From values between `low` and `high` to places between `start` and `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value."""
        return self.start + (value - self.low) / ((self.high - self.low) or 1) * (self.end - self.start)


def axis(sheet: Sheet, scale: Scale, top: float, bottom: float, unit: int) -> None:
    """Thin lines at round values with their figures below, and a strong one at nought."""
    step = max(nice((scale.high - scale.low) / unit), 1 if unit == 1 else 0) * unit
    for i in range(int(scale.low // step), int(scale.high // step) + 2):
        if scale.low <= (value := i * step) <= scale.high:
            x = scale.at(value)
            sheet.line(x, top, x, bottom, stroke=INK if i == 0 else RULE, stroke_width=1.5 if i == 0 else 1)
            sheet.text(
                x, bottom + 16, f"{value / unit:,.10g}".replace("-", "−"), 11, anchor="middle", fill=SOFT
            )


def label(sheet: Sheet, left: float, y: float, words: str, *, bold: bool = False) -> None:
    """A name left of the plot, in one line or two."""
    lines = wrap(words, 13, left - 46)
    lines = lines if len(lines) <= 2 else [lines[0], f"{lines[1]}…"]
    for i, line in enumerate(lines):
        at = y + (i - (len(lines) - 1) / 2) * 15
        sheet.text(left - 14, at, line, 13, anchor="end", font_weight="bold" if bold else "normal")


@dataclass(frozen=True)
class Bars:
    """The lines of one chart."""

    sheet: Sheet
    groups: list[Group]
    language: Language
    left: int
    money: bool

    @staticmethod
    def values(group: Group, *, money: bool) -> tuple[int, int, int]:
        """Gain (≥ 0), loss and doubt (≤ 0): fen, or firms where there is no money."""
        counts = group.counts
        if money:
            return counts["gain"], counts["loss"], counts["doubt"]
        return counts["gained"], -counts["lost"], -counts["in_doubt"]

    def draw(self, y: float) -> float:
        """Draw at `y`; returns the lowest line."""
        found = [self.values(group, money=self.money) for group in self.groups]
        ends = [(min(loss, 0) + min(doubt, 0), gain + max(doubt, 0)) for gain, loss, doubt in found] or [
            (0, 0)
        ]
        low, high = min(e[0] for e in ends), max(e[1] for e in ends)
        if low == high == 0:
            self.sheet.text(
                self.left, y + 16, Text("没有得失", "nobody gains or loses").in_(self.language), 14
            )
            return self._legend(y + 24)
        scale = Scale(low, high, self.left, RIGHT)
        bottom = y + len(self.groups) * STEP
        axis(self.sheet, scale, y, bottom, WAN if self.money else 1)
        for i, (group, values) in enumerate(zip(self.groups, found, strict=True)):
            self._bar(group, values, scale, y + i * STEP + (STEP - THICK) / 2)
        return self._legend(bottom + 26)

    def _bar(self, group: Group, values: tuple[int, int, int], scale: Scale, y: float) -> None:
        gain, loss, doubt = values
        zero = scale.at(0)
        label(self.sheet, self.left, y + 15, group.name.in_(self.language))
        self._part(zero, scale.at(gain), y, GAIN)
        self._part(scale.at(loss), zero, y, LOSS)
        from_ = gain if doubt > 0 else loss
        ends = sorted((scale.at(from_), scale.at(from_ + doubt)))
        self._part(ends[0], ends[1], y, "url(#doubt)")
        self.sheet.line(zero, y - 9, zero, y + THICK + 9, stroke=INK, stroke_width=1.5)
        self._figures(group, values, y)

    def _part(self, start: float, end: float, y: float, fill: str) -> None:
        self.sheet.rect(start, y, end - start, THICK, fill=fill, stroke=INK, stroke_width=0.6)

    def _figures(self, group: Group, values: tuple[int, int, int], y: float) -> None:
        """`+12.5 (3)` and `−4 (2)`: the sum, and how many firms."""
        kinds = (WINS, LOSSES, DOUBTS) if self.money else (("gained",), ("lost",), ("in_doubt",))
        firms = [sum(group.counts[e] for e in kind) for kind in kinds]
        parts = [self._figure(v, n) for v, n in zip(values, firms, strict=True) if n]
        words = "  ".join(parts) or "—"
        room = self.sheet.width - RIGHT - 40
        size = next((each for each in (13, 12, 11, 10) if wide(words, each) <= room), 9)
        self.sheet.text(RIGHT + 20, y + 15, words, size)

    def _figure(self, value: int, firms: int) -> str:
        show: Callable[[int], str] = wan if self.money else "{:,}".format
        sign = "+" if value > 0 else "−" if value < 0 else "±"
        if not self.money:
            return f"{sign}{show(abs(value))}"
        count = f"（{firms:,}家）" if self.language == "zh" else f" ({firms:,})"
        return f"{sign}{show(abs(value))}{count}"

    def _legend(self, y: float) -> float:
        x = float(self.left)
        for fill, words in zip((GAIN, LOSS, "url(#doubt)"), LEGEND[self.money], strict=True):
            self.sheet.rect(x, y, 14, 12, fill=fill, stroke=INK, stroke_width=0.6)
            self.sheet.text(x + 20, y + 11, words.in_(self.language), 12)
            x += 20 + wide(words.in_(self.language), 12) + 24
        return y + 14


LEGEND = {
    True: (
        Text("得：新获得、金额增加", "gain: newly eligible, higher amount"),
        Text("失：失去、金额减少", "loss: no longer eligible, lower"),
        Text("待定：转为待定、金额待定", "now undecided"),
    ),
    False: (
        Text("新获得", "newly eligible"),
        Text("失去", "no longer eligible"),
        Text("转为待定", "now undecided"),
    ),
}
