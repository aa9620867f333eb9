"""The embedded models run without the libraries of other models, and report to nobody."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from qa.defaults import INSTALL
from tests.installed import modules_of, run_without
from tests.qa.command.sample import PAGE, QUESTION

ROOT = Path(__file__).parents[2]
SCRIPT = """
import json, sys
from qa.command.cli import main

codes = [main(command) for command in json.loads(sys.argv[1])]
print(json.dumps([codes, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """What the commands with the real models returned, their home folder, and what was imported."""
    folder = tmp_path_factory.mktemp("light")
    home = folder / "home"
    home.mkdir()
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    commands = [
        ["add", str(folder / "page.txt")],
        ["search", "大桥"],
        ["ask", QUESTION],
        ["summarize", "--all", "--kind", "headline"],
    ]
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", SCRIPT, json.dumps(commands)],
        cwd=ROOT,
        env={
            "HOME": str(home),
            "KANBAO_ARCHIVE": str(folder / "archive"),
            "LANG": "C.UTF-8",
            "OMP_NUM_THREADS": "1",
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    codes, modules = json.loads(done.stdout.splitlines()[-1])
    return codes, home, set(modules)


def test_every_command_did_its_work(ran):
    codes, _, modules = ran
    assert codes == [0, 0, 0, 0]
    assert {"openvino", "tokenizers", "safetensors"} <= modules


def test_no_library_of_an_extra_is_imported(ran):
    _, _, modules = ran
    extras = modules_of("torch") | modules_of("eval") | modules_of("formats") | modules_of("train")
    assert {"torch", "transformers", "sentence_transformers"} <= extras
    assert modules.isdisjoint(extras | {"pandas", "asyncio"})


def test_nothing_reports_to_the_engine_s_maker(ran):
    _, home, modules = ran
    assert "openvino_telemetry" not in modules
    written = {path.parent for path in home.rglob("*") if path.is_file()}  # it keeps an identifier
    assert written == {home / ".cache" / "kanbao" / "compiled"}


def test_one_question_is_embedded_before_an_engine_would_be_imported(ran):
    """By numpy, and in one of its threads: several of them spin while they wait."""
    _, home, _ = ran
    code = """
import os, sys
from qa.command.cli import main
assert main(["search", "大桥"]) == 0
print({"openvino", "pydantic"} & set(sys.modules), os.environ["OPENBLAS_NUM_THREADS"])
"""
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code],
        env={
            "HOME": str(home),
            "KANBAO_ARCHIVE": str(home.parent / "archive"),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "set() 1"


@pytest.mark.parametrize("load", ["load_embedder", "load_generator"])
def test_another_model_says_what_to_install(tmp_path, load):
    (tmp_path / "config.json").write_text('{"model_type": "roberta"}', encoding="utf-8")
    code = f"""
from qa import ModelError
from qa.defaults import {load} as load

try:
    load(sys.argv[2])
except ModelError as error:
    print(error)
"""
    done = run_without(modules_of("torch"), code, tmp_path)
    assert done.stdout.startswith(
        f"the model {str(tmp_path)!r} did not come with Kanbao: it takes "
    )
    assert done.stdout.endswith(f"which is not installed: {INSTALL}\n")
