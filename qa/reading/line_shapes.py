"""What a line of a newspaper page looks like: small predicates on text, no context.

Every pattern is anchored or runs over a bounded part of its line, so that a line of any length
takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache

from qa.chinese.characters import HAN
from qa.chinese.datelines import DAY, is_dateline
from qa.chinese.documents import DOCUMENT_NUMBER
from qa.chinese.fold import BLANK, seen
from qa.chinese.numerals import integer
from qa.chinese.surnames import ALL_SURNAMES, COMPOUND_SURNAMES

__all__ = [
    "after_document_number",
    "byline_at_end",
    "byline_in_lead",
    "closes_early",
    "ends_open_quote",
    "has_weak_lead",
    "introduces",
    "is_byline",
    "is_caption",
    "is_chapter",
    "is_closed",
    "is_couplet",
    "is_crosshead",
    "is_document_number",
    "is_entry",
    "is_enumeration",
    "is_field_of_head",
    "is_first_clause",
    "is_headline",
    "is_item",
    "is_label",
    "is_motto",
    "is_names",
    "is_notice",
    "is_phrase",
    "is_prose",
    "is_row",
    "is_slogan",
    "is_speech",
    "is_stray_item",
    "is_subheading",
    "is_two_part",
    "item_number",
    "jump_at_end",
    "jump_at_start",
    "jump_words",
    "latin_joint",
    "names_document",
    "opens_article",
    "opens_field",
    "says_of_what",
    "without_brackets",
]

_CLOSERS = "”’」』）》〉】〕)]\"'"
_TERMINAL = "。！？!?…｡︒"
_CLAUSE = re.compile(r"[，。；：！？、,;:!?…]")
_HARD = re.compile(r"[。；;｡]")
_TAIL = 80
_HEAD = 120

_GAP = r"[ \t\u3000\xa0]"
_NAME = (
    rf"(?:(?:{COMPOUND_SURNAMES})[{HAN}]{{1,2}}|[{ALL_SURNAMES}](?:{_GAP}?[{HAN}]|[{HAN}]{{2,3}})"
    rf"|[{HAN}]{{1,8}}[·•][{HAN}]{{1,8}})"
)
_PERSON = (
    rf"(?:(?:本报|本報|本刊|本台|本网|全媒体|融媒体|首席|特约|特派|见习|驻[{HAN}]{{1,6}}"
    rf"|新华社|新華社|中新社|[{HAN}]{{2,6}}(?:[日晚早晨商时都快]|都市)报){{0,3}}"
    r"(?:记者|記者|通讯员|通訊員|评论员|評論員|实习生|實習生|撰稿人?|摄影报道|摄影|攝影|撰文|作者|编译))"
)
_ROLE = rf"(?:{_PERSON}|文/图|图/文|文/摄|文图|文|图)"
_SEPARATOR = rf"(?:{_GAP}|[、，,/／:：|｜])"
_NAMES = rf"{_NAME}(?:{_SEPARATOR}+{_NAME})*"
_TERM = rf"(?:{_ROLE}(?:{_SEPARATOR}*{_NAME})?|{_NAME})"
_CREDIT = rf"{_TERM}(?:{_SEPARATOR}+{_TERM})*(?:{_SEPARATOR}*(?:报道|整理|综合))?"
# After a role, inside brackets, two to four characters are a name whatever their surname.
_ANYONE = rf"(?:[{HAN}]{_GAP}[{HAN}](?![{HAN}])|[{HAN}]{{2,4}})"
_SIGNED = (
    rf"{_PERSON}(?:{_SEPARATOR}*{_ANYONE})?"
    rf"(?:{_SEPARATOR}+(?:{_ROLE}(?:{_SEPARATOR}*{_ANYONE})?|{_ANYONE}))*"
)
_AGENCY = re.compile(
    r"(?:综合|據|据|来源[:：]?|來源[:：]?|摘自|原载|载)[^。！？]{2,24}"
    r"|转自(?=[:：《]|[^。！？]*(?:[报网社台刊号志端]|新闻|发布|融媒|频道|中心|文摘|在线|微信|微博|博客))[^。！？]{2,24}"
    r"|(?:本文)?(?:系)?(?:原载|原刊|选自|摘自|摘编自|转自|转载自|载|刊)于?[^《。！？]{0,12}《[^》]{2,24}》[^。！？]{0,40}"
    r"|(?:新华社|中新社|本报)(?:综合)?"
)
_AT_END = re.compile(r"[（(]([^（()）]{2,60})[）)]$")
_FIRST_STOOD = re.compile("(?:本文)?(?:原载|原刊)于?《[^》]{2,24}》[^。！？]{0,40}")
_JUMP = re.compile(
    r"[（(【]?[\s▶►→◀◄←]*(?:下转|上接|紧接|下轉|上接|详见)[^（()）。]{0,12}版[^（()）。]{0,12}[）)】]?$"
)
_JUMP_IN = re.compile(
    r"(?:[（(【]\s*(?:上接|紧接|緊接|接)[^（()）。，【】]{0,4}版[^（()）。【】]{0,12}[）)】]"
    r"|(?:上接|紧接|緊接)第?[^（()）。，]{0,4}版(?=[\s：:《“]|$)[：:]?"
    r"|[◀◄←▲△■]\s*(?:上接|紧接|緊接|接)第?[^（()）。，]{0,4}版[：:]?)\s*"
)

_RUBRIC = re.compile("(?:[简短快电]讯|要闻|新闻|消息|简报|动态|链接|提示|公告|通知|预告)$")

_WEAK_LEAD = re.compile(
    r"(?:(?:昨|今|明)[日天晚]|(?:昨|今)[日天]?[上下]午|近日|日前|近期|近来|连日来|眼下|目前|截至|"
    rf"{DAY}|\d{{1,2}}日|上周|本周|今年|去年|记者|記者|据[^，。,]{{2,20}}(?:报道|电|消息|讯|介绍|获悉)"
    r"|據[^，。,]{2,20}(?:報道|報導|電|消息|訊)|从[^，。,]{2,20}(?:获悉|了解到))"
)
_REPORTERS = rf"{_PERSON}{_SEPARATOR}*{_NAMES}(?:{_SEPARATOR}+{_PERSON}{_SEPARATOR}*{_NAMES})*"

_ITEM = re.compile(
    r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[）)、．]|\d{1,3}\.(?!\d)|[①-⑳]|[•·●○◆■□▲△★☆※]|[-*+]\s"
    r"|第[一二三四五六七八九十百千零〇\d]{1,6}[章节節回条條卷部](?=\s|$)"
)
_COUNT = re.compile(r"[（(]?(\d{1,3}|[一二三四五六七八九十]{1,3})[）)、．.]")
_CHAPTER = re.compile(r"第[一二三四五六七八九十百千零〇\d]{1,6}[章节節回卷部](?=\s|$)")
_NOTICE = re.compile("(?:通知|公告|通告|启事|啟事|声明|公示|讣告)$")
_DOCUMENT = re.compile(
    "(?:通知|公告|通告|通报|决定|意见|批复|报告|办法|规定|方案|请示|纪要|函|令|讲话|致辞|倡议书?|公开信|启事|公示"
    "|一封信|[谢扬问歉贺]信)$"
)
_OF_WHAT = re.compile(
    rf"[{HAN}]{{0,30}}关于[^。！？：；]{{2,120}}的(?:通知|公告|通告|通报|决定|意见|批复|报告|请示|函)"
)
_FIRST_CLAUSE = re.compile(r"第[一1][条條章](?=\s|$)")
_LABEL = re.compile(
    rf"[{HAN}]{{0,4}}(?:地址|地点|时间|日期|电话|热线|传真|邮箱|邮编|网址|联系人)[：:]"
)
_PARTY = re.compile(
    "(?:发布人|主持人?|主讲人?|主播|嘉宾|发言人|受访者?|采访者?|记录人?|整理人?|出席|列席|参加|缺席|请假"
    "|主办|承办|协办|填报|制表|审核)(?:人员?|领导|嘉宾|单位)?[：:]"
)
_CREDITS = re.compile(
    "(?:责编|责任编辑|编辑|主编|校对|美编|版式|制图|摄影|图片|策划|统筹|供图)[：:]"
)
_SPEAKER = re.compile(rf"[{HAN}]{{1,6}}[：:]")
_ENUMERATION = re.compile(r"[一二三四五六七八九十]{1,2}是")
_OPENING = re.compile(
    r"会议|會議|记者|記者|据|據|他|她|它|昨|今|本次|此次|目前|同时|此外|其中|与此同时|在|对于|为了|通过|随着|但|而|并|"
    r"要|将|由于|因此|如果|截至|\d{4}年|\d{1,2}月|\d{1,2}日|“"
)
_DANGLING = re.compile(
    r"[的和与及在将是对把被从以为向由并而或给让比於與將對從為並給、，：；,:;（(“‘「『《〈【\[—]$"
)
_LEADING_MARK = re.compile(r"[，。、；：！？,.;:!?)）”’」』》〉】\]…]")
_CAPTION = re.compile(
    r"[▲▼△◀▶◄►]|图为|圖為|[上下左右][图圖][为為：:]|资料图|题图|.{2,110}[\s/](?:摄|攝|摄影报道)[）)]?$"
)
_WORD_END = re.compile("[0-9A-Za-z]")


def is_closed(line: str) -> bool:
    """Whether a line ends a sentence: with final punctuation, and what closes on it."""
    line = line.rstrip(BLANK)
    end = line.rstrip(_CLOSERS)[-1:]
    if not end:
        return False
    if end in ".．":
        return not line.rstrip(_CLOSERS)[-2:-1].isdigit()
    return end in _TERMINAL


def ends_open_quote(text: str) -> bool:
    """Whether a quotation that was opened in ``text`` is not closed in it."""
    return any(text.count(a) > text.count(b) for a, b in ("“”", "「」", "『』", "《》"))


def closes_early(line: str) -> bool:
    """Whether a line closes a quotation it does not open."""
    for opening, closing in ("“”", "「」", "『』", "《》"):
        place = line.find(closing)
        if place >= 0 and line.find(opening, 0, place) < 0:
            return True
    return False


def is_prose(line: str) -> bool:
    """Whether a line reads as running text: 20 characters or more, with punctuation between."""
    return len(line) >= 20 and _CLAUSE.search(line[:-1]) is not None


def is_headline(line: str, *, long: bool = False) -> bool:
    """Whether a line could be a headline, or a part of one: no sentence's end, no list.

    ``long``: up to 200 characters, in phrases of any length, where only a headline can stand.
    """
    if len(line) > (200 if long else 60) or line[-1] in "。，；：、,;:｡" or _HARD.search(line):
        return False
    if line[-1] in "？?" and _SPEAKER.match(line):
        return False
    if byline_at_end(line) is not None or is_item(line) or opens_article(line):
        return False
    if is_label(line) or _CREDITS.match(line):
        return False
    if long:
        return True
    return all(len(part) <= 34 for part in line.split()) and len(re.findall("[，,]", line)) <= 2


def is_slogan(line: str) -> bool:
    """Whether a line could be a pull quote that is repeated nowhere: one phrase, or a couplet.

    A row of a table is none: a date or a number, phrases of other lengths side by side.
    """
    if not 6 <= len(line) <= 36 or not is_headline(line) or _DANGLING.search(line):
        return False
    if closes_early(line) or ends_open_quote(line) or is_row(line):
        return False
    parts = re.split("[，,、：:]", line)
    return len(parts) == 1 or (len(parts) == 2 and len(parts[0]) == len(parts[1]))


def is_motto(line: str) -> bool:
    """Whether a line is four or five characters: for a slogan too short to show it."""
    return re.fullmatch(rf"[{HAN}]{{4,5}}", line) is not None and not is_row(line)


def is_row(line: str) -> bool:
    """Whether a line could be a row of a table or a list: 周二 白渡镇上午停水, 大白菜 2.4, 212."""
    parts = line.split()
    words = re.sub(r"[\d.〇○零一二三四五六七八九十百千万亿年月日时点分:：元%％]", "", line)
    return len(words) < 4 or (len(parts) > 1 and len({len(part) for part in parts}) > 1)


def has_cells(line: str) -> bool:
    """Whether a line is a row of a table as documents are read: tabs between its cells.

    One tab in running text is a space that somebody typed.
    """
    tabs = line.strip().count("\t")
    return tabs > 1 or (tabs == 1 and not is_prose(line))


def is_entry(line: str) -> bool:
    """Whether a line could be an entry of a list or a verse: short, whole, no sentence."""
    return (
        len(line) <= 40
        and not is_closed(line)
        and not _LEADING_MARK.match(line)
        and not _DANGLING.search(line.rstrip("；;"))
        and not _HARD.search(line.rstrip("；;"))
        and byline_at_end(line) is None
    )


def is_phrase(line: str) -> bool:
    """Whether a line is some words without a mark between, as a row of a list is."""
    return 4 <= len(line) <= 24 and is_entry(line) and _CLAUSE.search(line) is None


def introduces(line: str) -> bool:
    """Whether a line ends with the colon that a list, a table or a verse follows."""
    return line[-1] in "：:"


def is_speech(line: str) -> bool:
    """Whether a line opens with who says it: 记者：, 问：, 蒋素云：."""
    return _SPEAKER.match(line) is not None and not is_label(line)


def is_subheading(line: str, following: str) -> bool:
    """Whether a line after a whole paragraph stands for itself, and does not run on."""
    words = line[marker.end() :] if (marker := _ITEM.match(line)) else line
    if not 2 <= len(line) <= 30 or _CLAUSE.search(words) or _DANGLING.search(line):
        return False
    if opens_article(line):
        return False
    return not (_LEADING_MARK.match(following) or _OPENING.match(line))


def is_crosshead(line: str, following: str) -> bool:
    """Whether a line that is known to be whole is a subheading in a text, above ``following``.

    It may have one mark inside and a verb at its end: 桥没了，渡口还在. Nothing is open in it.
    """
    if not 4 <= len(line) <= 30 or not is_headline(line):
        return False
    if _DANGLING.search(line.rstrip("在是对")) or len(_CLAUSE.findall(line)) > 1:
        return False
    if ends_open_quote(line) or closes_early(line) or is_row(line):
        return False
    return is_prose(following) and not _LEADING_MARK.match(following)


def is_couplet(line: str) -> bool:
    """Whether a line is two phrases of one length: 桥没了，船还在.

    One that opens as sentences do is none: 会议强调，要抓落实.
    """
    parts = re.split("[，,]", line)
    alike = len(parts) == 2 and len(parts[0]) == len(parts[1]) >= 3
    return alike and _CLAUSE.search("".join(parts)) is None and not _OPENING.match(line)


def is_two_part(line: str) -> bool:
    """Whether a line is a headline that shows itself: parts with a space between, or long."""
    parts = line.split()
    parted = len(parts) >= 2 and min(map(len, parts)) >= 4
    return is_headline(line) and (parted or len(line) >= 16)


def is_document_number(line: str) -> bool:
    """Whether a line is the number of an official document: 云政发〔2021〕5号."""
    return DOCUMENT_NUMBER.fullmatch(line) is not None


def after_document_number(line: str) -> str:
    """Return what stands on a line behind the number of a document; the line where it has none."""
    match = DOCUMENT_NUMBER.match(line)
    return line[match.end() :].strip() if match else line


def names_document(line: str) -> bool:
    """Whether a line ends with the kind of an official document: 关于…的通知, 工作报告."""
    return _DOCUMENT.search(line) is not None


def says_of_what(line: str) -> bool:
    """Whether a line is the title of a document that has 关于 and its matter in it, whole."""
    return _OF_WHAT.fullmatch(line) is not None


def is_first_clause(line: str) -> bool:
    """Whether the chapters or clauses of a rule begin with a line: 第一条 …, 第一章 总则."""
    return _FIRST_CLAUSE.match(line) is not None


def is_notice(line: str) -> bool:
    """Whether a line is the headline of a public notice."""
    return is_headline(line) and _NOTICE.search(line) is not None


def is_item(line: str) -> bool:
    """Whether a line opens with a list marker: a number, a bullet, a chapter."""
    return _ITEM.match(line) is not None


def item_number(line: str) -> int | None:
    """Return the number a list item opens with: 3 of 三、打开 and of （3）打开."""
    match = _COUNT.match(line) if is_item(line) else None
    return integer(match[1]) if match else None


def is_stray_item(before: str, line: str, numbers: Container[int | None]) -> bool:
    """Whether a line is not a list item but was cut after ``before``: 每周 / 三、周五.

    ``numbers`` are those all lines around open with: a list has the one before or after too.
    """
    count = item_number(line)
    if count is None or not before[-1].isalnum():
        return False
    return count - 1 not in numbers and count + 1 not in numbers


def is_label(line: str) -> bool:
    """Whether a line says where or when, as under a notice: 联系电话：…, 地点：…."""
    return _LABEL.match(line) is not None


def is_field_of_head(line: str) -> bool:
    """Whether a line is a field above what was said, a phrase long: 地点：新闻发布厅."""
    return opens_field(line) and re.search("[，。；！？,;!?]", line) is None


def opens_field(line: str) -> bool:
    """Whether a line opens as the fields above what was said do: 时间：, 主持人：."""
    return is_label(line) or _PARTY.match(line) is not None


def is_chapter(line: str) -> bool:
    """Whether a line is a chapter's heading: 第三章 and a few words."""
    return len(line) <= 40 and _CHAPTER.match(line) is not None


def is_enumeration(line: str) -> bool:
    """Whether a line opens with a count that also stands within sentences: 一是, 二是."""
    return _ENUMERATION.match(line) is not None


def is_caption(line: str) -> bool:
    """Whether a line stands under a picture."""
    return len(line) <= 120 and _CAPTION.match(line) is not None


def opens_article(line: str) -> bool:
    """Whether a line opens as only an article's first does: a dateline, 本报记者 and a name."""
    return is_dateline(line) or _signed_lead().match(_head(line)) is not None


def has_weak_lead(line: str) -> bool:
    """Whether a line opens as an article's first often does: 昨日, 记者从…获悉, 据…报道."""
    return opens_article(line) or _WEAK_LEAD.match(_head(line)) is not None


def is_byline(line: str) -> bool:
    """Whether a whole line says who wrote, or where it first stood: 本报记者 张三, 原载《山风》."""
    if len(line) > 120:
        return False
    words = seen(line).text
    if len(words) > 60 or _RUBRIC.search(words):
        return False
    if _FIRST_STOOD.fullmatch(words):
        return True
    return _with_role().fullmatch(words) is not None


def is_names(line: str) -> bool:
    """Whether a whole line could be nothing but names."""
    return len(line) <= 20 and _only_names().fullmatch(line) is not None


def byline_at_end(line: str) -> int | None:
    """Return where a bracketed byline at the end of a line begins.

    It must follow a sentence's end, or be the whole line.
    """
    first = max(0, len(line) - 2 * _TAIL)
    if "）" not in line[first:] and ")" not in line[first:]:
        return None
    copy = seen(line[first:])
    match = _AT_END.search(copy.text, max(0, len(copy.text) - _TAIL))
    if not match:
        return None
    words = match[1].strip()
    if not (_credited().fullmatch(words) or _AGENCY.fullmatch(words)):
        return None
    start = first + copy.span(match.start(), match.end()).start
    before = line[:start].rstrip(BLANK)
    return start if not before or is_closed(before) else None


def without_brackets(byline: str) -> str:
    """Return a byline's words: brackets around it and a mark before it taken off."""
    return byline.strip("（()）□■●◆▲△○◎★ \t\u3000\xa0")


def jump_at_end(line: str) -> int | None:
    """Return where a note such as （下转第3版） at the end of a line begins."""
    match = _JUMP.search(line, max(0, len(line) - _TAIL))
    return match.start() if match else None


def jump_words(line: str) -> str:
    """Return a note such as （上接第1版） at the end of a line, "" where there is none."""
    at = jump_at_end(line)
    return "" if at is None else line[at:]


def jump_at_start(line: str) -> int | None:
    """Return where the words after a note such as （上接第1版） at a line's start begin."""
    match = _JUMP_IN.match(line)
    return match.end() if match else None


def byline_in_lead(line: str) -> str | None:
    """Return the reporters an article's first line names: 本报讯（记者 张三）, 本报记者 张三.

    As they are seen: 记 者 张 三 are 记者张三.
    """
    match = _lead_byline().match(_head(line))
    return next((group.strip() for group in match.groups() if group), None) if match else None


def _head(line: str) -> str:
    """Return what is seen of a line's beginning."""
    return seen(line[: 2 * _HEAD]).text[:_HEAD]


def latin_joint(before: str, after: str) -> bool:
    """Whether two lines meet between Latin letters or digits."""
    return bool(_WORD_END.search(before[-1:]) and _WORD_END.search(after[:1]))


# Large: compiled when the first line is looked at, for a JSONL archive never.
@cache
def _credited() -> re.Pattern[str]:
    return re.compile(rf"{_CREDIT}|{_SIGNED}")


@cache
def _with_role() -> re.Pattern[str]:
    return re.compile(
        rf"{_PERSON}{_SEPARATOR}+{_CREDIT}|{_PERSON}{_NAME}(?:{_SEPARATOR}+{_CREDIT})?"
        rf"|(?=本报|本報|本刊|本台|本网|全媒体|首席|特约|见习)(?!.*[，,]){_SIGNED}"
        rf"|文[/／:：]{_GAP}*{_CREDIT}|[□■●◆▲△○◎★]{_GAP}*{_CREDIT}"
    )


@cache
def _signed_lead() -> re.Pattern[str]:
    return re.compile(
        rf"[【\[（(□■●◆▲★]?\s*(?:{_PERSON}{_SEPARATOR}+{_NAMES}|{_PERSON}{_NAME})"
        r"(?=[\s　）)】]|$|报道|報道|報導)"
    )


@cache
def _lead_byline() -> re.Pattern[str]:
    return re.compile(
        rf"[^。！？]{{0,40}}?[（(]({_SIGNED})[）)]"
        rf"|[【\[（(□■●◆▲★]?\s*({_REPORTERS})(?=[\s　）)】,，:：]|$|报道|報道|報導)"
    )


@cache
def _only_names() -> re.Pattern[str]:
    return re.compile(_NAMES)
