"""What a text puts in the place of what it says first: a correction, a changed plan, what is so.

The reader gives the first of the two: 桥长“21米”有误，应为|12米|, 原定在东湖举办，后改在|西山|,
公司自称有300人，经查实为|45人|. A question that asks for what was planned, claimed or wrong knows
that it is no more so and is left what was read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.spans.contrasts import is_of_another_holder
from qa.answering.spans.denied import HE_IS, is_not_done
from qa.answering.spans.parts import alike, figure_of
from qa.answering.wording import around
from qa.chinese.numerals import fold_width, quantities
from qa.chinese.sentences import sentences
from qa.chinese.words import tagged
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["is_overtaken", "what_is_so"]

_ASKS_FIRST = re.compile(
    "原[先来本计定拟有任]|此前|先前|之前|以前|最初|起初|开始|本来|一度|计划|打算|拟|预[计定测期]|更正|勘误|误|不(?!同|久|少)|没|未(?!来)"
    "|[称说控传]|声明|承认|要求|索赔|认为|推断|应该|从(?!哪|什么|何|谁)|由(?!谁|哪)|变化|调整|[升涨提增降减跌修改推延提][了高低到至为迟期前少加幅]"
)
_PAPER_SAYS = re.compile(
    "(?:[早午晚日]报|[早午晚日]版|报[道纸上]|本报|文[中章]|新闻)[里中上]?[说称]"
)
_PLANNED = re.compile(
    "(?:原[计定拟本先来]|计划(?!生育|经济)|打算|[本预]定|拟(?!任)|[本原]想|[本原]要|准备)[^，,。；;]{0,24}$"
)
_CHANGED = re.compile(
    "(?:后来?|最终|最后|随后|但|又|再|现|因|[，,])[^，,。；;]{0,8}?"
    "(?:改[为在到由成道投换从向用请派往]|转而|转[到往由]|换成|移[师至到])(?:了|在|到|由|于|往|为)*"
)
_AT, _BY = "在到于往至", "从由用请派向"
_INTO = re.compile("[为成](?:了|为)?$")
_AT_ONCE = re.compile(
    "[”」’]?(?:的?[^，,。]{0,6}有误)?[，,]?(?:应(?:为|是|当?作)|更正为)"
    "|[”」’]?的?[^，,。]{0,6}有误[，,]实际?[为是]|[”」’]?[系为是乃](?=[^，,。；;]{1,20}之误)"
    "|(?:人|元|人次|名|例)?(?:[上下]修|[上下]调|修正|更正|调整|提高|降低|改|提前|推迟|延[后迟长]|缩短)[为至到]"
)
"""What stands right behind a figure or a name that another has taken the place of."""

_EARLIER = re.compile(
    "(?:此前|先前|早前|早先|之前|原先|起初|最初|最早|早些时候)[^，,。；;]{0,8}?"
    "(?:通报|公布|发布|报[道告称]|通告|统计|披露|刊[登载]|[^，,。；;]说|称)[^，,。；;]*$"
)
_SET_RIGHT = re.compile("(?:更正|订正|修正|纠正|改正|核实|核定|确认)[为到成至是]了?")
"""What was made known at first, and what stands before that which it was put right to."""

_OUTCOME = re.compile("决算|实际|最终|最后|定稿|结果|实为|竣工时")
"""What says that what follows is what came of a plan."""

_FROM = re.compile("[从由]")
_INSTEAD = re.compile("[，,]?而是(?:在|由|因为?|把|将)?")
_NOT = re.compile("(?:并?不是|并非|非)[^，,。；;]{0,4}$")
_BUT_HAS = re.compile("[，,](?:却|但|不过|只|而)有")
_THE_ONE = re.compile("[，,][^，,。；;]{1,8}的[却则]?是")
_SUCCEEDS = re.compile("由([一-龥·]{2,4}?)(?:接任|接替|继任|担任|出任)")
_CLAIMS = re.compile(
    "(?:自[称报]|上报|声称|误?以为|误认为|推断|推测|猜测|标称|标注|疑为|看似|宣称|号称|谎称|指控|指称|举报|索赔|要求|对外称|起诉书|供述|有[^，,。；;]{1,6}[称说]|[^名人俗简职通统]称(?!为|作|号|赞)|传言?|网传)[^。；;]*$"
)
_IS_SO = re.compile(
    "经?查(?:实|明|证)|核(?:实|查|定)|[实复]测|复核|只认|检测|抽检|测得|化验|认定|证实|判[令决处赔]|裁定|实(?:际上?|则|为|有)|其实|真实|澄清|更正|辟谣|最终"
)
_SPEAKS = re.compile("[说称](?=[，,：:])|表示|回应|反驳|辩称")
_NOT_SO = re.compile("没有依据|站不住脚|不实|不属实|有误|不(?:准确|成立|可信|正确)|是误[传会读]")
_SHOWS = re.compile("实际上?|其实|表明|证明|显示|证实|认定|应(?:为|是)")
_ASKS_WHO_HE_IS = re.compile("职业|身份|什么人|[做干]什么(?:工作|的)|什么工作|从事什么")
_GUESS = re.compile("的?(?:推测|说法|猜测|观点|推断|传说)")
_CLAUSE = re.compile("[^，,。；;！!？?：:\\n]+")
_MARKS = "，,。；;！!？?：:\n"
_LEADS = re.compile("^(?:[在由于为到了因是把将“「]|[它他她其](?!的))+")
_LONGEST = 20  # characters of what stands instead of another
_UNIT = 4  # characters of a unit


def what_is_so(question: str, text: str, span: Span) -> Span:
    """Return ``span`` of ``text``, or what the text says is so instead of it."""
    if _asks_first(question):
        return span
    moves = (
        _second_part,
        _corrected,
        _set_right,
        _not_but,
        _the_one_who,
        _but_has,
        _succeeded,
        _changed,
        _settled,
        _who_he_is,
        _established,
    )
    found = (move(question, text, span) for move in moves)
    return next((one for one in found if one), span)


def is_overtaken(question: str, text: str, span: Span) -> bool:
    """Return whether a text says another is so instead of ``span``, though not plainly which."""
    if _asks_first(question):
        return False
    span = _its_figure(text, span)
    start, _ = _sentence(text, span)
    if figure_of(text, span) is None and _change(text, span):
        return True
    return _claimed(text, span, start) and any(
        figure for figure, _ in _figures_that_are_so(text, span)
    )


def _asks_first(question: str) -> bool:
    """Whether a question asks for what was so at first, or is claimed; not what the paper says."""
    return _ASKS_FIRST.search(_PAPER_SAYS.sub("", question)) is not None


def _second_part(question: str, text: str, span: Span) -> Span | None:
    """Return what an answer that has both says last: 11人上修至|14人|, 罗某，而是|李某|."""
    own = text[span.start : span.end]
    for turn in (_AT_ONCE, _INSTEAD):
        found = list(turn.finditer(own, 1))
        if found and found[-1].end() < len(own):
            first, last = own[: found[-1].end()], own[found[-1].end() :]
            if turn is _INSTEAD or (_is_pair(first, last) and not _FROM.search(first)):
                return _trimmed(question, text, span.start + found[-1].end(), span.end)
    taken_back = _NOT_SO.search(own)
    shown = list(_SHOWS.finditer(own, taken_back.end())) if taken_back else []
    return _trimmed(question, text, span.start + shown[-1].end(), span.end) if shown else None


def _is_pair(before: str, after: str) -> bool:
    """Whether two parts of an answer are both figures, or neither is: “张某”应为|章某|."""
    figures = [bool(quantities(fold_width(part))) for part in (before, after)]
    return figures[0] == figures[1]


def _corrected(question: str, text: str, span: Span) -> Span | None:
    """Return what stands behind a turn that follows at once: 3200万立方米”有误，应为|…|."""
    turn = _AT_ONCE.match(text, span.end)
    return _value(question, text, span, turn.end()) if turn else None


def _set_right(question: str, text: str, span: Span) -> Span | None:
    """Return what a figure made known at first was put right to: 此前通报九人，后更正为|十一人|.

    Of what is no figure only what ends its clause: 此前公布肇事者是甲某，现更正为|乙某|.
    """
    start, end = _sentence(text, span)
    given = _its_figure(text, span)
    figure = figure_of(text, given) is not None
    if not _EARLIER.search(text, start, given.start):
        return None
    turn = _SET_RIGHT.search(text, span.end, end)
    if turn is None or not (figure or text[span.end : span.end + 1] in "，,"):
        return None
    return _value(question, text, given if figure else span, turn.end())


def _not_but(question: str, text: str, span: Span) -> Span | None:
    """Return what is so where a clause says that this is not: 不是罗某，而是|李某|."""
    start = around(text, span, _MARKS).start
    own = text[span.start : span.end]
    if not (_NOT.search(text, start, span.start) or _NOT.match(own)):
        return None
    turn = _INSTEAD.match(text, span.end)
    return _value(question, text, span, turn.end()) if turn else None


def _the_one_who(question: str, text: str, span: Span) -> Span | None:
    """Return who did what the answer did not: |甲某|没有到场，到场的是|乙某|."""
    clause = around(text, span, _MARKS)
    turn = _THE_ONE.match(text, clause.end)
    if turn is None or not is_not_done(question, text, span):
        return None
    return _trimmed(question, text, turn.end(), _clause_end(text, turn.end()))


def _but_has(question: str, text: str, span: Span) -> Span | None:
    """Return what there is where the answer is what there is not: 没有急诊科，却有|烧伤中心|."""
    turn = _BUT_HAS.match(text, span.end) if text.startswith("没有", span.start) else None
    return _trimmed(question, text, turn.end(), _clause_end(text, turn.end())) if turn else None


def _succeeded(question: str, text: str, span: Span) -> Span | None:
    """Return who took the office over: 原局长|甲某|辞职，由|乙某|接任."""
    end = _sentence(text, span)[1]
    if not is_of_another_holder(question, text, span):
        return None
    next_one = _SUCCEEDS.search(text, span.end, end)
    return Span(start=next_one.start(1), end=next_one.end(1)) if next_one else None


def _changed(question: str, text: str, span: Span) -> Span | None:
    """Return what a plan was changed to: 计划在越南建厂，后改为在|泰国|建厂."""
    turn = _change(text, span)
    return _value(question, text, span, turn.end()) if turn else None


def _settled(question: str, text: str, span: Span) -> Span | None:
    """Return what came of a plan: 计划投资5亿元，决算为|6亿元|; 拟搬到甲地，最后搬到|乙地|."""
    span = _its_figure(text, span)
    start, _ = _sentence(text, span)
    if not _PLANNED.search(text, start, span.start):
        return None
    given = figure_of(text, span)
    clause = text[around(text, span, _MARKS).start : span.start].rstrip(_AT)
    does = next((word for word, tag in reversed(tagged(clause)) if tag[0] == "v"), "")
    for behind in _clauses_behind(text, span):
        outcome = _OUTCOME.search(text, behind.start, behind.end)
        if outcome is None:
            continue
        inside = Span(start=outcome.end(), end=behind.end)
        if given:
            return next(iter(alike(text, given, inside, span)), None)
        verb = does.rstrip(_AT)
        at = text.find(verb, inside.start, inside.end) + len(verb) if len(verb) > 1 else -1
        if at >= inside.start + len(verb) and text[at] in _AT:
            return _trimmed(question, text, at + 1, inside.end)
    return None


def _change(text: str, span: Span) -> re.Match[str] | None:
    """Return what says that a plan was changed in what the answer is: 在|甲地|…改在, 请|甲|…改请.

    A figure is another where one like it follows; else it was not that which was changed.
    """
    start, end = _sentence(text, span)
    if not _PLANNED.search(text, start, span.start):
        return None
    turn = _CHANGED.search(text, span.end, end)
    if turn is None or figure_of(text, span):
        return turn
    joint = text[span.start - 1 : span.start]
    if joint in _AT:
        return turn if any(one in turn[0] for one in f"{_AT}为") else None
    if joint in _BY:
        return turn if joint in turn[0] else None
    return turn if _INTO.search(turn[0]) else None


def _established(question: str, text: str, span: Span) -> Span | None:
    """Return what is so where one only claims another: 自称38岁，经查实为|45岁|.

    What the other side says in its turn settles nothing.
    """
    span = _its_figure(text, span)
    start, _ = _sentence(text, span)
    if not _claimed(text, span, start):
        return None
    if figure_of(text, span) is None:
        return _same_words(question, text, span)
    found = _figures_that_are_so(text, span)
    sure = [figure for figure, said in found if not said]
    return sure[-1] if sure and len(sure) == len(found) else None


def _who_he_is(question: str, text: str, span: Span) -> Span | None:
    """Return what someone is said to be after all: 网传甲某是医生，经查，他是|一名司机|."""
    start, end = _sentence(text, span)
    if not _ASKS_WHO_HE_IS.search(question) or not _claimed(text, span, start):
        return None
    found = HE_IS.search(text, span.end, end)
    return _trimmed(question, text, found.end(), _clause_end(text, found.end())) if found else None


def _same_words(question: str, text: str, span: Span) -> Span | None:
    """Return what stands behind the words before ``span`` where they come again as what is so.

    有人称它建于明代，…实际建于|清末|.
    """
    lead = text[max(0, span.start - len("建于")) : span.start]
    lead = lead[-1:] if lead.endswith(("是", "为")) else lead
    found: Span | None = None
    for clause in _clauses_behind(text, span):
        so = _SHOWS.search(text, clause.start, clause.end)
        again = text.find(lead, so.end(), clause.end) if so and lead.isalpha() else -1
        if again >= 0:
            found = _trimmed(question, text, again + len(lead), clause.end)
    return found


def _claimed(text: str, span: Span, start: int) -> bool:
    """Whether an answer stands in what someone claims, no word before it saying that it is so."""
    clause = text[around(text, span, _MARKS).start : span.start]
    claimed = _CLAIMS.search(text, start, span.start) or _GUESS.match(text, span.end)
    return claimed is not None and _IS_SO.search(clause) is None


def _figures_that_are_so(text: str, span: Span) -> list[tuple[Span, bool]]:
    """Return the figures like ``span`` that are said to be so behind it, up to the next sentence.

    Each with whether it is what someone says.
    """
    given = figure_of(text, span)
    if given is None:
        return []
    found: list[tuple[Span, bool]] = []
    for clause in _clauses_behind(text, span):
        so = _IS_SO.search(text, clause.start, clause.end)
        if so:
            said = _SPEAKS.search(text, _sentence(text, clause)[0], clause.start)
            stop = _clause_end(text, clause.end + 1) if so.end() == clause.end else clause.end
            inside = Span(start=so.end(), end=stop)
            found += [(one, said is not None) for one in alike(text, given, inside, span)[:1]]
    return found


def _clauses_behind(text: str, span: Span) -> Iterator[Span]:
    """Yield the clauses behind a span, to the end of the next sentence of its line."""
    line = text.find("\n", span.end)
    rest = text[span.end : line if line >= 0 else len(text)]
    ends = [one.end for one in sentences(rest)][:2]
    for clause in _CLAUSE.finditer(text, span.end, span.end + (ends[-1] if ends else 0)):
        yield Span(start=clause.start(), end=clause.end())


def _value(question: str, text: str, span: Span, start: int) -> Span | None:
    """Return the figure like ``span`` from an offset to the end of its clause, or what is there."""
    end = _clause_end(text, start)
    given = figure_of(text, span)
    if given is None:
        return _trimmed(question, text, start, end)
    found = alike(text, given, Span(start=start, end=end), span)
    return found[0] if found else None


def _clause_end(text: str, start: int) -> int:
    return min((x for mark in _MARKS if (x := text.find(mark, start)) >= 0), default=len(text))


def _trimmed(question: str, text: str, start: int, end: int) -> Span | None:
    """Return a part of a clause without the words that join it, and the question's behind it."""
    part = text[start:end].removesuffix("之误").rstrip("，,。；;”」’ ")
    lead = _LEADS.match(part)
    skip = lead.end() if lead else 0
    words = list(tagged(part[skip:]))
    while len(words) > 1 and (
        words[-1][0] in "了的" or (len(words[-1][0]) > 1 and words[-1][0] in question)
    ):
        words.pop()
    said = "".join(word for word, _ in words)
    if not said or len(said) > _LONGEST or said in question:
        return None
    return Span(start=start + skip, end=start + skip + len(said))


def _its_figure(text: str, span: Span) -> Span:
    """Return the figure with its unit where an answer has one, and one alone: 花掉了|90亿元|."""
    behind = fold_width(text[span.start : span.end + _UNIT])
    own = [one for one in quantities(behind) if one.span.start < span.end - span.start]
    if len(own) != 1 or own[0].date:
        return span
    return Span(start=span.start + own[0].span.start, end=span.start + own[0].span.end)


def _sentence(text: str, span: Span) -> tuple[int, int]:
    """Return where the sentence of a span begins and ends, up to a semicolon."""
    one = around(text, span, "。！？!?；;\n")
    return one.start, one.end
