"""What a text was cut away from: the clause before it, the plan, the place or who it is done to.

Each function looks at a :class:`qa.checking.derivation.Derivation` and is a rule of thumb; its
cases are in ``tests/qa/checking/test_severed.py``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.chinese.predicates import lacks_subject, says_something
from qa.chinese.quotes import without_quotations

if TYPE_CHECKING:
    from qa.checking.derivation import Derivation

__all__ = [
    "LEFT_UNSAID",
    "begins_in_an_object",
    "begins_without_subject",
    "is_aim_without_plan",
    "is_at_unnamed_event",
    "is_consequence_alone",
    "is_left_unsaid",
    "is_of_unnamed_house",
    "lacks_its_matter",
    "sees_off_no_one",
]

LEFT_UNSAID = (
    "(?:但|不过|然而|却)[他她其]?却?(?:绝口不提|只字[不未]提|未(?:说明|透露|回应|提及|证实|详述)"
    "|没有(?:说明|透露|回应|提及|提到|证实|详述)|拒绝(?:说明|透露|回应|评论))"
)
"""What a reporter says that a speaker did not say, as a pattern: 但他没有说明."""

_UNSAID = re.compile(LEFT_UNSAID)
_IS = re.compile(
    "是(?![日否非次夜年])|就(?=[^，]*(?:交换|达成|展开|举行|开展)[^的]*$)(?![业地近医诊])"
)
# 对甲公司，乙公司违约问题进行了调查: what stands in the object of 对, and what is done to it.
_DOES_TO = re.compile(
    "(?:(?<![面相应绝核比反校针])对(?![外内手话接策方于应立抗])|就(?![业是地近医诊])|把|[将为](?!于|在|了))"
)
_DONE_TO = re.compile(
    "[^，]{2,}(?:进行|作出|做出|予以|开展|给予|提供|提起|采取|处以|列[为入]|纳入|授予|移[送交]|送往|判处"
    "|表示(?=感谢|欢迎|满意|祝贺|关切|遗憾|反对|支持|赞赏|哀悼|慰问|不满|愤慨|谴责))"
)
# 居民就能过河 of 修好大桥，居民就能过河; not 早在去年就….
_THEREFORE = re.compile(
    "[^，“：]{2,}?(?:就(?:能|会|可|拥有|得|变|成为)|便(?:能|会|可|有|拥有)|才(?:有|会|算|拥有))"
)
_AT_SOME_TIME = re.compile(
    "早|很快|不久|马上|立即|立刻|一直|本来|原本|[年月日天时后前初末里中][就便才]|一[^，一]{1,8}[就便]"
)
# Who says so, or when it is: neither makes a consequence of what follows.
_SAID = re.compile("(?:说|称|表示|认为|指出|强调|介绍|透露|告诉[^，]{1,4}|坦言|宣布)[，：]?$")
_BY_A_YEAR = re.compile(
    "到(?:(?P<year>20[0-9]{2})年[底末初]?|“?十[一二三四五六七八九]五”?(?:时期|期)?末|本世纪[^，]{1,4})"
)
_PLANNED = re.compile(
    "将|力争|计划|目标|预[计期]|有望|可望|拟|争取|规划|(?<![主重需])要(?![素求点道地])|必须|确保|(?<![供效反响相适])应|已|累计|曾|了"
)
_PLANS = re.compile("计划|规划|方案|目标|力争|路线图|蓝图|意见|纲要|部署|愿景|建议|行动|提出|明确")
_EVENT = re.compile(
    "(?:出席|参加|列席|主持)了?(?:相关|有关|本次|此次)?(?P<event>大会|会议|活动|仪式|座谈会?|论坛|招待会|典礼|会见|会谈)$"
)
_SEES_OFF = re.compile("(?:送行|迎接|送别|接机)$")
_SEEN_OFF = re.compile("[为给向与同对受]|获得|迎接[^，]|欢迎[^，]")
_HOUSES = (
    (re.compile("(?:村里|村中)(?![人的])"), re.compile("[村屯寨]")),
    (re.compile("镇里(?![人的])"), re.compile("镇")),
    (re.compile("社区[里内](?!的)"), re.compile("社区|小区|街道|[村路]")),
    (re.compile("园区(?![划的])"), re.compile("园|[开示试新][发范验]?区|基地|港")),
    (re.compile("校方"), re.compile("校|大学|学院|中学|小学|[附一二三四五六七八九]中")),
    (re.compile("院方"), re.compile("院")),
    (re.compile("厂里(?!的)|厂方"), re.compile("厂|公司|集团")),
    (re.compile("店里(?!的)|店方"), re.compile("店|馆|铺|超市|公司")),
    (re.compile("馆[里内](?!的)|馆方"), re.compile("馆")),
)
_WHEN = re.compile(
    "(?:如今|目前|现在|今年|去年|近年来|今天|眼下|当前|每年|过去|以前|当时|随后|最近)"
)
# 专家从三方面进行解读, without what: of what, or what about, is said nowhere.
_EXPLAINS = re.compile("进行了?(?:全面|深入|权威|详细|专业)?(?:解读|点评|评析|解析|剖析|阐释)$")
_MATTER = re.compile("(?<![面相])对(?![外内话接])|[就把被](?!业)|围绕|针对|关于|聚焦")
_BEFORE = 600  # characters of what stands before, in which a plan is looked for


def begins_without_subject(made: Derivation) -> bool:
    """Whether it begins with 是, or with 就 and what was spoken about: 是云岭市首座大桥."""
    return _IS.match(made.first) is not None and made.text.startswith(made.first[:1])


def begins_in_an_object(made: Derivation) -> bool:
    """Whether it begins within what 对, 就, 为, 将 or 把 before it governs.

    河东公司违规问题进行了调查 of 云岭市对老桥公司，河东公司违规问题进行了调查.
    """
    words, first = made.taken.words, made.inside[0]
    if not _DONE_TO.match(words[first]):
        return False
    for number in range(first - 1, -1, -1):
        if number in made.taken.aside_clauses:
            return False
        governs = list(_DOES_TO.finditer(words[number]))
        if governs:
            rest = words[number][governs[-1].end() :]
            return len(rest) > 1 and not says_something(rest) and not _DONE_TO.match(rest)
        if says_something(words[number]):
            return False
    return False


def is_consequence_alone(made: Derivation) -> bool:
    """Whether a clause says what then is so, 居民就能过河, and the one before it was left out."""
    words, inside = made.taken.words, made.inside
    return any(
        n > 0
        and n - 1 not in inside
        and _THEREFORE.match(words[n]) is not None
        and not _AT_SOME_TIME.search(words[n])
        and (says_something(words[n - 1]) or lacks_subject(words[n - 1]))
        and not _SAID.search(words[n - 1])
        for n in inside
    )


def is_aim_without_plan(made: Derivation) -> bool:
    """Whether it gives what a plan has for a later year as a fact: 到2030年，体系基本形成.

    A plan must stand before it; a year that is not after the article's is none of a plan.
    """
    found = _BY_A_YEAR.match(made.text)
    if found is None or _PLANNED.search(made.text):
        return False
    taken, year = made.taken, found["year"]
    if year and taken.year and int(year) <= taken.year:
        return False
    start = made.kept[0].start
    return _PLANS.search(taken.source.text[max(0, start - _BEFORE) : start]) is not None


def is_at_unnamed_event(made: Derivation) -> bool:
    """Whether it ends on taking part in an event that nothing before it names: …参加活动.

    大桥通车，市长出席仪式 says which one.
    """
    found = _EVENT.search(made.text)
    if found is None or not made.last.endswith(found["event"]):
        return False
    earlier = made.text[: found.start()]
    named = ("会" in earlier) if "会" in found["event"] else found["event"] in earlier
    told = any(says_something(made.taken.words[n]) for n in made.inside[:-1])
    return not named and not told


def sees_off_no_one(made: Derivation) -> bool:
    """Whether it ends on 送行 or 迎接 without whom: 市长到机场送行."""
    return _SEES_OFF.search(made.text) is not None and not _SEEN_OFF.search(made.text)


def is_of_unnamed_house(made: Derivation) -> bool:
    """Whether a clause is of 村里, 园区 or 校方 that nothing before it names."""
    for number in made.inside:
        told = _WHEN.sub("", made.taken.words[number], count=1)
        earlier = _kept_before(made, number)
        for house, name in _HOUSES:
            if house.match(told) and not name.search(earlier):
                return True
    return False


def lacks_its_matter(made: Derivation) -> bool:
    """Whether it ends on 进行解读 and says nowhere of what: 专家从三方面进行解读."""
    told = without_quotations(made.text)
    return _EXPLAINS.search(made.text) is not None and not _MATTER.search(told)


def is_left_unsaid(clause: str) -> bool:
    """Whether a clause says what a speaker did not say, without which he stands: 但他没有说明."""
    return _UNSAID.match(clause) is not None


def _kept_before(made: Derivation, number: int) -> str:
    """Return what is kept before a clause, by its number."""
    start, source = made.taken.clauses[number].span.start, made.taken.source
    kept = [span for span in made.kept if span.start < start]
    return "".join(source.text[span.start : min(span.end, start)] for span in kept)
