"""Roles: granting, revoking, the second factor of others, and the table of permissions."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render

from gaoxin.base.clock import SystemClock
from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.people.grants import grant_role, reset_factor, revoke_role
from gaoxin.center.people.queries import firm_named, membership_of, person_of, zone_choices
from gaoxin.center.roles import Role
from gaoxin.frame.page import page
from gaoxin.frame.request import Request
from gaoxin.frame.table.listing import listing
from gaoxin.frame.templatetags.ui import say
from gaoxin.scenes.access.fields import REASON, grant_fields
from gaoxin.scenes.access.forms import Form, blank, day, filled
from gaoxin.scenes.access.tables import matrix_table

GRANT = "people.grant"


@page("people/<int:pk>/grant/", permission=GRANT, name="grant", methods=("GET", "POST"))
def grant(request: Request, pk: int) -> HttpResponseBase:
    """Grant a role."""
    person = person_of(request.actor, GRANT, pk)
    if person is None:
        raise Http404
    form = blank(grant_fields(request), valid_from=SystemClock().today().isoformat(), zone=request.zone.pk)
    if request.method == "POST":
        form = filled(grant_fields(request), request.POST)
        try:
            if form.stands:
                _grant(request, person, form)
                return _done(request, pk, Text("角色已授予。", "The role is granted."))
        except Refused as error:
            form = form.refused(error)
    given = {"form": form, "person": person}
    return render(request, "access/grant.html", given, status=_status(request))


@page("roles/<int:pk>/revoke/", permission=GRANT, name="revoke", methods=("GET", "POST"))
def revoke(request: Request, pk: int) -> HttpResponseBase:
    """Revoke a role, with a reason."""
    held = membership_of(request.actor, GRANT, pk)
    if held is None:
        raise Http404
    role = Role(held.role).named
    title = Text(f"收回角色：{held.person.name} · {role.zh}", f"Revoke: {held.person.name} · {role.en}")
    form = filled(REASON, request.POST) if request.method == "POST" else blank(REASON)
    if request.method == "POST" and form.stands:
        try:
            revoke_role(actor=request.actor, membership=held, reason=form.value("reason"))
            return _done(request, held.person_id, Text("角色已收回。", "The role is revoked."))
        except Refused as error:
            form = form.refused(error)
    given = {"form": form, "heading": title, "person_id": held.person_id}
    return render(request, "access/reason.html", given, status=_status(request))


@page("people/<int:pk>/factor/", permission=GRANT, name="reset_factor", methods=("GET", "POST"))
def factor(request: Request, pk: int) -> HttpResponseBase:
    """Take away a second factor whose phone is lost."""
    person = person_of(request.actor, GRANT, pk)
    if person is None:
        raise Http404
    title = Text(f"重置第二因素：{person.name}", f"Reset the second factor of {person.name}")
    form = filled(REASON, request.POST) if request.method == "POST" else blank(REASON)
    if request.method == "POST" and form.stands:
        try:
            reset_factor(actor=request.actor, person=person, reason=form.value("reason"))
            return _done(request, pk, Text("第二因素已重置。", "The second factor is reset."))
        except Refused as error:
            form = form.refused(error)
    given = {"form": form, "heading": title, "person_id": pk}
    return render(request, "access/reason.html", given, status=_status(request))


@page("matrix/", permission="people.read", name="matrix")
def matrix(request: Request) -> HttpResponseBase:
    """Which role may do what; asked for in audits, so it can be taken out."""
    return listing(request, matrix_table(), "access/matrix.html")


def _grant(request: Request, person: object, form: Form) -> None:
    zones = {zone.pk: zone for zone in zone_choices(request.actor)}
    firm = firm_named(request.actor, form.value("uscc").upper()) if form.value("uscc") else None
    if form.value("uscc") and firm is None:
        raise Refused(
            Text("没有找到这家企业，请核对统一社会信用代码", "There is no such firm; check its code")
        )
    start = day(form.value("valid_from"))
    assert start is not None
    grant_role(
        actor=request.actor,
        person=person,  # type: ignore[arg-type]
        role=Role(form.value("role")),
        zone=zones.get(form.value("zone")),
        firm=firm,
        valid_from=start,
        valid_to=day(form.value("valid_to")),
        reason=form.value("reason"),
        organisation=form.value("organisation"),
    )


def _done(request: Request, pk: int, text: Text) -> HttpResponseBase:
    messages.success(request, say(text))
    return redirect("access:person", pk=pk)


def _status(request: Request) -> int:
    return 422 if request.method == "POST" else 200
