"""Tags of every template: two languages side by side, icons, lights, states, money."""

from decimal import Decimal
from typing import Any

from django import template
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockNode
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from gaoxin.base.text import Text
from gaoxin.center.permissions import permission
from gaoxin.center.roles import Role
from gaoxin.frame.request import language

register = template.Library()


@register.simple_tag
def t(zh: str, en: str, **values: Any) -> SafeString:
    """One of two wordings; `{name}` stands for a value, which is escaped."""
    chosen = zh if language() == "zh" else en
    return format_html(chosen, **values) if values else mark_safe(chosen)  # noqa: S308 the wording is ours


@register.filter
def say(text: Text | str | None) -> str:
    """A Text in the language of the page; anything else as it is."""
    return text.in_(language()) if isinstance(text, Text) else "" if text is None else str(text)


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite, hidden from screen readers."""
    address = static("vendor/icons.svg")
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', address, name)


@register.filter
def yuan(fen: int | None) -> str:
    """Fen as yuan with thousands separators; empty where not known."""
    if fen is None:
        return ""
    value = Decimal(fen) / 100
    return f"{value:,.0f}" if value == value.to_integral() else f"{value:,.2f}"


@register.filter
def wan(fen: int | None) -> str:
    """Fen as 万元 with two decimals and thousands separators; empty where not known."""
    return "" if fen is None else f"{Decimal(fen) / 1_000_000:,.2f}"


@register.filter
def lookup(mapping: Any, key: Any) -> Any:
    """One item of a mapping, None where it is not there."""
    return mapping.get(key) if hasattr(mapping, "get") else None


LIGHTS = {
    "green": (Text("正常", "on track"), "circle-check"),
    "amber": (Text("偏慢", "behind"), "alert-triangle"),
    "red": (Text("滞后", "far behind"), "alert-octagon"),
    "none": (Text("无灯", "no light"), "minus"),
}


@register.simple_tag
def light(value: str | None, word: Text | None = None) -> SafeString:
    """A light by word, shape and colour; `word` where it is not about progress."""
    usual, shape = LIGHTS[value or "none"]
    title = word or usual
    return format_html(
        '<span class="badge badge-lite light-{}">{} {}</span>', value or "none", icon(shape), say(title)
    )


STATES = {
    "eligible": (Text("符合", "eligible"), "circle-check"),
    "ineligible": (Text("不符合", "not eligible"), "circle-x"),
    "needs_data": (Text("缺数据", "needs data"), "help-circle"),
    "needs_review": (Text("需人工", "needs review"), "eye"),
    "one_step": (Text("差一条", "one step away"), "target"),
}


@register.simple_tag
def state(value: str) -> SafeString:
    """A verdict by word, shape and colour."""
    title, shape = STATES[value]
    return format_html('<span class="badge badge-lite state-{}">{} {}</span>', value, icon(shape), say(title))


@register.filter
def role(code: str) -> str:
    """What a role is called."""
    return say(Role(code).named)


@register.filter
def permitted(code: str) -> str:
    """What a permission is called; empty where there is none of that code."""
    try:
        return say(permission(code).title)
    except KeyError:
        return ""


@register.simple_tag(takes_context=True)
def again(context: template.Context, block: str) -> SafeString:
    """What a block of this page holds, a second time: the title of the window as the heading of the page."""
    found: BlockNode = context.render_context[BLOCK_CONTEXT_KEY].get_block(block)
    return found.render(context)


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The present query string with some parameters changed; None takes one away, and the page number goes."""
    params = context["request"].GET.copy()
    params.pop("page", None)
    for name, value in changes.items():
        params.pop(name, None)
        if value is not None:
            params[name] = str(value)
    return conditional_escape(f"?{params.urlencode()}")
