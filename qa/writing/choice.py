"""Which whole sentences of an article make its summary: the news first, then what goes on from it.

First the lead: of the first sentences that stand by themselves the one that tells the news; of a
story that begins with a scene, of all of them the one that comes to its matter. Then,
each time, the sentence that says most that is new, together with all that it needs; one that goes
on where another ended before one that begins anew, and of paragraphs what begins one before what
stands alone amid one. It ends where the summary has its length, or where what remains says little.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING

from qa.chinese.openings import past_opening
from qa.chinese.predicates import SPEECH
from qa.chinese.quotes import without_quotations
from qa.writing.arguments import argument, is_example
from qa.writing.centrality import relative_centrality
from qa.writing.matter import matter
from qa.writing.notes import editors_note
from qa.writing.opening import may_open
from qa.writing.scenes import (
    announces,
    comes_to_matter,
    is_scene,
    is_slogan,
    is_teaser,
    is_told_by_one,
    persons_met,
    says_where,
)
from qa.writing.style import is_opinion
from qa.writing.substance import substance
from qa.writing.units import begins_paragraph, says_it, says_twice, with_needs
from qa.writing.worth import sentence_worth

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from qa.checking.source import Source
    from qa.writing.units import Unit

__all__ = ["choose", "lead", "paragraph_openings"]

_QUOTED = 3  # sentences, with the one that says who speaks
_FIRST = 4  # sentences that stand by themselves, of which one is the lead
_AS_WORTH, _FIRST_OF = 0.8, 0.4  # what counts for a lead: what it says, and that it is the first
_EARLY = 8  # and stand among so many of the article
_OVER, _FAR_OVER = 1.15, 1.25  # of the length: at most, and where less than _HARDLY of it is had
_WHOLE = 200  # characters of a lead that is taken whole, whatever the length
_SHORT, _SHORT_STORY, _HARDLY = 0.7, 0.45, 0.6
_ENOUGH, _SAID = 0.55, 100  # of the length, and characters: after it what says little is left out
_LITTLE = 0.45  # of what the sentences taken are worth
_GOES_ON = 1.5  # how much more a sentence is worth that goes on where another ended
_NOVELTY = 1.5  # the power of the share of its words that no sentence taken has
_VOICE = re.compile(
    rf"(?P<who>[^，。：；“”]{{2,40}}?)(?:还|也|在[^，]{{2,20}}[上中时])?{SPEECH}[，：,:]"
)
_CAPTION, _KNOWN = 30, 0.7  # characters, and share of them that stands in other sentences too
_BESIDE, _SEVERAL = 4, 2  # how near the items of a series stand, and how many others are alike
_ALIKE, _SAME = 0.55, 0.9  # of their bigrams; what has more is said twice
_LEAST = 15  # bigrams
_ONE_OF_MANY = 0.6  # what is left of the worth of such an item
_HALF, _ADDRESSED = 0.5, 0.7  # what is left of the worth of such, and of what is said to one
_TO_YOU = re.compile("[你您咱]|我(?![们国军省市县区方校院党])")
_OURS = re.compile("我[省市县区州](?![^，。]{0,2}[长委])")  # of a paper that names no place
_ALSO, _ADDS = re.compile("[^，。“]{2,16}[也还]"), 0.75  # to what is not there
_ITEMS = 1.5  # how much more the items of a list are worth, all together
_OPENS = 1.15  # how much more the first sentence of a paragraph is worth where many have one
_PARAGRAPHS = 3  # that have more than one sentence, beside the first: then each tells of a matter
_SLOGAN, _SHORT_CLAUSE = 14, 6  # characters: of a paragraph's heading; 年龄结构上
# What only tells how a story went on: 解决了难题，…; 火虽灭了，….
_TELLS_ON = re.compile(
    "解决|有了|随后|不过|然而|但|于是|就这样|终于|最终|结果|听到|看到|看着|翻阅|拨通|除了|除此|为了彻底"
    "|[^，]{1,8}(?:虽|也|又|还|却|仍|不仅)"
)
_ALONE = 0.8  # what is left of a sentence that neither begins a paragraph nor follows one taken
_GOES_ON_LATER = 1.2  # instead of _GOES_ON, after what is in no first paragraph
_STRAIGHT_ON = 2.0  # instead of _GOES_ON, in news: what is told there takes the one before as known
# Who has read of a case wants to know how it ended.
_CASE = re.compile(
    "诉至|起诉|提起[^，。]{0,6}诉讼|上诉|(?:法院|法庭)[^，。]{0,6}认为|争议焦点|对簿公堂"
)
_VERDICT = re.compile(
    "(?<!上述)判决(?!生效|书)|判令|裁定|驳回|改判|判处|胜诉|败诉|(?:达成|促成)[^，。]{0,8}(?:调解|和解)"
)
# And who has read of what the police looked into: whether they have whoever did it.
_POLICE = re.compile("警方|民警|公安|派出所")
_SEIZED = re.compile(
    "抓获[^，。]{0,12}嫌疑人(?=[\\d，。、]|[\u4e00-\u9fff]某)|(?:刑事|行政)拘留|刑拘|(?:依法|批准|决定|执行)逮捕|强制措施"
)
_ENDS_CASE = 2.5  # how much more its outcome is worth then
# Two sides met, and each said something: 市长宋怀远同县长李明会谈。…李明表示，….
_MEETS = re.compile(
    "(?:同|与|和)[^，。]{2,60}?(?:会谈|会晤|会见|会面|通电话|通话)|会见(?!记者)[^，。]{2,}|应约[^，。]{2,40}通电话"
)
_STATED = 2  # sentences of one statement; what goes on with it after them is worth no more
_DAY = re.compile(r"\d日|日前|近日|昨|今天|今日|连日来|\d{1,2}月|今年")
_YEAR = re.compile(
    r"(?:早在)?(?:19|20)\d\d年(?!以来|起)|此前|[去前]年|\d+年前"
)  # of what was before
_TITLED, _TITLED_NEWS = 0.45, 0.3  # what it counts for to say what the title says; in news
_BY_TITLE, _BY_TITLE_EARLY = 0.5, 0.15  # and for the lead, of a story and of other texts
_SCENE, _ONE_MET, _TEASES, _SAYS_ALL_IS_WELL = 0.5, 0.6, 0.4, 0.7  # what is left of the worth
_NO_LEAD = 0.1  # of a lead that is a scene
_JUST_BEFORE = 2 / 3  # of the lead's worth: what has it may stay just before the lead
_COMES_TO_IT, _ANNOUNCED = 1.4, 1.6  # how much more the sentences that say the matter are worth
_NOWHERE = 0.2  # of a lead of a story that names no place
_LIKE_TITLE, _BRIEF = 0.15, 20  # characters of what is a headline rather than a lead
_NOTE = 90  # characters of an editor's note that is a summary
_LATEST = 30  # sentences of a story, of which one may be the lead
_VAGUE = re.compile("近年来|长期以来|一直以来|多年来|如今|随着|自古|俗话|众所周知|作为")


def choose(several: Sequence[Unit], source: Source, length: int, *, title: str = "") -> list[Unit]:
    """Return the sentences of a summary of about ``length`` characters, in the article's order.

    What the article's ``title`` says is its matter: see :func:`qa.writing.matter.matter`.
    """
    article = _article(_noted(several, source), source, title)
    blocks = article.blocks()
    taken = set(_lead(blocks, article, length))
    taken |= _both_sides(taken, blocks, article, length)
    first = min(taken, default=0)  # what stands before the lead is no news, unless it is needed
    later = {n: block for n, block in blocks.items() if article.may_follow(block, n, first)}
    while block := _next(taken, later, article, length):
        taken |= block
    least = _SHORT_STORY if article.story else _SHORT
    if article.size(taken) < least * length:  # or there is little else
        while block := _next(taken, blocks, article, length):
            taken |= block
    return article.units(taken)


def lead(several: Sequence[Unit], source: Source, *, title: str = "") -> list[Unit]:
    """Return the sentence of an article that tells its news and stands by itself, if any does.

    More than one only where a quotation comes with who says it, or semicolons part it. ``title``:
    see :func:`choose`.
    """
    article = _article(_noted(several, source), source, title)
    return article.units(_lead(article.blocks(), article, 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Article:
    """The sentences of an article that may be given out, and what each is worth.

    ``outcome`` is the number of the one that says how a case ended, if the article is of one.
    ``series`` are the numbers of those that are each an item of many, ``openers`` of those that
    begin a paragraph where each tells of a matter of its own. ``about`` is how much of the title
    each says, ``scenes`` are those that stand before a story comes to its matter, ``dated`` those
    that name a day, also one that is not printed.
    """

    by_number: Mapping[int, Unit]
    worth: Mapping[int, float]
    outcome: int | None
    series: AbstractSet[int]
    openers: AbstractSet[int]
    about: Mapping[int, float]
    scenes: AbstractSet[int]
    dated: AbstractSet[int]
    argues: bool

    @property
    def news(self) -> bool:
        """Whether it tells one matter, the news first: no opinion, story or several paragraphs."""
        return not (self.openers or self.argues or self.story)

    @property
    def story(self) -> bool:
        """Whether its matter comes later: it begins with a scene, or with an example."""
        first = next(iter(self.by_number.values()), None)
        if first is None or _is_addressed(first):
            return False
        early = [unit for unit in self.by_number.values() if unit.number < _FIRST]
        examples = self.argues and any(is_example(unit.sentence.text) for unit in early)
        return examples or any(unit.number in self.scenes for unit in early)

    def blocks(self) -> dict[int, frozenset[int]]:
        """Return each sentence with all that it needs, by its number."""
        return {number: with_needs(number, self.by_number) for number in self.by_number}

    def is_whole(self, number: int, blocks: Mapping[int, AbstractSet[int]]) -> bool:
        """Whether a sentence stands by itself, or begins one of news that semicolons part."""
        others = blocks[number] - {number}
        parts = set(range(number + 1, number + 1 + len(others)))
        bound = all(number in self.by_number[n].needs for n in others)
        quoted = self.by_number[number].sentence.text.startswith("“")
        return not others or (self.news and others == parts and bound and not quoted)

    def is_later(self, number: int) -> bool:
        """Whether a sentence stands after the first of the paragraphs that tell of a matter."""
        return bool(self.openers) and number > min(self.openers)

    def may_follow(self, block: AbstractSet[int], number: int, first: int) -> bool:
        """Whether a sentence, with those it needs, may stand beside the lead, the ``first``.

        One before it may if it is worth as much, the one just before it if it is worth two thirds;
        no scene before it is brought in.
        """
        if any(other < first and other in self.scenes for other in block):
            return False
        if number >= first or len(block) > 1:
            return number >= first
        least = self.worth.get(first, 0.0)
        told = self.by_number[number].sentence.text
        if number == first - 1 and not _is_of_before(told, story=self.story):
            least *= _JUST_BEFORE
        return self.worth[number] >= least

    def units(self, numbers: Iterable[int]) -> list[Unit]:
        """Return sentences in the article's order."""
        return [self.by_number[number] for number in sorted(numbers)]

    def size(self, numbers: Iterable[int]) -> int:
        """Return how many characters sentences have."""
        return sum(len(self.by_number[number].sentence.text) for number in numbers)


def _noted(several: Sequence[Unit], source: Source) -> Sequence[Unit]:
    """Return the sentences of an editor's note, if they are enough; else all."""
    note = editors_note(source)
    noted = [unit for unit in several if unit.number in note]
    return noted if sum(len(unit.sentence.text) for unit in noted) >= _NOTE else several


def _article(several: Sequence[Unit], source: Source, title: str) -> _Article:
    series, openers = _series(several), paragraph_openings(source)
    about, argues = matter(title, source), is_opinion(source)
    scenes = _scenes(several, source)
    general = not (argues or _is_dispatch(source))
    outcome = _outcome(several)
    worth = _worths(several, source, series, openers, outcome)
    titled = _TITLED if openers or argues or scenes else _TITLED_NEWS
    for unit in several:
        number, text = unit.number, unit.sentence.text
        worth[number] += titled * about(unit.grams)
        worth[number] *= scenes.get(number, 1.0) * substance(text)
        worth[number] *= argument(text) if argues else 1.0
        if general and number not in scenes:
            worth[number] *= _COMES_TO_IT if comes_to_matter(text) else 1.0
            worth[number] *= _ANNOUNCED if number < _LATEST and announces(text) else 1.0
        worth[number] *= _SAYS_ALL_IS_WELL if is_slogan(text) else 1.0
    return _Article(
        by_number={unit.number: unit for unit in several},
        worth=worth,
        outcome=outcome,
        series=series,
        openers=openers,
        about={unit.number: about(unit.grams) for unit in several},
        scenes=scenes.keys(),
        dated={
            unit.number
            for unit in several
            if _DAY.search(source.slice(source.sentences[unit.number]))
        },
        argues=argues,
    )


def paragraph_openings(source: Source) -> frozenset[int]:
    """Return the numbers of the sentences that begin a paragraph, the first aside, with the lead.

    None of a heading, of the items of a series, and of what only tells how a story went on. Empty
    where few paragraphs have more than one sentence, and of a dispatch, which tells its news first
    and what is less after it.
    """
    if _is_dispatch(source):
        return frozenset()
    begins = [
        number
        for number, span in enumerate(source.sentences)
        if number > 0 and begins_paragraph(source, span)
    ]
    ends = pairwise([*begins, len(source.sentences)])
    if sum(end > number + 1 for number, end in ends) < _PARAGRAPHS:
        return frozenset()
    texts = {number: source.slice(source.sentences[number]) for number in begins}
    beginnings = Counter(map(_beginning, texts.values()))
    return frozenset(
        number
        for number, text in texts.items()
        if len(text) > _SLOGAN and beginnings[_beginning(text)] == 1 and not _TELLS_ON.match(text)
    )


def _is_dispatch(source: Source) -> bool:
    """Whether a text begins with a dateline, credit or day: it tells its news first."""
    first = source.sentences[:1]
    return any(past_opening(source.text, span) != span for span in first)


def _beginning(text: str) -> str:
    """Return how the first clause of one of several matters ends: 结构上 of 年龄结构上，….

    A longer clause is its own.
    """
    clause = text.partition("，")[0]
    return clause[-2:] if len(clause) <= _SHORT_CLAUSE else text


def _scenes(several: Sequence[Unit], source: Source) -> dict[int, float]:
    """Return what is left of the worth of the sentences that stand before a story's matter.

    By their numbers; a dispatch has none, for it tells its news first.
    """
    if _is_dispatch(source):
        return {}
    met = persons_met(source.slice(span) for span in source.sentences)
    found: dict[int, float] = {}
    for unit in several:
        text = unit.sentence.text
        left = _SCENE if is_scene(text) else 1.0
        left *= _ONE_MET if is_told_by_one(text, met) else 1.0
        left *= _TEASES if is_teaser(text) else 1.0
        if left < 1.0:
            found[unit.number] = left
    return found


def _worths(
    several: Sequence[Unit],
    source: Source,
    series: AbstractSet[int],
    openers: AbstractSet[int],
    outcome: int | None,
) -> dict[int, float]:
    central = relative_centrality(source)
    lead = several[0].grams if several else frozenset()
    many = Counter(gram for unit in several for gram in unit.grams)
    told_by_one = bool(several) and _is_addressed(several[0])
    return {
        unit.number: sentence_worth(
            unit.sentence.text,
            centrality=0.0 if unit.number in series else central(unit.grams),
            number=unit.number,
            like_lead=len(unit.grams & lead) / max(1, len(unit.grams)),
        )
        * (_HALF if unit.number not in openers and _says_little(unit, many) else 1.0)
        * (_OPENS if unit.number in openers else 1.0)
        * (_ENDS_CASE if unit.number == outcome else 1.0)
        * (_ONE_OF_MANY if unit.number in series else 1.0)
        * (_HALF if _OURS.search(unit.sentence.text) else 1.0)
        * (_ADDRESSED if _is_addressed(unit) and not told_by_one else 1.0)
        for unit in several
    }


def _outcome(several: Sequence[Unit]) -> int | None:
    """Return the number of the sentence that says how a case ended, if any does.

    One before a court, or one that a text begins with the police looking into.
    """
    texts = {unit.number: unit.sentence.text for unit in several}
    ends: list[int] = []
    if any(map(_CASE.search, texts.values())):
        ends = [number for number, text in texts.items() if _VERDICT.search(text)]
    if not ends and any(_POLICE.search(unit.sentence.text) for unit in several[:_FIRST]):
        ends = [number for number, text in texts.items() if _SEIZED.search(text)]
    return max(ends, default=None)


def _both_sides(
    taken: AbstractSet[int],
    blocks: Mapping[int, frozenset[int]],
    article: _Article,
    length: int,
) -> frozenset[int]:
    """Return what each of two says who met, the first of it that has room beside the lead.

    Both are named in the lead, which says that they met; none where one of them says nothing.
    """
    lead = "".join(unit.sentence.text for unit in article.units(taken))
    if _MEETS.search(lead) is None or "主持" in lead:  # of a conference more is told
        return frozenset()
    said: dict[str, list[int]] = {}
    for number, unit in article.by_number.items():
        found = _VOICE.match(unit.sentence.text)
        if number not in taken and found and found["who"][-2:] in lead:
            said.setdefault(found["who"][-2:], []).append(number)
    sides = list(said.values()) if len(said) == 2 else []
    pairs = (blocks[one] | blocks[other] for one, other in product(*sides)) if sides else ()
    room = _OVER * length
    return next((pair for pair in pairs if article.size(taken | pair) <= room), frozenset())


def _series(several: Sequence[Unit]) -> frozenset[int]:
    """Return the numbers of sentences that say the same of one after the other, three at least.

    在东岸，通车里程十公里，同比增长一成。在西岸，…: each is a detail of what was said of all, and
    that the others have its words does not make it central.
    """
    alike: Counter[int] = Counter()
    for place, unit in enumerate(several):
        for other in several[max(0, place - _BESIDE) : place]:
            least = min(len(unit.grams), len(other.grams))
            shared = len(unit.grams & other.grams)
            if least >= _LEAST and _ALIKE * least < shared < _SAME * least:
                alike.update((unit.number, other.number))
    return frozenset(number for number, times in alike.items() if times >= _SEVERAL)


def _is_addressed(unit: Unit) -> bool:
    """Whether a sentence is said to someone, or someone says it of himself: 我走过这座桥."""
    return _TO_YOU.search(without_quotations(unit.sentence.text)) is not None


def _says_little(unit: Unit, many: Mapping[str, int]) -> bool:
    """Whether a short sentence is made of what others say: a heading, what a picture shows."""
    known = sum(many[gram] > 1 for gram in unit.grams)
    return 0 < len(unit.sentence.text) <= _CAPTION and known >= _KNOWN * len(unit.grams)


def _quotation(unit: Unit, blocks: Mapping[int, AbstractSet[int]]) -> AbstractSet[int]:
    """Return an article's first sentences if they are a quotation and who says it."""
    block = blocks[unit.number]
    begins = unit.number == min(block) == 0 and unit.sentence.text.startswith("“")
    return block if begins and 1 < len(block) <= _QUOTED else frozenset()


def _lead(
    blocks: Mapping[int, AbstractSet[int]],
    article: _Article,
    length: int,
) -> AbstractSet[int]:
    """Return the sentence that tells the news, of the first that stand by themselves.

    A quotation that begins them is one with who says it. In a story that begins with a scene it
    may stand later, where it says what the title says.
    """
    several = list(article.by_number.values())
    if several and several[0].number == 0 and _is_addressed(several[0]):
        return {0}
    if several and not article.story and (begun := _quotation(several[0], blocks)):
        return begun
    early, many = (_LATEST, _LATEST) if article.story else (_EARLY, _FIRST)
    alone = [
        unit
        for unit in several
        if article.is_whole(unit.number, blocks)
        and unit.number < early
        and may_open(unit.sentence.text)
    ]
    most = max(_FAR_OVER * length, _WHOLE)
    first = [unit for unit in alone[:many] if article.size(blocks[unit.number]) <= most]
    values = {
        unit.number: article.worth[unit.number]
        * _AS_WORTH
        / (_ENDS_CASE if unit.number == article.outcome else 1.0)
        + _FIRST_OF * 0.6**rank * (unit.number not in article.scenes)
        + (_BY_TITLE if article.story else _BY_TITLE_EARLY) * article.about[unit.number]
        - _NO_LEAD * (unit.number in article.scenes)
        + 0.1 * (unit.number in article.dated)
        - 0.2 * _is_of_before(unit.sentence.text, story=article.story)
        - _NOWHERE * (article.story and not says_where(unit.sentence.text))
        - _LIKE_TITLE * (len(unit.sentence.text) < _BRIEF and not _is_addressed(unit))
        for rank, unit in enumerate(first)
    }
    return blocks[max(values, key=values.__getitem__)] if values else frozenset()


def _is_of_before(text: str, *, story: bool) -> bool:
    """Whether a sentence tells of what was before, or holds of old; a story may come to it so."""
    vague = _VAGUE.match(text) and not (story and comes_to_matter(text))
    return bool(vague or _YEAR.match(text))


def _next(
    taken: AbstractSet[int],
    blocks: Mapping[int, frozenset[int]],
    article: _Article,
    length: int,
) -> frozenset[int]:
    """Return the numbers of the sentences that are taken next, none if none says much."""
    had = article.units(taken)
    size = article.size(taken)
    if size >= length:
        return frozenset()
    most = (_FAR_OVER if size < _HARDLY * length else _OVER) * length
    said = frozenset().union(*(unit.grams for unit in had))
    best: tuple[float, frozenset[int]] = (0.0, frozenset())
    enough = max(_ENOUGH * length, min(_SHORT * length, _SAID))
    within = _within_lists(taken, article.by_number) if size >= enough else frozenset()
    for block in _left(blocks, taken, article):
        if block & within or (
            article.news
            and size >= enough
            and article.outcome not in block
            and min(block, default=0) - 1 not in taken
        ):
            continue
        units = article.units(block)
        more = article.size(block)
        if not block or size + more > most:
            continue
        gain = _gain(units, article.worth, said) * _fit(units, taken, article)
        if gain <= best[0] or says_twice([*had, *units]):
            continue
        best = (gain, block)
    mean = sum(article.worth[number] for number in taken) / max(1, len(taken))
    return best[1] if size < enough or best[0] >= _LITTLE * mean else frozenset()


def _left(
    blocks: Mapping[int, frozenset[int]], taken: AbstractSet[int], article: _Article
) -> set[frozenset[int]]:
    """Return what is to be taken for each sentence, with what it needs, beside what is taken.

    What it needs before it and one that is taken says too is not taken again, if only what goes on
    from that one stands between them.
    """
    twins = {
        number: other.number
        for number, unit in article.by_number.items()
        for other in article.units(taken)
        if number != other.number and (says_it(unit, other) or says_it(other, unit))
    }

    def is_said(needed: int, number: int) -> bool:
        twin = twins.get(needed, number)
        if max(needed, twin) >= number or number in blocks.get(needed, ()):
            return False
        return all(twin in blocks.get(n, ()) for n in taken if twin < n < number)

    return {
        frozenset(n for n in block - taken if not is_said(n, number))
        for number, block in blocks.items()
    }


def _within_lists(taken: AbstractSet[int], by_number: Mapping[int, Unit]) -> AbstractSet[int]:
    """Return the numbers of what stands between the items of lists that are taken."""
    found: set[int] = set()
    for items in (_items(by_number[number], by_number) for number in taken):
        found |= set(range(min(items, default=0), max(items, default=0)))
    return found


def _items(unit: Unit, by_number: Mapping[int, Unit]) -> set[int]:
    """Return the numbers of the items of a sentence's list: they need each other."""
    others = {n for n in unit.needs if unit.number in by_number[n].needs}
    return {unit.number, *others} if len(others) > 1 else set()


def _fit(units: Sequence[Unit], taken: AbstractSet[int], article: _Article) -> float:
    """Return how much more some sentences are worth after those that are taken."""
    first = units[0]
    text = "".join(unit.sentence.text for unit in article.units(taken))
    found = _VOICE.match(first.sentence.text)
    heard = found is not None and found["who"][-3:] in text
    factor = 1.0
    follows = first.number - 1 in taken and _stated(first, article.by_number) <= _STATED
    if not follows and _ALSO.match(first.sentence.text):
        factor *= _ADDS
    if follows and not heard and first.number not in article.series:
        later = article.is_later(first.number) or article.story or article.argues
        factor *= _STRAIGHT_ON if article.news else _GOES_ON_LATER if later else _GOES_ON
    if article.is_later(first.number) and not (follows or first.number in article.openers):
        factor *= _ALONE
    return factor * (_ITEMS if any(_items(unit, article.by_number) for unit in units) else 1.0)


def _stated(unit: Unit, by_number: Mapping[int, Unit]) -> int:
    """Return how many sentences a sentence goes on with, one after the other."""
    many = 0
    while unit.number - 1 in unit.needs and unit.number - 1 in by_number and many <= _STATED:
        unit, many = by_number[unit.number - 1], many + 1
    return many


def _gain(units: Sequence[Unit], worth: Mapping[int, float], said: AbstractSet[str]) -> float:
    """Return the worth of what sentences say that is new, a character."""
    total = 0.0
    for unit in units:
        new = len(unit.grams - said) / max(1, len(unit.grams))
        total += worth[unit.number] * new**_NOVELTY * len(unit.sentence.text)
    return total / sum(len(unit.sentence.text) for unit in units)
