"""An archive copied into another of whatever kind, with its vectors: nothing is embedded again."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from qa.errors import ArchiveError, BusyError, InputError
from qa.search.relocate import relocated
from qa.store import BEGUN, is_own

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qa.store.protocols import ArticleStore, ArticleView

__all__ = ["copied"]


def copied(
    source: ArticleStore,
    to: ArticleStore,
    *,
    batch: int,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Copy all articles, ``batch`` a transaction, and what else lies in the archive's folder.

    See :meth:`qa.archive.Archive.copy_to`. ``progress`` is called with how many are done.
    """
    check_apart(source.folder, to.folder)
    begun = to.folder / BEGUN
    with source.snapshot() as view:
        with to.snapshot() as there:
            _check_begun(view, there, source.folder, to.folder)
        begun.write_text(str(source.folder.resolve()), "utf-8", "surrogateescape")
        _copy(view, to, batch, progress)
        state = view.state
    _copy_files(source.folder, to.folder)
    with to.write() as writer:
        relocated(writer, source.folder.resolve(), to.folder.resolve())
    with source.snapshot() as view:
        if view.state != state:
            raise BusyError(f"{source.folder}: was written while it was copied: copy it again")
    begun.unlink()


def check_apart(one: Path, other: Path) -> None:
    """Raise :class:`InputError` where one folder is the other, or lies in it."""
    first, second = one.resolve(), other.resolve()
    if first.is_relative_to(second) or second.is_relative_to(first):
        raise InputError(f"{one} and {other}: one lies in the other: name another folder")


def _check_begun(view: ArticleView, there: ArticleView, source: Path, to: Path) -> None:
    """Let a copy that was stopped go on, and no other articles be mixed with these, or replaced."""
    if not there.count("articles"):
        return
    begun = to / BEGUN
    name = begun.read_text("utf-8", "surrogateescape") if begun.exists() else ""
    ids = [article.id for article in there.all_articles()]
    if name != str(source.resolve()) or len(view.content_hashes(ids)) < len(ids):
        raise InputError(f"{to}: has articles already: name a new folder")


def _copy(
    view: ArticleView, to: ArticleStore, batch: int, progress: Callable[[int], None] | None
) -> None:
    made, after, done = view.recipe(), 0, 0
    while made and (page := view.entries(after=after, limit=batch)):
        with to.write() as writer:
            writer.claim(made)
            writer.put([entry for _, entry in page])
        after, done = page[-1][0], done + len(page)
        if progress:
            progress(done)
    with to.write() as writer:
        writer.set_moves(view.moves() or json.dumps([]))
        if writer.count("articles") != view.count("articles"):
            raise ArchiveError(
                f"{to.folder}: has {writer.count('articles')} articles, not the "
                f"{view.count('articles')} that were copied: verify both"
            )


def _copy_files(source: Path, to: Path) -> None:
    for path in sorted(source.iterdir()):
        if is_own(path.name):
            continue
        if path.is_dir():
            shutil.copytree(path, to / path.name, dirs_exist_ok=True)
        else:
            shutil.copy2(path, to / path.name)
