"""The pages that ask: 问, 搜, 综述; and the first page, the login and 状态."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.responses import RedirectResponse

from qa import __version__
from qa.answering.digests.relevance import wants_digest
from qa.answering.limits import limit_of_all
from qa.errors import KanbaoError
from qa.quoting import have_no_words
from qa.records import Span
from qa.service.addresses import PER_PAGE, AskPage, DigestPage, SearchPage, read_address
from qa.service.bodies import MOST_OF_DIGEST, Asked, DigestBody, SearchBody, SummaryBody
from qa.service.call import Gone
from qa.service.events import MEDIA, event, stream
from qa.service.links import Here, view
from qa.service.marking import quoted
from qa.service.problems import Problem, problem_of
from qa.service.routes.archives import served
from qa.service.routes.asking import ask, digested, found, summarized
from qa.service.routes.system import waits_for
from qa.service.templating import fragment, page
from qa.service.views import Choices, Group, by_article, choices, grouped, sources

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.responses import Response

    from qa import Answer, Archive, Digest, Hit, Summary
    from qa.service.call import Call

__all__ = [
    "ask_page",
    "asked_of",
    "digest_page",
    "home",
    "home_of",
    "login_page",
    "search_page",
    "show",
    "status_page",
]

_T = TypeVar("_T")
_MANY = 12
"""Facet values that are shown at once."""
_MODELS_AWAY = ("busy", "overdue", "model", "too-many")
_FILTER = ("since", "until", "source", "tag", "ids")
_NEAREST = 5
_HITS = 200
"""Hits of a search that are grouped by article: the most that one may ask for."""


def show(call: Call, name: str, current: str, *, status: int = 200, **shown: Any) -> Response:
    """Return a page with the frame that all have; ``current`` is its place in the navigation."""
    about: dict[str, Any] = {
        "archives": names(call),
        "visitor": call.visitor,
        "current": current,
    }
    return page(call.request, name, status=status, **about, **shown)


def names(call: Call) -> list[str]:
    """Return the names of the archives that the visitor's key opens."""
    return [name for name in call.service.shelves if call.visitor.reaches(name)]


def asked_of(call: Call, kind: type[_T]) -> _T:
    """Return what the address of a page asks for."""
    return read_address(kind, call.request.query_params.multi_items())


async def home(call: Call) -> Response:
    """Lead to the archive, or show which there are."""
    there = names(call)
    if len(there) == 1:
        return RedirectResponse(view(there[0], "ask"), status_code=303)
    archives = [await served(call, call.service.shelves[name]) for name in there]
    return show(call, "home.html", "home", served=archives)


async def home_of(call: Call) -> Response:
    """Lead to where an archive is asked."""
    return RedirectResponse(view(call.shelf.name, "ask"), status_code=303)


async def login_page(call: Call) -> Response:
    """Show the form that takes a key."""
    return page(call.request, "login.html")


async def ask_page(call: Call) -> Response:
    """Answer a question, in stages where they are wanted."""
    asked = asked_of(call, AskPage)
    _ = call.shelf  # an unknown archive is a page that says so
    if MEDIA in call.request.headers.get("accept", ""):
        return stream(_stages(call, asked))
    shown: dict[str, Any] = {"asked": asked, "here": Here(call.request.url.path, asked)}
    if not asked.q:
        return show(call, "ask.html", "ask", **shown, result=None, empty=_is_empty(call))
    if not call.service.models.are_ready:
        return show(call, "ask.html", "ask", status=503, **shown, **await _near(call, asked))
    return show(call, "ask.html", "ask", **shown, **await _answered(call, asked))


async def _stages(call: Call, asked: AskPage) -> AsyncIterator[str]:
    """Yield parts of the page as they come: ``hits``, ``answer``; or ``problem``."""
    here = Here(call.request.url.path, asked)
    about = {"asked": asked, "here": here, "next": here()}

    def part(name: str, **shown: Any) -> dict[str, Any]:
        return {"html": fragment(call.request, "_result.html", **about, result=name, **shown)}

    try:
        near = await _near(call, asked)
        yield event("hits", part("hits", groups=near["groups"]))
        answered = await _answered(call, asked)
        yield event("answer", part(answered.pop("result"), **answered))
    except Gone:
        return
    except (KanbaoError, Problem) as error:
        problem = problem_of(error)
        call.request.state.problem = problem.name
        yield event("problem", part("problem", problem=problem))


async def _answered(call: Call, asked: AskPage) -> dict[str, Any]:
    answer: Answer = await ask(call, Asked(question=asked.q, **_filter(asked)))
    shown, groups = await call.look(
        lambda archive: (
            sources(archive, answer.citations or answer.denials),
            grouped(archive, by_article(answer.hits), asked.q),
        )
    )
    return {
        "result": "answer",
        "answer": answer,
        "sources": shown,
        "groups": groups,
        "broad": wants_digest(answer),
    }


def _is_empty(call: Call) -> bool:
    """Whether a form was sent without a question."""
    return "q" in call.request.query_params


async def _near(call: Call, asked: AskPage) -> dict[str, Any]:
    """Return the passages that have most of the question's words: no model is waited for."""
    hits = await _by_words(call, asked, _NEAREST)
    groups = await call.look(lambda archive: grouped(archive, by_article(hits), asked.q))
    return {"result": "loading", "groups": groups}


async def _by_words(call: Call, asked: AskPage | SearchPage, k: int) -> list[Hit]:
    body = SearchBody(text=asked.q, k=k, arms=("sparse",), **_filter(asked))
    return await found(call, body)


async def search_page(call: Call) -> Response:
    """Show the articles that were found, a page of them, and what they can be narrowed to.

    By words alone where no model is to be had. All hits are asked for, whatever the page, so that
    an article has the same places on each.
    """
    asked = asked_of(call, SearchPage)
    hits, by_words = await _found(call, asked) if asked.q else ([], "")
    articles, first = by_article(hits), (asked.sheet - 1) * PER_PAGE

    def looked(archive: Archive) -> tuple[Choices, list[Group]]:
        shown = articles[first : first + PER_PAGE]
        return choices(archive, asked), grouped(archive, shown, asked.q)

    narrowed, groups = await call.look(looked)
    return show(
        call,
        "search.html",
        "search",
        asked=asked,
        here=Here(call.request.url.path, asked),
        groups=groups,
        first=first,
        more=len(articles) > first + PER_PAGE,
        by_words=by_words,
        no_words=have_no_words(hits),
        choices=narrowed,
        many=_MANY,
    )


async def _found(call: Call, asked: SearchPage) -> tuple[list[Hit], str]:
    """Return the hits, and the text that says why by words alone."""
    if not call.service.models.are_ready:
        return await _by_words(call, asked, _HITS), "loading"
    try:
        return await found(call, SearchBody(text=asked.q, k=_HITS, **_filter(asked))), ""
    except Problem as problem:
        if problem.name not in _MODELS_AWAY:
            raise
        return await _by_words(call, asked, _HITS), "by_words"


async def digest_page(call: Call) -> Response:
    """Show a digest, or what was written of one article."""
    asked = asked_of(call, DigestPage)
    shown: dict[str, Any] = {"asked": asked, "here": Here(call.request.url.path, asked)}
    wanted = asked.q or asked.ids or asked.article
    if not wanted:
        return show(call, "digest.html", "digest", **shown, result=None, empty=_is_empty(call))
    if not call.service.models.are_ready:
        return show(call, "digest.html", "digest", status=503, **shown, result="loading")
    made = await (_written(call, asked) if asked.article else _gathered(call, asked))
    return show(call, "digest.html", "digest", **shown, **made)


async def _gathered(call: Call, asked: DigestPage) -> dict[str, Any]:
    body = DigestBody(question=asked.q or None, limit=asked.limit, **_filter(asked))
    digest: Digest = await digested(call, body)
    items = await call.look(lambda archive: [sources(archive, x.citations) for x in digest.items])
    return {
        "result": "digest",
        "digest": digest,
        "most": MOST_OF_DIGEST,
        "all": limit_of_all(len(digest.items), digest.left_out),
        "items": list(zip(digest.items, items, strict=True)),
    }


async def _written(call: Call, asked: DigestPage) -> dict[str, Any]:
    id_ = asked.article or ""
    await call.check_ids([id_])
    body = SummaryBody(ids=(id_,), kind=asked.kind)
    summary: Summary = await summarized(call, id_, body)
    article = await call.look(lambda archive: archive.get(id_))
    rows = [
        (one, quoted(article.text, Span(start=one.source.start, end=one.source.end)))
        if one.source
        else (one, None)
        for one in summary.sentences
    ]
    return {"result": "summary", "summary": summary, "article": article, "rows": rows}


async def status_page(call: Call) -> Response:
    """Show how the service is: archives, models, queue, versions."""
    service = call.service
    archives = [await served(call, service.shelves[name]) for name in names(call)]
    models = service.models.get() if service.models.are_ready else ()
    return show(
        call,
        "status.html",
        "status",
        served=archives,
        waiting=waits_for(service),
        models=[dict(model.fingerprint) for model in models],
        lane=service.lane,
        queue=service.settings.queue,
        jobs=service.jobs.depth,
        versions=(("kanbao", __version__), ("Python", platform.python_version())),
    )


def _filter(asked: Any) -> dict[str, Any]:
    """Return the filter of a page for a request's record."""
    return {name: getattr(asked, name) for name in _FILTER}
