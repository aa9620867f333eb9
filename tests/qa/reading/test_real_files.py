"""Files that LibreOffice and pandoc made: what a reader of them sees is read, and nothing else."""

import datetime as dt
import re
from pathlib import Path

import pytest

from qa.errors import ReadError
from qa.reading import file_text, read_file
from qa.reading.originals import is_in_file
from qa.records import Imprint, Reason

REAL = Path(__file__).parent / "real"
TABLE = "镇\t原来（分钟）\t现在（分钟）\n青石镇\t45\t15\n白石镇\t60\t28"
DELETED = "市委书记将出席"


def _read(name):
    file = REAL / name
    reading = read_file(file)
    text = file_text(file)
    assert all(is_in_file(one, text, 0, len(one.text)) for one in reading.articles)
    return reading


def _left_out(reading, reason):
    return "\n".join(part.text for part in reading.left_out if part.reason is reason)


@pytest.mark.parametrize("name", ["page.docx", "page.odt", "page.rtf", "page.html"])
def test_a_document_of_libreoffice(name):
    reading = _read(name)
    first, second = reading.articles
    assert first.title == "清河大桥昨日通车 两岸居民少走十二公里"
    assert first.byline == "本报记者 周小满 通讯员 罗青"
    assert first.text.startswith("本报讯 昨日上午，")
    assert (
        "八百二十米，双向四车道，总投资1.5亿元。通车首日有六千辆车经过。\n不含两端引桥，"
        in first.text
    )
    assert "市长宋怀远说，" in first.text
    assert "交通运输局" in first.text
    assert TABLE in first.text
    assert second.title == "青石镇夜校开课 三百人报名学手艺"
    assert second.text.startswith("云岭5月2日电（记者 方晴）")
    assert re.search(r"\n(?:一、|1\.)\s木工，.*\n(?:二、|2\.)\s剪纸，.*\n学员结业后", second.text)
    for article in reading.articles:
        assert article.date == dt.date(2021, 5, 3)
        assert article.imprint == Imprint(page="2", section="本地新闻")
        assert not re.search("sòng|请核对|内部排版稿", article.text)
    assert "内部排版稿" in _left_out(reading, Reason.MARGIN)


@pytest.mark.parametrize("name", ["page.docx", "page.odt", "page.rtf"])
def test_what_was_deleted_or_is_a_note_to_the_editor_is_left_out(name):
    reading = _read(name)
    assert not any(DELETED in one.text for one in reading.articles)
    assert _left_out(reading, Reason.STRUCK) == "（此句为旧稿，市委书记将出席）"
    assert _left_out(reading, Reason.COMMENTS) == "请核对公里数"
    assert _left_out(reading, Reason.ANNOTATION) == "sòng huái yuǎn"
    assert any("延伸阅读：清河上共有五座桥" in one.text for one in reading.articles)


@pytest.mark.parametrize("name", [f"pandoc.{kind}" for kind in ("docx", "odt", "rtf", "html")])
def test_a_document_of_pandoc(name):
    reading = _read(name)
    first, second = reading.articles
    assert first.title == "清河大桥昨日通车 两岸居民少走十二公里"
    assert (first.byline, first.date) == ("周小满", dt.date(2021, 5, 3))
    assert "镇\t原来\t现在\n青石镇\t45\t15\n白石镇\t60\t28\n课程安排是：\n1." in first.text
    assert "八百二十米，" in first.text
    assert "不含两端引桥" in first.text
    assert "旧稿" not in first.text
    assert second.title == "青石镇夜校开课 三百人报名学手艺"
    assert second.byline == "记者 方晴"


def test_an_e_book_of_pandoc_has_its_chapters_and_no_title_page():
    reading = _read("pandoc.epub")
    assert [one.title for one in reading.articles] == [
        "清河大桥昨日通车 两岸居民少走十二公里",
        "青石镇夜校开课 三百人报名学手艺",
    ]
    assert "八百二十米，双向四车道，总投资1.5亿元。" in reading.articles[0].text
    assert "2021年5月3日" in _left_out(reading, Reason.FURNITURE)


def test_an_e_book_of_libreoffice_is_by_nobody_it_does_not_know():
    reading = _read("page.epub")
    assert [one.byline for one in reading.articles] == [None, "记者 方晴"]
    assert TABLE in reading.articles[0].text


@pytest.mark.parametrize(
    "name",
    ["table.xlsx", "table.ods", "table.html", "table.csv", "table_gb18030.csv", "table_utf16.csv"],
)
def test_a_table_in_any_kind_of_file(name):
    first, second = _read(name).articles
    assert (first.title, first.date) == ("清河大桥昨日通车", dt.date(2021, 5, 3))
    assert first.text.endswith("总投资1.5亿元。")
    assert (second.byline, second.imprint) == ("方晴", Imprint(page="3"))
    assert second.text.endswith("九门课程，报名的有三百一十二人。\n每周二、周四晚上七点上课。")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("page.doc", "old Word or WPS .* save it as .docx"),
        ("table.xls", "Excel .* save it as .xlsx"),
    ],
)
def test_an_old_document_says_what_to_do(name, what):
    with pytest.raises(ReadError, match=what):
        read_file(REAL / name)
