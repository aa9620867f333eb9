"""What a clause says that something is: the same as is asked, another of its kind, or neither."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.yes_no.asked_parts import Form, placed_words
from qa.chinese.gazetteer import COUNTRIES, PROVINCES

if TYPE_CHECKING:
    from qa.answering.yes_no.asked_parts import Parts

__all__ = ["apposed", "is_predicated", "other_value"]

_IS = (
    "是(?!否)|为(?!了|此)|[系属](?!统|列)|成为|当选|担任|出任|任(?!务|何)|[归当称叫视]作|归为|称为|当成|算|等于|即|[位排名]列|位居|居|共|达|合计|一律|："
    "|排除|非"
)
_COPULA = re.compile(f"(?:{_IS})")
_PLAIN = re.compile(
    "^[^\\u4e00-\\u9fff]*$|^(?:约|近|超|超过|将近|逾|共|达|均|都|仅|只|今年|现年|年仅|总计|一律|统一|每[\\u4e00-\\u9fff]{1,2})?$"
)
_NO_LONGER = re.compile(
    "(?<![日此目])前|[原副]|曾|代理|自称|冒充|假|准|候选|兼|和|与|卫冕|上届|往届|历届|名誉|荣誉|冠军|亚军|季军|榜首"
)
_FORMER = re.compile("(?:前任?|(?<!平)原|代理|名誉|荣誉|候任|[历上]任)的?$")
_TITLES = "(?:、[^，。、]{2,16}[长员任席理师授记裁官家事])+"
_VALUE = re.compile("(?:是|为|系|属于|归为|：)(?:一[个种名位座款]|来自|由)?([\\w·]{2,10})")
_SET_RIGHT = re.compile("有误|不是|并非|而是|应为|更正|纠正|误[将把]|其实")
_KINDS = (frozenset(COUNTRIES), frozenset(PROVINCES))
_LOOSE = re.compile("之一|一种|某|等$|类")


def is_predicated(clause: str, head: str, complement: str) -> bool:
    """Return whether a clause says of ``head``, or of what it leaves out, that it is that.

    A copula stands between them (江豚队是榜首, not 迎战榜首北原队), or nothing before a number; the
    complement is not the beginning of a longer name.
    """
    last = complement if complement in clause else placed_words(complement)[-1].text
    at = clause.rfind(last)
    if at < 0:
        return False
    end = at + len(last)
    if any(
        word.start <= end < word.end and (word.start < end or word.tag.startswith("n"))
        for word in placed_words(clause)
    ):
        return False
    from_ = clause.rfind(head, 0, at)
    between = clause[from_ + len(head) if head and from_ >= 0 else 0 : at]
    if any(map(str.isdigit, complement)) and _PLAIN.match(between):
        return True
    return _COPULA.search(between) is not None and not _FORMER.search(between)


def apposed(parts: Parts, clause: str) -> bool | None:
    """Return whether a clause names someone right behind what he is asked to be: 教授|沈青.

    Either may be asked of the other. False behind 非, None where it does not name him so, or only
    as one who was it or says it of himself.
    """
    if parts.form is not Form.IS:
        return None
    for name, title in ((parts.subject, parts.predicate), (parts.predicate, parts.subject)):
        words = placed_words(title)
        lead = _before_name(clause, words[-1].text, name) if words else ""
        asked = [x for x in words if x.tag[0] not in "ucp"] or list(words)
        if not lead or not all(x.text in lead for x in asked):
            continue
        from_ = lead.find(asked[0].text)
        if _NO_LONGER.search(lead[max(0, from_ - 2) :]) or any(
            x.tag == "v" for x in placed_words(lead[from_:])
        ):
            return None
        return not lead[:from_].endswith("非")
    return None


def _before_name(clause: str, last: str, name: str) -> str:
    """Return what stands before a name that follows a title's last word, or more titles: 馆长、….

    Empty where none does, and where the name is a part of a longer word.
    """
    found = re.search(f"{re.escape(last)}(?P<more>{_TITLES})?{re.escape(name)}", clause)
    numbers = any(word.tag == "m" for word in placed_words(name))
    if found is None or len(name) < len("沈青") or numbers or "的" in name:
        return ""
    if clause[found.end() :].startswith("的"):
        return ""
    edges = {x.start for x in placed_words(clause)} | {x.end for x in placed_words(clause)}
    whole = {found.end() - len(name), found.end()} <= edges
    return re.split("[，、；]", clause[: found.start() + len(last)])[-1] if whole else ""


def other_value(clause: str, sentence: str, complement: str) -> str | None:
    """Return what a clause says that something is instead: 白茶 of 乌龙茶, None if not so.

    Another country or province; or, where the sentence sets something right, what ends as the
    complement does.
    """
    for found in _VALUE.finditer(clause):
        value = found[1]
        if complement in clause or value in complement or _LOOSE.search(value):
            continue
        for kind in _KINDS:
            asked = {name for name in kind if complement.startswith(name)}
            said = {name for name in kind if value.startswith(name)}
            if asked and said and asked.isdisjoint(said):
                return value
        if value[-1] == complement[-1] and _SET_RIGHT.search(sentence):
            return value
    return None
