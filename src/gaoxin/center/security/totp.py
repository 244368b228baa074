"""The second factor: codes of six digits that change every 30 s (RFC 6238), and recovery codes.

The secret of a person is derived from the key of the deployment and a salt in the database, so that who takes
the database alone takes no second factor.
"""

import base64
import secrets
import time

import pyotp
import segno
from django.utils.crypto import constant_time_compare, salted_hmac

from gaoxin.center.models import Person

STEP = 30
DRIFT = 1
"""Steps that a phone's clock may be off."""

CODES = 10
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


def new_salt() -> str:
    """What a new second factor is derived from."""
    return secrets.token_urlsafe(24)


def secret(person: Person, salt: str) -> str:
    """The secret that the authenticator app keeps, in Base32."""
    made = salted_hmac("gaoxin.second-factor", f"{person.pk}:{salt}", algorithm="sha256").digest()
    return base64.b32encode(made[:20]).decode()


def address(person: Person, salt: str, issuer: str) -> str:
    """What the QR code says: an otpauth address."""
    return pyotp.TOTP(secret(person, salt)).provisioning_uri(name=person.login, issuer_name=issuer)


def picture(text: str) -> str:
    """A QR code as a data address for an image, dark on white in every theme."""
    return segno.make(text, error="m").svg_data_uri(scale=5, border=4, dark="#000", light="#fff")


def step_of(person: Person, salt: str, code: str, now: float | None = None) -> int | None:
    """The step of 30 s to which a code belongs, None where it is wrong."""
    digits = "".join(code.split())
    at = int(time.time() if now is None else now) // STEP
    totp = pyotp.TOTP(secret(person, salt))
    steps = range(at - DRIFT, at + DRIFT + 1)
    right = [step for step in steps if constant_time_compare(totp.at(step * STEP), digits)]
    return right[-1] if right else None


def use_code(person: Person, code: str) -> bool:
    """Whether the code is right and new: each is good for one use, in whatever process."""
    step = step_of(person, person.totp_salt, code)
    if step is None:
        return False
    fresh = Person.objects.filter(pk=person.pk, totp_salt=person.totp_salt, totp_last__lt=step)
    return fresh.update(totp_last=step) == 1


def recovery_codes() -> list[str]:
    """Ten codes for the day when the phone is lost, 49 bits each."""
    return [f"{_five()}-{_five()}" for _ in range(CODES)]


def _five() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(5))


def recovery_digest(person: Person, code: str) -> str:
    """What is kept of a recovery code."""
    plain = "".join(c for c in code.lower() if c.isalnum())
    return salted_hmac("gaoxin.recovery", f"{person.pk}:{plain}", algorithm="sha256").hexdigest()


def use_recovery(person: Person, code: str) -> bool:
    """Whether it is one of the codes left; it is struck out. To be called inside a transaction."""
    held = Person.objects.select_for_update().get(pk=person.pk)
    digest = recovery_digest(person, code)
    if digest not in held.recovery:
        return False
    held.recovery = [other for other in held.recovery if other != digest]
    held.save(update_fields=["recovery"])
    return True
