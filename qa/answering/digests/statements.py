"""An article -> its passages that stand alone: sentences, each with what it cannot do without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.digests.saying import (
    fault_of,
    is_dialogue,
    is_stance,
    leaves_unnamed,
    points_back,
    points_inside,
    tells_event,
)
from qa.checking.gates import is_continued
from qa.checking.source import Source
from qa.chinese.datelines import past_dateline
from qa.chinese.glued import article_start, past_headline
from qa.chinese.old_marks import in_new_marks
from qa.chinese.openings import past_opening
from qa.chinese.page_notices import before_page_words
from qa.chinese.proper_names import Level, proper_names
from qa.chinese.quotes import unbalanced
from qa.chinese.scripts import simplified_characters
from qa.chinese.sentences import sentences
from qa.chinese.surnames import AMBIGUOUS_SURNAMES, SURNAMES
from qa.chinese.tokens import bigrams
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qa.records import Article

    LeadOf = Callable[[Article], Span | None]
    """Finds the sentence of an article that stands for it."""

__all__ = [
    "LONGEST",
    "SHORTEST",
    "is_attributed",
    "overlaps",
    "statements",
    "whole_sentences",
]

SHORTEST, LONGEST = 8, 300
"""How many characters a passage has, at least and at most."""


_SPEAKER = re.compile(
    "([\u4e00-\u9fff]{2,5}?)(?:在[^，。“]{1,8}[中上时])?(?:还|也|则|进一步|告诉记者|坦言|感慨|回忆|表示|说|介绍|认为|指出|强调|透露)"
)
_SURNAMES = SURNAMES | AMBIGUOUS_SURNAMES
_DRILL = re.compile("演练|演习|演训|模拟")
_PICTURES = re.compile("图片(?:报道|新闻)|组图|图集")
_COUNT = re.compile(r"\d[\d.]*(?![\d.月日年时点])")
_ATTRIBUTED = re.compile(
    "(?:根据|据)(?!悉|了解|介绍|此)[^，。]{2,30}?(?:数据|报告|统计|通报|公报|消息|介绍|预测|测算)[^，。]{0,6}[，：]|"
    "[^，。]{2,14}(?:研究院|研究所|协会|平台|机构|局|部|院|中心)(?:分析|预计|预测|认为|统计|数据显示|报告显示)[，：]"
)
_ITEM = re.compile(
    r"\s*(?:[（(]?(?:(?P<han>[一二三四五六七八九十]{1,3})|(?P<digit>\d{1,2}))(?:[）)]、?|[、.．])(?!\d)"
    "|(?P<ring>[①-⑳]))"
)
_BELOW = re.compile("以下|如下|下列")
_FIRST_ITEM = frozenset("一1①")
_LINK = re.compile("(?:此外|另外|同时|与此同时|据悉|据了解|据介绍|了解到)[，,]")


def statements(
    article: Article,
    within: Sequence[Span] | None = None,
    *,
    chained: bool = False,
    pointing: bool = False,
) -> Iterator[Span]:
    """Yield the passages of an article that say something, in order; they may overlap.

    A passage is a sentence without its dateline. One that points back (这, 他), or goes on with
    what someone said in the one before, comes with the one directly before it, or not at all; what
    stands inside a quotation that another sentence opens comes as the whole quotation. See
    :data:`qa.answering.digests.saying.FAULTS` for what is left out. ``chained``: one that points
    back may come with the two before it, where the first of them stands alone, up to 200
    characters. ``pointing``: one that points back only behind a semicolon stands alone. Only what
    overlaps one of the spans ``within`` is looked at (None: all).
    """
    before: Span | None = None
    linked = False
    source = Source(article.text)
    plain = simplified_characters(article.text)
    spans = list(whole_sentences(article.text))
    for place, span in enumerate(spans):
        if (within is not None and not overlaps(span, within)) or _is_misplaced(article, span):
            before = None
            continue
        told = _own_words(article.text, span)
        if told is None:
            before = None
            continue
        text = in_new_marks(plain, told)
        opens = text.endswith(("：", ":"))
        if opens and (listed := _with_list(article.text, told, spans[place + 1 :])):
            yield from _fitting(listed.start, listed.end)
        if fault_of(text) or not bigrams(text) or _is_in_dialogue(article.text, told):
            before = None
        elif (
            points_back(text.partition("；")[0] if pointing else text)
            or is_stance(text)
            or _is_known_speaker(article, told)
            or (not is_attributed(text) and is_continued(source, source.number_of(span)))
        ):
            whole = before and _joined(article.text, before, told)
            if whole:
                yield from _fitting(whole.start, whole.end)
            before = whole if chained and not linked else None
            linked = True
        else:
            before, linked = told, False
            yield from _fitting(told.start, told.end)


def _own_words(text: str, span: Span) -> Span | None:
    """Return a sentence without what stands before it (dateline, 此外，) and what its page prints.

    None where nothing is left, or a headline (原标题：) that ends nobody knows where.
    """
    begun = past_headline(text, span)
    if begun == span:
        begun = past_dateline(text, span)
    elif begun.start == article_start(text):
        begun = past_opening(text, begun, days=False)
    else:
        return None
    return before_page_words(text, _past_link(text, begun))


def _with_list(text: str, told: Span, after: Sequence[Span]) -> Span | None:
    """Return a sentence that ends with a colon, with a list's items, each in a line of its own.

    明日起以下路段停水： and what stands under it. None where it says nothing else (会议指出：).
    """
    opens = text[told.start : told.end]
    bare = f"{_BELOW.sub('', opens[:-1])}。"
    if not tells_event(opens) or fault_of(bare):
        return None
    end = told.end
    for span in after:
        new = "\n" in text[end : span.start]
        item = _ITEM.match(text, span.start, span.end) if new else None
        if end == told.end and (item is None or item[item.lastindex or 0] not in _FIRST_ITEM):
            return None
        if new and item is None:
            break
        end = span.end
    return Span(start=told.start, end=end) if end > told.end else None


def _is_misplaced(article: Article, span: Span) -> bool:
    """Whether a sentence shows what the headline alone says it is: of a drill, under a picture."""
    text = article.text[span.start : span.end]
    if _DRILL.search(article.title) and not _DRILL.search(text):
        return True
    return _PICTURES.match(article.title) is not None and not _COUNT.search(text)


def _is_known_speaker(article: Article, told: Span) -> bool:
    """Whether it opens with a person who speaks, named before in the article, not in its title."""
    found = _SPEAKER.match(article.text, told.start, told.end)
    if found is None or found[1] in article.title:
        return False
    return _is_person(found[1]) and found[1] in article.text[: told.start]


def _is_person(word: str) -> bool:
    names = proper_names(word)
    known = bool(names) and names[0].level is Level.PERSON
    return known or (word[0] in _SURNAMES and len(word) < 4)


def _joined(text: str, before: Span, told: Span) -> Span | None:
    """Return a sentence with what stands before it, in one line, if it points at nothing else."""
    whole = text[before.start : told.end]
    loose = points_inside(whole) or is_stance(whole) or leaves_unnamed(whole)
    if "\n" in text[before.end : told.start] or loose:
        return None
    return Span(start=before.start, end=told.end)


def is_attributed(sentence: str) -> bool:
    """Whether a sentence says itself where it is from: 据市水务局统计，…, 云岭研究院分析，…."""
    return _ATTRIBUTED.match(sentence) is not None


def _past_link(text: str, sentence: Span) -> Span:
    """Return a sentence without the word that only ties it to the one before: 此外，, 据悉，."""
    link = _LINK.match(text, sentence.start, sentence.end)
    return Span(start=link.end(), end=sentence.end) if link else sentence


def overlaps(span: Span, others: Sequence[Span]) -> bool:
    """Return whether a span has a character of any of the others."""
    return any(span.meets(other) for other in others)


def _is_in_dialogue(text: str, span: Span) -> bool:
    """Whether the line of a sentence is a turn of an interview, whose speaker it does not name."""
    return is_dialogue(text[text.rfind("\n", 0, span.start) + 1 : span.end])


def whole_sentences(text: str) -> Iterator[Span]:
    """Yield the sentences of a text; those that semicolons or a quotation hold together are one.

    A quotation that is not closed on its line, or only after 300 characters, holds nothing. Of
    what semicolons make longer than 300 characters only the first part is there.
    """
    spans = list(_unbroken(text))
    at = 0
    while at < len(spans):
        last = _last_of_quotation(text, spans, at)
        yield Span(start=spans[at].start, end=spans[last].end)
        at = last + 1


def _unbroken(text: str) -> Iterator[Span]:
    """Yield the sentences of a text up to their full stop."""
    parts: list[Span] = []
    for span in sentences(text):
        parts.append(span)
        if text[span.end - 1] not in "；;" or text[span.end : span.end + 1] == "\n":
            whole = Span(start=parts[0].start, end=span.end)
            yield whole if whole.end - whole.start <= LONGEST else parts[0]
            parts = []
    if parts:
        yield Span(start=parts[0].start, end=parts[-1].end)


def _last_of_quotation(text: str, spans: list[Span], at: int) -> int:
    start = spans[at].start
    last = at
    while "“" in (whole := text[start : spans[last].end]) and _is_open(whole):
        last += 1
        if last == len(spans) or spans[last].end - start > LONGEST:
            return at
        if "\n" in text[start : spans[last].end]:
            return at
    return last


def _is_open(text: str) -> bool:
    return any(text[place] == "“" for place in unbalanced(text))


def _fitting(start: int, end: int) -> Iterator[Span]:
    if SHORTEST <= end - start <= LONGEST:
        yield Span(start=start, end=end)
