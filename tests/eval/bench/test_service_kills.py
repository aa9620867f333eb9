import pytest

from eval.bench.service_kills import measure


@pytest.mark.slow
def test_nothing_is_lost_in_five_kills(tmp_path):
    numbers = measure(tmp_path / "kills", kills=5)
    assert numbers["first lost"] == []
    assert numbers["kills of the service"] + numbers["kills of an import"] >= 5
    assert sum(numbers["acknowledged"].values()) > 0
