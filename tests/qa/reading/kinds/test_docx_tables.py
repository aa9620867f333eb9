"""DOCX tables: columns kept apart, merged cells, tables that lay out text, tables in tables."""

import pytest
from docx.oxml import parse_xml

from tests.qa.reading.kinds.web_pages import FIRST, SECOND, THIRD, TITLE, left_out, read
from tests.qa.reading.papers import word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def cell(*paragraphs, properties="", inside=""):
    text = "".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}{text or '<w:p/>'}</w:tc>"


def table(*rows, space=""):
    return f"<w:tbl {space}>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


TWO = '<w:gridSpan w:val="2"/>'
DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([cell("镇") + cell("桥"), cell("青石镇") + cell("14")], ["镇\t桥", "青石镇\t14"]),
        (
            [cell("镇") + cell("桥") + cell("注"), cell("青") + cell("") + cell("待核")],
            ["镇\t桥\t注", "青\t\t待核"],
        ),
        (
            [cell("镇") + cell("桥") + cell("车"), cell("合计", properties=TWO) + cell("13.3")],
            ["镇\t桥\t车", "合计\t\t13.3"],
        ),
        (
            [cell("青石镇", properties=DOWN) + cell("早"), cell(properties=ON) + cell("晚")],
            ["青石镇\t早", "青石镇\t晚"],
        ),
        (
            [cell("早") + cell("免费", properties=DOWN), cell("晚") + cell(properties=ON)],
            ["早\t免费", "晚\t免费"],
        ),
        ([cell("青") + cell("山区", "新建2座")], ["青\t山区 新建2座"]),
        (
            [
                cell("青石镇")
                + cell(inside=table(cell("早") + cell("三元"), cell("晚") + cell("八元")))
            ],
            ["青石镇", "早\t三元", "晚\t八元"],
        ),
        # A table that lays out a page is read cell by cell.
        ([cell(THIRD * 2, SECOND) + cell(SECOND, THIRD)], [THIRD * 2, SECOND, SECOND, THIRD]),
        ([f"<w:sdt><w:sdtContent>{cell('镇')}</w:sdtContent></w:sdt>" + cell("桥")], ["镇\t桥"]),
    ],
)
def test_rows(tmp_path, rows, lines):
    def change(document):
        document.element.body.insert(-1, parse_xml(table(*rows, space=W)))
        document.add_paragraph(SECOND)

    reading = read(tmp_path, word(TITLE, FIRST, change=change), name="page.docx")
    assert reading.articles[0].text.split("\n") == [FIRST, *lines, SECOND]
    assert left_out(reading) == []


def test_two_stories_side_by_side_are_two_articles(tmp_path):
    other = "本报讯（记者 罗青）青石镇夜校昨日开课，报名的有312人。"
    inside = cell(TITLE, FIRST, THIRD * 2) + cell("夜校开课", other)

    def change(document):
        document.element.body.insert(0, parse_xml(table(inside, space=W)))

    reading = read(tmp_path, word(change=change), name="page.docx")
    assert [one.title for one in reading.articles] == [TITLE, "夜校开课"]
    assert reading.articles[1].text == other
