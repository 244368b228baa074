"""Telling firms of a policy."""

from collections.abc import Sequence

from django.utils import timezone

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.action import action
from gaoxin.center.actor import Actor
from gaoxin.center.models import Person, Zone
from gaoxin.scenes.policy.models import Match, Notice, Push

AT_ONCE = 500
"""Codes looked up in one query."""


@action(permission="policy.push", event="policy.push")
def push(
    *,
    actor: Actor,
    zone: Zone,
    policy: str,
    group: str,
    firms: Sequence[str],
    message: str,
    message_en: str,
    again: bool,
) -> Push:
    """Tell firms (codes) of a policy by a notice in their inbox.

    Firms that were told of the same version are left out unless `again`. Raises Refused where nobody is
    left, a firm has no match with the policy, or a message is empty.
    """
    if not message.strip() or not message_en.strip():
        raise Refused(Text("请写两种语言的消息", "write the message in both languages"))
    Zone.objects.select_for_update().get(pk=zone.pk)
    found = _matches(zone, policy, firms)
    told = _told(policy, found)
    fresh = [m for m in found if again or (m.firm_id, m.version) not in told]
    if not fresh:
        raise _nobody(len(found))
    sent = Push.objects.create(
        zone=zone,
        policy=policy,
        version=fresh[0].version,
        group=group,
        message=message.strip(),
        message_en=message_en.strip(),
        by=_person(actor),
        at=timezone.now(),
    )
    Notice.objects.bulk_create(
        [Notice(push=sent, firm_id=m.firm_id, state=_state(m), amount=m.amount) for m in fresh],
        batch_size=AT_ONCE,
    )
    return sent


def _matches(zone: Zone, policy: str, firms: Sequence[str]) -> list[Match]:
    codes = list(dict.fromkeys(firms))
    parts = (codes[i : i + AT_ONCE] for i in range(0, len(codes), AT_ONCE))
    found = [m for part in parts for m in Match.objects.of(zone, policy).filter(firm__uscc__in=part)]
    if len(found) != len(codes):
        raise Refused(
            Text(
                "有的企业已不在这一组，名单刚刚变了",
                "some firms are no longer in this list, which has changed",
            ),
            Text("请回到名单重新选择", "go back to the list and choose again"),
        )
    return found


def _told(policy: str, found: Sequence[Match]) -> set[tuple[int, str]]:
    notices = Notice.objects.filter(push__policy=policy, push__version__in={m.version for m in found})
    return set(notices.values_list("firm_id", "push__version"))


def _nobody(asked: int) -> Refused:
    if not asked:
        return Refused(
            Text("没有选择企业", "no firm was chosen"), Text("请至少勾选一家", "tick one at least")
        )
    return Refused(
        Text("所选企业都已收到过这个版本的推送", "all chosen firms were told of this version before"),
        Text("确需再发，请勾选“再次推送”", "to tell them again, tick “tell them again”"),
    )


def _state(match: Match) -> str:
    return "one_step" if match.state == "ineligible" else match.state


def _person(actor: Actor) -> Person:
    if actor.person is None:
        raise Refused(Text("推送要由登录的人员发出", "a person must send it"))
    return actor.person
