"""The command that shows whether reading takes time linear in size, on files of a few kilobytes."""

import pytest

from eval.bench.readers import FORMATS, main, measure


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_of_about_that_size_is_made_and_read(tmp_path, name):
    small, large = measure(name, 60_000, tmp_path), measure(name, 120_000, tmp_path)
    assert 0.5 < (large.size - small.size) / 60_000 < 1.5
    assert small.articles >= 1
    assert small.seconds_a_mb == pytest.approx(small.seconds / small.size * 1e6)


def test_the_table(capsys):
    assert main(["txt", "jsonl", "--sizes", "0.02", "0.05"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [row[:2] for row in rows[1:]] == [
        ["txt", "0.02"],
        ["txt", "0.05"],
        ["jsonl", "0.02"],
        ["jsonl", "0.05"],
    ]


def test_a_format_that_is_none_is_an_error(capsys):
    with pytest.raises(SystemExit):
        main(["doc"])
    assert "invalid choice" in capsys.readouterr().err
