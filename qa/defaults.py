"""The embedded models, and any other by name. The only module here that imports ``models``."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any

from qa.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qa.interfaces import Embedder, Generator, Reranker, Selector

__all__ = [
    "INSTALL",
    "compiled_folder",
    "damaged_models",
    "default_embedder",
    "default_generator",
    "default_selector",
    "engine",
    "load_embedder",
    "load_generator",
    "load_reranker",
]

INSTALL = "pip install 'kanbao[torch]'"
"""What brings the libraries of other models than the embedded ones."""


def default_embedder(*, once: bool = False) -> Embedder:
    """Return the embedder that ships with Kanbao. Raises ModelError.

    ``once``: it will embed a question or two, which is done before it would be compiled.
    """
    return _embedder("embedder", once=once)


def default_generator(*, once: bool = False) -> Generator:
    """Return the generator that ships with Kanbao. Raises ModelError.

    ``once``: it will answer a question or two, for which not all of it is compiled, and what is
    is kept in the :func:`compiled_folder`.
    """
    return _generator("generator", once=once, kept=compiled_folder() if once else None)


def default_selector(*, once: bool = False) -> Selector | None:
    """Return the selector of the generator that ships with Kanbao, None if it has none.

    Without the rest of that, which a digest does not take. Raises ModelError.
    """
    try:
        from models.loading import GENERATOR, resolve
        from models.selector import SentenceSelector
    except ImportError as error:
        raise _not_ours(error) from error

    def load(name: str, *, revision: str | None, online: bool) -> SentenceSelector | None:
        return SentenceSelector.load(resolve(name, revision=revision, online=online), once=once)

    selector: Selector | None = _load(load, GENERATOR, None, online=False)
    return selector


def compiled_folder() -> Path | None:
    """Return where compiled models are kept; None: nowhere, KANBAO_KEEP_COMPILED is 0."""
    from qa.caches import cache_folder

    if os.environ.get("KANBAO_KEEP_COMPILED") == "0":
        return None
    try:
        return cache_folder("compiled")
    except RuntimeError:  # a user without a home
        return None


def engine() -> Any:
    """Return what the embedded models compute with: :class:`models.engine.Engine`.

    Raises ModelError for a setting that is none.
    """
    from models.engine import engine

    try:
        return engine()
    except ValueError as error:
        raise ModelError(str(error)) from error


def damaged_models() -> list[str]:
    """Return the names of the embedded models whose files are not those that were shipped."""
    from models.loading import EMBEDDER, GENERATOR, PRETRAINED, is_whole

    return [name for name in (EMBEDDER, GENERATOR) if not is_whole(PRETRAINED / name)]


def load_embedder(name: str, *, revision: str | None = None, online: bool = False) -> Embedder:
    """Load a sentence-transformers model: a folder, or a hub id. Raises ModelError.

    A hub id is read from the local cache; it is downloaded only with ``online``.
    """
    return _embedder(name, revision=revision, online=online)


def load_generator(name: str, *, revision: str | None = None, online: bool = False) -> Generator:
    """Load a model of transformers: a folder, or a hub id. Raises ModelError.

    A seq2seq or causal model, or an extractive question-answering head: see docs/models.md. A hub
    id is read from the local cache; it is downloaded only with ``online``. ``openai:URL#MODEL`` is
    a server that speaks OpenAI's protocol; a question raises ModelError where it does not reply.
    """
    return _generator(name, revision=revision, online=online)


def load_reranker(name: str, *, revision: str | None = None, online: bool = False) -> Reranker:
    """Load a cross-encoder of sentence-transformers: a folder, or a hub id. Raises ModelError.

    A hub id is read from the local cache; it is downloaded only with ``online``.
    """

    def load(name: str, *, revision: str | None, online: bool) -> Reranker:
        from models.reranker import CrossReranker

        return CrossReranker.load(name, revision=revision, online=online)

    reranker: Reranker = _load(load, name, revision, online)
    return reranker


def _embedder(
    name: str, *, revision: str | None = None, online: bool = False, once: bool = False
) -> Embedder:
    try:
        from models.embedder import SentenceEmbedder
    except ImportError as error:
        raise _not_ours(error) from error
    load = partial(SentenceEmbedder.load, once=once)
    embedder: Embedder = _load(load, name, revision, online)
    return embedder


def _generator(
    name: str,
    *,
    revision: str | None = None,
    online: bool = False,
    once: bool = False,
    kept: Path | None = None,
) -> Generator:
    try:
        from models import generators
    except ImportError as error:
        raise _not_ours(error) from error
    load = partial(generators.load_generator, error=ModelError, once=once, kept=kept)
    generator: Generator = _load(load, name, revision, online)
    return generator


def _load(load: Callable[..., Any], name: str, revision: str | None, online: bool) -> Any:
    from models.precision import PrecisionError

    try:
        return load(name, revision=revision, online=online)
    except ModuleNotFoundError as error:
        raise ModelError(
            f"the model {name!r} did not come with Kanbao: it takes {error.name}, which is not "
            f"installed: {INSTALL}"
        ) from error
    except PrecisionError as error:
        raise ModelError(str(error)) from error
    except Exception as error:  # the libraries do not say what they raise on damaged files
        first = (str(error).splitlines() or [type(error).__name__])[0]
        remedy = "; its files are damaged: install Kanbao again" if name in damaged_models() else ""
        raise ModelError(f"cannot load the model {name!r}: {first}{remedy}") from error


def _not_ours(error: ImportError) -> ModelError:
    return ModelError(
        f"Kanbao's package 'models' cannot be imported ({error}); a file models.py beside your "
        "script hides it: rename that file"
    )
