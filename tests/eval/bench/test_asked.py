"""Questions as people ask: what an answer to one is counted as, and the table of it."""

from dataclasses import replace

import pytest

from eval.bench import asked
from eval.bench.asked import as_table, ask, outcome
from eval.kinds.asked import Written, half_of, read_asked
from qa import load_generator
from qa.answering.citations import cite
from qa.records import Answer, AnswerKind, Article, Field, Span
from tests.eval.bench.asked_of import FIRST, SECOND, TEXT, ByWord

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
NEAR = cite(ARTICLE, Span(start=SECOND[0], end=SECOND[1]), Field.TEXT)


@pytest.mark.parametrize(
    ("answer", "kind", "spans", "counted"),
    [
        (REFUSED, "why", [SECOND], ["refused"]),
        (REFUSED, "trap", [], ["refused"]),
        (replace(REFUSED, nearest=NEAR), "why", [SECOND], ["refused", "shown"]),
        (replace(REFUSED, nearest=NEAR), "why", [FIRST], ["refused"]),
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
    assert as_table(rows).splitlines()[-1] == (
        "| all but traps | 1 | 1 | 21%–100% | 0 | 0 | 0 | 0 | 0 | 0 |"
    )
    elsewhere = "report" if half == "choose" else "choose"
    assert ask(several, half=elsewhere, generator=load_generator("generator")) == []


def test_the_command_line(labels, capsys):
    out = labels / "rows.jsonl"
    half = half_of("a1", TEXT)
    assert asked.main(["--data", str(labels), "--half", half, "--out", str(out)]) == 0
    assert "| fact | 1 | 1 |" in capsys.readouterr().out
    assert len(out.read_text("utf-8").splitlines()) == 2


def test_the_questions_for_yes_or_no_are_labels_of_their_own(labels, capsys):
    folder = labels / "labels"
    for part in ("", "_unseen"):
        (folder / f"asked{part}.jsonl").rename(folder / f"asked_yes_no{part}.jsonl")
    own = ["--data", str(labels), "--half", half_of("a1", TEXT), "--labels", "asked_yes_no"]
    assert asked.main(own) == 0
    assert "| trap | 1 | 0 |" in capsys.readouterr().out


def test_what_the_selector_gave_is_counted_beside():
    row = {"kind": "why", "outcome": ["right"], "selected": False}
    rows = [row, {**row, "selected": True}, {**row, "outcome": ["wrong"], "selected": True}]
    assert as_table(rows).splitlines()[2] == "| why | 3 | 2 | 21%–94% | 0 | 1 | 0 | 0 | 1 | 1 |"


def test_what_a_selector_gives_is_known(labels):
    generator = load_generator("generator")
    generator.selector = ByWord()
    why = Written(kind="why", question="渡口为啥不开了？", spans=(SECOND,))
    several = read_asked(labels)
    several[1] = replace(several[1], questions=(*several[1].questions[:1], why))
    rows = ask(several, half=half_of("a1", TEXT), generator=generator)
    assert [(row["selected"], row["outcome"]) for row in rows] == [
        (False, ["right"]),
        (True, ["right"]),
    ]
