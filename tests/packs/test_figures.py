"""Figure files of packs: what is planted is found, and named."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from gaoxin.engines.packs.figure_files import read_figures
from gaoxin.engines.packs.lint import lint
from gaoxin.engines.packs.load import bundled, load
from gaoxin.engines.packs.read import PackError

Data = dict[str, Any]
PUBLISHED, LIGHT, INDICATOR, AREAS = (
    "published/jinan_2020_page.yaml", "lights/yinchuan_progress.yaml", "indicators/online_sales.yaml", "areas.yaml",
)  # fmt: skip


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The figures of 济南高新区 with the national rule for lights and the plots of the demo zone, to be spoilt."""
    home = tmp_path / "mine"
    shutil.copytree(bundled("jinan"), home)
    shutil.copytree(bundled("national") / "figures" / "lights", home / "figures" / "lights")
    shutil.copy(bundled("demo") / "figures" / "areas.yaml", home / "figures")
    return home


def spoil(pack: Path, name: str, change: Callable[[Data], object]) -> None:
    path = pack / "figures" / name
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


def faults(pack: Path) -> list[str]:
    return [f"{f.where} {f.text.en}" for f in lint(load(pack))]


@pytest.mark.parametrize("name", ["national", "demo", "jinan"])
def test_the_bundled_figures_are_clean(name: str) -> None:
    assert faults(bundled(name)) == []


def test_a_clean_copy_is_clean(pack: Path) -> None:
    assert faults(pack) == []


def figure(**changed: Any) -> Callable[[Data], object]:
    return lambda data: data["figures"][0].update(changed)


def area(**changed: Any) -> Callable[[Data], object]:
    return lambda data: data["list"][0].update(changed)


def band(**changed: Any) -> Callable[[Data], object]:
    return lambda data: data["versions"][0]["bands"][0].update(changed)


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        (PUBLISHED, lambda d: d.update(id="other"), "name the file other.yaml"),
        (PUBLISHED, figure(indicator="trad"), "figures[1] trad no such indicator"),
        (PUBLISHED, figure(unit="家"), "not convertible to 亿元"),
        (PUBLISHED, figure(kind="growth_yoy"), "not convertible to %"),
        (PUBLISHED, figure(kind="share", unit="%"), "does not say of what"),
        (PUBLISHED, figure(period="2020-Q5"), "period"),
        (PUBLISHED, figure(period="last year"), "period"),
        (PUBLISHED, figure(period="2020-07..03"), "is not a period"),
        (PUBLISHED, figure(period="as of 2020-02-30"), "2020-02-30"),
        (PUBLISHED, figure(period="2025..2021"), "runs backwards"),
        (PUBLISHED, figure(value="147.2亿"), "value"),
        (PUBLISHED, figure(value=147.2), "value"),
        (PUBLISHED, figure(value="5–3"), "runs backwards"),
        (PUBLISHED, figure(qualifier="maybe"), "qualifier"),
        (PUBLISHED, lambda d: d["source"]["title"].update(zh=" "), "no citation"),
        (PUBLISHED, lambda d: d.pop("source"), "source"),
        (INDICATOR, lambda d: d.update(id="online"), "name the file online.yaml"),
        (INDICATOR, lambda d: d.update(citation=""), "no citation"),
        (
            INDICATOR,
            lambda d: d.update(formula={"how": "share", "numerator": "retial"}),
            "no indicator: retial",
        ),
        (INDICATOR, lambda d: d.update(unit="%", sum=True), "do not add over areas"),
        (INDICATOR, lambda d: d.pop("definition"), "definition"),
        (LIGHT, lambda d: d["versions"].append(d["versions"][0]), "overlap"),
        (LIGHT, band(at_least="30"), "either at_least or above"),
        (LIGHT, lambda d: d["versions"][0]["bands"].reverse(), "furthest behind first"),
        (LIGHT, lambda d: d["versions"][0].pop("source"), "source"),
        (AREAS, area(plot=[[0, 0], [101, 0], [5, 5]]), "plot"),
        (AREAS, area(plot=[[0, 0], [5, 5], [0, 0]]), "three points"),
        (AREAS, area(id="digital"), "stands twice"),
        (AREAS, area(to="2001-01-01"), "ends before it starts"),
        (AREAS, lambda d: d.update(source=""), "no citation"),
    ],
)
def test_lint_finds_what_is_planted(
    pack: Path, name: str, change: Callable[[Data], object], told: str
) -> None:
    spoil(pack, name, change)
    found = faults(pack)
    assert any(told in fault for fault in found), found


def test_one_faulty_file_does_not_hide_the_others(pack: Path) -> None:
    spoil(pack, PUBLISHED, lambda d: d.pop("source"))
    gathered: list[PackError] = []
    files = read_figures(pack, gathered)
    assert len(gathered) == 1 and len(files.published) == 3
    with pytest.raises(PackError, match="source"):
        read_figures(pack)


def test_a_pack_without_figures_has_none(tmp_path: Path) -> None:
    files = read_figures(tmp_path)
    assert (files.indicators, files.published, files.areas, files.plots) == ({}, {}, None, ())
