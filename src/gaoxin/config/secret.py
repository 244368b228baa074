"""The signing key: made once, kept in a file that only its owner can read."""

import os
import secrets
from pathlib import Path


def secret_key(data: Path) -> str:
    """The key of this deployment: from the environment, or from `secret.key` in the data folder."""
    if given := os.environ.get("GAOXIN_SECRET_KEY"):
        return given
    path = data / "secret.key"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        _make(path)
    return path.read_text().strip()


def _make(path: Path) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}")
    part.touch(mode=0o600)
    part.write_text(secrets.token_urlsafe(48))
    try:
        os.link(part, path)  # the first of several processes wins
    except FileExistsError:
        pass
    finally:
        part.unlink()
