"""Pages whose articles have their fields by name, or their paragraphs by number.

标题：…, 作者：…, 正文：… as databases export them, also 【 标  题 】…; <标题>=… after a line <REC>
as TRS does, where fields may follow the text; and paragraphs that each begin with day, page,
article and paragraph: 19980115-01-001-001.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from qa.chinese.characters import HAN
from qa.chinese.imprint import field_of, imprint_in, page_of, printed
from qa.chinese.surnames import ALL_SURNAMES, COMPOUND_SURNAMES
from qa.reading import line_shapes
from qa.reading.dates import stated
from qa.reading.furniture import PAPER, page_date, paper_in
from qa.reading.lines import Line
from qa.records import Imprint, Span

__all__ = [
    "LABELS",
    "Labelled",
    "byline_and_imprint",
    "first_stood",
    "information",
    "is_field",
    "labelled",
    "numbered",
    "signed_information",
]

_TITLE, _TEXT, _BYLINE, _DATE, _SOURCE = "title", "text", "byline", "date", "source"
_PAGE, _SECTION, _EDITION, _ISSUE = "page", "section", "edition", "issue"
_OTHER, _RECORD = "other", "record"
LABELS = {
    **dict.fromkeys(("标题", "標題", "题目", "题名", "篇名", "文章标题"), _TITLE),
    **dict.fromkeys(("正文", "内容", "內容", "全文", "文章内容", "文章正文"), _TEXT),
    **dict.fromkeys(("作者", "记者", "記者", "署名", "撰稿", "责任者"), _BYLINE),
    **dict.fromkeys(
        ("日期", "发布日期", "发布时间", "发表日期", "发表时间", "出版日期", "见报日期", "时间"),
        _DATE,
    ),
    **dict.fromkeys(("来源", "來源", "报纸", "报名", "报刊", "媒体", "出处"), _SOURCE),
    **dict.fromkeys(
        (
            "分类",
            "类别",
            "关键词",
            "主题词",
            "字数",
        ),
        _OTHER,
    ),
    **dict.fromkeys(("编号", "序号", "网址", "链接", "体裁", "地区"), _OTHER),
    **dict.fromkeys(("版次", "版号", "版面", "版", "页码"), _PAGE),
    **dict.fromkeys(("版名", "栏目", "专栏"), _SECTION),
    **dict.fromkeys(("版本", "版别"), _EDITION),
    **dict.fromkeys(("期号", "期次", "期数"), _ISSUE),
}
_FIELD = re.compile(
    rf"(?:【\s*([{HAN}](?:\s*[{HAN}]){{1,5}})\s*】[：:]?|[\[［]\s*([{HAN}](?:\s*[{HAN}]){{1,5}})\s*[\]］][：:]?"
    rf"|([{HAN}](?:[ \u3000]*[{HAN}]){{1,5}})\s*[：:])\s*"
)
_TAGGED = re.compile(r"<(?:(REC)>\s*$|(\w{1,20})>\s*=)\s*")
_SOURCE_IN = re.compile(r"(?:来源|來源|稿源|出处)\s*[:：]\s*([^\s|｜]{2,20})")
_BYLINE_IN = re.compile(
    r"(?:作者|记者|記者|通讯员)\s*[:：]\s*"
    rf"([{HAN}·]{{2,12}}(?:[ 、\u3000][{HAN}]{{2,4}}(?![{HAN}:：]))*)"
)
_FIRST = re.compile(
    r"[（(【]?\s{0,8}(?:本文|此文)?(?:系)?(?:原载|原刊|首发|选自|摘自|摘编自|转自|转载自|[载刊](?=于?[\s\d《]))(?:于|自)?\s{0,8}[:：]?"
    r"\s{0,8}[^《》，。]{0,16}?"
    rf"(?:《(?P<name>[^《》]{{2,24}})》|(?P<paper>{PAPER}))"
    r"[^。！？]{0,60}"
)
_PUBLISHED = re.compile(
    r"来源|來源|稿源|出处|作者|记者|記者|发布|發布|发表|發表|刊发|刊登|见报|发稿"
)
_LONGEST = 120
_NAME = rf"(?:(?:{COMPOUND_SURNAMES})[{HAN}]{{1,2}}|[{ALL_SURNAMES}][{HAN}]{{1,2}})"
_WRITER = re.compile(rf"[{HAN}]{{2,8}}[ \u3000]+{_NAME}")
"""What somebody is, and the name: 文史学者 汤润之."""
_NO_WRITER = re.compile("[版刊编校]|新闻|专栏|栏目|星期|农历")
_GAP = re.compile(r"\s+|(?=《)")
_LONGEST_HEAD = 200
_CLOCK = re.compile(r"(?!时间|時間|日期).*\d[:：]\d\d")
_NUMBER = re.compile(r"((\d{8})-(\d{1,3})-\d{1,4})-\d{1,4}\s*")


@dataclass(slots=True, kw_only=True)
class Labelled:
    """An article by its fields: lines of the title, byline and body; ``labels`` are the rest.

    ``wrong``: the line of a tagged date that is none.
    """

    title: list[Line] = field(default_factory=list)
    byline: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    labels: list[Span] = field(default_factory=list)
    date: dt.date | None = None
    source: str | None = None
    imprint: Imprint | None = None
    wrong: Line | None = None


def is_field(text: str) -> bool:
    """Whether a line opens with a field's name: 标题：, 【 日  期 】, <标题>=."""
    return _kind(text) is not None


def information(row: Line) -> Labelled | None:
    """Return what a line says that only states when, where and by whom a text was published.

    2022-04-03 09:30 来源：云岭日报; None for any other, and for 时间：2022年4月3日 09:30, which may
    be that of a meeting.
    """
    says = len(row.text) <= _LONGEST and (_PUBLISHED.search(row.text) or _CLOCK.match(row.text))
    day = stated(row.text) if says else None
    if not day:
        return None
    if byline := _BYLINE_IN.search(row.text):
        return _said(row, day, Span(start=byline.start(1), end=byline.end(1)))
    return signed_information(row) or _said(row, day, None)


def first_stood(text: str) -> Labelled | None:
    """Return what a note says of where an article first stood; None for any other words.

    （原载《云岭日报》2022年4月3日第3版）, 摘自《云岭晚报》.
    """
    found = _FIRST.fullmatch(text)
    if found is None:
        return None
    source = found["name"] or found["paper"]
    return Labelled(date=page_date(text), source=source, imprint=imprint_in(text[found.start() :]))


def signed_information(row: Line) -> Labelled | None:
    """Return what a line says that is a byline and a day: 2022年4月3日　本报记者 韩一舟.

    Behind a paper's name and a day the byline may be of anyone: 云岭日报 2022-04-03 教师 韩一舟.
    """
    if len(row.text) > _LONGEST:
        return None
    found = byline_and_imprint(row.text) or _writer_and_imprint(row.text)
    return _said(row, found[2], found[0]) if found else None


def _said(row: Line, day: dt.date, byline: Span | None) -> Labelled:
    """Return what a line of information says; ``byline`` is where the names stand in it."""
    source = _SOURCE_IN.search(row.text)
    made = Labelled(
        date=day,
        source=source[1] if source else paper_in(row.text),
        imprint=imprint_in(row.text),
    )
    first, last = (byline.start, byline.end) if byline else (len(row.text), len(row.text))
    if byline:
        names = row.text[first:last]
        made.byline.append(replace(row, text=names, start=row.start + first))
    for start, end in ((0, first), (last, len(row.text))):
        if words := row.text[start:end].strip():
            at = row.text.index(words, start)
            made.labels.append(Span(start=row.start + at, end=row.start + at + len(words)))
    return made


def byline_and_imprint(text: str) -> tuple[Span, Span, dt.date] | None:
    """Return where a line has its byline and where the rest, with the day that this states.

    本报记者 韩一舟 《云岭日报》（2022年04月03日 第03版）; 2022年4月3日　本报记者 韩一舟; None for
    a line that says more than who wrote, when and where. The longest byline counts.
    """
    best = None
    for match in _GAP.finditer(text[:_LONGEST_HEAD]):
        before = Span(start=0, end=match.start())
        after = Span(start=match.end(), end=len(text))
        for byline, imprint in ((before, after), (after, before)):
            if best and byline.end - byline.start <= best[0].end - best[0].start:
                continue
            if not line_shapes.is_byline(text[byline.start : byline.end]):
                continue
            if day := stated(text[imprint.start : imprint.end]):
                best = (byline, imprint, day)
    return best


def _writer_and_imprint(text: str) -> tuple[Span, Span, dt.date] | None:
    """Return the same of a line that names a paper, a day, and what and who its writer is."""
    for match in _GAP.finditer(text):
        imprint, writer = text[: match.start()], text[match.end() :]
        if not _WRITER.fullmatch(writer) or _NO_WRITER.search(writer):
            continue
        if paper_in(imprint) and (day := stated(imprint)):
            return (
                Span(start=match.end(), end=len(text)),
                Span(start=0, end=match.start()),
                day,
            )
    return None


def labelled(rows: Sequence[Line]) -> list[Labelled]:
    """Return the articles of a page that has fields by name; nothing where it has not.

    The page begins with a field; an article has a title and one field more. A new one begins at
    <REC>, or where its first field, or a title, comes again after the body.
    """
    if not rows or not is_field(rows[0].text):
        return []
    first = _kind(rows[0].text)
    found = [_Record()]
    for place, row in enumerate(rows):
        kind = _kind(row.text)
        ended = found[-1].in_body and kind in (first, _TITLE)
        if ended or (kind == _RECORD and found[-1].kinds):
            found.append(_Record())
        following = rows[place + 1].text if place + 1 < len(rows) else ""
        found[-1].take(row, kind, following)
    whole = all(record.made.title and len(record.kinds) > 1 for record in found)
    return [record.made for record in found] if whole else []


def numbered(rows: Sequence[Line]) -> list[Labelled]:
    """Return the articles of a page whose paragraphs are numbered; nothing where they are not.

    The first line of each has the title, where it is one; lines without a number go on.
    """
    marks = [_NUMBER.match(row.text) for row in rows]
    if not marks or not marks[0] or 2 * sum(map(bool, marks)) < len(marks):
        return []
    found: list[Labelled] = []
    key = ""
    for row, mark in zip(rows, marks, strict=True):
        if mark and mark[1] != key:
            key = mark[1]
            page = Imprint(page=page_of(mark[3]))
            found.append(Labelled(date=page_date(mark[2]), imprint=page))
        article = found[-1]
        if mark:
            article.labels.append(Span(start=row.start, end=row.start + len(mark[0].rstrip())))
            row = _cut(row, mark.end(), new=True)
        if row.text:
            article.body.append(row)
    return found


class _Record:
    """Takes the lines of one article."""

    def __init__(self) -> None:
        self.made = Labelled()
        self.kinds: set[str] = set()
        self.in_body = False
        self.last = ""
        self.tagged = False

    def take(self, row: Line, kind: str | None, following: str) -> None:
        tag = _TAGGED.match(row.text)
        if kind is None or (self.in_body and not tag):
            self._go_on(row, following)
            return
        self.tagged = tag is not None
        mark = tag or _FIELD.match(row.text)
        value = _cut(row, mark.end() if mark else 0)
        self.kinds.add(kind)
        self.last = kind
        kept = {_TITLE: self.made.title, _BYLINE: self.made.byline, _TEXT: self.made.body}.get(kind)
        if kind == _DATE:
            self.made.date = page_date(value.text)
            if tag and value.text and not self.made.date:
                self.made.wrong = value
        elif kind == _SOURCE:
            self.made.source = value.text or None
        elif said := field_of(kind, value.text):
            self.made.imprint = printed(self.made.imprint, said)
        self.in_body = self.in_body or kind == _TEXT
        end = value.start if kept is not None and value.text else row.end
        label = row.text[: end - row.start].rstrip()
        self.made.labels.append(Span(start=row.start, end=row.start + len(label)))
        if kept is not None and value.text:
            kept.append(value)

    def _go_on(self, row: Line, following: str) -> None:
        """Take a line without a field's name: of the title, where fields follow, or the body.

        A field with a tag ends at the next one.
        """
        if self.tagged and self.last != _TEXT:
            rows = {_TITLE: self.made.title, _BYLINE: self.made.byline}.get(self.last)
            if rows is None:
                self.made.labels.append(Span(start=row.start, end=row.end))
            else:
                rows.append(row)
            return
        if not self.in_body and self.last == _TITLE and is_field(following):
            self.made.title.append(row)
            return
        self.in_body = True
        self.made.body.append(row)


def _kind(text: str) -> str | None:
    if tag := _TAGGED.match(text):
        return _RECORD if tag[1] else LABELS.get(tag[2], _OTHER)
    mark = _FIELD.match(text)
    if not mark:
        return None
    name = next(group for group in mark.groups() if group)
    return LABELS.get(re.sub(r"\s", "", name))


def _cut(row: Line, at: int, *, new: bool = False) -> Line:
    """Return a line from ``at`` on; ``new``: as if a blank line stood before it."""
    return replace(
        row, text=row.text[at:], start=row.start + at, indent=0, after_blank=new or row.after_blank
    )
