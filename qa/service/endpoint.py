"""One address of the service, as a row of the table in :mod:`qa.service.routing`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import unquote

from starlette.convertors import Convertor
from starlette.routing import Route

from qa.service.call import Call
from qa.service.keys import Scope

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from qa.service.core import Service

__all__ = ["Endpoint", "Handler", "Segment", "routes"]

Handler: TypeAlias = Callable[[Call], Awaitable["Response"]]


class Segment(Convertor[str]):
    """One part of an address, percent-encoded as it came: an id, a name."""

    regex = "[^/]+"

    def convert(self, value: str) -> str:
        """Return what was meant."""
        return unquote(value)

    def to_string(self, value: str) -> str:
        """Return it as it stands in an address."""
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """An address, what answers there, and what it takes and gives.

    ``scope`` None: open to all. ``query`` and ``body`` are records; ``upload``: the body is a
    form with files and the fields of this record. ``short`` are short names of fields of the query.
    ``returns`` names a schema; None: text or bytes of ``media``. ``also`` are other media types
    that it gives where they are asked for. ``streams``: also as events. ``hidden``: no part of the
    API, such as a page.
    """

    method: str
    path: str
    handle: Handler
    about: str
    scope: Scope | None = Scope.READ
    query: type[Any] | None = None
    short: Mapping[str, str] = field(default_factory=dict)
    body: type[Any] | None = None
    upload: type[Any] | None = None
    returns: str | None = None
    media: str = "application/json"
    also: tuple[str, ...] = ()
    streams: bool = False
    status: int = 200
    hidden: bool = False

    async def respond(self, request: Request, service: Service) -> Response:
        """Check who asks, then call the handler."""
        request.state.address = self.path
        access = service.access
        access.check_site(request)
        visitor = access.visitor(request)
        request.state.key = visitor.key
        if self.scope is not None:
            access.check_scope(visitor, self.scope)
        if archive := request.path_params.get("archive"):
            access.check_archive(visitor, archive)
        return await self.handle(Call(request=request, service=service, visitor=visitor))


def routes(endpoints: Iterable[Endpoint], service: Service) -> list[Route]:
    """Return a route for each address, with all its methods."""
    places: dict[str, dict[str, Endpoint]] = {}
    for endpoint in endpoints:
        places.setdefault(endpoint.path, {})[endpoint.method] = endpoint
    return [_route(path, methods, service) for path, methods in places.items()]


def _route(path: str, methods: Mapping[str, Endpoint], service: Service) -> Route:
    async def run(request: Request) -> Response:
        method = "GET" if request.method == "HEAD" else request.method
        return await methods[method].respond(request, service)

    return Route(path, run, methods=list(methods))
