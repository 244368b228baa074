"""Where a sheet comes from and since when its values hold; kept with the batch before its source exists."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.evidence.kinds import SHEET, importable, source_kinds
from gaoxin.center.evidence.rows import lane_name
from gaoxin.center.models import Batch, Source, Zone


@dataclass(frozen=True, slots=True)
class Origin:
    """The source that a sheet will be recorded under."""

    valid_from: dt.date
    kind: str = SHEET
    publisher_zh: str = ""
    publisher_en: str = ""
    title: str = ""
    published_on: dt.date | None = None

    @property
    def lane(self) -> str:
        """Sheets of one kind and publisher follow up on one another."""
        return lane_name(self.kind, self.publisher_zh)

    @property
    def rank(self) -> int:
        """The rank of its kind."""
        return source_kinds()[self.kind].rank

    def checked(self, zone: Zone, today: dt.date) -> "Origin":
        """Itself with the zone as publisher where none is named. Raises Refused."""
        if self.kind not in {kind.kind for kind in importable()}:
            raise Refused(
                Text("不能以这种来源导入", "a sheet cannot come from this kind of source"),
                Text("请选择列出的来源", "choose one of those listed"),
            )
        if self.valid_from > today:
            raise Refused(
                Text("数据时点还没有到", "the day of the data lies in the future"),
                Text("请填写今天或以前的日期", "write today or an earlier day"),
            )
        if self.publisher_zh:
            return self
        return Origin(self.valid_from, self.kind, zone.name_zh, zone.name_en, self.title, self.published_on)

    def plain(self) -> dict[str, Any]:
        """As the batch keeps it."""
        return {
            "kind": self.kind,
            "publisher_zh": self.publisher_zh[:100],
            "publisher_en": self.publisher_en[:160],
            "title": self.title[:200],
            "published_on": self.published_on.isoformat() if self.published_on else None,
        }


def origin_of(batch: Batch) -> Origin:
    """The origin that a batch keeps."""
    given: Mapping[str, Any] = batch.mapping.get("origin", {})
    day = given.get("published_on")
    published = dt.date.fromisoformat(day) if day else None
    rest = {key: value for key, value in given.items() if key != "published_on"}
    return Origin(batch.valid_from or timezone.localdate(), published_on=published, **rest)


def make_source(batch: Batch, at: dt.datetime) -> Source:
    """The source of a batch, once it is written."""
    origin = origin_of(batch)
    return Source.objects.create(
        zone=batch.zone,
        kind=origin.kind,
        rank=origin.rank,
        publisher_zh=origin.publisher_zh,
        publisher_en=origin.publisher_en,
        title=origin.title or batch.file_name,
        published_on=origin.published_on,
        digest=batch.digest,
        recorded_at=at,
    )
