"""What a yes-or-no question asks of what: its subject, its predicate and what that takes.

No parse: jieba's parts of speech and the few words that say where a predicate begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from qa.chinese.numerals import fold_width, quantities
from qa.chinese.words import tagged, word_edges

__all__ = [
    "Form",
    "Parts",
    "Word",
    "bare_subject",
    "cuts_a_name",
    "outside_phrases",
    "parts_of",
    "placed_words",
]

_IS = frozenset({"是", "就是", "还是", "也是", "仍是", "属于", "等于", "算", "算是"})
_AIDS = frozenset({
    "会", "能", "能够", "可以", "要", "需要", "应", "应该", "该", "想", "肯", "已", "已经",
    "被", "没", "没有", "不", "只能", "得", "将", "必须", "可",
})  # fmt: skip
_AIDED = re.compile("(?:可以|能够?|会|要|需要|有|是|[还都也仍就])*$")
_LEADS = frozenset("在从对向为与由把被据按受经自于给跟用以将比较")
_NO_HEAD = "tdcpuxyr"  # times, adverbs, what joins: no subject
_ENDS_PHRASE = "vdac"
_FIGURES = frozenset({"收入", "投入", "支出", "产出", "出口", "进口", "增速"})
_NOUNS = frozenset({"选手", "邻居"})  # verbs to the tagger
_NO_VERBS = (
    _AIDS
    | _FIGURES
    | frozenset({"是", "有", "来", "去", "让", "到", "成", "完", "还有", "进行", "做"})
)
_VERBS = ("v", "vi", "vg", "a", "zg")
_MUCH = frozenset("多少高低大小长短快慢远近")
_STATES = frozenset({"免费", "收费", "有效", "无效", "合法", "违法", "安全", "正常"})
_NOUN = re.compile("n|j|l|i|vn|eng|zg")
_STILL = re.compile("(?:还|仍|正)在")
_JOINS = frozenset("站渡道桥港楼厅庙井塔")
_BEHIND = re.compile(
    "[有会能要没还已正了是比说称用因也未不被拒昨上于从]$"
)  # what the tagger took too far: 王青会, 开渔了
_JOINED = re.compile("(?<=..)了$|(?<=.)[是比]$")
_AHEAD = re.compile("[吃喝进领](?=.)")
_LED = re.compile("[向对从把将由](?=[一-龥]$)")
_OF_TIME = re.compile(
    "同比|环比|[早中后初晚末]期|期间|时候?|阶段|目前|当前|今后|之后|[\\d一二三四五六七八九十]+[年月日时分]"
)


class Form(Enum):
    """How a question is put: what is done, what something is, what there is."""

    DOES = auto()
    IS = auto()
    HAS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a text, where it stands, and jieba's part of speech."""

    text: str
    start: int
    tag: str

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)

    @property
    def is_noun(self) -> bool:
        """Whether it names something, no time and no measure."""
        named = _NOUN.match(self.tag) is not None or self.text in _FIGURES
        return named and _OF_TIME.fullmatch(self.text) is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of a question's statement; ``head`` is the noun that its subject ends with.

    ``head`` is empty where nothing is named: 可以充电吗. ``rest`` stands behind the predicate.
    """

    form: Form
    subject: str
    head: str
    predicate: str
    rest: str = ""


def bare_subject(parts: Parts) -> str:
    """Return what is asked of without what governs the predicate: 货车 of 货车可以|进."""
    return _AIDED.sub("", parts.subject)


def parts_of(statement: str) -> Parts | None:
    """Return the parts of what :func:`qa.chinese.asking.statement_of` gives, None without any."""
    words = placed_words(statement)
    text = fold_width(statement)
    for place, word in enumerate(words[:-1]):
        if place and word.text in _IS:
            return _copular(text, words, place)
    for place, word in enumerate(words[:-1]):
        if word.text == "有" or (word.text == "没有" and words[place + 1].is_noun):
            return _made(Form.HAS, text, words, place + 1, text[word.end :])
    if words and (number := _number_behind(text, words)):
        return _made(Form.IS, text, words, number, text[words[number].start :])
    found = _verb(words)
    return None if found is None else _made(Form.DOES, text, words, found, words[found].text)


@lru_cache(maxsize=1024)
def placed_words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in half-width characters, with where they stand."""
    found: list[Word] = []
    at = 0
    text = fold_width(text)
    for word, tag in tagged(text):
        at = text.index(word, at)
        for part, of in _unfused(word, tag, found[-1].tag if found else ""):
            found.append(Word(text=part, start=at, tag=of))
            at += len(part)
    return tuple(found)


def _unfused(word: str, tag: str, before: str) -> list[tuple[str, str]]:
    """Return a word that the tagger guessed as two where it took in a short one: 开渔|了, 向|市.

    任 behind a name is no surname: 沈青|任|河西馆长; 站 behind one stands nowhere: 石岭|站.
    """
    if word in _NOUNS or (word == "站" and before == "ns"):
        return [(word, "n")]
    if word_edges(word, guess=False) == {0, len(word)}:
        return [(word, tag)]
    if behind := _BEHIND.search(word) if tag in ("nr", "v") else _JOINED.search(word):
        rest = word[: behind.start()]
        return [(rest, tag), (behind[0], {"了": "ul", "比": "p"}.get(behind[0], "v"))]
    if _AHEAD.match(word):
        return [(word[0], "v"), (word[1:], "n")]
    if _LED.match(word) and tag[0] == "n":
        return [(word[0], "p"), (word[1:], "n")]
    if word[0] == "任" and before == "nr":
        return [(word[0], "v"), (word[1:], "ns")]
    return [(word, tag)]


def cuts_a_name(statement: str, text: str) -> bool:
    """Return whether a person's name in a statement only begins or ends longer ones in a text.

    贺知 is not who 贺知秋 is.
    """
    words = placed_words(text)
    edges = {word.start for word in words} | {word.end for word in words}
    names = [x.text for x in placed_words(statement) if x.tag.startswith("nr") and len(x.text) > 1]
    found = [list(re.finditer(re.escape(name), fold_width(text))) for name in names]
    return any(all(not {x.start(), x.end()} <= edges for x in one) for one in found if one)


def outside_phrases(words: tuple[Word, ...]) -> list[Word]:
    """Return the words that no preposition leads in: of 会议|在北京|召开, 会议 and 召开."""
    found, inside = [], False
    for word in words:
        if word.text in _LEADS and word.tag != "d":
            inside = True
        elif inside and word.tag[0] in _ENDS_PHRASE and word.tag != "vn":
            inside = False
        if not inside:
            found.append(word)
    return found


def _copular(text: str, words: tuple[Word, ...], place: int) -> Parts:
    """Return the parts of 甲是乙; of 甲是昨天到的 and 甲是超载 those of what is done."""
    said = text[words[place].end :]
    last = words[-1]
    if words[place + 1].tag == "p" and last.text != "的":
        at = next(
            (at for at in range(place + 2, len(words)) if words[at].tag[0] in "va"), place + 1
        )
        return _made(Form.DOES, text, words, at, words[at].text, until=place)
    if last.text == "的":
        verbs = [at for at in range(place + 1, len(words) - 1) if words[at].tag[0] == "v"]
        if not verbs and all(word.is_noun for word in words[place + 1 : -1]):
            said = said.removesuffix("的")
            return _made(Form.IS, text, words, place + 1, said, until=place)
        at = verbs[-1] if verbs else len(words) - 2
        return _made(Form.DOES, text, words[:-1], at, words[at].text, until=place)
    if last.tag[0] == "v" and last.tag != "vn":
        return _made(Form.DOES, text, words, place + 1, said, until=place)
    if words[place + 1].tag[0] in "dv" or words[place + 1].text == "为期":
        return _made(Form.DOES, text, words, place + 1, said, until=place)
    return _made(Form.IS, text, words, place + 1, said, until=place)


def _verb(words: tuple[Word, ...]) -> int | None:
    """Return which word of a statement is what is done."""
    last = len(words) - 1
    if last and (words[last].text.startswith("有") or _STILL.search(_text(words[:last])[-2:])):
        return last
    if last and (words[last].text in _STATES or _is_degree(words)):
        return last
    start = max((at + 1 for at, word in enumerate(words[:-1]) if word.text == "的"), default=0)
    done = [at for at in range(start + 1, len(words)) if words[at].text == "了"]
    if done and done[0] < len(words) - 1:
        return done[0] - 1
    aids = [at for at in range(start, len(words)) if words[at].text in _AIDS]
    first = aids[-1] + 1 if aids and aids[-1] < len(words) - 1 else start
    verbs = [
        at
        for at in range(first, len(words))
        if (words[at].tag in _VERBS or (aids and at == first and words[at].tag == "vn"))
        and words[at].text not in _NO_VERBS
    ]
    later = [at for at in verbs if any(word.is_noun for word in words[start:at])]
    found = (later[:1] if not aids else []) or verbs[:1]
    if found and not (done and not found[0]):
        return found[0]
    if done:
        return done[0] - 1
    names = [at for at, word in enumerate(words) if word.tag[0] not in "xuy"]
    return names[-1] if len(names) > 1 else None


def _number_behind(text: str, words: tuple[Word, ...]) -> int | None:
    """Return the word that is the number a statement ends with, if it has no verb: 今年|44岁."""
    found = quantities(text)
    last = found[-1] if found else None
    if last is None or last.date or last.span.end != len(text) or not last.unit:
        return None
    if any(word.tag in ("v", "vn", "p", "d") for word in words if word.end <= last.span.start):
        return None
    return next((at for at, x in enumerate(words) if at and x.start == last.span.start), None)


def _is_degree(words: tuple[Word, ...]) -> bool:
    """Whether a statement ends by saying how much of it: 最|多, 比去年|高."""
    last = words[-1].tag == "a" or words[-1].text in _MUCH
    return last and (words[-2].text in "最更很" or any(word.text == "比" for word in words))


def _text(words: tuple[Word, ...]) -> str:
    return "".join(word.text for word in words)


def _made(
    form: Form,
    text: str,
    words: tuple[Word, ...],
    at: int,
    predicate: str,
    *,
    until: int | None = None,
) -> Parts:
    before = words[: at if until is None else until]
    subject = text[: before[-1].end] if before else ""
    free = [word for word in outside_phrases(before) if word.is_noun]
    named = free or [word for word in before if word.is_noun]
    head = named[-1].text if named else ""
    if named and text[named[-1].end : named[-1].end + 1] in _JOINS and subject[named[-1].end :]:
        head += text[named[-1].end]
    if not head:
        told = [word for word in before if word.tag[0] not in _NO_HEAD and word.text not in _AIDS]
        head = text[told[0].start : told[-1].end] if told else ""
        head = head if len(head) > 1 else ""
    rest = text[words[at].start + len(predicate) :]
    return Parts(
        form=form,
        subject=subject,
        head=head,
        predicate=predicate,
        rest=rest.removesuffix("了").removesuffix("的"),
    )
