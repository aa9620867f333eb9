"""Archives in Lance tables keep what every kind of archive keeps, and what is their own."""

import random
import shutil
import time
from dataclasses import replace

import pytest

from qa import Archive, read_articles
from qa.errors import ArchiveError, BusyError, InputError, KanbaoError, MismatchError
from qa.records import FileState
from qa.store import is_archive
from tests.fakes import HashEmbedder
from tests.installed import run_without
from tests.qa.store.test_store import SCAN
from tests.stores.contract import ARTICLES, EMBEDDER, QUESTIONS, Writing, alike, reference

pytest.importorskip("lancedb", reason="needs kanbao[lance]")

__all__ = ["reference"]

FILE = "archive.lance.json"


class TestLance(Writing):
    @classmethod
    def place(cls, folder):
        return f"lance:{folder}"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "a"


@pytest.fixture
def archive(folder):
    with Archive.open(f"lance:{folder}", embedder=EMBEDDER) as archive:
        archive.add(ARTICLES[:40])
        yield archive


def test_it_is_opened_as_what_it_is(archive, folder):
    with Archive.open(folder, create=False) as same:
        assert len(same) == 40
    assert is_archive(folder)
    assert is_archive(f"lance:{folder}")


def test_an_archive_of_sqlite_is_not_opened_as_another(folder):
    Archive.open(folder).close()
    with pytest.raises(ArchiveError, match=r"is an archive of SQLite: leave out lance:"):
        Archive.open(f"lance:{folder}")
    with pytest.raises(InputError, match="without a folder"):
        Archive.open("lance:")


def test_without_lancedb_it_is_said_what_to_install(archive, folder):
    code = "from qa import Archive; Archive.open(sys.argv[2])"
    done = run_without({"lancedb"}, code, folder)
    assert "needs LanceDB: pip install 'kanbao[lance]'" in done.stderr
    done = run_without({"lancedb"}, code, f"lance:{folder.with_name('b')}")
    assert "needs LanceDB: pip install 'kanbao[lance]'" in done.stderr
    assert not folder.with_name("b").exists()


def test_another_versions_archive_is_left_alone(archive, folder):
    file = folder / FILE
    whole = file.read_text("utf-8")
    file.write_text(whole.replace('"format": 1', '"format": 9'), "utf-8")
    with pytest.raises(MismatchError, match=r"has format 9, .* reads 1: update kanbao"):
        Archive.open(folder)
    for damage in ("", "{", whole[:-9], whole.replace('"tables"', '"tab"')):
        file.write_text(damage, "utf-8")
        with pytest.raises(ArchiveError, match="is damaged: restore it from a copy"):
            Archive.open(folder)
    file.write_text(whole, "utf-8")
    with Archive.open(folder) as again:
        assert again.verify().problems == ()


def test_damaged_tables_give_our_errors_and_no_others(archive, folder, tmp_path):
    draw, errors = random.Random(4), 0
    tables = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_size]
    actions = [
        lambda opened: opened.verify(),
        lambda opened: list(opened.articles()),
        lambda opened: opened.search("湖边大雪"),
        lambda opened: opened.add([replace(ARTICLES[0], text="换了。")]),
        lambda opened: opened.delete(["a3"]),
    ]
    for turn in range(40):
        copy = tmp_path / f"copy{turn}"
        shutil.copytree(folder, copy)
        path = copy / draw.choice(tables).relative_to(folder)
        if turn % 3:
            data = bytearray(path.read_bytes())
            place = draw.randrange(len(data))
            data[place : place + 8] = draw.randbytes(8)
            path.write_bytes(data)
        else:
            path.unlink()
        try:
            with Archive.open(copy, embedder=EMBEDDER) as opened:
                actions[turn % len(actions)](opened)
        except KanbaoError:
            errors += 1
    assert errors > 3


def test_a_write_that_fails_is_not_there(folder, archive):
    before = list(archive.articles())
    archive.close()
    told = run_limited(folder)
    assert "this batch was not written" in told
    with Archive.open(folder, embedder=EMBEDDER) as again:
        assert list(again.articles()) == before
        assert again.verify().problems == ()
        assert again.add(ARTICLES[:50]).added == 10


def run_limited(folder):
    """Add in a process whose files may not grow beyond 4 kB, and return its error."""
    code = (
        "import resource, signal\n"
        "from qa import Archive\n"
        "from tests.stores.contract import ARTICLES, EMBEDDER\n"
        "archive = Archive.open(sys.argv[2], embedder=EMBEDDER)\n"
        "archive.search('湖边')\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "archive.add(ARTICLES[:50])\n"
    )
    return run_without(set(), code, folder).stderr


def test_what_a_view_may_read_is_kept_and_the_rest_is_not(archive, folder, monkeypatch):
    def again(word):
        for step in range(12):
            archive.add([replace(ARTICLES[step], tags=(f"{word}{step}",))])

    def files():
        return sum(1 for _ in folder.rglob("*.manifest"))

    monkeypatch.setattr("qa.store.lance.store._BATCHES", 5)
    few = files()
    with archive._store.snapshot() as view:
        seen = list(view.all_articles())
        again("一")
        assert list(view.all_articles()) == seen  # an hour is not over
    many = files()
    monkeypatch.setattr("qa.store.lance.manifest._KEPT", 0.5)
    monkeypatch.setattr("qa.store.lance.manifest._STEP", 0.1)

    def read_late():
        with archive._store.snapshot() as view:
            time.sleep(1)
            again("二")
            time.sleep(1)  # so that those are over too, however fast they were written
            again("三")
            assert files() < many + 2 * (many - few)  # as many batches, were none taken away
            list(view.all_articles())

    with pytest.raises(BusyError, match="was read for an hour while others wrote"):
        read_late()
    assert archive.verify().problems == ()
    with Archive.open(folder, embedder=EMBEDDER) as other:
        assert other.search("湖边大雪", k=99) == archive.search("湖边大雪", k=99)


def test_what_was_left_by_a_rebuild_goes(archive, folder):
    for seed in (1, 2, 3):
        archive.rebuild(HashEmbedder(dimension=32, seed=seed))
    assert len(list(folder.glob("chunks_*.lance"))) == 4  # views may still read them
    assert archive.verify().problems == ()


def test_the_vocabulary_is_summed_up(archive, folder, monkeypatch):
    monkeypatch.setattr("qa.store.lance.store._GROWN", 0)
    monkeypatch.setattr("qa.store.lance.store._BATCHES", 4)
    for step in range(12):
        archive.add([replace(article, title=f"第{step}稿") for article in ARTICLES[:9]])
        archive.delete([ARTICLES[step].id])
    with archive._store.snapshot() as view:
        assert view.count("terms") <= 3 * len(view.vocabulary())  # 25 batches, each with most
    assert archive.verify().problems == ()


@pytest.mark.parametrize("kinds", [("", "lance:"), ("lance:", ""), ("lance:", "lance:")], ids=str)
def test_an_archive_is_copied_to_another_kind_and_goes_on_after_a_stop(tmp_path, kinds):
    def stop(done):
        if done >= 90:
            raise KeyboardInterrupt

    one, other = (f"{kind}{tmp_path / name}" for kind, name in zip(kinds, "ab", strict=True))
    with Archive.open(one, embedder=EMBEDDER) as archive:
        archive.add(ARTICLES)
        archive.correct("scan", "新书", start=0, end=2)
        (tmp_path / "a" / "standing.json").write_text("{}", "utf-8")
        with pytest.raises(KeyboardInterrupt):
            archive.copy_to(other, batch=30, progress=stop)
        report = archive.copy_to(other, batch=30)
        assert (report.problems, report.articles) == ((), len(ARTICLES))
        assert not (tmp_path / "b" / "copying.txt").exists()
        with Archive.open(other, embedder=EMBEDDER) as copy:
            assert list(copy.articles()) == list(archive.articles())
            assert copy.original("scan") == SCAN
            assert (tmp_path / "b" / "standing.json").read_text("utf-8") == "{}"
            for question in QUESTIONS:
                assert alike(copy.search(question, k=99), archive.search(question, k=99))
            copy.add([replace(ARTICLES[0], id="别的")])
        with pytest.raises(InputError, match="has articles already: name a new folder"):
            archive.copy_to(other)
        with pytest.raises(InputError, match="one lies in the other"):
            archive.copy_to(tmp_path / "a" / "c")


def test_files_that_lie_in_the_archive_are_those_of_the_copy(tmp_path):
    page = tmp_path / "a" / "files" / "页.txt"
    with Archive.open(tmp_path / "a", embedder=EMBEDDER) as archive:
        page.parent.mkdir()
        page.write_text("湖边新开书展\n\n湖边新开了书展，来的人很多。\n", "utf-8")
        archive.add(read_articles(page))
        (article,) = archive.articles()
        archive.copy_to(f"lance:{tmp_path / 'b'}")
    shutil.rmtree(tmp_path / "a")
    with Archive.open(tmp_path / "b", embedder=EMBEDDER) as copy:
        assert copy.get(article.id).origin.file == str(tmp_path / "b" / "files" / "页.txt")
        assert copy.verify(files=True).problems == ()
        assert copy.cite(article.id, 0, 2).file_state is FileState.SAME
