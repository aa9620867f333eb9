"""Who says a sentence: what another says is no answer to what somebody says, thinks or fears.

He is told in the sentence (甲某表示，…), behind its quotation (“…”，甲某说。), or before it in its
paragraph.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.spans.persons import asked_person, persons_in
from qa.answering.wording import around, start_of
from qa.chinese.proper_names import Level, proper_names
from qa.chinese.surnames import ALL_SURNAMES

if TYPE_CHECKING:
    from qa.records import Span

__all__ = ["is_said_by_another", "is_said_by_nobody_asked"]

_HOW = "怎么|怎样|如何|咋"
_WHAT = f"{_HOW}|什么|啥|哪[些几]?[个点条]?"
_ASKS_WORDS = re.compile(
    f"(?:{_HOW}|什么|啥|哪些)[^，,。？?]{{0,8}}?"
    "(?:说|讲|看(?!病|球|书|电)|评价|回[应答]|表[态示]|形容|介绍|解释|总结|夸|骂|批评|认为|打算|寄语|呼吁|主张|交代|嘱咐"
    "|概括|反驳|承诺|要求|希望|感[受想]|期[望待盼])"
    "|(?:说|讲|提|谈|表|强调|指出|担[心忧]|希望|盼着?|期[望待盼]|要求|建议|呼吁|认为|觉得|主张|承诺|提醒|打算|介绍"
    f"|透露|回应|评价|解释|嘱咐)[到出过的得了是]*[^，,。？?]{{0,10}}?(?:{_WHAT})"
    "|(?P<says>(?<![据听小传])说|表示|介绍|透露|指出|认为|回应)[，,：:]?[^，,。？?]{2,}?(?:多少|几|哪|谁|多[大高长远久重]|何时|什么)"
    "|(?:看法|态度|感[受想]|评价|说法|反应|期[望待盼]|希望|打算|印象|意见|建议)(?:[吗呢]?[？?]?$|是?(?:什么|啥|怎))"
)
"""A question for what somebody says or thinks."""
_VERB = (
    "(?:说|(?<=[说问答笑叹喊写])道|(?<![名简职俗统号])称|表示|介绍|提醒|建议|回[应忆答]|认为|指出|强调|坦言"
    "|感[叹慨言]|透露|要求|希望|呼吁|警告|解释|分析|告诉[^，,。：:]{1,6})"
)
_SAYS = re.compile(f"{_VERB}(?=[，,：:“])")
_SAYS_BEHIND = re.compile(f"[^“”\\n]*”[，,]?(?P<who>[^。：:“”\\n]{{2,40}}?){_VERB}")
_IS_OF_HIM = re.compile(
    "的?(?:妻|丈夫|老公|老婆|爱人|父|母|爸|妈|儿|女儿|家[人属]|亲[属友]|哥|姐|弟|妹|爷|奶|律师|同[事学伴]|老师|师傅|徒弟"
    "|学生|邻居|队友|教练|朋友|上司|下属|团队|公司|夫妇|们)"
)
_TO_HIM = re.compile("[对向给替为跟同和与把将被让找问]$")
_OFFICE = re.compile("总理|总统|首相|外[交部]*长|众?议长|国王|主席|大使")
_GOES_ON = re.compile(
    f"(?:他|她|自己|又|还|都|后来|最后|之后)*(?:{_HOW}|说|讲|[对就在]|关于|面对|[看听][到完了])"
)
_CALLED = re.compile(
    f"[老小]([{ALL_SURNAMES}])(?![一-龥]?[的是])"
    f"|([{ALL_SURNAMES}])(?:师傅|女士|先生|某|老师|大[妈爷姐哥]|阿姨|教授|主任|局长|书记|经理)"
)
"""One who is called by his surname: 廖师傅, 老徐."""
_NAMED_LAST = re.compile(
    f"(?:^|[员长师手客民主人者授家练匠理士官])(?P<name>[{ALL_SURNAMES}](?:[一-龥](?![会部委院局方社报网店司厂所署厅处团队军州市县区镇村长者们])"
    "[一-龥]|阿姨|女士|先生|师傅|大[妈爷姐哥]))$"
)
"""A speaker whose name no dictionary has, in whole or behind his title."""
_NAME = (2, 3)  # characters of a name with its surname
_HE = re.compile("[他她](?!们)|本人")
_ANYONE = re.compile("[他她我您你]|[“”]|^(?:要|必须|应|希望|坚持)")
"""In what somebody may say who is told elsewhere: one who speaks, a quotation, a demand."""


def is_said_by_another(question: str, text: str, sentence: Span, article: str) -> bool:
    """Return whether a sentence is what another says than the person whose words are asked for.

    In simplified characters. The ``article`` has to have the one asked of, else he may be written
    in another way, and the sentence has not. What nobody is told to say is of nobody.
    """
    who = _asked(question, article)
    said = text[sentence.start : sentence.end]
    if not any(one in article for one in who) or any(one in said for one in who):
        return False
    speaker = _speaker(text, sentence, who)
    return bool(speaker) and not set(speaker) & set("".join(who))


def is_said_by_nobody_asked(question: str, text: str, sentence: Span, article: str) -> bool:
    """Return whether a sentence is told, not said, in a paragraph without the one asked of.

    Where the ``article`` has elsewhere what he says.
    """
    who = _asked(question, article)
    speaks = (f"{re.escape(one)}[^，,。：:“”]{{0,14}}?{_VERB}" for one in who)
    if not any(re.search(one, article) for one in speaks):
        return False
    place = around(text, sentence, "\n")
    line, before = text[place.start : place.end], text[place.start : sentence.start]
    if any(one in line for one in who) or _SAYS.search(line) or _is_open(before):
        return False
    return _ANYONE.search(text[sentence.start : sentence.end]) is None


def _asked(question: str, article: str) -> tuple[str, ...]:
    """Return how he is written whose words a question asks for; empty where that is not known.

    He stands in the clause that asks, or before it, where that has no subject of its own.
    """
    asks = _ASKS_WORDS.search(question)
    if asks is None or "被" in asks[0]:
        return ()
    start = start_of(question, asks.start(), "，,；;。")
    names = proper_names(question)
    persons = [x for x in names if x.level is Level.PERSON and x.end <= asks.end()]
    if asks["says"]:
        persons = [name for name in persons if name.end <= asks.start()]
        if not persons:
            return _called(question[start : asks.start()])
    inside = [name for name in persons if name.start >= start]
    for name in inside or (persons[:1] if _GOES_ON.match(question, start) else ()):
        if _IS_OF_HIM.match(question, name.end) or _TO_HIM.search(question, 0, name.start):
            continue
        office = _OFFICE.match(question, name.end)
        if office and any(name.end < one.start <= office.end() + 1 for one in inside):
            continue  # 某国总理甲某: a country that is taken for a person
        return name.forms
    if called := _CALLED.search(question, start, asks.end()):
        return (called[0],)
    return () if persons else asked_person(question[start : asks.end()], article)


def _called(words: str) -> tuple[str, ...]:
    """Return some words as a name that no dictionary has, if they may be one: 贾明, 尤大姐."""
    return (words,) if words[:1] in ALL_SURNAMES and len(words) in _NAME else ()


def _speaker(text: str, sentence: Span, who: tuple[str, ...]) -> str:
    """Return the person who says a sentence, "" where he is not known or may be one of ``who``."""
    said = text[sentence.start : sentence.end]
    if found := _SAYS.search(said):
        return _person(said[: found.start()], who)
    before = text[start_of(text, sentence.start, "\n") : sentence.start]
    inside = sentence.end - said.endswith("”")
    if _is_open(f"{before}{said}".removesuffix("”")) and (
        behind := _SAYS_BEHIND.match(text, inside)
    ):
        return _person(behind["who"], who)
    led = list(_SAYS.finditer(before))
    if not led or any(one in before for one in who):
        return ""
    return _person(before[start_of(before, led[-1].start(), "。！？!?；;") : led[-1].start()], who)


def _is_open(line: str) -> bool:
    """Whether a quotation stands open at the end of a text."""
    return line.rfind("“") > line.rfind("”")


def _person(words: str, who: tuple[str, ...]) -> str:
    """Return the person who speaks behind some words; "" for a pronoun or one of ``who``."""
    if any(one in words for one in who):
        return ""
    clause = words[start_of(words, len(words), "，,") :]
    for place in (clause, words):
        for start, end in persons_in(place):
            if not _TO_HIM.search(place, 0, start):
                return place[start:end]
        if _HE.search(place):
            return ""
    named = _NAMED_LAST.search(clause)
    return named["name"] if named else ""
