"""What a line looks like: a table of lines a rule."""

import datetime as dt
import time

import pytest

from qa.reading import line_shapes
from qa.reading.furniture import is_furniture, page_date


@pytest.mark.parametrize(
    "line",
    [
        "通车了。",
        "他说：“好。”",
        "真的吗？",
        "真的吗?",
        "等等……",
        "（他没有来。）",
        "「好。」",
        "OK.",
    ],
)
def test_closed(line):
    assert line_shapes.is_closed(line)


@pytest.mark.parametrize(
    "line", ["通车了", "通车，", "四个“自信”", "如下：", "第一步；", "增长3.", "（本报记者）", "”"]
)
def test_not_closed(line):
    assert not line_shapes.is_closed(line)


@pytest.mark.parametrize(
    "line",
    [
        "新桥下月通车",
        "新桥下月通车 两岸只需五分钟",
        "新桥何时通车？",
        "新年新气象，新桥新速度",
        "一出老戏　四代人唱",
        "今日快讯",
    ],
)
def test_headline(line):
    assert line_shapes.is_headline(line)


@pytest.mark.parametrize(
    "line",
    [
        "新桥通车。",
        "要求各区，",
        "（张三）",
        "本报讯 通车",
        "1、打开后盖",
        "字" * 61,
        "一，二，三，四",
        "联系电话：0572-8123456",
        "各地都要守住！（张三）",
    ],
)
def test_no_headline(line):
    assert not line_shapes.is_headline(line)


@pytest.mark.parametrize(
    "line",
    [
        "本报讯 昨日",
        "本报讯（记者 张三）昨日",
        "【本报讯】昨日",
        "晚报讯 昨日",
        "都市快讯 昨日",
        "本报海州5月17日讯 昨日",
        "本台消息：昨日",
        "新华社北京4月3日电 今天",
        "新华社北京４月３日电（记者张三、李四）",
        "新华社海牙2021年12月31日电",
        "中新社臺南六月三日電 走進",
        "中新网成都9月12日电 卫星",
        "据新华社电 国家有关部门",
        "综合新华社、央视报道 当地时间",
        "【綜合報導】昨天",
        "本报记者 张三 昨日",
        "记者 李小满 报道",
        "见习记者李小满报道",
    ],
)
def test_opens_an_article(line):
    # 六月三日 in characters is known by the space after 電.
    assert line_shapes.opens_article(line)


@pytest.mark.parametrize(
    "line",
    [
        "记者从市水务局获悉，",
        "记者在现场看到，",
        "本报记者在现场看到，",
        "据本报讯息中心统计，",
        "本报讯息",
        "新华社记者拍下了照片。",
        "昨日，新桥通车。",
        "记者 昨日从市里获悉，",
        "据新华社电，国家有关部门",
        "综合各方消息，明天有雨。",
    ],
)
def test_does_not_open_an_article(line):
    assert not line_shapes.opens_article(line)


@pytest.mark.parametrize("line", ["昨日，通车", "记者从市里获悉，", "据市气象台消息，", "4月3日，"])
def test_weak_lead(line):
    assert line_shapes.has_weak_lead(line)
    assert not line_shapes.opens_article(line)


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("通车了。（本报记者）", "本报记者"),
        ("通车了。(高小美 惠天晓)", "高小美 惠天晓"),
        ("通车了。（王怡）", "王怡"),
        ("通车了。（欧阳小青、司马南星）", "欧阳小青、司马南星"),
        ("通车了。（阿依古丽·买买提）", "阿依古丽·买买提"),
        ("通车了。（记者 蔺春晓 通讯员 逄远）", "记者 蔺春晓 通讯员 逄远"),
        ("通车了。（记者 张　三 文/图）", "记者 张　三 文/图"),
        ("他说：“通车了。”（记者张三）", "记者张三"),
        ("（记者 張三）", "記者 張三"),
        ("通车了。（据新华社）", "据新华社"),
        ("通车了。（本报综合）", "本报综合"),
    ],
)
def test_byline_at_end(line, byline):
    start = line_shapes.byline_at_end(line)
    assert line_shapes.without_brackets(line[start:].replace("记者 張", "記者 張")) == byline


@pytest.mark.parametrize(
    "line",
    [
        "通车了。（待续）",
        "通车了。（完）",
        "通车了。（见右图）",
        "党组（扩大）",
        "出席的有（王怡）",
        "通车了（王怡）。",
        "（一）",
    ],
)
def test_no_byline_at_end(line):
    assert line_shapes.byline_at_end(line) is None


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("本报讯（记者 张三 通讯员 李四）昨日", "记者 张三 通讯员 李四"),
        ("新华社北京4月3日电（记者张三、李四）今天", "记者张三、李四"),
        ("本报记者 张三 李四 昨日，通车", "本报记者 张三 李四"),
        ("【本报记者 张三 报道】昨日", "本报记者 张三"),
        ("本报讯 昨日，通车", None),
        ("记者从市里获悉，", None),
    ],
)
def test_byline_in_lead(line, byline):
    assert line_shapes.byline_in_lead(line) == byline


@pytest.mark.parametrize(
    "line", ["本报记者 张三", "□ 张三", "■本报记者　张三", "文/张三", "记者李小满"]
)
def test_byline_line(line):
    assert line_shapes.is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "■ 简讯",
        "□ 相关链接",
        "▲ 安全提示",
        "高考",
        "记者节",
        "本报记者 张三 昨日，通车",
        "□ 一个选项",
    ],
)
def test_no_byline_line(line):
    assert not line_shapes.is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "2",
        "- 12 -",
        "第3版",
        "A02",
        "A02 2022年4月3日",
        "责编：张三",
        "第A04版　要闻　2022年4月3日",
        "晚报 2022-04-03 A3·民生",
        "| A3 | 2022-04-03 |",
    ],
)
def test_furniture_anywhere(line):
    assert is_furniture(line, top=False, foot=False)


@pytest.mark.parametrize(
    ("line", "top", "foot"),
    [
        ("A02 要闻", True, True),
        ("2022年4月3日 星期日", True, False),
        ("海州晨报", True, False),
        ("新闻热线：0572-8123456", False, True),
        ("星期日", False, False),
        ("大米 十斤", False, False),
        ("编辑部昨日发布了公告。", False, False),
        ("12万吨", False, False),
    ],
)
def test_furniture_only_at_an_edge(line, top, foot):
    assert is_furniture(line, top=True, foot=False) is top
    assert is_furniture(line, top=False, foot=True) is foot
    assert not is_furniture(line, top=False, foot=False)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("海州晨报 2023年5月18日 星期四", dt.date(2023, 5, 18)),
        ("二〇二二年十二月二十一日", dt.date(2022, 12, 21)),
        ("二○二二年", None),
        ("二○二二年四月三日", dt.date(2022, 4, 3)),
        ("二零二二年四月三日", dt.date(2022, 4, 3)),
        ("民国三十六年四月三日 星期四", dt.date(1947, 4, 3)),
        ("中华民国三十八年元月一日", dt.date(1949, 1, 1)),
        ("中華民國元年一月一日", dt.date(1912, 1, 1)),
        ("民国36年4月3日", dt.date(1947, 4, 3)),
        ("第01版：要闻 20220403", dt.date(2022, 4, 3)),
        ("电话 202204031", None),
        ("农历丙申年二月廿三", None),
        ("2022.4.3", dt.date(2022, 4, 3)),
        ("2022年2月30日", None),
        ("4月3日", None),
    ],
)
def test_page_date(line, date):
    assert page_date(line) == date


@pytest.mark.parametrize(
    "line", ["1、打开", "2. 打开", "（三）打开", "① 打开", "- 打开", "第七章　渡口"]
)
def test_item(line):
    assert line_shapes.is_item(line)


@pytest.mark.parametrize("line", ["守堤如守自家", "水来能挡，人来能护", "打通“最后一公里”"])
def test_slogan(line):
    assert line_shapes.is_slogan(line)


@pytest.mark.parametrize(
    "line", ["防汛计划的草案》，批准了今年的堤坝", "批准了《防汛计划的草案", "守堤如守家和"]
)
def test_no_slogan(line):
    assert not line_shapes.is_slogan(line)


@pytest.mark.parametrize(
    ("before", "line", "numbers", "stray"),
    [
        ("会议定在每周", "三、周五召开", {3}, True),
        ("会议定在每周", "三、周五召开", {2, 3}, False),
        ("会议定在每周", "三、周五召开", {3, 4}, False),
        ("会议议定：", "三、周五召开", {3}, False),
        ("会议议定", "• 周五召开", {None}, False),
        ("今年的第十", "一、十二月", {11}, True),
    ],
)
def test_stray_item(before, line, numbers, stray):
    assert line_shapes.is_stray_item(before, line, numbers) is stray


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("三、", 3),
        ("（二十一）", 21),
        ("12．", 12),
        ("•", None),
        ("三月", None),
        ("第三章 春", None),
    ],
)
def test_item_number(line, number):
    assert line_shapes.item_number(line) == number


@pytest.mark.parametrize("line", ["3.5万吨", "——梨花谷三年记", "一是打开", "第一章节", "12月"])
def test_no_item(line):
    assert not line_shapes.is_item(line)


def test_jump():
    assert line_shapes.jump_at_end("推动发展（下转第3版）") == 4
    assert line_shapes.jump_at_end("（上接第一版）") == 0
    assert line_shapes.jump_at_end("推动发展（扩大版）") is None


@pytest.mark.parametrize(
    "line",
    [
        "本报驻" + "驻一" * 58,
        "（记者 " + "一 " * 25 + "x）",
        "本报" * 60,
    ],
)
def test_no_line_takes_long(line):
    # Nested repetition in a pattern would take minutes here.
    start = time.perf_counter()
    assert not line_shapes.opens_article(line)
    assert not line_shapes.is_byline(line)
    assert line_shapes.byline_at_end(line) is None
    assert line_shapes.byline_in_lead(line) is None
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("镇\t原来\t现在", True),
        ("青石镇\t14", True),
        ("清河大桥\t2021年\t全长八百二十米，双向四车道，总投资1.5亿元", True),
        ("\t青石镇", False),
        ("青石镇 14", False),
        ("本报讯\t昨日，清河大桥在云岭市建成通车，总投资1.5亿元。", False),
    ],
)
def test_has_cells(line, cells):
    assert line_shapes.has_cells(line) is cells
