"""What the service is told: ``kanbao.toml``, then ``KANBAO_*`` variables, then flags."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints

from qa.errors import InputError

__all__ = ["FILE", "Settings", "load_settings"]

FILE = Path("kanbao.toml")
_TRUTH = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings; a field is a line of ``kanbao.toml`` and, in capitals, ``KANBAO_<FIELD>``.

    ``archives``: name -> folder. ``open``: anybody may read without a key, on whatever address.
    ``hosts``: names by which the service is called, beside those of this machine. ``queue``: how
    many may wait for the models; ``deadline`` and ``drain`` in seconds, and ``patience`` with a
    client that sends or takes nothing; ``per_key``: how many a key may have in the lane; ``ratio``:
    how many times its size a packed file may have when unpacked.
    """

    archives: Mapping[str, Path] = field(default_factory=dict)
    host: str = "127.0.0.1"
    port: int = 8000
    open: bool = False
    keys: Path = Path("~/.config/kanbao/keys.json")
    hosts: tuple[str, ...] = ()
    embedder: str = ""
    generator: str = ""
    reranker: str = ""
    queue: int = 16
    deadline: float = 30.0
    per_key: int = 8
    drain: int = 20
    patience: float = 30.0
    json_bytes: int = 1_000_000
    file_bytes: int = 50_000_000
    files: int = 500
    upload_bytes: int = 1_000_000_000
    ratio: int = 100
    log_questions: bool = False


def load_settings(file: Path | None = None, **flags: Any) -> Settings:
    """Return the settings; ``flags`` that are None are not given.

    ``file`` None: ``kanbao.toml`` of the current folder, if there is one. Raises
    :class:`InputError` for a setting that there is none of, and for a value of another kind.
    """
    given = _from_file(file) | _from_environment()
    given |= {name: value for name, value in flags.items() if value is not None}
    return Settings(**{name: _checked(name, value) for name, value in given.items()})


def _from_file(file: Path | None) -> dict[str, Any]:
    if file is None and not FILE.exists():
        return {}
    path = file or FILE
    try:
        with path.open("rb") as opened:
            return tomllib.load(opened)
    except OSError as error:
        raise InputError(f"{path}：读不了：{error.strerror}") from error
    except ValueError as error:  # of TOML, and of UTF-8
        raise InputError(f"{path}：不是 TOML：{error}") from error


def _from_environment() -> dict[str, Any]:
    names = {f"KANBAO_{one.name.upper()}": one.name for one in fields(Settings)}
    return {name: os.environ[word] for word, name in names.items() if word in os.environ}


def _checked(name: str, value: Any) -> Any:
    kinds = get_type_hints(Settings)
    if name not in kinds:
        raise InputError(f"没有 {name} 这一项设置；有的是 {'、'.join(kinds)}")
    try:
        made = _READERS.get(name, kinds[name])(value)
    except InputError:
        raise
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise InputError(f"设置 {name}：不能是 {value!r}") from error
    if isinstance(made, int | float) and made < 0:
        raise InputError(f"设置 {name}：不能小于 0，而是 {made}")
    return made


def _archives(value: Any) -> dict[str, Path]:
    """Read ``{name: folder}``, or ``name=folder;name=folder`` of a variable."""
    if isinstance(value, str):
        value = dict(one.split("=", 1) for one in value.split(";") if one)
    return {_name(name): Path(folder).expanduser() for name, folder in value.items()}


def _name(name: str) -> str:
    if not name or any(not (char.isalnum() or char in "-_") for char in name):
        raise InputError(f"档案的名字 {name!r}：只用文字、数字、- 和 _")
    return name


def _truth(value: Any) -> bool:
    return value if isinstance(value, bool) else _TRUTH[value.lower()]


def _words(value: Any) -> tuple[str, ...]:
    return tuple(value.split() if isinstance(value, str) else map(str, value))


def _path(value: Any) -> Path:
    return Path(value).expanduser()


_READERS: dict[str, Any] = {
    "archives": _archives,
    "open": _truth,
    "log_questions": _truth,
    "hosts": _words,
    "keys": _path,
}
