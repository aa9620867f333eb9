"""入库: the form, and how far the imports are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from qa.service.links import view
from qa.service.routes.imports import job_of, queued, seen_jobs
from qa.service.routes.pages import show

if TYPE_CHECKING:
    from starlette.responses import Response

    from qa.service.call import Call

__all__ = ["cancel_page", "import_files", "import_page"]


async def import_page(call: Call) -> Response:
    """Show the form and the archive's imports, the newest first."""
    name, service = call.shelf.name, call.service
    seen = [job for job in seen_jobs(call) if job.archive == name and job.kind == "import"]
    jobs = [service.jobs.json(job.id) for job in seen]
    settings = service.settings
    return show(call, "import.html", "import", jobs=jobs[::-1], settings=settings)


async def import_files(call: Call) -> Response:
    """Take the form's files, then show how far their import is."""
    job = await queued(call)
    return RedirectResponse(f"{view(job.archive, 'import')}#j{job.id}", status_code=303)


async def cancel_page(call: Call) -> Response:
    """End an import, or no longer list it, then show the rest."""
    job = job_of(call)
    call.service.jobs.cancel(job.id)
    return RedirectResponse(view(job.archive, "import"), status_code=303)
