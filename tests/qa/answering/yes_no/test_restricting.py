"""What says of which degree or stage a thing is."""

import pytest

from qa.answering.yes_no.restricting import is_of_a_sort


@pytest.mark.parametrize(
    ("left", "statement", "expected"),
    [
        ("轻度近视者", "近视者可以报名", True),
        ("中度贫血的人", "贫血的人可以献血", True),
        ("重度污染天", "污染天可以跑步", True),
        ("早期肺炎", "肺炎会传染", True),
        ("中期妊娠", "妊娠可以坐飞机", True),
        ("中度贫血的人", "中度贫血的人可以献血", False),
        ("湖心岛中度假村", "度假村可以停车", False),
        ("山中度假的人", "度假的人可以钓鱼", False),
        ("年初度假区", "度假区可以露营", False),
        ("市场集中度", "市场可以提高", False),
        ("急性子", "老人可以散步", False),
    ],
)
def test_a_degree_or_stage(left, statement, expected):
    assert is_of_a_sort(left, statement) is expected
