"""Servers of OpenAI's protocol as generators: every lie is refused, nothing hangs."""

import json
import logging
import time

import pytest

from models.server import ServerError, ServerGenerator
from qa import Archive, Article, ModelError, load_generator
from qa.records import Refusal
from tests.fakes import HashEmbedder
from tests.models.lying_server import MODEL, dripping, half, lying, raw, says, silent

QUESTION = "图书馆有多少个座位？"
TEXT = "新建的图书馆位于东湖路八号，每天从九点开到晚上，共有１２０个座位！县长说，座位还会增加。"


def asked_of(reply, tmp_path, question=QUESTION):
    """Return what an archive of TEXT answers with a server that replies so."""
    with (
        lying(reply) as server,
        Archive.open(
            tmp_path / "a", embedder=HashEmbedder(), generator=load_generator(server.name)
        ) as archive,
    ):
        archive.add([Article(id="a", title="图书馆", text=TEXT)])
        return archive.ask(question)


def test_what_stands_in_the_text_is_given_with_its_place(tmp_path):
    answer = asked_of(says("１２０个", logprob=-0.01), tmp_path)
    (citation,) = answer.citations
    assert answer.text == citation.quote == TEXT[citation.start : citation.end] == "１２０个"
    assert not answer.calibrated


@pytest.mark.parametrize(
    "said",
    [
        "240个",  # invented
        "120个",  # in other characters
        "共有 120 个座位",  # as good as said
        "“120个”",
        "答案是120个",
        "县长说，座位会增加",  # a word left out
        "120 seats",
        "There is no answer in this text.",
        json.dumps({"answer": "120个", "start": 0, "end": 4}),
        json.dumps({"quote": "二百个", "start": 25, "end": 30}),
        "",
        "  \n",
        None,
        "无法回答",
    ],
)
def test_what_does_not_stand_in_the_text_is_refused(said, tmp_path):
    answer = asked_of(says(said, logprob=0.0), tmp_path)
    assert answer.text is None
    assert answer.reason is Refusal.NO_CANDIDATE
    assert answer.citations == ()


def test_what_broke_off_is_refused(tmp_path):
    assert asked_of(says("120", finish="length", logprob=0.0), tmp_path).text is None


def test_what_a_model_thinks_first_is_no_answer(tmp_path):
    said = "<think>县长？不对，问的是座位。</think>\n１２０个"
    assert asked_of(says(said, logprob=-0.01), tmp_path).text == "１２０个"


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (raw(b"<h1>Internal Server Error</h1>", status=500), "HTTP 500: <h1>Internal"),
        (raw(b'{"error": {"message": "out of memory"}}', status=503), "HTTP 503: out of memory"),
        (raw(b"", status=502), "HTTP 502: Bad Gateway"),
        (raw(b"", status=302), "HTTP 302"),
        (raw(b"data: {\n\n"), "no chat completion: data: {"),
        (raw(b""), "no chat completion: empty"),
        (raw(b"[]"), "no chat completion"),
        (raw(b'{"choices": []}'), "no chat completion"),
        (raw(b'{"choices": [{"message": {"content": [1]}}]}'), "no chat completion"),
        (raw(b"\xff\xfe"), "no chat completion"),
        (raw(b" " * (2**20 + 1)), "longer than"),
        (half(chunked=False), "broke off in its middle"),
        (half(chunked=True), "broke off in its middle"),
    ],
)
def test_a_reply_that_cannot_be_read_is_an_error(reply, message, tmp_path):
    with pytest.raises(ModelError, match=message) as raised:
        asked_of(reply, tmp_path)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("reply", [silent, dripping])
def test_a_slow_server_is_left(reply):
    with lying(reply) as server:
        generator = ServerGenerator(server.name, seconds=0.5)
        start = time.monotonic()
        with pytest.raises(ServerError, match=r"no reply within 0\.5 seconds"):
            generator.answer([QUESTION], [TEXT])
        assert time.monotonic() - start < 5


def test_another_models_name_is_an_error():
    with lying(says("120个")) as server:
        generator = ServerGenerator(server.name.replace(MODEL, "tiny-cat"))
        with pytest.raises(ServerError, match="HTTP 404: model 'tiny-cat' not found"):
            generator.answer([QUESTION], [TEXT])


def test_no_server_is_an_error():
    with lying(says("")) as server:
        name = server.name
    with pytest.raises(ServerError, match="no server answers there"):
        ServerGenerator(name).answer([QUESTION], [TEXT])


def test_headlines_pass_the_gates(tmp_path):
    text = (
        "9月30日，新建的东湖路图书馆正式开放，共有座位120个。县长李明远在会议上说，"
        "今年全县粮食总产量达到八十万吨，比去年增加三成，收购工作从九月开到十月。"
    )
    with (
        lying(says("图书馆座位增至九百个，县长辞职")) as server,
        Archive.open(
            tmp_path / "a", embedder=HashEmbedder(), generator=load_generator(server.name)
        ) as archive,
    ):
        made = archive.summarize(Article(id="a", title="", text=text), kind="headline", length=12)
    assert "九百" not in made.text
    assert made.extractive


def test_the_key_goes_where_it_may(monkeypatch, caplog):
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    with lying(says("")) as server, caplog.at_level(logging.WARNING):
        generator = ServerGenerator.load(server.name)
        generator.answer([QUESTION] * 2, [TEXT] * 2)
    assert [key for _, key in server.asked] == ["Bearer secret"] * 2
    (note,) = [record.getMessage() for record in caplog.records if record.name == "kanbao"]
    assert "会发送到 127.0.0.1" in note
    assert "secret" not in note + str(generator.fingerprint)
    with pytest.raises(ModelError, match="unencrypted"):
        load_generator("openai:http://example.org/v1#m")


def test_proxies_are_passed_by(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with lying(says("120个")) as server:
        (output,) = ServerGenerator(server.name).answer([QUESTION], ["共有120个座位"])
    assert output.generations[0].text == "120个"


@pytest.mark.parametrize(
    "name",
    ["openai:", "openai:127.0.0.1#m", "openai:http://127.0.0.1/v1", "openai:ftp://a/v1#m",
     "openai:http://me:key@127.0.0.1/v1#m", "openai:http://a:b/v1#m", "openai:http://a/v1?k=1#m"],
)  # fmt: skip
def test_a_name_that_is_none(name):
    with pytest.raises(ModelError, match="write it as openai:http"):
        load_generator(name)
