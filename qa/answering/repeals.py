"""What a later document repeals: 《…办法》（云政办发〔2019〕18号）同时废止.

It names the other by its title or by its number. What it repeals is read last, unless a question
asks of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.answering.citations import cite
from qa.chinese.fold import folded
from qa.chinese.sentences import sentences
from qa.chinese.tokens import bigrams
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qa.records import Article, Citation

__all__ = ["TOKENS", "Repeal", "asks_of_old", "repealed_by", "repealed_when", "repeals"]

TOKENS = ("废止", "失效")
"""What a chunk has that repeals something: it is searched for by these."""

_TITLE = "《(?P<title>[^《》]{4,60})》"
_NUMBER = "[一-龥]{2,10}[〔\\[（(][0-9]{4}[〕\\]）)][0-9]+号"
_NAMED = f"{_TITLE}(?:[（(](?P<number>{_NUMBER})[）)])?"
_REPEALS = re.compile(
    f"(?P<named>{_NAMED}(?:[、和及]?《[^《》]{{4,60}}》(?:[（(]{_NUMBER}[）)])?)*)(?:自[^。，,；;\n]{{0,12}})?(?:同时|即行|一并|予以)(?:废止|失效)"
)
_EACH = re.compile(_NAMED)
_FROM = re.compile("自(?P<day>[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)起(?:正式)?[施执实]行")
_WHEN_REPEALED = re.compile(
    "(?:什么时[候间]|何时|哪[一]?[天日年]|几时)[^，。？?]{0,4}(?:废止|失效|作废)"
)
_OLD = re.compile("旧|原[来先有办规]|以前|过去|从前|此前|废止|失效|作废|试行")
_LEAST = 3
"""Bigrams of the title that a question has of what is repealed."""
_HEAD = 200
"""Characters within which a document gives its own number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeal:
    """What ``article`` repeals in a sentence: the title and number of a document, "" for none."""

    article: Article
    span: Span
    title: str
    number: str

    def is_of(self, article: Article, head: str) -> bool:
        """Return whether an article with some beginning is what is repealed, or names it there."""
        if article.id == self.article.id:
            return False
        if self.number:
            return self.number in head
        return f"《{self.title}》" in head or article.title.strip() == self.title


def repeals(articles: Iterable[Article]) -> Iterator[Repeal]:
    """Yield what articles repeal."""
    for article in articles:
        copy = folded(article.text)
        for found in _REPEALS.finditer(copy.text):
            place = copy.span(found.start(), found.end())
            span = next((one for one in sentences(article.text) if one.meets(place)), place)
            for one in _EACH.finditer(found["named"]):
                number = one["number"] or ""
                yield Repeal(article=article, span=span, title=one["title"], number=number)


def repealed_by(known: Sequence[Repeal], article: Article) -> tuple[Citation, ...]:
    """Return the sentences of others that repeal an article."""
    if not known:
        return ()
    head = folded(f"{article.title}\n{article.text[:_HEAD]}").text
    return tuple(cite(one.article, one.span) for one in known if one.is_of(article, head))


def asks_of_old(question: str) -> bool:
    """Return whether a question asks of what was before, or of a repeal."""
    return _OLD.search(question) is not None


def repealed_when(question: str, text: str) -> Span | None:
    """Return the day from which a text repeals what a question asks of: 自|7月1日|起施行…同时废止.

    Where it asks when that was, in words that the title of what is repealed has.
    """
    if not _WHEN_REPEALED.search(question):
        return None
    asked = set(bigrams(_WHEN_REPEALED.sub("", question)))
    for found in _REPEALS.finditer(text):
        days = list(_FROM.finditer(text, 0, found.start()))
        if days and len(asked & set(bigrams(found["named"]))) >= _LEAST:
            return Span(start=days[-1].start("day"), end=days[-1].end("day"))
    return None
