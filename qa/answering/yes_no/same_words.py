"""Words that say one thing: what a question asks with one of them is said with another."""

from __future__ import annotations

import re
from functools import lru_cache

from qa.chinese.words import word_edges

__all__ = ["aligned", "plain"]

_SAME = (
    "吃|食用|服用|进食",
    "喝|饮用|服用",
    "使用|用|应用",
    "小孩|小孩子|孩子|儿童|小朋友|孩童",
    "宝宝|小宝宝|婴儿",
    "成人|成年人|大人",
    "老人|老年人|老人家",
    "孕妇|怀孕|孕期|怀孕期间",
    "月经期间|月经期|经期|生理期|月经|例假|来月经",
    "夜间|晚上|夜里|夜晚|晚间",
    "产妇|坐月子|月子里",
    "疼|痛|疼痛|疼痛感|痛感",
    "癌变|恶变",
    "家属|家人|亲属",
    "房子|房屋|住房",
    "死亡|遇难|身亡|丧生|死了",
    "去世|逝世|离世|病逝",
    "获救|脱险|被救出|救出",
    "离婚|离异",
    "增长|增加|上升|上涨",
    "涨价|上涨|上调|涨",
    "降价|下调|下降|降",
    "减少|下降|下滑|下跌",
    "超过|突破",
    "开工|动工|破土动工",
    "竣工|完工|建成|落成",
    "召开|举行|举办",
    "批准|获批",
    "收费|要钱|付费|花钱",
    "预约|预订|预定",
    "破产|倒闭",
    "成立|创立|创办|组建|建立",
    "购买|买|选购",
    "出售|卖|销售|售卖|卖掉|售出",
    "塌|塌了|坍塌|垮塌|倒塌",
    "更换|换|替换",
    "修改|改|变更|更改|更换",
    "归还|偿还|还",
    "抵达|到达",
    "会见|会晤",
    "宣布|公布|发布|公告",
    "冷冻|冰冻",
    "减肥|瘦身",
    "参加|参与|参赛",
    "停课|停学",
    "拆除|拆掉|拆",
    "夺冠|获得冠军|夺得冠军",
    "受伤|负伤",
    "停电|断电",
    "抓|抓获|逮捕|抓捕|拘捕|抓住|抓到|被捕",
    "骗|诈骗|骗走|骗取",
    "设立|开设|设有",
    "承认|供认|交代",
    "上网|线上|网上|云端",
    "印度尼西亚|印尼",
    "逗|逗弄|挑逗|逗引",
    "狗|犬|犬只|小狗|大狗|黄狗|黑狗|白狗",
    "上诉|提起上诉|提出上诉",
    "超载|超员",
    "签|签订|签署",
    "缴|缴纳|交",
    "收取|收",
    "坐|乘|乘坐|搭乘|乘车|坐车",
    "公交|公交车|公共交通工具|公共汽车",
    "过桥费|过路费|通行费",
    "带|携带|携",
    "抽烟|吸烟",
    "吃饭|用餐|就餐|进餐",
    "加钱|加价|加收费用",
    "钓鱼|垂钓",
    "遛狗|遛犬|携犬|带狗",
    "鞭炮|爆竹",
    "烟花|焰火",
    "骑|骑行|骑入",
    "别人|他人",
    "借给|转借|出借",
    "发|发放",
    "搭|搭建",
    "租|租用|租借",
    "借|借用|外借",
    "进|进入|驶入|入|入内|入园|入馆|入场|入校|入池",
    "办|办理|申领",
    "领|领取",
    "看病|就诊|就医",
    "拍照|拍摄|照相|摄影",
    "停|停放",
    "第一次|首次",
)
"""Words of one meaning; a word may stand in several groups."""

_EVERYWHERE = (
    (re.compile("(?:像|对于)?[你您](?:这种|的)情况(?:的话)?[,，]?"), ""),
    (re.compile("(?:最好|千万|尽量|一定|切)别"), "最好不要"),
    (re.compile("(?<![作以成认称因改变译命])(?<![^总]分)为(?=[约近]?\\d)"), "是"),
)
_TAKES_FEES = re.compile("收取?(?:任何)?(?:过[桥路]|通行|停车|登记|工本|手续|服务|报名)?费用?")
_ALLOWED = re.compile("是?没有?(?:什么|任何|太大)?(?:问题|关系|大碍|影响)")
_MAY = re.compile("可以|[能行]")
_CAN = re.compile(
    "(?<![性功技职才智电热核节产动势万效机可只体官本赋太])(?<!能不)能够?(?!不能|[源量力耗见否干手人效级])"
)
_NOW = re.compile("现在|目前|如今|眼下|最近|近来|^去(?![年世除掉火皮留职])")
_THAT = re.compile("[那这][条只个名位座辆家所件栋](?=[一-龥])(?!人)")
_ALL_OF = re.compile("(?:所有|全部)的?(?=[^都]*都)")
_EACH = re.compile("(?:(?<=水平)|(?<![平人]))均(?=[高低达超是为不未已有能会可])")
_DONE_AS_WORK = re.compile("(?<=试点|建设|改造|救援|整治|防汛|普查|拆迁|清理|维修|征集|招生)工作")
_CITY = "[市省]"
_HELD = re.compile("(?<=.)(?<![召展公重打离])[开办](?=[的了]?$)")
_IS_HELD = re.compile(
    "(?:会|会议|论坛|展览?|峰会|比赛|锦标赛|典礼|仪式|活动|讲堂|[乐术]节)"
    "(?:是|[^，]{0,3}[在于定]|\\d|[昨今]天)[^，]*$"
)


def plain(statement: str) -> str:
    """Return a statement without 现在, 那条 and the like, and with 各 for 所有的 before 都.

    A meeting that is 开 somewhere is 举行.
    """
    statement = _ALL_OF.sub("各", _NOW.sub("", _THAT.sub("", _CAN.sub("可以", statement))))
    return _HELD.sub("举行", statement) if _IS_HELD.search(statement) else statement


def aligned(statement: str, text: str) -> str:
    """Return a text with the words of a statement for those of its own that mean the same.

    孩子|服用 for 小孩|吃; 没有问题 is 可以 where it is asked what one may do. The text is for
    comparing only: its offsets are lost.
    """
    for pattern, instead in _EVERYWHERE:
        text = pattern.sub(instead, text)
    if _MAY.search(statement) and not _ALLOWED.search(statement):
        text = _ALLOWED.sub("可以", text)
    if "可以" in statement:
        text = _CAN.sub("可以", text)
    if "收费" in statement:
        text = _TAKES_FEES.sub("收费", text)
    if "工作" not in statement:
        text = _DONE_AS_WORK.sub("", text)
    if "都" in statement:
        text = _EACH.sub("都", text)
    for asked, group in _groups(statement):
        text = _with(asked, group, text)
    return _without_rank(statement, text)


@lru_cache(maxsize=16)
def _groups(statement: str) -> list[tuple[str, str]]:
    """Return the groups of which a statement has a word, with that word."""
    found = ((_first(group, statement), group) for group in _SAME)
    return [(asked, group) for asked, group in found if asked]


@lru_cache(maxsize=256)
def _pattern(group: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(group.split("|"), key=len, reverse=True)))


def _first(group: str, statement: str) -> str:
    """Return the first word of a group that stands in a statement as a word, "" without one."""
    edges = word_edges(statement, guess=False)
    found = (x for x in _pattern(group).finditer(statement) if {x.start(), x.end()} <= edges)
    return next((x[0] for x in found), "")


def _with(asked: str, group: str, text: str) -> str:
    if not _pattern(group).search(text):
        return text
    edges = word_edges(text, guess=False)
    return _pattern(group).sub(lambda x: asked if {x.start(), x.end()} <= edges else x[0], text)


def _without_rank(statement: str, text: str) -> str:
    """Return a text without the 市 or 省 behind a name that the statement gives bare: 云河|市."""
    for name in set(re.findall(f"([\\u4e00-\\u9fff]{{2}}){_CITY}", text)):
        if name in statement and not re.search(f"{name}{_CITY}", statement):
            text = re.sub(f"{name}{_CITY}(?!场|长|级|政府|委)", name, text)
    return text
