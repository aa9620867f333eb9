"""Summaries without a model: lead, TextRank, LexRank, and an oracle that has seen the target.

TextRank and LexRank are sumy's, of the extra ``eval``: it is imported where they are used.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from eval.metrics import characters, rouge_l
from qa.chinese.sentences import sentences
from qa.chinese.tokens import bigrams

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["lead", "lead_cut", "lexrank", "oracle", "textrank"]

_SENTENCES = {"headline": 1, "brief": 2, "summary": 4}
_HEADLINE = 30
_CLAUSES = re.compile(r"[^，；：。！？\n]+[，；：。！？]?")


class _Bigrams:
    """What sumy asks of a tokenizer: words are overlapping pairs of characters."""

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """Return the pairs of characters (and the Latin words) of a sentence."""
        return tuple(bigrams(sentence))


def lead(text: str, *, kind: str) -> str:
    """Return the first sentences: 1 for a headline (cut to length), 2 for a brief, 4."""
    return _fitted(_cut(text)[: _SENTENCES[kind]], kind)


def lead_cut(text: str, *, target: str) -> str:
    """Return the first characters of a text, as many as ``target`` has: it has seen the length."""
    return text[: len(target)]


def textrank(text: str, *, kind: str) -> str:
    """Return as many sentences by TextRank (Mihalcea and Tarau 2004), in the text's order.

    As sumy has it: a sentence is also linked to itself, so one that is like no other ranks at the
    average rather than last.
    """
    from sumy.summarizers.text_rank import TextRankSummarizer

    return _ranked(TextRankSummarizer(), text, kind)


def lexrank(text: str, *, kind: str) -> str:
    """Return as many sentences by LexRank (Erkan and Radev 2004), in the text's order."""
    from sumy.summarizers.lex_rank import LexRankSummarizer

    return _ranked(LexRankSummarizer(), text, kind)


def oracle(text: str, *, kind: str, target: str) -> str:
    """Return the text's own clauses (of a headline) or sentences with the best ROUGE-L.

    Greedy: the one that helps most is added until none does. What no extract can beat by much.
    """
    units = _CLAUSES.findall(text) if kind == "headline" else _cut(text)
    wanted = characters(target)
    chosen: list[int] = []
    best = 0.0
    while len(chosen) < len(units):
        gain, unit = max(
            (rouge_l(characters(_joined(units, [*chosen, at])), wanted), -at)
            for at in range(len(units))
            if at not in chosen
        )
        if gain <= best:
            break
        best = gain
        chosen.append(-unit)
    return _joined(units, chosen)


def _joined(units: Sequence[str], chosen: Sequence[int]) -> str:
    return "".join(units[at] for at in sorted(chosen))


def _cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


def _ranked(summarizer: Any, text: str, kind: str) -> str:
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

    tokenizer = _Bigrams()
    paragraph = Paragraph([Sentence(said, tokenizer) for said in _cut(text)])
    # LexRank divides by 0 where no two sentences are alike; all then rank equally, in order.
    with np.errstate(invalid="ignore"):
        best = summarizer(ObjectDocumentModel([paragraph]), _SENTENCES[kind])
    return _fitted([str(said) for said in best], kind)


def _fitted(chosen: Sequence[str], kind: str) -> str:
    """Join sentences; of a headline keep the first clauses that fit, at most 30 characters."""
    text = "".join(chosen)
    if kind != "headline" or len(text) <= _HEADLINE:
        return text
    kept = ""
    for clause in _CLAUSES.findall(text):
        if len(kept) + len(clause) > _HEADLINE:
            break
        kept += clause
    return (kept or text[:_HEADLINE]).rstrip("，；：。")
