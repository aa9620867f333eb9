"""Which articles come to their matter late."""

import pytest

from qa.checking.source import Source
from qa.writing.style import (
    FEATURE,
    OPINION,
    STORY,
    brief_style,
    headline_style,
    is_feature,
    is_opinion,
    is_told_late,
)

SCENE = "清晨，李桂英走过大桥。" + "桥上的行人一天比一天多。" * 18


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        (SCENE, True),
        ("李桂英住在河边。" * 18, False),
        ("本报讯 " + SCENE, False),
        ("本报记者 何远\n" + SCENE, True),
        ("本报记者 何远\n4月3日，" + SCENE, False),
        ("新华社云岭4月3日电新闻分析：老桥的新路\n新华社记者何远\n" + SCENE, False),
        ("4月3日，" + SCENE, False),
        ("（记者何远）" + SCENE, False),
        ("云岭市统计局3日公布的数据显示，云岭有三座桥。" + SCENE, False),
    ],
)
def test_a_story_is_long_and_opens_with_no_dateline_credit_or_day(text, feature):
    assert is_feature(Source(text)) is feature


ARGUED = "桥梁养护要从小处着手。只有常修，才能常新。养桥离不开人人尽责。" * 3


@pytest.mark.parametrize(
    ("text", "opinion"),
    [
        (ARGUED, True),
        (ARGUED[:20], False),
        ("本报评论员 何远\n" + ARGUED, True),
        ("本报云岭4月3日电 （记者何远）" + ARGUED, False),
        ("云岭市4月3日召开桥梁会议。" + ARGUED, False),
        (ARGUED + "何远说，桥修好了。李梅说，路也修好了。", False),
        (ARGUED + "\n第一条 桥梁应当每年检查。", False),
        ("桥上有人。桥下有船。船上有灯。" * 3, False),
    ],
)
def test_an_opinion_argues_and_quotes_hardly_anyone(text, opinion):
    assert is_opinion(Source(text)) is opinion


@pytest.mark.parametrize(
    ("text", "late"),
    [
        (ARGUED, True),
        (SCENE, True),
        ("4月3日清晨，云岭大桥下人头攒动。" + "老桥三年前重修。" * 8, True),
        ("4月3日清晨，云岭大桥下人头攒动。" + "老桥三年前重修。" * 7, False),
        ("本报云岭4月3日电 清晨，大桥下人头攒动。" + "老桥三年前重修。" * 18, False),
        ("云岭市今天召开桥梁大会，部署全年养护。" + "老桥三年前重修。" * 18, False),
        ("云岭市长会见河东市长，双方商定共建大桥。" + "老桥三年前重修。" * 18, False),
        ("李桂英守桥三十年，认得每一条船。" + "老桥三年前重修。" * 18, True),
        ("李桂英守桥三十年，认得每一条船。" + "老桥三年前重修。" * 9, False),
    ],
)
def test_a_report_is_not_told_late(text, late):
    assert is_told_late(Source(text)) is late


def test_a_brief_has_the_style_of_its_text():
    title = "老桥有了新守桥人"
    assert brief_style(Source(ARGUED), title) == brief_style(Source(SCENE), title) == STORY
    assert brief_style(Source(SCENE), "") == "brief"
    assert brief_style(Source("清河大桥在云岭市建成通车。"), title) == "brief"


def test_a_headline_has_the_style_of_its_text():
    assert headline_style(Source(ARGUED)) == OPINION
    assert headline_style(Source(SCENE)) == FEATURE
    assert headline_style(Source("清河大桥在云岭市建成通车。")) == "headline"
