import random
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from qa.archive import Archive
from qa.records import Article, NearDuplicate
from qa.store import Snapshot
from tests.fakes import HashEmbedder
from tests.stories import OTHER, WIRE, jaccard

ROOT = Path(__file__).parents[3]
PAPER = Article(id="晚报", title="四水库泄洪", text=WIRE)
AGENCY = Article(id="日报", title="我市防汛形势严峻", text="本报讯（通讯员 王小河）" + WIRE[:-33])
SHOW = Article(id="书展", title="书展开幕", text=OTHER)


ADDED = """
import sys
from qa import Archive
from tests.fakes import HashEmbedder
from tests.qa.search.test_duplicates import AGENCY, PAPER

with Archive.open(sys.argv[1], embedder=HashEmbedder()) as archive:
    archive.add([PAPER])
    print(len(archive.add([AGENCY]).near_duplicates), "faiss" in sys.modules)
"""


@pytest.fixture
def archive(tmp_path):
    with Archive.open(tmp_path / "a", embedder=HashEmbedder()) as archive:
        yield archive


def test_one_story_in_two_papers_is_told_and_kept(archive):
    first = archive.add([PAPER, SHOW])
    assert first.near_duplicates == ()
    second = archive.add([AGENCY])
    alike = round(jaccard(WIRE, AGENCY.text), 3)
    assert second.near_duplicates == (NearDuplicate(id="日报", of="晚报", similarity=alike),)
    assert 0.6 < alike < 1
    assert (second.added, len(archive)) == (1, 3)
    assert archive.get("日报") == AGENCY
    assert archive.verify().ok


def test_who_only_adds_imports_no_faiss(tmp_path):
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", ADDED, str(tmp_path / "a")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "1 False\n"


def test_in_one_batch_the_later_one_is_told_and_the_most_similar_named(archive):
    third = replace(AGENCY, id="快报", text=WIRE + "（完）")
    for batch in (1, 2, 256):
        done = archive.add([PAPER, SHOW, AGENCY, third], batch=batch)
        assert [(pair.id, pair.of) for pair in done.near_duplicates] == [
            ("日报", "晚报"),
            ("快报", "晚报"),
        ]
        assert archive.add([PAPER, SHOW, AGENCY, third]).near_duplicates == ()
        archive.delete(["晚报", "书展", "日报", "快报"])


def test_a_replaced_article_is_not_its_own_duplicate(archive):
    archive.add([PAPER])
    assert archive.add([replace(PAPER, title="换了题目")]).near_duplicates == ()
    assert archive.add([replace(PAPER, text=OTHER)]).near_duplicates == ()
    assert archive.add([AGENCY]).near_duplicates == ()  # its story is not here any more
    assert archive.add([SHOW]).near_duplicates[0] == NearDuplicate(
        id="书展", of="晚报", similarity=1.0
    )
    assert archive.verify().ok


def test_short_and_templated_texts_are_not_told(archive):
    weather = [
        Article(id=f"天气{i}", title="", text=f"今天晴，最高{i}度，明天有雨。") for i in range(9)
    ]
    archive.add(weather)
    assert archive.add([replace(weather[0], id="又")]).near_duplicates == ()


def test_every_pair_that_brute_force_finds_is_found(archive):
    draw = random.Random(8)
    letters = [chr(0x4E00 + i) for i in range(800)]
    articles = []
    for i in range(60):
        story = "".join(draw.choices(letters, k=draw.randint(200, 700)))
        start, cut = draw.randrange(20), draw.randrange(len(story) // 3)
        other = "".join(draw.choices(letters, k=start)) + story[: len(story) - cut]
        articles += [
            Article(id=f"{i}甲", title="", text=story),
            Article(id=f"{i}乙", title="", text=other),
        ]
    told = {pair.id: pair for pair in archive.add(articles).near_duplicates}
    for one, other in zip(articles[::2], articles[1::2], strict=True):
        alike = jaccard(one.text, other.text)
        if alike >= 0.6:
            assert told.pop(other.id).similarity == pytest.approx(alike, abs=1e-3)
    assert told == {}


def test_what_another_process_writes_between_two_batches_is_seen(archive, tmp_path):
    with Archive.open(tmp_path / "a", embedder=HashEmbedder()) as other:

        def batches():
            yield SHOW
            other.add([PAPER])
            yield AGENCY  # tells what the other process added
            other.delete(["晚报"])
            yield replace(PAPER, id="早报")  # of the two that told it one is left
            other.delete(["早报", "日报"])
            yield replace(PAPER, id="快报")  # none is

        told = archive.add(batches(), batch=1).near_duplicates
    assert [(pair.id, pair.of) for pair in told] == [("日报", "晚报"), ("早报", "日报")]


def test_between_batches_only_what_is_new_is_read(archive, monkeypatch):
    read = []

    def signatures(view, numbers=None):
        found = original(view, numbers)
        read.append(len(found[0]))
        return found

    original = Snapshot.signatures
    monkeypatch.setattr(Snapshot, "signatures", signatures)
    articles = [replace(PAPER, id=f"{i}", text=f"{i}" * 40 + OTHER) for i in range(6)]
    archive.add(articles, batch=2)
    archive.add([replace(article, title="又") for article in articles], batch=4)
    assert read == [2, 2, 2, 6, 2]


def test_an_archive_from_before_signatures(tmp_path):
    short = Article(id="短讯", title="", text="明天有雨。")
    with Archive.open(tmp_path / "a", embedder=HashEmbedder()) as archive:
        archive.add([PAPER, short])
    with sqlite3.connect(tmp_path / "a" / "archive.sqlite") as connection:
        connection.execute("DROP TABLE signatures")
    connection.close()
    with Archive.open(tmp_path / "a", embedder=HashEmbedder()) as archive:
        assert archive.verify().ok
        assert archive.add([AGENCY]).near_duplicates[0].of == "晚报"
        assert archive.get("晚报") == PAPER
        assert archive.verify().ok
        with archive._store.snapshot() as view:
            assert list(view.unsigned()) == []
            before = view.state
        archive.add([PAPER, short])
        with archive._store.snapshot() as view:
            assert view.state == before  # signed once, and nothing written since
