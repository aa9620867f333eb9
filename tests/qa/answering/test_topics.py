"""What a question asks of beside names and days, and which texts speak of it."""

import pytest

from qa.answering.binding import binding_names
from qa.answering.topics import rarities, share, topics


def words(question):
    return [topic.word for topic in topics(question, (), binding_names(question))]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("夏粮收购", ["夏粮", "收购"]),
        ("高铁新线开通", ["高铁", "新线", "开通"]),
        ("国家医保局的工作", ["国家医保局"]),
        ("海南自贸港建设", ["自贸港"]),
        ("国家公园建设", ["国家公园"]),
        ("进博会", ["进博会"]),
        ("嫦娥七号任务", []),
        ("李强的外访", ["外访"]),
        ("云岭市的工作", []),
        ("哪些县下调了电价？", ["下调", "电价"]),
    ],
)
def test_the_words_of_a_question(question, expected):
    assert words(question) == expected


@pytest.mark.parametrize(
    ("question", "text", "speaks"),
    [
        ("李强的外访", "应东坪国总理邀请，李强将于4日至6日对东坪国进行正式访问。", True),
        ("李强的外访", "李强4日抵达东坪国首都，开始访问。", True),
        ("李强的外访", "李强4日在京会见来华访问的东坪国总理。", False),
        ("李强的外访", "李强4日在人民大会堂举行仪式，欢迎东坪国总理来访。", False),
        ("李强的外事活动", "李强4日会见东坪国总理。", True),
        ("李强的外事活动", "会议审议了外事工作计划。", False),
        ("李强的会谈", "李强同东坪国总理会晤。", True),
        ("李强的会谈", "李强宣讲会议精神。", False),
        ("高铁开通", "云岭地铁三号线通车。", False),
        ("高铁开通", "云岭至青泽高速铁路通车。", True),
        ("夏粮收购", "秋粮收购过半。", False),
    ],
)
def test_what_speaks_of_all_words(question, text, speaks):
    asked = topics(question, (), binding_names(question))
    assert (share(asked, [1.0] * len(asked), text) == 1) is speaks


def test_a_rare_word_weighs_more():
    asked = topics("夏粮收购", (), ())
    grain, buying = rarities(asked, ["收购玉米", "收购大豆", "收购夏粮"])
    assert grain > buying >= 1
    assert share(asked, (grain, buying), "收购秋粮") < 0.5 < share(asked, (grain, buying), "夏粮")
    assert share((), (), "无论什么") == 1
