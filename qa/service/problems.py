"""What went wrong, as a problem document (RFC 9457): a title, a status, and what to do.

An error of the library becomes one by :func:`problem_of`; handlers raise :class:`Problem`.
"""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from qa.errors import (
    ArchiveError,
    BusyError,
    InputError,
    KanbaoError,
    MismatchError,
    ModelError,
    ReadError,
)
from qa.messages import in_chinese
from qa.service.templating import page, wants_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

__all__ = ["TITLES", "Problem", "problem_of", "problem_response"]

TITLES = {
    "bad-request": (400, "请求有误"),
    "unauthorized": (401, "需要密钥"),
    "forbidden": (403, "密钥没有这个权限"),
    "cross-site": (403, "请求来自别的网站"),
    "not-found": (404, "没有这个东西"),
    "method": (405, "这个地址不接受这种方法"),
    "mismatch": (409, "档案与模型或版本不符"),
    "read-only": (409, "这个档案只能读"),
    "changed": (409, "原文件已改动"),
    "too-large": (413, "内容太大"),
    "media-type": (415, "内容类型不对"),
    "host": (421, "不认识的主机名"),
    "unreadable": (422, "文件读不了"),
    "too-many": (429, "这个密钥的请求太多"),
    "internal": (500, "服务出错"),
    "keys": (503, "密钥文件读不了"),
    "busy": (503, "现在太忙"),
    "writing": (503, "档案正在写入"),
    "overdue": (503, "等得太久"),
    "archive": (503, "档案打不开"),
    "model": (503, "模型用不了"),
}
"""The last part of a problem's ``type``, with its status and title."""

_ERRORS: tuple[tuple[type[KanbaoError], str], ...] = (
    (InputError, "bad-request"),
    (ReadError, "unreadable"),
    (MismatchError, "mismatch"),
    (BusyError, "writing"),
    (ArchiveError, "archive"),
    (ModelError, "model"),
    (KanbaoError, "internal"),
)
_STATUSES = {404: "not-found", 405: "method", 413: "too-large"}
_OPENAI_CODES = {"unauthorized": "invalid_api_key", "too-many": "rate_limit_exceeded"}
_AGAIN = 5  # seconds after which another writer may be done


class Problem(Exception):  # noqa: N818 (its name in RFC 9457)
    """An answer that says what is wrong and what to do: ``name`` is a key of :data:`TITLES`.

    ``field``: of the request, the one that is wrong.
    """

    def __init__(
        self,
        name: str,
        detail: str,
        headers: Mapping[str, str] | None = None,
        *,
        field: str | None = None,
    ) -> None:
        super().__init__(detail)
        self.name = name
        self.detail = detail
        self.headers = dict(headers or {})
        self.field = field

    @property
    def status(self) -> int:
        """The HTTP status."""
        return TITLES[self.name][0]

    def document(self, instance: str) -> dict[str, Any]:
        """Return the document; ``instance`` names this one case of it."""
        status, title = TITLES[self.name]
        return {
            "type": f"/problems/{self.name}",
            "title": title,
            "status": status,
            "detail": self.detail,
            "instance": instance,
        }


def problem_of(error: Exception) -> Problem:
    """Return the problem that an error of the library, or of the router, is to a client."""
    if isinstance(error, Problem):
        return error
    for kind, name in _ERRORS:
        if isinstance(error, kind):
            again = {"Retry-After": str(_AGAIN)} if TITLES[name][0] == 503 else {}
            return Problem(name, in_chinese(str(error)), again)
    status = getattr(error, "status_code", 500)
    if status >= 500:
        return Problem("internal", "服务里出了没有料到的错误：请把请求编号告诉管理员")
    name = _STATUSES.get(status, "bad-request")
    detail = getattr(error, "detail", "") or HTTPStatus(status).phrase
    return Problem(name, _DETAILS.get(name, detail), getattr(error, "headers", None) or {})


_DETAILS = {
    "not-found": "没有这个地址：看看有没有写错，或从首页找起；程序用的地址都在 /openapi.json",
    "method": "这个地址不接受这种方法：见 /openapi.json",
}


def problem_response(request: Request, problem: Problem) -> Response:
    """Return the problem as a document of its media type, or as a page to a browser.

    Under ``/v1/`` it has OpenAI's shape.
    """
    request.state.problem = problem.name
    if wants_page(request):
        name = "login.html" if problem.name == "unauthorized" else "problem.html"
        about = {"problem": problem, "next": _next(request)}
        return page(request, name, status=problem.status, headers=problem.headers, **about)
    if request.url.path.startswith("/v1/"):
        document, media = openai_error(problem), "application/json"
    else:
        document = problem.document(f"/requests/{request.state.id}")
        media = "application/problem+json"
    return Response(
        json.dumps(document, ensure_ascii=False).encode(errors="backslashreplace"),
        status_code=problem.status,
        headers=problem.headers,
        media_type=media,
    )


def _next(request: Request) -> str:
    """Return where to go after a login: to what was asked for, if that only shows something."""
    known: str | None = getattr(request.state, "next", None)
    if known is not None:
        return known
    url = request.url
    here = f"{url.path}?{url.query}" if url.query else url.path
    return here if request.method == "GET" else "/"


def openai_error(problem: Problem) -> dict[str, Any]:
    """Return the problem in the shape of OpenAI's errors."""
    missing = problem.name == "not-found" and problem.field
    kind = "server_error" if problem.status >= 500 else "invalid_request_error"
    return {
        "error": {
            "message": problem.detail,
            "type": kind,
            "param": problem.field,
            "code": f"{missing}_not_found"
            if missing
            else _OPENAI_CODES.get(problem.name, problem.name),
        }
    }
