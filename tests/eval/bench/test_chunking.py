import json

import numpy as np
import pytest

from eval.bench import chunking
from qa import Article
from tests.fakes import HashEmbedder

LONG = Article(
    id="a",
    title="云岭桥通车",
    text="云岭桥昨日恢复通车。" + "市民早早赶来。" * 100 + "总投资三亿元。",
)


@pytest.mark.parametrize(
    ("title", "first", "last"),
    [
        ("front", "云岭桥通车\n云岭桥昨日", "云岭桥通车\n"),
        ("first", "云岭桥通车\n云岭桥昨日", "市民早早"),
        ("none", "云岭桥昨日", "市民早早"),
        ("back", "云岭桥昨日", "市民早早"),
    ],
)
def test_where_the_title_stands(title, first, last):
    passages = chunking.Way.of(f"150/0/{title}").passages(LONG, HashEmbedder())
    assert len(passages) > 3
    assert passages[0].startswith(first)
    assert passages[-1].startswith(last)
    assert passages[0].endswith("\n云岭桥通车") == (title == "back")


def test_a_way_of_another_form_is_an_error():
    with pytest.raises(ValueError, match="title is 'left'"):
        chunking.Way.of("300/1/left")


def test_an_article_is_as_near_as_its_nearest_passage():
    vectors = np.array([[1, 0], [0, 1], [0.8, 0.6]], np.float32)
    queries = np.array([[0, 1], [0, 1], [1, 0]], np.float32)
    found = chunking.places(queries, ["a", "b", "b"], ["a", "a", "b"], vectors)
    assert found.tolist() == [1, 2, 2]


def test_an_article_equally_near_does_not_stand_before():
    same = np.array([[1, 0], [1, 0]], np.float32)
    assert chunking.places(same[:1], ["b"], ["a", "b"], same).tolist() == [1]


def test_the_first_way_is_what_the_others_are_compared_with():
    others = [Article(id=f"o{i}", title="", text=f"青石镇第{i}号消息。") for i in range(5)]
    rows = list(
        chunking.compare(
            [("云岭桥总投资", LONG)],
            others,
            ways=["300/1/front", "20/0/none"],
            embedder=HashEmbedder(),
        )
    )
    assert [row[0] for row in rows] == ["300/1/front", "20/0/none"]
    assert [row[2] for row in rows] == ["1.0000", "1.0000"]
    assert int(rows[1][1]) > int(rows[0][1])
    assert [row[-1] for row in rows] == ["1.000", "1.000"]


def test_a_field_of_titled_articles_can_be_what_is_asked(tmp_path):
    rows = [
        {"title": "云岭桥通车", "subtitle": "总投资三亿元", "text": "桥通了。"},
        {"title": "没有副题", "text": "不算。"},
        {"title": "", "subtitle": "没有标题", "text": "不算。"},
    ]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), "utf-8")
    ((query, article),) = chunking._asked(path, "subtitle")
    assert (query, article.title) == ("总投资三亿元", "云岭桥通车")
