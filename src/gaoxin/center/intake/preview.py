"""What an import would do, worked out before anything is written, and kept with the batch."""

from typing import Any

import polars as pl

from gaoxin.center.evidence.frame import encoded
from gaoxin.center.evidence.vocabulary import vocabulary_of
from gaoxin.center.intake.changes import CODE, Changes, weigh
from gaoxin.center.intake.origin import origin_of
from gaoxin.center.intake.reading import Told, described, read
from gaoxin.center.models import Batch, Source

FIRST = 20
"""Rows and changes shown."""
EFFECTS = ("new", "changed", "confirmed", "beside")


def preview(batch: Batch, told: Told) -> dict[str, Any]:
    """Read the file and weigh it against what is held. Raises SheetError."""
    sheet = read(batch, told)
    told("compare", 0, 0)
    changes = weigh(batch.zone, sheet.frame, origin_of(batch), vocabulary_of(batch.zone))
    return {
        **described(sheet),
        **counted(changes),
        "seen": seen(batch),
        "first": _first(batch, sheet.frame.head(FIRST)),
        "sample": _sample(changes, sheet.frame),
    }


def counted(changes: Changes) -> dict[str, Any]:
    """Firms and cells by what happens to them."""
    touched = changes.cells.select("row").unique().join(changes.firms, on="row")["firm"]
    known = changes.firms["firm"].drop_nulls()
    return {
        "new_firms": len(changes.fresh),
        "known_firms": len(known),
        "touched_firms": len(touched.drop_nulls()),
        "cells": changes.total,
        "unchanged": changes.total - len(changes.cells),
        **{effect: changes.count(effect) for effect in EFFECTS},
        "elsewhere": len(changes.elsewhere),
        "elsewhere_codes": list(changes.elsewhere[:FIRST]),
    }


def seen(batch: Batch) -> list[int]:
    """Earlier imports of the very same file that stand."""
    same = Batch.objects.filter(zone=batch.zone, digest=batch.digest, state="done").exclude(pk=batch.pk)
    return list(same.order_by("-pk").values_list("pk", flat=True)[:5])


def _first(batch: Batch, head: pl.DataFrame) -> dict[str, Any]:
    """The first rows: fact ids, and per row the stored pairs."""
    facts = [fact for fact in vocabulary_of(batch.zone) if fact.id in head.columns]
    columns = [encoded(head[fact.id], fact).rows() for fact in facts]
    return {"facts": [f.id for f in facts], "rows": [list(map(list, r)) for r in zip(*columns, strict=True)]}


def _sample(changes: Changes, frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Some of the values that change or contradict a better source."""
    shown = changes.cells.filter(pl.col("effect").is_in(["changed", "beside"])).head(FIRST)
    name = pl.col("name_zh") if "name_zh" in frame.columns else pl.lit(None, pl.String).alias("name_zh")
    who = frame.select(CODE, name).with_row_index("row")
    rows = shown.join(who, on="row", how="left", maintain_order="left").rows(named=True)
    kinds = _kinds(shown["now_source"].unique().drop_nulls())
    return [
        {
            "uscc": row[CODE],
            "name": row["name_zh"] or "",
            "fact": row["fact"],
            "before": [row["now_number"], row["now_text"]],
            "after": [row["number"], row["text"]],
            "effect": row["effect"],
            "kind": kinds.get(row["now_source"], ""),
        }
        for row in rows
    ]


def _kinds(ids: pl.Series) -> dict[int, str]:
    return dict(Source.objects.filter(pk__in=ids.to_list()).values_list("pk", "kind"))
