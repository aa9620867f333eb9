"""Of a figure before and after a change, the one of the time that is asked of."""

import pytest

from qa.answering.spans.changes import (
    is_of_compared_time,
    is_of_no_such_time,
    is_of_the_other_time,
    of_its_time,
    without_times,
)
from qa.records import Span
from tests.qa.answering.marked import place


@pytest.mark.parametrize(
    ("question", "marked", "given"),
    [
        ("泳道有几条？", "泳道由|六条|增加到八条。", "八条"),
        ("守军现在有多少人？", "守军将从现在的900人减少到|600人|。", "900人"),
        ("守军将从现在的900人减少到多少人？", "守军将从现在的|900人|减少到600人。", "600人"),
        ("菜价多少？", "青菜由|2元|涨到3元。", "3元"),
        ("全村有多少户？", "全村从|40户|减少到12户，人也老了。", "12户"),
        ("护林员现在每月补助多少？", "护林员每月补助从|800元|涨到如今的1.5万元。", "1.5万元"),
        ("合作社目前有多少头牛？", "牛由前年的|38头|增至现在的112头。", "112头"),
        ("渡船末班现在几点？", "渡船末班由|19时|延后至20时30分。", "20时30分"),
        ("起步价调整为多少？", "起步价由|7元|调整为9元。", "9元"),
        ("工期多长？", "工期由|90天|缩短至60天。", "60天"),
        ("冷库总投资多少？", "冷库总投资由概算的|3000万元|压减到2680万元。", "2680万元"),
        ("泳道原来有几条？", "泳道由六条增加到|八条|。", "六条"),
        ("护林员以前每月补助多少？", "补助从800元涨到如今的|1.5万元|。", "800元"),
        ("调价前起步价多少？", "起步价由7元调整为|9元|。", "7元"),
        ("前年有多少头牛？", "牛由前年的38头增至现在的|112头|。", "38头"),
        ("概算是多少？", "冷库总投资由概算的3000万元压减到|2680万元|。", "3000万元"),
        ("扩建之前有多少张床？", "床位由30张扩至|50张|。", "30张"),
        ("渡船票价现在多少？", "票价曾从|20元|涨到30元，今年又降回20元。", "20元"),
        ("渡船票价现在多少？", "票价曾从15元涨到|30元|，后降回到18元。", "18元"),
        ("渡船票价原来多少？", "票价曾从15元涨到30元，今年又降回|18元|。", "15元"),
        ("茶厂有多少人？", "茶厂从|80人|回到60人。", "60人"),
        ("茶厂有多少人？", "茶厂从|80人|降回60人。", "60人"),
        ("现在莲藕多少钱一斤？", "莲藕价格涨到4元一斤，原来|3元|一斤。", "4元"),
        ("原来莲藕多少钱一斤？", "莲藕价格涨到|4元|一斤，原来3元一斤。", "3元"),
        ("何远家往年收入多少？", "何家往年收入九万元，今年估计只有|六万元|。", "九万元"),
        ("何远家今年收入多少？", "何家往年收入|九万元|，今年估计只有六万元。", "六万元"),
        ("去年收了多少吨？", "去年收枣40吨，今年收了|25吨|。", "40吨"),
        ("今年来了多少人？", "去年收枣40吨，今年来了|25人|。", "25人"),
        ("泳道从几条增加到几条？", "泳道由六条增加到|八条|。", "六条增加到八条"),
        ("起步价由多少调整为多少？", "起步价由|7元|调整为9元。", "7元调整为9元"),
        ("扩建前后床位各多少张？", "床位由30张扩至|50张|。", "30张扩至50张"),
        ("水位从多少降到了多少？", "水位从|31米|降到27米。", "31米降到27米"),
        ("水位降到多少？", "水位从|31米|降到27米。", "27米"),
        ("工期从几天缩短至几天？", "工期60天，投资|200万元|。", "200万元"),
    ],
)
def test_the_figure_of_the_time_asked_of(question, marked, given):
    text, span = place(marked)
    found = of_its_time(question, text, span)
    assert text[found.start : found.end] == given


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("泳道现在有几条？", "泳道由六条增加到|八条|。"),
        ("泳道原来有几条？", "泳道由|六条|增加到八条。"),
        ("泳道从几条增加到八条？", "泳道由|六条|增加到八条。"),
        ("菜价涨了多少？", "青菜由|2元|涨到3元。"),
        ("泳道有几条？", "泳道|由六条增加到八条|。"),
        ("泳道有几条？", "泳道有|六条|，儿童池增加到两个。"),
        ("江豚达到六头了吗？", "江豚由|六头|增加到八头。"),
        ("参赛者有多少人？", "|60人|从县城走到镇里的3个村。"),
        ("目前车速多少？", "目前车速|40公里|，比平日慢。"),
        ("莲藕现在多少钱？", "莲藕从2元涨到|3元|，鲜鱼降到20元。"),
        ("渡船票价最高多少？", "票价曾从15元涨到|30元|，今年又降回18元。"),
    ],
)
def test_what_is_of_its_time_or_no_change_is_left(question, marked):
    text, span = place(marked)
    assert of_its_time(question, text, span) == span


@pytest.mark.parametrize(
    ("question", "marked", "bare"),
    [
        ("以前末班几点？", "末班由19时延至|20时|。", " 末班几点？"),
        ("以前末班几点？", "末班为|20时|。", "以前末班几点？"),
    ],
)
def test_the_time_is_asked_by_nothing_else(question, marked, bare):
    text, span = place(marked)
    assert without_times(question, text, span) == bare


@pytest.mark.parametrize(
    ("question", "marked", "other"),
    [
        ("改造后有几个泊位？", "改造之前有|8个|泊位。", True),
        ("现在有几个泊位？", "以前只有|8个|泊位。", True),
        ("原来有几个泊位？", "码头有|8个|泊位。", True),
        ("原来有几个泊位？", "码头原有|8个|泊位。", False),
        ("现在有几个泊位？", "码头有|8个|泊位。", False),
        ("有几个泊位？", "此前有|8个|泊位。", False),
        ("现在有几个泊位？", "泊位由原来的|8个|增加到12个。", False),
        ("现在莲藕收购价多少？", "刚上市时收购价|3元|，一度涨到4元，目前回落到2元。", True),
        ("现在莲藕收购价多少？", "刚上市时收购价3元，一度涨到4元，目前回落到|2元|。", False),
        ("莲藕收购价多少？", "刚上市时收购价|3元|，目前回落到2元。", False),
        ("现在莲藕收购价多少？", "收购价|3元|，目前已有商贩上门。", False),
    ],
)
def test_what_was_before_is_not_what_is_now(question, marked, other):
    text, span = place(marked)
    assert is_of_the_other_time(question, text, span) is other


@pytest.mark.parametrize(
    "text",
    ["一" * 20_000, "1," * 10_000, "一" * 10_000 + "电" * 10_000, "由一" * 10_000, "由" * 20_000],
)
@pytest.mark.parametrize("end", [1, 20_000])
def test_no_text_takes_long(text, end):
    # In the cube of the length this would take hours.
    span = Span(start=0, end=end)
    assert of_its_time("现在有多少人", text, span) == span
    assert not is_of_the_other_time("现在有多少人", text, span)
    assert without_times("现在有多少人", text, span) == "现在有多少人"


@pytest.mark.parametrize(
    ("question", "marked", "compared"),
    [
        ("上季度合格率多少？", "合格率|99%|，较上季度提高1个百分点。", True),
        ("去年收枣多少吨？", "收枣|90吨|，比去年多收30吨。", True),
        ("今年收枣多少吨？", "收枣|90吨|，比去年多收30吨。", False),
        ("收枣比去年多多少吨？", "收枣90吨，比去年多收|30吨|。", False),
        ("去年收枣多少吨？", "去年收枣|60吨|，比上年多收3吨。", False),
        ("去年收枣多少吨？", "收枣|90吨|，比去年多收30吨。去年遭了灾。", False),
        ("上季度合格率是怎么算的？", "合格率|99%|，较上季度提高1个百分点。", False),
    ],
)
def test_what_is_only_compared_with_the_time_asked_of(question, marked, compared):
    assert is_of_compared_time(question, *place(marked)) is compared


@pytest.mark.parametrize(
    ("question", "marked", "no_such_time"),
    [
        ("去年有多少亩遭灾？", "县里|4万亩|麦子遭灾。去年同期，全县没有遭灾。", True),
        ("今年有多少亩遭灾？", "县里|4万亩|麦子遭灾。去年同期，全县没有遭灾。", False),
        ("去年有多少亩遭灾？", "去年|4万亩|麦子遭灾，前年没有。", False),
        ("去年有多少亩遭灾？", "县里|4万亩|麦子遭灾。去年遭灾的是棉花。", False),
    ],
)
def test_a_time_of_which_it_is_said_that_there_was_none(question, marked, no_such_time):
    assert is_of_no_such_time(question, *place(marked)) is no_such_time
