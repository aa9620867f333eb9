"""Exact match and F1 exactly as the official CMRC 2018 evaluation defines them (v5, 2018).

Source: ``squad-style-data/cmrc2018_evaluate.py`` in github.com/ymcui/cmrc2018. F1 there rests on
the longest common *substring* of tokens (the script's ``find_lcs`` is contiguous), not on a bag of
tokens and not on a subsequence.

One departure: the script calls ``nltk.word_tokenize``, which first splits a run of Latin text into
sentences with a model that has to be downloaded. Here a run is one sentence; only a run with a full
stop *inside* it (``"A. B"``) can come out differently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nltk.tokenize import NLTKWordTokenizer

from qa.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["cmrc_em", "cmrc_f1", "cmrc_tokens"]

# The script's list. Its "……" is two characters and is compared with single ones, so that an
# ellipsis is *not* punctuation to it; it is left out here, to the same effect.
_PUNCTUATION = frozenset("-:_*^/\\~`+=，。：？！“”；’《》·、「」（）－～『』")
_LATIN = NLTKWordTokenizer()


def cmrc_em(prediction: str, references: Sequence[str]) -> float:
    """Return 1.0 if the prediction equals a reference, punctuation and case aside, else 0.0.

    Raises :class:`InputError` without references.
    """
    _require(references)
    plain = _without_punctuation(prediction)
    return float(any(plain == _without_punctuation(reference) for reference in references))


def cmrc_f1(prediction: str, references: Sequence[str]) -> float:
    """Return the best F1 over the references, in [0, 1]; 0.0 for an empty prediction.

    Precision and recall are the longest common substring's share of the prediction's and of the
    reference's tokens. Raises :class:`InputError` without references.
    """
    _require(references)
    found = cmrc_tokens(prediction)
    return max(_f1(found, cmrc_tokens(reference)) for reference in references)


def cmrc_tokens(text: str) -> list[str]:
    """Return the script's mixed segmentation without punctuation.

    A character of U+4E00..U+9FA5 is a token; what stands between such characters is cut by NLTK's
    word tokenizer, in lower case.
    """
    tokens: list[str] = []
    run = ""
    for char in text.lower().strip():
        if char in _PUNCTUATION:
            continue
        if "\u4e00" <= char <= "\u9fa5":
            tokens += [*_LATIN.tokenize(run), char]
            run = ""
        else:
            run += char
    return [*tokens, *_LATIN.tokenize(run)]


def _without_punctuation(text: str) -> str:
    return "".join(char for char in text.lower().strip() if char not in _PUNCTUATION)


def _f1(prediction: list[str], reference: list[str]) -> float:
    common = _longest_common_substring(prediction, reference)
    if common == 0:
        return 0.0
    precision, recall = common / len(prediction), common / len(reference)
    return 2 * precision * recall / (precision + recall)


def _longest_common_substring(left: list[str], right: list[str]) -> int:
    best = 0
    lengths = [0] * (len(right) + 1)
    for token in left:
        before = 0
        for column, other in enumerate(right, start=1):
            before, lengths[column] = lengths[column], before + 1 if token == other else 0
            best = max(best, lengths[column])
    return best


def _require(references: Sequence[str]) -> None:
    if not references:
        raise InputError('no reference answers: give at least one ("" if there is none)')
