"""Entering: password, then the second factor; what fails is counted and told in the log."""

from dataclasses import dataclass, replace

from django.contrib.auth import authenticate
from django.db import transaction
from django.http import HttpRequest

from gaoxin.base.text import Text
from gaoxin.center.actor import ANONYMOUS, actor_of
from gaoxin.center.events import append
from gaoxin.center.models import Person
from gaoxin.center.security.limits import closed, forget, strike
from gaoxin.center.security.totp import use_code, use_recovery

TRIES, PAUSE = 5, 900
"""Five failures close an account for 15 minutes."""

WRONG = Text("登录名或密码不正确", "The login name or the password is wrong")
NO_ROLE = Text(
    "密码正确，但账号目前没有角色。请联系安全管理员授予角色。",
    "The password is right, but the account holds no role at present. Ask the security administrator for one.",
)
WRONG_CODE = Text(
    "验证码不正确或已用过，请等下一组数字", "The code is wrong or was used; wait for the next one"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`person` where the step was passed, otherwise `reason`."""

    person: Person | None
    reason: Text | None = None


def by_password(request: HttpRequest, login: str, password: str) -> Outcome:
    """The first step. One path, with one hash, whether or not the login name is known."""
    address, key = request.META.get("REMOTE_ADDR", ""), login.casefold()
    if wait := closed("login", key, TRIES):
        return Outcome(None, _locked(wait))
    person = authenticate(request, username=login, password=password)
    if not isinstance(person, Person):
        wait = strike("login", key, TRIES, PAUSE)
        _note("login.locked" if wait else "login.failed", login, address)
        return Outcome(None, _locked(wait) if wait else WRONG)
    forget("login", key)
    return Outcome(person) if actor_of(person).memberships else Outcome(None, NO_ROLE)


def by_code(person: Person, code: str, address: str) -> Outcome:
    """The second step: a code of the app, or one of the recovery codes."""
    key = str(person.pk)
    if wait := closed("factor", key, TRIES):
        return Outcome(None, _locked(wait))
    with transaction.atomic():
        right = use_code(person, code) or use_recovery(person, code)
    if right:
        forget("factor", key)
        return Outcome(person)
    wait = strike("factor", key, TRIES, PAUSE)
    _note("factor.failed", person.login, address)
    return Outcome(None, _locked(wait) if wait else WRONG_CODE)


def note_login(person: Person, address: str, browser: str) -> None:
    """Tell the log who has come in and from where."""
    with transaction.atomic():
        actor = actor_of(person, "web", address)
        told = {"browser": browser, "factor": bool(person.totp_salt)}
        append("login", actor, role=min(actor.roles, default=""), detail=told)


def note_logout(person: Person, address: str) -> None:
    """Tell the log who has left."""
    with transaction.atomic():
        actor = actor_of(person, "web", address)
        append("logout", actor, role=min(actor.roles, default=""))


def _note(kind: str, login: str, address: str) -> None:
    """A name that is not known is not kept: people type passwords into the wrong box."""
    known = Person.objects.filter(login=login).exists()
    with transaction.atomic():
        append(kind, replace(ANONYMOUS, address=address), detail={"login": login if known else ""})


def _locked(wait: int) -> Text:
    minutes = wait // 60 + 1
    return Text(
        f"错误次数过多，请约 {minutes} 分钟后再试，或联系系统管理员解锁",
        f"Too many failures; try again in about {minutes} minutes, or ask the system administrator to unlock",
    )
