"""The files that pages are made from: read by lint, and what is planted in them is found and named."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from gaoxin.engines.packs.lint import lint
from gaoxin.engines.packs.load import bundled, load
from gaoxin.engines.packs.read import read_yaml
from gaoxin.engines.packs.site_files import FILES

HOMES = ("national", "demo", "jinan")
OWN = ("codes", "forms", "generator", "classifications", "policies", "indicators", "lights", "published")
"""Folders whose files have kinds of their own."""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The demo pack with the files that only the national one has, to be spoilt."""
    home = tmp_path / "mine"
    shutil.copytree(bundled("demo"), home)
    for name in FILES:
        if not (home / name).exists():
            shutil.copy(bundled("national") / name, home / name)
    return home


def faults(pack: Path) -> list[str]:
    return [f"{f.where} {f.text.en}" for f in lint(load(pack))]


def test_the_copy_is_clean(pack: Path) -> None:
    assert faults(pack) == []


@pytest.mark.parametrize("name", HOMES)
def test_every_file_of_the_bundled_packs_has_a_kind(name: str) -> None:
    home = bundled(name)
    known = {*FILES, "pack.yaml", "figures/areas.yaml", "figures/monthly.yaml"}
    paths = [path.relative_to(home) for path in home.rglob("*.yaml")]
    assert [str(p) for p in paths if p.as_posix() not in known and p.parent.name not in OWN] == []


Change = Callable[[Any], object]
PLANTED: list[tuple[str, Change, str]] = [
    ("conflicts.yaml", lambda d: d["groups"][0]["policies"].append("no.such"), "conflicts.yaml no.such there is no"),
    ("conflicts.yaml", lambda d: d["groups"][0].update(rule="any"), "Invalid enum value"),
    ("conflicts.yaml", lambda d: d["groups"].append(d["groups"][0]), "it stands twice"),
    ("quiz/facts.yaml", lambda d: d["facts"].update(nothing={"ask": {"zh": "？", "en": "?"}}), "nothing there is no such fact"),
    ("quiz/industries.yaml", lambda d: d.update(trades={}), "unknown field `trades`"),
    ("themes.yaml", lambda d: d["themes"][0]["facts"].append("sales"), "themes.yaml sales it stands twice"),
    ("themes.yaml", lambda d: d["themes"][0].pop("supplier"), "missing required field `supplier`"),
    ("sources.yaml", lambda d: d.append(d[0]), "it stands twice"),
    ("sources.yaml", lambda d: d[0].update(rank="first"), "Expected `int`"),
    ("briefing.yaml", lambda d: d["sections"][0].update(holds="all"), "Invalid enum value"),
    ("holidays.yaml", lambda d: d["years"][0]["working"].append(d["years"][0]["closed"][0]["from"]), "only a weekend"),
    ("holidays.yaml", lambda d: d["years"][0].update(year=2024), "not in its year"),
    ("figures/cockpit.yaml", lambda d: d["tiles"].append("happiness"), "happiness there is no such indicator"),
    ("zone.yaml", lambda d: d["contradictions"][0].update(source="rumour"), "rumour there is no such source"),
    ("zone.yaml", lambda d: d["sources"][0]["facts"].append("luck"), "luck there is no such fact"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change", "told"), PLANTED)
def test_what_is_planted_is_found(name: str, change: Change, told: str, pack: Path) -> None:
    data = read_yaml(pack / name)
    change(data)
    (pack / name).write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    found = faults(pack)
    assert found
    assert any(told in fault for fault in found), found
