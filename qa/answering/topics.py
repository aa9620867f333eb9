"""What a question asks of beside its names and days: its words, and which texts speak of them.

A word stands in a text as it is, or as another word for the same (会见 for 会谈). What a visit
abroad or diplomacy is shows in what is done, not in these words: 外访 is where someone leaves for,
arrives in or visits another country, and not where a guest is received at home.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import rjieba

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.chinese.proper_names import Name
    from qa.records import Span

__all__ = ["GENERAL", "Topic", "rarities", "share", "topics"]

GENERAL = re.compile(
    "的|工作|建设|发展|情况|进展|活动|成果|成绩|措施|举措|有关|相关|方面|消息|新闻|报道|最新|"
    "最近|近来|目前|主要|具体|重要|一些|部署|问题|开展|进行|推进|推动|取得|采取|准备|介绍|"
    "动态|近况|做法|经验|结果|哪些|什么|如何|怎样|怎么样|总理|总统|主席|总书记|部长|外长|"
    "省长|市长|书记|公司|领导人|和(?!平|谐|田|解|顺)|与(?!会)|以及|做[了出好]|有[何无没]|了解|关于"
)
"""Words of a question that say nothing of what is asked."""

_ASKING = frozenset("的了吗呢么哪谁几多少怎如何是些什")
_WIDE = frozenset(["地方", "全国", "各地", "国内", "国际", "地区", "国家", "事业", "任务", "形势"])
_ALIKE = (
    ("中国", "我国", "国足", "国产", "全国", "国内"),
    ("会见", "会谈", "会晤"),
    ("会谈", "会见", "会晤", "磋商", "通话", "通电话"),
    ("谈判", "会谈", "磋商"),
    ("调研", "考察", "视察"),
    ("停火", "停战"),
    ("开通", "通车", "开通运营", "投运", "投入运营"),
    ("救援", "抢险", "搜救", "救灾"),
    ("防汛", "防洪", "抗洪", "洪涝", "汛情", "汛期"),
    ("洪水", "洪涝", "汛情"),
    ("收获", "收割", "抢收", "收成"),
    ("产销", "产量", "销量"),
    ("旅游", "文旅", "游客", "出游"),
    ("农业", "粮食", "农田", "农产品", "种植"),
    ("补贴", "补助"),
    ("比赛", "赛事", "夺冠", "金牌", "决赛", "战胜"),
    ("冲突", "袭击", "打击", "交火", "空袭"),
    ("局势", "冲突", "停火", "袭击"),
    ("城市更新", "旧改", "老旧小区"),
    ("人工智能", "AI"),
    ("自贸港", "自由贸易港"),
    ("自贸区", "自由贸易试验区", "自贸试验区"),
    ("外贸", "进出口", "对外贸易"),
    ("高铁", "高速铁路"),
    ("开放", "开放型"),
    ("科考", "考察"),
    ("科技", "科研", "科创"),
    ("交通", "公路", "铁路", "机场", "桥", "轨道", "通道", "航线"),
    ("国家医保局", "医保局", "医疗保障局"),
    ("发改委", "发展改革委"),
    ("走势", "上涨", "下降", "回升", "涨幅"),
    ("增长", "增速", "增加", "回升", "创新高"),
    ("规划", "规划纲要"),
    ("抗战", "抗日战争"),
)
_AWAY = re.compile(
    "出访|抵达|离开|启程|应[^，。]{2,40}邀请|对[^，。来]{2,24}进行[^，。]{0,12}访问|(?<!来华进行国事)(?<!来)访问"
)
_HOME = re.compile("来华|访华|来访|在京(?!出发)|在北京|人民大会堂|对我国|钓鱼台")
_VISITS = re.compile(
    "会见|会谈|会晤|访问|出访|来访|通电话|互致|贺电|致电|唁电|贺信|复信|峰会|"
    "外交部长|外长|大使|外宾|国书"
)
_ABROAD = re.compile("外访|出访|访外")
_DIPLOMACY = re.compile("外事|外交")
_CONTENT = re.compile(r"[\u4e00-\u9fff]{2,}|[A-Za-z0-9][A-Za-z0-9.\-]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LINKS = frozenset(
    "在对向从到把被将让使由以为于是有与和及或按因就都也还又已曾会能可要应新大小上下中前后内外其该此这那各每本"
    "了过着的得地个名位家项年月日些次种条件份岁人时里谁哪几多少什么吗呢吧啊所之则若如只再才并但而且者"
)
_OF = frozenset(["国家"])
_SUFFIX = frozenset("局部委署院会法港区省市县镇村街路河湖桥线站队团组员者业率额量价房厂店校馆园")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A word of a question, and the words and patterns for what it means, itself among them."""

    word: str
    forms: tuple[str, ...]

    def stands(self, text: str) -> bool:
        """Whether a text speaks of it."""
        if _ABROAD.fullmatch(self.word):
            return _AWAY.search(text) is not None and _HOME.search(text) is None
        if _DIPLOMACY.match(self.word):
            return _VISITS.search(text) is not None
        folded = text.casefold()
        return any(form.casefold() in folded for form in self.forms)


def topics(question: str, days: Sequence[Span], names: Sequence[Name]) -> tuple[Topic, ...]:
    """Return the words of a question, in simplified characters, without its days and names.

    General words (工作, 情况) are left out; what a dictionary cuts is joined: 医保 局.
    """
    rest = list(question)
    for start, end in [*((d.start, d.end) for d in days), *((n.start, n.end) for n in names)]:
        rest[start:end] = " " * (end - start)
    words = _joined(rjieba.cut(GENERAL.sub(" ", "".join(rest)), False))
    kept = dict.fromkeys(
        word
        for word in words
        if _CONTENT.fullmatch(word) and word not in _WIDE and not _ASKING.issuperset(word)
    )
    return tuple(Topic(word=word, forms=_forms(word)) for word in kept)


def rarities(asked: Sequence[Topic], texts: Sequence[str]) -> tuple[float, ...]:
    """Return how rare each word is among texts: 1 and more, the more the fewer speak of it."""
    counts = [sum(topic.stands(text) for text in texts) for topic in asked]
    return tuple(1 + math.log((1 + len(texts)) / (1 + count)) for count in counts)


def share(asked: Sequence[Topic], weights: Sequence[float], text: str) -> float:
    """Return the share of the words, by weight, that a text speaks of; 1 if there are none."""
    if not asked:
        return 1.0
    there = sum(w for topic, w in zip(asked, weights, strict=True) if topic.stands(text))
    return there / sum(weights)


def _joined(words: Sequence[str]) -> list[str]:
    """Join what a dictionary cuts: 医保 局, 进 博会, and what 国家 is of: 国家 公园."""
    found: list[str] = []
    for word in words:
        before = found[-1] if found else ""
        after = word in _SUFFIX and _CONTENT.fullmatch(before) is not None
        of = before in _OF and _CONTENT.fullmatch(word) is not None
        if after or of or (_is_part(before) and (_is_part(word) or _CONTENT.fullmatch(word))):
            found[-1] += word
        else:
            found.append(word)
    return found


def _is_part(word: str) -> bool:
    """Whether a single character is likely a part of a word that the dictionary lacks."""
    return _HAN.fullmatch(word) is not None and word not in _LINKS | _SUFFIX


def _forms(word: str) -> tuple[str, ...]:
    others = (form for group in _ALIKE if group[0] == word for form in group)
    return tuple(dict.fromkeys((word, *others)))
