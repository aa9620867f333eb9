"""What an opinion or report calls for, paragraph by paragraph, is its summary."""

import pytest

from qa.checking.source import Source
from qa.writing.measures import measures
from qa.writing.units import units

THESIS = "管好云岭市的三百座老桥，关系两岸居民的出行安全，必须多方发力、久久为功。"
MORE = "市里每年安排三千万元，请专家逐座检查，并把结果贴在桥头，让居民看得见、问得到。"
BRIDGES = (
    "加强日常巡查，守住安全底线。",
    "健全养护机制，延长桥梁寿命。",
    "拓宽资金来源，减轻财政压力。",
)


def paragraphs(*calls, thesis=THESIS, more=MORE):
    return "\n".join([thesis, *(call + more for call in calls)])


def called(text, *, length=220, title="管好老桥要多方发力"):
    source = Source(text)
    return [one.text for one in measures(source, units(source), length, title=title)]


@pytest.mark.parametrize(
    "calls",
    [
        BRIDGES,
        (
            "打造书香校园，厚植人文底色。",
            "建设平安校园，筑牢安全防线。",
            "构建智慧校园，提升办学水平。",
            "建设开放校园，吸引社区居民。",
        ),
        (
            "警企联动，筑牢防骗安全防线。",
            "完善预警机制，堵住转账漏洞。",
            "强化社区宣传，提高老人警惕。",
            "加强部门协作，追回被骗钱款。",
        ),
        ("坚持在深耕中提高麦田产量。", "坚持在节水中扩大灌溉面积。", "坚持在轮作中恢复土壤肥力。"),
        (
            "以责任提升治理效能。",
            "以制度增强治理稳定性。",
            "以科技提高治理精准性。",
            "以宣传夯实治理基础。",
        ),
        ("推动医疗资源下沉到社区。", "完善家庭医生签约服务。", "提升乡镇卫生院诊疗水平。"),
        (
            "从生产维度，推动茶园连片经营。",
            "从加工维度，推动茶厂设备更新。",
            "从销售维度，推动茶叶走出深山。",
        ),
    ],
)
def test_what_paragraphs_call_for_stands_behind_the_sentence_before_it(calls):
    assert called(paragraphs(*calls)) == [THESIS, *calls]


def test_the_sentence_before_is_the_one_that_says_the_title():
    text = "云岭市要管好老桥，先要派人摸清三百座老桥的家底。清河两岸住着三十万居民，每天过桥上班。"
    text = paragraphs(*BRIDGES, thesis=text)
    assert called(text, title="管好老桥先要摸清家底")[0].endswith("家底。")
    assert called(text, title="茶园里的新机器") == []


@pytest.mark.parametrize(
    "text",
    [
        paragraphs(*BRIDGES[:2]),
        "\n".join([THESIS, *BRIDGES]),  # headings without what they stand above
        "\n".join(BRIDGES),
        paragraphs("4月3日，桥工何远上桥，认为已可通车。", *BRIDGES[:2]),
        paragraphs("几年来，拆除旧桥三百座。", "去年，修好新桥三百座。", "今年，再修新桥三百座。"),
        paragraphs("居民何远修好三座桥。", "桥工李梅检查桥面。", "工程师王宁画好图纸。"),
        paragraphs("大桥的桥面又长又宽。", "大桥的桥塔很高。", "大桥的灯光亮了一夜。"),
        paragraphs("此外加强日常巡查。", "健全这一养护机制。", "拓宽资金来源渠道。"),
        paragraphs(*BRIDGES, more=MORE + "我每天走过大桥，心里踏实。"),
        paragraphs(*(f"加强{one}桥的日常巡查。" for one in "东南西北中上下")),
        paragraphs(*BRIDGES).replace("\n加强", "\n桥梁怎样管好\n加强"),
        paragraphs("检修是桥梁安全的根本。", "养护是桥梁安全的关键。", "巡查是桥梁安全的保障。"),
    ],
)
def test_other_texts_call_for_nothing_so(text):
    assert called(text) == []


def test_a_sentence_that_needs_what_comes_after_is_not_before_it():
    half = "云岭市的管桥新规提出，一方面，要摸清三百座老桥的家底。"
    text = paragraphs(*BRIDGES, thesis=THESIS + half)
    assert called(text, title="管桥新规摸清家底") in ([], [THESIS, *BRIDGES])


def test_what_does_not_fit_is_not_given():
    assert called(paragraphs(*BRIDGES), length=40) == []
