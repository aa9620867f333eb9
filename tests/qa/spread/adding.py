"""Adds articles slowly: ``python -m tests.qa.spread.adding FOLDER MARKS processes|ray``."""

from __future__ import annotations

import sys
from pathlib import Path

from qa import Archive, Processes, Ray
from tests.qa.spread.jobs import SlowEmbedder, articles


def main() -> None:
    folder, marks, way = sys.argv[1:]
    embedder = SlowEmbedder(Path(marks), seconds=0.3)
    with (
        Processes(2) if way == "processes" else Ray("auto", 2) as spread,
        Archive.open(folder, embedder=embedder) as archive,
    ):
        archive.add(articles(300), batch=32, spread=spread)


if __name__ == "__main__":
    main()
