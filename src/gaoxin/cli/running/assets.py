"""The site's own files (styles, scripts, fonts), collected when they have changed."""

from __future__ import annotations

import hashlib
from pathlib import Path


def collect(folder: Path) -> None:
    """Collect into `folder` unless what lies there was made from the same files."""
    from django.core.management import call_command

    stamp, now = folder / ".stamp", _state()
    if stamp.exists() and stamp.read_text() == now:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(now)


def _state() -> str:
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
