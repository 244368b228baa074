"""Bounds on YAML before it is read: the C parser follows any depth until the stack ends, and aliases multiply."""

import re

import yaml

MAX_BYTES = 5_000_000
MAX_DEPTH = 100
MAX_ALIASES = 20
"""So many aliases cannot make more than some thousand copies."""

_PLAIN_OPENERS = 5_000
_PREFIX = re.compile(rb"^[ \t]*(?:[-?:][ \t]+)*", re.MULTILINE)


class TooMuch(ValueError):  # noqa: N818 - told as a fault of the file
    """YAML that is larger or deeper than a pack needs."""


def check(data: bytes) -> None:
    """Refuse what is too large, too deep or full of aliases; TooMuch in one line."""
    if len(data) > MAX_BYTES:
        raise TooMuch(f"the file is larger than {MAX_BYTES:,} bytes")
    if b"\x00" in data or _suspicious(data):
        _count(data)


def _suspicious(data: bytes) -> bool:
    """Whether brackets, indents or stars could be too many; a count of bytes, as most files are harmless."""
    openers = data.count(b"[") + data.count(b"{")
    indent = max(len(found[0]) for found in _PREFIX.finditer(data))
    return openers > _PLAIN_OPENERS or indent > 2 * MAX_DEPTH or data.count(b"*") > MAX_ALIASES


def _count(data: bytes) -> None:
    depth = aliases = 0
    for event in yaml.parse(data, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        aliases += isinstance(event, yaml.AliasEvent)
        if depth > MAX_DEPTH or aliases > MAX_ALIASES:
            raise TooMuch(f"nested deeper than {MAX_DEPTH} levels, or more than {MAX_ALIASES} aliases")
