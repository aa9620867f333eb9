"""Our own pages, read whole: titles, bylines, dates, pull quotes and paragraphs are exact."""

import json
from pathlib import Path

import pytest

from qa.reading import read_articles
from qa.reading.newspaper import parse

PAGES = Path(__file__).parent / "pages"
EXPECTED = json.loads((PAGES / "expected.json").read_text(encoding="utf-8"))


def test_every_page_has_its_expectation():
    assert sorted(EXPECTED) == sorted(page.name for page in PAGES.glob("*.txt"))


@pytest.mark.parametrize("name", EXPECTED)
def test_page(name):
    articles = read_articles(PAGES / name)
    assert [
        {
            "title": article.title,
            "byline": article.byline,
            "date": article.date and article.date.isoformat(),
            "pull_quotes": list(article.pull_quotes),
            "captions": list(article.captions),
            "paragraphs": article.text.split("\n"),
        }
        for article in articles
    ] == [{"captions": [], **wanted} for wanted in EXPECTED[name]["articles"]]
    assert {article.origin.encoding for article in articles} == {EXPECTED[name]["encoding"]}


@pytest.mark.parametrize("name", EXPECTED)
def test_furniture(name):
    text = (PAGES / name).read_bytes().decode(EXPECTED[name]["encoding"])
    found = [text[span.start : span.end].strip() for span in parse(text).furniture]
    assert found == EXPECTED[name]["furniture"]


@pytest.mark.parametrize("name", EXPECTED)
def test_every_character_maps_to_its_own_place_in_the_file(name):
    text = (PAGES / name).read_bytes().decode(EXPECTED[name]["encoding"])
    for article in read_articles(PAGES / name):
        assert article.origin.file == str(PAGES / name)
        for place, character in enumerate(article.text):
            span = article.origin.locate(place, place + 1)
            assert text[span.start : span.end] == character


@pytest.mark.parametrize("name", ["prose.txt", "list.txt", "steps.txt", "quatrain.txt"])
def test_a_text_that_is_no_page_is_kept_whole(name):
    text = (PAGES / name).read_text(encoding="utf-8")
    (article,) = read_articles(PAGES / name)
    assert article.text == "\n".join(line for line in text.split("\n") if line)
    assert (article.title, article.byline, article.pull_quotes) == ("", None, ())
