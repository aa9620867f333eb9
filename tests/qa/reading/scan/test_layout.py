import pytest

from qa.reading.origin import Source
from qa.reading.scan.decode import decode_pages, lay_out
from qa.reading.scan.page import Box
from tests.qa.reading.scan.typesetting import EM, Paper, prose


def read(*papers):
    pages = [paper.page(number) for number, paper in enumerate(papers, start=1)]
    made = decode_pages(pages, fingerprint="test", name="page.png")
    source = Source.of(
        b"x",
        file="page.png",
        encoding=made.encoding,
        text=made.text,
        pages=made.pages,
        places=made.places,
    )
    return made.read(source)


@pytest.mark.parametrize("count", range(1, 7))
def test_columns_of_one_article_are_read_one_after_the_other(count):
    paper = Paper()
    wide = 12 * EM
    text = prose(1, paragraphs=6, sentences=6)
    paper.line("河岸步道一期完工", 100, 100, size=2 * EM)
    total = len(paper.wrapped(text, 12))
    each = -(-total // count)
    paper.flow(text, [(100 + n * (wide + 2 * EM), 200, each) for n in range(count)], count=12)
    [article] = read(paper).articles
    assert article.title == "河岸步道一期完工"
    assert article.text == "\n".join(text)


@pytest.mark.parametrize("count", range(1, 7))
def test_bands_of_vertical_text_are_read_from_the_right(count):
    paper = Paper(vertical=True, width=3300)
    text = prose(2, paragraphs=6, sentences=6)
    total = len(paper.wrapped(text, 12))
    each = -(-total // count)
    paper.line("河岸步道一期完工", 3200, 100, size=2 * EM)
    paper.flow(text, [(3150, 100 + n * 14 * EM, each) for n in range(count)], count=12)
    [article] = read(paper).articles
    assert article.title == "河岸步道一期完工"
    assert article.text == "\n".join(text)


def two_over_four(paper):
    """A headline over two of four columns, beside another one over the other two."""
    wide, apart = 12 * EM, 2 * EM
    edges = [100 + n * (wide + apart) for n in range(4)]
    first, second = prose(1, 4, 6), prose(2, 4, 6)
    paper.line("河岸步道一期完工", edges[0] + 4 * EM, 100, size=2 * EM)
    paper.line("旧码头木料做成护栏", edges[2] + 4 * EM, 100, size=2 * EM)
    for text, columns in ((first, edges[:2]), (second, edges[2:])):
        each = -(-len(paper.wrapped(text, 12)) // 2)
        paper.flow(text, [(edge, 200, each) for edge in columns], count=12)
    return [("河岸步道一期完工", first), ("旧码头木料做成护栏", second)]


def two_below_each_other(paper):
    """Two articles in the same column."""
    first, second = prose(1), prose(2)
    paper.line("河岸步道一期完工", 100, 100, size=1.6 * EM)
    paper.flow(first, [(100, 160, 99)], count=16)
    top = 160 + 1.5 * EM * len(paper.wrapped(first, 16)) + EM
    paper.line("旧码头木料做成护栏", 100, top, size=1.6 * EM)
    paper.flow(second, [(100, top + 60, 99)], count=16)
    return [("河岸步道一期完工", first), ("旧码头木料做成护栏", second)]


def one_over_all_then_two(paper):
    """A headline over four columns of uneven length, and two articles below it."""
    wide, apart = 12 * EM, 2 * EM
    edges = [100 + n * (wide + apart) for n in range(4)]
    first, second, third = prose(1, 4, 8), prose(2, 3, 4), prose(3, 3, 4)
    paper.line("河岸步道一期完工沿线居民当晚散步", edges[0] + 4 * EM, 100, size=3 * EM)
    rows = len(paper.wrapped(first, 12))
    tall = -(-rows // 4) + 3
    paper.flow(
        first,
        [
            (edges[0], 220, tall),
            (edges[1], 220, tall),
            (edges[2], 220, tall - 6),
            (edges[3], 220, rows),
        ],
        count=12,
    )
    for text, title, columns, down in (
        (second, "旧码头木料做成护栏", edges[:2], tall),
        (third, "白鹭怕灯光", edges[2:], tall - 5),
    ):
        top = 220 + down * 1.5 * EM + EM
        paper.line(title, columns[0], top, size=1.6 * EM)
        each = -(-len(paper.wrapped(text, 12)) // 2)
        paper.flow(text, [(edge, top + 60, each) for edge in columns], count=12)
    return [
        ("河岸步道一期完工沿线居民当晚散步", first),
        ("旧码头木料做成护栏", second),
        ("白鹭怕灯光", third),
    ]


def framed(paper):
    """An article in a frame between two columns of another."""
    first, second = prose(1, 3, 5), prose(2, 2, 2)
    paper.line("河岸步道一期完工", 100, 100, size=2 * EM)
    rows = len(paper.wrapped(first, 12))
    paper.flow(first, [(100, 200, rows - 6)], count=12)
    left = 100 + 14 * EM
    rest = paper.wrapped(first, 12)[rows - 6 :]
    for number, text in enumerate(rest):
        paper.line(text, left, 200 + number * 1.5 * EM)
    top = 200 + 7 * 1.5 * EM
    inside = len(paper.wrapped(second, 10))
    paper.frame(left, top, 12 * EM, 3 * EM + 1.5 * EM * inside + EM)
    paper.line("白鹭怕灯光", left + 2 * EM, top + EM / 2, size=1.5 * EM)
    paper.flow(second, [(left + EM, top + 3 * EM, 99)], count=10)
    return [("河岸步道一期完工", first), ("白鹭怕灯光", second)]


PAGES = [two_over_four, two_below_each_other, one_over_all_then_two, framed]


@pytest.mark.parametrize("make", PAGES)
def test_articles_of_a_page(make):
    paper = Paper()
    expected = make(paper)
    found = [(article.title, article.text) for article in read(paper).articles]
    assert found == [(title, "\n".join(text)) for title, text in expected]


@pytest.mark.parametrize("make", PAGES)
def test_every_character_keeps_its_place(make):
    paper = Paper()
    make(paper)
    made = lay_out([paper.page()])
    assert len(made.places) == len(made.text)
    printed = [(one.text, one.box) for line in paper.lines for one in line.characters]
    placed = [(one, made.places.at(at)) for at, one in enumerate(made.text)]
    assert {one for one, place in placed if place is None} == {"\n"}
    boxes = [
        (one, Box(place.box.left, place.box.top, place.box.width, place.box.height))
        for one, place in placed
        if place
    ]
    assert sorted(boxes, key=_by_place) == sorted(printed, key=_by_place)


def _by_place(item):
    return item[1].top, item[1].left, item[0]
