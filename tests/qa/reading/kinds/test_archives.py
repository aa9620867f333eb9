"""Files that hold files: what is read of them, what is not and why, what fills a memory."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile

import pytest

from qa.errors import ReadError
from qa.reading import file_text, read_file
from qa.reading.originals import OriginalFiles
from tests.qa.reading.packed import mail, tarred, workbook, zipped
from tests.qa.reading.papers import check_places, column, pdf, word

TEXT = "青石镇的石桥昨日通车，全长三百米，总投资两千万元。"
PAGE = f"石桥通车\n\n{TEXT}\n".encode()
TORN = PAGE[:20] + b"\xff" + PAGE[20:]


def read(tmp_path, name, data, **options):
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    reading = read_file(file, **options)
    whole = file_text(file, repair=True)
    for article in reading.articles:
        assert article.origin.file == str(file)
        assert list(OriginalFiles().problems(article)) == []
    for part in reading.left_out:
        assert part.start is None or whole[part.start : part.end] == part.text
    return reading


def why(reading):
    return {one.name: one.why for one in reading.unread}


FILES = {
    "2021-04-03/a.txt": PAGE,
    "2021-04-03/b.jsonl": json.dumps({"id": "n1", "title": "Bridge", "text": TEXT}).encode(),
    "c.docx": word(TEXT),
    "d.pdf": pdf(column(60, 100, TEXT, width=20)),
    "e.xlsx": workbook(("甲", [["标题", "正文", "备注"], ["石桥", TEXT, "留"]])),
    "f.html": f"<html><body><article><p>{TEXT}</p></article></body></html>".encode(),
    "g.txt.gz": gzip.compress(PAGE),
    "h.eml": mail(TEXT, subject="石桥", sender="a@b.example"),
}


@pytest.mark.parametrize("pack", [zipped, tarred, lambda f: gzip.compress(tarred(f))])
def test_the_files_in_an_archive_are_read_as_they_would_be_alone(tmp_path, pack):
    data = pack(FILES)
    name = "a.zip" if data.startswith(b"PK") else "a.tgz" if data[0] == 0x1F else "a.tar"
    reading = read(tmp_path, name, data)
    assert [article.text for article in reading.articles] == [TEXT] * len(FILES)
    assert str(reading.articles[0].date) == "2021-04-03"
    assert reading.articles[1].id == "n1"
    (title,) = reading.articles[1].origin.title
    whole = file_text(tmp_path / name)
    assert whole[title.file_start : title.file_start + title.length] == "Bridge"
    assert len({article.id for article in reading.articles}) == len(FILES)
    assert why(reading) == {}
    assert "留" in [part.text for part in reading.left_out]
    pdf_place = reading.articles[3].origin
    assert pdf_place.page(pdf_place.locate(0, 3).start) == 1


def test_a_tar_in_xz_or_bzip2_has_short_names_too(tmp_path):
    data = tarred({"a.txt": PAGE})
    for name, pack in (("a.txz", lzma.compress), ("a.tbz2", bz2.compress)):
        assert len(read(tmp_path, name, pack(data)).articles) == 1


def test_archives_in_archives_are_read_to_a_depth(tmp_path):
    data = zipped({"a.txt": PAGE})
    for _ in range(2):
        data = zipped({"b.txt": PAGE, "inner.zip": data})
    reading = read(tmp_path, "a.zip", data)
    assert [article.text for article in reading.articles] == [TEXT] * 3
    reading = read(tmp_path, "a.zip", zipped({"b.txt": PAGE, "inner.zip": data}))
    assert len(reading.articles) == 3
    assert [*why(reading)] == ["inner.zip/inner.zip/inner.zip"]
    assert "stands in too many archives" in reading.unread[0].why


def test_what_cannot_be_read_is_said_and_moves_no_place(tmp_path):
    files = {
        "a.txt": PAGE,
        "torn.txt": TORN,
        "d.csv": '正文\n"没有关上\n'.encode(),
        "bad.docx": b"PK\x03\x04word/",
        "n.jsonl": b'{"id": 1}',
        "图.heic": b"\xff\xd8\xff",
        "旧.doc": b"x",
        ".DS_Store": b"x",
        "__MACOSX/._a.txt": b"x",
        "z.txt": PAGE,
    }
    reading = read(tmp_path, "a.zip", zipped(files))
    assert [article.text for article in reading.articles] == [TEXT, TEXT]
    assert set(why(reading)) == {"torn.txt", "d.csv", "bad.docx", "n.jsonl"}
    assert all(f"a.zip/{name}" in text for name, text in why(reading).items())
    assert reading.notes == (
        "里面没有去读 .doc 1 个：旧版 Word、WPS 文档：用 Word、WPS 或 LibreOffice 另存为 .docx",
        "里面没有去读 .heic 1 个：图片：另存为 .png、.jpg 或 .tif",
    )
    repaired = read(tmp_path, "a.zip", zipped(files), repair=True)
    assert len(repaired.articles) == 4
    assert {one.what.partition("：")[0] for one in repaired.repairs} == {"torn.txt", "d.csv"}


@pytest.mark.parametrize("name", ["/etc/a.txt", "../a.txt", "b/../../a.txt", "C:\\a.txt"])
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_name_that_leads_out_of_the_archive_is_refused(tmp_path, name, pack):
    ending = "zip" if pack is zipped else "tar"
    reading = read(tmp_path, f"a.{ending}", pack({name: PAGE, "ok.txt": PAGE}))
    assert len(reading.articles) == 1
    (one,) = reading.unread
    assert "its name leads out of the archive" in one.why


def test_names_in_the_encoding_of_an_old_system(tmp_path):
    data = zipped({"AAAA.txt": PAGE}).replace(b"AAAA", "桥".encode("gb18030") * 2)
    [article] = read(tmp_path, "a.zip", data).articles
    assert article.id.startswith("桥桥-")


def test_an_id_that_two_files_have_costs_the_second(tmp_path):
    line = json.dumps({"id": "n1", "title": "Bridge", "text": TEXT}).encode()
    reading = read(tmp_path, "a.zip", zipped({"a.jsonl": line, "b.jsonl": line, "c.txt": PAGE}))
    assert len(reading.articles) == 2
    assert "'n1' stands in a.jsonl too" in why(reading)["b.jsonl"]


def test_links_in_a_tar_are_not_followed(tmp_path):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as opened:
        link = tarfile.TarInfo("a.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        opened.addfile(link)
        info = tarfile.TarInfo("b.txt")
        info.size = len(PAGE)
        opened.addfile(info, io.BytesIO(PAGE))
    reading = read(tmp_path, "a.tar", file.getvalue())
    assert [article.text for article in reading.articles] == [TEXT]
    assert reading.notes == ("里面没有去读 链接 1 个",)


def locked(data):
    """Return a ZIP whose first file says that it asks for a password."""
    changed = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed[data.index(mark) + place] |= 1
    return bytes(changed)


def damaged(data):
    changed = bytearray(data)
    changed[45] ^= 0xFF
    return bytes(changed)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.zip", locked(zipped({"a.txt": PAGE})), "a.zip/a.txt: asks for a password"),
        ("a.zip", damaged(zipped({"a.txt": PAGE})), "a.zip/a.txt: damaged in the archive"),
        ("a.zip", zipped({"a.txt": PAGE})[:-9], "damaged ZIP archive"),
        ("a.zip", zipped({}), "no file in it can be read"),
        ("a.zip", zipped({"a.heic": b"x"}), "no file in it can be read"),
        ("a.tar", tarred({"a.txt": PAGE * 90})[:700], "damaged TAR archive"),
        ("a.tar", b"\0" * 10_240, "no file in it can be read"),
        ("a.zip", zipped({"a.txt": bytes(70_000_000)}), "becomes too large"),
        ("a.zip", zipped({f"{n}.txt": bytes(9_000_000) for n in range(8)}), "becomes too large"),
        ("a.zip", zipped({"b.zip": zipped({"a.txt": bytes(70_000_000)})}), "becomes too large"),
        ("a.zip", zipped({"b.txt.gz": gzip.compress(bytes(70_000_000))}), "becomes too large"),
        ("a.zip", zipped({f"{n}.txt": b"" for n in range(10_001)}), "more than 10000 files"),
        ("a.txt.gz", gzip.compress(bytes(70_000_000)), "becomes too large"),
        ("a.jsonl.xz", lzma.compress(bytes(70_000_000)), "becomes too large"),
        ("a.docx", zipped({"word/a.xml": bytes(70_000_000)}), "becomes too large"),
        ("a.xlsx", zipped({"xl/a.xml": bytes(70_000_000)}), "becomes too large"),
        ("a.odt", zipped({"a": b"x"}), "name it .zip"),
    ],
)
def test_an_archive_that_is_damaged_locked_or_a_bomb(tmp_path, name, data, message):
    with pytest.raises(ReadError) as error:
        read(tmp_path, name, data)
    assert str(error.value).startswith(str(tmp_path / name))
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_many_names_for_one_part_of_a_zip_are_a_bomb_too(tmp_path):
    """Each entry of the list points at the same bytes: 200 files of a megabyte in a few."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("a.txt", bytes(1_000_000))
        opened.filelist += [opened.filelist[0]] * 200
    with pytest.raises(ReadError, match=r"becomes too large"):
        read(tmp_path, "a.zip", file.getvalue())


def test_a_file_without_a_name_in_a_zip_is_listed(tmp_path):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as opened:
        for name in ("a.txt", "b.txt"):
            opened.writestr(name, TEXT)
        opened.filelist[0].filename = ""
    reading = read(tmp_path, "a.zip", file.getvalue())
    assert [one.text for one in reading.articles] == [TEXT]
    assert any("has no name" in one.why for one in reading.unread)


def test_a_file_attached_to_a_mail_may_be_an_archive(tmp_path):
    data = mail("见附件。", subject="稿", sender="a@b.example", files=[("a.zip", zipped(FILES))])
    reading = read(tmp_path, "a.eml", data)
    assert [one.text for one in reading.articles] == ["见附件。", *[TEXT] * len(FILES)]


def test_a_table_in_an_archive_has_its_columns_named_too(tmp_path):
    data = zipped({"a.csv": f"稿\n{TEXT}\n".encode()})
    assert len(read(tmp_path, "a.zip", data, fields={"text": "稿"}).articles) == 1
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": PAGE}))
    check_places(tmp_path / "a.zip", read_file(tmp_path / "a.zip").articles)


def test_an_archive_without_an_article_says_why_once(tmp_path):
    data = zipped({"b.zip": zipped({"c.docx": word(TEXT)[:-100]})})
    with pytest.raises(ReadError) as raised:
        read(tmp_path, "a.zip", data)
    where = f"{tmp_path / 'a.zip'}"
    assert str(raised.value) == (
        f"{where}: no article in it: {where}/b.zip/c.docx: cannot be read as DOCX: cut off or "
        "damaged (File is not a zip file): copy or fetch it again"
    )


def test_a_document_of_which_only_the_beginning_is_there_is_cut_off(tmp_path):
    with pytest.raises(ReadError, match=r"c\.docx: has no \.docx document in it: it is cut off"):
        read(tmp_path, "c.docx", word(TEXT)[:40])
