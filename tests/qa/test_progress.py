"""Progress bars: only on a terminal."""

import io
import sys

from qa.progress import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_shows_how_much_is_done(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    with progress("入库", 7) as told:
        told(3)
    assert "入库" in sys.stderr.getvalue()
    assert "3/7" in sys.stderr.getvalue()


def test_elsewhere_nothing_is_written(capsys):
    with progress("入库", 7) as told:
        told(3)
    assert capsys.readouterr() == ("", "")
