"""What the head of an official document looks like: its number, to whom it is addressed."""

from __future__ import annotations

import re

from qa.chinese.characters import HAN

__all__ = ["DOCUMENT_NUMBER", "is_salutation"]

DOCUMENT_NUMBER = re.compile(rf"[{HAN}]{{2,12}}[〔\[［（(【]\d{{4}}[〕\]］）)】]第?\d{{1,4}}号")
"""Pattern of the number of a document: 云政发〔2021〕5号."""
_SALUTATION = re.compile(
    rf"(?:(?:尊敬的|敬爱的|亲爱的|广大|全体)[{HAN}\dA-Za-z、，,（）()“” ]{{1,40}}[：:]"
    rf"|(?:各[{HAN}、，,（）()]{{1,80}}|[{HAN}、，,（）()]{{0,40}}"
    r"(?:人民政府|委员会|部门|单位|[局厅委办]|公司|代表|委员|同志们?|朋友们))[：:])"
)


def is_salutation(line: str) -> bool:
    """Whether a line is to whom a document or a speech is addressed: 各县区人民政府：."""
    return _SALUTATION.fullmatch(line) is not None
