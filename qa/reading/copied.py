"""Articles copied from web pages into a text: what the page has around them, and what that says.

Above an article stand its headline and labels (来源：, 发布时间：, 字号：大 中 小) on one line or
on several, with menus, and on government sites a table of fields; under it stand who edited it,
buttons, other pages' headlines (相关阅读) and notices (声明：本文…). All that is taken off before
the text is read as a page, and said to be left out; nothing is taken off where no line is surely a
web page's (:mod:`qa.reading.page_lines`).
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from qa.chinese.characters import HAN
from qa.chinese.documents import is_salutation
from qa.chinese.imprint import imprint_in, printed
from qa.reading import line_shapes
from qa.reading.fields import first_stood, information, labelled
from qa.reading.furniture import is_furniture, is_masthead
from qa.reading.letters import is_opening_of_letter
from qa.reading.lines import Line
from qa.reading.page_lines import (
    Item,
    Kind,
    foot,
    head,
    is_editors_note,
    is_of_articles_too,
    is_strong,
    picture_note,
    prefix,
    stamp_of_account,
    suffix,
    titled,
    whole,
)
from qa.records import Imprint, Reason, Span

__all__ = ["Copied", "Taken", "take", "take_article"]

_REACH = 60  # lines above or under an article's text that are looked at
_NEAR = 8
_SHORTEST = 8  # characters of a sentence
_MOST_HEADLINES = 4
_LONGEST_HEADLINE = 100
_LONGEST_ENTRY = 80
_LONGEST_NAME = 20  # characters of what names a list
_FAR = 200  # lines in which such a list is looked for
_ASKS = frozenset("？！?!")
_LONG = 60  # characters of a line that is running text though no sentence ends in it
_PEN_NAME = 8  # characters
_SPEECHES = 3
_CLOSE = 2  # characters between parts of a line
_LISTING = (Kind.LIST, Kind.COMMENTS)
_CREDITS = (Kind.SOURCE, Kind.AUTHOR, Kind.EDITORS)
_FEWEST_CREDITS = 2  # lines
_RUNS_ON = re.compile("[。；，：][”’」』）)]*$")
_SAID = re.compile("[^。！？，：:]{1,20}[：:]")
_SPEAKER = re.compile("(记者|編輯|编辑|主编|作者)[：:]")
_WRITTEN = re.compile("(?:成文|印发|生成)")
_RUBRIC = re.compile("【[^】]{2,16}】")
_SIGNED = re.compile(
    rf"[{HAN}]{{0,8}}(?:记者|通讯员|评论员|撰稿人?)[ \u3000]+"
    rf"[{HAN}]{{2,4}}(?:[ 、\u3000]+[{HAN}]{{2,4}})*"
)
_LISTED = re.compile("版面(?:导航|目录|概览)|标题导航")
_BOOK = re.compile("[·•\\d.、 \u3000]*《[^》]+》")
_SOURCES = (Kind.SOURCE, Kind.ISSUER, Kind.OFFICE)
_UNLABELLED = {Kind.DAY, Kind.SOURCE, Kind.AUTHOR}
_FIELDS = (Kind.FIELD, Kind.ISSUER, Kind.OFFICE)
_READING = re.compile("(?:延伸|推荐|拓展)阅读")


@dataclass(slots=True, kw_only=True)
class Copied:
    """What the labels around an article say of it, and the lines of its title.

    ``sources`` are those that labels state, by their kind: 来源： counts before 发布机构：, that
    before 信息来源：, and ``paper``, which has no label, last. ``is_written``: ``date`` is the day
    that a document was written, which is not published. ``stood``: the day on which, as a note at
    its end says, the article first stood somewhere.
    """

    title: list[Line] = field(default_factory=list)
    bylines: list[Line] = field(default_factory=list)
    date: dt.date | None = None
    sources: dict[Kind, str] = field(default_factory=dict)
    paper: str | None = None
    imprint: Imprint | None = None
    is_written: bool = False
    stood: dt.date | None = None

    @property
    def source(self) -> str | None:
        """Who published the article, as the surest label says."""
        return next((self.sources[kind] for kind in _SOURCES if kind in self.sources), self.paper)


@dataclass(slots=True, kw_only=True)
class Taken:
    """The lines of a text without what web pages have around their articles.

    ``copied`` has the articles with labels by where the first line of each starts, a line of its
    title where it has one; ``left_out`` what was taken off, and why; ``mastheads`` the lines with
    the paper's name, day or page that stand above an article's headline.
    """

    rows: list[Line] = field(default_factory=list)
    copied: dict[int, Copied] = field(default_factory=dict)
    left_out: list[tuple[Span, Reason]] = field(default_factory=list)
    mastheads: list[Line] = field(default_factory=list)

    def why(self, start: int, end: int) -> Reason:
        """Return why what was taken off of ``[start, end)`` was, of its first part."""
        found = (reason for span, reason in self.left_out if start <= span.start < end)
        return next(found, Reason.FIELD)


def take(lines: Sequence[Line]) -> Taken:
    """Return the lines of a text, its page furniture taken off, and what that says."""
    speakers = Counter(match[1] for row in lines if (match := _SPEAKER.match(row.text)))
    if labelled(lines) or max(speakers.values(), default=0) >= _SPEECHES:
        return Taken(rows=list(lines))
    rows = [part for row in lines for part in _parted(row)]
    heads = _without_entries(rows, _heads(rows))
    taken = Taken()
    starts = [0, *_starts(rows, heads)]
    for first, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        _take(rows[first:end], heads[first:end], taken)
    taken.rows = _rejoined(taken, lines)
    return taken


def _rejoined(taken: Taken, rows: Sequence[Line]) -> list[Line]:
    """Return the lines that are left; parts of one that are both of the text as one again."""
    titles = {row.start for said in taken.copied.values() for row in said.title}
    starts = [row.start for row in rows]
    found: list[Line] = []
    for row in taken.rows:
        whole = rows[bisect_right(starts, row.start) - 1]
        before = found[-1] if found else None
        if before and before.start >= whole.start and before.start not in titles:
            text = whole.text[before.start - whole.start : row.end - whole.start]
            found[-1] = replace(before, text=text)
        else:
            found.append(row)
    return found


def take_article(rows: Sequence[Line], *, titled: bool) -> tuple[Taken, Copied]:
    """Return the same of the lines of one article, and what its labels say.

    ``titled``: its title is known and in none of the lines.
    """
    taken = Taken()
    _take(rows, _heads(rows), taken, titled=titled)
    made = next(iter(taken.copied.values()), Copied())
    if len(taken.rows) > 1:
        _take_note(taken, made)
    return taken, made


def _take_note(taken: Taken, made: Copied) -> None:
    """Take the note of where an article first stood off its end: （原载《云岭日报》…）."""
    last = taken.rows[-1]
    at = line_shapes.byline_at_end(last.text) or 0
    if (said := first_stood(last.text[at:])) is None:
        return
    taken.rows[-1:] = [_cut(last, 0, at)] if at else []
    taken.left_out.append((_span(_cut(last, at, len(last.text))), Reason.FIELD))
    made.stood = said.date
    if said.source:
        made.sources.setdefault(Kind.SOURCE, said.source)
    made.imprint = printed(made.imprint, said.imprint)


def _heads(rows: Sequence[Line]) -> list[list[Item]]:
    """Return what each line says as a label; a day above 地点： is that of the event.

    A day and a paper between a headline and a text are the article's, above a headline the page's.
    """
    heads = [head(row.text) or _informed(row) or _marks(row) for row in rows]
    for place in range(len(rows) - 1):
        event = not heads[place + 1] and line_shapes.is_label(rows[place + 1].text)
        if event and all(item.kind is Kind.DAY for item in heads[place]):
            heads[place] = []
        elif rows[place].text == "原创" and len(rows[place + 1].text) <= _PEN_NAME:
            heads[place + 1] = heads[place + 1] or [whole(Kind.AUTHOR, rows[place + 1].text)]
    for place in range(1, len(rows) - 1):
        kinds = {item.kind for item in heads[place]}
        own = {Kind.DAY, Kind.SOURCE} <= kinds <= _UNLABELLED
        if own and _is_headline(rows[place - 1]) and _is_text(rows[place + 1]):
            heads[place] = [replace(item, strong=True) for item in heads[place]]
    if len(rows) > 1 and not heads[1]:
        heads[1] = stamp_of_account(rows[1].text)
    if heads and len(heads[0]) == 1 and not heads[0][0].strong and not any(heads[1:2]):
        heads[0] = []  # a word that a button has too is a headline: 收藏
    return heads


def _informed(row: Line) -> list[Item]:
    """Return the same of a line with words that nothing tells, where those are between labels."""
    made = information(row)
    if made is None or not (made.source or made.byline):
        return []
    nothing = Span(start=len(row.text), end=len(row.text))
    found = [Item(kind=Kind.DAY, strong=True, start=0, end=0, value=nothing, day=made.date)]
    for kind, words in (
        *((Kind.AUTHOR, line.text) for line in made.byline),
        (Kind.SOURCE, made.source),
    ):
        at = row.text.find(words) if words else -1
        if words and at > 0:
            end = at + len(words)
            found.append(
                Item(kind=kind, strong=True, start=at, end=end, value=Span(start=at, end=end))
            )
    return sorted(found, key=lambda item: item.start)


def _marks(row: Line) -> list[Item]:
    """Return a line of nothing but marks as a button."""
    return [] if any(map(str.isalnum, row.text)) else [whole(Kind.BUTTON, row.text)]


def _without_entries(
    rows: Sequence[Line], heads: Sequence[Sequence[Item]]
) -> Sequence[Sequence[Item]]:
    """Return the labels without the days that entries of a diary or a chronicle begin with."""
    stamps = {
        place
        for place, items in enumerate(heads)
        if items and all(item.kind is Kind.DAY and _begins_with(item) for item in items)
    }
    inside = [
        place
        for place in stamps
        if place and line_shapes.is_closed(above := rows[place - 1].text)
        if place > 1 or above[-1] not in _ASKS  # a headline
    ]
    if not inside:
        return heads
    return [[] if place in stamps else items for place, items in enumerate(heads)]


def _begins_with(item: Item) -> bool:
    """Whether nothing but the day is in an item: no label."""
    return item.start == item.value.start


def _parted(row: Line) -> list[Line]:
    """Return a line in two where a headline and labels stand on it, or labels and a sentence."""
    _, at = titled(row.text)
    if not at:
        _, at = prefix(row.text)
    return [_cut(row, 0, at), _cut(row, at, len(row.text))] if at else [row]


def _cut(row: Line, start: int, end: int) -> Line:
    """Return the characters ``[start, end)`` of a line as one, without the white space around."""
    words = row.text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    first = start == 0
    return replace(
        row,
        text=words,
        start=row.start + start,
        indent=row.indent if first else 0,
        after_blank=row.after_blank or not first,
    )


def _span(row: Line) -> Span:
    return Span(start=row.start, end=row.end)


def _starts(rows: Sequence[Line], heads: Sequence[Sequence[Item]]) -> Iterator[int]:
    """Yield where the headlines begin of the articles after the first: labels stand under them.

    Those state a source or a day, and running text follows.
    """
    last = 0
    for place in range(1, len(rows)):
        if heads[place - 1] or not _states(heads[place : place + _NEAR]):
            continue
        first = place
        while first > last and place - first < _MOST_HEADLINES and _is_headline(rows[first - 1]):
            first -= 1
            if rows[first].after_blank or heads[first - 1]:
                break
        before = rows[max(last, first - _REACH) : first]
        begins = first < place and any(map(_is_sentence, before))
        apart = begins and (rows[first].after_blank or _is_over(rows[first - 1]))
        below = rows[place + 1 : place + _NEAR]
        if apart and any(map(_is_sentence, below)):
            yield first
            last = first


def _is_sentence(row: Line) -> bool:
    return len(row.text) >= _SHORTEST and line_shapes.is_closed(row.text) and not foot(row.text)


def _states(heads: Sequence[Sequence[Item]]) -> bool:
    """Whether the first lines are labels with a day, or two with a source.

    One alone stands under a chart in an article, or in a list of books.
    """
    labels = [item for items in takewhile(bool, heads) for item in items if item.strong]
    kinds = {item.kind for item in labels}
    return Kind.DAY in kinds or (Kind.SOURCE in kinds and len(labels) > 1)


def _is_over(row: Line) -> bool:
    return line_shapes.is_closed(row.text) or bool(foot(row.text))


def _is_headline(row: Line) -> bool:
    text = row.text
    if len(text) > _LONGEST_HEADLINE or not line_shapes.is_headline(text, long=True):
        return False
    own = _is_signature(text) or line_shapes.is_document_number(text) or is_masthead(text)
    return not own and not head(text) and not is_strong(foot(text))


def _is_signature(text: str) -> bool:
    return line_shapes.is_byline(text) or _SIGNED.fullmatch(text) is not None


def _is_text(row: Line) -> bool:
    """Whether a line is of an article's text: a sentence, a dateline, a note of the editors."""
    text = row.text
    if line_shapes.opens_article(text):
        return not line_shapes.is_byline(text)
    sentence = line_shapes.is_prose(text) and (line_shapes.is_closed(text) or len(text) >= _LONG)
    return sentence or is_editors_note(text) or is_opening_of_letter(text)


def _take(
    rows: Sequence[Line], heads: Sequence[Sequence[Item]], taken: Taken, *, titled: bool = False
) -> None:
    """Take the lines of one article, and what its labels say; as they are where no text is left."""
    made, own = Copied(), Taken()
    if _is_of_no_page(rows, heads):
        taken.rows += _inside(rows, made, taken)
        return
    body = _body(rows, heads)
    labels = sum(item.strong for items in heads[:body] for item in items)
    has_head = labels > (0 if any(map(_is_sentence, rows)) else 1)
    above = rows[:body]
    if has_head:
        title = range(0) if titled else _headline(rows[:body], heads[:body])
        above, named = _head(rows[:body], heads[:body], title, made, own)
        if not titled and not made.title:
            made.title, named = named[:1], named[1:]
        own.left_out += [(_span(row), Reason.FIELD) for row in named]
    found = list(_inside(_above_foot([*above, *rows[body:]], made, own), made, own))
    if not found:
        taken.rows += rows
        return
    if has_head:
        found[0] = replace(found[0], after_blank=True)
    first = [*made.title, *found][0]
    if made != Copied():
        taken.copied[first.start] = made
    taken.rows += [*made.title, *found]
    taken.left_out += own.left_out
    taken.mastheads += own.mastheads


def _is_of_no_page(rows: Sequence[Line], heads: Sequence[Sequence[Item]]) -> bool:
    """Whether nothing but single lines that articles have too would show that a page was copied."""
    found = [items or foot(row.text) for row, items in zip(rows, heads, strict=True)]
    sure = [place for place, items in enumerate(found) if is_strong(items)]
    text = max((place for place, row in enumerate(rows) if _is_sentence(row)), default=len(rows))
    own = all(
        is_of_articles_too(rows[place].text, found[place], last=place > text)
        and not any(found[max(place - 1, 0) : place])
        and not any(found[place + 1 : place + 2])
        for place in sure
    )
    return bool(sure) and own and not any(suffix(row.text)[1] for row in rows)


def _body(rows: Sequence[Line], heads: Sequence[Sequence[Item]]) -> int:
    """Return where an article's text begins; for one without sentences, under its labels."""
    for place, row in enumerate(rows[:_REACH]):
        if heads[place] or (
            row.text[-1] in _ASKS and any(map(is_strong, heads[place : place + 3]))
        ):
            continue
        if _is_text(row) or is_salutation(row.text):
            return place
    sure = [place for place in range(min(_NEAR, len(rows))) if is_strong(heads[place])]
    return sure[-1] + 1 if sure and sure[-1] + 1 < len(rows) else 0


def _head(
    rows: Sequence[Line],
    heads: Sequence[Sequence[Item]],
    title: range,
    made: Copied,
    taken: Taken,
) -> tuple[list[Line], list[Line]]:
    """Read the lines above an article's text, of which ``title`` are its headline.

    Return those that are of the text, as a crosshead is, and the titles that labels state.
    """
    named: list[Line] = []
    kept: list[Line] = []
    paper: str | None = None
    waits: Kind | None = None
    listed = False
    for place, (row, items) in enumerate(zip(rows, heads, strict=True)):
        if items and title and place < title[0] and not is_strong(items):
            paper = paper or _paper(row, items)
            if is_furniture(row.text, top=True) and not listed:
                taken.mastheads.append(row)
            else:
                named_so = items[0].kind is Kind.TITLE
                reason = Reason.FIELD if named_so else Reason.NAVIGATION
                taken.left_out.append((_span(row), reason))
        elif items:
            listed = listed or _LISTED.search(row.text) is not None
            named += _read(row, items, made, taken, named=True)
            waits = _waits(items)
            continue
        elif place in title:
            made.title.append(row)
        elif waits in _FIELDS:
            if waits in _SOURCES:
                made.sources.setdefault(waits, row.text)
            taken.left_out.append((_span(row), Reason.FIELD))
        elif _is_signature(row.text) or line_shapes.is_names(row.text):
            made.bylines.append(row)
        elif title and place < title[0]:
            reason = Reason.NAVIGATION if listed else Reason.FURNITURE
            taken.left_out.append((_span(row), reason))
        else:
            kept.append(row)
        waits = None
    made.paper = paper
    return kept, named


def _paper(row: Line, items: Sequence[Item]) -> str | None:
    names = (item.value for item in items if item.kind is Kind.SOURCE)
    return next((row.text[name.start : name.end] for name in names), None)


def _waits(items: Sequence[Item]) -> Kind | None:
    """Return the kind of a line's last label, where what it says stands on the next line."""
    last = items[-1]
    return last.kind if last.strong and last.value.start == last.value.end else None


def _headline(rows: Sequence[Line], heads: Sequence[Sequence[Item]]) -> range:
    """Return which lines are the headline: above the first labels, else under the last."""
    labels = [place for place, items in enumerate(heads) if any(map(_is_label, items))]
    at = labels[0] if labels else 0
    while at and (heads[at - 1] or _stands_between(rows[at - 1].text, first=at == 1)):
        at -= 1
    first = at
    while first and at - first < _MOST_HEADLINES and _is_headline(rows[first - 1]):
        first -= 1
    if first < at:
        return range(first, at)
    sure = [place for place, items in enumerate(heads) if items]
    last = sure[-1] + 1 + (_waits(heads[sure[-1]]) in _FIELDS)
    end = last
    while end < len(rows) and end - last < _MOST_HEADLINES and _is_headline(rows[end]):
        if line_shapes.is_names(rows[end].text) or line_shapes.is_prose(rows[end].text):
            break
        end += 1
    if end > last:
        return range(last, end)
    free = [n for n, items in enumerate(heads) if not items and _is_headline(rows[n])]
    return range(free[0], free[0] + 1) if free else range(0)


def _stands_between(text: str, *, first: bool) -> bool:
    """Whether a line stands between a headline and its labels: a rubric, who wrote."""
    named = _is_signature(text) or line_shapes.is_names(text)
    return _RUBRIC.fullmatch(text) is not None or (named and not first)


def _is_label(item: Item) -> bool:
    return item.strong and item.kind not in (Kind.BUTTON, Kind.TITLE)


def _read(
    row: Line, items: Sequence[Item], made: Copied, taken: Taken, *, named: bool = False
) -> list[Line]:
    """Take what a line of labels says, and leave out the rest of it.

    ``named``: return the titles that it states, which are not left out.
    """
    titles: list[Line] = []
    ends = [*(_with_bracket(row.text, item.start) for item in items[1:]), len(row.text)]
    start = 0
    for item, end in zip(items, ends, strict=True):
        value = _cut(row, item.value.start, item.value.end)
        kept: list[Line] = []
        if item.kind is Kind.TITLE and named:
            titles.append(value)
            kept = [value]
        elif item.kind is Kind.AUTHOR and not made.bylines and value.text:
            made.bylines.append(value)
            kept = [value]
        elif item.kind in _SOURCES and value.text:
            made.sources.setdefault(item.kind, value.text)
        elif item.kind is Kind.PRINTED:
            said = imprint_in(row.text[item.start : item.end])
            made.imprint = printed(made.imprint, said)
        elif item.day:
            written = _WRITTEN.match(row.text, item.start) is not None
            if made.date is None or (made.is_written and not written):
                made.date, made.is_written = item.day, written
        for part in _beside(_cut(row, start, end), kept):
            _leave_out(part, item.reason, taken, since=row.start)
        start = end
    return titles


def _leave_out(part: Span, reason: Reason, taken: Taken, *, since: int) -> None:
    """Leave out a part of the line that begins at ``since``, with that of its reason before it."""
    last, why = taken.left_out[-1] if taken.left_out else (None, None)
    near = last is not None and since <= last.start <= last.end <= part.start <= last.end + _CLOSE
    if last and near and why is reason:
        taken.left_out[-1] = (Span(start=last.start, end=part.end), reason)
    else:
        taken.left_out.append((part, reason))


def _with_bracket(text: str, at: int) -> int:
    """Return where the brackets begin that stand before ``at``."""
    return len(text[:at].rstrip("【[（(《 "))


def _beside(part: Line, kept: Sequence[Line]) -> Iterator[Span]:
    """Yield what of a part of a line is not in ``kept``, without the white space around."""
    start = 0
    for one in [*kept, None]:
        stop = len(part.text) if one is None else one.start - part.start
        if (free := _cut(part, start, stop)).text:
            yield _span(free)
        start = stop if one is None else one.end - part.start


def _above_foot(rows: Sequence[Line], made: Copied, taken: Taken) -> list[Line]:
    """Return the lines of an article's text without what the page has under it."""
    tail = _tail(rows)
    kept, under = _parted_at_foot(rows[:tail])
    found = [foot(row.text) or _marks(row) for row in [*under, *rows[tail:]]]
    if not any(map(is_strong, found)):
        return list(rows)
    listed: Reason | None = None
    last = len(under)
    under += rows[tail:]
    for place, (row, items) in enumerate(zip(under, found, strict=True)):
        if _is_list_of_books(row, under[place + 1 :]):
            kept += under[place:]
            break
        signed = line_shapes.byline_at_end(row.text) is not None and _is_author(items)
        if items and not signed and (listed or is_strong(items) or _is_of_page(items)):
            _read(row, items, made, taken)
        elif listed and (place > last or len(row.text) <= _LONGEST_ENTRY):
            taken.left_out.append((_span(row), listed))
        else:
            kept.append(row)
        if items and items[-1].kind in _LISTING and (items[-1].strong or place >= last):
            listed = items[-1].reason
    return kept


def _tail(rows: Sequence[Line]) -> int:
    """Return where other pages' headlines or readers' comments begin that go on to the end.

    A line names them, and they may ask or call as a sentence does: 往期推荐 over 书店关门了？
    """
    for place in range(max(len(rows) - _FAR, 1), len(rows)):
        if len(rows[place].text) <= _LONGEST_NAME and _is_listed(rows, place):
            return place
    return len(rows)


def _is_listed(rows: Sequence[Line], place: int) -> bool:
    """Whether a line names a list, and the lines under it are entries of it or of others.

    Comments are told by a page's other lines around them: a paper has letters of readers too.
    """
    items = foot(rows[place].text)
    if not items or items[-1].kind not in _LISTING:
        return False
    kind, counted = items[-1].kind, rows[place].text[-1] in "）)条"
    sure = counted or is_strong(foot(rows[place - 1].text))
    named = False
    for row in rows[place + 1 :]:
        text = row.text
        if below := foot(text):
            sure = sure or (is_strong(below) and below[-1].kind not in _LISTING)
            kind = below[-1].kind if below[-1].kind in _LISTING else kind
            named = False
            continue
        said = kind is Kind.COMMENTS and (named or _SAID.match(text) is not None)
        if not said and (len(text) > _LONGEST_ENTRY or _RUNS_ON.search(text)):
            return False
        named = kind is Kind.COMMENTS and not said
    return sure or items[-1].kind is Kind.LIST


def _parted_at_foot(rows: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lines up to the last sentence that is the article's, and those under it.

    Of a text without sentences, a poem or a list, those are under it that are surely a page's.
    """
    for last in range(len(rows) - 1, max(len(rows) - _REACH, 0) - 1, -1):
        row = rows[last]
        if foot(row.text):
            continue
        _, at = suffix(row.text)
        if at:
            text, under = _cut(row, 0, at), _cut(row, at, len(row.text))
            return [*rows[:last], text], [under, *rows[last + 1 :]]
        if line_shapes.is_closed(row.text):
            return list(rows[: last + 1]), list(rows[last + 1 :])
    count = sum(1 for _ in takewhile(lambda row: foot(row.text), reversed(rows)))
    return list(rows[: len(rows) - count]), list(rows[len(rows) - count :])


def _is_list_of_books(row: Line, below: Sequence[Line]) -> bool:
    """Whether a line begins a list of what to read that the author gives: 《活着》."""
    own = _READING.match(row.text) and bool(below)
    return bool(own) and _BOOK.match(below[0].text) is not None


def _is_of_page(items: Sequence[Item]) -> bool:
    """Whether a line that alone could be an article's has nothing of one: no day, no name."""
    kinds = (Kind.BUTTON, Kind.EDITORS, Kind.FIELD, Kind.COMMENTS)
    return all(item.kind in kinds for item in items)


def _credits(heads: Sequence[Sequence[Item]]) -> set[int]:
    """Return where lines stand together that say nothing but who made a page: 编辑：, 审核：.

    An account may have a sentence of its own under them.
    """
    found: set[int] = set()
    run: list[int] = []
    for place, items in enumerate([*heads, []]):
        if items and all(item.kind in _CREDITS for item in items):
            run.append(place)
            continue
        sure = [one for one in run if is_strong(heads[one])]
        edited = any(item.kind is Kind.EDITORS for one in sure for item in heads[one])
        if len(sure) >= _FEWEST_CREDITS and edited:
            found.update(run)
        run = []
    return found


def _is_button(items: Sequence[Item]) -> bool:
    return all(item.kind is Kind.BUTTON for item in items)


def _is_author(items: Sequence[Item]) -> bool:
    return all(item.kind is Kind.AUTHOR for item in items)


def _inside(rows: Sequence[Line], made: Copied, taken: Taken) -> Iterator[Line]:
    """Yield the lines of a text without what a page has between them: 【打印】【关闭】, credits."""
    heads = [head(row.text) for row in rows]
    crew = _credits(heads)
    for place, (row, items) in enumerate(zip(rows, heads, strict=True)):
        strong = sum(item.strong for item in items)
        if len(items) > 1 and strong and _is_button(items):
            taken.left_out.append((_span(row), Reason.NAVIGATION))
            continue
        if place in crew:
            _read(row, items, made, taken)
            continue
        note = picture_note(row.text)
        if note is None:
            yield row
            continue
        own = Span(start=row.start + note.start, end=row.start + note.end)
        taken.left_out.append((own, Reason.NAVIGATION))
        if note.start:
            yield _cut(row, 0, note.start)
