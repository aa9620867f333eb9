"""An archive opened for a command, with the models that were named."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from qa.command.output import printable
from qa.errors import InputError
from qa.messages import in_chinese

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import typer

    from qa.archive import Archive
    from qa.command.remote import RemoteArchive
    from qa.interfaces import Embedder, Generator, Reranker

__all__ = ["archive_of", "check_ids", "named_embedder", "open_archive", "warn_of_altered"]

_NAMED = 5
"""How many altered articles are named."""


def archive_of(
    context: typer.Context,
    folder: Path,
    server: str | None,
    *,
    embedder: str | None = None,
    generator: str | None = None,
    reranker: str | None = None,
    online: bool = False,
    once: bool = False,
) -> Archive | RemoteArchive:
    """Open the archive of a folder, or, where a server is named, the one of that name there.

    It is for commands that read. Where it is half of a copy, that is said on standard error.
    """
    if not server:
        opened = open_archive(
            folder,
            embedder=embedder,
            generator=generator,
            reranker=reranker,
            online=online,
            once=once,
        )
        _warn_of_half(folder)
        return opened
    if embedder or generator or reranker or online:
        raise InputError(
            "--embedder、--generator、--reranker、--online 用于本机的档案，服务器有自己的模型"
        )
    from qa.command.remote import RemoteArchive

    source = context.get_parameter_source("archive")
    given = source is not None and source.name == "COMMANDLINE"  # KANBAO_ARCHIVE is a folder
    return RemoteArchive(server, str(folder) if given else None, key=os.environ.get("KANBAO_KEY"))


def check_ids(archive: Archive | RemoteArchive, ids: Iterable[str] | None) -> None:
    """Raise :class:`InputError` for an id that no article has: a filter would find nothing."""
    for id_ in ids or ():
        archive.get(id_)


def open_archive(
    folder: Path,
    *,
    create: bool = False,
    embedder: str | None = None,
    generator: str | None = None,
    reranker: str | None = None,
    online: bool = False,
    once: bool = False,
    here: bool = False,
) -> Archive:
    """Open the archive; models are folders or names of the hub, None for the default ones.

    ``once``: one question will be asked. ``here``: servers that it is on in part are not asked.
    """
    if once:
        # Two threads of numpy's took four times the processor's time: they wait by spinning.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from qa.archive import Archive

    if not online:
        _quiet()
    return Archive.open(
        folder,
        create=create,
        embedder=named_embedder(embedder, online=online),
        generator=_named_generator(generator, online=online),
        reranker=_named_reranker(reranker, online=online),
        once=once,
        here=here,
    )


def named_embedder(name: str | None, *, online: bool) -> Embedder | None:
    """Load an embedder; None for no name."""
    if name is None:
        return None
    from qa.defaults import load_embedder

    return load_embedder(name, online=online)


def warn_of_altered(archive: Archive | RemoteArchive, ids: Iterable[str]) -> None:
    """Say on standard error which articles another program changed in the archive's own files.

    Only those that an answer is of are looked at; one of a server is the server's matter.
    """
    from qa.command.remote import RemoteArchive

    if isinstance(archive, RemoteArchive):
        return
    if altered := archive.altered(ids):
        more = f" 等 {len(altered)} 篇" if len(altered) > _NAMED else ""
        named = "、".join(altered[:_NAMED]) + more
        said = f"档案的文件被别的程序改过，{named} 的内容不是入库时的：运行 kanbao verify 检查"
        sys.stderr.write(f"注意：{printable(said)}\n")


def _warn_of_half(folder: Path) -> None:
    from qa.store import folder_of, unfinished

    if half := unfinished(folder_of(folder)):
        sys.stderr.write(f"注意：{printable(in_chinese(half))}\n")


def _named_generator(name: str | None, *, online: bool) -> Generator | None:
    if name is None:
        return None
    from qa.defaults import load_generator

    return load_generator(name, online=online)


def _named_reranker(name: str | None, *, online: bool) -> Reranker | None:
    if name is None:
        return None
    from qa.defaults import load_reranker

    return load_reranker(name, online=online)


def _quiet() -> None:
    """Keep the bars and hints of the model libraries off standard error: it is for ours."""
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
