"""The part of an answer that answers: without the words of its question that it begins with.

The reader often gives its sentence from the beginning (总投资是3600万元 for what was invested), and
of a figure, a day or a telephone number all that is said of it. What is cut off repeats the
question, or says nothing of what was asked; what is left stands in the text as it is.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from qa.answering.wording import ASKS_FIGURE
from qa.chinese.asking import Wanted, wanted
from qa.chinese.gazetteer import COUNTRIES
from qa.chinese.questions import asks_for_a_year
from qa.chinese.quotes import unbalanced
from qa.chinese.surnames import ALL_SURNAMES
from qa.chinese.words import tagged
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["EMPTY", "asks_for_one", "narrowed", "repeated"]

_LINK = re.compile(
    "是指|指的是|意思是|是因为|是由于|是[以在由]|便是|就是|(?<!既)是|分别为|分为|分成|名为|称为|约为|(?<!一)为(?![了何首主期])"
    "|即(?![可将使])|[：:]|叫做?|称作|位于|坐落于|地处|属于|隶属于|来自|源自|改编[自于]|在于|在(?!线)|处于|建于"
    "|始于|于(?!是)|设有|共有|拥有|主要有|还有|包括|含有|有(?![关效限时着])|达到|高达|达|大概|大约"
    "|约(?![定束会翰])|从事|因为|由于|因(?![素此而])|由(?!于)|获得?|担任|出任|任(?![务何命职])|需要|要(?![求么])"
    "|采用|使用|吃|用(?![户途于])|以(?![上下内外及前后来色])|出自|曾|可(?!能)|(?<![社都])会(?![议员长])|[，,]"
)
"""What joins the words of a question to their answer."""
_ABOUT = re.compile("(?:约为|大约|大概|约)$")
"""What joins them and belongs to the answer: 八成 is not what 约为八成 says."""

EMPTY = frozenset(
    "的了在是为于之也都就还将已曾其这该此本个等地得着过来把对与和及并且而所以上中下里内后前时"
    "主要一般通常说大概可应会能共分别它他她们现当则"
)
"""Characters of words that mean little."""
_REPEATED = 0.6
"""The share of the characters of what begins an answer that has to stand in the question."""

_COMMAS = "，,"
_DIGITS = str.maketrans("０１２３４５６７８９．％", "0123456789.%")

_ATTRIBUTE = re.compile(
    "(?:表?字|号|祖籍|籍贯|原籍|原名|本名|别名|学名|谥号|庙号|绰号|外号|笔名|艺名|年号|司职|主修|职业|味道)[：:]?(?=.)"
)
_COUNTRY = re.compile(
    f"(?:{'|'.join(sorted([*COUNTRIES, '中国'], key=len, reverse=True))})籍?的?(?=[一-龥]{{2}})"
)
_WHICH = re.compile("哪|分别|什么")
_COUNT = re.compile(
    "[这共等]?(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,2})[大个种类座位条部家所项名款站][一-龥]{0,4}$"
)
_HANGING = ("和", "与", "及", "或", "的", "是", "、")
_PROFESSION = re.compile("职业(?:是|[？?]|$)|什么职业")
_AT_LENGTH = re.compile(
    "功[效能用]|用途|价值|特[点征性色]|区别|不同|影响|作用|意义|含义|问题|性质|看法|观点|计划|反应|害处|好处|危害|症状"
)
"""What is answered with a clause, which is no answer without its beginning."""
_WHY = re.compile("为什么|为何|原因|怎|如何|特[点征]|区别|不同|影响|作用|意义")
_MEASURED = re.compile(
    "价格|费用|身高|年龄|时长|比例|销量|距离|面积|重量|体重|票价|门票|房价|[利汇税]率|产量|人数|[温气密长宽高厚深]度"
    "|投资|收入|营收|产值|寿命|收视率|票房|含量|海拔"
)
_OTHERWISE = re.compile("谁|什么|哪|怎|吗")
_ASKED = "(?:谁|什么|哪|多少|几|怎|为何|如何|何[时处地])"
_TWO = re.compile(f"{_ASKED}.*[，,、；;？?和及并].*{_ASKED}")  # 桥长多少，由谁修建
_CODE = re.compile("编号|号码|代码|公式")
_WHEN = re.compile("哪一?[天日年月]|什么时[候间]|何时|几[月号日点年]|时间|日期|[哪什][段么]时期")
_OF_ONE = re.compile("(?<!怎)(?:多少|几|哪)|多[大长高久]|时候")
_SHORT = 11
_WHO = re.compile("谁|哪[位些名]|什么人")
_TELEPHONE = re.compile("电话|热线")
_KINDS = (
    (_WHEN, ("t", "m")),
    (ASKS_FIGURE, "m"),
    (_WHO, "nr"),
    (re.compile("哪[里儿]|什么地方|何[处地]|哪个?[省市县区镇国]"), "ns"),
)
"""Questions, and how the words are tagged that answer them."""

_NUMBER = re.compile(r"[+\d][\dOoIl]*(?:-+[\dOoIl]+)+|\d{7,}")
_NUMERAL = "0-9一二三四五六七八九十百千万亿两几半数多零"
_FIGURE = re.compile(
    "(?:(?:大约|大概|约为?|近|超过?|最[多少高低]|[至不][少到]|共|第|[￥$¥])*"
    rf"[{_NUMERAL}][{_NUMERAL}.,:：·/~～－\-—―+×xX*]*"
    "(?:%|‰|℃|个|名|位|岁|周年|周|年代?|月|日|天|小时|分钟|[分秒点元块毛角]|时(?!间)|[美欧日]元|公里|平方[公千]?[里米]"
    "|立方米?|[千厘毫]?米|[公千]?斤|千克|[克吨两倍次种座条家人集本部篇首期届度里亩张只辆艘架枚件层代]|公顷|点卷|铢|星期|季度"
    "|世纪|级|[kcm]?m|[kK]g|g|ml|KM|[MG]B(?:/s)?|IU/L|bar|码)*"
    "钱?(?:左右|以[上下内后]|之[间后]|多|不等|[后内初底末余份]|[中上下]旬)*"
    rf"(?:[至到~\-—－、和或](?=[{_NUMERAL}]))?)+"
)
_MEASURE = re.compile("[qnm]")
_TURN = re.compile("[增降减涨跌升缩亏不未没无]")
_BEARS_ON = re.compile(
    "[的总上成好]$|[首前后每各均另再其比年月周日0-9]|至[少多]|最|起码|仅|只|超|满|破|近|几乎|[大小多少高低]于|提前|零下|负|氏$"
    "|(?<!人民)币$|[美日欧港韩]元$|英镑$|美金$"
)
"""Words before a figure that say which it is, or how it is to be taken."""
_THEN = re.compile("就?(?:即可|可以|行|好|够)了?|就(?![不没])[一-龥]{1,4}了|的?比较[好多]")
"""What says after a figure that it is enough, or usual."""
_DAY = re.compile(
    "(?:当地时间|北京时间|农历|阴历|公元前?|大?约|[每今明去同当]?年)?"
    r"(?:[0-9〇零一二三四五六七八九十]{1,4}(?:[-—~～－至到、,，][0-9一二三四五六七八九十]{1,4})*(?:年代?|月份?|[日号]|世纪)"
    r"|\d{4}-\d\d?(?:-\d\d?)?|[一-龥]{2}[元一二三四五六七八九十]+年"
    r"|\d{1,2}[:：点时](?:\d\d|[0-9一二三四五六七八九十]+分|半)?|[上下]半年|[上中下]旬|[初末底前间]|[上下]午|晚上?"
    "|凌晨|中午|早上|[（(][^（）()]*[年月][^（）()]*[)）]|[至到\\-—－~～ ]|第?[一二三四1-4]季度"
    "|[春夏秋冬][季天]?|(?:周|星期)[一二三四五六日]|左右|前后|[以之][前后]|后|期间|[晚早初中后]期|起)+"
)
_YEAR = re.compile("[^，。年月]{1,6}年(?=[0-9元正一二三四五六七八九十]{1,3}月)")
_OF_DAYS = re.compile(r"[年月日号季天点]|世纪|\d:\d")
_SAID = re.compile("[0-9一二三四五六七八九十元春夏秋冬]")
_LONGER = 5
"""How many characters more than a figure or a day an answer has that is cut down to it.

Less than that may be cut off around a figure: see :func:`_is_bare`.
"""

_OF_ITEMS = re.compile(
    "(?P<first>[0-9][0-9.,]*[多余]?[万亿]?[多余]?[一-龥])、(?P<other>[一-龥]{2,8}?)[0-9][0-9.,]*[多余]?[万亿]?[多余]?[一-龥]"
)
_EACH = re.compile("各|分别|都|一共|总共|[和与及、]")
_SCHOOLS = ("大学", "中学", "小学")
_NAME_AND_MORE = re.compile(
    f"(?P<name>[{ALL_SURNAMES}][一-龥]{{1,2}})(?P<more>原|曾|{'|'.join(_SCHOOLS)})"
)
_NAME_AFTER = re.compile("(?P<name>[一-龥·]{2,8})[赛会]后")
_ROLE_AND_NAME = re.compile(f"[人员](?P<name>[{ALL_SURNAMES}][一-龥]{{1,2}})")
_ASKS_KIN = re.compile(
    "(?:[儿孙]子|女儿|孩子?|[妻父母]亲?|妻子|丈夫|爸爸|妈妈|[哥姐弟妹爷奶]|老人|[员师手者生])(?:是)?叫(?:什么|啥)|姓名"
)

_LOOSE = " ，,：:～~—－"
_OPEN_RANGE = "至到"
_HANGS = re.compile("(?<=[日月年号时分])[在于]$")
_HALF = re.compile(f"[{_NUMERAL}]个$")
_OTHER_HALF = re.compile("百分点|工作日|小时|星期|月(?![份底初末])")


def narrowed(question: str, text: str, span: Span) -> Span:
    """Return the part of ``span`` of ``text`` that answers a question, all of it where that is so.

    A unit that is cut in two is taken in whole (2.0个|百分点). What says 是 or 否 is left as it is,
    and what answers two questions at once.
    """
    if wanted(question) is Wanted.YES_NO or _TWO.search(question):
        return span
    text = text.translate(_DIGITS)  # every character keeps its place
    start, end = span.start, span.end
    said = text[start:end]
    half = _OTHER_HALF.match(text, end) if _HALF.search(said) else None
    if half:
        return Span(start=start, end=half.end())
    for cut in _CUTS:
        start, end = start + (part := cut(question, text[start:end])).start, start + part.end
    return Span(start=start, end=end)


def _past_question(question: str, said: str) -> Span:
    """Return an answer without what it begins with, if that is the question's words: 总投资是|….

    They end with a word that joins them to the answer. What is left must say something new. What
    explains or describes is left whole: its beginning is of it.
    """
    if wanted(question) is Wanted.PASSAGE or _AT_LENGTH.search(question):
        return _all(said)
    edges = set(accumulate(len(word) for word, _ in tagged(said)))
    best = 0
    for link in _LINK.finditer(said):
        about = _ABOUT.search(link[0])
        end = link.start() + about.start() if about else link.end()
        if end not in edges or not _is_new(question, said[end:]) or _in_figure(said, end):
            continue
        length, again = repeated(question, said[best:end])
        least = length if link[0] in _COMMAS else _REPEATED * length
        cut, rest = said[:end], said[end:]
        if again >= least and _is_whole(rest, said) and not _loses(question, cut, rest):
            best = end
    return _stripped(said, best, len(said))


def _past_attribute(question: str, said: str) -> Span:
    """Return an answer without the name of what is asked: 字|明远, asked for someone's 字."""
    found = _ATTRIBUTE.match(said)
    asked = found is not None and found[0].strip("：:") in question
    return _stripped(said, found.end() if found and asked else 0, len(said))


def _profession(question: str, said: str) -> Span:
    """Return a profession without the country of whom has it: 中国|足球运动员."""
    country = _COUNTRY.match(said) if _PROFESSION.search(question) else None
    return Span(start=country.end() if country else 0, end=len(said))


def _before_count(question: str, said: str) -> Span:
    """Return a list without how many it lists: 东门、南门|两个站. 等 stays with it."""
    counted = _COUNT.search(said) if _WHICH.search(question) else None
    if counted is None:
        return _all(said)
    end = counted.start() + counted[0].startswith("等")
    listed = said[:end]
    several = re.search("[、，]", listed) and not listed.endswith(_HANGING)
    return Span(start=0, end=end if several else len(said))


def _figure(question: str, said: str) -> Span:
    """Return the one figure that a long answer gives to how much or how many."""
    asks = ASKS_FIGURE.search(question) or (
        _MEASURED.search(question) and not _OTHERWISE.search(question)
    )
    if not asks or any(x.search(question) for x in (_WHY, _CODE, _TELEPHONE)):
        return _all(said)
    found = [one for one in _FIGURE.finditer(said) if len(one[0]) > 1 and one[0] not in question]
    if len(found) != 1:
        return _all(said)
    start, end = found[0].span()
    if re.match("[/A-Za-z]", said[end:]):
        return _all(said)
    word, kind = next(iter(tagged(said[end:])), ("", ""))
    if len(word) <= 3 and _MEASURE.match(kind):
        end += len(word)
    turned = any(turn not in question for turn in _TURN.findall(said[:start]))
    longer = len(said) - (end - start) >= _LONGER
    if turned or not (longer or _is_bare(question, said[:start], said[end:])):
        return _all(said)
    return _stripped(said, start, end)


def _is_bare(question: str, before: str, after: str) -> bool:
    """Whether the words around a figure have no bearing on it: 市价|320万, but 至少3天."""
    bears = any(word not in question for word in _BEARS_ON.findall(before))
    return not (bears or _WHEN.search(question)) and (not after or bool(_THEN.fullmatch(after)))


def _day(question: str, said: str) -> Span:
    """Return the one time that a long answer gives to when; its year alone where that is asked."""
    year = _YEAR.match(said) if asks_for_a_year(question) else None
    if year:
        return Span(start=0, end=year.end())
    if not _WHEN.search(question):
        return _hanging(said)
    found = [x for x in _DAY.finditer(said) if _OF_DAYS.search(x[0]) and _SAID.search(x[0])]
    if len(found) != 1:
        return _hanging(said)
    start, end = found[0].span()
    others = _SAID.search(said[:start] + said[end:])
    if others or len(said) - (end - start) < _LONGER:
        return _hanging(said)
    return _stripped(said, start, start + len(said[start:end].rstrip(_OPEN_RANGE)))


def _hanging_of(question: str, said: str) -> Span:
    """Return a figure or a place without the 的 that it ends with: 4000元|的."""
    hangs = said.endswith("的") and len(said) <= _SHORT and _OF_ONE.search(question) is not None
    return Span(start=0, end=len(said) - hangs)


def _telephone(question: str, said: str) -> Span:
    """Return the first telephone number of an answer, if one is asked for."""
    found = _NUMBER.search(said) if _TELEPHONE.search(question) else None
    return Span(start=found.start(), end=found.end()) if found else _all(said)


def _hanging(said: str) -> Span:
    """Return an answer without a preposition that its time ends with: 5月14日|在."""
    hangs = _HANGS.search(said)
    return Span(start=0, end=hangs.start() if hangs else len(said))


def _first_of_items(question: str, said: str) -> Span:
    """Return the first number of two, of which the other is not asked for: 20块|、糖藕9份."""
    items = _OF_ITEMS.fullmatch(said) if ASKS_FIGURE.search(question) else None
    if items is None or items["other"] in question or _EACH.search(question):
        return _all(said)
    return Span(start=0, end=items.end("first"))


def _name(question: str, said: str) -> Span:
    """Return a person's name without what is none of it: 何德远|原, 负责|人|方磊."""
    asks = _ASKS_KIN.search(question)
    if "谁" in question and (role := _ROLE_AND_NAME.fullmatch(said)):
        return Span(start=role.start("name"), end=len(said))
    if "谁" in question and (after := _NAME_AFTER.fullmatch(said)):
        return Span(start=0, end=after.end("name"))
    longer = _NAME_AND_MORE.fullmatch(said) if asks or "谁" in question else None
    if longer is None or (longer["more"] in _SCHOOLS and not asks):
        return _all(said)
    return Span(start=0, end=longer.end("name"))


_CUTS: tuple[Callable[[str, str], Span], ...] = (
    _past_question,
    _past_attribute,
    _profession,
    _before_count,
    _first_of_items,
    _name,
    _figure,
    _day,
    _telephone,
    _hanging_of,
)


def _all(said: str) -> Span:
    return Span(start=0, end=len(said))


def _stripped(said: str, start: int, end: int) -> Span:
    """Return a part of an answer without the spaces and marks that it begins or ends with."""
    part = said[start:end]
    start += len(part) - len(part.lstrip(_LOOSE))
    return Span(start=start, end=start + len(said[start:end].rstrip(_LOOSE)))


def _loses(question: str, cut: str, rest: str) -> bool:
    """Whether what is cut off has a new word of the kind that is asked for, what is left none."""
    return any(
        asked.search(question) and _has(kind, cut, question) and not _has(kind, rest, question)
        for asked, kind in _KINDS
    )


def _has(kind: str | tuple[str, ...], said: str, question: str) -> bool:
    return any(tag.startswith(kind) and word not in question for word, tag in tagged(said))


def _in_figure(said: str, at: int) -> bool:
    """Whether a figure stands on both sides of a mark: 2,|020, 8:|00."""
    return said[at - 2 : at - 1].isdigit() and said[at : at + 1].isdigit()


def _is_whole(part: str, said: str) -> bool:
    """Whether a part has no lone mark that the whole has not."""
    return not unbalanced(part) or bool(unbalanced(said))


def _is_new(question: str, said: str) -> bool:
    """Whether words say something that the question does not."""
    length, again = repeated(question, said)
    return again < length


def asks_for_one(question: str) -> bool:
    """Return whether a question in simplified characters asks for a time, a figure or a person."""
    return any(asked.search(question) for asked in (_WHEN, ASKS_FIGURE, _WHO))


def repeated(question: str, said: str) -> tuple[int, int]:
    """Return how many characters of words that mean something there are, how many repeat it."""
    words = [
        word
        for word, _ in tagged(said)
        if any(map(str.isalnum, word)) and not EMPTY.issuperset(word) and not _LINK.fullmatch(word)
    ]
    return sum(map(len, words)), sum(len(word) for word in words if _stands(word, question))


def _stands(word: str, question: str) -> bool:
    return word in question or (len(word) > 1 and all(char in question for char in word))
