"""A list of questions, answered in the lane when nobody else wants it."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qa import Where
from qa.errors import KanbaoError
from qa.questions import Question, Results, answered, read_questions
from qa.service.lane import Urgency
from qa.service.links import article_view
from qa.service.problems import Problem, problem_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Self

    from qa import Citation
    from qa.service.archives import Shelf
    from qa.service.jobs import Kept
    from qa.service.lane import Lane

__all__ = ["Lister", "Order", "results_of"]

_AGAIN = 5.0  # seconds after which an archive that cannot be read now is tried again


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How a list is asked, as it stands in the job's file.

    ``key``: the id of the key whose list it is. ``base``: the service's own address, for links;
    the rest holds for the rows that do not say it themselves.
    """

    key: str
    base: str
    name: str
    k: int
    threshold: float | None
    since: str | None
    until: str | None
    source: str | None
    tag: str | None
    today: str | None

    @classmethod
    def of(cls, order: Mapping[str, Any]) -> Self:
        """Return it as it was kept."""
        return cls(**order)

    @property
    def where(self) -> Where | None:
        """The filter; None if all articles are meant."""
        where = Where(
            since=_day(self.since), until=_day(self.until), source=self.source, tag=self.tag
        )
        return None if where == Where() else where

    @property
    def how(self) -> dict[str, Any]:
        """What goes to :meth:`qa.Archive.ask`."""
        return {"k": self.k, "threshold": self.threshold, "today": _day(self.today)}


class Lister:
    """Answers lists: a :class:`qa.service.jobs.Runner`."""

    def __init__(self, shelves: Mapping[str, Shelf], lane: Lane) -> None:
        self._shelves = shelves
        self._lane = lane
        self._asking: asyncio.Future[Any] | None = None
        self._is_interrupted = False

    def restore(self, kept: Kept) -> None:
        """Do nothing: what a kill cut off is cut away when the list is gone on with."""

    def interrupt(self) -> None:
        """Give up the question that is being answered; those before it are kept."""
        self._is_interrupted = True
        if self._asking:
            self._asking.cancel()

    async def run(self, kept: Kept) -> None:
        """Answer the questions that have no row in the results yet."""
        self._is_interrupted = False
        if kept.is_open:
            kept.set(state="running")
        data, order = kept.path.with_suffix(".list").read_bytes(), Order.of(kept.order)
        questions = read_questions(data, name=order.name)
        with await asyncio.to_thread(Results, results_of(kept), questions) as results:
            for question in questions[results.count :]:
                kept.job = replace(kept.job, done=float(results.count))
                row = await self._answer(kept, order, question)
                if row is None:
                    return
                results.write(row)
        if not kept.is_open:
            return
        kept.result = {
            "questions": len(questions),
            "before": 0,
            "answered": results.outcomes["answered"],
            "refused": results.outcomes["refused"],
            "problems": [
                {"line": one.line, "problem": one.problem} for one in questions if one.problem
            ],
        }
        kept.set(state="done", done=float(results.count), problem=None)

    async def _answer(self, kept: Kept, order: Order, question: Question) -> dict[str, Any] | None:
        """Return a question's row; None where it was interrupted.

        Where an archive cannot be read now, the job says so and waits.
        """
        while not self._is_interrupted:
            work = self._lane.run(
                lambda: self._row(kept.job.archive, order, question), Urgency.LIST, patient=True
            )
            try:
                row: dict[str, Any] | None = await self._unless_interrupted(work)
            except (KanbaoError, Problem) as error:
                problem = problem_of(error)
                if problem.status != 503:
                    raise ValueError(problem.detail) from error
                kept.set(problem=problem.detail)
                await self._unless_interrupted(asyncio.sleep(_AGAIN))
                continue
            if kept.job.problem:
                kept.set(problem=None)
            return row
        return None

    async def _unless_interrupted(self, work: Any) -> Any:
        """Return what ``work`` does; None where it was given up."""
        self._asking = task = asyncio.ensure_future(work)
        try:
            await asyncio.wait({task})
        finally:
            self._asking = None
            task.cancel()
        return None if task.cancelled() else task.result()

    def _row(self, name: str, order: Order, question: Question) -> dict[str, Any]:
        def link(cited: Citation) -> str:
            return order.base + article_view(name, cited.article_id, cited.start, cited.end)

        archive = self._shelves[name].asked()
        return answered(archive, question, where=order.where, link=link, **order.how)


def results_of(kept: Kept) -> Path:
    """Return where a list's results are; the file may not be there yet."""
    return kept.path.with_suffix(".results.jsonl")


def _day(word: str | None) -> dt.date | None:
    return dt.date.fromisoformat(word) if word else None
