import json

import pytest

from eval.errors import DataError, RunError
from eval.judged.sheets import key_of, read_key, write_sheets
from eval.judged.texts import Text
from qa.errors import InputError
from tests.eval.judged.drawn import ARTICLES

TEXTS = [
    Text(
        systems=("old",) if number % 2 else ("new", "reference"),
        task="headline-town",
        item=f"n{number}",
        kind="headline",
        article=f"{ARTICLES['a']}" * 200 + f"全文完{number}",
        text=f"第{number}家图书馆开馆",
    )
    for number in range(7)
]
ASKED = Text(
    systems=("new",),
    task="digest",
    item="q1:a:0",
    kind="digest",
    article=ARTICLES["a"],
    text="",
    question="图书馆几时开馆？",
)


def sheets(folder):
    return {path.name: path.read_text("utf-8") for path in sorted(folder.iterdir())}


def test_sheets_have_every_text_with_its_whole_article_and_not_its_system(tmp_path):
    assert write_sheets([*TEXTS, ASKED], tmp_path / "out", per_sheet=3, seed=1) == 3
    pages = sheets(tmp_path / "out")
    assert list(pages) == ["sheet-01.txt", "sheet-02.txt", "sheet-03.txt"]
    assert all("# 审读须知" in page for page in pages.values())
    whole = "".join(pages.values())
    assert all(text.text in whole and text.article in whole for text in TEXTS)
    assert "【问题】\n图书馆几时开馆？" in whole
    assert "【待判】\n（没有文字）" in whole
    assert not {"old", "new", "reference", "n3"} & set(whole.split())
    key = read_key(key_of(tmp_path / "out"))
    by_hash = {text.sha256: text for text in TEXTS}
    for n, entry in key.entries.items():
        if entry.kind == "headline":
            text = by_hash[entry.sha256]
            shown = pages[f"sheet-{entry.sheet:02}.txt"].partition(f"第 {n} 条 ·")[2]
            assert f"{text.article}\n\n【待判】\n{text.text}\n" in shown.partition("═ 第")[0]
            assert (entry.item, entry.systems) == (text.item, text.systems)


def test_the_key_has_no_texts(tmp_path):
    write_sheets(TEXTS, tmp_path / "out", per_sheet=60, seed=1)
    content = key_of(tmp_path / "out").read_text("utf-8")
    assert not any(text.text in content or text.article[:9] in content for text in TEXTS)


def test_the_order_is_the_seeds(tmp_path):
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_sheets(TEXTS, tmp_path / name, per_sheet=4, seed=seed)
    assert sheets(tmp_path / "one") == sheets(tmp_path / "again") != sheets(tmp_path / "other")
    one, again, other = (read_key(key_of(tmp_path / name)) for name in ("one", "again", "other"))
    assert one == again
    assert one.draw != other.draw
    order = [entry.item for entry in one.entries.values()]
    assert order != sorted(order) == sorted(entry.item for entry in other.entries.values())


def test_nothing_is_written_over(tmp_path):
    write_sheets(TEXTS, tmp_path / "out", per_sheet=4, seed=1)
    before = sheets(tmp_path / "out")
    with pytest.raises(RunError, match="is there already: choose another --out"):
        write_sheets(TEXTS[:2], tmp_path / "out", per_sheet=4, seed=2)
    assert sheets(tmp_path / "out") == before
    with pytest.raises(DataError, match="no texts to judge"):
        write_sheets([], tmp_path / "none", per_sheet=4, seed=1)
    with pytest.raises(InputError, match="--per-sheet"):
        write_sheets(TEXTS, tmp_path / "none", per_sheet=0, seed=1)


def test_what_is_not_a_whole_key(tmp_path):
    write_sheets(TEXTS, tmp_path / "out", per_sheet=4, seed=1)
    path = key_of(tmp_path / "out")
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[1:]), "utf-8")
    with pytest.raises(DataError, match="its numbers are not 1 to 6: not a whole key"):
        read_key(path)
    path.write_text(json.dumps({"n": 1, "systems": ["old"]}), "utf-8")
    with pytest.raises(DataError, match=r"out\.key\.jsonl:1: not an entry of a key"):
        read_key(path)
