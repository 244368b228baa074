"""Every row that was changed behind the back of the system is named."""

import pytest
from django.conf import settings
from django.db import connection

from gaoxin.center.fsck.run import fsck
from tests.intake.sheets import bring, code

ROWS = [{"uscc": code(n), "name_zh": f"企业{n}", "sales": n, "registered_on": "2020-01-01"} for n in (1, 2)]


@pytest.fixture
def tamper(zone, tmp_path, monkeypatch):
    """A zone with two imports, whose log no longer guards itself."""
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "files")
    bring(zone, ROWS)
    bring(zone, [{**ROWS[0], "sales": 5}])
    with connection.cursor() as cursor:
        for name, table in guards(cursor):
            cursor.execute(
                f'DROP TRIGGER "{name}"' + (f" ON {table}" if connection.vendor == "postgresql" else "")
            )

    def run(statement):
        with connection.cursor() as cursor:
            cursor.execute(statement)
        return list(fsck(lambda *_: None))

    assert run("SELECT 1") == []
    return run


def guards(cursor):
    if connection.vendor == "postgresql":
        cursor.execute("SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
    else:
        cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type='trigger'")
    return cursor.fetchall()


LAST = "(SELECT MAX(id) FROM center_event)"
SECOND = "(SELECT MIN(id) + 1 FROM center_event)"
VALUE = "(SELECT MIN(id) FROM center_observation WHERE fact='sales')"


@pytest.mark.parametrize(
    ("statement", "where", "check"),
    [
        (f"UPDATE center_event SET actor_name='别人' WHERE id={SECOND}", SECOND, "events"),
        (f"UPDATE center_event SET kind='x' WHERE id={LAST}", LAST, "events"),
        (f"UPDATE center_event SET at='2020-01-01 00:00:00' WHERE id={SECOND}", SECOND, "events"),
        (
            f"DELETE FROM center_event WHERE id={SECOND}",
            f"{SECOND[:-1]} WHERE id > (SELECT MIN(id) FROM center_event))".replace("MIN(id) + 1", "MIN(id)"),
            "events",
        ),
        (
            f"UPDATE center_observation SET fact='nothing' WHERE id={VALUE}",
            "(SELECT id FROM center_observation WHERE fact='nothing')",
            "observations",
        ),
        (
            f"UPDATE center_observation SET retired_at='2000-01-01 00:00:00' WHERE id={VALUE}",
            VALUE,
            "observations",
        ),
        (
            f"UPDATE center_observation SET retired_at=NULL WHERE id={VALUE}",
            "(SELECT MAX(id) FROM center_observation WHERE fact='sales')",
            "observations",
        ),
        (f"UPDATE center_observation SET text='x', number=NULL WHERE id={VALUE}", VALUE, "observations"),
        (
            "UPDATE center_observation SET text='gestern' WHERE fact='registered_on' AND text IS NOT NULL",
            "(SELECT MIN(id) FROM center_observation WHERE fact='registered_on')",
            "observations",
        ),
        (
            "UPDATE center_firm SET name_zh='别名' WHERE id=(SELECT MIN(id) FROM center_firm)",
            "(SELECT MIN(id) FROM center_firm)",
            "names",
        ),
        (
            "UPDATE center_firmname SET valid_to='2026-05-01'"
            " WHERE firm_id=(SELECT MAX(id) FROM center_firm)",
            "(SELECT MAX(id) FROM center_firm)",
            "names",
        ),
        (
            "UPDATE center_batch SET state='failed' WHERE id=(SELECT MIN(id) FROM center_batch)",
            "(SELECT MIN(id) FROM center_batch)",
            "batches",
        ),
    ],
)
def test_a_changed_row_is_named(tamper, statement, where, check):
    found = tamper(statement)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {where}")
        row = cursor.fetchone()[0]
    assert [(f.check, f.where.partition(":")[2]) for f in found] == [(check, str(row))]
    assert found[0].text.zh and found[0].text.en


def test_the_last_events_cannot_be_removed_unseen(tamper):
    (fault,) = tamper(f"DELETE FROM center_event WHERE id={LAST}")
    assert fault.where == "center.eventhead"
