"""Packs: strict files, lint that finds what is planted, diff in words."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from gaoxin.center.cases import check
from gaoxin.center.library import open_library
from gaoxin.engines.packs.diff import diff
from gaoxin.engines.packs.lint import lint
from gaoxin.engines.packs.load import bundled, load
from gaoxin.engines.packs.read import PackError, read_yaml
from gaoxin.engines.packs.schema import stale

ROOT = Path(__file__).parents[2]
POLICY = "cn.tax.small_low_profit_cit"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack of one policy, to be spoilt."""
    source = bundled("national")
    (tmp_path / "mine" / "policies").mkdir(parents=True)
    shutil.copy(source / "policies" / f"{POLICY}.yaml", tmp_path / "mine" / "policies")
    shutil.copy(source / "pack.yaml", tmp_path / "mine")
    return tmp_path / "mine"


def spoil(pack: Path, change: Callable[[dict], None]) -> None:  # type: ignore[type-arg]
    path = pack / "policies" / f"{POLICY}.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


def faults(pack: Path) -> list[str]:
    library = open_library([str(pack)])
    return [f"{f.where} {f.text.en}" for f in (*lint(library.packs[0]), *check(library))]


def test_the_bundled_packs_are_clean() -> None:
    for name in ("national", "demo"):
        assert faults(bundled(name)) == []


def test_a_clean_copy_is_clean(pack: Path) -> None:
    assert faults(pack) == []


def overlap(data: dict) -> None:  # type: ignore[type-arg]
    data["versions"].append(data["versions"][0])


def unknown_fact(data: dict) -> None:  # type: ignore[type-arg]
    data["versions"][0]["conditions"][0]["fact"] = "taxable_incom"


def wrong_expectation(data: dict) -> None:  # type: ignore[type-arg]
    next(c for c in data["cases"]["list"] if c["expect"] == "eligible")["expect"] = "ineligible"


def no_cases(data: dict) -> None:  # type: ignore[type-arg]
    data["cases"]["list"] = [c for c in data["cases"]["list"] if c["expect"] == "eligible"]


def wrong_id(data: dict) -> None:  # type: ignore[type-arg]
    data["id"] = "cn.tax.other"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (overlap, "overlap"),
        (unknown_fact, "no fact or defined value"),
        (wrong_expectation, "expected ineligible, got eligible"),
        (no_cases, "leaves this condition unmet"),
        (wrong_id, "name the file"),
    ],
)
def test_lint_finds_what_is_planted(pack: Path, change: Callable[[dict], None], told: str) -> None:  # type: ignore[type-arg]
    spoil(pack, change)
    assert any(told in fault for fault in faults(pack))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\na: 2\n", "twice"),
        ("a: [1\n", "YAML"),
        ("a: !!python/object/apply:os.system [ls]\n", "YAML"),
        ("a: 1\n\tb: 2", "YAML"),
    ],
)
def test_yaml_is_strict(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=told):
        read_yaml(path)


def test_an_unknown_key_is_refused_with_its_place(pack: Path) -> None:
    spoil(pack, lambda data: data["versions"][0]["conditions"][0].update(at_lest=1))
    with pytest.raises(PackError, match=r"at_lest.*versions\[0\]\.conditions\[0\]"):
        load(pack)


def test_diff_tells_the_place(pack: Path) -> None:
    before = {k: f.policy for k, f in load(pack).policies.items()}
    spoil(pack, lambda data: data["versions"][0]["conditions"][-1].update(clause="第九条"))
    after = {k: f.policy for k, f in load(pack).policies.items()}
    (change,) = diff(before, after)
    assert change.after == "第九条"
    assert change.place.endswith(".clause")
    assert not list(diff(before, before))


def test_schemas_are_current() -> None:
    assert stale(ROOT / "schemas") == []
