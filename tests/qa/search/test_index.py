import json
import logging
import threading

import numpy as np
import pytest

from qa.errors import ModelError
from qa.records import Article
from qa.search.chunks import Chunking
from qa.search.encode import embed, encode, recipe
from qa.search.index import Index, StaleError
from qa.search.vectors import Mapped, Plan, write_vectors
from qa.store import Store
from tests.durability.processes import FORKED
from tests.fakes import HashEmbedder

EMBEDDER = HashEmbedder(dimension=64)
QUERY = embed(EMBEDDER, ["第3篇讲海水。"], queries=True)


def article(i):
    return Article(id=f"a{i}", title="", text=f"第{i}篇讲{'山湖河海'[i % 4]}水。")


def put(store, numbers):
    entries = encode([article(i) for i in numbers], embedder=EMBEDDER, chunking=Chunking())
    with store.write() as writer:
        writer.claim(recipe(EMBEDDER, Chunking()))
        writer.put(entries)


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "a", create=True)
    yield store
    store.close()


def search(index, store, **options):
    with store.snapshot() as view:
        return index.search(view, QUERY, **{"k": 1000, **options})[0]


def exact(store, allowed=None):
    """Brute force over the store's vectors."""
    with store.snapshot() as view:
        pairs = [
            (number, float(vector @ QUERY[0]))
            for numbers, vectors in view.vectors()
            for number, vector in zip(numbers.tolist(), vectors, strict=True)
            if allowed is None or number in allowed
        ]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


def same(found, expected):
    """Equal scores in order; which of several equally near chunks are last may differ."""
    scores = [score for _, score in expected]
    assert len({number for number, _ in found}) == len(expected)
    assert [score for _, score in found] == pytest.approx(scores, abs=1e-6)
    above = {number for number, score in expected if score > scores[-1] + 1e-6}
    assert above <= {number for number, _ in found}
    return True


def test_the_nearest_first(store):
    put(store, range(40))
    found = search(Index(store.folder), store, k=3)
    assert found[0] == (4, pytest.approx(1.0))
    assert same(found, exact(store)[:3])


def test_an_empty_archive_and_k_above_the_number(store):
    index = Index(store.folder)
    assert search(index, store) == []
    put(store, range(3))
    assert same(search(index, store, k=10), exact(store))


@pytest.mark.parametrize("share", [0, 1, 2, 10, 250, 499, 500])
def test_a_filter_gives_what_brute_force_gives(store, share):
    put(store, range(500))
    allowed = np.sort(np.random.default_rng(share).permutation(np.arange(1, 501))[:share])
    assert same(search(Index(store.folder), store, allowed=allowed), exact(store, set(allowed)))
    nearest = search(Index(store.folder), store, k=5, allowed=allowed)
    assert same(nearest, exact(store, set(allowed))[:5])


def test_it_follows_the_store(store):
    index = Index(store.folder)
    for change in range(4):
        put(store, range(change * 5, change * 5 + 8))
        with store.write() as writer:
            writer.delete([f"a{change}", f"a{change * 5 + 1}"])
        assert same(search(index, store), exact(store))


def test_it_follows_another_dimension(store):
    index = Index(store.folder)
    put(store, range(3))
    search(index, store)
    small = HashEmbedder(dimension=16)
    with store.write() as writer:
        writer.delete(["a0", "a1", "a2"])
        writer.set_recipe(recipe(small, Chunking()))
        writer.put(encode([article(i) for i in range(4)], embedder=small, chunking=Chunking()))
    with store.snapshot() as view:
        found = index.search(view, embed(small, [article(3).text]), k=9)[0]
    assert len(found) == 4
    assert found[0] == (7, pytest.approx(1.0))


def test_the_file_is_used_and_then_brought_up_to_date(store, caplog):
    caplog.set_level(logging.INFO)
    put(store, range(5))
    first = Index(store.folder)
    search(first, store)
    first.save()
    caplog.clear()
    put(store, range(3, 9))
    second = Index(store.folder)
    assert same(search(second, store), exact(store))
    assert caplog.messages == []
    with store.snapshot() as view:
        assert second.problems(view) == []
    second.save()
    described = json.loads((store.folder / "vectors.json").read_text("utf-8"))
    assert [about["count"] for about in described.values()] == [5, 9]


def flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


DAMAGE = {
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:100]),
    "flipped": flip,
    "emptied": lambda path: path.write_bytes(b""),
    "undescribed": lambda path: path.with_name("vectors.json").unlink(),
    "misdescribed": lambda path: path.with_name("vectors.json").write_text("[1]"),
    "half described": lambda path: path.with_name("vectors.json").write_text("{"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_told_and_rebuilt(store, caplog, damage):
    put(store, range(20))
    first = Index(store.folder)
    search(first, store)
    first.save()
    DAMAGE[damage](store.folder / "vectors.faiss")
    second = Index(store.folder)
    if damage != "undescribed":
        with store.snapshot() as view:
            assert second.problems(view)[0].startswith("vectors.faiss is torn")
        assert same(search(second, store), exact(store))
        assert "is torn" in caplog.text
    assert same(search(second, store), exact(store))
    second.save()
    with store.snapshot() as view:
        assert Index(store.folder).problems(view) == []


def test_the_file_of_another_archive_is_not_used(tmp_path, caplog):
    one, other = Store(tmp_path / "1", create=True), Store(tmp_path / "2", create=True)
    put(one, range(5))
    put(other, range(7))
    index = Index(one.folder)
    search(index, one)
    index.save()
    for name in ("vectors.faiss", "vectors.json"):
        (other.folder / name).write_bytes((one.folder / name).read_bytes())
    with other.snapshot() as view:
        assert Index(other.folder).problems(view) == [
            "vectors.faiss belongs to another archive or to a copy of this one"
        ]
    assert same(search(Index(other.folder), other), exact(other))
    assert "is not this archive's" in caplog.text
    one.close()
    other.close()


def test_a_deleted_file(store):
    put(store, range(5))
    index = Index(store.folder)
    search(index, store)
    index.save()
    (store.folder / "vectors.faiss").unlink()
    assert same(search(Index(store.folder), store), exact(store))


def test_a_file_that_cannot_be_written_is_only_logged(store, caplog):
    put(store, range(5))
    (store.folder / "vectors.faiss").mkdir()
    index = Index(store.folder)
    search(index, store)
    index.save()
    assert "was not written" in caplog.text
    assert (store.folder / "vectors.faiss").is_dir()
    assert list(store.folder.glob("*.tmp")) == []
    assert same(search(index, store), exact(store))


def test_an_older_snapshot(store):
    put(store, range(3))
    index = Index(store.folder)
    with store.snapshot() as old:
        put(store, range(3, 5))
        search(index, store)
        with pytest.raises(StaleError):
            index.search(old, QUERY, k=3)


def test_threads_search_while_it_changes(store):
    put(store, range(50))
    index, wrong = Index(store.folder), []

    def read():
        for _ in range(60):
            with store.snapshot() as view:
                try:
                    found = index.search(view, QUERY, k=5)[0]
                except StaleError:
                    continue
                if set(view.chunks([number for number, _ in found])) != {n for n, _ in found}:
                    wrong.append(found)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for i in range(15):
        put(store, range(50 + i, 52 + i))
        with store.write() as writer:
            writer.delete([f"a{3 + i}"])
    for thread in threads:
        thread.join()
    assert wrong == []
    assert same(search(index, store), exact(store))


class Broken(HashEmbedder):
    def __init__(self, rows):
        super().__init__(dimension=2)
        self.rows = np.array(rows, np.float32)

    def embed_passages(self, texts):
        return self.rows


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([[0.6, 0.8], [np.nan, 0]], "length nan instead of 1"),
        ([[0.6, 0.8], [3, 4]], "length 5 instead of 1"),
        ([[0.6, 0.8], [0, 0]], "length 0 instead of 1"),
        ([[0.6, 0.8]], r"shape \(1, 2\) instead of \(2, 2\)"),
        ([[1], [1]], r"shape \(2, 1\) instead of \(2, 2\)"),
    ],
)
def test_vectors_that_faiss_would_take_in_silence(rows, message):
    with pytest.raises(ModelError, match=message):
        embed(Broken(rows), ["甲", "乙"])


SMALL = Plan(exact=100, least=40, times=2)
"""A plan with which archives of a few hundred chunks are searched by their codes."""


def numbers(pairs):
    return {number for number, _ in pairs}


def test_codes_find_nearly_all_of_the_nearest_and_score_them_exactly(store):
    put(store, range(900))
    index, right = Index(store.folder, plan=SMALL), 0
    assert (store.folder / "vectors.faiss").exists() is False
    texts = [f"第{i}篇讲海水。" for i in range(50)]
    with store.snapshot() as view:
        found = index.search(view, embed(EMBEDDER, texts, queries=True), k=10)
        expected = index.search(view, embed(EMBEDDER, texts, queries=True), k=10, exact=True)
    for near, best in zip(found, expected, strict=True):
        assert near == sorted(near, key=lambda pair: (-pair[1], pair[0]))
        assert len(near) == 10
        assert near[0][1] == best[0][1]
        scores = dict(best)
        assert all(scores.get(number, score) == score for number, score in near)
        right += sum(score >= best[-1][1] for _, score in near)
    assert right >= 0.95 * 500
    assert (store.folder / "vectors.faiss").exists()  # many vectors go there, not into memory


@pytest.mark.parametrize("share", [250, 450, 810, 900])
def test_a_broad_filter_finds_nearly_all_of_the_nearest_and_nothing_else(store, share):
    put(store, range(900))
    index, right = Index(store.folder, plan=SMALL), 0
    allowed = np.sort(np.random.default_rng(share).permutation(np.arange(1, 901))[:share])
    queries = embed(EMBEDDER, [f"第{i}篇讲海水。" for i in range(50)], queries=True)
    with store.snapshot() as view:
        found = index.search(view, queries, k=10, allowed=allowed)
        expected = index.search(view, queries, k=10, allowed=allowed, exact=True)
    for near, best in zip(found, expected, strict=True):
        assert len(near) == 10
        assert numbers(near) <= set(allowed.tolist())
        right += sum(score >= best[-1][1] for _, score in near)
    assert right >= 0.95 * 500


def test_a_broad_filter_of_what_is_far_from_the_query_is_exact(store):
    put(store, range(900))
    far = np.sort([number for number, _ in exact(store)[450:]])
    found = search(Index(store.folder, plan=SMALL), store, k=5, allowed=far)
    assert same(found, exact(store, set(far))[:5])


@pytest.mark.parametrize("share", [0, 1, 9, 90, 150])
def test_a_narrow_filter_is_exact_whatever_the_codes_say(store, share):
    put(store, range(900))
    index = Index(store.folder, plan=SMALL)
    allowed = np.sort(np.random.default_rng(share).permutation(np.arange(1, 901))[:share])
    for change in range(2):
        assert same(search(index, store, allowed=allowed), exact(store, set(allowed)))
        assert same(search(index, store, k=5, allowed=allowed), exact(store, set(allowed))[:5])
        put(store, range(900 + change, 950))  # now some are in memory, others in the file
        allowed = np.append(allowed, [901, 903])
    assert same(search(index, store, k=2000), exact(store))


def test_what_is_gone_is_not_found_and_what_is_new_is(store):
    put(store, range(900))
    index = Index(store.folder, plan=SMALL)
    nearest = numbers(search(index, store, k=300))
    with store.write() as writer:  # more than the candidates: all that is near
        writer.delete([f"a{number - 1}" for number in nearest])
    assert same(search(index, store, k=10), exact(store)[:10])
    put(store, [3])  # the text of the query
    assert search(index, store, k=1) == [(901, pytest.approx(1.0))]
    again = Index(store.folder, plan=SMALL)
    assert search(again, store, k=20) == search(index, store, k=20)
    with store.snapshot() as view:
        assert again.problems(view) == []


def test_the_file_is_written_again_only_when_much_has_changed(store):
    path = store.folder / "vectors.faiss"
    put(store, range(300))
    index = Index(store.folder, plan=SMALL)
    search(index, store)
    first = path.read_bytes()
    put(store, range(300, 320))
    with store.write() as writer:
        writer.delete(["a7", "a8"])
    search(index, store)
    index.save()
    assert path.read_bytes() == first
    again = Index(store.folder, plan=SMALL)
    assert same(search(again, store), exact(store))
    put(store, range(320, 340))
    expected = search(again, store, k=1000)
    again.save()
    assert path.read_bytes() != first
    assert search(again, store) == expected
    assert search(Index(store.folder, plan=SMALL), store) == expected
    with store.snapshot() as view:
        assert Index(store.folder).problems(view) == []


def test_a_vector_that_differs_is_told_also_in_an_older_file(store):
    put(store, range(5))
    index = Index(store.folder)
    search(index, store)
    index.save()
    put(store, range(5, 6))
    with store.write() as writer:
        writer.rows(
            "UPDATE vectors SET vector = (SELECT vector FROM vectors) WHERE chunk IN (3, 6)"
        )
    with store.snapshot() as view:
        assert Index(store.folder).problems(view) == [
            "vectors.faiss has another vector 3 than the store"
        ]


def test_a_file_of_an_earlier_version_is_built_anew(store, caplog):
    caplog.set_level(logging.INFO)
    put(store, range(5))
    index = Index(store.folder)
    search(index, store)
    index.save()
    path = store.folder / "vectors.json"
    states = json.loads(path.read_text("utf-8"))
    for about in states.values():
        del about["format"]
    path.write_text(json.dumps(states), "utf-8")
    again = Index(store.folder)
    with store.snapshot() as view:
        assert again.problems(view) == []
    assert same(search(again, store), exact(store))
    assert "is of another version" in caplog.text


def _save(folder, plan, start):
    store, index = Store(folder, create=False), Index(folder, plan=plan)
    start.wait()
    for _ in range(5):
        search(index, store)
        index._saved = None
        index.save()
    store.close()


def test_two_processes_save_at_once_and_a_killed_one_leaves_nothing(store):
    put(store, range(200))
    (store.folder / "vectors.faiss.0badcafe.tmp").write_bytes(b"of a process that was killed")
    start = FORKED.Barrier(4)
    processes = [FORKED.Process(target=_save, args=(store.folder, SMALL, start)) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * 4
    assert sorted(path.name for path in store.folder.glob("vectors*")) == [
        "vectors.faiss",
        "vectors.json",
        "vectors.lock",
    ]
    with store.snapshot() as view:
        assert Index(store.folder).problems(view) == []
    assert same(search(Index(store.folder), store), exact(store))


@pytest.mark.parametrize("dimension", [1, 7, 32])
def test_the_file_keeps_vectors_of_any_dimension(tmp_path, dimension):
    rows = np.random.default_rng(0).standard_normal((60, dimension)).astype(np.float32)
    blocks = [(np.arange(0, 40), rows[:40]), (np.arange(100, 120), rows[40:])]
    with (tmp_path / "v").open("xb") as file:
        assert write_vectors(file, lambda: blocks, plan=Plan(exact=30)) == 60
    with (tmp_path / "v").open("rb") as file:
        mapped = Mapped(file)
    assert np.array_equal(mapped.vectors, rows)
    assert mapped.numbers.tolist() == [*range(40), *range(100, 120)]
    plan = Plan(exact=30, least=10, times=0)
    assert mapped.nearest(rows[3:4], 1, None, plan)[0][0][1] >= float(rows[3] @ rows[3]) - 1e-5


def test_a_file_that_is_replaced_while_it_is_read(store):
    path, copies = store.folder / "vectors.faiss", []
    for count in (300, 900):
        put(store, range(count))
        index = Index(store.folder)
        search(index, store)
        index.save()
        copies.append(path.read_bytes())
    stop = threading.Event()

    def replace():
        while not stop.is_set():
            for copy in copies:
                (store.folder / "new").write_bytes(copy)
                (store.folder / "new").replace(path)

    other = threading.Thread(target=replace)
    other.start()
    try:
        read = [Index(store.folder)._read() for _ in range(300)]
    finally:
        stop.set()
        other.join()
    assert {(state[0], len(base)) for base, state in read} == {(2, 300), (3, 900)}
