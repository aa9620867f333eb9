"""Labels of questions, and what the library answers to them."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.datasets import Question, read_questions
from eval.errors import DataError
from eval.jsonl import read_jsonl
from eval.setup import ask_text
from qa.chinese.asking import Wanted
from qa.chinese.asking import wanted as asks_for
from qa.interfaces import selector_of, sureness_of
from qa.records import Answer, Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qa.interfaces import Generator, GeneratorOutput

__all__ = [
    "HALVES",
    "TAUGHT",
    "WRITTEN",
    "Asked",
    "Labelled",
    "Written",
    "ask_all",
    "half_of",
    "labelled",
    "read_asked",
    "taught",
]

HALVES = ("choose", "report")

WRITTEN = ("asked", "asked_yes_no")
"""Questions that readers wrote for articles: of all kinds, for yes or no alone."""

TAUGHT = "taught"
"""Instead of a half: yes-or-no questions on texts of training sets, to mend rules on."""

_LABELS = Path(__file__).parent / "labels"
_SETS = ("qa_dev_cmrc2018", "qa_dev_crud_news", "qa_dev_dureader_checklist")
_EXPLAINED = _SETS[1:]
"""The sets whose questions why and how are asked; their answers are the sets' own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A question with its text, and what is right: members, ``yes``, ``no``, or references.

    ``about`` is ``list``, ``yes_no`` or ``passage``; ``none`` says that the text does not answer.
    """

    id: str
    about: str
    question: str
    text: str
    right: tuple[str, ...]
    half: str
    own: bool = False

    @property
    def none(self) -> bool:
        """Whether the text answers nothing."""
        return not self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A question that a reader wrote for an article, and the places of what answers it there.

    ``kind`` is why, how, said, fact, yes, no, or trap: that one has no answer there.
    """

    kind: str
    question: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An article with the questions written for it; ``unseen``: nothing was learnt from them."""

    article: Article
    questions: tuple[Written, ...]
    unseen: bool


def half_of(id_: str, text: str) -> str:
    """Return which half an article is of, by a hash of its name, or of its text without one."""
    named = id_.startswith("cmrc2018-")
    name = id_.partition("_QUERY_")[0] if named else hashlib.sha256(text.encode()).hexdigest()
    return HALVES[hashlib.sha256(name.encode()).digest()[0] % 2]


def labelled(data: Path) -> list[Labelled]:
    """Return every labelled question; :class:`DataError` for a set that is not in ``data``."""
    questions = {
        question.id: (name, question)
        for name in _SETS
        for question in read_questions(data / f"{name}.jsonl.xz", layout="shared")
    }
    found = [*_lists(questions), *_yes_no(questions)]
    return found + [
        _labelled(question, "passage", question.question, question.answers)
        for name, question in questions.values()
        if name in _EXPLAINED and asks_for(question.question) is Wanted.PASSAGE
    ]


def read_asked(data: Path, name: str = WRITTEN[0]) -> list[Asked]:
    """Return the articles of training archives for which readers wrote questions of a kind.

    Raises :class:`DataError` for a text that is missing or another.
    """
    found = []
    for part, unseen in ((name, False), (f"{name}_unseen", True)):
        labels = _read_labels(part)
        texts = _texts(data, labels)
        for label in labels:
            record = texts.get(label["id"], {})
            _check_text(label, str(record.get("text") or ""))
            found.append(Asked(article=_article(record), questions=_written(label), unseen=unseen))
    return found


def _written(label: Mapping[str, Any]) -> tuple[Written, ...]:
    places = [(start, end) for start, end in label["sentences"]]
    return tuple(
        Written(
            kind=one["kind"],
            question=one["question"],
            spans=tuple(places[number] for number in one["answers"]),
        )
        for one in label["questions"]
    )


def _article(record: Mapping[str, Any]) -> Article:
    date = record.get("date")
    return Article(
        id=record["id"],
        title=record.get("title") or "",
        text=record["text"],
        date=dt.date.fromisoformat(date) if date else None,
    )


def _texts(data: Path, labels: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the records of the labelled texts by id."""
    wanted = {label["id"] for label in labels}
    return {
        line.text("id"): line.record
        for name in sorted({label["set"] for label in labels})
        for line in read_jsonl(data / f"{name}.jsonl.xz")
        if line.record.get("id") in wanted
    }


def _check_text(label: Mapping[str, Any], text: str) -> None:
    if not hashlib.sha256(text.encode()).hexdigest().startswith(label["sha256"]):
        raise DataError(
            f"{label['set']}: text {label['id']!r} is missing, or another than was read"
        )


def taught(data: Path) -> list[Labelled]:
    """Return the yes-or-no questions on texts of training sets, in an order that mixes them.

    ``labels/taught.jsonl`` has the ``set`` and ``id`` of each text, the beginning of the text's
    ``sha256``, a ``question`` unless it is the set's own, and ``gold``. Raises :class:`DataError`
    for a text that is missing or another.
    """
    labels = _read_labels(TAUGHT)
    texts = _texts(data, labels)
    found = [_taught(label, texts.get(label["id"], {})) for label in labels]
    mixed = sorted(
        found, key=lambda one: hashlib.sha256(f"{one.id}{one.question}".encode()).digest()
    )
    return [one for one in mixed if asks_for(one.question) is Wanted.YES_NO]


def _taught(label: Mapping[str, Any], record: Mapping[str, Any]) -> Labelled:
    text = str(record.get("text") or record.get("context") or "")
    _check_text(label, text)
    return Labelled(
        id=label["id"],
        about="yes_no",
        question=label.get("question") or record["question"],
        text=text,
        right=(label["gold"],) if label["gold"] else (),
        half=TAUGHT,
        own="context" not in record,
    )


def ask_all(
    data: Path, generator: Generator, *, half: str, limit: int | None = None
) -> list[dict[str, Any]]:
    """Ask the questions of one half, each of its own article; return a row each.

    What is decided or explained is also asked of another article, which does not answer it. Of a
    half, or of what is TAUGHT, the first ``limit``.
    """
    several = taught(data) if half == TAUGHT else labelled(data)
    kept = [one for one in several if one.half == half][:limit]
    rows = []
    for place, one in enumerate(kept):
        reader = _Reader(generator)
        other = kept[(place + len(kept) // 2) % len(kept)]
        answer = _told(ask_text(one.question, one.text, reader))  # type: ignore[arg-type]  # the rest of it is not called
        elsewhere = one.about != "list" and _told(ask_text(one.question, other.text, generator))
        rows.append(
            {
                "id": one.id,
                "about": one.about,
                "question": one.question,
                "right": list(one.right),
                "own": one.own,
                "read": reader.read,
                "answer": answer,
                "elsewhere": elsewhere or None,
            }
        )
    return rows


class _Reader:
    """A generator that notes the best answer it gave last, and how answerable that was."""

    def __init__(self, generator: Generator) -> None:
        self._generator = generator
        self.threshold = generator.threshold
        self.sureness = sureness_of(generator)
        self.selector = selector_of(generator)
        self.read: dict[str, Any] = {"text": "", "answerable": 0.0}

    def answer(self, *args: Any, **kwargs: Any) -> list[GeneratorOutput]:
        """Answer, and note."""
        made = self._generator.answer(*args, **kwargs)
        for best in made[0].generations[:1]:
            self.read = {"text": best.text, "answerable": best.answerable}
        return made


def _told(answer: Answer) -> dict[str, Any]:
    return {
        "kind": str(answer.kind) if answer.text is not None else None,
        "text": answer.text,
        "items": [item.quote for item in answer.items],
        "confidence": answer.confidence,
        "answerable": answer.answerable,
    }


def _lists(questions: Mapping[str, tuple[str, Question]]) -> Iterator[Labelled]:
    for label in _read_labels("lists"):
        _, question = questions[label["id"]]
        members = tuple((question.context or "")[start:end] for start, end in label["items"])
        yield _labelled(question, "list", question.question, members)


def _yes_no(questions: Mapping[str, tuple[str, Question]]) -> Iterator[Labelled]:
    for label in _read_labels("yes_no"):
        _, question = questions[label["id"]]
        asked = label.get("question", question.question)
        if asks_for(asked) is Wanted.YES_NO:
            right = (label["gold"],) if label["gold"] else ()
            yield _labelled(question, "yes_no", asked, right, own="question" in label)


def _labelled(
    question: Question, about: str, asked: str, right: tuple[str, ...], *, own: bool = False
) -> Labelled:
    text = question.context or ""
    return Labelled(
        id=question.id,
        about=about,
        question=asked,
        text=text,
        right=right,
        half=half_of(question.id, text),
        own=own,
    )


def _read_labels(name: str) -> list[dict[str, Any]]:
    with (_LABELS / f"{name}.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]
