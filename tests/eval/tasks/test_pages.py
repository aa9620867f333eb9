import json

import pytest

from eval.errors import DataError, SuiteError
from eval.suite import TaskSpec
from eval.tasks.pages import PAGES
from qa.records import Article
from tests.eval.runs import SMOKE

FIRST = Article(
    id="1", title="新桥 通车", text="本报讯 新桥今天通车了，两岸欢呼。\n桥长一里。", byline="王五"
)
SECOND = Article(id="2", title="春茶上市", text="本报讯 春茶今天上市，每斤百元起。", byline=None)


@pytest.fixture
def page(tmp_path):
    golden = [{"title": a.title, "byline": a.byline, "text": a.text} for a in (FIRST, SECOND)]
    (tmp_path / "p.json").write_text(json.dumps(golden), encoding="utf-8")
    (tmp_path / "p.txt").write_text("新桥 通车\n", encoding="utf-8")
    (only,) = PAGES.load(TaskSpec(name="pages", kind="pages", data=(tmp_path,)))
    return only


def test_a_page_read_right(page):
    scores = PAGES.score(page, [FIRST, SECOND])
    assert scores == {
        "boundary_right": 2.0,
        "boundary_found": 2.0,
        "boundary_wanted": 2.0,
        "headline_right": 2.0,
        "byline_right": 2.0,
        "paragraphs_right": 3.0,
        "paragraphs": 3.0,
        "lost": 0.0,
    }


def test_a_page_read_as_one_article(page):
    whole = Article(id="1", title="新桥通车", text=f"{FIRST.text}\n{SECOND.text}", byline="王五")
    scores = PAGES.score(page, [whole])
    assert (scores["boundary_right"], scores["boundary_found"]) == (0.0, 1.0)
    assert (scores["headline_right"], scores["byline_right"]) == (0.0, 0.0)
    assert scores["paragraphs_right"] == 3.0
    assert scores["lost"] == 4.0  # 春茶上市


def test_a_wrong_byline_and_a_broken_paragraph(page):
    other = Article(id="1", title=FIRST.title, text=FIRST.text.replace("，", "，\n"), byline=None)
    scores = PAGES.score(page, [other, SECOND])
    assert (scores["boundary_right"], scores["byline_right"]) == (2.0, 1.0)
    assert (scores["paragraphs_right"], scores["lost"]) == (2.0, 2.0)


def test_our_pages_exist_and_the_reader_reads_most(tmp_path):
    pages = PAGES.load(
        TaskSpec(name="pages", kind="pages", data=(SMOKE.with_name("smoke") / "pages",))
    )
    right = [
        page.id
        for page in pages
        if [a.text for a in PAGES.systems["kanbao"](None, None, page)]
        == [a.text for a in page.articles]
    ]
    assert {"agency", "columns", "leads", "letter", "wrapped"} <= set(right)


def test_errors(tmp_path):
    spec = TaskSpec(name="pages", kind="pages", data=(tmp_path,))
    with pytest.raises(DataError, match=r"no NAME\.json beside a page"):
        PAGES.load(spec)
    (tmp_path / "p.json").write_text("[]")
    with pytest.raises(DataError, match="beside 0 files of its name, not one page"):
        PAGES.load(spec)
    (tmp_path / "p.txt").write_text("x")
    (tmp_path / "p.json").write_text('[{"title": "x"}]')
    with pytest.raises(DataError, match="not a list of title, byline, text: KeyError"):
        PAGES.load(spec)
    (tmp_path / "p.json").write_text("[]")
    with pytest.raises(DataError, match=r"p\.json: no articles: an empty set"):
        PAGES.load(spec)
    (tmp_path / "p.json").write_text('[{"title": "x", "byline": null, "text": "y"}]')
    (tmp_path / "q.txt").write_text("x")
    with pytest.raises(DataError, match=r"q\.txt: a page without a NAME\.json"):
        PAGES.load(spec)
    with pytest.raises(SuiteError, match="must be a folder of pages"):
        PAGES.load(TaskSpec(name="pages", kind="pages", data=(tmp_path / "p.txt",)))
