"""The system under test: an embedder and a generator, and the archives made with them."""

from __future__ import annotations

import hashlib
import random
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eval.articles import corpus
from eval.datasets import article_of
from eval.errors import RunError
from eval.rows import Row, read_rows
from qa import Archive, Where
from qa.answering.answer import answer_questions, refusal
from qa.answering.limits import READ
from qa.errors import ArchiveError
from qa.inputs import check_count, check_share
from qa.records import Chunk, Hit
from qa.search.query import as_queries
from qa.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    from eval.suite import TaskSpec
    from qa.interfaces import Embedder, Generation, Generator, Reranker
    from qa.records import Answer

__all__ = ["ARMS", "Options", "Setup", "ask_text", "open_setup"]

ARMS = {"hybrid": ("dense", "sparse"), "dense": ("dense",), "bm25": ("sparse",)}
_OPENING = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What to change in the system for a run. The defaults change nothing.

    ``threshold``: of the confidence, instead of the generator's own rule. ``retrieval`` is
    ``hybrid``, ``dense``, ``bm25`` or ``off``, which reads chunks that have nothing to do with the
    question. ``k`` chunks are found, and read until no other is likely to change the answer. Raises
    :class:`InputError` for a number out of range.
    """

    threshold: float | None = None
    retrieval: str = "hybrid"
    k: int = READ

    def __post_init__(self) -> None:
        check_count("k", self.k)
        if self.threshold is not None:
            check_share("threshold", self.threshold)


class Setup:
    """Models, options and a folder to work in. One thread uses it."""

    def __init__(
        self,
        *,
        embedder: Embedder,
        generator: Generator,
        folder: Path,
        options: Options,
        reranker: Reranker | None = None,
    ) -> None:
        """Keep the archives and look for the rows below ``folder``."""
        self.reranker = reranker
        self.embedder = embedder
        self.generator = generator
        self.folder = folder
        self.options = options
        self._archives: dict[str, Archive] = {}
        self._rows: dict[Path, dict[str, Row]] = {}
        self._checked: set[str] = set()

    def refuses(self, answer: Generation) -> bool:
        """Return whether an answer is refused, see :func:`qa.answering.answer.answer_questions`."""
        reason = refusal(
            confidence=answer.confidence,
            answerable=answer.answerable,
            threshold=self.options.threshold,
            own=self.generator.threshold,
        )
        return reason is not None

    def archive(self, spec: TaskSpec) -> Archive:
        """Return the task's archive, open; one without articles for a task that searches none."""
        return self._open(_key(spec))

    def build(self, spec: TaskSpec, *, progress: Callable[[int], None] | None = None) -> None:
        """Put the task's articles into its archive; what is there already costs nothing."""
        self.archive(spec).add(corpus(spec), progress=progress)

    def state(self, spec: TaskSpec) -> dict[str, int]:
        """Return the number of articles in the task's archive, and its generation."""
        store = Store(self.folder / "archives" / _key(spec), create=False)
        with closing(store), store.snapshot() as view:
            return {"articles": view.count("articles"), "generation": view.state[0]}

    def check(self, spec: TaskSpec, state: Mapping[str, int]) -> None:
        """Raise RunError unless the task's archive, here, is in a state: see :meth:`state`."""
        if spec.name in self._checked:
            return
        try:
            here = self.state(spec)
        except ArchiveError as error:
            raise RunError(f"{error}: choose a folder that all machines find with --out") from error
        if here != state:
            raise RunError(
                f"{self.folder}: the archive of task {spec.name!r} is {here} here, and was "
                f"{dict(state)}: choose a folder that all machines find with --out, and a new one"
            )
        self._checked.add(spec.name)

    def find(
        self, spec: TaskSpec, question: str, *, arms: str, k: int, avoid: Collection[str] = ()
    ) -> list[Hit]:
        """Search the task's archive with the arms of that name (see :data:`ARMS`).

        With ``off`` return chunks of an article drawn at random, none of ``avoid``.
        """
        archive = self.archive(spec)
        if arms == "off":
            others = [article for article in archive.articles() if article.id not in avoid]
            anything = random.Random(question).choice(others)
            only = Where(ids=(anything.id,))
            return archive.search(anything.text.strip()[:_OPENING], k=k, where=only)
        return archive.search(question, k=k, arms=ARMS[arms])

    def recorded(self, task: str, system: str, name: str) -> Row:
        """Return an earlier task's row of this run."""
        path = self.folder / "rows" / f"{task}.{system}.jsonl"
        if path not in self._rows:
            self._rows[path] = {row.id: row for row in read_rows(path)} if path.exists() else {}
        if name not in self._rows[path]:
            raise RunError(
                f"{path}: no row for {name!r}: put task {task!r} before the one using it"
            )
        return self._rows[path][name]

    def close(self) -> None:
        """Close the archives."""
        for archive in self._archives.values():
            archive.close()
        self._archives.clear()

    def _open(self, key: str) -> Archive:
        if key not in self._archives:
            folder = self.folder / "archives" / key
            folder.mkdir(parents=True, exist_ok=True)
            self._archives[key] = Archive.open(
                folder,
                embedder=self.embedder,
                generator=self.generator,
                reranker=self.reranker,
            )
        return self._archives[key]


def ask_text(
    question: str, text: str, generator: Generator, *, threshold: float | None = None
) -> Answer:
    """Answer as the archive does when it has found one article and nothing else."""
    article = article_of(text)
    chunk = Chunk(article_id=article.id, start=0, end=len(text), text=text)
    (answer,) = answer_questions(
        as_queries([question]),
        [[Hit(chunk=chunk, score=1.0)]],
        generator=generator,
        get_article=lambda _: article,
        threshold=threshold,
    )
    return answer


def open_setup(
    embedder: str, generator: str, folder: Path, options: Options, reranker: str | None = None
) -> Setup:
    """Return a setup with models by name: a folder, an embedded model or a hub id.

    It stands here and not beside the command line: worker processes look it up by its module.
    """
    from qa.defaults import load_embedder, load_generator, load_reranker

    return Setup(
        embedder=load_embedder(embedder),
        generator=load_generator(generator),
        folder=folder,
        options=options,
        reranker=load_reranker(reranker) if reranker else None,
    )


def _key(spec: TaskSpec) -> str:
    """Name the archive after what is in it, so that tasks on the same articles share one."""
    parts = [spec.articles, spec.distractors, spec.sample, spec.seed if spec.sample else 0]
    if spec.format in {"squad", "shared", "beir"}:
        parts += [spec.format, *spec.data]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]
