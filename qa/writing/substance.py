"""How much a sentence of an article tells: that something was done or decided, or how much it is.

What it tells beside the news (what a firm is, who was there, how the place looked, what all know)
counts less in a summary, however much of the article's words it has.
"""

from __future__ import annotations

import re

from qa.chinese.predicates import lacks_subject
from qa.chinese.surnames import ALL_SURNAMES

__all__ = ["substance"]

_OUTCOME = re.compile(
    "最终|截至(?:目前|发稿|记者发稿|\\d)|(?:决定|宣布|裁定|判决|判处|认定|一致|表决|审议)(?:通过|同意|批准)?"
    "|逮捕|起诉|罚款|处罚|立案|刑拘|拘留|死亡|遇难|受伤|失踪|获救|救出|转移|签署|达成|生效|施行|实施|开工|竣工|投产|通车|开通|启用"
    "|下调|上调|取消|恢复|暂停|召回|道歉|否认|承认|驳回|撤销|夺冠|获胜|击败|当选|任命|免去"
)
_TOLL = re.compile(
    r"\d[余多]?人[^，。]{0,12}(?:死亡|遇难|身亡|丧生|失踪|失联|受伤|伤亡|获救|被困)|(?:死亡|遇难|身亡|丧生|失踪|失联|受伤|伤亡|被困)[^，。]{0,6}\d[余多]?人"
)
_LONG_AGO = re.compile(r"(?:19|20)\d\d年|[去前]年|史上|历史上")
_FIGURE = re.compile(
    r"\d[\d.,]*(?:余|多)?(?:[%％亿万千百元人名个家项次起台套辆架艘座栋户亩吨公倍度岁场所]|平方|美元|港元|欧元|毫米|摄氏)"
    "|[百千万亿]余?(?:[元人名个家项次]|美元)|同比|环比"
)
_WHAT_IT_IS = re.compile(
    "^(?:[^，：]{2,12}[称说]，)?[^，：]{2,24}(?:是(?!否|因|由|为了|在|对|指控)[^，]{0,30}(?:的[^，]{2,14}|之一|企业|公司|平台|机构|组织|媒体|项目)[，。]"
    "|(?:又称|又名|简称|全称|指的是|是指)|(?:成立|始建|创立|创办|建成|出生|诞生)于|位于|地处|坐落)"
    "|^[^，]{2,20}的(?:目的|作用|意义)(?:是|在于)|公开(?:资料|信息|报道)显示|(?:资料|天眼查|企查查)[^，]{0,8}显示"
)
_PRESENT = re.compile(
    "(?:参加|出席|陪同|列席)了?(?:上述|本次|此次|这次)?[^，。]{0,4}"
    "(?:活动|会议|会见|会谈|调研|座谈会?|仪式|招待会|开幕式|论坛|典礼)?(?:等)?。?$"
    "|^(?:参加|出席|陪同)[^，]{0,12}(?:的|还)有|主持(?:会议|招待会|活动|座谈会|开幕式)。?$"
)
_SCENE = re.compile(
    "迎接|致意|合影|握手|祝福|(?:新年|新春|节日|春节)快乐|热烈欢迎|华灯|掌声|乐曲|鲜花|欢声|笑语|喜气|张灯结彩|红旗|国徽|阳光|微风|热火朝天|忙得|如画|时针拨回|抚今追昔|可以看到|映入眼帘|扑面而来|一派[^，]{2,6}景象|人头攒动|熙熙攘攘|络绎不绝"
    "|脸上|汗水|眼里|眼前|耳边|笑着|激动|高兴地|感慨|清晨|夜幕|傍晚时分|走进|只见|驱车|记者(?:来到|走进|看到|在现场)"
)
_ALL_KNOW = re.compile(
    "(?:引发|引起|备受|受到)[^，。]{0,8}(?:关注|热议|讨论|好评|赞誉)。?$|不是法外之地|不仅关[乎系]|众所周知|俗话说|古人[云说]|值得一提的是|[是为][^，。]{2,30}(?:写照|缩影|注脚|见证|例证|印证)。?$"
    "|^(?:多年来|一直以来|长期以来|自古以来|随着)|^(?:相信|期待|愿)|让我们|欢迎(?:大家|广大|您|各位)|等你来|敬请|快来"
)
_EXAMPLE = re.compile("^以[^，]{2,40}为例|，以[^，]{2,30}为例，|^(?:例如|比如|譬如)")
_ONLY_DID = re.compile(
    "(?:分析|研究|介绍|讨论|探讨|了解|梳理)了[^，。]*(?:关系|情况|问题|发展)。?$|采访了[^，。]{1,16}。?$"
)
# What a place or body does of late: 近年来，云岭市修好三座桥.
_OF_LATE = re.compile("^(?:近年来|近些年来?|如今)")
_QUOTED = re.compile("“[^“”]*”")
_ENDS_QUOTED = re.compile("[。！？…]”$|^“.*[说道称]。$")
_RECALLS = re.compile("^(?:还记得|记得|犹记|回望|回首)|难忘的(?:瞬间|故事|记忆|一幕)。?$")
_TRANSCRIPT = re.compile("^[^，。：；《“]{2,24}(?<!显示)(?<!如下)(?<!包括)：(?!“)")
_ONCE = re.compile("曾(?:[于在经]|指出|表示|警示|警告|称|说|多次)|^(?:在此之前|早在)")
_NEXT = re.compile("^(?:下一步|接下来|今后|未来)[，,]?")
_NAMES = re.compile(
    r"\d|[《“·]|[省市县区国州]|公司|集团|大学|法院|检察|委员会|[部局厅署院会](?=[将已在对表发公组])"
)
_EMPTY, _LINE = 45, 14  # characters of a sentence that names and counts nothing, of a mere line
_SLOGAN, _OF_IT = 24, re.compile("[这该此其]|相关|至此")  # characters; what goes on from another
_TELLS, _COUNTS, _SUFFER = 1.12, 1.12, 1.3
_BESIDE, _THERE, _LOOKS, _KNOWN, _LATER, _SAYS_NOTHING = 0.7, 0.35, 0.65, 0.6, 0.85, 0.6
_MERE_LINE, _ONE_OF_MANY, _EARLIER = 0.3, 0.6, 0.75
_SPOKEN, _LATELY, _MOSTLY = 0.4, 1.25, 0.5


def _is_slogan(text: str) -> bool:
    """Whether a text is words that a part of an article is under: 练好真功夫，强化大桥管理。."""
    clauses = [clause for clause in re.split("[，。；、！]", text) if clause]
    told = len(text) > _SLOGAN or _OF_IT.match(text)
    return not told and all(map(lacks_subject, clauses))


def _is_spoken(text: str) -> bool:
    """Whether a sentence is someone's own words for the most part: 何远说：“过桥方便多了。”."""
    said = sum(map(len, _QUOTED.findall(text)))
    return said > _MOSTLY * len(text) and _ENDS_QUOTED.search(text) is not None


def substance(text: str) -> float:
    """Return by how much more, or less, a sentence is worth for what it tells: 1 is usual."""
    factor = 1.0
    tells = _OUTCOME.search(text)
    if tells:
        factor *= _TELLS
    if _TOLL.search(text) and not _LONG_AGO.search(text):
        factor *= _SUFFER
    if _FIGURE.search(text):
        factor *= _COUNTS
    elif not tells and _is_slogan(text):
        factor *= _MERE_LINE
    elif len(text) <= _EMPTY and not (tells or _NAMES.search(text)):
        factor *= _MERE_LINE if len(text) <= _LINE else _SAYS_NOTHING
    if _WHAT_IT_IS.search(text) and text[:1] not in ALL_SURNAMES:  # who someone is is told
        factor *= _BESIDE
    if _is_spoken(text):
        factor *= _SPOKEN
    for pattern, less in (
        (_OF_LATE, _LATELY),
        (_PRESENT, _THERE),
        (_SCENE, _LOOKS),
        (_ALL_KNOW, _KNOWN),
        (_NEXT, _LATER),
        (_EXAMPLE, _ONE_OF_MANY),
        (_ONLY_DID, _SAYS_NOTHING),
        (_ONCE, _EARLIER),
        (_RECALLS, _LOOKS),
        (_TRANSCRIPT, _SAYS_NOTHING),
    ):
        if pattern.search(text):
            factor *= less
    return factor
