"""How far a command is: a bar on a terminal, elsewhere a line now and then."""

import io
import json
import sys

from qa.command.intake import Intake
from qa.command.progress import Lines, progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_shows_how_much_is_done(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    with progress("入库", 7) as show_done:
        show_done(3)
    assert "入库" in sys.stderr.getvalue()
    assert "3/7" in sys.stderr.getvalue()


def test_the_bar_counts_files_the_last_in_part(tmp_path):
    for name, ids in (("a", "12"), ("b", ""), ("c", "3456")):
        rows = [json.dumps({"id": id_, "text": "今天有雨。"}) + "\n" for id_ in ids]
        (tmp_path / name).with_suffix(".jsonl").write_text("".join(rows), encoding="utf-8")
    shown = []
    files = sorted(tmp_path.iterdir())
    intake = Intake(files, complete=lambda article: article, show_done=shown.append)
    assert [article.id for article in intake] == list("123456")
    assert list(intake.skipped) == [tmp_path / "b.jsonl"]
    for done in range(7):
        intake.progress(done)
    assert shown == [0, 0.5, 2, 2.25, 2.5, 2.75, 3]


def test_elsewhere_a_line_is_written_every_half_a_minute(capsys):
    times = iter([100.0, 129.9, 130.0, 159.9, 180.0, 400.0])
    show_done = Lines("入库", 7, clock=lambda: next(times))
    for done in (1, 2.5, 3, 6.5, 7):
        show_done(done)
    said = "入库：36%（2/7）\n入库：93%（6/7）\n入库：100%（7/7）\n"
    assert capsys.readouterr() == ("", said)
    times = iter([0.0, 50.0])
    Lines("摘要", None, clock=lambda: next(times))(12)
    assert capsys.readouterr() == ("", "摘要：12\n")


def test_where_it_is_not_wanted_nothing_is(monkeypatch, capsys):
    monkeypatch.setenv("KANBAO_PROGRESS", "off")
    monkeypatch.setattr(sys, "stderr", Terminal())
    with progress("入库", 7) as show_done:
        show_done(3)
    assert sys.stderr.getvalue() == ""


def test_a_program_is_told_in_lines(monkeypatch, capsys):
    monkeypatch.setenv("KANBAO_PROGRESS", "lines")
    with progress("入库", 7) as show_done:
        show_done(3)
        show_done(6.5)
    assert capsys.readouterr() == ("", "progress 3/7\nprogress 6.5/7\n")
