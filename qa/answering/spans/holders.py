"""Who holds an office whose name stands right before his in a text: 海军参谋长|甲某|."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.offices import FOREIGN
from qa.answering.spans.namesakes import another_is_nearer
from qa.answering.wording import start_of
from qa.chinese.surnames import ALL_SURNAMES, COMPOUND_SURNAMES
from qa.chinese.words import tagged
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["KNOWN", "holder", "is_house_of_it", "is_of_another_house"]

_ASKS = re.compile(
    "(?:^|[，,])(?:请问)?(?:现在?任?|新任|现任)?的?(?P<title>[^，,。？?谁哪]{3,20}?)(?:现在)?(?:名字)?(?:是谁|是哪[一个]?位|叫什么(?:名字)?|叫啥|姓什么)[？?]?$"
    "|^谁是(?P<of>[^，,。？?]{3,20}?)[？?]?$"
    "|哪[一个]?[个位名](?P<which>[一-龥]{3,10}?)(?:被|[了也]|[？?]?$)"
)
_OFFICE = re.compile("(?:[长员席记理裁师帅令官统相授董]|主任|教练|代表|发言人|院士|总监)$")
_ANOTHER = ("副", "原", "前", "代", "总", "任", "名")
_OF_A_TIME = re.compile("(?P<time>(?:[0-9]{4}|[去前当])年|[上前首]一?任)的?$")
_BEFORE = 8  # characters before an office that say whether it is a deputy's, or of what time
_NAMED = 5  # characters behind an office in which a name is
_ENDS = re.compile(
    "[^一-龥·∙•・\\s（(]|[（(](?:[前左右中后]|[0-9]+岁)|$|[说称在表指认宣当与和对向等将已的及会访谴率抵强接遭亲介透告提因今昨日就]"
)
"""What stands behind a name that may be longer than a rule knows: 阿达西|说, but 阿达|西."""

_ANY = re.compile(
    "(?:[运动演球队学社党成人雇会职]|运动|专业|工作)员$|(?:[教老医律厨厂]|工程)师$|主任$|代表$"
)
"""Of what there are many in a text, though it may name one."""
KNOWN = re.compile("[新现]任|现在|名字|叫|姓|请问|是?谁|哪[一个]?[个位名]")
"""Words of a question that the rule accounts for; those of the office stand before who holds it."""

_POST = re.compile("(?:[校院馆局厂园社站所队会]长|教练|主任|经理|董事长|书记)$")
_OF = 3  # characters of an office at least
_SURNAMES = frozenset([*ALL_SURNAMES, *COMPOUND_SURNAMES.split("|")])
_WHOLE, _GIVEN = (2, 3), 2  # characters of a name, and at most of what stands behind a surname


def holder(question: str, text: str) -> Span | None:
    """Return who holds the office that a question asks the holder of, where a text names one.

    In simplified characters. What stands before 的 need not stand right there, but in the text.
    """
    title = _title(question)
    if not _OFFICE.search(title) or (len(title) <= _OF and _ANY.search(title)):
        return None
    for office in _offices(title, text):
        found = list(_named_behind(title, office, text))
        if found:
            named = {text[x.start : x.end] if x else "" for x in found}
            return found[0] if len(named) == 1 else None
    return None


def is_of_another_house(question: str, text: str, span: Span) -> bool:
    """Return whether an office of which a question asks the holder is told of another house there.

    东浦县公安局局长|甲某| is not that of 云河县, 县二中教练|乙某| not that of 县一中.
    """
    title = _title(question)
    before = text[start_of(text, span.start, "。！？!?；;，,、：:\n") : span.start]
    return bool(_OFFICE.search(title)) and another_is_nearer(title, before)


def is_house_of_it(question: str, text: str, span: Span) -> bool:
    """Return whether a span is whose the office is of which the holder is asked: |丰号|经理何远."""
    post = _POST.search(_title(question))
    if post is None or not text.startswith(post[0], span.end):
        return False
    return _name(text[span.end + len(post[0]) :][:_NAMED]) > 0


def _title(question: str) -> str:
    asked = _ASKS.search(question)
    return next(filter(None, asked.groups()), "") if asked else ""


def _offices(title: str, text: str) -> Iterator[str]:
    """Yield an office as it is asked for, and without what it is of, where a text has that too."""
    yield title
    of, joint, own = title.rpartition("的")
    if joint and len(own) >= _OF:
        yield f"{of}{own}"
        if of in text:
            yield own


def _named_behind(title: str, office: str, text: str) -> Iterator[Span | None]:
    """Yield the names that stand right behind an office, but not behind that of a deputy.

    Nor of another time than is asked for (2019年的局长). None for one of which it is not known
    where it ends.
    """
    time = _time_of(title.removesuffix(office))
    for one in re.finditer(f"{re.escape(office)}[是为]?", text):
        before = text[max(0, one.start() - _BEFORE) : one.start()]
        if before.endswith(_ANOTHER) or _time_of(before) != time:
            continue
        foreign = FOREIGN.match(text, one.end())
        long = foreign is not None and len(foreign[0]) >= max(_WHOLE)
        behind = text[one.end() : one.end() + _NAMED]
        end = foreign.end() if foreign and long else one.end() + _name(behind)
        sure = _ENDS.match(text, end) or (not long and end - one.end() == max(_WHOLE))
        if end > one.end():
            yield Span(start=one.end(), end=end) if sure else None


def _time_of(before: str) -> str:
    """Return of which time an office is by what stands right before it, "" where by nothing."""
    found = _OF_A_TIME.search(before)
    return found["time"] if found else ""


def _name(behind: str) -> int:
    """Return how long the name is that a text begins with, 0 if with none: 石国英|左臂, 路建平|."""
    (word, tag), (after, its) = [*tagged(behind), ("", "x"), ("", "x")][:2]
    if word in _SURNAMES and tag[0] not in "pcr":
        given = 0 < len(after) <= _GIVEN and (its[0] not in "tmrpcux")
        return len(word + after) if given else 0
    return len(word) if tag.startswith("nr") and len(word) in _WHOLE else 0
