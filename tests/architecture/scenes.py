"""The scenes as the tests of the architecture see them."""

import ast
from collections.abc import Iterator
from pathlib import Path

SRC = Path(__file__).parents[2] / "src" / "gaoxin"
SCENES = [*sorted(p for p in (SRC / "scenes").iterdir() if (p / "scene.py").exists()), SRC / "screen"]
TEMPLATES = sorted(p for p in SRC.rglob("*.html") if "templates" in p.parts)


def modules(scene: Path, part: str) -> list[Path]:
    """The modules of one part of a scene: `views.py`, or all below `views/`."""
    single = scene / f"{part}.py"
    return [single] if single.exists() else sorted((scene / part).rglob("*.py"))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """The functions at the top of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in tree.body if isinstance(node, ast.FunctionDef))


def decorators(function: ast.FunctionDef) -> set[str]:
    """The names of its decorators."""
    called = (d.func if isinstance(d, ast.Call) else d for d in function.decorator_list)
    return {name.id if isinstance(name, ast.Name) else ast.unparse(name) for name in called}


def imported(path: Path) -> set[str]:
    """The modules that a module imports, wherever in it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    froms = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
    return froms | {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
