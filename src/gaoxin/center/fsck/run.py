"""All checks, one after the other."""

from collections.abc import Callable, Iterator

from django.db import DatabaseError

from gaoxin.base.text import Text
from gaoxin.center.fsck.chain import chain
from gaoxin.center.fsck.database import integrity, references
from gaoxin.center.fsck.evidence import batches, observations, values
from gaoxin.center.fsck.fault import Fault
from gaoxin.center.fsck.files import stored
from gaoxin.center.fsck.names import names

CHECKS: dict[str, Callable[[], Iterator[Fault]]] = {
    "integrity": integrity,
    "references": references,
    "events": chain,
    "observations": observations,
    "values": values,
    "names": names,
    "batches": batches,
    "files": stored,
}
Told = Callable[[str, int, int], None]


def fsck(told: Told) -> Iterator[Fault]:
    """The faults of everything stored, as they are found; what cannot be read is a fault too."""
    for number, (name, check) in enumerate(CHECKS.items()):
        told("check", number, len(CHECKS))
        try:
            yield from check()
        except DatabaseError as error:
            yield Fault(name, "database", Text(f"读不出来：{error}", f"cannot be read: {error}"))
    told("check", len(CHECKS), len(CHECKS))
