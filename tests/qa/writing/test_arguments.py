"""What an opinion holds counts more, what it tells as an example or all know counts less."""

import pytest

from qa.writing.arguments import argument, is_example


@pytest.mark.parametrize(
    "text",
    [
        "老桥要管好，更要用好。",
        "管桥的关键是管人。",
        "唯有常检修，老桥才能长寿。",
        "桥梁管理不是修修补补，而是长久之计。",
        "期待更多老桥有新用处。",
    ],
)
def test_what_it_holds_counts_more(text):
    assert argument(text) > 1


@pytest.mark.parametrize(
    "text",
    [
        "比如，云岭市给老桥装了灯。",
        "以云岭市为例，老桥必须检修。",
        "在清河县，老桥改成了书店。",
        "云岭市推出老桥管家制度。",
        "去年，老桥被货车撞坏。",
    ],
)
def test_an_example_counts_less(text):
    assert is_example(text)
    assert argument(text) < 1


def test_what_all_know_counts_less_and_what_is_told_counts_as_usual():
    assert argument("近年来，老桥越来越多。") < 1
    assert argument("老桥有十二座。") == 1
