"""What stands in an article to be looked at, and is no word of a headline: emoji, stars, arrows."""

from __future__ import annotations

import re

__all__ = ["plain"]

_EMOJI = (
    "\U0001f000-\U0001faff\u2600-\u2604\u2614-\u2615\u261a-\u261f\u26a0-\u26a1\u26bd-\u26be"
    "\u2700-\u2714\u2719-\u2763\u2b50-\u2b55"
)
_JOINERS = "\u200d\ufe0e\ufe0f\U000e0020-\U000e007f"
_BULLETS = "★☆●◎◆◇■▪▫▲△▼▽▶►▷◀◄◁※"
_ARROWS = "\u2190-\u21ff\u2794-\u27be\u2b05-\u2b0d"
_OUTSIDE = rf"[\s□•‣❤♥♪♫{_EMOJI}{_JOINERS}{_BULLETS}{_ARROWS}]"
_DIGIT = "[0-9０-９]"
_SIGNED = rf"[▲▼△▽↑↓](?={_DIGIT}[0-9.]*[%％‰])"
_RISEN = "(?<=[%％‰℃°])[↑↓]$"
"""An arrow that says of a figure that it rises or falls: ↓3.2%, 25℃↑."""
_EDGE = re.compile(rf"^(?:(?!{_SIGNED}){_OUTSIDE})+|(?<!{_OUTSIDE})(?!{_RISEN}){_OUTSIDE}+$")
_INSIDE = re.compile(
    rf"[ \u3000]*(?:(?:[{_EMOJI}]|(?<!{_DIGIT})[{_BULLETS}](?!{_DIGIT}))[{_JOINERS}]*[ \u3000]*)+"
)
_BRACKETS = frozenset({"“”", "《》", "（）", "「」", "【】"})
_OPEN, _CLOSED = frozenset("，。！？；：、“《（「【… "), frozenset("，。！？；：、”》）」】… ")


def plain(headline: str) -> str:
    """Return a headline without ornaments; one that has nothing else as it is.

    Between words a space stands for them. An arrow there stays, for it says from what to what
    (云河→石桥), and so does a mark at a figure: ▲3.2%, 5★.
    """
    bare = _INSIDE.sub(_space, _EDGE.sub("", headline))
    return bare or headline


def _space(found: re.Match[str]) -> str:
    before, after = found.string[found.start() - 1], found.string[found.end() : found.end() + 1]
    if before + after in _BRACKETS:  # what is named: “★”
        return found[0]
    return "" if before in _OPEN or after in _CLOSED else " "
