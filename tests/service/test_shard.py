"""What a federation elsewhere reads of an archive: bad reads are refused, none writes."""

import pytest

AT = "/api/v1/archives/news/shard"


def test_a_read_gives_what_it_found_and_the_generation(shared):
    said = shared.post(AT, json={"read": "count", "by": "articles"}).json()
    assert set(said) == {"format", "generation", "stamp", "found"}
    assert said["found"] == shared.get("/api/v1/archives/news").json()["holdings"]["articles"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "read"),
        ({"read": "delete"}, "'delete'"),
        ({"read": "count", "by": "meta"}, "'meta'"),
        ({"read": "facets", "by": "id; --"}, "'id; --'"),
        ({"read": "page", "limit": 0}, "limit"),
        ({"read": "vectors", "vectors": ["???"]}, "base64"),
        ({"read": "vectors", "vectors": ["AAAA"]}, "bytes"),
        ({"read": "words", "tokens": ["大桥"]}, "having"),
        ({"read": "page", "where": {"since": "2031-02-30"}}, "since"),
        ({"read": "page", "where": {"since": "2031-02-03", "until": "2031-02-01"}}, "晚于"),
        ({"read": "chunks", "numbers": ["1"]}, "numbers"),
        ({"read": "chunks", "sql": "1"}, "sql"),
    ],
)
def test_reads_that_cannot_be_are_refused(shared, body, said):
    response = shared.post(AT, json=body)
    assert (response.status_code, response.json()["type"]) == (400, "/problems/bad-request")
    assert said in response.json()["detail"]


def test_no_more_than_a_page_of_articles_is_read_at_once(shared):
    found = shared.post(AT, json={"read": "page", "limit": 1_000_000}).json()["found"]
    assert 0 < len(found) <= 200
