import contextlib
import datetime as dt
import sqlite3
import threading
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import ArchiveError, BusyError, InputError, MismatchError
from qa.places import Place, PlacedBox, Places
from qa.records import Article, DateFrom, Imprint, Origin, Piece, Where
from qa.search.chunks import Chunking
from qa.search.encode import encode, recipe
from qa.store import Store, content_hash
from qa.store.rows import check, from_row, to_details, to_places, to_row
from qa.store.verify import verify
from tests.fakes import HashEmbedder

EMBEDDER = HashEmbedder()
ORIGIN = Origin(
    file="报\udcff.txt",
    encoding="gb18030",
    sha256="ab" * 32,
    pieces=(
        Piece(start=0, file_start=7, length=3),
        Piece(start=3, file_start=12, length=90, width=6),
    ),
    pages=(0, 8),
    title=(Piece(start=0, file_start=2, length=10),),
)
FULL = Article(
    id="𠮷1",
    title="湖边新开了一座图书馆",
    text="湖边新开了一座图书馆。\n馆里有三万册书。",
    date=dt.date(2024, 2, 29),
    byline="记者 甲",
    source="湖滨晚报",
    tags=("文化", "b", "文化"),
    pull_quotes=("三万册书",),
    captions=("图为新馆",),
    date_from=DateFrom.FIELD,
    origin=ORIGIN,
)
BARE = Article(id="b", title="", text="")


def places(text, *, sure=0.75):
    """Return places of a text printed in one line, a line feed having none."""
    found = (
        Place(
            box=PlacedBox(page=1, left=9 * i, top=40, width=8, height=9),
            confidence=sure,
        )
        for i, _ in enumerate(text)
    )
    return Places.of(
        (None if char == "\n" else place for char, place in zip(text, found, strict=True)),
        ((2480, 3508),),
    )


SCAN = replace(
    FULL,
    id="scan",
    origin=replace(ORIGIN, places=places(FULL.text), title_places=places(FULL.title)),
)


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "archive", create=True)
    yield store
    store.close()


def put(store, *articles):
    entries = encode(articles, embedder=EMBEDDER, chunking=Chunking())
    with store.write() as writer:
        writer.claim(recipe(EMBEDDER, Chunking()))
        return writer.put(entries)


def report(store):
    with store.snapshot() as view:
        return verify(view)


@pytest.mark.parametrize(
    "article", [FULL, BARE, SCAN, replace(SCAN, origin=replace(SCAN.origin, title_places=None))]
)
def test_an_article_comes_back_exactly(store, article):
    put(store, article)
    with store.snapshot() as view:
        assert view.article(article.id) == article
        assert view.article("no such") is None
        assert view.page(None, after=0, limit=5) == [(1, article)]


ARTICLES = st.builds(
    Article,
    id=st.just("x"),
    title=st.text(st.characters(exclude_categories=["Cs"])),
    text=st.text(),
    date=st.none() | st.dates(),
    byline=st.none() | st.text(max_size=5),
    tags=st.lists(st.text(max_size=5)).map(tuple),
    pull_quotes=st.lists(st.text(max_size=5)).map(tuple),
    captions=st.lists(st.text(max_size=5)).map(tuple),
    date_from=st.none() | st.sampled_from(DateFrom),
    origin=st.none() | st.just(ORIGIN),
)


@given(ARTICLES)
def test_rows_lose_nothing(article):
    assert from_row(to_row(article, "d"), article.tags, to_details(article)[:2]) == article
    assert content_hash(article) == content_hash(replace(article))
    assert content_hash(article) != content_hash(replace(article, text=article.text + "x"))


def test_an_article_without_captions_has_the_content_hash_of_version_0_2():
    article = Article(
        id="n1",
        title="清河大桥通车",
        text="昨日，清河大桥通车。",
        date=dt.date(2031, 4, 3),
        byline="李桂英",
        source="云岭日报",
        tags=("交通",),
        pull_quotes=("三万册书",),
        origin=Origin(
            file="/a/b.txt",
            encoding="utf-8",
            sha256="ab",
            pieces=(Piece(start=0, file_start=3, length=9),),
        ),
    )
    made = "466c070c482f7d86d99f944e74198d4d3a5acb4cac056dc60f7f793f4898227a"
    assert content_hash(article) == made
    assert content_hash(replace(article, date_from=DateFrom.FIELD)) == made
    assert content_hash(replace(article, captions=("图为新馆",))) != made


def test_an_archive_from_before_captions_keeps_its_articles(tmp_path):
    folder = tmp_path / "archive"
    older = replace(FULL, captions=(), date_from=None, origin=replace(ORIGIN, title=()))
    store = Store(folder, create=True)
    put(store, older, BARE)
    store.close()
    with sqlite3.connect(folder / "archive.sqlite") as connection:
        connection.execute("DROP TABLE details")
    connection.close()
    store = Store(folder, create=False)
    with store.snapshot() as view:
        assert [article for _, article in view.page(None, after=0, limit=5)] == [older, BARE]
    assert put(store, replace(older, date_from=DateFrom.FIELD)).unchanged == 1
    assert put(store, FULL).replaced == 1
    with store.snapshot() as view:
        assert view.article(FULL.id) == FULL
    assert report(store).problems == ()
    store.close()


def test_places_of_a_scan_are_part_of_its_article(store):
    plain = replace(SCAN, origin=ORIGIN)
    assert put(store, SCAN, BARE).added == 2
    assert put(store, SCAN).unchanged == 1
    moved = replace(SCAN, origin=replace(SCAN.origin, places=places(SCAN.text, sure=0.5)))
    assert put(store, moved).replaced == 1
    with store.snapshot() as view:
        assert view.article("scan").origin.places.at(0).confidence == pytest.approx(0.5, abs=1e-4)
        assert view.article("b") == BARE
    assert report(store).ok
    assert put(store, plain).replaced == 1
    with store.snapshot() as view:
        assert view.article("scan") == plain
        assert view.count("places") == 0
    assert content_hash(plain) == content_hash(replace(FULL, id="scan"))


def test_places_go_with_their_article(store):
    put(store, SCAN)
    with store.write() as writer:
        writer.delete(["scan"])
    with store.snapshot() as view:
        assert view.count("places") == 0


def test_damaged_places_are_noticed(store):
    put(store, SCAN, BARE)
    with store.write() as writer:
        other = to_places(replace(SCAN, origin=replace(ORIGIN, places=places(SCAN.text, sure=0))))
        writer.rows("UPDATE places SET text = ?", other[0])
    assert report(store).problems == ("article 'scan': its content is not what was added",)
    with store.write() as writer:
        writer.rows("UPDATE places SET text = title")
    with store.snapshot() as view, pytest.raises(ArchiveError, match="'scan' is damaged"):
        view.article("scan")


def test_places_stay_where_an_origin_is_replaced(store):
    put(store, SCAN)
    moved = replace(SCAN, origin=replace(SCAN.origin, file="/elsewhere/a.png"))
    with store.write() as writer:
        writer.replace_origin(moved, content_hash(moved))
    with store.snapshot() as view:
        assert view.article("scan") == moved
    assert report(store).ok


def test_an_archive_from_before_scans_takes_them(tmp_path):
    folder = tmp_path / "archive"
    store = Store(folder, create=True)
    put(store, FULL)
    store.close()
    with sqlite3.connect(folder / "archive.sqlite") as connection:
        connection.execute("DROP TABLE places")
    connection.close()
    store = Store(folder, create=False)
    assert put(store, SCAN).added == 1
    with store.snapshot() as view:
        assert [article for _, article in view.page(None, after=0, limit=5)] == [FULL, SCAN]
    store.close()


def test_added_replaced_unchanged(store):
    first = put(store, FULL, BARE)
    assert (first.added, first.replaced, first.unchanged, first.ids) == (2, 0, 0, ("𠮷1", "b"))
    again = put(store, replace(FULL, byline=None), BARE)
    assert (again.added, again.replaced, again.unchanged) == (0, 1, 1)
    assert report(store).problems == ()


def test_a_replaced_article_leaves_nothing_behind(store):
    put(store, FULL, BARE)
    put(store, replace(FULL, title="换了题目", text="换成了别的话。", tags=("新",)))
    with store.snapshot() as view:
        assert view.matches(["图书", "文化"], None, limit=9) == []
        assert [number for number, _ in view.matches(["别的"], None, limit=9)] == [2]
        assert view.rows("SELECT tag FROM tags") == [("新",)]
        assert list(view.chunks([1, 2])) == [2]
    found = report(store)
    assert (found.articles, found.chunks, found.vectors, found.words) == (2, 1, 1, 1)
    assert found.problems == ()


def test_delete(store):
    put(store, FULL, BARE)
    with store.write() as writer:
        assert writer.delete(["𠮷1", "no such"]) == 1
    found = report(store)
    assert (found.articles, found.chunks, found.vectors, found.words) == (1, 0, 0, 0)
    assert found.ok
    put(store, FULL)
    with store.snapshot() as view:
        assert view.numbers().tolist() == [2]  # numbers are never used twice


def test_an_error_inside_a_transaction_undoes_all_of_it(store):
    put(store, BARE)

    def fail():
        with store.write() as writer:
            writer.delete(["b"])
            raise InputError("stop")

    with store.snapshot() as view:
        before = view.state
    with pytest.raises(InputError, match="stop"):
        fail()
    with store.snapshot() as view:
        assert view.article("b") == BARE
        assert view.state == before


def test_a_snapshot_does_not_change_while_a_writer_writes(store):
    put(store, FULL)
    with store.snapshot() as one, store.snapshot() as two:
        put(store, BARE, replace(FULL, text="换成了别的话。"))
        for view in (one, two):
            assert view.article("𠮷1") == FULL
            assert view.count("articles") == 1
            assert view.chunks([1])[1].text == FULL.text
    with store.snapshot() as view:
        assert view.count("articles") == 2


def test_the_second_writer_waits_then_gives_up(tmp_path):
    first = Store(tmp_path / "a", create=True)
    second = Store(tmp_path / "a", create=False, wait=0.1)
    with first.write(), pytest.raises(BusyError, match=r"waited 0\.1 s"), second.write():
        pass
    patient = Store(tmp_path / "a", create=False, wait=20)
    with first.write():
        thread = threading.Thread(target=put, args=(patient, BARE))
        thread.start()
    thread.join()
    assert report(patient).articles == 1
    for store in (first, second, patient):
        store.close()


def test_filters(store):
    other = replace(FULL, id="c", date=None, source=None, tags=("b",), origin=None)
    put(store, FULL, BARE, other)
    day = dt.date(2024, 2, 29)
    later = day + dt.timedelta(days=1)
    for where, expected in [
        (None, ["𠮷1", "b", "c"]),
        (Where(), ["𠮷1", "b", "c"]),
        (Where(since=day, until=day), ["𠮷1"]),
        (Where(since=later), []),
        (Where(until=dt.date(9999, 1, 1)), ["𠮷1"]),
        (Where(source="湖滨晚报"), ["𠮷1"]),
        (Where(source=""), []),
        (Where(tag="b"), ["𠮷1", "c"]),
        (Where(tag="文化"), ["𠮷1"]),
        (Where(ids=()), []),
        (Where(ids=("c", "𠮷1", "no")), ["𠮷1", "c"]),
        (Where(tag="b", ids=("b", "c")), ["c"]),
    ]:
        with store.snapshot() as view:
            assert [a.id for _, a in view.page(where, after=0, limit=9)] == expected
            chunks = view.chunks(view.numbers(where))
            assert [c.article_id for c in chunks.values()] == [i for i in expected if i != "b"]


def test_another_embedder_or_chunking(store):
    put(store, FULL)
    for made, message in [
        (recipe(HashEmbedder(seed=1), Chunking()), "hash-0.*hash-1.*rebuild"),
        (recipe(EMBEDDER, Chunking(target=99)), '"target": 300.*"target": 99'),
    ]:
        with pytest.raises(MismatchError, match=message), store.write() as writer:
            writer.claim(made)


@pytest.mark.parametrize(
    ("article", "message"),
    [
        (replace(BARE, id=" "), "without an id"),
        (replace(FULL, text="a\0"), "text has a character"),
        (replace(FULL, text="国" * 2_000_001), "has 2,000,001 characters, at most 2,000,000"),
        (replace(FULL, title="\ud800"), "title has a character"),
        (replace(FULL, tags=("好", "\0")), "tags has a character"),
        (replace(FULL, tags="好好"), "tags is '好好': give a tuple"),
        (replace(FULL, text=None), "text is None: give a string"),
        (replace(FULL, id=7), "id is 7: give a string"),
        (replace(FULL, date="2024-02-29"), "date is '2024-02-29': give a datetime.date"),
        # Stored with its time of day it could never be read again.
        (replace(FULL, date=dt.datetime(2024, 2, 29, 8)), "give a datetime.date"),
    ],
)
def test_articles_that_cannot_be_kept(article, message):
    with pytest.raises(InputError, match=message):
        check(article)


def test_folders_that_are_no_archive(tmp_path):
    with pytest.raises(ArchiveError, match="does not exist"):
        Store(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()
    with pytest.raises(ArchiveError, match="is not an archive: name"):
        Store(tmp_path, create=False)
    (tmp_path / "信.txt").write_text("好", "utf-8")
    with pytest.raises(ArchiveError, match=r"not empty \(has 信\.txt\)"):
        Store(tmp_path, create=True)
    with pytest.raises(ArchiveError, match="cannot"):
        Store(tmp_path / ("名" * 300), create=True)
    with pytest.raises(ArchiveError, match="cannot make an archive here"):
        Store(tmp_path / "信.txt" / "x", create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["信.txt"]


def test_files_that_are_no_archive(tmp_path):
    file = tmp_path / "archive.sqlite"
    file.write_bytes(b"not a database, but longer than a header" * 50)
    with pytest.raises(ArchiveError, match="is not a database"):
        Store(tmp_path, create=True)
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    with pytest.raises(ArchiveError, match="is not Kanbao's"):
        Store(tmp_path, create=True)
    file.write_bytes(b"")
    with pytest.raises(ArchiveError, match="is empty"):
        Store(tmp_path, create=False)
    Store(tmp_path, create=True).close()  # what a creation that was killed leaves


def test_an_archive_that_lost_its_database_is_not_begun_anew(tmp_path):
    (tmp_path / "vectors.faiss").write_bytes(b"x")
    (tmp_path / "archive.sqlite").write_bytes(b"")
    with pytest.raises(ArchiveError, match="restore it"):
        Store(tmp_path, create=True)


def set_schema(folder, version):
    with sqlite3.connect(folder / "archive.sqlite") as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


def test_a_newer_schema(store):
    set_schema(store.folder, 3)
    with pytest.raises(MismatchError, match=r"schema 3, .* reads 2: update kanbao"):
        Store(store.folder, create=True)


def schema_of(folder):
    with contextlib.closing(sqlite3.connect(folder / "archive.sqlite")) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


def test_the_first_schema_is_read_and_becomes_the_present_one_when_it_is_written(store):
    put(store, FULL)
    store.close()
    set_schema(store.folder, 1)
    again = Store(store.folder, create=False)
    with again.snapshot() as view:
        assert view.article(FULL.id) == FULL
    assert schema_of(store.folder) == 1
    with pytest.raises(ArchiveError), again.write() as writer:
        writer._connection.execute("no statement")
    assert schema_of(store.folder) == 1
    put(again, BARE)
    again.close()
    assert schema_of(store.folder) == 2


def test_the_first_schema_is_read_while_another_writes(store):
    put(store, FULL)
    store.close()
    set_schema(store.folder, 1)
    with contextlib.closing(sqlite3.connect(store.folder / "archive.sqlite")) as other:
        other.execute("BEGIN IMMEDIATE")
        again = Store(store.folder, create=False, wait=0)
        with again.snapshot() as view:
            assert view.article(FULL.id) == FULL
        again.close()


def test_what_a_newer_version_has_begun_is_not_gone_on_with(store):
    put(store, FULL)
    set_schema(store.folder, 3)
    with pytest.raises(MismatchError, match="update kanbao"), store.snapshot():
        pass
    with pytest.raises(MismatchError, match="update kanbao"):
        put(store, BARE)


def test_a_damaged_database(store):
    put(store, *(replace(FULL, id=f"a{i}", text=FULL.text * 30) for i in range(40)))
    store.close()
    file = store.folder / "archive.sqlite"
    with file.open("r+b") as stream:
        stream.seek(4096 * 8)
        stream.write(b"\xff" * 4096 * 4)
    damaged = Store(store.folder, create=False)
    try:
        assert not report(damaged).ok
    except ArchiveError as error:
        assert "damaged" in str(error)  # noqa: PT017 (either way of telling will do)
    damaged.close()


def test_verify_names_what_is_broken(store):
    put(store, FULL)
    for sql, expected in [
        ("DELETE FROM vectors", "chunk without a vector: 1"),
        ("INSERT INTO vectors VALUES (7, x'00')", "vector without a chunk: 7"),
        ("UPDATE vectors SET vector = x'00'", "vector 1: 1 bytes instead of 1024"),
        ("UPDATE chunks SET start = 3", "characters 0 to 3 are in no chunk"),
        ("UPDATE chunks SET end = 99", "chunk [0, 99) of 20 characters"),
        ("UPDATE articles SET title = '换'", "its content is not what was added"),
        ("INSERT INTO words (words) VALUES ('delete-all')", "chunk without words: 1"),
        ("INSERT INTO words (rowid, tokens) VALUES (5, 'x')", "words without a chunk: 5"),
        ("DELETE FROM meta", "nothing says what made the vectors"),
    ]:
        with store.write() as writer:
            writer.rows("PRAGMA defer_foreign_keys = ON")
            writer.rows("SAVEPOINT here")
            writer.rows(sql)
            assert expected in "\n".join(verify(writer).problems)
            writer.rows("ROLLBACK TO here")
    assert report(store).ok


def test_a_closed_store(store):
    store.close()
    with pytest.raises(ArchiveError, match="was closed"), store.snapshot():
        pass


def test_where_an_article_stands_in_its_paper_is_kept_and_filters(store):
    imprints = [
        Imprint(page="3", section="要闻", edition="海外版", issue="9876"),
        Imprint(page="A2"),
        None,
    ]
    for number, imprint in enumerate(imprints):
        put(store, replace(FULL, id=f"a{number}", imprint=imprint))
    with store.snapshot() as snapshot:
        assert [snapshot.article(f"a{number}").imprint for number in range(3)] == imprints
        for where, found in (
            (Where(page="03"), ["a0"]),
            (Where(page="a2"), ["a1"]),
            (Where(page="第３版"), ["a0"]),
            (Where(page="第三版"), ["a0"]),
            (Where(page="二版"), ["a1"]),
            (Where(page="B2"), []),
            (Where(page="三"), ["a0"]),
            (Where(page="Ａ０２"), ["a1"]),
            (Where(page=""), []),
            (Where(section="要闻"), ["a0"]),
            (Where(page="3", section="国际"), []),
        ):
            assert [one.id for _, one in snapshot.page(where, after=0, limit=9)] == found
    put(store, replace(FULL, id="a0", imprint=None))
    with store.snapshot() as snapshot:
        assert snapshot.article("a0").imprint is None
        assert snapshot.page(Where(page="3"), after=0, limit=9) == []
    assert report(store).ok
