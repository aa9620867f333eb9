"""The band that a figure is of: 80至89周岁60元."""

import pytest

from qa.answering.spans.bands import is_of_another_band, of_its_band
from qa.records import Span

RULE = "标准为：（一）60至69岁，每月40元；\n（二）70至79岁，每月90元；\n（三）80岁以上，每月150元。"
HOUSES = "90平方米以下补3万元，90至120平方米补2万元，120平方米以上补1万元。"


@pytest.mark.parametrize(
    ("question", "text", "read", "given", "other"),
    [
        ("70至79岁的老人每月发多少？", RULE, "40元", "90元", False),
        ("80岁以上老人每月发多少？", RULE, "40元", "150元", False),
        ("85岁以上老人每月发多少？", RULE, "150元", "150元", False),
        ("50至59岁的老人每月发多少？", RULE, "40元", "40元", True),
        ("60至79岁的老人每月发多少？", RULE, "40元", "40元", True),
        ("90平方米以下的房子补多少钱？", HOUSES, "2万元", "3万元", False),
        ("90-120平方米的房子补多少？", HOUSES, "3万元", "2万元", False),
        ("老人每月发多少？", RULE, "40元", "40元", False),
        ("50至59岁的老人有多少人？", "60至69岁老人有40万人。", "40万人", "40万人", False),
        ("50至59岁的老人谁来管？", RULE, "40元", "40元", False),
    ],
)
def test_the_figure_of_the_band_asked_for(question, text, read, given, other):
    start = text.index(read)
    span = of_its_band(question, text, Span(start=start, end=start + len(read)))
    assert text[span.start : span.end] == given
    assert is_of_another_band(question, text, span) is other


def test_of_open_bands_it_is_the_narrowest_that_has_it():
    text = "60岁以上老人每月补40元，80岁以上每月补90元，100岁以上每月补300元。"
    for question, given in [
        ("80岁以上老人每月补多少元？", "90元"),
        ("65岁以上老人每月补多少元？", "40元"),
    ]:
        span = of_its_band(question, text, Span(start=text.index("40"), end=text.index("40") + 3))
        assert text[span.start : span.end] == given
