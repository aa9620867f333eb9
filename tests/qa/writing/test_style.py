"""Which articles come to their matter late."""

import pytest

from qa.checking.source import Source
from qa.writing.style import is_feature

SCENE = "清晨，李桂英走过大桥。" + "桥上的行人一天比一天多。" * 18


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        (SCENE, True),
        ("李桂英住在河边。" * 18, False),
        ("本报讯 " + SCENE, False),
        ("4月3日，" + SCENE, False),
        ("（记者何远）" + SCENE, False),
        ("云岭市统计局3日公布的数据显示，云岭有三座桥。" + SCENE, False),
    ],
)
def test_a_story_is_long_and_opens_with_no_dateline_credit_or_day(text, feature):
    assert is_feature(Source(text)) is feature
