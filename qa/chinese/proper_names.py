"""Proper names in a Chinese text: places, persons, organisations, titles, Latin words.

By jieba's tags (rjieba), mended by rule: the dictionary takes many a common word for a name. What
is missed: a person of two characters whose name is also a word, a place or brand that no dictionary
has and no ending shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from qa.chinese.gazetteer import (
    CITIES,
    COMMON,
    COUNTRIES,
    GROUPS,
    PROVINCES,
    REGIONS,
    SHORT,
    SYLLABLES,
)
from qa.chinese.surnames import ALL_SURNAMES, AMBIGUOUS_SURNAMES, SURNAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["HOME", "LATIN", "Level", "Name", "proper_names"]

HOME = frozenset(["中国", "我国", "中华人民共和国", "中华", "全国", "祖国"])
"""Names of the country of the archive: what they name goes without saying."""

LATIN = re.compile(r"(?<![A-Za-z0-9.])[A-Za-z][A-Za-z0-9]*(?:[-.·&'][A-Za-z0-9]+)*")
"""A word in Latin letters: GDP, B2C, Wi-Fi."""


class Level(IntEnum):
    """What a name names; places from the smallest to the largest."""

    OTHER = 0
    PERSON = 1
    ORGANISATION = 2
    TOWN = 3
    COUNTY = 4
    CITY = 5
    PROVINCE = 6
    COUNTRY = 7

    @property
    def is_place(self) -> bool:
        """Whether it is a place."""
        return self >= Level.TOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name at ``[start, end)`` of a text; ``forms`` are the ways to write it, itself first."""

    text: str
    start: int
    end: int
    level: Level
    forms: tuple[str, ...]


_LONG = {country: short for short, country in SHORT.items()}
_PAIR = re.compile(rf"(?<!其)中([{''.join(SHORT)}])(?!国|式|元|度|尼|国)")
_GROUP = re.compile("|".join(form for forms in GROUPS for form in forms))
_GLUED = re.compile("[市县](?![场值民区域城长委政府级辖]).")
_WIDE = re.compile(
    "..[河江湖海洋山]$|^(?:长江|黄河|珠江|淮河|汉江|太湖|南海|东海|黄海|渤海|黑海|红海)$"
    "|流域|半球|平原|高原|盆地|海峡|半岛|群岛|运河|草原|沙漠|沙地|三角洲|大湾区$"
)
_COUNTING = frozenset("一二两三几每各这那")
_FAMOUS = frozenset(["普京", "拜登", "默茨", "卢拉", "莫迪", "梅西"])
_SUFFIXES = {
    **dict.fromkeys("省", Level.PROVINCE),
    **dict.fromkeys("市州盟", Level.CITY),
    **dict.fromkeys("县区旗", Level.COUNTY),
    **dict.fromkeys("镇乡村岛", Level.TOWN),
}
_BODY = re.compile(
    "(?:集团|公司|科技|银行|大学|学院|医院|股份|汽车|航空|电子|重工|证券|基金会"
    "|队|俱乐部|报社|中学)$"
)
_GENERIC = re.compile("(?:集团|公司|科技|股份|汽车|有限)+$")
_INSTITUTION = re.compile(".[盟会委院部局署]$|组织$")
_EVENT = re.compile(".{2,}(?:杯|运动会|运会|奖|铁路|会议)$|^(?:神舟|天舟|天宫|嫦娥|特斯拉)$")
_CRAFT = re.compile("(?:神舟|天舟|嫦娥|天问|风云|北斗|朱雀|力箭)[一二三四五六七八九十]{1,3}号")
_STORM = re.compile(
    '(?<=台风)(?![的和与等]|影响|防御|来袭|登陆)[“"]?([\u4e00-\u9fff]{2,4}?)[”"]?(?=的|登陆|来袭|影响|防御|$)'
)
_AREA = re.compile("(雄安|浦东|滨海|两江|天府|西咸|贵安|南沙|横琴|西海岸|金普|湘江|赣江|滇中)新区")
_AUTONOMOUS = re.compile(
    "(?:(?:壮|回|藏|羌|苗|土家|彝|侗|白|傣|朝鲜|布依|景颇|哈尼|傈僳)族|维吾尔)*"
    "(?:自治[区州县旗]|特别行政区)$"
)
_OFFICE = re.compile(
    "总书记|书记|主席|总理|总统|部长|外长|首相|国王|省长|市长|县长|教授|院士|同志"
    "|先生|女士|记者|议长|秘书长"
)
_TITLE = re.compile(r"《([^《》]{2,30})》|“([^“”]{2,20})”|「([^「」]{2,20})」|\"([^\"]{2,20})\"")
_PLAN = re.compile(
    '[一二三四五六七八九十]*[一二三四五六七八九]五(?=规划|期间|时期|[”"」]|$|以来|开局|收官)'
)
_ALSO = {
    "gdp": ("国内生产总值", "生产总值"),
    "ai": ("人工智能",),
    "cpi": ("居民消费价格", "消费价格"),
    "ppi": ("出厂价格",),
    "pmi": ("采购经理",),
    "app": ("应用", "客户端"),
    "wto": ("世贸组织", "世界贸易组织"),
}


_WITH = frozenset("同与跟对向")
_GIVEN, _WHOLE = 2, 3  # characters of a name without its surname, and with it
_ASPECTS = ("了", "过", "着")
_VERBS = "判称说见对查去评谈当案"
_FOREIGN = frozenset(["外国", "外方", "外长", "各国", "多国"])


@lru_cache(maxsize=4096)
def proper_names(text: str) -> tuple[Name, ...]:
    """Return the names of a text in order; none inside another. Offsets index the text."""
    found: list[Name] = []
    end = 0
    for name in sorted(
        [
            *_titles(text),
            *_latin(text),
            *_numbered(text),
            *_areas(text),
            *_groups(text),
            *_pairs(text),
            *_tagged(text),
        ],
        key=lambda name: (name.start, -name.end),
    ):
        if name.start >= end:
            found.append(name)
            end = name.end
    return tuple(found)


def _titles(text: str) -> Iterator[Name]:
    for match in _TITLE.finditer(text):
        inner = match[match.lastindex or 0]
        yield Name(
            text=match[0], start=match.start(), end=match.end(), level=Level.OTHER, forms=(inner,)
        )
    for match in _PLAN.finditer(text):
        yield _name(match[0], match.start(), Level.OTHER)


def _latin(text: str) -> Iterator[Name]:
    for match in LATIN.finditer(text):
        if len(match[0]) > 1:
            forms = (match[0], *_ALSO.get(match[0].casefold(), ()))
            yield _name(match[0], match.start(), Level.OTHER, forms)


def _numbered(text: str) -> Iterator[Name]:
    """Yield a craft with its number (嫦娥七号), and what a storm is called: 台风桦加沙."""
    for match in _CRAFT.finditer(text):
        yield _name(match[0], match.start(), Level.OTHER)
    for match in _STORM.finditer(text):
        yield _name(match[1], match.start(1), Level.OTHER)


def _areas(text: str) -> Iterator[Name]:
    """Yield the new areas of the state: 雄安新区, 雄安 too."""
    for match in _AREA.finditer(text):
        yield _name(match[0], match.start(), Level.CITY, (match[0], match[1]))


def _groups(text: str) -> Iterator[Name]:
    for match in _GROUP.finditer(text):
        forms = next(forms for forms in GROUPS if match[0] in forms)
        yield _name(match[0], match.start(), Level.ORGANISATION, forms)


def _pairs(text: str) -> Iterator[Name]:
    """Yield the other country of 中美 and 中俄."""
    for match in _PAIR.finditer(text):
        country = SHORT[match[1]]
        yield _name(match[0], match.start(), Level.COUNTRY, _forms_of_country(country))


def _tagged(text: str) -> Iterator[Name]:
    import rjieba  # reads its dictionary

    tokens = list(_whole_names(rjieba.tag(text, True)))
    starts = [0, *accumulate(len(word) for word, _ in tokens)]
    used = 0
    for i, (word, tag) in enumerate(tokens):
        if i < used:
            continue
        before = tokens[i - 1][0] if i else ""
        after = tokens[i + 1][0] if i + 1 < len(tokens) else ""
        level = _level(word, tag, before, after)
        if level is not None:
            whole, used = _joined(word, level, after), i + 1
            if level is Level.PERSON and word[-1] in _WITH and _is_foreign(after):
                whole = word[:-1]  # 王毅同 of 王毅同甲国外长会谈
            elif whole != word:
                used = i + 2
                level = _SUFFIXES.get(whole[-1], Level.ORGANISATION)
            yield _name(whole, starts[i], level, _forms(whole, level))
            if len(word) < len(whole) < len(word + after):
                yield from _after(text, starts[i] + len(whole))
                return


def _whole_names(tokens: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield words with their tags, a surname together with the name cut from it: 宋|怀远.

    And a name without the verb or noun that is taken for its end: 石磊|判了, 石磊|案.
    """
    surname = ""
    for (word, tag), (after, _) in pairwise((*tokens, ("", ""))):
        if surname and tag in ("nr", "nrt") and len(word) <= _GIVEN:
            yield surname + word, "nr"
            surname = ""
            continue
        if surname:
            yield surname, "nr"
        surname = word if tag == "nr" and len(word) == 1 and word in ALL_SURNAMES else ""
        if tag == "nr" and len(word) == _WHOLE and (after in _ASPECTS or word[-1] in _VERBS):
            yield from _unglued(word)
        elif not surname:
            yield word, tag
    if surname:
        yield surname, "nr"


def _unglued(word: str) -> Iterator[tuple[str, str]]:
    """Yield a guessed name of three without its last character, where the other two are one."""
    import rjieba

    name = rjieba.tag(word[:-1], True)
    if len(rjieba.tag(word, False)) > 1 and len(name) == 1 and name[0][1].startswith("nr"):
        yield name[0]
        yield word[-1], "v"
    else:
        yield word, "nr"


def _is_foreign(word: str) -> bool:
    return word in COUNTRIES or word[:2] in _FOREIGN


def _after(text: str, start: int) -> Iterator[Name]:
    """Yield the names after an offset at which a token was cut."""
    for name in _tagged(text[start:]):
        yield replace(name, start=start + name.start, end=start + name.end)


def _joined(word: str, level: Level, after: str) -> str:
    """Take in what follows: 云岭 市, 宇树 科技, and of 云岭 市有 the 市."""
    joins = after in _SUFFIXES if level.is_place else False
    if level.is_place and len(word) == 2 and _GLUED.match(after):
        return word + after[0]
    body = level is not Level.PERSON or len(word) != 3 or word[0] not in SURNAMES
    return word + after if joins or (body and after and _BODY.fullmatch(after)) else word


def _level(word: str, tag: str, before: str, after: str) -> Level | None:
    """Return what a word names, None for a word that is no name."""
    if word in HOME or word in COMMON or len(word) < 2:
        return None
    if word in _FAMOUS:
        return Level.PERSON
    if word in CITIES or word.removesuffix("市") in CITIES:
        return Level.CITY
    if word in REGIONS or (tag == "ns" and word not in PROVINCES and _WIDE.search(word)):
        return Level.OTHER
    if word in COUNTRIES or (tag == "nt" and _country_of(word)):
        return Level.COUNTRY
    if tag == "ns":
        return None if word[0] in _COUNTING else _place(word)
    if tag == "nt" or (tag == "j" and _INSTITUTION.search(word)):
        return Level.ORGANISATION
    if tag == "nz" or _EVENT.search(word):
        return Level.OTHER if _EVENT.search(word) else None
    if tag in ("nr", "nrt", "nrfg"):
        return _person(word, tag, before, after)
    return None


def _place(word: str) -> Level:
    bare = _AUTONOMOUS.sub("", word)
    if bare in PROVINCES or bare.rstrip("省市") in PROVINCES:
        return Level.PROVINCE
    return _SUFFIXES.get(word[-1], Level.CITY) if len(word) > 2 else Level.CITY


def _person(word: str, tag: str, before: str, after: str) -> Level | None:
    """Return what a word names that the dictionary, or a guess, takes for a person."""
    if before in _COUNTING:
        return None  # 这 段时间
    if _BODY.fullmatch(after or " "):
        return Level.ORGANISATION
    if after in _SUFFIXES:
        return _SUFFIXES[after]
    if len(word) > 2 and word[-1] in _SUFFIXES:
        return _SUFFIXES[word[-1]]
    foreign = set(word) <= SYLLABLES and (len(word) > 2 or tag == "nrt")
    cue = bool(_OFFICE.search(before) or _OFFICE.match(after))
    chinese = len(word) <= 3 and word[0] in SURNAMES
    ambiguous = len(word) <= 3 and word[0] in AMBIGUOUS_SURNAMES and (len(word) == 3 or cue)
    guessed = len(word) == 3 and word[0] in AMBIGUOUS_SURNAMES and word[-1] in "性化品力法观感型区"
    if tag == "nrfg" or foreign or cue or chinese or (ambiguous and not guessed):
        return Level.PERSON
    return None if _is_in_dictionary(word) else Level.OTHER


def _country_of(organisation: str) -> str:
    """Return the country of 美国政府 and 日本大使馆, "" for others."""
    return next((c for c in (organisation[:n] for n in (2, 3, 4, 5)) if c in COUNTRIES), "")


def _is_in_dictionary(word: str) -> bool:
    import rjieba

    return len(rjieba.tag(word, False)) == 1


def _name(text: str, start: int, level: Level, forms: tuple[str, ...] = ()) -> Name:
    return Name(text=text, start=start, end=start + len(text), level=level, forms=forms or (text,))


def _forms(word: str, level: Level) -> tuple[str, ...]:
    """Return how else a name is written: without 省 or 市, without 公司, with 美 for 美国."""
    if level is Level.COUNTRY:
        return _forms_of_country(_country_of(word) or word)
    if level is Level.ORGANISATION:
        bare = _GENERIC.sub("", word)
        return (word, bare) if 2 <= len(bare) < len(word) else (word,)
    if level.is_place:
        bare = _AUTONOMOUS.sub("", word)
        bare = bare[:-1] if len(bare) > 2 and bare[-1] in _SUFFIXES else bare
        return (word, bare) if 2 <= len(bare) < len(word) else (word,)
    return (word,)


def _forms_of_country(country: str) -> tuple[str, ...]:
    short = _LONG.get(country)
    if short is None:
        return (country,)
    return (country, *(f"{short}{more}" for more in "方军媒企"), f"中{short}", f"{short}中")
