"""Nobody edits the log: not through the program, not through SQL."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from gaoxin.center.actor import operator
from gaoxin.center.events import append
from gaoxin.center.models import Event, EventHead
from gaoxin.center.security.chain import verify

WAYS = {
    "save": lambda event: event.save(),
    "update": lambda event: Event.objects.filter(pk=event.pk).update(actor_name="nobody"),
    "bulk_update": lambda event: Event.objects.bulk_update([event], ["detail"]),
    "delete": lambda event: event.delete(),
    "queryset": lambda _event: Event.objects.all().delete(),
    "sql update": lambda _event: sql("UPDATE center_event SET actor_name = 'nobody'"),
    "sql delete": lambda _event: sql("DELETE FROM center_event"),
}


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def event(db):
    with transaction.atomic():
        append("test.one", operator(), detail={"n": 1, "text": "第一条"})
        return append("test.two", operator())


@pytest.mark.parametrize("way", WAYS)
def test_the_database_refuses(event, way):
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        WAYS[way](event)
    assert Event.objects.filter(actor_name="operator").count() == 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no TRUNCATE")
def test_truncate_is_refused(event):
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError), transaction.atomic():
        sql("TRUNCATE center_event CASCADE")


def test_replacing_a_row_is_no_way_around(event):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite knows INSERT OR REPLACE")
    with pytest.raises(IntegrityError), transaction.atomic():
        sql(f"INSERT OR REPLACE INTO center_event SELECT * FROM center_event WHERE id = {event.pk}")


def test_the_chain_tells_a_row_slipped_in_from_the_side(event):
    assert verify().broken is None
    assert verify().count == 2
    false = Event.objects.create(
        at=timezone.now(), actor_name="x", role="", via="web", kind="login", previous="0" * 64
    )
    EventHead.objects.update(count=3)
    assert verify().broken == false.pk


def test_the_chain_tells_a_cut_off_end(event):
    EventHead.objects.update(count=3)
    assert verify().broken == 0


@pytest.mark.django_db(transaction=True)
def test_tests_may_still_empty_the_tables():
    with transaction.atomic():
        append("test.one", operator())


@pytest.mark.django_db
def test_and_the_triggers_stand_again_afterwards():
    with transaction.atomic():
        append("test.one", operator())
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.all().delete()
