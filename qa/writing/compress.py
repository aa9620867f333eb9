"""One sentence -> shorter texts of its own clauses, and how each is printed."""

from __future__ import annotations

import re
from itertools import combinations_with_replacement, pairwise
from typing import TYPE_CHECKING

from qa.checking.derivation import Derivation, Taken
from qa.chinese.asides import places
from qa.chinese.predicates import SPEECH, is_bare, lacks_subject, points_back, says_something
from qa.chinese.sentences import HALF_WIDTH_STOP
from qa.chinese.words import tagged, word_edges
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from qa.checking.source import Source

__all__ = [
    "headline_text",
    "is_heading",
    "later_statements",
    "proposals",
    "sentence_text",
    "stood_for",
    "whole",
]

_ASIDES = 100
_SPOKE = re.compile("(?:表示|[说称]|指出|强调|认为|警告|介绍)$")
_STANDS_FOR = re.compile("(?:这)?标志着")
# What may be said of anything: 云河产业迈上新台阶.
_GENERAL = re.compile(
    "新(?:台阶|阶段|征程|篇章|纪元|时代|高度|水平|局面|一步)|重大|重要|关键|历史性|里程碑"
)
_CLAUSES, _RUN = 40, 12  # of a sentence that are looked at, and in a row: some have thousands
_TOLD = re.compile(rf"(?P<who>[^，；：,:；“”]*?)(?P<verb>{SPEECH})[，：,:]")
_NOUNS_TOO = re.compile(
    "要求|规定|建议|声明|报道|希望|承诺|批评|解释|回应|通报|预测|估计|质疑|警告|指控|主张|明确"
)
_SAID = re.compile(
    "^(?![^，：]*(?:分析|普遍)(?:认为|表示))"
    "(?P<who>[^，：“ 在对向曾还也则]{2,36}?)(?<![时中上前后文据])(?<!联合)"
    "(?<!(?<![协员工商合议国委学金事])会)"
    "(?:(?:回应|声明|通报|[宣声]|重申|警告)?(?:表示|说|称|坦言|(?<![发留预断坦])言)|指出|强调|认为|介绍|透露|通报|披露)[，：,:](?!“)"
)
# 云岭海域发生地震, as papers print 在云岭海域发生地震.
_WHERE = re.compile(
    "^在(?=[^，。；：“”]{2,24}发生[^，。]{0,16}(?:地震|事故|爆炸|火灾|坠机|枪击|滑坡|泥石流))"
)
# Who tells it, as papers print it: 云岭日报：大桥通车 of 据云岭日报报道，大桥通车.
_FROM = re.compile(
    r"^(?:据|综合)(?P<who>[^，：；“”]{2,24}?)(?:当地时间)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:最新)?"
    r"(?:报道|通报|披露|消息|声明|公告|数据(?=[：:]))(?:称|说)?[，,：:](?P<rest>.+)$",
    re.DOTALL,
)
# 两市市长发表联合声明，…: who tells it of them is not needed.
_DECLARED = re.compile(
    "[^，：“]{2,40}?(?:发表|发布)(?:了|一份)?(?:联合)?(?:声明|公报|公告|讲话|谈话)[，,]"
)
# 记者何远从云河公路集团获悉，该集团…: of whom it was learnt.
_LEARNT_FROM = re.compile(
    "^(?:本报)?记者[^，：从]{0,4}从(?P<who>[^，：；“”]{2,24}?)(?:获悉|了解到|得知)[，,：:]?(?P<rest>.+)$",
    re.DOTALL,
)
_NO_SOURCE = re.compile(
    "(?:多家|当地|有关|相关|综合|初步|多方)?(?:媒体|外媒|消息|资料|信息|官方)|.*(?:此前|援引|早些时候).*"
)
_ALL, _LEADS = frozenset("都又再均皆"), frozenset("率赴携抵就")
_OFTEN = re.compile(r"[多数几两三]次$|\d日$")
_HIMSELF = re.compile("：[他她](?![们的人国])")
# 云河海关：该海关查获一批鸟蛋: who speaks tells of itself.
_ITSELF = re.compile(
    "(?P<body>公司|集团|海关|中心|法院|大学|学院|医院|部门|平台|协会|[省市县区国校院馆局厅部站所厂台办])：该(?P=body)"
)
_BY = ("据", "根据", "按", "依", "综合")
_MARK = re.compile("[，；：,;:]")
_LOOSE = "，,；;：: \u3000\n"
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")  # characters of no width
# Not those between Latin words and numbers, but in one: iPhone 14 Pro, 第3 20辆; 12 000, 8 0 0.
_SPACE = re.compile(
    r"(?<![A-Za-z0-9,.])\s+|(?<=[,.])\s+(?=\d)|\s+(?![A-Za-z0-9])"
    r"|(?<=\d)\s+(?=\d{3}(?!\d))|(?<=\d)(?<!\d\d)\s+(?=\d(?!\d))"
)
_ENDED = re.compile(rf"""(?:[。！？!?…；;：:]|{HALF_WIDTH_STOP})[”’」』）)"]*$""")
_FINAL = re.compile(r"""(?:[。！？!?]|…+)[”’」』）)"]*$""")


def proposals(taken: Taken, *, longest: int) -> Iterator[Derivation]:
    """Yield runs of a sentence's clauses, with what can be left out of them left out.

    What a run lost is for the gates to say (:mod:`qa.checking.gates`). A run has at most
    ``longest`` characters and what asides may take, and twelve clauses, of the first forty.
    """
    without = _asides(taken)
    looked_at = range(min(len(taken.clauses), _CLAUSES))
    for first, last in combinations_with_replacement(looked_at, 2):
        if last - first >= _RUN:
            continue
        if taken.clauses[last].span.end - taken.clauses[first].span.start > longest + _ASIDES:
            continue
        run = range(first, last + 1)
        shorter = [n for n in run if n in (first, last) or n not in taken.adjuncts]
        for numbers in [run, shorter] if len(shorter) < len(run) else [run]:
            for asides in without:
                if kept := tuple(_kept(taken, numbers, asides)):
                    yield Derivation(taken=taken, kept=kept)


def later_statements(taken: Taken, *, longest: int) -> Iterator[Derivation]:
    """Yield what a speaker says after the first of it: 市长：大桥将通车 of 市长表示，天气转暖，….

    Of at most ``longest`` characters; that what was passed over can be is for the gates to say.
    """
    asides = taken.asides
    said = next((n for n, words in enumerate(taken.words) if _SPOKE.search(words)), None)
    if said is None or said > 1:
        return
    end = min(len(taken.clauses), _CLAUSES)
    for first, last in combinations_with_replacement(range(said + 2, end), 2):
        kept = tuple(_kept(taken, (said, *range(first, last + 1)), asides))
        if sum(span.end - span.start for span in kept) <= longest + _ASIDES:
            yield Derivation(taken=taken, kept=kept)


def stood_for(taken: Taken) -> Derivation | None:
    """Return what an event is said to stand for: 大桥建成 of …合龙，标志着大桥建成."""
    for clause, words in zip(taken.clauses, taken.words, strict=True):
        found = _STANDS_FOR.match(words)
        if found and _is_news(words[found.end() :]) and not _GENERAL.search(words):
            start = clause.span.start + found.end()
            kept = tuple(_without(start, clause.span.end, taken.asides))
            return Derivation(taken=taken, kept=kept)
    return None


def _is_news(clause: str) -> bool:
    """Whether a clause says of something that it names what became of it: 云河高铁试验启动."""
    alone = not (lacks_subject(clause) or is_bare(clause) or points_back(clause))
    return alone and says_something(clause)


def whole(taken: Taken, *, keeping: AbstractSet[str] = frozenset()) -> Derivation | None:
    """Return a whole sentence without its opening and asides; None if nothing is left of it.

    An aside in which one of the words ``keeping`` stands is not left out.
    """
    asides = [
        aside
        for aside in taken.asides
        if not any(word in taken.source.slice(aside) for word in keeping)
    ]
    kept = tuple(_kept(taken, range(len(taken.clauses)), asides)) if taken.clauses else ()
    return Derivation(taken=taken, kept=kept) if kept else None


def _asides(taken: Taken) -> list[tuple[Span, ...]]:
    """Return what may be left out together: all asides, all but places; open lists as well."""
    place = frozenset(places(taken.source.text, taken.told))
    found = [taken.asides]
    if place:
        found.append(tuple(x for x in taken.asides if x not in place))
    free = [x for x in taken.open_lists if not any(x.meets(y) for y in taken.asides)]
    if free:
        found.append(tuple(sorted((*taken.asides, *free), key=lambda x: x.start)))
    return found


def headline_text(made: Derivation) -> str:
    """Return what is kept as newspapers print it: spaces between clauses, 市长： for 市长表示，."""
    text = _LEARNT_FROM.sub(r"\g<who>：\g<rest>", _joined(made))
    text = _WHERE.sub("", _FROM.sub(_of_source, text))
    text = text if text.startswith(_BY) else _TOLD.sub(_run_on, _SAID.sub(_with_colon, text))
    text = _ITSELF.sub(r"\g<body>：", _HIMSELF.sub("：", text))
    depth, parts = 0, []
    for at, char in enumerate(text):
        depth += (char in "“《（(「『") - (char in "”》）)」』")
        inside = depth > 0 or (text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit())
        parts.append(" " if char in "，；,;" and not inside else char)
    return "".join(parts).strip()


def _with_colon(said: re.Match[str]) -> str:
    """Return 市长： for 市长表示，; what names no speaker as it is: 简单来说，, 市长多次表示，."""
    return f"{said['who']}：" if _is_speaker(said["who"]) and _says(said) else said[0]


def _of_source(told: re.Match[str]) -> str:
    """Return 云岭日报： for 据云岭日报报道，, and nothing where the rest says who spoke.

    What names no one stays as it is: 据报道，, 据统计，.
    """
    who, rest = told["who"], told["rest"]
    said = _SAID.match(rest)
    if (said and _is_speaker(said["who"])) or _DECLARED.match(rest):
        return rest
    named = any(tag in ("n", "ns", "nt", "nz", "j", "nrt", "x") for _, tag in tagged(who))
    return told[0] if _NO_SOURCE.fullmatch(who) or not named else f"{who}：{rest}"


def _run_on(told: re.Match[str]) -> str:
    """Return 市长多次表示 for 市长多次表示，; what is no statement as it is: 落实要求，."""
    who = told["who"]
    verbs = who.endswith("的") or any(tag in ("v", "a") for _, tag in tagged(who))
    noun = verbs and _NOUNS_TOO.fullmatch(told["verb"])
    return who + told["verb"] if not noun and _says(told) else told[0]


def _says(found: re.Match[str]) -> bool:
    """Whether what follows is a verb of saying, not the end of a word: 说 of 来说, 称 of 名称."""
    verb = found[0][len(found["who"]) :].rstrip(_LOOSE)
    return len(verb) > 1 or len(found["who"]) in word_edges(found[0], guess=False)


def _is_speaker(words: str) -> bool:
    """Whether words name someone and say no more: not how often, when or with whom."""
    own = tagged(words)
    word, tag = own[-1]
    often = (len(word) > 1 and not word.endswith("方")) or word in _ALL  # 越方 is tagged d
    adverb = tag == "t" or (tag == "d" and often)
    led = any(tag[0] in "vpd" and word in _LEADS for word, tag in own)
    return not (adverb or led or _OFTEN.search(words))


def sentence_text(made: Derivation) -> str:
    """Return what is kept as a sentence, with its own final mark or a full stop."""
    taken = made.taken
    end = _FINAL.search(taken.source.slice(taken.told)) if not made.next else None
    text = _joined(made)
    if _FINAL.search(text):
        return text
    return text + (end[0] if end else "。")


def _joined(made: Derivation) -> str:
    """Return what is kept, with a comma where a clause between two was left out."""
    source = made.taken.source
    ends = [clause.span.end for clause in made.taken.clauses]
    parts = [source.slice(made.kept[0])]
    for before, span in pairwise(made.kept):
        is_aside = _is_of_asides(Span(start=before.end, end=span.start), made.taken.asides)
        ended = any(before.end <= end < span.start for end in ends)
        gone = ended and not is_aside and not _MARK.match(parts[-1][-1:])
        parts.append(("，" if gone else "") + source.slice(span))
    joined = _UNSEEN.sub("", "".join(parts))
    text = re.sub("[，,]+([，；：])", r"\1", joined).strip(_LOOSE)
    return _SPACE.sub(" " if is_heading(source, made.taken.sentence) else "", text)


def _is_of_asides(gap: Span, asides: Sequence[Span]) -> bool:
    """Whether nothing but asides was left out, one or several that touch: 25日 and 发表声明，."""
    inside = [aside for aside in asides if gap.start <= aside.start and aside.end <= gap.end]
    touching = all(one.end == other.start for one, other in pairwise(inside))
    return bool(inside) and touching and (inside[0].start, inside[-1].end) == (gap.start, gap.end)


def is_heading(source: Source, sentence: Span) -> bool:
    """Whether a sentence is a line without a final mark: a title, or one between paragraphs."""
    return not _ENDED.search(source.slice(sentence))


def _kept(taken: Taken, numbers: Sequence[int], asides: Sequence[Span]) -> Iterator[Span]:
    """Yield what is left of the clauses; those that follow each other with the mark between."""
    start = end = -1
    for number in numbers:
        clause = taken.clauses[number].span
        if end >= 0 and number - 1 not in numbers:
            yield from _without(start, end, asides)
            start = clause.start
        start, end = (start if end >= 0 else clause.start), clause.end
    yield from _without(start, end, asides)


def _without(start: int, end: int, asides: Sequence[Span]) -> Iterator[Span]:
    for aside in asides:
        if start <= aside.start and aside.end <= end:
            if start < aside.start:
                yield Span(start=start, end=aside.start)
            start = aside.end
    if start < end:
        yield Span(start=start, end=end)
