import pytest

from eval.bench import digests
from eval.datasets import Question, article_of
from eval.errors import DataError
from qa.records import Article
from tests.fakes import HashEmbedder

NAMES = [
    "柳坝",
    "青石",
    "雾岭",
    "望溪",
    "白河",
    "云岭",
    "石桥",
    "南湾",
    "东塘",
    "西坪",
    "北仓",
    "竹园",
]
QUESTIONS = [
    Question(
        id=f"q{i}",
        group=f"{i}",
        question=f"{name}大桥的长度是多少？",
        answers=(f"{300 + i}米",),
        context=f"{name}大桥上周通车，长度是{300 + i}米。市民可以免费通行。天气晴好。",
    )
    for i, name in enumerate(NAMES)
]
UNANSWERED = Question(id="x", group="x", question="谁？", answers=("无",), context="今天有雨。")
OTHERS = {f"o{i}": Article(id=f"o{i}", title="", text=f"第{i}届书展开幕了。") for i in range(9)}


def measured(tmp_path, pairs, part="dev", questions=(*QUESTIONS, UNANSWERED)):
    return digests.measure(
        questions,
        distractors=OTHERS,
        sample=4,
        folder=tmp_path / "a",
        part=part,
        pairs=pairs,
        embedder=HashEmbedder,
    )


def timeless(row):
    return {name: value for name, value in row.items() if name != "seconds"}


def test_thresholds_are_measured_side_by_side(tmp_path):
    strict, chosen, all_ = measured(tmp_path, [(1.0, 0.9), (0.5, 0.9), (0.0, 0.0)])
    assert (strict["relevant"], strict["share"]) == (1.0, 0.9)
    assert (strict["found"], strict["refused"], strict["absent"]) == (1, 0, 1)  # by the nearest
    assert strict["sentences"] <= chosen["sentences"]
    assert (chosen["found"], chosen["refused"]) == (1, 0)
    assert chosen["own"] >= all_["own"] > 0
    assert 12 >= all_["sentences"] >= chosen["sentences"]
    assert (all_["found"], all_["refused"]) == (1, 0)
    assert strict["auroc"] == chosen["auroc"] == 1.0
    assert all_["absent"] == 1  # no article has the bridge that the question names


def test_the_parts_have_no_question_in_common(tmp_path):
    parts = [
        measured(tmp_path, [(0.2, 0.5)], part=part)[0]["questions"] for part in ("dev", "test")
    ]
    assert min(parts) > 0
    assert sum(parts) == len(QUESTIONS)  # that without an answer in its article is left out


def test_an_archive_of_other_articles_is_emptied(tmp_path):
    before = measured(tmp_path, [(0.2, 0.5)])
    with digests.Archive.open(tmp_path / "a", embedder=HashEmbedder()) as archive:
        archive.add([article_of(question.context) for question in QUESTIONS])
    after = measured(tmp_path, [(0.2, 0.5)])
    assert [timeless(row) for row in after] == [timeless(row) for row in before]


def test_what_cannot_be_measured_is_an_error(tmp_path, capsys):
    with pytest.raises(DataError, match="0 questions in part 'dev': too few"):
        measured(tmp_path, [(0.2, 0.5)], questions=[UNANSWERED])
    assert digests.main([str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err
