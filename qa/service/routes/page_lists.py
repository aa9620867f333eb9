"""清单: the form that takes a list of questions, how far the lists are, and what came of each."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from starlette.responses import RedirectResponse

from qa import Citation
from qa.errors import InputError, KanbaoError
from qa.questions import outcome
from qa.service.addresses import PER_LIST_PAGE, ListPage
from qa.service.bodies import ListFields
from qa.service.keys import Scope
from qa.service.links import Here, view
from qa.service.listing import results_of
from qa.service.problems import Problem, problem_of
from qa.service.routes.imports import job_of, seen_jobs
from qa.service.routes.lists import queue_list
from qa.service.routes.pages import asked_of, show
from qa.service.views import sources
from qa.shapes import record_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from starlette.responses import Response

    from qa import Archive
    from qa.service.call import Call
    from qa.service.jobs import Kept
    from qa.service.results import Job
    from qa.service.views import Source

__all__ = ["end_list", "list_page", "lists_page", "take_list"]

_OF_THE_FORM = (400, 413, 415, 422)
"""Statuses of what is wrong with the form: it is shown again, with what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """A list: its job, the name of the file that it came in, and when that was."""

    job: Job
    name: str
    at: dt.datetime
    result: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row of the results, what became of it, and its citations.

    ``gone``: what it cites is no longer so in the archive, and is shown as the results have it.
    """

    row: Mapping[str, Any]
    outcome: str
    sources: tuple[Source, ...]
    gone: bool


async def lists_page(call: Call) -> Response:
    """Show the form and the visitor's lists, the newest first."""
    return _lists(call)


async def take_list(call: Call) -> Response:
    """Take a list, then show how far it is; what is wrong with it is said above the form."""
    try:
        made = await queue_list(call)
    except (KanbaoError, Problem) as error:
        problem = problem_of(error)
        if problem.status not in _OF_THE_FORM:
            raise
        call.request.state.problem = problem.name
        return _lists(call, problem)
    return RedirectResponse(view(made.archive, f"lists/{made.id}"), status_code=303)


async def list_page(call: Call) -> Response:
    """Show how far a list is, and a page of its rows."""
    asked = asked_of(call, ListPage)
    kept = _kept(call)
    first = (asked.sheet - 1) * PER_LIST_PAGE
    wanted = first + PER_LIST_PAGE + 1

    def looked(archive: Archive) -> list[_Row]:
        found = _rows(results_of(kept), asked.show)
        return [_shown(archive, row) for row in islice(found, first, wanted)]

    rows = await call.look(looked)
    return show(
        call,
        "list.html",
        "lists",
        asked=asked,
        here=Here(call.request.url.path, asked),
        one=_listed(kept),
        rows=rows[:PER_LIST_PAGE],
        more=len(rows) > PER_LIST_PAGE,
    )


async def end_list(call: Call) -> Response:
    """End a list and show what there is of it; delete one that is over, and show the others."""
    kept = _kept(call)
    was_open = kept.is_open
    call.service.jobs.cancel(kept.job.id)
    name = f"lists/{kept.job.id}" if was_open else "lists"
    return RedirectResponse(view(kept.job.archive, name), status_code=303)


def _lists(call: Call, problem: Problem | None = None) -> Response:
    name, jobs = call.shelf.name, call.service.jobs
    seen = [job for job in seen_jobs(call) if job.archive == name and job.kind == "questions"]
    visitor = call.visitor
    return show(
        call,
        "lists.html",
        "lists",
        status=problem.status if problem else 200,
        problem=problem,
        may_send=bool(visitor.key) or (visitor.scope or 0) >= Scope.WRITE,
        fields=ListFields(),
        lists=[_listed(jobs.kept(job.id)) for job in reversed(seen)],
    )


def _kept(call: Call) -> Kept:
    """Return the list of the address. Raises :class:`Problem` 404 for none of this archive."""
    job = job_of(call)
    if job.kind != "questions" or job.archive != call.shelf.name:
        raise Problem("not-found", f"没有编号为 {job.id} 的问题清单：见清单一页")
    return call.service.jobs.kept(job.id)


def _listed(kept: Kept) -> _Listed:
    came = kept.path.with_suffix(".list").stat().st_mtime
    return _Listed(
        job=kept.job,
        name=kept.order["name"],
        at=dt.datetime.fromtimestamp(came, tz=dt.UTC).astimezone(),
        result=kept.result,
    )


def _rows(path: Path, wanted: str) -> Iterator[dict[str, Any]]:
    """Yield the whole rows of a file that may be growing, of one outcome or of all."""
    if not path.exists():
        return
    with path.open("rb") as opened:
        for line in opened:
            if line.endswith(b"\n"):
                row = json.loads(line)
                if wanted in ("all", outcome(row)):
                    yield row


def _shown(archive: Archive, row: Mapping[str, Any]) -> _Row:
    cited = tuple(_citations(archive, row["citations"]))
    return _Row(
        row=row,
        outcome=outcome(row),
        sources=tuple(sources(archive, cited)),
        gone=len(cited) < len(row["citations"]),
    )


def _citations(archive: Archive, kept: Iterable[Mapping[str, Any]]) -> Iterator[Citation]:
    """Yield the citations whose articles still say what was quoted."""
    for one in kept:
        try:
            cited = record_of(Citation, one)
            text = archive.get(cited.article_id).of_field(cited.field).text
        except (InputError, KeyError, TypeError, ValueError):
            continue  # the article is gone, or another version wrote the row
        if text[cited.start : cited.end] == cited.quote:
            yield cited
