"""The library's messages that a reader of Chinese meets first, said in Chinese; others as they are.

A message that is in no row here is still one line that says what to do.
"""

from __future__ import annotations

import errno
import re

__all__ = ["in_chinese", "of_system"]

_FOLDER = "用 --archive 写明档案，或先用 kanbao add 建一个"
_ROWS = (
    (
        r"KANBAO_PRECISION=(.+): give fp32, bf16 or int8",
        r"环境变量 KANBAO_PRECISION 是 \1：写 fp32、bf16 或 int8，或去掉它",
    ),
    (r"the question is empty: ask something", r"问题是空的：写上要问的"),
    (r"the question has nothing but marks: ask with words", r"问题里只有标点：用文字来问"),
    (
        r"the question has only characters that cannot be seen: ask with words",
        r"问题里只有看不见的字符：用文字来问",
    ),
    (
        r"the question is not Unicode text: type it in UTF-8",
        r"问题不是 Unicode 文字：用 UTF-8 的终端输入",
    ),
    (
        r"the question has (\d+) characters, at most (\d+) are read: shorten it",
        r"问题有 \1 字，最多读 \2 字：写短些",
    ),
    (
        r"(.+): does not exist: name an archive, or add articles to make one",
        rf"\1：没有这个文件夹：{_FOLDER}",
    ),
    (
        r"(.+): is not an archive: name an archive, or add articles to make one",
        rf"\1：里面没有档案：{_FOLDER}",
    ),
    (
        r"(.+): is not an archive and not empty \(has (.+)\): name a new folder",
        r"\1：里面没有档案，但有别的文件（\2）：换一个新的文件夹",
    ),
    (
        r"(.+): no article (.+): list the archive for its ids",
        r"\1：没有文章 \2：编号见 kanbao list",
    ),
    (
        r"article (.+) was not recognised from a scan: correct its file and add it again",
        r"文章 \1 不是从扫描件识别的：改它的原文件，再入库一次",
    ),
    (
        r"(.+), line (\d+): id (.+) stands in line (\d+) already; nothing of the file was read",
        r"\1，第 \2 行：编号 \3 在第 \4 行已经有了；这个文件没有入库",
    ),
    (
        r"(.+): its article (.+) stands in (.+) too: give each its own id",
        r"\1：其中文章的编号 \2 在 \3 里也有：各用各的编号",
    ),
    (
        r"(.+), line (\d+): field '(.+)' has (U\+\w+) at character (\d+), which is not text; "
        r"nothing of the file was read",
        r"\1，第 \2 行：\3 的第 \5 个字符是 \4，不是文字；这个文件没有入库",
    ),
    (
        r"(.+): article (.+): (\w+) has a character that is not text "
        r"\(NUL or half a surrogate pair\): remove it",
        r"\1：文章 \2 的 \3 里有不是文字的字符（NUL 或半个代理对）：去掉它",
    ),
    (r"(.+): the file is empty", r"\1：文件是空的"),
    (r"(.+): cannot be read: (.+); give the path of a file", r"\1：读不了（\2）：写明一个文件"),
    (r"(.+): cannot be read: (.+); check its permissions", r"\1：读不了（\2）：看看它的权限"),
    (
        r"(.+): another process is writing \(waited (.+) s\): try again later",
        r"\1：另一个进程正在写（等了 \2 秒）：过一会儿再试",
    ),
    (
        r"(.+): the disk is full, this batch was not written: free some space(?: \(.+\))?",
        r"\1：磁盘满了，这一批没有写入：腾出地方再运行",
    ),
    (
        r"(.+): the disk failed to read or write, this batch was not written(?: \(.+\))?",
        r"\1：磁盘读写出错，这一批没有写入",
    ),
    (
        r"(.+): cannot be written: check the permissions of the folder(?: \(.+\))?",
        r"\1：写不进去：看看文件夹的权限，是不是只读",
    ),
    (
        r"(.+): cannot make an archive here \((.+)\)",
        r"\1：这里建不了档案（\2）：看看权限，或换一个文件夹",
    ),
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
    (
        r"(.+): does not answer \((.+)\): start kanbao serve there, or leave it out",
        r"\1：没有应答（\2）：在那里运行 kanbao serve，或去掉它",
    ),
)
_SYSTEM = {
    errno.EACCES: "没有权限：看看文件和文件夹的权限",
    errno.EPERM: "没有权限：看看文件和文件夹的权限",
    errno.EROFS: "在只读的盘上，写不进去：换一个能写的位置",
    errno.ENOSPC: "磁盘满了：腾出地方再运行",
    errno.EDQUOT: "配额用完了：腾出地方再运行",
    errno.ENOENT: "不在：看看名字对不对",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTDIR: "有一段不是文件夹：看看名字对不对",
}


def in_chinese(message: str) -> str:
    """Return what a message of the library says, in Chinese where there are words for it."""
    for english, chinese in _ROWS:  # compiled where there is a message: every command imports this
        if found := re.fullmatch(english, message, re.DOTALL):
            return found.expand(chinese)
    return message


def of_system(error: OSError) -> str:
    """Return what the system says of a file, in Chinese where it is said often."""
    why = _SYSTEM.get(error.errno or 0)
    if why is None:
        return str(error)
    return f"{error.filename}：{why}" if error.filename else why
