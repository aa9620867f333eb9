"""An archive opened for a command, with the models that were named."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from qa.archive import Archive
    from qa.interfaces import Embedder, Generator

__all__ = ["named_embedder", "open_archive"]


def open_archive(
    folder: Path,
    *,
    create: bool = False,
    embedder: str | None = None,
    generator: str | None = None,
    online: bool = False,
) -> Archive:
    """Open the archive; models are folders or names of the hub, None for the default ones."""
    from qa.archive import Archive

    if not online:
        _quiet()
    return Archive.open(
        folder,
        create=create,
        embedder=named_embedder(embedder, online=online),
        generator=_named_generator(generator, online=online),
    )


def named_embedder(name: str | None, *, online: bool) -> Embedder | None:
    """Load an embedder; None for no name."""
    if name is None:
        return None
    from qa.defaults import load_embedder

    return load_embedder(name, online=online)


def _named_generator(name: str | None, *, online: bool) -> Generator | None:
    if name is None:
        return None
    from qa.defaults import load_generator

    return load_generator(name, online=online)


def _quiet() -> None:
    """Keep the bars and hints of the model libraries off standard error: it is for ours."""
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
