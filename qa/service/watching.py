"""When something happens in a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchfiles import watch

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["changes"]

_TOGETHER = 200  # milliseconds: what happens within these is one change
_LEAST = 50


def changes(folders: Sequence[Path], stop: threading.Event, *, every: float) -> Iterator[bool]:
    """Yield at once, whenever something changes, and after ``every`` seconds without a change.

    True: something changed. A change may be missed, as on a disk of another machine. Ends when
    ``stop`` is set.
    """
    yield True
    found = watch(
        *folders,
        watch_filter=None,
        debounce=_TOGETHER,
        stop_event=stop,
        rust_timeout=max(_LEAST, int(1000 * every)),
        yield_on_timeout=True,
        ignore_permission_denied=True,
    )
    yield from map(bool, found)
