"""Facts of firms changed: whoever keeps results that follow from them is told once the change is committed."""

from collections.abc import Sequence
from functools import partial
from importlib import import_module

from django.db import transaction

from gaoxin.center.models import Zone

_FOLLOWERS: list[str] = []


def follow(path: str) -> None:
    """Tell the function at this dotted path of every change: `(zone, firms)`, as `firms_changed` is called."""
    if path not in _FOLLOWERS:
        _FOLLOWERS.append(path)


def firms_changed(zone: Zone, firms: Sequence[int] | None) -> None:
    """Say that facts of these firms (row ids) are other than before; None where firms are gone as well.

    A follower that fails is written to the log; the change stands.
    """
    if firms is None or firms:
        for path in _FOLLOWERS:
            transaction.on_commit(partial(_tell, path, zone, firms), robust=True)


def _tell(path: str, zone: Zone, firms: Sequence[int] | None) -> None:
    module, _, name = path.rpartition(".")
    getattr(import_module(module), name)(zone, firms)
