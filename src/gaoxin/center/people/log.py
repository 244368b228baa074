"""The log as the auditor reads it, and as a firm reads what concerns it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from gaoxin.base.text import Text
from gaoxin.center.action import action
from gaoxin.center.actor import Actor
from gaoxin.center.models import Event, Firm
from gaoxin.center.people.kinds import title_of
from gaoxin.center.people.reach import everywhere, zones_held
from gaoxin.center.roles import Role
from gaoxin.center.security.chain import Chain, verify
from gaoxin.center.security.reading import READ

AUDIT = "events.read"
VERIFIED = "log.verified"
OPERATOR = Text("本机运维", "Operator of the machine")


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event; `what` is its title, `kind` its code."""

    id: int
    at: dt.datetime
    who: str
    role: Text
    via: str
    address: str
    kind: str
    what: Text
    zone: Text | None
    firm: str
    uscc: str
    subject: str
    detail: dict[str, Any]
    previous: str
    digest: str

    @property
    def rows(self) -> int | None:
        """How many rows were taken out, of an export."""
        found = self.detail.get("rows")
        return found if isinstance(found, int) else None

    @property
    def table(self) -> str:
        """Which table was taken out, of an export."""
        return str(self.detail.get("table") or self.detail.get("what") or "")

    @property
    def purpose(self) -> str:
        """What for, where it was said."""
        return str(self.detail.get("purpose") or "")

    @property
    def columns(self) -> str:
        """The columns that were taken out, of an export."""
        found = self.detail.get("columns")
        return "、".join(map(str, found)) if isinstance(found, list) else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody opened a firm's file."""

    at: dt.datetime
    who: str
    role: Text
    organisation: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The last check of the chain: `count` events up to `through` stood, at `at`; `broken` as in `Chain`."""

    at: dt.datetime
    count: int
    through: int | None
    digest: str
    broken: int | None


def events(actor: Actor) -> QuerySet[Event]:
    """The events that an auditor may read: all, or those of his zones and of the people in them."""
    found = Event.objects.select_related("zone", "firm").order_by("-pk")
    if everywhere(actor, AUDIT):
        return found
    zones = zones_held(actor, AUDIT)
    theirs = Q(actor__memberships__zone__in=zones) | Q(actor__memberships__firm__zone__in=zones)
    plain = Q(zone__isnull=True) & (Q(actor__isnull=True) | theirs)
    return found.filter(pk__in=Event.objects.filter(Q(zone__in=zones) | plain).values("pk"))


def event_of(actor: Actor, pk: int) -> EventRow | None:
    """One of them."""
    found = events(actor).filter(pk=pk).first()
    return row(found) if found else None


def row(event: Event) -> EventRow:
    """An event as a row."""
    return EventRow(
        event.pk,
        event.at,
        event.actor_name,
        role_named(event.role),
        event.via,
        event.address,
        event.kind,
        title_of(event.kind),
        event.zone.name if event.zone else None,
        event.firm.name_zh if event.firm else "",
        event.firm.uscc if event.firm else "",
        event.subject,
        event.detail,
        event.previous,
        event.digest,
    )


def role_named(role: str) -> Text:
    """A role as the log wrote it; operators of the machine hold none."""
    return Role(role).named if role in set(Role) else OPERATOR if role else Text("")


def since(found: QuerySet[Event], days: str) -> QuerySet[Event]:
    """Those of the last days."""
    return found.filter(at__gte=timezone.now() - dt.timedelta(days=int(days) if days.isdigit() else 0))


def holding(found: QuerySet[Event], word: str) -> QuerySet[Event]:
    """Those whose person, address, subject or firm holds a word."""
    person = Q(actor_name__icontains=word) | Q(actor__login__icontains=word) | Q(address__startswith=word)
    return found.filter(
        person
        | Q(subject__icontains=word)
        | Q(firm__uscc__icontains=word.upper())
        | Q(firm__name_zh__icontains=word)
    )


def kinds(actor: Actor) -> list[tuple[str, Text]]:
    """The kinds that occur, with their titles."""
    found = events(actor).order_by().values_list("kind", flat=True).distinct()
    return sorted(((kind, title_of(kind)) for kind in found), key=lambda pair: pair[0])


def last_check() -> Checked | None:
    """The last check of the chain that the log itself tells of."""
    event = Event.objects.filter(kind=VERIFIED).order_by("-pk").first()
    if event is None:
        return None
    told = event.detail
    return Checked(event.at, told["count"], told["through"], told["digest"], told["broken"])


def check_log(*, actor: Actor) -> Chain:
    """Recompute the chain and write the finding into the log itself."""
    found = verify()
    _found(actor=actor, count=found.count, through=found.through, digest=found.digest, broken=found.broken)
    return found


@action(permission=AUDIT, event=VERIFIED)
def _found(*, actor: Actor, count: int, through: int | None, digest: str, broken: int | None) -> None:
    """Nothing more is kept than the event itself."""


def readings(firm: Firm) -> QuerySet[Event]:
    """Who opened the file of a firm, the latest first."""
    return Event.objects.filter(firm=firm, kind=READ).select_related("actor").order_by("-pk")


def reading(event: Event) -> Reading:
    """A reading as the firm sees it: a bank by its name, staff by theirs."""
    held = event.actor.memberships.filter(role=event.role).first() if event.actor else None
    return Reading(
        event.at,
        event.actor_name,
        role_named(event.role),
        held.organisation if held else "",
        event.detail.get("purpose", ""),
    )
