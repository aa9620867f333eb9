"""An archive whose own files another program changed: what is said where its articles are shown."""

import sqlite3
from contextlib import closing

import pytest

from tests.qa.command.sample import QUESTION

COMMANDS = [["ask", QUESTION], ["search", QUESTION], ["digest", "清河大桥通车"]]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words[0])
def test_it_is_said_once_with_what_to_do(filled, tmp_path, command):
    code, said, err = filled(*command)
    assert (code, err) == (0, "")
    with closing(sqlite3.connect(tmp_path / "archive" / "archive.sqlite")) as opened, opened:
        (id_,) = opened.execute("SELECT id FROM articles WHERE title LIKE '清河大桥%'").fetchone()
        opened.execute("UPDATE articles SET byline = '某人' WHERE id = ?", (id_,))
    code, again, err = filled(*command)
    assert (code, again) == (0, said)
    assert err == (
        f"注意：档案的文件被别的程序改过，{id_} 的内容不是入库时的：运行 kanbao verify 检查\n"
    )
    assert "内容不是入库时的" in filled("verify")[1]


def test_of_others_than_are_shown_nothing_is_said(filled, tmp_path):
    with closing(sqlite3.connect(tmp_path / "archive" / "archive.sqlite")) as opened, opened:
        opened.execute("UPDATE articles SET byline = '某人' WHERE title LIKE '云岭市图书馆%'")
    assert filled("digest", "清河大桥通车")[2] == ""
