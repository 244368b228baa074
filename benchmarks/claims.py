"""How well claims are read from the given bulletins, by the given scorer: detection and strict F1."""

import importlib.util
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from gaoxin.engines.figures.read.claim import Claim

SHARED = Path(os.environ.get("GAOXIN_BULLETINS", Path(__file__).parents[2] / "shared" / "bulletins"))
"""Where texts and gold lie; the scorer lies in `tools` beside it."""
NAMES = ("000", "001", "002")


def raw(name: str) -> str:
    """The text as it is, line ends included."""
    with (SHARED / f"{name}.txt").open(encoding="utf-8", newline="") as file:
        return file.read()


def read_claims(name: str) -> list[Claim]:
    """The claims of one bulletin."""
    from gaoxin.center.figures.book import open_book
    from gaoxin.engines.figures.read.read import read

    return read(raw(name), open_book().by_name)


def scorer() -> Any:
    """The scorer's module."""
    path = SHARED.parent / "tools" / "score_claims.py"
    spec = importlib.util.spec_from_file_location("score_claims", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_claims"] = module
    spec.loader.exec_module(module)
    return module


def score() -> dict[str, Any]:
    """The figures of the scorer: by file, pooled and averaged."""
    module = scorer()
    with tempfile.TemporaryDirectory() as folder:
        results = []
        for name in NAMES:
            found = Path(folder) / f"{name}.json"
            found.write_text(
                json.dumps([c.as_json() for c in read_claims(name)], ensure_ascii=False), "utf-8"
            )
            results.append(module.score_files(SHARED / f"{name}.gold.json", found, []))
        figures: dict[str, Any] = module.report(results)
    return figures


def table() -> str:
    """Detection and strict F1 as Markdown."""
    if not SHARED.exists():
        return "The bulletins are not on this machine."
    figures = score()
    rows = [*figures["files"].items(), ("pooled", figures["pooled"])]
    lines = [f"| {name} | {f['detection']['f1']:.3f} | {f['strict']['f1']:.3f} |" for name, f in rows]
    return "\n".join(["| bulletin | detection F1 | strict F1 |", "|---|---|---|", *lines])


if __name__ == "__main__":
    print(table())
