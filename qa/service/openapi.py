"""The table of addresses as OpenAPI 3.1; the shapes are those of the records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import qa
from qa.search.serving import ShardRead
from qa.service import bodies, printed, results
from qa.service.problems import TITLES
from qa.service.schema import component, properties, required

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.service.endpoint import Endpoint

__all__ = ["document", "schemas"]

_RECORDS = (
    qa.Answer,
    qa.Citation,
    qa.Correction,
    qa.DateMention,
    qa.Digest,
    qa.DigestItem,
    qa.Facet,
    qa.Holdings,
    qa.Imprint,
    qa.Piece,
    qa.PlacedBox,
    qa.Rejected,
    qa.SameStory,
    qa.Sentence,
    qa.Span,
    qa.Summary,
    printed.PageView,
    results.Boxes,
    results.Counts,
    results.Served,
    results.Stand,
)
_BODIES = (
    bodies.ArticleBody,
    bodies.Asked,
    bodies.Batch,
    bodies.CorrectionBody,
    bodies.DigestBody,
    bodies.SearchBody,
    bodies.SummaryBody,
    ShardRead,
    qa.Where,
)
_FROM_ARTICLE = (
    "id",
    "title",
    "date",
    "byline",
    "source",
    "tags",
    "captions",
    "date_from",
    "imprint",
)
_PARAMETER = re.compile(r"\{(\w+):(\w+)\}")
_KINDS = {"segment": "string", "int": "integer"}


def document(endpoints: Iterable[Endpoint]) -> dict[str, Any]:
    """Return the document."""
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in endpoints:
        if not endpoint.hidden:
            path = _PARAMETER.sub(r"{\1}", endpoint.path)
            paths.setdefault(path, {})[endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {"title": "看报", "version": qa.__version__},
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "responses": {"problem": _content("application/problem+json", _ref("problem"))},
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"key": []}, {}],
    }


def schemas() -> dict[str, Any]:
    """Return the JSON Schema of every shape, by its name in docs/json.md where it has one."""
    made = {component(kind): _object(properties(kind)) for kind in _RECORDS}
    for kind in _BODIES:
        made[component(kind)] = _object(properties(kind), required(kind)) | {
            "additionalProperties": False
        }
    chunk, hit = properties(qa.Chunk), properties(qa.Hit)
    del hit["chunk"]
    made["hit"] = _object(_plain(chunk | hit))
    made["article"] = _object(_article())
    made["whole_article"] = _object(_article() | properties(results.WholeArticle))
    made["search"] = _object({"text": {"type": "string"}, "hits": _list("hit")})
    made["answers"] = _object({"items": _list("ask")})
    made["summarize"] = _object({"summaries": _list("summary"), "complete": {"type": "boolean"}})
    for name, item in (("archives", "served"), ("articles", "article"), ("jobs", "job")):
        made[name] = _object({"items": _list(item), "next": {"type": ["string", "null"]}})
    of_job = _plain(properties(results.Job))
    made["job"] = _object(of_job)
    made["whole_job"] = _object(of_job | {"result": {"type": ["object", "null"]}})
    made["shard"] = _object(
        {
            "format": {"type": "integer"},
            "generation": {"type": "integer"},
            "stamp": {"type": "string"},
            "found": {},
        }
    )
    made["health"] = _object({"ok": {"type": "boolean"}})
    made["readiness"] = _object(
        {"ready": {"type": "boolean"}, "waiting": {"type": ["string", "null"]}}
    )
    made["problem"] = _object(
        {
            "type": {"type": "string", "enum": [f"/problems/{name}" for name in TITLES]},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "instance": {"type": "string"},
        }
    )
    return made


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    made: dict[str, Any] = {
        "summary": endpoint.about,
        "operationId": endpoint.handle.__name__,
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": {"type": _KINDS[kind]}}
            for name, kind in _PARAMETER.findall(endpoint.path)
        ]
        + _query(endpoint),
        "responses": _responses(endpoint),
    }
    if endpoint.body:
        content = _content("application/json", _ref(component(endpoint.body)))
        made["requestBody"] = {"required": True, **content}
    if endpoint.upload:
        form = _object(
            {
                "files": {
                    "type": "array",
                    "items": {"type": "string", "contentMediaType": "application/octet-stream"},
                    "minItems": 1,
                },
                **{n: _without_null(one) for n, one in properties(endpoint.upload).items()},
            },
            ["files"],
        )
        made["requestBody"] = {"required": True, **_content("multipart/form-data", form)}
    if endpoint.scope is None:
        made["security"] = []
    return made


def _query(endpoint: Endpoint) -> list[dict[str, Any]]:
    if endpoint.query is None:
        return []
    named = {name: short for short, name in endpoint.short.items()}
    needed = required(endpoint.query)
    return [
        {
            "name": named.get(name, name),
            "in": "query",
            "required": name in needed,
            "schema": _without_null(schema),
        }
        for name, schema in properties(endpoint.query).items()
    ]


def _responses(endpoint: Endpoint) -> dict[str, Any]:
    good: dict[str, Any] = {"description": endpoint.about}
    if endpoint.returns:
        good |= _content("application/json", _ref(endpoint.returns))
    elif endpoint.status != 204:
        good |= _content(endpoint.media, {"type": "string"})
    for media in endpoint.also:
        good["content"][media] = {"schema": {} if "json" in media else {"type": "string"}}
    if endpoint.streams:
        good["content"]["text/event-stream"] = {"schema": {"type": "string"}}
    made = {str(endpoint.status): good, "default": {"$ref": "#/components/responses/problem"}}
    if endpoint.method == "PUT":
        made["201"] = good
    return made


def _article() -> dict[str, Any]:
    of_article = properties(qa.Article)
    return _plain({name: of_article[name] for name in _FROM_ARTICLE}) | {
        "characters": {"type": "integer"},
        "file": {"type": ["string", "null"]},
        "opening": {"type": "string"},
    }


def _object(fields: dict[str, Any], needed: list[str] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields) if needed is None else needed,
    }


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields without defaults: a response has them all."""
    return {name: {k: v for k, v in one.items() if k != "default"} for name, one in fields.items()}


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    if isinstance(schema.get("type"), list):
        return schema | {"type": schema["type"][0]}
    return schema


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": _ref(name)}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _content(media: str, schema: dict[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = {"content": {media: {"schema": schema}}}
    return content | ({"description": "出了什么错，怎么办"} if "problem" in media else {})
