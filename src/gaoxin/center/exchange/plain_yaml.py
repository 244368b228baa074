"""Pack data as YAML text that reads back the same, and policies as files."""

import re
from typing import Any

import msgspec
import yaml

from gaoxin.base.text import Text
from gaoxin.center.library import plain
from gaoxin.engines.packs.kinds import Policy
from gaoxin.engines.packs.read import PackError

_HEAD = ("id", "title", "clause", "confidence", "reading")


class _Dumper(yaml.SafeDumper):
    """Writes every value out, never an alias."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        """Always."""
        return True


def dump(data: Any) -> str:
    """YAML text; short mappings and lists on one line, keys in their order."""
    return yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=110
    )


def load(text: str, where: str) -> Any:
    """The data of YAML text from outside; PackError where it is none, or uses aliases."""
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.CSafeLoader)):
            raise PackError(where, Text("YAML 中不允许别名", "aliases are not allowed in this YAML"))
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if isinstance(error, PackError):
            raise
        problem = " ".join(str(error).split())
        raise PackError(where, Text(f"YAML 有误：{problem}", f"not valid YAML: {problem}")) from error


def policy_text(policy: Policy) -> str:
    """A policy as the text of its file."""
    data = plain(policy)
    for version in data["versions"]:
        version["conditions"] = [_headed(condition) for condition in version["conditions"]]
    return dump(data)


def _headed(condition: dict[str, Any]) -> dict[str, Any]:
    """The condition with what names it first."""
    return {key: condition[key] for key in _HEAD if key in condition} | condition


def as_policy(data: Any, where: str) -> Policy:
    """The policy that plain data makes; PackError naming the field."""
    try:
        return msgspec.convert(data, Policy)
    except msgspec.ValidationError as error:
        raise PackError(where, Text(f"格式有误：{error}", str(error))) from error


def draft_id(stem: str) -> str:
    """The id of a draft from the name of its file; `draft.` before a name that is no id."""
    if re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z0-9][a-z0-9_]*)+", stem):
        return stem
    plain = re.sub(r"[^a-z0-9]+", "_", stem.lower()).strip("_")
    return f"draft.{plain or 'policy'}"
