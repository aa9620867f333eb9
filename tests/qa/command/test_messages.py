"""What is said most often when something is wrong is said in Chinese, and names what to do."""

import errno
import json
import os
import re
import sqlite3

import pytest

from qa import Archive, Article
from qa.command.messages import in_chinese, of_system
from qa.errors import ArchiveError
from qa.store import schema
from tests.fakes import HashEmbedder


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("", "问题是空的：写上要问的"),
        ("？？？", "问题里只有标点：用文字来问"),
        ("\u200b", "问题里只有看不见的字符：用文字来问"),
        ("桥" * 1001, "问题有 1001 字，最多读 1000 字：写短些"),
    ],
)
def test_a_question_that_is_none(filled, question, said):
    assert filled("ask", question) == (2, "", f"kanbao: 错误：{said}\n")


def test_an_archive_that_is_none(kanbao, tmp_path):
    there = tmp_path / "空"
    there.mkdir()
    what_to_do = "用 --archive 写明档案，或先用 kanbao add 建一个\n"
    assert kanbao("list", archive=there)[2] == f"kanbao: 错误：{there}：里面没有档案：{what_to_do}"
    gone = tmp_path / "没有"
    said = f"kanbao: 错误：{gone}：没有这个文件夹：{what_to_do}"
    assert kanbao("ask", "桥多长", archive=gone)[2] == said


@pytest.mark.parametrize("words", [("--find", "桥", "--text", "路"), ("--restore",), ()])
def test_that_an_article_is_no_scan_is_said_first(kanbao, tmp_path, words):
    with Archive.open(tmp_path / "archive", embedder=HashEmbedder()) as archive:
        archive.add([Article(id="甲", title="桥", text="大桥通车，桥长百米。")])
    said = "kanbao: 错误：文章 '甲' 不是从扫描件识别的：改它的原文件，再入库一次\n"
    assert kanbao("correct", "甲", *words) == (2, "", said)
    said = f"kanbao: 错误：{tmp_path / 'archive'}：没有文章 '乙'：编号见 kanbao list\n"
    assert kanbao("correct", "乙", *words) == (2, "", said)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["甲", "甲"], "，第 2 行：编号 '甲' 在第 1 行已经有了；这个文件没有入库"),
        (["甲\0"], "，第 1 行：id 的第 1 个字符是 U+0000，不是文字；这个文件没有入库"),
        ([], "：文件是空的"),
    ],
)
def test_a_file_with_a_fault(kanbao, tmp_path, rows, said):
    file = tmp_path / "a.jsonl"
    lines = (json.dumps({"id": id_, "title": "", "text": "雨。"}) for id_ in rows)
    file.write_text("\n".join(lines), "utf-8")
    assert kanbao("add", file) == (2, "", f"kanbao: 错误：{file}{said}\n")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (sqlite3.SQLITE_FULL, "：磁盘满了，这一批没有写入：腾出地方再运行"),
        (sqlite3.SQLITE_IOERR, "：磁盘读写出错，这一批没有写入"),
        (sqlite3.SQLITE_READONLY, "：写不进去：看看文件夹的权限，是不是只读"),
    ],
)
def test_a_disk_that_does_not_take_it(tmp_path, code, said):
    def fail():
        error = sqlite3.OperationalError("disk")
        error.sqlite_errorcode = code
        raise error

    with pytest.raises(ArchiveError) as caught, schema.translated(tmp_path, wait=1):
        fail()
    assert in_chinese(str(caught.value)) == f"{tmp_path}{said}"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EROFS, "在只读的盘上，写不进去：换一个能写的位置"),
        (errno.ENOSPC, "磁盘满了：腾出地方再运行"),
        (errno.EACCES, "没有权限：看看文件和文件夹的权限"),
    ],
)
def test_what_the_system_says_often(number, said):
    assert of_system(OSError(number, os.strerror(number), "/盘/a.json")) == f"/盘/a.json：{said}"
    assert of_system(OSError(number, os.strerror(number))) == said


def test_what_has_no_words_is_said_as_it_is():
    assert in_chinese("the model is damaged") == "the model is damaged"
    assert re.search("[a-z]", of_system(OSError(errno.ELOOP, os.strerror(errno.ELOOP), "a")))
