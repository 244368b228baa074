"""A pytest plugin (`-p tests.postgres.only`): of all tests, those that touch the database."""

import pytest

TOUCHING = {"db", "transactional_db", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    kept = [item for item in items if _touches(item)]
    gone = [item for item in items if not _touches(item)]
    config.hook.pytest_deselected(items=gone)
    items[:] = kept


def _touches(item: pytest.Item) -> bool:
    return bool(TOUCHING & set(getattr(item, "fixturenames", ()))) or bool(
        item.get_closest_marker("django_db")
    )
