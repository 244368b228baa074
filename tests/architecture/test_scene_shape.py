"""The shape of a scene: where pages, writes and reads are, and what each may do."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.scenes import SCENES, SRC, decorators, functions, imported, modules

PARTS = {
    "actions",
    "queries",
    "tables",
    "views",
    "models",
    "templates",
    "static",
    "templatetags",
    "migrations",
    "tests",
}
"""The folders of a scene."""
WEB = {"views.py", "api.py", "forms.py", "fields.py", "tables.py", "gate.py"}
"""Besides `views/`, the modules of a scene that may know of requests and answers."""
WRITES = re.compile(
    r"\.(bulk_create|bulk_update|get_or_create|update_or_create)\(|objects\.[\w.()=, ]*(create|update|delete)\(|\.save\("
)
LONGEST = 15
"""Statements of a view, nested ones and guards included."""
PUBLIC = {
    "frame": {"health", "help", "language", "theme", "zone"},
    "screen": {"home"},
    "access": {"login", "logout", "verify"},
    "policy": {
        f"quiz{step}"
        for step in ("", "_next", "_ask", "_back", "_answers", "_result", "_save", "_why", "_clear")
    },
}
"""Pages that anybody may see without logging in: each was decided to be so."""


def named(scene: Path) -> str:
    return scene.name


@pytest.fixture(params=SCENES, ids=named)
def scene(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_a_scene_has_a_manifest_of_its_own_name(scene: Path) -> None:
    from importlib import import_module

    module = ".".join(["gaoxin", *scene.relative_to(SRC).parts, "scene"])
    assert import_module(module).SCENE.name == scene.name


def test_a_scene_has_only_the_folders_of_its_shape(scene: Path) -> None:
    folders = {p.name for p in scene.iterdir() if p.is_dir() and p.name != "__pycache__"}
    assert scene.parent.name != "scenes" or folders - PARTS == set()
    if (scene / "templates").exists():
        lists = {p.name for p in (scene / "templates").iterdir() if p.is_dir()}
        assert lists <= {scene.name}


def test_only_views_and_the_api_are_reached_by_requests(scene: Path) -> None:
    others = [p for p in scene.glob("*.py") if p.name not in WEB]
    others += [p for part in ("actions", "queries") for p in modules(scene, part)]
    web = {"django.shortcuts", "ninja", "gaoxin.frame.page"}
    assert [str(p) for p in others if imported(p) & web] == []


def test_pages_and_the_api_call_only_actions_of_the_actions(scene: Path) -> None:
    bare = {
        function.name
        for path in modules(scene, "actions")
        for function in functions(path)
        if "action" not in decorators(function)
    }
    callers = [p for part in ("views", "api") for p in modules(scene, part)]
    assert [f"{p.name}: {name}" for p in callers for name in bare & taken(p)] == []


def taken(path: Path) -> set[str]:
    """The names that a module imports from actions."""
    froms = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.ImportFrom)]
    return {a.name for n in froms if n.module and ".actions" in n.module for a in n.names}


def test_actions_stand_in_actions_and_pages_in_views(scene: Path) -> None:
    elsewhere = {"action": {*modules(scene, "actions")}, "page": {*modules(scene, "views")}}
    found = [
        f"{path.relative_to(scene)}:{function.name}"
        for path in scene.rglob("*.py")
        if "tests" not in path.relative_to(scene).parts
        for function in functions(path)
        for name in decorators(function) & elsewhere.keys()
        if path not in elsewhere[name]
    ]
    assert found == []


def test_what_reads_does_not_write(scene: Path) -> None:
    readers = [p for part in ("views", "queries", "api", "tables", "forms") for p in modules(scene, part)]
    assert [str(p) for p in readers if WRITES.search(p.read_text(encoding="utf-8"))] == []


def statements(function: ast.FunctionDef) -> int:
    return sum(isinstance(node, ast.stmt) for stmt in function.body for node in ast.walk(stmt)) - bool(
        ast.get_docstring(function)
    )


def views() -> Iterator[tuple[str, ast.FunctionDef]]:
    for scene in SCENES:
        for path in modules(scene, "views"):
            for function in functions(path):
                if "page" in decorators(function):
                    yield f"{path.relative_to(SRC)}:{function.lineno} {function.name}", function


def test_views_are_short() -> None:
    assert {name: n for name, function in views() if (n := statements(function)) > LONGEST} == {}


def test_every_page_names_a_permission_or_is_known_to_be_public() -> None:
    from gaoxin.center.permissions import permissions
    from gaoxin.config.urls import urlpatterns
    from gaoxin.frame.page import routes

    assert urlpatterns
    codes = {p.code for p in permissions()}
    ours = [r for r in routes() if r.module.startswith("gaoxin.")]
    assert [r.name for r in ours if r.permission is not None and r.permission not in codes] == []
    public = {(place(r.module), r.name) for r in ours if r.permission is None}
    known = {(scene, name) for scene, names in PUBLIC.items() for name in names}
    assert public - known == set()


def place(module: str) -> str:
    """The scene of a module, or the part of the system that it is in."""
    parts = module.split(".")
    return parts[2] if parts[1] == "scenes" else parts[1]
