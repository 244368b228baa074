"""The table of policies."""

from functools import partial

from gaoxin.base.text import Text
from gaoxin.center.models import Zone
from gaoxin.frame.table import Column, Filter, Table
from gaoxin.scenes.policy.queries.library import KINDS, policy_rows
from gaoxin.scenes.policy.queries.matches import GROUPS
from gaoxin.scenes.policy.tables.cells import BUDGET, EXPORT, LEVELS, PAID, group_url, named, paid, policy_url

FORCE = {"True": Text("今天有效", "today"), "False": Text("今天无效", "not today")}


def library_table(zone: Zone) -> Table:
    """All policies of a zone with their counts."""
    return Table(
        "policies",
        (
            Column("title", Text("政策", "Policy"), sort="title", url=policy_url),
            Column("kind_name", Text("类别", "Kind"), sort="kind"),
            Column("issuer", Text("发文单位", "Issuer"), sort="issuer", hidden=True),
            Column("number", Text("文号", "Document"), hidden=True),
            *(
                Column(key, GROUPS[key], "integer", sort=key, url=partial(group_url, key))
                for key in ("eligible", "one_step", "needs_data", "needs_review")
            ),
            Column("paid", Text("预计兑现", "Expected"), "money", sort="paid", note=PAID, value=paid),
            Column("budget", BUDGET, "money", sort="budget", value=lambda r: named(r.budget)),
            Column("since", Text("生效", "Since"), "date", sort="since", hidden=True),
            Column("until", Text("截止", "Until"), "date", sort="until", hidden=True),
        ),
        policy_rows(zone),
        (
            Filter("kind", Text("类别", "Kind"), lambda: list(KINDS.items())),
            Filter("level", Text("层级", "Level"), lambda: list(LEVELS.items())),
            Filter("in_force", Text("有效", "In force"), lambda: list(FORCE.items())),
        ),
        per_page=100,
        export=EXPORT,
        title=Text("政策库", "Policy library"),
        private=False,
    )
