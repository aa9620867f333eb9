"""An evidence file compared, years later, with the original file, or with an archive's copy.

What proves a quotation: the file has the bytes that were read (SHA-256), and the quotation stands
in them where the evidence says. The evidence is made by :func:`qa.service.citations.evidence`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.errors import InputError, ReadError
from qa.messages import in_chinese
from qa.reading import file_text
from qa.reading.originals import (
    cut,
    file_state,
    recogniser_here,
    recogniser_of,
    stands,
    uncorrected,
)
from qa.records import Correction, Field, FileState, Origin, Piece

if TYPE_CHECKING:
    from qa import Archive

__all__ = ["Evidence", "Proof", "prove", "read_evidence", "verdict"]

_PLACES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What of an evidence file takes part in the proof; ``origin`` None: it is of no file."""

    quote: str
    title: str
    date: dt.date | None
    article_id: str
    start: int
    end: int
    text_sha256: str
    origin: Origin | None
    field: Field = Field.TEXT
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What became of a quotation.

    ``proven``: it stands in ``file``, whose bytes are those that were read; or there is no such
    file (any more) and it stands in the archive's article, whose text is what it was. ``in_place``:
    it stands in the file where the evidence says; None where there was nothing to look into.
    ``recognised_otherwise``: what recognised the scan is not here, or another version, which may
    read other characters, so that it is the archive that proves it. ``corrected``: in how many
    places it was put right by hand, which the file does not say.
    ``places`` are where it begins in the file as that is now, where it is not proven by it;
    ``archive_state`` is None without an archive.
    """

    quote: str
    title: str
    date: dt.date | None
    proven: bool
    file: str | None
    file_state: FileState | None
    in_place: bool | None
    places: tuple[int, ...] = ()
    archive_state: FileState | None = None
    recognised_otherwise: bool = False
    corrected: int = 0


def read_evidence(path: Path) -> list[Evidence]:
    """Return what stands in an evidence file: one, or a list of several.

    Raises :class:`InputError` for a file that is none.
    """
    try:
        found = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise InputError(f"{path}：读不了：{error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}：不是证据文件：不是 JSON（{in_chinese(str(error))}）") from error
    rows = found if isinstance(found, list) else [found]
    if not rows:
        raise InputError(f"{path}：里面没有引文")
    return [_evidence(row, path) for row in rows]


def prove(evidence: Evidence, *, original: Path | None = None, archive: Archive | None) -> Proof:
    """Compare a quotation with its file, and with the article of an archive if there is one.

    ``original``: where the file is now, or a folder to look for a file of its name in.
    """
    in_archive = None if archive is None else _archive_state(evidence, archive)
    origin = evidence.origin
    file = state = in_place = None
    places: tuple[int, ...] = ()
    otherwise = False
    if origin is not None:
        file = _place(origin, original)
        state = _state(file, origin)
        recognised = recogniser_of(origin)
        otherwise = recognised is not None and recognised != recogniser_here()
        if state is not FileState.MISSING and not otherwise:
            in_place, places = _look(evidence, file, origin)
    by_file = state is FileState.SAME and bool(in_place)
    gone = state in (None, FileState.MISSING)
    unread = otherwise and state is FileState.SAME
    return Proof(
        quote=evidence.quote,
        title=evidence.title,
        date=evidence.date,
        proven=by_file or ((gone or unread) and in_archive is FileState.SAME),
        file=str(file) if file else None,
        file_state=state,
        in_place=in_place,
        places=() if by_file else places,
        archive_state=in_archive,
        recognised_otherwise=otherwise,
        corrected=len(evidence.corrections),
    )


def verdict(proof: Proof) -> str:
    """Return what became of a quotation, in Chinese, and what to do."""
    said = [_of_file(proof)]
    if proof.corrected:
        said.append(f"其中 {proof.corrected} 处是人更正的，不是图上识别的字")
    if proof.archive_state is not None:
        said.append(
            {
                FileState.SAME: "档案里的文章与证据一字不差",
                FileState.CHANGED: "档案里的文章已不是那样",
                FileState.MISSING: "档案里没有这篇文章",
            }[proof.archive_state]
        )
    return "；".join(said)


def _of_file(proof: Proof) -> str:
    if proof.file_state is None:
        return "文章不是从文件读来的，只能与档案核对（--archive）"
    if proof.file_state is FileState.MISSING:
        return f"原文件不在：{proof.file}（搬了家就用 --original 指出）"
    if proof.recognised_otherwise:
        same = "未变" if proof.file_state is FileState.SAME else "已改动（SHA-256 不同）"
        return (
            f"原文件{same}；引文是从图上识别的，这里的识别程序不是那个版本，或没有装，"
            f"不能逐字核对：请照证据里的页码和方框看图：{proof.file}"
        )
    if proof.proven:
        return f"原文件未变，引文在原处：{proof.file}"
    what = (
        "原文件已改动（SHA-256 不同）"
        if proof.file_state is FileState.CHANGED
        else "原文件未变，但这个版本读出的文字不同"
    )
    if proof.in_place:
        return f"{what}；引文仍在原处：{proof.file}"
    if proof.places:
        return f"{what}；引文现在从第 {'、'.join(map(str, proof.places))} 字起：{proof.file}"
    return f"{what}；引文已不在其中：{proof.file}"


def _place(origin: Origin, original: Path | None) -> Path:
    """Return which file to read: in a folder one with the right bytes before others."""
    if original is None:
        return Path(origin.file)
    if not original.is_dir():
        return original
    name = Path(origin.file).name
    found = sorted(path for path in original.rglob("*") if path.name == name)
    same = (path for path in found if _state(path, origin) is FileState.SAME)
    return next(same, found[0] if found else original / name)


def _state(file: Path, origin: Origin) -> FileState:
    at = Origin(
        file=str(file.absolute()), encoding=origin.encoding, sha256=origin.sha256, pieces=()
    )
    return file_state(at) or FileState.MISSING


def _look(evidence: Evidence, file: Path, origin: Origin) -> tuple[bool, tuple[int, ...]]:
    """Return whether the quotation stands in a file where it did, and where it stands now."""
    try:
        text = file_text(file, repair=True)
    except ReadError:
        return False, ()
    in_place = all(
        stands(
            evidence.quote[part.start - evidence.start : part.end - evidence.start],
            part.start,
            text,
            cut(origin.pieces, part.start, part.end),
        )
        for part in uncorrected(evidence.corrections, evidence.start, evidence.end)
    )
    # A line of the file may break anywhere in the quotation.
    wanted = r"\s*".join(re.escape(char) for char in evidence.quote if not char.isspace())
    places = tuple(found.start() for found in re.finditer(wanted, text)) if wanted else ()
    return in_place, places[:_PLACES]


def _archive_state(evidence: Evidence, archive: Archive) -> FileState:
    try:
        text = archive.get(evidence.article_id).of_field(evidence.field).text
    except InputError:
        return FileState.MISSING
    same = (
        text[evidence.start : evidence.end] == evidence.quote
        and hashlib.sha256(text.encode()).hexdigest() == evidence.text_sha256
    )
    return FileState.SAME if same else FileState.CHANGED


def _evidence(row: Any, path: Path) -> Evidence:
    try:
        return _checked(row)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"{path}：不是证据文件，或被改过（{_why(error)}）："
            "用 kanbao ask --evidence 或服务的 as=evidence 得来的才是"
        ) from error


def _why(error: Exception) -> str:
    """Return what is wrong with an evidence file, in Chinese."""
    if isinstance(error, KeyError):
        return f"没有 {error.args[0]} 这一项"
    return in_chinese(str(error)) if isinstance(error, ValueError) else "有的项不是该有的样子"


def _checked(row: Any) -> Evidence:
    """Return a row as a record; ``ValueError`` where it contradicts itself."""
    cited, pieces = row["citation"], tuple(Piece(**piece) for piece in row["pieces"])
    quote, start, end = cited["quote"], cited["start"], cited["end"]
    if not quote or not isinstance(quote, str) or end - start != len(quote):
        raise ValueError("start, end and quote do not agree")
    origin = None
    if cited["file"] is not None:
        _check_pieces(pieces, start, end)
        origin = Origin(
            file=cited["file"],
            encoding=row["encoding"],
            sha256=row["file_sha256"],
            pieces=pieces,
        )
    return Evidence(
        quote=quote,
        title=str(cited["title"]),
        date=dt.date.fromisoformat(cited["date"]) if cited["date"] else None,
        article_id=cited["article_id"],
        start=start,
        end=end,
        text_sha256=row["text_sha256"],
        origin=origin,
        field=Field(cited.get("field", Field.TEXT)),
        corrections=tuple(_correction(one) for one in cited.get("corrections", ())),
    )


def _correction(row: Any) -> Correction:
    return Correction(**{**row, "field": Field(row["field"])})


def _check_pieces(pieces: tuple[Piece, ...], start: int, end: int) -> None:
    """Raise ``ValueError`` unless the pieces are the whole span, in its order."""
    at = start
    for piece in pieces:
        if piece.start != at or piece.length < 1:
            raise ValueError("the pieces are not those of the quotation")
        at += piece.length
    if at != end:
        raise ValueError("the pieces are not those of the quotation")
