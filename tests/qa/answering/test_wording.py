"""Words of questions in sentences, and the day that one sentence gives to all of them."""

import datetime as dt

import pytest

from qa.answering.wording import asked_day, asked_name, asked_weekday

DAY = dt.date(2031, 4, 10)
TITLE = "云岭市第二艘渡轮下水 命名青石号"
LAUNCHED = "云岭市第二艘渡轮下水仪式今天（4月10日）上午在清河船厂举行。"


@pytest.mark.parametrize(
    ("question", "sentence", "day"),
    [
        ("青石号什么时候下水？", LAUNCHED, "4月10日"),
        ("青石号是哪天下水的？", LAUNCHED, "4月10日"),
        ("第二艘渡轮几月几日下水？", LAUNCHED, "4月10日"),
        ("青石号何时下水？", "渡轮昨天下水。", "昨天"),
        ("青石号什么时候试航？", LAUNCHED, None),  # it says nothing of that
        ("白水号什么时候下水？", LAUNCHED, None),  # another's
        ("青石号什么时候下水？", "渡轮4月3日完工，4月10日下水。", None),  # which of them?
        ("青石号什么时候下水？", "渡轮4月3日完工，明年下水。", None),
        ("青石号什么时候下水？", "渡轮今年下水。", None),  # no day
        ("4月10日是什么日子？", "4月10日是渡轮下水的日子。", None),
        ("青石号什么时候下水？", "本报4月10日讯 渡轮“青石号”昨天下水。", "昨天"),
        ("青石号什么时候下水？", "船厂昨天表示，青石号没有下水。", None),  # the day of saying so
        ("青石号是什么时候？", LAUNCHED, None),  # nothing is asked of it
    ],
)
def test_a_day_is_of_what_was_asked(question, sentence, day):
    found = asked_day(question, sentence, TITLE, DAY)
    assert (found and found.text) == day


def test_without_the_day_of_the_paper_there_is_none():
    assert asked_day("青石号什么时候下水？", LAUNCHED, TITLE, None) is None


@pytest.mark.parametrize(
    ("question", "sentence", "name"),
    [
        ("第二艘渡轮叫什么名字？", "云岭市第二艘渡轮命名为“青石号”，长四十米。", "青石号"),
        ("我市第二艘渡轮名字是什么？", "云岭市第二艘渡轮定名青石号。", "青石号"),
        ("第二艘航母叫什么名字？", "第二艘航空母舰命名为“清河舰”。", "清河舰"),
        ("新桥命名为什么？", "新桥命名为《清河之门》。", "清河之门"),
        ("第三艘渡轮叫什么名字？", "云岭市第二艘渡轮命名为“青石号”。", None),
        ("第二艘渡轮叫什么名字？", "第二艘渡轮今天下水。", None),
        ("青石鱼又可以叫什么名字？", "青石鱼，俗名为石头鱼。", None),
        ("第二艘渡轮多长？", "第二艘渡轮命名为“青石号”。", None),
        ("渡轮的船长叫什么名字？", "第二艘渡轮命名为“青石号”。", None),
    ],
)
def test_a_name_is_of_what_was_asked(question, sentence, name):
    found = asked_name(question, sentence, "云岭市")
    assert (found and sentence[found.start : found.end]) == name


WEEK = "云岭美术馆每天上午九点开放，每周一闭馆，周六周日有讲座。"


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("云岭美术馆每周哪天闭馆？", "每周一"),
        ("云岭美术馆周几闭馆？", "每周一"),
        ("美术馆星期几闭馆？", "每周一"),
        ("云岭美术馆周几有讲座？", None),  # two
        ("云岭美术馆周几开放？", None),
        ("图书馆周几闭馆？", None),
        ("云岭美术馆什么时候闭馆？", "每周一"),
        ("云岭美术馆什么时候开放？", None),
        ("周几？", None),
    ],
)
def test_a_day_of_the_week_is_of_what_was_asked(question, day):
    found = asked_weekday(question, WEEK, "云岭市")
    assert (found and WEEK[found.start : found.end]) == day
