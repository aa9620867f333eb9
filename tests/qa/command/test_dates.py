"""Days on the command line, as people write them."""

import datetime as dt

import pytest
import typer

from qa.command.options import as_date, as_first_day, as_last_day
from tests.qa.command.sample import result

TODAY = dt.date.today()


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2031-04-03", "2031-04-03", "2031-04-03"),
        ("2031-4-3", "2031-04-03", "2031-04-03"),
        ("2031/4/3", "2031-04-03", "2031-04-03"),
        ("2031.4.3", "2031-04-03", "2031-04-03"),
        ("2031年4月3日", "2031-04-03", "2031-04-03"),
        ("２０３１年４月３号", "2031-04-03", "2031-04-03"),
        ("二〇三一年四月三日", "2031-04-03", "2031-04-03"),
        ("2031年2月", "2031-02-01", "2031-02-28"),
        ("2032-2", "2032-02-01", "2032-02-29"),
        ("2031", "2031-01-01", "2031-12-31"),
        ("2031年", "2031-01-01", "2031-12-31"),
        (" 2031年4月 ", "2031-04-01", "2031-04-30"),
        ("光緒三十二年", "1906-01-01", "1906-12-31"),
        ("宣统元年", "1909-01-01", "1909-12-31"),
    ],
)
def test_days_months_and_years(written, first, last):
    assert (str(as_first_day(written)), str(as_last_day(written))) == (first, last)


def test_days_that_are_counted_from_today():
    yesterday = TODAY - dt.timedelta(days=1)
    assert as_date("昨天") == as_first_day("昨天") == as_last_day("昨天") == yesterday
    assert as_first_day("去年") == dt.date(TODAY.year - 1, 1, 1)
    assert as_last_day("去年") == dt.date(TODAY.year - 1, 12, 31)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("哪天", "不是日期"),
        ("", "不是日期"),
        ("99", "不是日期"),
        ("昨天和今天", "不是日期"),
        ("2031年以来", "不是日期"),
        ("2031年4月之前", "不是日期"),
        ("2031-2-30", "没有 2031-2-30 这一天"),
        ("2031-02-30", "没有 2031-02-30 这一天"),
        ("2031年13月1日", "没有 2031年13月1日 这一天"),
        ("光緒三十二年四月", "是农历，请写成公历：1906年几月几日"),
        ("宣统元年二月初九日", "是农历，请写成公历：1909年几月几日"),
    ],
)
def test_what_is_no_day(written, why):
    for read in (as_first_day, as_last_day, as_date):
        with pytest.raises(typer.BadParameter, match=why):
            read(written)


def test_one_day_is_wanted_where_it_is_that_of_an_article():
    with pytest.raises(typer.BadParameter, match="2031年4月 不止一天，请写成 2022-04-03"):
        as_date("2031年4月")


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (("--since", "2031年4月"), 2),
        (("--since", "2031年5月"), 0),
        (("--until", "2031年4月"), 2),
        (("--until", "2031/4/2"), 0),
        (("--since", "2031-4-3", "--until", "2031-4-3"), 2),
    ],
)
def test_a_month_is_from_its_first_day_to_its_last(filled, words, count):
    assert len(result(filled, "list", *words)[1]["articles"]) == count
