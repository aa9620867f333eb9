"""What a kind of task is: its examples, the systems that can do it, and how they are scored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from eval.datasets import Example

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from eval.measures import Measure
    from eval.setup import Setup
    from eval.suite import TaskSpec

__all__ = ["Kind"]


E = TypeVar("E", bound=Example)
P = TypeVar("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[E, P]):
    """A kind of task.

    ``systems`` turn an example into a prediction, ``score`` into columns of numbers, ``detail``
    into what the report shows. ``prediction_of`` makes one of a text of a predictions file.
    ``searches``: the task needs its articles in an archive. ``primary`` are the measures a gate
    tests.
    """

    load: Callable[[TaskSpec], Sequence[E]]
    systems: Mapping[str, Callable[[Setup, TaskSpec, E], P]]
    score: Callable[[E, P], dict[str, float]]
    detail: Callable[[E, P], dict[str, Any]]
    measures: Mapping[str, Measure]
    primary: tuple[str, ...]
    prediction_of: Callable[[str], P] | None = None
    searches: bool = False
