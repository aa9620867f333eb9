"""A sentence of another place, house or year than the one asked about is no answer."""

from __future__ import annotations

import pytest

from qa.answering.spans.beginnings import begins_with_another, is_before_its_part
from tests.qa.answering.marked import place


@pytest.mark.parametrize(
    ("question", "sentence", "rest", "another"),
    [
        ("密云的茶馆旁边有什么？", "江苏邳州市在茶馆旁种了花。", "密云也有茶馆。", True),
        ("昆明靠什么吸引游客？", "而大理靠古城吸引游客。", "昆明游客也多。", True),
        ("青浦县怎么帮居民买房？", "长宁区设立了担保中心。", "青浦县也在试点。", True),
        ("法国为什么罢工？", "德国因工资谈不拢罢工。", "法国也在罢工。", True),
        ("云南怎么种茶？", "2024年，贵州把茶种上了山。", "云南种茶早。", True),
        ("2025年产量为什么降？", "2024年因干旱减产两成。", "2025年又降。", True),
        ("2025年靠什么增收？", "在2023年，村里靠卖笋增收。", "2025年更好。", True),
        ("昆明靠什么吸引游客？", "大理和昆明都靠古城吸引游客。", "昆明游客也多。", False),
        ("昆明和大理靠什么吸引游客？", "大理靠古城吸引游客。", "昆明游客也多。", False),
        ("昆明靠什么吸引游客？", "大理靠古城吸引游客。", "春城游客也多。", False),  # not named so
        ("云南靠什么吸引游客？", "大理靠古城吸引游客。", "云南游客多。", False),  # a part of it
        ("昆明靠什么吸引游客？", "游客多从大理来。", "昆明游客也多。", False),
        ("昆明靠什么吸引游客？", "这里靠鲜花吸引游客。", "昆明游客也多。", False),
        ("2025年产量为什么降？", "2024年以来一直干旱。", "2025年又降。", False),
        ("2025年产量为什么降？", "2024年的旱情延续到2025年。", "2025年又降。", False),
        ("2025年产量为什么降？", "2024年因干旱减产两成。", "去年又降。", False),
        ("2022年青浦棉花产量多少？", "2023年1月，统计局说，去年收棉2万吨。", "2022年旱。", False),
        ("2022年青浦棉花产量多少？", "2023年2月公布，收棉2万吨。", "2022年旱。", False),
        ("2022年青浦棉花产量多少？", "2023年2月，棉田改种了豆子。", "2022年旱。", True),
        ("昆明2010年修好的塔有多高？", "2011年5月该塔开放，高40米。", "2010年修塔。", False),
        ("云南2016年种下的树有多少？", "2018年清点，活了3万棵。", "2016年种树。", False),
        ("产量为什么降？", "2024年因干旱减产两成。", "2025年又降。", False),
    ],
)
def test_of_another(question: str, sentence: str, rest: str, another: bool) -> None:
    assert begins_with_another(question, sentence, f"{rest}{sentence}") is another


@pytest.mark.parametrize(
    ("question", "marked", "before"),
    [
        ("乙纸厂派多少？", "|甲厂昨日公告，每股派3元；|乙纸厂则派5元。", True),
        ("乙纸厂派多少？", "|甲厂昨日公告，每股派3元；|丙厂派4元；乙纸厂则派5元。", True),
        ("乙纸厂派多少？", "乙纸厂昨日公告：|甲厂每股派3元；|乙纸厂派5元。", False),
        ("乙纸厂派多少？", "|甲厂昨日公告，每股派3元；|乙厂派5元。乙纸厂停产。", False),
        ("甲厂派多少？", "|甲厂昨日公告，每股派3元；|乙纸厂则派5元。", False),
        ("乙纸厂派多少？", "|甲厂昨日公告，每股派3元。|乙纸厂则派5元。", False),
    ],
)
def test_a_part_before_the_one_asked_of(question, marked, before):
    assert is_before_its_part(question, *place(marked)) is before
