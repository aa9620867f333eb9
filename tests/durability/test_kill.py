"""A writing process, killed anywhere: what it reported is there, the rest wholly or not at all."""

import json
import random
import signal
import time
from collections import Counter

import pytest

from qa.archive import Archive
from qa.search.encode import embed
from qa.search.index import Index
from qa.search.vectors import Plan
from qa.store import Store
from tests.durability.plan import State, article, embedder, write
from tests.durability.processes import FORKED
from tests.fakes import HashEmbedder


def kill(folder, state, log, *, steps, seconds):
    """Let a writer go on from ``state`` for so many steps and seconds; return what it reported."""
    log.unlink(missing_ok=True)
    process = FORKED.Process(target=write, args=(folder, state, log))
    process.start()
    while not log.exists() or len(log.read_bytes().splitlines()) < steps:
        assert process.exitcode is None
        time.sleep(0.001)
    time.sleep(seconds)
    process.kill()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    for _ in log.read_bytes().splitlines():
        state = state.next()
    return state


def found(folder):
    """Return the articles and the embedder's seed, with every invariant checked."""
    with Archive.open(folder) as archive:
        assert archive.verify().problems == ()
        with archive._store.snapshot() as view:
            made = view.recipe()
        articles = {article.id: article for article in archive.articles()}
    return articles, int(json.loads(made.embedder)["name"].split("-")[1]) if made else 0


def check(folder, reported):
    """Return which state the archive is in: the one reported, or the next."""
    articles, seed = found(folder)
    state = next(
        (
            state
            for state in (reported, reported.next())
            if (articles, seed) == (state.articles, state.seed)
        ),
        None,
    )
    assert state, f"neither the state of step {reported.steps} nor the next"
    with Archive.open(folder, embedder=embedder(seed)) as archive:
        hits = archive.search("湖边的雪", k=1000, arms=("dense",))
        assert len(hits) == archive.verify().chunks
        for hit in hits:
            chunk = hit.chunk
            assert articles[chunk.article_id].text[chunk.start : chunk.end] == chunk.text
    assert found(folder) == (articles, seed)  # with the index that was written now
    return state


@pytest.mark.parametrize(
    "kills", [20, pytest.param(200, marks=[pytest.mark.slow, pytest.mark.timeout(900)])]
)
def test_killed_at_random_moments(tmp_path, kills):
    draw, state, told = random.Random(kills), State(), Counter()
    for _ in range(kills):
        steps, seconds = draw.randint(0, 5), draw.uniform(0, 0.03)
        reported = kill(tmp_path / "a", state, tmp_path / "log", steps=steps, seconds=seconds)
        state = check(tmp_path / "a", reported)
        told["killed"] += 1
        told["committed, not yet reported"] += state != reported
        told["a rebuild under way"] += _is_rebuilding(tmp_path / "a")
    told["steps"] = state.steps
    print(dict(told))  # noqa: T201 (pytest -s shows where the kills fell)
    assert state.steps > kills


def _is_rebuilding(folder):
    with Archive.open(folder) as archive, archive._store.snapshot() as view:
        return bool(view.rows("SELECT 1 FROM meta WHERE key = 'rebuild'"))


class Slow(HashEmbedder):
    """Takes its time, so that the kill falls inside the rebuild."""

    def embed_passages(self, texts):
        time.sleep(0.01 * len(texts))
        return super().embed_passages(texts)


def _rebuild(folder):
    with Archive.open(folder) as archive:
        archive.rebuild(Slow(dimension=32, seed=1), batch=2)


def test_a_rebuild_goes_on_after_a_kill(tmp_path):
    state = State(versions=tuple((number, 3) for number in range(20)))  # one chunk each
    with Archive.open(tmp_path / "a", embedder=embedder(0)) as archive:
        archive.add(state.articles.values())
        process = FORKED.Process(target=_rebuild, args=(tmp_path / "a",))
        process.start()
        while not _staged(archive):
            time.sleep(0.005)
        process.kill()
        process.join()
        assert process.exitcode == -signal.SIGKILL
        assert len(archive.search("湖边的雪", k=1000)) == 20  # the old ones, until all is done
        staged = _staged(archive)
        assert 0 < staged < 20
        rest = embedder(1)
        archive.rebuild(rest)
        assert rest.calls == 1 + 20 - staged  # the probe, and what was not done
    assert found(tmp_path / "a") == (state.articles, 1)


def _staged(archive):
    with archive._store.snapshot() as view:
        return view.count("staged")


SMALL = Plan(exact=100, least=40, times=2)


def _write_index(folder):
    store, index = Store(folder, create=False), Index(folder, plan=SMALL)
    query = embed(embedder(0), ["湖边的雪"], queries=True)
    while True:
        with store.snapshot() as view:
            index.search(view, query, k=1)
        index._saved = None
        index.save()


def test_killed_while_the_index_is_written(tmp_path):
    folder, draw, cut = tmp_path / "a", random.Random(0), 0
    articles = [article(number, 3) for number in range(400)]
    query = embed(embedder(0), ["湖边的雪"], queries=True)
    with Archive.open(folder, embedder=embedder(0)) as archive:
        archive.add(articles, batch=400)
    for _ in range(15):
        process = FORKED.Process(target=_write_index, args=(folder,))
        process.start()
        while not list(folder.glob("vectors.faiss.*.tmp")):
            assert process.exitcode is None
        time.sleep(draw.uniform(0, 0.05))
        process.kill()
        process.join()
        cut += any(folder.glob("*.tmp"))
        with Archive.open(folder) as archive:
            assert archive.verify().problems == ()
            with archive._store.snapshot() as view:
                index = Index(folder, plan=SMALL)
                found = index.search(view, query, k=400)
                assert found == index.search(view, query, k=400, exact=True)
                index._saved = None
                index.save()
        assert list(folder.glob("*.tmp")) == []
    print(f"{cut} of 15 left a file half written")  # noqa: T201
    assert cut
