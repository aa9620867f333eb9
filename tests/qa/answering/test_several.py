"""Questions for two things, answered part by part."""

import datetime as dt
from dataclasses import dataclass, field

import pytest

from qa.answering.several import answer_each
from qa.quoting import said, unanswered_text
from qa.records import AnswerKind, Article, Chunk, Hit
from qa.search.query import as_queries
from tests.generators import ExtractiveGenerator, Read, Written

TEXT = "茶博会定于6月3日上午9时在云岭会展中心开幕，有三百家茶企参加。门票每张20元。"
ARTICLE = Article(id="a", title="茶博会将开幕", text=TEXT, date=dt.date(2031, 5, 20))


@dataclass
class ByQuestion(ExtractiveGenerator):
    """Gives what it was given for the first words of a question that it knows."""

    given: dict[str, str]
    asked: list[str] = field(default_factory=list)
    max_tokens: int = 512
    calls: list[str] = field(default_factory=list)

    def _answer(self, question, context, *, verbatim, candidates):
        self.asked.append(question)
        text = next((x for words, x in self.given.items() if words in question), None)
        if text is None or text not in context:
            return Read(generations=())
        start = context.index(text)
        written = Written(text=text, confidence=0.8, start=start, end=start + len(text))
        return Read(generations=(written,))


def ask(question, given, **options):
    generator = ByQuestion(given)
    chunk = Chunk(article_id="a", start=0, end=len(TEXT), text=TEXT)
    hit = Hit(chunk=chunk, score=1.0, date=ARTICLE.date, title=ARTICLE.title)
    [answer] = answer_each(
        as_queries([question]),
        [[hit]],
        days=[None],
        generator=generator,
        get_article=lambda _: ARTICLE,
        **options,
    )
    return answer, generator


def test_both_parts_as_they_stand_in_one_sentence():
    answer, _ = ask(
        "茶博会什么时候在哪里开幕？", {"什么时候": "6月3日上午9时", "哪里": "云岭会展中心"}
    )
    assert answer.question == "茶博会什么时候在哪里开幕？"
    assert answer.text == answer.citations[0].quote == "6月3日上午9时在云岭会展中心"
    assert [item.quote for item in answer.items] == ["6月3日上午9时", "云岭会展中心"]
    assert answer.kind is AnswerKind.LIST
    assert answer.unanswered == ()
    assert [day.since for day in answer.days] == [dt.date(2031, 6, 3)]
    assert len(answer.hits) == 1


def test_parts_that_stand_apart_are_cited_each():
    answer, _ = ask("茶博会在哪里开幕，门票多少钱？", {"哪里": "云岭会展中心", "门票": "20元"})
    assert said(answer) == "云岭会展中心；20元"
    assert [one.quote for one in answer.citations] == ["云岭会展中心", "20元"]
    assert answer.text == "云岭会展中心"


@pytest.mark.parametrize(
    "given",
    [
        {"哪里": "云岭会展中心"},  # nothing for the other
        {"哪里": "云岭会展中心", "多少": "云岭会展中心"},  # the same for both
    ],
)
def test_what_was_not_found_is_said(given):
    answer, _ = ask("茶博会在哪里开幕，住宿多少钱？", given)
    assert answer.text == "云岭会展中心"
    assert answer.unanswered == ("住宿多少钱",)
    assert unanswered_text(answer) == "没有回答：住宿多少钱（可以分开问）"
    assert answer.items == ()


def test_an_answer_that_has_the_other_in_it_is_to_both():
    answer, _ = ask(
        "茶博会什么时候在哪里开幕？",
        {"什么时候": "6月3日上午9时", "哪里": "6月3日上午9时在云岭会展中心"},
    )
    assert answer.text == "6月3日上午9时在云岭会展中心"
    assert answer.unanswered == ()
    assert answer.items == ()


def test_the_same_words_for_both_are_an_answer_to_both_if_they_are_many():
    both = "6月3日上午9时在云岭会展中心"
    answer, _ = ask("茶博会什么时候在哪里开幕？", {"什么时候": both, "哪里": both})
    assert answer.text == both
    assert answer.unanswered == ()


def test_what_asks_whether_is_left_to_be_asked_by_itself():
    answer, generator = ask("茶博会在哪里开幕，要门票吗？", {"哪里": "云岭会展中心"})
    assert answer.text == "云岭会展中心"
    assert answer.question == "茶博会在哪里开幕，要门票吗？"
    assert answer.unanswered == ("要门票吗",)
    assert generator.asked == ["茶博会在哪里开幕"]


def test_nothing_found_is_a_refusal_of_the_whole_question():
    answer, _ = ask("茶博会什么时候在哪里闭幕？", {})
    assert answer.text is None
    assert answer.question == "茶博会什么时候在哪里闭幕？"
    assert answer.reason is not None
    assert answer.unanswered == ()


def test_one_thing_is_asked_once():
    _, generator = ask("茶博会在哪里开幕？", {"哪里": "云岭会展中心"})
    assert generator.asked == ["茶博会在哪里开幕？"]


def test_a_free_answer_has_the_words_for_each_part():
    answer, _ = ask(
        "茶博会在哪里开幕，门票多少钱，谁主持？",
        {"哪里": "云岭会展中心", "门票": "20元"},
        verbatim=False,
    )
    assert answer.text == said(answer) == "云岭会展中心；20元"
    assert [one.quote for one in answer.citations] == ["云岭会展中心", "20元"]
    assert answer.unanswered == ("谁主持",)
    assert answer.items == ()


def test_a_part_answered_over_a_sentences_end_is_not():
    wide = "云岭会展中心开幕，有三百家茶企参加。门票每张20元"
    answer, _ = ask("茶博会在哪里开幕，门票多少钱？", {"哪里": wide, "门票": "20元"})
    assert answer.text == "20元"
    assert answer.unanswered == ("茶博会在哪里开幕",)
    alone, _ = ask("茶博会在哪里开幕，要门票吗？", {"哪里": wide})
    assert alone.text == wide  # where there is no other, it is better than nothing
    assert alone.unanswered == ("要门票吗",)


def test_of_more_than_four_things_the_rest_is_said_to_be_open():
    answer, generator = ask(
        "茶博会在哪里开幕，住宿多少钱，谁主持，谁致辞，谁剪彩？", {"哪里": "云岭会展中心"}
    )
    assert answer.unanswered == ("住宿多少钱", "谁主持", "谁致辞", "谁剪彩")
    assert "谁剪彩" not in generator.asked


def test_of_what_only_asks_whether_the_first_is_answered():
    answer, _ = ask("茶博会要门票吗，能停车吗？", {"门票": "门票每张20元"})
    assert answer.unanswered == ("能停车吗",)


def test_parts_are_in_the_characters_of_the_question():
    answer, generator = ask("茶博會在哪裡開幕，住宿多少錢？", {"哪里": "云岭会展中心"})
    assert answer.unanswered == ("住宿多少錢",)
    assert "住宿多少钱" in generator.asked
