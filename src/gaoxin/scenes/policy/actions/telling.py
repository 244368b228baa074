"""Telling subscribers by themselves: what a firm newly meets, and what was published."""

from collections.abc import Collection, Sequence

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from gaoxin.base.text import Text
from gaoxin.center.action import action
from gaoxin.center.actor import Actor, operator
from gaoxin.center.models import Zone
from gaoxin.scenes.policy.library import library_of
from gaoxin.scenes.policy.models import Match, Notice, Published, Push, Subscription, Tally

Pair = tuple[str, int]
"""A policy and the row id of a firm."""
MET = Text(
    "贵企业现在符合“{title}”的全部条件。打开可看逐条结论和依据。\n您订阅了这项政策的消息。",
    "Your firm now meets every condition of “{title}”. Open it for the verdict on each condition.\n"
    "You asked to hear of this policy.",
)
PUBLISHED = Text(
    "“{title}”的文本已更新，并已按新文本重新核对贵企业的情况。打开可看逐条结论和依据。\n您订阅了这项政策的消息。",
    "“{title}” has a new text, and your firm was checked against it. Open it for the verdict on each condition.\n"
    "You asked to hear of this policy.",
)


def met(zone: Zone) -> set[Pair]:
    """The policies that subscribers want to hear of and are eligible for."""
    wanted = Subscription.objects.filter(firm=OuterRef("firm")).filter(_of(OuterRef("policy")))
    rows = Match.objects.filter(Exists(wanted), zone=zone, state="eligible")
    return set(rows.values_list("policy", "firm"))


def tell_newly_met(zone: Zone, before: Collection[Pair]) -> None:
    """Tell subscribers what they meet now and did not meet before."""
    fresh = sorted(met(zone) - set(before))
    for policy in dict.fromkeys(policy for policy, _ in fresh):
        firms = [firm for of, firm in fresh if of == policy]
        tell_subscribers(actor=operator("job"), zone=zone, policy=policy, group="eligible", firms=firms)


def tell_published(zone: Zone, policy: str) -> None:
    """Tell subscribers that a policy has a new text, those apart who have heard of it since."""
    latest = Published.objects.filter(zone=zone, policy=policy).order_by("-pk").first()
    if latest is None:
        return
    heard = Notice.objects.filter(firm=OuterRef("firm"), push__policy=policy, push__at__gte=latest.at)
    rows = Subscription.objects.filter(_of(policy), ~Exists(heard), firm__zone=zone)
    if firms := sorted(set(rows.values_list("firm", flat=True))):
        tell_subscribers(actor=operator("job"), zone=zone, policy=policy, group="all", firms=firms)


@action(permission="policy.push", event="policy.tell")
def tell_subscribers(*, actor: Actor, zone: Zone, policy: str, group: str, firms: Sequence[int]) -> Push:
    """A notice for each firm: `eligible` says that it now meets the policy, `all` that there is a new text."""
    words = MET if group == "eligible" else PUBLISHED
    title = library_of(zone).file(policy).policy.title
    found = {m.firm_id: m for m in Match.objects.of(zone, policy).filter(firm__in=firms)}
    sent = Push.objects.create(
        zone=zone,
        policy=policy,
        version=Tally.objects.filter(zone=zone, policy=policy).values_list("version", flat=True).first()
        or "",
        group=group,
        message=words.zh.format(title=title.zh),
        message_en=words.en.format(title=title.en),
        by=actor.person,
        at=timezone.now(),
    )
    Notice.objects.bulk_create(
        Notice(
            push=sent,
            firm_id=pk,
            state=_state(found.get(pk)),
            amount=found[pk].amount if pk in found else None,
        )
        for pk in firms
    )
    return sent


def _of(policy: object) -> Q:
    return Q(policy="") | Q(policy=policy)


def _state(match: Match | None) -> str:
    """The verdict as notices keep it; a pair that is not kept fails several conditions."""
    if match is None or match.state != "ineligible":
        return match.state if match else "ineligible"
    return "one_step"
