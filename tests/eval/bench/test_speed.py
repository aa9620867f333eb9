import time

from eval.bench.speed import timed


def test_what_waits_takes_the_clock_and_what_computes_takes_the_processor():
    def compute(_):
        end = time.process_time() + 0.05
        while time.process_time() < end:
            pass

    waited = timed("wait", lambda _: time.sleep(0.05), ["一", "二"])
    assert waited["wait p50 ms"] >= 50 > 20 > waited["wait, cpu p95 ms"]
    computed = timed("work", compute, ["一"])
    assert computed["work p50 ms"] >= 49
    assert 50 <= computed["work, cpu p50 ms"] < 70


def test_nothing_asked_takes_nothing():
    assert timed("ask", print, []) == {
        "ask p50 ms": 0.0,
        "ask p95 ms": 0.0,
        "ask, cpu p50 ms": 0.0,
        "ask, cpu p95 ms": 0.0,
    }
