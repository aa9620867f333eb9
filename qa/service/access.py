"""Who asks: keys and cookies, hosts, and requests that another web site made a browser send."""

from __future__ import annotations

import ipaddress
import logging
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from qa.errors import InputError
from qa.service.keys import Key, Keys, Scope
from qa.service.problems import Problem

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection, Request

    from qa.service.settings import Settings

__all__ = ["COOKIE", "Access", "Visitor", "is_local"]

COOKIE = "kanbao"
_LOG = logging.getLogger("kanbao")
_SAFE = {"GET", "HEAD", "OPTIONS"}
_HERE = {"same-origin", "none"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Whoever asks. ``key``: the id of the key, empty for nobody's. ``archives`` None: all."""

    key: str = ""
    scope: Scope | None = None
    archives: tuple[str, ...] | None = None

    def reaches(self, archive: str) -> bool:
        """Whether this archive is there for them."""
        return self.archives is None or archive in self.archives


class Access:
    """Decides who may do what: see :class:`Settings` for ``open``, ``host`` and ``hosts``.

    Without any key, whoever sits at this machine may do all, where nobody else is served: an
    address of this machine alone, and no other name (``hosts``) by which a proxy passes others on.
    """

    def __init__(self, settings: Settings, keys: Keys) -> None:
        self.keys = keys
        self._open = settings.open
        self.is_local = is_local(settings)
        self._hosts = {
            name.lower()
            for name in ("localhost", socket.gethostname(), settings.host, *settings.hosts)
        }

    def visitor(self, request: Request) -> Visitor:
        """Return who asks. Raises :class:`Problem` 401 for a key that is none."""
        word = request.headers.get("authorization", "")
        kind, _, secret = word.partition(" ")
        keys = self._all_keys()
        if word and keys:
            key = self.keys.find(secret.strip()) if kind.lower() == "bearer" else None
            if key is None:
                raise _unknown("这个密钥不对、过期了或被收回了：向管理员要一个新的")
        else:
            cookie = request.cookies.get(COOKIE)
            key = self.keys.of_session(cookie) if cookie and keys else None
        if key:
            return Visitor(key=key.id, scope=key.scope, archives=key.archives)
        if self.is_local and not keys:
            return Visitor(scope=Scope.ADMIN)
        return Visitor(scope=Scope.READ if self._open else None)

    def _all_keys(self) -> tuple[Key, ...]:
        try:
            return self.keys.all()
        except InputError as error:  # whoever asks did nothing wrong, and is not told where it is
            _LOG.error("%s", error)
            raise Problem("keys", "密钥文件读不了：请管理员看服务的日志") from error

    def check_scope(self, visitor: Visitor, scope: Scope) -> None:
        """Raise :class:`Problem` 401 or 403 unless the visitor may do what takes ``scope``."""
        if visitor.scope is not None and visitor.scope >= scope:
            return
        if not visitor.key:
            raise _unknown("请在 Authorization 里给出密钥：Bearer kb_…（kanbao key new 可发密钥）")
        detail = f"这要有 {scope.name.lower()} 权限的密钥：向管理员要一个"
        raise Problem("forbidden", detail)

    def check_archive(self, visitor: Visitor, archive: str) -> None:
        """Raise :class:`Problem` 403 for an archive that the key does not open, there or not."""
        if not visitor.reaches(archive):
            raise Problem("forbidden", f"这个密钥打不开档案 {archive}：向管理员要一个能打开的")

    def check_host(self, connection: HTTPConnection) -> None:
        """Raise :class:`Problem` for a name that is none of ours: it was bent to this machine."""
        name = _hostname(connection.headers.get("host", ""))
        if name not in self._hosts and not _is_address(name):
            raise Problem("host", "请用本机的名字或地址来访问；别的名字要写在设置 hosts 里")

    def check_site(self, request: Request) -> None:
        """Raise :class:`Problem` for what a page of another site made a browser send.

        A form or a picture there can send a cookie, or what a proxy asked for (``Basic``), or reach
        a service that asks for nothing; it cannot send a key. A link to a page may be followed.
        """
        if _is_bearer(request):
            return
        is_page = not request.url.path.startswith(("/api/", "/v1/", "/mcp"))
        is_shown = request.headers.get("sec-fetch-dest", "document") == "document"
        if request.method in _SAFE and is_page and is_shown:
            return
        site, origin = (request.headers.get(name) for name in ("sec-fetch-site", "origin"))
        if site is not None and site not in _HERE:
            raise Problem("cross-site", "这个请求是别的网站让浏览器发的：请从本服务的页面操作")
        if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
            raise Problem("cross-site", "请求的 Origin 不是本服务：请从本服务的页面操作")


def is_local(settings: Settings) -> bool:
    """Whether only this machine is served: a name that is given is one for others, by a proxy."""
    return is_loopback(settings.host) and not settings.hosts


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def _is_bearer(request: Request) -> bool:
    return request.headers.get("authorization", "").lower().startswith("bearer ")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _hostname(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _unknown(detail: str) -> Problem:
    return Problem("unauthorized", detail, {"WWW-Authenticate": 'Bearer realm="kanbao"'})
