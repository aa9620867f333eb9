"""What OpenAI's clients ask for: models, chat completions, embeddings. An archive is a model."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from starlette.responses import StreamingResponse

from qa.service.bodies import Asked
from qa.service.call import Call, json_response
from qa.service.events import MEDIA
from qa.service.lane import Urgency
from qa.service.problems import Problem
from qa.service.routes.asking import ask_then
from qa.service.schema import Among, Range, read
from qa.service.telling import Told, heading, told
from qa.shapes import answer_json

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from starlette.responses import Response

    from qa import Answer, Citation
    from qa.interfaces import Embedder

__all__ = ["completions", "embeddings", "model", "models"]

_PREFIX = "kanbao:"
_TOGETHER = 16  # texts that are embedded between two looks at who else waits
_NOTHING: tuple[object, ...] = (None, False, [], {})
_REFUSED: dict[str, tuple[tuple[object, ...], str]] = {
    "tools": (_NOTHING, "不会调用工具：去掉它"),
    "functions": (_NOTHING, "不会调用函数：去掉它"),
    "n": ((None, 1), "一次只有一个答案：去掉它"),
    "logprobs": (_NOTHING, "没有逐字的概率：去掉它；把握见 kanbao.confidence"),
    "audio": (_NOTHING, "只会写字：去掉它"),
    "response_format": ((*_NOTHING, {"type": "text"}), "答案是原文的字句，写不成别的格式：去掉它"),
}
"""Fields of a chat that ask for what cannot be had: values that ask for nothing, what to do else.
What only steers how a model writes, as ``temperature``, is not used: an answer is a span."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamOptions:
    """Whether the last event of a stream says how many tokens there were; the other has no use."""

    include_usage: bool = False
    include_obfuscation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """What is read of a chat, beside its messages and ``kanbao``."""

    model: str
    stream: bool | None = None
    stream_options: StreamOptions | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """What is read of a request for embeddings."""

    model: str
    input: Annotated[tuple[Annotated[str, Range(1, 10_000)], ...], Range(1, 256)]
    input_type: Annotated[str, Among(("query", "passage"))] = "passage"
    encoding_format: Annotated[str, Among(("float", "base64"))] | None = None
    dimensions: int | None = None


async def models(call: Call) -> Response:
    """Return the archives that the visitor's key opens, each as a model."""
    names = [name for name in call.service.shelves if call.visitor.reaches(name)]
    return json_response({"object": "list", "data": [_model(name) for name in names]})


async def model(call: Call) -> Response:
    """Return one archive as a model."""
    return json_response(_model(_asked(call, call.request.path_params["model"]).shelf.name))


async def completions(call: Call) -> Response:
    """Answer the last message of the user, or refuse; as events where they are wanted."""
    body = _object(await call.json())
    for name, (harmless, detail) in _REFUSED.items():
        if body.get(name) not in harmless:
            raise Problem("bad-request", f"字段 {name}：{detail}", field=name)
    chat = read(Chat, _known(Chat, body))
    more = {} if body.get("kanbao") is None else _object(body["kanbao"], "kanbao")
    asked = read(Asked, {**more, "question": _question(body.get("messages"))})
    call = _asked(call, chat.model)

    def written(answer: Answer) -> _Completion:
        said = told(answer, call.link)
        _, generator = call.service.models.get()
        question, content = generator.count_tokens([asked.question, said.text])
        return _Completion(call, answer, said, question, content)

    made = await ask_then(call, asked, written)
    if chat.stream:
        options = chat.stream_options or StreamOptions()
        return StreamingResponse(made.events(usage=options.include_usage), media_type=MEDIA)
    return json_response(made.json())


async def embeddings(call: Call) -> Response:
    """Embed texts, some at a time, other people's questions between them."""
    body = _object(await call.json())
    given = body.get("input")
    texts = [given] if isinstance(given, str) else given
    asked = read(Embedded, {**_known(Embedded, body), "input": texts})
    call = _asked(call, asked.model)
    vectors: list[Any] = []
    tokens = 0
    for start in range(0, len(asked.input), _TOGETHER):
        part = asked.input[start : start + _TOGETHER]
        urgency = Urgency.SEARCH if asked.input_type == "query" else Urgency.SUMMARIZE
        made, count = await call.think(_embedding(call, asked, part, start), urgency)
        vectors += made
        tokens += count
    as_text = asked.encoding_format == "base64"
    rows = [
        {"object": "embedding", "index": i, "embedding": _base64(row) if as_text else row.tolist()}
        for i, row in enumerate(vectors)
    ]
    usage = {"prompt_tokens": tokens, "total_tokens": tokens}
    return json_response({"object": "list", "data": rows, "model": asked.model, "usage": usage})


class _Completion:
    """An answer in the shape of a chat completion, whole or as events."""

    def __init__(self, call: Call, answer: Answer, said: Told, asked: int, written: int) -> None:
        self._about = {
            "id": f"chatcmpl-{call.request.state.id}",
            "created": int(time.time()),
            "model": _PREFIX + call.archive,
        }
        self._said = said
        self._kanbao = answer_json(answer)
        self._annotations = [
            _annotation(call, citation, marker.start, marker.end)
            for citation, marker in zip(
                answer.citations, said.markers, strict=answer.text is not None
            )
        ]
        self._usage = {
            "prompt_tokens": asked,
            "completion_tokens": written,
            "total_tokens": asked + written,
        }

    def json(self) -> dict[str, Any]:
        """Return it whole."""
        message = {
            "role": "assistant",
            "content": self._said.text,
            "refusal": None,
            "annotations": self._annotations,
        }
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        return {
            **self._about,
            "object": "chat.completion",
            "choices": [choice],
            "usage": self._usage,
            "kanbao": self._kanbao,
        }

    async def events(self, *, usage: bool) -> AsyncIterator[str]:
        """Yield it in parts; ``usage``: with one more event for the tokens."""
        none = {"usage": None} if usage else {}
        yield self._event({"role": "assistant", "content": ""}, **none)
        for part in self._said.parts:
            yield self._event({"content": part}, **none)
        yield self._event({"annotations": self._annotations}, kanbao=self._kanbao, **none)
        yield self._event({}, "stop", **none)
        if usage:
            yield self._line(choices=[], usage=self._usage)
        yield "data: [DONE]\n\n"

    def _event(self, delta: dict[str, Any], reason: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": reason, "logprobs": None}
        return self._line(choices=[choice], **more)

    def _line(self, **fields: Any) -> str:
        chunk = {**self._about, "object": "chat.completion.chunk", **fields}
        return f"data: {json.dumps(chunk, ensure_ascii=False, default=str)}\n\n"


def _model(name: str) -> dict[str, Any]:
    return {"id": _PREFIX + name, "object": "model", "created": 0, "owned_by": "kanbao"}


def _asked(call: Call, model: str) -> Call:
    """Return the call as one to the archive of a model; :class:`Problem` 404 if there is none."""
    name = model.removeprefix(_PREFIX)
    if name != model:
        call.service.access.check_archive(call.visitor, name)
        if name in call.service.shelves:
            return call.of(name)
    detail = f"没有模型 {model}：写成 {_PREFIX} 加档案的名字，见 /v1/models"
    raise Problem("not-found", detail, field="model")


def _known(kind: type[Any], body: Mapping[str, object]) -> dict[str, object]:
    """Return the fields that a record has; OpenAI's clients send many more."""
    names = kind.__dataclass_fields__
    return {name: value for name, value in body.items() if name in names}


def _object(value: object, name: str = "") -> dict[str, object]:
    if not isinstance(value, Mapping):
        what = f"字段 {name}：" if name else "请求的正文"
        raise Problem("bad-request", f"{what}应是一个 JSON 对象，如 {{…}}", field=name or None)
    return dict(value)


def _question(messages: object) -> str:
    """Return what the last message of the user says."""
    if not isinstance(messages, list) or not all(isinstance(one, Mapping) for one in messages):
        raise _wrong('应是一个列表，每项是一个对象，如 {"role": "user", "content": "…"}')
    of_user = [one for one in messages if one.get("role") == "user"]
    if not of_user:
        raise _wrong("没有 role 为 user 的一条：问题写在最后一条里")
    content = of_user[-1].get("content")
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        raise _wrong("user 的 content 应是一个字符串，或一列 type 为 text 的部分")
    return "".join(_text(part) for part in content)


def _text(part: object) -> str:
    if not isinstance(part, Mapping) or part.get("type") != "text":
        raise _wrong("只读文字：图片、声音和文件用不了，每个部分的 type 应是 text")
    text = part.get("text")
    if not isinstance(text, str):
        raise _wrong("type 为 text 的部分要有 text，是一个字符串")
    return text


def _wrong(what: str) -> Problem:
    return Problem("bad-request", f"字段 messages：{what}", field="messages")


def _annotation(call: Call, citation: Citation, start: int, end: int) -> dict[str, Any]:
    return {
        "type": "url_citation",
        "url_citation": {
            "start_index": start,
            "end_index": end,
            "url": call.link(citation),
            "title": heading(citation),
        },
    }


def _embedding(
    call: Call, asked: Embedded, texts: Sequence[str], first: int
) -> Callable[[object], tuple[list[Any], int]]:
    """Return what embeds texts in the lane: their vectors, and how many tokens there were."""

    def work(_: object) -> tuple[list[Any], int]:
        embedder, _ = call.service.models.get()
        counts = embedder.count_tokens(texts)
        _check_size(embedder, asked, counts, first)
        passages = asked.input_type == "passage"
        embed = embedder.embed_passages if passages else embedder.embed_queries
        return list(embed(texts)), sum(counts)

    return work


def _check_size(embedder: Embedder, asked: Embedded, counts: Sequence[int], first: int) -> None:
    """Raise :class:`Problem` for what would be cut, and for vectors of another length."""
    if asked.dimensions not in (None, embedder.dimension):
        detail = f"字段 dimensions：这个模型的向量有 {embedder.dimension} 维"
        raise Problem("bad-request", detail, field="dimensions")
    for place, count in enumerate(counts, start=first):
        if count > embedder.max_tokens:
            detail = f"字段 input[{place}]：有 {count} 个记号，最多 {embedder.max_tokens}：切短些"
            raise Problem("bad-request", detail, field=f"input[{place}]")


def _base64(vector: Any) -> str:
    """Return float32, little end first, as OpenAI's client reads it."""
    return base64.b64encode(vector.astype("<f4").tobytes()).decode()
