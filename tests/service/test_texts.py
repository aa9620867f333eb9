"""What the pages say: every text is there in both languages, and every one is used."""

import re
import string
from pathlib import Path

import pytest

from qa.records import Refusal
from qa.service.problems import TITLES
from qa.service.texts import LANGUAGES, TEXTS, Texts, language_of

SERVICE = Path(__file__).parents[2] / "qa" / "service"
MADE = {  # names that are put together
    *(f"refused.{reason}" for reason in Refusal),
    *(f"problem.{name}" for name in TITLES),
    *(f"check.{state}" for state in ("same", "changed", "missing", "none")),
    *(f"import.{state}" for state in ("waiting", "running", "done", "failed", "cancelled")),
    *(f"summary.{kind}" for kind in ("headline", "brief", "summary")),
    *("ask", "search", "articles", "digest", "lists", "import", "status"),
    *("verdict.yes", "verdict.no"),
    *(f"lists.{shown}" for shown in ("all", "answered", "problems")),
    *(f"sure.{how}" for how in ("most", "more", "some", "little")),
    *(f"script.{name}" for name in ("printed", "hans", "hant")),
    "refused.nothing_read",
    *("refused.none", "not_asked"),
    *("source", "tag", "year", "since", "until", "loading", "by_words"),
}


def used():
    """Return the names that templates and modules have in quotation marks."""
    files = [*(SERVICE / "templates").iterdir(), *SERVICE.rglob("*.py")]
    words = set()
    for file in files:
        if file.name != "texts.py":
            words.update(re.findall(r"""["']([a-z_.]+)["']""", file.read_text("utf-8")))
    return words


def test_every_text_that_pages_ask_for_is_there_and_no_other():
    templates = "".join(file.read_text("utf-8") for file in (SERVICE / "templates").iterdir())
    called = set(re.findall(r"""\bt\(["']([a-z_.]+)["'][,)]""", templates))
    assert called | MADE <= set(TEXTS)
    assert set(TEXTS) - MADE <= used()


@pytest.mark.parametrize("name", TEXTS)
def test_both_languages_say_the_same_things(name):
    chinese, english = (
        {field for _, field, _, _ in string.Formatter().parse(text) if field}
        for text in TEXTS[name]
    )
    assert chinese == english
    assert all(TEXTS[name])
    assert not re.search("[\u4e00-\u9fff]", TEXTS[name][1])


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "zh-Hans"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("en-US,en;q=0.9", "en"),
        ("EN", "en"),
        ("en;q=0.5,zh;q=0.8", "zh-Hans"),
        ("fr,de;q=0.7,en;q=0.3", "en"),
        ("fr", "zh-Hans"),
        ("en;q=x,*", "zh-Hans"),
        ("en;q=0", "zh-Hans"),
        ("," * 10_000 + "en", "zh-Hans"),
        ("\x00;;q==", "zh-Hans"),
    ],
)
def test_english_is_for_who_wants_it_more(accepted, language):
    assert language_of(accepted) == language
    assert Texts(language)("name") == TEXTS["name"][LANGUAGES.index(language)]
