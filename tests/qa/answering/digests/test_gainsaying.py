"""Whether one text denies what another says."""

import pytest

from qa.answering.digests.gainsaying import gainsays

CASES = [
    ("老桥建成后将收费，标准另定。", "老桥不收费。", True),
    ("老桥不收费。", "老桥建成后将收费，标准另定。", True),
    ("老桥将于5月通车。", "老桥没有通车。", True),
    ("灯会已经取消。", "灯会并未取消。", True),
    ("市民可以在城东公园停车。", "市民无法在公园停车。", True),
    ("老桥收费。", "老桥双向六车道。", False),
    ("老桥不收费。", "老桥不收费，夜间关闭。", False),
    ("老桥收费。", "渡船不收费。", False),
    ("转移群众三百人。", "转移群众不少三百人。", False),
    ("老桥没有通车。", "新桥昨日通车。", False),
    ("业主不同意拆除老楼。", "业主同意拆除老楼。", True),
    ("业主对拆除老楼有不同意见。", "业主对拆除老楼有意见。", False),
    ("不去", "去", False),
    ("", "老桥不收费。", False),
]


@pytest.mark.parametrize(("text", "other", "does"), CASES)
def test_one_text_denies_what_another_says(text, other, does):
    assert gainsays(text, other) is does
    assert gainsays(other, text) is does
