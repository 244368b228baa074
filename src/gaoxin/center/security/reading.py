"""Reading a firm's file is itself told in the log."""

from django.db import transaction
from django.utils import timezone

from gaoxin.center.actor import Actor
from gaoxin.center.events import append
from gaoxin.center.models import Event, Firm

READ = "firm.read"


def note_reading(actor: Actor, firm: Firm, purpose: str = "") -> None:
    """Tell the log that somebody has opened a firm's file, once an hour for each person and firm.

    Call it from every page and API call that shows one firm's data, after access was granted:
    `note_reading(request.actor, firm, "企业档案 / firm file")`. `purpose` is what the page is for, or what the
    reader stated; the firm sees it on its page of consents. The firm's own people are not noted.
    """
    person = actor.person
    if person is None or _own(actor, firm):
        return
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    if Event.objects.filter(firm=firm, at__gte=hour, kind=READ, actor=person).exists():
        return
    with transaction.atomic():
        append(READ, actor, role=_role(actor), firm=firm, detail={"purpose": purpose[:200]})


def _own(actor: Actor, firm: Firm) -> bool:
    return any(m.firm_id == firm.pk for m in actor.memberships)


def _role(actor: Actor) -> str:
    return min(actor.roles, default="")
