"""The lane: one at a time, the urgent first, bounded, and left at once by whom nobody waits for."""

import asyncio
import threading

import pytest

from qa.service.lane import Lane, Stopped, Urgency
from qa.service.problems import Problem


class Gate:
    """A job that says when it began and ends when it is let."""

    def __init__(self):
        self.began = threading.Event()
        self.let = threading.Event()

    def __call__(self):
        self.began.set()
        assert self.let.wait(60)
        return "done"


def lane(**settings):
    return Lane(**{"size": 16, "deadline": 60, "per_key": 8, **settings})


async def held(lane, urgency=Urgency.ASK, **how):
    """Start a job that holds the lane; return it and its gate."""
    gate = Gate()
    job = asyncio.create_task(lane.run(gate, urgency, **how))
    await asyncio.to_thread(gate.began.wait, 60)
    return job, gate


async def queued(lane, work, urgency=Urgency.ASK, **how):
    """Start a job that has to wait."""
    before = lane.depth
    job = asyncio.create_task(lane.run(work, urgency, **how))
    while lane.depth == before and not job.done():
        await asyncio.sleep(0)
    return job


def run(steps):
    asyncio.run(asyncio.wait_for(steps, 60))


def test_one_at_a_time_the_urgent_first_then_as_they_came():
    async def steps():
        order, busy, line = [], [], lane()
        first, gate = await held(line)

        def work(name):
            busy.append(name)
            order.append((name, len(busy)))
            busy.pop()
            return name

        jobs = [
            await queued(line, lambda name=name: work(name), urgency)
            for name, urgency in (
                ("list", Urgency.LIST),
                ("summary", Urgency.SUMMARIZE),
                ("ask 1", Urgency.ASK),
                ("ask 2", Urgency.ASK),
            )
        ]
        assert (line.depth, line.is_idle) == (4, False)
        gate.let.set()
        assert await first == "done"
        assert await asyncio.gather(*jobs) == ["list", "summary", "ask 1", "ask 2"]
        assert order == [("ask 1", 1), ("ask 2", 1), ("summary", 1), ("list", 1)]
        assert line.is_idle
        await line.close()

    run(steps())


def test_one_search_at_a_time_is_computed_beside_something_longer():
    async def steps():
        line = lane()
        answer, answering = await held(line)
        search, searching = await held(line, urgency=Urgency.SEARCH)
        waiting = await queued(line, lambda: "search", Urgency.SEARCH)
        asked = await queued(line, lambda: "answer")
        assert line.depth == 2
        searching.let.set()
        assert await asyncio.gather(search, waiting) == ["done", "search"]
        assert (line.depth, asked.done()) == (1, False)
        answering.let.set()
        assert await asyncio.gather(answer, asked) == ["done", "answer"]
        await line.close()

    run(steps())


def test_each_of_two_is_stopped_for_itself():
    async def steps():
        line = lane()
        answer, answering = await held(line)
        began, left, seen = threading.Event(), threading.Event(), []

        def search():
            began.set()
            left.wait(60)
            try:
                line.check()
            except Stopped:
                seen.append("search")
                raise

        leaver = asyncio.create_task(line.run(search, Urgency.SEARCH))
        await asyncio.to_thread(began.wait, 60)
        leaver.cancel()
        await asyncio.gather(leaver, return_exceptions=True)
        left.set()
        answering.let.set()
        assert await answer == "done"
        await line.close()
        assert seen == ["search"]

    run(steps())


def test_a_full_queue_is_a_503_that_says_when():
    async def steps():
        line = lane(size=2)
        first, gate = await held(line)
        jobs = [await queued(line, lambda: "later") for _ in range(2)]
        with pytest.raises(Problem) as caught:
            await line.run(lambda: "never", Urgency.ASK)
        assert (caught.value.name, caught.value.status) == ("busy", 503)
        assert int(caught.value.headers["Retry-After"]) >= 1
        assert await line.run(lambda: "beside", Urgency.SEARCH) == "beside"
        gate.let.set()
        assert await asyncio.gather(first, *jobs) == ["done", "later", "later"]
        assert await line.run(lambda: "again", Urgency.SEARCH) == "again"
        await line.close()

    run(steps())


def test_a_key_has_so_many_places_and_others_are_not_held_up():
    async def steps():
        line = lane(per_key=2)
        first, gate = await held(line, key="a")
        second = await queued(line, lambda: 2, key="a")
        with pytest.raises(Problem) as caught:
            await line.run(lambda: 3, Urgency.ASK, key="a")
        assert (caught.value.name, caught.value.status) == ("too-many", 429)
        assert "Retry-After" in caught.value.headers
        other = await queued(line, lambda: 4, key="b")
        gate.let.set()
        assert await asyncio.gather(first, second, other) == ["done", 2, 4]
        assert await line.run(lambda: 5, Urgency.ASK, key="a") == 5
        await line.close()

    run(steps())


def test_who_leaves_while_waiting_frees_the_place_and_is_never_computed():
    async def steps():
        line, computed = lane(size=1), []
        first, gate = await held(line)
        leaver = await queued(line, lambda: computed.append(1))
        leaver.cancel()
        await asyncio.gather(leaver, return_exceptions=True)
        assert (line.depth, line.stopped) == (0, 1)
        next_one = await queued(line, lambda: "next")
        gate.let.set()
        assert await asyncio.gather(first, next_one) == ["done", "next"]
        assert computed == []
        await line.close()

    run(steps())


def test_who_leaves_while_computed_is_stopped_at_the_next_look():
    async def steps():
        line, began, left, seen = lane(), threading.Event(), threading.Event(), []

        def work():
            line.check()
            began.set()
            left.wait(60)
            try:
                line.check()
            except Stopped:
                seen.append("stopped")
                raise
            seen.append("went on")

        leaver = asyncio.create_task(line.run(work, Urgency.ASK))
        await asyncio.to_thread(began.wait, 60)
        leaver.cancel()
        await asyncio.gather(leaver, return_exceptions=True)
        after = await queued(line, lambda: "after")
        left.set()
        assert await after == "after"
        assert seen == ["stopped"]
        await line.close()

    run(steps())


def test_past_its_deadline_a_job_is_given_up_unstarted():
    async def steps():
        line, computed = lane(deadline=0.05), []
        first, gate = await held(line)
        late = await queued(line, lambda: computed.append(1))
        for job in (first, late):
            with pytest.raises(Problem) as caught:
                await job
            assert (caught.value.name, caught.value.status) == ("overdue", 503)
        assert line.depth == 0
        gate.let.set()
        await line.close()
        assert computed == []

    run(steps())


def test_what_a_job_raises_is_raised_and_the_next_one_runs():
    async def steps():
        line = lane()
        with pytest.raises(ZeroDivisionError):
            await line.run(lambda: 1 // 0, Urgency.ASK)
        assert await line.run(lambda: 1, Urgency.ASK) == 1
        await line.close()

    run(steps())


def test_closing_gives_up_what_waits():
    async def steps():
        line = lane()
        first, gate = await held(line)
        waiting = await queued(line, lambda: "never")
        closing = asyncio.create_task(line.close())
        done = await asyncio.gather(first, waiting, return_exceptions=True)
        assert [type(one) for one in done] == [asyncio.CancelledError] * 2
        gate.let.set()
        await closing

    run(steps())
