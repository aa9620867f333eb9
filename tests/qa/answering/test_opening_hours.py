"""When a house is open, as the clauses of a notice say, of which house and holiday each is."""

import pytest

from qa.answering.opening_hours import asked_hours, hours_of, is_of_another, is_open, told
from qa.records import Span

USUAL = (
    "县图书馆即日起每周二至周日开放，周一闭馆。开放时间为上午9时至晚上8时，少儿室下午5时关门。"
    "县博物馆周三闭馆，其余日子9时至16时30分开放。"
)
FEAST = (
    "国庆假期，县图书馆10月1日至3日闭馆，10月4日起10时至17时开放；县博物馆假期每天9时至18时开放。"
)
NEW = "县图书馆新馆昨日开放。新馆每周一闭馆，周二到周日8时30分至21时开放。"
SHOW = "水墨展在县文化馆展出，每天13时至15时参观。文化馆开馆时间为8时至17时。"


@pytest.mark.parametrize(
    ("question", "text", "hours"),
    [
        ("县图书馆几点关门？", USUAL, "晚上8时"),
        ("图书馆一般几点开门", USUAL, "上午9时"),
        ("县图书馆的开放时间是几点到几点？", USUAL, "上午9时至晚上8时"),
        ("县图书馆少儿室几点关门？", USUAL, "下午5时"),
        ("县博物馆几点关门？", USUAL, "16时30分"),
        ("国庆期间县图书馆开放时间？", FEAST, FEAST.partition("县博物馆")[0]),
        ("国庆期间县图书馆几点开门？", FEAST, "10时"),
        ("国庆期间县博物馆几点关门？", FEAST, "18时"),
        ("县文化馆几点关门", SHOW, "17时"),
        ("县图书馆几点关门", NEW, "21时"),
        ("县图书馆几点关门？", FEAST, None),
        ("国庆期间县图书馆几点关门？", USUAL, None),
        ("春节期间县图书馆开放时间？", FEAST, None),
        ("县档案馆几点关门？", USUAL, None),
        ("图书馆几点开门", "镇图书馆周二至周日9:00—17:00开放，周一闭馆。", "9:00"),
        ("图书馆几点关门", "镇图书馆周二至周日9：00—17：00开放，周一闭馆。", "17：00"),
        ("图书馆几点关门", "镇图书馆开放时间：8:30—17:30。", "17:30"),
        ("图书馆几点开门", "镇图书馆周二至周日（周一闭馆）9时至17时开放。", "9时"),
        ("图书馆几点关门", "镇图书馆周一闭馆、周二至周日9时至17时开放。", "17时"),
        ("体育中心几点开门", "县体育中心每天6时至21时开放。", "6时"),
        ("食堂几点开门", "社区食堂工作日10时30分开门。", "10时30分"),
        ("书店几点关门", "河边书店营业时间为10时至22时。", "22时"),
        ("图书馆几点开门", "镇图书馆盗窃案告破，嫌疑人交代每天在图书馆9时开门后下手。", None),
        ("图书馆几点开门", "读者老徐每天在镇图书馆9时开门前排队。", None),
        ("图书馆几点开门", "镇图书馆周六9时开馆时，门口有人摔倒。", None),
        ("图书馆几点关门", "镇图书馆因维修提前至15时闭馆。", None),
        ("图书馆几点关门", "因线路检修，镇图书馆每天15时闭馆。", None),
        ("图书馆几点关门", "镇图书馆周五延长至22时闭馆。", None),
        ("图书馆几点关门", "镇图书馆昨天9时至17时开放。", None),
        ("文化馆几点开门", "县文化馆周日9时至11时举办剪纸活动，免费开放。", None),
    ],
)
def test_the_hours_of_the_house_and_the_holiday_asked_of(question, text, hours):
    found = hours_of(asked_hours(question), list(told(text, "")))
    assert (found and text[found.start : found.end]) == hours


@pytest.mark.parametrize(
    ("question", "opens"),
    [
        ("县图书馆星期一开门吗？", False),
        ("星期一图书馆开门吗", False),
        ("图书馆周三开放吗", True),
        ("县图书馆周日开放吗", True),
        ("县博物馆星期三开门吗", False),
        ("县博物馆星期一开门吗", True),
        ("县博物馆周三闭馆吗", False),
        ("县文化馆周三闭馆吗", None),
    ],
)
def test_whether_a_house_is_open_on_a_day_of_the_week(question, opens):
    found = is_open(asked_hours(question), list(told(USUAL, "")))
    assert (found and found[0]) == opens


@pytest.mark.parametrize(
    ("question", "text", "opens"),
    [
        ("图书馆周三开门吗", "镇图书馆周二至周日开放（周一闭馆）。", True),
        ("图书馆周一开门吗", "镇图书馆周二至周日开放（周一闭馆）。", False),
        ("图书馆周三开门吗", "镇图书馆周一闭馆、周二至周日9时至17时开放。", True),
        ("图书馆周一开门吗", "镇图书馆周一闭馆、其余日子开放。", False),
        ("图书馆周四开门吗", "镇图书馆周一、周四闭馆。", False),
        ("图书馆周四开门吗", "镇图书馆周一、周四、周六开放。", True),
        ("图书馆周一开门吗", "镇图书馆周一9时至12时、周二9时至17时开放。", True),
        ("图书馆周一开门吗", "镇图书馆周二至周日9:00—17:00开放，周一闭馆。", False),
        ("图书馆周三开门吗", "镇图书馆周二至周日上午9时至下午5时开放。", True),
        ("图书馆周三开门吗", "镇图书馆每天9时至17时开放，周一闭馆。", True),
        ("图书馆周一开门吗", "镇图书馆每天9时至17时开放，周一例行闭馆。", False),
        ("图书馆周三开门吗", "镇图书馆全年接待读者不少于三百天，免费开放。", None),
        ("图书馆周三开门吗", "镇图书馆周二至周日开放。镇图书馆周三闭馆。", None),
        ("图书馆周一开门吗", "镇图书馆闭馆日为周一。", False),
        ("图书馆周三开门吗", "镇图书馆周二至周日免费开放。", True),
        ("图书馆周三开门吗", "镇图书馆周三9时召开座谈会。", None),
        ("图书馆周三开门吗", "镇图书馆周三9时至11时召开座谈会。", None),
        ("图书馆周三开门吗", "镇图书馆周三宣布闭馆。", None),
        ("服务中心周三开门吗", "县服务中心周三迎来新主任。", None),
        ("服务中心周三开门吗", "县服务中心周三休息。", False),
        ("超市周三营业吗", "惠民超市周三停止营业。", False),
        ("图书馆周三开门吗", "镇图书馆取消周三闭馆。", None),
        ("图书馆周三开门吗", "镇图书馆周三不再闭馆。", None),
        ("图书馆周一开门吗", "镇图书馆周一不闭馆。", None),
        ("图书馆周三开门吗", "镇图书馆恢复周三开放。", None),
        ("图书馆周三开门吗", "镇图书馆周三下午闭馆学习。", None),
        ("图书馆周三开门吗", "镇图书馆周三上午9时至11时开放。", None),
        ("图书馆周三开门吗", "镇图书馆周三15时闭馆。", None),
        ("图书馆周三开门吗", "镇图书馆周一闭馆周二至周日开放。", None),
        ("图书馆周一开门吗", "镇图书馆除周一外每天开放。", None),
        ("图书馆周一开门吗", "镇图书馆除周一闭馆外，其余时间开放。", None),
        ("图书馆周三开门吗", "镇图书馆周三9时举行开放日活动。", None),
        ("图书馆周三开门吗", "因线路检修，镇图书馆周三闭馆。", None),
        ("图书馆周三开门吗", "镇图书馆7月5日（周三）闭馆。", None),
        ("图书馆周三开门吗", "镇图书馆开放时间为9时至17时。", None),
    ],
)
def test_in_doubt_whether_it_is_open_nothing_is_decided(question, text, opens):
    found = is_open(asked_hours(question), list(told(text, "")))
    assert (found and found[0]) == opens


@pytest.mark.parametrize(
    "question",
    [
        "图书馆什么时候开放",
        "图书馆为什么关门",
        "下周图书馆开门吗",
        "图书馆有多少座位",
        "新馆几点剪彩",
    ],
)
def test_other_questions_are_not_of_hours(question):
    assert asked_hours(question) is None


@pytest.mark.parametrize(
    ("question", "text", "answer", "other"),
    [
        ("县图书馆几点关门？", FEAST, "18时", True),
        ("县图书馆几点关门？", FEAST, "17时", True),
        ("县图书馆几点关门？", USUAL, "16时30分", True),
        ("春节县图书馆几点关门？", USUAL, "晚上8时", True),
        ("县图书馆几点关门？", USUAL, "晚上8时", False),
        ("市图书馆几点关门？", USUAL, "晚上8时", False),
        ("国庆县博物馆几点关门？", FEAST, "18时", False),
    ],
)
def test_hours_of_another_house_or_holiday_are_no_answer(question, text, answer, other):
    start = text.index(answer)
    span = Span(start=start, end=start + len(answer))
    assert is_of_another(asked_hours(question), list(told(text, "")), span) is other
