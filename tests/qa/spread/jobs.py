"""What workers are given in the tests: they find it by its name, as they would a user's."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import InputError
from qa.records import Article
from tests.fakes import HashEmbedder

if TYPE_CHECKING:
    from collections.abc import Mapping

LOADED = []


def squared(numbers):
    """Later numbers are done first."""
    time.sleep(0.02 * (9 - numbers[0]) if numbers and numbers[0] < 9 else 0)
    return [number**2 for number in numbers]


class Loading:
    """Says in which process it was loaded, and as which load of that process."""

    def __reduce__(self):
        return _loaded, ()


def _loaded():
    LOADED.append(None)
    return lambda _: (os.getpid(), len(LOADED), os.environ.get("OMP_NUM_THREADS"))


class Elsewhere:
    """Cannot be loaded where the variable is not set as here."""

    def __call__(self, _):
        return None

    def __reduce__(self):
        return _never, (os.getpid(),)


def _never(pid):
    raise ModuleNotFoundError(f"No module named 'rare' (asked for by {pid})")


def failing(kind):
    if kind == "input":
        raise InputError("the batch is no good")
    if kind == "plain":
        raise ValueError("no number")
    if kind == "odd":
        raise OddError(1, 2)
    return (lambda: None) if kind == "lambda" else kind


class OddError(Exception):
    """Cannot be made of its own arguments."""

    def __init__(self, one, other):
        super().__init__(f"{one} and {other}")


class Dying:
    """Kills its process, where ``numbers`` have 3: the first time only with ``once``."""

    def __init__(self, marks: Path, *, once: bool) -> None:
        self.marks, self.once = marks, once

    def __call__(self, numbers):
        if 3 in numbers:
            with self.marks.open("a") as marks:
                marks.write("died\n")
            if not self.once or self.marks.read_text().count("died") == 1:
                os.kill(os.getpid(), signal.SIGKILL)
        return squared(numbers)


def where(_):
    time.sleep(0.05)
    return os.getpid()


def node(_):
    """Return which node of a Ray cluster this is."""
    import ray

    time.sleep(0.1)
    return ray.get_runtime_context().get_node_id()


class SlowEmbedder(HashEmbedder):
    """Takes its time, and notes each process that it computes in."""

    def __init__(self, marks: Path | None = None, *, seconds: float = 0.2) -> None:
        super().__init__(dimension=32)
        self.marks, self.seconds = marks, seconds

    def embed_passages(self, texts):
        if self.marks is not None:
            (self.marks / str(os.getpid())).touch()
        time.sleep(self.seconds)
        return super().embed_passages(texts)


class OtherThere(HashEmbedder):
    """Another model in a worker than here, under the same name."""

    def __init__(self, pid: int) -> None:
        super().__init__(dimension=32)
        self.pid = pid

    @property
    def fingerprint(self) -> Mapping[str, str]:
        return {"name": "hash", "weights": "here" if os.getpid() == self.pid else "other"}


def articles(count: int) -> list[Article]:
    """Return articles of different lengths, some of several chunks."""
    return [
        Article(
            id=f"a{number}",
            title=f"{number}号仓库",
            text=f"{number}号仓库昨日入库小麦{7 * number + 3}吨，已全部过秤。"
            * (1 + 5 * (number % 4)),
            source="粮食报" if number % 2 else None,
            tags=("夏收",) if number % 3 else (),
        )
        for number in range(count)
    ]
