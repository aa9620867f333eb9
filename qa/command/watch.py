"""``kanbao watch``."""

from __future__ import annotations

import datetime as dt
import signal
import sys
import threading
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.command.add import add_files, say_added
from qa.command.exit_codes import FOUND
from qa.command.installed import fitted
from qa.command.intake import Intake
from qa.command.interrupt import if_interrupted
from qa.command.keeping import Keeper, Taken
from qa.command.opening import open_archive
from qa.command.options import (
    ARCHIVE,
    EmbedderName,
    Folder,
    GeneratorName,
    Online,
    RerankerName,
    as_date,
    as_path,
    as_seconds,
    as_text,
)
from qa.command.output import print_row, printable, say, skipped_json
from qa.command.standing import asked_again, news_json, say_news
from qa.command.watched import Settling, Watched
from qa.errors import InputError, ReadError
from qa.messages import in_chinese
from qa.records import Added

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from qa.records import Article
    from qa.standing import News

__all__ = ["watch"]

_NEEDED = "kanbao watch 要装 kanbao[serve]：pip install 'kanbao[serve]'"
_SEEN, _LOCK = "watched.jsonl", "watched.lock"
_TICK = 0.1  # seconds, the least
_GRACE = 10.0  # seconds after a SIGTERM for what is being done


class _Stopped(BaseException):
    """A signal came: raised between two transactions, or in whatever takes longer than ``_GRACE``.

    Nothing went wrong, and no library that goes on after an error may go on after this.
    """


def watch(
    *,
    folders: Annotated[
        list[Path],
        typer.Argument(
            parser=as_path,
            metavar="文件夹",
            help="放进这里的文件都入库，每个一次，改了的重读；先读已有的",
        ),
    ],
    settle: Annotated[
        float,
        typer.Option(parser=as_seconds, metavar="秒数", help="文件多少秒没有变才算写完（默认 2）"),
    ] = 2.0,
    once: Annotated[
        bool, typer.Option("--once", help="读完现有的就结束，供 cron 用；还在写的留给下次")
    ] = False,
    source: Annotated[
        str | None,
        typer.Option(parser=as_text, metavar="名称", help="没有来源的文章记为这个来源"),
    ] = None,
    date: Annotated[
        dt.date | None,
        typer.Option(parser=as_date, metavar="日期", help="没有日期的文章记为这一天"),
    ] = None,
    repair: Annotated[bool, typer.Option("--repair", help="损坏的文件也读，见 add")] = False,
    standing: Annotated[
        bool, typer.Option("--standing", help="有新文章就把常设问题再问一遍，见 standing")
    ] = False,
    embedder: EmbedderName = None,
    generator: GeneratorName = None,
    reranker: RerankerName = None,
    online: Online = False,
    archive: Folder = ARCHIVE,
    as_json: Annotated[bool, typer.Option("--json", help="每批文件输出一行 JSON")] = False,
) -> int:
    """Add what falls into folders until a signal ends it."""
    from qa.store import folder_of

    changes = _changes()
    for folder in folders:
        if not folder.is_dir():
            raise InputError(f"{folder}：没有这个文件夹")
    hand = _Hand(
        archive=archive,
        source=source,
        date=date,
        repair=repair,
        embedder=embedder,
        generator=generator if standing else None,
        reranker=reranker if standing else None,
        online=online,
        standing=standing,
        tell=_print if as_json else partial(_say, archive=archive),
    )
    open_archive(archive, create=True).close()
    archive = folder_of(archive)  # its own files lie there too
    with _alone(archive), _stopped_by_a_signal(hand.stop):
        keeper = Keeper(
            folders,
            Watched(archive / _SEEN),
            Settling(settle),
            outside=archive,
            add=hand.add,
            tell=hand.tell,
            check=hand.check,
        )
        if once:
            return _once(keeper, hand, settle)
        for changed in changes(folders, hand.stop, every=max(settle / 2, _TICK)):
            if keeper.look(changed=changed):
                hand.ask_again()
    sys.stderr.write("已停止；入库的都在，再次运行会接着做\n")
    return FOUND


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hand:
    """Adds files and asks the standing questions, as the options say, until ``stop`` is set."""

    archive: Path
    source: str | None
    date: dt.date | None
    repair: bool
    embedder: str | None
    generator: str | None
    reranker: str | None
    online: bool
    standing: bool
    tell: Callable[..., None]
    stop: threading.Event = field(default_factory=threading.Event)

    def check(self) -> None:
        """Raise :class:`_Stopped` after a signal."""
        if self.stop.is_set():
            raise _Stopped

    def add(self, files: Sequence[Path]) -> tuple[Added, Mapping[Path, str]]:
        """Add files; return what was added, and which could not be read."""
        intake = Intake(
            files,
            complete=self._complete,
            show_done=lambda _: self.check(),
            repair=self.repair,
        )
        try:
            added = add_files(intake, self.archive, self.embedder, online=self.online)
        except ReadError as error:  # it is the only file
            return Added(), {files[0]: str(error)}
        return added, {**intake.skipped, **intake.unread}

    def ask_again(self) -> None:
        """Ask the standing questions, if they are to be asked."""
        if not self.standing:
            return
        asked = asked_again(
            self.archive, self.embedder, self.generator, self.reranker, online=self.online
        )
        for news in asked:
            self.tell(Taken(), news)
            self.check()

    def _complete(self, article: Article) -> Article:
        self.check()
        return replace(
            article, source=article.source or self.source, date=article.date or self.date
        )


def _changes() -> Callable[..., Iterator[bool]]:
    """Return what tells that something happens in folders."""
    try:
        from qa.service.watching import changes
    except ImportError as error:
        raise InputError(f"{_NEEDED}（{error}）") from error
    return changes


def _once(keeper: Keeper, hand: _Hand, settle: float) -> int:
    """Add what is there and whole; return the exit code.

    Raises :class:`ReadError` if a file could not be read.
    """
    is_new = keeper.take()
    if keeper.unread():
        hand.stop.wait(settle)
        is_new |= keeper.take()
    if is_new:
        hand.ask_again()
    if left := len(keeper.unread()):
        sys.stderr.write(f"还在写、留给下次的文件：{left} 个\n")
    if keeper.skipped:
        raise ReadError(f"{keeper.skipped} 个文件没有读成，改动以后再读；原因见上")
    return FOUND


@contextmanager
def _alone(archive: Path) -> Iterator[None]:
    """Hold the archive's lock for watchers."""
    from filelock import FileLock, Timeout

    lock = FileLock(archive / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise InputError(
            f"{archive}：已有一个 kanbao watch 在往里读：几个文件夹可以写在一条命令里"
        ) from error
    with lock:
        yield


@contextmanager
def _stopped_by_a_signal(stop: threading.Event, *, grace: float = _GRACE) -> Iterator[None]:
    """Set ``stop`` at a SIGTERM, and at Ctrl-C say what is left behind.

    What is blocked, in reading a file of a disk that does not answer, never looks at ``stop``: it
    is ended after ``grace`` seconds. A transaction that this ends leaves nothing.
    """

    def begin_to_stop(*_: object) -> None:
        if not stop.is_set():
            signal.setitimer(signal.ITIMER_REAL, grace)
        stop.set()

    def end(*_: object) -> None:
        raise _Stopped

    before = signal.signal(signal.SIGTERM, begin_to_stop)
    before_alarm = signal.signal(signal.SIGALRM, end)
    try:
        with (
            suppress(_Stopped),
            if_interrupted(lambda: "已中断；入库的都在，再次运行会接着做"),
        ):
            try:
                yield
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.signal(signal.SIGALRM, before_alarm)
        signal.signal(signal.SIGTERM, before)


def _print(taken: Taken, news: News | None = None) -> None:
    print_row(
        {
            "files": [printable(str(file)) for file in taken.files],
            **asdict(taken.added),
            "skipped": skipped_json(taken.skipped),
            "news": news and news_json(news),
        }
    )


def _say(taken: Taken, news: News | None = None, *, archive: Path) -> None:
    if news is not None:
        say_news(news, archive)
    for row in skipped_json(taken.skipped):
        say(f"跳过 {fitted(in_chinese(row['reason']))}")
    if taken.files:
        first, *rest = taken.files
        say_added(
            taken.added,
            f"：{printable(str(first))}" + (f" 等 {1 + len(rest)} 个文件" if rest else ""),
        )
    sys.stdout.flush()
