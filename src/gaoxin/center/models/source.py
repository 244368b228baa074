"""Where a value comes from: a document or a statement, with publisher, date and digest."""

from django.db import models

from gaoxin.base.text import Text
from gaoxin.center.models.zone import Zone


class Source(models.Model):
    """`kind` names an entry of the national pack's `sources.yaml`, which gives its `rank`: 1 wins over 2."""

    zone = models.ForeignKey(Zone, models.PROTECT, null=True, related_name="sources")
    kind = models.CharField(max_length=20)
    rank = models.PositiveSmallIntegerField()
    publisher_zh = models.CharField(max_length=100)
    publisher_en = models.CharField(max_length=160, blank=True)
    title = models.CharField(max_length=200)
    published_on = models.DateField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    url = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()

    @property
    def publisher(self) -> Text:
        """In both languages."""
        return Text(self.publisher_zh, self.publisher_en)

    def __str__(self) -> str:
        return self.title
