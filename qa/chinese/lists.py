"""Where the members of a coordinated list stand: 甲、乙和丙等地 -> 甲, 乙, 丙.

A list runs over one clause. Its marks are 、 and the conjunctions 和 与 及 以及 或, and 《》《》
and “”“” side by side; what stands between brackets or quotation marks is not looked at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.chinese.numerals import integer
from qa.chinese.proper_names import Level, proper_names
from qa.chinese.surnames import AMBIGUOUS_SURNAMES, SURNAMES
from qa.chinese.words import tagged
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["members", "persons", "whole_list"]

_JOINED = "(?:以及|与及|还有|或者|或是|和|与|及|或|暨)"
_FROM_THERE = re.compile("及以[东西南北上下内外]")
"""What is no conjunction: 桥东|及以南|区域."""
_CONJUNCTION = re.compile(_JOINED)
_SPLIT_BY = re.compile(
    "(?<=..)(?<![平温缓饱协调讲求共涉普危提波顾来参给赋授以])"
    "(?:以及|与及|及(?!时|格|早|其|以[东西南北上下内外])|和(?!平|谐|解|睦|气)|与(?!会|否|其))(?=..)"
)
_OPENING, _CLOSING = "（《「“(『〈【‘", "）》」”)』〉】’"
_ENDS = "，。；：！？,;:!?\n"
_SIDE_BY_SIDE = re.compile("(?<=[》”」』])(?=[《“「『])")
_ASIDE = re.compile(f"（[^（）\n]{{1,20}}）(?=、|{_JOINED})")
_MARK_AFTER = re.compile(f"、{_JOINED}?|{_JOINED}|(?<=[》”」』])(?=[《“「『])")
_MARK_BEFORE = re.compile(f"(?:、{_JOINED}?|{_JOINED})$|(?<=[》”」』])$")
_AND_SO_ON = re.compile("(?<=[^平高中初优同相均上下劣何])等(?![级待于离比量式边腰价效额候])")
_TAIL = re.compile(f"(?:{_AND_SO_ON.pattern}[^、，]{{0,14}}|为主|一度|相继|先后|陆续)$")
_ADVERB = re.compile("一度|相继|先后|陆续")
_LAST_ADVERB = re.compile(f"(?<=..)(?:{_ADVERB.pattern})$")
_HEADED = re.compile(
    "[^，,。；、]{0,14}?(?:[设建]有|下设|开设|分为|包括了?|包含|分别[是为]|依次[是为])(?=..)"
)
_COUNTED = re.compile(
    r"(?P<count>\d+|[两二三四五六七八九十]+)(?:大|个|种|名|位|项|家|所|条|部|类|座|国|省|市|县|区|地|款|门|本"
    r"|件|支|人|方面).{0,12}$"
)
_AND_ALSO = re.compile(f"[，,；](?:{_JOINED}|[也亦又还]|后又)")
_LEADS = re.compile(
    "(?:尤?以(?=..)|(?:其中|主要|一般|通常|大致|分别|共|也|还|又|后)*(?:是|为|包括了?|包含|涉及|担任)(?=..)"
    "|(?:例如|比如|诸如|譬如|如)(?=..)|[也还又](?:吃|有|可)?(?=..)|分别(?=..)|其中(?=..)"
    f"|{_JOINED}(?=..)|[一二三四]是|(?:另外?|再)?一[家个名位项种座所条本支款处]是|其[一二三四]是"
    "|第[一二三四五][家个名位项种座所条本支款]?是)+"
)
_NOUNS = ("n", "m", "q", "e", "x", "b", "j", "l", "i", "s", "t", "a", "z", "vn", "k", "h", "f")
_NAME = 3  # characters of a Chinese name
_SHORT = 8  # characters of a member that commas part from others
_LONGEST = 24  # characters of a member that nothing but its own words bounds


def whole_list(text: str, span: Span) -> Span:
    """Return ``span`` of ``text`` grown to the whole list that it is a part of.

    It grows while a mark of a list stands next to it, and shrinks only by an adverb at its end
    (甲路、乙路一度 of what was closed).
    """
    start, end = span.start, span.end
    while (before := _member_before(text, start)) is not None:
        start = before
    while (after := _member_after(text, end)) is not None:
        end = after
    adverb = _LAST_ADVERB.search(text, start, end)
    return Span(start=start, end=adverb.start() if adverb else end)


def members(text: str, span: Span) -> list[Span]:
    """Return the members of the list that ``span`` of ``text`` is, in order; one if it is none.

    等 and what follows it, how many there are (三个), and 包括, 分别是 before them are left out,
    and clauses before the first and after the last of them.
    """
    found = list(_split(text, span))
    if len(found) > 1:
        first, last = found[0], found[-1]
        start = max(_after_comma(text, first), first.start)
        headed = _HEADED.match(text, start, first.end)
        found[0] = Span(start=headed.end() if headed else start, end=first.end)
        found[-1] = Span(start=last.start, end=_comma(text, last))
    found = _uncounted(text, [*found[:-1], _without_tail(text, found[-1])])
    return [one for each in found if (one := _bare(text, each))]


def persons(text: str, found: Sequence[Span]) -> list[Span]:
    """Return members of a list that are persons, the last without what follows its name.

    None where one is no person: 行政、立法机关负责人 is one group, 联盟主席、总统宋怀远 one man.
    """
    *others, last = found
    if not all(_person_end(text[one.start : one.end]) for one in others):
        return []
    end = _person_end(text[last.start : last.end])
    return [*others, Span(start=last.start, end=last.start + end)] if end else []


def _person_end(member: str) -> int:
    """Return where the name of a person ends in a member; 0 without one."""
    named = [name.end for name in proper_names(member) if name.level is Level.PERSON]
    tags = tagged(member)
    common = len(tags) == 1 and tags[0][1].startswith(("n", "v")) and tags[0][1][:2] != "nr"
    named_so = member[:1] in SURNAMES | AMBIGUOUS_SURNAMES
    short = 1 < len(member) <= _NAME and named_so and not common
    if short or "·" in member or tags[-1][1].startswith("nr"):
        return len(member)
    return max(named, default=0)


def _split(text: str, span: Span) -> Iterator[Span]:
    """Yield what stands between a list's marks: 、 or, of short members, commas; a conjunction."""
    first = _marks(text, span, "、")
    if not first:
        commas = _marks(text, span, "，,；")
        short = all(one.end - one.start <= _SHORT for one in _between(span, commas))
        first = commas if short else []
    *parts, last = _between(span, first)
    yield from parts
    joined = _conjunctions(text, last)
    yield from _between(last, joined[-1:] if first else joined)


def _after_comma(text: str, span: Span) -> int:
    """Return where the last clause of ``span`` begins."""
    return max((mark.end for mark in _marks(text, span, "，,；。：:")), default=span.start)


def _comma(text: str, span: Span) -> int:
    """Return where the first clause of ``span`` ends."""
    return min((mark.start for mark in _marks(text, span, "，,；。")), default=span.end)


def _without_tail(text: str, span: Span) -> Span:
    tail = _TAIL.search(text, span.start, span.end)
    return Span(start=span.start, end=tail.start()) if tail else span


def _between(span: Span, marks: Sequence[Span]) -> Iterator[Span]:
    """Yield what of ``span`` stands between ``marks``, at least one."""
    start = span.start
    for mark in marks:
        yield Span(start=start, end=mark.start)
        start = mark.end
    yield Span(start=start, end=span.end)


def _marks(text: str, span: Span, marks: str) -> list[Span]:
    """Return where marks stand outside brackets, and where two titles stand side by side."""
    found: list[Span] = []
    depth = 0
    for at in range(span.start, span.end):
        if not depth and at > span.start and _SIDE_BY_SIDE.match(text, at):
            found.append(Span(start=at, end=at))
        depth = max(0, depth + (text[at] in _OPENING) - (text[at] in _CLOSING))
        if not depth and (text[at] in marks or _AND_ALSO.match(text, at)):
            found.append(Span(start=at, end=at + 1))
    return found


def _conjunctions(text: str, span: Span) -> list[Span]:
    """Return where conjunctions stand as words of their own, outside brackets.

    Where no word is one, they are looked for in words too: a name is often taken with it.
    """
    found: list[Span] = []
    at, depth = span.start, 0
    for word, _ in tagged(text[span.start : span.end]):
        depth += sum(char in _OPENING for char in word) - sum(char in _CLOSING for char in word)
        end = at + len(word)
        joins = _CONJUNCTION.fullmatch(word) and not _FROM_THERE.match(text, at)
        if depth <= 0 and joins and span.start < at < span.end - len(word):
            follows = found and found[-1].end == at
            start = found.pop().start if follows else at
            found.append(Span(start=start, end=end))
        at = end
    hidden = None if found else _SPLIT_BY.search(text, span.start, span.end)
    return [Span(start=hidden.start(), end=hidden.end())] if hidden else found


def _uncounted(text: str, found: list[Span]) -> list[Span]:
    """Return members without the count at the end of the last, where it is their number."""
    last = found[-1]
    counted = _COUNTED.search(text, last.start, last.end)
    if len(found) < 2 or not counted or counted.start() == last.start:
        return found
    if integer(counted["count"].replace("两", "二")) != len(found):
        return found
    return [*found[:-1], Span(start=last.start, end=counted.start())]


def _bare(text: str, span: Span) -> Span | None:
    """Return a member without what leads to it, and marks around it; None for nothing."""
    led = _LEADS.match(text, span.start, span.end)
    start, end = led.end() if led else span.start, span.end
    loose = _ENDS + "、 \u3000"
    while start < end and text[start] in loose:
        start += 1
    while start < end and text[end - 1] in loose:
        end -= 1
    return Span(start=start, end=end) if start < end else None


def _member_after(text: str, end: int) -> int | None:
    """Return where the member ends that a mark at ``end`` leads to; None without one."""
    aside = _ASIDE.match(text, end)
    mark = _MARK_AFTER.match(text, aside.end() if aside else end)
    if not mark:
        return None
    start = at = mark.end()
    depth = 0
    while at < len(text) and depth >= 0 and (depth or text[at] not in _ENDS + "、"):
        depth += (text[at] in _OPENING) - (text[at] in _CLOSING)
        at += 1
    at -= depth < 0
    if text[at : at + 1] == "、":
        return at if 0 < at - start <= 2 * _LONGEST else None
    return start + _nouns(text[start:at]) or None if at > start else None


def _member_before(text: str, start: int) -> int | None:
    """Return where the member begins that ends with a mark at ``start``; None without one."""
    mark = _MARK_BEFORE.search(text, max(0, start - 4), start)
    if not mark or (mark.start() == mark.end() and text[start : start + 1] not in tuple("《“「『")):
        return None
    at = end = mark.start()
    depth = 0
    while at > 0 and depth >= 0 and (depth or text[at - 1] not in _ENDS + "、"):
        at -= 1
        depth += (text[at] in _CLOSING) - (text[at] in _OPENING)
    at += depth < 0
    if text[at - 1 : at] == "、":
        return at if 0 < end - at <= 2 * _LONGEST else None
    length = _nouns_before(text[at:end])
    return end - length if length else None


def _nouns(clause: str) -> int:
    """Return how long the run of nouns is that a clause begins with: a title, a name, a phrase."""
    and_so_on = _AND_SO_ON.search(clause)
    if and_so_on and and_so_on.start() <= _LONGEST:
        return and_so_on.start()
    length = 0
    for word, tag in tagged(clause):
        if _is_bound(word) or not (tag.startswith(_NOUNS) or (tag == "uj" and length)):
            break
        length += len(word)
    return 0 if length > _LONGEST else length


def _is_bound(word: str) -> bool:
    """Return whether a word ends a run of nouns, whatever its part of speech."""
    return (
        _ADVERB.fullmatch(word) is not None
        or _CONJUNCTION.fullmatch(word) is not None
        or any(c in "、（）()" for c in word)
    )


def _nouns_before(clause: str) -> int:
    """Return how long the run of nouns is that a clause ends with."""
    length = 0
    for word, tag in reversed(tagged(clause)):
        if _is_bound(word) or not tag.startswith(_NOUNS):
            break
        length += len(word)
    return 0 if length > _LONGEST else length
