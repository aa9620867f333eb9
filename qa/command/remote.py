"""An archive on a server: asked over HTTP, with the same records as an archive of a folder.

No model and no index is loaded here. Of the library it takes the records alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, urlencode

from qa.errors import InputError, KanbaoError
from qa.messages import in_chinese
from qa.records import Digest, Facet, Summary
from qa.server import NoAnswerError, OtherServerError, RefusedError, Server
from qa.shapes import Listed, answer_of, hit_of, record_of

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from qa.records import Answer, Citation, Hit, Where

__all__ = ["RemoteArchive"]

_T = TypeVar("_T")
_PAGE = 200
_BATCH = 16
_NOT_THERE, _WRONG = 404, 400
_SECONDS = 600.0  # for which nothing need come: a server has its own, shorter deadline


class RemoteArchive:
    """An archive of ``kanbao serve``: the methods of :class:`qa.Archive` that the command asks.

    ``name`` None: the only one there. Each method raises :class:`KanbaoError` with what the server
    says is wrong, and for a server that is not there or is none of ours.
    """

    def __init__(self, server: str, name: str | None, *, key: str | None = None) -> None:
        """Raise :class:`InputError` for an address that is none, or that a key may not go to."""
        self._server = Server(server, key=key, seconds=_SECONDS)
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
        return self._send("GET", self._path("articles", id_), None, _listed)

    def whole(self, id_: str) -> tuple[Listed, str]:
        """Return an article with its text; :class:`InputError` if it is not there."""
        path = self._path("articles", id_)
        return self._send("GET", path, None, lambda row: (_listed(row), str(row["text"])))

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

    listed = articles

    def facets(self, by: str, *, where: Where | None = None) -> list[Facet]:
        """Count the matching articles by a field: see :meth:`qa.Archive.facets`."""
        asked = urlencode({**_filter(where), "by": by}, doseq=True)
        return self._send("GET", f"{self._path('facets')}?{asked}", None, _facets)

    def summarize_each(
        self, articles: Iterable[Listed], *, kind: str, length: int | None
    ) -> Iterator[Summary]:
        """Yield a summary of each article, in order; 16 are asked for at once."""
        rest = iter(articles)
        while ids := [article.id for article in islice(rest, _BATCH)]:
            body = {"ids": ids, "kind": kind, "length": length}
            yield from self._post("summaries", body, _summaries)

    def _only_name(self) -> str:
        names: list[str] = self._send(
            "GET", "/api/v1/archives", None, lambda made: [one["name"] for one in made["items"]]
        )
        if len(names) == 1:
            return names[0]
        known = f"有 {len(names)} 个档案（{'、'.join(names)}）" if names else "没有你能用的档案"
        raise InputError(f"{self._server.name} 上{known}：用 --archive 写明名字")

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
        try:
            return read(self._server.send(method, path, body))
        except NoAnswerError as error:
            raise KanbaoError(
                f"连不上 {self._server.name}（{in_chinese(str(error))}）：看它是否开着"
                "（kanbao serve）、网址对不对；不用服务器就去掉 --server 和 KANBAO_SERVER"
            ) from error
        except RefusedError as error:
            # What is wrong with one question leaves the others of a list to be asked.
            is_asked_wrong = error.status == (_NOT_THERE if method == "GET" else _WRONG)
            raise (InputError if is_asked_wrong else KanbaoError)(_said(error)) from error
        except OtherServerError as error:
            raise self._other(error.status) from error
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise self._other(200) from error

    def _other(self, status: int) -> KanbaoError:
        return KanbaoError(
            f"{self._server.name} 应答的不是看报的服务，或版本不同（HTTP {status}）："
            "看网址对不对，两边的版本是否一样"
        )


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


def _summaries(made: Mapping[str, Any]) -> list[Summary]:
    return [record_of(Summary, one) for one in made["summaries"]]


def _facets(made: Mapping[str, Any]) -> list[Facet]:
    return [record_of(Facet, one) for one in made["items"]]


def _page(made: Mapping[str, Any]) -> tuple[list[Listed], str | None]:
    return [_listed(row) for row in made["items"]], made["next"]


def _listed(row: Mapping[str, Any]) -> Listed:
    return record_of(Listed, {**row, "archive": None})


def _said(problem: RefusedError) -> str:
    """Return what a problem document says, and what to do about it here."""
    if problem.status == 401:
        return f"服务器要密钥，或不认这一个（写在 KANBAO_KEY 里）：{problem.detail}"
    return f"{problem.detail}（约 {problem.again} 秒后）" if problem.again else str(problem)
