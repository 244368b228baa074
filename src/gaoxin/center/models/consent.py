"""Consents: what a firm lets a receiver see, for what, until when."""

import datetime as dt
from typing import Self

from django.db import models

from gaoxin.center.models.dated import Dated
from gaoxin.center.models.firm import Firm
from gaoxin.center.models.person import Person


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Adjectives of consents."""

    def standing(self, day: dt.date) -> Self:
        """Those in force on `day` and not withdrawn."""
        return self.filter(withdrawn_at__isnull=True, valid_from__lte=day, valid_to__gte=day)


class Consent(Dated):
    """Given by a firm to an organisation for named fields and a purpose; ends on `valid_to` or when withdrawn."""

    firm = models.ForeignKey(Firm, models.CASCADE, related_name="consents")
    receiver = models.CharField(max_length=100)
    purpose = models.CharField(max_length=200)
    fields = models.JSONField(default=list)
    given_by = models.ForeignKey(Person, models.PROTECT)
    given_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = ConsentQuerySet.as_manager()
