"""The tables of an archive: firms with the values that count, every observation, figures, events."""

import datetime as dt
import json
from collections.abc import Callable

import polars as pl
from django.db import models

from gaoxin.base.vocabulary import SCALES, Fact
from gaoxin.center.evidence.frame import frame_of
from gaoxin.center.evidence.rows import CHUNK
from gaoxin.center.evidence.values import LISTS
from gaoxin.center.evidence.vocabulary import vocabulary_of
from gaoxin.center.models import Event, Figure, FirmName, Observation, Place, Source, Zone

OBSERVATION = (
    "id",
    "firm__uscc",
    "fact",
    "number",
    "text",
    "valid_from",
    "recorded_at",
    "retired_at",
    "confidence",
    "replaces",
    "batch",
    "source",
)
SOURCE = (
    "id",
    "kind",
    "rank",
    "publisher_zh",
    "publisher_en",
    "title",
    "published_on",
    "digest",
    "url",
    "recorded_at",
)
FIGURE = (
    "area__code",
    "indicator",
    "period",
    "kind",
    "value",
    "unit",
    "qualifier",
    "of",
    "source",
    "recorded_at",
    "retired_at",
)
EVENT = (
    "id",
    "at",
    "actor_name",
    "role",
    "via",
    "address",
    "kind",
    "firm__uscc",
    "subject",
    "detail",
    "previous",
    "digest",
)
NAME = ("firm__uscc", "name_zh", "valid_from", "valid_to", "source")
PLACE = ("firm__uscc", "kind", "code", "valid_from", "valid_to", "source")
_IDS = {"id", "replaces", "batch", "source", "rank"}
TYPES: dict[str, pl.DataType] = {
    "number": pl.Int64(),
    "valid_from": pl.Date(),
    "valid_to": pl.Date(),
    "published_on": pl.Date(),
}


def firms(zone: Zone, day: dt.date) -> pl.DataFrame:
    """One row a firm with the values that count: money in yuan with two decimals, numbers exact."""
    frame = frame_of(zone, day=day)
    facts = [fact for fact in vocabulary_of(zone) if fact.id in frame.columns]
    return frame.select([_plain(fact) for fact in facts])


def titled(zone: Zone, frame: pl.DataFrame) -> pl.DataFrame:
    """`firms` with the headers that the import reads: Chinese names and units."""
    return frame.rename({f.id: header(f) for f in vocabulary_of(zone) if f.id in frame.columns})


def header(fact: Fact) -> str:
    """The name of a fact with its unit, as a column is headed."""
    return f"{fact.name.zh}（{fact.unit}）" if fact.unit else fact.name.zh


def _plain(fact: Fact) -> pl.Expr:
    column = pl.col(fact.id)
    if fact.type in LISTS:
        return column.list.join("、")
    places = SCALES.get(fact.type, 0)
    return _decimal(column, places - 2 if fact.percent else places) if places else column


def _decimal(column: pl.Expr, places: int) -> pl.Expr:
    """Scaled integers as exact decimals; percents are thus in hundredths, as their header says.

    A quotient keeps the places of its dividend, so those come first.
    """
    return column.cast(pl.Decimal(38, places)).truediv(10**places)


def observations(zone: Zone) -> pl.DataFrame:
    """Every value ever held, retired ones too."""
    return _rows(Observation.objects.filter(firm__zone=zone), OBSERVATION)


def sources(zone: Zone) -> pl.DataFrame:
    """The sources that the observations and figures name."""
    return _rows(Source.objects.filter(zone=zone), SOURCE)


def names(zone: Zone) -> pl.DataFrame:
    """Names over time."""
    return _rows(FirmName.objects.filter(firm__zone=zone), NAME)


def places(zone: Zone) -> pl.DataFrame:
    """Places over time."""
    return _rows(Place.objects.filter(firm__zone=zone), PLACE)


def figures(zone: Zone) -> pl.DataFrame:
    """Every figure ever recorded."""
    return _rows(Figure.objects.filter(zone=zone), FIGURE)


def events(zone: Zone) -> pl.DataFrame:
    """The log, as far as it concerns the zone."""
    return _rows(Event.objects.filter(zone=zone), EVENT)


def _rows(rows: "models.QuerySet[models.Model]", fields: tuple[str, ...]) -> pl.DataFrame:
    titles = [field.replace("firm__uscc", "uscc").replace("area__code", "area") for field in fields]
    schema = {title: TYPES.get(title, pl.Int64() if title in _IDS else pl.String()) for title in titles}
    parts = [pl.DataFrame(schema=schema)]
    found = rows.order_by("pk").values_list(*fields).iterator(CHUNK)
    batch: list[tuple[object, ...]] = []
    for row in found:
        batch.append(tuple(map(_cell, row)))
        if len(batch) == CHUNK:
            parts.append(pl.DataFrame(batch, schema, orient="row"))
            batch = []
    return pl.concat([*parts, pl.DataFrame(batch, schema, orient="row")])


def _cell(value: object) -> object:
    if isinstance(value, dt.datetime):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict | list) else value


TABLES: dict[str, Callable[[Zone], pl.DataFrame]] = {
    "observations": observations,
    "sources": sources,
    "names": names,
    "places": places,
    "figures": figures,
    "events": events,
}
"""Each table by the name of its file."""
