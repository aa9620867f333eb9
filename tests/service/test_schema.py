"""Whatever the description allows or forbids is sent: no fault, and every answer is as it says."""

from collections import Counter

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from qa.service.core import Service
from qa.service.settings import Settings
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator
from tests.service.conftest import LIBRARY, archive_of, listening

CHECKS = [
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
]
NAMES = [
    {"archive": "news", "id": LIBRARY.id},
    {"archive": "news"},
    {},
]  # what an address is given; the rest of it is drawn


@pytest.fixture(scope="module")
def schema(tmp_path_factory):
    """The description of a service that listens, with an archive that every case may change."""
    place = tmp_path_factory.mktemp("schema")
    told = Settings(
        archives={"news": archive_of(place / "news")},
        keys=place / "keys.json",
        embedder=str(place / "none"),  # imports fail at once: they are tested elsewhere
        files=3,
    )
    service = Service(told, embedder=HashEmbedder(), generator=ExtractiveGenerator())
    with listening(service) as (host, port):
        service.models.get()
        load_all_checks()
        yield schemathesis.openapi.from_url(f"http://{host}:{port}/openapi.json")


def cases(schema):
    """Return a strategy for requests to all addresses, as described and not."""
    made = []
    for found in schema.get_all_operations():
        operation = found.ok()
        wanted = {one.name for one in operation.path_parameters}
        given = [{k: v for k, v in names.items() if k in wanted} for names in NAMES]
        made += [
            operation.as_strategy(mode, path_parameters=names)
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
            for n, names in enumerate(given)
            if names not in given[:n]
        ]
    return st.one_of(made)


def send(schema, count, **how):
    """Send this many requests and check each response."""
    statuses = Counter()

    @hypothesis.seed(23)
    @settings(
        max_examples=count,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        **how,
    )
    @given(cases(schema))
    def run(case):
        # An address of more than 64 kB is no request any more: it is cut off with a plain 400.
        hypothesis.assume(len(repr(case.query)) < 5000)
        response = case.call(timeout=60)
        statuses[response.status_code] += 1
        assert response.status_code != 500, case.as_curl_command()
        # Whatever is uploaded is a file: there is no wrong one, and none is refused for its kind.
        refused = [negative_data_rejection] if case.operation.path.endswith("/imports") else []
        case.validate_response(response, checks=CHECKS, excluded_checks=refused)

    run()
    return statuses


def test_a_few_hundred_requests(schema):
    statuses = send(schema, 200)
    assert statuses.total() >= 200
    assert {200, 400, 404} <= set(statuses)


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_ten_thousand_requests(schema):
    assert send(schema, 10_000).total() >= 10_000
