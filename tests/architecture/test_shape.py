"""The shape of the code: small modules, short functions, words on what is public."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(p for p in (ROOT / "src" / "gaoxin").rglob("*.py") if "migrations" not in p.parts)
FORBIDDEN = {"utils.py", "util.py", "helpers.py", "misc.py", "common.py"}


def lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def functions() -> Iterator[tuple[str, int]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", (node.end_lineno or 0) - node.lineno + 1


def test_modules_are_small() -> None:
    assert [str(p) for p in MODULES if lines(p) > 400] == []
    assert statistics.median(lines(p) for p in MODULES if lines(p)) <= 120


def test_functions_are_short() -> None:
    lengths = sorted(length for _, length in functions())
    assert lengths[int(len(lengths) * 0.95)] <= 40
    assert statistics.median(lengths) <= 10


def test_no_module_of_leftovers() -> None:
    assert [str(p) for p in MODULES if p.name in FORBIDDEN] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT / "src")))
def test_a_module_says_what_it_is_for(path: Path) -> None:
    if path.read_text(encoding="utf-8").strip():
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_every_command_is_listed() -> None:
    from gaoxin.cli import COMMANDS

    files = {
        p.stem.removesuffix("_")
        for p in (ROOT / "src" / "gaoxin" / "cli").glob("[!_]*.py")
        if "click.command(" in p.read_text("utf-8") or "click.group(" in p.read_text("utf-8")
    }
    assert set(COMMANDS) == files
