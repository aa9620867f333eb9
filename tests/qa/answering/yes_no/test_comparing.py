"""Whether a number is more or less than the one that is asked about."""

import pytest

from qa.answering.yes_no.comparing import asks_more_or_less, compared


@pytest.mark.parametrize(
    ("statement", "sentence", "true"),
    [
        ("座位超过1000个", "馆内座位1200个。", True),
        ("座位超过1000个", "馆内座位800个。", False),
        ("座位不到1000个", "馆内座位800个。", True),
        ("座位不超过1000个", "馆内座位1000个。", True),
        ("座位超过1000个", "馆内座位1000个。", False),
        ("座位达到1000个", "馆内座位1000个。", True),
        ("座位超过1000个", "馆内座位约1100个。", None),
        ("座位超过1000个", "馆内座位约2000个。", True),
        ("座位超过1000个", "馆内座位近1100个。", None),
        ("座位超过1000个", "馆内座位超过1500个。", True),
        ("座位超过1000个", "馆内座位超过800个。", None),
        ("座位超过1000个", "馆内座位不到900个。", False),
        ("座位没到1000个", "馆内座位800个。", True),
        ("座位不到1000个", "馆内座位突破1000个。", False),
        ("座位超过1000个", "馆内座位突破1000个。", None),
        ("座位超过1000个", "馆内有1200人。", None),
        ("投资超过10亿元", "大桥长2公里，总投资14亿元，补助3亿元。", True),
        ("投资超过10亿元", "投资14亿元中，省里投资3亿元。", None),
        ("座位是1000个", "馆内座位1200个。", None),
    ],
)
def test_a_number_is_more_or_less(statement, sentence, true):
    found = compared(statement, sentence)
    assert (found[1] if found else None) is true


def test_the_statement_gets_the_number_that_is_said():
    assert compared("座位超过1000个", "馆内座位1200个。") == ("座位是1200个", True)
    assert compared("有超过1000个座位", "馆内有1200个座位。") == ("有1200个座位", True)


def test_more_or_less_is_asked_of_a_number_only():
    assert asks_more_or_less("座位超过1000个")
    assert not asks_more_or_less("座位超过去年")
