"""Rows that hold from one day to another."""

import datetime as dt
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

Row = TypeVar("Row", bound=models.Model)


class DatedQuerySet(models.QuerySet[Row]):
    """Rows with `valid_from` and `valid_to`, both included; open where null."""

    def on(self, day: dt.date) -> Self:
        """Those that hold on `day`."""
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        return self.filter(begun, Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class Dated(models.Model):
    """Holds from `valid_from` to `valid_to`, both included; open where null."""

    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        """Abstract."""

        abstract = True
