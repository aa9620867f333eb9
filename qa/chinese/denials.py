"""Words by which a text says that something is only told, or that it is not so.

Parts of patterns, which the writer's gates (:mod:`qa.checking.gates`) and the reader
(:mod:`qa.answering.spans.denied`) each go on from.
"""

__all__ = ["RUMOURED", "UNTRUE"]

RUMOURED = "网传|[谣盛]传|传闻|传言"
UNTRUE = "不实|不属实|谣言|假消息|子虚乌有|无稽之谈|与事实不符"
