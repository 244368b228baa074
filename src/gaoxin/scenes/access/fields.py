"""The fields of the forms of this scene."""

from collections.abc import Sequence

from gaoxin.base.text import Text
from gaoxin.center.people.grants import GRANT
from gaoxin.center.people.queries import EVERY, zone_choices
from gaoxin.center.people.reach import everywhere
from gaoxin.center.roles import Role
from gaoxin.center.security.passwords import RULE
from gaoxin.frame.request import Request
from gaoxin.scenes.access.forms import Field

LOGIN = (
    Field("login", Text("登录名", "Login name"), autocomplete="username", focus=True),
    Field("password", Text("密码", "Password"), "password", autocomplete="current-password"),
)
CODE = (
    Field(
        "code",
        Text("验证码", "Code"),
        autocomplete="one-time-code",
        focus=True,
        hint=Text(
            "手机身份验证器上的 6 位数字；手机不在身边时填一个恢复码",
            "The six digits of your authenticator app; without the phone, one recovery code",
        ),
    ),
)
FIRST_CODE = (
    Field(
        "code",
        Text("验证码", "Code"),
        autocomplete="one-time-code",
        hint=Text("扫码后手机上显示的 6 位数字", "The six digits that the phone shows after scanning"),
    ),
)
PRESENT = (
    Field("password", Text("当前密码", "Present password"), "password", autocomplete="current-password"),
)
PASSWORD = (
    *PRESENT,
    Field("new", Text("新密码", "New password"), "password", hint=RULE, autocomplete="new-password"),
    Field("again", Text("再输入一次新密码", "New password again"), "password", autocomplete="new-password"),
)
PERSON = (
    Field("name", Text("姓名", "Name")),
    Field(
        "login",
        Text("登录名", "Login name"),
        hint=Text(
            "小写字母开头，3–60 位小写字母、数字和 . _ -，一人一号，不共用",
            "Begins with a small letter; 3–60 small letters, digits and . _ -. One person, one account",
        ),
    ),
)
REASON = (
    Field(
        "reason",
        Text("原因", "Reason"),
        "textarea",
        hint=Text("写入审计日志", "Is written into the audit log"),
    ),
)
TOKEN = (
    Field("name", Text("用途", "What for"), hint=Text("如“ERP 对账程序”", "Such as “ERP reconciliation”")),
    Field(
        "days",
        Text("有效期", "Lives for"),
        "select",
        choices=(
            ("30", Text("30 天", "30 days")),
            ("90", Text("90 天", "90 days")),
            ("365", Text("365 天", "365 days")),
        ),
    ),
)
ALL_ZONES = "*"


def consent_fields(receivers: Sequence[str]) -> tuple[Field, ...]:
    """The form to give a consent, to one of `receivers`, or to whom one writes where none are listed."""
    choices = tuple((name, Text(name, name)) for name in receivers)
    return (
        Field("receiver", Text("接收方", "Receiver"), "select" if choices else "text", choices=choices),
        Field(
            "purpose",
            Text("用途", "Purpose"),
            hint=Text("如“流动资金贷款审查”", "Such as the review of a loan"),
        ),
        Field(
            "valid_to",
            Text("截止日期", "Until"),
            "date",
            hint=Text("含当日；可随时撤回", "Included; it can be withdrawn at any time"),
        ),
    )


def grant_fields(request: Request) -> tuple[Field, ...]:
    """The form to grant a role, with the zones that this administrator holds."""
    zones = [(zone.pk, zone.name) for zone in zone_choices(request.actor)]
    if everywhere(request.actor, GRANT):
        zones.append((ALL_ZONES, EVERY))
    roles = tuple((role.value, role.named) for role in Role)
    return (
        Field("role", Text("角色", "Role"), "select", choices=roles),
        Field("zone", Text("园区", "Zone"), "select", choices=tuple(zones)),
        Field(
            "uscc",
            Text("统一社会信用代码", "Code of the firm (USCC)"),
            hint=Text("仅企业角色填写", "For the enterprise role only"),
            required=False,
        ),
        Field(
            "organisation",
            Text("所属机构", "Organisation"),
            hint=Text("银行、海关角色必填，如“云川农商行高新支行”", "Needed for banks and customs"),
            required=False,
        ),
        Field("valid_from", Text("开始日期", "From"), "date"),
        Field(
            "valid_to",
            Text("结束日期", "Until"),
            "date",
            hint=Text("含当日；不填为长期", "Included; leave empty where there is no end"),
            required=False,
        ),
        *REASON,
    )
