"""Two who do the same thing at the same moment: one of them waits, and nothing is done twice or fails."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.utils import timezone

from gaoxin.base.result import Refused
from gaoxin.center.models import Observation
from gaoxin.scenes.data.actions.dispute import dispute_value
from gaoxin.scenes.data.models import Dispute
from gaoxin.scenes.policy.actions.pushes import push
from gaoxin.scenes.policy.actions.runs import match_again
from gaoxin.scenes.policy.models import Match, Notice, Run

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 6


@pytest.fixture(autouse=True)
def _several_connections(settings):
    if connection.vendor == "sqlite":
        pytest.skip("a database in memory has one connection, and SQLite one writer")
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def at_once(act):
    """What came of doing it several times at the same moment: None where it was refused."""
    start = Barrier(TIMES)

    def one(_):
        start.wait()
        try:
            return act()
        except Refused:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(TIMES) as pool:
        return list(pool.map(one, range(TIMES)))


def test_a_value_is_disputed_once(actor_as, firm, source):
    row = Observation.objects.create(
        firm=firm,
        fact="revenue",
        number=1,
        valid_from="2026-01-01",
        recorded_at=timezone.now(),
        source=source,
    )
    own = actor_as("enterprise", firm)
    found = at_once(
        lambda: dispute_value(actor=own, firm=firm, observation=row.pk, claimed=None, reason="有误")
    )
    assert Dispute.objects.count() == 1 and found.count(None) == TIMES - 1


def test_firms_are_told_once(actor_as, zone, firm):
    Match.objects.create(
        zone=zone, firm=firm, policy="p", version="2026-01-01", state="eligible", day="2026-01-01"
    )
    officer = actor_as("service")
    given = {
        "policy": "p",
        "group": "eligible",
        "firms": [firm.uscc],
        "message": "请申报",
        "message_en": "Apply",
    }
    found = at_once(lambda: push(actor=officer, zone=zone, again=False, **given))
    assert Notice.objects.count() == 1 and found.count(None) == TIMES - 1


def test_a_zone_is_matched_once(actor_as, zone):
    officer = actor_as("service")
    found = at_once(lambda: match_again(actor=officer, zone=zone))
    assert Run.objects.count() == 1 and len({run.pk for run in found}) == 1
