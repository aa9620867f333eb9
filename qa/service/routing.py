"""Every address of the service in one table: what answers, who may ask, what it takes, gives."""

from __future__ import annotations

from starlette.responses import Response

from qa.search.serving import ShardRead
from qa.service import bodies
from qa.service.call import Call, json_response
from qa.service.citations import FORMS
from qa.service.endpoint import Endpoint, Handler
from qa.service.keys import Scope
from qa.service.openapi import document
from qa.service.routes import (
    archives,
    asking,
    exports,
    imports,
    lists,
    login,
    mcp,
    openai,
    page_articles,
    page_imports,
    page_lists,
    pages,
    system,
)

__all__ = ["ENDPOINTS"]

_API = "/api/v1"
_ARCHIVE = _API + "/archives/{archive:segment}"
_ARTICLE = _ARCHIVE + "/articles/{id:segment}"

_ASKED: tuple[Endpoint, ...] = (
    Endpoint(
        method="GET",
        path=_ARCHIVE + "/search",
        handle=asking.search_link,
        about="检索（链接）；q 即 text",
        query=bodies.SearchBody,
        short={"q": "text"},
        returns="search",
    ),
    Endpoint(
        method="POST",
        path=_ARCHIVE + "/search",
        handle=asking.search,
        about="检索：最相关的片段和各路得分",
        body=bodies.SearchBody,
        returns="search",
    ),
    Endpoint(
        method="GET",
        path=_ARCHIVE + "/answers",
        handle=asking.answer_link,
        about="提问（链接）；q 即 question",
        query=bodies.Asked,
        short={"q": "question"},
        returns="ask",
        streams=True,
    ),
    Endpoint(
        method="POST",
        path=_ARCHIVE + "/answers",
        handle=asking.answer,
        about="提问：答案及其原文出处；拒答时 text 为 null，reason 说明原因",
        body=bodies.Asked,
        returns="ask",
        streams=True,
    ),
    Endpoint(
        method="POST",
        path=_ARCHIVE + "/answers:batch",
        handle=asking.answers,
        about="一次提多个问题，逐个回答",
        body=bodies.Batch,
        returns="answers",
    ),
    Endpoint(
        method="POST",
        path=_ARCHIVE + "/digests",
        handle=asking.digest,
        about="综述：从多篇文章里选出原句；没有时 text 为 null，reason 说明原因",
        body=bodies.DigestBody,
        returns="digest",
    ),
    Endpoint(
        method="POST",
        path=_ARCHIVE + "/summaries",
        handle=asking.summaries,
        about="摘要：标题、提要或长文摘要",
        body=bodies.SummaryBody,
        returns="summarize",
    ),
)

_HELD: tuple[Endpoint, ...] = (
    Endpoint(
        method="GET",
        path=_API + "/archives",
        handle=archives.archives,
        about="全部档案",
        returns="archives",
    ),
    Endpoint(
        method="GET",
        path=_ARCHIVE,
        handle=archives.archive,
        about="一个档案：篇数、起止日期、来源、向量模型、版次",
        returns="served",
    ),
    Endpoint(
        method="GET",
        path=_ARCHIVE + "/articles",
        handle=archives.articles,
        about="文章列表，一页一页",
        query=bodies.ListQuery,
        returns="articles",
    ),
    Endpoint(
        method="GET",
        path=_ARCHIVE + "/articles.csv",
        handle=exports.articles_csv,
        about="筛选出的全部文章，表格",
        query=bodies.Filter,
        media="text/csv",
    ),
    Endpoint(
        method="GET",
        path=_ARCHIVE + "/articles.jsonl",
        handle=exports.articles_jsonl,
        about="筛选出的全部文章，kanbao add 能再读入",
        query=bodies.Filter,
        media="application/x-ndjson",
    ),
    Endpoint(
        method="GET",
        path=_ARCHIVE + "/facets",
        handle=archives.facets,
        about="按年、月、来源、标签、版次或版名计数",
        query=bodies.FacetQuery,
        returns="counts",
    ),
    Endpoint(
        method="POST",
        path=_ARCHIVE + "/shard",
        handle=archives.shard,
        about="合读：别的机器上的看报把这个档案和别的档案合在一起读时，逐项来取",
        body=ShardRead,
        returns="shard",
    ),
    Endpoint(
        method="GET",
        path=_ARTICLE,
        handle=archives.article,
        about="一篇文章的全文，及其在原文件里的位置",
        returns="whole_article",
    ),
    Endpoint(
        method="PUT",
        path=_ARTICLE,
        handle=archives.put_article,
        about="加入或替换一篇文章",
        scope=Scope.WRITE,
        body=bodies.ArticleBody,
        returns="whole_article",
    ),
    Endpoint(
        method="DELETE",
        path=_ARTICLE,
        handle=archives.delete_article,
        about="删除一篇文章",
        scope=Scope.WRITE,
        status=204,
    ),
    Endpoint(
        method="GET",
        path=_ARTICLE + "/original",
        handle=archives.original,
        about="扫描件文章识别出来的原样，没有更正",
        returns="whole_article",
    ),
    Endpoint(
        method="POST",
        path=_ARTICLE + "/corrections",
        handle=archives.correct,
        about="更正扫描件识别错的字；图上的位置和识别的原样都留着",
        scope=Scope.WRITE,
        body=bodies.CorrectionBody,
        returns="whole_article",
    ),
    Endpoint(
        method="GET",
        path=_ARTICLE + "/file",
        handle=exports.article_file,
        about="原文件；已改动的不给",
        media="application/octet-stream",
    ),
    Endpoint(
        method="GET",
        path=_ARTICLE + "/pages/{page:int}.png",
        handle=exports.page_png,
        about="PDF 或扫描件原文件的一页，图片",
        query=bodies.PictureQuery,
        media="image/png",
    ),
    Endpoint(
        method="GET",
        path=_ARTICLE + "/boxes",
        handle=exports.boxes,
        about="引文在版面图上的方框，按页；位置不确定的没有方框",
        query=bodies.BoxesQuery,
        returns="boxes",
    ),
    Endpoint(
        method="GET",
        path=_ARTICLE + "/citation",
        handle=exports.citation,
        also=tuple(media for media, _ in FORMS.values()),
        about="引文：重新核对原文件，或写成 GB/T 7714、BibTeX、RIS、CSL、证据文件",
        query=bodies.CitationQuery,
        returns="citation",
    ),
)

_IMPORTS: tuple[Endpoint, ...] = (
    Endpoint(
        method="POST",
        path=_ARCHIVE + "/imports",
        handle=imports.new_import,
        about="上传文件入库；进度见 Location",
        scope=Scope.WRITE,
        upload=bodies.ImportFields,
        returns="whole_job",
        status=202,
    ),
    Endpoint(
        method="POST",
        path=_ARCHIVE + "/question-lists",
        handle=lists.new_list,
        about="上传问题清单（一个 .csv 或 .jsonl，最多 10000 题）逐题回答；进度见 Location",
        upload=bodies.ListFields,
        returns="whole_job",
        status=202,
    ),
    Endpoint(
        method="GET",
        path=_API + "/jobs",
        handle=imports.jobs,
        about="全部任务：入库（要有 write 权限），自己的问题清单",
        returns="jobs",
    ),
    Endpoint(
        method="GET",
        path=_API + "/jobs/{job:segment}",
        handle=imports.job,
        about="一个任务：进度、结果、跳过的文件或不能问的行及原因",
        returns="whole_job",
    ),
    Endpoint(
        method="GET",
        path=_API + "/jobs/{job:segment}/results.csv",
        handle=lists.results_csv,
        about="问题清单已有的结果，表格，一题一行",
        media="text/csv",
    ),
    Endpoint(
        method="GET",
        path=_API + "/jobs/{job:segment}/results.jsonl",
        handle=lists.results_jsonl,
        about="问题清单已有的结果，一题一行 JSON",
        media="application/x-ndjson",
    ),
    Endpoint(
        method="DELETE",
        path=_API + "/jobs/{job:segment}",
        handle=imports.cancel_job,
        about="取消任务；已结束的不再列出，结果也删去",
        status=204,
    ),
)


async def _openapi(_: Call) -> Response:
    return json_response(document(ENDPOINTS))


_SYSTEM: tuple[Endpoint, ...] = (
    Endpoint(
        method="GET",
        path="/openapi.json",
        handle=_openapi,
        about="本文",
        scope=None,
        hidden=True,
    ),
    Endpoint(
        method="GET",
        path="/healthz",
        handle=system.health,
        about="进程是否在应答",
        scope=None,
        returns="health",
    ),
    Endpoint(
        method="GET",
        path="/readyz",
        handle=system.ready,
        about="现在能否提问；不能时 503，waiting 说明在等什么",
        scope=None,
        returns="readiness",
    ),
    Endpoint(
        method="GET",
        path="/metrics",
        handle=system.metrics,
        about="Prometheus 指标",
        scope=Scope.ADMIN,
        media="text/plain",
    ),
)

# Hidden: what they take and give stands in the documents of OpenAI and of MCP.
_PROTOCOLS: tuple[Endpoint, ...] = (
    Endpoint(
        method="GET", path="/v1/models", handle=openai.models, about="档案即模型", hidden=True
    ),
    Endpoint(
        method="GET",
        path="/v1/models/{model:segment}",
        handle=openai.model,
        about="一个档案，作为模型",
        hidden=True,
    ),
    Endpoint(
        method="POST",
        path="/v1/chat/completions",
        handle=openai.completions,
        about="提问（OpenAI 的写法）",
        hidden=True,
    ),
    Endpoint(
        method="POST",
        path="/v1/embeddings",
        handle=openai.embeddings,
        about="向量（OpenAI 的写法）",
        hidden=True,
    ),
    Endpoint(method="POST", path="/mcp", handle=mcp.mcp, about="智能助手的工具", hidden=True),
)

_VIEW = "/a/{archive:segment}"


def _page(path: str, handle: Handler, about: str, scope: Scope | None = Scope.READ) -> Endpoint:
    return Endpoint(method="GET", path=path, handle=handle, about=about, scope=scope, hidden=True)


def _form(path: str, handle: Handler, about: str, scope: Scope | None = Scope.WRITE) -> Endpoint:
    return Endpoint(method="POST", path=path, handle=handle, about=about, scope=scope, hidden=True)


_PAGES: tuple[Endpoint, ...] = (
    _page("/", pages.home, "首页"),
    _page(_VIEW, pages.home_of, "一个档案的首页"),
    _page(_VIEW + "/ask", pages.ask_page, "问"),
    _page(_VIEW + "/search", pages.search_page, "搜"),
    _page(_VIEW + "/digest", pages.digest_page, "综述"),
    _page(_VIEW + "/articles", page_articles.articles_page, "文章"),
    _page(_VIEW + "/articles/{id:segment}", page_articles.article_page, "一篇文章和原文件"),
    _page(_VIEW + "/lists", page_lists.lists_page, "问题清单"),
    _form(_VIEW + "/lists", page_lists.take_list, "上传问题清单", Scope.READ),
    _page(_VIEW + "/lists/{job:segment}", page_lists.list_page, "一份清单的结果"),
    _form(_VIEW + "/lists/{job:segment}/end", page_lists.end_list, "停止或删除清单", Scope.READ),
    _page(_VIEW + "/import", page_imports.import_page, "入库", Scope.WRITE),
    _form(_VIEW + "/import", page_imports.import_files, "上传"),
    _form(_VIEW + "/import/{job:segment}/cancel", page_imports.cancel_page, "取消入库任务"),
    _page("/status", pages.status_page, "状态"),
    _page("/login", pages.login_page, "登录", None),
    _form("/login", login.login, "登录", None),
    _form("/logout", login.logout, "退出", None),
    _form("/script", login.choose_script, "简体、繁体", None),
    _form("/language", login.choose_language, "页面的语言", None),
)

ENDPOINTS: tuple[Endpoint, ...] = (
    *_ASKED,
    *_HELD,
    *_IMPORTS,
    *_SYSTEM,
    *_PROTOCOLS,
    *_PAGES,
)
