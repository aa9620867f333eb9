"""Of what a figure is, by the words that stand at it."""

import pytest

from qa.answering.spans.whose import is_of_another_measure, of_its_measure
from tests.qa.answering.marked import place

LORRY = "货车总重|87吨|，核载49吨，超载38吨。司机被罚款。"
AUCTION = "拍卖会上，端砚以46万元落槌，起拍价仅8万元；一幅山水流拍，起拍价|120万元|。"
STATION = "电站总装机|12万千瓦|，首台机组3万千瓦已并网。"
BOOKS = "本届书展今日开幕。今年门票全票|100元|，学生票50元。"

PORT = "云岭港今年完成货物吞吐量|426万吨|，增长6%；其中旅客吞吐量3万人次，增长一成。"


@pytest.mark.parametrize(
    ("question", "marked", "asked"),
    [
        ("货车超载多少吨？", LORRY, "38吨"),
        ("货车总重多少吨？", LORRY, "87吨"),
        ("首台机组装机多少？", STATION, "3万千瓦"),
        ("电站总装机多少？", STATION, "12万千瓦"),
        ("端砚的起拍价是多少？", AUCTION, "8万元"),
        ("山水的起拍价是多少？", AUCTION, "120万元"),
        ("书展全票多少钱？", BOOKS, "100元"),
        ("云岭港旅客吞吐量是多少？", PORT, "3万人次"),
        ("云岭港货物吞吐量是多少？", PORT, "426万吨"),
        ("新车330型多少钱？", "新车|22.9万|，330型热销。", "22.9万"),
    ],
)
def test_the_figure_with_what_is_asked_before_it(question, marked, asked):
    text, span = place(marked)
    found = of_its_measure(question, text, span)
    assert text[found.start : found.end] == asked


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("棉花产量是多少？", "全市秋收结束。水稻产量|35万吨|，增产一成。棉花今年减种。"),
        ("山水的成交价是多少？", "一幅山水流拍，起拍价|120万元|。"),
        ("球队有几名外援？", "队里有|5名|球员受伤。外援尚未报到。"),
        ("话剧《盐道》票价多少？", "《小灰驴》票价|60元|；《盐道》票价未定。"),
        ("山水的成交价比例是多少？", "一幅山水起拍价|120万元|。"),
        ("老余年入多少？", "两人都养蜂：老关年入|18万元|；老余去年赔了7万元。"),
    ],
)
def test_the_figure_of_another(question, marked):
    assert is_of_another_measure(question, *place(marked))


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("水稻产量是多少？", "全市秋收结束。水稻产量|35万吨|，增产一成。棉花今年减种。"),
        ("书展全票多少钱？", BOOKS),
        ("球队有多少人受伤？", "队里有|5名|球员受伤。"),
        ("《小灰驴》票价多少？", "《小灰驴》票价|60元|；《盐道》票价未定。"),
        ("一中有多少学生？", "一中扩建；新楼启用后，有学生|1200人|。"),
        ("大桥全长多少？", "大桥主跨500米；全长|1200米|。"),
        ("汛期水量是平时的几倍？", "柳河水流量达每秒90立方米，是日常水流量的|3倍|。"),
        ("报价比股价高多少？", "报价72亿元，溢价|43%|。股价昨天没动。"),
        ("今年米价比去年贵了几成？", "批发价涨了|两成|。米价去年很低。"),
        ("船厂产量多少艘？", "船厂生产量|40艘|，产量全省第一。"),
    ],
)
def test_the_figure_of_what_is_asked(question, marked):
    assert not is_of_another_measure(question, *place(marked))
