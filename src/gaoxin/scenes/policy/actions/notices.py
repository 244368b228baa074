"""What a firm does with a notice: read it, and say whether it is interested."""

# ruff: noqa: ARG001 - `actor` is for the permission and the log, which the decorator sees to

from django.utils import timezone

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.action import action
from gaoxin.center.actor import Actor
from gaoxin.center.models import Firm
from gaoxin.scenes.policy.models import Notice

ANSWERS = ("interested", "declined", "contact")


@action(permission="center.state", event="policy.notice.read")
def read_notice(*, actor: Actor, firm: Firm, notice: int) -> Notice:
    """Note when the firm first opened it. Raises Refused."""
    row = _own(firm, notice)
    if row.read_at is None:
        row.read_at = timezone.now()
        row.save(update_fields=["read_at"])
    return row


@action(permission="center.state", event="policy.notice.answer")
def answer_notice(*, actor: Actor, firm: Firm, notice: int, answer: str) -> Notice:
    """Interested, not interested, or asking to be called; the last answer counts. Raises Refused."""
    if answer not in ANSWERS:
        raise Refused(Text("请选择一种答复", "choose one of the answers"))
    row = _own(firm, notice)
    moment = timezone.now()
    row.answer, row.answered_at, row.read_at = answer, moment, row.read_at or moment
    row.save(update_fields=["answer", "answered_at", "read_at"])
    return row


def _own(firm: Firm, notice: int) -> Notice:
    row = Notice.objects.select_for_update().filter(firm=firm, pk=notice).first()
    if row is None:
        raise Refused(Text("没有这条通知", "there is no such notice"))
    return row
