"""What is said where no article passes a filter."""

import datetime as dt

import pytest

from qa import Archive, Article
from qa.records import Imprint
from tests.fakes import HashEmbedder
from tests.qa.command.sample import QUESTION

ARTICLES = [
    Article(
        id=f"n{page}",
        title="通告",
        text=f"云岭市第{page}号通告。今日有雨，市民请带伞。",
        date=dt.date(2031, 4, page),
        source="云岭日报",
        tags=("天气",),
        imprint=Imprint(page=str(page), section="要闻"),
    )
    for page in (1, 2)
]


@pytest.fixture
def notices(kanbao, tmp_path):
    with Archive.open(tmp_path / "archive", embedder=HashEmbedder()) as archive:
        archive.add(ARTICLES)
    return kanbao


FILTERS = [
    (["--page", "9"], "没有版次是“9”的文章：有的是 1、2"),
    (["--source", "山城报"], "没有来源是“山城报”的文章：有的是 云岭日报"),
    (["--tag", "体育"], "没有标签是“体育”的文章：有的是 天气"),
    (["--section", "副刊"], "没有版名是“副刊”的文章：有的是 要闻"),
    (
        ["--since", "2050-01-01"],
        "没有 2050-01-01 起的文章：有日期的文章在 2031-04 到 2031-04 之间",
    ),
    (
        ["--page", "2", "--until", "2031-04-01"],
        "没有一篇文章同时符合这些筛选条件：去掉一个再试",
    ),
]


@pytest.mark.parametrize(("words", "said"), FILTERS)
@pytest.mark.parametrize(
    "command", [["summarize"], ["list"], ["search", "通告"], ["digest", "天气"], ["ask", QUESTION]]
)
def test_a_filter_that_nothing_passes_is_explained(notices, command, words, said):
    code, _, err = notices(*command, *words)
    assert (code, err) == (1, f"注意：{said}\n")


def test_a_list_of_questions_is_asked_all_the_same(notices, tmp_path):
    listed = tmp_path / "list.csv"
    listed.write_text("问题\n通告第几号？\n", "utf-8")
    code, _, err = notices("ask", "--questions", listed, "--page", "9")
    assert (code, err) == (0, "注意：没有版次是“9”的文章：有的是 1、2\n")


def test_of_many_values_the_first_are_named(kanbao, tmp_path):
    with Archive.open(tmp_path / "archive", embedder=HashEmbedder()) as archive:
        archive.add(
            Article(id=f"n{n}", title="", text="今日有雨。", source=f"报{n:02}") for n in range(25)
        )
    _, _, err = kanbao("list", "--source", "没有")
    assert err.endswith("、报19……共 25 个\n")
    assert kanbao("list", "--page", "1")[2] == "注意：没有版次是“1”的文章：文章都没有版次\n"
    said = "注意：没有到 2031-01-01 为止的文章：文章都没有日期\n"
    assert kanbao("list", "--until", "2031-01-01")[2] == said


def test_an_archive_without_articles_says_so(kanbao, tmp_path):
    with Archive.open(tmp_path / "archive", embedder=HashEmbedder()):
        pass
    said = "注意：档案是空的：先用 kanbao add 加入文章\n"
    assert kanbao("summarize", "--all") == (1, "", said)
    assert kanbao("list", "--page", "1")[2] == said
