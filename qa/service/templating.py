"""Pages from the templates beside this module; whatever is put into them is text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.templating import Jinja2Templates

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["page"]

_TEMPLATES = Jinja2Templates(directory=Path(__file__).with_name("templates"))


def page(request: Request, name: str, *, status: int = 200, **shown: Any) -> Response:
    """Return a page: the template of this name with what it shows."""
    return _TEMPLATES.TemplateResponse(request, name, shown, status_code=status)
