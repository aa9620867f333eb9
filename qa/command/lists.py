"""``kanbao ask --questions``: a list of questions, answered into a file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from qa.command.exit_codes import FOUND
from qa.command.interrupt import if_interrupted
from qa.command.output import print_json, printable, say
from qa.command.progress import progress
from qa.errors import ReadError
from qa.reasons import reason_label
from qa.records import Refusal

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qa.archive import Archive
    from qa.command.remote import RemoteArchive
    from qa.questions import Question
    from qa.records import Where

__all__ = ["answer_list", "questions_of"]

_MOST = 3
"""Reasons of refusal that are named."""


def questions_of(file: Path) -> list[Question]:
    """Return the rows of a list. Raises :class:`InputError` for what is none."""
    from qa.questions import KNOWN, ignored, read_questions

    try:
        data = file.read_bytes()
    except OSError as error:
        raise ReadError(f"{file}：读不了：{error.strerror}") from error
    made = read_questions(data, name=str(file))
    if others := ignored(data, name=str(file)):
        line = f"注意：清单里的 {'、'.join(others)} 没有用：认得的列是 {'、'.join(KNOWN)}"
        sys.stderr.write(f"{printable(line)}\n")
    return made


def answer_list(
    questions: Sequence[Question],
    out: Path,
    archive: Archive | RemoteArchive,
    *,
    where: Where | None,
    how: Mapping[str, Any],
    as_json: bool,
) -> int:
    """Write a row for each question that has none yet; return the exit code."""
    from qa.questions import Results, answered

    with Results(out, questions) as results, progress("提问", len(questions)) as show_done:
        before = results.count
        with if_interrupted(lambda: _so_far(results.count, out)):
            for question in questions[before:]:
                show_done(results.count)
                results.write(answered(archive, question, where=where, **how))
        show_done(results.count)
    problems = [
        {"line": one.line, "problem": printable(one.problem)} for one in questions if one.problem
    ]
    counts = {name: results.outcomes[name] for name in ("answered", "refused")}
    bad = results.outcomes["problems"]
    if as_json:
        print_json({"questions": len(questions), "before": before, **counts, "problems": problems})
    else:
        for row in problems:
            say(f"第 {row['line']} 行不能问：{row['problem']}")
        there = f"（{before} 题先前已有）" if before else ""
        why = _reasons(results.reasons)
        say(
            f"{len(questions)} 题{there}：有答案 {counts['answered']}，"
            f"没有答案 {counts['refused']}{why}；结果写在 {printable(str(out))}"
        )
    if bad:
        raise ReadError(f"{bad} 行不能问，其余的都写在 {out}：见结果里的 problem 一列")
    return FOUND


def _reasons(counts: Counter[str]) -> str:
    """Return why questions were refused, the commonest reasons first, with how many."""
    named = "，".join(f"{reason_label(Refusal(why))} {n}" for why, n in counts.most_common(_MOST))
    return f"（{named}）" if named else ""


def _so_far(count: int, out: Path) -> str:
    return f"已中断；{out} 里已有 {count} 题的结果，再次运行会接着做"
