"""The words of a question that mean something, and whether a text has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.chinese.datelines import is_day_of_dispatch
from qa.chinese.dates import beside
from qa.chinese.numerals import fold_width
from qa.chinese.words import tagged, word_edges
from qa.records import Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from qa.records import DateMention

__all__ = [
    "ASKS_FIGURE",
    "around",
    "asked_day",
    "asked_name",
    "asked_weekday",
    "goes_on",
    "group",
    "holds",
    "meaning",
    "opposed",
    "share",
    "start_of",
    "the_one_said",
]

_EMPTY = re.compile(
    "是|有|在|会|能|可以|要|需要|应该?|该|被|把|让|使|令|为|了|的|地|得|着|过|也|就|还|又|才|吗|呢|这个?|那个?|他|她|它|们"
    "|我|你|您好?|请问|和|与|及|或|对|于|从|到|由|向|给|跟|同|以|及其|个|种|次|时候?|后|前|中|里|上|下|已经?|曾经?|将"
    "|正在|之后|之前|期间|一个|进行|能够|可|属于|算|说|做|真的|一起|同时|就是|吧|啊|一下|必须"
)
_MEANING = ("n", "v", "a", "m", "i", "l", "j", "e", "t", "s", "z", "b", "x", "d", "q", "f")
_DENIES = re.compile("[不没未无非别勿]有?|没有|并非")
_WHEN = re.compile(
    "是?(?:在|于)?(?:哪一?[天日]|几月几[日号]|什么(?:时候|时间|日子)|何时|啥时候)的?|[?？]|的[?？]?$"
)
_WEEKDAYS = re.compile(
    "(?:每个?|逢)?(?:周|星期|礼拜)(?:的?哪[一几]?天|几)|每周什么时[候间]|(?:什么时[候间]|何时|啥时候)(?=闭[馆园]|休[馆园市])"
)
_WEEKDAY = re.compile(
    "(?:每|逢)?(?:周|星期|礼拜)[一二三四五六日天末](?:[至到、和](?:周|星期|礼拜)?[一二三四五六日天末])*"
)
_OF_WEEKS = re.compile("每?个?(?:周|星期|礼拜)|每|逢")
_CLAUSE = re.compile("[^，,；;。：:！!？?\\n]+")
_NAMES = re.compile("(?:叫|取)(?:了|做|作|为)?(?:一?个)?什么名字?|命名为什么|的?名字(?:是|叫)什么")
_NAMED = re.compile("(?:命名|取名|定名)(?:为|作)?|(?<![俗学本幼小原别又署])名(?:为|叫)")
_NAME = re.compile("[“《「]?([^“”《》「」，。；：、\\s]{2,20})")
ASKS_FIGURE = re.compile("(?<!哪)(?:多少|几)(?!乎)|多[大高长重快远久深宽钱]")
"""What a question has that asks for a figure."""
_SAYS_ON = re.compile(
    "[^，,。；;]{0,8}?(?P<says>表示|[回声]?[应称说]|通报|介绍|否认|辟谣|透露|披露|澄清|强调|指出)(?!为|法|明书)"
)
_NUMERALS = "〇零一二两三四五六七八九十百千万亿"
_NUMBER = re.compile(
    f"[0-9]+(?:[.,][0-9]+)*|[{_NUMERALS}]{{2,}}|[Ⅰ-Ⅻ]|(?<![{_NUMERALS}])[{_NUMERALS[1:]}](?=[级等类号])"
)
_DAY_OF_MONTH = re.compile("[0-9]{1,2}[月日号]")
_ROMAN = re.compile("[Ⅰ-Ⅻ]级?")
_SHORT = 2  # characters of a word that others may begin or end with


def around(text: str, span: Span, marks: str) -> Span:
    """Return a span with what stands around it up to the next of some marks."""
    right = [at for mark in marks if (at := text.find(mark, span.end)) >= 0]
    return Span(start=start_of(text, span.start, marks), end=min(right, default=len(text)))


def start_of(text: str, at: int, marks: str) -> int:
    """Return where a text goes on behind the last of some marks before an offset, 0 without one."""
    return max(text.rfind(mark, 0, at) for mark in marks) + 1


def group(found: re.Match[str], name: str) -> Span:
    """Return where a group of a match stands."""
    return Span(start=found.start(name), end=found.end(name))


def the_one_said(text: str, spans: Sequence[Span]) -> Span | None:
    """Return the first of some spans if all of them say the same; None if they do not, or none."""
    return spans[0] if len({text[one.start : one.end] for one in spans}) == 1 else None


def goes_on(question: str, clause: str) -> bool:
    """Return whether a clause has no subject of its own: no noun begins it, or what is asked."""
    (word, tag), (_, after) = [*tagged(clause), ("", ""), ("", "")][:2]
    named = tag.startswith(("n", "r", "j")) and not after.startswith("m")
    return not named or word in question


def meaning(statement: str) -> list[tuple[str, bool]]:
    """Return the words that mean something, each with whether it is a verb, adjective or number."""
    return [
        (word, (tag[0] in "vam" and tag not in ("vn", "an")) or _ROMAN.fullmatch(word) is not None)
        for word, tag in tagged(fold_width(statement))
        if not _EMPTY.fullmatch(word)
        and tag.startswith(_MEANING)
        and any(map(str.isalnum, word))
        and not _DENIES.fullmatch(word)
    ]


def holds(text: str, word: str) -> bool:
    """Return whether a word stands in a text, or most of a long one's pairs of characters.

    A short one must not be the beginning or end of another (蛋 of 蛋壳), and a number stands as it
    is or not at all (180 is not in 2180).
    """
    if not all(_stands(text, number) for number in _NUMBER.findall(word)):
        return False
    if not all(_stands(text, day) for day in _DAY_OF_MONTH.findall(word)):
        return False
    if len(word) > _SHORT:
        pairs = [word[at : at + 2] for at in range(len(word) - 1)]
        return word in text or 2 * sum(pair in text for pair in pairs) > len(pairs)
    if word not in text:
        return False
    edges = word_edges(text, guess=False)
    return any({x.start(), x.end()} <= edges for x in re.finditer(re.escape(word), text))


def _stands(text: str, number: str) -> bool:
    """Whether a text has a number that is not a part of a longer one."""
    digits = "0-9" if number[0].isdigit() else f"{_NUMERALS}Ⅰ-Ⅻ"
    whole = f"(?<![{digits}])(?<![0-9][.,]){re.escape(number)}(?![{digits}]|[.,][0-9])"
    return re.search(whole, text) is not None


def share(words: list[tuple[str, bool]], text: str, before: str = "") -> float:
    """Return how much of the characters of words a text has, in [0, 1]; ``before`` counts half."""
    held = sum(
        len(word) * (1.0 if holds(text, word) else 0.5 if holds(before, word) else 0.0)
        for word, _ in words
    )
    return held / max(1, sum(len(word) for word, _ in words))


def opposed(pairs: Iterable[tuple[str, str]], clause: str) -> Iterator[tuple[str, str]]:
    """Yield of each pair of opposite patterns the one a clause has not, with the other, it has."""
    for pair in pairs:
        for one, other in (pair, pair[::-1]):
            if re.search(other, clause) and not re.search(one, clause):
                yield one, other


def asked_day(
    question: str,
    sentence: str,
    title: str,
    published: dt.date | None,
    *,
    sent: dt.date | None = None,
) -> DateMention | None:
    """Return the day that a sentence gives to what is asked, all of which it or its title says.

    The sentence itself has to say what was done, which is asked last (青石号什么时候下水), and no
    other time but that of its dateline. ``sent`` is the day of the dateline before. None without
    one.
    """
    asked = meaning(_WHEN.sub(" ", question))
    if published is None or len(asked) < _SHORT or len(asked[-1][0]) < _SHORT:
        return None
    if not _told(asked, sentence, title, says=holds):
        return None
    whole = Span(start=0, end=len(sentence))
    found = beside(sentence, whole, published, sent=sent)
    days = [
        day
        for day in found
        if not is_day_of_dispatch(sentence, Span(start=day.start, end=day.end))
        and not _says_on(question, sentence, day.end)
    ]
    one = {(day.since, day.until) for day in days}
    single = len(one) == 1 and days[-1].since == days[-1].until
    return days[-1] if single and days[-1].text not in question else None


def _says_on(question: str, sentence: str, end: int) -> bool:
    """Whether somebody says something on a day, which is not what a question asks the day of."""
    said = _SAYS_ON.match(sentence, end)
    return said is not None and said["says"] not in question


def asked_weekday(question: str, sentence: str, title: str) -> Span | None:
    """Return the day of the week that a clause gives to what is asked of one: 每|周一|闭馆.

    The clause has to say what is done, which is asked last, the sentence or its title the rest.
    None where it names none, or several.
    """
    if not _WEEKDAYS.search(question):
        return None
    asked = [
        one for one in meaning(_WEEKDAYS.sub(" ", question)) if not _OF_WEEKS.fullmatch(one[0])
    ]
    if not asked or not _told(asked, sentence, title, says=holds):
        return None
    found = [
        day
        for clause in _CLAUSE.finditer(sentence)
        if holds(clause[0], asked[-1][0])
        for day in _WEEKDAY.finditer(sentence, clause.start(), clause.end())
    ]
    return Span(start=found[0].start(), end=found[0].end()) if len(found) == 1 else None


def asked_name(question: str, sentence: str, title: str) -> Span | None:
    """Return the name that a sentence gives to what is asked 叫什么名字, all of which it says.

    Or its title does; a word may stand for a longer one (航母 for 航空母舰). None without one.
    """
    asked = meaning(_NAMES.sub(" ", question)) if _NAMES.search(question) else []
    given = _NAMED.search(sentence)
    found = _NAME.match(sentence, given.end()) if given else None
    if not asked or given is None or found is None:
        return None
    if not _told(asked, sentence[: given.start()], title, says=_says):
        return None
    return Span(start=found.start(1), end=found.end(1))


def _told(
    asked: list[tuple[str, bool]], text: str, title: str, *, says: Callable[[str, str], bool]
) -> bool:
    """Return whether a text or its title says all that is asked, the text what is asked last."""
    return says(text, asked[-1][0]) and all(says(text, w) or says(title, w) for w, _ in asked)


def _says(text: str, word: str) -> bool:
    """Return whether a text has a word, or the longer one that a word of two stands for."""
    return holds(text, word) or (
        len(word) == _SHORT
        and any(
            len(longer) > _SHORT and longer[0] == word[0] and word[1] in longer[_SHORT:]
            for longer, _ in tagged(text)
        )
    )
