"""The line that adds an extra, as Kanbao is installed here."""

import sys

import pytest

from qa.command.installed import fitted
from qa.reading.files import INSTALL, RECOGNITION


def test_pip_where_nothing_else_shows(tmp_path):
    assert fitted(f"a.pdf: not installed: {INSTALL}", prefix=tmp_path).endswith(INSTALL)
    assert fitted("没有说要装什么") == "没有说要装什么"


@pytest.mark.parametrize(("line", "extra"), [(INSTALL, "formats"), (RECOGNITION, "ocr")])
def test_pipx_and_uv(tmp_path, line, extra):
    pipx = tmp_path / "venvs" / "kanbao"
    pipx.mkdir(parents=True)
    (pipx / "pipx_metadata.json").write_text("{}", "utf-8")
    assert fitted(line, prefix=pipx) == f"pipx runpip kanbao install 'kanbao[{extra}]'"
    tool = tmp_path / "tools" / "kanbao"
    tool.mkdir(parents=True)
    (tool / "uv-receipt.toml").write_text("", "utf-8")
    said = f"uv pip install --python '{tool.as_posix()}' 'kanbao[{extra}]'"
    assert fitted(line, prefix=tool) == said
    once = fitted(line, prefix=tmp_path / "uv" / "archive-v0" / "x1")
    assert once.startswith(f"uvx --from 'kanbao[{extra}]")
    assert once.endswith("' kanbao")


def test_doctor_and_errors_say_it(kanbao, tmp_path, monkeypatch):
    pipx = tmp_path / "kanbao"
    pipx.mkdir()
    (pipx / "pipx_metadata.json").write_text("{}", "utf-8")
    monkeypatch.setattr(sys, "prefix", str(pipx))
    monkeypatch.setattr("qa.command.doctor._FORMATS", ("no_such_module",))
    out = kanbao("doctor", "--no-measure")[1]
    assert "要读网页、PDF、Word：pipx runpip kanbao install 'kanbao[formats]'" in out
