"""Processes beside each other: making one archive, waiting to write, reading for long."""

import contextlib
import threading
import time

import pytest

from qa.archive import Archive
from qa.errors import BusyError
from qa.store import schema, store
from tests.durability.plan import article, embedder
from tests.durability.processes import FORKED

ARTICLES = [article(number, 1) for number in range(20)]


def _add_one(folder, number):
    with Archive.open(folder, embedder=embedder(0), wait=60) as archive:
        archive.add([ARTICLES[number]])


def test_several_processes_make_one_archive(tmp_path):
    processes = [FORKED.Process(target=_add_one, args=(tmp_path / "a", i)) for i in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    with Archive.open(tmp_path / "a") as archive:
        assert archive.verify().problems == ()
        assert {found.id for found in archive.articles()} == {"a0", "a1", "a2", "a3"}


def test_who_begins_an_archive_waits_for_another_who_does(tmp_path):
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / schema.FILE).touch()
    with contextlib.closing(schema.connect(folder, wait=0)) as another:
        another.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(BusyError, match=r"waited 0\.2 s"):
            Archive.open(folder, embedder=embedder(0), wait=0.2)
        assert time.monotonic() - began >= 0.2
        timer = threading.Timer(0.3, another.execute, ["ROLLBACK"])
        timer.start()
        Archive.open(folder, embedder=embedder(0), wait=60).close()
        timer.join()


def _hold(folder, holding, release):
    with Archive.open(folder) as archive, archive._store.write():
        holding.set()
        release.wait()


def test_a_second_writer_waits_as_long_as_it_was_told(tmp_path):
    with Archive.open(tmp_path / "a", embedder=embedder(0), wait=0.5) as archive:
        archive.add(ARTICLES[:5])
        holding, release = FORKED.Event(), FORKED.Event()
        process = FORKED.Process(target=_hold, args=(tmp_path / "a", holding, release))
        process.start()
        holding.wait()
        began = time.monotonic()
        with pytest.raises(BusyError, match=r"is writing \(waited 0\.5 s\): try again later"):
            archive.add(ARTICLES)
        assert 0.4 < time.monotonic() - began < 20
        assert len(archive.search("湖边的雪", k=1000)) == archive.verify().chunks
        assert len(archive) == 5
        release.set()
        process.join()
        assert archive.add(ARTICLES).added == 15


def test_the_log_is_kept_short_while_there_is_always_a_reader(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "_LONG", 300_000)
    stop = threading.Event()

    def read(archive):
        while not stop.is_set():
            with archive._store.snapshot() as view:
                view.count()
                time.sleep(0.01)

    with Archive.open(tmp_path / "a", embedder=embedder(0)) as archive:
        readers = [threading.Thread(target=read, args=(archive,)) for _ in range(3)]
        for reader in readers:
            reader.start()
        longest = 0
        for version in range(30):
            archive.add([article(number, version) for number in range(10)])
            longest = max(longest, (tmp_path / "a" / "archive.sqlite-wal").stat().st_size)
        stop.set()
        for reader in readers:
            reader.join()
        assert longest < 900_000
        assert archive.verify().ok


def test_a_long_reader_holds_no_writer_up_for_long(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "_LONG", 1)
    monkeypatch.setattr(store, "_PATIENCE", 50)
    with Archive.open(tmp_path / "a", embedder=embedder(0), wait=60) as archive:
        archive.add(ARTICLES[:5])
        with archive._store.snapshot() as view:
            began = time.monotonic()
            archive.add(ARTICLES)
            assert time.monotonic() - began < 30  # not the minute that a writer waits for another
            assert view.count("articles") == 5
        assert len(archive) == 20
        assert archive.verify().ok
