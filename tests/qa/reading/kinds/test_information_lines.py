"""The line under a headline that says when, where and by whom: read, and not of the text."""

import datetime as dt

import pytest

from qa.records import DateFrom, Reason
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
        ("2022年04月03日 08:30 来源: 云岭日报", "云岭日报", None),
        ("2022-04-03 来源：云岭日报 记者：邱玉兰", "云岭日报", "邱玉兰"),
        ("2022年4月3日　本报记者 邱玉兰", None, "本报记者 邱玉兰"),
        ("本报记者 邱玉兰　2022年4月3日", None, "本报记者 邱玉兰"),
        ("2022年4月3日 星期日 第2版 本报记者 邱玉兰", None, "本报记者 邱玉兰"),
        ("2022-04-03 08:30 本报记者 邱玉兰 通讯员 罗青", None, "本报记者 邱玉兰 通讯员 罗青"),
        ("本报记者 邱玉兰 2022-04-03 08:30", None, "本报记者 邱玉兰"),
        ("云岭晚报 2022-04-03 记者 邱玉兰", "云岭晚报", "记者 邱玉兰"),
        ("云岭晚报 2022-04-03 民俗学者 邱玉兰", "云岭晚报", "民俗学者 邱玉兰"),
        ("《云岭日报》 2022年4月3日 第5版 中学教师 欧阳青", "云岭日报", "中学教师 欧阳青"),
    ],
)
def test_under_a_headline(tmp_path, gap, lines, line, source, byline):
    (article,) = read(tmp_path, gap.join([HEAD, line, *lines])).articles
    assert (article.title, article.text.split("\n")) == (HEAD, lines)
    assert (article.date, article.date_from) == (DAY, DateFrom.LINE)
    assert (article.source, article.byline) == (source, byline)


PROSE = "清河大桥昨日建成通车，全长三百米，总投资1.5亿元，两岸的车辆不再绕行二十公里。"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("under", ["", "两岸车辆不再绕行二十公里"])
@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("2022年4月3日 云岭日报", None),
        ("云岭日报 2022年4月3日", None),
        ("2022-04-03 云岭晚报", None),
        ("2022年4月3日　云岭新闻网", None),
        ("2022年4月3日 云岭日报 记者 邱玉兰", "记者 邱玉兰"),
    ],
)
def test_a_day_and_a_paper_without_labels(tmp_path, gap, under, line, byline):
    head = [HEAD, under] if under else [HEAD]
    (article,) = read(tmp_path, gap.join([*head, line, PROSE, *LINES])).articles
    assert (article.title, article.text.split("\n")) == (" ".join(head), [PROSE, *LINES])
    assert (article.date, article.date_from, article.byline) == (DAY, DateFrom.LINE, byline)
    assert article.source in ("云岭日报", "云岭晚报", "云岭新闻网")


def test_above_the_headlines_they_are_the_papers(tmp_path):
    page = f"2022年4月3日 云岭日报\n{HEAD}\n{LEAD}\n\n夜校开课\n本报讯 {PROSE}"
    articles = read(tmp_path, page).articles
    assert [one.title for one in articles] == [HEAD, "夜校开课"]
    assert {one.date_from for one in articles} == {DateFrom.MASTHEAD}


@pytest.mark.parametrize(
    "line",
    [
        "云岭晚报 2022-04-03 文化新闻 周刊",  # a section
        "云岭晚报 2022-04-03 桥修好了 河水清",  # more than a name
        "云岭大学 2022-04-03 民俗学者 邱玉兰",  # no paper
        "云岭晚报 民俗学者 邱玉兰",
    ],
)
def test_a_line_that_says_more_than_paper_day_and_writer_stays(tmp_path, line):
    (article,) = read(tmp_path, "\n".join([HEAD, line, *LINES])).articles
    assert article.byline is None
    assert line in article.text


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


def test_every_character_of_a_byline_with_a_day_is_accounted_for(tmp_path):
    reading = read(tmp_path, "\n".join([HEAD, "2022年4月3日　□本报记者 邱玉兰", *LINES]))
    assert reading.articles[0].byline == "本报记者 邱玉兰"
    assert [(part.text, part.reason) for part in reading.left_out] == [
        ("2022年4月3日", Reason.FIELD),
        ("□", Reason.MARK),
    ]


def test_a_byline_with_a_day_under_a_list_makes_no_headline_of_its_last_entry(tmp_path):
    listed = [HEAD, LEAD, "获奖的有：", "青石镇夜校", "白渡镇书屋", "2022年4月3日 本报记者 邱玉兰"]
    reading = read(tmp_path, "\n\n".join([*listed, NEXT, "本报讯 青石镇夜校开课。"]))
    assert [article.title for article in reading.articles] == [HEAD, NEXT]
    assert "白渡镇书屋" in reading.articles[0].text


@pytest.mark.parametrize(
    "line",
    [
        "时间：2022年4月3日 09:30",
        "2022年4月3日 09:30\n地点：云岭市体育馆",
        "2022年4月3日，作者来到桥上。",
        "2022年4月3日，本报记者邱玉兰来到桥上",
    ],
)
def test_what_may_be_the_day_of_the_event_stays_in_the_text(tmp_path, line):
    (article,) = read(tmp_path, f"{HEAD}\n{line}\n{LINES[0]}").articles
    assert article.date is None
    assert all(part in article.text for part in line.split("\n"))
