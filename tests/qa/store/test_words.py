"""What a store remembers of words gives the hits and counts that FTS5 gives."""

import random
from contextlib import closing

import pytest

from qa.records import Article
from qa.search.chunks import Chunking
from qa.search.encode import encode, recipe
from qa.store import Snapshot, Store
from qa.store.schema import connect, transaction
from qa.store.words import Lengths, Words
from tests.fakes import HashEmbedder

EMBEDDER = HashEmbedder()
SAID = [
    "市图书馆",
    "昨天开馆",
    "三座桥",
    "加固工程",
    "县长",
    "1280元",
    "水库泄洪",
    "两千名",
    "新学期",
]
ASKED = [["图书"], ["图书", "书馆", "水库"], ["1280", "三座", "没有"], ["128*", "加固"], ["没有"]]


def article(number, draw):
    said = (draw.choice(SAID) for _ in range(draw.randint(2, 90)))
    return Article(id=f"a{number}", title=draw.choice(SAID), text="，".join(said) + "。")


@pytest.fixture
def store(tmp_path):
    draw = random.Random(5)
    with closing(Store(tmp_path / "archive", create=True)) as store:
        put(store, *(article(number, draw) for number in range(60)))
        yield store


def put(store, *articles):
    with store.write() as writer:
        writer.claim(recipe(EMBEDDER, Chunking()))
        writer.put(encode(articles, embedder=EMBEDDER, chunking=Chunking()))


def compare(view):
    """Compare what is found with what FTS5 itself finds in the same view."""
    plain = Snapshot(view._connection)
    for tokens in ASKED:
        for limit in (1, 7, 1000):
            found = view.matches(tokens, None, limit=limit)
            assert found == plain.matches(tokens, None, limit=limit)
        assert view.frequencies(tokens) == plain.frequencies(tokens)
    assert any(view.matches(tokens, None, limit=5) for tokens in ASKED)


def test_lengths_are_those_that_the_index_has(store):
    with store.snapshot() as view:
        lengths = Words().lengths(view)
        numbers = view.numbers()
        assert lengths.of(numbers).tolist() == view.word_lengths(numbers).tolist()
        assert min(lengths.of(numbers)) > 0


def test_the_hits_and_scores_are_those_of_fts5(store):
    for _ in range(2):
        with store.snapshot() as view:
            compare(view)
            assert store._words._lengths


def test_what_is_added_replaced_and_deleted_is_seen(store):
    draw = random.Random(6)
    with store.snapshot() as view:
        compare(view)
    put(store, *(article(number, draw) for number in range(50, 70)))
    with store.snapshot() as view:
        compare(view)
    with store.write() as writer:
        writer.delete([f"a{number}" for number in range(0, 60, 3)])
    with store.snapshot() as view:
        compare(view)


def test_a_view_from_before_is_not_scored_by_what_came_later(store):
    with store.snapshot() as before:
        with store.write() as writer:
            writer.delete(["a1", "a2", "a3"])
        with store.snapshot() as after:
            compare(after)
        assert store._words.lengths(before) is None
        compare(before)


def test_another_archive_in_the_place_of_this_one_is_read_anew(store, tmp_path):
    draw = random.Random(7)
    with closing(Store(tmp_path / "other", create=True)) as other:
        for number in range(3):
            put(other, article(number, draw))
        words = Words()
        with store.snapshot() as view:
            words.lengths(view)
        with other.snapshot() as view:
            assert view.state[0] > words._lengths.state[0]
            found, numbers = words.lengths(view), view.numbers()
            assert found.of(numbers).tolist() == view.word_lengths(numbers).tolist()


def test_the_lengths_of_a_large_archive_are_read_after_some_searches(store, monkeypatch):
    monkeypatch.setattr("qa.store.words._A_SEARCH", 40)
    words = Words()
    with store.snapshot() as view:
        chunks, _ = view.word_totals()
        found = [words.lengths(view) for _ in range(5)]
    assert [one is None for one in found] == [40 * n <= chunks for n in range(1, 6)]
    assert found[0] is None
    assert isinstance(found[-1], Lengths)


def test_a_common_tokens_count_is_remembered_for_this_state_only(store, monkeypatch):
    monkeypatch.setattr("qa.store.snapshot.COMMON", 10)
    with store.snapshot() as view:
        counts = view.frequencies(["图书", "128*", "没有"])
        known = store._words.counts(view.state)
        assert known == {token: count for token, count in counts.items() if count >= 10} != {}
    put(store, Article(id="x", title="", text="市图书馆"))
    with store.snapshot() as view:
        assert store._words.counts(view.state) == {}
        assert view.frequencies(["图书"]) == {"图书": counts["图书"] + 1}


def test_an_archive_without_chunks(tmp_path):
    with closing(Store(tmp_path / "empty", create=True)) as store, store.snapshot() as view:
        assert view.matches(["图书"], None, limit=5) == []
        assert view.frequencies(["图书"]) == {}
        lengths = Words().lengths(view)
    assert lengths is None or not len(lengths.sizes)


def segments(store):
    with store.snapshot() as view:
        return [
            size
            for (size,) in view.rows("SELECT count(*) FROM words_idx GROUP BY segid ORDER BY 1")
        ]


def test_most_of_the_index_is_in_one_segment_and_finds_the_same(tmp_path, monkeypatch):
    several = [[article(20 * n + m, random.Random(n)) for m in range(20)] for n in range(13)]
    found = []
    for loose in (1.0, 0.1):  # FTS5 by itself, then as it is
        monkeypatch.setattr("qa.store.store._LOOSE", loose)
        with closing(Store(tmp_path / str(loose), create=True)) as store:
            for some in several:
                put(store, *some)
            sizes = segments(store)
            assert (sum(sizes[:-1]) > 0.1 * sum(sizes)) == (loose == 1.0)
            with store.snapshot() as view:
                compare(view)
                found.append([view.matches(tokens, None, limit=1000) for tokens in ASKED])
                assert not store.verify(view).problems
    assert found[0] == found[1]


def test_it_is_not_merged_while_another_process_writes(store, caplog, monkeypatch):
    put(store, article(100, random.Random(1)))
    monkeypatch.setattr("qa.store.store._LOOSE", -1.0)
    with (
        closing(connect(store.folder, wait=0)) as mine,
        closing(connect(store.folder, wait=0)) as other,
        transaction(other),
        caplog.at_level("INFO", "qa.store.store"),
    ):
        store._merge_words(mine)
    assert "was not merged: database is locked" in caplog.text
    with store.snapshot() as view:
        compare(view)


def test_what_is_written_stays_where_the_index_is_damaged_and_cannot_be_merged(store, caplog):
    for number in range(100, 103):
        put(store, article(number, random.Random(number)))
    with store.snapshot() as view:
        there = view.count("articles")
    with closing(connect(store.folder, wait=0)) as mine, transaction(mine):
        mine.execute("UPDATE words_data SET block = zeroblob(20) WHERE id > 1000")
    with caplog.at_level("INFO", "qa.store.store"):
        put(store, article(200, random.Random(200)))
    assert "was not merged: " in caplog.text
    with store.snapshot() as view:
        assert view.count("articles") == there + 1
