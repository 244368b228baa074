"""The text that a draft begins with: sentences that refer to figures, after the skeleton."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gaoxin.base.text import Language, Text
from gaoxin.engines.packs.kinds import Titles
from gaoxin.engines.packs.site_kinds import SectionPlan, Sentences, Skeleton
from gaoxin.screen.briefing.frozen import Frozen

LANGUAGES: tuple[Language, Language] = ("zh", "en")
AILING = ("red", "amber")


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its text in both languages, references in braces; a line is a paragraph."""

    id: str
    title: Text
    text: Text


def sections(skeleton: Skeleton, figures: Sequence[Frozen], period: Text) -> tuple[Section, ...]:
    """Every section of the skeleton with its generated sentences."""
    return tuple(_section(plan, skeleton.sentences, figures, period) for plan in skeleton.sections)


def _section(plan: SectionPlan, words: Sentences, figures: Sequence[Frozen], period: Text) -> Section:
    zh, en = ("\n".join(_lines(plan, words, figures, period, language)) for language in LANGUAGES)
    return Section(plan.id, Text(plan.title.zh, plan.title.en), Text(zh, en))


def _lines(
    plan: SectionPlan, words: Sentences, figures: Sequence[Frozen], period: Text, language: Language
) -> Iterator[str]:
    whole = [f for f in figures if "@" not in f.key]
    ailing = [f for f in figures if "@" in f.key and f.light in AILING]
    if plan.opening:
        counts = {light: str(sum(f.light == light for f in ailing)) for light in AILING}
        yield _put(plan.opening, language, {"period": period.in_(language), **counts})
    if plan.holds == "levels":
        yield from (_level(f, words, period, language) for f in whole)
    if plan.holds == "growth":
        yield from _growth(whole, words, language)
    if plan.holds == "lights":
        yield from _lights(ailing, words, language)


def _level(figure: Frozen, words: Sentences, period: Text, language: Language) -> str:
    if figure.value is None:
        parts = [words.unknown]
    else:
        parts = [words.level]
        parts += [words.period] if figure.period != period else []
        parts += [words.change] if figure.change.zh else []
        parts += [words.done] if figure.done else []
    return _put_all((*parts, words.end), language, _references(figure, language))


def _growth(figures: Iterable[Frozen], words: Sentences, language: Language) -> Iterator[str]:
    """Levels that grow in percent, compared; rates of their own are left out."""
    grown = sorted(
        (f for f in figures if f.growth and f.unit.zh != "%"), key=lambda f: Decimal(f.growth or 0)
    )
    if len(grown) < 2:
        return
    first, last = grown[-1], grown[0]
    other = {"other": last.name.in_(language), "other_change": f"{{{last.key}.change}}"}
    yield _put(words.fastest, language, {**_references(first, language), **other})


def _lights(ailing: Sequence[Frozen], words: Sentences, language: Language) -> Iterator[str]:
    worst = sorted(ailing, key=lambda f: (AILING.index(f.light or ""), Decimal((f.done or "0").rstrip("%"))))
    if not worst:
        yield _put(words.calm, language, {})
    for figure in worst:
        yield _put(words.area, language, _references(figure, language))


def _references(figure: Frozen, language: Language) -> dict[str, str]:
    parts = ("change", "target", "done", "reason", "period")
    found = {part: f"{{{figure.key}.{part}}}" for part in parts}
    return {
        **found,
        "name": figure.name.in_(language),
        "value": f"{{{figure.key}}}",
        "office": figure.office.in_(language),
    }


def _put_all(parts: Iterable[Titles], language: Language, values: Mapping[str, str]) -> str:
    return "".join(_put(part, language, values) for part in parts)


def _put(words: Titles, language: Language, values: Mapping[str, str]) -> str:
    return Text(words.zh, words.en).in_(language).format_map(values)
