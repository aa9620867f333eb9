"""The records everything here passes along: one frozen class a thing, one word a class.

Offsets count Unicode code points and are half-open: ``text[start:end]``.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, replace
from enum import StrEnum

from qa.errors import InputError
from qa.inputs import check_strings
from qa.places import UNSURE, PlacedBox, Places

__all__ = [
    "Added",
    "Answer",
    "AnswerKind",
    "Article",
    "Chunk",
    "Citation",
    "Correction",
    "DateFrom",
    "DateMention",
    "Digest",
    "DigestItem",
    "Facet",
    "Fault",
    "Field",
    "FileState",
    "Hit",
    "Holdings",
    "Imprint",
    "LeftOut",
    "LostCorrection",
    "NearDuplicate",
    "Origin",
    "Piece",
    "Reading",
    "Reason",
    "Refusal",
    "Rejected",
    "Repair",
    "Report",
    "SameStory",
    "Sentence",
    "Span",
    "Summary",
    "Unread",
    "Where",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open range of code points, ``0 <= start <= end``."""

    start: int
    end: int

    def meets(self, other: Span) -> bool:
        """Return whether two spans of one text have a character in common."""
        return self.start < other.end and other.start < self.end

    def moved(self, by: int) -> Span:
        """Return the span so many characters further on, or back."""
        return Span(start=self.start + by, end=self.end + by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of an article's text that stands unbroken in its file.

    ``article.text[start:start + length] == file_text[file_start:file_start + length]`` where
    ``width`` is 1. In a JSON string a character can be written as an escape: ``width`` is then
    how many characters of the file each character of this piece takes (2, 6 or 12).
    """

    start: int
    file_start: int
    length: int
    width: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an article's text stands in the file it was read from.

    ``pieces`` are sorted by ``start`` and cover the article's text without gap or overlap;
    file offsets count code points of the file decoded as ``encoding`` (a byte order mark
    not counted, line ends as they are). ``sha256`` is the hex digest of the file's bytes as they
    lie on the disk (compressed, if they are). ``file`` is its absolute path, links resolved;
    archives of version 0.1 have the path as it was typed.

    An HTML, PDF or DOCX file, a workbook, a table of figures or a packed file is not its text:
    ``encoding`` is ``html:<codec>``, ``pdf``, ``docx``, ``csv:<codec>`` and so on then, and file
    offsets count code points of the text that was taken out of it, as
    :func:`qa.reading.file_text` returns it.
    ``pages`` are the offsets at which a PDF's pages or a presentation's slides begin, empty for
    other files. ``title`` are the pieces of the article's title, in which ``start`` counts from its
    beginning; empty where the file does not have it as it is, and in archives that an earlier
    version made. ``places`` and ``title_places`` say where each character of the article's text
    and title is on the pictures of a scan's pages, and how sure its recognition; None where they
    were not recognised.
    """

    file: str
    encoding: str
    sha256: str
    pieces: tuple[Piece, ...]
    pages: tuple[int, ...] = ()
    title: tuple[Piece, ...] = ()
    places: Places | None = None
    title_places: Places | None = None

    def locate(self, start: int, end: int) -> Span:
        """Return the file's span that begins and ends with the same characters as ``[start, end)``.

        A span that crosses pieces also covers what stands between them in the file: a line
        break, or a pull quote that was lifted out. Raises ``ValueError`` for an empty span or
        one that is not wholly covered.
        """
        if not 0 <= start < end:
            raise ValueError(f"not a span of characters: [{start}, {end})")
        return Span(start=self._character(start).start, end=self._character(end - 1).end)

    def page(self, file_start: int) -> int | None:
        """Return the page, from 1, on which a file offset stands; None for a file without."""
        return bisect_right(self.pages, file_start) or None

    def _character(self, position: int) -> Span:
        row = bisect_right(self.pieces, position, key=lambda piece: piece.start) - 1
        if row < 0 or position >= self.pieces[row].start + self.pieces[row].length:
            raise ValueError(f"character {position} has no place in {self.file}")
        piece = self.pieces[row]
        offset = piece.file_start + (position - piece.start) * piece.width
        return Span(start=offset, end=offset + piece.width)


class Field(StrEnum):
    """Of what of an article a quotation is. The value is a word that stays as it is."""

    TEXT = "text"
    TITLE = "title"


class DateFrom(StrEnum):
    """Where an article's date was read. The value is a word that stays as it is.

    A field of the file (``FIELD``); the page's metadata (``METADATA``) or address (``ADDRESS``);
    the file's name (``FILE_NAME``) or folder (``FOLDER``); the masthead of its page (``MASTHEAD``);
    the dateline that its text opens with (``DATELINE``); a line of the article that only states
    when it was published (``LINE``).
    """

    FIELD = "field"
    METADATA = "metadata"
    ADDRESS = "address"
    FILE_NAME = "file_name"
    FOLDER = "folder"
    MASTHEAD = "masthead"
    DATELINE = "dateline"
    LINE = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Characters of a recognised text that somebody put right: ``[start, end)`` of ``field``.

    ``original`` is what was recognised there: "" where something was missing; where something was
    too much, ``start == end``. ``by`` is who corrected it, None where that was not said, and ``at``
    when: ISO 8601, in UTC.
    """

    field: Field
    start: int
    end: int
    original: str
    at: str
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LostCorrection:
    """A correction of the article ``id`` that what its file says now has no place for."""

    id: str
    field: Field
    original: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Where an article stands in its paper, as the paper says; None what nothing says.

    ``page`` is a number, or a letter and a number, without noughts before it: 3, A2; ``section``
    what the page or column is called (要闻); ``edition`` which of several (海外版); ``issue`` its
    number.
    """

    page: str | None = None
    section: str | None = None
    edition: str | None = None
    issue: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. ``text`` has whole sentences, one line a paragraph; offsets index it as given.

    ``pull_quotes`` are lines that a layout system set into the middle of the text and that
    reading lifted out of it, ``captions`` what stands under pictures; ``origin`` is None for an
    article that came from no file. ``date_from`` says where ``date`` was read; None for an article
    without one, and where nobody noted it. ``imprint`` is where it stands in its paper, None where
    that is not known. ``corrections`` are what was put right of a recognised text and title, in the
    order of their places.
    """

    id: str
    title: str
    text: str
    date: dt.date | None = None
    byline: str | None = None
    source: str | None = None
    tags: tuple[str, ...] = ()
    pull_quotes: tuple[str, ...] = ()
    origin: Origin | None = None
    captions: tuple[str, ...] = ()
    date_from: DateFrom | None = None
    imprint: Imprint | None = None
    corrections: tuple[Correction, ...] = ()

    def of_field(self, field: Field) -> Article:
        """Return the article with what can be quoted of ``field`` as its text, and its places.

        ``origin`` is None where it is not known where the title stands in the file.
        """
        own = tuple(one for one in self.corrections if one.field is field)
        if field is Field.TEXT:
            return self if own == self.corrections else replace(self, corrections=own)
        there = self.origin
        if there is None or not there.title:
            return replace(self, text=self.title, origin=None, corrections=own)
        origin = replace(there, pieces=there.title, places=there.title_places)
        return replace(self, text=self.title, origin=origin, corrections=own)


class Reason(StrEnum):
    """Why a part of a file is in no article. The value is a word that stays as it is.

    Page numbers, mastheads, the page's date, its editors (``FURNITURE``); 下转第3版 (``JUMP``);
    menus, links to other pages, share and print buttons (``NAVIGATION``); copyright, disclaimers,
    imprint (``NOTICE``); readers' comments (``COMMENTS``); what is not shown to a reader
    (``HIDDEN``); headers, footers, running heads (``MARGIN``); what lies off the page
    (``OUTSIDE``); what is printed twice (``REPEATED``) or across the page (``WATERMARK``); the
    hyphen of a word that two lines share (``HYPHEN``); the name of a field, and a field whose
    value is kept otherwise or not used (``FIELD``); rules between articles (``SEPARATOR``); the
    brackets and bullets around a byline (``MARK``); what is crossed out (``STRUCK``); how a word is
    said, printed above it (``ANNOTATION``); what could not be read (``DAMAGED``).
    """

    FURNITURE = "furniture"
    JUMP = "jump"
    NAVIGATION = "navigation"
    NOTICE = "notice"
    COMMENTS = "comments"
    HIDDEN = "hidden"
    MARGIN = "margin"
    OUTSIDE = "outside"
    REPEATED = "repeated"
    WATERMARK = "watermark"
    HYPHEN = "hyphen"
    FIELD = "field"
    SEPARATOR = "separator"
    MARK = "mark"
    STRUCK = "struck"
    ANNOTATION = "annotation"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A part of a file that is in no article, as it stands in the file.

    ``start`` and ``end`` are its place in :func:`qa.reading.file_text`; None where it is not in
    that, as the menu of an HTML page.
    """

    text: str
    reason: Reason
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What reading replaced or assumed, and where: ``line`` and ``column`` count from 1."""

    line: int
    column: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A file in a packed file, or attached to a mail, that could not be read, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a file holds: its articles, and what is in none of them.

    Every visible character of the file is in a text, title, byline, pull quote or caption of an
    article, or in ``left_out``. ``notes`` are Chinese sentences for the user: what was lost on the
    way from the page to the text, and what was done about it. ``unread`` are the files in it of
    which nothing was read.
    """

    articles: tuple[Article, ...]
    left_out: tuple[LeftOut, ...] = ()
    repairs: tuple[Repair, ...] = ()
    notes: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A run of whole sentences of an article: ``article.text[start:end] == text``."""

    article_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SameStory:
    """Another article of the same day that tells the same: another edition, page or paper.

    ``similarity`` in [0.6, 1] as in :class:`NearDuplicate`. Of an answer ``quote`` is what it says
    in place of the words quoted, ``text[start:end] == quote`` of it; None where it says the same or
    does not say it, and of a search. ``opening`` as in :class:`Hit`.
    """

    article_id: str
    title: str
    source: str | None
    imprint: Imprint | None
    similarity: float
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    opening: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A chunk that a search found.

    ``score`` is the fused score, higher is better. ``dense`` is the cosine in [-1, 1] and
    ``sparse`` the BM25 score (higher is better); None where that arm did not find the chunk
    or was switched off. ``title`` and ``date`` are those of the article; ``opening`` is how its
    text begins, cut short, where it has no title, else empty. ``reranked`` is what a
    reranker says of it, None without one: ``score`` then is that of the place that it came to.
    ``also_in`` are the articles of the same day that tell what the article does, the most similar
    first; found or not, and whether they pass the filter or not.
    """

    chunk: Chunk
    score: float
    dense: float | None = None
    sparse: float | None = None
    title: str = ""
    date: dt.date | None = None
    reranked: float | None = None
    also_in: tuple[SameStory, ...] = ()
    opening: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """Words that name days: ``text`` stands at ``[start, end)``; ``since``, ``until`` inclusive.

    Of ``lunar`` days it is known only in which year they were: that is what these bound.
    """

    text: str
    start: int
    end: int
    since: dt.date
    until: dt.date
    lunar: bool = False


class FileState(StrEnum):
    """An original file compared with what was read from it: the SHA-256 of its bytes."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A quotation: ``article.text[start:end] == quote``, verified before it is shown.

    Where ``field`` is ``title`` it is the title that is quoted: ``article.title[start:end]``.
    ``file_start`` and ``file_end`` are the same characters' place in the original file (see
    :class:`Origin`), None for an article that came from no file. ``page`` is the page of a PDF or a
    scan on which the quotation begins, from 1. ``boxes`` are the rectangles that cover its
    characters on the pictures of a scan's pages, one a printed line, and ``text_confidence`` in
    [0, 1] is how sure the recogniser was of the least sure of them, punctuation apart; none and
    None where the text was not recognised. ``corrections`` are those of its characters that
    somebody put right, which the file therefore does not have. ``dates`` are the words in the
    quotation's sentences that take the article's date to understand (昨日); offsets as ``start``.
    ``file_state`` says whether ``file`` still is what was read; None without a file, and where it
    was not compared: see :func:`qa.reading.originals.file_state`. ``opening`` is how the text of
    an article without a title begins, as in :class:`Hit`.
    """

    article_id: str
    start: int
    end: int
    quote: str
    title: str
    date: dt.date | None = None
    file: str | None = None
    file_start: int | None = None
    file_end: int | None = None
    page: int | None = None
    dates: tuple[DateMention, ...] = ()
    file_state: FileState | None = None
    field: Field = Field.TEXT
    boxes: tuple[PlacedBox, ...] = ()
    text_confidence: float | None = None
    corrections: tuple[Correction, ...] = ()
    opening: str = ""

    @property
    def text_unsure(self) -> bool:
        """Whether a character of it was recognised with little confidence (``UNSURE``)."""
        return self.text_confidence is not None and self.text_confidence < UNSURE

    @property
    def span(self) -> Span:
        """Where the quotation stands in the article's ``field``."""
        return Span(start=self.start, end=self.end)


class Refusal(StrEnum):
    """Why there is no answer, or no digest. The value is a word that stays as it is.

    Of an answer: no article passes the filter, or has the one character or number that is asked
    for (``NO_ARTICLES``); nothing in the chunks read
    answers (``NO_CANDIDATE``); ``answerable`` of the best candidate is under the generator's
    threshold (``IMPROBABLE``); its ``confidence`` is under the caller's (``UNSURE``); what answers
    is of other days than the question names (``OTHER_DAYS``); it names a day that no calendar has,
    30 February (``NO_SUCH_DAY``); a lone name or noun asks nothing, and
    ``hits`` are what a search for it finds (``NO_QUESTION``); the text itself says of what would
    answer that it is not so: ``denials`` quote it (``DENIED``). Of a digest:
    ``NO_ARTICLES``; ``NO_SUCH_DAY``; there is something, but not of the days that the question
    names (``OTHER_DAYS``); it names nothing, as 吃了吗 does not (``NO_QUESTION``);
    no sentence read has the names that the question asks of,
    says something and is near enough to it (``NOT_RELEVANT``); the articles named have no
    sentence that can be quoted,
    or none was named (``NO_SENTENCES``).
    """

    NO_ARTICLES = "no_articles"
    NO_CANDIDATE = "no_candidate"
    IMPROBABLE = "improbable"
    UNSURE = "unsure"
    OTHER_DAYS = "other_days"
    NO_SUCH_DAY = "no_such_day"
    NO_QUESTION = "no_question"
    DENIED = "denied"
    NOT_RELEVANT = "not_relevant"
    NO_SENTENCES = "no_sentences"


class AnswerKind(StrEnum):
    """What an answer is. The value is a word that stays as it is.

    The characters that answer (``SPAN``), all that a text lists (``LIST``), ``YES`` or ``NO``, or
    the sentences that explain, or that say most of what was asked (``PASSAGE``).
    """

    SPAN = "span"
    LIST = "list"
    YES = "yes"
    NO = "no"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the archive says to a question. ``text`` is None when it does not: see ``reason``.

    ``confidence`` in [0, 1] is the calibrated probability that the best candidate is right,
    ``answerable`` that its chunk, of those read, answers the question; both also for a refusal, and
    both a guess where the generator is not ``calibrated``.
    ``hits`` are the chunks that were read, best first. ``threshold`` in [0, 1] is what the best
    candidate had to reach: in ``confidence`` where the caller gave one, else in ``answerable``;
    None without a candidate. ``truncated``: part of a chunk was not read. ``dates`` are the days
    the question names: articles of them, or that name them, are read first. ``outside``: none of
    the quotations is of those days. ``days`` are the days that the answer itself names, with their
    year: 6月17日 of an article of 2022; offsets index ``text``. ``as_of`` is the day of the
    newest article quoted, for a question about now (现在, 目前, 新任) that names no day.
    ``announced`` is, of what there is on days to come, how many sentences of the articles read
    announce some of it, of which ``items`` are the first: there may be more. ``items``
    are the members of a list, in order, the sentence that says yes or no, and the sentences of a
    passage; empty for a span, and for a refusal. ``read`` is the part of such sentences
    in which the reader saw the answer, None where it saw none; offsets index ``text``, which is all
    of them. ``text_confidence`` is the least of the quotations
    that the answer is made of, None where none was recognised from a scan; ``text_unsure``: it is
    under :data:`qa.places.UNSURE`, so that a character of the answer may be another on the scan.
    ``also_in`` are the articles that tell, on its day, what the one quoted first does, and what
    they say instead: the other edition may have another figure.
    ``denials`` are, of a refusal as ``DENIED``, the sentences that say that it is not so.
    ``held`` are, of a refusal of a question that names days, the first and the last day of which
    the archive has articles.
    ``unanswered`` are the parts of a question for several things (何时、在哪里举行) that the answer
    leaves open; of those it does not, ``items`` has one each.
    ``repealed_by`` are the sentences of other articles of the archive that repeal (同时废止) the
    one that the answer is of; ``not_yet`` those that will on a day to come, or that say from which
    the rule that the answer is of is in force. ``amended_by`` are sentences of later articles that
    put right what it says (更正); where they plainly say what is right, that is the answer.
    ``nearest`` is, of a refusal of what was read, the sentence of that which a selector finds
    likeliest to answer (with a chance of 0.3 at least), else the one that has most of the
    question's words (at least half of them), and no answer; None where there is neither.
    """

    question: str
    text: str | None
    confidence: float
    answerable: float = 0.0
    citations: tuple[Citation, ...] = ()
    hits: tuple[Hit, ...] = ()
    reason: Refusal | None = None
    threshold: float | None = None
    truncated: bool = False
    dates: tuple[DateMention, ...] = ()
    outside: bool = False
    days: tuple[DateMention, ...] = ()
    as_of: dt.date | None = None
    kind: AnswerKind = AnswerKind.SPAN
    items: tuple[Citation, ...] = ()
    read: Span | None = None
    text_confidence: float | None = None
    text_unsure: bool = False
    calibrated: bool = True
    also_in: tuple[SameStory, ...] = ()
    denials: tuple[Citation, ...] = ()
    unanswered: tuple[str, ...] = ()
    held: tuple[dt.date, ...] = ()
    repealed_by: tuple[Citation, ...] = ()
    announced: int | None = None
    not_yet: tuple[Citation, ...] = ()
    amended_by: tuple[Citation, ...] = ()
    nearest: Citation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a summary and the span of the article's sentence that it is made of."""

    text: str
    source: Span | None


class Fault(StrEnum):
    """What a text does to the article it was written of. The value is a word that stays as it is.

    It says what no single sentence says (``SPLICED``) or gives a deed to another (``AGENT``). It
    drops a condition, a negation, a plan or possibility (``MODALITY``), who acts (``SUBJECT``),
    what is acted upon (``OBJECT``), who says so (``SPEAKER``; ``CONTINUED``: it was said in a
    sentence before) or a part of a list. It is ``CUT_OFF``, repeats itself, has a mark without its
    partner, a dateline, caption or credit in it (``GLUED``), points at what is not there
    (``POINTING``), asks (``QUESTION``), or names what the article lacks (``UNSUPPORTED``).
    """

    SPLICED = "spliced"
    AGENT = "agent"
    CONDITION = "condition"
    NEGATION = "negation"
    MODALITY = "modality"
    SUBJECT = "subject"
    OBJECT = "object"
    SPEAKER = "speaker"
    CONTINUED = "continued"
    LIST = "list"
    CUT_OFF = "cut_off"
    REPETITION = "repetition"
    LONE_MARK = "lone_mark"
    GLUED = "glued"
    POINTING = "pointing"
    QUESTION = "question"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A text that was not given out, and why."""

    text: str
    fault: Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A summary of one article; ``kind`` is ``headline``, ``brief`` or ``summary``.

    Each of its sentences says what one sentence of the article says: ``source``. ``extractive``:
    none of the texts that could be made passed, so this is the article's own clause; or the
    article is as short as a summary and is its own, or begins with an editor's note or as a tale
    of oneself, which is given out as it stands; or the generator cannot say which text is
    likely, so that the article's own clauses were chosen by rule alone. ``truncated``: the article
    has more sentences than were read, or no mark where its text could end. ``unsupported``: texts
    that were rejected, one for each fault found. ``amended_by``: sentences of later articles of the
    archive that put right what it says.
    """

    article_id: str
    kind: str
    text: str
    sentences: tuple[Sentence, ...]
    extractive: bool
    truncated: bool
    unsupported: tuple[Rejected, ...] = ()
    amended_by: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestItem:
    """A sentence of an article, ``text == citations[0].quote``; ``score`` in [0, 1].

    Of the news of days ``score`` is the place: 1 is the first.

    With it stands the sentence before, where it points back to that; its dateline is left out.
    The further citations are of sentences that say the same, or less, mostly in other articles.
    ``amended_by`` are sentences of later articles that put right what it says (更正).
    """

    text: str
    date: dt.date | None
    article_id: str
    score: float
    citations: tuple[Citation, ...]
    amended_by: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Sentences of several articles, newest event first; ``text`` has one a line, all verbatim.

    ``text`` is None when there are none: see ``reason``. ``citations`` are those of the items, in
    order; ``sentences_read`` counts the sentences that were compared with the question, or with
    their article's title, and ``left_out`` those that there was no room for. ``dates`` are the
    days the question names and ``since`` and ``until`` what the search was narrowed to for them
    (None: it was not); ``widened``: what articles of other days say of those days was taken, for
    there was nothing or the days are to come; ``announced``: all of it is announced for such days,
    of which there may be more. ``articles``: how many articles there are of the days
    whose news are told, None where something else is. ``nearest``: of a refusal (``OTHER_DAYS``)
    the last day before them and the first one after them of which there is something. ``without``:
    of a list of articles the ids of those that have no sentence that can be given.
    """

    question: str | None
    items: tuple[DigestItem, ...]
    text: str | None
    citations: tuple[Citation, ...]
    reason: Refusal | None = None
    sentences_read: int = 0
    left_out: int = 0
    dates: tuple[DateMention, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    widened: bool = False
    articles: int | None = None
    nearest: tuple[dt.date, ...] = ()
    without: tuple[str, ...] = ()
    announced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A filter on articles; every field given must hold. ``since`` and ``until`` are inclusive.

    An article without a date satisfies neither ``since`` nor ``until``. ``ids`` may be given as a
    list. ``page`` and ``section`` are those of :class:`Imprint`; 03, 第三版 are page 3, and A3 of
    a paper whose parts have letters; a02 is A2. Raises :class:`InputError` for a day that is not a
    ``datetime.date`` (a time of day would shut out the articles of its own day), for ``since``
    after ``until``, and for a field of another type: one string as ``ids`` would match nothing in
    silence.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    source: str | None = None
    tag: str | None = None
    ids: tuple[str, ...] | None = None
    page: str | None = None
    section: str | None = None

    def __post_init__(self) -> None:
        for name, day in (("since", self.since), ("until", self.until)):
            if day is not None and type(day) is not dt.date:
                raise InputError(f"{name} is a {type(day).__name__}: give a datetime.date")
        if self.since and self.until and self.since > self.until:
            raise InputError(f"since {self.since} is after until {self.until}: exchange them")
        for name in ("source", "tag", "page", "section"):
            if not isinstance(text := getattr(self, name), str | None):
                raise InputError(f"{name} is {text!r}: give a string")
        if self.ids is not None:
            check_strings("ids", self.ids)
            object.__setattr__(self, "ids", tuple(self.ids))


@dataclass(frozen=True, slots=True, kw_only=True)
class NearDuplicate:
    """The article ``id`` tells what ``of`` tells; ``similarity`` in [0.6, 1]."""

    id: str
    of: str
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """How many articles were added, replaced and left as they were; all ids in input order.

    ``near_duplicates`` has, for each added or replaced article that tells what another one tells,
    the most similar other one. ``stale`` are the ids of articles that were read of the same files
    when these had other contents, and that the files have no more: they stay until deleted.
    ``uncorrected`` are corrections that could not be applied to what was recognised anew.
    ``refiled`` are the ids of articles that were here from another file and say the same: they name
    the new file now.
    """

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    ids: tuple[str, ...] = ()
    near_duplicates: tuple[NearDuplicate, ...] = ()
    stale: tuple[str, ...] = ()
    uncorrected: tuple[LostCorrection, ...] = ()
    refiled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an archive holds, in rows, and one line for each thing found wrong.

    ``files`` is the number of original files that were compared, 0 where none was to be;
    ``elsewhere`` names the archives of several that are on servers, and are verified there.
    """

    articles: int
    chunks: int
    vectors: int
    words: int
    problems: tuple[str, ...] = ()
    files: int = 0
    elsewhere: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong with what is here."""
        return not self.problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """How many articles have a value; ``value`` is None for those that have none."""

    value: str | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What an archive holds. ``since`` and ``until``: its first and last day, None without any.

    ``embedder`` is the name of the model that made the vectors, None before the first article;
    ``generation`` grows with each change of the archive.
    """

    articles: int
    chunks: int
    since: dt.date | None
    until: dt.date | None
    sources: tuple[Facet, ...]
    embedder: str | None
    generation: int
