"""Zones and their areas: overlays, since a 高新区 is no administrative division."""

from django.db import models

from gaoxin.base.text import Text
from gaoxin.center.models.dated import Dated, DatedQuerySet


class Zone(Dated):
    """A zone: 高新区 htz, 综合保税区 bonded, 自贸试验区 ftz; `pack` is the folder of its data."""

    id = models.SlugField(primary_key=True, max_length=40)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, default="htz")
    pack = models.CharField(max_length=40)
    demo = models.BooleanField(default=False)

    objects = DatedQuerySet["Zone"].as_manager()

    @property
    def name(self) -> Text:
        """In both languages."""
        return Text(self.name_zh, self.name_en)

    def __str__(self) -> str:
        return self.name_zh


class Area(Dated):
    """A part (片区) or overlay of a zone; `plot` is a schematic polygon on a grid of 100 × 100, never a map."""

    zone = models.ForeignKey(Zone, models.CASCADE, related_name="areas")
    code = models.CharField(max_length=20)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=100)
    kind = models.CharField(max_length=10)
    plot = models.JSONField(default=list)

    objects = DatedQuerySet["Area"].as_manager()

    class Meta:
        """One row a code and start."""

        constraints = [
            models.UniqueConstraint(fields=["zone", "code", "valid_from"], name="area_code_once"),
        ]

    @property
    def name(self) -> Text:
        """In both languages."""
        return Text(self.name_zh, self.name_en)

    def __str__(self) -> str:
        return self.name_zh
