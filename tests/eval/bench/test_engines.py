import json

from pytest import approx

from eval.bench import engines
from tests.fakes import HashEmbedder
from tests.models.tiny import save_tiny

CONTEXTS = [f"云河市第{i}座桥今天恢复通行，历时{i}天。" for i in range(12)]


def test_a_context_that_equals_its_question_is_found_first():
    found = engines.finding(
        engines.ranks(HashEmbedder(dimension=64), [(text, text) for text in CONTEXTS])
    )
    assert found == {"R@1": 1.0, "R@10": 1.0, "MRR@10": 1.0}


def test_a_swapped_context_counts_by_its_rank():
    one, two = "粮食会议", "东湖图书馆"
    found = engines.finding(engines.ranks(HashEmbedder(dimension=64), [(one, two), (two, one)]))
    assert found == {"R@1": 0.0, "R@10": 1.0, "MRR@10": approx(0.5)}


def test_the_first_engine_is_what_the_others_are_compared_with():
    one, other = HashEmbedder(dimension=64), HashEmbedder(dimension=64)
    asked = [(text, text) for text in CONTEXTS]
    rows = engines.compare(CONTEXTS, asked, engines={"a": lambda: one, "b": lambda: other})
    assert [(row["engine"], row["lowest cosine"]) for row in rows] == [("a", 1.0), ("b", 1.0)]
    assert [row["p (R@1)"] for row in rows] == [1.0, 1.0]
    assert engines.table(rows).count("\n") == 3


def test_the_engines_agree(tmp_path):
    loads = engines.engines(str(save_tiny(tmp_path) / "embedder"))
    rows = engines.compare(CONTEXTS, [], engines=loads)
    assert {row["engine"] for row in rows} >= {"torch fp32", "torch int8 dynamic"}
    assert all(row["lowest cosine"] > 0.98 for row in rows)


def test_the_command_prints_the_engines_it_is_asked_for(tmp_path, capsys):
    article = {
        "id": "a1",
        "title": "粮食会议",
        "text": "县长李明远昨日主持召开会议。" * 9,
    }
    asked = {"question": "谁主持召开会议？", "context": article["text"]}
    for name, line in (("articles.jsonl", article), ("questions.jsonl", asked)):
        (tmp_path / name).write_text(json.dumps(line, ensure_ascii=False), encoding="utf-8")
    model = save_tiny(tmp_path / "models") / "embedder"
    arguments = f"{tmp_path}/articles.jsonl --questions {tmp_path}/questions.jsonl --model {model}"
    names = ["openvino fp32", "torch bf16 weights"]
    assert engines.main([*arguments.split(), "--engines", *names]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" | ")[0] for line in lines[2:]] == [f"| {name}" for name in names]
