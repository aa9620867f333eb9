import math

import numpy as np
import pytest

from qa.errors import InputError
from qa.inputs import check_count, check_name, check_share


@pytest.mark.parametrize("value", [1, 10**9, np.int64(3)])
def test_counts(value):
    check_count("k", value)


@pytest.mark.parametrize("value", [0, -1, 2.0, "5", None, math.nan])
def test_what_is_not_a_count(value):
    with pytest.raises(InputError, match=r"^k is .*: give a whole number of at least 1$"):
        check_count("k", value)


@pytest.mark.parametrize("value", [0, 0.0, 0.5, 1, np.float32(0.25)])
def test_shares(value):
    check_share("threshold", value)


@pytest.mark.parametrize("value", [math.nan, 2.0, -0.1, math.inf, "0.5", None])
def test_what_is_not_a_share(value):
    with pytest.raises(InputError, match=r"^threshold is .*: give a number from 0 to 1$"):
        check_share("threshold", value)


@pytest.mark.parametrize("value", [None, "李桂英", "Li Guiying", "𠮷田", "a" * 100])
def test_names(value):
    check_name("by", value)


@pytest.mark.parametrize(
    "value", ["", " ", "李\n桂英", "\0", "\udcff", "\x1b[2J", "a" * 101, 7, b"a"]
)
def test_what_is_not_a_name(value):
    with pytest.raises(InputError, match=r"^by is .*: give a name of up to 100 characters$"):
        check_name("by", value)
