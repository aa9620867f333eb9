"""文章: the list, and an article beside the file that it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.records import Field, Span
from qa.service.addresses import ArticlePage, ArticlesPage
from qa.service.links import Here
from qa.service.marking import lit
from qa.service.problems import Problem
from qa.service.routes.archives import listed
from qa.service.routes.pages import asked_of, show
from qa.service.views import choices, now, original_view, paragraphs, reference

if TYPE_CHECKING:
    from starlette.responses import Response

    from qa import Article
    from qa.service.call import Call

__all__ = ["article_page", "articles_page"]


_NAMES = {"text": "正文", "title": "标题"}


async def articles_page(call: Call) -> Response:
    """Show a page of the list."""
    asked = asked_of(call, ArticlesPage)
    articles, following = await listed(call, asked)
    narrowed = await call.look(lambda archive: choices(archive, asked))
    return show(
        call,
        "articles.html",
        "articles",
        asked=asked,
        here=Here(call.request.url.path, asked),
        articles=articles,
        following=following,
        choices=narrowed,
    )


async def article_page(call: Call) -> Response:
    """Show an article, a quotation in it lit, beside its file; compare that, if asked to."""
    asked = asked_of(call, ArticlePage)
    article = await call.article()
    field = Field(asked.field)
    part = article.of_field(field)
    span = _span(asked, part)
    cited = changed = None
    if span:
        start, end = span.start, span.end
        cited = await call.look(lambda archive: archive.cite(article.id, start, end, field=field))
        if asked.check and cited.file_state == "changed":
            changed = await call.service.desk.run(lambda: now(article))
    beside = await call.service.desk.run(
        lambda: original_view(part if span else article, span, whole=asked.whole),
    )
    return show(
        call,
        "article.html",
        "articles",
        asked=asked,
        here=Here(call.request.url.path, asked),
        article=article,
        title=lit(article.title, [span] if span and field is Field.TITLE else []),
        text=paragraphs(article.text, span if field is Field.TEXT else None),
        cited=cited,
        changed=changed,
        original=beside,
        reference=reference(article, cited.page if cited else None),
    )


def _span(asked: ArticlePage, article: Article) -> Span | None:
    """Return the quotation that is asked for. Raises :class:`Problem` for one that is none."""
    if asked.start is None and asked.end is None:
        return None
    start, end = asked.start or 0, asked.end or 0
    if not 0 <= start < end <= len(article.text):
        raise Problem(
            "bad-request",
            f"{_NAMES[asked.field]}有 {len(article.text)} 字，没有从 {start} 到 {end} 的引文："
            "去掉 start 和 end",
        )
    return Span(start=start, end=end)
