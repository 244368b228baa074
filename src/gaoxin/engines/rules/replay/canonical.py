"""Canonical JSON (RFC 8785) and SHA-256.

msgspec's encoder with sorted keys writes the same bytes as RFC 8785 for what decisions hold: no floating
point, and keys within the basic multilingual plane. Other keys are refused. A test holds it to the
`rfc8785` package, which is seventy times slower.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec

_ENCODER = msgspec.json.Encoder(order="sorted")


def canonical(value: Any) -> bytes:
    """The one spelling of a structure of texts, truths, integers, lists and mappings."""
    return _ENCODER.encode(value)


def checked_keys(mapping: Mapping[str, Any]) -> Mapping[str, Any]:
    """The mapping itself; raises ValueError where a key would sort otherwise in UTF-16."""
    for key in mapping:
        if not key.isascii() and max(key) > "\ud7ff":
            raise ValueError(f"{key!r} cannot be a key of canonical JSON here")
    return mapping


def sha256(data: bytes) -> str:
    """The digest in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
