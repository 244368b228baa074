"""Logging in and out."""

import datetime as dt

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme

from gaoxin.center.people.entering import by_code, by_password, note_login, note_logout
from gaoxin.center.people.own import account_of
from gaoxin.center.security.browser import named
from gaoxin.center.security.limited import limited
from gaoxin.frame.page import page
from gaoxin.frame.request import Request
from gaoxin.scenes.access.fields import CODE, LOGIN
from gaoxin.scenes.access.forms import Form, blank, filled

PATIENCE = dt.timedelta(minutes=5)
"""Between password and second factor."""


@page("login/", permission=None, name="login", methods=("GET", "POST"))
@limited("login", per_minute=20, methods=("POST",))
def enter(request: Request) -> HttpResponseBase:
    """The first step: login name and password."""
    if request.method == "GET":
        return redirect(onward(request)) if request.actor.person else _form(request, blank(LOGIN))
    form = filled(LOGIN, request.POST)
    if not form.stands:
        return _form(request, form, 422)
    found = by_password(request, form.value("login"), form.value("password"))
    if found.person is None:
        return _form(request, Form(form.fields, found.reason), 422)
    if not found.person.totp_salt:
        return _come_in(request, found.person.pk, onward(request))
    request.session.cycle_key()
    pending = {"person": found.person.pk, "at": timezone.now().isoformat(), "next": onward(request)}
    request.session["pending"] = pending
    return redirect("access:verify")


@page("verify/", permission=None, name="verify", methods=("GET", "POST"))
@limited("verify", per_minute=20, methods=("POST",))
def verify(request: Request) -> HttpResponseBase:
    """The second step: a code of the authenticator app."""
    pending = request.session.get("pending", {})
    began = parse_datetime(pending.get("at", ""))
    person = account_of(pending.get("person"))
    if person is None or began is None or timezone.now() - began > PATIENCE:
        request.session.pop("pending", None)
        return redirect("access:login")
    if request.method == "GET":
        return render(request, "access/verify.html", {"form": blank(CODE)})
    form = filled(CODE, request.POST)
    found = by_code(person, form.value("code"), request.META.get("REMOTE_ADDR", "")) if form.stands else None
    if found is None or found.person is None:
        form = Form(form.fields, found.reason if found else None)
        return render(request, "access/verify.html", {"form": form}, status=422)
    return _come_in(request, person.pk, pending["next"])


@page("logout/", permission=None, name="logout", methods=("POST",))
def leave(request: Request) -> HttpResponseBase:
    """End this session."""
    if request.actor.person:
        note_logout(request.actor.person, request.actor.address)
    logout(request)
    return redirect("access:login")


def _come_in(request: Request, pk: int, target: str) -> HttpResponseRedirect:
    """Begin a session with a new key."""
    person = account_of(pk)
    request.session.flush()
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    address = request.META.get("REMOTE_ADDR", "")
    browser = named(request.META.get("HTTP_USER_AGENT", ""))
    now = timezone.now().isoformat()
    request.session.update({"began": now, "seen": now, "address": address, "browser": browser})
    if person:
        note_login(person, address, browser)
    return HttpResponseRedirect(target)


def onward(request: Request) -> str:
    """Where to go after the login: `next` if it is a page of this site."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if ours else settings.LOGIN_REDIRECT_URL


def _form(request: Request, form: Form, status: int = 200) -> HttpResponseBase:
    return render(request, "access/login.html", {"form": form, "next": onward(request)}, status=status)
