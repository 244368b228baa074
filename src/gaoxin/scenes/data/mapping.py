"""What was chosen on the pages of an import: columns, and where the sheet comes from."""

from collections.abc import Mapping, Sequence

from gaoxin.base.clock import SystemClock
from gaoxin.base.dates import parse_date
from gaoxin.base.text import Text
from gaoxin.center.evidence.kinds import SHEET
from gaoxin.center.intake.origin import Origin
from gaoxin.center.models import Zone
from gaoxin.scenes.data.queries.imports import ImportPage
from gaoxin.scenes.data.queries.pack import library, themes

PREFIX = "column:"
KEEP = "?"
"""Nothing was chosen: the column stays as it is."""


def origin_from(posted: Mapping[str, str]) -> Origin:
    """Where a sheet comes from, as the form says. Raises DateError."""
    day, published = posted.get("valid_from", ""), posted.get("published_on", "")
    return Origin(
        valid_from=parse_date(day) if day.strip() else SystemClock().today(),
        kind=posted.get("kind", SHEET),
        publisher_zh=posted.get("publisher", "").strip(),
        title=posted.get("title", "").strip(),
        published_on=parse_date(published) if published.strip() else None,
    )


def chosen_columns(posted: Mapping[str, str]) -> dict[str, str]:
    """Header → fact (empty: leave the column out) of what was chosen."""
    named = {k.removeprefix(PREFIX): v for k, v in posted.items() if k.startswith(PREFIX)}
    return {header: fact for header, fact in named.items() if fact != KEEP}


def column_to_fix(query: Mapping[str, str], page: ImportPage) -> str:
    """The header of the known column that is to be given another meaning; empty for none."""
    wanted, preview = query.get("fix", ""), page.view.preview
    return wanted if preview and wanted in {column.header for column in preview.columns} else ""


def facts_to_choose(zone: Zone) -> Sequence[tuple[Text, Sequence[tuple[str, Text]]]]:
    """The facts that a column may be taken for, by theme."""
    known = library(zone.pack).sheet_vocabulary
    own = (Text("企业", "Firm"), [(f, known[f].name) for f in ("uscc", "name_zh", "name_en")])
    groups = [
        (theme.named, [(f, known[f].name) for f in theme.facts if f in known]) for theme in themes().themes
    ]
    return [own, *groups]
