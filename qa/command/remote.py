"""An archive on a server: asked over HTTP, with the same records as an archive of a folder.

No model and no index is loaded here. Of the library it takes the records alone.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, urlencode, urlsplit

from qa.errors import InputError, KanbaoError
from qa.records import Digest, Summary
from qa.shapes import Listed, answer_of, hit_of, record_of

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self
    from urllib.parse import SplitResult

    from qa.records import Answer, Citation, Hit, Where

__all__ = ["RemoteArchive"]

_T = TypeVar("_T")
_PAGE = 200
_SECONDS = 600.0  # for which nothing need come: a server has its own, shorter deadline
_JSON = ("application/json", "application/problem+json")


class RemoteArchive:
    """An archive of ``kanbao serve``: the methods of :class:`qa.Archive` that the command asks.

    ``name`` None: the only one there. Each method raises :class:`KanbaoError` with what the server
    says is wrong, and for a server that is not there or is none of ours.
    """

    def __init__(self, server: str, name: str | None, *, key: str | None = None) -> None:
        """Raise :class:`InputError` for an address that is none, or that a key may not go to."""
        self._server = server
        self._address = _address(server)
        self._headers = {"Accept": "application/json"}
        if key:
            _check_key(key, self._address)
            self._headers["Authorization"] = f"Bearer {key}"
        self._name = name or self._only_name()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Do nothing: each request has a connection of its own."""

    def ask(
        self,
        question: str,
        *,
        where: Where | None,
        k: int,
        verbatim: bool,
        threshold: float | None,
        today: dt.date | None,
    ) -> Answer:
        """Answer a question, or refuse."""
        body = {
            "question": question,
            "k": k,
            "verbatim": verbatim,
            "threshold": threshold,
            "today": today or dt.date.today(),
        }
        return self._post("answers", body | _filter(where), answer_of)

    def search(self, text: str, *, k: int, where: Where | None, arms: Sequence[str]) -> list[Hit]:
        """Return the best chunks, best first."""
        body = {"text": text, "k": k, "arms": list(arms)}
        return self._post(
            "search", body | _filter(where), lambda made: [hit_of(hit) for hit in made["hits"]]
        )

    def digest(
        self,
        question_or_ids: str | Sequence[str],
        *,
        where: Where | None,
        limit: int,
        today: dt.date | None,
    ) -> Digest:
        """Digest the articles for a question, or those that are named."""
        asked = question_or_ids if isinstance(question_or_ids, str) else None
        body: dict[str, Any] = {
            "question": asked,
            "limit": limit,
            "today": today or dt.date.today(),
        }
        if asked is None:
            body["ids"] = list(question_or_ids)
        return self._post("digests", body | _filter(where), lambda made: record_of(Digest, made))

    def get(self, id_: str) -> Listed:
        """Return an article; raise if it is not there."""
        return self._send("GET", self._path("articles", id_), None, lambda m: record_of(Listed, m))

    def evidence(self, cited: Citation) -> dict[str, Any]:
        """Return what proves a citation: see :func:`qa.service.citations.evidence`."""
        asked = urlencode(
            {"start": cited.start, "end": cited.end, "field": cited.field, "as": "evidence"}
        )
        path = self._path("articles", cited.article_id, "citation")
        return self._send("GET", f"{path}?{asked}", None, dict)

    def articles(self, *, where: Where | None) -> Iterator[Listed]:
        """Yield the matching articles in the order they were first added."""
        asked = {**_filter(where), "limit": _PAGE}
        following: str | None = ""
        while following is not None:
            words = {**asked, "cursor": following} if following else asked
            path = f"{self._path('articles')}?{urlencode(words, doseq=True)}"
            items, following = self._send("GET", path, None, _page)
            yield from items

    def summarize_many(
        self, articles: Sequence[Listed], *, kind: str, length: int | None
    ) -> list[Summary]:
        """Summarise each article."""
        body = {"ids": [article.id for article in articles], "kind": kind, "length": length}
        return self._post(
            "summaries", body, lambda made: [record_of(Summary, one) for one in made["summaries"]]
        )

    def _only_name(self) -> str:
        names: list[str] = self._send(
            "GET", "/api/v1/archives", None, lambda made: [one["name"] for one in made["items"]]
        )
        if len(names) == 1:
            return names[0]
        known = f"有 {len(names)} 个档案（{'、'.join(names)}）" if names else "没有你能用的档案"
        raise InputError(f"{self._server} 上{known}：用 --archive 写明名字")

    def _path(self, *parts: str) -> str:
        named = [quote(part, safe="") for part in (self._name, *parts)]
        return "/".join(["/api/v1/archives", *named])

    def _post(self, what: str, body: Mapping[str, Any], read: Callable[[Any], _T]) -> _T:
        return self._send("POST", self._path(what), body, read)

    def _send(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None,
        read: Callable[[Any], _T],
    ) -> _T:
        """Return what ``read`` makes of the answer to a request."""
        headers = {**self._headers, "Content-Type": "application/json"} if body else self._headers
        sent = None if body is None else json.dumps(body, default=str).encode()
        try:
            with closing(_connection(self._address)) as connection:
                connection.request(method, self._address.path.rstrip("/") + path, sent, headers)
                response = connection.getresponse()
                raw = response.read()
        except (OSError, HTTPException, ValueError) as error:
            raise KanbaoError(
                f"连不上 {self._server}（{error or type(error).__name__}）：看它是否开着"
                "（kanbao serve）、网址对不对；不用服务器就去掉 --server 和 KANBAO_SERVER"
            ) from error
        made = self._parsed(response, raw)
        if response.status >= 400:
            raise KanbaoError(_said(made, response))
        try:
            return read(made)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise self._other(response) from error

    def _parsed(self, response: HTTPResponse, raw: bytes) -> Any:
        media = response.headers.get_content_type()
        if media not in _JSON or 300 <= response.status < 400:
            raise self._other(response)
        try:
            return json.loads(raw)
        except ValueError as error:
            raise self._other(response) from error

    def _other(self, response: HTTPResponse) -> KanbaoError:
        return KanbaoError(
            f"{self._server} 应答的不是看报的服务，或版本不同（HTTP {response.status}）："
            "看网址对不对，两边的版本是否一样"
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


def _connection(address: SplitResult) -> HTTPConnection:
    kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
    return kind(address.hostname or "", address.port, timeout=_SECONDS)


def _filter(where: Where | None) -> dict[str, Any]:
    if where is None:
        return {}
    fields = {
        "since": where.since,
        "until": where.until,
        "source": where.source,
        "tag": where.tag,
        "ids": where.ids,
        "page": where.page,
        "section": where.section,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _page(made: Mapping[str, Any]) -> tuple[list[Listed], str | None]:
    return [record_of(Listed, row) for row in made["items"]], made["next"]


def _said(problem: Any, response: HTTPResponse) -> str:
    """Return what a problem document says, and what to do about it here."""
    said = str(problem.get("detail", "")) if isinstance(problem, Mapping) else ""
    again = response.headers.get("Retry-After", "")
    if response.status == 401:
        return f"服务器要密钥，或不认这一个（写在 KANBAO_KEY 里）：{said}"
    return f"{said}（约 {again} 秒后）" if again else said or f"HTTP {response.status}"
