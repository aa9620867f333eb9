"""The outermost layer: request ids, headers, the log, hosts, and faults of our own."""

from __future__ import annotations

import json
import logging
import secrets
import time
import traceback
from typing import TYPE_CHECKING, Any

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request

from qa.service.call import Gone
from qa.service.problems import Problem, problem_of, problem_response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from qa.service.core import Service

__all__ = ["Edge", "log"]

_LOG = logging.getLogger("kanbao")
_HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    # With no-referrer a browser sends a form of ours with the Origin "null".
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
_LEFT = 499  # nginx's number for a client that left


def log(level: int, event: str, **about: Any) -> None:
    """Write a line of the log: one JSON object."""
    _LOG.log(level, json.dumps({"event": event, **about}, ensure_ascii=False, default=str))


class Edge:
    """ASGI middleware around everything else."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # Ids may have a slash in them: it comes as %2F and is not one of the address.
        scope["path"] = scope.get("raw_path", scope["path"].encode()).decode("ascii", "replace")
        scope["state"] = {**scope.get("state", {}), "id": secrets.token_hex(8), "address": "-"}
        began, status = time.monotonic(), 0

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _add_headers(message, scope["state"]["id"])
            await send(message)

        try:
            await self._serve(scope, receive, sent)
        except (Gone, ClientDisconnect):
            status = _LEFT
        except Exception as error:  # noqa: BLE001 (a fault of ours ends in a document, and the log)
            self._report(scope, error)
            if not status:
                response = problem_response(Request(scope), problem_of(error))
                await response(scope, receive, sent)
        finally:
            self._note(scope, status or _LEFT, time.monotonic() - began)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        try:
            self._service.access.check_host(request)
        except Problem as problem:
            await problem_response(request, problem)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        state = scope["state"]
        self._service.metrics.request(state["address"], scope["method"], status, seconds)
        about = {name: state[name] for name in ("key", "problem", "question") if state.get(name)}
        log(
            logging.INFO,
            "request",
            request=state["id"],
            method=scope["method"],
            path=scope["path"],
            status=status,
            ms=round(seconds * 1000, 1),
            **about,
        )

    def _report(self, scope: Scope, error: Exception) -> None:
        """Log where it happened; not what it says, which may quote a question."""
        places = [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        log(
            logging.ERROR,
            "fault",
            request=scope["state"]["id"],
            kind=type(error).__name__,
            places=places,
        )


def _add_headers(message: Message, id_: str) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("cache-control", "no-store")
    headers["x-request-id"] = id_
