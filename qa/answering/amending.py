"""What a later article puts right of an earlier one: “3人被困”有误，应为“5人被困”.

A sentence that sets something right says what was wrong, or at least what is right. It amends a
text of an earlier article that has the wrong words, or the same words with another figure, where it
names that article's headline or speaks of the same thing.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.answering.citations import cite
from qa.answering.digests.statements import whole_sentences
from qa.answering.wording import around, start_of
from qa.chinese.characters import HAN
from qa.chinese.fold import folded
from qa.chinese.numerals import quantities
from qa.chinese.proper_names import proper_names
from qa.chinese.sentences import sentences_around
from qa.chinese.tokens import bigrams
from qa.records import AnswerKind, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from decimal import Decimal

    from qa.chinese.numerals import Date, Quantity
    from qa.records import Answer, Article, Citation

__all__ = ["TOKENS", "Amendment", "amended_by", "amendments", "put_right"]

TOKENS = (
    *("更正", "订正", "勘误", "有误", "误为", "误作", "误写", "误植", "误将", "失实", "应为"),
    "之误",
)
"""What a chunk has that sets something right: it is searched for by these."""

_SETS_RIGHT = re.compile(
    "更正(?![式确规常面])|订正|勘误|(?:有误|失实|不准确)[，,。；;]|误(?:为|作|写|植|报|排|印|将)|之误"
    "|错(?:写|印|报|排)(?:为|成)"
)
_IS_ONE = re.compile(
    "(?:^|\n)[【\\[]?(?:重要|紧急)?(?:更正|订正|勘误)(?![式确规常面])|特此(?:更正|订正)|读者[^，。]{0,6}(?:致歉|歉意)"
)
"""What a correction's headline or text has: each of its sentences may set something right."""
_CLAUSE = "[^，,。；;：:]"
_INSTEAD = "(?:现|均|都)?应(?:当)?[为是作]"
_WRONG = (
    re.compile(
        f"(?P<wrong>{_CLAUSE}{{2,40}}?)的?(?:说法|数字|数据|表述|内容|报道)?(?:有误|失实|不准确)[，,；;]"
    ),
    re.compile(f"[误错](?:写|印|植|报|排)?(?:为|作|成)了?(?P<wrong>{_CLAUSE}{{1,30}})"),
    re.compile(
        f"误[将把]{_CLAUSE}{{1,40}}?[写印植报排登](?:为|作|成)了?(?P<wrong>{_CLAUSE}{{1,30}})"
    ),
    re.compile(f"(?P<wrong>“[^“”]{{1,40}}”)(?:一[句词]|字样)?[，,]?{_INSTEAD}"),
    re.compile(f"(?P<wrong>{_CLAUSE}{{2,40}}?)[，,]?(?:现|应|特|予以)?(?:更正|订正)(?:为|成)"),
    re.compile(f"(?P<wrong>{_CLAUSE}{{1,40}}?)[系为是乃]{_CLAUSE}{{1,30}}之误"),
)
_THINKS = "(?:(?:认|(?<![可所])以)为|觉得|怀疑)"
_THOUGHT, _IT_IS_THOUGHT = re.compile(_THINKS), re.compile(f"{_THINKS}[，,：:]$")
"""What somebody only thinks is put right by nobody: 误认为大桥有误，实为…."""
_VALUE = f"(?:“[^“”]{{1,40}}”|{_CLAUSE}{{1,40}}?)"
_ENDS = "(?=之误|[，,。；;：:]|$)"
_PAIRS = (
    re.compile(
        f"(?P<left>{_CLAUSE}{{1,60}}?)(?:(?:有误|失实|不准确)[，,；;])?[，,]?(?:现|特|予以)?"
        f"(?:{_INSTEAD}|[更订]正为|实(?:际)?为|[系为是乃](?={_VALUE}之误))(?P<right>{_VALUE}){_ENDS}"
    ),
    re.compile(
        f"(?P<right>{_VALUE})(?:一词)?[，,]?(?:本[报刊])?"
        f"[误错](?:写|印|植|报|排)?[为作成]了?(?P<left>{_VALUE}){_ENDS}"
    ),
    re.compile(f"误[将把](?P<right>{_VALUE})[写印植报排登][为作成]了?(?P<left>{_VALUE}){_ENDS}"),
)
"""What is right, and what stood there or the words at it."""
_RIGHT = re.compile(
    f"(?P<words>{_CLAUSE}{{2,60}}?)(?:(?:有误|失实|不准确)[，,；;])?"
    f"(?:{_INSTEAD}|更正为|订正为|实(?:际)?为)(?P<right>{_CLAUSE}{{1,30}})"
)
_SAID_BEFORE = re.compile(
    "(?:本[报刊网])?(?:此前|先前|日前|昨日|前日)?(?:报道|刊发|刊登|发布|通报|公布)(?:的|中|称)?"
    '|《[^《》]*》(?:一[文稿])?中?|[“”"‘’]|[的将由]'
)
"""Words before what is called wrong: 此前报道的五人."""
_COUNTED = re.compile("(?<=[人总个])数(?=[0-9])")
_NAMED = re.compile("《([^《》]{4,60})》")
_HEADLINE = re.compile(
    "(?:刊[发登载出]|[版日]|题为|报道)(?:了|的)?(?:题为)?《(?P<after>[^《》]{4,60})》"
    "|《(?P<before>[^《》]{4,60})》[（(]?(?:一[文稿]|[的等]?(?:报道|消息|文章|新闻|通讯|稿件|评论)|[文稿]?中)"
)
"""An article that is named, not a law or a book."""
_QUOTED = re.compile("“([^“”]+)”")
_WHERE = re.compile(".*(?:》(?:一[文稿])?[中里]?|[版日][^，,。]{0,6}?[中里])")
"""Words up to where it stood: 第3版《老桥大修》一文中."""
_OF_DAY = re.compile("本[报刊网](?:于)?")
_REPORTED = re.compile(".*(?:报道|刊发|刊登|发布|通报|公布|更正[:：])(?:的|中|称)?|《[^《》]*》")
"""Words of a correction up to what it speaks of: 此前报道的云岭大桥."""
_KIND = (
    "(?:大桥|隧道|水库|电站|机场|码头|车站|小学|中学|[一二三四五六七八九十]中|大学|学院|医院|图书馆"
    "|博物馆|公园|广场|公司|集团|工厂|[省市县区镇乡村州]|高速|铁路|地铁|茶厂|糖厂|粮库|渠|河)"
)
_NAMED_THING = re.compile(
    rf"(?:^|(?<=[^{HAN}])|(?<=[的将由和与及省市县区镇乡州]))(?P<name>[{HAN}]{{2,6}}?)(?P<kind>{_KIND})"
)
"""A name before the kind of thing that it is of, at the start of words: 云岭大桥."""
_NO_NAME = re.compile("[全本该此我两各]|新建|跨|公路|铁路|人民|中心|第|实验|当地|有关")
_ALIKE = 0.5
"""Share of what is wrong that the amended sentence has, where its article is not named."""
_AS_RIGHT, _AS_NAMED = 0.8, 0.3
"""Share of the words at what is right that it has, where what is wrong is not said.

The second, if its article is named: 竣工时间有误，应为2031年5月 sets right when it was to be 竣工.
"""
_MORE = 4  # characters of an answer besides its figure
_DAY = "日期"  # the unit of a day
_WORD = 3  # characters of what is wrong in an article that only its day names


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A sentence of an article that sets something right: ``span`` of its text.

    ``wrong`` are the words that it calls wrong, ``right`` words with the right figure; ``pairs``
    what stood there, or the words at it, with the place of what is right; ``titles`` the headlines
    that it names, ``names`` the ways to write each name that it has before a figure, ``things``
    such names with the kind of thing that they are of: 云岭, 大桥. ``day``: the month
    and day of the paper that it speaks of: 本报4月3日.
    """

    article: Article
    span: Span
    wrong: tuple[str, ...]
    right: tuple[str, ...]
    titles: tuple[str, ...]
    pairs: tuple[tuple[str, Span], ...] = ()
    names: tuple[tuple[str, ...], ...] = ()
    things: tuple[tuple[str, str], ...] = ()
    day: tuple[int | None, int | None] = (None, None)

    def amends(
        self, text: str, *, id_: str, title: str, date: dt.date | None, part: Span | None = None
    ) -> bool:
        """Whether it sets right what ``text``, of the article with this id and headline, says.

        Not where that article is of a later day. ``part``: what this part of a folded text says.
        """
        mine = self.article.date
        if id_ == self.article.id or (mine and date and mine < date):
            return False
        said = text if part else folded(text).text
        named = _is_named(title, self.titles)
        if self.titles and not named:
            return False
        where = f"{said}\n{folded(title).text}"
        if not named and any(all(form not in where for form in forms) for forms in self.names):
            return False
        if not named and any(_is_of_another(where, *thing) for thing in self.things):
            return False
        dated = self._is_of_day(date)
        if not (named or dated is None or dated):
            return False
        if any(
            _has(said, wrong, named=named, dated=bool(dated))
            and (part is None or _stands_in(said, wrong, part))
            for wrong in self.wrong
        ):
            return True
        return any(
            _gives_otherwise(said, right, named=named)
            and (part is None or _is_at(said, right, part))
            for right in self.right
        )

    def right_for(self, words: str) -> Span | None:
        """Return what of its article stands for some words that are wrong; None if not plainly."""
        given = quantities(words)
        for left, span in self.pairs:
            right = folded(self.article.text[span.start : span.end]).text
            if words == left and right != words:
                return span
            if len(given) == 1 and len(words) - (given[0].span.end - given[0].span.start) <= _MORE:
                found = _figure_for(words, given[0], left, right)
                if found:
                    return found.moved(span.start)
        return None

    def _is_of_day(self, date: dt.date | None) -> bool | None:
        """Whether it speaks of a paper of that day, or the next; None where one is not known."""
        month, day = self.day
        if date is None or day is None:
            return None
        near = (date, date + dt.timedelta(days=1))
        return any(one.day == day and month in (None, one.month) for one in near)


def amendments(articles: Iterable[Article]) -> Iterator[Amendment]:
    """Yield the sentences of articles that set right what others said."""
    for article in articles:
        whole = folded(f"{article.title}\n{article.text}").text
        if not _SETS_RIGHT.search(whole):
            continue
        is_one = _IS_ONE.search(whole) is not None
        named, day = tuple(_headlines(whole)), _day_of(whole)
        title = folded(article.title).text
        for span in whole_sentences(article.text):
            text = folded(article.text[span.start : span.end]).text
            wrong, right = tuple(dict.fromkeys(_wrong(text))), tuple(_right(text))
            if (is_one or _SETS_RIGHT.search(text)) and (wrong or right):
                before = _before_figure(text)
                said = _REPORTED.sub("", before)
                pairs = ((x, y) for x, y in _pairs(text) if len(text) == span.end - span.start)
                yield Amendment(
                    article=article,
                    span=span,
                    wrong=wrong,
                    right=right,
                    pairs=tuple((x, y.moved(span.start)) for x, y in pairs),
                    titles=named,
                    names=tuple(_names(said)),
                    things=(*_things(said), *_things(f"{title}\n{before}")),
                    day=day,
                )


def amended_by(
    known: Sequence[Amendment], text: str, *, id_: str, title: str, date: dt.date | None
) -> tuple[Citation, ...]:
    """Return the sentences that set right what a text says: see :meth:`Amendment.amends`."""
    found = [one for one in known if one.amends(text, id_=id_, title=title, date=date)]
    return tuple(cite(one.article, one.span) for one in found)


def put_right(
    known: Sequence[Amendment], answer: Answer, get_article: Callable[[str], Article]
) -> Answer:
    """Return an answer with what later articles put right of it.

    Where they plainly say what is right, that is the answer, and what was wrong cited behind it.
    """
    if answer.text is None or not answer.citations:
        return answer
    first = answer.citations[0]
    article = get_article(first.article_id)
    text = article.of_field(first.field).text
    whole = sentences_around(text, first.span)
    own = folded(first.quote).text
    before = folded(text[whole.start : first.start]).text
    said = before + own + folded(text[first.end : max(first.end, whole.end)]).text
    part = Span(start=len(before), end=len(before) + len(own))
    found = [
        one
        for one in known
        if one.amends(said, id_=article.id, title=article.title, date=article.date, part=part)
    ]
    if not found:
        return answer
    answer = replace(answer, amended_by=tuple(cite(one.article, one.span) for one in found))
    rights = [(one, right) for one in found if (right := one.right_for(own))]
    if answer.text != first.quote or len(answer.items) > 1 or len(rights) != 1:
        return answer
    ((amendment, right),) = rights
    cited = cite(amendment.article, right)
    return replace(
        answer,
        text=cited.quote,
        citations=(cited, *answer.citations),
        kind=AnswerKind.SPAN,
        items=(),
        days=(),
        also_in=(),
    )


def _names(said: str) -> Iterator[tuple[str, ...]]:
    """Yield the names before the first figure of a correction, each with its forms."""
    for name, _ in _things(said):
        yield (name,)
    for one in proper_names(said):
        yield one.forms


def _things(said: str) -> Iterator[tuple[str, str]]:
    """Yield the things with names in some words: 云岭, 大桥."""
    for found in _NAMED_THING.finditer(said):
        if not _NO_NAME.match(found["name"]):
            yield found["name"], found["kind"]


def _before_figure(text: str) -> str:
    return text[: next((one.span.start for one in quantities(text) if one.date is None), 0)]


def _is_of_another(said: str, name: str, kind: str) -> bool:
    """Whether a text has such things, and none with this name: 青石大桥, not 云岭大桥."""
    others = re.findall(rf"([{HAN}]{{2}}){kind}", said)
    return bool(others) and not any(one in name or _NO_NAME.match(one) for one in others)


def _headlines(text: str) -> list[str]:
    """Return the headlines that a correction names: all in 《》 where none is called one."""
    found = [one["after"] or one["before"] for one in _HEADLINE.finditer(text)]
    return found or _NAMED.findall(text)


def _day_of(text: str) -> tuple[int | None, int | None]:
    """Return the month and day of the paper that a correction speaks of: 本报4月3日."""
    days = {one.span.start: one.date for one in quantities(text) if one.date}
    for found in _OF_DAY.finditer(text):
        if date := days.get(found.end()):
            return date[1], date[2]
    return None, None


def _wrong(text: str) -> Iterator[str]:
    """Yield what a sentence calls wrong, and the figure at 应为 for which another is right."""
    for pattern in _WRONG:
        for found in _stated(pattern, text):
            quoted = _QUOTED.search(found["wrong"])
            if words := quoted[1] if quoted else _SAID_BEFORE.sub("", found["wrong"]).strip():
                yield words
    for words, right in _instead(text):
        if _are_alike(words, right):
            yield _SAID_BEFORE.sub("", words).strip()
    for left, place in _pairs(text):
        if not _figures(left) and not _figures(text[place.start : place.end]):
            yield left


def _right(text: str) -> Iterator[str]:
    """Yield what is right, with the words at it; none where these are what was wrong."""
    for words, right in _instead(text):
        if not _are_alike(words, right):
            yield words + right


def _instead(text: str) -> Iterator[tuple[str, str]]:
    """Yield what stands at 应为, but a quotation, and after it."""
    for found in _stated(_RIGHT, text):
        words = _WHERE.sub("", found["words"])
        if not _QUOTED.search(words):
            yield words, found["right"]


def _stated(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what a pattern finds that a text states, not what it says that somebody thinks."""
    for found in pattern.finditer(text):
        start = start_of(text, found.start(), "，,。；;：:")
        said = _QUOTED.sub("", text[start : found.end()])
        if not _THOUGHT.search(said) and not _IT_IS_THOUGHT.search(text[max(0, start - 4) : start]):
            yield found


def _pairs(text: str) -> Iterator[tuple[str, Span]]:
    """Yield what stood at what is right, or the words there, and the place of what is right.

    Of names without quotation marks what is as long: 船长|邵长林|应为|邵长霖|.
    """
    for pattern in _PAIRS:
        for found in _stated(pattern, text):
            left, right = _inner(found, "left"), _inner(found, "right")
            words, so = (text[one.start : one.end] for one in (left, right))
            if _figures(so, days=True):
                yield words, right
                continue
            size = min(len(words), len(so))
            if _is_quoted(text, left) and _is_quoted(text, right):
                yield words, right
            elif size > 1 and set(words[-size:]) & set(so[-size:]) and words[-size:] != so[-size:]:
                yield words[-size:], Span(start=right.end - size, end=right.end)


def _inner(found: re.Match[str], name: str) -> Span:
    """Return where a group stands, the last of its quotations if it has any."""
    quoted = list(_QUOTED.finditer(found.string, *found.span(name)))
    start, end = quoted[-1].span(1) if quoted else found.span(name)
    return Span(start=start, end=end)


def _is_quoted(text: str, span: Span) -> bool:
    return text[span.start - 1 : span.start] == "“" and text[span.end : span.end + 1] == "”"


def _stands_in(said: str, wrong: str, part: Span) -> bool:
    """Whether what is wrong, or its figure, is in a part of what is said."""
    if figures := _figures(wrong):
        return not figures.isdisjoint(_figures_at(said, part))
    return any(
        Span(start=one.start(), end=one.end()).meets(part)
        for one in re.finditer(re.escape(wrong), said)
    )


def _is_at(said: str, right: str, part: Span) -> bool:
    """Whether a part of what is said has the figure for which another is right: 总投资|4亿元|."""
    mine, others = _figures_at(said, part), _figures(right, days=True)
    if {unit for _, unit in mine}.isdisjoint(unit for _, unit in others) or mine & others:
        return False
    clause = around(said, part, "，,。；;、：:")
    return _share(right, said[clause.start : clause.end], bare=True) >= _AS_NAMED


def _figures_at(said: str, part: Span) -> set[tuple[Decimal | Date | None, str]]:
    """Return the figures of a text, and its days, that are in a part of it."""
    return {
        (one.date or one.value, _DAY if one.date else one.unit)
        for one in quantities(said)
        if one.span.meets(part)
    }


def _figure_for(words: str, given: Quantity, left: str, right: str) -> Span | None:
    """Return the figure of ``right``, with its unit, that stands for that of some words.

    Not where ``left`` has another figure of the kind in its place.
    """
    own = (given.date or given.value, _DAY if given.date else given.unit)
    known = _figures(left, days=True)
    alike = [
        one
        for one in quantities(right)
        if (one.date is None, one.unit) == (given.date is None, given.unit)
    ]
    if len(alike) != 1 or (alike[0].date or alike[0].value) == own[0]:
        return None
    if own not in known and any(unit == own[1] for _, unit in known):
        return None
    unit, end = words[given.span.end :], alike[0].span.end
    return Span(start=alike[0].span.start, end=end + len(unit) * right.startswith(unit, end))


def _is_named(title: str, titles: Sequence[str]) -> bool:
    own = folded(title).text.strip()
    return bool(own) and any(own in one or one in own for one in titles)


def _has(said: str, wrong: str, *, named: bool, dated: bool) -> bool:
    """Whether a text has what is called wrong: its words, or its figure among such words."""
    figures = _figures(wrong)
    if not figures:
        known = (named and len(wrong) > 1) or (dated and len(wrong) >= _WORD)
        return known and wrong in said
    if not figures <= _figures(said):
        return False
    return named or _share(wrong, said) >= _ALIKE


def _gives_otherwise(said: str, right: str, *, named: bool) -> bool:
    """Whether a text has the words of what is right, with another figure of the same unit.

    Or with another day, if its article is ``named``.
    """
    figures = _figures(right, days=named)
    if figures <= _figures(said, days=named) or not _are_alike(right, said, days=named):
        return False
    return _share(right, said, bare=True) >= (_AS_NAMED if named else _AS_RIGHT)


def _are_alike(one: str, other: str, *, days: bool = False) -> bool:
    """Whether two texts have figures of the same unit."""
    mine, others = (_figures(text, days=days) for text in (one, other))
    return not {unit for _, unit in mine}.isdisjoint(unit for _, unit in others)


def _figures(text: str, *, days: bool = False) -> set[tuple[Decimal | Date | None, str]]:
    """Return the figures of a text, each with its unit, and its ``days``."""
    parted = _COUNTED.sub(" ", text)  # 被困人数3人: 数3 would be read as one numeral
    return {
        (one.date or one.value, _DAY if one.date else one.unit)
        for one in quantities(parted)
        if days or one.date is None
    }


def _share(words: str, said: str, *, bare: bool = False) -> float:
    """Return the share of the bigrams of some words that a text has; ``bare``: without figures."""
    text = words
    for one in reversed(quantities(words) if bare else []):
        text = f"{text[: one.span.start]} {text[one.span.end :]}"
    wanted = set(bigrams(text))
    return len(wanted & set(bigrams(said))) / len(wanted) if wanted else 0.0
