"""The description: one schema with docs/json.md, and every response is as it says."""

import json
import re

import pytest

from qa.service.openapi import schemas
from qa.service.routing import ENDPOINTS
from tests.service.conftest import LIBRARY
from tests.test_json import RECORDS, record

NEWS = "/api/v1/archives/news"


def kind_of(schema):
    """Return a schema as docs/json.md writes it."""
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(kind_of(one) for one in schema["anyOf"])
    if schema["type"] == "array":
        return f"list of {kind_of(schema['items'])}"
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    words = ["date" if schema.get("format") == "date" and k == "string" else k for k in kinds]
    return " or ".join(words)


def test_the_schemas_are_those_of_json():
    made = schemas()
    # Which of several archives it is in, which is the command's: the service lists one.
    records = {**RECORDS, "article": dict(RECORDS["article"])}
    assert records["article"].pop("archive") == "string or null"
    shared = set(made) & set(RECORDS)
    assert shared == {
        "ask", "citation", "mention", "hit", "search", "digest", "item", "summarize", "summary",
        "rejected", "sentence", "span", "article", "piece", "box", "imprint", "correction",
        "story",
    }  # fmt: skip
    for name in shared:
        fields = made[name]["properties"]
        assert {field: kind_of(one) for field, one in fields.items()} == records[name], name
        assert set(made[name]["required"]) == set(fields)


def test_every_reference_leads_somewhere(shared):
    document = shared.get("/openapi.json").json()
    for ref in re.findall(r'"\$ref": ?"#/([^"]+)"', json.dumps(document)):
        place = document
        for step in ref.split("/"):
            place = place[step]
    shown = {
        (e.method, re.sub(r":\w+", "", e.path.replace(":batch", "%")).replace("%", ":batch"))
        for e in ENDPOINTS
        if not e.hidden
    }
    described = {
        (method.upper(), path) for path, item in document["paths"].items() for method in item
    }
    assert described == shown


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("ask", {"question": "清河大桥总投资多少？"}),
        ("ask", {"question": "谁", "since": "2050-01-01"}),
        ("search", {"text": "大桥"}),
        ("digest", {"question": "4月清河大桥", "today": "2031-04-08"}),
        ("summarize", {"ids": [LIBRARY.id]}),
    ],
)
def test_responses_are_as_the_page_of_json_says(shared, name, body):
    where = {"ask": "answers", "search": "search", "digest": "digests", "summarize": "summaries"}
    said = shared.post(f"{NEWS}/{where[name]}", json=body).json()
    assert record(said, name, name, set()) == []


def test_other_responses_have_the_fields_that_are_described(shared):
    document = shared.get("/openapi.json").json()["components"]["schemas"]

    def fits(value, name):
        assert set(value) == set(document[name]["properties"]), name

    page = shared.get(f"{NEWS}/articles").json()
    fits(page, "articles")
    found = [{**one, "archive": None} for one in page["items"]]  # of several: the command's
    assert [record(one, "article", "article", set()) for one in found] == [[], [], []]
    fits(shared.get(f"{NEWS}/articles/{page['items'][0]['id']}").json(), "whole_article")
    fits(shared.get(NEWS).json(), "served")
    fits(shared.get(NEWS).json()["holdings"], "holdings")
    fits(shared.get(f"{NEWS}/facets?by=month").json(), "counts")
    fits(shared.get("/healthz").json(), "health")
    fits(shared.get("/readyz").json(), "readiness")
    fits(shared.get("/nowhere").json(), "problem")
    start = f"{NEWS}/articles/{page['items'][0]['id']}/citation?start=0&end=4"
    assert record(shared.get(start).json(), "citation", "citation", set()) == []
