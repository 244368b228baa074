"""The manifest of the access scene: entering, accounts, roles, log, consents."""

from gaoxin.base.text import Text
from gaoxin.frame.scene import Link, Scene

SCENE = Scene(
    "access",
    Text("账号与审计", "Accounts and audit"),
    order=90,
    menu=(
        Link(Text("账号", "Accounts"), "access:people", "user", "people.read"),
        Link(Text("权限表", "Permissions"), "access:matrix", "table", "people.read"),
        Link(Text("审计日志", "Audit log"), "access:log", "history", "events.read"),
        Link(Text("导出记录", "Exports"), "access:exports", "download", "events.read"),
        Link(
            Text("授权与查看记录", "Consents and readers"),
            "access:consents",
            "shield-check",
            "center.consent",
        ),
    ),
    jobs=("gaoxin.scenes.access.jobs.sweep",),
)
