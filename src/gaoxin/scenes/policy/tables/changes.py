"""The table of changes."""

from django.urls import reverse

from gaoxin.base.text import Text
from gaoxin.center.models import Zone
from gaoxin.frame.table import Column, Filter, Table
from gaoxin.scenes.policy.queries.changes import STATES, change_rows
from gaoxin.scenes.policy.tables.cells import EXPORT, moment


def change_table(zone: Zone) -> Table:
    """All proposed changes."""
    return Table(
        "changes",
        (
            Column("title", Text("政策", "Policy"), url=lambda r: reverse("policy:change_one", args=[r.id])),
            Column("state_name", Text("状态", "State"), sort="state"),
            Column("reason", Text("理由", "Reason")),
            Column("proposed_by", Text("提出", "Proposed by")),
            Column("proposed_at", Text("提出时间", "Proposed"), "datetime", sort="proposed_at"),
            Column("decided_by", Text("处理", "Decided by"), value=lambda r: r.decided_by or Text("—", "—")),
            Column(
                "decided_at",
                Text("处理时间", "Decided"),
                value=lambda r: moment(r.decided_at, Text("—", "—")),
            ),
        ),
        change_rows(zone),
        (Filter("state", Text("状态", "State"), lambda: list(STATES.items())),),
        empty=Text("还没有人提出修改", "No change has been proposed yet"),
        export=EXPORT,
        title=Text("政策修改记录", "Changes of policies"),
        private=False,
    )
