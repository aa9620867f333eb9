"""Questions as people ask: what an answer to one is counted as, and the table of it."""

import hashlib
import json
import lzma

import pytest

from eval.bench import asked
from eval.bench.asked import as_table, ask, outcome
from eval.kinds.asked import half_of, read_asked
from qa import load_generator
from qa.answering.citations import cite
from qa.records import Answer, AnswerKind, Article, Field, Span

TEXT = "南屏镇的渡口七月起停航。河床淤得太浅，船底常常擦沙。"
ARTICLE = Article(id="a1", title="渡口停航", text=TEXT)
FIRST, SECOND = (0, 12), (12, 26)


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


@pytest.fixture
def labels(tmp_path, monkeypatch):
    """Labels of an article that is learnt from and of one that is not, and the data they are of."""
    folder = tmp_path / "labels"
    folder.mkdir()
    other = "北桥村今年修了两条路。"
    texts = {"asked": ("b1", other, [[0, 11]]), "asked_unseen": ("a1", TEXT, [FIRST, SECOND])}
    with lzma.open(tmp_path / "archive_own.jsonl.xz", "wt", encoding="utf-8") as file:
        for id_, text, _ in texts.values():
            file.write(
                json.dumps({"id": id_, "title": "", "text": text, "date": "2031-07-02"}) + "\n"
            )
    for name, (id_, text, places) in texts.items():
        row = {
            "set": "archive_own",
            "id": id_,
            "sha256": hashlib.sha256(text.encode()).hexdigest()[:16],
            "sentences": places,
            "questions": [
                {"question": "南屏镇的渡口何时停航？", "kind": "fact", "answers": [0]},
                {"question": "石桥为什么停工？", "kind": "trap", "answers": []},
            ],
        }
        (folder / f"{name}.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    monkeypatch.setattr("eval.kinds.asked._LABELS", folder)
    return tmp_path


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
