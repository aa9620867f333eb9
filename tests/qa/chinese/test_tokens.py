"""Copies for matching, and the tokens that a text is found by."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.chinese.tokens import bigrams, normalise


def test_normalise():
    assert normalise("ＡＢＣ１２３ ＫＢ㎏ Ⅷ ﬁ") == "abc123 kbkg viii fi"


@given(st.text(max_size=50))
@settings(max_examples=300)
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("。！", []),
        ("看报", ["看报"]),
        ("看报人", ["看报", "报人"]),
        ("水，电", ["水", "电"]),
        ("2022年无锡GDP增长3.5%", ["2022", "年无", "无锡", "gdp", "增长", "3.5"]),
        ("ＡＢＣ１２３", ["abc123"]),
        ("𠮷野家café_x", ["𠮷野", "野家", "café", "x"]),
        ("G20峰会·5G", ["g20", "峰会", "5g"]),
    ],
)
def test_bigrams(text, expected):
    assert bigrams(text) == expected
