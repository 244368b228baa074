"""People, what they may do and where, and the tokens of their programs."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from gaoxin.center.models.dated import Dated, DatedQuerySet
from gaoxin.center.models.firm import Firm
from gaoxin.center.models.zone import Zone


class PersonManager(BaseUserManager["Person"]):
    """Finds people by their login name."""


class Person(AbstractBaseUser):
    """Someone who can log in; what they may do stands in `Membership`.

    `totp_salt` is what the second factor is derived from, together with the key of the deployment; `totp_last` is
    the last step of 30 s whose code was used. `recovery` and `old_passwords` hold digests only.
    """

    login = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=False)
    password_set_at = models.DateTimeField(null=True)
    old_passwords = models.JSONField(default=list)
    totp_salt = models.CharField(max_length=40, blank=True)
    totp_last = models.BigIntegerField(default=0)
    recovery = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "login"
    objects = PersonManager()

    def __str__(self) -> str:
        return self.name


class Membership(Dated):
    """A role in a zone (null: every zone), for a firm where the role is the firm's own."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20)
    zone = models.ForeignKey(Zone, models.CASCADE, null=True)
    firm = models.ForeignKey(Firm, models.CASCADE, null=True, related_name="memberships")
    organisation = models.CharField(max_length=100, blank=True)
    granted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="granted")
    granted_at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=200, blank=True)
    revoked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="revoked")
    revoked_at = models.DateTimeField(null=True)
    revoked_for = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet["Membership"].as_manager()

    class Meta:
        """The enterprise role is always of a firm, no other role is."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(role="enterprise", firm__isnull=False)
                | (~models.Q(role="enterprise") & models.Q(firm__isnull=True)),
                name="member_of_firm",
            ),
        ]


class Token(models.Model):
    """A key for programs; only its digest is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
