"""Lists: the whole of one, and its members."""

import pytest

from qa.chinese.lists import members, persons, whole_list
from qa.records import Span

# A text, what was read of it, the whole list, its members.
CASES = [
    ("大桥连接东区、西区和北区。", "东区", "东区、西区和北区", ["东区", "西区", "北区"]),
    ("大桥连接东区、西区和北区。", "北区", "东区、西区和北区", ["东区", "西区", "北区"]),
    ("航天员陈安、刘宁和蔡旭执行任务。", "陈安", "陈安、刘宁和蔡旭", ["陈安", "刘宁", "蔡旭"]),
    (
        "会议审议《桥梁条例》《渡口办法》《航道规划》。",
        "《渡口办法》",
        "《桥梁条例》《渡口办法》《航道规划》",
        ["《桥梁条例》", "《渡口办法》", "《航道规划》"],
    ),
    (
        "检查组到梁溪区、锡山区、江阴市等地。",
        "梁溪区、锡山区、江阴市等地",
        "梁溪区、锡山区、江阴市等地",
        ["梁溪区", "锡山区", "江阴市"],
    ),
    (
        "有苹果（红）、梨（黄）、桃三种口味。",
        "苹果（红）、梨（黄）、桃三种口味",
        None,
        ["苹果（红）", "梨（黄）", "桃"],
    ),
    (
        "下河村、柳坪村和石门村一度断电。",
        "下河村",
        "下河村、柳坪村和石门村",
        ["下河村", "柳坪村", "石门村"],
    ),
    (
        "新馆设有青铜馆、陶瓷馆和民俗馆三个展馆。",
        "新馆设有青铜馆、陶瓷馆和民俗馆三个展馆",
        None,
        ["青铜馆", "陶瓷馆", "民俗馆"],
    ),
    (
        "一家是甜源食品，另一家是绿野饮料。",
        "一家是甜源食品，另一家是绿野饮料",
        None,
        ["甜源食品", "绿野饮料"],
    ),
    ("分为自我，本我，超我。", "自我，本我，超我", None, ["自我", "本我", "超我"]),
    ("由市交通局以及铁路局负责。", "市交通局以及铁路局", None, ["市交通局", "铁路局"]),
    ("书院街、桥东及以南区域停水。", "书院街、桥东及以南区域", None, ["书院街", "桥东及以南区域"]),
    ("主要为花蜜、花粉,也吃种子。", "主要为花蜜、花粉,也吃种子", None, ["花蜜", "花粉", "种子"]),
    ("推进和平与发展。", "和平与发展", None, ["和平", "发展"]),
    ("他热爱和平。", "和平", None, ["和平"]),
    ("东桥、西桥一度封闭。", "东桥、西桥一度", "东桥、西桥", ["东桥", "西桥"]),
    ("东桥、西桥相继封闭。", "东桥", "东桥、西桥", ["东桥", "西桥"]),
    ("总投资1.5亿元，建设用时两年。", "1.5亿元", None, ["1.5亿元"]),
    ("获得优等、中等、平等。", "优等、中等、平等", None, ["优等", "中等", "平等"]),
    ("生活在山区、草原等地，河边也有。", "山区、草原等地，河边也有", None, ["山区", "草原"]),
]


@pytest.mark.parametrize(("text", "read", "whole", "each"), CASES)
def test_a_list_is_whole_and_has_its_members(text, read, whole, each):
    start = text.index(read)
    span = whole_list(text, Span(start=start, end=start + len(read)))
    assert text[span.start : span.end] == (whole or read)
    assert [text[one.start : one.end] for one in members(text, span)] == each


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("市长宋怀远说，大桥建成，方便居民。", "宋怀远"),
        ("大桥东头在青石镇，西头在白水乡。", "青石镇"),
        ("他在桥上\n、下班后回家", "桥上"),
        ("“清河”号（云岭）通航", "云岭"),
    ],
)
def test_what_stands_in_no_list_does_not_grow(text, read):
    start = text.index(read)
    span = Span(start=start, end=start + len(read))
    assert whole_list(text, span) == span


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("陈安、刘宁和蔡旭哲集体亮相", ["陈安", "刘宁", "蔡旭哲"]),
        ("局长宋怀远、副局长邱玉兰", ["局长宋怀远", "副局长邱玉兰"]),
        ("陈安、刘宁", ["陈安", "刘宁"]),
        ("渡轮联盟轮值主席、总统宋怀远", []),
        ("区里行政、立法、司法机关负责人", []),
        ("游客、司机和船员", []),
        ("市交通局、铁路局", []),
    ],
)
def test_who_is_a_list_of_persons(text, each):
    found = persons(text, members(text, Span(start=0, end=len(text))))
    assert [text[one.start : one.end] for one in found] == each
