"""``kanbao watch``."""

from __future__ import annotations

import datetime as dt
import signal
import sys
import threading
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.command.add import add_files, say_added
from qa.command.exit_codes import FOUND
from qa.command.intake import Intake
from qa.command.interrupt import if_interrupted
from qa.command.keeping import Keeper, Taken
from qa.command.opening import open_archive
from qa.command.options import (
    ARCHIVE,
    EmbedderName,
    Folder,
    Online,
    as_date,
    as_path,
    as_seconds,
    as_text,
)
from qa.command.output import print_row, printable, say, skipped_json
from qa.command.watched import Settling, Watched
from qa.errors import InputError, ReadError
from qa.records import Added

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from qa.records import Article

__all__ = ["watch"]

_NEEDED = "kanbao watch 要装 kanbao[serve]：pip install 'kanbao[serve]'"
_SEEN, _LOCK = "watched.jsonl", "watched.lock"
_TICK = 0.1  # seconds, the least


class _Stopped(Exception):  # noqa: N818 (nothing went wrong)
    """A signal came: raised between two transactions."""


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
    embedder: EmbedderName = None,
    online: Online = False,
    archive: Folder = ARCHIVE,
    as_json: Annotated[bool, typer.Option("--json", help="每批文件输出一行 JSON")] = False,
) -> int:
    """Add what falls into folders until a signal ends it."""
    changes = _changes()
    for folder in folders:
        if not folder.is_dir():
            raise InputError(f"{folder}：没有这个文件夹")
    stop = threading.Event()

    def complete(article: Article) -> Article:
        _check(stop)
        return replace(article, source=article.source or source, date=article.date or date)

    def add(files: Sequence[Path]) -> tuple[Added, Mapping[Path, str]]:
        intake = Intake(files, complete=complete, show_done=lambda _: _check(stop), repair=repair)
        try:
            return add_files(intake, archive, embedder, online=online), intake.skipped
        except ReadError as error:  # it is the only file
            return Added(), {files[0]: str(error)}

    open_archive(archive, create=True).close()
    with _alone(archive), _stopped_by_a_signal(stop):
        keeper = Keeper(
            folders,
            Watched(archive / _SEEN),
            Settling(settle),
            outside=archive,
            add=add,
            tell=_print if as_json else _say,
            check=lambda: _check(stop),
        )
        if once:
            return _once(keeper, stop, settle)
        for changed in changes(folders, stop, every=max(settle / 2, _TICK)):
            keeper.look(changed=changed)
    sys.stderr.write("已停止；入库的都在，再次运行会接着做\n")
    return FOUND


def _changes() -> Callable[..., Iterator[bool]]:
    """Return what tells that something happens in folders."""
    try:
        from qa.service.watching import changes
    except ImportError as error:
        raise InputError(f"{_NEEDED}（{error}）") from error
    return changes


def _check(stop: threading.Event) -> None:
    if stop.is_set():
        raise _Stopped


def _once(keeper: Keeper, stop: threading.Event, settle: float) -> int:
    """Add what is there and whole; return the exit code.

    Raises :class:`ReadError` if a file could not be read.
    """
    keeper.take()
    if keeper.unread():
        stop.wait(settle)
        keeper.take()
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
def _stopped_by_a_signal(stop: threading.Event) -> Iterator[None]:
    """Set ``stop`` at a SIGTERM, and at Ctrl-C say what is left behind."""
    before = signal.signal(signal.SIGTERM, lambda *_: stop.set())
    try:
        with (
            suppress(_Stopped),
            if_interrupted(lambda: "已中断；入库的都在，再次运行会接着做"),
        ):
            yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _print(taken: Taken) -> None:
    files = [printable(str(file)) for file in taken.files]
    print_row({"files": files, **asdict(taken.added), "skipped": skipped_json(taken.skipped)})


def _say(taken: Taken) -> None:
    for row in skipped_json(taken.skipped):
        say(f"跳过 {row['reason']}")
    if taken.files:
        first, *rest = taken.files
        say_added(
            taken.added,
            f"：{printable(str(first))}" + (f" 等 {1 + len(rest)} 个文件" if rest else ""),
        )
    sys.stdout.flush()
