"""Setting up a new site, all of it or nothing."""

from collections.abc import Mapping

from django.db import transaction

from gaoxin.center.actor import operator
from gaoxin.center.demo import firms as invented
from gaoxin.center.demo import monthly
from gaoxin.center.events import append
from gaoxin.center.evidence.timeline import renew
from gaoxin.center.figures.book import open_book
from gaoxin.center.models import Zone
from gaoxin.center.seed.evidence import observe
from gaoxin.center.seed.figures import record
from gaoxin.center.seed.firms import placed, register
from gaoxin.center.seed.people import Account, administrators, people
from gaoxin.center.seed.plan import plan
from gaoxin.center.seed.sources import make_sources
from gaoxin.center.seed.zones import make_zone

NOBODY: Mapping[str, str] = {}


def empty() -> bool:
    """Whether the site holds nothing yet."""
    return not Zone.objects.exists()


def seed(count: int, passwords: Mapping[str, str] = NOBODY) -> list[Account]:
    """Set up the zones, `count` demo firms and the people; without demo zone and people where 0.

    Passwords are drawn but for those given by login. Returns the accounts with their passwords.
    """
    with transaction.atomic():
        jinan = make_zone("jinan_htz", "jinan", "Jinan High-tech Zone")
        book = open_book(["jinan"])
        record(jinan, book.documents.values(), book.published(jinan.name_zh))
        accounts = demo_zone(count, jinan, passwords) if count else administrators(passwords)
        append("site.seed", operator(), role="operator", detail={"firms": count, "people": len(accounts)})
    return accounts


def demo_zone(count: int, other: Zone, passwords: Mapping[str, str]) -> list[Account]:
    """The invented zone with its firms, what is known of them and figures; people, some of whom see `other` too."""
    zone = make_zone(plan().zone.id, "demo", plan().zone.en, demo=True, kind=plan().zone.kind)
    sources = make_sources(zone)
    facts = invented(count)
    rows = register(zone, facts, sources["register"])
    observe(rows, placed(zone, facts), sources)
    renew(zone, [row.pk for row in rows])
    record(zone, monthly.documents(), monthly.series())
    return people((zone, other), rows, passwords)
