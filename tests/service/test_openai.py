"""OpenAI's own client against a real server: models, chats, streams, embeddings, errors."""

import asyncio
import base64
import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import unquote

import httpx2 as httpx
import numpy as np
import openai
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa import Archive
from qa.service.keys import Keys, Scope
from qa.service.settings import Settings
from qa.shapes import answer_json
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator
from tests.service.conftest import LIBRARY, archive_of, until
from tests.service.live import live
from tests.service.test_busy import Held

QUESTION = "清河大桥总投资多少？"
NEWS = "kanbao:news"


def settings_of(place, **changes):
    """Two archives; ``changes`` to their settings."""
    archives = {name: archive_of(place / name) for name in ("news", "old")}
    return Settings(archives=archives, keys=place / "keys.json", **changes)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with live(settings_of(tmp_path_factory.mktemp("openai"))) as served:
        yield served


def client_of(served, key="none"):
    return openai.OpenAI(base_url=f"{served.url}/v1", api_key=key, max_retries=0)


@pytest.fixture
def client(served):
    with client_of(served) as client:
        yield client


def ask(client, question=QUESTION, **more):
    messages = [{"role": "user", "content": question}]
    return client.chat.completions.create(model=NEWS, messages=messages, **more)


def test_an_archive_is_a_model(client):
    listed = [(one.id, one.object, one.owned_by) for one in client.models.list()]
    assert listed == [(NEWS, "model", "kanbao"), ("kanbao:old", "model", "kanbao")]
    assert client.models.retrieve("kanbao:old").id == "kanbao:old"


def test_an_answer_has_its_sources_and_marks_them(client, served):
    done = ask(client)
    (choice,) = done.choices
    said = choice.message.content
    head, _, source = said.partition("\n\n")
    answer = done.kanbao
    (citation,) = answer["citations"]
    assert head == f"{answer['text']} [1]"
    assert "1.5亿元" in answer["text"]
    assert (choice.finish_reason, choice.message.role, done.model) == ("stop", "assistant", NEWS)
    (note,) = choice.message.annotations
    marker = note.url_citation
    assert note.type == "url_citation"
    assert said[marker.start_index : marker.end_index] == "[1]"
    place = f"{served.url}/a/news/articles/{citation['article_id']}"
    start, end = citation["start"], citation["end"]
    assert unquote(marker.url) == f"{place}?start={start}&end={end}#c{start}-{end}"
    assert marker.title == "清河大桥建成通车（2031-04-03）"
    assert source == f"[1] {marker.title}\n> {citation['quote']}。\n{marker.url}"


def test_the_object_beside_it_is_that_of_the_api(client, served):
    with Archive.open(
        served.service.shelves["news"].folder,
        embedder=HashEmbedder(),
        generator=ExtractiveGenerator(),
    ) as archive:
        answer = answer_json(archive.ask(QUESTION, k=2))
    said = ask(client, extra_body={"kanbao": {"k": 2}}).kanbao
    assert said == json.loads(json.dumps(answer, default=str))


def test_tokens_are_those_of_the_question_and_of_what_was_written(client):
    done = ask(client)
    count = ExtractiveGenerator().count_tokens
    assert [done.usage.prompt_tokens] == count([QUESTION])
    assert [done.usage.completion_tokens] == count([done.choices[0].message.content])
    assert done.usage.total_tokens == done.usage.prompt_tokens + done.usage.completion_tokens


def test_a_refusal_says_so_and_why(client):
    done = ask(client, extra_body={"kanbao": {"since": "2050-01-01"}})
    assert done.choices[0].message.content == "未作答：档案里没有相关文章"
    assert done.choices[0].message.annotations == []
    assert (done.kanbao["text"], done.kanbao["reason"]) == (None, "no_articles")


def test_a_stream_says_what_the_whole_does(client):
    whole = ask(client)
    parts = list(ask(client, stream=True))
    deltas = [part.choices[0].delta for part in parts]
    assert deltas[0].role == "assistant"
    message = whole.choices[0].message
    assert "".join(delta.content or "" for delta in deltas) == message.content
    (noted,) = [delta.annotations for delta in deltas if "annotations" in delta.model_extra]
    assert noted == [one.model_dump() for one in message.annotations]
    (beside,) = [part.kanbao for part in parts if "kanbao" in part.model_extra]
    assert beside == whole.kanbao
    assert [p.choices[0].finish_reason for p in parts] == [None] * (len(parts) - 1) + ["stop"]
    assert len({part.id for part in parts}) == 1
    assert all(part.usage is None for part in parts)


def test_a_stream_ends_with_the_tokens_where_they_are_wanted(client):
    *_, last = ask(client, stream=True, stream_options={"include_usage": True})
    assert last.choices == []
    assert last.usage == ask(client).usage


def test_only_the_last_message_of_the_user_is_asked(client):
    messages = [
        {"role": "system", "content": "你是助手"},
        {"role": "user", "content": "图书馆几点关门？"},
        {"role": "assistant", "content": "九点"},
        {
            "role": "user",
            "content": [{"type": "text", "text": part} for part in ("清河大桥", "总投资多少？")],
        },
    ]
    done = client.chat.completions.create(
        model=NEWS, messages=messages, temperature=0.2, max_tokens=5, user="甲", n=1
    )
    assert done.kanbao == ask(client).kanbao


@pytest.mark.parametrize("kind", ["float", "base64", None])
def test_embeddings_are_those_of_the_embedder(client, kind):
    texts = [LIBRARY.text, *(f"青石镇通告第{n}号。" for n in range(40))]
    more = {} if kind is None else {"encoding_format": kind}
    done = client.embeddings.create(model=NEWS, input=texts, **more)
    rows = [one.embedding for one in done.data]
    if kind == "base64":
        rows = [np.frombuffer(base64.b64decode(row), "<f4") for row in rows]
    assert np.array_equal(np.array(rows, np.float32), HashEmbedder().embed_passages(texts))
    assert [one.index for one in done.data] == list(range(41))
    assert done.usage.total_tokens == sum(HashEmbedder().count_tokens(texts))


def test_one_text_may_stand_alone_and_be_a_query(client, served):
    done = client.embeddings.create(
        model=NEWS, input=QUESTION, dimensions=256, extra_body={"input_type": "query"}
    )
    (row,) = done.data
    assert np.array_equal(np.float32(row.embedding), HashEmbedder().embed_queries([QUESTION])[0])


USER = [{"role": "user", "content": QUESTION}]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"messages": []}, "messages"),
        ({"messages": None}, "messages"),
        ({"messages": "问"}, "messages"),
        ({"messages": ["问"]}, "messages"),
        ({"messages": [{"role": "system", "content": "问"}]}, "messages"),
        ({"messages": [{"role": "user"}]}, "messages"),
        ({"messages": [{"role": "user", "content": 3}]}, "messages"),
        ({"messages": [{"role": "user", "content": [{"type": "text"}]}]}, "messages"),
        ({"messages": [{"role": "user", "content": [{"type": "image_url"}]}]}, "messages"),
        ({"messages": [{"role": "user", "content": ["问"]}]}, "messages"),
        ({"messages": [{"role": "user", "content": ""}]}, "question"),
        ({"messages": [{"role": "user", "content": "字" * 10_001}]}, "question"),
        ({"messages": [{"role": "user", "content": " "}]}, None),
        ({"messages": [{"role": "user", "content": "\ud800"}]}, None),
        ({"model": 3}, "model"),
        ({"model": None}, "model"),
        ({"n": 2}, "n"),
        ({"n": "1"}, "n"),
        ({"tools": [{"type": "function"}]}, "tools"),
        ({"functions": [{}]}, "functions"),
        ({"logprobs": True}, "logprobs"),
        ({"response_format": {"type": "json_object"}}, "response_format"),
        ({"stream": "yes"}, "stream"),
        ({"stream_options": 3}, "stream_options"),
        ({"kanbao": []}, "kanbao"),
        ({"kanbao": 3}, "kanbao"),
        ({"kanbao": {"since": "昨天"}}, "since"),
        ({"kanbao": {"colour": 1}}, "colour"),
    ],
    ids=str,
)
def test_what_a_chat_cannot_have_names_the_field(served, body, field):
    given = {"model": NEWS, "messages": USER, **body}
    headers = {"content-type": "application/json"}
    address = f"{served.url}/v1/chat/completions"
    response = httpx.post(address, content=json.dumps(given), headers=headers)
    assert response.status_code == 400, response.text
    assert set(response.json()) == {"error"}
    error = response.json()["error"]
    assert set(error) == {"message", "type", "param", "code"}
    assert (error["type"], error["param"]) == ("invalid_request_error", field)
    assert error["message"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"input": ""}, "input[0]"),
        ({"input": []}, "input"),
        ({"input": None}, "input"),
        ({"input": [1, 2]}, "input[0]"),
        ({"input": ["字"] * 257}, "input"),
        ({"input": ["好", "字" * 10_001]}, "input[1]"),
        ({"input": [*["字"] * 17, "字" * 511]}, "input[17]"),  # of 512 tokens with the two it adds
        ({"input": "字", "dimensions": 3}, "dimensions"),
        ({"input": "字", "encoding_format": "hex"}, "encoding_format"),
        ({"input": "字", "input_type": "title"}, "input_type"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_embedded_names_the_field(served, body, field):
    response = httpx.post(f"{served.url}/v1/embeddings", json={"model": NEWS, **body})
    assert response.status_code == 400, response.text
    assert response.json()["error"]["param"] == field


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
ROLES = st.sampled_from(["user", "system", "assistant"]) | ANYTHING
PART = st.fixed_dictionaries({}, optional={"type": st.just("text") | ANYTHING, "text": ANYTHING})
MESSAGE = st.fixed_dictionaries(
    {}, optional={"role": ROLES, "content": ANYTHING | st.lists(PART, max_size=3)}
)
FIELDS = {
    "messages": st.lists(MESSAGE | ANYTHING, max_size=3) | ANYTHING,
    "input": ANYTHING,
    **dict.fromkeys(("n", "tools", "stream_options", "kanbao", "dimensions"), ANYTHING),
    **dict.fromkeys(("stream", "input_type", "encoding_format", "response_format"), ANYTHING),
}


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=st.fixed_dictionaries({}, optional=FIELDS), model=st.just(NEWS) | ANYTHING)
@pytest.mark.parametrize("path", ["chat/completions", "embeddings"])
def test_whatever_comes_is_answered_or_an_error_of_the_one_shape(shared, path, body, model):
    response = shared.post(
        f"/v1/{path}",
        content=json.dumps({"model": model, **body}),
        headers={"content-type": "application/json"},
    )
    assert response.status_code in (200, 400, 404), response.text
    if response.status_code != 200:
        error = response.json()["error"]
        assert error["message"]
        assert set(error) == {"message", "type", "param", "code"}


@pytest.mark.parametrize("content", [b"{", b"[]", b"NaN", b'"x"', b"\xff", b"[" * 100_000])
@pytest.mark.parametrize("path", ["chat/completions", "embeddings"])
def test_a_body_that_is_no_object_is_said_in_the_same_shape(served, path, content):
    headers = {"content-type": "application/json"}
    response = httpx.post(f"{served.url}/v1/{path}", content=content, headers=headers)
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "bad-request"


def test_the_client_raises_its_own_errors(client, served):
    with pytest.raises(openai.NotFoundError) as none:
        client.chat.completions.create(model="kanbao:nowhere", messages=USER)
    assert (none.value.code, none.value.param) == ("model_not_found", "model")
    assert "/v1/models" in none.value.message
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("gpt-4o")
    with pytest.raises(openai.NotFoundError):
        client.embeddings.create(model="news", input="字")
    with pytest.raises(openai.NotFoundError):
        client.files.list()
    with pytest.raises(openai.BadRequestError) as bad:
        ask(client, tools=[{"type": "function", "function": {"name": "f", "parameters": {}}}])
    assert bad.value.param == "tools"
    with pytest.raises(openai.APIStatusError) as large:
        ask(client, "字" * 1_000_000)
    assert (large.value.status_code, large.value.code) == (413, "too-large")
    plain = httpx.post(f"{served.url}/v1/embeddings", content=b"{}")
    assert (plain.status_code, plain.json()["error"]["code"]) == (415, "media-type")
    wrong = httpx.get(f"{served.url}/v1/embeddings")
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (405, "method")
    other = httpx.get(f"{served.url}/v1/models", headers={"host": "evil.example"})
    assert (other.status_code, other.json()["error"]["code"]) == (421, "host")


def test_a_page_of_another_site_gets_nothing(served):
    headers = {"origin": "http://evil.example"}
    response = httpx.get(f"{served.url}/v1/models", headers=headers)
    assert (response.status_code, response.json()["error"]["code"]) == (403, "cross-site")


def test_a_key_opens_its_archives_only(tmp_path):
    settings = settings_of(tmp_path)
    _, secret = Keys(settings.keys).new(scope=Scope.READ, archives=["old"])
    with live(settings) as served:
        for wrong in ("none", "kb_x"):
            with (
                client_of(served, wrong) as client,
                pytest.raises(openai.AuthenticationError) as no,
            ):
                ask(client)
            assert no.value.code == "invalid_api_key"
        with client_of(served, secret) as client:
            assert [one.id for one in client.models.list()] == ["kanbao:old"]
            for model in (NEWS, "kanbao:nowhere"):  # there or not
                with pytest.raises(openai.PermissionDeniedError):
                    client.chat.completions.create(model=model, messages=USER)
                with pytest.raises(openai.PermissionDeniedError):
                    client.embeddings.create(model=model, input="字")
                with pytest.raises(openai.PermissionDeniedError):
                    client.models.retrieve(model)
            done = client.chat.completions.create(model="kanbao:old", messages=USER)
            assert "1.5亿元" in done.choices[0].message.content


def test_a_full_queue_and_a_keys_limit_say_when_to_come_again(tmp_path):
    settings = settings_of(tmp_path, queue=1, per_key=1)
    keys = [Keys(settings.keys).new(scope=Scope.READ)[1] for _ in range(3)]
    generator = Held()
    with live(settings, generator=generator) as served, ThreadPoolExecutor(2) as pool:
        clients = [client_of(served, key) for key in keys]
        first = pool.submit(ask, clients[0])
        assert generator.began.wait(60)
        with pytest.raises(openai.RateLimitError) as much:
            ask(clients[0])
        assert much.value.code == "rate_limit_exceeded"
        second = pool.submit(ask, clients[1])
        until(lambda: served.service.lane.depth == 1)
        with pytest.raises(openai.InternalServerError) as busy:
            ask(clients[2])
        assert (busy.value.status_code, busy.value.type) == (503, "server_error")
        for error in (much, busy):
            assert int(error.value.response.headers["retry-after"]) >= 1
        generator.let.set()
        assert (
            first.result().choices[0].message.content == second.result().choices[0].message.content
        )
        for client in clients:
            client.close()


def test_a_client_that_leaves_frees_the_lane(tmp_path):
    generator = Held()
    with live(settings_of(tmp_path), generator=generator) as served:

        async def leave():
            async with openai.AsyncOpenAI(base_url=f"{served.url}/v1", api_key="none") as client:
                asked = client.chat.completions.create(model=NEWS, messages=USER, stream=True)
                waiting = asyncio.ensure_future(asked)
                assert await asyncio.to_thread(generator.began.wait, 60)
                waiting.cancel()
                await asyncio.gather(waiting, return_exceptions=True)

        asyncio.run(leave())
        until(lambda: served.service.lane.stopped == 1)
        generator.let.set()
        with client_of(served) as client:
            assert "1.5亿元" in ask(client).choices[0].message.content
