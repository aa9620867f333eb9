"""What an article is of is what its headline says: the sentence that says it too has most of it."""

import pytest

from qa.checking.source import Source
from qa.chinese.tokens import bigrams
from qa.writing.matter import matter

TEXT = (
    "清晨，老人提着鸟笼走过河岸。云岭市检修全部老桥，十二座桥的桥面换新。"
    "桥边的茶馆坐满了人。老桥检修今年投资三千万元。"
)


def told(title, text=TEXT):
    source = Source(text)
    about = matter(title, source)
    return [round(about(frozenset(bigrams(source.slice(span)))), 2) for span in source.sentences]


def test_the_sentence_that_has_most_of_the_headline_has_all_of_the_matter():
    found = told("云岭市检修全部老桥")
    assert found[1] == 1.0
    assert found[0] == found[2] == 0.0
    assert 0.0 < found[3] < 1.0


def test_a_word_that_few_sentences_have_counts_more():
    text = "老桥开放。老桥加宽。老桥装灯。老桥检修完毕。"
    found = told("老桥开放装灯", text)
    assert found[0] > found[1]


@pytest.mark.parametrize("title", ["", "花开有声", "（图）", "云"])
def test_a_headline_that_plays_on_words_says_nothing(title):
    assert told(title) == [0.0] * 4


def test_the_column_that_a_paper_puts_about_it_is_no_part_of_a_headline():
    assert told("云岭市检修全部老桥（河岸茶馆）") == told("云岭市检修全部老桥")


def test_a_headline_of_which_the_text_has_little_counts_less():
    whole, part = told("云岭市检修全部老桥"), told("云岭市检修风雨兼程不负韶华再谱新篇章")
    assert 0.0 < part[1] < whole[1]
