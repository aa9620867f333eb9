"""What is asked as one speaks, and how a newspaper writes it: 不开门 and 闭馆, 买票 and 购票.

Looser than :mod:`qa.answering.same_words`, whose words may stand for one another where yes or no
is decided: these only say that a sentence may be of what is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from qa.chinese.words import word_edges

__all__ = ["Written", "is_light", "written"]


@dataclass(frozen=True, slots=True)
class Written:
    """What a sentence has that is of something asked; ``title``: its article's title will do.

    A whole notice is of such: of a stop of water, of parking, of a bus.
    """

    said: re.Pattern[str]
    title: bool

    def stands_in(self, text: str) -> bool:
        """Return whether a text has it."""
        return self.said.search(text) is not None


_TITLE = "title"
_WRITTEN: tuple[tuple[str, ...], ...] = (
    (
        "不开[门放馆]|不开(?!设|发|展|学|工)|关门|闭[馆园]|休[馆园市]|歇业|休息",
        "闭[馆园]|休[馆园市]|不(?:对外)?开放|停业|歇业|休息|关门|打烊|不营业",
    ),
    (
        "(?:买|购|订|抢)(?:到|门|车|机)?票",
        "[购买订售][^，。；]{0,2}票|[门车机]票|购买|免费(?:预约|开放|参观|入场)",
    ),
    ("停车费?", "停车|泊车|车位", _TITLE),
    ("搬迁?[到去往]?|挪[到去]?|迁[到往]?", "搬|迁|移[至到]|挪"),
    ("开打|开赛|开战|打响", "打响|开赛|开战|开打|开始|举行|揭幕|首场"),
    (
        "一个月(?:能|可以)?[拿挣赚]|每个?月(?:能|可以)?[拿挣赚]|工资|月薪|薪水",
        "一个月|每月|月薪|工资|月收入|月均|薪",
    ),
    ("判赔", "判[^，。；]{0,16}赔"),
    ("判[决的了]?", "(?<!宣)判|裁定|驳回|维持|酌定"),
    ("赔[偿付]?[到了]?", "赔"),
    ("一审|初审", "一审|初审|[县区]人民法院"),
    ("二审|终审", "二审|终审|中级人民法院|中院|高级人民法院|高院"),
    ("要?(?:带|拿|出示|准备|交)(?=什么|啥|哪些|几)", "提供|携带|带|出示|提交|凭|持|准备|需"),
    (
        "有车|发[车船班]?(?!现|展|布|生|明|给|放|奖|多少钱|钱)",
        "发[车船班]|发[0-9一二三四五六七八九十]|运行|开行|首班|[0-9]时|班",
    ),
    ("大巴|客车|(?<!末)班车|巴士", "班[线车]|客车|大巴|巴士|线", _TITLE),
    ("(?<=的)车(?![辆站票主间位])", "班|车|线|趟"),
    ("限(?:制|流)?", "限"),
    ("修[理复好]?了?", "修|花了"),
    ("出的?钱|掏的?钱|出资|捐的?", "捐|出资|资助|赞助|投入|筹"),
    ("教书|任教|当老师", "任教|执教|教书|教师|教授"),
    ("能用|用上|启用|投用|交付", "交付|启用|投用|投入使用|竣工|完工"),
    ("建[成好]", "建成|落成|竣工|完工|建于"),
    ("(?<![修改])[建造盖]的?", "建|造|盖|落成|竣工"),
    ("没上场|没出场|缺阵|没打", "没有出场|缺阵|缺席|未出场|没有上场|未能[出上]场|无缘"),
    ("打赢|战胜|击败|赢了?", "击败|战胜|胜|力克|淘汰|赢"),
    ("(?:碰|遇)[到见上]", "碰|遇|发现"),
    ("(?:怎么)?(?:处理|对付)|怎么办", "办|处理|处置"),
    ("涨价?", "涨|上调|提高|上升"),
    ("跌价?|降价?|便宜", "跌|降|下调|回落|低"),
    ("停水", "停水|停止供水|暂停供水", _TITLE),
    ("停电", "停电|停止供电|暂停供电", _TITLE),
    ("停[止]?(?:天然|煤|燃)?气", "停气|停止供气|停止供应", _TITLE),
    ("开始", "开始|起|启动|自|从"),
    ("(?<=几点)?(?:开门|开馆)|上班", "开门|开放|开馆|营业|服务时间|上班"),
    ("最低", "最低|低至|零下"),
    ("不用|不必|不该", "不用|不必|不该|无需|不应|无须"),
    ("觉得|认为|说自己|称自己", "觉得|认为|辩称|说|称|表示"),
    ("换[成上]?", "换|更新"),
    ("死[于在]?|去世|过世|走的", "逝世|去世|病逝|辞世|死|身亡|遇难"),
    ("出生|生[于在]", "生于|出生"),
    ("考试|笔试", "笔试|考试"),
    ("联系|咨询|打听", "电话|热线|咨询|拨打|联系"),
    ("交(?=多少|什么|几)", "收取|缴纳|交|缴|收|保证金"),
    ("(?<![编])写的?", "作|写|著|撰"),
    ("得(?:到|了)?(?=多少分|几分)|拿(?:到|下|了)?(?=多少分|几分)", "分"),
    ("见[到过]|看[到见]的?", "看见|看到|见到|见过|发现|目击"),
    ("挂号", "挂号|预约|号源"),
    ("看病|就诊|门诊", "门诊|就诊|出诊|坐诊|接诊|看病"),
    ("退(?:票|款|钱|货)", "退"),
    ("坐什么车|怎么(?:去|坐车|走|过去)|怎么绕|绕行", "乘|公交|地铁|绕行|换乘|[0-9]路"),
    ("下雨|有雨", "雨"),
    ("下雪|有雪", "雪"),
    ("刮风|风力", "风|[0-9]级"),
    ("被抓|落网|抓[到住]", "抓|落网|逮捕|刑拘|拘留|归案"),
    ("坐牢|关", "有期徒刑|监禁|拘役"),
    ("罚款?了?", "罚"),
    ("得奖|获奖|拿奖", "奖"),
    ("进球", "球|破门"),
    ("着火|起火|失火", "火"),
    ("倒塌|塌了?|垮了?", "塌|垮|倒"),
    ("撞[上到了]?", "撞|碰撞|追尾"),
    ("开业|开张", "开业|开张|营业|迎客|揭牌"),
    ("招[聘收]?", "招"),
    ("住在?", "住|居住|家住"),
    ("老公|丈夫|爱人", "丈夫|爱人|老伴"),
    ("老婆|妻子|媳妇", "妻子?|爱人|老伴"),
    ("爸爸?|父亲", "父亲?"),
    ("妈妈?|母亲", "母亲?"),
    ("电话(?:号码)?", "电话|热线|[0-9]{7}"),
    ("收入|进账", "收入|赚|挣|到手|盈利|利润"),
    ("花费?了?|投资?了?|耗资|造价", "花|投|耗资|斥资|造价|费用|总价|款"),
    ("卖[出掉]?了?", "卖|售|成交"),
    ("捡到?|拾到?", "捡|拾"),
    ("取消|不办了", "取消|停办"),
    ("改[到成在为]", "改|推迟|延期|顺延|提前|调整"),
    ("推迟|延期|延后", "推迟|延期|延后|顺延|晚"),
    ("主办|举办|举行|办", "主办|承办|举办|举行|开"),
    ("年纪|岁数|年龄", "岁|年龄"),
    ("没去|没有去", "没有答应|没有去|未去|拒绝|没去"),
    ("不让走|封闭|封路", "封闭|禁行|管制|禁止通行"),
)
"""How something is asked, what a sentence that is of it has, and whether the title will do."""

_LIGHT = re.compile(
    "去|来|到|看|拿到?|得到?|领到|打|做|干|搞|弄|想|打算|准备|有|天|几天|钱|元|人|地方|时间|觉得|能"
    "|大概|一共|总共|总的?|现在|目前|这次|这回|那次|本场|本次|这场|谁|哪|什么"
    "|怎么|多少|几|几点|是|一个|最后|分别|具体|原来|究竟|到底|请问|号|要|会|叫|名字|位|开车"
)
"""Words that ask of nothing in particular."""


def written(question: str) -> tuple[str, tuple[Written, ...]]:
    """Return a question without what it asks as one speaks, and how each of that is written.

    A single character counts as a word only: 办, but not that of 办公.
    """
    found: list[Written] = []
    for asked, said in _patterns():
        edges: frozenset[int] | None = None
        for match in list(asked.finditer(question))[::-1]:
            if len(match[0]) == 1:
                edges = word_edges(question, guess=False) if edges is None else edges
                if not {match.start(), match.end()} <= edges:
                    continue
            question = question[: match.start()] + " " * len(match[0]) + question[match.end() :]
            found.append(said)
    return question, tuple(dict.fromkeys(found))


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[re.Pattern[str], Written]]:
    return [
        (re.compile(asked), Written(re.compile(said), title=bool(title)))
        for asked, said, *title in _WRITTEN
    ]


def is_light(word: str) -> bool:
    """Whether a word of a question asks of nothing in particular: 拿, 打算, 一共."""
    return _LIGHT.fullmatch(word) is not None
