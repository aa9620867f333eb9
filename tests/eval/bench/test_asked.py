"""Questions as people ask: what an answer to one is counted as, and the table of it."""

import pytest

from eval.bench import asked
from eval.bench.asked import as_table, ask, outcome
from eval.kinds.asked import half_of, read_asked
from qa import load_generator
from qa.answering.citations import cite
from qa.records import Answer, AnswerKind, Article, Field, Span
from tests.eval.bench.asked_of import FIRST, SECOND, TEXT

ARTICLE = Article(id="a1", title="渡口停航", text=TEXT)


def answered(place, kind=AnswerKind.SPAN, *, field=Field.TEXT):
    cited = cite(ARTICLE, Span(start=place[0], end=place[1]), field)
    return Answer(
        question="？",
        text=cited.quote,
        confidence=0.5,
        answerable=0.5,
        citations=(cited,),
        kind=kind,
    )


REFUSED = Answer(question="？", text=None, confidence=0.1, answerable=0.1)


@pytest.mark.parametrize(
    ("answer", "kind", "spans", "counted"),
    [
        (REFUSED, "why", [SECOND], ["refused"]),
        (REFUSED, "trap", [], ["refused"]),
        (answered((14, 16)), "why", [SECOND], ["right"]),
        (answered((2, 5)), "why", [SECOND], ["wrong"]),
        (answered((2, 5)), "trap", [], ["wrong"]),
        (answered((0, 4), field=Field.TITLE), "fact", [FIRST], ["wrong"]),
        (answered(FIRST, AnswerKind.YES), "yes", [FIRST], ["decided", "right"]),
        (answered(FIRST, AnswerKind.NO), "yes", [FIRST], ["wrong"]),
        (answered(FIRST, AnswerKind.YES), "yes", [SECOND], ["wrong"]),
        (answered(FIRST, AnswerKind.YES), "fact", [FIRST], ["wrong"]),
        (answered(FIRST, AnswerKind.PASSAGE), "no", [FIRST], ["right"]),
    ],
)
def test_what_an_answer_counts_as(answer, kind, spans, counted):
    assert outcome(answer, kind, ARTICLE, spans) == counted


def test_the_unseen_articles_questions_are_asked_of_all(labels):
    several = read_asked(labels)
    assert [one.unseen for one in several] == [False, True]
    half = half_of("a1", TEXT)
    rows = ask(several, half=half, generator=load_generator("generator"))
    assert [(row["id"], row["kind"]) for row in rows] == [("a1", "fact"), ("a1", "trap")]
    assert rows[0]["outcome"] == ["right"]
    assert rows[1]["outcome"] == ["refused"]
    assert as_table(rows).splitlines()[-1] == "| all but traps | 1 | 1 | 21%–100% | 0 | 0 | 0 |"
    elsewhere = "report" if half == "choose" else "choose"
    assert ask(several, half=elsewhere, generator=load_generator("generator")) == []


def test_the_command_line(labels, capsys):
    out = labels / "rows.jsonl"
    half = half_of("a1", TEXT)
    assert asked.main(["--data", str(labels), "--half", half, "--out", str(out)]) == 0
    assert "| fact | 1 | 1 |" in capsys.readouterr().out
    assert len(out.read_text("utf-8").splitlines()) == 2
