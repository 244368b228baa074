"""Two folders changing places in one step, so that a killed restore leaves the old one or the new one."""

import ctypes
import os
from pathlib import Path

_EXCHANGE = 2
_HERE = -100


def put_in_place(made: Path, target: Path) -> Path | None:
    """Make `made` the folder `target`; where one was, it is moved aside and its new path given back."""
    if not target.exists():
        made.rename(target)
        return None
    aside = target.with_name(f"{target.name}.before-restore")
    number = 1
    while aside.exists():
        number += 1
        aside = target.with_name(f"{target.name}.before-restore-{number}")
    if _exchange(made, target):
        made.rename(aside)
    else:
        target.rename(aside)
        made.rename(target)
    return aside


def _exchange(one: Path, other: Path) -> bool:
    """renameat2(2) of Linux; False where the system has none."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)
