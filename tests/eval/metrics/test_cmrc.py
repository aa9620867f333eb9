"""Golden rows were scored with the official script (its two print statements ported)."""

import pytest

from eval.metrics import cmrc_em, cmrc_f1, cmrc_tokens
from qa.errors import InputError

# prediction, references, official exact match, official F1
GOLDEN = [
    ("赵明远", ["赵明远"], 1.0, 1.0),
    # punctuation: ignored, except what the script's list lacks (the ellipsis, ASCII quotes)
    ("赵明远。", ["“赵明远”"], 1.0, 1.0),
    ("12：30", ["12:30"], 1.0, 1.0),
    ("张三（局长）、李四", ["张三、李四"], 0.0, 0.4),
    ("《春江》……", ["春江"], 0.0, 0.8),
    ("春江…", ["春江"], 0.0, 0.8),
    ('"春江"', ["春江"], 0.0, 2 / 3),
    # empty answers
    ("", ["赵明远"], 0.0, 0.0),
    ("，。", ["赵明远"], 0.0, 0.0),
    ("", [""], 1.0, 0.0),
    # several references: the best one counts
    ("2024年3月", ["2024年3月5日", "3月5日"], 0.0, 0.8),
    ("甲乙丙丁戊", ["甲乙丁丙", "丙丁戊己"], 0.0, 2 / 3),
    # mixed Latin: runs are cut by NLTK, hyphens vanish, case does not count
    ("GPT-4", ["gpt-4"], 1.0, 1.0),
    ("上海 GPT-4 大会", ["gpt4大会"], 0.0, 0.75),
    ("iPhone 15 Pro", ["iphone 15"], 0.0, 0.8),
    ("在 Hangzhou West Station 站", ["hangzhou west站", "杭州西站"], 0.0, 0.5),
    ("can't stop", ["can't"], 0.0, 0.8),
    ("约3.5%", ["3.5%"], 0.0, 0.8),
    # full-width digits are not half-width ones; a character outside U+4E00..U+9FA5 is a run
    ("７月１日", ["7月1日"], 0.0, 0.25),
    ("𠮷野家", ["𠮷野家"], 1.0, 1.0),
    # a common substring, not a subsequence (which would give 0.8) and not a bag
    ("二十亩地和三口井", ["二十口井"], 0.0, 1 / 3),
    ("东湖和西湖", ["西湖和东湖"], 0.0, 0.4),
    ("局长赵明远", ["赵明远"], 0.0, 0.75),
]


@pytest.mark.parametrize(("prediction", "references", "exact", "f1"), GOLDEN)
def test_equals_the_official_script(prediction, references, exact, f1):
    assert cmrc_em(prediction, references) == exact
    assert cmrc_f1(prediction, references) == pytest.approx(f1, abs=1e-9)


def test_mixed_segmentation():
    assert cmrc_tokens("在 iPhone-15 上，can't") == ["在", "iphone15", "上", "ca", "n't"]


@pytest.mark.parametrize("metric", [cmrc_em, cmrc_f1])
def test_no_references_is_an_error(metric):
    with pytest.raises(InputError, match="no reference answers"):
        metric("赵明远", [])
