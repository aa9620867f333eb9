"""Days as people say them -> days of the calendar: 昨日, 上周五, 去年十一月, 近三天, 2022年4月5日.

Pure functions. A week begins on Monday; 近三天 ends with the day given and counts it. What
stands in 《》 is a name and names no day. Not resolved: words that lean on the text before them
(当天, 次日, 同年, 比上年, 比上月), a weekday or a day without its week or month (周五, 5日).
Days are read in what is seen of a text: 4 月 5 日 in OCR's spaces too. In an article they are
counted from the day of the dispatch that they stand in. Lunar days (三月初三, 光绪三十二年四月,
months in Chinese numerals of an article before 1912) are as wide as their year: which days they
were is not known here.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.chinese.datelines import dispatches
from qa.chinese.fold import folded
from qa.chinese.numerals import Date, fold_width, integer, quantities
from qa.records import DateMention, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.chinese.fold import Folded

__all__ = [
    "SOON",
    "beside",
    "closed_up",
    "coming",
    "compared",
    "mentions",
    "no_such_day",
    "opened_until",
    "placed",
    "resolve",
    "resolve_copy",
    "stated",
    "undated",
    "whole_date",
]

Days = tuple[dt.date, dt.date]
"""First and last day, both inclusive."""

_TITLE = re.compile("《[^《》]*》|〈[^〈〉]*〉")
_LUNAR = re.compile("农历|阴历|旧历|夏历|闰|[一-龥]{2}(?:元|[一二三四五六七八九十]+)年")
_REIGNS = {
    "顺治": 1643, "康熙": 1661, "雍正": 1722, "乾隆": 1735, "嘉庆": 1795, "道光": 1820,
    "咸丰": 1850, "同治": 1861, "光绪": 1874, "光緖": 1874, "宣统": 1908,
}  # fmt: skip
"""The year before the first of each; 緖 is how newspapers print 緒."""
_LUNAR_N = "[一二三四五六七八九十廿卅]{1,3}"
_OF_REIGN = re.compile(
    f"(?P<reign>{'|'.join(_REIGNS)})(?P<year>元|[0-9]{{1,2}}|[一二三四五六七八九十廿卅]{{1,4}})年(?!间|代)"
    f"(?P<day>闰?(?:[正冬腊]|[0-9]{{1,2}}|{_LUNAR_N})月(?:(?:初?{_LUNAR_N}|[0-9]{{1,2}})[日号]?)?)?"
)
_EARLY = re.compile("初[一二三四五六七八九十](?:日|(?![次个名位批场届些起般天年月周步级高期中等]))")
_LUNAR_LEAD = re.compile("(?:农历|阴历|旧历|夏历|古历)的?闰?$|闰$")
_SOLAR_LEAD = re.compile("[西阳公洋新]历的?$")
_IN_NUMERALS = re.compile("[一二三四五六七八九十正]月|[上本这下]个?月")
_LAST_LUNAR = 1911
"""The last year whose papers give their days by the moon."""
_MONTHS = 12
_LEAP = 2000
_SHARES = {
    "上半年": (1, 6), "前半年": (1, 6), "下半年": (7, 12), "后半年": (7, 12),
    "一季": (1, 3), "首季": (1, 3), "二季": (4, 6), "三季": (7, 9), "四季": (10, 12),
    "前二季": (1, 6), "前两季": (1, 6), "前三季": (1, 9),
    "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "上半月": (1, 15), "下半月": (16, 31),
    "底": (21, 31), "末": (21, 31),
}  # fmt: skip
"""First and last month of a part of a year, first and last day of a part of a month."""
_SHARE_OF_YEAR = "[上下前后]半年|(?:第?[一二三四1-4]|首|前[二两三23])个?季度"
_SHARE_OF_MONTH = "[上中下]旬|[上下]半月|底(?![特线蕴层座])|末(?![班代端梢])"
_YEAR_APART = re.compile("的|里?[，,]")
"""What stands between a year and its month: 明年的|3月, 2027年，|3月."""
_AND = re.compile("[和与及、]")
_END_OF_MONTH = re.compile("月份?的?[底末]$")
_RANGE = re.compile("[-–—~～至到]{1,2}")
_SHARE = re.compile(
    f"份?的?(?:(?P<year>{_SHARE_OF_YEAR})(?:[-–—~～至到]{{1,2}}(?P<last_of_year>{_SHARE_OF_YEAR}))?"
    f"|(?P<month>{_SHARE_OF_MONTH})(?:[-–—~～至到]{{1,2}}(?P<last_of_month>{_SHARE_OF_MONTH}))?)"
)
_DAYS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}
_PAIRS = {"昨今": (-1, 0), "今明": (0, 1), "明后": (1, 2)}
_YEARS = {"大前": -3, "前": -2, "去": -1, "今": 0, "本": 0, "明": 1, "后": 2}
_STEPS = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1, "下下": 2}
# What stands beside these words where they are parts of others: 目前天气, 说明天然气, 如今年轻人,
# 至今日均, 此前日本, 基本周期, 会上周先生, 日本月刊, 上周三场, 本周日均, 上周一直.
_NO_MING = "(?<![清透说证表声文聪光黎发昆开申鲜分简阐判标指高英贤鸣启阳严])明"
_NO_QIAN = "(?<![目此提以之眼空史战赛年月日生午饭课睡会节假行春夏秋冬])前"
_NO_HOU = "(?<![今以之此然雨雪晴最事饭战产售赛年月日生午课会节其随向背落成零0-9])后"
_STEP = (
    "上上|(?<![以网线会场台路街身船车桌海地天晚早马之际])上"
    "|下下|(?<![以线地天之乡私])下|(?<![基日书版根样资剧文原标])本|这"
)
_WEEKDAY = (
    "一(?![直起些共个般致度样项次场名位条家份批举系律切定旦])"
    "|[二三四五六](?![场次个项天名家位款条部起件篇期所辆座轮连])(?!大[指股联])"
    "|日(?![均常益元间程])(?!本[^报])|天(?![气空津然猫])|末"
)
_COUNT = r"[1-9]\d{0,2}|[一二两三四五六七八九十]{1,3}|半"
_WORD = re.compile(
    "(?P<pair>昨今|今明|明后)(?:两?天|两日)"
    rf"|(?P<day>大前|大后|{_NO_QIAN}|{_NO_HOU})天(?![气空际津文体然性生赛窗台花]|下[^午])"
    rf"|(?P<near>昨|(?<![如迄古当])今|{_NO_MING})"
    "(?:天(?![气空津然])|日(?!均|头条|说法|关注|俄罗斯|之(?![前后])|重现|本[^报市省社刊站])|[晚夜晨早](?!报))"
    rf"|(?P<year>大前|去|今|(?<![基根版书成样])本|{_NO_QIAN}|{_NO_MING}"
    rf"|{_NO_HOU})年(?![轻迈纪幼龄]|份(?!额)|月日)"
    rf"|(?!(?<=[比较与])上个?月)(?P<step>{_STEP})个?(?:(?P<month>月(?![亮薪均光球刊票供租]))"
    rf"|(?:周(?![期边围长岁年转刊口密旋游知折])|星期|礼拜)(?:周?(?P<weekday>{_WEEKDAY}))?)"
    rf"|(?:(?:最近|过去)[的这]?|(?<![附邻临靠接将])近)(?P<count>{_COUNT})(?P<unit>[天日年](?![级代龄轻])|周(?![年岁期])"
    "|个?星期|个?礼拜|个月)"
)
# What follows a day and makes a time of it: 2021年以来, 4月6日之前, 上周起.
_OPEN = re.compile(
    "(?P<up_to>[及和或]其?(?:之前|以前|此前|更早))"
    "|(?P<till_now>初?(?:以来|至今|迄今|到(?:现在|目前|如今)))"
    "|(?P<onward>以后|[及和或]其?(?:之后|以后|此后)|开始|起(?![火飞草诉步义源点伏初码动来因重降跑床落价早]))"
    "|(?P<after>之后|后(?![来勤方备台期续果面盾代天年半]))"
    "|(?P<before>之前|以前|前(?![往来后夕段期景进述锋方线沿身面去赴列端程所年天任置哨几两半零一二三四五六七八九十0-9]))"
)
_DAY_OF_A_YEAR = re.compile(
    "[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十廿]{1,3}[日号]"
    "(?:[-–—~～至到]{1,2}[0-9一二三四五六七八九十廿月]{1,6}[日号])?"
)
_MONTH_OF_A_YEAR = re.compile("[0-9一二三四五六七八九十]{1,3}月份?")
_WITHOUT_YEAR = re.compile("[0-9一二三四五六七八九十]{1,3}月")
SOON = 31
"""Within so many days a day without its year is the coming one."""
_MONTH = dt.timedelta(SOON)
_TELLS_WHAT_WAS = re.compile("了(?!解)|曾|已|过(?!去|程|年|节|江|桥|河)|当[天日时]|那[天时]")
_TELLS_WHAT_WILL_BE = re.compile(
    "将(?![军领士帅])|拟|计划|预计|定[于在]|准备|力争|争取|确保|届时|施行|实施|执行"
)
_OF_THAT_YEAR = re.compile("(?:[同是当那该]|(?P<next>[次翌]|第二))年[，,]?$")
_ENDS_SENTENCE = re.compile("[。；;！？!?\\n]")
_NEAR = 60  # characters on either side of a day, within which it is told whether it is over
_OF_YEAR_SAID = re.compile("(?P<year>[去上前明今本])年(?![以同底初末])[^，,：:年的比]{1,12}$")
_UP_TO = re.compile("(?:截至|截止到?)$")
_ENDS = re.compile("为?止|截止")
_LEADS = re.compile("(?:截至|截止到?|自从?|从|(?<![得等直])到|(?<![现存内所])在)$")
_ALONG = re.compile("期间|之间|这一?天|[当那]天")
_EXCEPT = re.compile("(?<![免扣拆解清废消排根铲删去革开撤切破])除[了去开却]?[在于]?$")
_THAN = re.compile("(?:[比较]|(?<![会赛])比起|相较?于|较之)$")
_COMPARED = re.compile("的?(?:同期|同一时期)?的?(?:相比|比较|相较|对比|持平|同比)")
_VALUE = re.compile("的?(?:同期|同一时期)?[的为]?[0-9]")
_TODAY = re.compile("今[天日]")
_DATE_GAP = re.compile(r"(?<=[0-9])[ \t\u3000]+(?=[年月日])|(?<=[年月])[ \t\u3000]+(?=[0-9])")
_SPACED_DATE = re.compile(
    r"(?<![0-9])(?:[0-9] ){3}[0-9] ?年 ?[0-9](?: [0-9])? ?月 ?[0-9](?: [0-9])? ?日"
)
_YEAR_SAID = re.compile(r"年\)?$")
_FEW = "[0-9〇零一二三四五六七八九十]{1,3}"
_OF_YEAR = re.compile(f"(?:闰?{_FEW}|正)月(?:初{_FEW}|{_FEW}[日号])?|[初中末前后]期|底(?!特)")
_EIGHT = re.compile(r"(?<![0-9A-Za-z-])((?:19|20)\d\d)([01]\d)([0-3]\d)(?![0-9A-Za-z-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A date that may be incomplete, or days; ``leans``: surely counted from the day given.

    ``share`` are the first and last month of a year's part (下半年), or day of a month's (上旬).
    ``lunar``: a day or month of the lunar calendar.
    """

    start: int
    end: int
    leans: bool
    date: Date | None = None
    days: Days | None = None
    share: tuple[int, int] | None = None
    lunar: bool = False


def resolve(text: str, today: dt.date, *, coming: bool = True) -> list[DateMention]:
    """Return the days that ``text``, a question asked on ``today``, names; in order.

    A date without its year (4月5日) is the latest that is not after ``today``; in a range it is
    the next after the range's beginning. A day of the next month, or a month from which on (12月起)
    something is to be, is the coming one, unless the question tells what was (了), or not
    ``coming`` is asked for. Words that open a day to one side count: 2021年以来 is
    from 2021 to ``today``, 4月6日之前 ends on the 5th, 截至4月6日 and 4月6日及之前 on the 6th;
    6月底 is the last days of June, as 下旬, and 6月底前 ends with them; ``since`` is ``date.min``
    and ``until`` ``date.max`` where nothing else is said. A day that the calendar does not have
    is left out, and a lunar one without its year; one with it is the whole year. A range
    (4月3日至20日) is one mention; days that are excepted (除2023年4月外) are none.
    """
    copy = folded(text)
    return [placed(copy, mention) for mention in resolve_copy(copy, today, coming=coming)]


def resolve_copy(copy: Folded, today: dt.date, *, coming: bool = True) -> list[DateMention]:
    """Return what :func:`resolve` does, placed in the copy."""
    said: list[DateMention] = []
    for found, _ in _found(copy.text, today):
        if found.lunar:
            if "年" in found.text:
                said.append(found)
            continue
        last = said[-1] if said else None
        mention = _coming(copy.text, found, today) if coming else found
        if last and _RANGE.fullmatch(copy.text, last.end, mention.start):
            if "年" not in mention.text and mention.since < last.since:
                mention = _a_year_later(mention) or mention
            said[-1] = replace(last, end=mention.end, until=max(last.until, mention.until))
        else:
            said.append(_opened(copy.text, mention, today))
    return [day for day in said if not _EXCEPT.search(copy.text, 0, day.start)]


def compared(text: str, start: int, end: int) -> bool:
    """Return whether the days at ``[start, end)`` are what others are compared with: 比去年同期高.

    Where their own figure follows (比去年同期的117米高), they are not.
    """
    if _THAN.search(text, 0, start):
        return _VALUE.match(text, end) is None
    return _COMPARED.match(text, end) is not None


def undated(text: str, days: Sequence[DateMention | Span]) -> str:
    """Return a question without the words of ``days``, in order, and what opens them: 自…以来."""
    kept, at = [], 0
    for day in days:
        kept.append(_LEADS.sub("", text[at : day.start]))
        after = next(filter(None, (x.match(text, day.end) for x in (_OPEN, _ENDS, _ALONG))), None)
        at = after.end() if after else day.end
    return "".join([*kept, text[at:]]).lstrip("的，,、 ")


def coming(text: str, mention: DateMention) -> DateMention | None:
    """Return a day or month that ``text`` names without its year as that of the next year.

    None for others (去年12月, 12月以来), and where the text tells what was (12月去了几次).
    """
    named = _WITHOUT_YEAR.match(text, mention.start, mention.end)
    opened = _OPEN.match(text, mention.end)
    if not named or opened or "年" in mention.text or mention.until - mention.since >= _MONTH:
        return None
    return None if _TELLS_WHAT_WAS.search(text) else _a_year_later(mention)


def opened_until(text: str, end: int) -> int:
    """Return where the words end that open days which end at ``end`` to one side: 12月1日|起."""
    after = _OPEN.match(text, end)
    return after.end() if after else end


def placed(copy: Folded, mention: DateMention) -> DateMention:
    """Return a mention of a copy as one of the original."""
    span = copy.span(mention.start, mention.end)
    text = copy.original[span.start : span.end]
    return replace(mention, text=text, start=span.start, end=span.end)


def mentions(
    text: str, published: dt.date | None, *, sent: dt.date | None = None
) -> Iterator[tuple[DateMention, bool]]:
    """Yield the days that the words of an article name, each with whether it is surely counted.

    Counted from the day of the dateline before it, that is: of ``text`` itself, else ``sent``, of
    a text from the middle of an article; without any, from ``published``, the article's day. As
    :func:`resolve`, but what is said around a day does not open it.
    """
    cuts = [(0, sent or published)]
    for one in dispatches(text):
        cuts.append((one.end, one.sent_on(published) or cuts[-1][1]))
    ends = [*(start for start, _ in cuts[1:]), len(text)]
    for (start, day), end in zip(cuts, ends, strict=True):
        if day is None:
            continue
        copy = folded(text[start:end])
        for mention, leans in _found(copy.text, day):
            found = placed(copy, mention)
            yield replace(found, start=start + found.start, end=start + found.end), leans


def beside(
    text: str, span: Span, day: dt.date, *, sent: dt.date | None = None
) -> list[DateMention]:
    """Return the days that ``span`` of an article's text names, offsets as in the span.

    ``day`` is that of the article; ``sent`` as of :func:`mentions`. A day without its year is of
    the one that its clause names (去年灯会12月31日开幕, 同年8月), of the last that was where its
    sentence tells what was and it would be more than a month ahead, else the nearest to the
    article's: what will be on 1月3日 is told in December. Behind one with a year
    (2020年3月至5月) it is of that. One without its month is not known.
    """
    found: list[DateMention] = []
    of_year = 0  # where the last one ends whose year is said
    told = day.year  # the last year that is said
    for mention, leans in mentions(text, day, sent=sent):
        joint = text[of_year : mention.start]
        ranged = of_year and "年" not in mention.text and _RANGE.fullmatch(joint)
        goes_on = ranged or (of_year and _AND.fullmatch(joint))
        said = mention if leans or goes_on else _meant(text, mention, day, told)
        if ranged and found and said.since < found[-1].since:
            said = _a_year_later(said) or said
        of_year = mention.end if goes_on or "年" in mention.text else 0
        told = said.since.year if "年" in mention.text else told
        if span.start <= mention.start and mention.end <= span.end:
            start, end = mention.start - span.start, mention.end - span.start
            found.append(replace(said, start=start, end=end))
    return found


def whole_date(text: str, span: Span, *, to_day: bool) -> Span:
    """Return ``span`` with the rest of the date that it is a part of: 17日 of 6月17日.

    ``to_day``: its day too, where the span ends with its month or year, and what part of a year is
    said behind it (2000年|初期); a day always has its 日. Only within what stands in ``text``
    without a gap, and only what the span begins or ends in the middle of.
    """
    plain = fold_width(text)
    for part in _named(plain, dt.date.max):
        if part.date is None or not part.start <= span.start < span.end <= part.end:
            continue
        unit = span.end < part.end and text[span.end] in "日号"
        cut = unit or (to_day and text[span.end - 1] in "年月")
        span = Span(start=part.start, end=part.end if cut else span.end)
        break
    of_year = to_day and _YEAR_SAID.search(plain, span.start, span.end)
    rest = _OF_YEAR.match(plain, span.end) if of_year else None
    return Span(start=span.start, end=rest.end()) if rest else span


def stated(line: str) -> list[dt.date]:
    """Return the days that a line states in full, in order: 二○二二年四月三日, 20220403.

    For mastheads. 民国三十六年 is a year, and what has none (农历三月初三) is no day.
    """
    plain = fold_width(closed_up(line))
    found = [
        (item.span.start, _period(item.date))
        for item in quantities(plain)
        if item.date and None not in item.date
    ]
    found += [
        (match.start(), _period((int(match[1]), int(match[2]), int(match[3]))))
        for match in _EIGHT.finditer(plain)
    ]
    return [days[0] for _, days in sorted(found, key=lambda pair: pair[0]) if days]


def no_such_day(text: str) -> str | None:
    """Return the day that a text names and no calendar has: 2月30日. None without one.

    Months of the lunar calendar, and of an emperor's years, are not looked at.
    """
    plain = _TITLE.sub(" ", fold_width(text))
    if _LUNAR.search(plain):
        return None
    named = (one for one in quantities(plain) if one.date is not None)
    return next((_of(plain, one.span) for one in named if _is_none(one.date)), None)


def _is_none(date: Date | None) -> bool:
    year, month, day = date or (None, None, None)
    if month is None:
        return False
    return not 1 <= month <= _MONTHS or (
        day is not None and not 1 <= day <= calendar.monthrange(year or _LEAP, month)[1]
    )


def _of(text: str, span: Span) -> str:
    return text[span.start : span.end]


def closed_up(line: str) -> str:
    """Return what is seen of a line, in simplified characters, without spaces in its dates."""
    copy = folded(line).text
    return _DATE_GAP.sub("", _SPACED_DATE.sub(lambda date: date[0].replace(" ", ""), copy))


def _found(text: str, today: dt.date) -> Iterator[tuple[DateMention, bool]]:
    plain = _TITLE.sub(lambda match: "\0" * len(match[0]), fold_width(text))
    end, since = 0, dt.date.max
    for part in _named(plain, today):
        ranged = end > 0 and _RANGE.fullmatch(plain, end, part.start) is not None
        days = part.days or (_dated(part, today, since if ranged else None))
        if days:
            yield (
                DateMention(
                    text=text[part.start : part.end],
                    start=part.start,
                    end=part.end,
                    since=days[0],
                    until=days[1],
                    lunar=part.lunar,
                ),
                part.leans,
            )
            end, since = part.end, days[0]


def _coming(text: str, mention: DateMention, today: dt.date) -> DateMention:
    """Return a day without its year as the coming one, where that is near and none that was.

    In November 12月1日 is rather what the papers announce than a day of the year before.
    """
    if not _DAY_OF_A_YEAR.fullmatch(mention.text):
        after = _OPEN.match(text, mention.end)
        if not (_MONTH_OF_A_YEAR.fullmatch(mention.text) and after and after["onward"]):
            return mention
    later = _a_year_later(mention)
    near = later is not None and 0 < (later.since - today).days <= SOON
    return later if later and near and not _TELLS_WHAT_WAS.search(text) else mention


def _opened(text: str, mention: DateMention, today: dt.date) -> DateMention:
    """Return a mention with the time that the words around it make of it."""
    after = _OPEN.match(text, mention.end)
    up_to = _UP_TO.search(text, 0, mention.start) or _ENDS.match(text, mention.end)
    if up_to or (after and after["up_to"]):
        return replace(mention, since=dt.date.min)
    if after is None:
        return mention
    try:
        if after["till_now"]:
            return replace(mention, until=max(mention.since, today))
        if after["onward"]:
            return replace(mention, until=dt.date.max)
        if after["before"] and _END_OF_MONTH.search(text, mention.start, mention.end):
            return replace(mention, since=dt.date.min)
        if after["after"]:
            return replace(mention, since=mention.until + dt.timedelta(1), until=dt.date.max)
        return replace(mention, since=dt.date.min, until=mention.since - dt.timedelta(1))
    except OverflowError:  # before the first day of the calendar, or after its last
        return mention


def _named(plain: str, today: dt.date) -> list[_Part]:
    done: list[_Part] = []
    for part in _joined(plain, _parts(plain, today)):
        goes_on = done and done[-1].lunar and _RANGE.fullmatch(plain, done[-1].end, part.start)
        if goes_on:
            done[-1] = replace(done[-1], end=part.end)
        else:
            done.append(_as_lunar(plain, part, today))
    return done


def _parts(plain: str, today: dt.date) -> list[_Part]:
    words = [part for match in _WORD.finditer(plain) if (part := _word(match, today))]
    words += [_of_reign(match) for match in _OF_REIGN.finditer(plain)]
    taken = {place for word in words for place in range(word.start, word.end)}
    dates = [
        _Part(start=item.span.start, end=item.span.end, leans=False, date=item.date)
        for item in quantities(plain)
        if item.date and taken.isdisjoint(range(item.span.start, item.span.end))
    ]
    return [_shared(plain, part) for part in sorted([*words, *dates], key=lambda x: x.start)]


def _of_reign(match: re.Match[str]) -> _Part:
    """Return a year of an emperor, or a day or month of it, of which only the year is known."""
    year = _REIGNS[match["reign"]] + integer(match["year"])
    lunar = match["day"] is not None
    return _Part(
        start=match.start(), end=match.end(), leans=False, date=(year, None, None), lunar=lunar
    )


def _as_lunar(plain: str, part: _Part, today: dt.date) -> _Part:
    """Return a day or month as one of the lunar calendar, if it is said to be or must be one."""
    if part.date is None or part.date[1] is None:
        return part
    early = _EARLY.match(plain, part.end) if part.date[2] is None else None
    led = _LUNAR_LEAD.search(plain, 0, part.start)
    of_old = (
        today.year <= _LAST_LUNAR
        and _IN_NUMERALS.search(plain, part.start, part.end)
        and not _SOLAR_LEAD.search(plain, 0, part.start)
    )
    if not (early or led or of_old):
        return part
    return replace(
        part,
        start=led.start() if led else part.start,
        end=early.end() if early else part.end,
        date=(part.date[0] or today.year, None, None),
        share=None,
        lunar=True,
    )


def _shared(plain: str, part: _Part) -> _Part:
    """Return a year or month with what follows and makes a part of it: 去年|下半年, 4月|上旬."""
    found = _SHARE.match(plain, part.end)
    if not found or not part.date or part.date[2] is not None:
        return part
    unit = "year" if part.date[1] is None else "month"
    if not (first := found[unit]):
        return part
    share = _share(first)[0], _share(found[f"last_of_{unit}"] or first)[1]
    return replace(part, end=found.end(), share=share) if share[0] <= share[1] else part


def _share(word: str) -> tuple[int, int]:
    for figure, said in zip("1234", "一二三四", strict=True):
        word = word.replace(figure, said)
    return _SHARES[word.removeprefix("第").replace("个", "").removesuffix("度")]


def _joined(plain: str, parts: list[_Part]) -> list[_Part]:
    """Complete dates from what stands before them: 去年|11月, 本月|3日 and, in ranges, 至|5日."""
    done: list[_Part] = []
    for part in parts:
        last = done[-1] if done else None
        if last and (that_day := _in_the_year(plain, last, part)):
            done[-1] = that_day
            continue
        if not last or not last.date or not part.date:
            done.append(part)
            continue
        date, joint = _completed(last.date, part.date), plain[last.end : part.start]
        joined = not joint or (last.date[1] is None and _YEAR_APART.fullmatch(joint))
        if joined and date and _period(date):
            done[-1] = replace(part, start=last.start, leans=last.leans, date=date)
        elif (
            not last.lunar
            and (_RANGE.fullmatch(joint) or (_AND.fullmatch(joint) and part.date[1] is not None))
            and (date := date or _sibling(last.date, part.date))
        ):
            done.append(replace(part, leans=last.leans, date=date))
        else:
            done.append(part)
    return done


def _in_the_year(plain: str, year: _Part, day: _Part) -> _Part | None:
    """Return the day of another year that is said so: 去年|今日, 去年的|今天. None for others."""
    if not year.date or year.date[1] is not None or year.date[0] is None or not day.days:
        return None
    if plain[year.end : day.start] not in ("", "的") or not _TODAY.fullmatch(
        plain, day.start, day.end
    ):
        return None
    try:
        then = day.days[0].replace(year=year.date[0])
    except ValueError:  # 29 February, or no year of the calendar
        return None
    return replace(day, start=year.start, days=(then, then))


def _completed(left: Date, right: Date) -> Date | None:
    """Return ``left`` with ``right`` as its next part: a year's month or a month's day."""
    if left[1] is None and right[0] is None and right[1] is not None:
        return left[0], right[1], right[2]
    if left[1] is not None and left[2] is None and right[:2] == (None, None):
        return left[0], left[1], right[2]
    return None


def _sibling(left: Date, right: Date) -> Date | None:
    """Return ``right`` with the year, and for a bare day the month, of ``left``."""
    month = right[1] or left[1]
    if left[0] is None or right[0] is not None or month is None:
        return None
    return left[0], month, right[2]


def _word(match: re.Match[str], today: dt.date) -> _Part | None:
    date: Date | None = None
    days: Days | None = None
    try:
        if match["year"]:
            date = today.year + _YEARS[match["year"]], None, None
        elif match["month"]:
            date = *_month(today, _STEPS[match["step"]]), None
        elif match["step"]:
            days = _week(today, _STEPS[match["step"]], match["weekday"])
        elif match["count"]:
            days = _recent(today, match["count"], match["unit"])
        else:
            first, last = _PAIRS.get(match["pair"]) or (_DAYS[match["day"] or match["near"]],) * 2
            days = today + dt.timedelta(first), today + dt.timedelta(last)
    except (OverflowError, ValueError):  # before the first day of the calendar, or after its last
        return None
    leans = match["count"] is None
    return _Part(start=match.start(), end=match.end(), leans=leans, date=date, days=days)


def _month(day: dt.date, months: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1


def _week(today: dt.date, weeks: int, weekday: str | None) -> Days:
    monday = today + dt.timedelta(7 * weeks - today.weekday())
    first, last = 0, 6
    if weekday == "末":
        first = 5
    elif weekday:
        first = last = "一二三四五六日".index(weekday.replace("天", "日"))
    return monday + dt.timedelta(first), monday + dt.timedelta(last)


def _recent(today: dt.date, count: str, unit: str) -> Days:
    half = count == "半"
    number = 1 if half else integer(count)
    if unit in ("年", "个月") and not (half and unit == "个月"):
        months = number * (6 if half else 12) if unit == "年" else number
        year, month = _month(today, -months)
        day = min(today.day, calendar.monthrange(year, month)[1])
        return dt.date(year, month, day) + dt.timedelta(1), today
    length = 15 if unit == "个月" else 1 if unit in ("天", "日") else 7
    return today - dt.timedelta(number * length - 1), today


def _dated(part: _Part, today: dt.date, after: dt.date | None) -> Days | None:
    """Return the days of a date; one without its year is the latest, or the next after a day."""
    date = part.date
    if date is None:
        return None
    if date[0] is not None or date[1] is None or after is None:
        return _latest(date, today, part.share)
    tried = (_period((after.year + more, *date[1:]), part.share) for more in range(9))
    return next((days for days in tried if days and days[1] >= after), None)


def _latest(date: Date, today: dt.date, share: tuple[int, int] | None) -> Days | None:
    year, month, day = date
    if year is not None:
        return _period(date, share)
    if month is None:
        return None
    # 29 February comes every four years, and once in a century after eight.
    tried = (_period((today.year - back, month, day), share) for back in range(9))
    return next((days for days in tried if days and days[0] <= today), None)


def _meant(text: str, mention: DateMention, day: dt.date, told: int) -> DateMention:
    """Return a month or day without its year in the year that is meant; ``told``: the last said."""
    if "年" in mention.text or mention.lunar:
        return mention
    later = _a_year_later(mention)
    before = _ENDS_SENTENCE.split(text[max(0, mention.start - _NEAR) : mention.start])[-1]
    behind = _ENDS_SENTENCE.split(text[mention.end : mention.end + _NEAR])[0]
    if said := _OF_YEAR_SAID.search(before):
        return _in_year(mention, day.year + {**_YEARS, "上": -1}[said["year"]])
    if said := _OF_THAT_YEAR.search(before):
        return _in_year(mention, told + (said["next"] is not None))
    if later is None:
        return mention
    ahead, past = (later.since - day).days, (day - mention.since).days
    was = _TELLS_WHAT_WAS.search(f"{before}{behind}") and not before.endswith(("到", "至"))
    will = _TELLS_WHAT_WILL_BE.search(f"{before}{behind}")
    if was and not will and ahead > SOON:
        return mention
    return later if ahead < past else mention


def _in_year(mention: DateMention, year: int) -> DateMention:
    """Return the same days of another year, if there is one; 29 February may be the 28th."""
    since, until = mention.since, mention.until
    last = year + until.year - since.year
    if year < dt.MINYEAR or last > dt.MAXYEAR:
        return mention
    return replace(
        mention,
        since=_clipped(year, since.month, since.day),
        until=_clipped(last, until.month, until.day),
    )


def _a_year_later(mention: DateMention) -> DateMention | None:
    """Return the same days of the next year; None for 29 February, and the last year there is.

    The whole of a February may have a day more.
    """
    since, until = mention.since, mention.until
    try:
        later = replace(mention, since=since.replace(year=since.year + 1))
        if since.day == 1 and until == _clipped(until.year, until.month, 31):
            return replace(later, until=_clipped(until.year + 1, until.month, 31))
        return replace(later, until=until.replace(year=until.year + 1))
    except ValueError:
        return None


def _period(date: Date, share: tuple[int, int] | None = None) -> Days | None:
    """Return the first and last day of a year, of a month of it, of their share, or of a day."""
    year, month, day = date
    try:
        first = dt.date(year or 0, 1 if month is None else month, 1 if day is None else day)
        if day is not None:
            return first, first
        begin, end = share or ((1, 12) if month is None else (1, 31))
        if month is None:
            return first.replace(month=begin), _clipped(first.year, end, 31)
        return first.replace(day=begin), _clipped(first.year, month, end)
    except ValueError:
        return None


def _clipped(year: int, month: int, day: int) -> dt.date:
    """Return a day of a month, or its last day where it has fewer."""
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))
