"""Strict YAML: duplicate keys and unsafe tags are refused, and a fault names its line."""

from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from gaoxin.base.text import Text
from gaoxin.engines.packs import bounds

Kind = TypeVar("Kind")


class PackError(ValueError):
    """A pack file that cannot be used: `where` is file and place, `text` what to mend."""

    def __init__(self, where: str, text: Text) -> None:
        super().__init__(f"{where}: {text.en}")
        self.where, self.text = where, text


class _Loader(yaml.CSafeLoader):
    """SafeLoader that refuses a key written twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Build a mapping; raises ConstructorError on a repeated key."""
        mapping: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in mapping:
                raise yaml.constructor.ConstructorError(None, None, f"key {key!r} twice", key_node.start_mark)
            mapping[key] = self.construct_object(value_node, deep=deep)
        return mapping


def read_yaml(path: Path) -> Any:
    """The plain data of a YAML file; raises PackError with the line."""
    data = path.read_bytes()
    try:
        bounds.check(data)
        return yaml.load(data, Loader=_Loader)  # noqa: S506  (a SafeLoader)
    except (yaml.YAMLError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        problem = " ".join((getattr(error, "problem", None) or str(error)).split())
        raise PackError(
            f"{path.name}{line}", Text(f"YAML 有误：{problem}", f"not valid YAML: {problem}")
        ) from error


def read_kind(path: Path, kind: type[Kind]) -> Kind:
    """Read a file as one kind of pack file; raises PackError naming the field."""
    try:
        return msgspec.convert(read_yaml(path), kind)
    except msgspec.ValidationError as error:
        raise PackError(path.name, Text(f"格式有误：{error}", str(error))) from error
