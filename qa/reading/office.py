"""What the readers of office documents share: the XML in their ZIP files."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from qa.chinese.imprint import imprint_in
from qa.reading.dates import stated
from qa.reading.furniture import paper_of
from qa.reading.origin import About
from qa.records import DateFrom, LeftOut, Reason

__all__ = ["CORE", "about_of", "parsed", "related", "words_in"]

CORE = "docProps/core.xml"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def parsed(opened: zipfile.ZipFile, part: str) -> Any:
    """Return the root of a part. Raises ``KeyError`` where it is not there, lxml's errors."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(opened.read(part), parser)


def related(opened: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return what a part points at, by its id: the last word of the kind, and the part."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in opened.namelist():
        return {}
    return {
        relation.get("Id", ""): (
            relation.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join(folder, relation.get("Target", ""))).lstrip("/"),
        )
        for relation in parsed(opened, listed).iter(_RELATION)
        if relation.get("TargetMode") != "External"
    }


def about_of(title: str, left_out: Iterable[LeftOut]) -> About:
    """Return what a document's title and margins say of it.

    A header may name its paper, and state the day and the page of that (云岭日报 2021年5月3日
    第2版); where two disagree, neither is believed.
    """
    margins = [part.text for part in left_out if part.reason is Reason.MARGIN]
    lines = [" ".join(line.split()) for text in margins for line in (text, *text.splitlines())]
    dated = [line for line in lines if stated(line)]
    days, pages = {stated(line) for line in dated}, {imprint_in(line) for line in dated}
    day = days.pop() if len(days) == 1 else None
    return About(
        title=title,
        date=day,
        date_from=DateFrom.MASTHEAD if day else None,
        source=paper_of(dated),
        imprint=pages.pop() if len(pages) == 1 else None,
    )


def words_in(root: Any, *tags: str) -> Iterator[str]:
    """Yield the text of each element of these names, whatever their namespace; none blank."""
    for node in root.iter():
        if isinstance(node.tag, str) and node.tag.rpartition("}")[2] in tags:
            yield from filter(None, ["".join(node.itertext()).strip()])
