"""Whom a question means by an office or a body of another country: 云国总统, 云国政府.

The name of the country alone binds too little: what its companies do its president does not. Who
holds an office the articles themselves say (云国总统甲某): his name stands for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.chinese.gazetteer import COUNTRIES, SHORT, SYLLABLES
from qa.chinese.proper_names import Level, Name
from qa.chinese.surnames import AMBIGUOUS_SURNAMES, SURNAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


__all__ = ["FOREIGN", "with_offices"]

_BODIES = ("联合国", "北约", "东盟", "世卫组织", "世界卫生组织", "世贸组织", "国际原子能机构")
_ASKED = re.compile(
    f"(?P<country>{'|'.join(sorted([*COUNTRIES, *_BODIES], key=len, reverse=True))})"
    "(?:(?P<office>总统|首相|总理|国王|女王|外长|外交部长|外交大臣|国防部长|防长|议长|秘书长|总干事)"
    "|(?P<body>政府|当局|军方|军队|议会|国会|外交部|国防部|央行))"
)
_ALSO = {
    "政府": ("当局", "内阁", "首相", "总理", "总统", "政权", "外交部", "外长", "财政部"),
    "军方": ("军队", "国防军", "武装部队", "国防部"),
    "军队": ("军方", "国防军", "武装部队", "国防部"),
    "国会": ("众议院", "参议院", "议会"),
    "议会": ("众议院", "参议院", "国会"),
    "外长": ("外交部长", "外交大臣"),
    "外交部长": ("外长",),
}
_OF_OFFICE = "外事|府|夫人|大选|选举|候选|特使|顾问|助理|办公"
_LONG = {country: short for short, country in SHORT.items() if short != "日"}
"""The short names of countries, but not 日, which is a day before an office too: 5日总理."""

_SURNAMES = SURNAMES | AMBIGUOUS_SURNAMES
_FULL = 3
FOREIGN = re.compile(f"[{''.join(sorted(SYLLABLES))}·]{{2,}}")


def with_offices(names: Sequence[Name], question: str, texts: Sequence[str]) -> tuple[Name, ...]:
    """Return the names of a question, a country with an office or body after it as one name.

    ``texts`` are those of the articles found, in simplified characters: they say who holds it.
    """
    offices = [_office(match, texts) for match in _ASKED.finditer(question)]
    others = [
        name
        for name in names
        if all(name.end <= one.start or one.end <= name.start for one in offices)
    ]
    return tuple(sorted([*others, *offices], key=lambda name: name.start))


def _office(match: re.Match[str], texts: Sequence[str]) -> Name:
    forms = _forms(match["country"], match["office"] or match["body"])
    held = tuple(dict.fromkeys(_holders(forms, texts))) if match["office"] else ()
    return Name(
        text=match[0],
        start=match.start(),
        end=match.end(),
        level=Level.PERSON if match["office"] else Level.ORGANISATION,
        forms=(*forms, *held),
    )


def _forms(country: str, office: str) -> tuple[str, ...]:
    """Return an office of a country with the country's long name and its short one."""
    countries = [country, *([_LONG[country]] if country in _LONG else [])]
    return tuple(one + other for other in (office, *_ALSO.get(office, ())) for one in countries)


def _holders(forms: Sequence[str], texts: Sequence[str]) -> Iterator[str]:
    """Yield the names that follow an office, but not 总统府 and 总统顾问."""
    office = re.compile(f"(?:{'|'.join(forms)})(?!{_OF_OFFICE})")
    for text in texts:
        for match in office.finditer(text):
            if foreign := FOREIGN.match(text, match.end()):
                yield foreign[0]
            elif text[match.end() : match.end() + 1] in _SURNAMES:
                yield text[match.end() : match.end() + _FULL]
