"""Where titles stand in the files that articles are read from."""

import json

import pytest

from qa import Archive, Field, file_text, read_articles
from qa.reading.headings import placed
from qa.reading.origin import Source
from qa.records import Article, Origin, Piece
from tests.fakes import HashEmbedder

PAGE = """云岭市三座老桥同日通车
夜间不再限行

本报讯 昨日，清河桥等三座老桥加固完工，恢复通车。

青石镇夜校开课

本报讯 青石镇夜校昨日开课，今年报名的有312人。
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.txt", PAGE),
        ("one.md", "# 青石镇夜校开课\n\n今年报名的有312人，比去年多一成。\n"),
        ("one.jsonl", json.dumps({"id": "a", "title": "夜校“开课”", "text": "报名的有312人。"})),
        (
            "two.jsonl",
            '{"text": "报名的有312人。", "title": "夜校\\u0022开课\\"", "id": "b"}\n',
        ),
    ],
)
def test_a_title_is_cited_where_it_stands_in_the_file(tmp_path, name, text):
    (tmp_path / name).write_text(text, "utf-8")
    articles = read_articles(tmp_path / name)
    with Archive.open(tmp_path / "archive", embedder=HashEmbedder()) as archive:
        archive.add(articles)
        for article in articles:
            assert article.title
            cited = archive.cite(article.id, 1, len(article.title), field=Field.TITLE)
            there = file_text(tmp_path / name)[cited.file_start : cited.file_end]
            plain = json.loads(f'"{there}"') if name.endswith("jsonl") else "".join(there.split())
            assert plain == "".join(article.title[1:].split())
            assert (cited.quote, cited.file_state) == (article.title[1:], "same")
        assert archive.verify(files=True).problems == ()


def test_a_title_that_the_file_has_no_more_is_found_by_verify(tmp_path):
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    with Archive.open(tmp_path / "archive", embedder=HashEmbedder()) as archive:
        archive.add(read_articles(tmp_path / "page.txt"))
        (tmp_path / "page.txt").write_text(PAGE.replace("夜校开课", "夜校停课"), "utf-8")
        problems = archive.verify(files=True).problems
    assert any("its title is not what stands in" in problem for problem in problems)


@pytest.mark.parametrize(
    ("title", "text", "pieces"),
    [
        ("清河桥通车", "清河桥通车\n清河桥通车\n正文", [(0, 6, 5)]),
        ("清河桥通车", "清河桥\n 通车\n正文", [(0, 0, 3), (3, 5, 2)]),
        ("清河桥 通车", "清河桥\n\n通车\n正文", [(0, 0, 3), (3, 3, 1), (4, 5, 2)]),
        ("清河桥 通车", "清河桥通车\n正文", []),
        ("青石桥", "清河桥\n正文", []),
        ("", "清河桥\n正文", []),
    ],
)
def test_the_nearest_place_before_the_text(title, text, pieces):
    at = text.index("正文")
    origin = Origin(
        file="/a.txt",
        encoding="utf-8",
        sha256="0" * 64,
        pieces=(Piece(start=0, file_start=at, length=2),),
    )
    source = Source.of(b"", file="f.txt", encoding="utf-8", text=text)
    made = placed(Article(id="a", title=title, text="正文", origin=origin), source)
    assert [(x.start, x.file_start, x.length) for x in made.origin.title] == pieces
