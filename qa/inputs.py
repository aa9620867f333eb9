"""Arguments that a caller gives, checked at the door: each error says what to give instead."""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Integral, Real

from qa.errors import InputError

__all__ = ["check_count", "check_name", "check_share", "check_strings"]

_LONGEST_NAME = 100


def check_count(name: str, value: object) -> None:
    """Raise :class:`InputError` unless ``value`` is a whole number of at least 1."""
    if not isinstance(value, Integral) or value < 1:
        raise InputError(f"{name} is {value!r}: give a whole number of at least 1")


def check_name(name: str, value: object) -> None:
    """Raise :class:`InputError` unless ``value`` is None or a name: one line that can be shown."""
    if value is None:
        return
    is_name = isinstance(value, str) and 0 < len(value) <= _LONGEST_NAME
    if not (is_name and str(value).strip() and str(value).isprintable()):
        raise InputError(f"{name} is {value!r}: give a name of up to {_LONGEST_NAME} characters")


def check_share(name: str, value: object) -> None:
    """Raise :class:`InputError` unless ``value`` is a number in [0, 1]; NaN is not."""
    if not isinstance(value, Real) or not 0 <= float(value) <= 1:
        raise InputError(f"{name} is {value!r}: give a number from 0 to 1")


def check_strings(name: str, values: object) -> None:
    """Raise :class:`InputError` for one string where a list of them is wanted, or other things."""
    if isinstance(values, str):
        raise InputError(f"{name}: one string where a list is wanted: put it in a list")
    if not isinstance(values, Sequence):
        raise InputError(f"{name} is a {type(values).__name__}: give a list of strings")
    for value in values:
        if not isinstance(value, str):
            raise InputError(f"{name} has {value!r}: give a list of strings")
