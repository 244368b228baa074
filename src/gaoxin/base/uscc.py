"""Unified social credit codes, GB 32100-2015, with the organisation code check of GB 11714."""

from gaoxin.base.result import Refused, shown
from gaoxin.base.text import Text
from gaoxin.base.width import narrow

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of GB 32100: no I, O, S, V, Z."""
WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORG_VALUES = {char: value for value, char in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
_VALUES = {char: value for value, char in enumerate(ALPHABET)}
_LOOK_ALIKE = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}

_CHECK_LICENCE = Text("请对照营业执照核对", "check it against the business licence")


class UsccError(Refused):
    """A code that GB 32100-2015 does not allow; the message names the character."""


def parse_uscc(text: str) -> str:
    """The code in upper case without spaces and hyphens. Raises UsccError."""
    code = "".join(narrow(text).replace("-", "").split()).upper()
    if len(code) != 18:
        reason = Text(
            f"统一社会信用代码「{shown(text)}」有{len(code)}位，应为18位",
            f"the code “{shown(text)}” has {len(code)} characters, not 18",
        )
        raise UsccError(reason, _CHECK_LICENCE)
    _check_characters(code)
    _check_sums(code)
    return code


def check_character(first17: str) -> str:
    """Position 18 of a code: (31 − Σ vᵢ·3^(i−1) mod 31) mod 31, so that a sum of 0 gives `0`."""
    total = sum(_VALUES[char] * weight for char, weight in zip(first17, WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def organisation_check(body: str) -> str:
    """Position 17: GB 11714 check of positions 9–16; 10 is written `X`, 11 is written `0`."""
    total = sum(_ORG_VALUES[char] * weight for char, weight in zip(body, ORG_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def complete(prefix: str) -> str:
    """A whole code from its first 17 characters, or from 16 with both check characters added.

    For generators of invented codes. Raises UsccError where the prefix itself is not allowed.
    """
    code = narrow(prefix).upper()
    if len(code) not in (16, 17):
        raise UsccError(Text("需要前16或17位", "the first 16 or 17 characters are needed"))
    _check_characters(code)
    if len(code) == 16:
        code += organisation_check(code[8:])
    whole = code + check_character(code)
    _check_sums(whole)
    return whole


def _check_characters(code: str) -> None:
    for position, char in enumerate(code, 1):
        if char not in _VALUES:
            raise _wrong_character(code, position, char)
        if 3 <= position <= 8 and not char.isdigit():
            raise UsccError(
                Text(
                    f"统一社会信用代码第{position}位是「{char}」，第3至8位应为数字",
                    f"character {position} of the code is “{char}”; 3 to 8 are digits",
                ),
                _CHECK_LICENCE,
            )


def _wrong_character(code: str, position: int, char: str) -> UsccError:
    hint = _LOOK_ALIKE.get(char)
    advice = _CHECK_LICENCE
    if hint:
        advice = Text(
            f"是否为「{hint}」？请对照营业执照核对", f"perhaps “{hint}”? check the business licence"
        )
    return UsccError(
        Text(
            f"统一社会信用代码第{position}位不能是「{char}」（{shown(code)}）",
            f"character {position} of the code {shown(code)} cannot be “{char}”",
        ),
        advice,
    )


def _check_sums(code: str) -> None:
    wrong = []
    if code[16] != (expected := organisation_check(code[8:16])):
        wrong.append((17, code[16], expected, "组织机构代码校验位", "organisation code check"))
    if code[17] != (expected := check_character(code[:17])):
        wrong.append((18, code[17], expected, "校验位", "check character"))
    if wrong:
        zh = "，".join(f"第{p}位（{zh}）应为「{e}」，写的是「{c}」" for p, c, e, zh, _ in wrong)
        en = ", ".join(f"character {p} ({en}) should be “{e}”, not “{c}”" for p, c, e, _, en in wrong)
        raise UsccError(Text(f"统一社会信用代码 {code} {zh}", f"code {code}: {en}"), _CHECK_LICENCE)
