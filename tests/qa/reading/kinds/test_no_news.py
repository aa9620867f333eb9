"""Files that are no text of news are refused: what each is, and what to do."""

import base64
import io
import zipfile

import pytest

from qa.errors import ReadError
from qa.reading import read_file
from tests.qa.reading.kinds.pages import HEAD, LEAD, read, shape
from tests.qa.reading.papers import column, pdf, word

BODY = f"<p>{LEAD}</p>" * 6
PAGE = f"<!DOCTYPE html>\n<html><head><title>{HEAD}</title></head><body>{BODY}</body></html>"
MAIL = f"From: a@example.cn\nTo: b@example.cn\nSubject: {HEAD}\nMIME-Version: 1.0\n\n{LEAD}\n"
CODED = base64.encodebytes(LEAD.encode() * 9)
SHEET = f'编号,标题,正文\n1,{HEAD},"{LEAD}"\n2,夜校开课,报名的有312人。\n'


def zipped(*names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, LEAD)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("page.txt", PAGE, "is a web page (HTML), no text of news: name it .html"),
        ("page.php", PAGE, "name it .html"),
        ("page.docx", PAGE, "name it .html"),
        ("page.txt", BODY, "is a web page (HTML)"),
        ("page.php", f"<?php echo 1; ?>{LEAD}", "is a program (PHP)"),
        ("page.txt", f'<?xml version="1.0"?><doc>{LEAD}</doc>', "is XML"),
        ("page.xml", f'<?xml version="1.0"?><doc>{LEAD}</doc>', "is XML, no feed of news"),
        ("page.txt", f'{{"title": "{HEAD}"}}', "is JSON, no text of news: name it .json or .jsonl"),
        ("page.txt", f'[{{"title": "{HEAD}"}}]', "is JSON"),
        (
            "page.txt",
            MAIL,
            "is an e-mail or a saved web page (MIME), no text of news: name it .eml",
        ),
        (
            "page.txt",
            f"Snapshot-Content-Location: x\nSubject: y\nMIME-Version: 1.0\n\n{LEAD}",
            "MIME",
        ),
        ("page.txt", SHEET, "is a table, no text of news: name it .csv"),
        ("page.txt", SHEET.replace(",", "\t"), "or .tsv where tabs are between its cells"),
        ("page.doc", r"{\rtf1\ansi " + LEAD, "is a rich text document (RTF)"),
        ("page.docx", r"{\rtf1\ansi x}", "is a rich text document (RTF), no text of news: name it"),
        ("page.srt", f"1\n00:00:01,000 --> 00:00:04,000\n{LEAD}\n", "is subtitles"),
        ("page.vtt", f"WEBVTT\n\n00:01.000 --> 00:04.000\n{LEAD}\n", "is subtitles"),
        ("page.tex", f"\\documentclass{{article}}\n{LEAD}", "is a TeX document"),
        ("page.txt", CODED, "is data in base64"),
        ("page.txt", pdf(column(60, 80, LEAD)), "is a PDF file, no text of news: name it .pdf"),
        ("page.docx", pdf(column(60, 80, LEAD)), "is a PDF file"),
        ("page.txt", word(HEAD), "is a Word document, no text of news: name it .docx"),
        ("page.pdf", word(HEAD), "is a Word document"),
        ("page.pdf", LEAD, "is plain text, no .pdf file: name it .txt"),
        ("page.docx", LEAD, "is plain text, no .docx file: name it .txt"),
        ("page.docm", LEAD.encode("gb18030"), "is plain text, no .docm file: name it .txt"),
        ("page.docx", zipped("xl/workbook.xml"), "is a workbook of Excel"),
        ("page.txt", zipped("application/epub"), "is an e-book, no text of news: name it .epub"),
        ("page.xlsx", zipped("opendocument.spreadsheet"), "name it .ods"),
        ("page.txt", zipped("a.txt"), "is a packed archive (ZIP), no text of news: name it .zip"),
        ("page.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old office program"),
        ("page.txt", b"\x89PNG\r\n\x1a\n" + bytes(99), "is a picture"),
        ("page.jpg", b"\xff\xd8\xff\xe0" + bytes(99), "is no picture that can be opened"),
        ("page.tif", b"GIF89a" + bytes(99), "is a picture, no text of news: save it as .png"),
        ("page.tif", LEAD, "is plain text, no .tif file: name it .txt"),
        ("page.mp3", b"ID3\x03" + bytes(99), "is a sound recording"),
        ("page.zst", b"\x28\xb5\x2f\xfd" + bytes(99), "is compressed (zstd)"),
    ],
)
def test_what_it_is_and_what_to_do(tmp_path, name, data, message):
    file = tmp_path / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(ReadError) as error:
        read_file(file)
    assert str(error.value).startswith(f"{file}: ")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "line",
    [
        "[1]《青石镇志》，云岭出版社2031年版。",
        "{按}此稿为读者来信。",
        "Date: 这个词在英语里是日期的意思。",
        "1、到场，2、签名，3、入座",
        "a<b，b<c，所以a<c。",
        "夜校分三班：木工,剪纸,书法",
        "<渡口>是他的第一本诗集。",
        "PK赛昨日开始，共12队参加。",
    ],
)
def test_texts_that_only_look_like_it_are_read(tmp_path, line):
    reading = read(tmp_path, f"{line}\n{LEAD}\n")
    assert line in "\n".join(title + "\n" + "\n".join(rows) for title, rows in shape(reading))


def test_a_file_name_that_is_no_text_is_named(tmp_path):
    import os

    file = tmp_path / os.fsdecode("头版.txt".encode("gbk"))
    file.write_text(LEAD, encoding="utf-8")
    with pytest.raises(ReadError, match=r"the file's name is not UTF-8 .*: rename the file"):
        read_file(file)


def test_bzip2_is_unpacked(tmp_path):
    import bz2

    packed = tmp_path / "page.txt.bz2"
    packed.write_bytes(bz2.compress(f"{HEAD}\n\n{LEAD}\n".encode()))
    assert shape(read_file(packed)) == [(HEAD, [LEAD])]
