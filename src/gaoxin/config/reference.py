"""The page that describes the interface, made from its own description; no script of others, nothing from outside."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gaoxin.config.api import api


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation in words; `parameters` as name, place, whether required, description; `body` an example."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[tuple[str, str, bool, str], ...]
    body: str
    tag: str


def reference(request: HttpRequest) -> HttpResponse:
    """The page."""
    by_tag: dict[str, list[Operation]] = {}
    for operation in operations():
        by_tag.setdefault(operation.tag, []).append(operation)
    return render(request, "frame/api.html", {"groups": by_tag.items()})


@cache
def operations() -> tuple[Operation, ...]:
    """Every operation, in the order of the scenes."""
    schema = api.get_openapi_schema()
    return tuple(_operations(schema))


def _operations(schema: Any) -> Iterator[Operation]:
    for path, methods in schema["paths"].items():
        for method, said in methods.items():
            given = tuple(
                (p["name"], p["in"], p.get("required", False), p["schema"].get("description", ""))
                for p in said.get("parameters", [])
            )
            yield Operation(
                said["operationId"],
                method.upper(),
                path,
                said["summary"],
                said.get("description", ""),
                given,
                _example(schema, said),
                said["tags"][0],
            )


def _example(schema: Any, said: Any) -> str:
    if "requestBody" not in said:
        return ""
    name = said["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    fields = schema["components"]["schemas"][name]["properties"]
    example = {key: field["examples"][0] for key, field in fields.items() if field.get("examples")}
    return json.dumps(example, ensure_ascii=False, indent=2)
