"""The page's login: a key for a cookie."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.responses import RedirectResponse, Response

from qa.service.access import COOKIE
from qa.service.bodies import Login
from qa.service.call import Call
from qa.service.problems import Problem
from qa.service.schema import read_words

__all__ = ["login", "logout"]

_HOURS = 12


async def login(call: Call) -> Response:
    """Take a key from a form and give a cookie for it."""
    words = parse_qs((await call.raw()).decode(errors="replace"), keep_blank_values=True)
    form = read_words(Login, words)
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
            detail = "已退出，但记不下来：密钥文件写不了，抄走的 Cookie 到期前还能用，请管理员看权限"
            raise Problem("keys", detail, {"Set-Cookie": taken.headers["set-cookie"]}) from error
    return taken


def _local(address: str) -> str:
    """Return an address of this service; any other becomes its first page."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside and address.isprintable() else "/"
