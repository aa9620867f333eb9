"""The power goes: what was not synced is lost, or is there in part, or is garbage.

A process that is killed loses nothing that it wrote; a machine does. The files are copied after
each transaction, when SQLite has synced them; then the writes of the next one reach the disk in
any order, as whole sectors or as neither what was there nor what was written.
"""

import random
from collections import Counter

import pytest

from qa.archive import Archive
from qa.store.schema import connect
from tests.durability.plan import State, article, embedder, step

SECTOR = 512
FILES = ("archive.sqlite", "archive.sqlite-wal")
BATCHES = [number for number in range(3, 40) if step(number)[0] != "rebuild"][:18]


def disk(folder):
    return [(folder / name).read_bytes() for name in FILES]


def take(archive, number):
    kind, numbers = step(number)
    if kind == "add":
        archive.add([article(i, number) for i in numbers])
    else:
        archive.delete([f"a{i}" for i in numbers])


def states():
    """Return the articles that are there before the first transaction and after each."""
    state, found = State(), [{}]
    for number in BATCHES:
        state = State(steps=number, versions=state.versions).next()
        assert state.articles not in found
        found.append(state.articles)
    return found


def restored(folder, files, known):
    """Return after which transaction the archive is that these files hold; it must be whole."""
    folder.mkdir()
    for name, data in zip(FILES, files, strict=True):
        (folder / name).write_bytes(data)
    with Archive.open(folder, embedder=embedder(0)) as archive:
        assert archive.verify().problems == ()
        place = known.index({article.id: article for article in archive.articles()})
        assert len(archive.search("湖边的雪", k=1000, arms=("dense",))) == archive.verify().chunks
        archive.add([article(99, 1)])
        assert archive.verify().problems == ()
    return place


@pytest.mark.parametrize("cuts", [40, pytest.param(1000, marks=pytest.mark.slow)])
def test_a_log_cut_anywhere_holds_the_transactions_before(tmp_path, cuts):
    draw, known, ends = random.Random(cuts), states(), []
    with Archive.open(tmp_path / "a", embedder=embedder(0)) as archive:
        database, log = disk(tmp_path / "a")
        ends.append(len(log))
        for number in BATCHES:
            take(archive, number)
            now, log = disk(tmp_path / "a")
            assert now == database  # everything is still in the log
            ends.append(len(log))
    for i in range(cuts):
        cut = draw.choice([*ends, *(draw.randint(ends[0], ends[-1]) for _ in ends)])
        place = restored(tmp_path / f"{i}", [database, log[:cut]], known)
        synced = max(place for place, end in enumerate(ends) if end <= cut)
        assert synced <= place <= synced + 1  # a transaction is complete before its padding is


def writes(folder):
    """Yield the files before and after each write that ends in a sync, and the transactions then.

    After every fourth transaction the log is copied into the database, and begun anew.
    """
    with Archive.open(folder, embedder=embedder(0)) as archive:
        files = disk(folder)
        for done, number in enumerate(BATCHES):
            take(archive, number)
            before, files = files, disk(folder)
            yield before, files, {done, done + 1}
            if done % 4 == 3:
                connection = connect(folder, wait=1)
                assert connection.execute("PRAGMA wal_checkpoint(FULL)").fetchone()[0] == 0
                connection.close()
                before, files = files, disk(folder)
                yield before, files, {done + 1}


def torn(before, after, draw):
    """Return a file that was being written over when the power went."""
    length = draw.choice([len(after), draw.randint(len(before), len(after))])
    weights = draw.choice([(0, 1, 0), (1, 9, 0), (1, 1, 0), (1, 9, 1)])
    parts = []
    for start in range(0, len(after), SECTOR):
        new = after[start : start + SECTOR]
        old = before[start : start + SECTOR].ljust(len(new), b"\0")
        mixed = draw.choices([old, new, draw.randbytes(len(new))], weights)[0]
        parts.append(new if old == new else mixed)
    return b"".join(parts)[:length]


@pytest.mark.parametrize("cuts", [4, pytest.param(100, marks=pytest.mark.slow)])
def test_a_transaction_that_was_not_synced_is_there_or_not_and_no_other_is_lost(tmp_path, cuts):
    draw, known, told = random.Random(cuts), states(), Counter()
    for place, (before, after, possible) in enumerate(writes(tmp_path / "a")):
        assert [len(data) for data in before] <= [len(data) for data in after]
        told["log begun anew"] += before[1][:32] != after[1][:32]
        for i in range(cuts):
            files = [torn(old, new, draw) for old, new in zip(before, after, strict=True)]
            found = restored(tmp_path / f"{place}-{i}", files, known)
            assert found in possible
            told["the last one lost" if found < max(possible) else "nothing lost"] += 1
    print(dict(told))  # noqa: T201 (pytest -s shows what was lost)
    assert min(told.values()) > 1
    assert len(told) == 3
