"""HTML that a word processor or a table's program wrote, and pages that only look so."""

import datetime as dt

import pytest

from qa.errors import ReadError
from qa.reading import file_text, read_file
from qa.records import DateFrom, Reason
from tests.qa.reading.papers import check_places

FIRST = "本报讯（记者 周小满）昨日，清河大桥在云岭市建成通车，总投资1.5亿元。"
SECOND = "本报讯（记者 方晴）青石镇夜校昨晚开课，报名的有三百一十二人。"
HEADS = {
    "LibreOffice": '<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>',
    "pandoc": '<meta name="generator" content="pandoc" />',
    "Word": '<meta name=ProgId content=Word.Document><meta name=Generator content="Word 15">',
}


def read(tmp_path, body, head="", name="page.html"):
    file = tmp_path / name
    file.write_text(f"<html><head>{head}</head><body>{body}</body></html>", "utf-8")
    reading = read_file(file)
    check_places(file, reading.articles)
    return reading


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_each_article_of_a_document_is_read(tmp_path, head):
    body = (
        f"<p align=center><b>清河大桥建成通车</b></p><p>{FIRST}</p>"
        f"<h1>青石镇夜校开课</h1><p>{SECOND}</p><ul><li>学费全免。</li></ul>"
    )
    first, second = read(tmp_path, body, head).articles
    assert (first.title, first.text) == ("清河大桥建成通车", FIRST)
    assert (second.title, second.text) == ("青石镇夜校开课", f"{SECOND}\n• 学费全免。")


def test_a_break_of_the_source_is_a_space_where_the_program_breaks_at_spaces(tmp_path):
    body = f"<p>清河大桥建成通车\n市民少走十二公里</p><p>{FIRST}</p>"
    for name, title in (("LibreOffice", "通车 市民"), ("Word", "通车市民")):
        (article,) = read(tmp_path, body, HEADS[name]).articles
        assert title in article.title


def test_the_day_of_a_document_is_its_headers_or_its_files_name(tmp_path):
    body = f"<p>清河大桥建成通车</p><p>{FIRST}</p>"
    header = '<div title="header"><p>云岭日报 2021年5月3日 第2版</p></div>'
    (article,) = read(tmp_path, header + body, HEADS["LibreOffice"], "20210504.html").articles
    assert (article.date, article.date_from) == (dt.date(2021, 5, 3), DateFrom.MASTHEAD)
    assert article.imprint.page == "2"
    (article,) = read(tmp_path, body, HEADS["LibreOffice"], "20210504.html").articles
    assert (article.date, article.date_from) == (dt.date(2021, 5, 4), DateFrom.FILE_NAME)


def test_a_note_follows_the_paragraph_with_its_number(tmp_path):
    body = (
        '<p>清河大桥建成通车</p><p>本报讯 长八百米<a name="fnref1" href="#n1"><sup>1</sup></a>，'
        "昨日在云岭市建成通车。</p><p>总投资1.5亿元，建设用时两年。</p>"
        '<div id="n1"><p><a href="#fnref1">1</a>不含引桥。</p></div>'
    )
    reading = read(tmp_path, body, HEADS["LibreOffice"])
    assert reading.articles[0].text == (
        "本报讯 长八百米，昨日在云岭市建成通车。\n不含引桥。\n总投资1.5亿元，建设用时两年。"
    )
    assert [part.text for part in reading.left_out if part.reason is Reason.MARK] == ["1", "1"]


def test_a_site_that_pandoc_wrote_is_a_web_page(tmp_path):
    menu = "".join(f"<li><a href={n}.html>第{n}章 云岭的桥和路</a></li>" for n in range(20))
    reading = read(tmp_path, f"<ul>{menu}</ul><h1>石桥</h1><p>{FIRST}</p>", HEADS["pandoc"])
    assert [article.text for article in reading.articles] == [FIRST]
    assert "第3章" in "".join(part.text for part in reading.left_out)


def test_a_link_to_a_part_of_the_page_is_of_the_text_and_moves_nothing(tmp_path):
    body = (
        f'<p>清河大桥建成通车</p><p>{FIRST}</p><p>投资见第<a href="#s3">3</a>节和表'
        '<a href="#t1"><sup>1</sup></a>。</p><p>建设用时两年。</p>'
        f'<div id="t1">{"<p>桥长八百米。</p>" * 50}</div>'
    )
    (article,) = read(tmp_path, body, HEADS["LibreOffice"]).articles
    assert article.text.startswith(f"{FIRST}\n投资见第3节和表。\n建设用时两年。\n桥长八百米。")


def test_the_numbers_of_notes_are_not_in_the_text_of_a_web_page(tmp_path):
    link = '<a href="#fn1"><sup>[1]</sup></a>'
    text = f"石桥长三百米{link}，昨日在云岭市建成通车，市民很高兴。"
    body = f"<article><h1>石桥</h1><p>{text}</p></article>"
    (article,) = read(tmp_path, body).articles
    assert article.text == "石桥长三百米，昨日在云岭市建成通车，市民很高兴。"


TABLE = (
    "<tr><td>题目<td>正文<td>日期</tr>"
    f"<tr><td>石桥通车<td>{FIRST}<br>学费全免。<td>2021-05-03</tr>"
    "<tr><td>无文<td><td>2021-05-04</tr>"
)


def test_a_page_that_is_all_table_is_a_table(tmp_path):
    reading = read(tmp_path, f"<h1>稿库</h1><table>{TABLE}</table>")
    (article,) = reading.articles
    assert (article.title, article.text) == ("石桥通车", f"{FIRST}\n学费全免。")
    assert article.date == dt.date(2021, 5, 3)
    assert ("稿库", Reason.FIELD) in [(part.text, part.reason) for part in reading.left_out]
    assert file_text(tmp_path / "page.html").startswith("题目\t正文\t日期\n")


def test_a_web_page_with_a_table_in_its_text_is_none(tmp_path):
    rows = "<tr><td>镇<td>正文<td>日期</tr><tr><td>青石<td>14<td>6.7</tr>"
    (article,) = read(tmp_path, f"<h1>石桥</h1><p>{FIRST}</p><table>{rows}</table>").articles
    assert article.text == f"{FIRST}\n镇\t正文\t日期\n青石\t14\t6.7"


def test_a_table_named_as_a_workbook_says_what_it_is(tmp_path):
    with pytest.raises(ReadError, match=r"is a web page \(HTML\).*name it \.html"):
        read(tmp_path, f"<table>{TABLE}</table>", name="导出.xls")
