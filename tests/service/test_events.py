"""Events: sent as they come, a comment where none does, and the work ended with its reader."""

import asyncio
import json

from qa.service.events import _beating, event


def test_an_event_is_one_whatever_is_in_it():
    sent = event("answer", {"text": "一\n\ndata: 二\r"})
    name, data, end, rest = sent.split("\n", 3)
    assert (name, end, rest) == ("event: answer", "", "")
    assert json.loads(data.removeprefix("data: ")) == {"text": "一\n\ndata: 二\r"}


def test_a_comment_is_sent_where_nothing_comes():
    async def steps():
        gate = asyncio.Event()

        async def events():
            yield "first"
            await gate.wait()
            yield "second"

        beats = _beating(events(), 0.01)
        assert await anext(beats) == "first"
        assert await anext(beats) == ":\n\n"
        assert await anext(beats) == ":\n\n"
        gate.set()
        rest = [one async for one in beats]
        assert [one for one in rest if one != ":\n\n"] == ["second"]

    asyncio.run(steps())


def test_the_work_ends_with_its_reader():
    async def steps():
        ended = asyncio.Event()

        async def events():
            try:
                await asyncio.Event().wait()
                yield "never"
            finally:
                ended.set()

        beats = _beating(events(), 0.01)
        assert await anext(beats) == ":\n\n"
        await beats.aclose()
        await asyncio.wait_for(ended.wait(), 60)

    asyncio.run(steps())
