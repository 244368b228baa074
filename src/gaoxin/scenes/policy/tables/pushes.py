"""The tables of pushes."""

from django.urls import reverse

from gaoxin.base.text import Text
from gaoxin.center.models import Zone
from gaoxin.frame.table import Column, Table
from gaoxin.scenes.policy.queries.pushes import PushView, notice_rows, push_rows
from gaoxin.scenes.policy.tables.cells import EXPORT, moment

UNREAD = Text("未读", "not read")


def push_table(zone: Zone) -> Table:
    """All pushes."""
    return Table(
        "pushes",
        (
            Column("policy", Text("政策", "Policy"), url=lambda r: reverse("policy:push_one", args=[r.id])),
            Column("group", Text("对象", "To")),
            Column("firms", Text("企业", "Firms"), "integer", sort="firms"),
            Column("read", Text("已读", "Read"), "integer", sort="read"),
            Column("answered", Text("已答复", "Answered"), "integer", sort="answered"),
            Column("version", Text("版本", "Version")),
            Column("by", Text("发送人", "Sent by")),
            Column("at", Text("时间", "At"), "datetime", sort="at"),
        ),
        push_rows(zone),
        empty=Text("还没有推送过", "Nothing has been sent yet"),
        export=EXPORT,
        title=Text("推送记录", "Pushes"),
        private=False,
    )


def notice_table(push: PushView) -> Table:
    """The firms of one push."""
    return Table(
        "notices",
        (
            Column(
                "firm",
                Text("企业", "Firm"),
                sort="name",
                url=lambda r: reverse("policy:decision", args=[r.uscc, r.policy]),
            ),
            Column("state", Text("当时结论", "Verdict then"), "state", sort="state"),
            Column("amount", Text("当时金额", "Amount then"), "money", sort="amount"),
            Column(
                "read_at",
                Text("阅读时间", "Read at"),
                sort="read_at",
                value=lambda r: moment(r.read_at, UNREAD),
            ),
            Column("answer", Text("答复", "Answer"), value=lambda r: r.answer or Text("尚未答复", "not yet")),
        ),
        notice_rows(push),
        export=EXPORT,
        title=Text(f"推送名单·{push.row.policy.zh}", f"Firms told: {push.row.policy.en}"),
    )
