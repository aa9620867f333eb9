"""Eight threads share one archive and the embedded models: each gets what it gets alone.

Each does so much and no more; no clock is read.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import torch

from qa import Archive, Article, Where
from qa.defaults import default_embedder, default_generator

THREADS = 8
ROUNDS = 6
BATCH = 24
TOWNS = ("云河市", "青溪县", "白石镇", "柳湾区", "东岭乡", "南渡县", "石桥镇", "金沙洲")
PLACES = ("图书馆", "体育馆", "文化站", "养老院", "幼儿园", "博物馆", "卫生院", "码头")
STREETS = ("解放路", "人民路", "滨江路", "文昌街", "朝阳街", "梅园路", "长乐街", "新民路")
KNOWN = Where(source="云河日报")


def known(number):
    """Return the article that thread ``number`` asks about."""
    town, place = TOWNS[number], PLACES[number]
    return Article(
        id=f"known-{number}",
        title=f"{town}新建{place}下月开放",
        source="云河日报",
        text=(
            f"本报讯 {town}新建的{place}位于{STREETS[number]}{number + 12}号，将于下月对外开放。"
            f"{place}共有三层，设座位{number * 7 + 120}个，每天从上午九点开到晚上八点。"
            f"工程由{town}城建局负责，历时{number + 14}个月，总投资{number + 3}.5亿元。"
        ),
    )


def own(number, round_):
    """Return the articles of one thread; after the first round only their byline is new.

    So their texts are counted in each round, and embedded in the first.
    """
    return [
        Article(
            id=f"own-{number}-{i}",
            title=f"{TOWNS[number]}修缮{STREETS[i % 8]}",
            source="青溪日报",
            byline=f"记者 第{round_}组",
            text=f"{TOWNS[number]}昨日开始修缮{STREETS[i % 8]}，全长{i + 2}.3公里，年底完工。",
        )
        for i in range(BATCH)
    ]


def long_text(number):
    """Return a text to search for that has more tokens than the embedder reads."""
    parts = [f"{TOWNS[(number + i) % 8]}{STREETS[i * 3 % 8]}{PLACES[i * 5 % 8]}" for i in range(90)]
    return "、".join(parts)[:1000]


def work(archive, number):
    """Do one thread's work; return what it found."""
    found = []
    for round_ in range(ROUNDS):
        archive.add(own(number, round_))
        found += archive.search(long_text(number), k=3, where=KNOWN, arms=["dense"])
    question = f"{TOWNS[number]}{PLACES[number]}有多少个座位？"
    mine = Where(ids=tuple(f"own-{number}-{i}" for i in range(BATCH)))
    return {
        "long": [shown(hit) for hit in found],
        "answer": archive.ask(question, where=KNOWN, k=3).text,
        "headline": archive.summarize(f"known-{number}", kind="headline"),
        "brief": archive.summarize(f"known-{number}", kind="brief"),
        "own": [shown(hit) for hit in archive.search(question, k=99, where=mine, arms=["dense"])],
    }


def shown(hit):
    return hit.chunk, round(hit.score, 4)


@pytest.fixture
def switching():
    """Let threads take turns within microseconds, and each compute by itself.

    More threads than cores would wait for each other in loops.
    """
    threads, interval = torch.get_num_threads(), sys.getswitchinterval()
    torch.set_num_threads(1)
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)
    torch.set_num_threads(threads)


def opened(folder):
    archive = Archive.open(
        folder, embedder=default_embedder(), generator=default_generator(), wait=300
    )
    archive.add([known(number) for number in range(THREADS)])
    return archive


def test_eight_threads_add_ask_search_and_summarise(tmp_path, switching):
    with opened(tmp_path / "alone") as archive:
        alone = [work(archive, number) for number in range(THREADS)]
    assert [found["answer"] for found in alone] == [f"{n * 7 + 120}个" for n in range(THREADS)]
    assert all(len(found["own"]) == BATCH for found in alone)

    start = Barrier(THREADS)

    def run(number):
        start.wait()
        return work(archive, number)

    with opened(tmp_path / "together") as archive, ThreadPoolExecutor(THREADS) as pool:
        together = list(pool.map(run, range(THREADS)))
        assert len(archive) == THREADS * (1 + BATCH)
        assert archive.verify().ok
    assert together == alone
