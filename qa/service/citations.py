"""Where something stands, as scholars write it: GB/T 7714, BibTeX, RIS, CSL, an evidence file."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from qa import __version__
from qa.chinese.beginnings import beginning
from qa.chinese.characters import HAN
from qa.chinese.surnames import ALL_SURNAMES
from qa.quoting import title_of
from qa.reading.originals import cut
from qa.service.links import article_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa import Article, Citation

__all__ = ["FORMS", "evidence"]

_AROUND = 80  # characters
_ROLES = re.compile(r"本报|记者|通讯员|特约|见习|实习生|撰文|文/|[（()）:：]")
_BETWEEN = re.compile(r"[\s、，,/;；]+")
_SPACED_NAME = re.compile(rf"(?<![{HAN}])([{ALL_SURNAMES}])[ \u3000\xa0]+([{HAN}])(?![{HAN}])")
_BIBTEX = str.maketrans({char: "\\" + char for char in "{}%&#$_"} | {"\\": "\\textbackslash{}"})


def gbt7714(article: Article, page: int | None) -> str:
    """Return the reference of a newspaper article as GB/T 7714-2015 has it.

    ``作者. 题名[N]. 报名, 2022-04-11(版)``; what is not known is left out, and of more than
    three authors the first three stand with 等. An article without a title is called by how it
    begins, and has its id behind: ``（无标题）河堤加高…[N]. 报名, 2022-04-11. 编号 n3``.
    """
    authors = _authors(article)
    named = ", ".join(authors[:3]) + (", 等" if len(authors) > 3 else "")
    where = _printed(article, page)
    untitled = "" if _line(article.title) else f"编号 {_line(article.id)}"
    issue = f"{article.date or ''}{f'({where})' if where else ''}"
    paper = ", ".join(part for part in (_line(article.source), issue) if part)
    parts = (named, f"{_title(article)}[N]", paper, untitled)
    return ". ".join(part for part in parts if part) + ".\n"


def _printed(article: Article, page: int | None) -> str:
    """Return the page that is cited: that of the paper, where it is known, before the file's."""
    printed = article.imprint.page if article.imprint else None
    return printed or str(page or "")


def bibtex(article: Article, page: int | None) -> str:
    """Return a BibTeX entry."""
    fields = {
        "author": " and ".join(_authors(article)),
        "title": _title(article),
        "journal": _line(article.source),
        "date": str(article.date or ""),
        "year": str(article.date.year) if article.date else "",
        "pages": _printed(article, page),
        "langid": "chinese",
    }
    rows = [
        f"  {name} = {{{value.translate(_BIBTEX)}}},\n" for name, value in fields.items() if value
    ]
    return f"@article{{{_handle(article)},\n{''.join(rows)}}}\n"


def ris(article: Article, page: int | None) -> str:
    """Return an RIS record, which Zotero and EndNote read."""
    rows = [
        ("TY", "NEWS"),
        *(("AU", author) for author in _authors(article)),
        ("TI", _title(article)),
        ("T2", _line(article.source)),
        ("DA", f"{article.date:%Y/%m/%d/}" if article.date else ""),
        ("PY", str(article.date.year) if article.date else ""),
        ("SP", _printed(article, page)),
        ("LA", "zh"),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in rows if value) + "ER  - \r\n"


def csl(article: Article, page: int | None) -> str:
    """Return CSL-JSON: a list of one item."""
    day = article.date
    item = {
        "id": _handle(article),
        "type": "article-newspaper",
        "title": _title(article),
        "container-title": _line(article.source),
        "author": [{"literal": author} for author in _authors(article)],
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "page": _printed(article, page),
        "language": "zh",
    }
    return json.dumps([{k: v for k, v in item.items() if v}], ensure_ascii=False, indent=2) + "\n"


FORMS: dict[str, tuple[str, Callable[[Article, int | None], str]]] = {
    "gbt7714": ("text/plain", gbt7714),
    "bibtex": ("application/x-bibtex", bibtex),
    "ris": ("application/x-research-info-systems", ris),
    "csl": ("application/vnd.citationstyles.csl+json", csl),
}
"""The media type of each form, and what writes it."""


def evidence(archive: str, article: Article, citation: Citation) -> dict[str, Any]:
    """Return what proves a quotation years later, without the archive: the evidence file.

    The quotation with what stands around it, the SHA-256 of the text that it is of, or the title
    (UTF-8), and of the
    original file's bytes, and where the quotation stands in both: ``pieces`` are its runs that
    stand unbroken in the file (:class:`qa.Piece`). :mod:`qa.service.proof` checks it.
    """
    of = article.of_field(citation.field)
    text, origin = of.text, of.origin
    return {
        "kanbao": __version__,
        "made": dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds"),
        "archive": archive,
        "url": article_view(archive, article.id, citation.start, citation.end, citation.field),
        "citation": asdict(citation),
        "before": text[max(0, citation.start - _AROUND) : citation.start],
        "after": text[citation.end : citation.end + _AROUND],
        "byline": article.byline,
        "source": article.source,
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "file_sha256": origin.sha256 if origin else None,
        "encoding": origin.encoding if origin else None,
        "pieces": [
            asdict(piece)
            for piece in cut(origin.pieces if origin else (), citation.start, citation.end)
        ],
        "reference": gbt7714(article, citation.page).strip(),
    }


def _authors(article: Article) -> list[str]:
    """Return the names of a byline, without what they are: 本报记者, 通讯员.

    A name of two characters may have a space in it, to be as wide as one of three: 秦 岚.
    """
    names = _SPACED_NAME.sub(r"\1\2", _ROLES.sub(" ", article.byline or ""))
    return [name for name in _BETWEEN.split(names) if name]


def _title(article: Article) -> str:
    return title_of(_line(article.title), beginning(article.title, article.text))


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _handle(article: Article) -> str:
    """Return a name for the entry that no other article has, of characters that all take."""
    return f"kanbao{hashlib.sha256(article.id.encode()).hexdigest()[:12]}"
