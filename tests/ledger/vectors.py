"""Where the published vectors lie, if they do."""

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

VECTORS = Path(__file__).parents[3] / "shared" / "vectors"


def cases(folder: str) -> list[Any]:
    """Every JSON file under a folder of Merkle vectors; one skipped case where there are none."""
    root = VECTORS / "merkle" / "testdata" / folder
    found = [
        pytest.param(json.loads(p.read_text("utf-8")), id=str(p.relative_to(root)))
        for p in sorted(root.rglob("*.json"))
    ]
    return found or [pytest.param(None, marks=pytest.mark.skip(reason="the Merkle vectors are not here"))]


def tlog(part: str) -> dict[str, Any]:
    """One part of the tlog vectors."""
    path = VECTORS / "tlog-data.json"
    if not path.exists():
        pytest.skip("the tlog vectors are not here")
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))[part]
    return found


def hashes(values: list[str] | None) -> list[bytes]:
    return [b64decode(value) for value in values or []]
