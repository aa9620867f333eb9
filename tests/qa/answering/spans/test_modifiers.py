"""Of what kind a thing is that a figure is of."""

import pytest

from qa.answering.spans.modifiers import is_of_another_modifier
from tests.qa.answering.marked import place


@pytest.mark.parametrize(
    ("question", "marked", "another"),
    [
        ("普通号挂号费多少？", "专家号挂号费由15元调整为|25元|。", True),
        ("专家号挂号费多少？", "专家号挂号费由15元调整为|25元|。", False),
        ("学生票票价是多少？", "成人票票价|20元|。", True),
        ("学生票票价是多少？", "成人票票价|20元|，学生票票价减半。", False),
        ("学生票票价是多少？", "全部票票价|20元|。", False),
        ("今年小学生人数多少？", "全县小学生人数|3万|。", False),
        ("普通号挂号费怎么交？", "专家号挂号费由15元调整为|25元|。", False),
    ],
)
def test_another_kind_of_what_is_asked_of(question, marked, another):
    assert is_of_another_modifier(question, *place(marked)) is another
