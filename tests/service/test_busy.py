"""Under load over HTTP: what is refused says when to come again, and words go on beside it."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from qa import Archive
from qa.service.keys import Keys, Scope
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator
from tests.service.conftest import problem, until

NEWS = "/api/v1/archives/news"
ASKED = {"question": "清河大桥总投资多少？"}


class Held(ExtractiveGenerator):
    """A generator that answers the warm-up, and everything else when it is let."""

    def __init__(self):
        super().__init__()
        self.began, self.let = threading.Event(), threading.Event()

    def answer(self, questions, contexts, **how):
        if "大桥" in questions[0]:
            self.began.set()
            assert self.let.wait(60)
        return super().answer(questions, contexts, **how)


@pytest.fixture
def pool():
    with ThreadPoolExecutor(8) as pool:
        yield pool


def test_a_full_queue_refuses_and_words_go_on(make, pool):
    generator = Held()
    client = make(generator=generator, queue=1)

    def ask():
        return client.post(f"{NEWS}/answers", json=ASKED)

    first = pool.submit(ask)
    generator.began.wait(60)
    second = pool.submit(ask)
    until(lambda: client.service.lane.depth == 1)
    third = ask()
    problem(third, 503, "busy")
    assert int(third.headers["retry-after"]) >= 1
    words = client.get(f"{NEWS}/search?q=大桥&arms=sparse")
    assert words.json()["hits"]
    assert client.get(f"{NEWS}/articles").status_code == 200
    assert "kanbao_queue 1.0" in client.get("/metrics").text
    generator.let.set()
    assert [one.result().status_code for one in (first, second)] == [200, 200]
    assert ask().status_code == 200


def test_a_key_has_its_own_limit(make, pool, tmp_path):
    keys = Keys(tmp_path / "keys.json")
    (_, one), (_, two) = keys.new(scope=Scope.READ), keys.new(scope=Scope.READ)
    generator = Held()
    client = make(generator=generator, per_key=1)

    def ask(secret):
        headers = {"authorization": f"Bearer {secret}"}
        return client.post(f"{NEWS}/answers", json=ASKED, headers=headers)

    first = pool.submit(ask, one)
    generator.began.wait(60)
    refused = ask(one)
    problem(refused, 429, "too-many")
    assert int(refused.headers["retry-after"]) >= 1
    other = pool.submit(ask, two)
    until(lambda: client.service.lane.depth == 1)
    generator.let.set()
    assert [done.result().status_code for done in (first, other)] == [200, 200]
    assert ask(one).status_code == 200


def test_what_is_late_is_given_up(make, pool):
    generator = Held()
    client = make(generator=generator, deadline=0.2)
    late = [pool.submit(client.post, f"{NEWS}/answers", json=ASKED) for _ in range(2)]
    for one in late:
        problem(one.result(), 503, "overdue")
    assert client.service.lane.stopped == 2
    generator.let.set()


def test_another_writer_is_waited_for_only_shortly(client, folder):
    body = {"text": "青石镇通告。"}
    with Archive.open(folder, embedder=HashEmbedder()) as other, other._store.write():
        for response in (
            client.put(f"{NEWS}/articles/p", json=body),
            client.delete(f"{NEWS}/articles/p"),
        ):
            problem(response, 503, "writing")
            assert "retry-after" in response.headers
        assert client.post(f"{NEWS}/answers", json=ASKED).status_code == 200
    assert client.put(f"{NEWS}/articles/p", json=body).status_code == 201
