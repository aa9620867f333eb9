"""Where a model comes from: a folder that exists, an embedded default, or, when asked, a hub."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

__all__ = [
    "EMBEDDER",
    "GENERATOR",
    "PRETRAINED",
    "MissingModelError",
    "is_whole",
    "loaded_again",
    "note_hash",
    "quietly",
    "resolve",
    "weights_hash",
]

PRETRAINED = Path(__file__).parent / "pretrained"
EMBEDDER = "embedder"
GENERATOR = "generator"
_INDEX = "model.safetensors.index.json"
_NOTE = "kanbao"
_TOKENIZER = "tokenizer.json"
_loading = threading.RLock()


class MissingModelError(LookupError):
    """A model was not found; the message lists what was tried."""


def resolve(name: str | Path, *, revision: str | None = None, online: bool = False) -> Path:
    """Return the folder of a model: an existing path, an embedded model's name, or a hub id.

    A hub id is looked up in the local cache; it is downloaded only with ``online``. Raises
    MissingModelError.
    """
    tried = [Path(name).expanduser(), PRETRAINED / name]
    for folder in tried:
        if (folder / "config.json").is_file():
            return folder
    return _from_hub(str(name), revision=revision, online=online, tried=tried)


def loaded_again(
    load: Callable[..., Any], name: str | Path, **settings: Any
) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    """Return how another process makes a model that was loaded here, for its ``__reduce__``.

    Only its name goes there: a folder's whole path, or a name that means the same there.
    """
    folder = Path(name).expanduser()
    there = str(folder.absolute()) if (folder / "config.json").is_file() else str(name)
    return partial(load, there, **settings), ()


def _from_hub(name: str, *, revision: str | None, online: bool, tried: list[Path]) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    offline = not online or os.environ.get("HF_HUB_OFFLINE") == "1"
    patterns = ["*.json", "*.safetensors", "*.model", "*.txt", "*/*.json", "*/*.safetensors"]
    try:
        return Path(
            snapshot_download(
                name, revision=revision, local_files_only=offline, allow_patterns=patterns
            )
        )
    except (HFValidationError, LocalEntryNotFoundError, HfHubHTTPError, OSError) as error:
        places = ", ".join(str(folder) for folder in tried)
        where = "the local hub cache (offline)" if offline else "the hub"
        raise MissingModelError(f"no model {name!r}: tried {places}, and {where}") from error


@contextmanager
def quietly() -> Iterator[None]:
    """Load a model without the library's progress bars; the caller's setting comes back after.

    One thread loads at a time: transformers sets the whole process's default dtype meanwhile, and
    of two that overlap the second would leave the first one's behind.
    """
    from transformers.utils import logging

    with _loading:
        shown = logging.is_progress_bar_enabled()
        logging.disable_progress_bar()
        try:
            yield
        finally:
            if shown:
                logging.enable_progress_bar()


def weights_hash(folder: Path) -> str:
    """Return 16 hex digits that differ as soon as one weight does, or a file's place in order.

    They begin the SHA-256 of the SHA-256s of all ``*.safetensors`` files in ``folder`` and the
    folders in it, taken in the order of their paths. Where :func:`note_hash` noted them and the
    files still have their names and sizes, nothing is computed.
    """
    noted = _index(folder).get("metadata", {}).get(_NOTE)
    if noted and noted["bytes"] == _sizes(folder):
        return str(noted["hash"])
    return _computed(folder)


def is_whole(folder: Path) -> bool:
    """Return whether a folder's weights are those that were noted, and its JSON can be read."""
    if not (folder / _TOKENIZER).is_file():
        return False
    try:
        for file in folder.rglob("*.json"):
            json.loads(file.read_text("utf-8"))
    except ValueError:
        return False
    noted = _index(folder).get("metadata", {}).get(_NOTE)
    return noted is None or noted["hash"] == _computed(folder)


def note_hash(folder: Path) -> None:
    """Write a folder's hash, and its files' sizes, into the index of its shards, if it has one."""
    index = _index(folder)
    if not index:
        return
    note = {"hash": _computed(folder), "bytes": _sizes(folder)}
    index.setdefault("metadata", {})[_NOTE] = note
    text = json.dumps(index, indent=2, sort_keys=True) + "\n"
    (folder / _INDEX).write_text(text, "utf-8")


def _computed(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in _weights(folder):
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]


def _weights(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.safetensors"))


def _sizes(folder: Path) -> dict[str, int]:
    found = _weights(folder)
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in found}


def _index(folder: Path) -> dict[str, Any]:
    path = folder / _INDEX
    return dict(json.loads(path.read_text("utf-8"))) if path.is_file() else {}
