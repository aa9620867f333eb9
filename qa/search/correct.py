"""Recognised text put right by hand: the characters change, their places on the scan stay.

A corrected article is made anew from what was recognised, which the archive keeps, and from all
corrections, so that each can be undone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from qa.errors import InputError
from qa.places import Place, Places
from qa.reading.originals import cut
from qa.records import Article, Correction, Field, LostCorrection, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Author", "applied_again", "changes", "check_recognised", "corrected"]

_CONTEXT = 8  # characters on each side by which a correction is found again in another text


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who corrects, None: not said, and when: ISO 8601 with its offset."""

    by: str | None
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edit:
    """``original[start:end]`` is to read ``text``."""

    start: int
    end: int
    text: str
    author: Author

    @property
    def growth(self) -> int:
        return len(self.text) - (self.end - self.start)


def check_recognised(article: Article) -> None:
    """Raise :class:`InputError` for an article that was not recognised from a scan."""
    if article.origin is None or not (article.origin.places or article.origin.title_places):
        raise InputError(
            f"article {article.id!r} was not recognised from a scan: correct its file and add it "
            "again"
        )


def corrected(
    original: Article,
    now: Article,
    field: Field,
    *,
    start: int,
    end: int,
    text: str,
    author: Author,
) -> Article:
    """Return ``now``, a corrected ``original``, whose ``[start, end)`` is put right to ``text``.

    Offsets count in the text of ``now``, or its title. Only characters that differ are corrected;
    those that become what was recognised are no longer.
    """
    edits = _edits(now, field)
    before, there = _text(original, field), _text(now, field)
    for first, last, new in reversed(changes(there[start:end], text)):
        edits = _with(edits, before, there, start + first, start + last, new, author)
        there = there[: start + first] + new + there[start + last :]
    # Moved about, a text may be what it was while its corrections are not.
    return _made(original, now, field, [] if there == before else edits)


def applied_again(
    original: Article, now: Article, new: Article
) -> tuple[Article, list[LostCorrection]]:
    """Return ``new``, what is recognised in place of ``original``, with the corrections of ``now``.

    A correction is found again by the characters around it, which must stand so at one place only.
    The others are returned; one that ``new`` does not need is neither.
    """
    made, lost = new, list[LostCorrection]()
    for field in Field:
        edits = list[_Edit]()
        before, after = _text(original, field), _text(new, field)
        for edit in _edits(now, field):
            left = before[max(0, edit.start - _CONTEXT) : edit.start]
            right = before[edit.end : edit.end + _CONTEXT]
            recognised = before[edit.start : edit.end]
            if after.count(left + edit.text + right) == 1:
                continue
            if after.count(left + recognised + right) != 1:
                lost.append(
                    LostCorrection(id=new.id, field=field, original=recognised, text=edit.text)
                )
                continue
            at = after.index(left + recognised + right) + len(left)
            edits.append(replace(edit, start=at, end=at + len(recognised)))
        made = _made(new, made, field, sorted(edits, key=lambda edit: edit.start))
    return made, lost


def changes(old: str, new: str) -> list[tuple[int, int, str]]:
    """Return what to replace in ``old`` to have ``new``: its ``[start, end)``, and by what.

    In order. Lines are compared first, then the characters of those that differ.
    """
    found: list[tuple[int, int, str]] = []
    olds, news = old.splitlines(keepends=True), new.splitlines(keepends=True)
    at = _starts(olds)
    for tag, i, j, k, m in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        one, other = "".join(olds[i:j]), "".join(news[k:m])
        for how, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            if how != "equal":
                found.append((at[i] + a, at[i] + b, other[c:d]))
    return found


def _starts(lines: Sequence[str]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _text(article: Article, field: Field) -> str:
    return article.title if field is Field.TITLE else article.text


def _edits(article: Article, field: Field) -> list[_Edit]:
    """Return an article's corrections, placed in what was recognised."""
    text, grown = _text(article, field), 0
    edits = []
    for one in article.corrections:
        if one.field is field:
            start = one.start - grown
            edit = _Edit(
                start=start,
                end=start + len(one.original),
                text=text[one.start : one.end],
                author=Author(by=one.by, at=one.at),
            )
            edits.append(edit)
            grown += edit.growth
    return edits


def _with(
    edits: Sequence[_Edit],
    original: str,
    now: str,
    start: int,
    end: int,
    text: str,
    author: Author,
) -> list[_Edit]:
    """Return ``edits`` with one more, of ``now[start:end]``; those that it meets are in it."""
    kept, low, high, grown, within = list[_Edit](), start, end, 0, 0
    shift = 0
    for edit in edits:
        first, last = edit.start + shift, edit.start + shift + len(edit.text)
        shift += edit.growth
        if _meet(first, last, start, end):
            low, high = min(low, first), max(high, last)
            within += edit.growth
        else:
            kept.append(edit)
            grown += edit.growth if last <= start else 0
    first, last = low - grown, high - grown - within
    new = now[low:start] + text + now[end:high]
    if original[first:last] != new:
        kept.append(_Edit(start=first, end=last, text=new, author=author))
    return sorted(kept, key=lambda edit: (edit.start, edit.end))


def _meet(first: int, last: int, start: int, end: int) -> bool:
    """Whether two spans overlap, or touch where one of them is empty."""
    if first == last or start == end:
        return first <= end and start <= last
    return first < end and start < last


def _made(original: Article, now: Article, field: Field, edits: Sequence[_Edit]) -> Article:
    """Return ``now`` with one field as the original's with all its edits."""
    whole = original.of_field(field)
    text, corrections = "", list[Correction]()
    pieces, packed = list[Piece](), list[bytes]()
    origin = whole.origin
    places = origin.places if origin else None
    reached = 0
    for edit in (*edits, None):
        upto = edit.start if edit else len(whole.text)
        if origin:
            kept = cut(origin.pieces, reached, upto)
            pieces += (replace(one, start=one.start - reached + len(text)) for one in kept)
        if places:
            packed.append(places.cut([(reached, upto - reached)]).packed)
        text += whole.text[reached:upto]
        if edit is None:
            break
        if origin:
            pieces += _pieces(origin.pieces, edit, len(text))
        if places:
            packed.append(Places.of(_places(places, edit), places.sizes).packed)
        corrections.append(
            Correction(
                field=field,
                start=len(text),
                end=len(text) + len(edit.text),
                original=whole.text[edit.start : edit.end],
                at=edit.author.at,
                by=edit.author.by,
            )
        )
        text += edit.text
        reached = edit.end
    others = [one for one in now.corrections if one.field is not field]
    made = replace(now, corrections=tuple(sorted([*others, *corrections], key=_order)))
    changed = replace(places, packed=b"".join(packed)) if places else None
    if field is Field.TITLE:
        at = now.origin and replace(now.origin, title=tuple(pieces), title_places=changed)
        return replace(made, title=text, origin=at)
    at = now.origin and replace(now.origin, pieces=tuple(pieces), places=changed)
    return replace(made, text=text, origin=at)


def _order(one: Correction) -> tuple[str, int]:
    return one.field, one.start


def _replaced(edit: _Edit, place: int, length: int) -> tuple[int, int]:
    """Return which characters of the original the one at ``place`` of the new text stands for.

    One for one where there are as many; else the run is shared out. What was put in between stands
    for the character before it.
    """
    old, new = edit.end - edit.start, len(edit.text)
    if old == 0:
        start = max(0, min(edit.start - 1, length - 1))
        return start, start + 1
    start = place * old // new
    return edit.start + start, edit.start + max(start + 1, (place + 1) * old // new)


def _places(places: Places, edit: _Edit) -> Iterator[Place | None]:
    """Yield where the new characters are: the reader saw them, so they are sure."""
    for place, char in enumerate(edit.text):
        boxes = places.boxes(*_replaced(edit, place, len(places)))
        yield Place(box=boxes[0], confidence=1.0) if boxes and char != "\n" else None


def _pieces(pieces: Iterable[Piece], edit: _Edit, at: int) -> Iterator[Piece]:
    """Yield where the characters stand in the file for which those of the new text do."""
    pieces = tuple(pieces)
    length = pieces[-1].start + pieces[-1].length if pieces else 0
    for place, _ in enumerate(edit.text):
        start, _ = _replaced(edit, place, length)
        for one in cut(pieces, start, start + 1):
            yield replace(one, start=at + place)
