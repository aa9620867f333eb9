import pytest

from qa.chinese.datelines import past_dateline
from qa.records import Span


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("本报讯 大桥通车。", "大桥通车。"),
        ("云岭社云岭4月3日电（记者 周小满）大桥通车。", "大桥通车。"),
        ("【快报】大桥通车。", "大桥通车。"),
        ("4月3日，大桥通车。", "4月3日，大桥通车。"),
        ("（完）", "（完）"),
    ],
)
def test_past_dateline(text, rest):
    span = past_dateline(text, Span(start=0, end=len(text)))
    assert text[span.start : span.end] == rest
