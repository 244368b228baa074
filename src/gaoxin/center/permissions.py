"""The permission table: what the centre declares, and what scenes add when they are found."""

from collections.abc import Iterable, Iterator

from gaoxin.base.text import Text
from gaoxin.center.roles import COMMITTEE, SIGNED_IN, Permission, Role

_TABLE: dict[str, Permission] = {}


def declare(permissions: Iterable[Permission]) -> None:
    """Add permissions; raises ValueError where a code is declared twice with another meaning."""
    for permission in permissions:
        if _TABLE.setdefault(permission.code, permission) != permission:
            raise ValueError(f"permission {permission.code} is declared twice")


def permission(code: str) -> Permission:
    """One permission by its code; raises KeyError."""
    return _TABLE[code]


def permissions() -> Iterator[Permission]:
    """All of them, by code."""
    return (_TABLE[code] for code in sorted(_TABLE))


declare(
    [
        Permission("center.read", Text("查看企业档案", "Read firms' files"), COMMITTEE),
        Permission(
            "center.own",
            Text("查看本企业档案", "Read one's own firm's file"),
            COMMITTEE | {Role.ENTERPRISE},
        ),
        Permission(
            "center.state",
            Text("填报本企业数据", "State one's own firm's facts"),
            frozenset({Role.ENTERPRISE}),
        ),
        Permission(
            "center.import",
            Text("导入数据", "Import data"),
            frozenset({Role.SERVICE, Role.STATISTICIAN}),
        ),
        Permission("center.export", Text("导出数据", "Export data"), COMMITTEE),
        Permission("center.figures", Text("录入指标", "Record figures"), frozenset({Role.STATISTICIAN})),
        Permission(
            "center.consent",
            Text("授权他人查看本企业数据", "Consent to others seeing one's firm"),
            frozenset({Role.ENTERPRISE}),
        ),
        Permission(
            "people.create",
            Text("建立和停用账号", "Create and disable accounts"),
            frozenset({Role.SYSTEM_ADMIN}),
        ),
        Permission(
            "people.grant", Text("授予和收回角色", "Grant and revoke roles"), frozenset({Role.SECURITY_ADMIN})
        ),
        Permission(
            "people.read",
            Text("查看账号和权限表", "See accounts and the table of permissions"),
            frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}),
        ),
        Permission("people.own", Text("管理自己的账号", "Manage one's own account"), SIGNED_IN),
        Permission("events.read", Text("查看审计日志", "Read the audit log"), frozenset({Role.AUDITOR})),
    ]
)
