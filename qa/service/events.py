"""Server-sent events: what is there is sent as it comes, and a comment where nothing is."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from starlette.responses import StreamingResponse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

__all__ = ["MEDIA", "event", "stream"]

MEDIA = "text/event-stream"
_BEAT = 15.0  # seconds; a proxy closes what says nothing for longer


def event(name: str, data: dict[str, Any]) -> str:
    """Return an event as it is sent."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False, default=str)}\n\n"


def stream(events: AsyncIterator[str]) -> StreamingResponse:
    """Return the events as a response."""
    return StreamingResponse(_beating(events, _BEAT), media_type=MEDIA)


async def _beating(events: AsyncIterator[str], seconds: float) -> AsyncIterator[str]:
    """Yield the events, and a comment whenever there was none for so long."""
    while True:
        coming = asyncio.ensure_future(anext(events, None))
        try:
            while not coming.done():
                await asyncio.wait({coming}, timeout=seconds)
                if not coming.done():
                    yield ":\n\n"
            made = coming.result()
        finally:
            coming.cancel()
        if made is None:
            return
        yield made
