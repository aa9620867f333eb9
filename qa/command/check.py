"""``kanbao check``, and the evidence file that ``kanbao ask --evidence`` writes."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.command.exit_codes import FOUND, NOTHING
from qa.command.opening import open_archive
from qa.command.options import Json, as_archive, as_path
from qa.command.output import print_json, printable, say
from qa.quoting import title_of

if TYPE_CHECKING:
    from qa.archive import Archive
    from qa.command.remote import RemoteArchive
    from qa.records import Answer
    from qa.service.proof import Proof

__all__ = ["check", "write_evidence"]


def check(
    *,
    files: Annotated[
        list[Path],
        typer.Argument(
            parser=as_path, metavar="证据", help="证据文件，如 kanbao ask --evidence 写的"
        ),
    ],
    original: Annotated[
        Path | None,
        typer.Option(
            parser=as_path,
            metavar="位置",
            help="原文件现在的位置；或文件夹，在里面找同名的文件（默认入库时的位置）",
        ),
    ] = None,
    archive: Annotated[
        Path | None,
        typer.Option(
            parser=as_archive,
            metavar="文件夹",
            help="也与这个档案核对；原文件不在时，以它为准",
        ),
    ] = None,
    as_json: Json = False,
) -> int:
    """Compare quotations with what they were taken from; no model is loaded for it."""
    from qa.service.proof import prove, read_evidence

    evidence = [(file, one) for file in files for one in read_evidence(file)]
    opened = open_archive(archive) if archive else None
    try:
        proofs = [(file, prove(one, original=original, archive=opened)) for file, one in evidence]
    finally:
        if opened:
            opened.close()
    if as_json:
        rows = [{"evidence": printable(str(file)), **asdict(proof)} for file, proof in proofs]
        print_json({"ok": all(proof.proven for _, proof in proofs), "proofs": rows})
    else:
        for _, proof in proofs:
            _say(proof)
    return FOUND if all(proof.proven for _, proof in proofs) else NOTHING


def write_evidence(file: Path, answer: Answer, archive: Archive | RemoteArchive, name: str) -> None:
    """Write what proves an answer's citations: a list of them, whole or not at all."""
    from qa.archive import Archive
    from qa.service.citations import evidence

    if isinstance(archive, Archive):
        rows = [evidence(name, archive.get(one.article_id), one) for one in answer.citations]
    else:
        rows = [archive.evidence(one) for one in answer.citations]
    draft = file.with_name(f".{file.name}.part")
    draft.write_text(json.dumps(rows, ensure_ascii=False, indent=2, default=str) + "\n", "utf-8")
    draft.replace(file)


def _say(proof: Proof) -> None:
    from qa.service.proof import verdict

    day = f"  {proof.date}" if proof.date else ""
    title = printable(title_of(proof.title, ""))
    say(f"{'✓' if proof.proven else '✗'} “{printable(proof.quote)}”  {title}{day}")
    say(f"    {printable(verdict(proof))}")
