"""A writer whose every step is known beforehand: what it leaves can be checked exactly."""

from __future__ import annotations

import itertools
import os
import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.archive import Archive
from qa.records import Article
from tests.fakes import HashEmbedder

if TYPE_CHECKING:
    from pathlib import Path

NUMBERS = range(20)


def article(number: int, version: int) -> Article:
    """Return one of the articles: every third version is long, and says everywhere which it is."""
    text = f"第{number}篇的第{version}稿。" + f"湖边的第{version}场雪下得很大。" * (
        30 * (version % 3)
    )
    return Article(id=f"a{number}", title=f"第{version}稿", text=text, tags=(f"稿{version}",))


def embedder(seed: int) -> HashEmbedder:
    return HashEmbedder(dimension=32, seed=seed)


@dataclass(frozen=True, kw_only=True)
class State:
    """What the archive holds after ``steps`` steps: the version of each article, its embedder."""

    steps: int = 0
    versions: tuple[tuple[int, int], ...] = ()
    seed: int = 0

    @property
    def articles(self) -> dict[str, Article]:
        return {f"a{number}": article(number, version) for number, version in self.versions}

    def next(self) -> State:
        kind, numbers = step(self.steps)
        after = replace(self, steps=self.steps + 1)
        if kind == "rebuild":
            return replace(after, seed=self.steps)
        versions = dict(self.versions)
        for number in numbers:
            versions.pop(number, None)
            if kind == "add":
                versions[number] = self.steps
        return replace(after, versions=tuple(versions.items()))


def step(number: int) -> tuple[str, list[int]]:
    """Return what step ``number`` does, and to which articles: one transaction, but rebuilds."""
    draw = random.Random(number)
    kind = draw.choices(["add", "delete", "rebuild"], [12, 5, 2])[0]
    return kind, draw.sample(NUMBERS, draw.randint(1, 8))


def write(folder: Path, state: State, log: Path) -> None:
    """Go on from ``state`` for ever; a line in ``log`` says that a step was reported as done."""
    done = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    archive = Archive.open(folder, embedder=embedder(state.seed))
    for number in itertools.count(state.steps):
        kind, numbers = step(number)
        if kind == "add":
            archive.add([article(i, number) for i in numbers], batch=len(numbers))
        elif kind == "delete":
            archive.delete([f"a{i}" for i in numbers])
        else:
            archive.rebuild(embedder(number), batch=3)
        state = state.next()
        os.write(done, f"{number}\n".encode())
        if number % 2:
            archive.search("湖边的雪")
        if number % 4 == 1:  # writes the index
            archive.close()
            archive = Archive.open(folder, embedder=embedder(state.seed))
