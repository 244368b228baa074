"""A model and everything it imports, read once each and found by namespace (clause 6.3.3)."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.errors import DmnError
from gaoxin.engines.rules.dmn.reading import read_definitions

Source: TypeAlias = str | Path | bytes
Resolve: TypeAlias = Callable[[str, str], Source | None]
"""From namespace and location to the source of an imported model; None where there is none."""

MAX_MODELS = 200


def load(source: Source, resolve: Resolve | None) -> tuple[m.Definitions, dict[str, m.Definitions]]:
    """The main definitions and all definitions by namespace."""
    main = _read(source)
    found = {main.namespace: main}
    finder = resolve or _beside(source)
    pending = list(main.imports)
    while pending:
        wanted = pending.pop()
        if wanted.namespace in found or ("/spec/DMN/" not in wanted.kind and wanted.kind):
            continue
        definitions = _imported(wanted, finder, main.source)
        found[wanted.namespace] = definitions
        pending += definitions.imports
        if len(found) > MAX_MODELS:
            raise DmnError(f"more than {MAX_MODELS} models are imported", main.source)
    return main, found


def _imported(wanted: m.Import, resolve: Resolve, importer: str) -> m.Definitions:
    source = resolve(wanted.namespace, wanted.location)
    if source is None:
        raise DmnError(f"the imported model {wanted.namespace!r} is not found", importer, "import")
    return _read(source)


def _read(source: Source) -> m.Definitions:
    if isinstance(source, bytes):
        return read_definitions(source)
    path = Path(source)
    try:
        return read_definitions(path.read_bytes(), path.name)
    except OSError as error:
        raise DmnError(f"cannot be read: {error.strerror}", path.name) from None


def _beside(source: Source) -> Resolve:
    """Look for imported models among the files beside the model."""
    folder = None if isinstance(source, bytes) else Path(source).parent

    def resolve(namespace: str, location: str) -> Path | None:
        if folder is None:
            return None
        named = folder / Path(location).name
        if location and named.is_file():
            return named
        return next((each for each in sorted(folder.glob("*.dmn")) if _has(each, namespace)), None)

    return resolve


def _has(path: Path, namespace: str) -> bool:
    try:
        return _read(path).namespace == namespace
    except DmnError:
        return False
