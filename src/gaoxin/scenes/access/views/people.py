"""Accounts: the table, one account, a new one, stopping and opening."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.people.accounts import (
    create_person,
    disable_person,
    enable_person,
    reset_password,
    unlock_person,
)
from gaoxin.center.people.queries import person_of, roles_of, sessions_of
from gaoxin.center.security.limits import closed
from gaoxin.center.security.passwords import random_password
from gaoxin.frame.page import page
from gaoxin.frame.request import Request
from gaoxin.frame.table.listing import listing
from gaoxin.frame.templatetags.ui import say
from gaoxin.scenes.access.fields import PERSON, REASON
from gaoxin.scenes.access.forms import Form, blank, filled
from gaoxin.scenes.access.tables import people_table

READ, CREATE = "people.read", "people.create"


@page("people/", permission=READ, name="people")
def people(request: Request) -> HttpResponseBase:
    """All accounts that the administrator reaches."""
    return listing(
        request, people_table(request.actor), "access/people.html", may_create=_may(request, CREATE)
    )


@page("people/<int:pk>/", permission=READ, name="person")
def person(request: Request, pk: int) -> HttpResponseBase:
    """One account: roles over time, sessions."""
    found = person_of(request.actor, READ, pk)
    if found is None:
        raise Http404
    given = {
        "person": found,
        "roles": roles_of(found),
        "sessions": sessions_of(found),
        "locked": closed("login", found.login, 5) or closed("factor", str(pk), 5),
        "own": found == request.actor.person,
        "may_create": _may(request, CREATE),
        "may_grant": _may(request, "people.grant"),
    }
    return render(request, "access/person.html", given)


@page("people/new/", permission=CREATE, name="create", methods=("GET", "POST"))
def create(request: Request) -> HttpResponseBase:
    """Make an account; its first password is shown once."""
    form = filled(PERSON, request.POST) if request.method == "POST" else blank(PERSON)
    if request.method == "POST" and form.stands:
        password = random_password()
        try:
            made = create_person(
                actor=request.actor, login=form.value("login"), name=form.value("name"), password=password
            )
        except Refused as error:
            form = form.refused(error)
        else:
            return _shown_once(request, {"person": made, "password": password, "made": True})
    return render(request, "access/create.html", {"form": form}, status=_status(request))


@page("people/<int:pk>/disable/", permission=CREATE, name="disable", methods=("GET", "POST"))
def disable(request: Request, pk: int) -> HttpResponseBase:
    """Stop an account, with a reason."""
    found = person_of(request.actor, CREATE, pk)
    if found is None:
        raise Http404
    form = filled(REASON, request.POST) if request.method == "POST" else blank(REASON)
    if request.method == "POST" and form.stands:
        try:
            disable_person(actor=request.actor, person=found, reason=form.value("reason"))
        except Refused as error:
            form = form.refused(error)
        else:
            messages.success(
                request, say(Text("账号已停用，登录已退出。", "The account is stopped and logged out."))
            )
            return redirect("access:person", pk=pk)
    title = Text(f"停用账号：{found.name}", f"Stop the account of {found.name}")
    return _ask(request, form, title, pk)


@page("people/<int:pk>/enable/", permission=CREATE, name="enable", methods=("POST",))
def enable(request: Request, pk: int) -> HttpResponseBase:
    """Open a stopped account."""
    return _do(request, pk, enable_person, Text("账号已启用。", "The account is open again."))


@page("people/<int:pk>/unlock/", permission=CREATE, name="unlock", methods=("POST",))
def unlock(request: Request, pk: int) -> HttpResponseBase:
    """Let somebody try again."""
    return _do(request, pk, unlock_person, Text("账号已解锁。", "The account is unlocked."))


@page("people/<int:pk>/password/", permission=CREATE, name="new_password", methods=("POST",))
def new_password(request: Request, pk: int) -> HttpResponseBase:
    """Give a new first password, shown once."""
    found = person_of(request.actor, CREATE, pk)
    if found is None:
        raise Http404
    password = random_password()
    try:
        reset_password(actor=request.actor, person=found, password=password)
    except Refused as error:
        messages.error(request, say(error.message))
        return redirect("access:person", pk=pk)
    return _shown_once(request, {"person": found, "password": password, "made": False})


def _do(request: Request, pk: int, act: Callable[..., object], done: Text) -> HttpResponseBase:
    found = person_of(request.actor, CREATE, pk)
    if found is None:
        raise Http404
    try:
        act(actor=request.actor, person=found)
    except Refused as error:
        messages.error(request, say(error.message))
    else:
        messages.success(request, say(done))
    return redirect("access:person", pk=pk)


def _shown_once(request: Request, given: dict[str, object]) -> HttpResponseBase:
    answer = render(request, "access/once.html", given)
    answer["Cache-Control"] = "no-store"
    return answer


def _ask(request: Request, form: Form, title: Text, pk: int) -> HttpResponseBase:
    given = {"form": form, "heading": title, "person_id": pk}
    return render(request, "access/reason.html", given, status=_status(request))


def _may(request: Request, code: str) -> bool:
    return request.actor.may(code, zone=request.zone)


def _status(request: Request) -> int:
    return 422 if request.method == "POST" else 200
