"""A question in traditional characters, text in simplified ones, and the other way round."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from qa import Archive, Article
from qa.chinese.scripts import (
    in_simplified,
    in_traditional,
    simplified,
    simplified_characters,
)
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator

BRIDGE = "清河大桥昨日通车，全长三百米。"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("清河大橋何時通車？", "清河大桥何时通车？"),
        ("乾隆皇帝的書畫", "乾隆皇帝的书画"),
        ("清河大桥何时通车？ＧＤＰ", "清河大桥何时通车？ＧＤＰ"),
        ("𠮷野家 2031 Bridge", "𠮷野家 2031 Bridge"),
        ("", ""),
        ("乾燥的麵條，皇后在後宮", "干燥的面条，皇后在后宫"),
        ("慈谿與甯波、江甯的船", "慈溪与宁波、江宁的船"),
        ("氾水並非泛水", "氾水并非泛水"),
        ("病人復甦，奮力拚搏", "病人复苏，奋力拼搏"),
        ("天色陰沈", "天色阴沉"),
        ("三百英哩外的商舖", "三百英里外的商铺"),
    ],
)
def test_simplified(text, plain):
    assert simplified(text) == plain
    assert len(plain) == len(text)


@pytest.mark.parametrize(
    ("plain", "old"),
    [
        ("", ""),
        ("皇后在后面理发，头发很长", "皇后在後面理髮，頭髮很長"),
        ("干部说干燥的面条", "幹部說乾燥的麵條"),
        ("里程碑\n云岭市里\n", "里程碑\n雲嶺市裡\n"),
        ("𠮷野家 2031 <b>&amp; Bridge", "𠮷野家 2031 <b>&amp; Bridge"),
    ],
)
def test_for_reading_every_character_stays_one(plain, old):
    assert in_traditional(plain) == old
    assert in_simplified(old) == plain
    assert in_simplified(plain) == plain
    assert in_traditional(old) == old


def test_a_line_in_traditional_characters_is_not_converted_again():
    old = "總之，余希望於五月十五日并未完成之憲法成立時仍在此間。"
    assert in_traditional(f"{old}\n今后希望于五月") == f"{old}\n今後希望於五月"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("", ""),
        ("后湖里", "后湖里"),
        ("後湖裡的理髮店", "后湖里的理发店"),
        ("乾隆", "干隆"),
        ("看著", "看着"),
        ("𠮷野家", "𠮷野家"),
        ("𠁞𠐊", "𠀾𫝋"),
    ],
)
def test_characters_are_simplified_one_by_one(text, plain):
    assert simplified_characters(text) == plain


def test_one_converter_serves_all_threads():
    texts = [f"第{n}號：清河大橋何時通車？圖書館擴建，閱覽室增加一倍。" * 50 for n in range(40)]
    expected = [simplified(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(lambda _: [simplified(text) for text in texts], range(32)):
            assert found == expected


@pytest.mark.parametrize("arms", [("sparse",), ("dense",), ("dense", "sparse")])
def test_traditional_questions_find_simplified_text_and_traditional_text(tmp_path, arms):
    others = [Article(id=f"o{n}", title="", text=f"第{n}版：今天多云。") for n in range(20)]
    texts = {"simplified": BRIDGE, "traditional": "東湖圖書館擴建，閱覽室增加一倍。"}
    found = [Article(id=name, title="", text=text) for name, text in texts.items()]
    with Archive.open(tmp_path / "a", embedder=HashEmbedder()) as archive:
        archive.add([*others, *found])
        for question, id_ in (
            ("清河大橋全長", "simplified"),
            ("清河大桥全长", "simplified"),
            ("東湖圖書館閱覽室", "traditional"),
        ):
            hits = archive.search(question, k=5, arms=arms)
            assert hits[0].chunk.article_id == id_
            assert len({(h.chunk.article_id, h.chunk.start) for h in hits}) == len(hits) <= 5


def test_a_traditional_question_is_answered_from_simplified_text(tmp_path):
    models = {"embedder": HashEmbedder(), "generator": ExtractiveGenerator()}
    with Archive.open(tmp_path / "a", **models) as archive:
        archive.add([Article(id="bridge", title="", text=BRIDGE)])
        answer = archive.ask("清河大橋全長", threshold=0.0)
    assert answer.question == "清河大橋全長"
    assert answer.text is not None
    assert answer.citations[0].quote in BRIDGE
