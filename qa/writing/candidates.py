"""An article -> the texts that may be given out of it, and those that a gate rejected.

All is made of the article's own clauses (:mod:`qa.writing.compress`); what passes the gates
(:mod:`qa.checking.gates`) is a candidate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from qa.checking.derivation import Derivation, Taken
from qa.checking.gates import fault_of, faults_of
from qa.checking.severed import LEFT_UNSAID
from qa.checking.source import LONGEST
from qa.chinese.characters import HAN
from qa.chinese.clauses import clauses
from qa.chinese.documents import is_salutation
from qa.chinese.glued import holds_title
from qa.chinese.old_marks import has_old_marks, old_clauses
from qa.chinese.openings import RECENTLY, is_caption, is_credit, past_opening
from qa.chinese.predicates import ends_open, is_adjunct, is_aim, is_frame, says_something
from qa.chinese.quotes import without_quotations
from qa.chinese.tokens import bigrams
from qa.chinese.words import tagged, word_edges
from qa.records import Fault, Rejected, Sentence, Span
from qa.writing.antecedents import defined
from qa.writing.centrality import relative_centrality
from qa.writing.compress import (
    headline_text,
    is_heading,
    later_statements,
    proposals,
    sentence_text,
    stood_for,
    whole,
)
from qa.writing.dispatches import told_item
from qa.writing.exhortations import PARDONED, exhortations
from qa.writing.matter import matter
from qa.writing.notes import before_news
from qa.writing.notices import announced_list, begins_item
from qa.writing.roundup import roundup
from qa.writing.style import STORY, brief_style, is_feature, is_opinion, is_told_late
from qa.writing.titles import (
    first_told,
    is_pictured,
    is_row,
    is_signature,
    own_title,
    thesis,
)
from qa.writing.units import is_of_page_or_trade, says_twice, stand_together, units

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from qa.checking.source import Source
    from qa.writing.units import Unit

__all__ = ["Candidate", "Found", "briefs", "first_clauses", "headlines", "titled"]

_LEAD, _CENTRAL, _CENTRAL_OF_A_STORY = 8, 4, 12
_BY_TITLE = 12  # sentences of a story that say most of what its title says
_LATEST = 30  # sentences of a story, in which a brief of several may stand
_SUBHEAD = 12  # characters of a line between paragraphs that can say what a story is about
_TOGETHER = 3
_WHOLE = 200
_NUMBER = re.compile("[0-9〇零一二三四五六七八九十百千万亿两]$")
# Faults that are none of meaning; what lacks its subject comes last.
_A_DAY = re.compile("[，,]?(?:[0-9]{1,2}月)?[0-9]{1,2}日(?![前后])")
_SAID_THEN = re.compile(
    "(?:[上下]午|晚间?|当天|在[^，,。]{1,10}|正式|对外|联合)*"
    "(?:[表明]示|宣布|说|称|介绍|指出|强调|透露|公布|发布|通报|获悉|召开|举行|报道|签署|印发)"
)
_COUNTED = re.compile("[两二三四五六七八九十0-9][起项个件条种类大处点名][一-龥]{0,8}[：:][^：:]+$")
# 市药监局通报三起案件： which they are follows, and is left out.
_COUNTS = re.compile(
    "(?:通报|公布|发布|曝光|查处|推出|出台|公示)[一-龥]{0,6}?(?<!第)[两二三四五六七八九十0-9][起项个件条种名家批][一-龥]{2,8}(?<![后前时中之的])$"
)
_OF_SEVERAL: frozenset[Fault] = frozenset([Fault.CUT_OFF])
_FAIR = (None, Fault.CUT_OFF, Fault.LIST, Fault.REPETITION, Fault.POINTING, Fault.SUBJECT)
_CONNECTIVE = 3  # characters of a clause that leads on: 此外
_OF_EVENT: frozenset[Fault] = frozenset([Fault.SUBJECT])  # without 标志着
_OF_THESIS: frozenset[Fault] = frozenset([Fault.SUBJECT])  # 让桥梁更好，… as a title has it
_OF_NOTICE: frozenset[Fault] = frozenset([Fault.SUBJECT])  # who signs it stands under it
_OF_STATEMENT: frozenset[Fault] = frozenset([Fault.SUBJECT, Fault.POINTING])
_NONE: frozenset[Fault] = frozenset()
# 县图书馆发布通告。 and what that says: 通告说，….
_ISSUES = re.compile(
    rf"(?P<who>[^，。：；“”该此其这他她]{{2,20}}?)(?:{RECENTLY}|(?:\d{{1,2}}月)?\d{{1,2}}日)?(?:紧急|联合)?"
    "(?:发布|发出|贴出|张贴|印发|召开|举行|发表)[^，。的]{0,12}"
    "(?:通告|公告|通知|声明|告示|启事|公报|消息|倡议书?|会议|大会|讲话)。?$"
)
_IT = "(?:会议|大会|通告|公告|通知|声明|告示|启事|公报|消息|倡议书?|讲话)"
_VERB = "说|称|指出|强调|认为|表示|提醒|决定|要求|提出|明确|呼吁|规定"
_SAYS_IT = re.compile(f"{_IT}(?P<verb>{_VERB})[，,：:](?!“)")
_IT_FIRST = re.compile(f"{_IT}(?:{_VERB})?[，： ]?")  # as a headline has it
_SAYS = frozenset(("说", "称", "指出", "强调", "认为", "表示", "提醒", "提出", "明确"))
_TAKES_BACK = re.compile("然而|但(?!愿)|不过|可是")
_LAST_YEAR = re.compile(r"(?:去年|上年|前年)(?:同期|全年)?(?=[^ ]*\d)")
_THIS_YEAR = re.compile(r"今年[^。]*\d")
_SAME = 0.4  # of its bigrams
_NO_PLACES = frozenset({"新建", "大桥", "东方", "和平"})  # which the dictionary takes for towns
_BEGINNING = 400  # characters in which a place is named
_OUR_LAND = re.compile("(?:全|我)[省市县区州](?![级域])")
_CASE = 16  # sentences in which a case is told
_COURT = re.compile(
    f"(?:(?![的在由被据从向经和与对了将把于日称至到诉告])[{HAN}]){{2,16}}"
    "(?:法院|[中高]院(?![长士落校子]))"
)
_RULES = re.compile("法院[^。]*(?:判处|改判|判令|判决|驳回)")
_RULED = re.compile("判处|改判|判令|判决|驳回")
_HIGH = re.compile("最高|高级|高院")  # courts before which no case begins
_HANDLES = re.compile(
    "审[理结]|开庭|宣判|(?<![不未予])受理|(?<![谈批评])判(?![断例员庭长])|(?<!上)诉[至到]"
)
_TELLS_OF_CASES = re.compile("发布|公布|通报|印发|案例|判例")  # which other courts may have ruled
_ON_APPEAL = re.compile("[上抗]诉|二审|终审|再审|重审|原判|改判")
_AFTER_HEARING = re.compile("^经(?:开庭|公开)?审理后?(?=：|认为)")
# 今天的《桥梁访谈》播出总台记者对何远的专访.
_PROGRAMME = re.compile("播出[^，。]{0,12}记者(?:对|采访)|[总本]台记者对[^，。]{2,20}的专访")
# 不少人心生疑问 大桥究竟能不能通车: the question is all there is.
_WONDERS = re.compile("(?:疑问|疑惑|不解|好奇|不禁[发想]?问)(?:$| )")
_EITHER = re.compile("究竟|到底|能不能|是不是|会不会")
# 笔者父亲去世, 本人在老桥工作: who that is, the headline does not say.
_WRITER = re.compile("笔者|(?:^|[ ：])本人(?:[是就在从于曾已将作对因系]|认为|觉得|郑重)")
# 市长：大桥很稳 但他没有说明…: what the reporter adds, as if the speaker said it.
_REPORTER_ADDS = re.compile(f"^[^：“ ]{{2,}}：.* (?:(?:但|不过|然而)[他她]|{LEFT_UNSAID})")
# 介绍今年以来 全市修桥进展, 规定大桥限高三米: who does so stands in the clause before.
_DOES = re.compile("介绍(?!信|所|人|会|费)|规定(?!动作|范围|时间|期限|标准|要求|路线|的)")
# 从东岸到西岸, 据本站网友反馈: what is so there, the next clause says.
_HANGS = re.compile(
    "如下$|"
    "(?:^| )从[^ 涨升降增提扩伸展变走迈达跨来回搬成]{2,12}到[^ 了]{2,12}$"
    "|^(?:根?据|综合)[^ ：]{2,24}(?:反馈|报道|消息|介绍|统计|透露)$"
)
# 《老桥志》 云河出版社出版: which book it is of.
_OF_BOOK = re.compile("^《[^》]+》[^ ]{0,16} [^ ]{2,16}出版社(?:出版)?(?:$| )")
# 何远激动地说道。 behind what he says.
_ONLY_SAYS = re.compile(
    "[^，。：；“”]{1,40}(?:(?<![听据解])说|[说笑叹喊问答]道|如是说|感慨|感叹)。?"
)
_SUMMED = re.compile("(?:文章|演讲|讲话|采访)?(?:摘要|摘编|编译|全文)如下[：:。]?$")
_CALL = re.compile(
    "[\\d\u4e00-\u9fff]{0,12}(?:热线|电话|传真|邮箱|网址|邮编|联系人)[：:][^。，]{1,40}"
)
_GREETS = re.compile("(?:尊敬的|广大|各位)[^。，：:]{1,20}[：:]")
_SHORTEST = {"headline": 8, "brief": 16}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A text that passed. ``number`` is the article's sentence that it begins with, from 0."""

    text: str
    sentences: tuple[Sentence, ...]
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The candidates of an article and what was rejected, each by its text.

    ``titled``: the one that passed is the title that the text has of itself, or of its first news.
    """

    passed: dict[str, Candidate] = field(default_factory=dict)
    titled: bool = False
    rejected: dict[str, Rejected] = field(default_factory=dict)

    def judge(
        self, made: Derivation, text: str, number: int, *, pardoned: frozenset[Fault] = frozenset()
    ) -> None:
        """Put a text that is printed of a derivation among those that passed or the others.

        It passes if it has no fault but those that are ``pardoned``; also where a caption says
        the same.
        """
        rejected = self.rejected.get(text)
        if text in self.passed or (rejected and rejected.fault != Fault.GLUED):
            return
        kinds = faults_of(made) if pardoned else [kind] if (kind := fault_of(made)) else []
        if kind := next((kind for kind in kinds if kind not in pardoned), None):
            self.rejected.setdefault(text, Rejected(text=text, fault=kind))
        else:
            self.rejected.pop(text, None)
            sentence = Sentence(text=text, source=made.taken.sentence)
            self.passed[text] = Candidate(text=text, sentences=(sentence,), number=number)


def headlines(
    source: Source, *, longest: int, title: str = "", year: int | None = None, lead: int = 0
) -> Found:
    """Return headlines of at most ``longest`` characters, each compressed from one sentence.

    Of the first sentences and the most central of the others; of a text that has its own title
    that one alone, of a page of short news its first heading, of a column of dispatches only of the
    one that ``title`` tells, or the first. ``year`` is that of the article's day. ``lead`` is how
    many characters one of the first sentence may have, if more.
    """
    if (own := titled(source, longest=longest)) is not None:
        return own
    found = Found()
    held, firsts = thesis(source), (0, first_told(source))
    told_by_other, news = _announced(source), before_news(source)
    item, listed = told_item(source, title), announced_list(source)
    for number in (
        n for n in _worth_a_look(source, title) if news <= n <= told_by_other and n in item
    ):
        sentence = source.sentences[number]
        too_long = sentence.end - sentence.start > LONGEST
        if (
            too_long
            or has_old_marks(source.text, sentence)  # whose clauses are not read
            or _is_no_news(source.slice(sentence))
            or is_of_page_or_trade(source.slice(sentence))
            or _is_unfit_to_cut(source, sentence)
            or (number > 1 and is_heading(source, sentence) and not _says(source, sentence))
        ):
            continue
        taken = Taken(source=source, sentence=sentence, year=year)
        unknown = defined(source.text[: sentence.start]) - defined(source.slice(sentence))
        most = max(longest, lead) if number in firsts else longest
        for made in (*proposals(taken, longest=most), *later_statements(taken, longest=most)):
            text = headline_text(made)
            if not _SHORTEST["headline"] <= len(text) <= most or _any_in(unknown, text):
                continue
            if (kind := _unfit(made, text, number)) is not None:
                found.rejected.setdefault(text, Rejected(text=text, fault=kind))
                continue
            of_thesis = sentence == held and made.inside[:1] == (0,)
            of_notice = listed is not None and number <= listed
            pardoned = _pardoned(text, of_thesis=of_thesis, of_notice=of_notice)
            found.judge(made, text, number, pardoned=pardoned)
        if (event := stood_for(taken)) is not None:
            text = headline_text(event)
            if _SHORTEST["headline"] <= len(text) <= most and not _any_in(unknown, text):
                found.judge(event, text, number, pardoned=_OF_EVENT)
    _add_issued(found, source, longest)
    _add_ruled(found, source, longest)
    if is_opinion(source):
        _add_exhortations(found, source, longest)
    return found


def _pardoned(text: str, *, of_thesis: bool, of_notice: bool) -> frozenset[Fault]:
    """Return what is no fault of a headline: of what a text argues, or a notice or list tells."""
    if of_thesis:
        return _OF_THESIS
    if _COUNTS.search(text):
        return _OF_SEVERAL
    return _OF_NOTICE if of_notice else _NONE


def _add_issued(found: Found, source: Source, longest: int) -> None:
    """Let pass what was issued or decided, of who did so: 县图书馆：闭馆三天.

    The sentence before says who: 县图书馆发布通告。通告说，闭馆三天。 It alone says nothing.
    """
    issues, start = None, 0
    for number, sentence in enumerate(source.sentences[:_LEAD]):
        says = _SAYS_IT.match(source.slice(sentence))
        if says is None or sentence.end - sentence.start > LONGEST:
            if issued := _ISSUES.match(source.slice(past_opening(source.text, sentence))):
                issues, start = issued, sentence.start
        elif issues is not None:
            mark = "：" if says["verb"] in _SAYS else says["verb"]
            taken = Taken(source=source, sentence=sentence, keeps_days=True)
            for made in proposals(taken, longest=longest):
                told = _IT_FIRST.sub("", headline_text(made), count=1)
                text = f"{issues['who']}{mark}{told}"
                whole = made.inside[:1] == (0,) and len(told) >= _SHORTEST["headline"]
                if whole and len(text) <= longest:
                    found.judge(made, text, number, pardoned=_OF_STATEMENT)
                if text in found.passed:  # who did so stands in the sentence before
                    both = Sentence(text=text, source=Span(start=start, end=sentence.end))
                    found.passed[text] = Candidate(text=text, sentences=(both,), number=number)


def _add_ruled(found: Found, source: Source, longest: int) -> None:
    """Let pass how a case ended, of the court that a sentence before names: 云河县法院一审判处….

    法院一审判处何某有期徒刑三年。 alone does not say which court did so. None where two are named.
    """
    court = _only_court(source)
    heard: Span | None = None
    for number, sentence in enumerate(source.sentences[:_CASE] if court else ()):
        text = source.slice(sentence)
        if heard and _RULES.match(text) and sentence.end - sentence.start <= LONGEST:
            before = source.text[heard.start : sentence.start]
            for made in proposals(Taken(source=source, sentence=sentence), longest=longest):
                told = headline_text(made)
                if (
                    made.inside[:1] != (0,)
                    or not told.startswith("法院")
                    or not _RULED.search(told)
                    or not _may_rule(court, before, told)
                ):
                    continue
                headline = court + _AFTER_HEARING.sub("", told.removeprefix("法院"))
                both = Sentence(text=headline, source=Span(start=heard.start, end=sentence.end))
                if len(headline) <= longest:
                    found.judge(made, headline, number, pardoned=_OF_STATEMENT)
                if headline in found.passed:
                    found.passed[headline] = replace(found.passed[headline], sentences=(both,))
        if heard is None and _handling(court, text):
            heard = sentence


def _only_court(source: Source) -> str:
    """Return the one court that a text names, "" where it names none or another too."""
    named = _COURT.findall(source.text)
    court = named[0] if named else ""
    return court if all(court.endswith(one) for one in named) else ""


def _handling(court: str, text: str) -> str:
    """Return the clause of a text that says that a court handled a case, "" if none does.

    Not one that tells of cases, which other courts may have ruled: 最高人民法院发布典型案例.
    """
    parts = re.split("[，,。；;：:]", text)
    own = (part for part in parts if court in part and not _TELLS_OF_CASES.search(part))
    return next((part for part in own if _HANDLES.search(part)), "")


def _may_rule(court: str, before: str, told: str) -> bool:
    """Whether the court that handled a case, as is told ``before``, is the one that ruled.

    A high court does not rule first, nor one appealed to; on appeal another rules than before.
    """
    appealed = _ON_APPEAL.search(_handling(court, before)) is not None
    if "一审" in told:
        return not appealed and not _HIGH.search(court)
    return appealed or not _ON_APPEAL.search(before + told)


def _announced(source: Source) -> int:
    """Return the sentence, by number, that says that what follows is another's article.

    What stands after it is not the paper's to say. The last one if there is none.
    """
    found = (n for n, span in enumerate(source.sentences) if _SUMMED.search(source.slice(span)))
    return next(found, len(source.sentences))


def _add_exhortations(found: Found, source: Source, longest: int) -> None:
    """Let pass what an opinion calls for, wherever it does so."""
    for number, sentence in enumerate(source.sentences):
        if sentence.end - sentence.start > LONGEST or is_heading(source, sentence):
            continue
        for made in exhortations(Taken(source=source, sentence=sentence)):
            text = headline_text(made)
            if len(text) <= longest:
                found.rejected.pop(text, None)
                found.judge(made, text, number, pardoned=PARDONED)


def _says(source: Source, heading: Span) -> bool:
    """Whether a line between a story's paragraphs says in two clauses what it is about."""
    line = source.slice(heading).strip()
    signed = is_caption(line) or is_credit(line)
    told = len(line) >= _SUBHEAD and "，" in line and any(map(says_something, line.split("，")))
    return told and not signed and is_feature(source)


def _is_no_news(line: str) -> bool:
    """Whether a line is a letter's greeting or signature, a row of a programme, or whom to call."""
    greets = _GREETS.fullmatch(line) is not None or is_salutation(line.strip())
    return greets or is_signature(line) or is_row(line) or _CALL.fullmatch(line) is not None


def _is_unfit_to_cut(source: Source, sentence: Span) -> bool:
    """Whether no part of a sentence tells news: it has the headline in it, or says what for.

    Or it only says who said what stands before it.
    """
    told = source.slice(past_opening(source.text, sentence))
    says = _ONLY_SAYS.fullmatch(told) is not None
    return says or holds_title(source.text, sentence) or is_aim(told)


def _unfit(made: Derivation, text: str, number: int) -> Fault | None:
    """Return why a text that a sentence may be is no headline: a programme, a question, 全省.

    Or what the reporter adds to whom it gives, or speaks of as 笔者; or what was last year, after
    the sentence that says how it is this year; an item of a list, or that one follows; which book
    an article is of; from where to where without what is so there; one of two days.
    """
    source = made.taken.source
    if _PROGRAMME.search(text) or _OF_BOOK.match(text):
        return Fault.GLUED
    if _HANGS.search(text):
        return Fault.CUT_OFF
    if _A_DAY.search(text) and any(_loses_a_day(source, gap) for gap in made.gaps):
        return Fault.CONDITION
    if begins_item(text) or _is_first_of_several(text, source, number):
        return Fault.LIST
    if _DOES.match(text):
        return Fault.SUBJECT
    if _WONDERS.search(text) and _EITHER.search(text):
        return Fault.QUESTION
    if _REPORTER_ADDS.match(text):
        return Fault.SPEAKER
    if _WRITER.search(without_quotations(text)):
        return Fault.POINTING
    if number and _is_of_last_year(text, source.slice(source.sentences[number - 1])):
        return Fault.CONDITION
    return Fault.POINTING if _lacks_place(text) and _names_places(source) else None


def _loses_a_day(source: Source, gap: Span) -> bool:
    """Whether a day is left out on which something is, not one on which it was said: 14日表示."""
    day = _A_DAY.match(source.slice(gap))
    return day is not None and _SAID_THEN.match(source.text, gap.end) is None


def _is_first_of_several(text: str, source: Source, number: int) -> bool:
    """Whether a text has one of the cases that it counts: 通报三起案件：甲厂被罚, 乙店…."""
    goes_on = source.slice(source.sentences[number]).rstrip().endswith(("；", ";"))
    return goes_on and _COUNTED.search(text) is not None


def _is_of_last_year(text: str, before: str) -> bool:
    """Whether a text has last year's figure of what the sentence before gives this year's of."""
    if not (_LAST_YEAR.match(text) and _THIS_YEAR.search(before)):
        return False
    own = set(bigrams(_LAST_YEAR.sub("", text)))
    return len(own & set(bigrams(before))) >= _SAME * len(own)


def _names_places(source: Source) -> bool:
    """Whether a text names a place anywhere: a paper of one town need not, and says 全市."""
    words = tagged(source.text[:_BEGINNING])
    return any(tag == "ns" and word not in _NO_PLACES for word, tag in words)


def _lacks_place(text: str) -> bool:
    """Whether a headline speaks of 全省 or 我市 before it has named a place."""
    found = _OUR_LAND.search(text)
    return found is not None and all(tag != "ns" for _, tag in tagged(text[: found.start()]))


def _any_in(names: AbstractSet[str], text: str) -> bool:
    """Whether a text uses a short name that only a sentence before it explains."""
    return any(name in text for name in names)


def titled(source: Source, *, longest: int) -> Found | None:
    """Return the title that a text has of itself, or the first heading of a page of short news.

    None if it is longer than ``longest``.
    """
    headings = (one.source for one in roundup(source, longest))
    span = own_title(source) or next(headings, None)
    if span is None or span.end - span.start > longest:
        return None
    text = " ".join(source.slice(span).split())
    own = Candidate(text=text, sentences=(Sentence(text=text, source=span),), number=0)
    return Found(passed={text: own}, titled=True)


def briefs(source: Source, *, longest: int, title: str = "") -> Found:
    """Return briefs of at most ``longest`` characters, of the first sentences.

    Clauses of one sentence, or up to three whole sentences that follow each other; of a page of
    short news its headings, of a column of dispatches one item: see :func:`headlines`. What the
    next sentence takes back, 但…, is not given out without it.
    """
    found = Found()
    if headings := roundup(source, longest):
        text = "".join(heading.text for heading in headings)
        found.passed[text] = Candidate(text=text, sentences=tuple(headings), number=0)
        return found
    item, news = told_item(source, title), before_news(source)
    listed = announced_list(source)
    story = brief_style(source, title) == STORY
    first_ones = range(min(_LEAD, len(source.sentences)))  # of news
    for number in _worth_a_look(source, title) if story else first_ones:
        sentence = source.sentences[number]
        too_long = sentence.end - sentence.start > LONGEST
        if number < news or number not in item or too_long or is_heading(source, sentence):
            continue
        if _is_unfit_to_cut(source, sentence):
            continue
        taken = Taken(source=source, sentence=sentence, keeps_days=True)
        for made in proposals(taken, longest=longest):
            text = sentence_text(made)
            if _SHORTEST["brief"] <= len(text) <= longest and not begins_item(text):
                of_notice = listed is not None and number <= listed
                found.judge(made, text, number, pardoned=_OF_NOTICE if of_notice else _NONE)
    whole_ones = [
        one
        for one in units(source, most=_LATEST if story else _LEAD)
        if one.number >= news and one.number in item and not begins_item(one.sentence.text)
    ]
    for first in range(len(whole_ones)):
        for many in range(2, min(_TOGETHER, len(whole_ones) - first) + 1):
            _add_run(found, whole_ones[first : first + many], longest)
    if whole_ones and not any(one.number == whole_ones[0].number for one in found.passed.values()):
        _add_run(found, whole_ones[:1], longest)
    _leave_out_halves(found, source)
    return found


def _leave_out_halves(found: Found, source: Source) -> None:
    """Leave out sentences where they also passed with a next one that takes them back."""
    numbers = {span: number for number, span in enumerate(source.sentences)}
    own = {
        text: {numbers[one.source] for one in candidate.sentences if one.source in numbers}
        for text, candidate in found.passed.items()
    }
    halves = [
        several - {max(several)}
        for several in own.values()
        if len(several) > 1 and _TAKES_BACK.match(source.slice(source.sentences[max(several)]))
    ]
    for text, of in own.items():
        if of and any(of <= half for half in halves):
            del found.passed[text]


def first_clauses(source: Source, *, longest: int, headed: bool = True) -> tuple[Sentence, bool]:
    """Return what is given out where nothing passes: a sentence as it is, or its first clauses.

    The second says whether it breaks off, for want of a mark that a clause ends with.

    Of the first sentences the first that has no fault, whole; else the first clauses, as many as
    ``longest`` characters hold and one at least, of the first whose fault is none of meaning, up to
    one that can end a text. Of more than 200 characters that many, to the end of a word. No line
    without a final mark where there is another, but the first if ``headed``, and none of a few
    characters. Of an old paper the first headline, if ``headed``, or the first clauses.
    """
    several = _first_told(source, headed=headed)
    if several and (old := _old_news(several, longest)):
        return _beginning(source, old)
    faults = [_fault_of_whole(one) for one in several]
    for one, kind in zip(several, faults, strict=True):
        if kind is None and one.told.end - one.told.start <= _WHOLE:
            return Sentence(text=source.slice(one.told), source=one.told), False
    ranks = {kind: rank for rank, kind in enumerate(_FAIR)}
    if _GREETS.match(source.text):
        ranks[Fault.SUBJECT] = -1  # of a notice it stands under it, who signs
    fair = [one for one in zip(several, faults, strict=True) if one[1] in ranks]
    taken = min(fair, key=lambda one: ranks[one[1]], default=(next(iter(several), None), None))[0]
    first = taken.sentence if taken else past_opening(source.text, source.sentences[0], days=False)
    read = Span(start=first.start, end=min(first.end, first.start + LONGEST))
    spans = [one.span for one in (taken.clauses if taken else clauses(source.text, read))] or [read]
    start = spans[0].start
    ends = [span.end for span in spans if _can_end(source.slice(span))] or [spans[-1].end]
    fitting = [end for end in ends if end - start <= longest]
    return _beginning(source, Span(start=start, end=max(fitting, default=ends[0])))


def _first_told(source: Source, *, headed: bool) -> list[Taken]:
    """Return the first sentences that could be given out, of a few characters only without others.

    No headline but the first line, if ``headed``; without others that too.
    """
    told = (
        Taken(source=source, sentence=span)
        for number, span in enumerate(source.sentences)
        if number < _LEAD or _is_long_enough(span)
    )
    several = [
        one
        for number, one in enumerate(islice(told, 2 * _LEAD))
        if one.sentence.end - one.sentence.start <= LONGEST
        and not is_credit(source.slice(one.sentence))
        and not _is_no_news(source.slice(one.sentence))
        and not (number and _is_headline(one))
    ]
    fit = [one for one in several if _is_long_enough(one.told)]
    fit = [one for one in fit if headed or not _is_headline(one)] or fit
    return (fit or several)[:_LEAD]


def _is_long_enough(span: Span) -> bool:
    return span.end - span.start >= _SHORTEST["headline"]


def _is_headline(taken: Taken) -> bool:
    """Whether it is a line without a final mark; a sentence of an old paper may be one too."""
    return is_heading(taken.source, taken.sentence) and not _is_of_old(taken)


def _is_of_old(taken: Taken) -> bool:
    return has_old_marks(taken.source.text, taken.told)


def _old_news(several: Sequence[Taken], longest: int) -> Span | None:
    """Return the headline over an old paper's news, or the news' first clauses; else None.

    As many as fit, one at least: what faults they have the gates cannot tell.
    """
    first, *others = several
    source = first.source
    if not _is_of_old(first):
        over = others and _is_headline(first) and _is_of_old(others[0])
        return first.told if over else None
    ends = [span.end for span in old_clauses(source.text, first.told)]
    fitting = [end for end in ends if end - first.told.start <= longest]
    return Span(start=first.told.start, end=max(fitting, default=ends[0]))


def _can_end(clause: str) -> bool:
    """Whether a text may end with a clause: not with 此外, a day, or who says what follows."""
    open_ended = ends_open(clause) or is_adjunct(clause) or is_frame(clause)
    return len(clause) > _CONNECTIVE and not open_ended


def _beginning(source: Source, span: Span) -> tuple[Sentence, bool]:
    """Return a span, or what begins it, to the end of a clause or a word, where it is too long.

    Not between a number and its unit: 六千八百万|元. The second: whether it ends with no clause.
    """
    breaks_off = False
    if span.end - span.start > _WHOLE:
        most = source.text[span.start : span.start + _WHOLE]
        edges = sorted(
            edge for edge in word_edges(most) - {0, len(most)} if not _NUMBER.search(most, 0, edge)
        )
        clause = max(most.rfind(mark) for mark in "，；：")
        breaks_off = clause <= _WHOLE // 2
        end = (edges[-1] if edges else _WHOLE) if breaks_off else clause
        span = Span(start=span.start, end=span.start + end)
    return Sentence(text=source.slice(span), source=span), breaks_off


def _fault_of_whole(taken: Taken) -> Fault | None:
    made = whole(taken)
    return fault_of(made) if made else Fault.CUT_OFF


def _add_run(found: Found, run: Sequence[Unit], longest: int) -> None:
    """Let a run of sentences pass that follow each other, the first standing by itself."""
    numbers = [unit.number for unit in run]
    text = "".join(unit.sentence.text for unit in run)
    in_a_row = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    passes = in_a_row and stand_together(run) and not says_twice(run)
    if passes and len(text) <= longest:
        sentences = tuple(unit.sentence for unit in run)
        found.passed[text] = Candidate(text=text, sentences=sentences, number=numbers[0])
        found.rejected.pop(text, None)  # as a part of a sentence: the same words


def _worth_a_look(source: Source, title: str) -> list[int]:
    """Return the numbers of the first sentences and of the most central of the others.

    Of a story or opinion also of those that say most of what its title says.
    """
    central = relative_centrality(source)
    spans = source.sentences
    rest = range(_LEAD, len(spans))
    best = sorted(rest, key=lambda n: -central(source.bigrams_of(spans[n])))
    first = range(int(is_pictured(source)), min(_LEAD, len(spans)))
    if not (is_feature(source) or is_told_late(source)):
        return [*first, *sorted(best[:_CENTRAL])]
    about = matter(title, source)
    told = {n: about(source.bigrams_of(spans[n])) for n in rest}
    by_title = sorted((n for n in rest if told[n] > 0), key=lambda n: -told[n])
    return [*first, *sorted({*best[:_CENTRAL_OF_A_STORY], *by_title[:_BY_TITLE]})]
