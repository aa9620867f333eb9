"""The pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.service.routes.archives import served
from qa.service.routes.system import waits_for
from qa.service.templating import page

if TYPE_CHECKING:
    from starlette.responses import Response

    from qa.service.call import Call

__all__ = ["home"]


async def home(call: Call) -> Response:
    """Show which archives there are and whether they can be asked."""
    shelves = [s for name, s in call.service.shelves.items() if call.visitor.reaches(name)]
    archives = [await served(call, shelf) for shelf in shelves]
    return page(call.request, "home.html", archives=archives, waiting=waits_for(call.service))
