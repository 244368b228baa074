"""What a firm wants to hear of."""

# ruff: noqa: ARG001 - `actor` is for the permission and the log, which the decorator sees to

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.action import action
from gaoxin.center.actor import Actor
from gaoxin.center.models import Firm
from gaoxin.scenes.policy.library import library_of
from gaoxin.scenes.policy.models import Subscription


@action(permission="center.state", event="policy.subscribe")
def subscribe(*, actor: Actor, firm: Firm, policy: str = "") -> Subscription:
    """Hear of one policy, or of all new ones where none is named; once is enough. Raises Refused."""
    if policy and policy not in library_of(firm.zone).policies:
        raise Refused(Text("没有这项政策", "there is no such policy"))
    if actor.person is None:
        raise PermissionDenied("center.state")
    given = {"person": actor.person, "at": timezone.now()}
    made, _ = Subscription.objects.get_or_create(firm=firm, policy=policy, defaults=given)
    return made


@action(permission="center.state", event="policy.unsubscribe")
def unsubscribe(*, actor: Actor, firm: Firm, policy: str = "") -> None:
    """Hear of it no more."""
    Subscription.objects.filter(firm=firm, policy=policy).delete()
