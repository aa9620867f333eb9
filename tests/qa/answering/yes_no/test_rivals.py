"""Yes or no of another bridge, or of what is to come, is no answer."""

from __future__ import annotations

import pytest

from qa.answering.yes_no.rivals import is_of_rival, is_to_come


@pytest.mark.parametrize(
    ("question", "sentence", "rival"),
    [
        ("望月桥通车了吗？", "与之相邻的观星桥已于五月通车。", True),
        ("康宁公司的新疫苗获批了吗？", "同城的安和公司的新疫苗已获批。", True),
        ("南坡小学开学了吗？", "北坡小学昨天开学。", True),
        ("青石水库放水了吗？", "云岭水库昨天放水。", True),
        ("望月桥通车了吗？", "望月桥和观星桥已于五月通车。", False),
        ("望月桥通车了吗？", "这座桥已于五月通车。", False),
        ("望月大桥通车了吗？", "新大桥已于五月通车。", False),
        ("康宁公司的新疫苗获批了吗？", "该公司的新疫苗已获批。", False),
        ("老人能免费坐车吗？", "青石公司的车老人免费。", False),
    ],
)
def test_a_sentence_of_another_of_the_kind(question, sentence, rival):
    assert is_of_rival(question, sentence) is rival


@pytest.mark.parametrize(
    ("question", "sentence", "to_come"),
    [
        ("新校区已经投入使用了吗？", "新校区将于9月投入使用。", True),
        ("新桥通车了没有？", "新桥预计年底通车。", True),
        ("食堂开业了吗？", "食堂计划下月开业。", True),
        ("新校区已经投入使用了吗？", "新校区已于9月投入使用，二期将于明年建成。", False),
        ("新校区会投入使用吗？", "新校区将于9月投入使用。", False),
        ("新桥通车了吗？", "新桥昨天通车。", False),
    ],
)
def test_what_is_to_come_is_not_done(question, sentence, to_come):
    assert is_to_come(question, sentence) is to_come
