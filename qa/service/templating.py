"""Pages from the templates beside this module; whatever is put into them is text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse
from starlette.templating import Jinja2Templates

from qa.chinese.beginnings import beginning
from qa.messages import in_chinese
from qa.quoting import other_days
from qa.reasons import is_surprising
from qa.service.links import api, article_api, article_view, view
from qa.service.marking import visible
from qa.service.script import COOKIE, SCRIPTS, converted
from qa.service.texts import COOKIE as LANGUAGE
from qa.service.texts import LANGUAGES, Texts, language_of, refusal_of, sure_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["fragment", "page", "wants_page"]

_TEMPLATES = Jinja2Templates(directory=Path(__file__).with_name("templates"))
_TEMPLATES.env.trim_blocks = _TEMPLATES.env.lstrip_blocks = True
_TEMPLATES.env.filters["visible"] = visible
_TEMPLATES.env.filters["chinese"] = in_chinese
_TEMPLATES.env.globals.update(
    view=view,
    api=api,
    article_view=article_view,
    article_api=article_api,
    beginning=beginning,
    is_surprising=is_surprising,
    other_days=other_days,
    refusal_of=refusal_of,
    sure_of=sure_of,
)
_NO_PAGES = ("api", "v1", "mcp", "static", "openapi.json", "healthz", "readyz", "metrics")


def page(
    request: Request,
    name: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **shown: Any,
) -> Response:
    """Return a page: the template of this name with what it shows."""
    return HTMLResponse(fragment(request, name, **shown), status_code=status, headers=headers)


def fragment(request: Request, name: str, **shown: Any) -> str:
    """Return a part of a page, in the script that the visitor chose."""
    context = _context(request)
    return converted(_TEMPLATES.get_template(name).render(context | shown), context["script"])


def wants_page(request: Request) -> bool:
    """Whether a browser asks, for the address of a page: HTML is what it can show."""
    inside = request.url.path.split("/")[1:2]
    accepted = request.headers.get("accept", "")
    return inside not in [[name] for name in _NO_PAGES] and "text/html" in accepted


def _context(request: Request) -> dict[str, Any]:
    chosen = request.cookies.get(LANGUAGE, "")
    accepted = request.headers.get("accept-language", "")
    t = Texts(chosen if chosen in LANGUAGES else language_of(accepted))
    script = request.cookies.get(COOKIE, "")
    return {
        "request": request,
        "t": t,
        "lang": t.language,
        "archive": request.path_params.get("archive"),
        "script": script if script in SCRIPTS else "",
        "scripts": tuple(SCRIPTS),
    }
