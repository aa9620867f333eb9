"""Many files to one stream of articles: what cannot be read is skipped whole, and remembered."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from qa.errors import InputError, ReadError
from qa.quoting import holds_many
from qa.spread import InLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from qa.records import Article, Reading
    from qa.spread import Spread

__all__ = ["Intake"]


class Intake:
    """The articles of ``files``, each through ``complete``; a file is read when its turn comes.

    ``skipped`` has the files that were not read and why, once all articles were taken; of such a
    file there is no article. Where ``files`` is only one, its error is raised. ``show_done`` is
    called with how many files are done; a scan counts as often as ``pages`` says, which has those
    of the files that are scans. ``spread`` says where files are read and scans recognised, some
    ahead of their turn (None: here, each in its turn). ``readings`` has, for each file read
    that there is something to say of, what :func:`qa.reading.read_file` returned, without the
    articles: its notes and repairs, and with ``with_left_out`` what is in no article. ``others`` is
    :meth:`qa.archive.Archive.others`, once there is an archive: a file with such articles is
    skipped. ``earlier`` returns those articles that are in the archive already: a day that the
    caller gave one of them (``--date``), and a source, stay where the file and ``complete`` have
    none, and ``kept`` counts such articles; ``undated`` those that have no day even so,
    ``undated_rows`` how many of them are of files of many, as tables. ``repair``
    and ``fields`` are those of :func:`qa.reading.read_file`. ``unread`` has the files within files
    that were not read, and why; what else is in those files was.
    """

    def __init__(
        self,
        files: Sequence[Path],
        *,
        complete: Callable[[Article], Article],
        show_done: Callable[[float], None],
        with_left_out: bool = False,
        repair: bool = False,
        fields: Mapping[str, str] | None = None,
        pages: Mapping[Path, int] | None = None,
        spread: Spread | None = None,
    ) -> None:
        self.skipped: dict[Path, str] = {}
        self.unread: dict[Path, str] = {}
        self.readings: dict[Path, Reading] = {}
        self.others: Callable[[Sequence[Article]], dict[str, str]] = lambda _: {}
        self.earlier: Callable[[Sequence[str]], Mapping[str, Article]] = lambda _: {}
        self.kept = 0
        self.undated = 0
        self.undated_rows = 0
        self._with_left_out = with_left_out
        self._reader = _Reader(repair=repair, fields=fields)
        self._files = files
        self._complete = complete
        self._show_done = show_done
        self._pages = pages or {}
        self._spread = spread or InLine()
        self._before = [0, *accumulate(self._pages.get(file, 1) for file in files)]
        self._done = 0.0
        self._owners: dict[str, Path] = {}
        self._ends: list[int] = []

    def __iter__(self) -> Iterator[Article]:
        others = (_Stamped.of(file) for file in self._files if file not in self._pages)
        readings = self._spread.map(self._reader, others)
        pages = self._recognised()
        for place, file in enumerate(self._files):
            articles: Sequence[Article] = ()
            try:
                if file in self._pages:
                    self._show_pages(pages, self._before[place])
                    reading = self._reader.read(file)
                else:
                    reading = _read(next(readings), file) or self._reader.read(file)
                self._check(articles := reading.articles, file)
                self._note(reading, file)
            except ReadError as error:
                if len(self._files) == 1:
                    raise
                self.skipped[file] = str(error)
                articles = ()
            self._owners.update((article.id, file) for article in articles)
            self._ends.append(len(self._owners))
            yield from self._with_earlier([self._complete(article) for article in articles])

    def _with_earlier(self, articles: Sequence[Article]) -> Iterator[Article]:
        """Yield articles with the day and the source that they had where they have none now."""
        bare = [one.id for one in articles if not (one.date and one.source)]
        earlier = self.earlier(bare) if bare else {}
        for article in articles:
            if there := earlier.get(article.id):
                given = there.date if there.date_from is None else None
                kept = replace(
                    article, date=article.date or given, source=article.source or there.source
                )
                self.kept += kept != article
                article = kept
            if article.date is None:
                self.undated += 1
                origin = article.origin
                self.undated_rows += origin is not None and holds_many(origin.file)
            yield article

    def progress(self, articles: int) -> None:
        """Tell how many files are done, the last one in part, when so many articles are."""
        whole = bisect_right(self._ends, articles)
        part = 0.0
        if whole < len(self._ends):
            before = self._ends[whole - 1] if whole else 0
            part = (articles - before) / (self._ends[whole] - before)
            part *= self._before[whole + 1] - self._before[whole]
        self._show(self._before[whole] + part)

    def _recognised(self) -> Iterator[int | None]:
        """Recognise the scans among the files: reading them finds it."""
        from qa.reading.scan.ahead import recognise_ahead

        yield from recognise_ahead((f for f in self._files if f in self._pages), self._spread)

    def _show_pages(self, pages: Iterator[int | None], before: int) -> None:
        """Tell how many pages of the next scan are done, until all are."""
        for done in pages:
            if done is None:
                return
            self._show(before + done)

    def _show(self, done: float) -> None:
        """Tell how much is done; pages that are recognised are ahead of articles that are added."""
        self._done = max(self._done, done)
        self._show_done(self._done)

    def _note(self, reading: Reading, file: Path) -> None:
        self.unread.update((file / one.name, one.why) for one in reading.unread)
        left_out = reading.left_out if self._with_left_out else ()
        if left_out or reading.repairs or reading.notes:
            self.readings[file] = replace(reading, articles=(), left_out=left_out, unread=())

    def _check(self, articles: Sequence[Article], file: Path) -> None:
        from qa.store import check

        for id_, place in self.others(articles).items():
            raise ReadError(
                f"{file}: its article {id_!r} is in the archive from {place} and says something "
                f"else there: give each its own id, or relocate {place} if it is this file, moved"
            )
        for article in articles:
            if other := self._owners.get(article.id):
                raise ReadError(
                    f"{file}: its article {article.id!r} stands in {other} too: "
                    "give each its own id"
                )
            try:
                check(article)
            except InputError as error:
                raise ReadError(f"{file}: {error}") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stamped:
    """A file as it is here: its size and time of change, None where it cannot be found."""

    file: Path
    stamp: tuple[int, int] | None

    @classmethod
    def of(cls, file: Path) -> _Stamped:
        try:
            found = file.stat()
        except OSError:
            return cls(file=file.absolute(), stamp=None)
        return cls(file=file.absolute(), stamp=(found.st_size, found.st_mtime_ns))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Reads files, on whatever machine."""

    repair: bool
    fields: Mapping[str, str] | None

    def __call__(self, stamped: _Stamped) -> Reading | ReadError | None:
        """Read a file, or return why it cannot be; None where there is no such file, or another."""
        if stamped.stamp is None or _Stamped.of(stamped.file) != stamped:
            return None
        try:
            return self.read(stamped.file)
        except ReadError as error:
            return error

    def read(self, file: Path) -> Reading:
        """See :func:`qa.reading.read_file`."""
        from qa.reading import read_file

        return read_file(file, repair=self.repair, fields=self.fields)


def _read(made: Reading | ReadError | None, file: Path) -> Reading | None:
    """Return what was read, or raise the error with the file named as it was given."""
    if isinstance(made, ReadError):
        raise ReadError(str(made).replace(str(file.absolute()), str(file)))
    return made
