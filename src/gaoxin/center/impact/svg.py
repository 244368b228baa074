"""A small writer of SVG: shapes and words on a sheet, attributes only, no script and no style sheet."""

import re
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

FONTS = (
    "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',Inter,'DejaVu Sans',sans-serif"
)


@dataclass(slots=True)
class Sheet:
    """A drawing `width` units wide; it is as tall as `height` says when it is written."""

    width: int
    height: float = 0
    parts: list[str] = field(default_factory=list)

    def rect(self, x: float, y: float, width: float, height: float, **look: object) -> None:
        """A rectangle; one of no width is left out."""
        if width > 0:
            self._add("rect", x=x, y=y, width=width, height=height, **look)

    def line(self, x1: float, y1: float, x2: float, y2: float, **look: object) -> None:
        """A straight line."""
        self._add("line", x1=x1, y1=y1, x2=x2, y2=y2, **look)

    def text(self, x: float, y: float, words: str, size: int = 13, **look: object) -> None:
        """Words on the base line `y`; `anchor` is start, middle or end."""
        anchor = look.pop("anchor", "start")
        given = {"fill": "#1a1a1a", "font-size": size, **look}
        if anchor != "start":
            given["text-anchor"] = anchor
        self.parts.append(f"<text{_attributes({'x': x, 'y': y, **given})}>{escape(words)}</text>")

    def raw(self, part: str) -> None:
        """A definition such as a pattern."""
        self.parts.append(part)

    def written(self, title: str, description: str) -> str:
        """The whole file; `title` and `description` are read aloud to those who cannot see it."""
        size = f'width="{self.width}" height="{_short(self.height)}" viewBox="0 0 {self.width} {_short(self.height)}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family={quoteattr(FONTS)}>'
        told = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
        ground = f'<rect width="{self.width}" height="{_short(self.height)}" fill="#ffffff"/>'
        return "\n".join([head, told, ground, *self.parts, "</svg>", ""])

    def _add(self, shape: str, **attributes: object) -> None:
        self.parts.append(f"<{shape}{_attributes(attributes)}/>")


def _attributes(given: dict[str, object]) -> str:
    return "".join(f" {name.replace('_', '-')}={quoteattr(_short(value))}" for name, value in given.items())


def _short(value: object) -> str:
    """Coordinates to a tenth, so that the same drawing is the same bytes."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def hatch(name: str, colour: str, ground: str) -> str:
    """A pattern of slanting lines, which also tells bars apart in grey."""
    return (
        f'<defs><pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{ground}"/>'
        f'<rect width="2.4" height="6" fill="{colour}"/></pattern></defs>'
    )


def wide(words: str, size: float) -> float:
    """About how wide words are: a Chinese character is as wide as it is high, others a bit over half."""
    return sum(size if ord(c) > 0x2E80 else size * 0.57 for c in words)


def wrap(words: str, size: float, width: float) -> list[str]:
    """Lines no wider than `width`; Latin words are kept whole, Chinese breaks anywhere."""
    lines = [""]
    for part in re.findall(r"[\u2e80-\U0003ffff]|[^\s\u2e80-\U0003ffff]+\s*|\s+", words):
        if lines[-1] and wide((lines[-1] + part).rstrip(), size) > width and part not in "，。；：、）”":
            lines.append("")
        lines[-1] += part
    return [line.strip() for line in lines]


def nice(most: float, steps: int = 5) -> float:
    """A round step so that about `steps` of them reach `most`."""
    power = 1.0
    while most / (10 * power) > steps:
        power *= 10
    while most / power < steps / 2 and power > 1e-9:
        power /= 10
    return next((k * power for k in (1, 2, 2.5, 5, 10) if k * power * steps >= most), 10 * power)
