"""A source derives each thing once, whatever is checked against it."""

import random
import time
from collections import Counter
from dataclasses import FrozenInstanceError

import pytest

from qa.checking import source
from qa.checking.faithfulness import unsupported
from qa.checking.faults import cut_words, has_faults, loops
from qa.checking.source import Source
from qa.chinese.numerals import fold_width, quantities
from qa.chinese.sentences import sentences
from qa.chinese.tokens import bigrams
from qa.chinese.words import word_edges
from qa.records import Article, Span
from qa.writing.summarize import summarize_articles
from tests.generators import ScriptedGenerator

TEXT = (
    "云岭市２０２２年新修公路３０公里。市长何远说：“明年再修五十公里。”\n全长80公里的环线年底通车。"
)


def test_what_is_derived_is_what_the_functions_of_chinese_text_give():
    made = Source(TEXT)
    assert made.text == TEXT
    assert made.folded == fold_width(TEXT)
    assert made.plain.startswith("云岭市2022年新修公路30公里")
    assert list(made.sentences) == sentences(TEXT)
    assert list(made.quantities) == quantities(fold_width(TEXT))
    assert made.numbers == {"2022", "30", "80"}
    assert made.word_edges == word_edges(TEXT)
    assert made.dictionary_edges == word_edges(TEXT, guess=False)
    assert made.bigrams == frozenset(bigrams(TEXT))
    assert made.bigrams_of(Span(start=0, end=3)) == {"云岭", "岭市"}
    assert made.slice(Span(start=0, end=3)) == "云岭市"
    assert Source("昨天、上个月和去年").relative_days == {"昨日", "上月", "去年"}


def test_a_source_does_not_change_and_is_its_text():
    made = Source(TEXT)
    with pytest.raises(FrozenInstanceError):
        made.text = ""
    assert made.bigrams_of(Span(start=0, end=3))
    assert (made, hash(made)) == (Source(TEXT), hash(Source(TEXT)))
    assert made != Source("")
    assert repr(Source("桥")) == "Source(text='桥')"


@pytest.fixture
def calls(monkeypatch):
    """Count how often each function is given the article."""
    counted = Counter()

    def count(name):
        original = getattr(source, name)

        def counting(text, *args, **options):
            if fold_width(TEXT) in fold_width(text):
                counted[name, text, str(options)] += 1
            return original(text, *args, **options)

        monkeypatch.setattr(source, name, counting)

    for name in ("bigrams", "fold_width", "quantities", "sentences", "word_edges"):
        count(name)
    return counted


def test_an_article_is_taken_apart_once_however_many_candidates_there_are(calls):
    written = [
        "云岭市新修公路40公里",
        "云岭市新修公路新修公路",
        "市长何远说再修60公里",
        "环线五十公里",
    ]
    generator = ScriptedGenerator(texts={("headline", True): written})
    article = Article(id="a", title="环线", text=TEXT)
    [made] = summarize_articles(
        [article], kind="headline", generator=generator, length=12, candidates=9
    )
    assert generator.calls[0] == "headline 1 verbatim"
    assert made.unsupported
    assert {name for name, _, _ in calls} == {"sentences"}
    assert max(calls.values()) == 1


def random_text(size):
    return "".join(random.Random(7).choices("云岭市公路", k=size))


@pytest.mark.parametrize("check", [loops, cut_words])
@pytest.mark.parametrize(
    "made",
    [
        lambda size: "云" * size,
        lambda size: "云岭" * (size // 2),
        lambda size: "云岭市公路 " * (size // 6),
        lambda size: "云岭市公路，路公市岭云" * (size // 11),
        lambda size: random_text(50) * (size // 50),
        random_text,
    ],
    ids=["one", "two", "clause", "turned", "long period", "random"],
)
def test_a_text_is_checked_in_time_that_grows_as_it_does(check, made):
    """Sixteen times the text: in quadratic time it would take 256 times as long."""

    def seconds(size):
        text = made(size)
        times = []
        for _ in range(3):
            source = Source("云岭市公路通车。")
            began = time.process_time()
            check(text, source)
            times.append(time.process_time() - began)
        return min(times)

    assert seconds(20_000) < 100 * max(seconds(1_250), 1e-3)


def test_many_checks_share_one_source():
    made = Source(TEXT)
    assert not has_faults("云岭市新修公路30公里", made)
    assert unsupported("云岭市新修公路40公里", made) == ["40公里"]
    assert unsupported("全长80公里的环线", made) == []
