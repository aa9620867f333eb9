"""Where a command's work is done, as its options say."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.spread import Spread

__all__ = ["spread_of"]


def spread_of(workers: int | None, ray: str | None) -> Spread:
    """Return the way to spread work: over Ray, over processes, or in line for one worker or None.

    Raises :class:`qa.errors.InputError` for no workers, and where there is no Ray.
    """
    from qa.spread import InLine, Processes, Ray

    if ray is not None:
        return Ray(ray, workers)
    return InLine() if workers is None or workers == 1 else Processes(workers)
