"""Where what can be made again is kept for next time: the user's cache folder."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["cache_folder"]


def cache_folder(name: str) -> Path:
    """Return the folder ``name`` in ``KANBAO_CACHE``, or in ``kanbao`` in the user's cache folder.

    It need not be there. Raises RuntimeError where the user has no home.
    """
    own = os.environ.get("KANBAO_CACHE")
    if own:
        return Path(own) / name
    shared = os.environ.get("XDG_CACHE_HOME")
    return (Path(shared) if shared else Path.home() / ".cache") / "kanbao" / name
