"""Lines of the guided table in words: what is measured, what it must be, and what is paid."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import normalize

from gaoxin.base.industry import Industries
from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Vocabulary
from gaoxin.center.guide.wording import code_name
from gaoxin.center.library import Library
from gaoxin.engines.packs.kinds import Definition, Test, Threshold, Tiers
from gaoxin.engines.rules.guided.quantity import MONEY

UNITS = {
    "%": "%",
    "年": " years",
    "个月": " months",
    "月": " months",
    "天": " days",
    "日": " days",
    "人": " people",
    "户": " firms",
    "分": " points",
}
"""Units in English; counts of other things are said without one."""
BOUNDS = {
    "at_least": Text("不低于 {}", "at least {}"),
    "at_most": Text("不超过 {}", "at most {}"),
    "above": Text("高于 {}", "above {}"),
    "below": Text("低于 {}", "below {}"),
    "age_at_least": Text("满 {}", "at least {} ago"),
    "age_at_most": Text("不超过 {}", "at most {} ago"),
    "on_or_after": Text("不早于 {}", "not before {}"),
    "on_or_before": Text("不晚于 {}", "not after {}"),
}
JOINS = {
    "all": Text("须全部满足", "all of these"),
    "any": Text("满足其一即可", "any of these"),
    "not_": Text("不得有下列情形", "none of this"),
}
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_SHAPE = re.compile(r"(-?[\d,.]+)\s*(\D*)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One line in words, `depth` steps inside its condition."""

    text: Text
    depth: int = 0

    @property
    def indent(self) -> str:
        """The class by which pages set it in."""
        return ("", "ps-3", "ps-4", "ps-5")[min(self.depth, 3)]


@dataclass(frozen=True)
class Words:
    """Puts lines into words with the names of a vocabulary."""

    library: Library

    @property
    def vocabulary(self) -> Vocabulary:
        """The names of facts."""
        return self.library.vocabulary

    @property
    def industries(self) -> Industries:
        """The names of industries."""
        return self.library.industries

    def condition(self, test: Test, depth: int = 0) -> Iterator[Sentence]:
        """A line or group, each line with its depth."""
        for key, joint in JOINS.items():
            inner = getattr(test, key)
            if inner:
                parts = inner if isinstance(inner, tuple) else (inner,)
                yield Sentence(_titled(test, joint) if depth else joint, depth)
                for part in parts:
                    yield from self.condition(part, depth + 1)
                return
        yield Sentence(self.line(test), depth)

    def line(self, test: Test) -> Text:
        """One line."""
        review = test.when_unmet or test.when_met
        doubt = Text("（由人工判断）", " (a person decides)") if review else Text("", "")
        tests = _join(self._tests(test), "，且", " and ")
        near = tests.zh.startswith("：")
        return _add(_join([self.measure(test), tests], "" if near else " ", "" if near else " "), doubt)

    def measure(self, test: Test | Definition) -> Text:
        """What is measured."""
        if test.feel:
            found = Text(*(self._formula(test.feel, zh=zh) for zh in (True, False)))
        elif test.sum:
            found = _join([self.name(f) for f in test.sum], "＋", " + ")
        else:
            found = self.name(test.fact or "")
        if test.over:
            below = (test.over,) if isinstance(test.over, str) else test.over
            over = _join([self.name(f) for f in below], "＋", " + ")
            many = len(below) > 1
            found = Text(
                f"{found.zh} ÷ {'（' if many else ''}{over.zh}{'）' if many else ''}",
                f"{found.en} ÷ {'(' if many else ''}{over.en}{')' if many else ''}",
            )
        if test.since:
            base = self.name(test.since)
            found = Text(f"{found.zh}比{base.zh}的增长", f"growth of {found.en} over {base.en}")
        return found

    def name(self, fact: str) -> Text:
        """A fact by its name."""
        return self.vocabulary[fact].name if fact in self.vocabulary else Text(fact, fact)

    def amount(self, given: Definition) -> Text:
        """What is paid, in words."""
        found = self._core(given)
        if given.rate is not None:
            shown = said(given.rate)
            found = Text(f"{found.zh}的 {shown.zh}", f"{shown.en} of {found.en}")
        if given.per is not None:
            shown = said(given.per)
            found = _grouped(given, found)
            found = Text(f"{found.zh} × {shown.zh}", f"{found.en} × {shown.en}")
        for key, zh, en in (("cap", "，最高 {}", ", at most {}"), ("floor", "，最低 {}", ", at least {}")):
            value = getattr(given, key)
            if value is not None:
                shown = said(value)
                found = Text(found.zh + zh.format(shown.zh), found.en + en.format(shown.en))
        return found

    def _core(self, given: Definition) -> Text:
        if given.fixed is not None:
            return said(given.fixed)
        if given.first:
            arms = [
                Text(f"{self._when(a.when).zh}：{t.zh}", f"if {self._when(a.when).en}: {t.en}")
                for a in given.first
                for t in [self._result(a.then)]
            ]
            return _join([*arms, *self._otherwise(given)], "；", "; ")
        bands = given.bands or given.bands_up_to
        if bands:
            sign = BOUNDS["at_least" if given.bands else "at_most"]
            measure = self.measure(given)
            rows = [
                Text(
                    f"{measure.zh}{sign.zh.format(said(bound).zh)}：{said(value).zh}",
                    f"{measure.en} {sign.en.format(said(bound).en)}: {said(value).en}",
                )
                for bound, value in bands
            ]
            return _join([*rows, *self._otherwise(given)], "；", "; ")
        if given.best_of:
            return _add(
                Text("取最高：", "the highest of: "),
                _join([self.amount(d) for d in given.best_of], "；", "; "),
            )
        return self.measure(given)

    def _otherwise(self, given: Definition) -> list[Text]:
        if given.else_ is None:
            return []
        found = self._result(given.else_)
        return [Text(f"其余：{found.zh}", f"otherwise: {found.en}")]

    def _when(self, test: Test) -> Text:
        parts = test.all or test.any
        if not parts:
            return self.line(test)
        joint = ("且", " and ") if test.all else ("或", " or ")
        return _join([self._when(part) for part in parts], *joint)

    def _result(self, value: object) -> Text:
        return self.amount(value) if isinstance(value, Definition) else said(value)

    def _tests(self, test: Test) -> Iterator[Text]:
        for key, words in BOUNDS.items():
            value = getattr(test, key)
            if value is not None:
                shown = self._threshold(value)
                yield Text(words.zh.format(shown.zh), words.en.format(shown.en))
        if test.is_ is not None:
            yield self._truth(test, test.is_, Text("为", "is"))
        if test.is_not is not None:
            yield self._truth(test, test.is_not, Text("不为", "is not"))
        for values, words in (
            (test.in_, Text("为其一：", "is one of: ")),
            (test.not_in, Text("不为：", "is none of: ")),
        ):
            if values:
                yield _add(words, _join([self.code(test, v) for v in values], "、", ", "))
        if test.has is not None:
            name = self.code(test, test.has)
            yield Text(f"含“{name.zh}”", f"holds “{name.en}”")
        for scopes, words in (
            (test.within, Text("属于：", "within: ")),
            (test.not_within, Text("不属于：", "not within: ")),
        ):
            if scopes:
                yield _add(words, _join([self._scope(s) for s in scopes], "、", ", "))

    def _truth(self, test: Test, value: object, word: Text) -> Text:
        if isinstance(value, bool):
            return Text("：是" if value else "：否", ": yes" if value else ": no")
        name = self.code(test, value)
        return Text(f"{word.zh} {name.zh}", f"{word.en} {name.en}")

    def code(self, test: Test, value: object) -> Text:
        """A code by its name."""
        return code_name(self.library, test.fact or "", str(value))

    def _scope(self, scope: str) -> Text:
        names = self.industries.sections if len(scope) == 1 else self.industries.divisions
        found = names.get(scope if len(scope) == 1 else scope[1:])
        return Text(f"{scope} {found.zh}", f"{scope} {found.en}") if found else Text(scope, scope)

    def _threshold(self, value: Threshold | object) -> Text:
        if not isinstance(value, Tiers):
            return said(value)
        by = self.name(value.by)
        *bounded, last = value.tiers
        rows = [
            Text(
                f"{by.zh}不超过 {said(tier.up_to).zh} 的 {said(tier.value).zh}",
                f"{said(tier.value).en} ({by.en} up to {said(tier.up_to).en})",
            )
            for tier in bounded
        ]
        rest = said(last.value)
        return _join([*rows, Text(f"其余 {rest.zh}", f"{rest.en} (others)")], "，", ", ")

    def _formula(self, text: str, *, zh: bool) -> str:
        def named(match: re.Match[str]) -> str:
            found = self.name(match[0])
            return found.zh if zh else found.en

        return _NAME.sub(named, text).replace("*", "×").replace(" - ", " − ")


def said(value: object) -> Text:
    """A quantity as both languages write it."""
    text = normalize("NFKC", str(value)).strip()
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        return Text(text, text)
    digits, unit = shape[1], shape[2].strip()
    if unit in MONEY:
        whole = float(digits.replace(",", "")) * MONEY[unit]
        return Text(text, f"CNY {whole:,.0f}")
    return Text(text, digits + UNITS.get(unit, ""))


def _grouped(given: Definition, found: Text) -> Text:
    return Text(f"（{found.zh}）", f"({found.en})") if given.feel else found


def _titled(test: Test, joint: Text) -> Text:
    if test.title is None:
        return joint
    return Text(f"{test.title.zh}（{joint.zh}）", f"{test.title.en} ({joint.en})")


def _add(first: Text, second: Text) -> Text:
    return Text(first.zh + second.zh, first.en + second.en)


def _join(parts: Iterable[Text], zh: str, en: str) -> Text:
    found = [p for p in parts if p.zh]
    return Text(zh.join(p.zh for p in found), en.join(p.en for p in found))
