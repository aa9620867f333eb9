import hashlib
import json
import lzma

import pytest
import torch
from safetensors.torch import load_file
from sentence_transformers import SentenceTransformer

from models.loading import is_whole
from models.training.__main__ import main
from models.training.critic import KINDS, NAME, read_labels, shown
from models.training.labelled import Labelled, Settings, tokens_of, train

HEAD = "head.safetensors"
TEXT = "周村小学迁入新校舍。这里有教室二十四间。未来可期。"
SENTENCES = [[0, 10, ""], [10, 20, "hangs"], [20, 25, "empty"]]


def labelled(folder, text=TEXT, **changed):
    row = {
        "set": "archive_own",
        "id": "n1",
        "sha256": hashlib.sha256(text.encode()).hexdigest()[:16],
        "sentences": SENTENCES,
    } | changed
    file = folder / "labels.jsonl"
    file.write_text(json.dumps(row, ensure_ascii=False) + "\n", "utf-8")
    return file


@pytest.fixture
def data(tmp_path):
    with lzma.open(tmp_path / "archive_own.jsonl.xz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"id": "n1", "title": "新校舍", "text": TEXT}, ensure_ascii=False))
    return tmp_path


def test_labels_are_read_with_what_is_shown_of_a_sentence(tiny, data):
    rows = read_labels([labelled(data)], data, tiny / "generator")
    assert [list(row.ids) for row in rows] == tokens_of(tiny / "generator").ids(
        [
            "新校舍</s></s>周村小学迁入新校舍。",
            "新校舍</s>周村小学迁入新校舍。</s>这里有教室二十四间。",
            "新校舍</s>周村小学迁入新校舍。这里有教室二十四间。</s>未来可期。",
        ]
    )
    assert [row.parts for row in rows] == [[(0, len(row.ids))] for row in rows]
    assert [row.truth for row in rows] == [[(0, 0, 0)], [(1, 0, 0)], [(0, 0, 1)]]


@pytest.mark.parametrize("changed", [{"id": "n2"}, {"sha256": "0" * 16}])
def test_labels_of_another_text_are_an_error(tiny, data, changed):
    with pytest.raises(ValueError, match=r"archive_own: text 'n[12]' is missing, or another"):
        read_labels([labelled(data, **changed)], data, tiny / "generator")


def test_a_critic_learns_what_it_is_told(tiny, tmp_path, capsys):
    texts = [shown("县志", "", text) for text in ("会议会议会议", "图书馆")]
    rows = [
        Labelled(ids=ids, parts=[(0, len(ids))], truth=[(fault, 0.0, 0.0)], aside=False)
        for ids, fault in zip(tokens_of(tiny / "generator").ids(texts), (1.0, 0.0), strict=True)
    ] * 8
    settings = Settings(layers=1, frozen=0, epochs=30)
    train(rows, tiny / "generator", tmp_path, settings, name=NAME, kinds=KINDS, unseen=rows)
    told = capsys.readouterr().out.splitlines()
    assert told[-1] == "unseen 16 hangs 0.500 auroc 1.000 ap 1.000"
    model, head = SentenceTransformer(str(tmp_path), device="cpu"), load_file(tmp_path / HEAD)
    vectors = model.encode(texts, convert_to_tensor=True).float()
    wide = torch.tanh(vectors @ head["critic.widen.weight"].T + head["critic.widen.bias"])
    hangs, fine = (wide @ head["critic.narrow.weight"].T + head["critic.narrow.bias"])[:, 0]
    assert hangs > fine


def test_the_stage_tries_itself_in_two_steps(tiny, data, tmp_path, capsys):
    file = str(labelled(data))
    arguments = ["critic", "--labels", file, "--unseen", file, "--data", str(data), "--smoke"]
    arguments += ["--start", str(tiny / "generator"), "--out", str(tmp_path / "out")]
    assert main([*arguments, "--layers", "1"]) == 0
    told = capsys.readouterr().out
    assert "step 2 " in told
    assert "unseen 3 hangs 0.333" in told
    assert is_whole(tmp_path / "out")
