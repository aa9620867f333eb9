"""What an answer, a summary or a ranking is worth: pure functions with sources and ranges."""

from eval.metrics.cmrc import cmrc_em, cmrc_f1, cmrc_tokens

__all__ = ["cmrc_em", "cmrc_f1", "cmrc_tokens"]
