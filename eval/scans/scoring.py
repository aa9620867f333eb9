"""How well a page was read: its characters, their order, its articles, and what a citation shows.

All go by place: which gold character stands where a character was read. Only headlines and text are
counted as characters; what is over and under a headline and the byline are neither missed nor
wrong, in whatever field of an article they stand.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from eval.scans.matching import Spot, Spots, middle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from eval.scans.found import FoundArticle, FoundCharacter
    from eval.scans.gold import GoldPage
    from qa.reading.scan.page import Box

__all__ = ["ENOUGH", "covers_exactly", "discordant", "faults_of", "is_found", "score_page"]

ENOUGH = 0.9
"""The share of an article's characters that must be there."""
_CORE = ("headline", "text")
_CITATIONS, _SHORTEST, _LONGEST = 20, 4, 24


@dataclass(frozen=True, slots=True)
class _Read:
    """A character that was read and the gold one that stands there or near, if any."""

    character: FoundCharacter
    spot: Spot | None
    exact: bool
    in_title: bool


def score_page(gold: GoldPage, found: Sequence[FoundArticle]) -> dict[str, float]:
    """Return the columns of a page; each score is a ratio of two, or made of three, see the docs.

    ``edits`` of ``characters``; the same of ``word_``: without punctuation. ``concordant`` of
    ``pairs`` of characters of one article that are read in the right order, and of ``line_pairs``
    of all lines. ``boundary_right``, of ``_found`` and of ``_wanted`` articles; ``notices``, that
    are an advertisement alone, are left out of those found. ``pairs_right``, ``_found`` and
    ``_wanted``: two characters in one article. ``citations_exact`` of ``citations``.
    """
    spots = Spots(gold)
    read = [_placed(spots, article) for article in found]
    return {
        **_characters(gold, spots, read),
        **_order(gold, read),
        **_boundaries(gold, spots, read),
        **_pairs(spots, read),
        **_citations(gold, spots, found),
    }


def is_found(gold: GoldPage, number: int, spots: Spots, article: FoundArticle) -> bool:
    """Whether an article that was read is the gold page's article ``number``.

    Its title has at least nine tenths of the headline's characters and nothing of any text; its
    text nine tenths of the text's; and neither has a character of another article, a caption of
    one, an advertisement, or what stands over the page.
    """
    return not _faults(gold, number, spots, _placed(spots, article))


def faults_of(gold: GoldPage, found: Sequence[FoundArticle]) -> list[str]:
    """Return what is wrong with each article that was not found, of the one most like it."""
    spots = Spots(gold)
    read = [_placed(spots, article) for article in found]
    said = []
    for number, article in enumerate(gold.articles):
        likest = max(
            read,
            key=lambda one: sum(r.spot is not None and r.spot.article == number for r in one),
            default=[],
        )
        if faults := _faults(gold, number, spots, likest):
            said.append(f"{article.headline}: {', '.join(faults)}")
    return said


def _faults(gold: GoldPage, number: int, spots: Spots, read: Sequence[_Read]) -> list[str]:
    own = [spot for spot in spots.all if spot.article == number]
    wanted = {role: {s.rank for s in own if s.role == role} for role in _CORE}
    got: dict[str, set[int]] = {role: set() for role in _CORE}
    text_in_title = foreign = 0
    for one in read:
        spot = one.spot
        if spot is None:
            continue
        if spot.article == number:
            if spot.role == ("headline" if one.in_title else "text"):
                got[spot.role].add(spot.rank)
            text_in_title += one.in_title and spot.role == "text" and one.exact
        else:
            foreign += one.exact
    faults = [
        f"{role} {len(got[role])}/{len(wanted[role])}"
        for role in _CORE
        if len(got[role]) < ENOUGH * len(wanted[role])
    ]
    if text_in_title:
        faults.append(f"{text_in_title} of the text in the title")
    if foreign:
        faults.append(f"{foreign} of something else")
    return faults


def _placed(spots: Spots, article: FoundArticle) -> list[_Read]:
    return [
        _one(spots, character, in_title=in_title)
        for in_title, part in ((True, article.title), (False, article.text))
        for character in part
        if not character.text.isspace()
    ]


def _one(spots: Spots, character: FoundCharacter, *, in_title: bool) -> _Read:
    if character.box is None:
        return _Read(character, None, exact=False, in_title=in_title)
    point = middle(character.box)
    inside = spots.inside(*point)
    return _Read(character, inside or spots.near(*point), inside is not None, in_title)


# Characters


def _characters(gold: GoldPage, spots: Spots, read: Sequence[Sequence[_Read]]) -> dict[str, float]:
    """Count the edits between each gold article and all that was read where it stands."""
    hypotheses: dict[int, list[str]] = defaultdict(list)
    strays: list[str] = []
    for one in (one for article in read for one in article):
        spot = one.spot
        if spot is None:
            strays.append(one.character.text)
        elif spot.article is not None and spot.role in _CORE:
            hypotheses[spot.article].append(one.character.text)
    references: dict[int, list[str]] = defaultdict(list)
    for spot in spots.all:
        if spot.article is not None and spot.role in _CORE:
            references[spot.article].append(spot.text)
    totals = Counter(edits=len(_plain(strays)), word_edits=len(_words(strays)))
    for number in range(len(gold.articles)):
        wanted, got = references[number], hypotheses[number]
        totals["edits"] += Levenshtein.distance(_plain(wanted), _plain(got))
        totals["characters"] += len(_plain(wanted))
        totals["word_edits"] += Levenshtein.distance(_words(wanted), _words(got))
        totals["word_characters"] += len(_words(wanted))
    names = ("edits", "characters", "word_edits", "word_characters")
    return {name: float(totals[name]) for name in names}


def _plain(characters: Iterable[str]) -> str:
    return unicodedata.normalize("NFKC", "".join(characters))


def _words(characters: Iterable[str]) -> str:
    return "".join(c for c in _plain(characters) if unicodedata.category(c)[0] in "LN")


# Order


def _order(gold: GoldPage, read: Sequence[Sequence[_Read]]) -> dict[str, float]:
    """Count pairs in order: of characters in one article, of lines on the page."""
    spots = [one.spot for article in read for one in article if one.spot]
    pairs = wrong = 0
    for number in range(len(gold.articles)):
        ranks = [s.rank for s in spots if s.article == number and s.role in _CORE]
        pairs += _distinct_pairs(ranks)
        wrong += discordant(ranks)
    line_rank = {line: rank for rank, line in enumerate(gold.order)}
    places: dict[int, list[int]] = defaultdict(list)
    for place, spot in enumerate(spots):
        if spot.role in _CORE:
            places[spot.line].append(place)
    by_place = sorted(places, key=lambda line: sorted(places[line])[len(places[line]) // 2])
    lines = [line_rank[line] for line in by_place]
    return {
        "pairs": float(pairs),
        "concordant": float(pairs - 2 * wrong),
        "line_pairs": float(_distinct_pairs(lines)),
        "line_concordant": float(_distinct_pairs(lines) - 2 * discordant(lines)),
    }


def _distinct_pairs(ranks: Sequence[int]) -> int:
    same = sum(count * (count - 1) // 2 for count in Counter(ranks).values())
    return len(ranks) * (len(ranks) - 1) // 2 - same


def discordant(ranks: Sequence[int]) -> int:
    """Return how many pairs of numbers are in the wrong order, the larger one first."""
    seen: list[int] = []
    wrong = 0
    for number in ranks:
        at = bisect_left(seen, number + 1)
        wrong += len(seen) - at
        seen.insert(at, number)
    return wrong


# Articles


def _boundaries(gold: GoldPage, spots: Spots, read: Sequence[Sequence[_Read]]) -> dict[str, float]:
    right = sum(
        any(not _faults(gold, number, spots, article) for article in read)
        for number in range(len(gold.articles))
    )
    notices = sum(map(_is_notice, read))
    return {
        "boundary_right": float(right),
        "boundary_found": float(len(read) - notices),
        "boundary_wanted": float(len(gold.articles)),
        "notices": float(notices),
    }


def _is_notice(read: Sequence[_Read]) -> bool:
    """Whether an article is an advertisement and nothing else: it is neither right nor wrong."""
    return bool(read) and all(one.spot and one.spot.role == "advertisement" for one in read)


def _pairs(spots: Spots, read: Sequence[Sequence[_Read]]) -> dict[str, float]:
    """Count pairs of gold characters that are in one article, read, gold, and both."""
    together: Counter[tuple[int, int | None]] = Counter()
    found: Counter[int] = Counter()
    for number, article in enumerate(read):
        if _is_notice(article):
            continue
        standing = {one.spot for one in article if one.spot}
        for spot in standing:
            if spot.article is None or spot.role in _CORE:
                together[number, spot.article] += 1
                found[number] += 1
    wanted = Counter(s.article for s in spots.all if s.article is not None and s.role in _CORE)
    right = sum(_two(count) for (_, own), count in together.items() if own is not None)
    return {
        "pairs_right": float(right),
        "pairs_found": float(sum(map(_two, found.values()))),
        "pairs_wanted": float(sum(map(_two, wanted.values()))),
    }


def _two(count: int) -> int:
    return count * (count - 1) // 2


# Citations


def _citations(gold: GoldPage, spots: Spots, found: Sequence[FoundArticle]) -> dict[str, float]:
    """Draw quotations that are right and stand once on the page; count those shown exactly."""
    texts = [
        [spot for spot in spots.all if spot.article == number and spot.role == "text"]
        for number in range(len(gold.articles))
    ]
    whole = "\n".join("".join(spot.text for spot in text) for text in texts)
    flat: list[Spot | None] = []
    for text in texts:
        flat += [*text, None]
    rng = Random(gold.id)
    drawn = exact = 0
    for _ in range(10 * _CITATIONS):
        if not found or drawn == _CITATIONS:
            break
        article = rng.choice(found)
        start = rng.randrange(max(1, len(article.text)))
        end = start + rng.randint(_SHORTEST, _LONGEST)
        quoted = "".join(c.text for c in article.text[start:end])
        plain = "".join(quoted.split())
        if end > len(article.text) or len(plain) < _SHORTEST or whole.count(plain) != 1:
            continue
        at = whole.index(plain)
        wanted = {spot for spot in flat[at : at + len(plain)] if spot}
        drawn += 1
        exact += covers_exactly(article.rectangles(start, end), wanted, spots)
    return {"citations": float(drawn), "citations_exact": float(exact)}


def covers_exactly(rectangles: Sequence[Box], wanted: set[Spot], spots: Spots) -> bool:
    """Whether the middles of the wanted characters, and of no others, lie in the rectangles."""
    covered = {
        spot
        for spot in spots.all
        for x, y in [middle(spot.box)]
        if any(r.left <= x < r.right and r.top <= y < r.bottom for r in rectangles)
    }
    return covered == wanted
