"""String literals and their escapes (grammar rules 33 and 64)."""

import re

from gaoxin.engines.rules.feel.errors import FeelError

_CLOSING = {'"': '"', "“": "”", "＂": "＂", "”": "”"}
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{6}|.)", re.DOTALL)
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\", "“": "“", "”": "”"}


def read_string(text: str, start: int) -> tuple[str, int]:
    """The value of the string literal at `start` and the place after its closing mark."""
    closing = _CLOSING[text[start]]
    at = start + 1
    while at < len(text) and text[at] != closing:
        at += 2 if text[at] == "\\" else 1
    if at >= len(text):
        raise FeelError("this string is not closed", start, closing)
    return unescape(text[start + 1 : at]), at + 1


def unescape(raw: str) -> str:
    """The text with escapes replaced; an unknown escape stays as written, as in "\\d+"."""
    if "\\" not in raw:
        return raw
    return _pair(_ESCAPE.sub(_replace, raw))


def _replace(found: re.Match[str]) -> str:
    body = found[1]
    if len(body) > 1:
        code = int(body[1:], 16)
        return chr(code) if code <= 0x10FFFF else found[0]
    return _PLAIN.get(body, found[0])


def _pair(text: str) -> str:
    """Surrogates written as two escapes, joined into the character they mean."""
    if not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
