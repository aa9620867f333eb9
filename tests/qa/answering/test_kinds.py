"""Answers in the shape that their questions ask for."""

import datetime as dt

import pytest

from qa.answering.answer import answer_questions
from qa.quoting import said
from qa.records import AnswerKind, Article, Chunk, Hit, Refusal
from qa.search.query import as_queries
from qa.search.timely import Days
from tests.generators import ScriptedGenerator, Written

TEXT = (
    "飞船航天员陈安、刘宁和蔡旭执行任务。清河大桥昨日通车。由于连日暴雨，清河大桥推迟到五月通车。"
    "桥上不可以骑车。"
)
ARTICLE = Article(id="a", title="清河大桥", text=TEXT, date=dt.date(2031, 4, 3))


def ask(question, read, *, answerable=0.9, threshold=None, today=None):
    start = TEXT.index(read)
    best = Written(
        text=read, confidence=0.7, answerable=answerable, start=start, end=start + len(read)
    )
    generator = ScriptedGenerator(answers={TEXT: [best]})
    queries = as_queries([question], today=today)
    [answer] = answer_questions(
        queries,
        [
            [
                Hit(
                    chunk=Chunk(article_id="a", start=0, end=len(TEXT), text=TEXT),
                    score=1.0,
                    date=ARTICLE.date,
                )
            ]
        ],
        generator=generator,
        get_article=lambda _: ARTICLE,
        days=[Days.of(query.dates, None) for query in queries],
        threshold=threshold,
    )
    return answer


def quotes(answer):
    return [TEXT[item.start : item.end] for item in answer.items]


@pytest.mark.parametrize("question", ["飞船航天员是谁？", "有哪些航天员？"])
def test_a_list_is_given_whole_with_each_member(question):
    answer = ask(question, "陈安")
    assert (answer.kind, answer.text) == (AnswerKind.LIST, "陈安、刘宁和蔡旭")
    assert quotes(answer) == ["陈安", "刘宁", "蔡旭"]
    assert answer.citations[0].quote == answer.text
    assert said(answer) == answer.text


def test_one_person_is_no_list():
    answer = ask("谁推迟通车？", "清河大桥")
    assert (answer.kind, answer.items) == (AnswerKind.SPAN, ())


def test_yes_is_said_with_its_sentence():
    answer = ask("清河大桥通车了吗？", "昨日")
    assert (answer.kind, answer.text) == (AnswerKind.YES, "昨日")
    assert quotes(answer) == ["清河大桥昨日通车。"]
    assert said(answer) == "是：清河大桥昨日通车。"


def test_what_the_reader_would_refuse_is_decided_by_its_sentence():
    answer = ask("清河大桥通车了吗？", "三百米" if "三百米" in TEXT else "五月", answerable=0.1)
    assert (answer.kind, answer.text) == (AnswerKind.YES, "清河大桥昨日通车。")
    assert (answer.reason, answer.answerable, answer.confidence) == (None, 0.9, 0.9)


def test_the_reader_says_no_itself():
    answer = ask("桥上骑车可以吗？", "不可以")
    assert (answer.kind, quotes(answer)) == (AnswerKind.NO, ["桥上不可以骑车。"])


def test_what_is_undecided_is_refused_or_shown_with_its_sentence():
    refused = ask("清河大桥收费吗？", "五月", answerable=0.1)
    assert (refused.text, refused.reason, refused.items) == (None, Refusal.IMPROBABLE, ())
    shown = ask("清河大桥收费吗？", "五月")
    assert (shown.kind, shown.text) == (AnswerKind.PASSAGE, "五月")
    assert quotes(shown) == ["由于连日暴雨，清河大桥推迟到五月通车。"]


def test_why_is_explained_though_the_reader_refuses():
    answer = ask("清河大桥为什么推迟通车？", "昨日", answerable=0.1)
    assert (answer.kind, answer.reason) == (AnswerKind.PASSAGE, None)
    assert answer.text == "由于连日暴雨，清河大桥推迟到五月通车。" == said(answer)
    assert quotes(answer) == [answer.text]
    assert ask("夜校为什么停课？", "昨日", answerable=0.1).reason is Refusal.IMPROBABLE


def test_a_threshold_holds_back_what_is_less_sure():
    answer = ask("清河大桥为什么推迟通车？", "昨日", answerable=0.1, threshold=0.95)
    assert (answer.text, answer.reason, answer.citations) == (None, Refusal.UNSURE, ())


def test_an_article_of_other_days_explains_nothing():
    today = dt.date(2033, 1, 1)
    answer = ask("清河大桥昨天为什么推迟通车？", "五月", answerable=0.1, today=today)
    assert answer.text is None
