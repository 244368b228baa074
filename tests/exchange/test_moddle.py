"""What other tools read and write: dmn-moddle takes every export without a warning, and its copy comes back equal."""

import subprocess
from pathlib import Path

from gaoxin.center.exchange import export, import_model
from gaoxin.center.library import Library
from tests.exchange.test_round_trip import DAY
from tests.node import JS, needed

SCRIPT = Path(__file__).with_name("moddle.mjs")


@needed("dmn-moddle")
def test_moddle_reads_and_writes_every_export(library: Library, tmp_path: Path) -> None:
    files = []
    for policy, file in library.policies.items():
        path = tmp_path / f"{policy}.dmn"
        path.write_text(export(library, policy, file.policy.versions[-1].from_, "1.3"), encoding="utf-8")
        files.append(path)
    told = subprocess.run(
        ["node", SCRIPT, JS, *files], capture_output=True, text=True, check=False, timeout=300
    )
    assert told.stdout + told.stderr == ""
    for path in files:
        saved = path.with_suffix(".dmn.saved").rename(path.with_suffix(".copy.dmn"))
        assert import_model(saved, library, DAY, "x.y").policy == library.policies[path.stem].policy
