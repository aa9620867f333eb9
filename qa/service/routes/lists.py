"""Lists of questions: uploads, the jobs that answer them, and what came of it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.datastructures import UploadFile

from qa.questions import COLUMNS, ENDINGS, Question, csv_row, read_questions
from qa.service.bodies import ListFields
from qa.service.call import Call, json_response
from qa.service.keys import Scope
from qa.service.listing import results_of
from qa.service.problems import Problem
from qa.service.routes.exports import streamed
from qa.service.routes.imports import job_of
from qa.service.schema import read_words
from qa.service.uploads import name_of, read_form
from qa.tables import MARK, csv_line

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.datastructures import FormData
    from starlette.responses import Response

    from qa.service.results import Job

__all__ = ["new_list", "queue_list", "results_csv", "results_jsonl"]

_MOST = 10_000
_BLOCK = 1 << 18


async def new_list(call: Call) -> Response:
    """Take a list and queue it."""
    made = await queue_list(call)
    about = call.service.jobs.json(made.id)
    return json_response(about, status=202, location=f"/api/v1/jobs/{made.id}")


async def queue_list(call: Call) -> Job:
    """Queue the list that a form holds: one file and the fields of :class:`ListFields`.

    A field left empty is not given.
    """
    shelf, service = call.shelf, call.service
    if not call.visitor.key:  # nobody in particular could see it again
        service.access.check_scope(call.visitor, Scope.WRITE)
    service.jobs.admit()
    form = await read_form(call.request, service.settings)
    try:
        given = form.multi_items()
        words = {name: [value] for name, value in given if isinstance(value, str) and value}
        fields = read_words(ListFields, words)
        name, data = await _file(form, service.settings.file_bytes)
    finally:
        await form.close()
    questions = await service.desk.run(lambda: _questions(data, name))
    order = json.loads(json.dumps(asdict(fields), default=str))
    return service.jobs.new_list(
        shelf.name,
        data,
        name=name,
        questions=len(questions),
        key=call.visitor.key,
        base=str(call.request.base_url).rstrip("/"),
        **order,
    )


async def results_csv(call: Call) -> Response:
    """Return the rows that there are, as a table."""

    def written(line: str) -> str:
        return csv_row(json.loads(line))

    head = MARK + csv_line(COLUMNS)
    rows = _rows(call, _results(call))
    table = ("".join(map(written, lines)) async for lines in rows)
    return await streamed(table, "text/csv", "answers.csv", head)


async def results_jsonl(call: Call) -> Response:
    """Return the rows that there are, as lines of JSON."""
    rows = _rows(call, _results(call))
    text = ("".join(lines) async for lines in rows)
    return await streamed(text, "application/x-ndjson", "answers.jsonl")


def _results(call: Call) -> Path:
    job = job_of(call)
    if job.kind != "questions":
        raise Problem("not-found", f"任务 {job.id} 是入库，没有问题的结果：它的结果在 result 里")
    return results_of(call.service.jobs.kept(job.id))


async def _rows(call: Call, path: Path) -> AsyncIterator[list[str]]:
    """Yield the whole lines of a file that may be growing, some at a time."""
    at = 0
    while True:
        start = at

        def read(start: int = start) -> bytes:
            if not path.exists():
                return b""
            with path.open("rb") as opened:
                opened.seek(start)
                lines = opened.readlines(_BLOCK)
            return b"".join(line for line in lines if line.endswith(b"\n"))

        part = await call.service.desk.run(read)
        if not part:
            return
        at += len(part)
        yield [f"{line}\n" for line in part.decode().split("\n")[:-1]]


async def _file(form: FormData, most: int) -> tuple[str, bytes]:
    """Return the only file of a form: its name, and its bytes."""
    uploads = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
    if len(uploads) != 1:
        raise Problem(
            "bad-request", f"要有一个文件（字段 files），而不是 {len(uploads)} 个：问题清单"
        )
    (upload,) = uploads
    if (upload.size or 0) > most:
        raise Problem("too-large", f"清单有 {upload.size} 字节，最多 {most} 字节：分成几份")
    ending = Path((upload.filename or "").replace("\\", "/")).suffix.lower()
    if ending not in ENDINGS:
        raise Problem("media-type", f"问题清单要是 {' 或 '.join(ENDINGS)} 文件")
    return name_of(upload), await upload.read()


def _questions(data: bytes, name: str) -> list[Question]:
    questions = read_questions(data, name=name)
    if len(questions) > _MOST:
        raise Problem("bad-request", f"清单有 {len(questions)} 题，最多 {_MOST} 题：分成几份")
    return questions
