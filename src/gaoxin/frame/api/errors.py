"""Errors of the interface: one shape for all of them, told in both languages."""

from typing import Any

from ninja import Schema
from pydantic import Field

from gaoxin.base.text import Text


class Words(Schema):
    """A wording in both languages; English may be empty."""

    zh: str = Field(examples=["云川高新区"])
    en: str = Field(examples=["Yunchuan High-tech Zone"])


class Problem(Schema):
    """What went wrong."""

    code: str = Field(description="稳定的错误代码 · stable code of the error", examples=["not_found"])
    message: Words = Field(description="说明，告诉调用者怎么办 · what to do, in both languages")
    field: str | None = Field(
        None, description="出错的参数 · the parameter at fault", examples=["query.limit"]
    )


class ApiError(Exception):
    """Ends an operation with a status and a problem."""

    def __init__(self, status: int, code: str, text: Text, field: str | None = None, wait: int = 0) -> None:
        super().__init__(text.en)
        self.status, self.code, self.text, self.field, self.wait = status, code, text, field, wait


MISSING = Text("没有找到，或无权查看", "Not found, or not yours to see")
REFUSED = Text(
    "没有这项权限，或令牌的范围不含它", "This permission is not held, or not among the token's scopes"
)
STRANGER = Text(
    "请在 Authorization 头中给出有效的令牌：Bearer gx_…",
    "Give a valid token in the header: Authorization: Bearer gx_…",
)
BUSY = Text("请求过于频繁，请稍后再试", "Too many requests; wait and try again")

STATUSES = {
    400: "请求无法读取 · the request cannot be read",
    401: "没有有效的令牌 · no valid token",
    403: "没有权限 · not permitted",
    404: "没有找到 · not found",
    409: "与已有的冲突 · in conflict with what is there",
    422: "参数有误 · a parameter is wrong",
    429: "过于频繁 · too often",
}
ERRORS: dict[Any, Any] = dict.fromkeys(STATUSES, Problem)
"""For `response={200: …, **ERRORS}` of every operation."""


def missing() -> ApiError:
    """404; also for what exists but may not be known of."""
    return ApiError(404, "not_found", MISSING)


def refused() -> ApiError:
    """403."""
    return ApiError(403, "forbidden", REFUSED)


def problem(code: str, text: Text, field: str | None = None) -> dict[str, Any]:
    """The body of an error."""
    return {"code": code, "message": {"zh": text.zh, "en": text.en}, "field": field}
