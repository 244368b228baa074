"""The manifest of the policy scene."""

from gaoxin.base.text import Text
from gaoxin.center.roles import COMMITTEE, Permission, Role
from gaoxin.frame.scene import Link, Scene

SCENE = Scene(
    "policy",
    Text("政策匹配", "Policies"),
    order=20,
    menu=(
        Link(Text("政策库", "Policy library"), "policy:library", "license", "policy.read"),
        Link(Text("我的政策", "Our policies"), "policy:mine", "star", "center.state"),
        Link(Text("测一测", "Find out"), "policy:quiz", "help-circle", None),
    ),
    permissions=(
        Permission("policy.read", Text("查看政策与匹配结果", "Read policies and matches"), COMMITTEE),
        Permission("policy.match", Text("重新匹配", "Match again"), frozenset({Role.SERVICE})),
        Permission(
            "policy.push", Text("向企业推送政策", "Tell firms of policies"), frozenset({Role.SERVICE})
        ),
        Permission(
            "policy.propose", Text("提出政策修改", "Propose changes of policies"), frozenset({Role.SERVICE})
        ),
        Permission(
            "policy.approve",
            Text("批准政策修改", "Approve changes of policies"),
            frozenset({Role.LEADER, Role.SERVICE}),
        ),
        Permission(
            "policy.own",
            Text("查看本企业的政策", "Read one's own firm's policies"),
            COMMITTEE | {Role.ENTERPRISE},
        ),
    ),
    jobs=("gaoxin.scenes.policy.jobs.refresh",),
    tiles="gaoxin.scenes.policy.queries.tiles.tiles",
    flow="gaoxin.scenes.policy.queries.tiles.flow",
    changed="gaoxin.scenes.policy.following.follow",
)
