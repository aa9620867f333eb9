"""On which page of the paper the articles of a file are, by the heads and feet of its pages."""

import re

import pytest

from qa.reading.printed_pages import imprint_at, printed_pages
from qa.records import Imprint, Span

THREE, FOUR = Imprint(page="3", section="要闻"), Imprint(page="4")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[第3版 要闻 2031年4月3日]\n桥", [THREE]),
        ("桥\n[第3版 要闻]", [THREE]),
        ("[第3版]\n[第9876期]\n桥", [Imprint(page="3", issue="9876")]),
        ("[第3版 要闻]\n桥\n\f\n[第4版]\n集", [THREE, FOUR]),
        ("[第3版 要闻]\n桥\n\f\n集", [THREE, None]),
        # Several pages without form feeds: by the heads above, where the first is on top.
        ("[第3版 要闻]\n桥\n[第4版]\n集", [THREE, FOUR]),
        ("桥\n[第3版 要闻]\n[2031年4月3日]\n集\n[第4版]", [None, None]),
        ("[第3版 要闻]\n[李桂英]\n桥\n[责任编辑：李桂英]\n集\n[第4版]\n馆", [THREE, THREE, FOUR]),
        ("[第3版 要闻]\n桥\n[责任编辑：李桂英]\n集", [THREE, THREE]),
        # The third edition of a book.
        ("[第3版]\n桥\n\f\n[第3版]\n集\n\f\n[第3版]\n馆", [None, None, None]),
        ("桥\n集", [None, None]),
    ],
)
def test_the_page_of_each_article(text: str, said: list[Imprint | None]) -> None:
    marked = [match.span(1) for match in re.finditer(r"\[(.*?)\]", text)]
    heads = [Span(start=start, end=end) for start, end in marked]
    plain = text.replace("[", " ").replace("]", " ")
    pages = printed_pages(plain, heads)
    assert [imprint_at(pages, match.start()) for match in re.finditer("[桥集馆]", text)] == said


def test_heads_that_are_not_in_the_text() -> None:
    pages = printed_pages("桥\n\f\n集", (), [(0, "第3版 要闻 2"), (4, "第4版 3")])
    assert [imprint_at(pages, place) for place in (0, 4)] == [THREE, FOUR]
