"""Firms, their names over time, the four places that are never one, and the part of the zone."""

from typing import Self

from django.db import models
from django.db.models import Q

from gaoxin.base.text import Text
from gaoxin.center.models.dated import Dated, DatedQuerySet
from gaoxin.center.models.source import Source
from gaoxin.center.models.zone import Area, Zone


class FirmQuerySet(models.QuerySet["Firm"]):
    """Adjectives of firms."""

    def of(self, zone: Zone) -> Self:
        """Those of one zone."""
        return self.filter(zone=zone)

    def like(self, words: str) -> Self:
        """Those whose code or a name, present or past, holds `words`."""
        past = Q(pk__in=FirmName.objects.filter(name_zh__icontains=words).values("firm"))
        return self.filter(Q(uscc__icontains=words.upper()) | Q(name_zh__icontains=words) | past)


class Firm(models.Model):
    """A firm by its 统一社会信用代码 (GB 32100-2015); the names here are the present ones."""

    zone = models.ForeignKey(Zone, models.PROTECT, related_name="firms")
    uscc = models.CharField(max_length=18, unique=True)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    batch = models.ForeignKey("center.Batch", models.PROTECT, null=True, related_name="firms")
    recorded_at = models.DateTimeField()

    objects = FirmQuerySet.as_manager()

    @property
    def name(self) -> Text:
        """In both languages; the English name is self-declared."""
        return Text(self.name_zh, self.name_en)

    def __str__(self) -> str:
        return self.name_zh


class FirmName(Dated):
    """A registered name while it held."""

    firm = models.ForeignKey(Firm, models.CASCADE, related_name="names")
    name_zh = models.CharField(max_length=200)
    source = models.ForeignKey(Source, models.PROTECT)
    batch = models.ForeignKey("center.Batch", models.PROTECT, null=True)

    objects = DatedQuerySet["FirmName"].as_manager()


class Place(Dated):
    """One of the places of a firm, `code` of GB/T 2260 or the overlay; `area` is the part of the zone it names.

    Kind `area` is the part of the zone (片区) in which the firm works, by code or name.
    """

    KINDS = ("registered", "operating", "tax", "statistics", "area")

    firm = models.ForeignKey(Firm, models.CASCADE, related_name="places")
    kind = models.CharField(max_length=12)
    code = models.CharField(max_length=20)
    area = models.ForeignKey(Area, models.PROTECT, null=True)
    source = models.ForeignKey(Source, models.PROTECT)
    batch = models.ForeignKey("center.Batch", models.PROTECT, null=True)

    objects = DatedQuerySet["Place"].as_manager()

    class Meta:
        """The kinds are closed."""

        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=("registered", "operating", "tax", "statistics", "area")),
                name="place_kind",
            ),
        ]
