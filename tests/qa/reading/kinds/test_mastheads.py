"""Mastheads: the page's date is every article's, however the paper writes it."""

import datetime as dt

import pytest

from qa.reading.furniture import paper_in
from qa.records import DateFrom
from tests.qa.reading.kinds.pages import HEAD, LEAD, NEXT, NEXT_LEAD, left_out, read, shape

DAY = dt.date(2022, 4, 3)
SIGNED = "停电通知\n\n因线路检修，和平路停电。\n\n云岭市供电公司\n2022年4月3日"


@pytest.mark.parametrize(
    ("masthead", "day"),
    [
        ("云岭日报 2022年4月3日 星期日 第01版", DAY),
        ("2022年04月03日　星期日　第A01版　要闻", DAY),
        ("２０２２年４月３日 星期日", DAY),
        ("2022年4月3日星期日", DAY),
        ("2022年4月3日（星期日）", DAY),
        ("2022.4.3 星期日", DAY),
        ("2022/4/3", DAY),
        ("第01版：要闻 20220403", DAY),
        ("二〇二二年四月三日 星期日", DAY),
        ("二零二二年四月三日 星期日", DAY),
        ("二○二二年四月三日 星期日", DAY),
        ("2022年4月3日 星期日 农历壬寅年三月初三", DAY),
        ("2022年4月3日 农历三月初三 今日8版", DAY),
        ("云岭日报 2022年4月3日 星期日 总第12345期 国内统一刊号CN99-0001 邮发代号99-1", DAY),
        ("2022年4月3日 星期日 责任编辑：李桂英 电话：0999-1234567 E-mail：a@example.cn", DAY),
        ("2022年4月3日 第12345号 零售价1.5元", DAY),
        ("1949年10月2日 今日四版", dt.date(1949, 10, 2)),
        ("一九五六年四月三日 农历丙申年二月廿三", dt.date(1956, 4, 3)),
        ("民国三十六年四月三日 星期四", dt.date(1947, 4, 3)),
        ("中华民国三十八年元月一日", dt.date(1949, 1, 1)),
        ("中華民國二十六年七月七日 星期三", dt.date(1937, 7, 7)),
        ("2022年4月3日\n星期日\n农历三月初三", DAY),
        ("云岭日报\n2022年4月3日\n第1版", DAY),
        ("云岭日报2022年4月3日 星期日", DAY),
        ("2 0 2 2 年 4 月 3 日", DAY),
        ("云 岭 日 报\n2 0 2 2 年 1 2 月 2 3 日", dt.date(2022, 12, 23)),
        ("云岭日报 2 0 2 2 年 4 月 3 日 星期日", DAY),
        ("云 岭 日 报 2 0 2 2 年 4 月 3 日 星 期 日 第 1 版", DAY),
    ],
)
def test_a_masthead_dates_its_articles_and_is_in_none(tmp_path, masthead, day):
    reading = read(tmp_path, f"{masthead}\n\n{HEAD}\n\n{LEAD}\n\n{NEXT}\n\n{NEXT_LEAD}\n")
    assert shape(reading) == [(HEAD, [LEAD]), (NEXT, [NEXT_LEAD])]
    assert [(a.date, a.date_from) for a in reading.articles] == [(day, DateFrom.MASTHEAD)] * 2
    assert left_out(reading) == masthead.split("\n")


@pytest.mark.parametrize(
    ("masthead", "paper"),
    [
        ("云岭日报 2022年4月3日 星期日 第01版", "云岭日报"),
        ("云岭日报2022年4月3日 星期日", "云岭日报"),
        ("雲嶺日報 2022年4月3日", "雲嶺日報"),
        ("云岭周刊 2022年4月3日", "云岭周刊"),
        ("云岭日报\n2022年4月3日 星期日 第1版 要闻", "云岭日报"),
        ("2022年04月03日　星期日　第A01版　要闻", None),
        ("云岭日报\n第1版", None),  # a name without a day
        ("云岭日报 2022年4月3日\n\n青石晚报 2022年4月3日", None),
    ],
)
def test_a_masthead_names_the_paper_of_its_articles(tmp_path, masthead, paper):
    reading = read(tmp_path, f"{masthead}\n\n{HEAD}\n\n{LEAD}\n\n{NEXT}\n\n{NEXT_LEAD}\n")
    assert [article.source for article in reading.articles] == [paper, paper]


@pytest.mark.parametrize(
    ("line", "paper"),
    [
        ("《云岭晚报》（2022年4月3日 第3版）", "云岭晚报"),
        ("2022年4月3日 云岭日报海外版 第3版", "云岭日报"),
        ("云岭都市报｜2022年4月3日", "云岭都市报"),
        ("2022年4月3日 本报 第3版", None),
        ("2022年4月3日 财政预报 第3版", None),
        ("云岭日报 青石晚报 2022年4月3日", None),
        ("4月3日 云岭日报", None),  # the day has no year
    ],
)
def test_the_paper_that_a_line_with_a_day_names(line, paper):
    assert paper_in(line) == paper


def test_what_an_article_says_of_its_paper_counts_before_the_masthead(tmp_path):
    page = ["云岭日报 2022年4月3日", HEAD, "2022-04-03 09:30 来源：青石晚报", LEAD]
    assert read(tmp_path, "\n\n".join(page)).articles[0].source == "青石晚报"


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        ("云岭日报 2022年4月3日", "云岭日报 2022年4月4日", (DAY, dt.date(2022, 4, 4))),
        ("云岭日报 2022年4月3日", "青石晚报 2021年5月1日", (DAY, dt.date(2021, 5, 1))),
        ("云岭日报 2022年4月3日", "云岭日报 2022年4月3日 星期日", (DAY, DAY)),
        ("2022年4月3日 第1版", "2022年4月4日 第1版", (DAY, dt.date(2022, 4, 4))),
        (
            "云岭日报 2022年4月3日 第1版",
            "云 岭 日 报 2 0 2 2 年 4 月 4 日",
            (DAY, dt.date(2022, 4, 4)),
        ),
    ],
)
def test_a_masthead_in_the_middle_dates_what_follows(tmp_path, first, second, days):
    page = f"{first}\n\n{HEAD}\n\n{LEAD}（邱玉兰）\n\n{second}\n\n{NEXT}\n\n{NEXT_LEAD}\n"
    reading = read(tmp_path, page)
    assert shape(reading) == [(HEAD, [LEAD]), (NEXT, [NEXT_LEAD])]
    assert tuple(article.date for article in reading.articles) == days
    assert left_out(reading) == [first, second]


@pytest.mark.parametrize(
    ("text", "day", "source"),
    [
        (f"{HEAD}\n\n{LEAD}", None, None),
        (f"{HEAD}\n\n新华社云岭4月3日电 大桥今天通车。", None, None),
        (f"{HEAD}\n\n新华社云岭2022年4月3日电 大桥今天通车。", DAY, DateFrom.DATELINE),
        (
            SIGNED,
            DAY,
            DateFrom.LINE,
        ),
        (f"{SIGNED}\n\n（此件公开发布）\n", DAY, DateFrom.LINE),
        (f"{SIGNED}\n(此件主动公开)\n", DAY, DateFrom.LINE),
        (f"{SIGNED}\n\n此件公开发布。\n", DAY, DateFrom.LINE),
        (f"{HEAD}\n\n{LEAD}\n\n1956年4月3日\n大桥奠基。\n1958年10月1日\n大桥合龙。", None, None),
        ("2022年4月3日\n2021年4月3日\n\n" + f"{HEAD}\n\n{LEAD}", None, None),
        (f"2022年13月3日\n\n{HEAD}\n\n{LEAD}", None, None),
        (f"{HEAD}\n\n本报讯 大桥将于2022年5月1日通车。", None, None),
    ],
)
def test_a_date_is_named_with_its_source_or_there_is_none(tmp_path, text, day, source):
    (article,) = read(tmp_path, text).articles
    assert (article.date, article.date_from) == (day, source)
