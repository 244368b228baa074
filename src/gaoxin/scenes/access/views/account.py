"""One's own account: password, second factor, sessions."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponseBase
from django.shortcuts import redirect, render

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.people.owed import factor_required, owed
from gaoxin.center.people.own import (
    change_password,
    check_own,
    drop_factor,
    end_others,
    new_codes,
    renew_codes,
    set_factor,
)
from gaoxin.center.people.queries import roles_of, sessions_of
from gaoxin.center.security.limited import limited
from gaoxin.center.security.totp import address, new_salt, picture, secret
from gaoxin.frame.page import page
from gaoxin.frame.request import Request
from gaoxin.frame.templatetags.ui import say
from gaoxin.scenes.access.fields import FIRST_CODE, PASSWORD, PRESENT
from gaoxin.scenes.access.forms import Form, blank, filled

OWN = "people.own"


@page("account/", permission=OWN, name="account")
def account(request: Request) -> HttpResponseBase:
    """What is known of oneself."""
    person = request.actor.person
    assert person is not None
    given = {
        "person": person,
        "roles": [role for role in roles_of(person) if role.now],
        "sessions": sessions_of(person, request.session.session_key),
        "required": factor_required(request.actor),
        "left": len(person.recovery),
    }
    return render(request, "access/account.html", given)


@page("account/password/", permission=OWN, name="password", methods=("GET", "POST"))
@limited("password", per_minute=10, methods=("POST",))
def password(request: Request) -> HttpResponseBase:
    """Change the password."""
    form = filled(PASSWORD, request.POST) if request.method == "POST" else blank(PASSWORD)
    if request.method == "POST" and form.stands:
        try:
            _change(request, form)
        except Refused as error:
            form = form.refused(error)
        else:
            _say(
                request,
                Text("密码已修改，其他登录已退出。", "The password is changed; other sessions are ended."),
            )
            return redirect("access:account")
    return _page(request, "access/password.html", form, first=owed(request.actor) == "password")


@page("account/factor/", permission=OWN, name="factor", methods=("GET", "POST"))
@limited("factor", per_minute=20, methods=("POST",))
def factor(request: Request) -> HttpResponseBase:
    """Set up a second factor; who has one moves it to another phone, after the password was asked again."""
    person = request.actor.person
    assert person is not None
    fields = (*PRESENT, *FIRST_CODE) if person.totp_salt else FIRST_CODE
    salt = request.session.setdefault("salt", new_salt())
    form = filled(fields, request.POST) if request.method == "POST" else blank(fields)
    if request.method == "POST" and form.stands:
        try:
            codes = _set_factor(request, form, salt)
        except Refused as error:
            form = form.refused(error)
        else:
            return _codes(request, codes)
    more = {
        "picture": picture(address(person, salt, say(request.zone.name))),
        "secret": secret(person, salt),
        "required": factor_required(request.actor),
    }
    return _page(request, "access/factor.html", form, **more)


@page("account/codes/", permission=OWN, name="codes", methods=("GET", "POST"))
def codes(request: Request) -> HttpResponseBase:
    """Replace the recovery codes, after the password was asked again."""
    title = Text("更换恢复码", "Renew the recovery codes")
    form = _asked(request)
    if form is None:
        made = new_codes()
        renew_codes(actor=request.actor, codes=made)
        return _codes(request, made)
    return _page(request, "access/ask.html", form, heading=title)


@page("account/factor/drop/", permission=OWN, name="drop", methods=("GET", "POST"))
def drop(request: Request) -> HttpResponseBase:
    """Switch the second factor off, after the password was asked again."""
    title = Text("关闭第二因素", "Switch the second factor off")
    form = _asked(request)
    if form is not None:
        return _page(request, "access/ask.html", form, heading=title)
    try:
        drop_factor(actor=request.actor)
    except Refused as error:
        return _page(request, "access/ask.html", blank(PRESENT).refused(error), heading=title)
    _say(request, Text("第二因素已关闭。", "The second factor is switched off."))
    return redirect("access:account")


@page("account/sessions/", permission=OWN, name="sessions", methods=("POST",))
def sessions(request: Request) -> HttpResponseBase:
    """Log out everywhere but here."""
    end_others(actor=request.actor, session=request.session.session_key or "")
    _say(request, Text("其他登录已全部退出。", "All other sessions are ended."))
    return redirect("access:account")


def _change(request: Request, form: Form) -> None:
    if form.value("new") != form.value("again"):
        raise Refused(Text("两次输入的新密码不一样", "The two new passwords differ"))
    check_own(request.actor, form.value("password"))
    person = change_password(actor=request.actor, new=form.value("new"), session=request.session.session_key)
    update_session_auth_hash(request, person)


def _asked(request: Request) -> Form | None:
    """The form that asks for the password, None once it was given rightly."""
    if request.method == "GET":
        return blank(PRESENT)
    form = filled(PRESENT, request.POST)
    try:
        if form.stands:
            check_own(request.actor, form.value("password"))
    except Refused as error:
        return form.refused(error)
    return None if form.stands else form


def _set_factor(request: Request, form: Form, salt: str) -> list[str]:
    """The recovery codes of the new second factor; raises Refused."""
    person, codes = request.actor.person, new_codes()
    if person is not None and person.totp_salt:
        check_own(request.actor, form.value("password"))
    set_factor(actor=request.actor, salt=salt, code=form.value("code"), codes=codes)
    del request.session["salt"]
    return codes


def _codes(request: Request, made: list[str]) -> HttpResponseBase:
    answer = render(request, "access/codes.html", {"codes": made})
    answer["Cache-Control"] = "no-store"
    return answer


def _page(request: Request, template: str, form: Form, **more: object) -> HttpResponseBase:
    status = 200 if form.stands and request.method == "GET" else 422
    return render(request, template, {"form": form, **more}, status=status)


def _say(request: Request, text: Text) -> None:
    messages.success(request, say(text))
