"""Sheets for a judge, and the key that says what is on them; the key has no texts."""

from __future__ import annotations

import hashlib
import json
import random
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eval.errors import DataError, RunError
from eval.jsonl import Line, read_jsonl
from qa.inputs import check_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.judged.texts import Text

__all__ = ["Entry", "Key", "key_of", "read_key", "write_sheets"]

_INSTRUCTIONS = Path(__file__).with_name("instructions.md")
_KINDS = {"headline": "标题", "brief": "提要", "summary": "摘要", "digest": "综述里的一句"}
_RULE = "═" * 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is under a number of a sheet: of which item, by whom; ``sha256`` is of the text."""

    n: int
    sheet: int
    task: str
    item: str
    kind: str
    sha256: str
    systems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """The entries of all sheets by number; ``draw`` names this drawing."""

    draw: str
    entries: dict[int, Entry]


def key_of(folder: Path) -> Path:
    """Return the path of the key to a folder of sheets: beside it, for it is not the judge's."""
    return folder.with_name(f"{folder.name}.key.jsonl")


def write_sheets(texts: Sequence[Text], folder: Path, *, per_sheet: int, seed: int) -> int:
    """Write shuffled texts with their articles to sheets, and the key; return how many sheets.

    Raises :class:`DataError` if there are no texts, :class:`RunError` if sheets or their key are
    there already: judgements of them could no longer be told from others.
    """
    check_count("--per-sheet", per_sheet)
    if not texts:
        raise DataError("no texts to judge: all of them have been judged before")
    if key_of(folder).exists() or (folder.exists() and any(folder.iterdir())):
        raise RunError(f"{folder} or {key_of(folder)} is there already: choose another --out")
    folder.mkdir(parents=True, exist_ok=True)
    shuffled = list(texts)
    random.Random(seed).shuffle(shuffled)
    entries = [
        _entry(text, n=n, sheet=1 + (n - 1) // per_sheet) for n, text in enumerate(shuffled, 1)
    ]
    for sheet in range(1, entries[-1].sheet + 1):
        first = (sheet - 1) * per_sheet
        page = _page(shuffled[first : first + per_sheet], first=first + 1)
        (folder / f"sheet-{sheet:02}.txt").write_text(page, encoding="utf-8")
    lines = (json.dumps(asdict(entry), ensure_ascii=False) + "\n" for entry in entries)
    key_of(folder).write_text("".join(lines), encoding="utf-8")
    return entries[-1].sheet


def read_key(path: Path) -> Key:
    """Read a key. Raises :class:`DataError` if it is none."""
    entries = [_read_entry(line) for line in read_jsonl(path)]
    if [entry.n for entry in entries] != list(range(1, len(entries) + 1)):
        raise DataError(f"{path}: its numbers are not 1 to {len(entries)}: not a whole key")
    draw = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return Key(draw=draw, entries={entry.n: entry for entry in entries})


def _read_entry(line: Line) -> Entry:
    try:
        return Entry(**{**line.record, "systems": line.texts("systems")})
    except TypeError as error:
        raise DataError(f"{line.where}: not an entry of a key: {error}") from error


def _entry(text: Text, *, n: int, sheet: int) -> Entry:
    return Entry(
        n=n,
        sheet=sheet,
        task=text.task,
        item=text.item,
        kind=text.kind,
        sha256=text.sha256,
        systems=text.systems,
    )


def _page(texts: Sequence[Text], *, first: int) -> str:
    """Return a sheet: the instructions, and under its number each text with its article."""
    last = first + len(texts) - 1
    head = f"{_INSTRUCTIONS.read_text(encoding='utf-8')}\n本卷第 {first} 条至第 {last} 条。\n"
    return "\n".join([head, *(_shown(text, n) for n, text in enumerate(texts, first))])


def _shown(text: Text, n: int) -> str:
    question = f"【问题】\n{text.question}\n\n" if text.question else ""
    return (
        f"{_RULE} 第 {n} 条 · {_KINDS[text.kind]} {_RULE}\n\n{question}"
        f"【文章】\n{text.article.strip()}\n\n【待判】\n{text.text or '（没有文字）'}\n"
    )
