"""Whether a sentence says yes or no to a question: by its words, or not at all.

A sentence decides only if what is asked stands in it: the words of the question, most of them in
the sentence itself and the rest just before it, its verbs and numbers in one clause. It says no if
that clause denies it, has the opposite word (上涨 of 下降) or another number of the same unit. What
is planned, possible or conditional decides nothing, unless that is what was asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.answering.denied import is_taken_back
from qa.answering.wording import holds, meaning, opposed, share
from qa.chinese.asking import statement_of
from qa.chinese.numerals import Quantity, fold_width, quantities

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Decision", "decision", "own_words"]

_DENIED = re.compile(
    "不(?![仅但断少同过久只管论])|排除(?![了万]?[故障险困阻异疑隐积])|没(?!收)|未(?!来)|无(?!人[机驾车艇船区值售岛潜]|[线锡论])|并非|(?<![是除])非(?![洲常凡法遗])|避免|禁止|推迟|延期|暂缓|叫停|取消|否认|拒绝|勿|难以"
)
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
)
_WHOLE = re.compile("全部|所有|都|完全|唯一|最|首[次个]|第一|全国|全球")
_SAYS = re.compile(
    "(?:都|是|应该?|一般|最好|尽量|还是|完全|肯定|并|也|先|还|[，,]|在?[^，,]{0,8}时候)*"
    "(?:不|没有?|别|无)?(?:可以|能够?|会|是|行|需要|要|建议|宜|用|算|有)"
)
_SHORT = 16  # characters of an answer that says yes or no and little else
_ABOUT = 0.8  # the share of what is asked that has to stand there too
_WEEK = "一二三四五六日"
_WEEKDAY = re.compile(f"(?:周|星期)([{_WEEK}])")
_WEEKDAYS = re.compile(f"(?:周|星期)([{_WEEK}])[至到](?:周|星期)?([{_WEEK}])")
_CLAUSE = re.compile("[，,；;。：:！!？?\\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a sentence says: ``yes``, and how much of what is asked stands in it, in [0, 1]."""

    yes: bool
    share: float


def decision(question: str, sentence: str, before: str = "") -> Decision | None:
    """Return what a sentence says to a yes-or-no question, None where it does not decide.

    All in simplified characters; ``before`` is what the sentence is read after: the title and the
    sentences before it. What something is said to be (是木桥吗) has to stand in the sentence.
    ``share`` is that of the question's characters that stand there.
    """
    statement = _with_weekdays(statement_of(question))
    sentence = _with_weekdays(_ALIKE.sub("一样", sentence))
    asked = _asked(statement)
    clause = _clause(sentence, asked)
    if not asked or not clause or _is_open(sentence, clause, statement):
        return None
    if not any(acts for _, acts in asked) and not all(holds(clause, word) for word, _ in asked):
        return None
    if _later(asked, sentence, clause, before) or is_taken_back(sentence, clause):
        return None
    opposite, number = _opposite(statement, clause), _other_number(statement, sentence)
    missing = [
        word
        for word, acts in asked
        if not holds(clause if acts else sentence, word) and (acts or not holds(before, word))
    ]
    excused = {
        word
        for word in missing
        if (opposite and re.search(opposite, word)) or (number and any(map(str.isdigit, word)))
    }
    missing = [word for word in missing if word not in excused]
    said = {word for word, _ in _asked(_predicate(statement))} - excused
    if not all(holds(sentence, word) for word in said):
        return None
    if any(_WHOLE.fullmatch(word) for word in missing) or _turned(asked, statement, sentence):
        return None
    held = 1 - sum(map(len, missing)) / sum(len(word) for word, _ in asked)
    denied = _denials(clause) % 2 != _denials(statement) % 2
    return Decision(yes=not (denied or excused), share=held)


def own_words(question: str, answer: str, sentence: str, before: str = "") -> bool | None:
    """Return whether an answer read in a sentence says yes in its own words: 可以吃, 不需要.

    None where it says neither, or not surely: most of what is asked has to stand in the sentence
    or before it.
    """
    statement = statement_of(question)
    asked = meaning(statement)
    if len(answer) > _SHORT or not _SAYS.match(answer) or _is_open(sentence, answer, statement):
        return None
    if share(asked, before + sentence) < _ABOUT or _turned(asked, statement, sentence):
        return None
    return _denials(answer) % 2 == _denials(statement) % 2


def _asked(statement: str) -> list[tuple[str, bool]]:
    """Return the words of a statement; what stands before 了 is done, whatever its part of speech.

    See :func:`qa.answering.wording.meaning`.
    """
    asked = meaning(statement)
    if asked and statement.endswith(asked[-1][0] + "了"):
        asked[-1] = (asked[-1][0], True)
    return asked


def _later(asked: Sequence[tuple[str, bool]], sentence: str, clause: str, before: str) -> bool:
    """Return whether what is asked about comes only after the clause that has its verb.

    一名保安遇难，两名工人受伤 does not say that 工人 died.
    """
    end = sentence.find(clause) + len(clause)
    does = any(acts and len(word) > 1 and word in clause for word, acts in asked)
    return does and any(
        not acts and not holds(before + sentence[:end], word) and holds(sentence[end:], word)
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


def _clause(sentence: str, asked: Sequence[tuple[str, bool]]) -> str:
    """Return the clause of a sentence that has the day of the week that is asked about.

    Of several, or without one, that which has most of the verbs asked about, then of the rest.
    """

    def count(clause: str) -> tuple[int, int, int]:
        held = [(word, acts) for word, acts in asked if word in clause]
        days = sum(_WEEKDAY.fullmatch(word) is not None for word, _ in held)
        return days, sum(len(w) for w, acts in held if acts), sum(len(w) for w, _ in held)

    return max((x for x in _CLAUSE.split(sentence) if x.strip()), key=count, default="")


def _turned(asked: Sequence[tuple[str, bool]], statement: str, sentence: str) -> bool:
    """Return whether what is said to be or to count as the other is the other way round."""
    nouns = [word for word, acts in asked if not acts and word in sentence]
    if len(nouns) < 2 or not _BEING.search(statement):
        return False
    return sentence.find(nouns[0]) > sentence.find(nouns[-1])


def _is_open(sentence: str, clause: str, statement: str) -> bool:
    """Return whether a sentence asks, or its clause is of what may be, or will."""
    if _ASKS.search(sentence):
        return True
    found = _OPEN.search(clause)
    if found is not None and found[0] not in statement:
        return True
    return _DONE.search(statement) is not None and _WILL.search(sentence) is not None


def _denials(clause: str) -> int:
    return len(_DENIED.findall(clause))


def _opposite(statement: str, clause: str) -> str | None:
    """Return a pattern of the question's words of which the clause has the opposite, if any."""
    found = (mine for mine, _ in opposed(_OPPOSITES, clause) if re.search(mine, statement))
    return next(found, None)


def _other_number(statement: str, sentence: str) -> bool:
    """Return whether the sentence has another number than the one asked about, of its unit."""
    said = {_number(one) for one in quantities(fold_width(sentence))}
    asked = [_number(one) for one in quantities(fold_width(statement))]
    units = {unit for _, unit in said if unit}
    return any(one not in said and one[1] in units for one in asked)


def _number(one: Quantity) -> tuple[object, str]:
    return (one.date, "date") if one.date else (one.value, one.unit)
