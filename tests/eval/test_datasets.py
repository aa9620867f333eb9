import datetime as dt
import json
import lzma

import pytest

from eval.datasets import article_of, read_pairs, read_predictions, read_questions
from eval.errors import DataError
from qa.records import Article

CONTEXT = "青石镇的图书馆四月一日开馆，馆长是周文兰。"
SHARED = {
    "id": "t-1",
    "source": "t",
    "question": "馆长是谁？",
    "context": CONTEXT,
    "answers": ["周文兰"],
    "answer_start": 17,
    "answerable": True,
}


def write(path, *records):
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), "utf-8")
    return path


def squad(path, *qas):
    blocks = {"data": [{"paragraphs": [{"context": CONTEXT, "qas": list(qas)}]}]}
    path.write_text(json.dumps(blocks, ensure_ascii=False), "utf-8")
    return path


def test_shared(tmp_path):
    path = tmp_path / "q.jsonl.xz"
    with lzma.open(path, "wt", encoding="utf-8") as lines:
        # U+2028 inside a text must not end the line
        lines.write(json.dumps(SHARED | {"question": "馆长\u2028是谁"}, ensure_ascii=False) + "\n")
        lines.write(json.dumps(SHARED | {"id": "t-2", "answers": [], "answerable": False}) + "\n")
    first, second = read_questions(path, layout="shared")
    assert first.question == "馆长\u2028是谁"
    assert first.answers == ("周文兰",)
    assert first.group == second.group == article_of(CONTEXT).id
    assert first.relevant == ((first.group, 1),)
    assert (second.answers, second.relevant) == ((), ())


def test_squad(tmp_path):
    path = squad(
        tmp_path / "q.json",
        {"id": "a", "question": "馆长是谁？", "answers": [{"text": "周文兰", "answer_start": 17}]},
        {"id": "b", "question": "几时闭馆？", "answers": [], "is_impossible": True},
    )
    first, second = read_questions(path, layout="squad")
    assert (first.id, first.answers, first.context) == ("a", ("周文兰",), CONTEXT)
    assert first.relevant == ((first.group, 1),)
    assert (second.id, second.answers, second.relevant) == ("b", (), ())


def test_user(tmp_path):
    path = write(
        tmp_path / "q.jsonl",
        {"question": "馆长是谁？", "answers": ["周文兰", "周馆长"], "articles": ["n1"]},
        {"id": "own", "question": "谁捐了书？", "answers": [], "articles": []},
        {"question": "几时开馆？", "answers": ["四月一日"], "articles": ["开馆"]},
    )
    articles = {"n1": Article(id="n1", title="开馆", text=CONTEXT)}
    first, second, third = read_questions(path, layout="user", articles=articles)
    assert (first.id, first.group, first.context) == ("q1", "n1", CONTEXT)
    assert (second.id, second.group, second.context) == ("own", "own", None)
    assert (third.id, third.group, third.relevant) == ("q3", "n1", (("n1", 1),))


def test_beir(tmp_path):
    write(tmp_path / "corpus.jsonl", {"_id": "d1", "title": "", "text": CONTEXT})
    write(tmp_path / "queries.jsonl", {"_id": "k1", "text": "馆长"}, {"_id": "k2", "text": "无"})
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nk1\td1\t2\n")
    (only,) = read_questions(tmp_path, layout="beir")
    assert (only.id, only.relevant) == ("k1", (("d1", 2),))
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nk1\td9\t2\n")
    with pytest.raises(DataError, match=r"test\.tsv:2: query 'k1' or article 'd9'"):
        read_questions(tmp_path, layout="beir")


@pytest.mark.parametrize(
    ("queries", "corpus", "qrels", "message"),
    [
        (["k1", "k1"], ["d1"], "", r"queries\.jsonl:2: id 'k1' is that of .*queries\.jsonl:1"),
        (["k1"], ["d1", "d1"], "", r"corpus\.jsonl:2: id 'd1' is that of .*corpus\.jsonl:1"),
        (["k1"], ["d1"], "k1\td1\t0\n", r"test\.tsv:3: 'k1' and 'd1' are judged twice"),
    ],
)
def test_beir_ids_given_twice(tmp_path, queries, corpus, qrels, message):
    write(tmp_path / "corpus.jsonl", *({"_id": name, "text": CONTEXT} for name in corpus))
    write(tmp_path / "queries.jsonl", *({"_id": name, "text": "馆长"} for name in queries))
    (tmp_path / "qrels").mkdir()
    head = "query-id\tcorpus-id\tscore\n"
    (tmp_path / "qrels" / "test.tsv").write_text(f"{head}k1\td1\t1\n{qrels}")
    with pytest.raises(DataError, match=message):
        read_questions(tmp_path, layout="beir")


def test_beir_judgements_without_a_head_lose_none(tmp_path):
    write(tmp_path / "corpus.jsonl", {"_id": "d1", "text": CONTEXT})
    write(tmp_path / "queries.jsonl", {"_id": "k1", "text": "馆长"})
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text("k1\td1\t1\n")
    with pytest.raises(DataError, match=r"test\.tsv:1: .* is not the head query-id"):
        read_questions(tmp_path, layout="beir")


def test_pairs(tmp_path):
    record = {"id": "s1", "kind": "headline", "target": "图书馆开馆", "text": CONTEXT}
    record["date"] = "2031-04-02"
    path = write(
        tmp_path / "s.jsonl",
        record,
        {**record, "id": "s2", "kind": "brief"},
        {"id": "s3", "kind": "headline", "target": "开馆", "article": "n1"},
    )
    articles = {"n1": Article(id="n1", title="", text="另一篇文章。")}
    pairs = read_pairs(path, select={"kind": "headline"}, articles=articles)
    assert [(pair.id, pair.text, pair.group) for pair in pairs] == [
        ("s1", CONTEXT, article_of(CONTEXT).id),
        ("s3", "另一篇文章。", "n1"),
    ]
    assert [pair.date for pair in pairs] == [dt.date(2031, 4, 2), None]
    with pytest.raises(DataError, match=r"no record has .*summary"):
        read_pairs(path, select={"kind": "summary"}, articles=articles)


def test_articles_of_an_archive_with_their_headlines(tmp_path):
    article = {
        "id": "n1",
        "date": "2031-04-02",
        "title": "青石镇图书馆开馆",
        "text": CONTEXT * 6,
        "tags": ["01版"],
        "column": "要闻",
    }
    path = write(
        tmp_path / "a.jsonl",
        article,
        {**article, "id": "n2", "title": "开馆"},
        {**article, "id": "n3", "title": "馆" * 61},
        {**article, "id": "n4", "title": None},
        {**article, "id": "n5", "text": CONTEXT},
        {**article, "id": "n6", "tags": ["01版", "图片报道"]},
        {**article, "id": "n7", "column": "广告"},
        {"id": "n8", "title": "馆" * 60, "text": "馆" * 120},
    )
    first, last = read_pairs(path, layout="archive", select={"kind": "headline"})
    assert (first.id, first.kind, first.target) == ("n1", "headline", "青石镇图书馆开馆")
    assert (first.text, first.date) == (CONTEXT * 6, dt.date(2031, 4, 2))
    assert last.id == "n8"
    with pytest.raises(DataError, match=r"no record has .*brief"):
        read_pairs(path, layout="archive", select={"kind": "brief"})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"question": None}, r"q\.jsonl:2: field 'question' is None, not a string"),
        ({"question": " "}, r"q\.jsonl:2: field 'question' is empty"),
        ({"answers": [""]}, r"q\.jsonl:2: field 'answers' holds an empty string"),
        ({"answers": "周文兰"}, r"q\.jsonl:2: field 'answers' is '周文兰', not a list"),
        ({"answers": []}, r"q\.jsonl:2: answerable is True, answers are \(\)"),
        ({"id": "t-1"}, r"records 1 and 2 both have id 't-1'"),
    ],
)
def test_malformed_records(tmp_path, change, message):
    path = write(tmp_path / "q.jsonl", SHARED, SHARED | {"id": "t-2"} | change)
    with pytest.raises(DataError, match=message):
        read_questions(path, layout="shared")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no records"),
        (b"\n\n", "no records"),
        (b'{"id": 1}\n{"id"\n', r"q\.jsonl:1: field 'answers' is missing"),
        (b"{\n", r"q\.jsonl:1: not JSON"),
        (b"[1]\n", r"q\.jsonl:1: a list, not an object"),
        (b"\xff\xfe\n", r"q\.jsonl:1: cannot be read"),
    ],
)
def test_malformed_files(tmp_path, content, message):
    path = tmp_path / "q.jsonl"
    path.write_bytes(content)
    with pytest.raises(DataError, match=message):
        read_questions(path, layout="shared")


def test_a_torn_archive_and_a_missing_file(tmp_path):
    whole = lzma.compress(json.dumps(SHARED).encode() + b"\n")
    (tmp_path / "q.jsonl.xz").write_bytes(whole[:-20])
    with pytest.raises(DataError, match=r"q\.jsonl\.xz:2: cannot be read"):
        read_questions(tmp_path / "q.jsonl.xz", layout="shared")
    with pytest.raises(DataError, match="no such file"):
        read_questions(tmp_path / "none.jsonl", layout="shared")
    with pytest.raises(DataError, match=r"unknown format 'csv' .* \['beir', 'shared'"):
        read_questions(tmp_path / "q.csv", layout="csv")


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"id": "a", "question": "？", "answers": []}, "question 'a': 0 answers, but"),
        (
            {"id": "a", "question": "？", "answers": [{"text": "甲"}], "is_impossible": True},
            "question 'a': 1 answers, but is_impossible is True",
        ),
        ({"id": "a", "question": "？", "answers": [{"text": ""}]}, "holds an empty string"),
        ({"id": "a", "question": "？", "answers": [{}]}, "not SQuAD's"),
    ],
)
def test_malformed_squad(tmp_path, entry, message):
    with pytest.raises(DataError, match=message):
        read_questions(squad(tmp_path / "q.json", entry), layout="squad")


def test_user_questions_name_articles_that_exist(tmp_path):
    path = write(
        tmp_path / "q.jsonl", {"question": "谁？", "answers": ["周文兰"], "articles": ["n2"]}
    )
    with pytest.raises(DataError, match=r"q\.jsonl:1: 0 of the 0 articles given are called 'n2'"):
        read_questions(path, layout="user")
    write(path, {"question": "谁？", "answers": ["周文兰"], "articles": []})
    with pytest.raises(DataError, match="has answers but names no article"):
        read_questions(path, layout="user")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"a": "x"}', r"1 predictions for 2 references: 1 missing \['b'\], 0 unknown"),
        ('{"a": "x", "b": "y", "c": "z"}', r"0 missing \[\], 1 unknown \['c'\]"),
        ('{"a": "x", "a": "y", "b": "z"}', "'a' is given twice"),
        ('{"a": 1, "b": "z"}', "not a JSON object of id to text"),
        ("[]", "not a JSON object of id to text"),
    ],
)
def test_predictions_must_pair_with_references(tmp_path, content, message):
    path = tmp_path / "p.json"
    path.write_text(content)
    with pytest.raises(DataError, match=message):
        read_predictions(path, ids=["a", "b"])


def test_predictions(tmp_path):
    path = tmp_path / "p.json"
    path.write_text('{"b": "", "a": "周文兰"}', "utf-8")
    assert read_predictions(path, ids=["a", "b"]) == {"a": "周文兰", "b": ""}
