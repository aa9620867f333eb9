"""Packages of the extra ``eval``: loaded where they are used, and asked for in one line."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

from eval.errors import MissingPackageError

__all__ = ["INSTALL", "installed", "need", "versions"]

INSTALL = "pip install 'kanbao[eval]'"


def installed(module: str) -> bool:
    """Return whether a module can be imported."""
    try:
        import_module(module)
    except ImportError:
        return False
    return True


def need(module: str, what: str) -> None:
    """Raise :class:`MissingPackageError`, with the remedy, if ``what`` cannot be done here."""
    if not installed(module):
        raise MissingPackageError(f"{what} needs {module}, which is not installed: {INSTALL}")


def versions(names: tuple[str, ...]) -> dict[str, str]:
    """Return the versions of those of these distributions that are installed."""
    found = {name: _version(name) for name in names}
    return {name: number for name, number in found.items() if number is not None}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
