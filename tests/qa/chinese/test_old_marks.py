"""Passages in the marks of old papers."""

import pytest

from qa.chinese.old_marks import has_old_marks, in_new_marks, old_clauses
from qa.records import Span


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("清河新橋、業已竣工、定明日通車、", "清河新橋，業已竣工，定明日通車。"),
        ("據縣署息、渡口兩處、卽日停航云、", "據縣署息，渡口兩處，卽日停航云。"),
        ("據縣署息、渡口兩處、卽日停航云", "據縣署息，渡口兩處，卽日停航云。"),
        ("茶市近日頗旺、運滬者三千箱、\n", "茶市近日頗旺，運滬者三千箱。"),
        ("茶市近日頗旺、運滬者三千箱、\u3000\n次日", "茶市近日頗旺，運滬者三千箱。"),
        ("昨晚碼頭失火、延燒貨棧三座、損失甚鉅、", "昨晚碼頭失火，延燒貨棧三座，損失甚鉅。"),
        ("到会的有周满、何远、李梅、", None),
        ("到会的有周满、何远、李梅，", None),
        ("市里将建三座桥，改造两个码头，", None),
        ("图书馆开放自习室、借阅处、咖啡厅", None),
        ("市民登高山、观日出、望白云", None),
        ("大桥通车，沿线的清河村、白渡村、", None),
        ("大桥、码头和车站都开放了。", None),
        ("", None),
    ],
)
def test_in_new_marks(text, said):
    span = Span(start=0, end=len(text.split("\n")[0].rstrip()))
    assert in_new_marks(text, span) == (said or text)


def test_only_a_line_s_end_is_a_sentence_s_end():
    text = "茶市近日頗旺、運滬者三千箱、尚有存貨、"
    assert in_new_marks(text, Span(start=0, end=14)) == text[:14]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("茶市近日頗旺、運滬者三千箱、", ["茶市近日頗旺", "運滬者三千箱"]),
        ("茶市近日頗旺、運滬者三千箱云", ["茶市近日頗旺", "運滬者三千箱云"]),
        ("茶市近日頗旺、運滬者三千箱、尚有存", ["茶市近日頗旺", "運滬者三千箱"]),
        ("茶市近日頗旺", ["茶市近日頗旺"]),
    ],
)
def test_old_clauses(text, clauses):
    found = old_clauses(text, Span(start=0, end=len(text)))
    assert [text[span.start : span.end] for span in found] == clauses


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("茶市近日頗旺、運滬者三千箱、", True),
        ("茶市近日頗旺、", False),
        ("何远、周满、李梅、苏青", False),
        ("清河县水务局局长、防汛办主任何远", False),
        ("河堤、渡口、码头都已查看，没有险情。", False),
        ("修河堤的工程队、管渡口的航运站、开码头的公司", True),
        ("修河堤的工程队、管渡口的航运站、开码头的公司\n都在查看，没有险情。", False),
    ],
)
def test_has_old_marks(text, has):
    line = text.partition("\n")[0]
    assert has_old_marks(text, Span(start=0, end=len(line))) is has
