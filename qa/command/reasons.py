"""Why there is no answer or digest, as a sentence in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.records import Refusal

if TYPE_CHECKING:
    from qa.records import Answer, Digest

__all__ = ["digest_reason", "reason_of"]

_NO_ARTICLES = "档案里没有相关文章"


def reason_of(answer: Answer) -> str:
    """Return why a question was refused; empty for one that was answered."""
    threshold = answer.threshold or 0.0
    return {
        None: "",
        Refusal.NO_ARTICLES: _NO_ARTICLES,
        Refusal.NO_CANDIDATE: f"读过的 {len(answer.hits)} 段文字里没有答案",
        Refusal.IMPROBABLE: f"读到的文字大概没有答案：可能性 {answer.answerable:.2f}，"
        f"低于门槛 {threshold:.2f}",
        Refusal.UNSURE: f"把握不足：置信度 {answer.confidence:.2f}，低于门槛 {threshold:.2f}",
    }[answer.reason]


def digest_reason(digest: Digest) -> str:
    """Return why there is no digest; empty for one that there is."""
    return {
        None: "",
        Refusal.NO_ARTICLES: _NO_ARTICLES,
        Refusal.NOT_RELEVANT: f"读过的 {digest.sentences_read} 句里没有一句与问题足够相关",
        Refusal.NO_SENTENCES: "没有文章，或文章里没有可引用的句子",
    }[digest.reason]
