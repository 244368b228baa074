"""Lists in the text: 三大平台 has three names. A list that does not fit says nothing, since names hold 、 and 和."""

import re
from collections.abc import Iterator
from itertools import pairwise

from gaoxin.base.text import Text
from gaoxin.engines.figures.reconcile.claim import Claim
from gaoxin.engines.figures.reconcile.identity import Remark
from gaoxin.engines.figures.reconcile.index import Index

_FORMULA = Text("数量 = 列出的名称数", "count = names listed")
_SLOGAN = Text("口号里的数 = 后文的数", "the numbers of a slogan = those that follow")
_SHARED = Text("一个数说的是几个主体或指标", "one number said of several subjects or indicators")
_CLAUSE = re.compile(r"[，。；！？：,;!?:（）()▶□]|——")
_JOINED = re.compile(r"(?<=.)[和与及](?=[^、]*$)")
_PLUS = re.compile(r"(?<![\d+])\d(?:\+(?:\d|N))+(?![\d+])")
_WIDE, _CLOSE, _AFTER = 400, 90, 140
_OPENERS = ("即", "包括", "分别", "涵盖", "也就是", "一是")
_HELD = ("计算机、通信", "电力、热力", "铁路、船舶", "信息传输、软件", "农、林、牧、渔", "科学研究、技术")
_SPACE = re.compile(r"\s+")


def listing(index: Index) -> Iterator[Remark]:
    """Counts that a list beside them bears out; counts standing together are counted together."""
    for group in _together(index.claims):
        number = sum(int(claim.value) for claim in group)
        text = index.texts.get(group[0].file, "")
        if number < 2 or not text:
            continue
        quote = (
            _beside(text, group, number) or _ending(text, group, number) or _elsewhere(index, group, number)
        )
        if quote:
            yield Remark("list", _FORMULA, tuple(claim.id for claim in group), holds=True, quote=quote)


def slogan(index: Index) -> Iterator[Remark]:
    """`1+2+3+N`: the counts, or the names, that follow."""
    for file, text in index.texts.items():
        claims = sorted((c for c in index.claims if c.file == file and c.start >= 0), key=lambda c: c.start)
        for match in _PLUS.finditer(text):
            digits = [int(digit) for digit in match[0].split("+") if digit != "N"]
            after = [c for c in claims if match.end() <= c.start < match.end() + _AFTER and _counts(c)]
            following = after[: len(digits)]
            if len(digits) > 1 and [c.value for c in following] == digits:
                ids = tuple(c.id for c in following)
                yield Remark("slogan", _SLOGAN, ids, holds=True, quote=match[0])
            elif len(digits) == 1 and _names(text[match.end() : match.end() + _AFTER], digits[0]):
                yield Remark("slogan", _SLOGAN, (), holds=True, quote=match[0])


def shared(index: Index) -> Iterator[Remark]:
    """双双, 均, 分别: claims that stand on the same digits."""
    groups: dict[tuple[str, int], list[Claim]] = {}
    for claim in index.claims:
        if claim.start >= 0:
            groups.setdefault((claim.file, claim.start), []).append(claim)
    for claims in groups.values():
        if len(claims) > 1:
            text = index.texts.get(claims[0].file, "")
            before = _flat(text[max(claims[0].start - 20, 0) : claims[0].start])
            holds = "双双" not in before or len(claims) == 2
            yield Remark("shared", _SHARED, tuple(claim.id for claim in claims), holds=holds)


def _counts(claim: Claim) -> bool:
    small = claim.value.denominator == 1 and 0 < claim.value <= 20 and claim.qualifier == "exact"
    return small and claim.kind in ("count", "target") and claim.value_max is None


def _together(claims: tuple[Claim, ...]) -> Iterator[list[Claim]]:
    counts = sorted((c for c in claims if _counts(c) and c.start >= 0), key=lambda c: (c.file, c.start))
    group: list[Claim] = counts[:1]
    for one, other in pairwise(counts):
        if one.file == other.file and one.end == other.start:
            group.append(other)
            continue
        yield group
        group = [other]
    if group:
        yield group


def _beside(text: str, group: list[Claim], number: int) -> str:
    before = _flat(text[max(group[0].start - _CLOSE * 2, 0) : group[0].start])
    last = _CLAUSE.split(before)[-1].rstrip("“‘等这共")
    after = _flat(text[group[-1].end : group[-1].end + _CLOSE * 2])
    introduced = [c for c in _CLAUSE.split(after)[:3] if c.startswith(_OPENERS)]
    return next((clause for clause in (last, *introduced) if _items(clause, number)), "")


def _ending(text: str, group: list[Claim], number: int) -> str:
    """A list nearby, each name of which ends with the word that is counted."""
    noun = group[-1].indicator.removesuffix("数")[-2:]
    around = _flat(text[max(group[0].start - _WIDE, 0) : group[-1].end + _WIDE])
    for clause in _CLAUSE.split(around):
        if clause.count(noun) >= number and _items(clause, number):
            return clause
    return ""


def _elsewhere(index: Index, group: list[Claim], number: int) -> str:
    """A list in any of the texts, in a clause that shares a word of three characters with the indicator."""
    word = group[-1].indicator
    pieces = {word[at : at + 3] for at in range(len(word) - 2) if not word[at : at + 3].startswith("企业")}
    for text in index.texts.values():
        for clause in _CLAUSE.split(_flat(text)):
            if "、" in clause and "等" not in clause and len(clause) < 40 and _items(clause, number):
                tail = clause.rpartition("、")[2]
                if any(piece in tail for piece in pieces):
                    return clause
    return ""


def _names(after: str, number: int) -> bool:
    return any(_items(clause, number) for clause in _CLAUSE.split(_flat(after))[:4])


def _items(clause: str, number: int) -> bool:
    if not clause or clause.endswith("、"):
        return False
    for name in _HELD:
        clause = clause.replace(name, name.replace("、", ""))
    commas = clause.count("、") + 1
    return number in (commas, commas + 1) if _JOINED.search(clause) else number == commas > 1


def _flat(text: str) -> str:
    return _SPACE.sub("", text)
