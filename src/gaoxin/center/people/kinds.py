"""What the kinds of events are called; a kind that is not listed shows its code."""

from gaoxin.base.text import Text

TITLES = {
    "login": Text("登录", "Logged in"),
    "logout": Text("退出", "Logged out"),
    "login.failed": Text("登录失败", "Login failed"),
    "login.locked": Text("登录失败，账号锁定", "Login failed, account locked"),
    "factor.failed": Text("第二因素验证失败", "Second factor failed"),
    "factor.set": Text("启用第二因素", "Second factor set up"),
    "factor.codes": Text("更换恢复码", "Recovery codes renewed"),
    "factor.dropped": Text("关闭第二因素", "Second factor switched off"),
    "factor.reset": Text("重置第二因素", "Second factor reset"),
    "password.changed": Text("修改密码", "Password changed"),
    "sessions.ended": Text("退出其他登录", "Logged out elsewhere"),
    "person.created": Text("建立账号", "Account created"),
    "person.disabled": Text("停用账号", "Account disabled"),
    "person.enabled": Text("启用账号", "Account enabled"),
    "person.unlocked": Text("解锁账号", "Account unlocked"),
    "person.password": Text("重置密码", "Password reset"),
    "role.granted": Text("授予角色", "Role granted"),
    "role.revoked": Text("收回角色", "Role revoked"),
    "firm.read": Text("查看企业档案", "Firm's file read"),
    "export": Text("导出", "Export"),
    "log.verified": Text("核验日志", "Log verified"),
    "consent.withdrawn": Text("撤回授权", "Consent withdrawn"),
    "token.issued": Text("签发接口令牌", "API token issued"),
    "token.revoked": Text("吊销接口令牌", "API token revoked"),
}


def title_of(kind: str) -> Text:
    """The title of a kind of event."""
    return TITLES.get(kind, Text(kind, kind))
