"""Whether a sentence says yes or no to a question: by its words, or not at all.

A sentence decides only if what is asked stands in it: the words of the question, most of them in
the sentence itself and the rest just before it, its verbs and numbers in one clause. It says no if
that clause denies it, has the opposite word (上涨 of 下降) or another number of the same unit. What
is planned, possible or conditional decides nothing, unless that is what was asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.answering.asked_parts import Form, parts_of, placed_words
from qa.answering.copulas import is_predicated, other_value
from qa.answering.denials import DENIED, denials, denied_in, is_proposed
from qa.answering.hedges import (
    is_about_a_part,
    is_almost,
    is_attribute,
    is_conditional,
    is_corrected,
    is_for_some,
    is_hearsay,
    is_lead_in,
    is_of_another_time,
    is_planned,
    is_wished,
    was_put_off,
)
from qa.answering.replies import addressed, is_question, reply
from qa.answering.subject_roles import Role, role_in
from qa.answering.wording import holds, meaning, opposed, share
from qa.chinese.asking import statement_of
from qa.chinese.dates import beside
from qa.chinese.gazetteer import COUNTRIES
from qa.chinese.numerals import Quantity, fold_width, integer, quantities
from qa.records import Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from qa.answering.asked_parts import Parts

__all__ = ["Decision", "answered", "decision", "own_words"]

_OPEN = re.compile(
    "可能|或许|也许|大概|或将|拟|计划|打算|有望|预计|考虑|不一定|未必|视情况|要看|取决于|如果|假如|若(?!干)|除非|只要|只有|必要时|(?:不|未|无法|难以)[能可]?排除"
    "|具体情况|因人而异|不确定|不好说"
)
_ASKS = re.compile("[？?]|是否|能否|疑问|这个问题|能不能|会不会|是不是|有没有")
_DONE, _WILL = re.compile("了$|已经?|曾"), re.compile("将(?!军)|即将|计划(?!生)|预计|打算|拟")
_IS = re.compile("(?<![但于可还只若要总都就也正算老凡])是(?!否)")
_BEING = re.compile("当|是|属于|包括|比|等于")
_ALIKE = re.compile("(?:没有?|无|毫无|并无)(?:什么|任何)?(?:区别|差别|两样|不同)")
_OPPOSITES = (
    (
        "上涨|增长|增加|上升|提高|扩大|升高|涨价",
        "下降|减少|下跌|下滑|降低|缩小|减亏|收窄|降价|回落",
    ),
    (
        "首次|第一次|首个|第一个",
        "多次|再次|第[二三四五六七八九十]+[次个届]|第[二三四五六七八九十]+(?=[、，])",
    ),
    ("便宜|低于|少于|不到|不足", "上涨|高出|高于|超过|多于|贵"),
    ("超过|高于|多于", "不足|不到|低于|少于|近|仅"),
    ("开始|开放|启动|恢复|照常", "结束|关闭|暂停|停止|取消|推迟|停办"),
    ("开放|开馆|开门|营业|上班", "[闭休]馆|闭园|休息|歇业|停业|关门|放假"),
    ("支持|同意|赞成", "反对|否决"),
    ("严重|高|大|多|贵|强", "轻微|较低|比较低|不大|较少"),
    ("成功|胜|赢", "失败|落败|输"),
    ("不用|不需要", "需要|必须|要"),
    ("涨|升|提高|增加|降|下调|减少|调整|变化", "不变|持平"),
    ("停[课工产运业航]", "照常|正常[上开营运]|复[课工产运业航]"),
    ("免费|不?要钱", "(?<!不)(?:付费|收费|自费|收取)"),
    ("收费|要钱|花钱", "免费|免收"),
    *((f"有{one}", f"无{one}") for one in "罪效毒害关责"),
    ("(?<!禁止)通行|走|行驶|驶入", "禁止通行|禁行|禁止驶入"),
)
_WHOLE = re.compile("全部|所有|都|完全|唯一|最|首[次个]|第一|全国|全球")
_SAYS = re.compile(
    "(?:都|是|应该?|一般|最好|尽量|还是|完全|肯定|并|也|先|还|[，,]|在?[^，,]{0,8}时候)*"
    "(?:不|没有?|别|无)?(?:可以|能够?|会|是|行|需要|要|建议|宜|用|算|有)"
)
_SHORT = 16  # characters of an answer that says yes or no and little else
_ABOUT = 0.8  # the share of what is asked that has to stand there too
_SURE = {Role.OWN: 0.93, Role.SENTENCE: 0.9, Role.BEFORE: 0.82}
_LESS = 0.04  # for a word that is missing, and for an opposite or another number
_WEEK = "一二三四五六日"
_WEEKDAY = re.compile(f"(?:周|星期)([{_WEEK}])")
_WEEKDAYS = re.compile(f"(?:周|星期)([{_WEEK}])[至到](?:周|星期)?([{_WEEK}])")
_TIMED = re.compile("今年|去年|明年|前年|后年|年内|昨[天日]|今[天日]|明[天日](?!报)")
_LATER = re.compile("[年月]底|明年|后年|下个?[月周年季]|明[天日](?!报)")
_SAME_TIME = {"年内": "今年", "昨日": "昨天", "今日": "今天", "明日": "明天"}
_COUNTED = re.compile("([\\d一二两三四五六七八九十百千万]+)(?:余|多)?个?([^\\W\\d点月日年时分秒天岁元度成倍])")
_CLAUSE = re.compile("[，,；;。：:！!？?\\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a sentence says: ``yes``, how much of what is asked stands in it, and how surely.

    ``share`` and ``sure`` are in [0, 1]; ``sure`` is less where the subject only stands before the
    clause, or a word elsewhere, and where the clause says another thing than was asked.
    """

    yes: bool
    share: float
    sure: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A clause of a sentence, and where its predicate stands in it: the one that is asked about.

    ``before`` is what is read before the sentence, ``excused`` the words of the question for which
    it has an opposite or another number.
    """

    clauses: list[str]
    place: int
    at: int
    end: int
    before: str
    excused: frozenset[str]

    @property
    def clause(self) -> str:
        return self.clauses[self.place]

    @property
    def left(self) -> str:
        """What stands before the predicate, with the clauses that lead in to it."""
        return "，".join([*self.clauses[: self.place], self.clause[: self.at]])

    @property
    def own_left(self) -> str:
        return self.clause[: self.at]

    @property
    def right(self) -> str:
        return self.clause[self.end :]

    @property
    def after(self) -> str:
        """What stands behind the predicate, to the end of the sentence."""
        return "，".join([self.right, *self.clauses[self.place + 1 :]])


def decision(
    question: str, sentence: str, before: str = "", *, published: dt.date | None = None
) -> Decision | None:
    """Return what a sentence says to a yes-or-no question, None where it does not decide.

    All in simplified characters; ``before`` is what the sentence is read after: the title and the
    sentences before it. What something is said to be (是木桥吗) has to stand in the sentence.
    ``share`` is that of the question's characters that stand there. ``published`` is the day of
    the text: what is of a later day (年底出版) is not done.
    """
    statement = _with_weekdays(statement_of(question))
    sentence = _with_weekdays(_ALIKE.sub("一样", sentence))
    parts = parts_of(statement)
    asked = _asked(statement, parts)
    said = _said(statement, asked, parts, sentence, before) if parts and asked else None
    if parts is None or said is None or _is_open(sentence, said, statement):
        return None
    if published and _DONE.search(statement) and _is_to_come(said.own_left, published):
        return None
    missing = _missing(asked, said, sentence, parts)
    if _lacks(statement, asked, missing, said, sentence, before):
        return None
    role = role_in(parts, statement, said.clauses, said.place, said.at, before)
    if role is None:
        return None
    yes = _polarity(parts, statement, said, sentence)
    if yes is None:
        return None
    share_ = 1 - sum(map(len, missing)) / sum(len(word) for word, _ in asked)
    return Decision(yes=yes, share=share_, sure=_sure(role, said, share_))


def _said(
    statement: str,
    asked: Sequence[tuple[str, bool]],
    parts: Parts,
    sentence: str,
    before: str,
) -> _Said | None:
    """Return the clause of a sentence that has what is asked, None where no clause has it."""
    clauses = [clause for clause in _CLAUSE.split(sentence) if clause.strip()]
    clause = _clause(clauses, asked, parts, statement)
    if not clause:
        return None
    told = statement.removeprefix(parts.subject)
    opposite, number = _opposite(statement, clause), _other_number(told, clause)
    country = _other_country(statement, clause) if parts.form is Form.DOES else None
    excused = {
        word
        for word, acts in asked
        if not holds(clause, word)
        and (
            (opposite and re.search(opposite[0], word))
            or (number and _is_figure(word))
            or (country and country in word)
        )
    }
    at, end = _predicate_in(clause, asked, parts, opposite[1] if opposite and excused else None)
    return _Said(
        clauses=clauses,
        place=clauses.index(clause),
        at=at,
        end=end,
        before=before,
        excused=frozenset(excused),
    )


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


def _missing(
    asked: Sequence[tuple[str, bool]], said: _Said, sentence: str, parts: Parts
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


def _lacks(
    statement: str,
    asked: Sequence[tuple[str, bool]],
    missing: Sequence[str],
    said: _Said,
    sentence: str,
    before: str,
) -> bool:
    """Return whether a sentence does not say what is asked at all."""
    if not any(acts for _, acts in asked) and not all(
        holds(said.clause, word) or word in said.excused for word, _ in asked
    ):
        return True
    must = {word for word, _ in _asked(_predicate(statement), None)} - said.excused
    return (
        _later(asked, sentence, said.clause, before)
        or not all(holds(sentence, word) for word in must)
        or any(_WHOLE.fullmatch(word) or _is_figure(word) for word in missing)
        or _turned(asked, statement, sentence)
    )


def _polarity(parts: Parts, statement: str, said: _Said, sentence: str) -> bool | None:
    """Return whether a clause says that it is so, None where it neither says so nor denies it."""
    left, own_left, right = said.left, said.own_left, said.right
    asked_denied = (denials(statement) - denials(parts.predicate)) % 2 == 1
    if parts.form is Form.IS and (yes := _of_what_it_is(parts, said, sentence)) is not None:
        return yes
    corrected = is_corrected(said.after)
    if _is_put_off(said, statement):
        return False
    denied = denied_in(said.clause, said.at, said.end, statement) if not corrected else False
    if corrected:
        return None if said.excused or denials(own_left) else asked_denied
    if (
        denied is None
        or (denied and said.excused)
        or is_planned(own_left, statement)
        or is_wished(left, statement)
        or is_hearsay(left, statement)
        or is_conditional(left, statement)
        or (is_about_a_part(own_left, statement) and not (denied and is_proposed(right)))
        or (not denied and is_proposed(right))
        or is_almost(own_left, right, statement)
        or is_of_another_time(_undenied(own_left), statement)
        or (not denied and is_for_some(own_left, statement))
        or is_attribute(right, statement)
        or is_lead_in(right, statement)
        or _is_of_a_part(said, parts, statement)
        or _other_day(statement, said.clause)
        or (parts.form is Form.IS and not said.excused and not _is_it(parts, said))
    ):
        return None
    return not (denied != asked_denied or said.excused)


def _is_put_off(said: _Said, statement: str) -> bool:
    timed = _TIMED.search(statement) is not None and _TIMED.search(said.after) is not None
    return timed and was_put_off(said.own_left, said.after)


def _of_what_it_is(parts: Parts, said: _Said, sentence: str) -> bool | None:
    """Return False where a clause says that it is another of its kind, None where it does not."""
    clauses = [said.clause, *(clause for clause in said.clauses if parts.head in clause)]
    for clause in clauses:
        _, head, told = clause.rpartition(parts.head or "\n")
        other = other_value(told if head else clause, sentence, parts.predicate)
        if other and not denials(clause):
            return False
    return None


def _undenied(left: str) -> str:
    """Return what stands before the first denial of a text."""
    found = DENIED.search(left)
    return left[: found.start()] if found else left


def _is_it(parts: Parts, said: _Said) -> bool:
    head = parts.head if parts.head in said.own_left else ""
    return is_predicated(said.clause, head, parts.predicate)


def _is_of_a_part(said: _Said, parts: Parts, statement: str) -> bool:
    """Return whether what is done is done to fewer than the sentence says there are.

    计划改造112个，已完成97个 does not say that it is all done.
    """
    if any(map(str.isdigit, statement)):
        return False
    done = _COUNTED.search(said.clause, said.at)
    wholes = [x for x in _COUNTED.finditer(said.left) if done and x[2] == done[2]]
    return done is not None and any(_count_of(done[1]) < _count_of(x[1]) for x in wholes)


def _count_of(number: str) -> int:
    return integer(number) or 0


def _other_day(statement: str, clause: str) -> bool:
    """Return whether a clause is of another year or day than the statement: 今年 and 去年."""
    asked = {_SAME_TIME.get(x, x) for x in _TIMED.findall(statement)}
    said = {_SAME_TIME.get(x, x) for x in _TIMED.findall(clause)}
    return bool(asked and said) and asked.isdisjoint(said)


def _sure(role: Role, said: _Said, share_: float) -> float:
    """Return how surely a sentence decides: less where it says less of what is asked itself."""
    return _SURE[role] - _LESS * ((share_ < 1) + bool(said.excused))


def answered(
    question: str,
    asked: str,
    answer: str,
    before: str = "",
    *,
    published: dt.date | None = None,
) -> Decision | None:
    """Return what an interview says to a question that is asked in it, and answered.

    ``asked`` is the sentence that asks, ``answer`` the one behind it, ``before`` what is read
    before. None where it asks another thing, or where the answer says neither yes nor no.
    """
    yes = reply(answer)
    if yes is None or not is_question(asked):
        return None
    told = statement_of(addressed(asked, answer))
    made = decision(question, told, before, published=published)
    return replace(made, yes=made.yes == yes) if made else None


def own_words(question: str, answer: str, sentence: str, before: str = "") -> bool | None:
    """Return whether an answer read in a sentence says yes in its own words: 可以吃, 不需要.

    None where it says neither, or not surely: most of what is asked has to stand in the sentence
    or before it.
    """
    statement = statement_of(question)
    asked = meaning(statement)
    if len(answer) > _SHORT or not _SAYS.match(answer) or _ASKS.search(sentence) or _may_be(answer, statement):
        return None
    if share(asked, before + sentence) < _ABOUT or _turned(asked, statement, sentence):
        return None
    if not _is_of_the_subject(statement, answer, sentence, before):
        return None
    return denials(answer) % 2 == denials(statement) % 2


def _is_of_the_subject(statement: str, answer: str, sentence: str, before: str) -> bool:
    """Return whether an answer is read in a clause about what is asked of."""
    parts = parts_of(statement)
    clauses = [clause for clause in _CLAUSE.split(sentence) if clause.strip()]
    place = next((at for at, clause in enumerate(clauses) if answer[:4] in clause), None)
    if parts is None or place is None:
        return False
    at = clauses[place].find(answer[:4])
    left = clauses[place][:at]
    hedged = is_hearsay(left, statement) or is_planned(left, statement)
    return not hedged and role_in(parts, statement, clauses, place, at, before) is not None


def _asked(statement: str, parts: Parts | None) -> list[tuple[str, bool]]:
    """Return the words of a statement; what stands before 了 is done, whatever its part of speech.

    So is the predicate. See :func:`qa.answering.wording.meaning`.
    """
    words = {word.text for word in placed_words(statement)}
    asked = [(word, acts) if word in words else (word[:-1], acts) for word, acts in meaning(statement)]
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


def _later(asked: Sequence[tuple[str, bool]], sentence: str, clause: str, before: str) -> bool:
    """Return whether what is asked about comes only after the clause that has its verb.

    一名保安遇难，两名工人受伤 does not say that 工人 died.
    """
    end = sentence.find(clause) + len(clause)
    does = any(acts and len(word) > 1 and word in clause for word, acts in asked)
    return does and any(
        not acts and word not in before + sentence[:end] and holds(sentence[end:], word)
        for word, acts in asked
    )


def _predicate(statement: str) -> str:
    """Return what a statement says that something is: 大桥|是|木桥. Empty for others."""
    found = _IS.search(statement, 1)
    return statement[found.end() :] if found else ""


def _with_weekdays(text: str) -> str:
    """Return a text with the days of the week written 周一, those between two of them too."""

    def days(match: re.Match[str]) -> str:
        first, last = _WEEK.index(match[1]), _WEEK.index(match[2])
        return "、".join(f"周{day}" for day in _WEEK[first : last + 1]) or match[0]

    return _WEEKDAYS.sub(days, text.replace("星期", "周").replace("周天", "周日"))


def _clause(
    clauses: Sequence[str], asked: Sequence[tuple[str, bool]], parts: Parts, statement: str
) -> str:
    """Return the clause of a sentence that has the day of the week that is asked about.

    Of several, or without one, that which has the predicate, then most of the verbs asked about,
    then of the rest.
    """

    told = statement.removeprefix(parts.subject)

    def count(clause: str) -> tuple[int, int, int, int]:
        held = [(word, acts) for word, acts in asked if word in clause]
        days = sum(_WEEKDAY.fullmatch(word) is not None for word, _ in held)
        if _opposite(statement, clause) or _other_number(told, clause):
            held = [*held, (parts.predicate, True)]
        predicate = any(word in parts.predicate for word, _ in held)
        predicate += predicate and len(parts.head) > 1 and parts.head in clause
        return days, predicate, sum(len(w) for w, acts in held if acts), sum(len(w) for w, _ in held)

    return max(clauses, key=count, default="")


def _turned(asked: Sequence[tuple[str, bool]], statement: str, sentence: str) -> bool:
    """Return whether what is said to be or to count as the other is the other way round."""
    nouns = [word for word, acts in asked if not acts and word in sentence]
    if len(nouns) < 2 or not _BEING.search(statement):
        return False
    return sentence.find(nouns[0]) > sentence.find(nouns[-1])


def _is_open(sentence: str, said: _Said, statement: str) -> bool:
    """Return whether a sentence asks, or its clause is of what may be, or will.

    That it will (预计年底，大桥通车) the clause before it can say too.
    """
    if _ASKS.search(sentence):
        return True
    if _is_put_off(said, statement):
        return False
    if _may_be(said.clause, statement):
        return True
    lead = "，".join([*said.clauses[: said.place][-1:], said.own_left])
    return _DONE.search(statement) is not None and _WILL.search(lead) is not None


def _is_to_come(left: str, published: dt.date) -> bool:
    """Return whether the days named before a predicate are later than its text: 年底|出版.

    Not those that describe a noun: 12月的供水时间|提前.
    """
    days = beside(left, Span(start=0, end=len(left)), published)
    if any(left[day.end : day.end + 1] == "的" for day in days):
        return False
    later = [day.since is not None and day.since > published for day in days]
    return all(later) if later else _LATER.search(left) is not None


def _may_be(text: str, statement: str) -> bool:
    found = _OPEN.search(text)
    return found is not None and found[0] not in statement


def _opposite(statement: str, clause: str) -> tuple[str, str] | None:
    """Return a pattern of the question's words of which the clause has the opposite, and that."""
    found = (pair for pair in opposed(_OPPOSITES, clause) if re.search(pair[0], statement))
    return next(found, None)


def _is_figure(word: str) -> bool:
    return any(map(str.isnumeric, word))


def _other_country(statement: str, clause: str) -> str | None:
    """Return the country that a statement says something comes from, where a clause has another."""
    if "是" not in statement:
        return None
    asked = [name for name in COUNTRIES if name in statement]
    said = [name for name in COUNTRIES if name in clause]
    return asked[0] if len(asked) == 1 and said and asked[0] not in said else None


def _other_number(statement: str, sentence: str) -> bool:
    """Return whether the sentence has another number than the one asked about, of its unit."""
    said = {_number(one) for one in quantities(fold_width(sentence))}
    asked = [_number(one) for one in quantities(fold_width(statement))]
    units = {unit for _, unit in said if unit}
    return any(one not in said and one[1] in units for one in asked)


def _number(one: Quantity) -> tuple[object, str]:
    return (one.date, "date") if one.date else (one.value, one.unit)
