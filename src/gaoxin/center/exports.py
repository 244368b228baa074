"""The export log: taking rows out of the system is an action like any other."""

from collections.abc import Mapping, Sequence

from gaoxin.center.action import action
from gaoxin.center.actor import Actor
from gaoxin.center.models import Firm, Zone


def export_rows(
    *,
    permission: str,
    actor: Actor,
    zone: Zone | None,
    firm: Firm | None,
    what: str,
    form: str,
    rows: int,
    columns: Sequence[str],
    filters: Mapping[str, str],
    purpose: str,
) -> None:
    """Log that rows of the table `what` leave as a file; `permission` is the one that the table asks for."""
    action(permission=permission, event="export")(_taken)(
        actor=actor,
        zone=zone,
        firm=firm,
        what=what,
        form=form,
        rows=rows,
        columns=columns,
        filters=filters,
        purpose=purpose,
    )


def _taken(
    *,
    actor: Actor,
    zone: Zone | None,
    firm: Firm | None,
    what: str,
    form: str,
    rows: int,
    columns: Sequence[str],
    filters: Mapping[str, str],
    purpose: str,
) -> None:
    """Nothing more is kept than the event itself."""
