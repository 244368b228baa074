"""The demo firms with their names over time and their places."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from gaoxin.center.demo.sketch import Facts
from gaoxin.center.models import Firm, FirmName, Place, Zone
from gaoxin.center.seed.plan import plan
from gaoxin.center.seed.sources import Planned

BATCH = 2000
FORMS = ("股份有限公司", "有限责任公司", "有限公司")
PLACES = {"registered": "register", "operating": "statistics", "tax": "tax", "statistics": "statistics"}
"""Each kind of place and the source that states it."""
STARTED = dt.date(2024, 1, 1)


def register(zone: Zone, facts: Sequence[Facts], sources: Mapping[str, Planned]) -> list[Firm]:
    """The firms in the order of their facts."""
    at = sources["register"].row.recorded_at
    firms = Firm.objects.bulk_create(
        [Firm(zone=zone, uscc=str(f["uscc"]), name_zh=str(f["name_zh"]), recorded_at=at) for f in facts],
        batch_size=BATCH,
    )
    FirmName.objects.bulk_create(_names(firms, facts, sources["register"]), batch_size=BATCH)
    places = (place for firm, f in zip(firms, facts, strict=True) for place in _places(firm, f, sources))
    Place.objects.bulk_create(places, batch_size=BATCH)
    return firms


def _names(firms: Sequence[Firm], facts: Sequence[Facts], source: Planned) -> Iterator[FirmName]:
    former = plan().former_names
    for number, (firm, known) in enumerate(zip(firms, facts, strict=True)):
        began = cast(dt.date, known["registered_on"])
        renamed = number % former.every == 0 and began < former.until
        if renamed:
            yield FirmName(
                firm=firm,
                name_zh=_former(firm.name_zh, former.form),
                valid_from=began,
                valid_to=former.until,
                source=source.row,
            )
        start = former.until + dt.timedelta(1) if renamed else began
        yield FirmName(firm=firm, name_zh=firm.name_zh, valid_from=start, source=source.row)


def _former(name: str, form: str) -> str:
    found = next((f for f in FORMS if name.endswith(f)), "")
    return name.removesuffix(found) + form


def _places(firm: Firm, known: Facts, sources: Mapping[str, Planned]) -> Iterator[Place]:
    for kind, source in PLACES.items():
        yield Place(
            firm=firm,
            kind=kind,
            code=str(known[f"{kind}_place"]),
            valid_from=STARTED,
            source=sources[source].row,
        )
