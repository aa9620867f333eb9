"""A process that adds, replaces and deletes until it is killed."""

from __future__ import annotations

import itertools
import sys

from qa.archive import Archive
from qa.records import Article
from tests.fakes import HashEmbedder

BATCH = 4


def article(number: int, version: int) -> Article:
    """Return one of ten articles: every third version is long."""
    text = f"第{number}篇的第{version}稿。" + f"湖边的第{version}场雪下得很大。" * (
        30 * (version % 3)
    )
    return Article(id=f"a{number}", title=f"第{version}稿", text=text, tags=(f"稿{version}",))


def main(folder: str) -> None:
    """Write for ever, and say when the first batch is there."""
    archive = Archive.open(folder, embedder=HashEmbedder(dimension=32))
    for version in itertools.count():
        archive.add((article(number, version) for number in range(10)), batch=BATCH)
        archive.search("湖边的雪")
        archive._index.save()  # as if it were closed each time: the moment to be killed in
        archive.delete([f"a{version % 10}"])
        sys.stdout.write("written\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
