"""The archives that are served, and the models they share."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future, wait
from typing import TYPE_CHECKING

from qa import Archive, load_embedder, load_generator, load_reranker
from qa.errors import ArchiveError
from qa.service.problems import Problem
from qa.service.stopping import StoppingEmbedder, StoppingGenerator, StoppingReranker
from qa.store import is_archive, listed, mark_of, unfinished

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from qa.interfaces import Embedder, Generator, Reranker

__all__ = ["Models", "Shelf", "shelves"]

_LOG = logging.getLogger("kanbao")
_WAIT = 1.0
"""Seconds for which a writer waits for another: a client may ask again, others wait for this."""
_TOGETHER = 5
"""How many chunks are read between two looks at whether anybody waits: as many as an answer takes.
One at a time they took 2.5 times as long."""
_LOOK = 0.1  # seconds between two looks at whether anybody still waits for the models
_WARM = ("云岭市图书馆几点开门？", "云岭市图书馆每天九点开门。")


class Models:
    """The embedder and the generator, loaded once, in a thread, for all archives.

    With them the reranker, if there is to be one; ``check`` is called before each of their calls
    and may raise.
    """

    def __init__(
        self,
        *,
        check: Callable[[], None],
        embedder: Embedder | str = "",
        generator: Generator | str = "",
        reranker: str = "",
    ) -> None:
        self._check = check
        self._embedder = embedder or "embedder"
        self._generator = generator or "generator"
        self._named_reranker = reranker
        self.reranker: Reranker | None = None
        """Set when the others are loaded, if there is to be one."""
        self._loaded: Future[tuple[Embedder, Generator]] = Future()

    def start(self) -> None:
        """Begin to load."""
        threading.Thread(target=self._load, name="models", daemon=True).start()

    def get(self) -> tuple[Embedder, Generator]:
        """Return both, waiting for them. Raises :class:`ModelError` if they cannot be loaded."""
        while not self._loaded.done():
            self._check()
            wait([self._loaded], timeout=_LOOK)
        return self._loaded.result()

    @property
    def are_ready(self) -> bool:
        """Whether they are loaded and have worked once."""
        return self._loaded.done() and self._loaded.exception() is None

    @property
    def error(self) -> str | None:
        """Why they cannot be loaded."""
        failed = self._loaded.exception() if self._loaded.done() else None
        return None if failed is None else str(failed)

    def _load(self) -> None:
        try:
            embedder, generator = self._embedder, self._generator
            embedder = load_embedder(embedder) if isinstance(embedder, str) else embedder
            generator = load_generator(generator) if isinstance(generator, str) else generator
            if self._named_reranker:
                self.reranker = StoppingReranker(load_reranker(self._named_reranker), self._check)
            embedder.embed_queries(_WARM[:1])
            generator.answer(_WARM[:1], _WARM[1:])
        except Exception as error:  # noqa: BLE001 (whoever waits for the models is told)
            _LOG.error("models: %s", error)
            self._loaded.set_exception(error)
            return
        self._loaded.set_result(
            (
                StoppingEmbedder(embedder, self._check),
                StoppingGenerator(generator, self._check, together=_TOGETHER),
            )
        )


class Shelf:
    """One archive that is served: opened when it is asked for, and again when it was replaced."""

    def __init__(self, name: str, folder: Path, models: Models) -> None:
        self.name = name
        self.folder = folder
        self._models = models
        self._lock = threading.Lock()
        self._opened: dict[bool, tuple[tuple[int, ...], Archive]] = {}

    def reader(self) -> Archive:
        """Return the archive for all that needs no model. Raises :class:`ArchiveError`."""
        return self._open(with_models=False)

    def asked(self) -> Archive:
        """Return the archive with its models, waiting for them; for the lane."""
        return self._open(with_models=True)

    @property
    def is_there(self) -> bool:
        """Whether its database is; of several read as one, those of all."""
        return is_archive(self.folder)

    def check_writable(self) -> None:
        """Raise :class:`Problem` where it is several archives read as one."""
        if listed(self.folder):
            raise Problem(
                "read-only", f"档案 {self.name} 是几个档案合在一起读的：写到文章所在的那一个里"
            )

    def close(self) -> None:
        """Let go of its files."""
        with self._lock:
            for _, archive in self._opened.values():
                archive.close()
            self._opened.clear()

    def _open(self, *, with_models: bool) -> Archive:
        embedder, generator = self._models.get() if with_models else (None, None)
        mark = self._mark()
        with self._lock:
            known = self._opened.get(with_models)
            if known and known[0] == mark:
                return known[1]
            # Not closed: another thread may be reading the one that was replaced.
            archive = Archive.open(
                self.folder,
                create=False,
                embedder=embedder,
                generator=generator,
                reranker=self._models.reranker if with_models else None,
                wait=_WAIT,
            )
            self._opened[with_models] = (mark, archive)
            return archive

    def _mark(self) -> tuple[int, ...]:
        """Return what tells the database from another one in its place."""
        try:
            return mark_of(self.folder)
        except OSError as error:
            raise Problem(
                "archive",
                f"档案 {self.name} 的文件夹里没有档案了：放回去，或从设置里去掉它",
                {"Retry-After": "30"},
            ) from error


def shelves(folders: Mapping[str, Path], models: Models, *, create: bool) -> dict[str, Shelf]:
    """Return a shelf for each archive. Raises :class:`KanbaoError` where there is none, or half."""
    made = {}
    for name, folder in folders.items():
        if create:
            Archive.open(folder).close()
        made[name] = Shelf(name, folder, models)
        try:
            made[name].reader()
        except Problem as error:
            raise ArchiveError(
                f"{folder}：里面没有档案：先用 kanbao add 建一个，或加 --create"
            ) from error
        if half := unfinished(folder):
            raise ArchiveError(half)
    return made
