"""Whether a sentence is of what a question names: each of its names must stand with it.

A name stands with a sentence that has it, or whose article has it at its head: in the headline,
the dateline or the lead. The head does not speak for a sentence about another place or person, and
one that names several cities speaks for none of them: in an article on two of them the sentences
about the one do not answer for the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from qa.answering.digests.laws import law_names
from qa.answering.digests.topics import GENERAL
from qa.chinese.datelines import past_dateline, past_lead_in
from qa.chinese.gazetteer import COUNTRIES
from qa.chinese.proper_names import HOME, Level, Name, proper_names
from qa.chinese.quotes import has_any
from qa.chinese.scripts import simplified, simplified_characters
from qa.chinese.sentences import sentences
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.records import Article

__all__ = [
    "Told",
    "before_others",
    "binding_names",
    "is_bound",
    "is_unplaced",
    "part_of",
    "stands",
    "subjects",
]

_CAPITAL = "北京"
_LEAD = 15
_NEAR = 400
_HEADING = 40
_ROUND_UP = re.compile("快讯|简讯|短讯|速览|一览|集锦|要闻|速递|播报|联播|撷英|微观")
_BYLINE = re.compile("[（(][^（）()]*(?:记者|通讯员)[^（）()]*[）)]")
_CLAUSE = re.compile("[，,；;：:。！？]")
_CLAUSES = 2
_FIGURE = re.compile(r"\d[\d.]*[%％万亿个座家条套户人公里名项吨辆]")
_ASIDE = frozenset("同与和跟对向给比赴访抵往")
_TEAMS = {
    "中国队": ("中国体育代表团", "中国代表团", "中国选手", "我国选手", "中国运动员", "中国健儿")
}
_SIDES = {
    frozenset("俄乌"): ("俄罗斯", "俄军", "俄方", "俄称", "乌克兰", "乌军", "乌方", "乌称"),
    frozenset("巴以"): ("以色列", "以军", "以方", "巴勒斯坦", "哈马斯", "加沙"),
    frozenset("伊以"): ("以色列", "以军", "以方", "伊朗", "伊方"),
}
"""What is told of either side of a war (俄乌) is of it."""
_OWN_COUNTRY = re.compile("中国|我国|中方")
_MEETING = re.compile(
    "([^\\s的和与、，]{2,}(?:会议|大会|论坛|峰会))(?:的(?:召开|举行|内容|精神|成果))?[？?。]?"
)
_OF_THE_YEAR = re.compile("^(?:全国|今年|本[届次]|此次)(?=.{4})")
_ASKING = re.compile("多少|什么|哪|谁|几[个次届场位]|怎|如何|为何|是否|[了过]|参加|出席|主持")
_EXAMPLES = re.compile("[^，。；：、]*、[^，。；：]*?等(?![级候待于])")
_BEYOND = re.compile("(?:不(?:仅仅?|只|单|光)是?在?|除了?|除去)[^，。]{2,12}[，]")
_AND = re.compile("和|与|及|以及|、")
_EACH = re.compile(
    "(?:[^，。？?]{0,8}(?:都|分别|各自))?(?:会?见了?(?:些?谁|哪些)|[^，。？?]{0,8}(?:活动|行程|动态|消息|新闻)[？?]?$)"
)
_SAID = re.compile("(?:表示|强调|指出|介绍|说|称)[，,：:]")
_STOPS = tuple("。！？；…”）")


@dataclass(frozen=True)
class Told:
    """An article as it is looked at for names: in simplified characters, its head worked out once.

    Offsets index the article's text as given.
    """

    article: Article

    @cached_property
    def text(self) -> str:
        """The article's text in simplified characters."""
        plain = simplified(self.article.text)
        if len(plain) == len(self.article.text):
            return plain
        return simplified_characters(self.article.text)

    @cached_property
    def title(self) -> str:
        """The headline in simplified characters."""
        return simplified(self.article.title)

    @cached_property
    def is_round_up(self) -> bool:
        """Whether the article is several short ones under one headline."""
        return _ROUND_UP.search(self.title) is not None

    @cached_property
    def _lead(self) -> str:
        """The first sentence that is longer than a heading, what stands before it, no reporter.

        A place that only the dateline has is not what the article is about.
        """
        told = (span for span in sentences(self.text) if span.end - span.start >= _LEAD)
        first = next(told, None)
        if first is None or first.end > _NEAR:
            return ""
        start = past_dateline(self.text, first).start
        before, lead = self.text[:start], self.text[start : first.end]
        return _BYLINE.sub("", self.text[: first.end] if self._is_of(before) else lead)

    def _is_of(self, before: str) -> bool:
        """Whether what stands before the news has no place, or one that the article is of.

        News from the capital is of the whole country, unless its headline has the capital; that
        from elsewhere is of a place that headline or text name once more.
        """
        rest = self.text[len(before) :]
        return all(
            stands(name, self.title) or (_CAPITAL not in name.forms and stands(name, rest))
            for name in proper_names(before)
            if name.level.is_place
        )

    def heads(self, span: Span) -> tuple[str, str]:
        """Return the words that say what a sentence is about beside its own: headline and lead.

        Those of a round-up are the first ones of its own piece.
        """
        if not self.is_round_up:
            return self.title, self._lead
        start = self.text.rfind("\n", 0, span.start) + 1
        above = self.text[self.text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
        heading = above if len(above) <= _HEADING and not above.endswith(_STOPS) else ""
        first = next(iter(sentences(self.text[start : span.end])), span)
        return heading, self.text[start : start + first.end]

    def line(self, span: Span) -> str:
        """Return the lines that a span stands in."""
        end = self.text.find("\n", span.end)
        start = self.text.rfind("\n", 0, span.start) + 1
        return self.text[start : end if end >= 0 else len(self.text)]

    def slice(self, span: Span) -> str:
        """Return the characters of a span."""
        return self.text[span.start : span.end]


def binding_names(question: str) -> tuple[Name, ...]:
    """Return the names of a question, in simplified characters, that its digest keeps to.

    Not that of the home country; of a place and a smaller one in it (云东省云岭市) the smaller. A
    question that only names a meeting (云东河长工作会议) keeps to its whole name; one that asks
    of it (多少位专家参加了会议) does not. A law without brackets is a name: 黑土地保护法.
    """
    meeting = _MEETING.fullmatch(question)
    if meeting and not _ASKING.search(question):
        whole = _OF_THE_YEAR.sub("", meeting[1])
        return (Name(text=whole, start=0, end=len(whole), level=Level.OTHER, forms=(whole,)),)
    laws = list(law_names(question))
    others = [
        name
        for name in proper_names(question)
        if HOME.isdisjoint(name.forms)
        and GENERAL.sub("", name.text)
        and all(name.end <= law.start or law.end <= name.start for law in laws)
    ]
    found = _alternatives(sorted([*others, *laws], key=lambda name: name.start), question)
    if "谁" in question:
        found = [_spoken_of(name) for name in found]
    found = [replace(one, forms=(*one.forms, *_also(one.text))) for one in found]
    return tuple(
        name
        for name, after in zip(found, [*found[1:], None], strict=False)
        if not (after and name.end == after.start and _is_inside(after, name))
    )


def _also(name: str) -> tuple[str, ...]:
    """Return what else stands for a name that is asked of: a country's team, a war's sides."""
    return (*_TEAMS.get(name, ()), *_SIDES.get(frozenset(name), ()))


def _alternatives(names: Sequence[Name], question: str) -> list[Name]:
    """Return the names, two places that 和 joins as one that either form of stands for.

    Of 广东和广西的洪水 a sentence on the one answers; two persons or countries act together,
    unless it is asked what each does: 宋怀远、杨小禾会见了谁.
    """
    found: list[Name] = []
    for name in names:
        last = found[-1] if found else None
        if last and _are_joined(last, name, question):
            text = question[last.start : name.end]
            forms = (*last.forms, *name.forms)
            level = min(last.level, name.level)
            found[-1] = replace(last, text=text, end=name.end, level=level, forms=forms)
        else:
            found.append(name)
    return found


def _are_joined(one: Name, other: Name, question: str) -> bool:
    """Whether 和 joins two places, or persons of whom it is asked what each does."""
    joined = _AND.fullmatch(question, one.end, other.start) is not None
    if joined and one.level is other.level is Level.PERSON:
        return _EACH.match(question, other.end) is not None
    return joined and _is_local(one) and _is_local(other)


def _spoken_of(name: Name) -> Name:
    """Return a person of whom another is asked (谁支持宋怀远): he need not act in the sentence."""
    return replace(name, level=Level.OTHER) if name.level is Level.PERSON else name


def _is_inside(name: Name, other: Name) -> bool:
    return name.level.is_place and name.level < other.level


def is_bound(told: Told, span: Span, names: Sequence[Name]) -> bool:
    """Return whether each of the names stands in a sentence or, if it is of nothing else, over it.

    Over it: in its headline or lead, see :meth:`Told.heads`.
    """
    own = told.slice(span)
    heads = told.heads(span)
    missing = [name for name in names if not stands(name, own)]
    above = "\n".join(head for head in heads if own not in head)
    if any(_is_aside(name, own) and not stands(name, above) for name in names):
        return False
    if any(_is_example(name, own) and not stands(name, above) for name in names):
        return False
    if any(_goes_beyond(name, own) for name in names):
        return False
    if not missing:
        return True
    if any(name.level is Level.COUNTRY for name in missing) and _is_of_home(own):
        return False
    others = list(subjects(own))
    return all(
        any(_speaks_for(head, name, names) for head in heads)
        and not any(_is_another(subject, name, names) for subject in others)
        for name in missing
    )


def _is_of_home(own: str) -> bool:
    """Whether a sentence's first two clauses name the home country: under 越南 it is of that."""
    return _OWN_COUNTRY.search(own, 0, _opening(own)[1]) is not None


def _is_aside(name: Name, own: str) -> bool:
    """Whether a sentence speaks of another person before it names the one asked of."""
    if name.level is not Level.PERSON:
        return False
    at = min((own.find(form) for form in name.forms if form in own), default=-1)
    return any(
        one.level is Level.PERSON and one.end <= at and not set(one.forms) & set(name.forms)
        for one in proper_names(own)
    )


def _goes_beyond(name: Name, own: str) -> bool:
    """Whether a sentence leaves a place behind: 不仅在云岭，各地都在修堤."""
    left = _BEYOND.match(own)
    return left is not None and name.level.is_place and stands(name, left[0])


def _is_example(name: Name, own: str) -> bool:
    """Whether a sentence has a place only in a list of examples: 在青泽、云岭等热门航线."""
    if not _is_local(name) or not stands(name, own):
        return False
    return not stands(name, _EXAMPLES.sub("", own))


def before_others(own: str, names: Sequence[Name]) -> str:
    """Return a sentence up to what the one who is asked of says of another person.

    Asked of 宋怀远, 宋怀远表示，市长杨小禾出访… is no visit of his.
    """
    said = _SAID.search(own)
    if said is None or not any(name.level is Level.PERSON for name in names):
        return own
    told = [one for one in proper_names(own) if one.start >= said.end()]
    return own[: said.end()] if any(_is_another_person(one, names) for one in told) else own


def _is_another_person(other: Name, names: Sequence[Name]) -> bool:
    forms = {form for name in names for form in name.forms}
    return other.level is Level.PERSON and forms.isdisjoint(other.forms)


def is_unplaced(told: Told, span: Span) -> bool:
    """Return whether a sentence gives a figure of a place that only its headline names.

    新建泵站300座 under 云岭市改造泵站: read alone, it is of the whole country.
    """
    own = told.slice(span)
    if not _FIGURE.search(own) or any(name.level.is_place for name in proper_names(own)):
        return False
    return any(name.level.is_place for name in proper_names(told.title))


def _speaks_for(head: str, name: Name, names: Sequence[Name]) -> bool:
    """Return whether a headline or lead has a name, and no other city or title beside it."""
    return stands(name, head) and not any(
        _is_another(one, name, names)
        for one in proper_names(head)
        if one.level == name.level and (_is_local(one) or _is_title(one))
    )


def _is_title(name: Name) -> bool:
    return name.text.startswith("《")


def _is_local(name: Name) -> bool:
    return name.level.is_place and name.level < Level.COUNTRY


def stands(name: Name, text: str) -> bool:
    """Return whether a text has a name in one of its forms, not inside a longer country's name.

    Quotation marks in the text do not count: 云顶茶案 stands in “云顶茶”案.
    """
    if name.level is Level.COUNTRY:
        text = _without_longer(name.forms[0], text)
    return has_any(text, name.forms)


def _without_longer(country: str, text: str) -> str:
    """Return a text without the countries whose names have a country's name in them."""
    for other in COUNTRIES:
        if country in other and country != other:
            text = text.replace(other, "")
    return text


def part_of(title: str, names: Sequence[Name]) -> str:
    """Return the parts of a headline of several places that have one of the names, or all of it.

    Of 云岭：建港 青泽：治沙, asked of 云岭, 云岭：建港.
    """
    parts = title.split()
    own = [part for part in parts if any(stands(name, part) for name in names)]
    others = [part for part in parts if part not in own]
    placed = any(name.level.is_place for part in others for name in proper_names(part))
    return " ".join(own) if own and placed else title


def _is_another(other: Name, name: Name, names: Sequence[Name]) -> bool:
    """Return whether a sentence's subject is a place or person that is not what is asked of."""
    if any(set(other.forms) & set(asked.forms) for asked in names):
        return False
    if _is_title(name):
        return _is_title(other)
    if name.level is Level.PERSON:
        return other.level is Level.PERSON
    return name.level.is_place and other.level.is_place and other.level >= name.level


def subjects(sentence: str) -> Iterator[Name]:
    """Yield the places and persons that a sentence's first two clauses name, but not 与青泽市."""
    opening, end = _opening(sentence)
    for name in proper_names(sentence):
        inside = opening <= name.start < end
        if inside and name.level and sentence[name.start - 1 : name.start] not in _ASIDE:
            yield name


def _opening(sentence: str) -> tuple[int, int]:
    """Return where the first two clauses after a lead-in (记者获悉，) start and end."""
    start = past_lead_in(sentence, Span(start=0, end=len(sentence))).start
    stops = [match.start() for match in _CLAUSE.finditer(sentence, start)]
    return start, stops[_CLAUSES - 1] if len(stops) >= _CLAUSES else len(sentence)
