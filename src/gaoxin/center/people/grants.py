"""Roles: granted and revoked by the security administrator, with dates and a reason."""

import datetime as dt

from django.utils import timezone

from gaoxin.base.clock import SystemClock
from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.action import action
from gaoxin.center.actor import Actor
from gaoxin.center.models import Firm, Membership, Person, Zone
from gaoxin.center.people.offices import OFFICES, check_apart, check_not_last
from gaoxin.center.people.reach import check_person, check_zone
from gaoxin.center.roles import Role
from gaoxin.center.security.sessions import end_sessions

GRANT = "people.grant"


@action(permission=GRANT, event="role.granted")
def grant_role(
    *,
    actor: Actor,
    person: Person,
    role: Role,
    zone: Zone | None,
    firm: Firm | None,
    valid_from: dt.date,
    valid_to: dt.date | None,
    reason: str,
    organisation: str = "",
) -> Membership:
    """Grant a role in a zone (None: every zone), the enterprise's for a firm; never to oneself."""
    check_person(actor, GRANT, person)
    check_zone(actor, GRANT, firm.zone if firm else zone)
    _check_shape(role, firm, organisation)
    _check_dates(valid_from, valid_to, reason)
    check_apart(person, role, valid_from, valid_to)
    return Membership.objects.create(
        person=person,
        role=role,
        zone=None if firm else zone,
        firm=firm,
        organisation=organisation.strip()[:100],
        valid_from=valid_from,
        valid_to=valid_to,
        granted_by=actor.person,
        reason=reason.strip()[:200],
    )


@action(permission=GRANT, event="role.revoked")
def revoke_role(*, actor: Actor, membership: Membership, reason: str) -> Membership:
    """Revoke a role from this moment; the row stays, so that the past can be told."""
    person = membership.person
    check_person(actor, GRANT, person)
    check_zone(actor, GRANT, membership.firm.zone if membership.firm else membership.zone)
    if not reason.strip():
        raise Refused(Text("请写明原因", "Give a reason"))
    if membership.revoked_at:
        raise Refused(Text("这个角色已经收回", "This role has been revoked already"))
    if membership.role in OFFICES:
        check_not_last(person)
    yesterday = SystemClock().today() - dt.timedelta(days=1)
    membership.valid_to = min(membership.valid_to or yesterday, yesterday)
    membership.revoked_by, membership.revoked_at = actor.person, timezone.now()
    membership.revoked_for = reason.strip()[:200]
    membership.save()
    return membership


@action(permission=GRANT, event="factor.reset")
def reset_factor(*, actor: Actor, person: Person, reason: str) -> Person:
    """Take away a second factor whose phone is lost; ends the sessions. It is set up anew at the next login."""
    check_person(actor, GRANT, person)
    if not reason.strip():
        raise Refused(Text("请写明原因和核实身份的方式", "Say why, and how the person was recognised"))
    person.totp_salt, person.recovery = "", []
    person.save(update_fields=["totp_salt", "recovery"])
    end_sessions(person.pk)
    return person


def _check_shape(role: Role, firm: Firm | None, organisation: str) -> None:
    if (role == Role.ENTERPRISE) != (firm is not None):
        raise Refused(
            Text(
                "企业角色须填写统一社会信用代码，其他角色不填",
                "The enterprise role needs the firm's code; other roles have none",
            )
        )
    if role in {Role.BANK, Role.CUSTOMS} and not organisation.strip():
        raise Refused(Text("请填写所属机构名称", "Give the name of the organisation"))


def _check_dates(valid_from: dt.date, valid_to: dt.date | None, reason: str) -> None:
    if valid_to is not None and valid_to < valid_from:
        raise Refused(Text("结束日期不能早于开始日期", "The role cannot end before it begins"))
    if not reason.strip():
        raise Refused(
            Text("请写明原因（如任命文件、岗位调整）", "Give a reason, such as the letter of appointment")
        )
