"""Keys for programs: issued by a person for what that person may do, kept as a digest only."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Sequence

from django.utils import timezone

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.action import action
from gaoxin.center.actor import Actor, actor_of
from gaoxin.center.models import Person, Token
from gaoxin.center.people.owed import owed
from gaoxin.center.permissions import declare
from gaoxin.center.roles import SIGNED_IN, Permission

ISSUE = "tokens.issue"
LONGEST = 365
"""Days that a token may live."""
SEEN = dt.timedelta(minutes=1)
"""How old the mark of the last use may grow before it is written again."""

declare(
    [Permission(ISSUE, Text("签发和吊销自己的接口令牌", "Issue and revoke one's own API tokens"), SIGNED_IN)]
)


def new_secret() -> str:
    """A token's secret, to be shown once: 256 bits."""
    return f"gx_{secrets.token_urlsafe(32)}"


@action(permission=ISSUE, event="token.issued", private=("secret",))
def issue_token(*, actor: Actor, secret: str, name: str, scopes: Sequence[str], days: int) -> Token:
    """Keep a token for the actor; `scopes` are permissions that the actor holds. Raises Refused."""
    if actor.person is None:
        raise Refused(Text("令牌属于个人", "A token belongs to a person"))
    if not name.strip():
        raise Refused(Text("请写明用途", "Say what it is for"), where="name")
    if not 1 <= days <= LONGEST:
        raise Refused(Text(f"有效期为 1–{LONGEST} 天", f"It may live for 1 to {LONGEST} days"), where="days")
    if not scopes or any(not actor.may(scope) for scope in scopes):
        raise Refused(
            Text(
                "只能选择自己拥有的权限，至少一项", "Choose at least one permission, of those that you hold"
            ),
            where="scopes",
        )
    return Token.objects.create(
        person=actor.person,
        name=name.strip()[:60],
        prefix=secret[:10],
        digest=digest(secret),
        scopes=sorted(set(scopes)),
        expires_at=timezone.now() + dt.timedelta(days=days),
    )


@action(permission=ISSUE, event="token.revoked")
def revoke_token(*, actor: Actor, token: Token) -> Token:
    """End one of the actor's own tokens at once; one that has ended stays as it is."""
    if actor.person is None or token.person_id != actor.person.pk:
        raise Refused(Text("只能吊销自己的令牌", "Only one's own tokens can be revoked"))
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
    return token


def tokens_of(person: Person) -> list[Token]:
    """A person's tokens that have not been revoked, the newest first."""
    return list(person.tokens.filter(revoked_at__isnull=True).order_by("-pk"))


def actor_of_token(secret: str, address: str = "") -> tuple[Actor, Token] | None:
    """Who acts by a token and by which; None where it is unknown, ended, or its person may not act now."""
    now = timezone.now()
    standing = Token.objects.filter(digest=digest(secret), revoked_at__isnull=True, expires_at__gt=now)
    token = standing.filter(person__is_active=True).select_related("person").first()
    if token is None:
        return None
    actor = actor_of(token.person, "api", address, scopes=frozenset(token.scopes))
    if owed(actor):
        return None
    if token.used_at is None or now - token.used_at > SEEN:
        Token.objects.filter(pk=token.pk).update(used_at=now)
    return actor, token


def digest(secret: str) -> str:
    """What is kept of a secret: SHA-256, enough for 256 random bits."""
    return hashlib.sha256(secret.encode()).hexdigest()
