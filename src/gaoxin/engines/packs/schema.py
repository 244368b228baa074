"""JSON Schemas of the pack files, generated from the kinds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from gaoxin.engines.packs.figure_kinds import Areas, Indicator, LightRule, Published
from gaoxin.engines.packs.form_kinds import FormFile
from gaoxin.engines.packs.kinds import Classification, CodeList, PackInfo, Policy
from gaoxin.engines.packs.site_files import FILES

KINDS = {
    "policy": Policy,
    "classification": Classification,
    "codes": CodeList,
    "pack": PackInfo,
    "indicator": Indicator,
    "light": LightRule,
    "published": Published,
    "areas": Areas,
    "form": FormFile,
    **{Path(name).with_suffix("").as_posix().replace("/", "_"): kind for name, kind in FILES.items()},
}


def schemas() -> Iterator[tuple[str, str]]:
    """File name and text of every schema, keys sorted."""
    for name, kind in KINDS.items():
        schema: dict[str, Any] = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": f"gaoxin {name}",
            **msgspec.json.schema(kind),
        }
        text = msgspec.json.format(msgspec.json.encode(schema, order="sorted"), indent=2)
        yield f"{name}.schema.json", text.decode() + "\n"


def write(folder: Path) -> None:
    """Write every schema into `folder`."""
    folder.mkdir(exist_ok=True)
    for name, text in schemas():
        (folder / name).write_text(text, encoding="utf-8")


def stale(folder: Path) -> list[str]:
    """Names of the schemas in `folder` that differ from the kinds."""
    return [
        n
        for n, text in schemas()
        if not (folder / n).exists() or (folder / n).read_text(encoding="utf-8") != text
    ]
