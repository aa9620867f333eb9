"""Signatures, and how similar texts are by the runs of characters that they share."""

import pytest

from qa.chinese.simhash import shingles, signature, similarity
from tests.stories import OTHER, WIRE, jaccard

AGENCY = "本报讯（通讯员 王小河）" + WIRE[:-33]


def test_similarity_is_the_part_of_shingles_in_both():
    for one, other in [(WIRE, AGENCY), (WIRE, OTHER), (WIRE, WIRE)]:
        expected = jaccard(one, other)
        assert similarity(shingles(one), shingles(other)) == pytest.approx(expected)
    assert similarity(shingles("一二三"), shingles("")) == 0


def test_what_is_no_text_makes_no_difference():
    assert signature(WIRE) == signature(WIRE.replace("，", " ,\n").replace("。", "！"))
    assert len(signature(WIRE)) == 32
    assert signature("短讯：明天有雨。") is None
    assert signature("") is None
