"""Sentences of the other of a kind than a question asks of."""

import pytest

from qa.answering.spans.rivals import is_of_rival
from qa.records import Span
from tests.qa.answering.marked import place

_BRIDGES = "铁索大桥昨天合龙。木兰大桥项目经理齐放说，主跨|510米|。"
_LINES = "6路车早上五点发车。8路车末班车延长到|23时|。"
_TUNNELS = "北山隧道西段年底贯通。东段渗水的原因是|暴雨|。"
_BOOKS = "《石榴》写了四年。《槐花》首印|3万册|。"
_PRIZES = "学生裴安获二等奖。学生伍宁获一等奖，伍宁的老师是|方敏|。"
_CARS = "远星S3售价15万元。远星S5续航|680公里|。"
_ROADS = "甘泉至柳林的高铁通车。柳林至石塘的高铁设站|7座|。"
_CROPS = "土豆每公斤3元。莲藕每公斤8元，莲藕每天到货|90吨|。"
_SWIMMING = "女子100米蛙泳冠军的成绩是|1分07秒|，女子200米蛙泳冠军是曲静。"
_FIRMS = "同城的瑞禾食品去年裁员。明星电气董事长|郝启明|说，今年要建厂。明星电气盈利。"


@pytest.mark.parametrize(
    ("question", "marked", "rival"),
    [
        ("铁索大桥主跨多少米？", _BRIDGES, True),
        ("木兰大桥主跨多少米？", _BRIDGES, False),
        ("这座大桥主跨多少米？", _BRIDGES, False),
        ("6路车末班车延长到几点？", _LINES, True),
        ("8路车末班车延长到几点？", _LINES, False),
        ("9路车末班车延长到几点？", _LINES, True),
        ("末班车延长到几点？", _LINES, False),
        ("北山隧道西段渗水的原因是什么？", _TUNNELS, True),
        ("东段什么时候通车？", "西段|5月|通车。东段8月通车。", True),
        ("东段什么时候通车？", "西段5月通车。东段|8月|通车。", False),
        ("南门几点开？", "北门|8点|开。南门9点开。", True),
        ("南门几点开？", "北门店|8点|开。南门9点开。", False),
        ("南门几点开？", "|8点|开门。南门在城墙边。", False),
        ("老馆有多少座位？", "新馆设座位|900个|，是老馆的三倍。", True),
        ("老馆有多少座位？", "新馆设座位900个，老馆有|300个|。", False),
        ("新馆有多少座位？", "新馆设座位|900个|，是老馆的三倍。", False),
        ("一级医院报销多少？", "一级医院报70%，三级医院仍为|50%|。", True),
        ("三级医院报销多少？", "一级医院报70%，三级医院仍为|50%|。", False),
        ("5路车票价多少？", "3路车不会取消。票价仍为|2元|。5路车停运。", True),
        ("3路车票价多少？", "3路车不会取消。票价仍为|2元|。5路车停运。", False),
        ("解放路什么时候封闭？", "滨河路从|3月6日|起封闭。公交车改走解放路。", True),
        ("滨河路什么时候封闭？", "滨河路从|3月6日|起封闭。公交车改走解放路。", False),
        ("二等奖几名？", "一等奖|3名|，二等奖5名。", True),
        ("二等奖几名？", "一等奖3名，二等奖|5名|。", False),
        ("二等奖几名？", "一等奖、二等奖各|5名|。", False),
        ("北山隧道东段渗水的原因是什么？", _TUNNELS, False),
        ("《石榴》首印多少册？", _BOOKS, True),
        ("《槐花》首印多少册？", _BOOKS, False),
        ("裴安的老师是谁？", _PRIZES, True),
        ("伍宁的老师是谁？", _PRIZES, False),
        ("远星S3续航多少公里？", _CARS, True),
        ("远星S5续航多少公里？", _CARS, False),
        ("远星S7续航多少公里？", _CARS, True),
        ("甘泉至柳林的高铁设站几座？", _ROADS, True),
        ("柳林至石塘的高铁设站几座？", _ROADS, False),
        ("土豆每天到货多少吨？", _CROPS, True),
        ("莲藕每天到货多少吨？", _CROPS, False),
        ("女子200米蛙泳冠军的成绩是多少？", _SWIMMING, True),
        ("女子100米蛙泳冠军的成绩是多少？", _SWIMMING, False),
        ("瑞禾食品的董事长是谁？", _FIRMS, True),
        ("明星电气的董事长是谁？", _FIRMS, False),
        ("苏婉是哪里人？", "苏婉与苏梅同窗。苏梅是|石泉县|人。", True),
    ],
)
def test_what_is_told_of_the_other_of_a_kind(question, marked, rival):
    text, span = place(marked)
    assert is_of_rival(question, text, span) is rival


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("今年的梨每斤多少钱？", "今年雨多。梨比去年贵，每斤|3元|。"),
        ("第五届灯会有多少盏灯？", "第五届灯会开幕。与第四届灯会相比，灯多了，共|900盏|。"),
        ("西苑医院有多少床位？", "西苑医院扩建。该院有床位|300张|。"),
        ("这家工厂在哪条河边？", "青石河上游有矿。工厂建在|白石河|边。"),
        ("二院新门诊楼多高？", "第一人民医院让地，二院多了八亩。第二人民医院新门诊楼高|60米|。"),
        ("开通的是二号线吗？", "|一号线昨天开通。|"),
        ("上市公司怎么看？", "一些上市公司开了会。行业公司普遍观望，|不急着买|。"),
        ("有多少受访者赞成？", "受访者共九百人。回答者赞成的占|两成|。"),
        ("《石榴》的作者是谁？", "小说《石榴》出版。作者|屠青|写过《槐花》。"),
        ("世纪大桥全长多少公里？", "世纪大桥昨天通车。该跨江大桥全长|3公里|。"),
        ("云帆公司营收多少？", "云帆公司发布年报。这家科技公司营收|5亿元|。"),
        ("青石小学有多少学生？", "青石小学开学。这所乡村小学有学生|50名|。"),
        ("火车站离县城多远？", "高铁站距县城|8公里|。"),
        ("大桥今年几月通车？", "大桥去年动工，|10月|通车。"),
        ("今年产量增长了多少？", "今年丰收。产量在去年的基础上增长了|5%|。"),
        ("10月1号来了多少游客？", "10月1日，景区接待游客|5万人|，3号馆接待2万人。"),
        ("一座水库能装多少水？", "该县三座水库总库容|5亿立方米|。"),
        ("云岭公司的大股东叫什么？", "云岭公司的大股东：|青石公司|。"),
        ("谁收购了云岭公司？", "云岭公司卖了。接手的是老对手，|青石公司|。"),
        ("“云岭号”造了几年？", "“云岭号”昨天下水。“真累，真累”，造了|三年|。"),
        ("头两天的客流比上一届少吗？", "|第九届展会头两天客流多了一成。|"),
        ("苏婉是哪里人？", "苏皇后，名婉，|石泉县|人。苏婉随父迁居，后来的苏皇后不识字。"),
        ("姜静是哪里人？", "姜厂长是|石泉县|人。姜静生在石桥，姜厂长是外行。"),
        (
            "方远在德国留学和任教了几年？",
            "方远在德国毕业，于德国任教。总共于德国留学和任教了|12年|。",
        ),
        (
            "2031年，中国茶叶出口了多少吨？",
            "中国茶叶协会开会。我国茶叶走俏。我国茶叶出口了|30万吨|。",
        ),
        ("试用账号能用多久？", "账号要申请。帐号与手机号绑定，期限|三个月|。"),
    ],
)
def test_what_goes_on_about_what_is_asked_of(question, marked):
    text, span = place(marked)
    assert not is_of_rival(question, text, span)


def test_whole_sentences_of_another():
    text = "南泉中学下月开学。西泉中学新校区已投入使用，可容纳九百人。"
    whole = Span(start=text.index("西泉"), end=len(text))
    assert is_of_rival("南泉中学新校区投入使用了吗？", text, whole)
    assert is_of_rival("北泉中学新校区投入使用了吗？", text, whole)
    assert not is_of_rival("西泉中学新校区投入使用了吗？", text, whole)


def test_another_may_be_told_by_where_it_is():
    text = "铁索桥下月合龙。与之相邻的木兰桥已通车。同城的青石公司新药获批。康乐公司裁员。"
    bridge = Span(start=text.index("与之"), end=text.index("同城"))
    firm = Span(start=text.index("同城"), end=text.index("康乐"))
    assert is_of_rival("铁索桥通车了吗？", text, bridge)
    assert is_of_rival("康乐公司的新药获批了吗？", text, firm)
    assert not is_of_rival("木兰桥通车了吗？", text, bridge)


def test_a_title_may_name_what_is_asked_of():
    text = "木兰大桥主跨510米。"
    span = Span(start=6, end=10)
    assert is_of_rival("铁索大桥主跨多少米？", text, span, "铁索大桥合龙")
    assert not is_of_rival("木兰大桥主跨多少米？", text, span, "铁索大桥合龙")
