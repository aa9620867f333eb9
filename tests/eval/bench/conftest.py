"""Articles with questions that a reader wrote, as the labels have them."""

import hashlib
import json
import lzma

import pytest

from tests.eval.bench.asked_of import FIRST, SECOND, TEXT


@pytest.fixture
def labels(tmp_path, monkeypatch):
    """Labels of an article that is learnt from and of one that is not, and the data they are of."""
    folder = tmp_path / "labels"
    folder.mkdir()
    other = "北桥村今年修了两条路。"
    texts = {"asked": ("b1", other, [[0, 11]]), "asked_unseen": ("a1", TEXT, [FIRST, SECOND])}
    with lzma.open(tmp_path / "archive_own.jsonl.xz", "wt", encoding="utf-8") as file:
        for id_, text, _ in texts.values():
            file.write(
                json.dumps({"id": id_, "title": "", "text": text, "date": "2031-07-02"}) + "\n"
            )
    for name, (id_, text, places) in texts.items():
        row = {
            "set": "archive_own",
            "id": id_,
            "sha256": hashlib.sha256(text.encode()).hexdigest()[:16],
            "sentences": places,
            "questions": [
                {"question": "南屏镇的渡口何时停航？", "kind": "fact", "answers": [0]},
                {"question": "石桥为什么停工？", "kind": "trap", "answers": []},
            ],
        }
        (folder / f"{name}.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    monkeypatch.setattr("eval.kinds.asked._LABELS", folder)
    return tmp_path
