"""The site's tests run on the database that they are given, SQLite or PostgreSQL, and say which."""

import os

import pytest


@pytest.mark.django_db
def test_tests_run_on_the_database_that_was_given() -> None:
    from django.db import connection

    asked = os.environ.get("GAOXIN_DATABASE_URL", "")
    assert connection.vendor == ("postgresql" if asked.startswith("postgres") else "sqlite")
