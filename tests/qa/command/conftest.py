"""An archive of one page, and commands run on it in this process."""

import pytest

from qa.command.cli import main
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator
from tests.qa.command.sample import PAGE


@pytest.fixture(autouse=True)
def _small_models(monkeypatch):
    monkeypatch.setattr("qa.defaults.default_embedder", lambda **_: HashEmbedder())
    monkeypatch.setattr("qa.defaults.default_generator", lambda **_: ExtractiveGenerator())
    monkeypatch.setattr("qa.defaults.default_selector", lambda **_: None)


@pytest.fixture
def page(tmp_path):
    file = tmp_path / "page.txt"
    file.write_text(PAGE, encoding="utf-8")
    return file


@pytest.fixture
def kanbao(tmp_path, capsys):
    """Run a command on the archive of the test; return its exit code, output and errors."""

    def run(*args, archive=tmp_path / "archive"):
        try:
            code = main([*map(str, args), "--archive", str(archive)])
        except SystemExit as stop:
            code = stop.code
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def filled(kanbao, page):
    assert kanbao("add", page, "--source", "云岭日报", "--date", "2031-04-03")[0] == 0
    return kanbao
