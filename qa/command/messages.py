"""The library's messages that a reader of Chinese meets first, said in Chinese; others as they are.

A message that is in no row here is still one line that says what to do.
"""

from __future__ import annotations

import re

__all__ = ["in_chinese"]

_ROWS = (
    (
        r"(.+): is a copy that is not finished: run `(.+)` again; or delete (.+) to keep what was "
        r"copied",
        r"\1：复制未完成：再运行 \2；只要已复制的，就删除 \3",
    ),
    (
        r"(.+): is a pipe, no file: save what it gives as a file and add that",
        r"\1：是管道，不是文件：把它给出的内容存成文件再加入",
    ),
    (
        r"(.+): is a device, no file: save what it gives as a file and add that",
        r"\1：是设备，不是文件：把它给出的内容存成文件再加入",
    ),
    (
        r"(.+): has (\d+) bytes, (\d+) may be read at once: split the file",
        r"\1：有 \2 字节，一次最多读 \3 字节：拆成几个文件再加入",
    ),
)
_SAID = tuple((re.compile(english, re.DOTALL), chinese) for english, chinese in _ROWS)


def in_chinese(message: str) -> str:
    """Return what a message of the library says, in Chinese where there are words for it."""
    for english, chinese in _SAID:
        if found := english.fullmatch(message):
            return found.expand(chinese)
    return message
