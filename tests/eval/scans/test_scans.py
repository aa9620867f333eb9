"""The pages that are made, and how a reading of one is scored."""

import json
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from eval.errors import DataError, SuiteError
from eval.scans.__main__ import main
from eval.scans.draw import draw
from eval.scans.fonts import choose, find_fonts
from eval.scans.found import FoundArticle, FoundCharacter
from eval.scans.gold import read_gold, write_gold
from eval.scans.pages import gold_page, make_page
from eval.scans.reading import read_gold_lines
from eval.scans.scoring import discordant, faults_of, score_page
from eval.scans.setting import head_parts, sentences_of
from eval.scans.stories import as_traditional, stories
from eval.scans.typeset import set_text
from eval.suite import TaskSpec
from eval.tasks.scans import SCANS
from qa.reading.scan.page import Box

SEED = 7
NUMBERS = range(1, 13)


def found(title, text, shift=0):
    """Return an article of gold characters, its citations shown ``shift`` dots to the right."""

    def moved(box):
        return replace(box, left=box.left + shift)

    return FoundArticle(
        title=tuple(FoundCharacter(c.text, c.box) for c in title),
        text=tuple(FoundCharacter(c.text, c.box) for c in text),
        rectangles=lambda start, end: [moved(c.box) for c in text[start:end]],
    )


def perfect(gold, shift=0):
    return [
        found(gold.characters_of(a, "headline"), gold.characters_of(a, "text"), shift)
        for a in gold.articles
    ]


def f1(scores, name):
    both = scores[f"{name}_found"] + scores[f"{name}_wanted"]
    return 2 * scores[f"{name}_right"] / both


@pytest.fixture
def gold():
    pages = (gold_page(SEED, number) for number in NUMBERS)
    return next(page for page in pages if len(page.articles) > 2)


@pytest.fixture(scope="module")
def fonts():
    try:
        return find_fonts()
    except DataError:
        pytest.skip("no Chinese font here")


# The pages


@pytest.mark.parametrize("number", NUMBERS)
def test_a_page_is_the_same_again(number):
    assert gold_page(SEED, number) == gold_page(SEED, number)
    assert gold_page(SEED, number) != gold_page(SEED + 1, number)


@pytest.mark.parametrize("number", NUMBERS)
def test_an_articles_lines_are_its_text(number):
    gold = gold_page(SEED, number)
    assert gold.articles
    for article in gold.articles:
        for name in ("headline", "kicker", "subtitle", "byline", "text"):
            printed = "".join(c.text for c in gold.characters_of(article, name))
            assert printed == "".join(getattr(article, name).split())
    of_articles = [i for a in gold.articles for i in (*a.lines, *a.captions)]
    assert sorted([*of_articles, *gold.furniture]) == list(range(len(gold.page.lines)))


@pytest.mark.parametrize("number", NUMBERS)
def test_all_characters_are_on_the_page_and_on_their_own(number):
    page = gold_page(SEED, number).page
    boxes = [c.box for line in page.lines for c in line.characters]
    assert all(b.left >= 0 and b.top >= 0 for b in boxes)
    assert all(b.right <= page.width and b.bottom <= page.height for b in boxes)
    centres = np.array([(b.left + b.width / 2, b.top + b.height / 2) for b in boxes])
    for box, own in zip(boxes, centres, strict=True):
        inside = (np.abs(centres - own) < (box.width / 3, box.height / 3)).all(axis=1)
        assert inside.sum() == 1


def test_pages_are_of_every_kind():
    pages = [gold_page(SEED, number) for number in range(1, 25)]
    assert {(p.vertical, p.scan_like) for p in pages} == {
        (v, s) for v in (True, False) for s in (True, False)
    }
    assert {p.layout[1] for p in pages} == set("123456")
    assert {"kicker", "subtitle", "byline", "caption", "advertisement", "masthead", "folio"} <= {
        role for p in pages for role in p.roles
    }


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_box_has_the_ink_of_its_character(number, fonts):
    made = make_page(SEED, number, small=True)
    faces = choose(fonts, Random(made.seed))
    tones = np.asarray(draw(made, faces), dtype=np.float32)
    assert tones.shape == (made.gold.page.height, made.gold.page.width)
    assert (tones == np.asarray(draw(made, faces), dtype=np.float32)).all()
    paper = np.median(tones)
    for line in made.gold.page.lines:
        for one in line.characters:
            if one.text.isalnum():
                box = one.box
                cell = tones[box.top : box.bottom, box.left : box.right]
                assert cell.min() < paper - 60, (one, line.text)


def test_pages_are_written_and_read_again(tmp_path, gold):
    write_gold([gold], tmp_path / "gold.jsonl")
    assert read_gold(tmp_path / "gold.jsonl") == [gold]
    (tmp_path / "gold.jsonl").write_text('{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"gold\.jsonl:1"):
        read_gold(tmp_path / "gold.jsonl")


def test_without_a_font_it_says_what_to_do(tmp_path, capsys):
    arguments = ["make", "--out", str(tmp_path / "out"), "--fonts", str(tmp_path)]
    assert main(arguments) == 2
    assert "fonts-wqy-zenhei" in capsys.readouterr().err


def test_stories_are_whole():
    assert len({story.headline for story in stories()}) == len(stories())
    for story in stories():
        assert all("".join(sentences_of(p)) == p for p in story.paragraphs)
    assert any("「" in "".join(as_traditional(s).paragraphs) for s in stories())


def test_type_is_set_without_marks_at_a_lines_head():
    text = "他说：“昨天，今天，明天，后天。”于是，大家，都，走，了。"
    for length in range(4, 12):
        lines = set_text(text, length * 10.0, 10.0, vertical=False)
        assert "".join(c.text for line in lines for c in line.cells) == text
        assert all(line.cells[0].text not in "，。”" for line in lines)


@pytest.mark.parametrize(
    ("text", "holds", "parts"),
    [
        ("新桥通车", 8, ["新桥通车"]),
        ("新桥今日通车 市民夹道欢迎", 8, ["新桥今日通车", "市民夹道欢迎"]),
        ("我国培育出耐盐水稻", 5, ["我国培育出", "耐盐水稻"]),
    ],
)
def test_a_headline_is_cut_into_lines(text, holds, parts):
    assert head_parts(text, holds) == parts


# The scores


def test_a_perfect_reading(gold):
    scores = score_page(gold, perfect(gold))
    assert scores["edits"] == scores["word_edits"] == 0
    assert scores["concordant"] == scores["pairs"] > 0
    assert f1(scores, "boundary") == f1(scores, "pairs") == 1
    assert scores["citations"] == scores["citations_exact"] > 0
    assert faults_of(gold, perfect(gold)) == []


def test_nothing_read(gold):
    scores = score_page(gold, [])
    assert scores["edits"] == scores["characters"]
    assert f1(scores, "boundary") == f1(scores, "pairs") == 0
    assert len(faults_of(gold, [])) == len(gold.articles)


def test_halves_of_a_text_swapped(gold):
    article = gold.articles[0]
    text = gold.characters_of(article, "text")
    half = len(text) // 2
    swapped = found(gold.characters_of(article, "headline"), [*text[half:], *text[:half]])
    scores = score_page(gold, [swapped, *perfect(gold)[1:]])
    assert scores["concordant"] < scores["pairs"]
    assert scores["edits"] > 0
    assert f1(scores, "boundary") == 1  # nothing is lost, and nothing of another is in it


def test_two_articles_read_as_one(gold):
    first, second, *rest = perfect(gold)
    merged = found(first.title, [*first.text, *second.title, *second.text])
    scores = score_page(gold, [merged, *rest])
    assert scores["boundary_right"] == len(gold.articles) - 2
    assert scores["edits"] == 0
    assert scores["pairs_right"] == scores["pairs_wanted"] < scores["pairs_found"]
    assert "of something else" in " ".join(faults_of(gold, [merged, *rest]))


def test_a_headline_in_the_text_is_no_headline(gold):
    first, *rest = perfect(gold)
    without = found([], [*first.title, *first.text])
    assert score_page(gold, [without, *rest])["boundary_right"] == len(gold.articles) - 1


def test_an_advertisement_alone_is_neither_right_nor_wrong():
    pages = (gold_page(SEED, number) for number in NUMBERS)
    gold = next(page for page in pages if "advertisement" in page.roles)
    lines = zip(gold.page.lines, gold.roles, strict=True)
    notice = [c for line, role in lines if role == "advertisement" for c in line.characters]
    scores = score_page(gold, [*perfect(gold), found([], notice)])
    assert (f1(scores, "boundary"), scores["notices"]) == (1, 1)
    first, *rest = perfect(gold)
    mixed = found(first.title, [*first.text, *notice])
    assert score_page(gold, [mixed, *rest])["boundary_right"] == len(gold.articles) - 1


def test_a_wrong_character_and_a_wrong_mark(gold):
    first, *rest = perfect(gold)
    text = list(first.text)
    at = next(i for i, c in enumerate(text) if c.text == "，")
    word = next(i for i, c in enumerate(text) if c.text.isalpha())
    text[at] = replace(text[at], text="。")
    text[word] = replace(text[word], text="〇")
    scores = score_page(gold, [found(first.title, text), *rest])
    assert (scores["edits"], scores["word_edits"]) == (2, 1)


def test_rectangles_that_are_beside_their_characters(gold):
    size = gold.page.lines[gold.articles[0].lines[-1]].size
    assert score_page(gold, perfect(gold, shift=3 * size))["citations_exact"] == 0


def test_one_rectangle_too_large(gold):
    whole = Box(0, 0, gold.page.width, gold.page.height)
    wide = [replace(a, rectangles=lambda _, __: [whole]) for a in perfect(gold)]
    assert score_page(gold, wide)["citations_exact"] == 0


@pytest.mark.parametrize(
    ("ranks", "wrong"), [([], 0), ([1, 2, 3], 0), ([3, 2, 1], 3), ([2, 1, 2], 1), ([1, 1], 0)]
)
def test_pairs_in_the_wrong_order(ranks, wrong):
    assert discordant(ranks) == wrong


def test_the_layout_reads_known_lines():
    gold = gold_page(SEED, 1, small=True)
    assert f1(score_page(gold, read_gold_lines(gold)), "boundary") == 1


# The task


def test_the_task_reads_a_folder_of_pages(tmp_path):
    pages = [gold_page(SEED, number, small=True) for number in (1, 2, 3, 4)]
    write_gold(pages, tmp_path / "gold.jsonl")
    for page in pages:
        (tmp_path / f"{page.id}.png").touch()
    spec = TaskSpec(name="scans", kind="scans", data=(tmp_path,))
    assert [scan.gold for scan in SCANS.load(spec)] == pages
    vertical = replace(spec, select=(("direction", "vertical"), ("look", "scan")))
    (scan,) = SCANS.load(vertical)
    assert scan.gold == pages[3]
    read = SCANS.systems["gold_lines"](None, spec, scan)
    scores = SCANS.score(scan, read)
    assert scores["peak"] > 0
    assert {c for m in SCANS.measures.values() for c in m.columns} <= {
        *scores,
        "seconds",
        "memory",
    }
    assert json.dumps(SCANS.detail(scan, read))


def test_a_folder_that_is_not_of_pages(tmp_path):
    spec = TaskSpec(name="scans", kind="scans", data=(tmp_path,))
    with pytest.raises(SuiteError, match=r"eval\.scans make"):
        SCANS.load(spec)
    write_gold([gold_page(SEED, 1, small=True)], tmp_path / "gold.jsonl")
    with pytest.raises(DataError, match="not there"):
        SCANS.load(spec)
