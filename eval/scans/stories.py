"""The stories that pages are filled with: invented, written for this."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from qa.chinese.scripts import in_traditional

__all__ = ["Story", "as_traditional", "stories", "traditional"]

_FIELDS = {"引题": "kicker", "标题": "headline", "副题": "subtitle", "作者": "byline"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article before it is set; the parts that it lacks are empty."""

    headline: str
    paragraphs: tuple[str, ...]
    kicker: str = ""
    subtitle: str = ""
    byline: str = ""

    @property
    def length(self) -> int:
        """How many characters its paragraphs have."""
        return sum(map(len, self.paragraphs))


@cache
def stories() -> tuple[Story, ...]:
    """Return all that are written, in simplified characters."""
    text = resources.files("eval.scans").joinpath("stories.txt").read_text(encoding="utf-8")
    return tuple(_story(block) for block in text.strip().split("\n\n"))


def _story(block: str) -> Story:
    fields: dict[str, str] = {}
    paragraphs = []
    for line in block.split("\n"):
        name, mark, value = line.partition("：")
        if mark and name in _FIELDS:
            fields[_FIELDS[name]] = value
        else:
            paragraphs.append(line)
    return Story(headline=fields.pop("headline"), paragraphs=tuple(paragraphs), **fields)


def as_traditional(story: Story) -> Story:
    """Return it in traditional characters, with the quotation marks that go with them."""
    return replace(
        story,
        headline=traditional(story.headline),
        kicker=traditional(story.kicker),
        subtitle=traditional(story.subtitle),
        byline=traditional(story.byline),
        paragraphs=tuple(map(traditional, story.paragraphs)),
    )


def traditional(text: str) -> str:
    """Return a text in traditional characters, its quotation marks too."""
    return in_traditional(text).translate(str.maketrans("“”‘’", "「」『』"))
