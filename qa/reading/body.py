"""The blocks of one article to its paragraphs, pull quotes and byline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.chinese.words import word_edges
from qa.reading import line_shapes
from qa.reading.letters import is_opening_of_letter
from qa.reading.lines import Block
from qa.records import Span

__all__ = ["Body", "read_body", "split", "spoken"]

_WINDOW = 8000
_WORD = 8  # characters on either side in which a word is looked for
_FEWEST = 3  # entries of a list that no colon sets out


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An article as places in the file; ``notes`` are jump lines such as （下转第3版）.

    Each item is the spans that make it up when joined: a wrapped item has one a line.
    """

    paragraphs: tuple[tuple[Span, ...], ...]
    pull_quotes: tuple[tuple[Span, ...], ...]
    captions: tuple[tuple[Span, ...], ...]
    bylines: tuple[tuple[Span, ...], ...]
    notes: tuple[Span, ...]


def read_body(
    found: Sequence[Block], *, newspaper: bool, bylines: Sequence[tuple[Span, ...]] = ()
) -> Body:
    """Return the paragraphs of an article's blocks, what interrupts them, and its bylines.

    What interrupts a sentence is a caption, where it looks like one, or a pull quote.

    Bylines are looked for in a ``newspaper`` only; elsewhere every block is in a paragraph but a
    pull quote that interrupts a sentence. ``bylines`` were found in the article's head.
    """
    reader = _Reader(found, newspaper=newspaper)
    for place in range(len(found)):
        reader.read(place)
    return Body(
        paragraphs=tuple(map(tuple, reader.paragraphs)),
        pull_quotes=tuple(reader.pull_quotes),
        captions=tuple(reader.captions),
        bylines=(*bylines, *reader.bylines),
        notes=tuple(reader.notes),
    )


class _Reader:
    """Reads an article's blocks one after another; ``last`` is the latest one of a paragraph."""

    def __init__(self, found: Sequence[Block], *, newspaper: bool) -> None:
        self.found = found
        self.newspaper = newspaper
        self.indents = _uses_indents(found)
        self.last_prose = max(
            (place for place, block in enumerate(found) if not line_shapes.is_headline(block.text)),
            default=-1,
        )
        self.numbers = {line_shapes.item_number(block.text) for block in found}
        self.listed = _listed(found)
        self.spoken = spoken(found)
        self.is_uncut = _is_uncut(found)
        self.spaced = 2 * sum(block.after_blank for block in found) > len(found)
        self.joined = "".join(block.text for block in found)
        self.offset = 0
        self.last: Block | None = None
        self.begins = False
        self.unclosed = False
        self.paragraphs: list[list[Span]] = []
        self.pull_quotes: list[tuple[Span, ...]] = []
        self.captions: list[tuple[Span, ...]] = []
        self.bylines: list[tuple[Span, ...]] = []
        self.notes: list[Span] = []

    def read(self, place: int) -> None:
        block = self.found[place]
        if self._interrupts(place):
            caption = line_shapes.is_caption(block.text)
            lifted = self.captions if caption else self.pull_quotes
            lifted.append(tuple(block.spans))
        else:
            self._take(block, place)
        self.offset += len(block.text)

    def _take(self, block: Block, place: int) -> None:
        spans = block.spans
        if self.newspaper:
            spans, byline = split(block, self._byline(block.text))
            if byline:
                self.bylines.append(tuple(byline))
            else:
                spans, note = split(block, line_shapes.jump_at_end(block.text))
                self.notes += note
        if not spans:
            return
        self.begins = self.last is None or self._begins(self.last, block, place)
        if self.begins:
            self.paragraphs.append(spans)
            self.unclosed = False
        else:
            self.paragraphs[-1] += spans
        self.last = block
        self.unclosed = line_shapes.ends_open_quote(block.text) or (
            self.unclosed and not line_shapes.closes_early(block.text)
        )

    def _byline(self, text: str) -> int | None:
        own = (
            self.last is not None
            and line_shapes.is_closed(self.last.text)
            and line_shapes.is_byline(text)
        )
        return 0 if own else line_shapes.byline_at_end(text)

    def _interrupts(self, place: int) -> bool:
        """Whether a block was set into the text from outside: a pull quote, a caption."""
        block, last = self.found[place], self.last
        if last is None or place > self.last_prose or block.indented:
            return False
        if place in self.listed or place in self.spoken:
            return False
        cut = self._is_cut()
        if line_shapes.is_caption(block.text):
            return cut
        if not line_shapes.is_headline(block.text):
            return False
        if line_shapes.is_row(block.text) and not block.text.split()[1:]:
            return False
        if self._is_repeated(block.text):
            return cut or (self.newspaper and len(block.text) >= 8)
        if line_shapes.is_motto(block.text):
            return cut and self._splits_word(last, place)
        if line_shapes.is_closed(block.text) or not line_shapes.is_slogan(block.text):
            return False
        return cut and (self.newspaper or block.after_blank) and self._goes_on(place)

    def _is_cut(self) -> bool:
        """Whether the paragraph so far ends within a sentence."""
        last = self.last
        if last is None or _is_over(last) or line_shapes.introduces(last.text):
            return False
        return line_shapes.is_prose(last.text) or not self.begins

    def _is_repeated(self, text: str) -> bool:
        words = text.strip("“”\"'‘’「」『』！!？? ")
        if len(words) < 6:
            return False
        after = self.offset + len(text)
        return (
            self.joined.find(words, max(0, self.offset - _WINDOW), self.offset) >= 0
            or self.joined.find(words, after, after + _WINDOW) >= 0
        )

    def _goes_on(self, place: int) -> bool:
        """Whether the next block that is not a slogan could continue the sentence before."""
        following = next(
            (b for b in self.found[place + 1 : place + 6] if not line_shapes.is_slogan(b.text)),
            None,
        )
        if following is None or following.indented or line_shapes.is_item(following.text):
            return False
        return self.newspaper or (following.after_blank and line_shapes.is_prose(following.text))

    def _splits_word(self, last: Block, place: int) -> bool:
        """Whether a few words between blank lines stand within a word: 狮 / 治水先治人 / 子."""
        words = self.found[place].text
        for block in self.found[place : place + _FEWEST]:
            if not block.after_blank:
                return False
            if not line_shapes.is_motto(block.text):
                return _is_cut_word(last.text, block.text) and not _is_cut_word(last.text, words)
        return False

    def _begins(self, last: Block, block: Block, place: int) -> bool:
        """Whether a block begins a paragraph, ``last`` being the block before it."""
        if (
            block.indented
            or not self.listed.isdisjoint((place - 1, place))
            or place in self.spoken
            or line_shapes.is_caption(block.text)
            or line_shapes.is_caption(last.text)
            or is_opening_of_letter(last.text)
        ):
            return True
        if _is_over(last):
            return not self._continues_whole_sentence(last, block)
        if self._lists(last, block):
            return True
        if self.newspaper:
            alone = last.text.isdigit() or line_shapes.is_subheading(last.text, block.text)
            return self.begins and (alone or self._is_set_apart(last, block))
        return not self._reads_on(last, block)

    def _is_set_apart(self, last: Block, block: Block) -> bool:
        """Whether ``last`` is a subheading though it has a mark inside, or opens as a sentence.

        That shows in wrapped text, where it is one short line with blank lines around it; elsewhere
        where it is a couplet and no other paragraph of the article is cut.
        """
        if not line_shapes.is_crosshead(last.text, block.text):
            return False
        if last.is_short and last.after_blank and block.after_blank:
            return True
        return self.is_uncut and line_shapes.is_couplet(last.text)

    def _lists(self, last: Block, block: Block) -> bool:
        """Whether a block is an entry of a list, a count, or an address."""
        if line_shapes.is_item(block.text):
            return not line_shapes.is_stray_item(last.text, block.text, self.numbers)
        if line_shapes.is_field_of_head(block.text) and line_shapes.is_field_of_head(last.text):
            return True
        if line_shapes.is_label(block.text):
            return line_shapes.is_label(last.text)
        return last.text[-1] in "；：;:" and line_shapes.is_enumeration(block.text)

    def _continues_whole_sentence(self, last: Block, block: Block) -> bool:
        """Whether a block continues a paragraph though a sentence ended before it."""
        if self.unclosed and line_shapes.closes_early(block.text):
            return True
        return self.indents and line_shapes.is_prose(last.text) and line_shapes.is_prose(block.text)

    def _reads_on(self, last: Block, block: Block) -> bool:
        """Whether, in a text that is not a newspaper, a block surely continues a sentence."""
        if last.text[-1] in "：:；;":
            return False
        if line_shapes.is_item(last.text):
            return self.spaced and not block.after_blank and line_shapes.is_prose(last.text)
        if line_shapes.latin_joint(last.text, block.text):
            return False
        return line_shapes.is_prose(last.text)


def _is_cut_word(before: str, after: str) -> bool:
    """Whether one text ends within a word that the other goes on with, in any segmentation."""
    start, end = before[-_WORD:], after[:_WORD]
    return all(len(start) not in word_edges(start + end, guess=guess) for guess in (False, True))


def _is_uncut(found: Sequence[Block]) -> bool:
    """Whether an article has two paragraphs or more, and each ends with a sentence, or a colon."""
    prose = [block for block in found if line_shapes.is_prose(block.text)]
    whole = (_is_over(block) or line_shapes.introduces(block.text) for block in prose)
    return len(prose) > 1 and all(whole)


def _is_over(block: Block) -> bool:
    """Whether a block ends a sentence, or its article with a byline after one."""
    return line_shapes.is_closed(block.text) or line_shapes.byline_at_end(block.text) is not None


def _listed(found: Sequence[Block]) -> set[int]:
    """Return the indices of the blocks that are entries of a list, a table or a verse.

    Lines with tabs in them are rows. Entries follow a colon or a whole sentence: two or more of
    them, three after a sentence, or one that another colon follows. Three phrases or more in a row
    are a list wherever they stand.
    """
    listed: set[int] = set()
    start = 0
    listed.update(n for n, block in enumerate(found) if line_shapes.has_cells(block.text))
    while start < len(found):
        end = start
        while end < len(found) and _is_entry(found[end].text):
            end += 1
        before = found[start - 1] if start else None
        if before and _is_list(before, found[start:end], found[end : end + 1]):
            listed.update(range(start, end))
        start = max(end, start + 1)
    return listed


def _sets_off(text: str) -> bool:
    """Whether a block shows that the entry before it is whole: a colon's line, a byline."""
    return line_shapes.introduces(text) or line_shapes.byline_at_end(text) == 0


def _is_entry(text: str) -> bool:
    return line_shapes.is_entry(text) and not line_shapes.introduces(text)


def _is_list(before: Block, entries: Sequence[Block], after: Sequence[Block]) -> bool:
    if line_shapes.introduces(before.text):
        closed = not after or _sets_off(after[0].text)
        return len(entries) > 1 or (len(entries) == 1 and closed)
    if len(entries) < _FEWEST:
        return False
    if all(line_shapes.is_phrase(entry.text) for entry in entries):
        return True
    return _is_over(before) and not any(line_shapes.is_prose(entry.text) for entry in entries)


def spoken(found: Sequence[Block]) -> set[int]:
    """Return the indices of the lines of a dialogue: a speaker's line beside another's."""
    speech = [line_shapes.is_speech(block.text) for block in found]
    return {place + 1 for place, pair in enumerate(pairwise(speech)) if all(pair)}


def _uses_indents(found: Sequence[Block]) -> bool:
    """Whether most paragraphs are indented: the first, and prose that follows a whole sentence."""
    paragraphs = [block.indented for block in found[:1]] + [
        block.indented
        for before, block in pairwise(found)
        if line_shapes.is_closed(before.text) and line_shapes.is_prose(block.text)
    ]
    return 2 * sum(paragraphs) > len(paragraphs)


def split(block: Block, at: int | None) -> tuple[list[Span], list[Span]]:
    """Return the spans of a block before and from ``at``, the white space between left out."""
    if at is None:
        return block.spans, []
    at = len(block.text[:at].rstrip())
    before: list[Span] = []
    after: list[Span] = []
    offset = 0
    for line in block.lines:
        cut = line.start + min(max(at - offset, 0), len(line.text))
        if cut > line.start:
            before.append(Span(start=line.start, end=cut))
        if cut < line.end:
            after.append(Span(start=cut, end=line.end))
        offset += len(line.text)
    return before, after
