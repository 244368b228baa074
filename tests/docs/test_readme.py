"""What the documents show is what happens: every `$ command` runs, and prints what stands below it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
DOCUMENTS = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs" / "how-to").glob("*.md"))]


def commands(path: Path) -> Iterator[tuple[str, str]]:
    """Each command of a document with the output shown."""
    for block in BLOCK.findall(path.read_text(encoding="utf-8")):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = step.partition("\n")
            yield command, output


def run(command: str, folder: Path) -> str:
    """Run as a newcomer would, with the project's own commands on the path."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = {**os.environ, "PATH": path, "LC_ALL": "en_US.UTF-8", "COLUMNS": "110", "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, shell=True, cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def tidy(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: p.name)
def test_shown_output_is_true(document: Path, tmp_path: Path) -> None:
    for command, shown in commands(document):
        assert tidy(run(command, tmp_path)) == tidy(shown), command


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = ([c.replace("--lang zh ", "") for c, _ in commands(p)] for p in DOCUMENTS[:2])
    assert [c.split()[1] for c in english] == [c.split()[1] for c in chinese]


def test_make_run_is_the_command_shown() -> None:
    assert "gaoxin demo" in (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "document", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")), ids=str
)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), target
