import random

import numpy as np
import pytest
from sacrebleu.metrics import BLEU

from eval.metrics import (
    bleu_counts,
    bleu_of_counts,
    char_f1,
    characters,
    chrf,
    rouge_l,
    rouge_n,
    words,
)


@pytest.mark.parametrize(
    ("prediction", "references", "f1"),
    [
        ("十月三日", ["北京时间十月三日"], 2 / 3),
        ("三日十月", ["十月三日"], 1.0),  # a bag knows no order
        ("１２％，", ["12%"], 1.0),  # width and punctuation do not count
        ("", ["甲"], 0.0),
        ("，", [""], 1.0),
        ("甲乙", ["丙丁", "甲丁", "甲乙丙丁"], 2 / 3),
    ],
)
def test_char_f1(prediction, references, f1):
    assert char_f1(prediction, references) == pytest.approx(f1, abs=1e-12)


# prediction, reference, ROUGE-1, ROUGE-2, ROUGE-L on characters, counted by hand
GOLDEN = [
    ("县里修路", "县里修路", 1.0, 1.0, 1.0),
    ("修路县里", "县里修路", 1.0, 2 / 3, 0.5),
    ("甲甲甲", "甲", 0.5, 0.0, 0.5),  # clipped: a repetition is paid for (sets would say 1.0)
    ("甲乙甲乙", "甲乙", 2 / 3, 0.5, 2 / 3),
    ("甲丙乙", "甲乙", 0.8, 0.0, 0.8),
    ("ＡＢ 1", "ab1", 1.0, 1.0, 1.0),
    ("", "甲", 0.0, 0.0, 0.0),
    ("甲", "甲", 1.0, 0.0, 1.0),
    ("甲。乙", "甲乙", 0.8, 0.0, 0.8),  # no sentence splitting
]


@pytest.mark.parametrize(("prediction", "reference", "one", "two", "longest"), GOLDEN)
def test_rouge_on_characters(prediction, reference, one, two, longest):
    left, right = characters(prediction), characters(reference)
    assert rouge_n(left, right, n=1) == pytest.approx(one, abs=1e-12)
    assert rouge_n(left, right, n=2) == pytest.approx(two, abs=1e-12)
    assert rouge_l(left, right) == pytest.approx(longest, abs=1e-12)


def test_rouge_on_words():
    left, right = words("今天北京大学举行研讨会"), words("北京大学今天举行研讨会")
    assert left == ["今天", "北京大学", "举行", "研讨会"]
    assert rouge_n(left, right, n=1) == 1.0
    assert rouge_l(left, right) == 0.75


def test_longest_common_subsequence_equals_the_textbook_table():
    draw = random.Random(0)
    for _ in range(200):
        left = [draw.choice("甲乙丙丁") for _ in range(draw.randint(1, 70))]
        right = [draw.choice("甲乙丙丁") for _ in range(draw.randint(1, 70))]
        table = np.zeros((len(left) + 1, len(right) + 1), int)
        for row, one in enumerate(left, start=1):
            for column, other in enumerate(right, start=1):
                table[row, column] = (
                    table[row - 1, column - 1] + 1
                    if one == other
                    else max(table[row - 1, column], table[row, column - 1])
                )
        expected = 2 * table[-1, -1] / (len(left) + len(right))
        assert rouge_l(left, right) == pytest.approx(expected, abs=1e-12)


def test_bleu_of_summed_counts_is_sacrebleus_corpus_bleu():
    predictions = ["今天上午县里开会研究修路。", "甲乙", ""]
    references = ["县里今天上午开会研究修桥。", "甲乙", "空"]
    rows = [bleu_counts(*pair) for pair in zip(predictions, references, strict=True)]
    sums = np.sum(rows, axis=0, dtype=np.float64)[np.newaxis]
    expected = BLEU(tokenize="zh").corpus_score(predictions, [references]).score / 100
    assert bleu_of_counts(sums, np.ones(1))[0] == pytest.approx(expected, abs=1e-12)
    assert 0.4 < expected < 0.9


def test_chrf():
    assert chrf("县里修路", "县里修路") == pytest.approx(1.0)
    assert chrf("", "县里修路") == 0.0
    recall = (1 / 2 + 1 / 3) / 2  # of 1- and 2-grams; all of the prediction's are right
    assert chrf("县里", "县里修路") == pytest.approx(5 * recall / (4 + recall), abs=1e-9)
