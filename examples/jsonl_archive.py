"""A JSONL archive: added, filtered, asked and digested."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from qa import Archive, Where, read_articles

NEWS = Path(__file__).with_name("news.jsonl")


def main() -> None:
    """Add three articles, ask one question of all and digest those of one tag."""
    with tempfile.TemporaryDirectory() as folder, Archive.open(folder) as archive:
        added = archive.add(read_articles(NEWS))
        print(f"新增 {added.added} 篇")
        answer = archive.ask("云河市备了多少艘冲锋舟？")
        print(answer.text, "|", answer.citations[0].title)
        april = Where(since=dt.date(2022, 4, 1), until=dt.date(2022, 4, 30))
        print([hit.title for hit in archive.search("防汛", where=april)])
        digest = archive.digest("云河市的防汛工作", where=Where(tag="防汛"))
        print(digest.text)


if __name__ == "__main__":
    main()
