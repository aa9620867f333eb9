"""What a text puts in the place of what it says first is the answer."""

import pytest

from qa.answering.instead import is_overtaken, what_is_so
from tests.qa.answering.marked import place


@pytest.mark.parametrize(
    ("question", "marked", "so"),
    [
        # a correction
        ("水渠全长多少？", "昨日所载水渠全长“|四十三公里|”有误，应为三十四公里。", "三十四公里"),
        ("馆长是谁？", "馆长“|邵萍|”应为邵平。", "邵平"),
        ("事故中多少人遇难？", "遇难人数由|九人|上修至十二人。", "十二人"),
        ("事故中多少人遇难？", "遇难人数由|九人上修至十二人|。", "十二人"),
        # not this but that
        ("警方拘留了谁？", "警方拘留的不是|宋怀远|，而是他的弟弟宋怀近。", "他的弟弟宋怀近"),
        ("警方拘留了谁？", "警方拘留的|不是宋怀远，而是他的弟弟宋怀近|。", "他的弟弟宋怀近"),
        ("谁出席？", "|宋怀远|没有出席，到会的是副镇长周小满。", "副镇长周小满"),
        ("医院有什么病房？", "医院|没有儿童病房|，却有全县最大的产房。", "全县最大的产房"),
        # a changed plan
        ("公司在哪里设厂？", "公司原计划在|青泽|设厂，后改在云岭设厂。", "云岭"),
        ("年会在哪里举办？", "年会本打算在|礼堂|举办，因下雨又改到了食堂。", "食堂"),
        # a claim and what is so
        ("公司有多少名员工？", "公司自称有员工|三百名|，经查实为四十五名。", "四十五名"),
        ("公司偷税多少？", "税务局指控公司偷税|700万元|，法院最终认定为260万元。", "260万元"),
        ("多少人被困？", "矿方对外称|9人|被困，调查组核实，被困者为23人。", "23人"),
        ("古塔建于何时？", "有人称古塔建于|唐代|，专家认为没有依据，它实际建于清末。", "清末"),
        ("挖出的是什么？", "村民以为挖出的是|古墓|，其实是一口水井。", "一口水井"),
        # who took the office over
        ("局长是谁？", "原局长|宋怀远|因病辞职，由周小满接任。", "周小满"),
    ],
)
def test_what_is_so(question, marked, so):
    text, span = place(marked)
    found = what_is_so(question, text, span)
    assert text[found.start : found.end] == so


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("水渠全长原来写作多少？", "昨日所载水渠全长“|四十三公里|”有误，应为三十四公里。"),
        ("水渠全长多少？", "水渠全长|四十三公里|，应该在年底完工。"),
        ("公司原计划在哪里设厂？", "公司原计划在|青泽|设厂，后改在云岭设厂。"),
        ("公司在哪里设厂？", "公司在|青泽|设厂，厂房由旧仓库改为车间。"),
        ("公司在哪里设厂？", "公司计划在|青泽|设厂，招工两百人。"),
        ("公司自称有多少名员工？", "公司自称有员工|三百名|，经查实为四十五名。"),
        ("公司有多少名员工？", "公司自称有员工|三百名|，经查实欠税260万元。"),
        ("公司有多少名员工？", "经查实，公司有员工|四十五名|，最终罚款三百元。"),
        ("利率从多少降到多少？", "利率|从三厘降到两厘|。"),
        ("改造后火车能拉多少？", "火车可拉|从目前四千吨提高到四千五百吨|。"),
        ("谁到会？", "|周小满|到会，致辞的是宋怀远。"),
        ("原局长是谁？", "原局长|宋怀远|因病辞职，由周小满接任。"),
        ("谁因病辞职？", "原局长|宋怀远|因病辞职，由周小满接任。"),
        ("医院没有什么？", "医院|没有儿童病房|，却有全县最大的产房。"),
        ("古塔建于何时？", "古塔建于|唐代|，实际高度为二十米。"),
        ("他在哪里教书？", "他没有留在县城，而是回到|青泽|教书。"),
    ],
)
def test_what_stands(question, marked):
    text, span = place(marked)
    assert what_is_so(question, text, span) == span
    assert not is_overtaken(question, text, span)


@pytest.mark.parametrize(
    ("question", "marked", "overtaken"),
    [
        # what the other side says settles nothing, but leaves no fact either
        ("县里花了多少钱买车？", "议员称县里花了|90亿元|买车。县长回应说，实际只花了2亿元。", True),
        (
            "议员称县里花了多少钱？",
            "议员称县里花了|90亿元|买车。县长回应说，实际只花了2亿元。",
            False,
        ),
        ("县里花了多少钱买车？", "议员称县里花了|90亿元|买车。县长没有回应。", False),
    ],
)
def test_overtaken(question, marked, overtaken):
    assert is_overtaken(question, *place(marked)) is overtaken
