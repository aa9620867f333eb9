"""The month, year or half-year that a question and a text set a figure in: 6月末, 上半年."""

from __future__ import annotations

import re

__all__ = ["without_frame"]

_FRAME = re.compile(
    "(?:(?:19|20)\\d\\d年)?(?:\\d{1,2}月(?![\\d至到]|\\d?日)(?:份|末|底)?|[上下]半年|[一二三四]季度)"
    "|(?:19|20)\\d\\d年(?!\\d)"
)
_COMPARED = re.compile("[较比与同](?:去年|上年|前年)?$|[至到、~～]$")
_TAIL = re.compile("[份末底]$")
_YEAR = re.compile("^(?:19|20)\\d\\d年(?=.)")


def without_frame(statement: str, sentence: str, before: str) -> tuple[str, str] | None:
    """Return a statement and a sentence without the time that both are of, None if they are not.

    The sentence names it and no other, or names none and the last that was named before it is that
    one. What is compared with (较6月末) sets no time. Both as they are where none is asked about.
    """
    times = [x for x in _FRAME.finditer(statement) if not _COMPARED.search(statement[: x.start()])]
    if len(times) != 1:
        return statement, sentence
    (found,) = times
    asked = _plain(found[0])
    said = _frames(sentence) or _frames(before)[-1:]
    if {_plain(one) for one in said} != {asked}:
        of_year = _YEAR.search(asked) is None and {_YEAR.sub("", _plain(x)) for x in said} == {
            asked
        }
        if not of_year:
            return None
    plain = statement[: found.start()] + statement[found.end() :].lstrip("，, 的")
    once = {one for one in said if one not in plain}
    return plain, _FRAME.sub(lambda x: "" if x[0] in once else x[0], sentence)


def _frames(text: str) -> list[str]:
    return [x[0] for x in _FRAME.finditer(text) if not _COMPARED.search(text[: x.start()])]


def _plain(frame: str) -> str:
    return _TAIL.sub("", frame)
