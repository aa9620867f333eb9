"""Citations and the files they come from: changed, gone, moved, and named from any folder."""

import gzip
import hashlib
import json
import threading
from dataclasses import replace

import pytest

from qa.archive import Archive
from qa.errors import InputError
from qa.reading import originals, read_articles
from qa.reading.originals import file_state
from qa.records import Article, FileState
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator

PAGE = "青溪渡口恢复通航\n\n本报讯 青溪渡口昨日恢复通航,每天有八班渡船往返两岸。\n"
QUESTION = "青溪渡口每天有几班渡船"
LINE = json.dumps({"id": "渡", "text": "青溪渡口每天有八班渡船。\n船票两元。"}) + "\n"


@pytest.fixture
def archive(tmp_path):
    embedder, generator = HashEmbedder(), ExtractiveGenerator()
    with Archive.open(tmp_path / "a", embedder=embedder, generator=generator) as archive:
        yield archive


@pytest.fixture
def page(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "page.txt").write_text(PAGE, "utf-8")
    return folder / "page.txt"


def cited(archive):
    return archive.ask(QUESTION).citations[0]


def test_an_answer_says_whether_its_file_is_what_was_read(archive, page):
    archive.add(read_articles(page))
    assert cited(archive).file_state is FileState.SAME
    page.write_text(PAGE.replace("八班", "九班"), "utf-8")
    assert cited(archive).file_state is FileState.CHANGED
    page.unlink()
    assert cited(archive).file_state is FileState.MISSING


def test_a_file_is_hashed_once_until_it_changes(archive, page, monkeypatch):
    hashed, hash_ = [], originals._hash
    monkeypatch.setattr(originals, "_hash", lambda path: hashed.append(path) or hash_(path))
    archive.add(read_articles(page))
    for _ in range(5):
        assert cited(archive).file_state == "same"
    assert hashed == [page]
    page.write_text(PAGE + "\n", "utf-8")
    assert (cited(archive).file_state, hashed) == ("changed", [page, page])


def test_a_large_file_is_not_hashed_for_an_answer(page):
    (article,) = read_articles(page)
    assert file_state(article.origin, limit=10) is None
    assert file_state(article.origin) == "same"
    assert file_state(article.origin, limit=10) == "same"


def test_a_relative_path_is_known_only_where_the_same_file_is(page, monkeypatch):
    (article,) = read_articles(page)
    old = replace(article.origin, file="page.txt")
    assert file_state(old) is None
    monkeypatch.chdir(page.parent)
    assert file_state(old) == "same"
    page.write_text("另一版", "utf-8")
    assert file_state(old) is None


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", PAGE.encode()),
        ("a.txt.gz", gzip.compress(PAGE.encode("gb18030"))),
        ("a.html", f"<article><p>{PAGE.split()[-1]}</p></article>".encode()),
        ("a.jsonl", LINE.encode()),
        ("b.jsonl", LINE.encode().replace(b"\\n", b"\\u000a")),
        ("cr.txt", PAGE.replace("\n", "\r").encode()),
    ],
)
def test_a_citation_is_checked_against_its_file(archive, tmp_path, name, data):
    file = tmp_path / name
    file.write_bytes(data)
    archive.add(read_articles(file))
    citation = cited(archive)
    assert archive.check(replace(citation, file_state=None)) == citation
    assert archive.check(replace(citation, file_start=0, page=9)) == citation
    report = archive.verify(files=True)
    assert (report.problems, report.files, citation.file_state) == ((), 1, "same")
    file.write_bytes(data + b"\n")
    assert archive.check(citation).file_state == "changed"
    file.unlink()
    assert archive.check(citation).file_state == "missing"


def test_a_quotation_that_does_not_stand_there_is_not_the_same(archive, page):
    (article,) = read_articles(page)
    archive.add([replace(article, text=article.text.replace("八班", "九班"))])
    assert archive.check(cited(archive)).file_state == "changed"
    (problem,) = archive.verify(files=True).problems
    assert "its text is not what stands in" in problem


def test_citations_of_nothing_here(archive, page):
    archive.add(read_articles(page))
    citation = cited(archive)
    length = len(archive.get(citation.article_id).text)
    for wrong in (
        replace(citation, start=citation.start - length, end=citation.end - length),
        replace(citation, article_id="没有"),
        replace(citation, quote="九班渡船"),
        replace(citation, start=0, end=0, quote=""),
    ):
        with pytest.raises(InputError):
            archive.check(wrong)
    bare = Article(id="b", title="", text="青溪渡口每天有八班渡船。")
    archive.delete([citation.article_id])
    archive.add([bare])
    assert archive.check(cited(archive)).file_state is None


def test_verify_reads_files_only_when_asked(archive, page, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text(PAGE, "utf-8")
    archive.add([*read_articles(page), *read_articles(other)])
    page.write_text(PAGE.replace("八班", "九班"), "utf-8")
    other.unlink()
    assert (archive.verify().ok, archive.verify().files) == (True, 0)
    report = archive.verify(files=True)
    assert report.files == 1
    assert [line.split(":")[0].split("'")[0] for line in report.problems] == [
        f"file {page}",
        "article ",
        f"file {other}",
    ]
    assert "has changed" in report.problems[0]
    assert "is not there" in report.problems[2]


def test_a_page_added_from_another_folder_is_unchanged(archive, page, monkeypatch):
    monkeypatch.chdir(page.parent)
    archive.add(read_articles("page.txt"))
    monkeypatch.chdir(page.parent.parent)
    assert archive.add(read_articles("papers/page.txt")).unchanged == 1
    assert cited(archive).file == str(page.resolve())


def test_a_folder_is_moved(archive, page, tmp_path):
    ids = archive.add(read_articles(page)).ids
    new = tmp_path / "报纸"
    page.parent.rename(new)
    assert cited(archive).file_state == "missing"
    assert archive.relocate(page.parent, new) == 1
    assert archive.relocate(page.parent, new) == 0
    assert archive.verify(files=True).problems == ()
    citation = cited(archive)
    assert (citation.file, citation.file_state) == (str(new / "page.txt"), "same")
    again = archive.add(read_articles(new / "page.txt"))
    assert (again.unchanged, again.ids) == (1, ids)
    (new / "page.txt").write_text(PAGE.replace("八班", "九班"), "utf-8")
    assert archive.add(read_articles(new / "page.txt")).replaced == 1
    assert len(archive) == 1


def test_a_new_file_at_the_old_place_is_another(archive, page, tmp_path):
    archive.add(read_articles(page))
    new = tmp_path / "new"
    page.parent.rename(new)
    archive.relocate(page.parent, new)
    page.parent.mkdir()
    page.write_text(PAGE.replace("青溪", "云岭"), "utf-8")
    assert archive.add(read_articles(page)).added == 1
    assert archive.verify(files=True).problems == ()
    third = tmp_path / "third"
    new.rename(third)
    assert archive.relocate(new, third) == 1
    assert archive.add(read_articles(third / "page.txt")).unchanged == 1
    assert archive.add(read_articles(page)).unchanged == 1


def test_a_jsonl_archive_is_moved(archive, tmp_path):
    old, new = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    old.write_text(LINE, "utf-8")
    archive.add(read_articles(old))
    old.rename(new)
    assert archive.relocate(old, new) == 1
    assert archive.add(read_articles(new)).unchanged == 1


def test_a_move_is_whole_or_refused(archive, page, tmp_path):
    first, second = tmp_path / "papers" / "page.txt", tmp_path / "papers" / "later.txt"
    second.write_text(PAGE, "utf-8")
    archive.add([*read_articles(first), *read_articles(second)])
    new = tmp_path / "new"
    new.mkdir()
    (new / "later.txt").write_text(PAGE, "utf-8")
    archive.add(read_articles(new / "later.txt"))
    before = list(archive.articles())
    with pytest.raises(InputError, match="already added from there"):
        archive.relocate(page.parent, new)
    assert list(archive.articles()) == before
    with pytest.raises(InputError, match="one lies in the other"):
        archive.relocate(page.parent, page.parent / "sub")
    assert archive.verify(files=True).ok


def test_files_are_compared_in_many_threads(page):
    (article,) = read_articles(page)
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(file_state(article.origin))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["same"] * 8
    assert article.origin.sha256 == hashlib.sha256(page.read_bytes()).hexdigest()


def test_a_string_where_a_list_is_wanted(archive):
    article = Article(id="ab", title="", text="好。")
    archive.add([article])
    with pytest.raises(InputError, match="put it in a list"):
        archive.delete("ab")
    with pytest.raises(InputError, match="put it in a list"):
        archive.add(article)
    assert len(archive) == 1
