"""What the database itself refuses: changing the log, and one person in two administrators' offices.

A later migration that rebuilds one of the two tables on SQLite has to make these triggers again.
"""

from typing import Any

from django.db import migrations

OFFICES = "('system_admin', 'security_admin', 'auditor')"
TWO_OFFICES = f"""
    NEW.role IN {OFFICES}
    AND COALESCE(NEW.valid_from, '0001-01-01') <= COALESCE(NEW.valid_to, '9999-12-31')
    AND EXISTS (
        SELECT 1 FROM center_membership held
        WHERE held.person_id = NEW.person_id
          AND held.id <> COALESCE(NEW.id, 0)
          AND held.role IN {OFFICES}
          AND held.role <> NEW.role
          AND COALESCE(held.valid_from, '0001-01-01') <= COALESCE(held.valid_to, '9999-12-31')
          AND COALESCE(held.valid_from, '0001-01-01') <= COALESCE(NEW.valid_to, '9999-12-31')
          AND COALESCE(NEW.valid_from, '0001-01-01') <= COALESCE(held.valid_to, '9999-12-31')
    )
"""  # noqa: S608 - made of constants
LOG = "the log is appended to and never changed"
APART = "one person holds two administrator roles"

SQLITE = {
    "event_no_update": f"BEFORE UPDATE ON center_event BEGIN SELECT RAISE(ABORT, '{LOG}'); END",
    "event_no_delete": f"BEFORE DELETE ON center_event BEGIN SELECT RAISE(ABORT, '{LOG}'); END",
    "event_no_replace": (
        "BEFORE INSERT ON center_event WHEN NEW.id IN (SELECT id FROM center_event) "  # noqa: S608
        f"BEGIN SELECT RAISE(ABORT, '{LOG}'); END"
    ),
    "offices_insert": (
        f"BEFORE INSERT ON center_membership WHEN {TWO_OFFICES} BEGIN SELECT RAISE(ABORT, '{APART}'); END"
    ),
    "offices_update": (
        f"BEFORE UPDATE ON center_membership WHEN {TWO_OFFICES} BEGIN SELECT RAISE(ABORT, '{APART}'); END"
    ),
}
POSTGRES = [
    f"CREATE FUNCTION event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"RAISE EXCEPTION '{LOG}' USING ERRCODE = '23514'; END $$",
    "CREATE TRIGGER event_no_change BEFORE UPDATE OR DELETE ON center_event "
    "FOR EACH ROW EXECUTE FUNCTION event_refuse()",
    "CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON center_event "
    "FOR EACH STATEMENT EXECUTE FUNCTION event_refuse()",
    f"CREATE FUNCTION offices_apart() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {TWO_OFFICES} THEN "
    f"RAISE EXCEPTION '{APART}' USING ERRCODE = '23514'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER offices_apart BEFORE INSERT OR UPDATE ON center_membership "
    "FOR EACH ROW EXECUTE FUNCTION offices_apart()",
]
POSTGRES_BACK = ["DROP FUNCTION event_refuse() CASCADE", "DROP FUNCTION offices_apart() CASCADE"]


def make(_apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "sqlite":
        statements = [f"CREATE TRIGGER {name} {body}" for name, body in SQLITE.items()]
    else:
        statements = POSTGRES
    for statement in statements:
        editor.execute(statement, params=None)


def drop(_apps: Any, editor: Any) -> None:
    sqlite = editor.connection.vendor == "sqlite"
    for statement in [f"DROP TRIGGER {name}" for name in SQLITE] if sqlite else POSTGRES_BACK:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("center", "0001_initial")]

    operations = [migrations.RunPython(make, drop)]
