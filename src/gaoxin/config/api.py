"""The interface for programs under /api/: the routers of the scenes, one way of asking, one shape of errors."""

from importlib import import_module
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from gaoxin import __version__
from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.frame.api.access import BySession, ByToken
from gaoxin.frame.api.errors import MISSING, REFUSED, STATUSES, STRANGER, ApiError, problem
from gaoxin.frame.discover import part, scene_apps

DESCRIPTION = """\
园区平台的程序接口。令牌在“账号与审计”中签发，只给出需要的权限；放在请求头 `Authorization: Bearer gx_…`。
金额单位为元的十进制文本；不知道的值不出现，绝不当作零或否。

The zone's site for programs. Issue a token under “Accounts and audit” with no more permissions than needed, and send it
as `Authorization: Bearer gx_…`. Money is yuan as decimal text; what is not known is left out, never zero or no.
"""


class Api(NinjaAPI):
    """With every error that an operation may give described."""

    def get_openapi_schema(self, **options: Any) -> Any:
        """The description, with words for each status."""
        schema = super().get_openapi_schema(**options)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    answer["description"] = STATUSES.get(int(status), "OK")
        return schema


def build() -> Api:
    """Every scene's router in one interface."""
    api = Api(
        title="gaoxin 高新",
        version=__version__,
        description=DESCRIPTION,
        auth=[ByToken(), BySession()],
        docs_url=None,
        urls_namespace="api",
    )
    for kind, answer in HANDLERS.items():
        api.add_exception_handler(kind, _handler(api, answer))
    for app in scene_apps():
        if part(app, "api"):
            api.add_router("", import_module(f"{app}.api").router)
    return api


def _handler(api: Api, answer: Any) -> Any:
    def handle(request: HttpRequest, error: Any) -> HttpResponse:
        status, body, headers = answer(error)
        response = api.create_response(request, body, status=status)
        for name, value in headers.items():
            response[name] = value
        return response

    return handle


def _ours(error: ApiError) -> Any:
    headers = {"Retry-After": str(error.wait)} if error.wait else {}
    return error.status, problem(error.code, error.text, error.field), headers


def _invalid(error: ValidationError) -> Any:
    first = error.errors[0]
    place = ".".join(str(part) for part in first["loc"])
    text = Text(f"参数有误：{place}（{first['msg']}）", f"A parameter is wrong: {place} ({first['msg']})")
    return 422, problem("invalid", text, place), {}


def _refused(error: Refused) -> Any:
    return 422, problem("invalid", error.message, error.problem.where or None), {}


def _http(error: HttpError) -> Any:
    code = {400: "unreadable", 403: "forbidden"}.get(error.status_code, "error")
    return error.status_code, problem(code, Text(f"请求未被接受：{error}", str(error))), {}


HANDLERS: dict[type[Exception], Any] = {
    ApiError: _ours,
    ValidationError: _invalid,
    Refused: _refused,
    HttpError: _http,
    AuthenticationError: lambda _e: (401, problem("no_token", STRANGER), {"WWW-Authenticate": "Bearer"}),
    PermissionDenied: lambda _e: (403, problem("forbidden", REFUSED), {}),
    Http404: lambda _e: (404, problem("not_found", MISSING), {}),
}

api = build()
