"""Files by name: kinds, compression, and what cannot be read."""

import gzip
import hashlib
import lzma
import time
from pathlib import Path
from random import Random

import pytest

from qa import reading
from qa.errors import ReadError
from qa.reading import can_read, delimited, file_text, members, read_articles
from tests.qa.reading.ole import outlook
from tests.qa.reading.packed import (
    book,
    cells,
    mail,
    ods,
    odt,
    rtf,
    shape,
    slides,
    tarred,
    workbook,
    zipped,
)
from tests.qa.reading.papers import check_places, column, pdf, word

TEXT = "本报讯 昨日,清河大桥在云岭市建成通车,大桥总投资1.5亿元。"
DOCUMENTS = {
    "html": f"<html><body><article><p>{TEXT}</p></article></body></html>".encode(),
    "md": f"---\ntitle: 大桥\n---\n{TEXT}\n".encode(),
    "pdf": pdf(column(60, 100, TEXT, width=20)),
    "docx": word(TEXT),
}
OTHERS = {
    "csv": f'标题,正文\r\n大桥,"{TEXT}"\r\n'.encode(),
    "xlsx": workbook(("甲", [["标题", "正文"], ["大桥", TEXT]])),
    "xml": f"<a><b><标题>大桥</标题><正文>{TEXT}</正文></b></a>".encode(),
    "odt": odt(f"<text:p>{TEXT}</text:p>"),
    "pptx": slides(shape(TEXT)),
    "rtf": rtf(TEXT),
    "ods": ods(("甲", "", cells(["标题", "正文"], ["大桥", TEXT]))),
    "trs": f"<REC>\n<标题>=大桥\n<日期>=2031.04.03\n<正文>={TEXT}\n".encode(),
    "epub": book(f"<h1>大桥</h1><p>{TEXT}</p>"),
    "eml": mail(TEXT, subject="大桥", sender="a@b.example", files=[("a.txt", TEXT.encode())]),
    "msg": outlook(
        {0x37: "大桥", 0x1000: TEXT, 0x0C1A: "李桂英"}, attached=[("a.txt", TEXT.encode())]
    ),
    "zip": zipped({"a.txt": TEXT, "b.rtf": rtf(TEXT)}),
    "tar": tarred({"a.txt": TEXT.encode(), "b.rtf": rtf(TEXT)}),
}
LINE = '{"id": "a", "text": "石桥修好了。"}\n'


def test_public_names():
    assert reading.__all__ == [
        "can_read",
        "file_text",
        "page_count",
        "read_articles",
        "read_file",
        "why_not",
    ]


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.jsonl", bytes),
        ("A.JSONL", bytes),
        ("a.jsonl.gz", gzip.compress),
        ("a.jsonl.xz", lzma.compress),
    ],
)
def test_archives(tmp_path, name, pack):
    data = pack(LINE.encode())
    (tmp_path / name).write_bytes(data)
    (article,) = read_articles(str(tmp_path / name))
    assert (article.id, article.text) == ("a", "石桥修好了。")
    assert article.origin.file == str(tmp_path / name)
    assert article.origin.encoding == "utf-8"
    assert article.origin.sha256 == hashlib.sha256(data).hexdigest()
    span = article.origin.locate(0, 6)
    assert LINE[span.start : span.end] == "石桥修好了。"


@pytest.mark.parametrize("name", ["page", "page.2022.txt", "a.log", "a.doc"])
def test_everything_else_is_a_page(tmp_path, name):
    (tmp_path / name).write_text("石桥修好了。\n", encoding="utf-8")
    (article,) = read_articles(tmp_path / name)
    assert article.text == "石桥修好了。"
    assert article.id.startswith(name.split(".")[0] + "-")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("empty.txt", b"", "empty.txt: the file is empty"),
        ("empty.jsonl", b"", "empty.jsonl: the file is empty"),
        ("a.jsonl.gz", b"no gzip", "a.jsonl.gz: damaged .gz file"),
        ("a.jsonl.gz", gzip.compress(LINE.encode())[:-9], "a.jsonl.gz: damaged .gz file"),
        ("a.jsonl.xz", lzma.compress(LINE.encode())[:-9], "a.jsonl.xz: damaged .xz file"),
        (
            "a.jsonl",
            LINE.encode()[:-4],
            "a.jsonl, line 1, column 27: utf-8 text is damaged or cut off",
        ),
        (
            "nul.txt",
            "钟\0楼".encode(),
            "nul.txt, line 1, column 2: no text file: control character U+0000",
        ),
    ],
)
def test_what_cannot_be_read(tmp_path, name, data, message):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadError) as error:
        read_articles(tmp_path / name)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.txt", True),
        ("a.b.JSONL.gz", True),
        ("a.htm", True),
        ("a.PDF", True),
        ("a.docx.xz", True),
        ("a.markdown", True),
        ("a.xlsx", True),
        ("a.tgz", True),
        ("a.tar.gz", True),
        ("a.txt.tgz", True),
        ("a.doc", False),
        ("a.json", False),
        ("a.gz", False),
        ("txt", False),
        (".txt", False),
    ],
)
def test_which_names_hold_articles(name, told):
    assert can_read(Path("a.txt") / name) is told


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress])
@pytest.mark.parametrize("kind", ["html", "md", "pdf", "docx"])
def test_documents_may_be_packed(tmp_path, kind, pack):
    suffix = {bytes: "", gzip.compress: ".gz", lzma.compress: ".xz"}[pack]
    file = tmp_path / f"a.{kind.upper()}{suffix}"
    file.write_bytes(pack(DOCUMENTS[kind]))
    (article,) = read_articles(file)
    assert article.text == TEXT
    assert article.origin.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    place = article.origin.locate(0, len(TEXT))
    assert file_text(file)[place.start : place.end].replace("\n", "") == TEXT


@pytest.mark.parametrize("kind", [*DOCUMENTS, *OTHERS])
def test_a_damaged_document_is_read_or_named(tmp_path, kind):
    file = tmp_path / f"a.{kind}"
    whole, random = (DOCUMENTS | OTHERS)[kind], Random(7)
    errors = []
    for turn in range(60):
        data = bytearray(whole[: random.randrange(len(whole))] if turn % 2 else whole)
        for _ in range(random.randrange(1, 40)):
            if data:
                data[random.randrange(len(data))] = random.randrange(256)
        file.write_bytes(data)
        try:
            check_places(file, [a for a in read_articles(file) if a.text])
        except ReadError as error:
            errors.append(str(error))
    assert errors
    assert all(error.startswith(f"{file}") and "\n" not in error for error in errors)


@pytest.mark.parametrize("path", ["missing.txt", ".", "a\0b"])
def test_what_is_no_file(tmp_path, path):
    with pytest.raises(ReadError, match=r"cannot be read: .*; give the path of a file"):
        read_articles(tmp_path / path)


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    def refuse(file, flags):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("qa.reading.whole.os.open", refuse)  # root may read whatever there is
    with pytest.raises(ReadError, match="Permission denied; check its permissions"):
        read_articles(tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.jsonl", "a.csv", "a.eml"])
def test_a_file_that_is_too_large_to_be_read_as_a_whole(tmp_path, monkeypatch, name):
    assert all(module.MOST_BYTES > 60 for module in (delimited, members))  # imported before
    monkeypatch.setattr("qa.reading.unpacking.MOST_BYTES", 60)
    (tmp_path / name).write_text("夜" * 21, encoding="utf-8")
    told = f"{name}: has 63 bytes, 60 may be read at once: split the file"
    with pytest.raises(ReadError, match=told):
        read_articles(tmp_path / name)


def test_a_page_with_more_marks_than_memory_holds(tmp_path, monkeypatch):
    monkeypatch.setattr("qa.reading.unpacking._MOST_MARKS", 60)
    (tmp_path / "a.html").write_text(f"<p>{TEXT}</p>" + "<br>" * 60, encoding="utf-8")
    with pytest.raises(ReadError, match="has more than 60 marks of a page: split the file"):
        read_articles(tmp_path / "a.html")


@pytest.mark.parametrize("text", ["市里今天开会，研究新桥。", "钟楼", "“", "，", "1"])
def test_a_single_line_of_20_mb_takes_seconds(tmp_path, text):
    text = text * (20_000_000 // len(text.encode()))
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    start = time.perf_counter()
    (article,) = read_articles(tmp_path / "long.txt")
    assert article.text == text
    assert time.perf_counter() - start < 10
