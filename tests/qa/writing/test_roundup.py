"""A page of short news is summed up by its headings; a story with subheadings is not."""

import pytest

from qa.checking.source import Source
from qa.writing.roundup import roundup

PAGE = (
    "清河大桥建成通车\n清河大桥今天在云岭市建成通车，全长三百米。\n"
    "云岭市图书馆延长开放时间\n云岭市图书馆从今天起延长开放时间，晚上十点闭馆。\n"
    "冷空气南下 云岭降温\n冷空气明天南下，云岭市将降温十度。\n"
)


def test_the_headings_of_short_news_are_its_summary():
    found = roundup(Source(PAGE), 200)
    assert [one.text for one in found] == [
        "清河大桥建成通车；",
        "云岭市图书馆延长开放时间；",
        "冷空气南下，云岭降温。",
    ]
    assert Source(PAGE).slice(found[0].source).strip() == "清河大桥建成通车"


def test_as_many_as_the_length_holds_and_three_at_least():
    more = PAGE + "北岸公园开放\n北岸公园昨天开放，居民前来参观。\n"
    assert len(roundup(Source(more), 200)) == 4
    assert len(roundup(Source(more), 20)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "清河大桥今天在云岭市建成通车。\n" + PAGE,
        "清河大桥建成通车\n清河大桥今天在云岭市建成通车，全长三百米。\n",
        "夯实根基走在前\n清河大桥今天通车。\n久久为功不停步\n图书馆延长开放。\n乘势而上谱新篇\n明天降温。\n",
        PAGE.replace(
            "今天在云岭市建成通车，", "今天在云岭市建成通车，" + "桥上来往的行人很多，" * 40
        ),
    ],
)
def test_another_text_is_none(text):
    assert roundup(Source(text), 200) == []
