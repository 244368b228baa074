"""Canonical JSON (RFC 8785) of texts, truths, whole numbers, lists and mappings.

msgspec's encoder with sorted keys writes these bytes for all of them, as long as keys sort alike in UTF-8 and
UTF-16. Everything else (fractions, numbers beyond 2**53, other keys, broken text) is refused.
"""

from typing import Any

import msgspec

from gaoxin.base.result import Refused
from gaoxin.base.text import Text

_ENCODER = msgspec.json.Encoder(order="sorted")
_LARGEST = 2**53 - 1


class CanonicalError(Refused):
    """A value without a canonical spelling here."""


def canonical(value: Any) -> bytes:
    """The one spelling of a structure."""
    _check(value)
    try:
        return _ENCODER.encode(value)
    except UnicodeEncodeError:
        raise _refused("broken text", "残缺的文字") from None


def _check(value: Any) -> None:
    if isinstance(value, dict):
        for key, each in value.items():
            if not isinstance(key, str) or not (key.isascii() or max(key) <= "\ud7ff"):
                raise _refused(f"the key {key!r}", f"键 {key!r}")
            _check(each)
    elif isinstance(value, list | tuple):
        for each in value:
            _check(each)
    elif type(value) is int:
        if abs(value) > _LARGEST:
            raise _refused("a number beyond 2**53", "超出 2**53 的数")
    elif not (value is None or isinstance(value, str | bool)):
        raise _refused(type(value).__name__, type(value).__name__)


def _refused(en: str, zh: str) -> CanonicalError:
    return CanonicalError(Text(f"规范 JSON 不能写{zh}", f"canonical JSON cannot hold {en}"))
