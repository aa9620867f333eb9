"""The clause of a sentence that says what is asked, or the other of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.answering.wording import holds, meaning
from qa.answering.yes_no.asked_parts import Form, placed_words
from qa.answering.yes_no.opposites import (
    is_figure,
    opposite,
    other_country,
    other_number,
    other_place,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.answering.yes_no.asked_parts import Parts

__all__ = [
    "Said",
    "asked_words",
    "clauses_of",
    "missing_words",
    "said_in",
    "with_topic",
    "with_weekdays",
]

_SHORT_ONES = frozenset("了是比")
_WEEK = "一二三四五六日"
_WEEKDAY = re.compile(f"(?:周|星期)([{_WEEK}])")
_WEEKDAYS = re.compile(f"(?:周|星期)([{_WEEK}])[至到](?:周|星期)?([{_WEEK}])")
_TOPIC = re.compile("(?:关于|对于?|至于|针对)(?P<topic>[^，,。；;：:]{2,24})[，,]")
_CLAUSE = re.compile(
    "(?<=[\\u4e00-\\u9fff])[ \\u3000](?=[\\u4e00-\\u9fff])|[，,；;。！!？?\\n]+"
    "|(?<!\\d)[：:]+|[：:]+(?!\\d)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A clause of a sentence, and where its predicate stands in it: the one that is asked about.

    ``before`` is what is read before the sentence, ``behind`` the sentence behind it, ``excused``
    the words of the question for which it has an opposite or another number, ``place_asked`` the
    place of the question for which it has another.
    """

    clauses: list[str]
    place: int
    at: int
    end: int
    before: str
    excused: frozenset[str]
    behind: str = ""
    place_asked: str = ""

    @property
    def clause(self) -> str:
        """The clause itself."""
        return self.clauses[self.place]

    @property
    def left(self) -> str:
        """What stands before the predicate, with the clauses that lead in to it."""
        return "，".join([*self.clauses[: self.place], self.clause[: self.at]])

    @property
    def own_left(self) -> str:
        """What stands before the predicate in its clause."""
        return self.clause[: self.at]

    @property
    def right(self) -> str:
        """What stands behind the predicate in its clause."""
        return self.clause[self.end :]

    @property
    def after(self) -> str:
        """What stands behind the predicate, to the end of the sentence."""
        return "，".join([self.right, *self.clauses[self.place + 1 :]])

    @property
    def on_it(self) -> str:
        """What may be said of the clause: the rest of the sentence, or the one behind it."""
        return self.after or self.behind


def said_in(
    statement: str,
    asked: Sequence[tuple[str, bool]],
    parts: Parts,
    sentence: str,
    before: str,
) -> Said | None:
    """Return the clause of a sentence that has what is asked, None where no clause has it."""
    clauses = clauses_of(sentence)
    clause = _clause(clauses, asked, parts, statement)
    if not clause:
        return None
    told = statement.removeprefix(parts.subject)
    other, number = opposite(statement, clause), other_number(told, clause)
    country = other_country(statement, clause) if parts.form is Form.DOES else None
    place = other_place(statement, clause, parts.predicate) or ""
    at_end = other is not None and other[0].endswith("$")
    excused = {
        word
        for word, acts in asked
        if not holds(clause, word)
        and (
            (
                other
                and re.search(other[0], statement if at_end and statement.endswith(word) else word)
            )
            or (number and is_figure(word))
            or (country and country in word)
            or (not acts and word in place)
        )
    }
    at, end = _predicate_in(clause, asked, parts, other[1] if other and excused else None)
    return Said(
        clauses=clauses,
        place=clauses.index(clause),
        at=at,
        end=end,
        before=before,
        excused=frozenset(excused),
        place_asked=place,
    )


def clauses_of(sentence: str) -> list[str]:
    """Return the clauses of a sentence, without the marks between them."""
    return [clause for clause in _CLAUSE.split(sentence) if clause.strip()]


def asked_words(statement: str, parts: Parts | None) -> list[tuple[str, bool]]:
    """Return the words of a statement; what stands before 了 is done, whatever its part of speech.

    So is the predicate. See :func:`qa.answering.wording.meaning`.
    """
    words = list(dict.fromkeys(word.text for word in placed_words(statement)))
    asked = [
        (
            x if x in words else _part_of(x, words),
            acts and not re.search(f"{re.escape(x)}(?:路|号[线楼])", statement),
        )
        for x, acts in meaning(statement)
    ]
    if asked and statement.endswith(asked[-1][0] + "了"):
        asked[-1] = (asked[-1][0], True)
    does = parts is not None and parts.form is Form.DOES
    if parts and does and not any(word in parts.predicate for word, _ in asked):
        asked.append((parts.predicate, True))
    if parts is not None and parts.form is Form.HAS:
        return [(word, acts or word in parts.predicate) for word, acts in asked]
    if parts is None or not does:
        return asked
    subject = {word.text for word in placed_words(parts.subject) if not word.text.isdigit()}
    told = parts.predicate + parts.rest
    return [
        (word, word == parts.predicate or (acts and not (word in subject and word not in told)))
        for word, acts in asked
    ]


def _part_of(word: str, words: Sequence[str]) -> str:
    """Return which of the words a longer one is that was taken apart, without its last if none.

    Of two equally long ones the last, which is its head: the same in every run.
    """
    parts = [one for one in reversed(words) if one in word and one not in _SHORT_ONES]
    return max(parts, key=len, default=word[:-1])


def missing_words(
    asked: Sequence[tuple[str, bool]], said: Said, sentence: str, parts: Parts
) -> list[str]:
    """Return the words asked about that stand neither in the clause nor, of nouns, before it."""
    whole = parts.subject if parts.subject in said.before + sentence else ""
    return [
        word
        for word, acts in asked
        if word not in said.excused
        and (acts or word not in whole)
        and not holds(said.clause if acts else sentence, word)
        and (acts or not holds(said.before, word))
    ]


def with_weekdays(text: str) -> str:
    """Return a text with the days of the week written 周一, with 周末 and those between two."""

    def days(match: re.Match[str]) -> str:
        first, last = _WEEK.index(match[1]), _WEEK.index(match[2])
        return "、".join(f"周{day}" for day in _WEEK[first : last + 1]) or match[0]

    text = text.replace("周末", "周六、周日")
    return _WEEKDAYS.sub(days, text.replace("星期", "周").replace("周天", "周日"))


def with_topic(sentence: str) -> str:
    """Return a sentence with what it names first (关于押金，…) in the clause that it ends with.

    因合同未到期，关于押金法院不予支持: what is denied is then told in one clause.
    """
    topic = _TOPIC.match(sentence)
    at = max(sentence.rfind(mark, 0, len(sentence) - 1) for mark in "，,")
    if topic is None or at < topic.end() - 1:
        return sentence
    return f"{sentence[topic.end() : at + 1]}关于{topic['topic']}{sentence[at + 1 :]}"


def _clause(
    clauses: Sequence[str], asked: Sequence[tuple[str, bool]], parts: Parts, statement: str
) -> str:
    """Return the clause of a sentence that has the day of the week that is asked about.

    Of several, or without one, that which has the predicate, then most of the verbs asked about,
    then of the rest.
    """
    told = statement.removeprefix(parts.subject)
    taken = [word.text for word in placed_words(parts.rest) if word.is_noun]

    def count(clause: str) -> tuple[int, int, int, int]:
        held = [(word, acts) for word, acts in asked if word in clause]
        days = sum(_WEEKDAY.fullmatch(word) is not None for word, _ in held)
        if opposite(statement, clause) or other_number(told, clause):
            held = [*held, (parts.predicate, True)]
        does = any(word in parts.predicate for word, _ in held)
        predicate = does + (does and len(parts.head) > 1 and parts.head in clause)
        predicate += bool(does and taken and all(word in clause for word in taken))
        acting = sum(len(word) for word, acts in held if acts)
        return days, predicate, acting, sum(len(word) for word, _ in held)

    return max(clauses, key=count, default="")


def _predicate_in(
    clause: str, asked: Sequence[tuple[str, bool]], parts: Parts, opposite: str | None
) -> tuple[int, int]:
    """Return where the predicate asked about stands in a clause, or its opposite, or its end."""
    if opposite and (found := re.search(opposite, clause)):
        return found.start(), found.end()
    acts = [word for word, does in asked if does and word in parts.predicate]
    for word in (parts.predicate, *acts, *(word for word, _ in asked if word in parts.predicate)):
        if (at := clause.rfind(word)) >= 0:
            return at, at + len(word)
    return len(clause), len(clause)
