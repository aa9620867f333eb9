"""What each command of ``kanbao`` does: parsed arguments in, an exit code out."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.errors import InputError, ReadError
from qa.progress import progress
from qa.records import Where

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator

    from qa.archive import Archive
    from qa.interfaces import Embedder, Generator
    from qa.records import Answer, Article, Hit

__all__ = ["COMMANDS", "FOUND", "NOTHING"]

FOUND, NOTHING = 0, 1

_SUFFIXES = (".txt", ".jsonl")
_PACKED = (".gz", ".xz")
_BATCH = 16


def _add(args: Namespace) -> int:
    from qa.show import console, show_near_duplicates

    articles = _read_all(args)
    with _open(args, create=True) as archive, progress("入库", len(articles)) as told:
        done = archive.add(articles, progress=told)
    if args.json:
        _print_json(asdict(done))
    else:
        _say(f"新增 {done.added} 篇，更新 {done.replaced} 篇，未变 {done.unchanged} 篇")
        show_near_duplicates(console(), done.near_duplicates)
    return FOUND


def _ask(args: Namespace) -> int:
    from qa.answer import check_questions
    from qa.show import console, show_answer

    check_questions([args.question])
    with _open(args) as archive:
        answer = archive.ask(
            args.question,
            where=_where(args),
            k=args.k,
            verbatim=not args.free,
            threshold=args.threshold,
        )
        if args.json:
            _print_json(_answer_json(answer))
        else:
            show_answer(console(), answer, archive.get)
    return NOTHING if answer.text is None else FOUND


def _search(args: Namespace) -> int:
    from qa.answer import check_questions
    from qa.show import console, show_hits

    check_questions([args.text])
    arms = {"arms": args.arm} if args.arm else {}
    with _open(args) as archive:
        hits = archive.search(args.text, k=args.k, where=_where(args), **arms)
        if args.json:
            _print_json({"text": args.text, "hits": [_hit_json(hit) for hit in hits]})
        else:
            show_hits(console(), hits, archive.get)
    return FOUND if hits else NOTHING


def _summarize(args: Namespace) -> int:
    from qa.show import console, show_summaries

    with _open(args) as archive:
        for id_ in args.id or ():
            archive.get(id_)
        articles = list(archive.articles(where=_where(args)))
        summaries, rest = [], iter(articles)
        with progress("摘要", len(articles)) as told:
            while batch := list(islice(rest, _BATCH)):
                summaries += archive.summarize_many(batch, kind=args.kind)
                told(len(summaries))
    if args.json:
        _print_json({"summaries": [asdict(summary) for summary in summaries]})
    else:
        show_summaries(console(), summaries, {a.id: a for a in articles}.__getitem__)
    return FOUND if summaries else NOTHING


def _list(args: Namespace) -> int:
    from qa.show import console, show_articles

    with _open(args) as archive:
        articles = archive.articles(where=_where(args))
        if args.json:
            _print_json({"articles": [_article_json(article) for article in articles]})
        else:
            show_articles(console(), articles)
    return FOUND


def _delete(args: Namespace) -> int:
    with _open(args) as archive:
        deleted = archive.delete(args.ids)
    missing = [id_ for id_ in dict.fromkeys(args.ids) if id_ not in deleted]
    if args.json:
        _print_json({"deleted": deleted, "missing": missing})
    else:
        unknown = f"；档案里没有：{'、'.join(missing)}" if missing else ""
        _say(f"删除 {len(deleted)} 篇{unknown}")
    return NOTHING if missing else FOUND


def _verify(args: Namespace) -> int:
    from qa.show import console, show_report

    with _open(args) as archive:
        report = archive.verify()
    if args.json:
        _print_json({"ok": report.ok, **asdict(report)})
    else:
        show_report(console(), report)
    return FOUND if report.ok else NOTHING


def _rebuild(args: Namespace) -> int:
    from qa.archive import Archive

    # The archive's own embedder may be another one: that is what a rebuild is for.
    with Archive.open(args.archive, create=False) as archive:
        count = len(archive)
        with progress("重建", count) as told:
            archive.rebuild(_embedder(args), progress=told)
    if args.json:
        _print_json({"articles": count})
    else:
        _say(f"已重建 {count} 篇文章的索引")
    return FOUND


COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "add": _add,
    "ask": _ask,
    "search": _search,
    "summarize": _summarize,
    "list": _list,
    "delete": _delete,
    "verify": _verify,
    "rebuild": _rebuild,
}


def _read_all(args: Namespace) -> list[Article]:
    """Read every file before anything is added, so that an error leaves the archive as it was."""
    from qa.reading import read_articles

    files = list(_files(args.paths))
    found: dict[str, tuple[Article, Path]] = {}
    with progress("读取", len(files)) as told:
        for number, file in enumerate(files, start=1):
            for article in read_articles(file):
                _check(article, file, found.get(article.id))
                found[article.id] = (_completed(article, args), file)
            told(number)
    return [article for article, _ in found.values()]


def _check(article: Article, file: Path, earlier: tuple[Article, Path] | None) -> None:
    from qa.store import check

    if earlier:
        raise ReadError(
            f"{file}: its article {article.id!r} stands in {earlier[1]} too: give each its own id"
        )
    try:
        check(article)
    except InputError as error:
        raise ReadError(f"{file}: {error}") from error


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield each file once: those named, and in folders all pages and JSONL archives, sorted."""
    seen: set[Path] = set()
    for path in paths:
        inside = [path]
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if _is_readable(file))
            if not inside:
                raise InputError(f"{path}: no .txt or .jsonl file (or .gz, .xz of one) in it")
        for file in inside:
            if (own := file.resolve()) not in seen:
                seen.add(own)
                yield file


def _is_readable(file: Path) -> bool:
    name = file.with_suffix("") if file.suffix.lower() in _PACKED else file
    return name.suffix.lower() in _SUFFIXES and file.is_file()


def _completed(article: Article, args: Namespace) -> Article:
    return replace(article, source=article.source or args.source, date=article.date or args.date)


def _open(args: Namespace, *, create: bool = False) -> Archive:
    from qa.archive import Archive

    return Archive.open(
        args.archive, create=create, embedder=_embedder(args), generator=_generator(args)
    )


def _embedder(args: Namespace) -> Embedder | None:
    if getattr(args, "embedder", None) is None:
        return None
    from qa.defaults import load_embedder

    return load_embedder(args.embedder, online=args.online)


def _generator(args: Namespace) -> Generator | None:
    if getattr(args, "generator", None) is None:
        return None
    from qa.defaults import load_generator

    return load_generator(args.generator, online=args.online)


def _where(args: Namespace) -> Where | None:
    ids = tuple(args.id) if args.id else None
    where = Where(since=args.since, until=args.until, source=args.source, tag=args.tag, ids=ids)
    return None if where == Where() else where


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _print_json(result: dict[str, Any]) -> None:
    json.dump(result, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def _answer_json(answer: Answer) -> dict[str, Any]:
    return {**asdict(answer), "hits": [_hit_json(hit) for hit in answer.hits]}


def _hit_json(hit: Hit) -> dict[str, Any]:
    return {**asdict(hit.chunk), "score": hit.score, "dense": hit.dense, "sparse": hit.sparse}


def _article_json(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "date": article.date,
        "byline": article.byline,
        "source": article.source,
        "tags": article.tags,
        "characters": len(article.text),
        "file": article.origin.file if article.origin else None,
    }
