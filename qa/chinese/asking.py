"""What kind of answer a Chinese question asks for, by its words."""

from __future__ import annotations

import re
from enum import StrEnum

from qa.chinese.words import tagged

__all__ = ["Wanted", "statement_of", "wanted", "written"]


class Wanted(StrEnum):
    """What a question asks for: one thing, several, yes or no, or an explanation.

    ``WHO`` asks for a person, or for as many as the text names.
    """

    SPAN = "span"
    WHO = "who"
    LIST = "list"
    YES_NO = "yes_no"
    PASSAGE = "passage"


_MARKS = "？?。！!…～~；;\\s\ufe0f\U0001f300-\U0001faff"
_THANKS = f"(?:(?<=[{_MARKS}，,])(?:谢谢|多谢|感谢|在线等|求解答?|求助)[你您啦了各位大家]*)?"
_BEHIND = f"[{_MARKS}，,]*+{_THANKS}[{_MARKS}]*+$"
"""What may stand behind all of a question: 收费吗～, 收费吗？谢谢."""
_THINGS = (
    "什么|哪(?!怕)|谁|(?<![十这那近好前后])几(?![十百千万亿]|乎|何时)|多少|多[大长高远久重快]"
    "|怎|如何|为何|(?<!任)何[时地处]"
)
_A_NOT_A = "是不是|有没有|能不能|会不会|可不可以|要不要|对不对|该不该|好不好|是否|能否|可否|有无"
_DOES_OR_NOT = "(?!动不动|差不差|时不时)(?P<does>[一-龥]{1,2})[了过]?(?P<no>[不没])(?P=does)"
_MAY_OR_NOT = f"(?P<may>[会能要是算肯该])(?P<what>[^，,。不]{{1,12}})不(?P=may)(?={_BEHIND})"
_A_BAR = (
    "(?<![酒网水氧陶书餐贴画吊小清茶])(?<!咖啡)(?<!迷你)(?<!直播)(?<!音乐)(?<!电竞)(?<!足球)"
    "|(?<=[停缺供喝进有]水)|(?<=[上联断]网)|(?<=[喝戒卖禁]酒)|(?<=证书)|(?<=[不很还太]小)"
    "|(?<=[不还查澄结付]清)|(?<=[补津]贴)|(?<=漫画)|(?<=聚餐)"
)
"""What stands before 吧 that is no bar: not 酒|吧, but 停水|吧."""
_PARTICLE = (
    f"(?:吗|(?<![干什怎这那多要])[么嘛]|(?:{_A_BAR})吧"
    f"|(?<=[一-龥]{{2}})(?<![要岂好可莫从决绝并])不[啊呀]?){_BEHIND}"
)
"""What stands at the end of a question for yes or no: 收费吗, 收费吧, 收费不."""
_TAG = f"(?<=[一-龥]{{3}})[，,]?(?:是不是|对不对|[是对][吗吧么]|没错吧|是?真的假的){_BEHIND}"
"""What is asked behind all of a statement: 周末免费，对吗."""
_SURELY = "(?:难道(?:说)?|难不成|莫非)[，,]?"
_YES_NO = re.compile(f"{_PARTICLE}|{_TAG}|{_SURELY}|{_A_NOT_A}|{_DOES_OR_NOT}|{_MAY_OR_NOT}")
_OR_NOT = re.compile(f"(?<![都也还从来并乎本就才点说])没有?[啊呀呢]?{_BEHIND}")
_IS_DONE = re.compile("[了过有][一-龥]{0,6}$|着$")
_OPEN = re.compile(_THINGS)
_INDEFINITE = re.compile(
    "(?<!管)(?:不管|不论|无论)[^，,。？?]{0,12}?[都也，,]"
    "|(?<!有)没有?(?:什么|多少|谁|几(?!何时)|哪|怎么)|不怎么"
    "|(?:谁|什么(?:时候|时间|人)?|多少[一-龥]?|哪[里儿])都|几[一-龥]{1,4}之一"
)
"""Words of questions that ask nothing: 没|什么|人, 谁都|能去, 无论是否下雨都|去."""
_REQUEST = re.compile(
    "^(?:请问|[你您]好)?[，,]?(?:[你您]们?(?:知不知道|知道|晓得)|知道|[你您]?(?:能不能|能否|可否|可不可以|能|可以)"
    "(?:[给帮跟为]我)?(?:告诉我|说说|讲讲|介绍一?下|查一?[查下]|[说讲]一?下))[^，,。？?是有了]{2,}"
    f"(?:时间|日期|地点|地址|电话|票价|价格|名单|人数|名字|姓名|作者|金额|标准|数量|原因)[吗么]?{_BEHIND}"
)
"""What asks for a thing as for yes or no: 你知道开馆时间吗, 能告诉我票价吗."""
_NOUN_TOO = re.compile(
    "规定|要求|影响|限制|优惠|补[贴助偿]|伤亡|变化|区别|危险|问题|可能|活动|比赛|直播|帮助|保障|安排|计划|处罚|赔偿|奖励|收费|需要|希望|必要|作用|效果|危害|关系|联系|意义|用"
)
"""Words of which one asks with 有没有 whether there are such: no deeds."""

_EXPLAINED = re.compile(
    "(?<![称名作分认成视列评选定命任聘升])为什么|(?<![称名])为何|何以|怎样|怎么(?!叫|称呼)|如何"
    "|(?:什么|哪些|哪种|何种)(?:主要|具体|重要|特别)?的?(?:原因|理由|要求|措施|举措|做法|办法|意义|看法|表态|方法|步骤"
    "|用意|考虑|打算|建议(?!价)|意见|评价|期望|期待|反应|说法|帮助|好处|安排)"
    "|(?<![地意草蓝设计版截插])图(?:的是|个)?什么(?=[？?]?$)|凭什么(?=[要说能让认把不就敢会])|为的是什么|出发点是什么"
    "|(?:是)?(?:想|要)(?:干|做)(?:什么|嘛)(?=[？?]?$)|什么样(?:子|的情况|的场面|了)?[？?]?$"
    "|(?:(?<![小听演宣传据])[说讲谈聊]|嘱咐|叮嘱|强调|透露|回应|抱怨|指出|呼吁|表示|承诺|交代)(?:了|过|到)?(?:些|点)?什么(?=内容|话|[？?]?$)"
    "|(?:认为|觉得)应[该当]?(?:注意|怎么)"
    "|(?:原因|理由|要求|意义|办法|目的)(?:是|有)(?:什么|哪些)|说了什么|讲了什么|提出了?什么"
    "|(?:期间|假期|长假|[节庆旦])[^，。？?]{0,12}(?:开放|营业|服务|运营)(?:时间|安排)"
)
_FOR_WHAT = "(?<![饼萄腐菜肉果鱼笋薯豆树骨主才晒晾烘吹擦风烤能包苦实肯若相])干[吗嘛]"
_SPOKEN = (
    (re.compile("啥"), "什么"),
    (re.compile("(?<!咋)咋(?![咋舌呼唬])"), "怎么"),
    (re.compile(f"{_FOR_WHAT}(?=[去用使的了呢啊]|[{_MARKS}]*$)"), "干什么"),
    (re.compile(_FOR_WHAT), "为什么"),
    (re.compile(f"(?<=[这那]么)([^，,。？?]{{2,12}}?)干什么(?=[{_MARKS}]*$)"), r"\1是为什么"),
)
_QUOTED = re.compile("([《“「『][^《》“”「」『』]*[》”」』])")
_SEVERAL = re.compile(
    "哪些|哪几|哪[两二三四五六七八九十]|分别|各(?:是|有|为)|谁和谁|(?:有|是)谁们|都[有是]谁|有谁"
    "|包括(?:了)?什么|几(?:个|大)?方面|都有什么|什么和什么"
)
_WHO = re.compile("谁")
_REWRITTEN = (
    (re.compile(_SURELY), ""),
    (re.compile(f"{_TAG}|{_PARTICLE}|[呢啊呀]?{_BEHIND}"), ""),
    (re.compile(_MAY_OR_NOT), r"\g<may>\g<what>"),
    (re.compile("是不是|对不对(?!外)|好不好(?![吃喝看听用玩走停找])"), "是"),
    (re.compile("有(?:没有|无)可能"), "可能"),
    (re.compile("有无"), "有"),
    (re.compile("能不能|能否"), "能"),
    (re.compile("可不可以|可否"), "可以"),
    (re.compile("会不会"), "会"),
    (re.compile("要不要"), "要"),
    (re.compile("该不该"), "该"),
    (re.compile("是否"), ""),
)


def wanted(question: str) -> Wanted:
    """Return what a question in simplified characters asks for.

    A question with both 吗 and 什么 asks for the thing: 有什么影响吗. 有哪些措施 and 有什么要求 ask
    for the passage that says it, for they are seldom an enumeration of nouns.
    """
    asks = _INDEFINITE.sub("", question)
    if not _OPEN.search(asks) and _asks_whether(_QUOTED.sub("《》", asks)):
        return Wanted.YES_NO
    if _EXPLAINED.search(question):
        return Wanted.PASSAGE
    if _SEVERAL.search(question):
        return Wanted.LIST
    return Wanted.WHO if _WHO.search(question) else Wanted.SPAN


def _asks_whether(question: str) -> bool:
    if _REQUEST.search(question):
        return False
    return bool(_YES_NO.search(question)) or _without_not(question) != question


def statement_of(question: str) -> str:
    """Return what a question asked with 吗 or 是否 asks whether it is so: 桥是否通车 -> 桥通车.

    有没有 before a deed asks whether it was done: 他有没有上诉 -> 他上诉了, and so do 上没上诉 and
    上诉没有.
    """
    question = _without_not(question)
    for pattern, instead in _REWRITTEN:
        question = pattern.sub(instead, question)
    before, has, after = question.partition("有没有")
    if has:
        return f"{before}{after.removesuffix('了')}了" if _is_deed(after) else f"{before}有{after}"
    asked = re.search(_DOES_OR_NOT, question)
    if asked is None:
        return question
    does = question[: asked.start()] + question[asked.end("no") :]
    return f"{does.removesuffix('了')}了" if asked["no"] == "没" else does


def _without_not(question: str) -> str:
    """Return a question with 没有 behind what is done as what it asks: 桥修好没有 -> 桥修好了."""
    found = _OR_NOT.search(question)
    if found is None:
        return question
    does = question[: found.start()]
    if not _IS_DONE.search(does) and not any(tag.startswith("v") for _, tag in tagged(does)):
        return question
    return does if re.search("[了过有]|(?<![找抓捉逮睡碰买够猜])着$", does) else f"{does}了"


def _is_deed(text: str) -> bool:
    """Whether a text begins with what is done: 逗那条狗, not 规定 or 人受伤."""
    (word, tag), *others = tagged(text) or (("", ""),)
    return tag.startswith("v") and tag != "vn" and not (_NOUN_TOO.fullmatch(word) and not others)


def written(question: str) -> str:
    """Return a question with the written words for what one asks with in speech: 为啥 -> 为什么.

    What stands in quotation marks is left: 《啥都敢问》.
    """
    parts = _QUOTED.split(question)
    for spoken, word in _SPOKEN:
        parts[::2] = [spoken.sub(word, part) for part in parts[::2]]
    return "".join(parts)
