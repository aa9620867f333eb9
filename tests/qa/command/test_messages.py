"""What is said most often when something is wrong is said in Chinese, and names what to do."""

import errno
import json
import os
import re
import sqlite3

import pytest

from qa import Archive, Article
from qa.errors import ArchiveError
from qa.messages import in_chinese, of_system
from qa.reading import refusals
from qa.store import schema
from tests.fakes import HashEmbedder


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("", "问题是空的：写上要问的"),
        ("？？？", "问题里只有标点和符号，没有字：用文字来问"),
        ("🔥🔥", "问题里只有标点和符号，没有字：用文字来问"),
        ("☆→！", "问题里只有标点和符号，没有字：用文字来问"),
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


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (
            "a.trs, line 4: the record's date is not a date: '某日': mend it, or take the record "
            "without a date with --repair (read_file(..., repair=True)); nothing of the file was "
            "read",
            "a.trs，第 4 行：日期不是日期：'某日'：改好它，或用 --repair 不记这一条的日期；"
            "这个文件没有入库",
        ),
        (
            "a.rtf: the document is cut off at its end: fetch the file again, or take it as it is",
            "a.rtf：没有下完：重新下载，或用 --repair 照样读入",
        ),
        (
            "a.mrc, record 3: its directory is damaged; export it anew, or leave that record out -",
            "a.mrc，第 3 条记录：目次坏了：重新导出，或用 --repair 略过这一条",
        ),
        (
            "a.msg: cannot be read as an Outlook mail: its parts are larger than the file; "
            "save it as .eml",
            "a.msg：当作 Outlook 邮件 读不了（没有下完或坏了）：另存为 .eml",
        ),
        ("a.ods: a row is numbered beyond 9: save it anew", "a.ods：行数或格数超出表格的限度"),
        ("a.tif: has no page 9", "a.tif：没有这一页"),
        ("f.toml: lists no archives: write x = 1", "f.toml：没有列出档案：写成 x = 1"),
        ("f.toml: 'a' is not known here: write x = 1", "f.toml：不认得 a：写成 x = 1"),
        ("f.toml: cannot be read: Permission denied", "f.toml：读不了：没有权限"),
        (
            "news: is in Lance tables: in Lance tables it is not read as one with others: move it",
            "news: is in Lance tables：是 Lance 表，不能和别的合起来读",
        ),
        (
            "article 'a' is in two archives, x and y: delete it from one of them",
            "文章 'a' 在两个档案里，x 和 y：从一个里删除",
        ),
        (
            "x: archive.sqlite is not a database: restore it from a copy (no)",
            "x：archive.sqlite 坏了",
        ),
        (
            "x: a.sqlite is damaged: restore it from a copy (disk image)",
            "x：a.sqlite 坏了：用备份换回",
        ),
        ("x: serves a, b: write x#NAME", "x：有的是 a, b：写成 x#NAME"),
        ("cannot load the model 'm': it is broken", "模型 'm' 载入不了：it is broken"),
        ("no model 'm': tried m, and the hub", "没有模型 'm'：找过 m 和 网上的模型库"),
        ("0 workers: at least 1 is needed", "0 个工作进程：至少要 1 个"),
        ("nothing came for 600 s", "等了 600 秒"),
        ("[Errno 111] Connection refused", "那里没有程序在听"),
    ],
)
def test_what_is_said_seldom_is_said_in_chinese_too(message, said):
    assert in_chinese(message).startswith(said)


def test_what_a_digest_is_of_is_asked_for_as_on_the_page(filled):
    said = "没有说综述什么：写上一件事、一个人名或地名，或者日期；也可用 --ids 写明文章"
    for words in ([], [""], [" "]):
        assert filled("digest", *words) == (2, "", f"kanbao: 错误：{said}\n")


def made_of(module):
    """Return the words of every kind of file that a module refuses."""
    found, seen = [vars(module)], []
    while found:
        value = found.pop()
        if isinstance(value, refusals._Kind):
            seen += [value.what, value.remedy]
        elif isinstance(value, dict | tuple):
            found += value.values() if isinstance(value, dict) else value
    return sorted(set(seen))


@pytest.mark.parametrize("words", made_of(refusals))
def test_what_a_file_is_and_what_to_do_has_words(words):
    assert in_chinese(words) != words or words in ("JSON", "XML")
    said = in_chinese(f"a.txt: is {words}, no text of news: {words}")
    assert said == f"a.txt：是{in_chinese(words)}，不是新闻文字：{in_chinese(words)}"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"date": "2031-13-40"}, "date 不是日期：'2031-13-40'"),
        ({"date": "开春"}, "date 要写成 2022-04-03，不是 '开春'；"),
        ({"text": 12}, "text 要是文字，不是数；有的字段：'id', 'title', 'text'；认作 text 的："),
        ({"title": []}, "title 要是文字，不是列表；"),
        ({"id": " "}, "id 不能是空的；"),
    ],
)
def test_a_field_that_is_wrong_is_named(kanbao, tmp_path, row, said):
    file = tmp_path / "list"  # a word that is said otherwise of a field
    good = {"id": "甲", "title": "雨", "text": "今天有雨。"}
    file.with_suffix(".jsonl").write_text(json.dumps(good | row, ensure_ascii=False), "utf-8")
    code, _, err = kanbao("add", file.with_suffix(".jsonl"))
    assert code == 2
    assert err.startswith(f"kanbao: 错误：{file}.jsonl，第 1 行：{said}")
    assert err.endswith("；这个文件没有入库\n")


def test_a_repair_is_told_in_chinese(kanbao, tmp_path):
    file = tmp_path / "a.jsonl"
    rows = ({"id": "甲", "text": "今天有雨。"}, {"id": "乙", "text": 3})
    file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    assert "这一条没有读：text 要是文字，不是数；" in kanbao("add", "--repair", file)[1]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (
            "a.txt",
            "今天有雨。".encode() + b"\xe6\xb8",
            "，第 1 行第 6 列：utf-8 文字坏了或没有下完（",
        ),
        ("a.csv", "正文\n雨\n".encode() + b"\xff\n\xff", "，另有 1 处：重新下载，或用 --repair "),
        ("a.csv", "题,稿\n雨,雨\n晴,晴".encode(), "没有认出哪一列是正文（各列：'题', '稿'）："),
        ("a.csv", "标题,正文\n".encode(), "：这个表格里没有文章：没有一行有正文"),
        ("a.csv", '标题,正文\n雨,"今天\n'.encode(), "，第 2 行：从这一行起有引号没有合上："),
        ("a.csv", "标题,正文\n雨,今天,多\n".encode(), "，第 2 行：有 3 格，标题只有 2 列："),
    ],
)
def test_a_damaged_file_is_told_in_chinese(kanbao, tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    code, _, err = kanbao("add", tmp_path / name)
    assert code == 2
    assert said in err
    assert not re.search("damaged|cut off|fetch|column|quotation|cells", err.rpartition(name)[2])


def test_a_row_that_is_left_out_is_told_in_chinese(kanbao, tmp_path):
    (tmp_path / "a.csv").write_text("标题,正文\n雨,今天,多\n晴,今天有雨。\n", "utf-8")
    told = kanbao("add", "--repair", "--report", tmp_path / "a.csv")[1]
    assert "第 2 行第 1 字，这一行没有读：有 3 格，标题只有 2 列：" in told


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("无.txt", None, "读不了（没有这个文件或文件夹）：写明一个文件"),
        ("图.jpg", b"text", "是纯文本，不是 .jpg 文件：改名为 .txt"),
        (
            "断.pdf",
            b"%PDF-1.4\n%\n1 0 obj\n",
            "当作 PDF 读不了（没有下完或坏了）：用别的程序打开，另存一份",
        ),
    ],
)
def test_a_file_that_cannot_be_read(kanbao, tmp_path, name, data, said):
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    assert kanbao("add", file)[2] == f"kanbao: 错误：{file}：{said}\n"


def test_what_is_found_of_the_files_is_told_in_chinese(filled, page):
    page.write_text(page.read_text("utf-8").replace("1.5亿", "2.5亿"), "utf-8")
    code, out, _ = filled("verify", "--files")
    changed, text, *_ = out.splitlines()
    assert (code, changed) == (1, f"问题：{page}：入库后改动过：再入库一次")
    assert re.fullmatch(f"问题：文章 .+：正文和 {page} 里的不一样", text)
    page.unlink()
    assert f"问题：{page}：不在了：放回原处" in filled("verify", "--files")[1]


@pytest.mark.parametrize(
    "line",
    [
        "article '甲': its content is not what was added",
        "article '甲': characters 3 to 9 are in no chunk",
        "vector 3: 4 bytes instead of 1536",
        "word '桥': 3 chunks and places instead of 2",
        "database: malformed page 7",
    ],
)
def test_what_verify_finds_is_told_with_what_to_do(line):
    assert in_chinese(line).endswith(("：运行 kanbao rebuild", "：用备份换回"))


def test_a_word_of_a_message_is_no_file(tmp_path):
    assert in_chinese("list: the file is empty") == "list：文件是空的"


def test_what_has_no_words_is_said_as_it_is():
    assert in_chinese("the model is damaged") == "the model is damaged"
    assert re.search("[a-z]", of_system(OSError(errno.ELOOP, os.strerror(errno.ELOOP), "a")))


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("k is 0: give a whole number of at least 1", "-k 是 0：写 1 或更大的整数"),
        ("a.csv：读不了：No such file or directory", "a.csv：读不了：没有这个文件或文件夹"),
        (
            "no JSON object: expected '\"' but found '这' at character 1",
            "不是 JSON 对象：第 1 个字符处要有 '\"'，却是 '这'",
        ),
        ("Expecting value: line 1 column 5 (char 4)", "少一个值（第 1 行第 5 个字符）"),
        (
            "a.txt: no text layer: its pages are pictures (1): install it, or recognise it",
            "a.txt：没有文字，各页都是图片（1）：装上识别（pip install 'kanbao[ocr]'），"
            "或识别后另存成有文字的 PDF",
        ),
        ("a: this archive was closed: open it again", "a：这个档案已关闭：重新打开"),
    ],
)
def test_what_may_go_wrong_is_said_in_chinese(message, said):
    assert in_chinese(message) == said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{}", "没有 citation 这一项"),
        ("[1]", "有的项不是该有的样子"),
        ("{", "少一个用双引号括起来的名字（第 1 行第 2 个字符）"),
    ],
)
def test_an_evidence_file_that_is_none(kanbao, tmp_path, content, said):
    file = tmp_path / "e.json"
    file.write_text(content, "utf-8")
    code, _, err = kanbao("check", file)
    assert code == 2
    assert said in err


def test_columns_of_a_list_that_say_nothing_are_named(filled, tmp_path):
    listed = tmp_path / "list.csv"
    listed.write_text("问题,page,报纸\n清河大桥多长？,3,\n", "utf-8")
    code, _, err = filled("ask", "--questions", listed)
    assert code == 0
    assert err.startswith("注意：清单里的 page 没有用：认得的列是 id、question、since、")


def test_a_headline_that_cannot_be_as_short_says_so(filled):
    code, _, err = filled("summarize", "--all", "--kind", "headline", "--length", "8")
    assert code == 0
    assert "篇里没有短到 8 字又站得住的话，写出的更长（最长 " in err
