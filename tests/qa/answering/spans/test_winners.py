"""Who came first, second or third in an event, and the score of it."""

import pytest

from qa.answering.spans.winners import score, winner

GAMES = (
    "市运会田径比赛昨天结束。女子跳高,海角区的闵小芸以1米76折桂,古城区选手包丽列第二。"
    "男子5000米金牌被外援基普拉夺走。男子200米前三名分别是路遥、单杰和方正。\n"
    "男子4×100米接力中,古城区队获得冠军,海角区队居次。男子100米冠军属于路遥,单杰获得亚军。"
    "女子200米,包丽跑出25秒3,获得第一名。青年组男子铅球第一名是徐大力,少年组男子铅球第一名是徐小力。"
)
TABLES = (
    "男团决赛在古城区队和海角区队之间进行,古城区队3比2险胜;女团金牌归海角区队,古城区队和滨河区队分列二、三名。"
    "混双由单杰/包丽夺冠。男双半决赛中,路遥/方正3比0击败单杰/徐大力。"
    "女单决赛,闵小芸4比1战胜队友包丽。男子单打冠军是17岁的方正,他在决赛中以4比2击败徐大力。"
)


@pytest.mark.parametrize(
    ("question", "text", "who"),
    [
        ("女子跳高冠军是谁？", GAMES, "闵小芸"),
        ("女子跳高第一是哪个区的？", GAMES, "海角区"),
        ("女子跳高第二名是谁？", GAMES, "包丽"),
        ("男子5000米的金牌谁拿了？", GAMES, "基普拉"),
        ("男子4×100米接力第一是哪队？", GAMES, "古城区队"),
        ("男子4×100米接力第二是哪个队？", GAMES, "海角区队"),
        ("百米冠军是谁？", GAMES, "路遥"),
        ("男子100米亚军是谁？", GAMES, "单杰"),
        ("少年组男子铅球谁得了第一？", GAMES, "徐小力"),
        ("男子铅球第一名是谁？", GAMES, None),
        ("女子200米第一是谁？", GAMES, None),
        ("女子跳远冠军是谁？", GAMES, None),
        ("男子跳高第一是谁？", GAMES, None),
        ("男子100米冠军成绩是多少？", GAMES, None),
        ("男子100米冠军是路遥吗？", GAMES, None),
        ("男子团体第一是哪队？", TABLES, "古城区队"),
        ("男团亚军是哪个队？", TABLES, None),
        ("女子团体谁夺冠？", TABLES, "海角区队"),
        ("女团第三是哪支队伍？", TABLES, "滨河区队"),
        ("混合双打冠军是谁？", TABLES, "单杰/包丽"),
        ("男双冠军是谁？", TABLES, None),
        ("女单冠军是谁？", TABLES, "闵小芸"),
        ("女单决赛谁输了？", TABLES, "包丽"),
        ("男单第一名是谁？", TABLES, "方正"),
        ("男子单打亚军是谁？", TABLES, "徐大力"),
        ("上届男单冠军是谁？", TABLES, None),
        ("赛事首个单打冠军是谁？", "赛事首个单打冠军是云河运动员包丽于2004年夺得。", "包丽"),
    ],
)
def test_who_has_the_place_in_the_event_asked_of(question, text, who):
    found = winner(question, text)
    assert (text[found.start : found.end] if found else None) == who


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("女单决赛比分是多少？", "4比1"),
        ("男团决赛几比几？", "3比2"),
        ("闵小芸几比几赢的？", "4比1"),
        ("方正的比分是多少？", None),
        ("男双决赛比分多少？", None),
        ("女单决赛在哪里打？", None),
    ],
)
def test_the_score_of_the_event_asked_of(question, told):
    found = score(question, TABLES)
    assert (TABLES[found.start : found.end] if found else None) == told


@pytest.mark.parametrize(
    "question",
    [
        "女单半决赛谁赢了？",
        "男子单打冠军在决赛中击败了谁？",
        "女单冠军赢了谁？",
        "女单冠军的母亲是谁？",
        "谁给男子单打冠军颁奖？",
    ],
)
def test_who_is_asked_for_is_another_than_the_winner(question):
    assert winner(question, TABLES) is None


@pytest.mark.parametrize("question", ["女单半决赛比分是多少？", "女单决赛第二局比分是多少？"])
def test_the_score_asked_for_is_not_that_of_the_final(question):
    assert score(question, TABLES) is None
