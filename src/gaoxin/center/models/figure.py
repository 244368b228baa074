"""Figures of a zone or area: what was printed or reported, never what can be computed from it."""

from typing import Self

from django.db import models

from gaoxin.center.models.source import Source
from gaoxin.center.models.zone import Area, Zone


class FigureQuerySet(models.QuerySet["Figure"]):
    """Adjectives of figures."""

    def current(self) -> Self:
        """Those not revised since."""
        return self.filter(retired_at__isnull=True)

    def of(self, zone: Zone, indicator: str) -> Self:
        """One indicator of one zone."""
        return self.filter(zone=zone, indicator=indicator)


class Figure(models.Model):
    """`value` is decimal text as printed, in `unit`, so that its precision is kept. A revision retires the old row."""

    zone = models.ForeignKey(Zone, models.PROTECT, related_name="figures")
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="figures")
    indicator = models.CharField(max_length=60)
    period = models.CharField(max_length=30)
    kind = models.CharField(max_length=16, default="level")
    value = models.CharField(max_length=40)
    unit = models.CharField(max_length=20)
    qualifier = models.CharField(max_length=10, default="exact")
    of = models.CharField(max_length=120, blank=True)
    note_zh = models.CharField(max_length=300, blank=True)
    note_en = models.CharField(max_length=300, blank=True)
    office_zh = models.CharField(max_length=60, blank=True)
    office_en = models.CharField(max_length=100, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="figures")
    batch = models.ForeignKey("center.Batch", models.PROTECT, null=True, related_name="figures")
    recorded_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    objects = FigureQuerySet.as_manager()

    class Meta:
        """Found by zone and indicator."""

        indexes = [models.Index(fields=["zone", "indicator", "period"], name="figure_series")]
