"""How many were for, against or neither, came to a vote, or voted for one: 23票反对, 乙某得41票.

A report of a vote has all its numbers in one sentence, and a reader gives that of all who came to
whoever asks how many were against. Each stands right beside what it is of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.spans.alignment import aligned
from qa.answering.wording import group, holds, meaning, the_one_said
from qa.chinese.sentences import sentences
from qa.records import Span

if TYPE_CHECKING:
    pass

__all__ = ["KNOWN", "votes"]

_NUMERAL = "0-9〇零一二两三四五六七八九十百千万"
_NUMBER = f"(?<![{_NUMERAL}.第])[{_NUMERAL}]{{1,9}}[多余]?(?:票|人|户|名|位|张|个|家|席|国)"
_WHOM = (
    "(?:代表|委员|业主|议员|董事|股东|常委|社员|成员国?|村民|居民|住户|理事|教师|职工|家长|学生|人"
    "|国家)?"
)
_STANCES = (
    ("反对|不同意|不赞成|不支持", "反对|不同意|不赞成|不支持"),
    ("弃权", "弃权"),
    ("赞成|同意|支持", "(?<!不)(?:赞成|同意|支持)"),
)
"""What one votes, as it is asked and as it is told."""

_ASKS = re.compile("(?<!第)(?:多少|几)(?!点|号|月|年|时)")
_OTHERWISE = re.compile("百分|比例|率|原因|为什么|占|其中|来自|[多少]多少|几成|优势|差")
_OF_A_VOTE = re.compile("投票|表决|弃权|选举|当选|票(?:赞成|反对)|(?:赞成|反对)票")
_CAST = "[都均也]?(?:投|表示|持|投出|投下|提出)?了?"
_HOLDERS = "(?:[^，,。；;、：:0-9]{0,6}的|票|者|意见)?"
_ARE = "(?:共?有|共计?|为|达|仅有?|只有|占|是)?"
_CAME = re.compile("到会|到场|出席|实到|实际到|来了|参加会议|参会")
_DUE_AND_CAME = re.compile(
    f"应[到出][^，,。；;]{{0,8}}?{_NUMBER}[^。；;]{{0,4}}?实[到际出][^，,。；;{_NUMERAL}]{{0,8}}(?P<came>{_NUMBER})"
)
_WHO_GOT = re.compile(
    "(?P<who>[一-龥·]{2,12}?)(?:最终|最后|一共|总共|共)?(?:是?以|得到?|获得?|拿到?)?了?(?:的?[得选]?票数?[是为有]?)?(?:多少|几)(?:张|票)"
    "|(?P<whose>[一-龥·]{2,12}?)的?得票数?[是为有]?(?:多少|几)"
)
_ALL = "反对|弃权|赞成|同意|支持"
_OF_VOTING = re.compile(f"不?(?:{_ALL})票?|投?票|投|名|张|位|户|{_WHOM}|表态|多少|几.?")
KNOWN = re.compile(
    f"不同意|不赞成|不支持|{_ALL}|{_CAME.pattern}|表决|选举|(?:投|获得?|得到?|拿到?)[了出]?(?=多少|几|[^，,]{{0,4}}票)"
    f"|(?:多少|几)[张名位个]?{_WHOM}|票数?|的?{_WHOM}(?=投|反对|弃权|赞成|同意|支持|[？?]|$)"
)
"""Words of a question that the rule accounts for."""

_OWN = 2  # how much more a word of a number's own sentence counts than one of that before
_LEAST = 2  # characters of a name


def votes(question: str, text: str) -> Span | None:
    """Return how many voted so, or came, or for whom a question asks, where a text says it once.

    In simplified characters.
    """
    if not _ASKS.search(question) or _OTHERWISE.search(question) or not _OF_A_VOTE.search(text):
        return None
    for asked, told in _STANCES:
        if re.search(asked, question):
            return the_one_said(text, _of_stance(question, text, told))
    if _CAME.search(question):
        return the_one_said(text, [group(x, "came") for x in _DUE_AND_CAME.finditer(text)])
    if got := _WHO_GOT.match(question):
        return the_one_said(text, _for_whom(question, text, got["who"] or got["whose"]))
    return None


def _of_stance(question: str, text: str, told: str) -> list[Span]:
    """Return the numbers beside a stance, in the sentences with most of what is asked."""
    before = f"(?P<before>{_NUMBER}){_WHOM}{_CAST}(?:{told})(?!党|派|率|方|者|的是|来自)"
    behind = f"(?:{told})(?!党|派|率|方){_HOLDERS}{_WHOM}{_ARE}(?P<behind>{_NUMBER})"
    behind += f"(?!{_CAST}(?:{_ALL}))"
    said = re.compile(f"{before}|{behind}")
    asked = [word for word, _ in meaning(question) if not _OF_VOTING.fullmatch(word)]
    held: list[tuple[int, Span]] = []
    lead = ""
    for place in sentences(text):
        own = text[place.start : place.end]
        share = sum(_OWN * holds(own, word) or holds(lead, word) for word in asked)
        lead = own
        held += [
            (share, group(one, "before" if one["before"] else "behind"))
            for one in said.finditer(text, place.start, place.end)
        ]
    most = max((share for share, _ in held), default=0)
    if asked and not most:
        return []
    return [one for share, one in held if share == most]


def _for_whom(question: str, text: str, who: str) -> list[Span]:
    """Return the votes that one has got of whom a text says it by the name."""
    name = max((who[at:] for at in range(len(who)) if who[at:] in text), key=len, default="")
    if len(name) < _LEAST:
        return []
    own = re.escape(name)
    gets = f"(?:[以仅]|(?:最终|共|仅)?(?:获得?|得到?)了?|的?得票数?){_ARE}"
    got = f"{own}{gets}(?P<got>{_NUMBER})(?!之差|的优势)"
    found = [group(one, "got") for one in re.finditer(got, text)]
    if found:
        return found
    in_turn = re.finditer(
        f"{own}[^。；;]{{0,60}}?分别[^。；;{_NUMERAL}]{{0,8}}(?P<got>{_NUMBER})", text
    )
    return [aligned(question, text, group(one, "got")) for one in in_turn]
