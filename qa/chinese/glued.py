"""Where an article begins whose headline was put before its first sentence without a break.

Web pages that were saved as one run of text begin so: 原标题：老桥通车云岭市4月3日，…. What the
headline says comes again in what follows, and a day or a credit begins that.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from qa.chinese.characters import HAN
from qa.chinese.datelines import is_dateline
from qa.chinese.gazetteer import COUNTRIES
from qa.chinese.openings import EDITORS_NOTE, past_opening
from qa.chinese.predicates import SPEECH, lacks_subject
from qa.chinese.quotes import unbalanced
from qa.chinese.surnames import ALL_SURNAMES
from qa.chinese.tokens import bigrams
from qa.chinese.words import tagged, word_edges
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["article_start", "glued_title", "holds_title", "past_all_before", "past_headline"]

_CALLED = re.compile("\\s*[【\\[]?原标题[：:]")
_TWICE = re.compile(
    r"\s*原标题[：:]\s*(?P<title>[^\s。][^。\n]{7,59}?)\s*(?P=title)[ \u3000]*(?=[^。！？\n]{12})"
)
# A sentence twice, first as the headline: 老桥修好了，居民都过河老桥修好了，居民都过河。
_SAID_AGAIN = re.compile(
    r"\s*(?:原标题[：:]\s*)?(?P<title>[^\s。！？][^。！？\n]{7,59}?)[ \u3000]*"
    r"(?=(?P=title)[，。！？])"
)
_CREDITS = (
    re.compile(
        rf"(?:本报|本网|本刊)(?:[{HAN}]{{0,6}}\d{{0,2}}月?\d{{0,2}}日?[电讯]|讯|消息)"
        rf"|(?:新华社|中新社|中新网|人民网|央广网|海外网)(?:[{HAN}]{{0,8}}\d{{1,2}}月\d{{1,2}}日(?:[电讯]|消息))"
    ),
    re.compile(
        rf"(?:新京报|(?<=[^{HAN}【])[{HAN}]{{2,4}}(?:网|在线|日报|晚报|客户端))"
        rf"(?:讯|消息|[{HAN}]{{0,4}}\d{{1,2}}月\d{{1,2}}日[讯电])"
        rf"|(?<=[^{HAN}])[{HAN}]{{2,6}}\d{{1,2}}月\d{{1,2}}日(?:消息|[讯电])"
        rf"|[{HAN}]{{2,4}}(?:APP|App|客户端)获悉，|[{HAN}]{{2,4}}网\d{{1,2}}月\d{{1,2}}日报道"
    ),
)
# 本报讯新华社记者何远、本报记者李明报道：
_REPORTED = re.compile(
    "\\s*(?:本报|新华社|中央)[^。：，“]{0,40}记者[^。：“]{2,60}(?<!据)报道[：:]\\s*(?=[^\\n]{12})"
)
_TAKEN_FROM = re.compile("\\s*本文转自[：:]?【[^】\\n]{2,16}】[；;。，]?\\s*(?=[^\\n]{12})")
_DAY = re.compile(
    r"(?<![在于至到自从截起迟近计定改延和与及、，；：年月间（(\d])"
    r"(?:当地时间|北京时间)?(?:20\d\d年)?\d{1,2}月\d{1,2}日(?:[上下]午|晚|凌晨|清晨|一大?早|傍晚|中午)?"
    r"(?:\d{1,2}时(?:\d{1,2}分|半)?[许左]?右?)?[，,（(]"
    r"|(?<=[^在于至到自从截起和与及、，：年月据了])(?:近日|日前|近期|连日来|昨日|今日|近年来|今年以来)[，,由]"
)
_ANY_DAY = re.compile(
    r"(?<![在于至到自从截年（(\d])(?:(?:20\d\d年)?\d{1,2}月\d{1,2}日(?!报道)"
    r"|20\d\d年(?:\d{1,2}月(?!\d)|暑假|寒假|以来|[春夏秋冬上下]))"
)
# 来源：云岭网－清河频道 原创稿 and 云岭日报记者 何远 通讯员 李明.
_PAGE = re.compile(
    rf"(?:来源[：:][ \u3000]*[^ \u3000。，“]{{2,16}}(?:[ \u3000]+|(?=“)))?(?:原创稿[ \u3000]*)?"
    rf"(?:[{HAN}]{{2,8}}记者[ \u3000]+(?:[{HAN}]{{2,4}}[ \u3000]+)*"
    rf"(?:通讯员[ \u3000]+(?:[{HAN}]{{2,4}}[ \u3000]+)*)?"
    rf"[{HAN}]{{2,3}}(?=\d|“|[近日]日))?"
)
# Who made known on the day what is told: 廉洁|据云岭监察网4月3日通报，.
_ACCORDING = re.compile(
    r"(?<![依证数占论根])据[^，。：“”\s]{2,20}$|，[^，。：“”\s]{2,6}(?:台|局|部|委|社|网)$"
)
_AS_OF = re.compile(r"截至(?:20\d\d年)?\d{1,2}月\d{1,2}日")
_REPORTER = re.compile(
    rf"(?:记者|作者|撰文)(?!来[到自]|从|在|了解|获悉|看到|采访|发现)"
    rf"[：:/／ \u3000]*(?:[{HAN}]{{2,3}}[ \u3000]+通讯员[ \u3000]+)?(?=[{HAN}]{{5}})"
)
# What one does something for: 为加强桥梁管理.
_AIMS = (
    "深入|进一步|全面|推动|推进|切实|全力|充分|加强|加快|贯彻|落实|丰富|提升|增强|持续|营造|确保|积极|适应"
    "|顺利|集中|强化|促进|响应|应对|防范|迎接|庆祝|纪念|做好|助力|缓解|解决|打造|引导|培养|展现|维护|感谢"
)
# What begins the sentence after a headline that is called one.
_BEGINS = re.compile(
    rf"【[^】]{{2,24}}(?:报道|讯|消息|电)[^】]{{0,16}}】"
    rf"|(?<=[{HAN}”])(?:为了?(?:{_AIMS})"
    rf"|自[^，。“”]{{4,20}}以来，|[进步]入20\d\d年，|(?:(?<!截至)(?<!到)目前|今年以来|近年来|据悉|据了解)，"
    rf"|据[^，。“”]{{2,30}}(?:报道|消息|公告|通报)(?:称|显示)?，"
    rf"|据《[^，。“”]{{2,40}}日报道|记者[^，。“”]{{0,4}}从[^，。“”]{{2,30}}(?:获悉|了解到)，)"
)
_LEARNT = re.compile(rf"(?<=[{HAN}]{{4}})获悉[，：:]?(?=[{HAN}]{{4}})")
# What goes with the headline that stands before it: whose dispatch it is, and whose article.
_DISPATCHED = re.compile(
    r"\d{1,2}月\d{1,2}日[讯电](?=[ \u3000]*[（(])|讯(?:(?=[（(])|，)"
    "|本文转自[：:]?【[^】]{2,16}】[；;。，]?"
)
# Who wrote it, and what else stands only where a sentence begins.
_WRITTEN = re.compile(
    "(?:来源|稿源|转自|作者|每经(?:记者|编辑))[：:]"
    "|(?:◎|[（(])?(?:记者|通讯员)[ \u3000：:]|【[^】]{2,12}】"
)
_FIRST_WORDS = re.compile(
    rf"(?<=[{HAN}”！？%％])(?:(?<![在于至到自从截和与的])(?:(?:近日|日前|前不久)(?=[{HAN}，“])|最近，)"
    r"|据“[^”]{2,16}”(?:微信)?(?:公众号|微博|客户端)[^，。]{0,12}(?:报道|消息|通报)[，：]"
    r"|综合[^，。“”]{2,12}(?:消息|报道)，|在?过去的?[^，。]{1,8}[年月日天周]里?中?，|正值[^，。]{2,10}，|由于[^，。]{6,60}，"
    r"|\d{1,2}日\d{1,2}时(?:\d{1,2}分)?[许左]?右?，|连日来，|根据[^，。]{2,20}(?:规则|规定|要求|部署|数据)，"
    r"|(?:当地|北京|美东)时间(?:(?:\d{1,2}月)?\d{1,2}日|周[一二三四五六日])[上下凌晨午晚间]{0,2}(?:[（(][^（）()]{2,8}[）)])?，|(?:今[天日]|昨[天日])(?:[（(]|\d{1,2}时|[上下]午|，|是)"
    r"|(?<![就者员司局作成认以称视改变行极更较最大因正即转换划])"
    rf"为(?:了|让|有效|大力|帮助|提高|满足|保障|方便|弘扬|规范|{_AIMS})(?=[^，。]{{6,60}}，)"
    r"|(?<![接承遭享感忍])受[^，。]{2,20}影响，"
    r"|随着[^，。]{4,40}，|(?<!就)在[^，。]{4,30}(?:之际|来临|当下|过程中)，)"
)
_LATELY = re.compile("近日|日前|前不久")
_LAND = f"(?:{'|'.join(sorted(COUNTRIES, key=len, reverse=True))})"
# 甲国《云河报》4月3日报道, 甲国桥梁局3日宣布.
_ABROAD = re.compile(
    f"{_LAND}"
    rf"(?:媒体|[{HAN}]{{2,8}}?(?:新闻网|电视台|广播公司|[日时邮]报|通讯社))[{HAN}]{{0,4}}\d{{1,2}}日(?:报道|援引|刊文)"
    f"|(?<=[{HAN}])(?<![的在于与和对向为被由、让给据按]){_LAND}"
    rf"(?:[{HAN}]{{2,16}}\d{{1,2}}日(?:通报|宣布|发布|表示|说|称|承认)"
    rf"|[《“][^》”]{{2,12}}[》”][{HAN}]{{0,4}}(?:\d{{1,2}}月)?\d{{1,2}}日)"
    r"|(?:当地|北京|美东)时间周[一二三四五六日][上下凌晨午晚间]{0,2}(?:[（(][^（）()]{2,8}[）)])?，"
)
_DESK = re.compile(r"[A-Za-z]{2,6}[\u4e00-\u9fff]{0,4} ?\d{1,2} ?月 ?\d{1,2} ?日 ?(?:消息|讯|报道)")
_SPACED = re.compile(rf"(?<=[{HAN}！”》])(?:[ \u3000]{{4,}}|[→➤⬇]+[ \u3000]*)(?=[{HAN}])")
_STARTED = re.compile("[。\n]")
_FIRST = re.compile(r"[^。！？\n“]{2,50}[。！？][\s\u3000]*")
_REACH = 160  # characters in which a headline ends
_LEAST = 8  # characters of a headline
_AFTER = 200  # characters after it in which it comes again
_SHARED = 0.4  # of its bigrams
_ASKS = re.compile("[吗呢？?！!]|[ \u3000]")
_NEAR = 60  # characters in which the name that it begins with comes again
_LONG, _SURE = 36, 0.45  # of a headline that nothing but what comes again shows
_SAID = re.compile(f"(?<=[{HAN}])“[^“”]{{8,}}[。！？!?]”?")
_ENDS = re.compile(
    f"(?![的对和与及在向为让给被把由从据长员任家师者记席是进到往入自离过])[{HAN}！？]"
)
_SAYS = re.compile(f"{SPEECH}$")
# What a short name is followed by that stands where a sentence begins: 云河公告，云河市…部门.
_SAYS_OR_IS = (
    "(?:宣布|公告|发布公告|表示"
    "|[市县区省](?!长|委书记)[^，。]{2,16}(?:表示|消息|通报|发布|公布|，))"
)
# What stands between a headline and its article: 极目新闻记者 何远, 文/何远, 点击上方关注.
_PAPER = (
    rf"(?:[{HAN}]{{2}}(?:日报|晚报|晨报|早报|商报|快报|都市报|新闻)|中国青年报|中国证券网|上证报|财联社|新京报|大河报)"
    rf"(?:APP|客户端|[{HAN}]{{0,2}}新闻)?"
)
_AFTER_TITLE = re.compile(
    rf"[ \u2003\u3000]{{2,}}|(?:北京|当地)时间$|上证报中?$|记者[{HAN}]{{2,3}}$|【[^】]*】$"
    rf"|(?:中新|央广|人民|新华|鲁|红)网[{HAN}]{{0,4}}$"
    rf"|《[^》]{{2,10}}[报网刊]》$|(?:金融界|格隆汇|智通财经|[{HAN}]{{2}}在线)$"
    rf"|(?:导报|中国[{HAN}]{{2,4}}网)讯(?=[（(]|$)|[{HAN}]{{2}}在线\d{{1,2}}月\d{{1,2}}日讯"
    rf"|(?:{_PAPER}社?)?[ \u3000|｜]*(?:首席|见习|全媒体)?"
    r"(?:记者|通讯员|实习生|作者|编辑)[ \u3000：:/／|｜]"
    r"|[（(][^（）()]*(?:记者|通讯员|来源|作者)|[文图][ \u3000]*[/／|｜：:]|来源[：:]"
    r"|点击|关注我们|本文转自|[⇧▲△※★◎■●]"
    rf"|{_PAPER}[-—|｜ \u3000]*$"
    r"|[→➤⬇]+$"
)
_COLUMN = re.compile(rf"[{HAN}A-Za-z·、 ]{{2,16}}?[｜丨|][ \u3000]*")
# What is no headline of a paper: it teases, or its article begins within it.
_TEASES = re.compile(
    r"刚刚|速看|重磅|突发|等你|快来|咋回事|怎么回事|竟然?是|真相|原因|打卡|揭秘|今日辟谣|\.\.|…|[@#↓]|只因|这[个些一样里次]|[来判]了$"
    r"|[？?啦咯哦呢吧它他她]！?$|(?:图片|视频|直播|简讯|现场|回应|讯)$|日?[电讯][（(]"
)
_CUT = re.compile(
    r"[，、：:；（(“《—\-\d]$|[。；]|！.*！|(?<![通海举预喜情捷申播])报$|(?:客户端|融媒体?)$"
)
_SAID_OUT = 11  # characters of the longest part of a headline that calls: 快讯！老桥今晨通车….
_DAY_BEGINS = re.compile(r"[，,（(讯消报电]|[上下]午|凌晨|清晨|傍晚|晚|早|中午|收盘|家住|有|热|是")
# 云岭举办桥梁工技能大赛桥梁工技能大赛
_ENDS_TWICE = re.compile("(?P<once>.*?(?P<end>.{6,}))(?P=end)")
_AS_NEWS = re.compile(r"据|近日|日前|\d{1,2}月\d{1,2}日")
_TITLE_AND_MORE = re.compile(f"[{HAN}\\w“”]{{29,}}")
_SHORTEST_TITLE, _LONGEST_TITLE = 8, 44
_CLAUSE, _REST = re.compile("[，。；：！？]"), 8  # characters before the first mark


def article_start(text: str) -> int:
    """Return where the first sentence of an article begins: 0 where no headline is glued to it."""
    text = text.replace("\xa0", " ")  # as saved pages have it
    if above := _past_what_is_above(text):
        return above
    if twice := _TWICE.match(text):
        return _past_credit(text, twice.end())
    begun = len(text) - len(text.lstrip())
    called = _CALLED.match(text)
    start = called.end() if called else begun
    if not called and (text[start : start + 1] == "“" or _opens(text, start)):
        return 0
    first = _STARTED.search(text, start)
    end = min(first.start() if first else len(text), start + _REACH)
    for pattern in _CREDITS:
        credit = pattern.search(text, start + _LEAST, end)
        before = text[start : credit.start()] if credit else ""
        if credit and before[-1] not in "据按" and before.count("（") == before.count("）"):
            return credit.start()
    for day in _DAY.finditer(text, start + _LEAST, end):
        if called or (
            text[day.start() - 1] not in "？?！!" and _comes_again(text, start, day.start())
        ):
            return _who_says(text, start, day.start())
    if not called:
        return _repeated(text, begun, end)
    if as_of := _AS_OF.search(text, start + _LEAST, end):
        return as_of.start()
    days = (day.start() for day in _ANY_DAY.finditer(text, start + _LEAST, end))
    again = (day for day in days if _comes_again(text, start, day))
    found = _who_says(text, start, next(again, 0)) or _after_reporter(text, start, end)
    found = found or _said_first(text, start, end) or _begun(text, start, end)
    return found or _named_again(text, start, end) or _surely_begun(text, start, end)


def glued_title(text: str) -> Span | None:
    """Return the headline that stands before an article without a break, if it is called one.

    原标题：老桥通车云岭市4月3日，…. None where it teases, says little, or may have more or less
    than the headline in it.
    """
    called, start = _CALLED.match(text), article_start(text)
    if called is None or start <= called.end() or _is_within(text, start):
        return None
    begin, end = called.end(), start
    if twice := _TWICE.match(text):
        begin, end = twice.span("title")
    begin += len(text[begin:end]) - len(text[begin:end].lstrip(" \u3000】]"))
    if column := _COLUMN.match(text, begin, end):
        begin = column.end()
    if after := _AFTER_TITLE.search(text, begin + _LEAST, end):
        end = after.start()
    title = text[begin:end].rstrip()
    if again := _ENDS_TWICE.fullmatch(title):
        title = again["once"]
    if not _SHORTEST_TITLE <= len(title) <= _LONGEST_TITLE or _COLUMN.search(title):
        return None
    if _TEASES.search(title) or _CUT.search(title) or unbalanced(title) or not _has_verb(title):
        return None
    parts = re.split("[ \u3000，！]+", title)
    if all(map(lacks_subject, filter(None, parts))):
        return None
    if "！" in title and max(map(len, parts)) < _SAID_OUT:
        return None
    return Span(start=begin, end=begin + len(title))


def past_headline(text: str, sentence: Span) -> Span:
    """Return a sentence without the headline, called 原标题, that stands before it unbroken.

    Without 原标题： alone where it is not known where the headline ends, or where there is no more
    of the sentence.
    """
    called = _CALLED.match(text)
    if called is None or called.end() >= sentence.end:
        return sentence
    start = article_start(text)
    start = start if start < sentence.end else called.end()
    return Span(start=max(sentence.start, start, called.end()), end=sentence.end)


def past_all_before(text: str, sentence: Span) -> Span:
    """Return a sentence without such a headline, and the dateline or credit before it (本报讯)."""
    return past_opening(text, past_headline(text, sentence), days=False)


def holds_title(text: str, sentence: Span) -> bool:
    """Whether a sentence has the end of a headline in it: where the article begins is not known.

    It stands before the first full stop after 原标题：, and has a long clause without a mark. None
    that begins as news do: 据报道，.
    """
    called = _CALLED.match(text)
    first = _STARTED.search(text, called.end()) if called else None
    if first is None or sentence.start > first.start() or _AS_NEWS.match(text, sentence.start):
        return False
    return _TITLE_AND_MORE.search(text, sentence.start, sentence.end) is not None


def _past_what_is_above(text: str) -> int:
    """Return where a text begins after who reported it, itself, or a picture's line above it.

    活动现场。云岭日报4月3日讯（记者何远）…: one sentence, no dispatch itself and no editor's note.
    0 if neither stands there.
    """
    if above := _REPORTED.match(text) or _TAKEN_FROM.match(text):
        return above.end()
    again = _SAID_AGAIN.match(text)
    if again and (_CALLED.match(text) or _is_said_once(again["title"])):
        return again.end()
    first = _FIRST.match(text)
    if first is None or past_opening(text, Span(start=0, end=first.end())).start > 0:
        return 0
    rest = text[first.end() : first.end() + _REACH]
    noted = re.match(EDITORS_NOTE, text)
    return first.end() if is_dateline(rest) and not noted else 0


def _is_said_once(text: str) -> bool:
    """Whether a text tells something and is not one part over and over, as songs are: 加油加油."""
    return text not in (text + text)[1:-1] and _has_verb(text)


def _is_within(text: str, start: int) -> bool:
    """Whether a day that an article is taken to begin with stands amid its sentence."""
    day = None if _DAY.match(text, start) else _ANY_DAY.match(text, start)
    return day is not None and _DAY_BEGINS.match(text, day.end()) is None


def _opens(text: str, start: int) -> bool:
    """Whether a text begins with a dateline or credit: no headline stands before that."""
    whole = Span(start=start, end=min(len(text), start + _REACH))
    return past_opening(text, whole, days=False) != whole


def _past_credit(text: str, start: int) -> int:
    """Return where what follows a headline begins without the name of the page and its writers."""
    found = _PAGE.match(text, start)
    return found.end() if found else start


def _who_says(text: str, start: int, at: int) -> int:
    """Return where who made something known on a day begins, or where the day does."""
    found = _ACCORDING.search(text, start + _LEAST, at) if at else None
    return found.start() + (found[0][0] == "，") if found else at


def _comes_again(text: str, start: int, at: int) -> bool:
    """Whether what follows says what stands before a day, or that is no sentence's beginning."""
    own = set(bigrams(text[start:at]))
    shared = own & set(bigrams(text[at : at + _AFTER]))
    return len(shared) >= _SHARED * len(own) or _ASKS.search(text[start:at]) is not None


def _begun(text: str, start: int, end: int) -> int:
    """Return where a sentence begins as news do after a headline that is called one; else 0.

    Who learnt it is left out: 获悉.
    """
    for pattern in (_DESK, _ABROAD, _SPACED):
        if found := pattern.search(text, start + _LEAST, end):
            return found.end() if pattern is _SPACED else found.start()
    for found in _BEGINS.finditer(text, start + _LEAST, end):
        if found[0][0] in "【据" or _comes_again(text, start, found.start()):
            return found.start()
    learnt = _LEARNT.search(text, start + _LEAST, end)
    return learnt.end() if learnt else 0


def _surely_begun(text: str, start: int, end: int) -> int:
    """Return where what follows a headline begins that is called one, by its first words; else 0.

    No quotation or bracket that the headline opens is open there.
    """
    if found := _DISPATCHED.search(text, start + _LEAST, end):
        return found.end()
    for pattern in (_WRITTEN, _FIRST_WORDS):
        for found in pattern.finditer(text, start + _LEAST, end):
            if not unbalanced(text[start : found.start()]) and _begins_there(text, found.start()):
                return found.start()
    return 0


def _begins_there(text: str, at: int) -> bool:
    """Whether no subject stands before 近日: after it comes one, or a comma."""
    lately = _LATELY.match(text, at)
    if lately is None:
        return True
    word, tag = tagged(text[lately.end() : lately.end() + 2])[0]
    return tag[:1] in "nmrtwx" or word == "有"


def _after_reporter(text: str, start: int, end: int) -> int:
    """Return where what follows 记者 何远 begins, a name of two or three characters; else 0."""
    found = _REPORTER.search(text, start, end)
    if found is None or text[found.end()] not in ALL_SURNAMES:
        return 0
    at = found.end()
    size = max((3, 2), key=lambda n: _first_word(text[at + n : at + n + 8]))
    return at + size


def _said_first(text: str, start: int, end: int) -> int:
    """Return where a quotation of a sentence begins that stands right after a headline; else 0."""
    said = _SAID.search(text, start + _LEAST, end + 1)
    return said.start() if said else 0


def _named_again(text: str, start: int, end: int) -> int:
    """Return where the name that a headline begins with begins the article's sentence; else 0.

    A name of two characters does before 宣布 and the like.
    """
    for name in _first_names(text[start:end]):
        at = text.rfind(name, start + _LEAST, min(end, start + _NEAR))
        if at > 0 and _ENDS.match(text[at - 1]) and _has_verb(text[at:end]):
            return at
    short = re.escape(text[start : start + 2])
    again = re.compile(f"(?<=[{HAN}]){short}{_SAYS_OR_IS}").search(text, start + _LEAST, end)
    return again.start() if again and _ENDS.match(text[again.start() - 1]) else 0


def _first_names(text: str) -> Iterator[str]:
    """Yield the nouns that a text begins with, of three characters or more, the most first."""
    nouns = [word for word, _ in takewhile(lambda one: one[1][:1] == "n", tagged(text))]
    for many in (3, 2, 1):
        name = "".join(nouns[:many])
        if len(nouns) >= many and len(name) > 2:
            yield name


def _first_word(text: str) -> int:
    return min(word_edges(text, guess=False) - {0}, default=0)


def _repeated(text: str, start: int, end: int) -> int:
    """Return where a headline ends whose words come again, its first and its last among them.

    Up to the first mark of the sentence; what follows begins with who says so. 0 if there is none.
    """
    mark = _CLAUSE.search(text, start, end)
    if mark is None or mark[0] != "，":
        return 0
    clause = text[start : mark.start()]
    for size in sorted(word_edges(clause), reverse=True):
        if not _LEAST < size <= min(_LONG, len(clause) - _REST):
            continue
        own = bigrams(clause[:size])
        after = set(bigrams(text[start + size : end]))
        again = [gram in after for gram in own]
        if not (again[0] and again[-1] and sum(again) >= _SURE * len(own)):
            continue
        words = tagged(clause[size:])
        says = _SAYS.search(clause) and _has_verb(clause[:size])
        if says and words[0][1][0] == "n":
            return start + size
    return 0


def _has_verb(text: str) -> bool:
    return any(tag[:1] == "v" and not tag.endswith("n") for _, tag in tagged(text))
