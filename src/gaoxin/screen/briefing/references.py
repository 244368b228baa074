"""References in the text of a briefing: `{gdp}`, `{gdp.change}`, `{trade@bonded.done}` stand for frozen figures."""

import re
from collections.abc import Callable, Mapping

from gaoxin.base.result import Refused
from gaoxin.base.text import Language, Text
from gaoxin.screen.briefing.frozen import Frozen

_REFERENCE = re.compile(r"\{([^{}]*)\}")
UNKNOWN = Text("缺数据", "not known")


def _with_unit(value: str | None, figure: Frozen, language: Language) -> str | None:
    if value is None:
        return None
    name = figure.unit.in_(language)
    return f"{value}{'' if language == 'zh' or name == '%' else ' '}{name}"


PARTS: Mapping[str, Callable[[Frozen, Language], str | None]] = {
    "": lambda f, language: _with_unit(f.value, f, language),
    "change": lambda f, language: f.change.in_(language),
    "target": lambda f, language: _with_unit(f.target, f, language),
    "done": lambda f, _: f.done,
    "reason": lambda f, language: f.reason.in_(language),
    "period": lambda f, language: f.period.in_(language),
    "name": lambda f, language: f.name.in_(language),
}


def filled(text: str, figures: Mapping[str, Frozen], language: Language) -> str:
    """The text with every reference replaced by its figure; 缺数据 where the figure is not known."""
    return _REFERENCE.sub(lambda m: _value(m[1], figures, language), text)


def check(text: str, figures: Mapping[str, Frozen]) -> None:
    """Raises Refused where a reference names no figure of the briefing."""
    wrong = [m[0] for m in _REFERENCE.finditer(text) if not _split(m[1], figures)]
    if wrong:
        said = "、".join(dict.fromkeys(wrong))
        raise Refused(
            Text(
                f"正文引用了本期没有的指标：{said}",
                f"the text refers to figures that the briefing lacks: {said}",
            ),
            Text(
                "请从右侧“可引用的数字”中选，或去掉花括号", "choose one of the list, or take the braces away"
            ),
        )


def _value(reference: str, figures: Mapping[str, Frozen], language: Language) -> str:
    found = _split(reference, figures)
    if found is None:
        return f"{{{reference}}}"
    figure, part = found
    return PARTS[part](figure, language) or UNKNOWN.in_(language)


def _split(reference: str, figures: Mapping[str, Frozen]) -> tuple[Frozen, str] | None:
    key, _, part = reference.strip().partition(".")
    figure = figures.get(key)
    return (figure, part) if figure is not None and part in PARTS else None
