"""Records whose fields have names, to articles: an object of JSON, a row of a table.

Which field is which is told by its name, :data:`NAMES`, whatever its case, width and blanks, or by
the caller (``fields``). What is in fields of other names is left out.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from qa.chinese.fold import BLANK
from qa.chinese.imprint import KINDS, field_of, printed
from qa.errors import InputError, ReadError
from qa.reading.fields import LABELS
from qa.reading.origin import Source
from qa.records import Article, DateFrom, Imprint, LeftOut, Piece, Reason, Repair

__all__ = [
    "NAMES",
    "Record",
    "State",
    "WrongError",
    "article_of",
    "check_fields",
    "is_textless",
    "key_of",
    "kinds_of",
    "pair_of",
    "refusal",
    "textless",
]


def _names_of(kind: str, *names: str) -> tuple[str, ...]:
    """Return the names of a kind of field, those that pages have for it among them."""
    return tuple(dict.fromkeys([*names, *(name for name, of in LABELS.items() if of == kind)]))


NAMES = {
    "id": ("id", "_id", "编号"),
    "title": _names_of("title", "title", "headline", "标题", "稿件标题", "新闻标题"),
    "text": _names_of(
        "text",
        "text",
        "content",
        "body",
        "正文",
        "内容",
        "fulltext",
        "full_text",
        "稿件正文",
        "稿件内容",
        "新闻正文",
        "新闻内容",
        "正文内容",
    ),
    "date": _names_of(
        "date",
        "date",
        "pub_date",
        "pubdate",
        "publish_date",
        "publish_time",
        "published",
        "datetime",
        "日期",
        "发布日期",
        "发布时间",
        "刊发日期",
        "刊登日期",
        "见报时间",
        "时间",
    ),
    "byline": _names_of("byline", "byline", "author", "authors", "作者", "记者"),
    "source": _names_of(
        "source", "source", "media", "newspaper", "来源", "媒体", "报纸名称", "媒体名称"
    ),
    "tags": ("tags", "keywords", "标签", "关键词"),
    "page": _names_of("page", "page", "page_no", "page_number"),
    "section": _names_of("section", "section", "column"),
    "edition": _names_of("edition", "edition"),
    "issue": _names_of("issue", "issue", "issue_no"),
    "captions": ("captions",),
    "pull_quotes": ("pull_quotes",),
}
_IMPRINT = "imprint"
_BESIDE_TEXT = ("captions", "pull_quotes")
_DATE = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|/([0-9]{1,2})/([0-9]{1,2})|\.([0-9]{1,2})\.([0-9]{1,2})"
    r"|年([0-9]{1,2})月([0-9]{1,2})日|([0-9]{2})([0-9]{2}))(?:[T\s].*)?",
    re.DOTALL,
)
_MARKUP = re.compile(r"</[a-z]|<br\b|&nbsp;|&[lg]t;", re.IGNORECASE)
_SHOWN = 20
_TOP = 10
_SHOWN_NAMES = 5
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_BESIDE = re.compile(r"[\s*:]+")


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """Return a field's name as names are compared: Pub-Date is pub_date, 标 题* is 标题."""
    return _BESIDE.sub("", unicodedata.normalize("NFKC", name)).casefold().replace("-", "_")


_KINDS = {
    key_of(name): (kind, rank)
    for kind, names in reversed(NAMES.items())
    for rank, name in reversed(list(enumerate(names)))
}


class WrongError(Exception):
    """What is wrong with a record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record of the file: the values of its fields, and where each stands."""

    start: int
    end: int
    values: Mapping[str, Any]
    places: Mapping[str, tuple[int, int]]


@dataclass(slots=True, kw_only=True)
class State:
    """What was read so far. ``line`` is the line of ``place``.

    ``pieces`` yields where the characters of a value stand, of its place. ``number``, where given,
    returns the number that the file itself gives the row at a place; what its columns are taken for
    is said of the whole table.
    """

    source: Source
    pieces: Callable[[int, int], Iterator[Piece]]
    number: Callable[[int], int] | None = None
    articles: list[Article] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)
    line: int = 1
    place: int = 0

    def line_of(self, place: int) -> int:
        """Return the line of a place that is not before the latest one asked for."""
        if self.number:
            return self.number(place)
        self.line += self.source.text.count("\n", self.place, place)
        self.place = place
        return self.line

    def repair(self, place: int, what: str) -> None:
        """Note what was replaced or assumed at a place."""
        column = place - self.source.text.rfind("\n", 0, place)
        self.repairs.append(Repair(line=self.line_of(place), column=column, what=what))

    def leave_out(self, start: int, end: int, reason: Reason) -> None:
        """Note that a part of the file is in no article."""
        words = self.source.text[start:end]
        self.left_out.append(LeftOut(text=words, reason=reason, start=start, end=end))


def refusal(source: Source, line: int, what: str) -> ReadError:
    """Return the error of what is wrong in a line."""
    return ReadError(f"{source.file}, line {line}: {what}; nothing of the file was read")


def pair_of(words: str) -> tuple[str, str]:
    """Return a kind of field and its name of ``kind=name``. Raises :class:`InputError`."""
    kind, mark, name = words.partition("=")
    if not mark or kind not in NAMES:
        raise InputError(f"{words!r} says no field's name: write text=NAME, of {', '.join(NAMES)}")
    return kind, name


def check_fields(fields: Mapping[str, str]) -> None:
    """Raise :class:`InputError` unless ``fields`` gives kinds of fields, each a name of its own."""
    for kind, name in fields.items():
        if kind not in NAMES:
            raise InputError(f"no field is called {kind!r}: give one of {', '.join(NAMES)}")
        if not isinstance(name, str):
            raise InputError(f"field {kind!r} is {name!r}: give the name it has in the file")
    names = [key_of(name) for name in fields.values() if name]
    if len(set(names)) < len(names):
        raise InputError("two fields have one name: give each its own")


def kinds_of(names: Iterable[str], fields: Mapping[str, str]) -> dict[str, str]:
    """Return by which of ``names`` each kind of field is there.

    ``fields`` says what a kind is called, "" that there is none of it; the others are told by
    :data:`NAMES`, the first of them before the later ones.
    """
    wanted = {key_of(name): kind for kind, name in fields.items() if name}
    found: dict[str, tuple[int, str]] = {}
    for name in names:
        key = key_of(name)
        kind, rank = (wanted[key], -1) if key in wanted else _KINDS.get(key, ("", 0))
        if not kind or (rank >= 0 and kind in fields):
            continue
        if kind not in found or rank < found[kind][0]:
            found[kind] = (rank, name)
    return {kind: found[kind][1] for kind in NAMES if kind in found}


def article_of(found: Record, state: State) -> Article:
    """Return the article of a record. Raises :class:`WrongError` for one that is none."""
    names = _names(found, state)
    text = _string(found, names, "text", required=True) or ""
    date = _date(found, names, state)
    article = Article(
        id=_id(found, names, state),
        title=_string(found, names, "title") or "",
        text=text,
        date=date,
        date_from=DateFrom.FIELD if date else None,
        byline=" ".join(_strings(found, names, "byline")) or None,
        source=_string(found, names, "source"),
        tags=tuple(_strings(found, names, "tags", separators="[,，;；、]")),
        captions=tuple(_strings(found, names, "captions")),
        pull_quotes=tuple(_strings(found, names, "pull_quotes")),
        imprint=_imprint(found, names),
        origin=state.source.origin(
            state.pieces(*found.places[names["text"]]),
            title=state.pieces(*found.places[names["title"]]) if "title" in names else (),
        ),
    )
    if article.id in state.first:
        raise WrongError(f"id {article.id!r} stands in line {state.first[article.id]} already")
    state.first[article.id] = state.line_of(found.start)
    if _MARKUP.search(text):
        state.notes["正文里有网页标记，原样入库：先转成纯文本，搜索和摘要会更好"] = None
    return article


def is_textless(found: Record, fields: Mapping[str, str]) -> bool:
    """Whether a record has a field for its text, and nothing in it that is seen."""
    value = found.values.get(_kinds(found, fields).get("text", ""))
    return isinstance(value, str) and not value.strip(BLANK)


def textless(numbers: Sequence[int], *, unit: str, what: str, place: str) -> str:
    """Return what is said of records without a text: how many, and the numbers of the first."""
    listed = "、".join(map(str, numbers[:_TOP])) + "……" * (len(numbers) > _TOP)
    return f"有 {len(numbers)} {unit}没有{what}，没有入库：第 {listed} {place}"


def _kinds(found: Record, fields: Mapping[str, str]) -> dict[str, str]:
    """Return by which of its names each kind of field is there, one with something in it first."""
    there = [name for name, value in found.values.items() if value is not None]
    filled = [name for name in there if str(found.values[name]).strip(BLANK)]
    return kinds_of(there, fields) | kinds_of(filled, fields)


def _names(found: Record, state: State) -> Mapping[str, str]:
    """Return by which of its names each kind of field is there; other fields are left out."""
    names = {
        kind: name
        for kind, name in _kinds(found, state.source.fields).items()
        if kind not in _BESIDE_TEXT or _are_strings(found.values[name])
    }
    for kind, name in names.items():
        if name != kind and not state.number:
            state.notes[f"字段 {name} 当作 {kind}"] = None
    for name, (start, end) in found.places.items():
        used = name in names.values() or (name == _IMPRINT and _exported(found))
        if found.values[name] is not None and not used:
            state.leave_out(start, end, Reason.FIELD)
    return names


def _are_strings(value: object) -> bool:
    """Whether a value is a string or a list of them, as captions are; pictures have others too."""
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(item, str) for item in value)
    )


def _exported(found: Record) -> Mapping[str, Any]:
    """Return the imprint that an object has as one of its own, as exports do; {} without."""
    value = found.values.get(_IMPRINT)
    return value if isinstance(value, dict) and value.keys() <= set(KINDS) else {}


def _field(found: Record, names: Mapping[str, str], kind: str) -> tuple[str | None, Any]:
    """Return what an object calls a kind of field, and its value; None, None without one."""
    name = names.get(kind)
    return name, found.values[name] if name else None


def _string(
    found: Record, names: Mapping[str, str], kind: str, *, required: bool = False
) -> str | None:
    name, value = _field(found, names, kind)
    if value is None and not required:
        return None
    if not isinstance(value, str):
        wrong = f"field {name or kind!r} must be a string, not {_kind(value)}"
        raise WrongError(f"{wrong}; {_found_and_accepted(found, kind)}" if required else wrong)
    return _storable(found, value, name or kind)


def _found_and_accepted(found: Record, kind: str) -> str:
    """Return which fields an object has, and which names a kind of field may have."""
    fields = [repr(name[:_SHOWN]) for name in found.values]
    there = ", ".join(fields[:_SHOWN]) + ", …" * (len(fields) > _SHOWN)
    names = NAMES[kind]
    accepted = f"accepted as {kind}: {', '.join(names[:_SHOWN_NAMES])}"
    accepted += ", …" * (len(names) > _SHOWN_NAMES)
    return f"fields found: {there}; {accepted}; or name it: --field {kind}=NAME"


def _storable(found: Record, value: str, name: str) -> str:
    if bad := _UNSTORABLE.search(value):
        raise WrongError(
            f"field {name!r} has U+{ord(bad[0]):04X} at character {bad.start()}, which is not text"
        )
    return value


def _kind(value: object) -> str:
    return "missing or null" if value is None else type(value).__name__


def _id(found: Record, names: Mapping[str, str], state: State) -> str:
    if "id" not in names:
        if not state.number:
            state.notes["没有 id 的文章，按文件名和在文件里的次序编号"] = None
        return f"{state.source.stem}-{len(state.articles) + 1}"
    if type(number := found.values[names["id"]]) is int:
        return str(number)
    value = _string(found, names, "id", required=True)
    if not value or value.isspace():
        raise WrongError("field 'id' must not be empty")
    return value


def _strings(
    found: Record, names: Mapping[str, str], kind: str, *, separators: str | None = None
) -> list[str]:
    """Return a list of strings; one string is a list, cut at ``separators`` where given."""
    name, value = _field(found, names, kind)
    value = value if name else []
    if isinstance(value, str):
        parts = re.split(separators, value) if separators else [value]
        value = [part.strip() for part in parts if part.strip()] if separators else parts
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise WrongError(f"field {name!r} must be a list of strings")
    return [_storable(found, item, name or kind) for item in value]


def _imprint(found: Record, names: Mapping[str, str]) -> Imprint | None:
    """Return where the article stands in its paper; a number is as good as a string."""
    made: Imprint | None = None
    exported = _exported(found)
    for kind in KINDS:
        name, value = _field(found, names, kind)
        value = exported.get(kind) if value is None else value
        if type(value) is int:
            value = str(value)
        if value is not None and not isinstance(value, str):
            raise WrongError(f"field {name or kind!r} must be a string, not {_kind(value)}")
        if value:
            made = printed(field_of(kind, _storable(found, value, name or kind)), made)
    return made


def _date(found: Record, names: Mapping[str, str], state: State) -> dt.date | None:
    name, value = _field(found, names, "date")
    if value is None or value == "":
        return None
    try:
        return _day(found, str(value), name or "date")
    except WrongError:
        if not state.source.repair:
            raise
    state.repair(found.start, f"{value!r} 不是日期，这篇文章不记日期")
    return None


def _day(found: Record, value: str, name: str) -> dt.date:
    match = _DATE.fullmatch(value.strip())
    if not match:
        raise WrongError(
            f"field {name!r} must be YYYY-MM-DD, not {value!r}; if it is no date: --field date="
        )
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise WrongError(f"field {name!r} is not a date: {value!r}") from error
