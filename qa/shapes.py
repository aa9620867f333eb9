"""Records as JSON objects and back: the shapes of ``--json`` and the service, of docs/json.md."""

from __future__ import annotations

import base64
import datetime as dt
from dataclasses import MISSING, Field, asdict, dataclass, fields, is_dataclass
from enum import StrEnum
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from qa.chinese.beginnings import beginning
from qa.records import Answer, Article, Chunk, DateFrom, Hit, Imprint

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "Listed",
    "answer_json",
    "answer_of",
    "article_json",
    "hit_json",
    "hit_of",
    "record_of",
    "whole_json",
    "whole_of",
]

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What a list shows of an article: all but its text, of which it has the length.

    And of one without a title how it begins: ``opening``.
    """

    id: str
    title: str
    date: dt.date | None
    byline: str | None
    source: str | None
    tags: tuple[str, ...]
    characters: int
    captions: tuple[str, ...]
    date_from: DateFrom | None
    file: str | None
    imprint: Imprint | None
    archive: str | None = None
    opening: str = ""

    @classmethod
    def of(cls, article: Article, archive: str | None = None) -> Listed:
        """Return it for an article; ``archive`` is the one of several that it is in."""
        return cls(
            id=article.id,
            title=article.title,
            date=article.date,
            byline=article.byline,
            source=article.source,
            tags=article.tags,
            characters=len(article.text),
            captions=article.captions,
            date_from=article.date_from,
            file=article.origin.file if article.origin else None,
            imprint=article.imprint,
            archive=archive,
            opening=beginning(article.title, article.text),
        )


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return an answer; its hits are flat."""
    return {**asdict(answer), "hits": [hit_json(hit) for hit in answer.hits]}


def answer_of(data: Mapping[str, Any]) -> Answer:
    """Return the answer that :func:`answer_json` made this of."""
    return record_of(Answer, {**data, "hits": [_nested(hit) for hit in data["hits"]]})


def hit_json(hit: Hit) -> dict[str, Any]:
    """Return a hit with its chunk's fields beside its own."""
    fields = asdict(hit)
    return {**fields.pop("chunk"), **fields}


def hit_of(data: Mapping[str, Any]) -> Hit:
    """Return the hit that :func:`hit_json` made this of."""
    return record_of(Hit, _nested(data))


def article_json(article: Article) -> dict[str, Any]:
    """Return what a list shows of an article of one archive."""
    made = asdict(Listed.of(article))
    del made["archive"]
    return made


def whole_json(article: Article) -> dict[str, Any]:
    """Return all of an article; the places on a scan are packed, in base64."""
    made = asdict(article)
    for name in ("places", "title_places"):
        if made["origin"] and made["origin"][name]:
            places = made["origin"][name]
            places["packed"] = base64.b64encode(places["packed"]).decode()
    return made


def whole_of(data: Mapping[str, Any]) -> Article:
    """Return the article that :func:`whole_json` made this of."""
    return record_of(Article, data)


def record_of(kind: type[_T], data: Mapping[str, Any]) -> _T:
    """Return the record whose ``asdict`` went through JSON; further fields are passed over.

    What an older version left out has its default.

    Raises ``KeyError``, ``TypeError`` or ``ValueError`` for what is not of this kind.
    """
    hints = get_type_hints(kind)
    names = [one.name for one in fields(kind) if one.name in data or _is_required(one)]  # type: ignore[arg-type]
    return kind(**{name: _value(hints[name], data[name]) for name in names})


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _nested(hit: Mapping[str, Any]) -> dict[str, Any]:
    return {**hit, "chunk": {one.name: hit[one.name] for one in fields(Chunk)}}


def _value(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (one for one in get_args(hint) if one is not NoneType)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], one) for one in value)
    if is_dataclass(hint):
        return record_of(hint, value)  # type: ignore[arg-type]
    if issubclass(hint, StrEnum):
        return hint(value)
    if hint is bytes:
        return base64.b64decode(value)
    return dt.date.fromisoformat(value) if hint is dt.date else value
