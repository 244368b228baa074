"""Accounts: made, stopped, unlocked and given a new first password by the system administrator."""

import re

from django.utils import timezone

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.action import action
from gaoxin.center.actor import Actor
from gaoxin.center.models import Person
from gaoxin.center.people.offices import check_not_last
from gaoxin.center.people.reach import check_person
from gaoxin.center.security.limits import forget
from gaoxin.center.security.sessions import end_sessions

LOGIN = re.compile(r"[a-z][a-z0-9._-]{2,59}")
CREATE = "people.create"


@action(permission=CREATE, event="person.created", private=("password",))
def create_person(*, actor: Actor, login: str, name: str, password: str) -> Person:  # noqa: ARG001
    """Make an account without any role; `password` is shown once and must be changed at the first login."""
    if not LOGIN.fullmatch(login):
        raise Refused(
            Text(
                "登录名以小写字母开头，3–60 位，只用小写字母、数字和 . _ -",
                "A login name starts with a small letter and has 3–60 small letters, digits and . _ -",
            )
        )
    if not name.strip():
        raise Refused(Text("请填写姓名", "Give the name"))
    if Person.objects.filter(login=login).exists():
        raise Refused(Text("这个登录名已被使用，请换一个", "This login name is taken; choose another"))
    person = Person(login=login, name=name.strip()[:60], must_change=True)
    return _with_password(person, password)


@action(permission=CREATE, event="person.disabled")
def disable_person(*, actor: Actor, person: Person, reason: str) -> Person:
    """Stop an account and end its sessions; its tokens stop with it."""
    check_person(actor, CREATE, person)
    _check_reason(reason)
    check_not_last(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_sessions(person.pk)
    return person


@action(permission=CREATE, event="person.enabled")
def enable_person(*, actor: Actor, person: Person) -> Person:
    """Open a stopped account again."""
    check_person(actor, CREATE, person)
    person.is_active = True
    person.save(update_fields=["is_active"])
    return person


@action(permission=CREATE, event="person.unlocked")
def unlock_person(*, actor: Actor, person: Person) -> Person:
    """Let somebody try again before the 15 minutes are over."""
    check_person(actor, CREATE, person)
    forget("login", person.login)
    forget("factor", str(person.pk))
    return person


@action(permission=CREATE, event="person.password", private=("password",))
def reset_password(*, actor: Actor, person: Person, password: str) -> Person:
    """Give a new first password, shown once; ends the sessions. The second factor stays as it is."""
    check_person(actor, CREATE, person)
    person.must_change = True
    end_sessions(person.pk)
    forget("login", person.login)
    return _with_password(person, password)


def _with_password(person: Person, password: str) -> Person:
    person.set_password(password)
    person.password_set_at = timezone.now()
    person.save()
    return person


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(Text("请写明原因", "Give a reason"))
