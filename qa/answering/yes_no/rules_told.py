"""What a rule or notice says of what one may do, has to do or has to pay: 可以带宠物吗, 要钱吗.

No parse. What is asked without 可以, 要 or 收费 has to stand in one sentence, or, as the place that
the rule is of does, in its title or the sentence before; and the clause that allows, forbids or
charges may have nothing else in it that says of whom, when or how.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.answering.yes_no.asked_parts import placed_words
from qa.answering.yes_no.denials import denials
from qa.answering.yes_no.hedges import (
    is_conditional,
    is_doubted_behind,
    is_hearsay,
    is_of_another_time,
    is_planned,
    is_restricted_denial,
    names_a_part,
)
from qa.answering.yes_no.restricting import is_of_a_sort
from qa.answering.yes_no.said_clause import clauses_of
from qa.answering.yes_no.same_words import aligned
from qa.chinese.words import word_edges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.answering.yes_no.asked_parts import Word

__all__ = ["is_turned", "rule_told"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """A kind of rule: how one asks for it, how a text says yes and no, which words add nothing.

    ``plain`` stands for what is asked where words of one meaning are looked for.
    """

    asked: re.Pattern[str]
    plain: str
    yes: re.Pattern[str]
    no: re.Pattern[str]
    light: re.Pattern[str]


_FEE = "(?:[一-龥]{0,4}费用?|钱)"
_PAY = _Kind(
    asked=re.compile(
        "(?P<no>免费(?!期间)|免票|免收费|不(?:用|要|需要?|必)?(?:花|交|付|收)(?:钱|费)|不要钱)"
        "|(?:还|也)?(?:要|用|需要?|得|必须|会)?(?:收费|[要花交付收]钱|[交付缴收](?=[^，]{1,4}[费金])|[付交缴]费|[买购]门?票)"
        "|(?:要|用|需要?)(?=[^，]{1,3}[费金]$)"
    ),
    plain="收费",
    yes=re.compile(
        "(?<!免)(?<!不)收费(?!站)|票价|售票|[买购]票|自费"
        f"|(?<![不免])收取(?=[^，]*[费金])|(?:须|需要?|应|必须|另)[^，免不]{{0,6}}(?:缴纳?|交纳?|支?付){_FEE}"
    ),
    no=re.compile(
        f"免费|免票|免[收交缴]{_FEE}?|不(?:再|另)?收取|不(?:再|用|必|需要?|得)*(?:向[^，]{{1,6}})?收费"
        f"|(?:无[需须]|不(?:用|必|需要?)|免)(?:缴纳?|交纳?|支?付)(?:任何)?{_FEE}|(?:无[需须]|不(?:用|必|需要?))[买购]票"
    ),
    light=re.compile("[所全]有|车辆|通行|参观|使用|办理|身高|停车|另行|另|市内"),
)
_MAY = _Kind(
    asked=re.compile(
        "(?P<no>是?禁止?|不(?:准|让|许|可以|得))|可以|允许|准许|(?<![标水批核获])准(?![备确则])"
    ),
    plain="可以",
    yes=re.compile(
        "(?<!不)可以|(?<![许认不])可(?![能以是惜见谓怜靠观])|(?<!不)允许|(?<!不)准许|开放"
    ),
    no=re.compile(
        "不得|不准许?|不许|不允许|不可以?|禁止|严禁|谢绝|请勿|不予|不(?=外借|开放|接待|受理|办理|出售)"
    ),
    light=re.compile(
        "观众|游客|读者|[市居]民|旅客|乘客|公众|任何人?|单位|个人|用户|群众|消费者|患者|病人|户籍"
    ),
)
_NEED = _Kind(
    asked=re.compile("(?P<no>不(?:要|用|必|需要?))|必须|需要?|要|用|得"),
    plain="要",
    yes=re.compile("必须|[仍还]?(?<![无不])(?:须|需要?)|(?<![不须需主重])要(?![求点素闻么])|应当?"),
    no=re.compile("无[需须]|不(?:再)?(?:必|用|需要?|要求)(?:再)?|自愿"),
    light=re.compile(
        "提供|出示|提交|提前|事先|预先|网上|线上|\\d*[一-十]?天|再|观众|游客|车辆|家长|进入|参观|座位"
    ),
)
_LIGHT = re.compile(
    "[的地得了着过在里内上到去从对于由把被是有为也都就还又才均皆仍再已所此该其本每各则但而并且和与及或、]"
    "|假[期日]|期间|时间|一律|全天|全域|全[市县省区年馆园]|范围|同样|照常|照样|进行|目前|现在|现|起|可|另|处|等|项目|全部|一概|任何"
)
_JOINS = re.compile("[、和与及或]")
_ROLES = re.compile("当[做作成]?|作为|代替|比")
_EXCEPTED = re.compile(
    "除了?(?P<what>[^，,。；]{1,12}?)(?:[之以]?外)?[，,]|(?P<who>[^，,。；]{1,12}?)除外"
)
_WISHED = re.compile("认为|觉得|以为|看来|相信|主张|建议|呼吁|希望|期待|提议|倡议|质疑|担心")
_UNDER = re.compile("(?:(?<!\\d)时|时候|[之以]?后|下|的|期间|内|前)$")
_WITHIN = re.compile("(?:[进驶]?入)?(.+?)[内里中区]?$")
_WRITTEN_OUT = (
    ("禁行", "禁止通行"),
    ("禁烟", "禁止吸烟"),
    ("禁停", "禁止停放"),
    ("禁放", "禁止燃放"),
    ("燃放", "放"),
    ("烟花爆竹", "烟花、爆竹"),
    ("放鞭炮", "放、鞭炮"),
)
_LEADS_IN = re.compile("期间|之?后|时(?!间)|的")
_MOVES = re.compile("驶入|进入|通行|行驶|驶[上过]|入内")
_EITHER = re.compile("[和跟同与]")
_MOVE = re.compile("[上过走开进去]")
_USED = re.compile("看|参观|走|去|进|上|坐|用|玩|过|停|住|办")
_STOP = re.compile("[的了里内在去到上还吗自己是有也都就又再人时会请问现在目前我你您]+|期间|假期")
_AGE = re.compile("(?:年满|满)(\\d+)周?岁(?:以上)?的?")


def rule_told(statement: str, sentence: str, before: str, behind: str = "") -> bool | None:
    """Return whether a sentence of a rule says that a statement is so, None where it does not say.

    All in simplified characters; ``before`` is the title and what is read before the sentence.
    """
    found = _kind_of(statement)
    if found is None or re.search("[？?]", sentence) or _ROLES.search(statement):
        return None
    kind, asks_no, topic = found
    topic = _written_out(topic)
    if denials(topic):
        return None
    asked = f"{topic}{kind.plain}"
    sentence = _AGE.sub(r"\1岁以上", aligned(asked, _written_out(sentence)))
    if moves := [x for x in _units(topic) if _MOVE.fullmatch(x)]:
        sentence = _MOVES.sub(moves[0], sentence)
    title, _, text = before.partition("\n")
    last = re.split("[。！？\n]", text.rstrip("。！？\n"))[-1]
    title, last = aligned(asked, title), aligned(asked, last)
    if any(_says(kind, clause) is not None for clause in clauses_of(last)):
        last = ""  # it is of its own subject
    exception = _EXCEPTED.search(sentence)
    left_out = (exception["what"] or exception["who"]) if exception else ""
    if any(word in statement for word in _units(left_out)):
        return None
    clauses = clauses_of(sentence)
    for place, clause in enumerate(clauses):
        yes = _says(kind, clause)
        lead = "，".join(clauses[:place])
        if (
            yes is None
            or is_turned(statement, clause)
            or not _covers(_asked_units(topic, kind), clause, lead, f"{title}\n{last}", yes=yes)
            or _adds(kind, clause, asked, title)
            or (_UNDER.search(lead) and _adds(kind, clauses[place - 1], asked, title))
            or _is_unsure(
                f"{lead}，{clause}", "，".join(clauses[place + 1 :]), behind, statement, yes=yes
            )
        ):
            continue
        return yes != asks_no
    return None


def is_turned(statement: str, clause: str) -> bool:
    """Return whether who may and to what stand the other way round: 老师不能打|学生."""
    found = _MAY.asked.search(statement)
    if found is None or _EITHER.search(statement):
        return False
    named = [x for x in placed_words(statement) if x.is_noun and x.text in clause]
    left = [clause.find(x.text) for x in named if x.end <= found.start()]
    right = [clause.rfind(x.text) for x in named if x.start >= found.end()]
    return bool(left and right) and min(left) > min(right)


def _kind_of(statement: str) -> tuple[_Kind, bool, str] | None:
    """Return how a statement asks for a rule, whether for its opposite, and the rest of it."""
    edges = word_edges(statement, guess=False)
    for kind in (_PAY, _MAY, _NEED):
        for one in kind.asked.finditer(statement):
            if len(one[0]) == 1 and not {one.start(), one.end()} <= edges:
                continue  # 用 of 使用
            rest = f"{statement[: one.start()]}，{statement[one.end() :]}"
            return kind, one["no"] is not None, rest
    return None


def _written_out(text: str) -> str:
    """Return a text with 禁止通行 for 禁行 and the like, each word by itself."""
    for short, whole in _WRITTEN_OUT:
        text = text.replace(short, whole)
    return text


def _units(text: str) -> list[str]:
    """Return the words of a text, names that no dictionary has character by character."""
    edges = sorted(word_edges(text, guess=False))
    return [text[start:end] for start, end in pairwise(edges)]


def _asked_units(topic: str, kind: _Kind) -> list[list[str]]:
    """Return each word that has to be said, in the forms in which it may be found elsewhere.

    A character that is a word is found with the one beside it only: 清|澜 as 清澜.
    """
    units = ["", *_units(topic), ""]
    found = []
    for before, unit, after in zip(units, units[1:], units[2:], strict=False):
        word = unit[0] + unit[1:].rstrip("里内中上")
        if _STOP.fullmatch(word) or not word.isalnum() or (kind is _PAY and _USED.fullmatch(word)):
            continue
        found.append([word, *filter(str.isalnum, (before + unit, unit + after))])
    return found


def _says(kind: _Kind, clause: str) -> bool | None:
    """Return whether a clause says yes or no to a kind of rule, None where neither or both."""
    rest = kind.no.sub("", clause)
    no, yes = rest != clause, kind.yes.search(rest) is not None
    said = kind.no.search(clause) or kind.yes.search(clause)
    if said is None or no == yes or denials(rest) or _LEADS_IN.match(clause, said.end()):
        return None
    return yes


def _covers(
    units: Sequence[Sequence[str]], clause: str, lead: str, before: str, *, yes: bool
) -> bool:
    """Whether what is asked stands in a sentence, some of it before that.

    One word of it at least stands in a clause that says yes: 企业多，电费挺花钱 is not of 企业.
    """
    told = f"{lead}，{clause}"
    here = [one for one in units if _holds(clause if yes else told, one[0])]
    return bool(here) and all(
        _holds(told, one[0]) or any(len(x) > 1 and x in before for x in one) for one in units
    )


def _holds(text: str, word: str) -> bool:
    """Whether a text has a word, or both parts of one that a dictionary joins: 搭|帐篷."""
    cuts = range(1, len(word)) if len(word) > 2 else ()
    return word in text or any(word[:at] in text and word[at:] in text for at in cuts)


def _adds(kind: _Kind, clause: str, asked: str, title: str) -> bool:
    """Whether a clause has a word that says of whom, when or how, and is not asked."""
    plain = kind.light.sub("　", kind.yes.sub("　", kind.no.sub("　", clause)))
    words = [x for x in placed_words(plain) if x.text.strip()]
    for at, word in enumerate(words):
        if (
            word.text in asked
            or word.text in title
            or not word.text.isalnum()
            or _LIGHT.fullmatch(word.text)
        ):
            continue
        if at and words[at - 1].text == "的":
            return True
        if word.tag[0] in "updcyr" or all(char in asked for char in word.text):
            continue
        if (place := _WITHIN.match(word.text)) and place[1] in asked:
            continue
        if _is_listed(words, at, asked):
            continue
        return True
    return False


def _is_listed(words: Sequence[Word], at: int, asked: str) -> bool:
    """Whether a word is joined to one that is asked: 游泳 of 钓鱼、游泳."""
    for step in (-1, 1):
        place = at
        while 0 <= place + 2 * step < len(words) and _JOINS.fullmatch(words[place + step].text):
            place += 2 * step
            if words[place].text in asked:
                return True
    return False


def _is_unsure(told: str, after: str, behind: str, statement: str, *, yes: bool) -> bool:
    """Whether what is told is wished, planned, of another time, or said of a part only."""
    return bool(
        _WISHED.search(told)
        or is_hearsay(told, statement)
        or is_planned(told, statement)
        or is_conditional(told, statement)
        or is_of_another_time(told, statement)
        or is_doubted_behind(after, behind, statement)
        or names_a_part(told, statement)
        or is_of_a_sort(told, statement)
        or (not yes and is_restricted_denial(told, statement))
    )
