"""A day after today: a page that says it was published then is believed, in every format alike."""

import datetime as dt

import pytest

from qa.records import DateFrom
from tests.qa.reading.kinds.pages import read

DAY = dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=400)
TITLE = "旧船厂变身音乐谷"
FIRST = "江城旧船厂改造的音乐谷试运营，首场演出票价八十元。"
SECOND = "音乐谷占地四万平方米，保留了两座船台和一台龙门吊，可容纳观众三千人。"
SAID = f"{DAY.year}年{DAY.month}月{DAY.day}日"


def written(lines, name):
    """Return a page with lines under its headline, in the format of a name."""
    if name == "page.html":
        rows = "".join(f"<div>{line}</div>" for line in lines)
        body = f"<h1>{TITLE}</h1>{rows}<p>{FIRST}</p><p>{SECOND}</p>"
        return f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>"
    head = f"# {TITLE}" if name == "page.md" else TITLE
    return "\n\n".join([head, *lines, FIRST, SECOND])


@pytest.mark.parametrize("name", ["page.txt", "page.md", "page.html"])
@pytest.mark.parametrize(
    "line",
    [
        f"发布时间：{DAY} 08:30",
        f"发布时间：{DAY} 08:30 来源：江城晚报 作者：秦望山",
        f"{SAID} 08:30 来源：江城晚报",
        f"发布日期：{SAID} 来源：江城晚报",
    ],
)
def test_a_line_that_says_when_it_was_published(tmp_path, line, name):
    (article,) = read(tmp_path, written([line], name), name=name).articles
    assert (article.date, article.date_from) == (DAY, DateFrom.LINE)
    assert article.text == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize("name", ["page.txt", "page.md", "page.html"])
@pytest.mark.parametrize(
    "lines",
    [
        [f"时间：{SAID} 19:30", "地点：一号船台"],
        [f"演出时间：{SAID} 19:30", "演出地点：一号船台"],
        [f"{SAID} 19:30", "地点：一号船台"],
    ],
)
def test_the_day_of_an_event_is_none_of_these(tmp_path, lines, name):
    (article,) = read(tmp_path, written(lines, name), name=name).articles
    assert article.date is None
    assert article.text.endswith("\n".join([*lines, FIRST, SECOND]))


@pytest.mark.parametrize("name", ["page.txt", "page.md", "page.html"])
def test_nor_is_one_in_a_sentence_or_a_files_name(tmp_path, name):
    page = written([], name).replace("试运营", f"{SAID}试运营")
    assert read(tmp_path, page, name=name).articles[0].date is None
    name = f"{DAY:%Y%m%d}.{name[5:]}"
    assert read(tmp_path, page, name=name).articles[0].date is None


def test_metadata_are_believed_where_nothing_else_says_a_day(tmp_path):
    stamp = f"<meta name=publishdate content='{DAY}'>"
    page = written([], "page.html").replace("<head>", f"<head>{stamp}")
    (article,) = read(tmp_path, page, name="page.html").articles
    assert (article.date, article.date_from) == (DAY, DateFrom.METADATA)
    page = page.replace("</h1>", "</h1><p>2024-03-02 08:30</p>")
    (article,) = read(tmp_path, page, name="page.html").articles
    assert (article.date, article.date_from) == (dt.date(2024, 3, 2), DateFrom.LINE)
