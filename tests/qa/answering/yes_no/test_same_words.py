"""What a question asks with one word and a text says with another."""

import pytest

from qa.answering.yes_no.same_words import aligned, plain


@pytest.mark.parametrize(
    ("statement", "text", "said"),
    [
        ("老人能吃山药", "老年人可以食用山药。", "老人可以吃山药。"),
        ("会议召开了", "会议昨天举行。", "会议昨天召开。"),
        ("检查疼", "检查会有疼痛感。", "检查会有疼。"),
        ("大人可以吃", "人大人士说。", "人大人士说。"),
        ("可以用碱水洗", "用碱水洗没有问题。", "用碱水洗可以。"),
        ("机器有问题", "机器没有问题。", "机器没有问题。"),
        ("老人能吃", "老人最好别吃。", "老人最好不要吃。"),
        ("总分是600分", "总分为620分。", "总分是620分。"),
        ("作为5家之一", "作为5家之一。", "作为5家之一。"),
        ("水位都高于警戒线", "水位均高于警戒线。", "水位都高于警戒线。"),
        ("降雨都超过往年", "平均降雨超过往年。", "平均降雨超过往年。"),
        ("云河限行", "云河市限行，云河市长说。", "云河限行，云河市长说。"),
        ("开展试点", "开展试点工作。", "开展试点。"),
    ],
)
def test_a_text_is_put_in_the_words_of_the_statement(statement, text, said):
    assert aligned(statement, text) == said


@pytest.mark.parametrize(
    ("statement", "left"),
    [
        ("现在云河限行", "云河限行"),
        ("镇里所有的村都通水", "镇里各村都通水"),
        ("所有的村通水", "所有的村通水"),
        ("去新馆要预约", "新馆要预约"),
        ("去年产量上升", "去年产量上升"),
        ("养蜂大会是在青石开的", "养蜂大会是在青石举行的"),
        ("拔河比赛是6月3日办的", "拔河比赛是6月3日举行的"),
        ("云河论坛在河西开", "云河论坛在河西举行"),
        ("面馆是贺知开的", "面馆是贺知开的"),
        ("车是从青石开的", "车是从青石开的"),
        ("会议是公开的", "会议是公开的"),
    ],
)
def test_words_that_add_nothing_go(statement, left):
    assert plain(statement) == left
