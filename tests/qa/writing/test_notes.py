"""An editor's note is the summary of the parts that it stands above."""

import pytest

from qa.checking.source import Source
from qa.writing.notes import before_news, editors_note, whole_note

NOTE = (
    "4月3日，云岭市印发《老桥更新规划》，要求各区盘活闲置的老桥。"
    "旧桥头成为书店，桥下仓库变身球馆，渡口改为茶馆……通过小改造，越来越多的老桥有了新用处。\n"
)
STORY = "清河区——\n旧桥头成为书店\n傍晚，居民何远走进书店。这里曾是桥头堡。\n"


@pytest.mark.parametrize("signed", ["——编 者\n", "——编者\n", "——编　者\n"])
def test_a_note_is_what_stands_above_its_signature(signed):
    source = Source(NOTE + signed + STORY)
    assert editors_note(source) == range(3)
    assert "".join(one.text for one in whole_note(source, 200)) == NOTE.strip()


def test_a_paragraph_that_begins_as_a_note_is_one():
    source = Source("编者按：云岭市的老桥有了新用处。各区都有做法。\n" + STORY)
    assert editors_note(source) == range(2)
    assert whole_note(source, 200) == []


def test_a_note_under_its_own_heading_ends_at_the_next_one():
    text = "开栏的话\n云岭市的老桥有了新用处。各区都有做法。\n本报今起推出这个栏目。\n" + STORY
    assert editors_note(Source(text)) == range(4)


def test_a_text_without_a_note_has_none():
    assert editors_note(Source(STORY)) == range(0)
    assert editors_note(Source("")) == range(0)
    assert editors_note(Source("编者按：只有一句。")) == range(0)
    assert whole_note(Source(STORY), 200) == []


@pytest.mark.parametrize(
    ("note", "length"),
    [
        ("老桥有了新用处。\n", 200),
        (NOTE, 50),
        ("老桥怎么用？" + NOTE, 200),
    ],
)
def test_a_note_that_is_short_or_long_or_asks_is_no_summary(note, length):
    assert whole_note(Source(note + "——编者\n" + STORY), length) == []


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("编者按：老桥怎么用？请看报道。\n本报讯 4月3日，老桥成了书店。", 2),
        ("编者按：老桥怎么用？请看报道。\n4月3日，居民何远走进书店。", 0),  # a story, no dispatch
        (f"编者按：{NOTE}本报讯 4月3日，老桥成了书店。", 0),  # long enough to be read
        ("本报讯 编者按：三个字印错了。\n本报讯 4月3日，老桥成了书店。", 0),
        ("", 0),
    ],
)
def test_a_short_note_above_a_dispatch_is_no_news(text, many):
    assert before_news(Source(text)) == many
