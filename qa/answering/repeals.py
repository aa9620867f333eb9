"""What a later document repeals: 《…办法》（云政办发〔2019〕18号）同时废止.

It names the other by its title or by its number. What it repeals is read last, unless a question
asks of it; so is, of a question about now, a rule that is not in force yet.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qa.answering.citations import cite
from qa.chinese.characters import HAN
from qa.chinese.documents import DOCUMENT_NUMBER, ORDER, ORDER_NUMBER, is_document, number_key
from qa.chinese.fold import folded
from qa.chinese.sentences import sentences
from qa.chinese.tokens import bigrams, normalise
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from qa.records import Answer, Article, Citation
    from qa.search.query import Query

__all__ = [
    "TOKENS",
    "Repeal",
    "Standing",
    "asks_of_old",
    "repealed_when",
    "repeals",
    "standing",
]

TOKENS = ("废止", "失效", "止执", "止施", "再执", "再施", "再适")
"""What a chunk has that repeals something, 停止执行 or 不再适用: it is searched for by these."""

_NOTE = "[^（()）\n]{1,24}(?:[（(][0-9]{4}[）)][^（()）\n]{1,12})?"
_NAMED = f"《(?P<title>[^《》\n]{{4,80}})》(?: ?[（(](?P<note>{_NOTE})[）)])?"
_ONE = f"《[^《》\n]{{4,80}}》(?: ?[（(]{_NOTE}[）)])?"
_BESIDE = "[、，,]?(?:以?及|[和与])[^《》。；;\n]{0,60}|、[^《》。；;，,\n]{0,60}"
_LIST = f"{_ONE}(?:(?:{_BESIDE})?{_ONE}){{0,80}}+"  # not tried again without its last
_ITEMS = f"(?:\\s*[^《》。；;\n]{{0,12}}{_ONE}[；;、，,。]?){{1,300}}+"
_STOPS = "(?:废止|失效|停止(?:执行|施行|实施|使用)|不再(?:执行|施行|实施|适用|使用|有效))"
_DAY = "[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日"
_SINCE = (
    f"(?:将?[自从于](?:(?P<day>{_DAY})|[^，。；;\n]{{1,12}}?)(?:[^，。；;\n]{{0,3}}起)?[，,]?)?"
)
_ALL = "(?:等[^《》。；;，,\n]{0,12})?[，,]?(?:现|均|也|全部|已)?"
_AT_ONCE = "(?:同时|即行|一并|予以|相应|同步|随之|正式|宣布){0,2}"
_REPEALS = (
    re.compile(f"(?P<named>{_LIST}){_ALL}{_SINCE}{_AT_ONCE}{_STOPS}(?=[。；;，,、）)\\s]|$)"),
    re.compile(
        f"(?:自(?P<day>{_DAY})[^，。；;\n]{{0,3}}起)?[，,]?(?:决定|现|(?<=起)|(?<=起，)|予以|同时|一并|宣布)"
        f"(?:予以)?废止(?:[^《》。\n]{{0,30}}[：:](?P<items>{_ITEMS})|原?(?P<named>{_LIST})(?!的?(?:议案|草案|法案)))"
    ),
    re.compile(
        f"关于废止(?P<named>{_LIST})(?:等[^《》。；;，,\n]{{0,12}})?的(?:决定|通知|通告|公告|令)"
    ),
    re.compile(
        f"(?:下列|以下)[^《》。\n]{{0,20}}?{_SINCE}{_AT_ONCE}{_STOPS}[：:](?P<named>{_ITEMS})"
    ),
)
_EACH = re.compile(_NAMED)
_NOT_YET = re.compile(
    "是否|建议|拟|讨论|审议|提请|草案|要求|呼吁|能否|应[当该予]|可能|如果|若(?!干)|[未没不](?:予|被|得|会|能|宜)?$"
)
"""Words of the clause before what is named, which is then not repealed."""
_CLAUSES, _CLAUSE = "[，,。；;\n]", 40
_FROM = re.compile(
    f"(?P<own>本[^，。；;\n]{{2,4}})?自(?P<day>{_DAY})[^，。；;\n]{{0,3}}起(?:正式)?[施执实]行(?!的)"
)
_BEFORE, _BEHIND = 2000, 60
"""Characters around a repeal in which the day stands from which its document is in force."""
_WHEN_REPEALED = re.compile(
    "(?:什么时[候间]|何时|[从自]?哪[一]?[天日年]|几时)[^，。？?]{0,4}(?:废止|失效|作废|停止执行|不再执行)"
)
_RULE = "(?:办法|规定|条例|细则|规则|制度|政策|标准|章程|文件|法规|规章|版本)"
_OLD = re.compile(
    f"旧的?{_RULE}|旧(?:的(?=[^，。？?]{{0,10}}{_RULE})|[法版规])|原[来先]|原有?的?{_RULE}|从前"
    "|(?<![日月年底天号点时周岁])[以此]前"
    "|过去(?:是|怎|多|每|什么|规定|的(?![^，。]?[0-9一二三四五十几两]))"
    f"|[被已]废[止除]|废止的|试行的?{_RULE}|[（(]试行[）)]"
)
_LEAST = 3
"""Bigrams of the title that a question has of what is repealed."""
_HEAD, _LINES = 600, 6
"""Characters and lines within which a document gives its own title and number."""
_ISSUES = re.compile(
    "(?:印发|发布|公布|颁布|转发|下发)《([^《》]{4,})》的?(?:通知|公告|通告|决定|令)$"
)
_OWN_NUMBER = re.compile(
    f"[（(【]?(?P<number>{DOCUMENT_NUMBER.pattern}|{ORDER_NUMBER.pattern})(?![{HAN}])"
)
_MARKS = re.compile('[《》〈〉<>“”"\\s]')
_PLACE = re.compile("(?!关于)[一-龥]{2,10}?(?:[省市县州盟旗镇乡]|(?<!小)区)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What a document says of itself: its titles, as :func:`_key` writes them, and numbers."""

    titles: frozenset[str]
    numbers: tuple[tuple[str, ...], ...]

    @property
    def issuer(self) -> str:
        """The first character of who issued it, 云 of 云政发〔2021〕5号; "" where none is known."""
        return next((who[0] for who, *_ in self.numbers if who != ORDER), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeal:
    """What ``article`` repeals in a sentence: the title and number of a document, "" for none.

    ``day`` is that from which it does, None where it does not say; ``head`` is the article's own.
    """

    article: Article
    span: Span
    title: str
    number: str
    head: _Head
    day: dt.date | None = None

    def is_of(self, article: Article, head: _Head) -> bool:
        """Return whether an article with some head is the rule that is repealed, not news of it.

        By number where both have one of a kind, else by title and issuer; none of a later day.
        """
        mine, its = self.article.date, article.date
        if article.id == self.article.id or (mine and its and its > mine):
            return False
        named = self._is_titled(head)
        key = number_key(self.number) if self.number else ()
        alike = [one for one in head.numbers if key and (one[0] == ORDER) == (key[0] == ORDER)]
        return key in alike and (named or key[0] != ORDER) if alike else named

    def _is_titled(self, head: _Head) -> bool:
        title = _key(self.title)
        if title in head.titles:
            issuers = {self.head.issuer, head.issuer} - {""}
            return _PLACE.match(title) is not None or len(issuers) < 2
        issued = _key(self.article.title)
        places = (one.removesuffix(title) for one in head.titles if one.endswith(title))
        return any(_PLACE.fullmatch(place) and issued.startswith(place) for place in places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Which articles others repeal, by id, and which documents are in force only from a later day.

    ``begins`` has that day of those that are not ``today``, and the sentence that says so.
    """

    today: dt.date
    repealed: tuple[tuple[str, Repeal], ...] = ()
    begins: Mapping[str, tuple[dt.date, Citation]] = field(default_factory=dict)

    def instead(self, query: Query) -> dict[str, set[str]]:
        """Return the articles that are read last for a question, each with those in their place.

        Those that are not in force on the last day that it names, or today; where it asks of what
        was before, those that are. What only begins later counts where a day or 现在 is named, and
        is in the place of the other where it is asked when that ends.
        """
        day = max((one.until for one in query.dates), default=self.today)
        old = not query.dates and asks_of_old(query.simplified)
        when = _WHEN_REPEALED.search(query.simplified) is not None
        named = query.of_now or bool(query.dates) or when
        found: dict[str, set[str]] = {}
        for id_, one in self.repealed:
            is_over = when or one.day is None or one.day <= day
            if is_over or named:
                last, first = (id_, one.article.id)[:: 1 if is_over is not old else -1]
                found.setdefault(last, set()).add(first)
        begins = (id_ for id_, (since, _) in self.begins.items() if since > day)
        return found | {id_: set() for id_ in begins if named and not when and id_ not in found}

    def told(self, answer: Answer) -> Answer:
        """Return an answer with what is said of the article that it is of."""
        first = next((one.article_id for one in answer.citations), "")
        begins = [cited for id_, (_, cited) in self.begins.items() if id_ == first]
        by = [one for id_, one in self.repealed if id_ == first]
        later = [one for one in by if one.day and one.day > self.today]
        return replace(
            answer,
            repealed_by=tuple(cite(x.article, x.span) for x in by if x not in later),
            not_yet=(*begins, *(cite(x.article, x.span) for x in later)),
        )


def repeals(articles: Iterable[Article]) -> Iterator[Repeal]:
    """Yield what articles repeal."""
    for article in articles:
        copy = folded(article.text)
        found = sorted(_repealing(copy.text), key=lambda one: one.start())
        if not found:
            continue
        spans, head = sentences(article.text), _head_of(article)
        at = 0
        for one in found:
            place = copy.span(one.start(), one.end())
            while at < len(spans) - 1 and spans[at].end <= place.start:
                at += 1
            day = _day_of(copy.text, one)
            for named in _EACH.finditer(_named(one)):
                yield Repeal(
                    article=article,
                    span=spans[at],
                    title=named["title"],
                    number=_number_in(named["note"] or ""),
                    head=head,
                    day=_date(copy.text[day.start : day.end]) if day else None,
                )


def standing(known: Sequence[Repeal], found: Collection[Article], today: dt.date) -> Standing:
    """Return what is in force of some articles."""
    heads = ((article, _head_of(article)) for article in (found if known else ()))
    repealed = [
        (article.id, one) for article, head in heads for one in known if one.is_of(article, head)
    ]
    begins = {one.id: begun for one in found if (begun := _begins(one)) and begun[0] > today}
    return Standing(today=today, repealed=tuple(repealed), begins=begins)


def _begins(article: Article) -> tuple[dt.date, Citation] | None:
    """Return the day from which a document is in force, with the sentence that says so."""
    if not is_document(article.title, article.text):
        return None
    copy = folded(article.text)
    found = _of_itself(list(_FROM.finditer(copy.text)))
    day = _date(found["day"]) if found else None
    if found is None or day is None:
        return None
    place = copy.span(found.start(), found.end())
    span = next((one for one in sentences(article.text) if one.meets(place)), place)
    return day, cite(article, span)


def asks_of_old(question: str) -> bool:
    """Return whether a question asks of what was before."""
    return _OLD.search(question) is not None


def repealed_when(question: str, text: str) -> Span | None:
    """Return the day from which a text repeals what a question asks of: 自|7月1日|起施行…同时废止.

    Where it asks when that was, in words that the title of what is repealed has.
    """
    if not _WHEN_REPEALED.search(question):
        return None
    asked = set(bigrams(_WHEN_REPEALED.sub("", question)))
    for found in _repealing(text):
        day = _day_of(text, found)
        if day and len(asked & set(bigrams(_named(found)))) >= _LEAST:
            return day
    return None


def _repealing(text: str) -> Iterator[re.Match[str]]:
    """Yield where a text says that it repeals what it names, once; none where it only may."""
    ends: set[int] = set()
    for pattern in _REPEALS:
        for found in pattern.finditer(text):
            clause = re.split(_CLAUSES, text[max(0, found.start() - _CLAUSE) : found.start()])[-1]
            if found.end() not in ends and not _NOT_YET.search(clause):
                ends.add(found.end())
                yield found


def _named(found: re.Match[str]) -> str:
    """Return what is repealed, titles and numbers."""
    return found["named"] or found.groupdict().get("items") or ""


def _number_in(note: str) -> str:
    found = DOCUMENT_NUMBER.search(note) or ORDER_NUMBER.search(note)
    return found[0] if found else ""


def _day_of(text: str, found: re.Match[str]) -> Span | None:
    """Return the day of a repeal: its own, else that from which its document is in force."""
    if found.groupdict().get("day"):
        return Span(start=found.start("day"), end=found.end("day"))
    start, end = found.span()
    known = list(_FROM.finditer(text, max(0, start - _BEFORE), start))
    said = _of_itself(known) or _FROM.match(text, end) or _FROM.search(text, end, end + _BEHIND)
    return Span(start=said.start("day"), end=said.end("day")) if said else None


def _of_itself(days: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """Return the last day on which something begins to hold, that of 本办法 if there is one."""
    return next((one for one in reversed(days) if one["own"]), days[-1] if days else None)


def _date(day: str) -> dt.date | None:
    try:
        return dt.date(*map(int, re.findall("[0-9]+", day)))
    except ValueError:
        return None


def _key(title: str) -> str:
    return _MARKS.sub("", normalise(title))


def _head_of(article: Article) -> _Head:
    """Return the titles and numbers of a document, which its first lines are, or begin with."""
    text = folded(article.text[:_HEAD]).text.split("\n", _LINES)[:_LINES]
    lines = [line.strip() for line in (folded(article.title).text, *text)]
    numbers = [number_key(found["number"]) for line in lines if (found := _OWN_NUMBER.match(line))]
    issued = (_ISSUES.search(line) for line in lines)
    titles = {_key(line) for line in lines} | {_key(one[1]) for one in issued if one}
    return _Head(titles=frozenset(titles - {""}), numbers=tuple(numbers))
