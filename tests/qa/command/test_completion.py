"""Completion of commands, options and values, in a real shell."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture
def environment(tmp_path):
    """Return an environment whose PATH has ``kanbao`` and whose home is empty."""
    program = tmp_path / "bin" / "kanbao"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m qa "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / "home").mkdir()
    return {
        **os.environ,
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path / "home"),
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
    }


def shell(script, environment):
    """Run a script in bash; the last command keeps bash from making way for the one before."""
    if not shutil.which("bash"):
        pytest.skip("there is no bash here")
    return subprocess.run(  # noqa: S603 - our own script
        ["bash", "--norc", "-c", f"{script}\nexit $?"],  # noqa: S607 - the user's own
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_script_for_bash_is_printed(environment):
    done = shell("kanbao --show-completion", environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert "complete -o default -F _kanbao_completion kanbao" in done.stdout
    assert "_KANBAO_COMPLETE=complete_bash" in done.stdout


def test_the_script_is_installed(environment):
    done = shell("kanbao --install-completion", environment)
    assert (done.returncode, done.stdout) == (0, "命令补全已装好，重新打开终端后生效\n")
    installed = Path(environment["HOME"]) / ".bash_completions" / "kanbao.sh"
    assert "_kanbao_completion" in installed.read_text(encoding="utf-8")
    assert str(installed) in (Path(environment["HOME"]) / ".bashrc").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("kanbao se", ["search", "serve"]),
        ("kanbao re", ["relocate", "rebuild"]),
        ("kanbao list --s", ["--since", "--source", "--section", "--server"]),
        ("kanbao summarize --kind b", ["brief"]),
        ("kanbao search 桥 --arm d", ["dense"]),
    ],
)
def test_bash_completes(environment, line, completed):
    words = line.split()
    script = f"""
        eval "$SCRIPT"
        COMP_WORDS=({" ".join(words)})
        COMP_CWORD={len(words) - 1}
        _kanbao_completion kanbao
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    printed = shell("kanbao --show-completion", environment).stdout
    done = shell(script, environment | {"SCRIPT": printed})
    assert (done.stdout.split(), done.stderr) == (completed, "")


@pytest.mark.parametrize(
    ("name", "variables", "wanted"),
    [
        ("zsh", {}, '"search":"检索：列出最相关的片段和各路得分"'),
        (
            "fish",
            {"_TYPER_COMPLETE_FISH_ACTION": "get-args"},
            "search\t检索：列出最相关的片段和各路得分",
        ),
    ],
)
def test_zsh_and_fish_get_the_help_in_chinese(environment, name, variables, wanted):
    asked = {"_KANBAO_COMPLETE": f"complete_{name}", "_TYPER_COMPLETE_ARGS": "kanbao sear"}
    done = shell("kanbao", environment | asked | variables)
    assert wanted in done.stdout


def test_where_there_is_no_shell_it_is_said():
    """The parents of a test need not be shells; where one is, the script is printed."""
    code = (
        "import shellingham, sys\n"
        "def none(*args): raise shellingham.ShellDetectionFailure\n"
        "shellingham.detect_shell = none\n"
        "from qa.command.cli import main\n"
        "sys.exit(main(['--show-completion']))"
    )
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    fault = "选项 --show-completion：认不出当前的 shell：bash、zsh、fish、PowerShell 有命令补全"
    said = f"{fault}（帮助：kanbao --help）"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"kanbao: 错误：{said}\n")
