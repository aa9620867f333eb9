"""What stands beside an answer is none: another line, round, sum or stretch of time."""

import pytest

from qa.answering.spans.neighbours import is_of_a_neighbour
from tests.qa.answering.marked import place


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("夜6路哪天恢复？", "|5月8日|起，夜2路、夜4路恢复运营。"),
        ("9路末班车几点？", "2路、7路末班车提前至|21时|，9路不受影响。"),
        ("3号楼什么时候交房？", "5号楼|6月|交房。"),
        ("青山旅游专线票价多少？", "古塔线只在周末运行，票价|16元|。"),
        ("决赛对手是谁？", "半决赛昨晚结束，云河队击败|青石队|晋级决赛。"),
        ("章某拿到了多少赔偿？", "章某要求赔偿|20万元|。"),
        ("受害人获赔多少？", "受害人索赔|8万元|。"),
        ("古钟修了多长时间？", "今年70岁的匠人修了|五十年|的钟。"),
        ("大桥什么时候通车？", "发布时间：|2031-05-06|"),
        ("谁提起上诉？", "法院判|章某|赔偿2万元。"),
    ],
)
def test_what_is_of_a_neighbour_is_no_answer(question, marked):
    assert is_of_a_neighbour(question, *place(marked))


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("夜6路哪天恢复？", "|5月8日|起，夜2路、夜6路恢复运营。"),
        ("夜6路哪天恢复？", "|5月8日|起，夜间公交恢复运营。"),
        ("青山旅游专线票价多少？", "青山线票价|16元|。"),
        ("青山旅游专线票价多少？", "票价|16元|。"),
        ("半决赛对手是谁？", "半决赛昨晚结束，云河队击败|青石队|晋级决赛。"),
        ("决赛对手是谁？", "决赛昨晚结束，云河队击败|青石队|。"),
        ("章某索赔多少？", "章某要求赔偿|20万元|。"),
        ("章某拿到了多少赔偿？", "法院判公司赔偿|12万元|。"),
        ("匠人修了多少年钟？", "匠人修了|五十年|的钟。"),
        ("古钟修了多长时间？", "古钟修了|五个月|。"),
        ("大桥什么时候通车？", "大桥|5月6日|通车。"),
        ("文章什么时候发布？", "发布时间：|2031-05-06|"),
        ("谁提起上诉？", "|章某|不服，提起上诉。"),
        ("6号线改名为什么？", "6号线的二期改称|9号线|。"),
        ("6号线接哪条线？", "在东站可换乘|9号线|。"),
        ("地铁哪天开通？", "3号线|5月8日|开通。"),
    ],
)
def test_what_is_of_the_one_asked_is(question, marked):
    assert not is_of_a_neighbour(question, *place(marked))
