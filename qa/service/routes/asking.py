"""Search, answers, digests, summaries: what models are for."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, TypeVar

from qa.errors import KanbaoError
from qa.service.bodies import Asked, Batch, DigestBody, SearchBody, SummaryBody
from qa.service.call import Call, Gone, json_response
from qa.service.events import MEDIA, event, stream
from qa.service.lane import Urgency
from qa.service.problems import Problem, problem_of
from qa.shapes import answer_json, hit_json

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.responses import Response

    from qa import Answer, Archive, Digest, Hit, Summary

__all__ = [
    "answer",
    "answer_link",
    "answers",
    "ask",
    "ask_then",
    "digest",
    "digested",
    "found",
    "search",
    "search_link",
    "summaries",
    "summarized",
]

_T = TypeVar("_T")
_WORDS = ("sparse",)


async def search(call: Call) -> Response:
    """Return the best chunks for a text."""
    return await _search(call, await call.body(SearchBody))


async def search_link(call: Call) -> Response:
    """Return the best chunks for a text of the query."""
    return await _search(call, call.query(SearchBody, q="text"))


async def answer(call: Call) -> Response:
    """Answer a question, or refuse."""
    return await _answer(call, await call.body(Asked))


async def answer_link(call: Call) -> Response:
    """Answer a question of the query, or refuse."""
    return await _answer(call, call.query(Asked, q="question"))


async def answers(call: Call) -> Response:
    """Answer several questions, each in its own turn."""
    batch = await call.body(Batch)
    made = [await ask(call, one) for one in batch.questions]
    return json_response({"items": [answer_json(one) for one in made]})


async def digest(call: Call) -> Response:
    """Digest the articles for a question, or those that are named."""
    body = await call.body(DigestBody)
    return json_response(asdict(await digested(call, body)))


async def summaries(call: Call) -> Response:
    """Summarise the articles that are named, each in its own turn."""
    body = await call.body(SummaryBody)
    await call.check_ids(body.ids)
    made = [await summarized(call, id_, body) for id_ in body.ids]
    return json_response({"summaries": [asdict(one) for one in made], "complete": True})


async def found(call: Call, asked: SearchBody) -> list[Hit]:
    """Search: in the lane by meaning, beside it by words alone."""
    call.request.state.question = call.service.settings.log_questions and asked.text
    await call.check_ids(asked.ids)

    def work(archive: Archive) -> list[Hit]:
        return archive.search(asked.text, k=asked.k, where=asked.where, arms=asked.arms)

    if asked.arms == _WORDS:
        return await call.look(work)
    return await call.think(work, Urgency.SEARCH)


async def ask(call: Call, asked: Asked) -> Answer:
    """Answer a question in the lane."""
    return await ask_then(call, asked, lambda answer: answer)


async def ask_then(call: Call, asked: Asked, then: Callable[[Answer], _T]) -> _T:
    """Answer a question in the lane, and return what ``then`` makes of the answer, still there."""
    call.request.state.question = call.service.settings.log_questions and asked.question
    await call.check_ids(asked.ids)

    def work(archive: Archive) -> _T:
        made = archive.ask(
            asked.question,
            where=asked.where,
            k=asked.k,
            verbatim=asked.verbatim,
            threshold=asked.threshold,
            today=asked.today,
        )
        call.service.metrics.answer(made)
        return then(made)

    return await call.think(work, Urgency.ASK)


async def digested(call: Call, body: DigestBody) -> Digest:
    """Make a digest in the lane."""
    call.request.state.question = call.service.settings.log_questions and body.question
    if body.question is None and body.ids is None:
        raise Problem("bad-request", "给出 question（问题），或 ids（文章编号）")
    about = body.question if body.question is not None else body.ids or ()
    await call.check_ids(body.ids)
    more = {} if body.k is None else {"k": body.k}

    def work(archive: Archive) -> Digest:
        return archive.digest(about, where=body.where, limit=body.limit, today=body.today, **more)

    return await call.think(work, Urgency.SUMMARIZE)


async def summarized(call: Call, id_: str, body: SummaryBody) -> Summary:
    """Summarise one article in the lane."""
    return await call.think(
        lambda archive: archive.summarize(id_, kind=body.kind, length=body.length),
        Urgency.SUMMARIZE,
    )


async def _search(call: Call, asked: SearchBody) -> Response:
    hits = await found(call, asked)
    return json_response({"text": asked.text, "hits": [hit_json(hit) for hit in hits]})


async def _answer(call: Call, asked: Asked) -> Response:
    if MEDIA in call.request.headers.get("accept", ""):
        _ = call.shelf  # an unknown archive or id is a 404, not an event
        await call.check_ids(asked.ids)
        return stream(_stages(call, asked))
    return json_response(answer_json(await ask(call, asked)))


async def _stages(call: Call, asked: Asked) -> AsyncIterator[str]:
    """Yield what is there as it comes: ``hits``, ``answer``, ``done``; or ``problem``."""
    searched = SearchBody(
        text=asked.question,
        k=asked.k,
        since=asked.since,
        until=asked.until,
        source=asked.source,
        tag=asked.tag,
        ids=asked.ids,
    )
    try:
        hits = await found(call, searched)
        yield event("hits", {"hits": [hit_json(hit) for hit in hits]})
        yield event("answer", answer_json(await ask(call, asked)))
    except Gone:
        return
    except (KanbaoError, Problem) as error:
        problem = problem_of(error)
        call.request.state.problem = problem.name
        yield event("problem", problem.document(f"/requests/{call.request.state.id}"))
        return
    yield event("done", {})
