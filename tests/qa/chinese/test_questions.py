"""What kind of question a text is."""

import pytest

from qa.chinese.questions import (
    asks_for_a_day,
    asks_for_a_year,
    asks_who_did,
    asks_who_was,
    asks_whom,
    has_topic,
    is_of_now,
    is_one_noun,
    lately,
)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("粮食", True),
        ("青石桥", True),
        ("盐", True),
        ("粮食？", False),
        ("粮食呢", False),
        ("谁", False),
        ("云岭市人口", False),
        ("市委书记是谁", False),
        ("航母下水", False),
        ("去", False),
        ("1280", True),
        ("https://example.org/a", True),
        ("How long is the bridge?", False),
        ("云河大桥", True),
        ("云河大桥多长", False),
        ("……", False),
    ],
)
def test_a_lone_noun(text, noun):
    assert is_one_noun(text) is noun


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("现在镇长是谁？", True),
        ("新任馆长是谁？", True),
        ("现任镇长", True),
        ("目前水位多少？", True),
        ("最新粮价多少？", True),
        ("这种鸟出现在哪里？", False),
        ("4月3日水位多少？", False),
        ("镇长是谁？", False),
    ],
)
def test_a_question_about_now(text, now):
    assert is_of_now(text) is now


@pytest.mark.parametrize(
    ("text", "day", "year"),
    [
        ("哪天开馆？", True, False),
        ("几月几日开馆？", True, False),
        ("什么时候开馆？", True, False),
        ("哪年开馆？", False, True),
        ("哪一年开馆？", False, True),
        ("谁开馆？", False, False),
    ],
)
def test_what_a_question_wants_of_a_date(text, day, year):
    assert (asks_for_a_day(text), asks_for_a_year(text)) == (day, year)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("谁被任命为图书馆馆长？", "任命"),
        ("谁被市政府表彰？", "表彰"),
        ("谁任命了馆长？", None),
        ("馆长被谁任命？", None),
    ],
)
def test_who_it_was_done_to(text, verb):
    assert asks_who_was(text) == verb


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("谁任命了馆长？", "任命"),
        ("谁最先发现了古墓？", "发现"),
        ("谁已经宣布退役？", "宣布"),
        ("谁被任命为馆长？", None),
        ("谁是馆长？", None),
        ("馆长是谁？", None),
        ("桥是何时修的？", None),
    ],
)
def test_who_did_something(text: str, verb: str | None) -> None:
    assert asks_who_did(text) == verb


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("青石队击败了谁？", "击败"),
        ("馆长任命谁当副馆长？", "任命"),
        ("县长让谁来当局长？", "任命"),
        ("校长请谁去当教练？", "任命"),
        ("渔民救了谁？", "救"),
        ("馆长是谁？", None),
        ("钱给谁了？", None),
        ("谁击败了青石队？", None),
        ("青石队属于谁？", None),
        ("青石队迎战谁？", None),
        ("县长会见了谁？", None),
        ("渡口派船搜救谁？", "搜救"),
    ],
)
def test_to_whom_something_was_done(text, verb):
    assert asks_whom(text) == verb


@pytest.mark.parametrize(
    ("text", "has"),
    [
        *(
            (text, False)
            for text in ("吃了吗？", "在吗", "你是谁", "怎么样", "好的", "为什么", "怎么走")
        ),
        *(
            (text, True)
            for text in ("桥", "收费吗", "防汛", "最新消息", "三农", "C919", "如何养老")
        ),
    ],
)
def test_what_news_could_be_of(text, has):
    assert has_topic(text) is has


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("最近有什么新闻", "最近"),
        ("云岭市近期有哪些大事", "近期"),
        ("近日的防汛", "近日"),
        ("最近几天的天气", "最近几天"),
        ("这几天大桥怎么样了", "这几天"),
        ("近来粮价如何", "近来"),
        ("这段时间的客流", "这段时间"),
        ("最近的消息", "最近"),
        ("离车站最近的医院", None),
        ("哪家最近", None),
        ("最近的医院在哪", None),
        ("最近一次检修", None),
        ("最近几年的粮价", None),
        ("近几年的粮价", None),
        ("近期规划", None),
        ("附近的车站", None),
    ],
)
def test_a_question_of_the_newest_days(question, said):
    found = lately(question)
    assert (found and question[found.start : found.end]) == said
