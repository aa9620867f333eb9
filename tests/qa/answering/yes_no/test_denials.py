"""A refusal quotes the sentences that deny what would else be the answer."""

import pytest

from qa.answering.answer import answer_questions
from qa.command.show import console, show_answer
from qa.records import Article, Chunk, Hit, Refusal
from qa.search.query import as_queries
from qa.service.telling import told
from tests.generators import ScriptedGenerator, Written

POLICE = "本报讯 警方昨天否认宋怀远是窃贼。失窃的铜钟重三百斤。"
RUMOUR = "有传闻说宋怀远已移居海外。他昨天在家门口说，自己从未离开过家乡。"
SCHOOL = "青石小学昨天停课，教师邵平说是因为下雪。"


def ask(question, *read):
    """Ask of articles, each with what is read in it: texts, each with its confidence."""
    articles, hits, answers = {}, [], {}
    for number, (text, *found) in enumerate(read):
        articles[str(number)] = Article(id=str(number), title="消息", text=text)
        chunk = Chunk(article_id=str(number), start=0, end=len(text), text=text)
        hits.append(Hit(chunk=chunk, score=1.0))
        answers[text] = [
            Written(text=said, confidence=sure, start=(at := text.index(said)), end=at + len(said))
            for said, sure in found
        ]
    [answer] = answer_questions(
        as_queries([question]),
        [hits],
        generator=ScriptedGenerator(answers=answers),
        get_article=articles.__getitem__,
    )
    return answer


@pytest.mark.parametrize(
    ("question", "text", "said", "denial"),
    [
        ("谁是窃贼？", POLICE, "宋怀远", "警方昨天否认宋怀远是窃贼。"),
        ("宋怀远移居哪里？", RUMOUR, "海外", RUMOUR),
        ("宋怀远发现了什么问题？", "宋怀远查了账。会计发现错账三笔，宋怀远未发现问题。", "错账",
         "会计发现错账三笔，宋怀远未发现问题。"),
    ],
)  # fmt: skip
def test_the_sentences_that_deny_are_quoted(question, text, said, denial):
    answer = ask(question, (text, (said, 0.9)))
    assert (answer.text, answer.reason, answer.citations) == (None, Refusal.DENIED, ())
    (quoted,) = answer.denials
    assert quoted.quote == denial == text[quoted.start : quoted.end]


def test_what_is_not_denied_is_answered_without_them():
    answer = ask("铜钟多重？", (POLICE, ("三百斤", 0.9)))
    assert (answer.text, answer.denials) == ("三百斤", ())
    answer = ask("谁说学校停课？", (POLICE, ("宋怀远", 0.9)), (SCHOOL, ("邵平", 0.8)))
    assert (answer.text, answer.denials) == ("邵平", ())


def test_what_is_left_of_a_reading_has_to_be_nearly_as_sure():
    answer = ask("谁是窃贼？", (POLICE, ("宋怀远", 0.9), ("失窃的铜钟", 0.1)))
    assert (answer.text, answer.reason) == (None, Refusal.DENIED)
    answer = ask("谁是窃贼？", (POLICE, ("宋怀远", 0.9), ("失窃的铜钟", 0.5)))
    assert answer.text == "失窃的铜钟"


def test_a_denial_of_something_else_is_not_shown():
    answer = ask("图书馆几点关门？", (POLICE, ("宋怀远", 0.9)))
    assert (answer.text, answer.reason, answer.denials) == (None, Refusal.NO_CANDIDATE, ())


def test_a_denial_that_has_no_word_of_the_question_denies_no_answer_to_it():
    text = "他们走得慢，不是因为累。煤价涨了两倍以后，老陶转行了。"
    answer = ask("老陶为什么转行？", (text, ("因为累", 0.9)))
    assert (answer.text, answer.denials) == ("煤价涨了两倍以后，老陶转行了。", ())
    answer = ask("老陶转行是谁逼的？", (text, ("因为累", 0.9)))
    assert (answer.text, answer.denials) == (None, ())


def test_the_command_and_a_chat_show_them(capsys):
    answer = ask("谁是窃贼？", (POLICE, ("宋怀远", 0.9)))
    show_answer(console(), answer)
    printed = capsys.readouterr().out
    assert "未作答：文章自己说不是这样，或没有成为事实\n[1] " in printed
    assert "警方昨天否认宋怀远是窃贼。" in printed
    said = told(answer, lambda cited: f"{cited.article_id} {cited.start}")
    assert said.markers == ()
    assert said.text.endswith("\n> 本报讯 警方昨天否认宋怀远是窃贼。\n0 4")
