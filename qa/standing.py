"""Standing questions: asked again when the archive has changed; told when the answer is another.

They are kept beside the archive, in ``standing.json``, and not in its database: they are a few
lines that a person writes, noting an answer must not count as a change of the archive, and who may
only read an archive's database may not add to them either.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from filelock import FileLock

from qa.errors import ArchiveError, InputError
from qa.records import Where
from qa.search.query import as_queries
from qa.store import is_archive

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from qa.archive import Archive
    from qa.records import Answer

__all__ = ["Known", "News", "Standing", "StandingQuestion", "What", "compared"]

_FILE = "standing.json"
_LOCK = "standing.lock"


class What(StrEnum):
    """What became of an answer. The value is a word that stays as it is.

    It was asked for the first time (``FIRST``), answered now but not before (``APPEARED``), has
    another text or stands elsewhere (``CHANGED``), is no longer answered (``DISAPPEARED``), or is
    as it was (``SAME``).
    """

    FIRST = "first"
    APPEARED = "appeared"
    CHANGED = "changed"
    DISAPPEARED = "disappeared"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An answer as it was: ``places`` are its citations, each article id, start and end."""

    text: str | None
    places: tuple[tuple[str, int, int], ...] = ()

    @classmethod
    def of(cls, answer: Answer) -> Known:
        """Return what is remembered of an answer."""
        places = ((one.article_id, one.start, one.end) for one in answer.citations)
        return cls(text=answer.text, places=tuple(sorted(places)))


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingQuestion:
    """A question that stands. ``generation``: of the archive when it was asked last."""

    id: int
    question: str
    since: dt.date | None = None
    until: dt.date | None = None
    source: str | None = None
    tag: str | None = None
    made: str = ""
    asked: str | None = None
    generation: int | None = None
    known: Known | None = None

    @property
    def where(self) -> Where | None:
        """The filter; None if all articles are meant."""
        where = Where(since=self.since, until=self.until, source=self.source, tag=self.tag)
        return None if where == Where() else where


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What became of the answer to a standing question; ``before`` is its text as it was."""

    id: int
    what: What
    before: str | None
    answer: Answer

    @property
    def is_new(self) -> bool:
        """Whether there is something to tell."""
        return self.what not in (What.FIRST, What.SAME)


class Standing:
    """The standing questions of the archive in a folder, in the order they were added."""

    def __init__(self, folder: Path) -> None:
        """Look for the archive. Raises :class:`ArchiveError` where there is none."""
        if not is_archive(folder):
            raise ArchiveError(f"{folder}：里面没有档案：先用 kanbao add 建一个")
        self._path = folder / _FILE
        self._lock = folder / _LOCK

    def all(self) -> list[StandingQuestion]:
        """Return all questions. Raises :class:`InputError` for a file that is damaged."""
        return self._read()[1]

    def add(self, question: str, *, where: Where | None = None) -> StandingQuestion:
        """Add a question; one that stands already, with the same filter, is returned as it is.

        Raises :class:`InputError` for a text that cannot be asked, and a filter by ``ids``.
        """
        where = where or Where()
        if where.ids is not None:
            raise InputError("a standing question is asked of articles to come: no ids")
        as_queries([question])
        own = {name: getattr(where, name) for name in ("since", "until", "source", "tag")}
        with FileLock(self._lock):
            number, there = self._read()
            for one in there:
                if (one.question, one.where) == (question, None if where == Where() else where):
                    return one
            made = StandingQuestion(id=number, question=question, made=_now(), **own)
            self._write(number + 1, [*there, made])
        return made

    def remove(self, ids: Iterable[int]) -> list[int]:
        """Remove questions; return the ids of those that were there."""
        gone = set(ids)
        with FileLock(self._lock):
            number, there = self._read()
            self._write(number, [one for one in there if one.id not in gone])
        return [one.id for one in there if one.id in gone]

    def run(
        self, archive: Archive, *, every: bool = False, today: dt.date | None = None
    ) -> Iterator[News]:
        """Ask each question again that was not asked since the archive changed; yield its news.

        ``every``: also the others; ``today`` as for :meth:`qa.Archive.ask`. An answer is remembered
        when the next one is wanted: news that a kill kept from being told comes again.
        """
        generation = archive.holdings().generation
        for one in self.all():
            if one.generation == generation and not every:
                continue
            answer = archive.ask(one.question, where=one.where, today=today)
            yield compared(one, answer)
            self._remember(one.id, asked=_now(), generation=generation, known=Known.of(answer))

    def _remember(self, id_: int, **changes: Any) -> None:
        with FileLock(self._lock):
            number, there = self._read()
            self._write(
                number, [replace(one, **changes) if one.id == id_ else one for one in there]
            )

    def _read(self) -> tuple[int, list[StandingQuestion]]:
        if not self._path.exists():
            return 1, []
        try:
            kept = json.loads(self._path.read_text("utf-8"))
            return kept["next"], [_question(row) for row in kept["questions"]]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(
                f"{self._path}：不是常设问题的文件，或已损坏（{error}）：从备份恢复，或删掉它重新添加"
            ) from error

    def _write(self, number: int, questions: list[StandingQuestion]) -> None:
        rows = [asdict(one) for one in questions]
        text = json.dumps(
            {"next": number, "questions": rows}, ensure_ascii=False, indent=1, default=str
        )
        draft = self._path.with_suffix(".tmp")
        draft.write_text(text + "\n", "utf-8")
        draft.replace(self._path)


def compared(question: StandingQuestion, answer: Answer) -> News:
    """Return what became of the answer to a question."""
    before, now = question.known, Known.of(answer)
    what = What.SAME
    if before is None:
        what = What.FIRST
    elif before.text is None and now.text is not None:
        what = What.APPEARED
    elif before.text is not None and now.text is None:
        what = What.DISAPPEARED
    elif before != now:
        what = What.CHANGED
    return News(id=question.id, what=what, before=before.text if before else None, answer=answer)


def _question(row: dict[str, Any]) -> StandingQuestion:
    made = StandingQuestion(**row)
    known = row["known"]
    return replace(
        made,
        since=_day(row["since"]),
        until=_day(row["until"]),
        known=known
        and Known(
            text=known["text"],
            places=tuple((str(id_), int(start), int(end)) for id_, start, end in known["places"]),
        ),
    )


def _day(word: str | None) -> dt.date | None:
    return dt.date.fromisoformat(word) if word else None


def _now() -> str:
    return dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")
