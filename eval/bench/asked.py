"""What comes of questions as people ask: ``python -m eval.bench.asked --data DATA --half report``.

Readers wrote five questions for each of 950 articles of training archives and seven for 700 more,
not in their own words: why, how or what somebody said, a fact, yes or no, and some that the article
does not answer though it looks so (``trap``); and noted which sentences answer
(``eval/kinds/labels/asked*.jsonl``); with ``--labels asked_yes_no`` six questions for yes or no of
each of 300 others, mostly in pairs that differ in little, and two that it does not decide. All
articles stand in one archive, which is asked the questions of those articles whose questions were
not learnt: of one half of these thresholds are chosen, of the other it is reported. By kind of
question, and of all that have an answer:

``right``    cites a sentence that answers first, and decides nothing else than it does
``decided``  of yes or no: decided rightly
``wrong``    cites another sentence first, or is decided wrongly; of a trap: anything was given
``refused``  nothing was given
``shown``    refused, and a sentence that answers is shown as the nearest
``selected`` given by the selector, where the reader refuses: right and wrong of the above

Where the reader refuses, an answer counts as no more answerable than its threshold: so the last can
be told apart, and what would be given without a selector is the rest.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.kinds.asked import HALVES, WRITTEN, half_of, read_asked
from eval.statistics import wilson
from qa import Archive, Article, KanbaoError, load_generator
from qa.records import AnswerKind, Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from eval.kinds.asked import Asked
    from qa.interfaces import Generator
    from qa.records import Answer

__all__ = ["main", "outcome"]

_OUTCOMES = ("right", "decided", "wrong", "refused", "shown")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, or 2 for an error."""
    options = _parser().parse_args(argv)
    try:
        rows = ask(
            read_asked(options.data, options.labels),
            half=options.half,
            generator=load_generator(options.generator),
            folder=options.folder,
        )
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    if options.out:
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        options.out.write_text("".join(lines), "utf-8")
    print(as_table(rows))
    return 0


def ask(
    several: Sequence[Asked], *, half: str, generator: Generator, folder: Path | None = None
) -> list[dict[str, Any]]:
    """Return a row for each question of the unseen articles of a half, asked of all articles.

    The archive is made in ``folder``, or used if it is there; without one it is a passing one.
    """
    if folder is None:
        with tempfile.TemporaryDirectory() as passing:
            return ask(several, half=half, generator=generator, folder=Path(passing) / "archive")
    rows = []
    with Archive.open(folder, generator=generator) as archive:
        archive.add(one.article for one in several)
        for one in several:
            if not one.unseen or half_of(one.article.id, one.article.text) != half:
                continue
            for asked in one.questions:
                answer = archive.ask(asked.question)
                rows.append(
                    {
                        "id": one.article.id,
                        "kind": asked.kind,
                        "question": asked.question,
                        "outcome": outcome(answer, asked.kind, one.article, asked.spans),
                        "answer": answer.text,
                        "shape": str(answer.kind),
                        "confidence": answer.confidence,
                        "selected": answer.kind is AnswerKind.PASSAGE
                        and answer.answerable == answer.threshold,
                    }
                )
    return rows


def outcome(
    answer: Answer, kind: str, article: Article, spans: Iterable[tuple[int, int]]
) -> list[str]:
    """Return what an answer is, of a question of a kind that these spans of an article answer."""
    first = answer.nearest if answer.text is None else answer.citations[0]
    there = (
        first is not None
        and (first.article_id, first.field) == (article.id, Field.TEXT)
        and any(first.start < end and start < first.end for start, end in spans)
    )
    if answer.text is None:
        return ["refused", "shown"] if there else ["refused"]
    if answer.kind in (AnswerKind.YES, AnswerKind.NO):
        return ["decided", "right"] if there and answer.kind == kind else ["wrong"]
    return ["right"] if there else ["wrong"]


def as_table(rows: Sequence[dict[str, Any]]) -> str:
    """Return the counts as a table, with Wilson's intervals of what is right."""
    kinds = ["why", "how", "said", "fact", "yes", "no", "trap"]
    parts = [(kind, [row for row in rows if row["kind"] == kind]) for kind in kinds]
    parts.append(("all but traps", [row for row in rows if row["kind"] != "trap"]))
    lines = [
        "| kind | n | right | 95% | decided | wrong | refused | shown | selected, right | wrong |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for kind, some in parts:
        if not some:
            continue
        right, decided, wrong, refused, shown = (
            sum(name in row["outcome"] for row in some) for name in _OUTCOMES
        )
        by_selector = [row for row in some if row["selected"]]
        well = sum("right" in row["outcome"] for row in by_selector)
        low, high = wilson(right / len(some), len(some))
        lines.append(
            f"| {kind} | {len(some)} | {right} | {low:.0%}–{high:.0%} | {decided} | {wrong} | "
            f"{refused} | {shown} | {well} | {len(by_selector) - well} |"
        )
    return "\n".join(lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval.bench.asked",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the shared sets")
    parser.add_argument("--labels", choices=WRITTEN, default=WRITTEN[0])
    parser.add_argument("--half", choices=HALVES, default="report")
    parser.add_argument("--folder", type=Path, help="of the archive; else a passing one")
    parser.add_argument("--out", type=Path, help="file for a row each, JSONL")
    parser.add_argument("--generator", default="generator", help="folder or hub id")
    return parser


if __name__ == "__main__":
    sys.exit(main())
