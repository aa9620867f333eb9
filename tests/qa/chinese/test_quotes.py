"""Quotations begin and end where they should."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.chinese.quotes import unbalanced, whole, without_marks
from qa.records import Span


@pytest.mark.parametrize(
    ("text", "part", "result"),
    [
        ("他说，好。", "，好。", "好"),
        ("审议《桥梁条例》草案", "桥梁条例》", "《桥梁条例》"),
        ("审议《桥梁条例》草案", "《桥梁", "《桥梁条例》"),
        ("审议《桥梁条例》草案", "审议《桥梁条例》", "审议《桥梁条例》"),
        ("见《桥梁条例", "《桥梁条例", "桥梁条例"),
        ("桥梁条例》完", "桥梁条例》", "桥梁条例"),
        ("（《桥）", "桥）", "桥"),
        ("《桥\n梁》", "《桥", "桥"),
        ("共200间（套）房", "200间（套", "200间（套）"),
        ("完成23.5%。", "23.5%。", "23.5%"),
        ("。。", "。。", ""),
        ("全长170.3公里", "0.3公里", "170.3公里"),
        ("全长170.3公里", "长170", "长170.3"),
        ("共1,000间", "共1", "共1,000"),
        ("共1,000间", "间", "间"),
        ("乘坐ＣＲ４００列车", "４００列车", "４００列车"),
        ('又称"望溪桥"的桥', '又称"望溪桥', '又称"望溪桥"'),
        ('计入"望溪桥"科目', '望溪桥"科目', '"望溪桥"科目'),
        ('说"好。', '"好', "好"),
        ('好"。', '好"', "好"),
        ("歌手Lisa演唱", "Lis", "Lisa"),
        ("第12、13号", "13号", "13号"),
    ],
)
def test_whole(text, part, result):
    start = text.index(part)
    span = whole(text, Span(start=start, end=start + len(part)))
    assert text[span.start : span.end] == result


def test_unbalanced():
    assert unbalanced("《甲》“乙") == [3]
    assert unbalanced("乙”《") == [1, 2]
    assert unbalanced("“《甲》乙”") == []
    assert unbalanced("（记者 周小满)") == []
    assert unbalanced("it’s") == []
    assert unbalanced("甲’乙") == [1]


@given(
    st.text(st.sampled_from("桥，。《》“”（）\n"), max_size=40),
    st.integers(0, 40),
    st.integers(0, 40),
)
def test_the_result_is_a_span_of_the_text_with_clean_edges(text, one, two):
    start, end = sorted((min(one, len(text)), min(two, len(text))))
    span = whole(text, Span(start=start, end=end))
    assert 0 <= span.start <= span.end <= len(text)
    result = text[span.start : span.end]
    assert result == result.strip("，。\n")
    assert not {0, len(result) - 1} & set(unbalanced(result))


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("", ""),
        ("假冒“云顶茶”案", "假冒云顶茶案"),
        ("「云河」号和『云岭』號", "云河号和云岭號"),
        ('"云河"号', "云河号"),
        ("《云河》（下）", "《云河》（下）"),
    ],
)
def test_a_text_without_its_quotation_marks(text, bare):
    assert without_marks(text) == bare
