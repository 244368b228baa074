"""What a password must be, said in full the first time."""

import secrets
import string
from typing import Any

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from gaoxin.base.text import Text
from gaoxin.center.models import Person

SHORTEST, LONGEST = 10, 128
REMEMBERED = 5
"""Old passwords that may not come back."""

CLASSES = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum())
RULE = Text(
    f"至少 {SHORTEST} 位，大写字母、小写字母、数字、符号中至少三种，不含登录名，不是常见密码，"
    f"不与最近 {REMEMBERED} 个密码相同。",
    f"At least {SHORTEST} characters, three of: capitals, small letters, digits, symbols; without the login name, "
    f"not a common password, and none of the last {REMEMBERED}.",
)


def faults(password: str, person: Person | None = None) -> list[Text]:
    """All that is wrong with a password; empty where it may be used."""
    found = [text for wrong, text in _plain(password) if wrong]
    if person and person.login.casefold() in password.casefold():
        found.append(Text("不能包含登录名", "It must not hold the login name"))
    if person and not found and _used(password, person):
        found.append(
            Text(
                f"不能与最近 {REMEMBERED} 个密码相同",
                f"It must not be one of your last {REMEMBERED} passwords",
            )
        )
    return found


def _plain(password: str) -> list[tuple[bool, Text]]:
    kinds = sum(any(kind(c) for c in password) for kind in CLASSES)
    return [
        (len(password) < SHORTEST, Text(f"至少 {SHORTEST} 位", f"It needs at least {SHORTEST} characters")),
        (len(password) > LONGEST, Text(f"最多 {LONGEST} 位", f"It may have at most {LONGEST} characters")),
        (
            kinds < 3,
            Text(
                "大写字母、小写字母、数字、符号中至少要有三种",
                "It needs three of: capitals, small letters, digits, symbols",
            ),
        ),
        (_common(password), Text("这是常见密码，容易被猜到", "It is a common password and easily guessed")),
    ]


def _common(password: str) -> bool:
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        return True
    return False


def _used(password: str, person: Person) -> bool:
    return any(check_password(password, old) for old in [person.password, *person.old_passwords] if old)


class Validator:
    """The same rule for Django's own commands."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError with all faults."""
        found = faults(password, user if isinstance(user, Person) else None)
        if found:
            zh = (get_language() or "zh").startswith("zh")
            raise ValidationError([fault.in_("zh" if zh else "en") for fault in found])

    def get_help_text(self) -> str:
        """The rule in one sentence."""
        return RULE.zh


def random_password() -> str:
    """Sixteen characters of all four classes, without those that are mistaken for another."""
    letters = "".join(c for c in string.ascii_letters + string.digits if c not in "0OIl1")
    while True:
        made = "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))
        if not faults(made):
            return made
