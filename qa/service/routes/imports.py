"""Files to articles: uploads and the jobs that import them; jobs of every kind."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from starlette.responses import Response

from qa.errors import InputError
from qa.reading.named import NAMES, check_fields, pair_of
from qa.service.bodies import ImportFields
from qa.service.call import Call, json_response
from qa.service.keys import Scope
from qa.service.problems import Problem
from qa.service.schema import read_words
from qa.service.uploads import keep, read_form

if TYPE_CHECKING:
    from qa.service.results import Job

__all__ = ["cancel_job", "job", "job_of", "jobs", "new_import", "queued", "seen_jobs"]


async def new_import(call: Call) -> Response:
    """Take files and queue their import."""
    made = await queued(call)
    at = f"/api/v1/jobs/{made.id}"
    return json_response(call.service.jobs.json(made.id), status=202, location=at)


async def queued(call: Call) -> Job:
    """Take the files of a form and queue their import; a field left empty is not given."""
    shelf, service = call.shelf, call.service
    shelf.check_writable()
    service.jobs.admit()
    form = await read_form(call.request, service.settings)
    try:
        given = form.multi_items()
        words = {name: [value] for name, value in given if isinstance(value, str) and value}
        fields = read_words(ImportFields, words)
        named = _named(fields.field or "")
        files = await service.counter.run(lambda: keep(form, shelf.folder, service.settings))
    finally:
        await form.close()
    return service.jobs.new(shelf.name, files, source=fields.source, date=fields.date, named=named)


def _named(lines: str) -> list[str]:
    """Return what fields are called, each as ``kind=name``. Raises :class:`Problem`."""
    named = [line.strip() for line in lines.splitlines() if line.strip()]
    try:
        check_fields(dict(map(pair_of, named)))
    except InputError as error:
        detail = f"字段 field 每行写一个，如 text=正文；等号前可以是 {'、'.join(NAMES)}：{error}"
        raise Problem("bad-request", detail) from error
    return named


async def jobs(call: Call) -> Response:
    """Return the jobs that the visitor may see, the oldest first."""
    return json_response({"items": [asdict(job) for job in seen_jobs(call)], "next": None})


def seen_jobs(call: Call) -> list[Job]:
    """Return the jobs that the visitor may see: for the page too."""
    return [job for job in call.service.jobs.all() if _may_see(call, job)]


async def job(call: Call) -> Response:
    """Return a job."""
    return json_response(call.service.jobs.json(job_of(call).id))


async def cancel_job(call: Call) -> Response:
    """End a job, or forget it if it is over."""
    call.service.jobs.cancel(job_of(call).id)
    return Response(status_code=204)


def job_of(call: Call) -> Job:
    """Return the job that the address names; one that the visitor may not see is none."""
    found = call.service.jobs.get(call.request.path_params["job"])
    if not _may_see(call, found):
        raise Problem("not-found", f"没有编号为 {found.id} 的任务：见 /api/v1/jobs")
    return found


def _may_see(call: Call, job: Job) -> bool:
    """Whether a visitor may see a job: an import with the right to write, or one's own list."""
    visitor = call.visitor
    if not visitor.reaches(job.archive) or visitor.scope is None:
        return False
    if job.kind == "import":
        return visitor.scope >= Scope.WRITE
    key = call.service.jobs.kept(job.id).order["key"]
    return bool(key and key == visitor.key) or visitor.scope >= Scope.ADMIN
