"""The tables of this scene."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from gaoxin.base.text import Text
from gaoxin.center.actor import Actor
from gaoxin.center.models import Firm
from gaoxin.center.people import log, queries
from gaoxin.center.permissions import permissions
from gaoxin.center.queries.zones import zones_for
from gaoxin.center.roles import Role
from gaoxin.frame.table.column import Column, Filter
from gaoxin.frame.table.rows import ListRows, QueryRows
from gaoxin.frame.table.table import Table

WHEN = Filter(
    "days",
    Text("时间", "Time"),
    lambda: [
        ("1", Text("最近 24 小时", "last 24 hours")),
        ("7", Text("最近 7 天", "last 7 days")),
        ("30", Text("最近 30 天", "last 30 days")),
        ("180", Text("最近 180 天", "last 180 days")),
    ],
)


def people_table(actor: Actor) -> Table:
    """Accounts."""
    code = "people.read"
    rows = QueryRows(
        queries.people(actor, code),
        queries.row,
        sorts={"active": "is_active"},
        narrow={
            "role": queries.with_role,
            "zone": queries.with_zone,
            "state": lambda found, value: found.filter(is_active=value == "open"),
        },
        search=queries.named,
    )
    states = [("open", Text("启用", "open")), ("stopped", Text("停用", "stopped"))]
    return Table(
        "people",
        (
            Column("name", Text("姓名", "Name"), sort="name", url=_person),
            Column("login", Text("登录名", "Login name"), "code", sort="login"),
            Column("roles", Text("角色", "Roles")),
            Column("where", Text("范围", "Of")),
            Column("active", Text("启用", "Open"), "yesno", sort="active"),
            Column("factor", Text("第二因素", "Second factor"), "yesno"),
            Column("last_login", Text("最近登录", "Last login"), "datetime", sort="last_login"),
        ),
        rows,
        (
            Filter("role", Text("角色", "Role"), lambda: [(r.value, r.named) for r in Role]),
            Filter("zone", Text("园区", "Zone"), lambda: [(z.pk, z.name) for z in zones_for(actor)]),
            Filter("state", Text("状态", "State"), lambda: states),
        ),
        title=Text("账号", "Accounts"),
        export="people.read",
        order="login",
    )


def log_table(actor: Actor) -> Table:
    """The audit log."""
    return Table(
        "log",
        (
            Column("at", Text("时间", "Time"), "datetime", sort="pk", url=_event),
            Column("who", Text("人员", "Person"), sort="actor_name"),
            Column("role", Text("角色", "Role")),
            Column("what", Text("事项", "What")),
            Column("firm", Text("企业", "Firm")),
            Column("subject", Text("对象", "Subject"), hidden=True),
            Column("zone", Text("园区", "Zone"), hidden=True),
            Column("via", Text("途径", "Via")),
            Column("address", Text("地址", "Address"), "code"),
            Column("digest", Text("摘要", "Digest"), "code", hidden=True),
        ),
        _events(actor),
        (Filter("kind", Text("事项", "What"), lambda: log.kinds(actor)), WHEN),
        title=Text("审计日志", "Audit log"),
        export=log.AUDIT,
    )


def export_table(actor: Actor) -> Table:
    """The export log: the same log, narrowed."""
    return Table(
        "exports",
        (
            Column("at", Text("时间", "Time"), "datetime", sort="pk", url=_event),
            Column("who", Text("人员", "Person"), sort="actor_name"),
            Column("role", Text("角色", "Role")),
            Column("table", Text("导出内容", "What was taken out")),
            Column("rows", Text("行数", "Rows"), "integer"),
            Column("columns", Text("列", "Columns"), hidden=True),
            Column("purpose", Text("用途", "Purpose")),
            Column("address", Text("地址", "Address"), "code"),
        ),
        _events(actor).narrow("kind", "export"),
        (WHEN,),
        title=Text("导出记录", "Export log"),
        empty=Text("还没有人导出过数据", "Nobody has taken anything out yet"),
        export=log.AUDIT,
    )


def reading_table(firm: Firm) -> Table:
    """Who opened the file of a firm."""
    rows: QueryRows[Any, log.Reading] = QueryRows(log.readings(firm), log.reading)
    return Table(
        "readings",
        (
            Column("at", Text("时间", "Time"), "datetime"),
            Column("who", Text("人员", "Person")),
            Column("role", Text("角色", "Role")),
            Column("organisation", Text("机构", "Organisation")),
            Column("purpose", Text("用途", "Purpose")),
        ),
        rows,
        title=Text("查看记录", "Who has looked"),
        empty=Text("还没有人查看过贵企业的档案", "Nobody has opened your firm's file yet"),
        export="center.consent",
        firm=firm,
    )


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A permission and the roles that hold it."""

    title: Text
    code: str
    held: frozenset[Role]


def matrix_table() -> Table:
    """Role × permission."""
    rows: ListRows[MatrixRow] = ListRows(MatrixRow(p.title, p.code, p.roles) for p in permissions())
    return Table(
        "matrix",
        (
            Column("title", Text("权限", "Permission")),
            Column("code", Text("代码", "Code"), "code", hidden=True),
            *(Column(role.value, role.named, value=_tick(role)) for role in Role),
        ),
        rows,
        title=Text("权限表", "Permissions"),
        per_page=200,
        export="people.read",
        private=False,
    )


def _tick(role: Role) -> Any:
    return lambda row: "✓" if role in row.held else "–"


def _events(actor: Actor) -> QueryRows[Any, log.EventRow]:
    narrow = {"days": log.since}
    return QueryRows(log.events(actor), log.row, narrow=narrow, search=log.holding)


def _person(row: queries.PersonRow) -> str:
    return reverse("access:person", kwargs={"pk": row.id})


def _event(row: log.EventRow) -> str:
    return reverse("access:event", kwargs={"pk": row.id})
