"""The application: the table of addresses, behind its outermost layer."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.convertors import register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from qa.errors import KanbaoError
from qa.service.call import Gone
from qa.service.edge import Edge
from qa.service.endpoint import Segment, routes
from qa.service.problems import Problem, problem_of, problem_response
from qa.service.routing import ENDPOINTS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from qa.service.core import Service

__all__ = ["create_app"]

_STATIC = Path(__file__).with_name("static")


def create_app(service: Service) -> ASGIApp:
    """Return the ASGI application that serves ``service``; it starts and closes it."""
    register_url_convertor("segment", Segment())

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        await service.start()
        try:
            yield
        finally:
            await service.close()

    app = Starlette(
        routes=[
            *routes(ENDPOINTS, service),
            Mount("/static", StaticFiles(directory=_STATIC), name="static"),
        ],
        exception_handlers={
            KanbaoError: _problem,
            Problem: _problem,
            HTTPException: _problem,
            Gone: _gone,
            ClientDisconnect: _gone,
            Exception: _problem,
        },
        lifespan=life,
    )
    return Edge(app, service)


async def _problem(request: Request, error: Exception) -> Response:
    return problem_response(request, problem_of(error))


async def _gone(_: Request, __: Exception) -> Response:
    """Return what nobody will read: the client left."""
    return Response(status_code=499)
