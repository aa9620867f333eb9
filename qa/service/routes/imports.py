"""Files to articles: uploads and the jobs that import them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from starlette.responses import Response

from qa.service.bodies import ImportFields
from qa.service.call import Call, json_response
from qa.service.problems import Problem
from qa.service.schema import read_words
from qa.service.uploads import keep, read_form

if TYPE_CHECKING:
    from qa.service.results import Job

__all__ = ["cancel_job", "job", "job_of", "jobs", "new_import", "queued"]


async def new_import(call: Call) -> Response:
    """Take files and queue their import."""
    made = await queued(call)
    at = f"/api/v1/jobs/{made.id}"
    return json_response(call.service.jobs.json(made.id), status=202, location=at)


async def queued(call: Call) -> Job:
    """Take the files of a form and queue their import; a field left empty is not given."""
    shelf, service = call.shelf, call.service
    service.jobs.admit()
    form = await read_form(call.request, service.settings)
    try:
        given = form.multi_items()
        words = {name: [value] for name, value in given if isinstance(value, str) and value}
        fields = read_words(ImportFields, words)
        files = await service.counter.run(lambda: keep(form, shelf.folder, service.settings))
    finally:
        await form.close()
    return service.jobs.new(shelf.name, files, source=fields.source, date=fields.date)


async def jobs(call: Call) -> Response:
    """Return the jobs of the archives that the visitor's key opens, the oldest first."""
    items = [job for job in call.service.jobs.all() if call.visitor.reaches(job.archive)]
    return json_response({"items": [asdict(job) for job in items], "next": None})


async def job(call: Call) -> Response:
    """Return a job."""
    return json_response(call.service.jobs.json(job_of(call).id))


async def cancel_job(call: Call) -> Response:
    """End a job, or forget it if it is over."""
    call.service.jobs.cancel(job_of(call).id)
    return Response(status_code=204)


def job_of(call: Call) -> Job:
    """Return the job that the address names; one of another key's archive is none."""
    found = call.service.jobs.get(call.request.path_params["job"])
    if not call.visitor.reaches(found.archive):
        raise Problem("not-found", f"没有编号为 {found.id} 的入库任务：见 /api/v1/jobs")
    return found
