"""The gate catches a system made worse on purpose, with the real models and our own questions."""

import pytest

from eval.__main__ import main

RUN = ["run", "smoke", "--workers", "2", "--out"]


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_no_retrieval_and_no_refusals_are_caught(tmp_path, capsys):
    good, worse = str(tmp_path / "good"), str(tmp_path / "worse")
    assert main([*RUN, good]) == 0
    assert main([*RUN, worse, "--retrieval", "off", "--threshold", "0"]) == 0
    capsys.readouterr()
    assert main(["gate", worse, "--against", good, "--alpha", "0.01"]) == 1
    lost = capsys.readouterr().out
    assert "| retrieval | kanbao | recall@1 |" in lost  # the retrieval
    assert "| refusal | kanbao | refusal_recall |" in lost  # the threshold
    assert main(["gate", good, "--against", good]) == 0
