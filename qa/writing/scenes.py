"""What stands before a story comes to its matter: a scene, someone who is met there, a teaser.

A reporter begins with what he saw and heard (傍晚，市民何远走进球馆); a summary with what it is of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.chinese.characters import HAN
from qa.chinese.quotes import without_quotations
from qa.chinese.surnames import AMBIGUOUS_SURNAMES, SURNAMES
from qa.chinese.words import tagged

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "announces",
    "comes_to_matter",
    "is_scene",
    "is_slogan",
    "is_teaser",
    "is_told_by_one",
    "persons_met",
    "says_where",
]

_TIME = (
    "(?:初|盛|仲|孟|炎|夏|立|暮|早|深|金|中|隆|寒|严|阳)?[春夏秋冬](?:日|天|夜|时节|季|至)"
    "|(?:初|盛|仲|孟|暮|早|深|金|隆|阳|新|立)[春夏秋冬]|炎炎|烈日|傍晚|清晨|凌晨|一(?:大)?早|夜幕|夜色|入夜|中午|正午|黄昏|午后|晨光|晨曦"
    "|清早|天刚|天还没|晚上\\d|早上\\d|上午\\d|华灯|时节|夕阳|朝阳|晨雾|春风|秋风|芒种|谷雨"
)
_WHEN = re.compile(
    rf"(?:“?(?:每[到年逢]|正值|时值|又[是到]|\d{{1,2}}月(?!\d)(?:的|里|，)|[五六七八九十]月(?:的|里|，)))"
    rf"|[^，。]{{0,4}}(?:{_TIME})[^，。]{{0,8}}[，时]"
)
_SEEN = re.compile(
    "漫步|行走在|驻足|置身|驱车|车行|循着|沿着[^，]{2,20}(?:疾驰|前行|走)|穿行|推开|翻开|俯瞰|远眺|放眼|眼前|映入|只见|扑面|传来"
    "|(?:^|记者(?:近日|日前|一行)?|，)(?:走进|来到|步入|踏入|站在)"
    r"|一([批排片辆座条台架艘卷箱束棵株栋幢串盏群个张幅颗件朵])\1|宛如|宛若|仿佛|犹如|如同?[^，]{1,6}(?:巨龙|画卷|明珠|丝带)"
    "|轰鸣|隆隆|飘香|缭绕|郁郁葱葱|绿意|绿树成荫|金黄|碧波|波光|云雾|微风|细雨|阳光下|蝉鸣|花香|稻浪|麦浪|层林|翠绿|蜿蜒|络绎不绝|人头攒动|熙熙攘攘|人来人往"
    "|商量|聊着|忙碌|忙着|忙得|正酣|如火如荼|热火朝天|座无虚席|此起彼伏|热气腾腾|笑着|语气|眼中|眼里|目光|神情|眼神|难掩|激动|感叹|脸上|笑容|掌声|汗水|挥汗"
    "|(?:工人|村民|游客|市民|居民|农户|技术员|师傅|孩子|学生|队员|民警|老人|旅客|人|员)们?正(?:在|有|和|用|将|忙|紧|熟)"
)
_DONE = re.compile(
    "印发|发布|出台|宣布|决定|召开|举行|举办|启动|开幕|通车|投产|建成|竣工|开通|签署|获批|批准|成立|当选|去世|遇难|死亡|判决|逮捕"
)
_SHORT = 7  # characters of each clause of a line of verse: 青山叠翠，茶垄绵延
_EACH = re.compile("[，、；]")
_NUMBER = re.compile(r"[\d%％]|[百千万亿]")
_PAIR = re.compile(rf"[{HAN}]{{4}}，[{HAN}]{{4}}，")
_PLACE = re.compile(
    "(?:在)?[^，。：；“”]{4,36}(?:[省市县区镇乡村旗州][^，。：；“”]{0,16})?"
    "(?:镇|村|园|厂|场|馆|院|中心|公司|基地|车间|大厅|社区|小区|景区|园区|港|站|田|街|广场|里|内|旁|边|上)，"
    "(?!是|为|由|获|因|被|将|于|自|按|经|与|成为)"
)
_VERB_IN_IT = re.compile("[了着过]|举|发|召|建|完|通|推|获|作为|近日|日前|为了|根据|按照|围绕|以")
_COMMON = (
    "(?:市民|村民|居民|游客|旅客|农户|农民|种植户|养殖户|果农|茶农|菜农|牧民|渔民|读者|顾客|消费者|家长|学生|同学|小朋友|乘客"
    "|司机|网友|球迷|观众|业主|业户|摊主|店主|商户|商家|老人|大爷|大妈|阿姨|奶奶|爷爷|工人|员工|职工|骑手|快递员|小伙|姑娘|男孩|女孩|妈妈|爸爸|爱好者|志愿者)"
)
_SURNAMES = "".join(sorted(SURNAMES | AMBIGUOUS_SURNAMES))
_NAME = (
    f"(?:[{HAN}]{{2,6}}·[{HAN}]{{2,8}}?|[{_SURNAMES}][{HAN}]{{1,2}}?|[{HAN}]某某?"
    f"|[{HAN}]{{1,2}}(?:先生|女士))"
)
_MET = re.compile(
    f"{_COMMON}(?P<name>{_NAME})"
    "(?=[的，。、：和与等在正从把将对说也又还来到打走拿看背提拉推坐站骑牵抱笑]|一边|介绍|告诉|感慨|表示)"
    rf"|\d{{2}}岁的(?P<aged>[{HAN}]{{2,3}})"
)
# 牧民尼玛: who has no surname is named again.
_CALLED = re.compile(
    f"{_COMMON}(?P<name>[{HAN}]{{2,4}}?)(?=[，。、]|带|说|告诉|感慨|介绍|笑着|和家人)"
)
_OFFICIAL = re.compile(
    "[书记部司局处县市区镇乡省州院校会站所][长记]|主任|书记|负责人|总经理|董事长|专家|教授|研究员|发言人|总裁|院士|秘书长|主席|总理|总统|委员|代表|工程师"
)
_TEASER = re.compile(
    "[^，。]{1,8}(?:好不好|行不行|怎么样|怎么办|够不够|难不难|值不值)，"
    "|[^。]{0,24}(?:五花八门|样态各异|各不相同|并非易事|绝非易事|并非孤例|引人深思|别小看|没那么简单|不止于此|不仅如此|由来已久)[。，]?$"
    "|(?:说起|提起|谈起|谈及|提到)[^，]{2,20}，|[^，]{0,12}(?:答案|原因|奥秘|秘密|密码|秘诀|诀窍)[^，]{0,6}(?:是|在于?|藏在|就)"
    "|(?:时间|时针|故事|事情|一切|这)[^，]{0,4}(?:拉回|拨回|要从|得从|还?要?从)[^，]{2,30}(?:说起|讲起|开始)?"
    "|(?:一组|这组|几个|一份)(?:数字|数据|镜头|场景)|这里[，]?提供给|殊不知|不难(?:发现|看出|理解)|有人(?:问|说)|让我们一起|一起来"
    "|[^，。]{2,20}(?:是一份|折射出|照见|背后)[^，。]{2,20}(?:是什么|为什么|何以)"
)
# What a place or body does, in general: where a story that began with a scene comes to its matter.
_LATELY = re.compile(
    "(?:近年来|近些年来?|今年以来|去年以来|这些年|目前|当前|如今|\\d{4}年以来|[^，。]{2,20}以来)，?"
)
_IN_GENERAL = re.compile(
    "持续|积极|大力|深入|充分|立足|依托|聚焦|坚持|着力|不断|探索|推进|推动|通过|构建|打造|创新|锚定|紧扣|紧盯|围绕|以[^，。]{2,24}为"
)
# A body of the whole country that issues or announces something.
_ANNOUNCES = re.compile(
    "(?:[^，。“”]{0,12}，)?(?:国家|全国|最高|中央|国务院|[^，。“”]{2,8}部(?![门分])|[^，。“”]{2,12}总局)"
    "[^，。“”]{0,30}(?:印发|发布|公布|出台|联合下发|部署开展|启动)(?!的)"
)
_BEGINNING = 40  # characters in which it names where
_NAMED = re.compile("[省市县区镇乡村州]$")
_FIRST_WORDS = 16  # characters in which it says who does so
_COUNT = ("m", "q")  # the tags of a number and of a measure
_PROPER = frozenset({"ns", "nt", "nz"})
_BODY = re.compile("[省市县区镇乡村州部委局厅校院]$")
_CALL = re.compile(
    "(?:必将|一定能|定能|定会|正翻开|正在翻开|翻开了?|奏响|谱写|书写|绘就|续写|开启|迈向|驶向|汇聚)[^。]{0,40}(?:篇章|新篇|乐章|画卷|征程|伟业|力量|佳绩|华章|未来|明天|阶段|步伐)。?$"
    "|激励着?[^。]{2,60}(?:前行|奋进|奋斗|力量|新功)。?$"
    "|(?:未来可期|任重道远|前景广阔|大有可为|恰逢其时|正当其时|永远在路上)。?$"
)


def is_scene(text: str) -> bool:
    """Whether a sentence shows how a place looks, or what someone does there: 青山叠翠，….

    Not what tells that something was issued, opened or decided.
    """
    told = without_quotations(text)
    if _DONE.search(told):
        return False
    clauses = [clause for clause in _EACH.split(told.rstrip("。！")) if clause]
    short = len(clauses) > 1 and all(len(clause) <= _SHORT for clause in clauses)
    if (short and told == text and not _NUMBER.search(told)) or _PAIR.match(told):
        return True
    placed = _PLACE.match(told)
    if placed and not _VERB_IN_IT.search(placed[0]) and (_SEEN.search(told) or _WHEN.match(told)):
        return True
    return _WHEN.match(told) is not None or _SEEN.search(told) is not None


def comes_to_matter(text: str) -> bool:
    """Whether a sentence says what a place or body does in general: 近年来，云岭市大力修桥，…."""
    told = without_quotations(text)
    if found := _LATELY.match(told):
        told = told[found.end() :]
    word, tag = next(iter(tagged(told[:_FIRST_WORDS])), ("", ""))
    does = _IN_GENERAL.search(told, len(word), len(word) + _FIRST_WORDS)
    return does is not None and (tag in _PROPER or _BODY.search(word) is not None)


def announces(text: str) -> bool:
    """Whether a sentence says what a body of the whole country issued: 最高人民法院发布5起案例."""
    return _ANNOUNCES.match(without_quotations(text)) is not None


def says_where(text: str) -> bool:
    """Whether a sentence names a place or body in its first words: 云岭市, not 7个自然村."""
    words = tagged(text[:_BEGINNING])
    before = ["", *(tag for _, tag in words)]
    return any(
        tag in ("ns", "nt")
        or (_NAMED.search(word) and len(word) > 2 and previous[:1] not in _COUNT)
        for (word, tag), previous in zip(words, before, strict=False)
    )


def is_teaser(text: str) -> bool:
    """Whether a sentence only makes one read on: 肥料好不好，农民看收益."""
    return _TEASER.match(without_quotations(text)) is not None


def is_slogan(text: str) -> bool:
    """Whether a sentence only says that all will be well: …必将谱写新篇章."""
    return _CALL.search(text) is not None


def persons_met(texts: Iterable[str]) -> frozenset[str]:
    """Return whom a story meets on its way: 市民何远, 61岁的何远, in few of its sentences.

    Not whom it is about, nor whom it heard for an office.
    """
    told = list(texts)
    sure = {name for text in told for found in _MET.finditer(text) for name in found.groups()}
    unsure = {found["name"] for text in told for found in _CALLED.finditer(text)}
    most = max(2.0, _FEW * len(told))
    found = set()
    for name in (sure | unsure) - {None}:
        many = sum(name in text for text in told)
        if many <= most and (name in sure or many > 1):
            found.add(name)
    return frozenset(found)


def is_told_by_one(text: str, met: Iterable[str]) -> bool:
    """Whether a sentence tells of, or cites, one of those whom a story meets on its way."""
    return any(name in text for name in met) and not _OFFICIAL.search(text)


_FEW = 0.25  # of a text's sentences: who stands in more of them is whom it is about
