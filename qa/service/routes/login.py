"""What the page keeps in cookies: a login, and the script and language that a visitor chose."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.responses import RedirectResponse, Response

from qa.service.access import COOKIE
from qa.service.bodies import LanguageChoice, Login, ScriptChoice
from qa.service.call import Call
from qa.service.problems import Problem
from qa.service.script import COOKIE as SCRIPT
from qa.service.texts import COOKIE as LANGUAGE

__all__ = ["choose_language", "choose_script", "login", "logout"]

_HOURS = 12
_YEAR = 365 * 24 * 3600


async def login(call: Call) -> Response:
    """Take a key from a form and give a cookie for it."""
    form = await call.form(Login)
    keys = call.service.access.keys
    key = keys.find(form.key.strip())
    if key is None:
        call.request.state.next = _local(form.next)
        raise Problem("unauthorized", "这个密钥不对、过期了或被收回了：向管理员要一个新的")
    response = RedirectResponse(_local(form.next), status_code=303)
    response.set_cookie(
        COOKIE,
        keys.session(key),
        max_age=_HOURS * 3600,
        httponly=True,
        samesite="lax",
        # Behind a proxy the address is http; the page that the form is on knows better.
        secure=call.request.headers.get("origin", call.request.url.scheme).startswith("https"),
    )
    return response


async def logout(call: Call) -> Response:
    """Take the cookie back: copies of it are worth nothing any more."""
    taken = Response(status_code=303, headers={"location": "/"})
    taken.delete_cookie(COOKIE, httponly=True, samesite="lax")
    if cookie := call.request.cookies.get(COOKIE):
        try:
            await call.service.desk.run(lambda: call.service.access.keys.end_session(cookie))
        except OSError as error:
            detail = (
                "已退出，但记不下来：密钥文件写不了，抄走的 Cookie 到期前还能用，请管理员看权限"
            )
            raise Problem("keys", detail, {"Set-Cookie": taken.headers["set-cookie"]}) from error
    return taken


async def choose_script(call: Call) -> Response:
    """Show pages in another script from now on, first the one that it was chosen on."""
    chosen = await call.form(ScriptChoice)
    return _chosen(call, SCRIPT, chosen.script)


async def choose_language(call: Call) -> Response:
    """Show the page's own words in another language from now on."""
    chosen = await call.form(LanguageChoice)
    return _chosen(call, LANGUAGE, chosen.language)


def _chosen(call: Call, cookie: str, value: str) -> Response:
    """Return the way back to the page that a choice was made on, with a cookie for it."""
    came = urlsplit(call.request.headers.get("referer", ""))
    here = f"{came.path}?{came.query}" if came.query else came.path
    is_ours = came.netloc == call.request.headers.get("host")
    response = RedirectResponse(_local(here if is_ours else "/"), status_code=303)
    response.set_cookie(cookie, value, max_age=_YEAR, httponly=True, samesite="lax")
    return response


def _local(address: str) -> str:
    """Return an address of this service; any other becomes its first page."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside and address.isprintable() else "/"
