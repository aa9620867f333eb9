"""A plain-text newspaper page to its articles, by rules.

A page's lines are unwrapped to blocks (:mod:`qa.reading.lines`). A run of headline-like blocks
opens an article where a lead word or a byline follows, or the article before has closed with its
byline; so does the headline of a letter to the editor, and one under a signature
(:mod:`qa.reading.letters`). In an article a block that follows an unfinished sentence is joined to
it, unless it is a pull quote; where the rules cannot tell, they join. A text without any of these
is not a newspaper page: it is one article, its first line the title if it stands apart.

Every character that is not white space is in exactly one of an article's text, title, byline, pull
quotes or captions, or in the page's furniture (page numbers, its date, editors).
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from qa.chinese.datelines import is_dateline, opens_in_brackets
from qa.chinese.documents import is_salutation
from qa.chinese.imprint import printed
from qa.chinese.words import tagged
from qa.errors import ReadError
from qa.reading import line_shapes
from qa.reading.body import read_body, split, spoken
from qa.reading.copied import Copied, Taken, take
from qa.reading.corrections import corrections_apart
from qa.reading.damage import place_of
from qa.reading.document_days import document_day
from qa.reading.drafts import Draft, Page
from qa.reading.fields import (
    Labelled,
    first_stood,
    information,
    is_field,
    labelled,
    numbered,
    signed_information,
)
from qa.reading.furniture import (
    is_ambiguous,
    is_calendar,
    is_date,
    is_furniture,
    is_head_of_page,
    is_masthead,
    lead_date,
    page_date,
    paper_of,
)
from qa.reading.jumps import join_jumps
from qa.reading.letters import headlines_of_letters, length_of_headline
from qa.reading.lines import Block, Line, blocks, lines
from qa.reading.named import textless
from qa.reading.origin import Source, assemble
from qa.reading.page_lines import is_editors_note
from qa.reading.printed_pages import imprint_at, printed_pages
from qa.reading.sections import sections
from qa.records import Article, DateFrom, LeftOut, Reading, Reason, Repair, Span

__all__ = ["Draft", "Page", "draft_of", "page_of", "parse", "read_page", "reading_of"]

_MOST_HEADLINES = 5
_EDGE = 4
_FEWEST_VERSES = 3
_LONGEST_VERSE = 24
_EDGE_OF_HEAD = 8
_LONGEST_PEN_NAME = 4
_LONGEST_SENTENCE = 40
_DASHES = ("——", "—", "--", "－－")


def read_page(source: Source) -> Reading:
    """Return the articles of a page in its order; a document's own title names a lone untitled one.

    Raises :class:`ReadError` for a file of nothing but white space, and for a tagged record's date
    that is none: with ``source.repair`` that record has no date, and it is said. Tagged records
    without a text are left out, and said.
    """
    page = parse(source.text, headlines=source.headlines, apart=source.heads)
    repairs = _without_dates(page, source)
    if page.bare and not page.drafts:
        raise ReadError(f"{source.file}: no article: none of its {len(page.bare)} records has text")
    if not page.drafts:
        raise ReadError(f"{source.file}: no text: the file is blank")
    reading = reading_of(page, source)
    return replace(reading, repairs=repairs, notes=(*reading.notes, *_bare(page, source)))


def _without_dates(page: Page, source: Source) -> tuple[Repair, ...]:
    """Return what is said of records whose date is none; raise without ``source.repair``."""
    found = []
    for start, date in page.wrong:
        line, column = place_of(source.text, start)
        if not source.repair:
            raise ReadError(
                f"{source.file}, line {line}: the record's date is not a date: {date!r}: mend it, "
                "or take the record without a date with --repair (read_file(..., repair=True)); "
                "nothing of the file was read"
            )
        what = f"{date!r} 不是日期，这篇文章不记日期"
        found.append(Repair(line=line, column=column, what=what))
    return tuple(found)


def _bare(page: Page, source: Source) -> Iterator[str]:
    """Yield what is said of records without a text."""
    if page.bare:
        lines_of = [place_of(source.text, start)[0] for start in page.bare]
        yield textless(lines_of, unit="条记录", what="正文", place="行")


def page_of(
    drafts: Sequence[Draft], text: str, *, furniture: Sequence[Span], strays: Sequence[Span]
) -> Page:
    """Return a page whose articles and ``furniture`` are known; ``strays`` are in none of them.

    Articles that go on elsewhere on it are joined.
    """
    joined, jumps = join_jumps(drafts, text)
    starts = {span.start for span in furniture}
    rows = lines(text)
    return Page(
        drafts=tuple(joined),
        furniture=(*furniture, *strays, *jumps),
        issues=_issues(rows, [row for row in rows if row.start in starts]),
        printed=printed_pages(text, furniture),
    )


def reading_of(page: Page, source: Source) -> Reading:
    """Return the articles of a page that was taken apart, and what is in none of them."""
    heads = [source.text[span.start : span.end] for span in page.furniture]
    paper = paper_of([*heads, *(words for _, words in source.heads)])
    page = _without_notes(page, source.text, is_known=bool(paper or page.issues))
    articles = [
        _article(draft, source, id=f"{source.stem}-{number}", page=page, paper=paper)
        for number, draft in enumerate(page.drafts, start=1)
    ]
    if len(articles) == 1 and not articles[0].title:
        articles = [replace(articles[0], title=source.about.title)]
    left_out = [_left_out(source.text, span) for span in page.furniture]
    for reason, spans in ((Reason.FIELD, page.labels), (Reason.SEPARATOR, page.rules)):
        left_out += [_left_out(source.text, span, reason) for span in spans]
    left_out += [_left_out(source.text, span, reason) for span, reason in page.around]
    for draft in page.drafts:
        left_out += _beside_bylines(draft.body.bylines, source.text)
    return Reading(articles=tuple(articles), left_out=tuple(left_out))


def _without_notes(page: Page, text: str, *, is_known: bool) -> Page:
    """Return a page whose articles have no note of where they first stood among their bylines.

    What it says, （原载《云岭日报》2022年4月3日第3版）, counts where nothing else does, and not
    where the paper or the day of the page ``is_known``.
    """
    drafts: list[Draft] = []
    around = list(page.around)
    for draft in page.drafts:
        bylines = []
        for byline in draft.body.bylines:
            if (said := first_stood(_cut(text, byline))) is None:
                bylines.append(byline)
                continue
            around += [(span, Reason.FIELD) for span in byline]
            if is_known:
                continue
            draft = replace(
                draft,
                stated=draft.stated or said.date,
                source=draft.source or said.source,
                imprint=printed(draft.imprint, said.imprint),
            )
        drafts.append(replace(draft, body=replace(draft.body, bylines=tuple(bylines))))
    return replace(page, drafts=tuple(drafts), around=tuple(around))


def _left_out(text: str, span: Span, reason: Reason | None = None) -> LeftOut:
    words = text[span.start : span.end]
    if reason is None:
        jump = line_shapes.jump_at_end(words) is not None
        reason = Reason.JUMP if jump else Reason.FURNITURE
    return LeftOut(text=words, reason=reason, start=span.start, end=span.end)


def _beside_bylines(bylines: Sequence[Sequence[Span]], text: str) -> Iterator[LeftOut]:
    """Yield the bylines that another one says too, and the marks around the others."""
    words = [_cut(text, byline) for byline in bylines]
    for byline, own in zip(bylines, _are_own(words), strict=True):
        if own:
            yield from _marks(text, byline)
        else:
            yield from (_left_out(text, span, Reason.REPEATED) for span in byline)


def _are_own(bylines: Sequence[str]) -> list[bool]:
    """Return of each byline whether no longer one has its words."""
    words = [line_shapes.without_brackets(byline) for byline in bylines]
    return [not any(one in other and one != other for other in words) for one in words]


def _cut(text: str, run: Sequence[Span]) -> str:
    return "".join(text[span.start : span.end] for span in run).strip()


def _marks(text: str, byline: Sequence[Span]) -> Iterator[LeftOut]:
    """Yield the brackets and bullets around a byline, which are not part of it."""
    places = [place for span in byline for place in range(span.start, span.end)]
    words = "".join(text[place] for place in places)
    first = words.index(kept := line_shapes.without_brackets(words))
    for place in places[:first] + places[first + len(kept) :]:
        if not text[place].isspace():
            yield LeftOut(text=text[place], reason=Reason.MARK, start=place, end=place + 1)


def parse(
    text: str, *, headlines: Sequence[int] = (), apart: Sequence[tuple[int, str]] = ()
) -> Page:
    """Return the articles and the furniture of a page's text.

    ``headlines``: places in the text at which an article begins, from the first on. ``apart``:
    heads of pages that are not in the text, and where those begin.
    """
    taken = take(lines(text))
    rows = taken.rows
    pages = _pages(text, rows)
    furniture = [row for page in pages for row in _furniture(page, paged=len(pages) > 1)]
    furniture = sorted([*taken.mastheads, *furniture], key=lambda row: row.start)
    places = {row.start for row in furniture}
    parts, rules = sections([row for row in rows if row.start not in places])
    divided = len(parts) > 1
    whole = len(parts)
    parts = [piece for part in parts for piece in corrections_apart(part)]
    corrected = len(parts) > whole
    headed = _headed(rows, headlines) | headlines_of_letters(rows)
    headed |= {start for start, said in taken.copied.items() if said.title}
    parts = [piece for part in parts for piece in _pieces(part, headed | _informed(part))]
    made = [
        _copied(part, said)
        if (said := taken.copied.get(part[0].start if part else -1))
        else _section(part, divided=divided, headed=bool(part) and part[0].start in headed)
        for part in parts
    ]
    begun = {part[0].start for part in parts if part}
    around = [*taken.left_out, *_unsaid(taken, begun)]
    if len(made) > 1 or any(section.is_sure for section in made):
        drafts = [draft for section in made for draft in section.drafts]
        drafts, jumps = join_jumps(sorted(drafts, key=_start) if corrected else drafts, text)
        strays = [span for section in made for span in section.strays]
        around = [(span, _reason(text, span, reason)) for span, reason in around]
        imprints = [span for span, reason in around if reason is Reason.FURNITURE]
        return Page(
            drafts=tuple(drafts),
            furniture=(*map(_span, furniture), *strays, *jumps, *imprints),
            labels=tuple(label for section in made for label in section.labels),
            rules=tuple(map(_span, rules)),
            issues=_issues([*taken.mastheads, *rows], furniture),
            printed=printed_pages(text, list(map(_span, furniture)), apart),
            wrong=tuple(wrong for section in made for wrong in section.wrong),
            bare=tuple(start for section in made for start in section.bare),
            around=tuple(one for one in around if one[1] is not Reason.FURNITURE),
        )
    parts, rules = sections(rows)
    plain = _plain(blocks([row for part in parts for row in part]))
    return Page(
        drafts=plain,
        furniture=tuple(map(_span, taken.mastheads)),
        rules=tuple(map(_span, rules)),
        printed=printed_pages(text, (), apart),
        around=tuple(around),
    )


def _reason(text: str, span: Span, reason: Reason) -> Reason:
    """Return why a line beside an article is left out: a number alone is that of a page."""
    return Reason.FURNITURE if text[span.start : span.end].strip().isdigit() else reason


def _unsaid(taken: Taken, begun: Container[int]) -> Iterator[tuple[Span, Reason]]:
    """Yield the bylines of articles of which nothing is left but what belongs to the page."""
    for start, said in taken.copied.items():
        if start not in begun:
            yield from ((_span(row), Reason.FIELD) for row in said.bylines)


def _headed(rows: Sequence[Line], headlines: Sequence[int]) -> set[int]:
    """Return where the first lines at or after ``headlines`` start."""
    starts = [row.start for row in rows]
    places = {bisect_left(starts, headline) for headline in headlines}
    return {starts[place] for place in places if place < len(starts)}


def _information_at(rows: Sequence[Line], place: int) -> Labelled | None:
    """Return what the line under a headline says of its article, where it says nothing else.

    A byline with a day could also end the article before: then a headline follows.
    """
    if place + 1 == len(rows) or line_shapes.is_label(rows[place + 1].text):
        return None
    made = information(rows[place])
    if not made and not line_shapes.is_headline(rows[place + 1].text):
        made = signed_information(rows[place])
    above = rows[place - 1].text
    return made if made and line_shapes.is_headline(above) and not is_field(above) else None


def _informed(rows: Sequence[Line]) -> set[int]:
    """Return where the headlines start that a line of information stands under."""
    found: set[int] = set()
    for place in range(1, len(rows)):
        if _information_at(rows, place):
            first = place - 1
            while first > max(0, place - _EDGE) and line_shapes.is_headline(rows[first - 1].text):
                first -= 1
            found.add(rows[first].start)
    return found


def _pieces(rows: list[Line], headed: Container[int]) -> Iterator[list[Line]]:
    """Yield the lines from each headline to the next."""
    places = [place for place, row in enumerate(rows) if place and row.start in headed]
    for start, end in pairwise([0, *places, len(rows)]):
        yield rows[start:end]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """A part of a page taken apart; ``is_sure``: it shows that it is no book's or letter's."""

    drafts: Sequence[Draft]
    strays: Sequence[Span] = ()
    labels: Sequence[Span] = ()
    is_sure: bool = True
    wrong: Sequence[tuple[int, str]] = ()
    bare: Sequence[int] = ()


def _section(rows: Sequence[Line], *, divided: bool, headed: bool) -> _Section:
    """Return the articles of the lines between two rules (``divided``), or of the whole page.

    ``headed``: the first line is a headline. So it is where a line of information is under it.
    """
    for place in range(1, min(_EDGE + 1, len(rows))):
        if made := _information_at(rows, place):
            below = replace(rows[place + 1], after_blank=True)
            rest = [*rows[:place], below, *rows[place + 2 :]]
            section = _section(rest, divided=divided, headed=True)
            return _with_information(section, made)
    strays: list[Span] = []
    if records := labelled(rows):
        drafts = [_of_fields(record, strays) for record in records if record.body]
    elif records := numbered(rows):
        drafts = [_of_numbers(record, strays) for record in records if record.body]
    else:
        found = blocks(rows)
        heads = _heads(found)
        if len(heads) > 1 or any(map(_is_anchor, found)) or (heads := _signed_heads(found)):
            articles, strays = _newspaper(found, heads)
            if any(draft.body.paragraphs for draft in articles):
                return _Section(drafts=articles, strays=strays)
        return _Section(drafts=_plain(found, divided=divided, headed=headed), is_sure=False)
    bare = [record for record in records if not record.body]
    labels = [label for record in records for label in record.labels]
    labels += [_span(row) for record in bare for row in (*record.title, *record.byline)]
    return _Section(
        drafts=drafts,
        strays=strays,
        labels=labels,
        wrong=[(one.wrong.start, one.wrong.text) for one in records if one.wrong],
        bare=[record.labels[0].start for record in bare],
    )


def _with_information(section: _Section, made: Labelled) -> _Section:
    """Return a section whose first article has what the line under its headline says."""
    if not section.drafts:
        return replace(section, labels=(*section.labels, *made.labels, *map(_span, made.byline)))
    first, *others = section.drafts
    bylines = (*((_span(row),) for row in made.byline), *first.body.bylines)
    first = replace(
        first,
        body=replace(first.body, bylines=bylines),
        stated=made.date,
        source=made.source,
        imprint=made.imprint,
    )
    labels = (*section.labels, *made.labels)
    return replace(section, drafts=(first, *others), labels=labels, is_sure=True)


def _copied(rows: Sequence[Line], said: Copied) -> _Section:
    """Return the articles of lines that a web page's labels stood around: the first has those.

    Under a headline another one begins with a headline only.
    """
    section = _headlined(rows, said) if said.title else _section(rows, divided=False, headed=False)
    signed = [_span(row) for row in said.bylines]
    if not section.drafts:
        return replace(section, labels=(*section.labels, *signed))
    first, *others = section.drafts
    bylines = (*((span,) for span in signed), *first.body.bylines)
    first = replace(
        first,
        body=replace(first.body, bylines=bylines),
        stated=said.date or first.stated,
        source=said.source or first.source,
        imprint=printed(said.imprint, first.imprint),
    )
    return replace(section, drafts=(first, *others), is_sure=True)


def _headlined(rows: Sequence[Line], said: Copied) -> _Section:
    """Return the articles of lines that begin with the title of the first."""
    titles = {row.start for row in said.title}
    found = blocks([row for row in rows if row.start not in titles])
    strays: list[Span] = []
    if any(map(_is_anchor, found)):
        heads = [place for place in _heads(found) if 0 < place[0] < place[1]]
        drafts, strays = _newspaper(found, [(0, 0), *heads])
    else:
        drafts = (Draft(headline=(), body=read_body(found, newspaper=False)),)
    first, *others = drafts
    headline = tuple((_span(row),) for row in rows if row.start in titles)
    first = replace(first, headline=headline)
    return _Section(drafts=(first, *others), strays=strays)


def _signed_heads(found: Sequence[Block]) -> list[tuple[int, int]]:
    """Return the heads of a page whose articles have a headline, a line of names, and prose."""
    heads: list[tuple[int, int]] = []
    for place, title in enumerate(found):
        names = place + 1 + _has_subtitle(found, place)
        is_title = line_shapes.is_headline(title.text) and not title.text.startswith(_DASHES)
        if names + 1 >= len(found) or not is_title:
            continue
        signed = _is_writer(found[names].text) and not line_shapes.is_names(title.text)
        if signed and line_shapes.is_prose(found[names + 1].text):
            heads.append((place, names + 1))
    return heads if heads and heads[0][0] == 0 else []


def _has_subtitle(found: Sequence[Block], place: int) -> bool:
    """Whether a part of the headline stands under it: ——写给故乡."""
    return place + 1 < len(found) and found[place + 1].text.startswith(_DASHES)


def _is_writer(text: str) -> bool:
    """Whether a line is who wrote: names, or one that only the words' tags know as a name."""
    if line_shapes.is_names(text):
        return True
    return 1 < len(text) <= _LONGEST_PEN_NAME and tagged(text) == ((text, "nr"),)


def _of_fields(record: Labelled, strays: list[Span]) -> Draft:
    found = blocks(record.body)
    body = read_body(
        found,
        newspaper=any(map(_is_anchor, found)),
        bylines=[(_span(row),) for row in record.byline],
    )
    strays += body.notes
    headline = tuple((_span(row),) for row in record.title)
    return Draft(
        headline=headline,
        body=body,
        date=record.date,
        source=record.source,
        imprint=record.imprint,
    )


def _of_numbers(record: Labelled, strays: list[Span]) -> Draft:
    found = blocks(record.body)
    lead = _lead(found)
    made = draft_of(found[:lead], found[lead:], strays)
    return replace(made, date=record.date, imprint=record.imprint)


def _article(
    draft: Draft,
    source: Source,
    *,
    id: str,  # noqa: A002
    page: Page,
    paper: str | None,
) -> Article:
    def cut(runs: Sequence[Sequence[Span]]) -> list[str]:
        return [_cut(source.text, run) for run in runs]

    text, pieces = assemble(source.text, draft.body.paragraphs)
    own = lead_date(text)
    days = (
        (draft.date, DateFrom.FIELD),
        (draft.stated, DateFrom.LINE),
        (own, DateFrom.DATELINE),
        (_issue(page, draft), DateFrom.MASTHEAD),
    )
    written, date_from = next((found for found in days if found[0]), (None, None))
    title, last = _title(cut(draft.headline), text), _last_line(text)
    if not written:
        signed = page_date(last) if is_date(last) and len(text) > len(last) else None
        written, date_from = signed or document_day(title, text), DateFrom.LINE
    return Article(
        id=id,
        title=title,
        text=text,
        date=written,
        date_from=date_from if written else None,
        byline=_byline(cut(draft.body.bylines), text),
        pull_quotes=tuple(cut(draft.body.pull_quotes)),
        source=draft.source or paper,
        captions=tuple(cut(draft.body.captions)),
        imprint=printed(draft.imprint, imprint_at(page.printed, _start(draft))),
        origin=source.origin(pieces),
    )


def _last_line(text: str) -> str:
    """Return the last line of a text that is not all in brackets, as （此件公开发布） is."""
    before, _, last = text.rpartition("\n")
    return before[before.rfind("\n") + 1 :] if before and _is_bracketed(last) else last


def _title(parts: list[str], text: str) -> str:
    """Return a headline's parts with a space between, but none within words ``text`` has too."""
    title = "".join(parts[:1])
    for part in parts[1:]:
        joint = title[-2:] + part[:2]
        title += part if len(joint) == 4 and joint in text else f" {part}"
    return title


def _byline(found: list[str], text: str) -> str | None:
    words = [
        line_shapes.without_brackets(byline)
        for byline, own in zip(found, _are_own(found), strict=True)
        if own
    ]
    lead = line_shapes.byline_in_lead(text)
    if lead and not any(word in lead for word in words):
        words.insert(0, lead)
    return " ".join(words) or None


def _span(row: Line) -> Span:
    return Span(start=row.start, end=row.end)


def _pages(text: str, rows: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of each page; a form feed ends one."""
    pages: list[list[Line]] = [[]]
    end = 0
    for row in rows:
        if "\f" in text[end : row.start] and pages[-1]:
            pages.append([])
        pages[-1].append(row)
        end = row.end
    return pages


def _furniture(rows: Sequence[Line], *, paged: bool) -> list[Line]:
    """Return the lines of a page that belong to it and to no article.

    ``paged``: the file says where its pages end, so that a number at an edge is the page's.
    """
    foot = len(rows)
    while foot > max(0, len(rows) - _EDGE) and is_furniture(rows[foot - 1].text, foot=True):
        foot -= 1
    dates = {page_date(row.text) for row in rows if is_date(row.text)}
    found: list[Line] = []
    kept: list[Line] = []
    for place, row in enumerate(rows):
        top = place < _EDGE and not any(line_shapes.is_prose(before.text) for before in kept)
        edge = paged and (place == 0 or place == len(rows) - 1)
        listed = len(dates) > 1 and is_date(row.text)
        calendar = found and found[-1] is rows[place - 1] and is_calendar(row.text)
        following = rows[place + 1] if place + 1 < len(rows) else None
        apart = row.after_blank and following is not None and following.after_blank
        if (
            calendar
            or (not place and following is not None and is_head_of_page(row.text, following.text))
            or (apart and is_masthead(row.text) and not (place and signed_information(row)))
            or (
                is_furniture(row.text, top=top, foot=place >= foot)
                and not (place and signed_information(row))
                and (
                    edge
                    or not (is_ambiguous(row.text) and (listed or _goes_on(kept, row, top=top)))
                )
            )
        ):
            found.append(row)
        else:
            kept.append(row)
    return found


def _goes_on(kept: Sequence[Line], row: Line, *, top: bool) -> bool:
    """Whether a number or a date could be the next words of the text before it."""
    if not kept or _ends_article(kept[-1].text):
        return False
    return not (top and is_date(row.text) and kept[-1].text[-1] not in "：:")


def _ends_article(text: str) -> bool:
    """Whether a sentence ends with a line, or the article with its byline."""
    return line_shapes.is_closed(text) or _is_signed(text)


def _is_signed(text: str) -> bool:
    return (
        line_shapes.is_byline(text)
        or line_shapes.byline_at_end(text) is not None
        or line_shapes.jump_at_end(text) is not None
    )


def _date(furniture: Sequence[Line]) -> dt.date | None:
    """Return the only full date that lines of furniture state."""
    dates = {date for row in furniture if (date := page_date(row.text))}
    return dates.pop() if len(dates) == 1 else None


def _issues(
    rows: Sequence[Line], furniture: Sequence[Line]
) -> tuple[tuple[int, dt.date | None], ...]:
    """Return where each day's pages begin, and that day: the only full one the furniture states.

    Of a file of several days each must stand above its articles, the first one on top; lines that
    stand together and state two days state none.
    """
    if day := _date(furniture):
        return ((0, day),)
    places = {row.start for row in furniture}
    found: list[tuple[int, dt.date | None]] = []
    for is_of_page, group in groupby(rows, key=lambda row: row.start in places):
        stretch = list(group)
        if is_of_page and any(page_date(row.text) for row in stretch):
            found.append((stretch[0].start, _date(stretch)))
    return tuple(found) if found and found[0][0] == rows[0].start else ()


def _issue(page: Page, draft: Draft) -> dt.date | None:
    """Return the day of the masthead that an article's text stands under."""
    number = bisect_right(page.issues, _start(draft), key=lambda issue: issue[0])
    return page.issues[number - 1][1] if number else None


def _start(draft: Draft) -> int:
    """Return where an article's text begins, or its headline, if it has no text."""
    runs = draft.body.paragraphs or draft.headline
    return runs[0][0].start if runs else 0


def _is_anchor(block: Block) -> bool:
    """Whether a block is of a kind that only newspapers have."""
    return (
        line_shapes.opens_article(block.text)
        or line_shapes.is_byline(block.text)
        or line_shapes.byline_at_end(block.text) is not None
    )


def _plain(
    found: Sequence[Block], *, divided: bool = False, headed: bool = False
) -> tuple[Draft, ...]:
    """Return the one article of a text that is not a newspaper page; nothing is left out of it.

    ``divided``: it stands between rules, so that its first line is a headline if it can be one.
    ``headed``: that is one.
    """
    if not found:
        return ()
    if place := _document_title(found):
        start, end = place
        headline = _unwrapped(found[start:end])
        body = read_body([*found[:start], *found[end:]], newspaper=False)
        return (Draft(headline=headline, body=body),)
    titled = length_of_headline([block.text for block in found[:_EDGE_OF_HEAD]])
    if not titled and len(found) > 1:
        divided = divided and line_shapes.is_headline(found[0].text)
        titled = int(headed or _is_title(found) or divided)
        titled += bool(titled and len(found) > 2 and _has_subtitle(found, 0))
    headline = tuple(tuple(block.spans) for block in found[:titled])
    return (Draft(headline=headline, body=read_body(found[titled:], newspaper=False)),)


def _unwrapped(title: Sequence[Block]) -> tuple[tuple[Span, ...], ...]:
    """Return the parts of a document's title: who issued it, and the lines that say of what."""
    parts: list[list[Span]] = []
    for block in title:
        if not parts or block.text.startswith("关于"):
            parts.append([])
        parts[-1] += block.spans
    return tuple(map(tuple, parts))


def _document_title(found: Sequence[Block]) -> tuple[int, int] | None:
    """Return the indices of the blocks of an official document's title, and where they end.

    It names what it is, and stands under the document's number, or above that, those it is
    addressed to or the first clause of a rule; or its lines say together of what it is.
    """
    head = found[:_EDGE_OF_HEAD]
    shapes = (
        line_shapes.is_document_number,
        is_salutation,
        line_shapes.is_first_clause,
    )
    number, *below = (
        next((place for place, block in enumerate(head) if is_shape(block.text)), None)
        for is_shape in shapes
    )
    if number and line_shapes.names_document(head[number - 1].text):
        below, number = [number], None
    start = 0 if number is None else number + 1
    named = (n for n in range(start, len(head)) if line_shapes.names_document(head[n].text))
    last = next(named, None)
    if last is None:
        return None
    title = head[start : last + 1]
    is_above = any(place is not None and place > last for place in below)
    says_of_what = len(title) > 1 and line_shapes.says_of_what("".join(b.text for b in title))
    if number is None and not is_above and not says_of_what:
        return None
    whole = last + 1 < len(found) and len(title) < _EDGE
    is_title = all(line_shapes.is_headline(block.text, long=True) for block in title)
    return (start, last + 1) if whole and is_title else None


def _is_title(found: Sequence[Block]) -> bool:
    """Whether the first block stands apart: as a headline, from prose or by a blank line."""
    first, second = found[0], found[1]
    if not line_shapes.is_headline(first.text) or line_shapes.closes_early(second.text):
        return line_shapes.is_chapter(first.text) and not line_shapes.is_chapter(second.text)
    if line_shapes.is_subheading(first.text, second.text) or line_shapes.is_two_part(first.text):
        spaced = sum(block.after_blank for block in found[1:])
        apart = second.after_blank and 2 * spaced <= len(found)
        if apart or line_shapes.is_prose(second.text) or second.indented:
            return True
        if is_salutation(second.text):
            return True
        sentence = second.after_blank and line_shapes.is_closed(second.text)
        return sentence or line_shapes.is_notice(first.text) or _stands_over(found)
    return False


def _stands_over(found: Sequence[Block]) -> bool:
    """Whether a day, a part of the headline or a crosshead is between the first block and prose."""
    if len(found) < 3 or not line_shapes.is_prose(found[2].text):
        return False
    second = found[1]
    if is_date(second.text.strip("（()）")) or _has_subtitle(found, 0):
        return True
    apart = second.after_blank and found[2].after_blank
    return apart and line_shapes.is_subheading(second.text, found[2].text)


def _lead(found: Sequence[Block]) -> int:
    """Return the place of an article's first block after its headline and what stands under it."""
    for place, block in enumerate(found[:_EDGE_OF_HEAD]):
        if line_shapes.opens_article(block.text) and not line_shapes.is_byline(block.text):
            return place
        if line_shapes.is_closed(block.text):
            break
    heads = (place for place, block in enumerate(found) if not _looks_of_head(block.text))
    return min(next(heads, 1), len(found) - 1)


def _newspaper(
    found: Sequence[Block], heads: Sequence[tuple[int, int]]
) -> tuple[tuple[Draft, ...], list[Span]]:
    """Return the articles of a page, and the spans that are in none: notes, stray lines."""
    bounds = [start for start, _ in heads] + [len(found)]
    before = found[: bounds[0]]
    drafts: list[Draft] = []
    strays: list[Span] = []
    if any(line_shapes.is_prose(block.text) for block in before):
        drafts.append(draft_of((), before, strays))
    else:
        strays += [span for block in before for span in block.spans]
    for (start, lead), end in zip(heads, bounds[1:], strict=True):
        drafts.append(draft_of(found[start:lead], found[lead:end], strays))
    return tuple(drafts), strays


def draft_of(head: Sequence[Block], rest: Sequence[Block], strays: list[Span]) -> Draft:
    """Return an article of the blocks of its headline and its body; ``strays`` gets the rest."""
    bylines = [block for block in head if line_shapes.is_byline(block.text)]
    if not bylines and len(head) > 1 and _is_writer(head[-1].text):
        bylines = [head[-1]]
    headline: list[tuple[Span, ...]] = []
    jumps: list[Span] = []
    for block in head:
        if block not in bylines:
            kept, note = split(block, line_shapes.jump_at_end(block.text))
            opening, kept = _split_opening(kept, block.text)
            headline += [tuple(kept)] if kept else []
            jumps += opening + note
    rest, opening = _after_jump(rest)
    jumps += opening
    body = read_body(rest, newspaper=True, bylines=[tuple(block.spans) for block in bylines])
    jumps += body.notes
    strays += jumps
    return Draft(headline=tuple(headline), body=body, jumps=tuple(jumps))


def _split_opening(spans: list[Span], text: str) -> tuple[list[Span], list[Span]]:
    """Return the jump words that spans of ``text`` begin with, and the spans after them."""
    end = line_shapes.jump_at_start(text)
    if end is None or not spans:
        return [], spans
    first = spans[0]
    at = min(first.start + end, first.end)
    rest = [Span(start=at, end=first.end)] if at < first.end else []
    return [Span(start=first.start, end=at)], rest + spans[1:]


def _after_jump(rest: Sequence[Block]) -> tuple[Sequence[Block], list[Span]]:
    """Return the blocks of a body without the jump words it begins with, and those."""
    end = line_shapes.jump_at_start(rest[0].text) if rest else None
    if end is None or len(rest[0].lines[0].text) < end:
        return rest, []
    first, line = rest[0], rest[0].lines[0]
    words = line.text[:end].rstrip()
    opening = [Span(start=line.start, end=line.start + len(words))]
    if not (cut := first.text[end:]):
        return rest[1:], opening
    after = line.text[end:]
    begun = [replace(line, text=after, start=line.start + end)] if after else []
    return [replace(first, lines=(*begun, *first.lines[1:]), text=cut), *rest[1:]], opening


def _heads(found: Sequence[Block]) -> list[tuple[int, int]]:
    """Return for each article the indices of its first block and of its body's first block."""
    heads: list[tuple[int, int]] = []
    speech = spoken(found)
    run = 0
    for lead in range(len(found)):
        if lead not in speech and lead + 1 < len(found) and _is_of_head(found, lead):
            continue
        start = run
        if run and line_shapes.introduces(found[run - 1].text):
            start = _after_list(found, run, lead)
        run = lead + 1
        if heads:
            start = _after_foot(found, start, lead, heads[-1][0])
        start = _at_jump(found, start, lead)
        if verse := _verse_before(found, start, lead):
            heads.append((start, start + verse[0]))
            start = verse[1]
        start = max(start, lead - _MOST_HEADLINES)
        if _opens(found, start, lead):
            heads.append((start, lead))
    return _without_dispatches(found, heads) or [(0, 0)]


def _without_dispatches(
    found: Sequence[Block], heads: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the heads without second dispatches, which stand under the headline of the first.

    Such a one opens as old papers do (【云岭讯】) and has no headline; no blank line is before it,
    where those with a headline have one.
    """
    headed = [start for start, lead in heads if start < lead]
    if not headed or headed[0] != heads[0][0]:
        return list(heads)
    if not all(found[start].after_blank for start in headed[1:]):
        return list(heads)
    return [head for head in heads if head[0] < head[1] or not _is_dispatch(found[head[0]])]


def _is_dispatch(block: Block) -> bool:
    return opens_in_brackets(block.text) and not block.after_blank


def _is_of_head(found: Sequence[Block], place: int) -> bool:
    text = found[place].text
    return _looks_of_head(text) or _is_long_headline(found, place) or _is_last_of_head(found, place)


def _is_last_of_head(found: Sequence[Block], place: int) -> bool:
    """Whether a sentence is the last line of a headline: under others, above a dateline.

    They stand together after a blank line.
    """
    text = found[place].text
    if len(text) > _LONGEST_SENTENCE or not is_dateline(found[place + 1].text):
        return False
    if not line_shapes.is_closed(text) or line_shapes.opens_article(text):
        return False
    start = place
    while start and not found[start].after_blank and place - start < _EDGE:
        start -= 1
    above = found[start:place]
    together = bool(above) and (start == 0 or found[start].after_blank)
    ended = start == 0 or _ends_article(found[start - 1].text)
    return together and ended and all(line_shapes.is_headline(line.text) for line in above)


def _looks_of_head(text: str) -> bool:
    if line_shapes.jump_at_start(text) == len(text):
        return True
    return line_shapes.is_headline(text) or line_shapes.is_byline(text)


def _is_long_headline(found: Sequence[Block], place: int) -> bool:
    """Whether a block too long for a headline is one: between an article's end and a dateline."""
    if not line_shapes.opens_article(found[place + 1].text):
        return False
    before = found[place - 1] if place else None
    ended = before is None or _looks_of_head(before.text) or _ends_article(before.text)
    return ended and line_shapes.is_headline(found[place].text, long=True)


def _comes_from_elsewhere(parts: Sequence[Block], head: Sequence[Block]) -> bool:
    """Whether 上接第1版 stands before a headline or a text, or ends the headline."""
    starts = any(line_shapes.jump_at_start(part.text) is not None for part in parts)
    return starts or any("接" in line_shapes.jump_words(part.text) for part in head)


def _at_jump(found: Sequence[Block], start: int, lead: int) -> int:
    """Return where the head begins that has 上接第1版 before it or in its first line."""
    for place in range(start, lead):
        if line_shapes.jump_at_start(found[place].text) is not None:
            return place
    return start


def _verse_before(found: Sequence[Block], start: int, lead: int) -> tuple[int, int] | None:
    """Return how many lines of a poem's head there are, and where a poem above a head ends.

    Its lines stand close together, three or more of them, and a blank line before the headline.
    """
    apart = [place for place in range(start + 1, lead) if found[place].after_blank]
    if not apart or not found[start].after_blank or not _has_headline(found[apart[-1] : lead]):
        return None
    verse = found[start : apart[-1]]
    close = sum(not block.after_blank for block in verse[1:])
    if close < _FEWEST_VERSES or not all(_is_verse(block.text) for block in verse[2:]):
        return None
    signed = line_shapes.is_names(verse[1].text) or line_shapes.is_byline(verse[1].text)
    return 1 + signed, apart[-1]


def _is_verse(text: str) -> bool:
    return len(text) <= _LONGEST_VERSE and not re.search(r"[\d\s]", text)


def _has_headline(head: Sequence[Block]) -> bool:
    return any(line_shapes.is_headline(block.text) for block in head)


def _after_list(found: Sequence[Block], start: int, lead: int) -> int:
    """Return where the head begins after the entries of a list, which look like headlines.

    Entries stand close together, a headline after a blank line; where there are blank lines between
    all of them, it is the last one.
    """
    apart = [place for place in range(start + 1, lead) if found[place].after_blank]
    if len(apart) < lead - start - 1:
        return apart[-1] if apart else lead
    return max(min(start + 1, lead), lead - 1)


def _after_foot(found: Sequence[Block], start: int, lead: int, since: int) -> int:
    """Return where the head begins after the byline, pull quotes and jump of the article before."""
    text = "".join(block.text for block in found[max(since, start - 40) : start])
    while start < lead:
        words = found[start].text
        if line_shapes.jump_at_start(words) is not None:
            break
        foot = line_shapes.jump_at_end(words) == 0 or line_shapes.is_byline(words)
        if not foot and not (len(words) >= 6 and words in text):
            break
        start += 1
    return start


def _is_bracketed(text: str) -> bool:
    """Whether a line is all in brackets, as a dateline under a text: （新华社北京4月3日电）."""
    return text[0] in "（(" and text[-1] in "）)"


def _opens(found: Sequence[Block], start: int, lead: int) -> bool:
    """Whether ``found[start:lead]`` is the head of an article whose body begins at ``lead``."""
    block, head = found[lead], found[start:lead]
    before = found[start - 1] if start else None
    if _comes_from_elsewhere(found[start : lead + 1], head):
        return True
    if not head:
        if before is None:
            return True
        opens = is_dateline(block.text) and not _is_bracketed(block.text)
        return opens and _ends_article(before.text) and not is_editors_note(before.text)
    if before is None or line_shapes.opens_article(block.text):
        return True
    below = found[lead + 1 : lead + 2]
    if is_editors_note(block.text) and below and is_dateline(below[0].text):
        return _ends_article(before.text)
    if any(line_shapes.is_byline(part.text) for part in head) or _is_signed(before.text):
        return True
    weak = line_shapes.has_weak_lead(block.text) and line_shapes.is_two_part(head[-1].text)
    return (weak or line_shapes.is_notice(head[-1].text)) and _ends_article(before.text)
