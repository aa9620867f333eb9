"""What Ctrl-C leaves behind, said for each command."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["if_interrupted"]


@contextmanager
def if_interrupted(message: Callable[[], str]) -> Iterator[None]:
    """Let a KeyboardInterrupt carry the message, which is made only when there is one."""
    try:
        yield
    except KeyboardInterrupt as stop:
        raise KeyboardInterrupt(message()) from stop
