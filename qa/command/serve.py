"""``kanbao serve`` and ``kanbao key``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from qa.command.exit_codes import FOUND
from qa.command.options import ARCHIVE, as_number, as_path, as_text, one_of
from qa.command.output import print_json, say
from qa.errors import InputError

if TYPE_CHECKING:
    from qa.service.settings import Settings

__all__ = ["Archives", "Config", "list_keys", "new_key", "revoke_key", "serve", "settings_of"]

_SCOPES = ("read", "write", "admin")
_NEEDED = "kanbao serve 要装 kanbao[serve]：pip install 'kanbao[serve]'"


Archives: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--archive",
        parser=as_text,
        metavar="名字=文件夹",
        help="档案，可多次给出；不写名字就用文件夹的名字"
        f"（默认 KANBAO_ARCHIVE 或设置文件所指，没有则是 {ARCHIVE}）",
    ),
]
Config: TypeAlias = Annotated[
    Path | None,
    typer.Option(parser=as_path, metavar="文件", help="设置文件（默认 kanbao.toml，如果有）"),
]


def serve(
    *,
    archives: Archives = None,
    host: Annotated[
        str | None,
        typer.Option(parser=as_text, metavar="地址", help="在哪个地址上应答（默认 127.0.0.1）"),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(parser=as_number, metavar="端口", help="端口（默认 8000；0 由系统挑）"),
    ] = None,
    open_: Annotated[
        bool, typer.Option("--open", help="没有密钥的人也能读；不加它，别的地址上必须有密钥")
    ] = False,
    create: Annotated[bool, typer.Option("--create", help="没有的档案就建一个空的")] = False,
    config: Config = None,
) -> int:
    """Serve archives over HTTP until a signal ends it."""
    try:
        from qa.service.server import serve as run
    except ImportError as error:
        raise InputError(f"{_NEEDED}（{error}）") from error
    settings = settings_of(config, archives, host=host, port=port, open=open_ or None)
    run(settings, create=create, started=lambda address: say(f"看报在 {address} 应答"))
    return FOUND


def new_key(
    *,
    archives: Annotated[
        list[str] | None,
        typer.Option(
            "--archive",
            parser=as_text,
            metavar="名字",
            help="只能用这些档案，可多次给出（默认全部）",
        ),
    ] = None,
    scope: Annotated[
        str,
        typer.Option(
            parser=one_of(*_SCOPES),
            metavar="|".join(_SCOPES),
            help="read 读（默认），write 也能入库和删除，admin 也能看指标",
        ),
    ] = "read",
    days: Annotated[
        int | None,
        typer.Option(parser=as_number, metavar="天数", help="多少天后失效（默认不失效）"),
    ] = None,
    config: Annotated[
        Path | None, typer.Option(parser=as_path, metavar="文件", help="设置文件")
    ] = None,
) -> int:
    """Make a key and show it, this once."""
    from qa.service.keys import Keys, Scope
    from qa.service.settings import load_settings

    keys = Keys(load_settings(config).keys.expanduser())
    key, secret = keys.new(scope=Scope[scope.upper()], archives=archives, days=days)
    say(secret)
    until = f"到 {key.until} 为止" if key.until else "不失效"
    say(f"编号 {key.id}，{until}；密钥只显示这一次，请收好")
    if len(keys.all()) == 1:
        say("这是第一个密钥：从现在起，不带密钥的访问一律拒绝，本机的也是")
    return FOUND


def list_keys(
    *,
    config: Annotated[
        Path | None, typer.Option(parser=as_path, metavar="文件", help="设置文件")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> int:
    """List the keys, without what their holders have."""
    from qa.service.keys import Keys
    from qa.service.settings import load_settings

    keys = Keys(load_settings(config).keys.expanduser()).all()
    if as_json:
        fields = ("id", "archives", "made", "until")
        rows = [{name: getattr(key, name) for name in fields} for key in keys]
        scopes = [{"scope": key.scope.name.lower()} for key in keys]
        print_json({"keys": [row | scope for row, scope in zip(rows, scopes, strict=True)]})
        return FOUND
    for key in keys:
        which = "、".join(key.archives or ()) or "全部档案"
        scope = key.scope.name.lower()
        say(f"{key.id}  {scope}  {which}  {key.made} 起，{key.until or '不失效'}")
    return FOUND


def revoke_key(
    *,
    id_: Annotated[str, typer.Argument(parser=as_text, metavar="编号", help="见 kanbao key list")],
    config: Annotated[
        Path | None, typer.Option(parser=as_path, metavar="文件", help="设置文件")
    ] = None,
) -> int:
    """Take a key back; it opens nothing from now on."""
    from qa.service.keys import Keys
    from qa.service.settings import load_settings

    Keys(load_settings(config).keys.expanduser()).revoke(id_)
    say(f"已收回 {id_}")
    return FOUND


def settings_of(config: Path | None, archives: list[str] | None, **flags: Any) -> Settings:
    """Return the settings, with the archive of the other commands where none is named."""
    from qa.service.settings import load_settings

    settings = load_settings(config, archives=_folders(archives), **flags)
    if settings.archives:
        return settings
    one = os.environ.get("KANBAO_ARCHIVE") or str(ARCHIVE)
    return load_settings(config, archives=_folders([one]), **flags)


def _folders(words: list[str] | None) -> dict[str, str] | None:
    """Return ``{name: folder}`` of ``name=folder`` or ``folder``, which gives the name then."""
    if not words:
        return None
    from qa.store import folder_of

    made = {}
    for word in words:
        name, _, folder = word.rpartition("=")
        folder = str(folder_of(folder))
        own = Path(folder).resolve().name.lstrip(".")
        made[name or "".join(char if char.isalnum() else "-" for char in own)] = folder
    if len(made) < len(words):
        raise InputError("两个档案同名：写成 --archive 名字=文件夹")
    return made
