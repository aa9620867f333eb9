"""What is taken along: tables of articles, citations, original files."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from starlette.responses import Response, StreamingResponse

from qa.chinese.imprint import KINDS
from qa.reading.files import page_picture
from qa.reading.originals import has_pages
from qa.records import Field, Imprint, Span
from qa.service.bodies import BoxesQuery, CitationQuery, Filter, PictureQuery
from qa.service.call import Call, json_response
from qa.service.citations import FORMS, evidence
from qa.service.originals import original
from qa.service.printed import pages_quoted
from qa.service.problems import Problem
from qa.service.results import Boxes
from qa.shapes import article_json
from qa.tables import MARK, csv_line

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from qa import Article

__all__ = [
    "article_file",
    "articles_csv",
    "articles_jsonl",
    "boxes",
    "citation",
    "page_png",
    "streamed",
]

_COLUMNS = ("id", "title", "date", "byline", "source", "tags", *KINDS, "characters", "file")


async def articles_csv(call: Call) -> Response:
    """Return all articles of a filter as a table."""
    head = MARK + csv_line(_COLUMNS)
    rows = _rows(call, await _chosen(call), _as_csv)
    return await streamed(rows, "text/csv", "articles.csv", head)


async def articles_jsonl(call: Call) -> Response:
    """Return all articles of a filter, as ``kanbao add`` reads them."""
    rows = _rows(call, await _chosen(call), _as_jsonl)
    return await streamed(rows, "application/x-ndjson", "articles.jsonl")


async def _chosen(call: Call) -> Filter:
    """Return the filter of the query. Raises :class:`Problem` 404 for ids that are not there."""
    chosen = call.query(Filter)
    await call.check_ids(chosen.ids)
    return chosen


async def citation(call: Call) -> Response:
    """Return where a span stands, its file read again; or a reference to it in some form."""
    asked = call.query(CitationQuery)
    article = await call.article()
    if (asked.start is None) != (asked.end is None):
        raise Problem("bad-request", "字段 start 和 end 要一起给出")
    if asked.start is None or asked.end is None:
        if asked.as_ not in FORMS:
            raise Problem("bad-request", f"{asked.as_} 要有字段 start 和 end：引文在正文里的位置")
        return _reference(asked.as_, article, None)
    start, end, field = asked.start, asked.end, Field(asked.field)
    cited = await call.look(lambda archive: archive.cite(article.id, start, end, field=field))
    if asked.as_ in FORMS:
        return _reference(asked.as_, article, cited.page)
    if asked.as_ == "json":
        return json_response(asdict(cited))
    return json_response(
        evidence(call.shelf.name, article, cited),
        content_disposition='attachment; filename="evidence.json"',
    )


async def article_file(call: Call) -> Response:
    """Return the article's original file, if it still is what was read, as an attachment."""
    article = await call.article()
    opened = await call.service.desk.run(lambda: original(article))
    return opened.response(call.request)


async def page_png(call: Call) -> Response:
    """Return a page of the article's PDF or scan, if that still is what was read, as a picture."""
    asked = call.query(PictureQuery)
    article, number = await call.article(), call.request.path_params["page"]
    origin = article.origin
    if origin is None or not has_pages(origin):
        raise Problem("not-found", "这篇文章不是从 PDF 或扫描件读来的，没有版面图")
    if number > len(origin.pages) or number < 1:
        detail = f"原文件有 {len(origin.pages)} 页，没有第 {number} 页"
        raise Problem("not-found", detail)

    def drawn() -> bytes:
        with original(article).file as file:
            data = file.read()
        return page_picture(data, origin, number, width=asked.width)

    return Response(await call.service.desk.run(drawn), media_type="image/png")


async def boxes(call: Call) -> Response:
    """Return where a quotation is printed on the pages of the article's PDF or scan."""
    asked = call.query(BoxesQuery)
    field = Field(asked.field)
    article = (await call.article()).of_field(field)
    start, end = asked.start, asked.end
    if not start < end <= len(article.text):
        what = "标题" if field is Field.TITLE else "正文"
        detail = f"{what}有 {len(article.text)} 字，没有从 {start} 到 {end} 的引文"
        raise Problem("bad-request", detail)
    span = Span(start=start, end=end)
    pages = await call.service.desk.run(lambda: pages_quoted(article, span))
    places = article.origin.places if article.origin else None
    found = Boxes(
        article_id=article.id,
        start=start,
        end=end,
        field=asked.field,
        quote=article.text[start:end],
        text_confidence=places.confidence(start, end, text=article.text) if places else None,
        pages=pages,
    )
    return json_response(asdict(found))


def _reference(form: str, article: Article, page: int | None) -> Response:
    media, write = FORMS[form]
    return Response(write(article, page), media_type=media)


async def streamed(
    rows: AsyncIterator[str], media: str, name: str, head: str = ""
) -> StreamingResponse:
    """Return rows as a file of this name to keep.

    What is wrong before the first row is a problem document.
    """
    first = await anext(rows, "")
    return StreamingResponse(
        _after(head + first, rows),
        media_type=media,
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


async def _after(first: str, rows: AsyncIterator[str]) -> AsyncIterator[str]:
    yield first
    async for row in rows:
        yield row


async def _rows(call: Call, chosen: Filter, write: Callable[[Article], str]) -> AsyncIterator[str]:
    """Yield all articles, a page of the archive at a time, so that others have their turn."""
    after: int | None = 0
    where = chosen.where
    while after is not None:
        start = after

        def written(start: int = start) -> tuple[str, int | None]:
            page, following = call.shelf.reader().page(where=where, after=start)
            return "".join(map(write, page)), following

        text, after = await call.service.desk.run(written)
        yield text


def _as_jsonl(article: Article) -> str:
    fields: dict[str, Any] = {
        "id": article.id,
        "title": article.title,
        "date": article.date,
        "byline": article.byline,
        "source": article.source,
        "tags": article.tags,
        "imprint": article.imprint and asdict(article.imprint),
        "captions": article.captions,
        "pull_quotes": article.pull_quotes,
        "text": article.text,
    }
    return json.dumps(fields, ensure_ascii=False, default=str) + "\n"


def _as_csv(article: Article) -> str:
    imprint = asdict(article.imprint or Imprint())
    row = article_json(article) | imprint | {"tags": "；".join(article.tags)}
    return csv_line(row[name] for name in _COLUMNS)
