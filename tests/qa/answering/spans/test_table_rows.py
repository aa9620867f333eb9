"""The row of a table that a question names."""

import pytest

from qa.answering.spans.table_rows import is_of_another_row, of_its_row
from qa.records import Span

TABLE = (
    "由市教育局抓紧办理。\n事项\t责任单位\t时限\n校车线路调整\t市公安局\t5月6日\n"
    "操场照明改造方案\t市住建局\t6月9日\n图书流动站\t市文旅局\t7月1日\n散会。"
)
NUMBERED = "序号\t名称\t棵数\n1\t北河林场\t310\n2\t南河林场\t275"


@pytest.mark.parametrize(
    ("question", "text", "read", "given"),
    [
        ("操场照明改造方案什么时候完成？", TABLE, "5月6日", "6月9日"),
        ("操场照明改造方案由谁负责？", TABLE, "市公安局", "市住建局"),
        ("图书流动站由哪个部门负责？", TABLE, "市住建局", "市文旅局"),
        ("校车线路调整什么时候完成？", TABLE, "5月6日", "5月6日"),
        ("食堂什么时候完成？", TABLE, "5月6日", "5月6日"),
        ("操场照明改造方案由谁负责？", TABLE, "市教育局", "市教育局"),
        ("南河林场有多少棵？", NUMBERED, "310", "275"),
        ("北河林场有多少棵？", NUMBERED, "310", "310"),
    ],
)
def test_the_cell_of_the_row_asked_for(question, text, read, given):
    start = text.index(read)
    span = of_its_row(question, text, Span(start=start, end=start + len(read)))
    assert text[span.start : span.end] == given


@pytest.mark.parametrize(
    ("question", "read", "other"),
    [
        ("操场照明改造方案由谁负责？", "市教育局", True),
        ("操场照明改造方案由谁负责？", "市住建局", False),
        ("操场照明改造方案要多少钱？", "市教育局", False),
        ("校车线路调整由谁负责？", "市公安局", False),
        ("谁来抓紧办理？", "市教育局", False),
        ("图书流动站由谁负责？", "市教育局", False),  # a short name may stand anywhere
    ],
)
def test_what_stands_beside_the_row_asked_for(question, read, other):
    start = TABLE.index(read)
    span = Span(start=start, end=start + len(read))
    assert is_of_another_row(question, TABLE, span) is other


def test_the_names_of_the_columns_are_no_row():
    text = "医院\t联系电话\t地址\n市一院\t83310001\t东街\n市二院\t83310002\t西街"
    start = text.index("83310001")
    span = Span(start=start, end=start + 8)
    assert of_its_row("市一医院的联系电话是什么？", text, span) == span
    assert not is_of_another_row("市一院的联系电话是什么？", text, span)
