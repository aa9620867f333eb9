"""Readers of questions, summaries and articles; strict, with file and line in every error.

Formats of questions: ``squad`` (JSON), ``shared`` (JSONL of the shared data), ``beir`` (a folder),
``user`` (JSONL: question, answers, article ids). Of summaries: ``shared`` and ``user``, and
``archive``: articles with their headlines.
The user format is documented in ``eval/suites/user/README.md``.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from eval.errors import DataError
from eval.jsonl import Line, read_jsonl
from qa.records import Article

_TITLE = range(8, 61)  # characters, as the data card counts headline pairs
_BODY = 120
_NOT_NEWS = ("图片", "广告")

__all__ = [
    "Example",
    "Pair",
    "Question",
    "article_of",
    "read_pairs",
    "read_predictions",
    "read_questions",
]


class Example(Protocol):
    """Something to be scored; examples of one group are resampled together."""

    @property
    def id(self) -> str:
        """Name of the example, its own within the task."""

    @property
    def group(self) -> str:
        """Name of the article it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question; ``answers`` is empty if there is none to find.

    ``group`` names the article it is about: questions of one group are resampled together.
    ``relevant`` are article ids with their grade (at least 1 for those that answer it).
    """

    id: str
    group: str
    question: str
    answers: tuple[str, ...]
    context: str | None = None
    relevant: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A text and what an editor made of it; ``kind`` is headline, brief or summary."""

    id: str
    group: str
    kind: str
    text: str
    target: str
    date: dt.date | None = None


def article_of(context: str) -> Article:
    """Return a passage without a name as an article; equal passages get one id."""
    name = "ctx-" + hashlib.sha256(context.encode()).hexdigest()[:12]
    return Article(id=name, title="", text=context)


def read_questions(
    path: Path, *, layout: str, articles: Mapping[str, Article] | None = None
) -> list[Question]:
    """Return the questions of a file (of a folder for ``beir``), in its order.

    ``articles`` (by id) gives ``user`` questions their contexts. Raises :class:`DataError` for
    malformed or empty data, an empty reference, a duplicate id and an article id that is not
    in ``articles``.
    """
    if layout not in _QUESTIONS:
        raise DataError(f"unknown format {layout!r} for {path}: one of {sorted(_QUESTIONS)}")
    found = list(_QUESTIONS[layout](path, articles or {}))
    _unique((f"{question.id!r}" for question in found), path)
    return found


def read_pairs(
    path: Path,
    *,
    layout: str = "user",
    select: Mapping[str, str] | None = None,
    articles: Mapping[str, Article] | None = None,
) -> list[Pair]:
    """Return the texts of a JSONL file with their targets, in its order.

    ``select`` keeps records whose fields have these values. A record has a ``text`` or names an
    ``article`` of ``articles``; in the layout ``archive`` it is an article, whose ``title`` is the
    headline to be written (articles without a usable one, pictures and advertisements are left
    out). Raises :class:`DataError` as :func:`read_questions` does.
    """
    wanted = dict(select or {})
    pairs = []
    lines = read_jsonl(path)
    for line in _headlined(lines) if layout == "archive" else lines:
        for name in wanted:
            line.text(name)
        if all(line.record[name] == value for name, value in wanted.items()):
            pairs.append(_pair(line, articles or {}))
    if not pairs:
        raise DataError(f"{path}: no record has {wanted}")
    _unique((f"{pair.id!r}" for pair in pairs), path)
    return pairs


def read_predictions(path: Path, *, ids: Sequence[str]) -> dict[str, str]:
    """Return a JSON object of id to text, as the official CMRC 2018 script reads it.

    Raises :class:`DataError` unless its ids are exactly ``ids``.
    """
    found = _json(path)
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        raise DataError(f"{path}: not a JSON object of id to text")
    missing, extra = [i for i in ids if i not in found], sorted(set(found) - set(ids))
    if missing or extra:
        raise DataError(
            f"{path}: {len(found)} predictions for {len(ids)} references: "
            f"{len(missing)} missing {missing[:3]}, {len(extra)} unknown {extra[:3]}"
        )
    return found


def _squad(path: Path, _: Mapping[str, Article]) -> Iterator[Question]:
    found: Any = _json(path)
    try:
        for block in found["data"]:
            for paragraph in block["paragraphs"]:
                yield from _squad_questions(paragraph, path)
    except (KeyError, TypeError) as error:
        raise DataError(f"{path}: not SQuAD's data/paragraphs/qas: {error!r}") from error


def _squad_questions(paragraph: dict[str, Any], path: Path) -> Iterator[Question]:
    context = paragraph["context"]
    article = article_of(context)
    for entry in paragraph["qas"]:
        # The file is one JSON value, often on one line: the question's id says more than a line.
        where = f"{path}: question {entry['id']!r}"
        texts = [answer["text"] for answer in entry.get("answers", [])]
        line = Line(where=where, record={**entry, "context": context, "answers": texts})
        answers, impossible = line.texts("answers"), bool(entry.get("is_impossible"))
        if bool(answers) is impossible:
            raise DataError(f"{where}: {len(answers)} answers, but is_impossible is {impossible}")
        yield Question(
            id=line.text("id"),
            group=article.id,
            question=line.text("question"),
            context=line.text("context"),
            answers=answers,
            relevant=((article.id, 1),) if answers else (),
        )


def _shared(path: Path, _: Mapping[str, Article]) -> Iterator[Question]:
    for line in read_jsonl(path):
        answers = line.texts("answers")
        answerable = line.record.get("answerable")
        if answerable is not bool(answers):
            raise DataError(f"{line.where}: answerable is {answerable}, answers are {answers}")
        article = article_of(line.text("context"))
        yield Question(
            id=line.text("id"),
            group=article.id,
            question=line.text("question"),
            context=article.text,
            answers=answers,
            relevant=((article.id, 1),) if answers else (),
        )


def _user(path: Path, articles: Mapping[str, Article]) -> Iterator[Question]:
    for number, line in enumerate(read_jsonl(path), start=1):
        names, answers = line.texts("articles"), line.texts("answers")
        if answers and not names:
            raise DataError(f"{line.where}: has answers but names no article that holds them")
        about = [_named(name, articles, line) for name in names]
        name = line.optional("id") or f"q{number}"
        yield Question(
            id=name,
            group=about[0].id if about else name,
            question=line.text("question"),
            context=about[0].text if about else None,
            answers=answers,
            relevant=tuple((article.id, 1) for article in about) if answers else (),
        )


def _beir(folder: Path, _: Mapping[str, Article]) -> Iterator[Question]:
    queries = _by_id(folder / "queries.jsonl")
    corpus = set(_by_id(folder / "corpus.jsonl"))
    for name, judged in _qrels(folder, queries, corpus).items():
        yield Question(
            id=name,
            group=name,
            question=queries[name].text("text"),
            answers=(),
            relevant=tuple(judged.items()),
        )


def _by_id(path: Path) -> dict[str, Line]:
    found: dict[str, Line] = {}
    for line in read_jsonl(path):
        name = line.text("_id")
        if name in found:
            raise DataError(f"{line.where}: id {name!r} is that of {found[name].where} too")
        found[name] = line
    return found


def _qrels(
    folder: Path, queries: Mapping[str, Line], corpus: set[str]
) -> dict[str, dict[str, int]]:
    path = folder / "qrels" / "test.tsv"
    judged: dict[str, dict[str, int]] = {}
    if not path.is_file():
        raise DataError(f"{path}: no such file; a BEIR folder has corpus.jsonl, queries.jsonl, it")
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.reader(lines, delimiter="\t"), start=1):
            where = f"{path}:{number}"
            if number == 1:
                if row != ["query-id", "corpus-id", "score"]:
                    raise DataError(f"{where}: {row} is not the head query-id, corpus-id, score")
                continue
            if len(row) != 3 or not row[2].lstrip("-").isdigit():
                raise DataError(f"{where}: {row} is not query-id, corpus-id, whole number")
            query, article, grade = row[0], row[1], int(row[2])
            if query not in queries or article not in corpus:
                raise DataError(f"{where}: query {query!r} or article {article!r} does not exist")
            if article in judged.setdefault(query, {}):
                raise DataError(f"{where}: {query!r} and {article!r} are judged twice")
            judged[query][article] = grade
    return judged


_Reader = Callable[[Path, Mapping[str, Article]], Iterable[Question]]
_QUESTIONS: dict[str, _Reader] = {
    "beir": _beir,
    "shared": _shared,
    "squad": _squad,
    "user": _user,
}


def _headlined(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the articles that a headline can be learnt or judged from, as records of pairs."""
    for line in lines:
        title, text = line.optional("title") or "", line.optional("text") or ""
        if len(title) in _TITLE and len(text) >= _BODY and not _is_picture(line):
            yield Line(
                where=line.where, record={**line.record, "kind": "headline", "target": title}
            )


def _is_picture(line: Line) -> bool:
    """Return whether an article is a picture's or an advertisement, by its tags and column."""
    tags = line.texts("tags") if line.record.get("tags") else ()
    named = [*tags, line.optional("column") or ""]
    return any(word in name for name in named for word in _NOT_NEWS)


def _pair(line: Line, articles: Mapping[str, Article]) -> Pair:
    named = line.optional("article")
    article = _named(named, articles, line) if named else article_of(line.text("text"))
    date = line.optional("date")
    return Pair(
        id=line.text("id"),
        group=article.id,
        kind=line.text("kind"),
        text=article.text,
        target=line.text("target"),
        date=_date(date, line) if date else article.date,
    )


def _named(name: str, articles: Mapping[str, Article], line: Line) -> Article:
    """Return the article of that id or, as pages have no ids to write down, of that title."""
    if name in articles:
        return articles[name]
    titled = [article for article in articles.values() if article.title == name]
    if len(titled) != 1:
        raise DataError(
            f"{line.where}: {len(titled)} of the {len(articles)} articles given are called {name!r}"
        )
    return titled[0]


def _date(text: str, line: Line) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise DataError(f"{line.where}: date {text!r} is not YYYY-MM-DD") from error


def _json(path: Path) -> object:
    try:
        found: object = json.loads(
            path.read_text(encoding="utf-8"), object_pairs_hook=_distinct(path)
        )
    except FileNotFoundError as error:
        raise DataError(f"{path}: no such file") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise DataError(f"{path}: not JSON in UTF-8: {error}") from error
    return found


def _distinct(path: Path) -> Callable[[list[tuple[str, Any]]], dict[str, Any]]:
    def build(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise DataError(f"{path}: {twice!r} is given twice in one object")
        return found

    return build


def _unique(names: Iterable[str], path: Path) -> None:
    first: dict[str, int] = {}
    for number, name in enumerate(names, start=1):
        if name in first:
            raise DataError(f"{path}: records {first[name]} and {number} both have id {name}")
        first[name] = number
    if not first:
        raise DataError(f"{path}: no records: an empty set cannot be scored")
