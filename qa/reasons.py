"""Why there is no answer or digest, and what was not taken, in Chinese."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.chinese.dates import no_such_day
from qa.chinese.tokens import word_of
from qa.records import Fault, Reason, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.records import Answer, DateMention, Digest

__all__ = [
    "DOUBTFUL",
    "NEAREST",
    "NOT_RELEVANT",
    "NO_SENTENCES",
    "NO_TOPIC",
    "READ_IN_VAIN",
    "announced_text",
    "digest_reason",
    "doubt_of",
    "fault_label",
    "is_surprising",
    "left_out_label",
    "reason_label",
    "reason_of",
]

DOUBTFUL = 0.4
"""The confidence under which an answer is rather wrong than right, and a reader is told so."""

READ_IN_VAIN = (Refusal.NO_CANDIDATE, Refusal.IMPROBABLE, Refusal.UNSURE, Refusal.OTHER_DAYS)
"""Refusals after reading that show nothing of what was read."""

NEAREST = "最接近的一句（没有把握，请看原文）"
"""What is said before the sentence that came nearest to a question that was refused."""

NO_TOPIC = "没有说综述什么：写上一件事、一个人名或地名，或者日期"
"""What is said where there is nothing that a digest could be of."""

NOT_RELEVANT = "读过的 {read} 句里没有一句与问题足够相关"
"""What is said where ``read`` sentences were read and none is of what was asked."""

NO_SENTENCES = "没有文章，或文章里没有可引用的句子"
"""What is said where there is no sentence that a digest could quote."""

_YEAR = re.compile(r"(?<![今去明前后本])年|[12]\d{3}")
_OF_A_YEAR = re.compile("[0-9一二三四五六七八九十]月|[今去明前后本]年")
_NO_ARTICLES = "档案里没有相关文章"
_NONE_OF_DAYS = "所问的日子里没有相关文章，没有日期的文章不算在内"


def reason_of(answer: Answer) -> str:
    """Return why a question was refused; empty for one that was answered."""
    return f"{_why(answer)}{_held(answer)}"


def _held(answer: Answer) -> str:
    """Return of which days the archive is, where the question's are others, and name no year.

    A month or day wants its year, 明天 and 下周 the day.
    """
    if not answer.held:
        return ""
    first, last = answer.held
    years = {day.since.year for day in answer.dates if _YEAR.search(day.text)}
    others = [
        day
        for day in answer.dates
        if day.since.year not in years and (day.until < first or last < day.since)
    ]
    if not others:
        return ""
    read = "、".join(f"{day.text}按 {_days([day])} 理解" for day in others)
    yearless = any(_OF_A_YEAR.search(day.text) for day in others)
    mend = f"请写明{'年份' if yearless else '日期'}，或用 --today 说明从哪天算"
    return f"；档案里的文章从 {first} 到 {last}，问题里的{read}：{mend}"


def _why(answer: Answer) -> str:
    threshold = answer.threshold or 0.0
    return {
        None: "",
        Refusal.NO_ARTICLES: _without(answer.question),
        Refusal.NO_CANDIDATE: f"读过的 {len(answer.hits)} 段文字里没有答案",
        Refusal.OTHER_DAYS: f"读到的回答不是所问日子（{_days(answer.dates)}）的",
        Refusal.NO_SUCH_DAY: f"没有{no_such_day(answer.question)}这一天",
        Refusal.NO_QUESTION: "这不是一个问题，下面是检索到的段落",
        Refusal.DENIED: "文章自己说不是这样，或没有成为事实",
        Refusal.IMPROBABLE: f"没有找到有把握的答案（可能性 {answer.answerable:.2f}，"
        f"低于门槛 {threshold:.2f}）",
        Refusal.UNSURE: f"把握不足：置信度 {answer.confidence:.2f}，低于门槛 {threshold:.2f}",
    }[answer.reason]


def reason_label(reason: Refusal) -> str:
    """Return why questions were refused in a word or two, for counts of many."""
    return {
        Refusal.NO_ARTICLES: "没有相关文章",
        Refusal.NO_CANDIDATE: "读到的文字里没有答案",
        Refusal.IMPROBABLE: "没有找到有把握的答案",
        Refusal.UNSURE: "把握不足",
        Refusal.OTHER_DAYS: "是别的日子的",
        Refusal.NO_SUCH_DAY: "没有这一天",
        Refusal.NO_QUESTION: "不是一个问题",
        Refusal.DENIED: "文章说不是这样",
        Refusal.NOT_RELEVANT: "没有相关的句子",
        Refusal.NO_SENTENCES: "没有可引用的句子",
    }[reason]


def doubt_of(answer: Answer) -> str:
    """Return what to say of an answer that is rather wrong than right; empty for any other."""
    if answer.text is None or answer.confidence >= DOUBTFUL:
        return ""
    why = ""
    if is_surprising(answer):
        why = (
            f"：读到的文字多半有答案（可能性 {answer.answerable:.2f}，"
            f"门槛 {answer.threshold:.2f}），"
            f"但未必是这一句（置信度 {answer.confidence:.2f}）"
        )
    return f"把握很小，请核对原文{why}"


def announced_text(answer: Answer) -> str:
    """Return that a list of what is announced may not be whole; empty for any other answer."""
    if answer.announced is None:
        return ""
    more = answer.announced - len(answer.items)
    left = f"；另有 {more} 条没有列出" if more > 0 else ""
    return f"这是读过的文章里预告的，可能不全{left}"


def is_surprising(answer: Answer) -> bool:
    """Whether the confidence of an answer that is given is under the threshold that stands there.

    It is not what was compared with it: that was ``answerable``.
    """
    doubtful = answer.confidence < min(DOUBTFUL, answer.threshold or 0.0)
    return answer.text is not None and doubtful


def _days(dates: Iterable[DateMention]) -> str:
    named = sorted({(day.since, day.until) for day in dates})
    return "、".join(f"{a}" if a == b else f"{a}至{b}" for a, b in named)


def _without(question: str) -> str:
    """Return that nothing was found, and for a lone character or number that it stands nowhere."""
    asked = question.strip()
    return f"档案里没有一篇文章有“{asked}”" if word_of(asked) else _NO_ARTICLES


def digest_reason(digest: Digest) -> str:
    """Return why there is no digest; empty for one that there is."""
    return {
        None: "",
        Refusal.NO_ARTICLES: _NONE_OF_DAYS if digest.since else _without(digest.question or ""),
        Refusal.OTHER_DAYS: f"所问的日子里没有足够相关的；离得最近的是 {_nearest(digest)} 的文章",
        Refusal.NO_SUCH_DAY: f"没有{no_such_day(digest.question or '')}这一天",
        Refusal.NO_QUESTION: NO_TOPIC,
        Refusal.NOT_RELEVANT: NOT_RELEVANT.format(read=digest.sentences_read),
        Refusal.NO_SENTENCES: NO_SENTENCES,
    }[digest.reason]


def _nearest(digest: Digest) -> str:
    return "、".join(day.isoformat() for day in digest.nearest)


def fault_label(fault: Fault) -> str:
    """Return what is wrong with a text that was not given out."""
    return {
        Fault.SPLICED: "拼接了几句话",
        Fault.AGENT: "张冠李戴",
        Fault.CONDITION: "丢了条件或转折",
        Fault.NEGATION: "丢了否定",
        Fault.MODALITY: "丢了“拟、将、或”",
        Fault.SUBJECT: "缺主语",
        Fault.OBJECT: "缺宾语",
        Fault.SPEAKER: "丢了说话人",
        Fault.CONTINUED: "说话人在前一句",
        Fault.LIST: "列举不全",
        Fault.CUT_OFF: "话没说完",
        Fault.REPETITION: "重复",
        Fault.LONE_MARK: "标点或序号不成对",
        Fault.GLUED: "混入电头、图注或署名",
        Fault.POINTING: "指代不明",
        Fault.QUESTION: "问句",
        Fault.UNSUPPORTED: "原文没有的数字、日期或名称",
    }[fault]


def left_out_label(reason: Reason) -> str:
    """Return why a part of a file is in no article."""
    return {
        Reason.FURNITURE: "版面文字",
        Reason.JUMP: "转版提示",
        Reason.NAVIGATION: "导航与按钮",
        Reason.NOTICE: "版权与声明",
        Reason.COMMENTS: "读者评论",
        Reason.HIDDEN: "不显示的文字",
        Reason.MARGIN: "页眉页脚",
        Reason.OUTSIDE: "版面之外",
        Reason.REPEATED: "重复印出",
        Reason.WATERMARK: "水印",
        Reason.HYPHEN: "行末连字符",
        Reason.FIELD: "栏目名与未用栏目",
        Reason.SEPARATOR: "分隔线",
        Reason.MARK: "署名的括号与标记",
        Reason.STRUCK: "已划去的文字",
        Reason.ANNOTATION: "注音",
        Reason.DAMAGED: "读不了的部分",
    }[reason]
