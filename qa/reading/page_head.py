"""What an HTML page says of its article: title, who wrote, who published, and when."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import PurePath
from typing import Any

from qa.reading import dates, line_shapes
from qa.reading.fields import byline_and_imprint, first_stood
from qa.reading.page_blocks import PageBlock, tag_of
from qa.reading.page_lines import Kind, head
from qa.reading.page_reasons import is_button
from qa.reading.page_words import DAY_FIELDS, FIELDS, ISSUERS, OFFICE
from qa.records import DateFrom

__all__ = [
    "author",
    "credited",
    "field_day",
    "is_credit",
    "is_field_row",
    "is_paper",
    "is_signature",
    "is_subtitle",
    "issuer",
    "labelled",
    "meta",
    "page_dates",
    "page_fields",
    "paper",
    "published",
    "publisher",
    "stated",
    "title_of",
    "without_buttons",
    "without_site",
]

_DATE_NAMES = frozenset(
    [
        "article:published_time",
        "article:published",
        "og:published_time",
        "og:article:published_time",
        "publishdate",
        "pubdate",
        "publish-date",
        "publish_date",
        "publishtime",
        "publish_time",
        "pubtime",
        "pub_time",
        "publication_date",
        "publicationdate",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.date",
        "dcterms.created",
        "datepublished",
        "weibo:article:create_at",
        "bytedance:published_time",
        "apub:time",
        "firstpublishedtime",
        "parsely-pub-date",
        "sailthru.date",
        "ptime",
        "releasedate",
        "originalpublicationdate",
        "citation_publication_date",
        "xhpubtime",
    ]
)
_TITLE_NAMES = ("og:title", "articletitle", "twitter:title")
_SOURCE_NAMES = ("source", "mediaid", "contentsource")
_AUTHOR_NAMES = ("author", "article:author", "dc.creator")
_ADDRESS_NAMES = ("og:url", "twitter:url")
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_FOUNDER = re.compile(
    r"<founder-(date|papername|author)>\s*([^<]{1,60}?)\s*</founder-\1>", re.IGNORECASE
)
_SPLIT = re.compile(r"\s*(?:--+|[_|｜]+|\s[—–]+\s|(?<![0-9A-Za-z])-|-(?![0-9A-Za-z]))\s*")
_SITE = re.compile(
    r"(?:网|網|报|報|频道|新闻|新聞|客户端|数字报|电子报|电子版|号|门户|论坛|贴吧|博客|网站|站|电视台|通讯社|日报社|在线|资讯|首页|专题|要闻|正文|\.com|\.cn)$"
)
_PAPER = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?:[日晚早晨商时]报|都市报|周报|新闻网|数字报|电子版|频道|客户端|在线|网)"
)
_NO_AUTHOR = re.compile(
    r"[0-9０-９@/\\<>]|第.{1,4}版|版$|网$|網$|报$|報$|社$|频道$|发布$|论坛$|编辑部|管理员|小编|匿名|佚\s?名"
    r"|admin|editor|unknown",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"(引题|肩题|眉题|副题|副标题|主题|标题)\s*[:：]\s*(?=\S)")
_AUTHOR = re.compile(
    r"(?:作者|记者|撰文|通讯员)\s*[:：]\s*([^\s|｜，。；:：]{2,12}(?:[\s、，][^\s|｜，。；:：0-9]{2,4}(?![^\s]*[:：]))*)"
)
_SOURCE = re.compile(
    r"(?<!信息)(?:来源|來源|稿源)\s*[:：]\s*([^\s|｜，。；]{2,20}?)(?=(?:记者|作者|责任编辑|责编|编辑)[\s：:]|[\s|｜，。；]|$)|《\s*([^《》]{2,12}?)\s*》\s*[（(]"
)
_SIGNED = re.compile(
    r"(?:本报|本刊|本网|新华社|人民网|中新社)?(?:特派|见习|特约|首席)?(?:记者|通讯员)\s[\u4e00-\u9fff\s、]{2,40}"
)
_SUBTITLES = re.compile(
    r"sub[-_]?title|fu-?biaoti|futi|yinti|pre[-_]?title|intro-?title|lead-?title", re.IGNORECASE
)
_PUBLISHED = (*DAY_FIELDS[0], "发布时间", "发文时间")
_WRITTEN = DAY_FIELDS[1]
_TITLES = ("标题", "名称", "信息名称")
_OWN = frozenset([*FIELDS, *ISSUERS, OFFICE, *_WRITTEN])
"""Names of fields that only a government's page has."""
_FIELDS = _OWN.union(_PUBLISHED)
_CELLS = frozenset(["tr", "td", "th", "li", "dt", "dd"])
_SPACES = re.compile(r"\s+")
_SPACED_FIELDS = "|".join(r"\s*".join(name) for name in sorted([*_FIELDS, *_TITLES]))
_FIELD = re.compile(rf"[【\[]?\s*({_SPACED_FIELDS})\s*[】\]]?\s*(?:[:：]\s*(.*))?")
_COLON = re.compile(r"[^\d\s][:：]")
_NEXT_FIELD = re.compile(rf"\t|\s+(?=(?:{_SPACED_FIELDS})\s*[:：])")
_JSON_TYPES = ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting")


def meta(root: Any) -> dict[str, list[str]]:
    """Return the values of the page's meta elements by their names, in small letters."""
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        value = (element.get("content") or "").strip()
        if name and value:
            found.setdefault(name.strip().lower(), []).append(value)
    return found


def title_of(
    root: Any, blocks: Sequence[PageBlock], metas: dict[str, list[str]]
) -> tuple[str, int | None]:
    """Return a page's title, and which block is it: None where no block is.

    A heading that the page's own name repeats, else its only first heading, else a line that the
    name repeats, else the name without the site's; "" where that is all of it.
    """
    names = [_spaced(value) for name in _TITLE_NAMES for value in metas.get(name, ())]
    names += [_spaced("".join(element.itertext())) for element in root.iter("title")][:1]
    lines = [(place, b) for place, b in enumerate(blocks) if b.reason is None and len(b.text) >= 2]
    headings = [(place, block) for place, block in lines if block.level]
    free = [row for row in headings if not row[1].is_linked]
    for rows in (free, headings):
        if found := _longest_in(rows, names):
            return found
    first = [(place, block) for place, block in free if block.level == 1]
    below = any(block.level == 2 for _, block in free)
    if len(first) == 1 and not (below and is_paper(first[0][1].text, metas)):
        return first[0][1].text, first[0][0]
    if found := _longest_in([row for row in lines if not row[1].is_linked], names) or _longest_in(
        lines, names
    ):
        return found
    name = without_site(names[0]) if names else ""
    return "" if _PAPER.fullmatch(name) or dates.stated(name) else name, None


def is_paper(text: str, metas: dict[str, list[str]]) -> bool:
    """Whether a heading has nothing but the name of the paper or the site."""
    return _PAPER.fullmatch(text) is not None or text in metas.get("og:site_name", ())


def _longest_in(
    rows: Sequence[tuple[int, PageBlock]], names: Sequence[str]
) -> tuple[str, int] | None:
    """Return the longest line that a name of the page has in it, if it is a good part of that."""
    found = [
        (place, block.text)
        for place, block in rows
        for name in names
        if 3 * len(block.text) >= len(name) and block.text in name and not _is_site(block.text)
    ]
    place, text = max(found, key=lambda row: (len(row[1]), -row[0]), default=(0, ""))
    return (text, place) if text else None


def _is_site(text: str) -> bool:
    return len(text) <= 12 and _SITE.search(text) is not None


def _spaced(text: str) -> str:
    return " ".join(text.split())


def without_site(title: str) -> str:
    """Return a page's name without those of the site and its sections: 桥修好了_云岭新闻网."""
    parts = [part for part in _SPLIT.split(title) if part]
    sites = [_is_site(part) for part in parts]
    if not any(sites) or all(sites):
        return title
    first = sites.index(False)
    end = next((place for place in range(first, len(parts)) if sites[place]), len(parts))
    start = title.index(parts[first])
    return title[start : title.index(parts[end - 1], start) + len(parts[end - 1])]


def labelled(text: str) -> tuple[str, str]:
    """Return the label of a headline's part, "" without, and the part: 副题：今年再建十二家."""
    match = _LABELLED.match(text)
    return (match[0], text[match.end() :]) if match else ("", text)


def is_subtitle(block: PageBlock) -> bool:
    """Whether the page calls a block a part of the headline."""
    names = f"{block.owner.get('class') or ''} {block.owner.get('id') or ''}"
    return _SUBTITLES.search(names) is not None or _LABELLED.match(block.text) is not None


def author(metas: dict[str, list[str]]) -> str | None:
    """Return who the page's metadata say wrote it, if that is a name: no id, page or site."""
    for name in _AUTHOR_NAMES:
        for value in metas.get(name, ()):
            words = re.sub(r"^(?:作者|记者)\s*[:：]\s*", "", value)
            if 2 <= len(words) <= 40 and not _NO_AUTHOR.search(words):
                return words
    return None


def stated(line: str) -> dt.date | None:
    """Return the day of publication that a line above the text states, its labels glued or not.

    None for one that states who wrote as well (:func:`qa.reading.fields.byline_and_imprint`).
    """
    if (day := dates.stated(line)) or byline_and_imprint(line):
        return day
    return next((item.day for item in head(line) if item.day), None)


def published(line: str) -> dt.date | None:
    """Return the day that a line of labels, above a headline or under it, calls 发布时间."""
    for item in head(line):
        label = _SPACES.sub("", line[item.start : item.value.start])
        if item.day and item.strong and label and not label.startswith(_WRITTEN):
            return item.day
    return None


def is_credit(line: str) -> bool:
    """Whether a line above the text says who wrote it or where it is from."""
    return bool(_AUTHOR.search(line) or _SOURCE.search(line))


def credited(line: str) -> str | None:
    """Return who a line above the text says wrote it: 作者：韩一舟."""
    match = _AUTHOR.search(line)
    return match[1].strip() if match and not _NO_AUTHOR.search(match[1]) else None


def without_buttons(line: str) -> tuple[str, str]:
    """Return a line without the buttons at its end, and those: 作者：韩一舟 分享."""
    words = line.split(" ")
    end = len(words)
    while end > 1 and is_button(words[end - 1]) and any(map(str.isalnum, words[end - 1])):
        end -= 1
    return " ".join(words[:end]), " ".join(words[end:])


def is_signature(line: str) -> bool:
    """Whether a line under the text is its byline: 本报记者 韩一舟, （韩一舟）."""
    if first_stood(line):
        return False
    bracketed = line[0] in "（(" and line_shapes.byline_at_end(line) == 0
    return bracketed or line_shapes.is_byline(line) or _SIGNED.fullmatch(line) is not None


def publisher(metas: dict[str, list[str]], lines: Sequence[str]) -> str | None:
    """Return who published: as a line above the text says, else the page's metadata."""
    for line in lines:
        if match := _SOURCE.search(line):
            return next(group for group in match.groups() if group)
    for name in _SOURCE_NAMES:
        for value in metas.get(name, ()):
            if words := re.sub(r"^来源\s*[:：]\s*", "", value).strip():
                return words
    named = (
        line[item.value.start : item.value.end]
        for line in lines
        for item in head(line)
        if item.kind is Kind.SOURCE
    )
    return next(filter(None, named), None)


def paper(root: Any, page: str) -> str | None:
    """Return the paper that a digital edition's fields name, or the account of a WeChat page."""
    papers = (m[2] for m in _FOUNDER.finditer(page) if m[1].lower() == "papername")
    accounts = (e for e in root.iter("a", "span", "strong") if e.get("id") == "js_name")
    names = (*papers, *(_spaced("".join(account.itertext())) for account in accounts))
    return next(filter(None, names), None)


def page_fields(blocks: Sequence[PageBlock]) -> tuple[dict[str, str], set[int]]:
    """Return what the fields of a government's page say, by their names, and where they stand."""
    rows: list[int] = []
    for place, block in enumerate(blocks):
        named = bool(rows) and rows[-1] == place - 1 and _is_bare(blocks[place - 1])
        if named or _is_bare(block) or _in_cell(block) or _is_row(block):
            rows.append(place)
    if not any(_in_cell(blocks[n]) or _has_own(blocks[n]) for n in rows):
        return {}, set()
    cells = [(n, cell) for n in rows for cell in _cells(blocks[n])]
    found: dict[str, str] = {}
    places: set[int] = set()
    for (place, name), (after, value) in pairwise([*cells, (-1, "")]):
        if name in _FIELDS or (name in _TITLES and places):
            places.add(place)
        if name in _FIELDS and value and value not in _FIELDS:
            found.setdefault(name, value)
            places.add(after)
    return found, places


def field_day(fields: Mapping[str, str], *, written: bool = False) -> dt.date | None:
    """Return the day that fields state of publication, or of when it was ``written``."""
    names = _WRITTEN if written else _PUBLISHED
    return next(filter(None, (dates.stamp(fields.get(name, "")) for name in names)), None)


def issuer(fields: Mapping[str, str]) -> str | None:
    """Return who published, as fields say: 发布机构 before 信息来源."""
    return next((fields[name] for name in (*ISSUERS, OFFICE) if name in fields), None)


def is_field_row(block: PageBlock) -> bool:
    """Whether a line has nothing but fields of a government's page: 索引号, 发布日期."""
    if _in_cell(block):
        return all(name in _FIELDS or name in _TITLES for name in _cells(block)[::2])
    return _is_row(block) and _has_own(block)


def _in_cell(block: PageBlock) -> bool:
    return tag_of(block.owner) in _CELLS


def _has_own(block: PageBlock) -> bool:
    return not _OWN.isdisjoint(_cells(block))


def _is_bare(block: PageBlock) -> bool:
    """Whether a block is the name of a field, and nothing else."""
    match = _FIELD.fullmatch(block.text.strip())
    return match is not None and not match[2] and _SPACES.sub("", match[1]) in _FIELDS


def _is_row(block: PageBlock) -> bool:
    """Whether a line is fields with a colon each, and what they say has no label in it."""
    parts = [_FIELD.fullmatch(part.strip()) for part in _NEXT_FIELD.split(block.text)]
    return all(part and part[2] and not _COLON.search(part[2]) for part in parts)


def _cells(block: PageBlock) -> list[str]:
    """Return the cells of a row, the name of a field and its value apart: 发布日期：2031-04-03."""
    found: list[str] = []
    for cell in _NEXT_FIELD.split(block.text):
        match = _FIELD.fullmatch(cell.strip())
        found += [_SPACES.sub("", match[1])] if match else [cell.strip()]
        found += [match[2]] if match and match[2] else []
    return found


def page_dates(
    root: Any, page: str, metas: dict[str, list[str]], file: PurePath
) -> Iterator[tuple[DateFrom, dt.date | None]]:
    """Yield the days that a page's metadata, its address and its file's name state."""
    for match in _FOUNDER.finditer(page):
        if match[1].lower() == "date":
            yield DateFrom.FIELD, dates.stamp(match[2])
    stamps = [value for name in sorted(_DATE_NAMES & metas.keys()) for value in metas[name]]
    stamps += _json_stamps(root)
    for stamp in stamps:
        yield DateFrom.METADATA, dates.stamp(stamp)
    for element in root.iter("em", "span"):
        if element.get("id") == "publish_time":
            yield DateFrom.METADATA, dates.stamp("".join(element.itertext()))
    for address in _addresses(root, page, metas):
        yield DateFrom.ADDRESS, dates.in_address(address)
    yield DateFrom.FILE_NAME, dates.in_name(file.name)
    yield DateFrom.FOLDER, dates.in_folder(file)


def _addresses(root: Any, page: str, metas: dict[str, list[str]]) -> Iterator[str]:
    for element in root.iter("link"):
        if (element.get("rel") or "").lower() == "canonical":
            yield element.get("href") or ""
    for name in _ADDRESS_NAMES:
        yield from metas.get(name, ())
    if saved := _SAVED.search(page[:2000]):
        yield saved[1]


def _json_stamps(root: Any) -> Iterator[str]:
    """Yield the days of publication in the page's JSON-LD that belong to an article."""
    for element in root.iter("script"):
        if (element.get("type") or "").lower() == "application/ld+json":
            yield from _published(_json(element.text or ""), 0)


def _json(text: str) -> object:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _published(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _published(item, depth)
    elif isinstance(value, dict) and depth < 3:
        kinds = value.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        stamp = value.get("datePublished")
        if isinstance(stamp, str) and any(kind in _JSON_TYPES for kind in kinds):
            yield stamp
        yield from _published(value.get("@graph"), depth + 1)
