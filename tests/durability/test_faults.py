"""Disks that are full, folders that cannot be written, files that are damaged."""

import logging
import os
import random
import resource
import shutil
import signal
import sqlite3
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest

from qa.archive import Archive
from qa.chinese.simhash import signature
from qa.errors import ArchiveError, KanbaoError, MismatchError
from qa.records import Article
from tests.durability.plan import State, article, embedder
from tests.durability.processes import FORKED

STATE = State(versions=tuple((number, 1) for number in range(12)))
MORE = [article(number, 2) for number in range(40)]
LATER = [
    "filelock",
    "qa.search.duplicates",
    "qa.search.encode",
    "qa.search.index",
    "qa.search.rebuild",
    "qa.search.relocate",
    "qa.store.verify",
]
"""What an archive imports when it is first needed."""


@pytest.fixture
def folder():
    """An archive where other users may go: below tmp_path another run of pytest shuts them out."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as root:
        Path(root).chmod(0o755)
        with Archive.open(Path(root) / "a", embedder=embedder(0)) as archive:
            archive.add(STATE.articles.values())
            archive.search("湖边的雪")
        yield Path(root) / "a"


def intact(folder):
    """Check that the archive is what it was, and can be searched and written again."""
    with Archive.open(folder, embedder=embedder(0)) as archive:
        assert archive.verify().problems == ()
        assert {article.id: article for article in archive.articles()} == STATE.articles
        assert len(archive.search("湖边的雪", k=1000)) == archive.verify().chunks
        archive.add(MORE)
        assert archive.verify().problems == ()
    return True


def told(action, *args):
    """Return what ``action`` returns in a process of its own, or its error's name and message."""
    ours, theirs = FORKED.Pipe(duplex=False)
    process = FORKED.Process(target=_tell, args=(theirs, action, *args))
    process.start()
    theirs.close()
    result = ours.recv()
    process.join()
    return result


def _tell(pipe, action, *args):
    try:
        pipe.send(action(*args))
    except KanbaoError as error:
        pipe.send(f"{type(error).__name__}: {error}")


def _limit(size):
    """Let no file of this process grow beyond ``size`` bytes: writing more is an error."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _add_within(folder, size):
    with Archive.open(folder, embedder=embedder(0)) as archive:
        _limit(size)
        archive.add(MORE)


def test_the_disk_is_full(folder):
    with Archive.open(folder, embedder=embedder(0)) as archive:
        len(archive)
        connection = archive._store._idle[0]
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(ArchiveError, match="is full, this batch was not written: free"):
            archive.add(MORE)
        assert len(archive.search("湖边的雪", k=1)) == 1
        connection.execute(f"PRAGMA max_page_count = {pages * 100}")
        archive.delete(["a1"])
        archive.add([STATE.articles["a1"]])
    with Archive.open(folder, embedder=embedder(0)) as archive:
        assert archive.verify().problems == ()
        assert {article.id: article for article in archive.articles()} == STATE.articles


@pytest.mark.parametrize("size", [0, 4096, 50_000])
def test_a_write_that_fails(folder, size):
    message = told(_add_within, folder, size)
    assert message.startswith("ArchiveError: ")
    assert "failed to read or write, this batch was not written" in message
    assert intact(folder)


def _save_within(folder, less):
    with Archive.open(folder, embedder=embedder(0)) as archive:
        archive.search("湖边的雪")
        archive._index._saved = None
        _limit((folder / "vectors.faiss").stat().st_size - less)
        archive._index.save()


@pytest.mark.parametrize("less", [1, 3000])
def test_an_index_that_could_not_be_written_whole_is_not_kept(folder, less):
    before = (folder / "vectors.faiss").read_bytes()
    assert told(_save_within, folder, less) is None
    assert (folder / "vectors.faiss").read_bytes() == before
    assert list(folder.glob("*.tmp")) == []
    assert intact(folder)


def _as_nobody(folder, action):
    if os.getuid() == 0:  # root may write everywhere
        for module in LATER:  # nobody else may read them
            import_module(module)
        signature("一" * 99)
        os.setgid(65534)
        os.setuid(65534)
    with Archive.open(folder, embedder=embedder(0)) as archive:
        return action(archive)


def _delete(archive):
    return archive.delete(["a1"])


def _protect(folder, mode=0o555):
    for path in folder.iterdir():
        path.chmod(mode & 0o666)
    folder.chmod(mode)


def _read(archive):
    """Return what everything that only reads finds."""
    hits = archive.search("湖边的雪", k=1000)
    assert archive.verify().problems == ()
    assert archive.get("a1") == STATE.articles["a1"]
    assert {hit.chunk.article_id for hit in hits} <= {a.id for a in archive.articles()}
    return len(archive), len(hits)


def _add(archive):
    archive.add([Never()])


def _rebuild(archive):
    archive.rebuild(Never())


class Never:
    """An article or embedder that is not even looked at."""


@pytest.mark.parametrize("index", [True, False])
def test_a_folder_that_cannot_be_written_is_read(folder, index):
    if not index:
        (folder / "vectors.faiss").unlink()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    _protect(folder)
    assert told(_as_nobody, folder, _read) == (12, 24)
    for change in (_add, _delete, _rebuild):
        message = told(_as_nobody, folder, change)
        assert message == (
            f"ArchiveError: {folder}: cannot be written: check the permissions of the folder"
        )
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    _protect(folder, 0o777)
    assert intact(folder)


def test_files_that_cannot_be_written_are_read(folder):
    _protect(folder)
    folder.chmod(0o777)
    assert told(_as_nobody, folder, _read) == (12, 24)
    assert "cannot be written: check the permissions" in told(_as_nobody, folder, _delete)
    _protect(folder, 0o777)
    assert intact(folder)


def test_an_archive_from_before_signatures_is_read_where_it_cannot_be_written(folder):
    with sqlite3.connect(folder / "archive.sqlite") as connection:
        connection.execute("DROP TABLE signatures")
        connection.execute("DROP TABLE details")
    connection.close()
    _protect(folder)
    assert told(_as_nobody, folder, _read) == (12, 24)


def test_who_may_not_write_reads_what_another_one_writes(folder):
    with Archive.open(folder, embedder=embedder(0)) as archive:
        archive.add([article(12, 1)])
        _protect(folder, 0o755)  # with the log of the one who has it open
        assert told(_as_nobody, folder, _read) == (13, len(archive.search("湖边的雪", k=1000)))


def test_a_log_that_only_a_writer_can_read_is_not_left_out(folder):
    copy = folder.parent / "copy"
    with Archive.open(folder, embedder=embedder(0)) as archive:
        archive.add(MORE)
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*-shm"))
    _protect(copy)
    message = told(_as_nobody, copy, len)
    assert "if it has a archive.sqlite-wal, open it once where it can be written" in message
    _protect(copy, 0o777)
    with Archive.open(copy) as archive:
        assert len(archive) == 40
    _protect(copy)
    assert told(_as_nobody, copy, len) == 40


def _read_while(archive, writing, written):
    with archive._store.snapshot() as view:
        view.count()
        writing.set()
        written.wait()
    return "not seen"


@pytest.mark.skipif(os.getuid() != 0, reason="needs two users")
def test_a_change_under_a_reader_who_may_not_write_is_seen(folder):
    _protect(folder, 0o755)
    writing, written = FORKED.Event(), FORKED.Event()
    with ThreadPoolExecutor() as pool:
        reading = pool.submit(
            told, _as_nobody, folder, partial(_read_while, writing=writing, written=written)
        )
        writing.wait()
        with Archive.open(folder, embedder=embedder(0)) as archive:
            archive.add(MORE)
        written.set()
        assert reading.result() == (
            f"BusyError: {folder}: another process wrote while it was read: try again"
        )
    _protect(folder, 0o755)
    assert told(_as_nobody, folder, len) == 40


def _older(folder, path):
    with Archive.open(folder, embedder=embedder(0)) as archive:
        archive.delete(["a1"])
    data = path.read_bytes()
    with Archive.open(folder, embedder=embedder(0)) as archive:
        archive.add([STATE.articles["a1"]])
        archive.search("湖边的雪")
    path.write_bytes(data)


def _flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


INDEX = {
    "truncated": (lambda folder, path: os.truncate(path, path.stat().st_size - 1), "is torn"),
    "emptied": (lambda folder, path: os.truncate(path, 0), "is torn"),
    "a flipped bit": (lambda folder, path: _flip(path), "is torn"),
    "deleted": (lambda folder, path: path.unlink(), "building it from the store"),
    "stale": (_older, None),
}


@pytest.mark.parametrize("damage", INDEX)
def test_an_index_file_that_is_not_right_is_made_right(folder, caplog, damage):
    act, line = INDEX[damage]
    act(folder, folder / "vectors.faiss")
    caplog.clear()
    caplog.set_level(logging.INFO)
    with Archive.open(folder, embedder=embedder(0)) as archive:
        hits = archive.search("湖边的雪", k=1000, arms=("dense",))
        assert len(hits) == archive.verify().chunks
    assert line in caplog.text if line else caplog.messages == []
    assert intact(folder)


def test_an_archive_of_a_newer_version_is_left_alone(folder):
    with sqlite3.connect(folder / "archive.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (folder / "archive.sqlite").read_bytes()
    with pytest.raises(MismatchError, match=r"has schema 99, .* reads 2: update kanbao"):
        Archive.open(folder)
    assert (folder / "archive.sqlite").read_bytes() == before


def test_a_damaged_database_gives_our_errors_and_no_others(folder, tmp_path):
    """Whatever bytes are damaged, a command works or raises an ArchiveError."""
    draw, size, errors = random.Random(4), (folder / "archive.sqlite").stat().st_size, 0
    actions = [
        lambda archive: archive.verify(),
        lambda archive: list(archive.articles()),
        lambda archive: archive.search("湖边的雪"),
        lambda archive: archive.add(MORE[:2]),
        lambda archive: archive.delete(["a3"]),
    ]
    for action in actions * 12:
        copy = tmp_path / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("vectors*"))
        with (copy / "archive.sqlite").open("r+b") as file:
            file.seek(draw.randrange(size))
            file.write(draw.randbytes(draw.choice([1, 8, 4096])))
        try:
            with Archive.open(copy, embedder=embedder(0)) as archive:
                action(archive)
        except ArchiveError:
            errors += 1
    assert errors > 0


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("DELETE FROM chunks WHERE number = 3", "1 of 24 chunks found are not in the archive"),
        ("DELETE FROM articles WHERE number = 3", "2 of 24 chunks found are not in the archive"),
        ("UPDATE vectors SET vector = x'00' WHERE chunk = 3", "vectors 1 to 24 differ in length"),
        ("UPDATE articles SET date = '202R-01-10' WHERE number = 3", "article 'a2' is damaged"),
        ("UPDATE articles SET date = x'00' WHERE number = 3", "article 'a2' is damaged"),
    ],
)
def test_a_search_in_a_damaged_archive(folder, sql, message):
    (folder / "vectors.faiss").unlink()
    with sqlite3.connect(folder / "archive.sqlite") as connection:
        connection.execute(sql)
    connection.close()
    with (
        Archive.open(folder, embedder=embedder(0)) as archive,
        pytest.raises(ArchiveError, match=message),
    ):
        archive.search("湖边的雪", k=1000)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE articles SET date = '202R-01-10' WHERE number = 3",
        "UPDATE articles SET pull_quotes = '[' WHERE number = 3",
        "UPDATE articles SET origin = x'00' WHERE number = 3",
    ],
)
def test_an_article_that_is_damaged(folder, sql):
    with sqlite3.connect(folder / "archive.sqlite") as connection:
        connection.execute(sql)
    connection.close()
    with Archive.open(folder) as archive:
        for read in (lambda: list(archive.articles()), archive.verify):
            with pytest.raises(ArchiveError, match=r"article 'a2' is damaged .* restore"):
                read()


@pytest.mark.parametrize(
    ("sql", "line"),
    [
        ("UPDATE vectors SET vector = zeroblob(128)", "length 0 instead of 1"),
        ("UPDATE vectors SET vector = (SELECT vector FROM vectors)", "another vector"),
        ("UPDATE signatures SET signature = zeroblob(32)", "signature is not its text's"),
    ],
)
def test_verify_sees_what_sqlite_does_not(folder, sql, line):
    story = "".join(f"第{number}天，渔民收了{number * 7}斤鱼。" for number in range(20))
    with Archive.open(folder, embedder=embedder(0)) as archive:
        archive.add([Article(id="鱼", title="", text=story)])
        archive.search("鱼")
    with sqlite3.connect(folder / "archive.sqlite") as connection:
        connection.execute(sql)
    connection.close()
    with Archive.open(folder) as archive:
        assert line in "\n".join(archive.verify().problems)
