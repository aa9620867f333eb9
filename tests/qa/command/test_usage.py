"""Help, wrong arguments and completions: in Chinese, and nothing of typer's own words."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qa.command.cli import main
from qa.command.usage import spread

COMMANDS = (
    "add", "ask", "search", "digest", "summarize", "list", "show", "delete", "verify", "check",
    "correct", "relocate", "move", "rebuild", "doctor", "watch", "serve", "mcp", "key", "standing",
)  # fmt: skip
ENGLISH = re.compile(
    r"usage|options|arguments|error|missing|no such|invalid|commands|default|required"
    r"|show this|exit",
    re.IGNORECASE,
)


def python(*args, **environment):
    return subprocess.run(  # noqa: S603 - our own interpreter
        [*args],
        env={
            **os.environ,
            "PYTHONPATH": str(Path(__file__).parents[3]),
            "PYTHONIOENCODING": "utf-8",
            **environment,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("args", "said", "path"),
    [
        ([], "没有给出命令", "kanbao"),
        (["fly"], "没有命令 fly", "kanbao"),
        (["serch", "桥"], "没有命令 serch，是不是 search", "kanbao"),
        (["--fly"], "没有选项 --fly", "kanbao"),
        (["ask"], "缺少问题", "kanbao ask"),
        (["add"], "缺少路径", "kanbao add"),
        (["delete"], "缺少编号", "kanbao delete"),
        (["relocate", "a"], "缺少新位置", "kanbao relocate"),
        (["ask", "谁", "多", "余"], "多余的参数 多 余", "kanbao ask"),
        (["list", "--fly"], "没有选项 --fly", "kanbao list"),
        (["list", "-x"], "没有选项 -x", "kanbao list"),
        (["ask", "谁", "--todey", "x"], "没有选项 --todey，是不是 --today", "kanbao ask"),
        (["ask", "谁", "--today"], "选项 --today 缺少值", "kanbao ask"),
        (
            ["list", "--tag", "--json"],
            "选项 --tag 缺少值；以 - 开头的值写成 --tag=--json",
            "kanbao list",
        ),
        (
            ["digest", "--ids", "--", "桥"],
            "选项 --ids 缺少值；以 - 开头的值写成 --ids=--",
            "kanbao digest",
        ),
        (["list", "--json=1"], "选项 --json 不带值", "kanbao list"),
        (
            ["ask", "谁", "--since", "哪天"],
            "选项 --since：'哪天' 不是日期，请写成 2022-04-03、2022年4月 或 昨天",
            "kanbao ask",
        ),
        (["search", "谁", "-k", "三"], "选项 -k：'三' 不是整数", "kanbao search"),
        (["ask", "谁", "--threshold", "2"], "选项 --threshold：2 不在 0 到 1 之间", "kanbao ask"),
        (
            ["ask", "谁", "--threshold", "nan"],
            "选项 --threshold：nan 不在 0 到 1 之间",
            "kanbao ask",
        ),
        (["ask", "谁", "--threshold", "高"], "选项 --threshold：'高' 不是数", "kanbao ask"),
        (
            ["search", "谁", "--arm", "magic"],
            "选项 --arm：'magic' 不在 dense、sparse 之中",
            "kanbao search",
        ),
        (["list", "--archive", ""], "选项 --archive：路径是空的", "kanbao list"),
        (["add", ""], "路径：路径是空的", "kanbao add"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_in_chinese(capsys, args, said, path):
    assert main(args) == 2
    assert capsys.readouterr() == ("", f"kanbao: 错误：{said}（帮助：{path} --help）\n")


@pytest.mark.parametrize("command", [None, *COMMANDS])
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_is_all_chinese(capsys, command, option):
    assert main([option] if command is None else [command, option]) == 0
    out, err = capsys.readouterr()
    name = "kanbao" if command is None else f"kanbao {command}"
    assert out.startswith(f"用法：{name} [选项]")
    assert err == ""
    words = re.sub(r"--[a-z-]+", "", out)
    assert ENGLISH.findall(words) == []
    assert max(len(line) for line in out.splitlines()) <= 80


def test_the_help_has_each_command_and_each_option_with_what_it_is(capsys):
    main(["--help"])
    lines = capsys.readouterr().out.splitlines()
    listed = lines[lines.index("命令：") + 1 : lines.index("命令：") + 1 + len(COMMANDS)]
    assert tuple(line.split()[0] for line in listed) == COMMANDS
    assert all(len(line.split()) > 1 for line in listed)
    main(["search", "--help"])
    out = capsys.readouterr().out
    assert "    -k 个数               列出几个（默认 10）\n" in out
    assert "\n筛选：\n    --since 日期" in out


def test_the_version(capsys):
    assert main(["--version"]) == 0
    assert re.fullmatch(r"kanbao \d+\.\d+\.\d+\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("args", "read"),
    [
        (["--ids", "a", "b", "c"], ["--ids", "a", "--ids", "b", "--ids", "c"]),
        (["问", "--ids", "a", "b", "--json"], ["问", "--ids", "a", "--ids", "b", "--json"]),
        (["--ids", "a", "b", "--", "c"], ["--ids", "a", "--ids", "b", "--", "c"]),
        (["--ids", "a", "--ids", "b", "c"], ["--ids", "a", "--ids", "b", "--ids", "c"]),
        (["--", "--ids", "a", "b"], ["--", "--ids", "a", "b"]),
        (["--ids", "-1", "-2"], ["--ids", "-1", "--ids", "-2"]),
        (["--ids=a", "问"], ["--ids=a", "问"]),
        (["--id", "a", "问"], ["--id", "a", "问"]),
    ],
)
def test_one_option_takes_several_values(args, read):
    assert spread(args, "--ids") == read


def test_text_that_looks_like_an_option(filled, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("KANBAO_ARCHIVE", str(tmp_path / "archive"))
    assert main(["search", "--json", "--", "--大桥"]) == 0
    assert '"text": "--大桥"' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("shell", "registered"),
    [
        ("bash", "complete -o default -F _kanbao_completion kanbao"),
        ("zsh", "compdef _kanbao_completion kanbao"),
        ("fish", "complete --command kanbao"),
    ],
)
def test_a_shell_gets_a_script_of_completions(shell, registered):
    done = python(sys.executable, "-m", "qa", _KANBAO_COMPLETE=f"source_{shell}")
    assert (done.returncode, done.stderr) == (0, "")
    assert registered in done.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_the_script_is_shown_for_the_shell_that_asks():
    bash = shutil.which("bash")
    done = python(bash, "-c", f"{sys.executable} -m qa --show-completion; exit $?")
    assert (done.returncode, done.stderr) == (0, "")
    assert "-F _kanbao_completion kanbao" in done.stdout


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["s"], {"search", "summarize", "show", "serve", "standing"}),
        (["summarize", "--kind", ""], {"headline", "brief", "summary"}),
        (["search", "--arm", "d"], {"dense"}),
        (["verify", "--f"], {"--files"}),
    ],
)
def test_words_are_completed(words, offered):
    line = " ".join(["kanbao", *words])
    done = python(
        sys.executable,
        "-m",
        "qa",
        _KANBAO_COMPLETE="complete_bash",
        COMP_WORDS=line,
        COMP_CWORD=str(len(words)),
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert set(done.stdout.split()) == offered


def test_both_names_of_a_switch_are_in_the_help(capsys):
    main(["doctor", "--help"])
    assert "--measure, --no-measure" in capsys.readouterr().out


def test_a_group_without_a_command(capsys):
    assert main(["key"]) == 2
    assert capsys.readouterr().err == "kanbao: 错误：没有给出命令（帮助：kanbao key --help）\n"
