"""Counters that limit how often something may be tried."""

from django.db import models


class Tally(models.Model):
    """How often something was tried in the window that ends at `until`; `key` is a digest, it names nobody."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)
