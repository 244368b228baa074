"""Stretches in which a number is no figure: document numbers, names with digits, short quoted names, phones."""

import re

_NAMES = (
    r"《[^《》\n]{0,80}》",
    r"〔\d{2,4}〕\s?\d{0,5}号?",
    r"[A-Za-z]+[-‐]?\d[A-Za-z0-9.-]*",
    r"(?<![\d.])\d{1,4}[A-Za-z](?![A-Za-z])",
    r"(?<![\d.])\d{1,2}(?:\.\d)?[GDKVk](?![A-Za-z])",
    r"[\dN]{1,4}(?:\+[\dN]{1,4}){1,6}",
    r"(?<!\d)\d{1,5}\s?号(?!召)",
    r"第\s?\d{1,4}\s?(?:届|条|章|期|批|号|次|款|项|代|轮|个|家|版|页|季度|时间)",
    r"(?<!\d)1[3-9]\d{9}(?!\d)|0\d{2,3}-\d{7,8}|(?<![\d.])\d{7,}(?![\d.,万亿%元])",
    r"\d{1,2}[:：]\d{2}(?!\d)",
    r"[、，；（ⅠⅡ]?\d类(?=[^，。；]{1,4}药|医疗)",
    r"(?<![\d.])\d{1,2}(?:多|余)?(?:年|个月|个季度|天|日|小时|个小时|分钟|分)(?:前|后|内|多前|多来|来|以来|期间|的?时间)?",
    r"24小时|(?<!\d)\d{3,4}年代|\d{2}后(?!的)",
    r"P\d+|[A-Z]\d{1,3}版",
)
_NAME = re.compile("|".join(_NAMES))
_QUOTED = re.compile(r"[“‘「]([^“”‘’「」\n]{1,14})[”’」]")
_SENTENCE = re.compile(r"[，。！？；…]|%|亿|增长|第[一二三]名")
_KEEP = re.compile(r"(连续|已连续|持续|压缩至|缩短至|压缩到|缩短到|缩短为)\d{1,3}$")


def names(text: str) -> list[bool]:
    """For each character, whether it belongs to a name or number that is no figure."""
    marks = [False] * len(text)
    for match in _NAME.finditer(text):
        if not _kept(text, match):
            _mark(marks, *match.span())
    for match in _QUOTED.finditer(text):
        if not _SENTENCE.search(match[1]):
            _mark(marks, *match.span(1))
    return marks


def _kept(text: str, match: re.Match[str]) -> bool:
    """Whether a duration is one that a bulletin boasts of: 连续38个月."""
    stop = match.start()
    while stop < match.end() and text[stop].isdigit():
        stop += 1
    return bool(_KEEP.search(text, max(0, stop - 8), stop))


def _mark(marks: list[bool], start: int, end: int) -> None:
    marks[start:end] = [True] * (end - start)
