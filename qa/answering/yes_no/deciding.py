"""Whether a sentence says yes or no to a question: by its words, or not at all.

A sentence decides only if what is asked stands in it: the words of the question, most of them in
the sentence itself and the rest just before it, its verbs and numbers in one clause. It says no if
that clause denies it, has the opposite word (上涨 of 下降) or another number of the same unit. What
is planned, possible or conditional decides nothing, unless that is what was asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING

from qa.answering.replies import addressed, is_question, opening, reply
from qa.answering.wording import holds, meaning, share
from qa.answering.yes_no.asked_parts import Form, bare_subject, cuts_a_name, parts_of, placed_words
from qa.answering.yes_no.comparing import asks_more_or_less, compared
from qa.answering.yes_no.copulas import apposed, is_predicated, other_value
from qa.answering.yes_no.denials import (
    DENIED,
    denials,
    denied_in,
    denies_in_subject,
    is_proposed,
    is_with_another,
)
from qa.answering.yes_no.frames import without_frame
from qa.answering.yes_no.hedges import (
    is_about_a_part,
    is_almost,
    is_attribute,
    is_claimed,
    is_conditional,
    is_corrected,
    is_doubted_behind,
    is_excepted,
    is_for_some,
    is_hearsay,
    is_lead_in,
    is_no_more,
    is_nominal,
    is_of_another_time,
    is_of_fewer,
    is_once_done,
    is_planned,
    is_rejected,
    is_restricted_denial,
    is_said_by_nobody,
    is_wished,
    names_a_part,
    was_put_off,
)
from qa.answering.yes_no.matches import match_won
from qa.answering.yes_no.opposites import counts_another, is_elsewhere, is_figure
from qa.answering.yes_no.polarity import polarity
from qa.answering.yes_no.restricting import is_of_a_sort, is_restricted
from qa.answering.yes_no.rules_told import is_turned, rule_told
from qa.answering.yes_no.said_clause import (
    Said,
    asked_words,
    clauses_of,
    missing_words,
    said_in,
    with_topic,
    with_weekdays,
)
from qa.answering.yes_no.same_words import aligned, plain
from qa.answering.yes_no.saying_no import says_no
from qa.answering.yes_no.subject_roles import Role, is_used, role_in
from qa.answering.yes_no.timing import is_of_another_day, is_to_come, names_a_time
from qa.answering.yes_no.urged import is_sought, is_urged
from qa.chinese.asking import statement_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from qa.answering.yes_no.asked_parts import Parts

__all__ = ["Decision", "answered", "decision", "opened", "own_words", "telling"]

_OPEN = re.compile(
    "可能|或许|也许|大概|或将|拟|(?<!按)(?<!按照)计划|打算|有望|预计|考虑|不一定|未必|视情况|要看|取决于|如果|假如|若(?!干)|除非|只要|只有|必要时|(?:不|未|无法|难以)[能可]?排除"
    "|具体情况|因人而异|不确定|不好说"
)
_ASKS = re.compile("[？?]|是否|能否|疑问|这个问题|能不能|会不会|是不是|有没有")
_DONE, _WILL = (
    re.compile("了$|已经?|曾"),
    re.compile(
        "(?<![按照])将(?!军|[这该其此一他她它]|[^，。]{1,8}[出回给走])|即将|(?<!按)(?<!按照)计划(?!生)|预计|打算|拟|(?:[就才都也还便则]|这样|容易)会(?!议|员|长|见|谈)|等[待着候]|面临|快要?$|(?<![需重主必])要$|后[\\d一二三四五六七八九十]+[日天]|[想欲待]$|[明后]年|下个?[月周季]|(?<![未有])[约商]定|(?<![不未])同意$"
    ),
)
_BY_NOW = re.compile("昨|日前|近日|已|当[天日场]|上[周个月]")
_NOT_YET = re.compile("尚未|[还仍]未|还没有?|至今[未没]")
_IS = re.compile("(?<![但于可还只若要总都就也正算老凡])是(?!否)")
_TOWARDS = re.compile(
    "(?:冲[刺击]|威胁|扬言|具备|备战|迎接|酝酿|瞄准|盼着?|推动|促[成使进]|鼓励|支持|反对|阻止|讨论|研究|商[讨议量]|审议|论证)$"
)
_BEING = re.compile("当|是|属于|包括|比|等于")
_ALIKE = re.compile("(?:没有?|无|毫无|并无)(?:什么|任何)?(?:区别|差别|两样|不同)")
_OF_THEM = re.compile("其中")
_WHOLE = re.compile(
    "只|仅仅?|只有|单独|独自|独家|全部|所有|都|完全|唯一|最|首[次个]|第一|全国|全球"
)
_ASKED_WITH = ("可以|能够?|可", "会", "需要|要|用|必须", "是", "有")
_TIME = re.compile("期间|时候|时|期")
_SUFFICES = re.compile("(?<!不)可以|即可|就行")
_SOME_OF_IT = re.compile("少量|适量|适当|偶尔|一点儿?|一些|正常")
_DONE_TO_IT = ("做", "去", "来", "到")  # 外婆做|酱, 他去|北京
_OPENED, _NAMED = 0.85, 0.8
_SOME_LEFT = re.compile("(?:[仍还尚]|另外?|其余)[^，]*(?:未|没|不)")
_ONE = re.compile("是(?:同)?一[个种家类支回]")
_SEVERAL = re.compile("[两二三四五六七八九几多](?:[个种家类支回])")
_ONCE_THEN = re.compile(
    "^(?P<once>[^，,；;。]+)[，,；;](?:但是?|而|可是?)?(?:现在|如今|眼下|目前)(?P<now>[^。]+)"
)
_NO_MORE = re.compile("(?:已经?|都|就|却)*(?:没有?|不)[一-龥]{0,3}了?$")
_IN_FACT = re.compile("[，,；;](?:但|可|而|不过|然而)?是?(?:其实|实际上?|事实上|恰恰相反|并非如此)")
_WITHDRAWN = re.compile("(?:撤回|撤销|收回|放弃)")
_EARLIER = re.compile("[之以]前[，,]")
_BEFORE_IT = re.compile("前|曾|[已早]|原[来先]|一直")
_ABOUT = 0.8  # the share of what is asked that has to stand there too
_WEEKDAY = re.compile("周[一二三四五六日]")
_OF_THAT = re.compile("的[^，。]")  # …的说法, …的消息, …的时间
_BEFORE_NOW = re.compile("之前|此前|以前|从前|过去|以往|曾|原[来本先]")
_SURE = {Role.OWN: 0.93, Role.SENTENCE: 0.9, Role.BEFORE: 0.82}
_LESS = 0.04  # for a word that is missing, and for an opposite or another number


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a sentence says: ``yes``, how much of what is asked stands in it, and how surely.

    ``share`` and ``sure`` are in [0, 1]; ``sure`` is less where the subject only stands before the
    clause, or a word elsewhere, and where the clause says another thing than was asked.
    ``by_number``: it says no for another number than is asked about, ``by_place`` for another place
    than this.
    """

    yes: bool
    share: float
    sure: float = 0.0
    by_number: bool = False
    by_place: str = ""


def decision(
    question: str,
    sentence: str,
    before: str = "",
    *,
    behind: str = "",
    published: dt.date | None = None,
) -> Decision | None:
    """Return what a sentence says to a yes-or-no question, None where it does not decide.

    All in simplified characters; ``before`` is what the sentence is read after: the title and the
    sentences before it, ``behind`` the sentence behind it, which may turn down what is claimed
    (法院未予采纳。). What something is said to be (是木桥吗) has to stand in the sentence.
    ``share`` is that of the question's characters that stand there. ``published`` is the day of
    the text: what is of a later day (年底出版) is not done.
    """
    statement = with_weekdays(plain(statement_of(question)))
    sentence = with_weekdays(aligned(statement, _ALIKE.sub("一样", with_topic(sentence))))
    framed = without_frame(statement, sentence, before)
    if framed:
        statement, sentence = framed
    sentence = _of_now(statement, sentence)
    if says_no(statement, sentence, before):
        return Decision(yes=False, share=1.0, sure=_SURE[Role.SENTENCE])
    if (won := match_won(statement, sentence, before, behind)) is not None:
        return Decision(yes=won, share=1.0, sure=_SURE[Role.SENTENCE])
    if (allowed := rule_told(statement, sentence, before, behind)) is not None:
        return Decision(yes=allowed, share=1.0, sure=_OPENED)
    decide = partial(_decision, before=before, behind=behind, published=published)
    told = compared(statement, sentence)
    if told is None:
        return decide(statement, sentence, same_number=asks_more_or_less(statement))
    statement, true = told
    made = decide(statement, sentence, same_number=True)
    return replace(made, yes=true) if made and made.yes else None


def _of_now(statement: str, sentence: str) -> str:
    """Return a sentence without what was so once of what is asked of: 清风桥过去收费，现在|免费."""
    found, parts = _ONCE_THEN.match(sentence), parts_of(statement)
    who = bare_subject(parts) if parts else ""
    if found is None or len(who) < 2 or who not in found["once"]:
        return sentence
    if not is_of_another_time(found["once"], statement) or _NO_MORE.match(found["now"]):
        return sentence
    first = placed_words(found["now"])[0]
    if first.tag[0] in "nr" and first.text not in statement:
        return sentence
    return f"{who}{found['now']}。"


def _decision(
    statement: str,
    sentence: str,
    *,
    before: str,
    behind: str,
    published: dt.date | None,
    same_number: bool,
) -> Decision | None:
    """Return what a sentence says to a statement; with ``same_number`` only of its own number."""
    parts = parts_of(statement)
    asked = asked_words(statement, parts)
    said = said_in(statement, asked, parts, sentence, before) if parts and asked else None
    if parts is None or said is None or _is_open(sentence, said, statement):
        return None
    if denies_in_subject(parts.subject) or _lacks_predicate(asked, said, parts):
        return None
    before = aligned(statement, before)
    said = replace(said, before=before, behind=aligned(statement, behind))
    if published and _DONE.search(statement) and is_to_come(said.own_left, published):
        return None
    if made := _outright(statement, parts, said):
        return made
    missing = missing_words(asked, said, sentence, parts)
    if _lacks(statement, asked, missing, said, sentence, before, parts):
        return None
    role = role_in(parts, statement, said.clauses, said.place, said.at, before)
    if role is None:
        return None
    yes = _polarity(parts, statement, said, sentence)
    if yes is None or (not yes and _denies_no_figure(asked, said)):
        return None
    if same_number and any(map(is_figure, said.excused)):
        return None
    share_ = 1 - sum(map(len, missing)) / sum(len(word) for word, _ in asked)
    return Decision(
        yes=yes,
        share=share_,
        sure=_sure(role, said, share_),
        by_number=any(map(is_figure, said.excused)),
        by_place=said.place_asked,
    )


def _outright(statement: str, parts: Parts, said: Said) -> Decision | None:
    """Return what is said by naming someone with his office, or by telling who is left out."""
    named = apposed(parts, said.clause)
    if named is not None and not _is_told_otherwise(said, statement):
        return Decision(yes=named, share=1.0, sure=_SURE[Role.SENTENCE])
    if _leaves_some(statement, parts, said):
        return Decision(yes=False, share=1.0, sure=_OPENED)
    return None


def _is_told_otherwise(said: Said, statement: str) -> bool:
    """Whether a clause that names someone with his office is of another time, told or supposed."""
    return (
        is_of_another_time(said.clause, statement)
        or is_hearsay(said.left, statement)
        or _is_put_forward(said, statement)
        or is_conditional(said.left, statement)
    )


def _lacks_predicate(asked: Sequence[tuple[str, bool]], said: Said, parts: Parts) -> bool:
    """Whether a clause has none of the words of the predicate, nor what stands for it."""
    if parts.subject.endswith(_DONE_TO_IT) and said.own_left.endswith("的"):
        return True
    told = [word for word, acts in asked if acts and word in parts.predicate]
    return bool(told) and not any(word in said.excused or holds(said.clause, word) for word in told)


def _names_others(statement: str, said: Said, sentence: str) -> bool:
    """Whether a place that is asked about is not in a sentence, and its clause names another."""
    asked = [word.text for word in placed_words(statement) if word.tag == "ns"]
    absent = [name for name in asked if name not in sentence and name not in said.excused]
    return any(
        word.tag == "ns" and word.text not in statement and word.text[-1] != name[-1]
        for name in absent
        for word in placed_words(said.own_left)
    )


def _leaves_some(statement: str, parts: Parts, said: Said) -> bool:
    """Whether all are asked about, and a clause says of some that they do not: 仍有两村未|通水."""
    if "都" not in statement:
        return False
    named = [word.text for word in placed_words(parts.subject + parts.rest) if word.is_noun]
    whole = "，".join(said.clauses)
    return (
        bool(named)
        and all(holds(whole, word) for word in named)
        and any(
            _SOME_LEFT.search(clause) and parts.head in clause and holds(clause, parts.predicate)
            for clause in said.clauses
        )
    )


def _lacks(
    statement: str,
    asked: Sequence[tuple[str, bool]],
    missing: Sequence[str],
    said: Said,
    sentence: str,
    before: str,
    parts: Parts,
) -> bool:
    """Return whether a sentence does not say what is asked at all."""
    if not any(acts for _, acts in asked) and not _says_what_it_is(asked, said, sentence, parts):
        return True
    if cuts_a_name(statement, sentence):
        return True
    must = {word for word, _ in asked_words(_predicate(statement), None)} - said.excused
    is_of_doing = parts.form is Form.DOES and statement.endswith("的")
    return (
        _later(asked, sentence, said.clause, before)
        or not all(holds(sentence, word) for word in must)
        or any(_WHOLE.fullmatch(word) or is_figure(word) for word in missing)
        or (not is_used(parts) and is_turned(statement, said.clause))
        or (not is_of_doing and _turned(asked, statement, sentence, said.clause))
        or (not said.place_asked and is_elsewhere(statement, sentence))
        or _names_others(statement, said, sentence)
        or counts_another(statement, said.clause)
        or (_ONE.search(statement) is not None and _SEVERAL.search(said.clause) is not None)
        or (_EARLIER.search(statement) is not None and _BEFORE_IT.search(sentence) is None)
    )


def _says_what_it_is(
    asked: Sequence[tuple[str, bool]], said: Said, sentence: str, parts: Parts
) -> bool:
    """Whether a clause has what something is said to be, and its sentence of what that is said.

    Of an office what stands before it may be in the sentence too: 博物馆宣布，沈青任|馆长.
    """
    last = placed_words(parts.predicate)[-1].text
    return all(
        word in said.excused
        or holds(said.clause, word)
        or (word != last and parts.head in sentence and holds(sentence, word))
        for word, _ in asked
    )


def _denies_no_figure(asked: Sequence[tuple[str, bool]], said: Said) -> bool:
    """Whether a clause denies what is done, and the number asked about stands in another."""
    return any(
        acts and is_figure(word) and word not in said.excused and not holds(said.clause, word)
        for word, acts in asked
    )


def _polarity(parts: Parts, statement: str, said: Said, sentence: str) -> bool | None:
    """Return whether a clause says that it is so, None where it neither says so nor denies it."""
    asked_denied = (denials(statement) - denials(said.clause[said.at : said.end])) % 2 == 1
    if parts.form is Form.IS and (yes := _of_what_it_is(parts, said, sentence)) is not None:
        return yes
    if _is_put_off(said, statement):
        return False
    if is_corrected(said.after):
        return None if said.excused or denials(said.own_left) else asked_denied
    if _is_turned_round(said, sentence, statement) or is_excepted(sentence, parts.head, statement):
        return None
    if _is_put_forward(said, statement):
        return None
    denied = denied_in(said.clause, said.at, said.end, statement)
    if (
        denied is None
        or (denied and said.excused)
        or _is_hedged(said, statement, parts, denied=denied)
    ):
        return None
    if parts.form is Form.IS and not said.excused and not _is_it(parts, said):
        return None
    return not (denied != asked_denied or said.excused)


def _is_turned_round(said: Said, sentence: str, statement: str) -> bool:
    """Whether a clause is a claim, or was so once, and what stands around it takes it back."""
    return (
        _IN_FACT.search(said.after) is not None
        or is_no_more(said.after, statement)
        or is_doubted_behind(said.after, said.behind, statement)
        or is_said_by_nobody(said.left, sentence, statement)
        or (_WITHDRAWN.search(said.own_left) is not None and not _WITHDRAWN.search(statement))
    )


def _is_put_forward(said: Said, statement: str) -> bool:
    """Whether a clause is only what somebody claims, or what is turned down behind it."""
    return is_claimed(said.left, said.on_it, statement) or is_rejected(
        said.own_left, said.on_it, statement
    )


def _is_hedged(said: Said, statement: str, parts: Parts, *, denied: bool) -> bool:
    """Return whether a clause does not say outright, of all and of now, what it says or denies."""
    left, own, right, head = said.left, said.own_left, said.right, parts.head
    proposed = is_proposed(right)
    return bool(
        is_planned(own, statement)
        or is_wished(left, statement)
        or is_sought(said.clause, said.at, statement)
        or is_urged(said.clause, said.at, statement)
        or is_hearsay(left, statement)
        or is_conditional(left, statement)
        or is_almost(own, right, statement)
        or is_attribute(right, statement, head)
        or _is_of_a_noun(right, parts, statement)
        or is_lead_in(right, statement)
        or (_DONE.search(statement) and _is_not_yet(said, parts, statement))
        or (_DONE.search(statement) and is_once_done(said.after))
        or is_restricted(said, parts.head, statement)
        or is_of_another_time(_undenied(own), statement)
        or is_of_another_day(statement, said.clause)
        or ("比" not in statement and is_of_fewer(left, said.clause[said.at :], statement))
        or (not (head and head in own) and (_OF_THEM.search(own) or names_a_part(left, statement)))
        or (is_about_a_part(own, statement) and not (denied and proposed))
        or (not denied and (proposed or is_for_some(own, statement)))
    )


def _is_not_yet(said: Said, parts: Parts, statement: str) -> bool:
    """Whether a predicate is only a part of what is done: 冲刺|上市, 上市|申请."""
    if parts.form is not Form.DOES:
        return False
    if _TOWARDS.search(said.own_left):
        return True
    if parts.rest or not parts.head or parts.head not in said.own_left:
        return False
    behind = placed_words(said.right)[:1]
    named = any(word.is_noun and word.text not in statement for word in behind)
    return named or is_nominal(said.right, statement)


def _is_of_a_noun(right: str, parts: Parts, statement: str) -> bool:
    """Whether a predicate with what it takes only describes a noun: 修建|图书馆的资金."""
    if not parts.rest or not right.startswith(f"{parts.rest}的"):
        return False
    right = right.removeprefix(parts.rest)
    noun = placed_words(right[1:])[:1]
    return bool(noun) and noun[0].is_noun and is_attribute(right, statement, parts.head)


def _is_put_off(said: Said, statement: str) -> bool:
    timed = names_a_time(statement) and names_a_time(said.after)
    return timed and was_put_off(said.own_left, said.after)


def _of_what_it_is(parts: Parts, said: Said, sentence: str) -> bool | None:
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


def _is_it(parts: Parts, said: Said) -> bool:
    head = parts.head if parts.head in said.own_left else ""
    return is_predicated(said.clause, head, parts.predicate)


def _sure(role: Role, said: Said, share_: float) -> float:
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


def telling(question: str, sentence: str, before: str = "") -> tuple[bool, float]:
    """Return whether a sentence has the predicate of a question, and how much of the question.

    That is in [0, 1]; what is only read before the sentence counts half.
    """
    statement = plain(statement_of(question))
    parts = parts_of(statement)
    sentence = aligned(statement, sentence)
    asked = asked_words(statement, parts)
    done = [word for word, acts in asked if acts and parts and word in parts.predicate]
    told = all(holds(sentence, word) for word in done or [word for word, _ in asked[-1:]])
    return told, share(asked, sentence, aligned(statement, before))


def opened(question: str, first: str, behind: str, title: str = "") -> Decision | None:
    """Return what a text says that begins with the answer: 可以的。豇豆…. None if to another.

    ``first`` is its first sentence, ``behind`` what follows: all that is named in the question has
    to stand there, or in the title.
    """
    statement = plain(statement_of(question))
    text = aligned(statement, f"{title}\n{first}{behind}")
    found = opening(aligned(statement, first))
    if found is None or denials(statement):
        return None
    yes, aid, told = found
    asked = [one for one in _ASKED_WITH if re.search(one, statement)]
    if not any(re.search(one, aid) for one in asked or _ASKED_WITH[1:2]):
        return None
    if (not yes and is_restricted_denial(told, statement)) or _may_be(first, statement):
        return None
    told = _SOME_OF_IT.sub("", told)
    if not all(holds(statement, word) or not acts for word, acts in meaning(told)):
        return None
    words = placed_words(statement)
    named = [x.text for x in words if x.is_noun and not _TIME.fullmatch(x.text)]
    named += [x.text for x in words if is_figure(x.text)]
    if not named or not all(holds(text, word) for word in named):
        return None
    if _says_of_others(statement, named, text):
        return None
    if not yes and _SUFFICES.search(first) and any(word in first for word in named):
        return None
    share_ = share(meaning(statement), text)
    return Decision(yes=yes, share=1.0, sure=_OPENED) if share_ >= _NAMED else None


def _says_of_others(statement: str, named: Sequence[str], text: str) -> bool:
    """Whether a clause says what is asked of another thing than is named: 高温会老化, of 低温."""
    parts = parts_of(statement)
    return parts is not None and any(
        holds(clause, parts.predicate)
        and not all(holds(clause, name) for name in named)
        and any(x.is_noun and x.text not in statement for x in placed_words(clause))
        for clause in clauses_of(text)
    )


def own_words(question: str, answer: str, sentence: str, before: str = "") -> bool | None:
    """Return whether an answer read in a sentence says yes in its own words: 可以吃, 无毒性.

    None where it says neither, or not surely: most of what is asked has to stand in the sentence
    or before it.
    """
    statement = with_weekdays(plain(statement_of(question)))
    answer, sentence = aligned(statement, answer), with_weekdays(aligned(statement, sentence))
    asked, whole = meaning(statement), aligned(statement, before) + sentence
    parts = parts_of(statement)
    if parts is None or _ASKS.search(sentence) or _may_be(answer, statement):
        return None
    if cuts_a_name(statement, sentence) or _turned(asked, statement, sentence):
        return None
    if share(asked, whole) < _ABOUT or (len(parts.head) > 1 and parts.head not in whole):
        return None
    if denials(answer) and (
        is_restricted_denial(answer, statement) or is_with_another(answer, statement)
    ):
        return None
    if is_doubted_behind(sentence.partition(answer)[2], "", statement) or is_of_a_sort(
        sentence, statement
    ):
        return None
    yes = polarity(statement, answer) if _tells(parts, statement, answer, sentence) else None
    elsewhere = any(is_figure(word) and not holds(answer, word) for word, _ in asked)
    return yes if yes or not elsewhere else None


def _tells(parts: Parts, statement: str, answer: str, sentence: str) -> bool:
    """Whether a sentence says an answer of what is asked, of nothing and no one else, and of now.

    What is asked of stands in the answer's clause, or before it and not behind; all else that is
    asked stands there, and before the answer nothing that was not asked.
    """
    answer = answer.strip("。，,；; ”“")
    if not answer or re.search("[，,；;]", answer) or sentence.count(answer) != 1:
        return False
    clauses = clauses_of(sentence)
    place = next((at for at, one in enumerate(clauses) if answer in one), None)
    if place is None:
        return False
    clause, told = clauses[place], "，".join(clauses[:place])
    left, _, right = clause.partition(answer)
    if (
        _OF_THAT.match(right)
        or denials(left) > denials(parts.subject)
        or _BEFORE_NOW.search(told + left)
    ):
        return False
    if not all(holds(statement, word) for word, _ in meaning(left)):
        return False
    if parts.head not in clause and parts.head in "".join(clauses[place + 1 :]):
        return False
    rest = statement.removeprefix(parts.subject)
    if not all(holds(clause, word) for word, _ in meaning(rest)):
        return False
    named = [word for word in placed_words(statement) if is_figure(word.text) or word.tag == "ns"]
    if not all(holds(sentence, word.text) for word in named):
        return False
    if any(word not in sentence for word in _WHOLE.findall(statement)):
        return False
    if counts_another(statement, answer) or is_of_another_day(statement, clause):
        return False
    return not (
        _is_of_another_weekday(statement, left)
        or is_hearsay(told + left, statement)
        or is_conditional(told + left, statement)
        or is_planned(left, statement)
        or is_wished(left, statement)
        or is_sought(left, len(left), statement)
        or is_for_some(left + answer, statement)
        or is_about_a_part(left + answer, statement)
    )


def _is_of_another_weekday(statement: str, clause: str) -> bool:
    asked, said = set(_WEEKDAY.findall(statement)), set(_WEEKDAY.findall(clause))
    return bool(asked and said) and asked.isdisjoint(said)


def _later(asked: Sequence[tuple[str, bool]], sentence: str, clause: str, before: str) -> bool:
    """Return whether what is asked about comes only after the clause that has its verb.

    一名保安遇难，两名工人受伤 does not say that 工人 died.
    """
    end = sentence.find(clause) + len(clause)
    does = any(acts and word in clause for word, acts in asked)
    return does and any(
        not acts and word not in before + sentence[:end] and holds(sentence[end:], word)
        for word, acts in asked
    )


def _predicate(statement: str) -> str:
    """Return what a statement says that something is: 大桥|是|木桥. Empty for others."""
    found = _IS.search(statement, 1)
    return statement[found.end() :] if found else ""


def _turned(
    asked: Sequence[tuple[str, bool]], statement: str, sentence: str, clause: str = ""
) -> bool:
    """Return whether what is said to be or to count as the other is the other way round."""
    nouns = [word for word, acts in asked if not acts and word in sentence]
    if len(nouns) < 2 or not _BEING.search(statement):
        return False
    text = clause if nouns[0] in clause and nouns[-1] in clause else sentence
    return text.find(nouns[0]) > text.find(nouns[-1])


def _is_open(sentence: str, said: Said, statement: str) -> bool:
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
    if _NOT_YET.search(said.own_left):
        return False  # 计划明年开工，目前尚未|获批
    return _DONE.search(statement) is not None and _WILL.search(_undisposed(lead)) is not None


def _undisposed(text: str) -> str:
    """Return a text without a 将 that only says to what something was done: 昨天|将嫌犯|抓获."""
    if not _BY_NOW.search(text):
        return text
    words = placed_words(text)
    return "".join(
        word.text
        for word, after in zip_longest(words, words[1:])
        if not (word.text == "将" and after and after.is_noun)
    )


def _may_be(text: str, statement: str) -> bool:
    found = _OPEN.search(text)
    return found is not None and found[0] not in statement
