"""Articles of MARC records, MARC21 and CNMARC: a record that has a text is one.

A library that indexes newspapers has a record for each article: its headline, who wrote it, an
abstract or the full text, and in which issue of which paper it stands.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from qa.chinese.characters import HAN
from qa.chinese.imprint import KINDS, field_of, imprint_in, printed
from qa.errors import ReadError
from qa.reading.dates import best, in_name, stamp
from qa.reading.named import textless
from qa.reading.origin import Source, assemble
from qa.records import Article, DateFrom, Imprint, LeftOut, Piece, Reading, Reason, Span

__all__ = ["Record", "Value", "read_records"]

_PLACE = re.compile(r"([0-9A-Za-z]{3})\s*\$?([0-9a-z]*)")
_ISBD = " /:;=,\u3000"
_BESIDE_HOST = frozenset("atxwz0123568")  # codes of a host that say neither day nor page
_ENGLISH_PAGE = re.compile(r"\bpp?\.\s*([A-Z]?[0-9]{1,3})\b", re.IGNORECASE)
_CITED = re.compile(rf"《([{HAN}]{{2,16}})》")
_NAME = re.compile(rf"[{HAN}]")
# Codes that say that a full date follows, where they stand, and in which fields.
_CODED = (("008", "e", 6), ("100", "j", 8))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scheme:
    """Where records of a kind say what: tags with the codes of their subfields, the best first."""

    name: str
    title: str
    text: str
    names: tuple[str, ...]
    statement: str
    papers: tuple[str, ...]
    published: tuple[str, ...]
    notes: tuple[str, ...]
    subjects: tuple[str, ...]


_MARC21 = _Scheme(
    name="MARC21",
    title="245abnp",
    text="520ab",
    names=("100a", "110a", "700a", "710a"),
    statement="245c",
    papers=("773",),
    published=("260c", "264c"),
    notes=("500a",),
    subjects=("600a", "610a", "650a", "651a", "653a"),
)
_CNMARC = _Scheme(
    name="CNMARC",
    title="200aehi",
    text="330a",
    names=("700ab", "701ab", "702ab", "710a", "711a", "712a"),
    statement="200fg",
    papers=("461", "462", "463"),
    published=("210d",),
    notes=("300a", "311a"),
    subjects=("600a", "601a", "606a", "607a", "610a"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A subfield: what it says, and where that begins; ``field`` counts those of its record."""

    tag: str
    code: str
    field: int
    start: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record: its number in the file, from 1, where it stands in the text, its subfields."""

    number: int
    start: int
    end: int
    values: tuple[Value, ...]

    def has(self, tag: str) -> bool:
        """Whether the record has a field of a tag."""
        return any(one.tag == tag for one in self.values)

    def of(self, *places: str) -> Iterator[Value]:
        """Yield the subfields of these tags and codes, field by field in the order of the tags."""
        for place in places:
            tag, codes = place[:3], place[3:]
            yield from (
                one for one in self.values if one.tag == tag and one.code in (codes or one.code)
            )

    def fields(self, place: str) -> Iterator[list[Value]]:
        """Yield the subfields of each field of a tag, those of the codes named."""
        for _, values in groupby(self.of(place), key=lambda one: one.field):
            yield list(values)


def read_records(source: Source, *, records: Sequence[Record]) -> Reading:
    """Return an article for each record with a text; the others are left out, and said."""
    ids = _ids(source, records)
    articles: list[Article] = []
    left_out: list[LeftOut] = []
    bare: list[int] = []
    taken: dict[str, None] = {}
    for id_, record in zip(ids, records, strict=True):
        maker = _Maker(source, record)
        if maker.text:
            articles.append(maker.article(id_))
            left_out += maker.left_out()
            taken |= dict.fromkeys(maker.told())
        else:
            bare.append(record.number)
            words = source.text[record.start : record.end].rstrip("\n")
            left_out.append(_left_out(words, record.start))
    if not articles:
        raise ReadError(
            f"{source.file}: no article: none of its {len(records)} records has a text or an "
            "abstract (520 in MARC21, 330 in CNMARC): name the field that has it, --field text=905"
        )
    notes = [f"MARC 记录：{'，'.join(taken)}"]
    if bare:
        notes.append(textless(bare, unit="条记录", what="正文或提要", place="条"))
    return Reading(articles=tuple(articles), left_out=tuple(left_out), notes=tuple(notes))


def _ids(source: Source, records: Sequence[Record]) -> list[str]:
    """Return the ids of the records: their control numbers, 001, where each has its own."""
    numbers = [
        next((one.text.strip() for one in record.values if one.tag == "001"), "")
        for record in records
    ]
    own = all(numbers) and len(set(numbers)) == len(numbers)
    marks = numbers if own else [str(record.number) for record in records]
    return [f"{source.stem}-{mark}" for mark in marks]


def _left_out(text: str, start: int) -> LeftOut:
    return LeftOut(text=text, reason=Reason.FIELD, start=start, end=start + len(text))


class _Maker:
    """Makes the article of a record; ``text`` are the subfields that have its text."""

    def __init__(self, source: Source, record: Record) -> None:
        self.source = source
        self.record = record
        self.scheme = _CNMARC if record.has("200") and not record.has("245") else _MARC21
        self.text = [one for one in self._of("text", self.scheme.text) if one.text.strip()]
        titles = self._of("title", self.scheme.title)
        self.title = [one for one in titles if one.field == titles[0].field and one.text.strip()]
        self._used = [*self.text, *self.title]

    def article(self, id_: str) -> Article:
        """Return the article; the subfields that it is made of are not left out then."""
        text, pieces = assemble(self.source.text, [[_span(one)] for one in self.text])
        titles = [one.text.strip().rstrip(_ISBD) for one in self.title]
        day = best(self._days(), today=dt.datetime.now(tz=dt.UTC).date())
        return Article(
            id=id_,
            title=" ".join(titles),
            text=text,
            date=day[0] if day else None,
            date_from=day[1] if day else None,
            byline=self._byline() or None,
            source=self._paper() or None,
            tags=tuple(dict.fromkeys(self._words("tags", *self.scheme.subjects))),
            imprint=self._imprint(),
            origin=self.source.origin(pieces, title=_places(self.title, titles)),
        )

    def left_out(self) -> Iterator[LeftOut]:
        """Yield what is in none of the article's fields, what stands together in one."""
        used = {one.start for one in self._used}
        for is_used, values in groupby(self.record.values, key=lambda one: one.start in used):
            run = [] if is_used else [one for one in values if one.text.strip()]
            if run:
                start, end = run[0].start, run[-1].start + len(run[-1].text)
                yield _left_out(self.source.text[start:end], start)

    def told(self) -> Iterator[str]:
        """Yield which fields were taken for the title and the text."""
        for kind, values in (("title", self.title), ("text", self.text)):
            yield from (f"{one.tag} 当作 {kind}" for one in values)

    def _of(self, kind: str, *places: str) -> list[Value]:
        """Return the subfields of a kind: those that the user names, else of ``places``."""
        named = self.source.fields.get(kind)
        if named is None:
            return list(self.record.of(*places))
        place = _PLACE.fullmatch(named.strip())
        if named and not place:
            raise ReadError(
                f"{self.source.file}: {kind}={named}: no field of a MARC record: give its tag, "
                "905, or its tag and subfields, 905a"
            )
        return list(self.record.of(place[1] + place[2])) if place else []

    def _words(self, kind: str, *places: str) -> list[str]:
        """Return what the subfields of a kind say; those are used."""
        found = [one for one in self._of(kind, *places) if one.text.strip()]
        self._used += found
        return [one.text.strip().strip(_ISBD).removesuffix(".") for one in found]

    def _byline(self) -> str:
        if "byline" in self.source.fields:
            return " ".join(self._words("byline"))
        names = []
        for place in self.scheme.names:
            for values in self.record.fields(place):
                self._used += values
                first, *rest = [one.text.strip().strip(_ISBD) for one in values]
                names.append(first + "".join(filter(_NAME.match, rest)))
        return " ".join(dict.fromkeys(names)) or " ".join(
            self._words("byline", self.scheme.statement)
        )

    def _paper(self) -> str:
        """Return the name of the paper: of what the article is a part, the largest first."""
        if "source" in self.source.fields:
            return " ".join(self._words("source"))
        for tag in self.scheme.papers:
            for values in self.record.fields(tag):
                if name := _host(values):
                    self._used.append(name)
                    return name.text.strip().strip(_ISBD).removesuffix(".")
        cited = (_CITED.search(one.text) for one in self._notes())
        return next((found[1] for found in cited if found), "")

    def _hosts(self) -> list[Value]:
        """Return the subfields that say where in its paper the article stands."""
        hosts = [one for tag in reversed(self.scheme.papers) for one in self.record.of(tag)]
        return [one for one in hosts if one.code not in _BESIDE_HOST]

    def _notes(self) -> list[Value]:
        """Return the notes that say in which paper the article stands, where no field does."""
        hosted = any(self.record.has(tag) for tag in self.scheme.papers)
        notes = [] if hosted else self.record.of(*self.scheme.notes)
        return [one for one in notes if _CITED.search(one.text)]

    def _days(self) -> Iterator[tuple[DateFrom, dt.date | None]]:
        for one in self._of("date", *self.scheme.published):
            yield DateFrom.FIELD, _day(one.text)
        if "date" in self.source.fields:
            return
        for one in (*self._hosts(), *self._notes()):
            yield DateFrom.FIELD, _day(one.text)
        for tag, code, at in _CODED:
            for one in self.record.of(tag):
                if one.text[at : at + 1] == code:
                    yield DateFrom.METADATA, stamp(one.text[at + 1 : at + 9])

    def _imprint(self) -> Imprint | None:
        made: Imprint | None = None
        for kind in KINDS:
            if kind in self.source.fields:
                made = printed(made, field_of(kind, " ".join(self._words(kind))))
        for one in (*self._hosts(), *self._notes()):
            page = _ENGLISH_PAGE.search(one.text)
            found = field_of("page", page[1]) if page else imprint_in(one.text)
            made = printed(made, found)
            self._used += [one] if found or _day(one.text) else []
        return made


def _span(one: Value) -> Span:
    """Return where a subfield's words stand, without the white space around them."""
    start = one.start + len(one.text) - len(one.text.lstrip())
    return Span(start=start, end=start + len(one.text.strip()))


def _places(values: Sequence[Value], parts: Sequence[str]) -> Iterator[Piece]:
    """Yield where the parts of a title stand, that have a space between them."""
    place = 0
    for one, part in zip(values, parts, strict=True):
        if part:
            yield Piece(start=place, file_start=_span(one).start, length=len(part))
        place += len(part) + 1


def _host(values: Sequence[Value]) -> Value | None:
    """Return the name of what an article is in: $t, or $a of a 200 embedded after $1."""
    embedded = ""
    for one in values:
        embedded = one.text[:3] if one.code == "1" else embedded
        is_name = one.code == "t" or (one.code == "a" and embedded == "200")
        if is_name and _NAME.search(one.text):
            return one
    return None


def _day(text: str) -> dt.date | None:
    return stamp(text.strip("[]()（）〔〕 ")) or in_name(text)
