"""Roles of people, and the permissions that parts of the system declare."""

from dataclasses import dataclass
from enum import StrEnum

from gaoxin.base.text import Text


class Role(StrEnum):
    """What a person is in a zone. The three administrators are apart, and none of them sees firms' data."""

    LEADER = "leader"
    SERVICE = "service"
    STATISTICIAN = "statistician"
    PROMOTION = "promotion"
    PROJECT = "project"
    ENTERPRISE = "enterprise"
    BANK = "bank"
    CUSTOMS = "customs"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDITOR = "auditor"

    @property
    def named(self) -> Text:
        """In both languages."""
        return TITLES[self]

    @property
    def staff(self) -> bool:
        """Whether the role is of the committee's own people."""
        return self not in {Role.ENTERPRISE, Role.BANK, Role.CUSTOMS}


TITLES = {
    Role.LEADER: Text("管委会领导", "Committee leader"),
    Role.SERVICE: Text("企业服务专员", "Service officer"),
    Role.STATISTICIAN: Text("统计员", "Statistician"),
    Role.PROMOTION: Text("招商专员", "Promotion officer"),
    Role.PROJECT: Text("项目专员", "Project officer"),
    Role.ENTERPRISE: Text("企业", "Enterprise"),
    Role.BANK: Text("银行", "Bank"),
    Role.CUSTOMS: Text("海关", "Customs"),
    Role.SYSTEM_ADMIN: Text("系统管理员", "System administrator"),
    Role.SECURITY_ADMIN: Text("安全管理员", "Security administrator"),
    Role.AUDITOR: Text("审计员", "Auditor"),
}

COMMITTEE = frozenset({Role.LEADER, Role.SERVICE, Role.STATISTICIAN, Role.PROMOTION, Role.PROJECT})
"""The roles that work with firms and figures."""

SIGNED_IN = frozenset(Role)
"""Every role."""


@dataclass(frozen=True, slots=True)
class Permission:
    """Something that may be done, and the roles that may; the enterprise role only for its own firm."""

    code: str
    title: Text
    roles: frozenset[Role]
