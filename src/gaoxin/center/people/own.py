"""What people do to their own account."""

from django.utils import timezone

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.action import action
from gaoxin.center.actor import Actor
from gaoxin.center.models import Person
from gaoxin.center.people.owed import factor_required
from gaoxin.center.security.limits import closed, forget, strike
from gaoxin.center.security.passwords import REMEMBERED, faults
from gaoxin.center.security.sessions import end_sessions
from gaoxin.center.security.totp import recovery_codes, recovery_digest, step_of

OWN = "people.own"
TRIES, PAUSE = 5, 900


@action(permission=OWN, event="password.changed", private=("new", "session"))
def change_password(*, actor: Actor, new: str, session: str | None = None) -> Person:
    """Set a new password; every other session ends, and old passwords are remembered by their digest."""
    person = _self(actor)
    if found := faults(new, person):
        raise Refused(Text("；".join(f.zh for f in found), "; ".join(f.en for f in found)))
    person.old_passwords = [person.password, *person.old_passwords][: REMEMBERED - 1]
    person.set_password(new)
    person.must_change, person.password_set_at = False, timezone.now()
    person.save()
    end_sessions(person.pk, but=session)
    return person


@action(permission=OWN, event="factor.set", private=("salt", "code", "codes"))
def set_factor(*, actor: Actor, salt: str, code: str, codes: list[str]) -> Person:
    """Begin to use a second factor, proved by a first code; `codes` are the recovery codes to keep."""
    person = _self(actor)
    step = step_of(person, salt, code)
    if step is None:
        raise Refused(
            Text(
                "验证码不对。请核对手机时间是否准确，再输入当前显示的 6 位数字",
                "This code is wrong. See that the phone's clock is right and enter the six digits shown now",
            )
        )
    person.totp_salt, person.totp_last = salt, step
    return _with_codes(person, codes)


@action(permission=OWN, event="factor.codes", private=("codes",))
def renew_codes(*, actor: Actor, codes: list[str]) -> Person:
    """Replace all recovery codes."""
    return _with_codes(_self(actor), codes)


@action(permission=OWN, event="factor.dropped")
def drop_factor(*, actor: Actor) -> Person:
    """Stop using a second factor, where it is not required."""
    if factor_required(actor):
        raise Refused(
            Text(
                "工作人员在正式园区必须使用第二因素，不能关闭",
                "Staff of a real zone must use a second factor; it cannot be switched off",
            )
        )
    person = _self(actor)
    person.totp_salt, person.recovery = "", []
    person.save(update_fields=["totp_salt", "recovery"])
    return person


@action(permission=OWN, event="sessions.ended", private=("session",))
def end_others(*, actor: Actor, session: str) -> None:
    """Log out everywhere but here."""
    end_sessions(_self(actor).pk, but=session)


def check_own(actor: Actor, password: str) -> None:
    """Ask for the present password again; raises Refused, and after five failures makes one wait."""
    person = _self(actor)
    wait = closed("own", str(person.pk), TRIES)
    if not wait and person.check_password(password):
        forget("own", str(person.pk))
        return
    wait = wait or strike("own", str(person.pk), TRIES, PAUSE)
    if wait:
        raise Refused(
            Text(
                f"错误次数过多，请 {wait // 60 + 1} 分钟后再试",
                f"Too many failures; try again in {wait // 60 + 1} minutes",
            )
        )
    raise Refused(Text("当前密码不正确", "The present password is wrong"))


def account_of(pk: int | None) -> Person | None:
    """An account that may be entered."""
    return Person.objects.filter(pk=pk, is_active=True).first() if pk else None


def new_codes() -> list[str]:
    """Recovery codes, to be shown once."""
    return recovery_codes()


def _with_codes(person: Person, codes: list[str]) -> Person:
    person.recovery = [recovery_digest(person, code) for code in codes]
    person.save()
    return person


def _self(actor: Actor) -> Person:
    if actor.person is None:
        raise Refused(Text("请先登录", "Log in first"))
    return actor.person
