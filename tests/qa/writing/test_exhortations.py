"""What an opinion calls for."""

import pytest

from qa.checking.derivation import Taken
from qa.checking.source import Source
from qa.writing.candidates import headlines
from qa.writing.compress import headline_text
from qa.writing.exhortations import exhortations, is_called_for

ARGUED = "桥梁养护要从小处着手。只有常修，才能常新。养桥离不开人人尽责。" * 3


def found(text):
    source = Source(text)
    taken = Taken(source=source, sentence=source.sentences[0])
    return [headline_text(made) for made in exhortations(taken)]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("要坚决克服大干快上的冲动，按规律办事。", ["坚决克服大干快上的冲动"]),
        ("各地还应健全桥梁养护长效机制。", ["健全桥梁养护长效机制"]),
        ("推动桥梁养护提质增效，需要人人尽责。", ["推动桥梁养护提质增效"]),
        (
            "守好桥梁安全底线，补齐养护短板，让桥更耐用。",
            ["守好桥梁安全底线"],
        ),
        (
            "守好桥梁安全底线，完善养护长效机制。",
            ["守好桥梁安全底线", "守好桥梁安全底线 完善养护长效机制", "完善养护长效机制"],
        ),
        ("以精细养护护航城市发展，是应有之义。", ["以精细养护护航城市发展"]),
        ("要让每一座老桥都成为风景。", ["让每一座老桥都成为风景"]),
        # what happened, what is only described, what is denied or holds on a condition
        ("打通了两岸居民出行的堵点。", []),
        ("推动桥梁发展的新路，就在脚下。", []),
        ("锤炼的是造桥人的意志品质。", []),
        ("如果健全桥梁养护长效机制，桥会更好。", []),
        ("不能只提升桥梁建设的速度。", []),
        ("提升桥梁建设的速度规模，却丢了质量。", []),
        ("让桥梁养护逐渐成为负担。", []),
        ("云岭市政府一意孤行，加快拆除两岸老桥。", []),
        ("各地要引以为戒，进一步健全养护机制。", ["进一步健全养护机制"]),
        # what another says
        ("何远强调，要健全桥梁养护长效机制。", []),
    ],
)
def test_exhortations(text, called):
    assert found(text) == called


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("推动桥梁养护提质增效", True),
        ("以精细养护护航城市发展", True),
        ("云岭市推动桥梁养护提质增效", False),
        ("各地要推动桥梁养护提质增效", False),
    ],
)
def test_is_called_for(text, called):
    assert is_called_for(text) is called


def test_only_of_an_opinion_are_they_headlines():
    call = "我们要健全桥梁养护长效机制。"
    assert "健全桥梁养护长效机制" in headlines(Source(ARGUED + call), longest=40).passed
    news = "本报云岭4月3日电 （记者何远）清河大桥通车。" + call
    assert "健全桥梁养护长效机制" not in headlines(Source(news), longest=40).passed
