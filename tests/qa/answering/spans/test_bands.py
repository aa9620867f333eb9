"""The band that a figure is of: 80至89周岁60元."""

import pytest

from qa.answering.spans.bands import is_of_another_band, of_its_band
from qa.records import Span

RULE = "标准为：（一）60至69岁，每月40元；\n（二）70至79岁，每月90元；\n（三）80岁以上，每月150元。"
FIRMS = "每家补5万元（年收入2000万元以下）、12万元（2000万元至5000万元）、30万元（5000万元以上）。"
WATER = "水价为每吨2.1元（年用水180吨以下），3.2元（181吨至300吨），6.3元（301吨以上）。"
AGED = "六十至六十九岁每月三十元，七十至七十九岁每月五十元，八十岁以上每月一百二十元。"
NAMED = "每月发40元的是60至69岁老人，发90元的是70至79岁老人，发150元的是80岁以上老人。"
PIPES = "2018—2020年换管120公里，2021—2024年换管210公里。"
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
        ("年收入3000万元的企业补多少？", FIRMS, "5万元", "12万元", False),
        ("年收入6000万元的企业补多少？", FIRMS, "12万元", "30万元", False),
        ("年收入1500万元的企业补多少？", FIRMS, "5万元", "5万元", False),
        ("年用水200吨每吨多少元？", WATER, "2.1元", "3.2元", False),
        ("年用水350吨每吨多少元？", WATER, "3.2元", "6.3元", False),
        ("七十三岁的老人每月发多少？", AGED, "一百二十元", "五十元", False),
        ("七十至七十九岁每月发多少？", AGED, "三十元", "五十元", False),
        ("五十五岁的老人每月发多少？", AGED, "三十元", "三十元", True),
        ("70至79岁老人每月发多少？", NAMED, "150元", "90元", False),
        ("80岁以上老人每月发多少？", NAMED, "40元", "150元", False),
        ("2019—2020年换管多少公里？", PIPES, "210公里", "210公里", False),
        ("2023年换管多少公里？", PIPES, "210公里", "210公里", False),
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
