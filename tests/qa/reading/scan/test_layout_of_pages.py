"""The layout alone, on made pages whose lines are known: nothing is drawn or recognised."""

from bisect import bisect_left, insort
from itertools import chain

import pytest

from eval.scans.pages import gold_page
from qa.reading.scan.decode import lay_out
from qa.reading.scan.sheets import sheets

PAGES = range(1, 49)
NEAR = 0.9


def characters(rows):
    return [id(one) for row in rows for one in row.characters]


def stories_of(page):
    return [
        characters([*story.headline, *story.bylines, *chain(*story.paragraphs)])
        for sheet in sheets(page)
        for story in sheet.stories
    ]


def of_gold(gold):
    lines = gold.page.lines
    return [
        [id(one) for at in article.lines for one in lines[at].characters]
        for article in gold.articles
    ]


def shared(one, other):
    return len(set(one) & set(other)) / len(set(one) | set(other))


def tau(order):
    """Kendall's tau of places, 1 where they rise."""
    seen, inversions = [], 0
    for place in reversed(order):
        inversions += bisect_left(seen, place)
        insort(seen, place)
    return 1 - 4 * inversions / (len(order) * (len(order) - 1))


@pytest.fixture(scope="module")
def golds():
    return [gold_page(7, number) for number in PAGES]


@pytest.mark.parametrize("vertical", [False, True])
def test_articles_are_those_that_were_set(golds, vertical):
    hits = wanted = 0
    for gold in golds:
        if gold.vertical is vertical:
            found = stories_of(gold.page)
            expected = of_gold(gold)
            wanted += len(expected)
            hits += sum(max(shared(one, other) for other in found) >= NEAR for one in expected)
    assert hits / wanted >= 0.97


@pytest.mark.parametrize("vertical", [False, True])
def test_the_text_of_an_article_is_in_order(golds, vertical):
    ordered = wanted = 0
    for gold in golds:
        if gold.vertical is vertical:
            stories = stories_of(gold.page)
            for expected in of_gold(gold):
                found = max(stories, key=lambda one: shared(one, expected))
                place = {one: at for at, one in enumerate(found)}
                wanted += 1
                ordered += tau([place[one] for one in expected if one in place]) > 0.99
    assert ordered / wanted >= 0.97


def test_no_character_is_lost_and_none_is_there_twice(golds):
    for gold in golds:
        made = lay_out([gold.page])
        boxes = sorted(
            (place.box.left, place.box.top, place.box.width, place.box.height)
            for at in range(len(made.text))
            if (place := made.places.at(at))
        )
        printed = sorted(
            (one.box.left, one.box.top, one.box.width, one.box.height)
            for line in gold.page.lines
            for one in line.characters
        )
        assert boxes == printed, gold.id
