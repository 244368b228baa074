"""Membership in scopes of GB/T 4754 as a business knowledge model, in FEEL that every engine knows."""

from gaoxin.engines.rules.dmn import model as m

CALL = "within"
"""What packs call it."""

NAME, SCOPES = "行业属于", "k_within"
PARAMETERS = (m.Parameter("代码", "string"), m.Parameter("范围"))
BODY = (
    "if some 项 in 范围 satisfies starts with(代码, 项) then true "
    "else if some 项 in 范围 satisfies starts with(项, 代码) then null else false"
)
"""A code shorter than the scope (C for C39) does not decide: null."""
