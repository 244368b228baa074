"""The database: names short enough for every one that is asked for, and no migration missing."""

import pytest
from django.apps import apps
from django.core.management import call_command

LONGEST = 30
"""Characters that KingbaseES keeps of a name."""
OURS = [app for app in apps.get_app_configs() if app.name.startswith("gaoxin.")]


def test_names_fit() -> None:
    long = [
        name for app in OURS for model in app.get_models() for name in named(model) if len(name) > LONGEST
    ]
    assert long == []


def named(model: type) -> list[str]:
    meta = model._meta  # type: ignore[attr-defined]
    columns = [field.column for field in meta.local_fields]
    return [meta.db_table, *columns, *(i.name for i in meta.indexes), *(c.name for c in meta.constraints)]


def test_no_column_rounds() -> None:
    rounding = {"DecimalField", "FloatField"}
    fields = [f for app in OURS for model in app.get_models() for f in model._meta.local_fields]
    assert [str(f) for f in fields if f.get_internal_type() in rounding] == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    labels = [app.label for app in OURS if app.models_module]
    call_command("makemigrations", *labels, check=True, dry_run=True, verbosity=1)
