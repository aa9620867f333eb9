"""How old someone is, where it stands at his name."""

import pytest

from qa.answering.spans.ages import age


@pytest.mark.parametrize(
    ("question", "text", "given"),
    [
        ("葛大柱今年多大？", "101岁的老兵葛大柱讲述往事。", "101岁"),
        ("葛大柱多大年纪？", "葛大柱，101岁，老兵。", "101岁"),
        ("葛大柱几岁了？", "葛大柱（男，101岁）讲述往事。", "101岁"),
        ("陆子航多少岁？", "16岁的陆子航首先入水，17岁的高一鸣随后。", "16岁"),
        ("葛大柱的年龄是多少？", "六十二岁教师葛大柱退休。", "六十二岁"),
        ("高一鸣多大？", "16岁的陆子航和高一鸣入水。", None),
        ("葛大柱多大？", "101岁的老兵葛大柱来了。那年，20岁的葛大柱参军。", None),
        ("葛大柱哪年出生？", "101岁的老兵葛大柱讲述往事。", None),
        ("水库多大？", "101岁的老兵葛大柱修过水库。", None),
    ],
)
def test_how_old_someone_is(question, text, given):
    found = age(question, text)
    assert (text[found.start : found.end] if found else None) == given
