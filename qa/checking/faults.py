"""What a reader notices first in a written text: loops, cut numbers, lost marks, half words.

Each function looks at a text beside the source it was written from and returns its faults, each as
the text has it: what stands so in the source is not the writer's fault.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from qa.chinese.numerals import fold_width, quantities
from qa.chinese.quotes import unbalanced

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qa.checking.source import Source
    from qa.records import Span

__all__ = [
    "CLAUSE",
    "LOOP",
    "all_inside",
    "bare_numbers",
    "cut_digits",
    "cut_lists",
    "cut_numbers",
    "cut_words",
    "ends_badly",
    "ends_of",
    "has_faults",
    "loops",
    "lost_marks",
    "starts_of",
    "units_of",
]

LOOP = re.compile(
    r"([^\W\d_])\1{2,}|([^\W\d_]{2,40}?)\2+"  # 称称称, 开馆开馆
    r"|(“[^“”]{1,80}”)\3+"
    # 大桥开馆 大桥开馆. One of the two is a whole clause; in 到达云河大桥 云河大桥关闭 none is.
    r"|(?<!\w)([^\W\d_]{4,40})[\s，、]{1,9}\4|([^\W\d_]{4,40})[\s，、]{1,9}\5(?!\w)"
)
CLAUSE = re.compile(r"[^\s，。！？；：、…—,;:!?]+")
_RUN, _SHARE, _LONGEST_RUN = 5, 10, 60
_MATCH = 4
# The first three lines were chosen by looking at the dev headlines; of 1,500 training headlines of
# editors none ends on one where its source goes on. The others are the verbs, adverbs and counts
# that stand in 40 clauses or more of 63,880 training headlines and end fewer than 1 of 200.
_HOOKS = frozenset(
    [
        *"的地和与及或并在对于将把被从向由因以为是至起自让使就据给跟同比该其第每不未已正还也都又再更最很但而",
        *("以及", "并且", "关于", "对于", "由于", "因为", "通过", "根据", "为了", "随着", "包括"),
        *("正在", "已经", "将于", "将在", "一个", "这个", "但是", "如果", "虽然", "进行"),
        *("推动", "贯彻", "打造", "作出", "累计", "参加", "取得", "促进", "新增", "谱写", "确保"),
        *("提供", "成为", "激发", "迎来", "凝聚", "保持", "走进", "围绕", "看望", "寻找", "超过"),
        *("喜迎", "带来", "夯实", "注入", "升至", "获得", "面临", "授予", "发挥", "迎接", "抓好"),
        *("听取", "涉嫌", "带动", "提出", "采取", "来自", "颁发", "迈向", "回到", "敦促", "表彰"),
        *("致以", "融入", "导致", "得到", "才能", "迈上", "抢抓", "共同", "进一步", "奋力", "特别"),
        *("再次", "分别", "更加", "至少", "稳步", "陆续", "即将", "就是", "必须", "快速", "大幅"),
        *("正式", "坚决", "切实", "最新", "首个", "首批", "多项", "多名", "多种", "多家", "一批"),
        *("一些", "若干", "两个", "三个", "大型", "首席", "所谓"),
        *"遭赴获促受迎拟曾仍较各两副",
    ]
)
_AND = ("和", "与", "及", "以及")
_ITEMS = re.compile(r"、[^\s，。！？；：、]+$")
_LONGEST_ITEM = 15
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_ITEM = re.compile(r"[（(]\d{1,2}[）)]|^\d{1,2}[.、](?!\d)", re.MULTILINE)
_STOP = re.compile(r"[\s，。！？；：、…,;:!?）)》”」』】]|$")


def has_faults(text: str, source: Source) -> bool:
    """Return whether a text has any of the faults below."""
    found = (loops, cut_numbers, lost_marks, cut_words, cut_lists)
    return any(fault(text, source) for fault in found)


def loops(text: str, source: Source) -> list[str]:
    """Return what a text says again at once, or again and again where its source does not.

    A character three times in a row, several twice in a row (digits aside), a quotation or a whole
    clause of four or more at once again, that do not stand so in the source; a run of characters
    that comes more often than in the source: of five in a headline, of a tenth of a longer text
    but 60 at most.
    """
    found = [match[0] for match in LOOP.finditer(text) if match[0] not in source.text]
    size = min(max(_RUN, len(text) // _SHARE), _LONGEST_RUN)
    runs = Counter(text[at : at + size] for at in range(len(text) - size + 1))
    return found + [run for run, n in runs.items() if n > 1 and n > source.text.count(run)]


def cut_numbers(text: str, source: Source) -> list[str]:
    """Return the numbers of a text that are a piece of a number of its source.

    Digits that :func:`cut_digits` finds, and a number that ends a clause without the unit it always
    has in the source (200 of 200间).
    """
    bare = bare_numbers(text, source)
    return cut_digits(text, source) + [text[span.start : span.end] for span in bare]


def cut_digits(text: str, source: Source) -> list[str]:
    """Return the digits that stand in the source only inside longer ones: 19 of 2019, 3 of 3.5."""
    whole = source.numbers
    return [
        digits
        for digits in _DIGITS.findall(_without_items(text))
        if digits not in whole and any(digits in longer for longer in whole)
    ]


def bare_numbers(text: str, source: Source) -> list[Span]:
    """Return where a text has numbers at a clause's end without the unit they have in the source.

    A number that also stands there without one, or not at all, is not among them.
    """
    plain = _without_items(text)
    return [
        item.span
        for item in quantities(plain)
        if not item.unit
        and item.date is None
        and _STOP.match(plain, item.span.end)
        and (units := units_of(plain[item.span.start : item.span.end], source))
        and all(units)
    ]


def units_of(number: str, source: Source) -> list[str]:
    """Return what follows a number, written like this, in each quantity of the source: 亿元, 间."""
    alone = re.compile(rf"(?<![\d.,]){re.escape(number)}(?![\d.,])")
    return [
        source.folded[found.end() : item.span.end]
        for item in source.quantities
        if (found := alone.search(source.folded, item.span.start, item.span.end))
    ]


def _without_items(text: str) -> str:
    """Return the text in narrow digits, the numbers of a list's items blotted out."""
    return _ITEM.sub(lambda item: "\0" * len(item[0]), fold_width(text))


def lost_marks(text: str, _: Source | None = None) -> list[str]:
    """Return the quotation marks, book-title marks and brackets of a text without a partner.

    Whatever its source has: half a pair is a fault to a reader.
    """
    return [text[at] for at in unbalanced(text)] + ['"'] * (text.count('"') % 2)


def cut_words(text: str, source: Source, *, lenient: bool = False) -> list[str]:
    """Return the clauses of a text that begin or end inside a word of its source, or on a hook.

    The edge of a clause is looked up by the longest run of characters beside it that the source
    has: the whole clause, or four at least. It is cut if every such place is inside a word, as
    :func:`qa.chinese.words.word_edges` finds them, or behind a word that wants another (将, 起,
    的), which the source has there. ``lenient``: the dictionary's words only, and any may be
    the last.
    """
    edges = source.dictionary_edges if lenient else source.word_edges
    cut_end = all_inside if lenient else ends_badly
    return [
        match[0]
        for match in CLAUSE.finditer(text)
        if cut_end(ends_of(match[0], source), source, edges)
        or all_inside(starts_of(match[0], source), source, edges)
    ]


def all_inside(places: Sequence[int], _: Source, edges: frozenset[int]) -> bool:
    """Return whether there are places and all of them are inside words with these edges."""
    return bool(places) and edges.isdisjoint(places)


def ends_badly(places: Sequence[int], source: Source, edges: frozenset[int]) -> bool:
    """Return whether at all places a word is cut, or one ends that wants the next."""
    return bool(places) and all(
        place not in edges or _wants_more(place, source, edges) for place in places
    )


def _wants_more(place: int, source: Source, edges: frozenset[int]) -> bool:
    if not source.text[place : place + 1].isalnum():
        return False
    return source.text[max(edge for edge in edges if edge < place) : place] in _HOOKS


def cut_lists(text: str, source: Source) -> list[tuple[int, int]]:
    """Return where a text ends a list before its last item: where, and where the source goes on."""
    found = []
    for clause in CLAUSE.finditer(text):
        goes_on = text.startswith("、", clause.end())
        places = [] if goes_on else ends_of(clause[0], source)
        if places and all(_is_before_last_item(place, source) for place in places):
            found.append((clause.end(), places[0]))
    return found


def _is_before_last_item(place: int, source: Source) -> bool:
    end = min((edge for edge in source.word_edges if edge > place), default=place)
    listed = _ITEMS.search(source.text, max(0, place - _LONGEST_ITEM), place)
    return source.text[place:end] in _AND and listed is not None


def ends_of(clause: str, source: Source) -> list[int]:
    """Return where the longest end of a clause that stands in the source ends there."""
    size = len(clause)
    tail = _longest(lambda length: clause[size - length :], size, source)
    return [place + len(tail) for place in _places(tail, source)]


def starts_of(clause: str, source: Source) -> list[int]:
    """Return where the longest beginning of a clause that stands in the source begins there."""
    return _places(_longest(lambda length: clause[:length], len(clause), source), source)


def _longest(part: Callable[[int], str], size: int, source: Source) -> str:
    """Return the longest part of a clause of ``size`` characters that the source has.

    ``part`` gives the part of a length: what the source lacks it also lacks with more around it,
    so the length is found by halving. "" where it lacks the whole clause and any four characters.
    """
    lengths = range(max(2, min(_MATCH, size)), size + 1)
    count = bisect_left(lengths, True, key=lambda length: part(length) not in source.text)
    return part(lengths[count - 1]) if count else ""


def _places(part: str, source: Source) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(part), source.text) if part]
