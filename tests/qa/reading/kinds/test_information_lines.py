"""The line under a headline that says when, where and by whom: read, and not of the text."""

import datetime as dt

import pytest

from qa.records import DateFrom
from tests.qa.reading.kinds.pages import HEAD, LEAD, NEXT, read, shape

DAY = dt.date(2022, 4, 3)
LINES = ["清河大桥建成通车，总投资1.5亿元。", "市长到场祝贺。"]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("lines", [LINES, [LEAD, *LINES]])
@pytest.mark.parametrize(
    ("line", "source", "byline"),
    [
        ("2022-04-03 09:30 来源：云岭日报", "云岭日报", None),
        ("2022-04-03 09:30 来源:云岭日报", "云岭日报", None),
        ("作者：邱玉兰 来源：云岭日报 发布时间：2022-04-03 09:30", "云岭日报", "邱玉兰"),
        ("作者:邱玉兰 来源:云岭日报 发布时间:2022-04-03 09:30", "云岭日报", "邱玉兰"),
        ("2022年4月3日 09:30 来源：云岭日报 作者：邱玉兰 罗青", "云岭日报", "邱玉兰 罗青"),
        ("发布时间：2022年4月3日", None, None),
        ("来源：云岭日报 | 2022-04-03", "云岭日报", None),
    ],
)
def test_under_a_headline(tmp_path, gap, lines, line, source, byline):
    (article,) = read(tmp_path, gap.join([HEAD, line, *lines])).articles
    assert (article.title, article.text.split("\n")) == (HEAD, lines)
    assert (article.date, article.date_from) == (DAY, DateFrom.LINE)
    assert (article.source, article.byline) == (source, byline)


def test_of_several_articles_each_has_its_own(tmp_path):
    first = [HEAD, "2022-04-03 09:30 来源：云岭日报", *LINES]
    second = [NEXT, "来源：青石晚报 2021-05-01 08:00", "青石镇夜校开课，报名的有312人。"]
    page = "\n".join(first + second)
    reading = read(tmp_path, page)
    assert shape(reading) == [(HEAD, LINES), (NEXT, ["青石镇夜校开课，报名的有312人。"])]
    assert [(article.date, article.source) for article in reading.articles] == [
        (DAY, "云岭日报"),
        (dt.date(2021, 5, 1), "青石晚报"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "时间：2022年4月3日 09:30",
        "2022年4月3日 09:30\n地点：云岭市体育馆",
        "2022年4月3日，作者来到桥上。",
    ],
)
def test_what_may_be_the_day_of_the_event_stays_in_the_text(tmp_path, line):
    (article,) = read(tmp_path, f"{HEAD}\n{line}\n{LINES[0]}").articles
    assert article.date is None
    assert all(part in article.text for part in line.split("\n"))
