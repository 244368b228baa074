"""What every test of the site stands on: a zone, firms, one person a role, and clients logged in as them."""

import datetime as dt
import tempfile
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from gaoxin.base.uscc import complete

if TYPE_CHECKING:
    from django.test import Client

    from gaoxin.center.actor import Actor
    from gaoxin.center.models import Firm, Person, Source, Zone

PASSWORD = "Right-horse-7-battery"
USCCS = tuple(complete(f"91990171MA3TXPT{n}") for n in "12")


@pytest.fixture(autouse=True, scope="session")
def _plain_static() -> None:
    """Pages in tests name static files without a manifest."""
    from django.conf import settings

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STATIC_ROOT = tempfile.mkdtemp(prefix="gaoxin-static-")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True, scope="session")
def _log_may_be_flushed() -> None:
    """Between tests the tables are emptied, which the triggers of the log refuse everybody else."""
    from importlib import import_module

    from django.db.backends.postgresql.base import DatabaseOperations as Postgres
    from django.db.backends.sqlite3.base import DatabaseOperations as SQLite

    triggers = import_module("gaoxin.center.migrations.0002_triggers").SQLITE

    def without(
        flush: Callable[..., list[str]], before: list[str], after: list[str]
    ) -> Callable[..., list[str]]:
        def sql_flush(self: object, *args: object, **named: object) -> list[str]:
            found = flush(self, *args, **named)
            return [*before, *found, *after] if found else found

        return sql_flush

    log = "ALTER TABLE center_event {} TRIGGER USER"
    Postgres.sql_flush = without(Postgres.sql_flush, [log.format("DISABLE")], [log.format("ENABLE")])
    SQLite.sql_flush = without(
        SQLite.sql_flush,
        [f"DROP TRIGGER {name}" for name in triggers],
        [f"CREATE TRIGGER {name} {body}" for name, body in triggers.items()],
    )


@pytest.fixture(autouse=True)
def _chinese() -> None:
    """Each test begins in Chinese, whatever language the test before it spoke."""
    from django.utils.translation import activate

    activate("zh-hans")


@pytest.fixture
def zone(db: None) -> "Zone":
    from gaoxin.center.models import Zone

    return Zone.objects.create(
        id="yunchuan", name_zh="云川高新区", name_en="Yunchuan High-tech Zone", pack="demo", demo=True
    )


@pytest.fixture
def other_zone(db: None) -> "Zone":
    from gaoxin.center.models import Zone

    return Zone.objects.create(
        id="jinan_htz", name_zh="济南高新区", name_en="Jinan High-tech Zone", pack="jinan"
    )


@pytest.fixture
def source(zone: "Zone") -> "Source":
    from django.utils import timezone

    from gaoxin.center.models import Source

    return Source.objects.create(
        zone=zone,
        kind="officer_sheet",
        rank=50,
        publisher_zh="云川高新区管委会",
        publisher_en="Yunchuan committee",
        title="企业基础信息采集表",
        published_on=dt.date(2026, 3, 1),
        digest="0" * 64,
        recorded_at=timezone.now(),
    )


@pytest.fixture
def make_firm(zone: "Zone") -> "Callable[..., Firm]":
    """Makes a firm with facts given as Python values: money in yuan as int or Decimal, dates, booleans, codes."""
    from django.utils import timezone

    from gaoxin.center.models import Firm

    def make(uscc: str, name: str = "云川测试有限公司", **more: object) -> "Firm":
        return Firm.objects.create(zone=zone, uscc=uscc, name_zh=name, recorded_at=timezone.now(), **more)

    return make


@pytest.fixture
def firm(make_firm: "Callable[..., Firm]") -> "Firm":
    return make_firm(USCCS[0], "云川甲科技有限公司")


@pytest.fixture
def other_firm(make_firm: "Callable[..., Firm]") -> "Firm":
    return make_firm(USCCS[1], "云川乙制造有限公司")


@pytest.fixture
def person_as(zone: "Zone") -> "Callable[..., Person]":
    """Makes a person holding one role, for a firm where the role is the enterprise's."""
    from django.utils import timezone

    from gaoxin.center.models import Membership, Person

    def make(role: str, firm: "Firm | None" = None, login: str = "") -> "Person":
        person = Person(login=login or f"{role}-{Person.objects.count()}", name=f"测试{role}")
        person.set_password(PASSWORD)
        person.password_set_at = timezone.now()
        person.save()
        Membership.objects.create(person=person, role=role, zone=None if firm else zone, firm=firm)
        return person

    return make


@pytest.fixture
def actor_as(person_as: "Callable[..., Person]") -> "Callable[..., Actor]":
    from gaoxin.center.actor import actor_of

    return lambda role, firm=None: actor_of(person_as(role, firm))


@pytest.fixture
def client_as(person_as: "Callable[..., Person]") -> "Callable[..., Client]":
    """A browser logged in with one role."""
    from django.test import Client

    def make(role: str, firm: "Firm | None" = None) -> "Client":
        client = Client()
        client.force_login(person_as(role, firm), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make
