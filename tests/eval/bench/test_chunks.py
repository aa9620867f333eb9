"""Ways of weighing what is read of the chunks, side by side."""

import math

import pytest

from eval.bench import chunks
from eval.datasets import Question, article_of
from qa.answering.spans.candidates import Weighing
from qa.records import Chunk, Hit
from qa.search.query import as_queries
from tests.generators import ScriptedGenerator, Written

FIRST = article_of("青石镇新桥昨日通车，桥长三百米。")
SECOND = article_of("云岭市图书馆今年添书二千册。")
ARTICLES = {article.id: article for article in (FIRST, SECOND)}
ANSWERS = {
    FIRST.text: [Written(text="三百米", confidence=0.9, answerable=0.9)],
    SECOND.text: [Written(text="二千册", confidence=0.8, answerable=0.8)],
}


def hit(article, score):
    text = article.text
    return Hit(chunk=Chunk(article_id=article.id, start=0, end=len(text), text=text), score=score)


def case(text, answers, about, *hits):
    question = Question(id=text, group=about.id, question=text, answers=answers)
    (query,) = as_queries([text])
    return chunks.Case(name="桥与书", question=question, query=query, days=None, hits=hits)


CASES = [
    case("新桥多长？", ("三百米",), FIRST, hit(FIRST, 1.0), hit(SECOND, 0.9)),
    case("图书馆添了多少书？", ("二千册",), SECOND, hit(FIRST, 1.0), hit(SECOND, 0.9)),
]


def readings(tmp_path, generator):
    return chunks.Readings(generator, tmp_path / "readings.jsonl")


def test_ways_are_measured_side_by_side_and_a_chunk_is_read_once(tmp_path):
    generator = ScriptedGenerator(answers=ANSWERS)
    ways = [Weighing(near=0.0, sure=math.inf), Weighing(near=0.0, sure=0.7)]
    all_, some, *together = chunks.measure(
        CASES, ways, generator=readings(tmp_path, generator), articles=ARTICLES
    )
    assert (all_["set"], all_["n"], all_["em"], all_["read"]) == ("桥与书", 2, 0.5, 2.0)
    assert (some["em"], some["read"], some["p"]) == (0.5, 1.0, 1.0)
    assert (all_["n lower"], all_["lower"], all_["refused"]) == (1, 0.0, None)
    assert [row["set"] for row in together] == ["all", "all"]
    assert generator.calls == ["answer 2", "answer 2"]


def test_what_was_read_is_kept(tmp_path):
    asked = {"questions": ["新桥多长？"], "contexts": [FIRST.text], "prefaces": [""]}
    once = readings(tmp_path, ScriptedGenerator(answers=ANSWERS)).answer(**asked)
    nothing = ScriptedGenerator()
    again = readings(tmp_path, nothing).answer(**asked)
    assert again == once
    assert (again[0].generations[0].text, again[0].generations[0].answerable) == ("三百米", 0.9)
    assert nothing.calls == []


def test_the_command_says_what_is_wrong(tmp_path, capsys):
    assert chunks.main([str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err


@pytest.mark.parametrize(("first", "lower"), [(FIRST, True), (SECOND, False)])
def test_an_article_found_but_not_first_is_lower(first, lower):
    other = SECOND if first is FIRST else FIRST
    one = case("添了多少书？", ("二千册",), SECOND, hit(first, 1.0), hit(other, 0.5))
    assert one.lower is lower
