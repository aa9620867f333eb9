"""How the service is: for machines that look after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import Response

from qa.service.call import Call, json_response

if TYPE_CHECKING:
    from qa.service.core import Service

__all__ = ["health", "metrics", "ready", "waits_for"]


_UNTOLD = "还不能提问：有密钥的人能看到原因"


async def health(_: Call) -> Response:
    """Return that the process answers."""
    return json_response({"ok": True})


async def ready(call: Call) -> Response:
    """Return whether questions can be asked now, and if not, what is waited for."""
    why = waits_for(call.service)
    told = why if call.visitor.scope is not None or why is None else _UNTOLD
    return json_response({"ready": not why, "waiting": told}, status=503 if why else 200)


def waits_for(service: Service) -> str | None:
    """Return why questions cannot be asked now; None when they can."""
    if service.is_draining:
        return "正在停止"
    if error := service.models.error:
        return f"模型载入失败：{error}"
    if not service.models.are_ready:
        return "正在载入模型"
    gone = [name for name, shelf in service.shelves.items() if not shelf.is_there]
    return f"档案不在：{'、'.join(gone)}" if gone else None


async def metrics(call: Call) -> Response:
    """Return the numbers for Prometheus."""
    text = await call.service.desk.run(call.service.metrics.text)
    return Response(text, headers={"content-type": CONTENT_TYPE_LATEST})
