import pytest

from qa.chinese.words import whole_words, word_edges
from qa.records import Span

GRANT = "奖学金发给学业及操行良好的学生，共有160万张申请表。"


def widened(text, part):
    start = text.index(part)
    span = whole_words(text, Span(start=start, end=start + len(part)))
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("学业及操", "学业及操行"),
        ("业及操行", "学业及操行"),
        ("业及操", "学业及操行"),
        ("学业及操行", "学业及操行"),
        ("160万", "160万"),  # 万张 is a word too, of a dictionary
        (GRANT, GRANT),
    ],
)
def test_a_word_of_two_characters_is_taken_in_whole(part, found):
    assert widened(GRANT, part) == found


def test_a_joint_of_a_longer_word_stays():
    text = "他在法国巴黎学习绘画。"
    assert text.index("巴黎") not in word_edges(text)
    assert widened(text, "法国") == "法国"


@pytest.mark.parametrize("place", [0, 7, len(GRANT)])
def test_nothing_stays_nothing(place):
    span = Span(start=place, end=place)
    assert whole_words(GRANT, span) == span
