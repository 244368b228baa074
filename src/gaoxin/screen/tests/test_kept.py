"""What is kept of a cockpit between requests: the same until a figure comes or goes, and then seen at once."""

import datetime as dt

import pytest

from gaoxin.center.models import Zone
from gaoxin.screen.queries import shelf
from gaoxin.screen.queries.book import book_of
from gaoxin.screen.queries.cockpit import Cockpit, cockpit
from gaoxin.screen.tests.conftest import revise

DAY = dt.date(2026, 11, 21)


def seen(zone: Zone) -> Cockpit:
    return cockpit(zone, DAY, "", "zh")


def output(found: Cockpit) -> str:
    return next(str(t.value) for t in found.tiles if t.key == "industrial_output")


@pytest.mark.django_db(transaction=True)
def test_a_revised_figure_is_seen_at_once(figured: Zone) -> None:
    """Whoever wrote it: what is kept is compared with the table."""
    before = seen(figured)
    assert seen(figured).tiles is before.tiles
    revise(figured, "industrial_output", "2026-10", "2000000")
    after = seen(figured)
    assert output(after) != output(before)
    assert seen(figured).tiles is after.tiles


@pytest.mark.django_db(transaction=True)
def test_few_shelves_are_kept(figured: Zone) -> None:
    book = book_of(figured.pack)
    for number in range(shelf.SHELVES + 5):
        shelf.shelf_of(figured, book, [f"none_{number}"])
    assert len(shelf._HELD) == shelf.SHELVES


def test_nothing_is_kept_inside_a_transaction(figured: Zone) -> None:
    assert seen(figured).tiles is not seen(figured).tiles
