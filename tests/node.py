"""Node and its packages, for tests against other implementations; `make differential` puts them under var/js."""

import shutil
from pathlib import Path

import pytest

JS = Path(__file__).parents[1] / "var" / "js" / "node_modules"


def needed(*packages: str) -> pytest.MarkDecorator:
    """Skips where node or one of the packages is missing."""
    missing = [name for name in packages if not (JS / name).is_dir()]
    if shutil.which("node") is None:
        missing.insert(0, "node")
    return pytest.mark.skipif(bool(missing), reason=f"{', '.join(missing)} missing; run make differential")
