"""Markdown files: one file is one article, in the characters of the file without its markup.

Title, date, author, source and tags come from the front matter, YAML or TOML; without a title
there the first heading is it. Code blocks and the rows of tables are kept as they are written.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from qa.errors import ReadError
from qa.reading import line_shapes
from qa.reading.copied import take_article
from qa.reading.documents import library, whole
from qa.reading.furniture import page_date
from qa.reading.lines import Line
from qa.reading.origin import NOTHING, About, Source, assemble
from qa.records import DateFrom, LeftOut, Reading, Reason, Span

__all__ = ["read_markdown"]

_FRONT = re.compile(
    r"---[ \t]*(?:\r\n?|\n)(.*?[\r\n])??(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL
)
_TOML = re.compile(r"\+\+\+[ \t]*(?:\r\n?|\n)(.*?[\r\n])??\+\+\+[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL)
_FIELDS = {
    "title": ("title", "标题", "題目", "题目", "标题名"),
    "date": ("date", "日期", "发布日期", "發布日期", "发布时间", "时间", "published", "pubdate"),
    "author": ("author", "authors", "作者", "记者", "記者"),
    "source": ("source", "来源", "來源", "媒体", "出处"),
    "tags": ("tags", "标签", "標籤", "关键词"),
}
"""The names of a field, the first that has a value counts."""
_ADDRESS = re.compile(r"[a-z]+://\S+", re.IGNORECASE)
_LINKED = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]|]+)\]\]")
_NO_WORDS = frozenset(["图片", "图像", "image", "Image", "img"])
"""What stands for a picture that nobody described."""
_FIELD = re.compile(r"([\w-]+)[:：]\s*([^\s\[{!&*|>'\"].*)")
_NOTE = re.compile(r"(?m)^( {0,3})\[\^[^\]\s]{1,40}\]:[ \t]*")
_MARKS = re.compile(r"(\[\^[^\]\s]{1,40}\]|\*{2,3})")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->")
_TEXTS = ("text", "note", "text_special", "code_inline", "html_inline")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n]|\Z)")


def read_markdown(source: Source) -> Reading:
    """Return the one article of a Markdown file.

    What its front matter says that is no title and no author, the marks of notes and what is
    crossed out are left out. Raises :class:`ReadError` for a file without text and for front
    matter that is neither YAML nor TOML.
    """
    front = _FRONT.match(source.text) or _TOML.match(source.text)
    about = _about(front, source.file) if front else None
    start = front.end() if front and about else 0
    about = about or NOTHING
    with library(source.file, "Markdown"):
        title, paragraphs, left_out = _read(source.text, start, about.title)
        about = replace(about, title=title)
        about, paragraphs = _without_page(source.text, about, paragraphs, left_out)
        text, pieces = assemble(source.text, paragraphs)
    if not text:
        raise ReadError(f"{source.file}: no text under its title: the file is blank")
    if front and start:
        left_out = [*_unused(front, about), *left_out]
    article = whole(source, about=about, text=text, pieces=pieces)
    return Reading(articles=(article,), left_out=tuple(left_out))


def _without_page(
    text: str, about: About, paragraphs: list[list[Span]], left_out: list[LeftOut]
) -> tuple[About, list[list[Span]]]:
    """Return an article without what is around it on the web page that it was copied from.

    Adds that to ``left_out``; what it says counts where nothing else says it.
    """
    runs = [run for spans in paragraphs for run in _of_lines(text, spans)]
    rows = [_line(text, run) for run in runs]
    taken, said = take_article(rows, titled=bool(about.title))
    if not taken.left_out:
        return about, paragraphs
    kept = {row.start: row for row in taken.rows}
    title = {row.start for row in said.title}
    found: list[list[Span]] = []
    for spans in paragraphs:
        paragraph: list[Span] = []
        for run in _of_lines(text, spans):
            own = kept.get(run[0].start)
            if own is None:
                reason = taken.why(run[0].start, run[-1].end)
                words = [span for span in run if text[span.start : span.end].strip()]
                left_out += [_left_out(text, span.start, span.end, reason) for span in words]
            elif own.start in title:
                continue
            elif len(run) == 1:
                paragraph.append(Span(start=own.start, end=own.end))
                if own.end < run[0].end:
                    reason = taken.why(own.end, run[0].end)
                    left_out.append(_cut_off(text, own.end, run[0].end, reason))
            else:
                paragraph += run
        found += [paragraph] if paragraph else []
    names = " ".join(row.text for row in said.bylines)
    day = said.date or said.stood
    return replace(
        about,
        title=about.title or " ".join(row.text for row in said.title),
        date=about.date or day,
        date_from=about.date_from or (DateFrom.LINE if day else None),
        byline=about.byline or names or None,
        source=about.source or said.source,
    ), found


def _of_lines(text: str, spans: list[Span]) -> Iterator[list[Span]]:
    """Yield the spans of a paragraph that stand on one line of the file."""
    run: list[Span] = []
    for span in spans:
        if run and re.search(r"[\r\n]", text[run[-1].end : span.start]):
            yield run
            run = []
        run.append(span)
    if run:
        yield run


def _line(text: str, run: list[Span]) -> Line:
    words = "".join(text[span.start : span.end] for span in run)
    return Line(text=words, start=run[0].start, indent=0, width=len(words), after_blank=True)


def _cut_off(text: str, start: int, end: int, reason: Reason) -> LeftOut:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return _left_out(text, start, start + len(words.strip()), reason)


def _about(front: re.Match[str], file: str) -> About | None:
    """Return what front matter says, None for text between two rules that only looks like it."""
    written = front[1] or ""
    fields = _toml(written, file) if front[0].startswith("+") else _yaml(written, file)
    if not isinstance(fields, dict):
        return None
    date = _date(_value(fields, "date"), file)
    return About(
        title=" ".join(_strings(_value(fields, "title"))),
        date=date,
        date_from=DateFrom.FIELD if date else None,
        byline=" ".join(_LINKED.sub(r"\1", one) for one in _strings(_value(fields, "author")))
        or None,
        source=" ".join(
            one for one in _strings(_value(fields, "source")) if not _ADDRESS.match(one)
        )
        or None,
        tags=tuple(dict.fromkeys(_strings(_value(fields, "tags")))),
    )


def _toml(written: str, file: str) -> object:
    import tomllib

    with library(file, "TOML front matter", remedy="mend or remove it"):
        return tomllib.loads(written.replace("\r\n", "\n").replace("\r", "\n"))


def _yaml(written: str, file: str) -> object:
    """Return the fields; a colon in a value, which YAML takes for another field, is one of it."""
    import yaml

    with library(file, "YAML front matter", remedy="mend or remove it"):
        try:
            return yaml.safe_load(written)
        except yaml.YAMLError:
            rows = [_FIELD.fullmatch(line.strip()) for line in written.splitlines() if line.strip()]
            if not all(rows):
                raise
            return {row[1]: row[2] for row in rows if row}


def _value(fields: dict[object, object], name: str) -> object:
    """Return the first of a field's names that has a value."""
    return next((fields[key] for key in _FIELDS[name] if fields.get(key) is not None), None)


def _unused(front: re.Match[str], about: About) -> Iterator[LeftOut]:
    """Yield the lines of front matter without the words that are the title or the author's."""
    start, end = front.span(1)
    if start < 0:
        return
    words = [part for part in (about.title, *(about.byline or "").split(" ")) if part]
    free = front.string[start:end]
    for word in words:
        free = free.replace(word, "\0" * len(word), 1)
    for match in re.finditer(r"[^\s\0](?:[^\r\n\0]*[^\s\0])?", free):
        place = start + match.start()
        yield _left_out(front.string, place, start + match.end(), Reason.FIELD)


def _left_out(text: str, start: int, end: int, reason: Reason) -> LeftOut:
    return LeftOut(text=text[start:end], reason=reason, start=start, end=end)


def _strings(value: object) -> list[str]:
    if isinstance(value, list):  # [[某人]] is a list in a list
        return [text for item in value for text in _strings(item)]
    text = "" if value is None else str(value).strip()
    return [text] if text else []


def _date(value: object, file: str) -> dt.date | None:
    if value is None or isinstance(value, dt.datetime):
        return value and value.date()
    date = value if isinstance(value, dt.date) else page_date(str(value))
    if date is None:
        raise ReadError(f"{file}: the front matter's date must be YYYY-MM-DD, not {value!r}")
    return date


def _read(text: str, base: int, title: str) -> tuple[str, list[list[Span]], list[LeftOut]]:
    """Return the title, the paragraphs as places in the file, and what is left out after ``base``.

    The first heading is lifted out of the text where it is the title and opens the text. A note's
    text is a paragraph where it is written, without its mark.
    """
    rows = [match.span() for match in _LINE.finditer(text, base)]
    lines = [text[start:end].rstrip("\r\n") for start, end in rows]
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    # A link to javascript:void(0), as clippers write, is one too.
    parser.validateLink = bool  # type: ignore[assignment,method-assign]
    tokens = parser.parse("\n".join(_NOTE.sub(r"\1", line) for line in lines))
    paragraphs: list[list[Span]] = []
    left_out = [
        _left_out(text, start + len(note[1]), start + len(note[0].rstrip()), Reason.MARK)
        for (start, _), line in zip(rows, lines, strict=True)
        if (note := _NOTE.match(line))
    ]
    place = 0
    while place < len(tokens):
        token = tokens[place]
        heading = place > 0 and tokens[place - 1].type == "heading_open"
        found = list(_paragraphs(text, token, rows, left_out))
        words = "".join(text[s.start : s.end] for spans in found for s in spans).strip()
        if heading and (not title or (words == title and not paragraphs)):
            title, found = title or words, found if paragraphs else []
        paragraphs += found
        place = _after_row(tokens, place) if token.type == "tr_open" else place + 1
    return title, paragraphs, left_out


def _after_row(tokens: list[Token], place: int) -> int:
    while tokens[place].type != "tr_close":
        place += 1
    return place


def _paragraphs(
    text: str, token: Token, rows: list[tuple[int, int]], left_out: list[LeftOut]
) -> Iterator[list[Span]]:
    """Yield the paragraphs of a block as places in the file; add what is in none."""
    if token.map is None:
        return
    inside = rows[token.map[0] : token.map[1]]
    if token.type == "inline":
        found = _inline(text, token, inside[0][0], inside[-1][1], left_out)
        yield from _verbatim(text, inside) if found is None else found
    elif token.type == "fence":
        closed = len(inside) > token.content.count("\n") + 1
        yield from _verbatim(text, inside[1 : -1 if closed else None])
    elif token.type == "html_block":
        yield from _without_tags(text, inside, token.content)
    elif token.type in ("code_block", "tr_open"):
        yield from _verbatim(text, inside)


def _without_tags(text: str, rows: list[tuple[int, int]], content: str) -> Iterator[list[Span]]:
    """Yield the lines of HTML without the tags that stand around them; what tags part stays."""
    if content.lstrip().startswith("<!--"):
        return
    for start, end in rows:
        line = text[start:end].rstrip()
        first = match.end() if (match := re.match(rf"(?:\s*(?:{_TAG.pattern}))*\s*", line)) else 0
        tail = re.search(rf"(?:\s*(?:{_TAG.pattern}))+$", line[first:])
        last = first + tail.start() if tail else len(line)
        if _TAG.search(line, first, last):
            yield [Span(start=start, end=start + len(line))]
        elif first < last:
            yield [Span(start=start + first, end=start + last)]


def _verbatim(text: str, rows: list[tuple[int, int]]) -> Iterator[list[Span]]:
    for start, end in rows:
        if line := text[start:end].rstrip():
            yield [Span(start=start, end=start + len(line))]


def _inline(
    text: str, token: Token, start: int, end: int, left_out: list[LeftOut]
) -> list[list[Span]] | None:
    """Return a paragraph's lines joined, where they do not meet between Latin words.

    Adds the marks of notes and what is crossed out to ``left_out``. None where its words are not
    found as they are written.
    """
    found: list[list[Span]] = [[]]
    out: list[LeftOut] = []
    broken = False
    struck = 0
    for child in _without_stars(list(_flat(token.children or ()))):
        struck += {"s_open": 1, "s_close": -1}.get(child.type, 0)
        if child.type in ("softbreak", "hardbreak"):
            broken = True
        elif child.type == "link_close":
            start = _after_target(text, start, end)
        if not (words := _written(child)):
            continue
        at = text.find(words, start, end)
        if at < 0:
            return None
        start = at + len(words)
        if child.type == "html_inline":
            continue
        if struck or child.type == "note":
            out.append(_left_out(text, at, start, Reason.STRUCK if struck else Reason.MARK))
            continue
        last = found[-1]
        if broken and last and line_shapes.latin_joint(text[last[-1].end - 1], words):
            found.append([])
        found[-1].append(Span(start=at, end=start))
        broken = False
    left_out += out
    return found if found[0] else []


def _flat(children: Iterable[Token]) -> Iterator[Token]:
    for child in children:
        if child.type == "image":
            alone = child.content in _NO_WORDS
            yield from (
                [Token("note", "", 0, content=child.content)]
                if alone
                else _flat(child.children or ())
            )
            yield Token("link_close", "", -1)
        elif child.type == "text":
            for part in filter(None, _MARKS.split(child.content)):
                note = part.startswith("[^") and part.endswith("]")
                yield Token("note" if note else "text", "", 0, content=part)
        else:
            yield child


def _without_stars(children: list[Token]) -> list[Token]:
    """Return the parts without the ** that CommonMark does not see beside Chinese punctuation."""
    stars = [
        place
        for place, child in enumerate(children)
        if child.type == "text" and child.content in ("**", "***")
    ]
    drop: set[int] = set()
    while len(stars) > 1:
        first, second = stars[:2]
        inside = children[first + 1].content[:1] + children[second - 1].content[-1:]
        if children[first].content == children[second].content and not re.search(r"\s", inside):
            drop |= {first, second}
            stars = stars[2:]
        else:
            stars = stars[1:]
    return [child for place, child in enumerate(children) if place not in drop]


def _written(child: Token) -> str:
    """Return the characters of the file that a part of a paragraph is, "" for mere markup."""
    if child.type == "text_special" and child.info == "entity":
        return child.markup
    return child.content if child.type in _TEXTS else ""


def _after_target(text: str, start: int, end: int) -> int:
    """Return where the target of a link whose words end at ``start`` is over."""
    mark = text.find("](", start, end)
    return text.find(")", mark, end) + 1 if mark >= 0 else start
