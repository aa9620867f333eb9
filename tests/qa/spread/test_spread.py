"""Results in order, few in flight, loaded once, lost work redone; errors are said, none hangs."""

import os
import threading
import time

import pytest

from qa import InLine, InputError, Processes, Ray, WorkerError
from tests.qa.spread.jobs import Dying, Elsewhere, Loading, failing, squared, where

WAYS = ["processes", pytest.param("ray", marks=pytest.mark.ray)]


@pytest.fixture(scope="module", params=WAYS)
def spread(request):
    if request.param == "ray":
        request.getfixturevalue("cluster")
    with Ray("auto", 2) if request.param == "ray" else Processes(2) as spread:
        yield spread


def batches(count):
    return [[number] for number in range(count)]


def test_results_come_in_the_order_of_their_batches(spread):
    assert list(spread.map(squared, batches(12))) == [[n**2] for n in range(12)]
    assert list(InLine().map(squared, batches(3))) == [[0], [1], [4]]
    assert list(spread.map(squared, [])) == []


def test_few_batches_are_taken_ahead(spread):
    taken = []

    def given():
        for batch in batches(20):
            taken.append(batch)
            yield batch

    results = spread.map(squared, given())
    assert taken == []
    for number in range(16):
        assert next(results) == [number**2]
        assert number < len(taken) <= number + 4
    results.close()
    assert list(spread.map(squared, batches(2))) == [[0], [1]]


def test_an_empty_batch_is_run_here(spread):
    assert list(spread.map(where, [(), ()])) == [os.getpid()] * 2
    assert os.getpid() not in spread.map(where, [(1,), (2,)])


def test_a_map_may_be_among_the_batches_of_another(spread):
    inner = spread.map(squared, batches(8))
    assert list(spread.map(squared, inner)) == [[n**4] for n in range(8)]


def test_each_worker_loads_once_and_has_its_threads(spread):
    made = list(spread.map(Loading(), range(1, 30)))
    assert {times for _, times, _ in made} == {1}
    assert 1 <= len({pid for pid, _, _ in made} - {os.getpid()}) <= 2
    assert all(threads and threads.isdecimal() for _, _, threads in made)


def test_processes_share_the_processors(monkeypatch):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    count = len(os.sched_getaffinity(0))
    with Processes(2) as spread:
        assert {one for _, _, one in spread.map(Loading(), [1])} == {str(max(1, count // 2))}
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    with Processes(2) as spread:
        assert {one for _, _, one in spread.map(Loading(), [1])} == {"3"}


@pytest.mark.parametrize(
    ("kind", "error", "message"),
    [
        ("input", InputError, "the batch is no good"),
        ("plain", ValueError, "no number"),
        ("odd", WorkerError, "OddError: 1 and 2"),
    ],
)
def test_what_a_worker_raises_is_raised_here(spread, kind, error, message):
    results = spread.map(failing, ["a", "b", kind, "c"])
    assert [next(results), next(results)] == ["a", "b"]
    with pytest.raises(error) as raised:
        next(results)
    assert str(raised.value) == message
    assert kind != "plain" or "in failing" in raised.value.__notes__[0]  # where it was there
    assert list(spread.map(failing, ["d"])) == ["d"]


def test_a_result_that_cannot_be_pickled(spread):
    with pytest.raises(Exception, match=r"failing.<locals>.<lambda>"):
        list(spread.map(failing, ["lambda"]))


def test_what_the_batches_raise_comes_after_the_results_before(spread):
    def given():
        yield from batches(3)
        raise InputError("the fourth is no good")

    results, got = spread.map(squared, given()), []
    with pytest.raises(InputError, match="the fourth"):
        got.extend(results)
    assert got == [[0], [1], [4]]


def test_what_cannot_be_loaded_there(spread):
    message = r"cannot load .*ModuleNotFoundError: No module named 'rare'.*install the same Kanbao"
    with pytest.raises(WorkerError, match=message):
        list(spread.map(Elsewhere(), [1]))


def test_what_cannot_be_pickled():
    with Processes(2) as spread:
        with pytest.raises(InputError, match="cannot be sent to other processes"):
            list(spread.map(lambda batch: batch, [1]))
        with pytest.raises(InputError, match="cannot be sent to other processes"):
            list(spread.map(squared, [(threading.Lock(),)]))


def test_a_worker_that_dies_is_replaced_and_its_work_redone(spread, tmp_path):
    dying = Dying(tmp_path / "marks", once=True)
    assert list(spread.map(dying, batches(8))) == [[n**2] for n in range(8)]
    assert (tmp_path / "marks").read_text().count("died") == 2


def test_a_batch_that_kills_its_worker_each_time_is_given_up(spread, tmp_path):
    results, got = spread.map(Dying(tmp_path / "marks", once=False), batches(8)), []
    with pytest.raises(WorkerError, match=r"ended 3 times over the same batch .*take fewer"):
        got.extend(results)
    assert got == [[n**2] for n in range(len(got))]
    assert len(got) <= 3
    assert list(spread.map(squared, batches(2))) == [[0], [1]]


def test_closed_in_the_middle_of_work_the_workers_end_at_once():
    with Processes(2) as spread:
        pids = set(spread.map(where, [1] * 8))
        next(spread.map(time.sleep, [0, 60, 60]))
        begun = time.monotonic()
    assert time.monotonic() - begun < 10
    assert not any(_is_alive(pid) for pid in pids)


def _is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_no_workers():
    with pytest.raises(InputError, match="at least 1 is needed"):
        Processes(0)
    with pytest.raises(InputError, match="at least 1 is needed"):
        Ray("auto", 0)


@pytest.mark.ray
def test_what_the_cluster_has_no_room_for(cluster):
    with Ray("auto", 3, patience=3) as spread:
        message = "did not begin 3 workers of 1 processors in 3 s: take fewer"
        with pytest.raises(WorkerError, match=message):
            list(spread.map(squared, batches(2)))
