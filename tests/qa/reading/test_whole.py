"""A file's bytes: of no pipe and no device, and no more than may be read."""

import os
from pathlib import Path

import pytest

from qa.errors import ReadError
from qa.reading.whole import read_whole


def test_a_file_is_read_up_to_its_limit(tmp_path):
    file = tmp_path / "页.txt"
    file.write_bytes(b"0123456789")
    assert read_whole(file) == read_whole(file, most=10) == b"0123456789"
    with pytest.raises(ReadError, match="has 10 bytes"):
        read_whole(file, most=9)


def test_what_has_no_size_is_cut_off_too():
    # The files of /proc have bytes though their size is 0.
    with pytest.raises(ReadError, match="has 6 bytes"):
        read_whole(Path("/proc/self/status"), most=5)


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "页.png")
    with pytest.raises(ReadError, match="is a pipe, no file"):
        read_whole(tmp_path / "页.png")


def test_a_folder_is_an_error_of_the_system(tmp_path):
    with pytest.raises(IsADirectoryError):
        read_whole(tmp_path)
