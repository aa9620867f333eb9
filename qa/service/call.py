"""One request as its handler sees it: read and checked input, the archive, ways to compute."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar
from urllib.parse import parse_qs

from starlette.responses import JSONResponse

from qa.errors import InputError
from qa.service.links import article_view
from qa.service.problems import Problem
from qa.service.schema import read, read_words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from starlette.requests import Request

    from qa import Archive, Article, Citation
    from qa.service.access import Visitor
    from qa.service.archives import Shelf
    from qa.service.core import Service
    from qa.service.lane import Urgency

__all__ = ["Call", "Gone", "json_response"]

_T = TypeVar("_T")
_NAMED = 10
"""How many ids that are not there are named."""


class Gone(Exception):  # noqa: N818 (nothing went wrong: the client left)
    """The client left before its answer was there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a handler is given: scope and archive of the visitor's key are checked already.

    ``archive``: its name where the address does not have it: see :meth:`of`.
    """

    request: Request
    service: Service
    visitor: Visitor
    archive: str = ""

    @property
    def shelf(self) -> Shelf:
        """The archive that is asked. Raises :class:`Problem` 404 if there is none."""
        return self.shelf_of(self.archive or self.request.path_params["archive"])

    def of(self, archive: str) -> Call:
        """Return the call as one that asks this archive; 403 and 404 as :meth:`shelf_of`."""
        self.shelf_of(archive)
        return replace(self, archive=archive)

    def shelf_of(self, name: str) -> Shelf:
        """Return the archive of this name; 403 for a key to others, 404 if there is none."""
        self.service.access.check_archive(self.visitor, name)
        if name not in self.service.shelves:
            known = "、".join(n for n in self.service.shelves if self.visitor.reaches(n))
            raise Problem("not-found", f"没有名叫 {name} 的档案；有的是 {known}")
        return self.service.shelves[name]

    def query(self, kind: type[_T], **names: str) -> _T:
        """Return the query string as a record; ``names`` are short names of its fields."""
        words: dict[str, list[str]] = {}
        for name, value in self.request.query_params.multi_items():
            words.setdefault(names.get(name, name), []).append(value)
        return read_words(kind, words)

    async def body(self, kind: type[_T]) -> _T:
        """Return the JSON body as a record. Raises :class:`Problem` for a body that is none."""
        return read(kind, await self.json())

    async def json(self) -> object:
        """Return what the JSON body says. Raises :class:`Problem` for a body that is none."""
        given = self.request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if given != "application/json":
            detail = f"正文应是 application/json，而不是 {given or '没有写明的类型'}"
            raise Problem("media-type", detail)
        return _parsed(await self.raw())

    async def form(self, kind: type[_T]) -> _T:
        """Return the fields of a page's form without files."""
        return read_words(
            kind, parse_qs((await self.raw()).decode(errors="replace"), keep_blank_values=True)
        )

    async def think(self, work: Callable[[Archive], _T], urgency: Urgency) -> _T:
        """Run what needs a model in the lane, unless the client leaves: :class:`Gone` then."""
        shelf, key = self.shelf, self.visitor.key
        run = self.service.lane.run(lambda: work(shelf.asked()), urgency, key=key)
        return await self.unless_gone(run)

    async def look(self, work: Callable[[Archive], _T]) -> _T:
        """Run what needs no model, beside the lane."""
        shelf = self.shelf
        return await self.service.desk.run(lambda: work(shelf.reader()))

    async def article(self, id_: str | None = None) -> Article:
        """Return an article, by default the address's; :class:`Problem` 404 if it is not here."""
        wanted = self.request.path_params["id"] if id_ is None else id_
        return await self.look(lambda archive: _found(archive, wanted))

    def link(self, cited: Citation) -> str:
        """Return where a citation is shown: its permalink from the address that was asked."""
        path = article_view(self.shelf.name, cited.article_id, cited.start, cited.end, cited.field)
        return str(self.request.base_url).rstrip("/") + path

    async def check_ids(self, ids: Sequence[str] | None) -> None:
        """Raise :class:`Problem` 404 that names those of these ids of which there is no article.

        As a filter they would find nothing, and nobody would know why.
        """
        if ids:
            await self.look(lambda archive: _check_ids(archive, ids))

    async def unless_gone(self, work: Awaitable[_T]) -> _T:
        """Wait for ``work``; cancel it and raise :class:`Gone` when the client leaves first."""
        task = asyncio.ensure_future(work)
        gone = asyncio.ensure_future(self._disconnect())
        try:
            await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                raise Gone
            return task.result()
        finally:
            for one in (task, gone):
                one.cancel()
            await asyncio.gather(task, gone, return_exceptions=True)

    async def _disconnect(self) -> None:
        while (await self.request.receive())["type"] != "http.disconnect":
            pass

    async def raw(self) -> bytes:
        """Return the body. Raises :class:`Problem` for more than the settings allow."""
        limit = self.service.settings.json_bytes
        body = bytearray()
        async for part in self.request.stream():
            body += part
            if len(body) > limit:
                raise Problem("too-large", f"JSON 正文最多 {limit} 字节：分几次发")
        return bytes(body)


def _check_ids(archive: Archive, ids: Sequence[str]) -> None:
    asked = list(dict.fromkeys(ids))
    there = archive.those_of(asked)
    missing = [id_ for id_ in asked if id_ not in there]
    if missing:
        more = f" 等 {len(missing)} 个" if len(missing) > _NAMED else ""
        raise Problem(
            "not-found", f"没有编号为 {'、'.join(missing[:_NAMED])}{more} 的文章：见文章列表"
        )


def _found(archive: Archive, id_: str) -> Article:
    """Return an article; :class:`Problem` 404 if it is not here."""
    try:
        return archive.get(id_)
    except InputError as error:
        raise Problem("not-found", f"没有编号为 {id_} 的文章：见文章列表") from error


def json_response(value: Any, *, status: int = 200, **headers: str) -> JSONResponse:
    """Return a value as JSON; ``_`` in a header's name stands for ``-``."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return _Json(value, status_code=status, headers=named)


class _Json(JSONResponse):
    def render(self, content: Any) -> bytes:
        text = json.dumps(content, ensure_ascii=False, default=str, separators=(",", ":"))
        return text.encode(errors="backslashreplace")


def _parsed(body: bytes) -> object:
    try:
        return json.loads(body, parse_constant=_refuse, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Problem("bad-request", f"正文不是 JSON：{error}") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object. One that says something twice may be understood in two ways."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("an object has a name twice")
    return made


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number in JSON")
