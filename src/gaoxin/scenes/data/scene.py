"""The manifest of the data scene: firms, what is known of them and from whom, imports, sources, figures."""

from gaoxin.base.text import Text
from gaoxin.center.roles import Permission, Role
from gaoxin.frame.scene import Link, Scene

SCENE = Scene(
    "data",
    Text("数据中心", "Data centre"),
    order=60,
    menu=(
        Link(Text("企业", "Firms"), "data:firms", "building-community", "center.read"),
        Link(Text("异议", "Disputes"), "data:disputes", "message-report", "data.dispute"),
        Link(Text("导入", "Imports"), "data:imports", "upload", "center.import"),
        Link(Text("来源", "Sources"), "data:sources", "file-certificate", "center.read"),
        Link(Text("指标", "Figures"), "data:figures", "timeline", "center.read"),
        Link(Text("本企业档案", "Our file"), "data:own", "building-community", "center.state"),
    ),
    permissions=(
        Permission(
            "data.dispute",
            Text("处理企业对数据的异议", "Handle firms' disputes of data"),
            frozenset({Role.SERVICE}),
        ),
    ),
)
