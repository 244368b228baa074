"""Pack files that no one should have written end in one line that says what is wrong."""

from pathlib import Path

import pytest

from gaoxin.engines.packs.kinds import Policy
from gaoxin.engines.packs.load import BUNDLED
from gaoxin.engines.packs.read import PackError, read_kind, read_yaml

_LEVELS = "\n".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 9))
HOSTILE = {
    "a day that is not": "from: 2026-02-30",
    "an unhashable key": "? {a: 1}\n: 2",
    "no timestamp": "!!timestamp x",
    "no integer": "!!int x",
    "no truth": "!!bool x",
    "too many digits": "a: " + "1" * 5000,
    "odd bytes": b'a: "\xff"',
    "odd characters": "a: \x01",
    "deep brackets": "[" * 100_000 + "]" * 100_000,
    "deep dashes": "- " * 100_000 + "a",
    "brackets behind strings": "[']', " * 50_000,
    "aliases of aliases": "a0: &a0 [1, 1]\n" + _LEVELS,
    "large": "#" * 6_000_000,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_one_line(data: str | bytes, tmp_path: Path) -> None:
    path = tmp_path / "坏.yaml"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(PackError) as raised:
        read_kind(path, Policy)
    assert "\n" not in str(raised.value)
    assert "坏.yaml" in str(raised.value)


def test_shipped_files_are_within_the_bounds() -> None:
    packs = next(home for home in BUNDLED if home.exists())
    for path in packs.rglob("*.yaml"):
        assert read_yaml(path)
