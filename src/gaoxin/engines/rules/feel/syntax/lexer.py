"""The lexer: one token at a time, because names in scope decide where a token ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from gaoxin.engines.rules.feel import names
from gaoxin.engines.rules.feel.characters import is_part, is_space, is_start
from gaoxin.engines.rules.feel.errors import FeelError
from gaoxin.engines.rules.feel.syntax.strings import read_string

KEYWORDS = frozenset((
    "for", "in", "return", "if", "then", "else", "some", "every", "satisfies", "and", "or",
    "between", "instance", "function", "external", "true", "false", "null",
))  # fmt: skip
"""Words that end an unknown name and never are one."""

OPERATORS = ("**", "..", "!=", "<=", ">=", "->", *"+-*/=<>()[]{},:.?@%")
_SINGLE = {"≥": ">=", "≤": "<=", "≠": "!=", "…": ".."}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text: `kind` is number, string, at, name (known), word (unknown), key, op or end."""

    kind: str
    value: str
    start: int
    end: int


def read(text: str, folded: str, start: int, tries: Sequence[names.Trie]) -> Token:
    """The token at or after `start`, with the longest name known in `tries`."""
    at = skip(folded, start)
    if at >= len(folded):
        return Token("end", "the end", at, at)
    known = _known(folded, at, tries)
    other = _plain(text, folded, at)
    if known and (
        other is None or known.end > other.end or (known.end == other.end and other.kind == "word")
    ):
        return known
    if other is None:
        raise FeelError(f"{text[at]!r} has no meaning here", at, "an expression")
    return other


def _plain(text: str, folded: str, at: int) -> Token | None:
    """The token that stands here whatever names are known."""
    if folded[at] == '"':
        return _quoted("string", text, at)
    if folded.startswith('@"', at):
        return _quoted("at", text, at, mark=1)
    return _number(folded, at) or _word(folded, at) or _operator(folded, at)


def skip(folded: str, at: int) -> int:
    """The first place at or after `at` that is neither white space nor comment."""
    while at < len(folded):
        if is_space(folded[at]):
            at += 1
        elif folded.startswith("//", at):
            at = _until(folded, "\n", at)
        elif folded.startswith("/*", at):
            if "*/" not in folded[at + 2 :]:
                raise FeelError("this comment is not closed", at, "*/")
            at = _until(folded, "*/", at + 2)
        else:
            break
    return at


def _until(folded: str, mark: str, at: int) -> int:
    end = folded.find(mark, at)
    return len(folded) if end < 0 else end + len(mark)


def _quoted(kind: str, text: str, at: int, mark: int = 0) -> Token:
    value, end = read_string(text, at + mark)
    return Token(kind, value, at, end)


def _known(folded: str, at: int, tries: Sequence[names.Trie]) -> Token | None:
    best = None
    for root in tries:
        found = names.match(root, folded, at)
        if found and found[0] not in KEYWORDS and (best is None or found[1] > best[1]):
            best = found
    return Token("name", best[0], at, best[1]) if best else None


def _number(folded: str, at: int) -> Token | None:
    end = _digits(folded, at)
    if folded.startswith(".", end) and folded[end + 1 : end + 2].isdecimal():
        end = _digits(folded, end + 1)
    if end == at:
        return None
    end = _exponent(folded, end)
    return Token("number", folded[at:end], at, end)


def _digits(folded: str, at: int) -> int:
    while at < len(folded) and folded[at] in "0123456789":
        at += 1
    return at


def _exponent(folded: str, at: int) -> int:
    if folded[at : at + 1] not in ("e", "E"):
        return at
    sign = at + 2 if folded[at + 1 : at + 2] in ("+", "-") else at + 1
    end = _digits(folded, sign)
    return end if end > sign else at


def _word(folded: str, at: int) -> Token | None:
    end = _one_word(folded, at)
    if end == at:
        return None
    word = folded[at:end]
    if word in KEYWORDS:
        return Token("key", word, at, end)
    parts = [word]
    while True:
        begin = skip_spaces(folded, end)
        stop = _one_word(folded, begin)
        if stop == begin or folded[begin:stop] in KEYWORDS:
            return Token("word", " ".join(parts), at, end)
        parts.append(folded[begin:stop])
        end = stop


def skip_spaces(folded: str, at: int) -> int:
    """The first place at or after `at` that is no white space."""
    while at < len(folded) and is_space(folded[at]):
        at += 1
    return at


def _one_word(folded: str, at: int) -> int:
    if at >= len(folded) or not is_start(folded[at]):
        return at
    while at < len(folded) and is_part(folded[at]):
        at += 1
    return at


def _operator(folded: str, at: int) -> Token | None:
    if folded[at] in _SINGLE:
        return Token("op", _SINGLE[folded[at]], at, at + 1)
    for operator in OPERATORS:
        if folded.startswith(operator, at):
            return Token("op", operator, at, at + len(operator))
    return None


def is_number(text: str) -> bool:
    """Whether the whole text is a number literal, a sign before it allowed."""
    digits = text.removeprefix("-")
    token = _number(digits, 0)
    return token is not None and token.end == len(digits)
