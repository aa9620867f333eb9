"""Pages that were recognised are kept, whole, and found by every process."""

import gzip
import json
import subprocess
import sys
import threading
import time

import pytest

from qa.reading.scan import cache
from qa.reading.scan.page import Box, Character, Line, ScanPage

PRINT = "0123456789abcdef"
SHA = "ab" * 32


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("KANBAO_CACHE", str(tmp_path / "kept"))


def page(number=1, text="昨日开馆𠮷"):
    characters = tuple(
        Character(one, Box(10 * place, 5, 9, 11), 0.5 + place / 100)
        for place, one in enumerate(text)
    )
    lines = (Line(characters=characters, vertical=True), Line(characters=characters[:1]))
    rules = (Box(1, 2, 300, 2),)
    return ScanPage(number=number, width=400, height=900, lines=lines, rules=rules, turn=3)


def never():
    raise AssertionError("recognised again")


def kept_or_made(number=1, *, make):
    return cache.kept_or_made(SHA, number, fingerprint=PRINT, make=make)


def test_a_page_is_kept_as_it_was(tmp_path):
    assert cache.kept(SHA, 1, fingerprint=PRINT) is None
    assert kept_or_made(make=page) == page()
    assert kept_or_made(make=never) == page()
    (file,) = [one for one in (tmp_path / "kept").rglob("*") if one.is_file()]
    assert file.name == f"{SHA}-1.json.gz"
    assert file.stat().st_size < 500


def test_another_page_file_or_recogniser_is_another_entry():
    kept_or_made(make=page)
    assert cache.kept(SHA, 2, fingerprint=PRINT) is None
    assert cache.kept("cd" * 32, 1, fingerprint=PRINT) is None
    assert cache.kept(SHA, 1, fingerprint="f" * 16) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-9],
        lambda data: b"",
        lambda data: b"not gzip",
        lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
        lambda data: gzip.compress(b"[]"),
        lambda data: gzip.compress(b"{}"),
        lambda data: gzip.compress(b"\xff"),
        lambda data: gzip.compress(
            json.dumps({**json.loads(gzip.decompress(data)), "lines": [{"text": "a"}]}).encode()
        ),
        *(
            lambda data, field=field, value=value: gzip.compress(
                json.dumps({**json.loads(gzip.decompress(data)), field: value}).encode()
            )
            for field, value in (
                ("number", 99),
                ("width", 10**30),
                ("turn", "q"),
                ("rules", [["1", 2, 3, 4]]),
                ("rules", [[-1, 2, 3, 4]]),
            )
        ),
    ],
)
def test_a_damaged_entry_is_made_again(tmp_path, damage):
    kept_or_made(make=page)
    (file,) = (tmp_path / "kept").rglob("*.gz")
    file.write_bytes(damage(file.read_bytes()))
    assert kept_or_made(make=page) == page()
    assert kept_or_made(make=never) == page()


def test_what_fails_is_not_kept_and_can_be_tried_again():
    def fail():
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        kept_or_made(make=fail)
    assert kept_or_made(make=page) == page()


def test_where_nothing_can_be_kept_it_is_made_all_the_same(tmp_path, monkeypatch, caplog):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("KANBAO_CACHE", str(tmp_path / "file"))
    made = []
    for _ in range(2):
        assert kept_or_made(make=lambda: made.append(1) or page()) == page()
    assert len(made) == 2
    assert not cache.can_keep()
    (told,) = [record.getMessage() for record in caplog.records]
    assert told.startswith(f"识别结果存不下来，再读时要重新识别：{tmp_path / 'file' / 'scans'}：")
    cache.keep(SHA, 1, page(), fingerprint=PRINT)


def test_what_is_made_and_cannot_be_written_is_not_made_again(monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache, "_keep", full)
    made = []
    assert kept_or_made(make=lambda: made.append(1) or page()) == page()
    assert made == [1]


def test_where_it_is_kept(tmp_path, monkeypatch):
    assert cache.folder() == tmp_path / "kept" / "scans"
    monkeypatch.delenv("KANBAO_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache.folder() == tmp_path / "xdg" / "kanbao" / "scans"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache.folder() == tmp_path / ".cache" / "kanbao" / "scans"


SLOW = """
import sys, time
from qa.reading.scan import cache
from tests.qa.reading.scan.test_cache import PRINT, SHA, page

def make():
    with open(sys.argv[1], "a") as made:
        made.write("made\\n")
    time.sleep(float(sys.argv[2]))
    return page()

cache.kept_or_made(SHA, 1, fingerprint=PRINT, make=make)
"""


def begun(tmp_path, seconds):
    return subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", SLOW, str(tmp_path / "made"), str(seconds)]
    )


def until(there, seconds=20):
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_several_processes_recognise_a_page_once(tmp_path):
    processes = [begun(tmp_path, 0.5) for _ in range(3)]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    assert (tmp_path / "made").read_text() == "made\n"


def test_who_needs_a_page_that_another_recognises_waits(tmp_path):
    other = begun(tmp_path, 2)
    until((tmp_path / "made").exists)
    assert kept_or_made(make=never) == page()
    assert other.wait(20) == 0


def test_what_another_machine_recognised_is_kept_unless_it_is_here():
    cache.keep(SHA, 1, page(), fingerprint=PRINT)
    cache.keep(SHA, 1, page(text="别的"), fingerprint=PRINT)
    assert kept_or_made(make=never) == page()


def test_the_lock_of_a_killed_process_is_free(tmp_path):
    other = begun(tmp_path, 60)
    until((tmp_path / "made").exists)
    found = []
    waiting = threading.Thread(target=lambda: found.append(kept_or_made(make=page)))
    waiting.start()
    other.kill()
    other.wait()
    waiting.join(20)
    assert found == [page()]
