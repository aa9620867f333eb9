"""Archives, their articles and facets."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from qa import Article
from qa.errors import KanbaoError
from qa.records import Field
from qa.search.serving import ShardRead
from qa.service.bodies import ArticleBody, CorrectionBody, FacetQuery, ListQuery
from qa.service.call import Call, json_response
from qa.service.lane import Urgency
from qa.service.problems import Problem
from qa.service.results import Counts, Served, WholeArticle
from qa.shapes import article_json

if TYPE_CHECKING:
    from qa import Archive, Holdings
    from qa.service.archives import Shelf

__all__ = [
    "archive",
    "archives",
    "article",
    "articles",
    "correct",
    "delete_article",
    "facets",
    "listed",
    "original",
    "put_article",
    "served",
    "shard",
]


async def archives(call: Call) -> Response:
    """Return the archives that the visitor's key opens."""
    shelves = [s for name, s in call.service.shelves.items() if call.visitor.reaches(name)]
    items = [asdict(await served(call, shelf)) for shelf in shelves]
    return json_response({"items": items, "next": None})


async def archive(call: Call) -> Response:
    """Return one archive."""
    return json_response(asdict(Served(name=call.shelf.name, holdings=await call.look(_holdings))))


async def served(call: Call, shelf: Shelf) -> Served:
    """Return what an archive holds, or why it cannot be read now."""
    try:
        holdings = await call.service.desk.run(lambda: _holdings(shelf.reader()))
    except (KanbaoError, Problem) as error:
        return Served(name=shelf.name, holdings=None, problem=str(error))
    return Served(name=shelf.name, holdings=holdings)


async def articles(call: Call) -> Response:
    """Return a page of articles, and where the next one begins."""
    page, following = await listed(call, call.query(ListQuery))
    return json_response({"items": [article_json(one) for one in page], "next": following})


async def listed(call: Call, asked: ListQuery) -> tuple[list[Article], str | None]:
    """Return a page of articles, and the cursor of the next one."""
    mark = _mark(call.shelf.name, asked)
    after = 0 if asked.cursor is None else _after(asked.cursor, mark)
    if asked.cursor is None:  # one that is deleted meanwhile is no mistake
        await call.check_ids(asked.ids)
    page, following = await call.look(
        lambda archive: archive.page(where=asked.where, after=after, limit=asked.limit)
    )
    return page, None if following is None else _cursor(following, mark)


async def article(call: Call) -> Response:
    """Return an article with its text and where that stands in its file."""
    return json_response(whole_json(await call.article()))


async def put_article(call: Call) -> Response:
    """Add an article, or replace the one of this id."""
    call.shelf.check_writable()
    body = await call.body(ArticleBody)
    new = Article(
        id=call.request.path_params["id"],
        title=body.title,
        text=body.text,
        date=body.date,
        byline=body.byline,
        source=body.source,
        tags=body.tags,
    )
    added = await call.think(lambda archive: archive.add([new]), Urgency.WRITE)
    return json_response(whole_json(new), status=201 if added.added else 200)


async def correct(call: Call) -> Response:
    """Put right what was recognised of an article; who does is noted, by default the key."""
    call.shelf.check_writable()
    body = await call.body(CorrectionBody)
    id_ = (await call.article()).id
    made = await call.think(
        lambda archive: archive.correct(
            id_,
            body.text,
            start=body.start,
            end=body.end,
            field=Field(body.field),
            by=body.by or call.visitor.key or None,
        ),
        Urgency.WRITE,
    )
    return json_response(whole_json(made))


async def original(call: Call) -> Response:
    """Return an article as it was recognised."""
    id_ = (await call.article()).id
    return json_response(whole_json(await call.look(lambda archive: archive.original(id_))))


async def delete_article(call: Call) -> Response:
    """Delete an article."""
    call.shelf.check_writable()
    id_ = call.request.path_params["id"]
    if not await call.look(lambda archive: archive.delete([id_])):
        raise Problem("not-found", f"没有编号为 {id_} 的文章：见文章列表")
    return Response(status_code=204)


async def shard(call: Call) -> Response:
    """Return what a federation on another machine reads of this archive."""
    asked = await call.body(ShardRead)
    return json_response(await call.look(lambda archive: archive.read_shard(asked)))


async def facets(call: Call) -> Response:
    """Count the articles of a filter by year, month, source, tag, page or section."""
    asked = call.query(FacetQuery)
    await call.check_ids(asked.ids)
    counts = await call.look(lambda archive: archive.facets(asked.by, where=asked.where))
    return json_response(asdict(Counts(by=asked.by, items=tuple(counts))))


def whole_json(article: Article) -> dict[str, Any]:
    """Return an article's fields of a list, and the others."""
    return {**article_json(article), **asdict(WholeArticle.of(article))}


def _holdings(archive: Archive) -> Holdings:
    return archive.holdings()


def _mark(archive: str, asked: ListQuery) -> str:
    """Return what tells the cursors of one list from those of another."""
    fields = asdict(asked) | {"cursor": None, "limit": None}
    listed = json.dumps([archive, fields], sort_keys=True, default=str)
    return hashlib.sha256(listed.encode(errors="backslashreplace")).hexdigest()[:16]


def _cursor(after: int, mark: str) -> str:
    return base64.urlsafe_b64encode(f"{after}:{mark}".encode()).decode().rstrip("=")


def _after(cursor: str, mark: str) -> int:
    try:
        padded = cursor.encode() + b"=" * (-len(cursor) % 4)
        after, _, marked = base64.b64decode(padded, b"-_", validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        after = marked = ""
    if marked != mark or not (after.isascii() and after.isdigit() and len(after) < 19):
        raise Problem(
            "bad-request", "字段 cursor：不是这个列表的，请从第一页重新翻起（不给 cursor）"
        )
    return int(after)
