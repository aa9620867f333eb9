"""A server of ``kanbao serve``: its address, the key for it, and one exchange with it."""

from __future__ import annotations

import ipaddress
import json
import os
import threading
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from qa.errors import InputError, KanbaoError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from http.client import HTTPResponse
    from urllib.parse import SplitResult

__all__ = ["NoAnswerError", "OtherServerError", "RefusedError", "Server"]

_JSON = ("application/json", "application/problem+json")


class NoAnswerError(KanbaoError):
    """Nothing answers there, or not in time."""


class OtherServerError(KanbaoError):
    """What answers is no service of ours, or of another version; ``status`` is HTTP's."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


class RefusedError(KanbaoError):
    """The server says what is wrong: ``kind`` is the last part of the problem's type.

    ``again``: in how many seconds it says to ask again; empty where it does not.
    """

    def __init__(self, status: int, kind: str, detail: str, again: str) -> None:
        super().__init__(detail or f"HTTP {status}")
        self.status = status
        self.kind = kind
        self.detail = detail
        self.again = again


class Server:
    """Safe to use from several threads."""

    def __init__(
        self, address: str, *, key: str | None, seconds: float, keep: bool = False
    ) -> None:
        """``seconds``: for which nothing need come; with ``keep`` connections last until closed.

        Raises :class:`InputError` for an address that is none, or that a key may not go to.
        """
        self.name = address
        self._address = _address(address)
        self._seconds = seconds
        self._keep = keep
        self._headers = {"Accept": "application/json"}
        self._idle: list[HTTPConnection] = []
        self._lock = threading.Lock()
        if key:
            _check_key(key, self._address)
            self._headers["Authorization"] = f"Bearer {key}"

    def send(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """Return the JSON that the server answers to a request that may be sent twice.

        Raises :class:`NoAnswerError`, :class:`OtherServerError` and :class:`RefusedError`.
        """
        headers = {**self._headers, "Content-Type": "application/json"} if body else self._headers
        sent = None if body is None else json.dumps(body, default=str).encode()
        request = (method, self._address.path.rstrip("/") + path, sent, headers)
        with self._lock:
            kept = self._idle.pop() if self._idle else None
        try:
            try:
                response, raw = self._exchanged(kept or self._connection(), request)
            except (ConnectionError, HTTPException):
                if kept is None:
                    raise
                # The server has closed what was kept since.
                response, raw = self._exchanged(self._connection(), request)
        except TimeoutError as error:
            raise NoAnswerError(f"nothing came for {self._seconds:g} s") from error
        except (OSError, HTTPException, ValueError) as error:
            raise NoAnswerError(str(error) or type(error).__name__) from error
        return _made(response, raw)

    def close(self) -> None:
        """Close the connections that are kept."""
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _exchanged(
        self, connection: HTTPConnection, request: tuple[Any, ...]
    ) -> tuple[HTTPResponse, bytes]:
        try:
            connection.request(*request)
            response = connection.getresponse()
            raw = response.read()
        except BaseException:
            connection.close()
            raise
        if response.will_close or not self._keep:
            connection.close()
        else:
            with self._lock:
                self._idle.append(connection)
        return response, raw

    def _connection(self) -> HTTPConnection:
        kind = HTTPSConnection if self._address.scheme == "https" else HTTPConnection
        return kind(self._address.hostname or "", self._address.port, timeout=self._seconds)


def _made(response: HTTPResponse, raw: bytes) -> Any:
    media = response.headers.get_content_type()
    if media not in _JSON or 300 <= response.status < 400:
        raise OtherServerError(response.status)
    try:
        made = json.loads(raw)
    except ValueError as error:
        raise OtherServerError(response.status) from error
    if response.status < 400:
        return made
    problem = made if isinstance(made, dict) else {}
    raise RefusedError(
        response.status,
        str(problem.get("type", "")).rpartition("/")[2],
        str(problem.get("detail", "")),
        response.headers.get("Retry-After", ""),
    )


def _address(server: str) -> SplitResult:
    try:
        parts = urlsplit(server)
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        good = False
    if not good or parts.query or parts.fragment or "@" in parts.netloc or not server.isprintable():
        raise InputError(f"服务器的网址 {server!r}：写成 http://127.0.0.1:8000 这样")
    return parts


def _check_key(key: str, address: SplitResult) -> None:
    """Raise for a key that no header can hold, and where others on the way could read it."""
    if not (key.isascii() and key.isprintable()):
        raise InputError("KANBAO_KEY 里不是密钥：应是 kb_ 开头的一行字母和数字")
    safe = address.scheme == "https" or _is_here(address.hostname or "")
    if not safe and os.environ.get("KANBAO_PLAIN_HTTP") != "1":
        raise InputError(
            f"不把密钥明文发给 {address.hostname}：网址改用 https；"
            "确知路上没有别人能看见，就设 KANBAO_PLAIN_HTTP=1"
        )


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
