"""What is said of a quotation."""

import pytest

from qa.quoting import fitting, holds_many, in_its_sentence
from qa.records import Chunk, Citation, Hit


@pytest.mark.parametrize(
    ("file", "many"),
    [
        ("渠志.jsonl", True),
        ("渠志.JSONL.gz", True),
        ("渠志/1998.csv.xz", True),
        ("渠志.xml.bz2", True),
        ("渠志.zip/村.json", True),
        ("总结.xml.pdf", False),
        ("1998.json.txt", False),
        ("渠志.csv.docx", False),
        ("渠志.txt.gz", False),
        ("渠志.json.txt.gz", False),
        ("json", False),
        ("", False),
        (None, False),
    ],
)
def test_files_of_many_articles(file, many):
    assert holds_many(file) is many


CLAUSE = "渠首的闸门换成了钢制的，"


def around(before, quote, after):
    text = f"{before}{quote}{after}"
    hit = Hit(
        chunk=Chunk(article_id="a", start=0, end=len(text), text=text),
        score=1.0,
        dense=None,
        sparse=None,
    )
    place = {"start": len(before), "end": len(before) + len(quote), "title": "渠", "date": None}
    return in_its_sentence([hit], Citation(article_id="a", quote=quote, **place))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("全长", "，去年建成。", ("全长", "，去年建成。")),
        (f"东渠修好了。{CLAUSE}全长", "，去年建成。", (f"{CLAUSE}全长", "，去年建成。")),
        (CLAUSE * 9 + "全长", "。", ("…" + CLAUSE * 4 + "全长", "。")),
        ("全长", "，" + CLAUSE * 9, ("全长", "，" + CLAUSE * 4 + "…")),
        ("渠" * 99, "渠" * 99, ("…" + "渠" * 60, "渠" * 60 + "…")),
        ("渠" * 99 + "，", "。堤加高了。", ("…", "。")),
    ],
)
def test_around_a_quotation_stand_whole_clauses_of_its_sentence(before, after, shown):
    assert around(before, "12公里", after) == (shown[0], "12公里", shown[1])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("渠长12公里。", "渠长12公里。"),
        (CLAUSE * 50, CLAUSE * 50),
        (CLAUSE * 250, CLAUSE * 50 + "……（共 3000 字）"),
        ("渠" * 601, "渠" * 600 + "……（共 601 字）"),
        ("", ""),
    ],
)
def test_of_a_very_long_passage_the_first_clauses_are_shown(text, shown):
    assert fitting(text) == shown
