import pytest

from qa.reading.figures import figures

HEAD = ["县名", "亩产", "增长"]
ROWS = [["东县", "612", "3.1%"], ["西县", "598", "2.0%"], ["南县", "—", "—"]]
LINES = (
    "县名：东县，亩产：612，增长：3.1%",
    "县名：西县，亩产：598，增长：2.0%",
    "县名：南县，亩产：—，增长：—",
)


@pytest.mark.parametrize(
    ("rows", "title", "lines"),
    [
        ([HEAD, *ROWS], None, LINES),
        ([HEAD, ROWS[0], HEAD, *ROWS[1:]], None, LINES),  # the names again on the next page
        ([["各县亩产", "", ""], HEAD, *ROWS], 0, LINES),
        ([["单位：斤", "", ""], HEAD, *ROWS], None, ("单位：斤", *LINES)),
        ([["三县亩产如下：", "", ""], HEAD, *ROWS], None, ("三县亩产如下：", *LINES)),
        (
            [HEAD, *ROWS, ["填表人：叶青", "", "2031年4月2日"]],
            None,
            (*LINES, "填表人：叶青 2031年4月2日"),
        ),
    ],
)
def test_a_row_is_a_line_with_the_names_of_its_columns(rows, title, lines):
    found = figures(rows)
    assert (found.title, found.lines) == (title, lines)


@pytest.mark.parametrize(
    "rows",
    [
        [["2031年6月1日", "晴", "25"], ["2031年6月2日", "雨", "22"], ["2031年6月3日", "阴", "20"]],
        [["诗一首", "叶青"], ["春来江水", "绿如蓝"], ["夜半钟声", "到客船"]],
        [
            ["县名", "甲种", "乙种"],
            ["东县", "5", "6"],
            ["镇名", "丙种", "丁种"],
            ["石镇", "7", "8"],
        ],
    ],
    ids=["without names", "without figures", "two tables"],
)
def test_what_is_no_table_of_figures(rows):
    assert figures(rows) is None
