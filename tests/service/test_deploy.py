"""docs/service.md and deploy/ say what is so."""

import re
import shutil
import subprocess
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from qa.command.cli import main
from qa.service.problems import TITLES
from qa.service.routing import ENDPOINTS
from qa.service.settings import Settings, load_settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
PAGE = (ROOT / "docs" / "service.md").read_text("utf-8")
UNITS = sorted(DEPLOY.glob("*.service"))


def rows(pattern):
    return re.findall(pattern, PAGE, re.MULTILINE)


def test_the_page_has_every_address_and_no_other():
    there = {
        (one.method, re.sub(r":\w+}", "}", one.path), one.scope.name.lower() if one.scope else "—")
        for one in ENDPOINTS
        if not one.hidden
    }
    told = rows(r"^\| `([A-Z]+) (/\S*)` \| (\S+) \|")
    assert len(told) == len(set(told))
    assert set(told) == there


def test_the_page_has_every_problem_with_its_status():
    told = rows(r"^\| `/problems/(\S+)` \| (\d+) \|")
    assert [(name, int(status)) for name, status in told] == [
        (name, status) for name, (status, _) in TITLES.items()
    ]


def test_the_page_has_every_setting_with_its_default():
    (table,) = re.findall(r"^## Settings\n(.*?)^## ", PAGE, re.MULTILINE | re.DOTALL)
    told = dict(re.findall(r"^\| `(\w+)` \| `(.*?)` \|", table, re.MULTILINE))
    defaults = {one.name: shown(getattr(Settings(), one.name)) for one in fields(Settings)}
    assert told == defaults


def shown(value):
    """Return a default as the page has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple | list | dict):
        return "{}" if isinstance(value, dict) else "[]"
    return f"{value:g}" if isinstance(value, float) else str(value) or '""'


def test_commands_of_the_page_are_there(capsys):
    commands = {line.split()[0] for line in rows(r"`?kanbao ((?:key |standing )?[a-z]+)")}
    assert {"serve", "key", "watch", "ask", "standing", "check"} <= commands
    for command in commands:
        assert main([command, "--help"]) == 0, command


def test_the_sample_settings_load_and_name_every_setting(monkeypatch):
    for one in fields(Settings):
        monkeypatch.delenv(f"KANBAO_{one.name.upper()}", raising=False)
    sample = DEPLOY / "kanbao.toml"
    made = load_settings(sample)
    assert made.archives == {"news": Path("/var/lib/kanbao/news")}
    assert made.keys == Path("/var/lib/kanbao/keys.json")
    text = sample.read_text("utf-8")
    whole = tomllib.loads(re.sub(r"^# (?=\w+ = )(?!name)", "", text, flags=re.MULTILINE))
    assert set(whole) == {one.name for one in fields(Settings)}
    defaults = Settings()
    for name, value in whole.items():
        if name not in ("archives", "keys"):
            default = getattr(defaults, name)
            assert value == (list(default) if isinstance(default, tuple) else default), name


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_understands_the_units(unit, tmp_path):
    copy = tmp_path / unit.name
    text = unit.read_text("utf-8")
    assert "/opt/kanbao/bin/kanbao " in text
    copy.write_text(text.replace("/opt/kanbao/bin/kanbao ", f"{shutil.which('true')} "), "utf-8")
    done = subprocess.run(  # noqa: S603 - systemd's own
        [shutil.which("systemd-analyze"), "verify", str(copy)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_units_command_has_only_options_that_there_are(unit, capsys):
    (line,) = re.findall(r"^ExecStart=\S+ (.*)$", unit.read_text("utf-8"), re.MULTILINE)
    command, *words = line.split()
    main([command, "--help"])
    shown = capsys.readouterr().out
    assert [word for word in words if word.startswith("--") and f" {word}" not in shown] == []


def test_a_stop_has_the_time_that_it_takes():
    text = (DEPLOY / "kanbao.service").read_text("utf-8")
    (seconds,) = re.findall(r"^TimeoutStopSec=(\d+)$", text, re.MULTILINE)
    assert int(seconds) > Settings().drain
    assert "KillSignal=SIGTERM" in text


def test_the_container_copies_what_there_is_and_is_nobody_in_particular():
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    copied = re.findall(r"^COPY (?!--)(.*) \S+$", text, re.MULTILINE)
    names = {name for line in copied for name in line.split()}
    assert [name for name in names if not (ROOT / name).exists()] == []
    let = set(
        re.findall(r"^!(.*)$", (DEPLOY / "Dockerfile.dockerignore").read_text(), re.MULTILINE)
    )
    assert let == names
    last = text.rpartition("\nFROM ")[2]
    assert re.findall(r"^USER (\w+)$", last, re.MULTILINE) == ["kanbao"]
    assert "HEALTHCHECK" in last
    used = set(re.findall(r"\bKANBAO_(\w+)=", last))
    assert used <= {one.name.upper() for one in fields(Settings)}
