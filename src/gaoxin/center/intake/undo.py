"""An import taken back: what it brought is retired, what it retired is revived, the firms it made are gone.

Values stay in the history, so that what was decided on them can be read; only firms that nothing else knows of
leave no trace. The latest import of a publisher is taken back first, since an unchanged value is not written twice
and would vanish with the import that brought it.
"""

from collections.abc import Iterator

from django.db import connection, models, transaction
from django.utils import timezone

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.actor import Actor
from gaoxin.center.changed import firms_changed
from gaoxin.center.events import append
from gaoxin.center.evidence.timeline import FACTS, chunks, renew
from gaoxin.center.intake.origin import origin_of
from gaoxin.center.intake.reading import Told
from gaoxin.center.models import Batch, Firm, FirmName, Observation, Person, Place, Zone

OWN = (FirmName, Place)
"""Rows that are worked out anew from the observations."""


def take_back(batch: Batch, actor: Actor, told: Told) -> None:
    """Undo a written batch in one transaction; its state becomes undone. Raises Refused."""
    with transaction.atomic():
        Zone.objects.select_for_update().get(pk=batch.zone_id)
        refuse_standing(batch)
        told("undo", 0, 0)
        _undo(batch)
        append("import.undone", actor, zone=batch.zone, subject=f"center.batch:{batch.pk}")


def refuse_standing(batch: Batch) -> None:
    """Raises Refused where something later builds on the batch, naming it."""
    for reason in _reasons(batch):
        raise Refused(reason, Text("请先撤销之后的操作", "take that back first"))


def _reasons(batch: Batch) -> Iterator[Text]:
    if batch.state not in ("done", "waiting", "running") or batch.finished_at is None:
        yield Text("这次导入没有写入数据", "this import has written nothing")
        return
    later = Batch.objects.filter(zone=batch.zone, state="done", finished_at__gt=batch.finished_at)
    lane = origin_of(batch).lane
    if follower := next((b for b in later.order_by("-finished_at") if origin_of(b).lane == lane), None):
        yield Text(
            f"同一来源之后又导入了“{follower.file_name}”",
            f"“{follower.file_name}” was imported later from the same source",
        )
    yield from _used(batch)


def _used(batch: Batch) -> Iterator[Text]:
    """Firms that the batch made and something else has come to know."""
    mine = Firm.objects.filter(batch=batch)
    for relation in Firm._meta.related_objects:
        table, name = relation.related_model, relation.field.name
        if isinstance(table, str) or table in OWN or not _matters(table, relation):
            continue
        rows = table._default_manager.filter(**{f"{name}__in": mine})
        if table is Observation:
            rows = rows.exclude(batch=batch).exclude(batch__state="undone")
        if row := rows.first():
            firm = getattr(row, name)
            yield Text(
                f"这次导入新增的企业“{firm}”之后又有了别的记录",
                f"“{firm}”, which this import brought, has other records since",
            )


def _matters(table: type[models.Model], relation: models.ForeignObjectRel) -> bool:
    """Whether rows of a table are more than what is worked out from the evidence and goes with its firm."""
    cascades = getattr(relation, "on_delete", None) is models.CASCADE
    return table is Observation or not cascades or _by_people(table)


def _by_people(table: type[models.Model], deeper: bool = True) -> bool:
    """Whether rows name a person, or belong to rows that do."""
    named = [f.related_model for f in table._meta.concrete_fields if isinstance(f, models.ForeignKey)]
    if Person in named:
        return True
    parents = [t for t in named if not isinstance(t, str) and t not in (Firm, Zone, Batch, table)]
    return deeper and any(_by_people(parent, deeper=False) for parent in parents)


def _undo(batch: Batch) -> None:
    now = timezone.now()
    renamed = _renamed(batch)
    _forget_firms(batch)
    brought = Observation.objects.filter(batch=batch, retired_at__isnull=True)
    Observation.objects.filter(replaced_by__batch=batch).update(retired_at=None)
    brought.update(retired_at=now)
    renew(batch.zone, renamed)
    firms_changed(batch.zone, None)
    batch.state, batch.finished_at = "undone", now
    batch.save(update_fields=["state", "finished_at"])


def _renamed(batch: Batch) -> list[int]:
    """Known firms whose names or places the batch spoke of."""
    rows = Observation.objects.filter(batch=batch, fact__in=FACTS).exclude(firm__batch=batch)
    return list(rows.values_list("firm", flat=True).distinct())


def _forget_firms(batch: Batch) -> None:
    mine = "SELECT id FROM center_firm WHERE batch_id = %s"
    with connection.cursor() as cursor:
        for table in ("center_observation", "center_firmname", "center_place"):
            cursor.execute(f"DELETE FROM {table} WHERE firm_id IN ({mine})", [batch.pk])  # noqa: S608
    ids = list(Firm.objects.filter(batch=batch).values_list("pk", flat=True))
    for some in chunks(ids):
        Firm.objects.filter(pk__in=some).delete()
