"""Every view in a real browser: with JavaScript and without, narrow and wide, by keyboard."""

import os
import shutil
import socket
import threading
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import quote

import httpx2 as httpx
import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from qa import Archive, Article, read_articles
from qa.service.app import create_app
from qa.service.core import Service
from qa.service.settings import Settings
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator
from tests.qa.reading.papers import column, pdf
from tests.service.conftest import LIBRARY, PAGE, until

CHROMIUM = shutil.which("chromium")
if CHROMIUM is None and not os.environ.get("CI"):
    pytest.skip("there is no chromium here: apt-get install chromium", allow_module_level=True)

QUESTION = "清河大桥总投资多少？"
LIST = f"问题,编号\n{QUESTION},甲\n木星有几颗卫星？,乙\n,丙\n"
GAUGES = "云岭市水文站新设雨量计三十二处。\n站长邵平说，汛期每小时报送一次，平时每日两次。"
HOSTILE = Article(
    id="hostile",
    title='<script>document.title="x"</script>‮报‬" onclick="document.title=1',
    text='<img src=x onerror="document.title=1">‮云岭‬\x1b[31m红\x1b[0m</p><script>document.title=2'
    "</script>{{ 7*7 }}" + "云岭市清河大桥" * 143_000 + "。\n第二段。",
    source="<b>报</b>",
    byline="</title><script>1</script>",
    tags=('"><i>',),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with an archive: a page of text, one of a PDF, one without a file, a bad one."""
    place = tmp_path_factory.mktemp("browser")
    (place / "page.txt").write_text(PAGE, "utf-8")
    (place / "page.pdf").write_bytes(pdf(column(60, 80, GAUGES, width=30)))
    with Archive.open(place / "archive", embedder=HashEmbedder()) as archive:
        articles = [replace(one, source="云岭日报") for one in read_articles(place / "page.txt")]
        (gauges,) = read_articles(place / "page.pdf")
        gauges = replace(gauges, id="gauges", title="水文站新设雨量计")
        archive.add([*articles, gauges, LIBRARY, replace(HOSTILE, text=HOSTILE.text[:600])])
    return place


@contextmanager
def running(settings):
    """Serve on a free port of this machine; give the address and the service."""
    service = Service(settings, embedder=HashEmbedder(), generator=ExtractiveGenerator())
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(service), log_level="error", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        until(lambda: server.started and service.models.are_ready)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", service
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def url(place):
    settings = Settings(archives={"news": place / "archive"}, keys=place / "keys.json")
    with running(settings) as (url, service):
        files = {"files": ("甲乙丙.csv", LIST.encode())}
        httpx.post(f"{url}/api/v1/archives/news/question-lists", files=files).raise_for_status()
        until(lambda: service.jobs.depth == 0)
        yield url


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


class Tab:
    """A page of the browser; what it says on its console must be nothing."""

    def __init__(self, browser, url, *, width=1280, **how):
        self.url = url
        size = {"width": width, "height": 800}
        self.context = browser.new_context(viewport=size, locale="zh-CN", **how)
        self.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=url)
        self.page = self.context.new_page()
        self.wrong = []
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on(
            "console",
            lambda said: self.wrong.append(said.text) if said.type in ("error", "warning") else 0,
        )

    def go(self, address):
        response = self.page.goto(self.url + address)
        assert response.status == 200, address
        return self.page


@pytest.fixture
def tab(browser, url):
    tabs = []

    def tab(**how):
        tabs.append(Tab(browser, url, **how))
        return tabs[-1]

    yield tab
    for one in tabs:
        one.context.close()
        assert one.wrong == []


def article(tab):
    """Return the address of an article with a quotation that is broken in its file."""
    page = tab.go(f"/a/news/search?q={quote('清河大桥')}")
    link = page.locator(".hit a.to", has_text="清河大桥建成通车").first
    path = link.get_attribute("href").partition("?")[0]
    return f"{path}?start=45&end=60"


def list_of(tab):
    """Return the address of the list that was answered before the tests."""
    return tab.go("/a/news/lists").locator(".job a.to").last.get_attribute("href")


def views(tab):
    return {
        "问": "/a/news/ask",
        "答": f"/a/news/ask?q={quote(QUESTION)}",
        "拒": f"/a/news/ask?q={quote('木星有几颗卫星')}",
        "搜": f"/a/news/search?q={quote('夜校')}",
        "文章": "/a/news/articles",
        "一篇": article(tab),
        "核对": article(tab) + "&check=true",
        "无文件": f"/a/news/articles/{quote(LIBRARY.id, safe='')}",
        "恶": "/a/news/articles/hostile?start=0&end=80",
        "综述": f"/a/news/digest?q={quote('清河大桥')}",
        "摘要": f"/a/news/digest?article={quote(LIBRARY.id, safe='')}",
        "版面": "/a/news/articles/gauges?start=25&end=30",
        "清单": "/a/news/lists",
        "清单结果": list_of(tab),
        "入库": "/a/news/import",
        "状态": "/status",
        "登录": "/login",
    }


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
def test_every_view_fits_and_says_nothing_on_the_console(tab, width, script):
    one = tab(width=width, java_script_enabled=script)
    for name, address in views(one).items():
        page = one.go(address)
        assert page.locator("h1").count() == 1, name
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (name, wide)
        if name in ("一篇", "核对", "无文件"):
            assert page.locator("[data-copy]").is_visible() == script  # there to be pressed, or not


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (375, "light"), (1280, "dark")])
def test_every_view_is_for_everybody(tab, width, scheme):
    one = tab(width=width, color_scheme=scheme)
    for name, address in views(one).items():
        page = one.go(address)
        found = Axe().run(page)
        assert found.violations_count == 0, (name, found.generate_report())


def test_an_answer_comes_without_a_new_page_and_is_the_page_that_a_link_gives(tab):
    page = tab().go("/a/news/ask")
    page.evaluate("window.here = true")
    page.locator("#q").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".said-by-archive")).to_contain_text("1.5亿元")
    assert page.evaluate("window.here")
    assert page.url.endswith(f"/a/news/ask?q={quote(QUESTION)}")
    assert page.title().startswith(QUESTION)
    expect(page.locator("#stage")).to_be_empty()
    streamed = page.locator("#result").inner_text()
    page.reload()
    assert page.locator("#result").inner_text() == streamed
    page.go_back()
    expect(page.locator(".about")).to_be_visible()


def test_what_is_wrong_with_a_question_is_a_page(tab):
    one = tab()
    page = one.go("/a/news/ask?since=2031-05-01")
    page.locator("#q").fill(QUESTION)
    page.locator("input[name=until]").fill("2031-04-01")
    page.keyboard.press("Enter")
    expect(page.locator(".problem h1")).to_have_text("填写有误")


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
def test_a_list_is_sent_followed_and_there_after_a_reload(tab, tmp_path, script):
    one, file = tab(java_script_enabled=script), tmp_path / "问题.csv"
    file.write_text(LIST, "utf-8")
    page = one.go("/a/news/lists")
    page.set_input_files("#files", file)
    page.get_by_role("button", name="上传提问").click()
    page.wait_for_url("**/lists/*")
    if script:  # followed without a reload of ours
        expect(page.locator(".job strong")).to_have_text("完成", timeout=60_000)
    else:
        until(lambda: page.reload() and page.locator(".job strong").inner_text() == "完成")
    expect(page.locator(".hit.answered .list-answer")).to_contain_text("1.5亿元")
    expect(page.locator(".hit.refused")).to_contain_text("没有找到有把握的答案")
    expect(page.locator(".hit.problems")).to_contain_text("第 4 行")
    shown = page.locator("#jobs").inner_text()
    page.reload()
    assert page.locator("#jobs").inner_text() == shown
    with page.expect_download() as taken:
        page.get_by_role("link", name="表格 CSV").click()
    assert taken.value.path().read_text("utf-8-sig").count("\n") == 4
    page.get_by_role("button", name="删除这份清单和结果").click()
    page.wait_for_url("**/lists")
    expect(page.locator(".job")).to_have_count(1)


def test_other_places_of_an_article_open_by_keyboard(browser, tmp_path):
    told = [f"清河大桥第{n}段由云岭市交通局维护，{'沿途有路灯和步道。' * 40}" for n in "一二三"]
    with Archive.open(tmp_path / "archive", embedder=HashEmbedder()) as archive:
        archive.add([Article(id="long", title="大桥养护", text="\n".join(told))])
    settings = Settings(archives={"news": tmp_path / "archive"}, keys=tmp_path / "keys.json")
    with running(settings) as (url, _):
        one = Tab(browser, url, width=375)
        page = one.go(f"/a/news/search?q={quote('清河大桥养护')}")
        others = page.locator(".others a")
        expect(others.first).not_to_be_visible()
        page.locator(".others summary").focus()
        page.keyboard.press("Enter")
        expect(others.first).to_be_visible()
        assert Axe().run(page).violations_count == 0
        one.context.close()


def test_the_lit_box_lies_on_the_picture_of_the_page(tab):
    page = tab().go("/a/news/articles/gauges?start=25&end=30")
    lit, picture = page.locator("rect.lit"), page.locator(".page img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    box, whole = lit.bounding_box(), picture.bounding_box()
    assert lit.count() == 1
    assert whole["x"] <= box["x"]
    assert box["x"] + box["width"] <= whole["x"] + whole["width"]
    assert box["width"] / whole["width"] == pytest.approx(5 * 10 / 600, rel=0.3)
    assert page.locator(".text mark").inner_text() == GAUGES.replace("\n", "")[24:29]


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
def test_the_switch_between_simplified_and_traditional(tab, script):
    one = tab(java_script_enabled=script, width=375)
    page = one.go(f"/a/news/ask?q={quote(QUESTION)}")
    reference = page.locator("[data-reference]").first.inner_text()
    cited = len(page.locator(".source mark").first.inner_text())
    page.get_by_role("button", name="用繁体字显示").click()
    expect(page.locator(".said-by-archive")).to_contain_text("1.5億元")
    assert page.url.endswith(f"ask?q={quote(QUESTION)}")
    assert page.locator("html").get_attribute("lang") == "zh-Hant"
    assert page.locator("#q").input_value() == QUESTION
    assert page.locator("[data-reference]").first.inner_text() == reference
    assert len(page.locator(".source mark").first.inner_text()) == cited
    assert not script or Axe().run(page).violations_count == 0  # it runs as a script of the page
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    page.locator(".source a.to").first.click()
    expect(page.locator("h1")).to_have_text("清河大橋建成通車")
    assert "1.5亿元" in "".join(page.locator(".file-text mark").all_inner_texts())
    page.locator(".scripts button").first.click()
    expect(page.locator("h1")).to_have_text("清河大桥建成通车")


def test_keys(tab):
    page = tab().go(f"/a/news/search?q={quote('云岭')}")
    page.keyboard.press("j")
    titles = page.locator(".hit a.to")
    assert titles.count() >= 3
    expect(titles.nth(0)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(titles.nth(1)).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("j?")  # written, not done
    expect(page.locator("#q")).to_have_value("j?")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).not_to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).not_to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")


def test_the_skip_link_is_first_and_leads_to_the_text(tab):
    page = tab().go(f"/a/news/search?q={quote('云岭')}")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_references_are_copied_by_button_and_by_key(tab):
    one = tab()
    page = one.go(f"/a/news/ask?q={quote(QUESTION)}")
    page.locator("[data-copy]").first.click()
    expect(page.locator("#said")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "李桂英. 清河大桥建成通车[N]. 云岭日报, 2031-04-03."
    page = one.go(f"/a/news/articles/{quote(LIBRARY.id, safe='')}")
    page.keyboard.press("c")
    expect(page.locator("#said")).to_have_text("已复制")
    assert "图书馆延长开放时间[N]" in page.evaluate("navigator.clipboard.readText()")


def test_a_permanent_link_lights_its_characters_in_text_and_file(tab):
    one = tab()
    address, _, _ = article(one).partition("?")
    page = one.go(f"{address}#c45-60")
    expect(page.locator(".text mark")).to_have_count(1)
    quoted = page.locator(".text mark").inner_text()
    assert len(quoted) == 15
    assert "".join(page.locator(".file-text mark").all_inner_texts()) == quoted
    assert page.locator(".file-text mark").count() == 2
    expect(page.locator("#c45-60")).to_be_in_viewport()


def test_a_hostile_article_is_text(browser, tmp_path):
    with Archive.open(tmp_path / "archive", embedder=HashEmbedder()) as archive:
        archive.add([HOSTILE])
    settings = Settings(archives={"news": tmp_path / "archive"}, keys=tmp_path / "keys.json")
    with running(settings) as (url, _):
        for script in (True, False):
            one = Tab(browser, url, width=375, java_script_enabled=script)
            page = one.go("/a/news/articles/hostile?start=0&end=40")
            shown = page.locator(".text p").first.text_content()
            ours = shown.replace("引文始", "").replace("引文终", "")
            assert ours == HOSTILE.text.partition("\n")[0].replace("\x1b", "␛")
            assert page.locator("h1").inner_text() == HOSTILE.title
            assert page.locator(".text mark").text_content() == HOSTILE.text[:40]
            assert page.locator("main script, main img, main i").count() == 0
            assert page.evaluate("document.documentElement.scrollWidth") <= 375
            for address in (
                f"ask?q={quote('清河大桥')}",
                f"search?q={quote('云岭市')}",
                "articles",
            ):
                page = one.go(f"/a/news/{address}")
                assert page.locator("main script, main img, main i").count() == 0
                assert page.evaluate("document.documentElement.scrollWidth") <= 375
            assert page.title() == "文章 · news · 看报"
            assert one.wrong == []
            one.context.close()


def test_logging_in_and_out_by_form(browser, place, tmp_path):
    from qa.service.keys import Keys, Scope

    _, secret = Keys(tmp_path / "keys.json").new(scope=Scope.READ)
    settings = Settings(archives={"news": place / "archive"}, keys=tmp_path / "keys.json")
    with running(settings) as (url, _):
        context = browser.new_context(locale="en-US")
        page = context.new_page()
        address = f"{url}/a/news/search?q={quote('夜校')}"
        page.goto(address)
        assert page.locator("h1").inner_text() == "Log in"
        page.get_by_label("Key", exact=True).fill(secret)
        page.get_by_role("button", name="Log in").click()
        expect(page.locator(".hit").first).to_contain_text("夜校")
        assert page.url == address
        page.get_by_role("button", name="Log out").click()
        expect(page.locator("h1")).to_have_text("Log in")
        context.close()


def test_files_go_in_by_the_form_and_their_import_is_followed(tab, place, tmp_path):
    file = tmp_path / "不是.pdf"
    file.write_bytes(b"\0\1\2")
    page = tab().go("/a/news/import")
    page.set_input_files("#files", file)
    page.get_by_role("button", name="上传入库").click()
    page.wait_for_url("**/import#j*")
    job = page.locator(".job").first
    expect(job).to_contain_text("1 个文件")
    # Followed to its end without a reload of ours; it fails, for the archive has another embedder.
    expect(job.locator("strong")).to_have_text("失败", timeout=200_000)
    expect(job.locator(".warn")).not_to_be_empty()
