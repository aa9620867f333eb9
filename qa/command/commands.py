"""What each command of ``kanbao`` does: parsed arguments in, an exit code out."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from dataclasses import asdict, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from qa.command.intake import Intake
from qa.command.progress import progress
from qa.errors import InputError, ReadError
from qa.records import Where

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator

    from qa.archive import Archive
    from qa.interfaces import Embedder, Generator
    from qa.records import Added, Answer, Article, Hit

__all__ = ["COMMANDS", "FOUND", "NOTHING"]

FOUND, NOTHING = 0, 1

_BATCH = 16


def _add(args: Namespace) -> int:
    from qa.command.show import console, show_near_duplicates

    files, others = _files(args.paths)
    with progress("入库", len(files)) as report:
        intake = Intake(files, complete=lambda article: _completed(article, args), report=report)
        done = _added(args, intake)
    skipped = [
        {"file": _printable(str(file)), "reason": _printable(reason)}
        for file, reason in intake.skipped.items()
    ]
    if args.json:
        _print_json({**asdict(done), "skipped": skipped, "others": others})
    else:
        _say(f"新增 {done.added} 篇，更新 {done.replaced} 篇，未变 {done.unchanged} 篇")
        if others:
            kinds = "，".join(f"{kind or '无后缀'} {count}" for kind, count in others.items())
            _say(f"没有去读的其他文件：{kinds}")
        for row in skipped:
            _say(f"跳过 {row['reason']}")
        show_near_duplicates(console(), done.near_duplicates)
    if skipped:
        raise ReadError(
            f"{len(skipped)} of {len(files)} files were not read, what others hold was added: "
            "see the report for the reasons"
        )
    return FOUND


def _added(args: Namespace, intake: Intake) -> Added:
    """Add what can be read; no archive is made where nothing can be."""
    from qa.records import Added

    articles = iter(intake)
    first = next(articles, None)
    if first is None:
        return Added()
    with _open(args, create=True) as archive:
        return archive.add(chain([first], articles), progress=intake.progress)


def _ask(args: Namespace) -> int:
    from qa.command.show import console, show_answer

    with _open(args) as archive:
        answer = archive.ask(
            args.question,
            where=_where(args),
            k=args.k,
            verbatim=not args.free,
            threshold=args.threshold,
            today=args.today,
        )
    if args.json:
        _print_json(_answer_json(answer))
    else:
        show_answer(console(), answer)
    return NOTHING if answer.text is None else FOUND


def _search(args: Namespace) -> int:
    from qa.command.show import console, show_hits

    arms = {"arms": args.arm} if args.arm else {}
    with _open(args) as archive:
        hits = archive.search(args.text, k=args.k, where=_where(args), **arms)
    if args.json:
        _print_json({"text": args.text, "hits": [_hit_json(hit) for hit in hits]})
    else:
        show_hits(console(), hits)
    return FOUND if hits else NOTHING


def _digest(args: Namespace) -> int:
    from qa.command.show import console, show_digest

    if args.question is None and not args.id:
        raise InputError("nothing to digest: ask a question, or name articles with --ids")
    about = args.id if args.question is None else args.question
    with _open(args) as archive:
        digest = archive.digest(about, where=_where(args), limit=args.limit, today=args.today)
    if args.json:
        _print_json(asdict(digest))
    else:
        show_digest(console(), digest)
    return NOTHING if digest.text is None else FOUND


def _summarize(args: Namespace) -> int:
    from qa.command.show import console, show_summaries

    with _open(args) as archive:
        for id_ in args.id or ():
            archive.get(id_)
        articles = list(archive.articles(where=_where(args)))
        summaries, rest = [], iter(articles)
        with progress("摘要", len(articles)) as report:
            while batch := list(islice(rest, _BATCH)):
                summaries += archive.summarize_many(batch, kind=args.kind, length=args.length)
                report(len(summaries))
    if args.json:
        _print_json({"summaries": [asdict(summary) for summary in summaries]})
    else:
        show_summaries(console(), summaries, {a.id: a for a in articles}.__getitem__)
    return FOUND if summaries else NOTHING


def _list(args: Namespace) -> int:
    from qa.command.show import console, show_articles

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
    from qa.command.show import console, show_report

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
        with progress("重建", count) as report:
            archive.rebuild(_embedder(args), progress=report)
    if args.json:
        _print_json({"articles": count})
    else:
        _say(f"已重建 {count} 篇文章的索引")
    return FOUND


COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "add": _add,
    "ask": _ask,
    "search": _search,
    "digest": _digest,
    "summarize": _summarize,
    "list": _list,
    "delete": _delete,
    "verify": _verify,
    "rebuild": _rebuild,
}


def _files(paths: Iterable[Path]) -> tuple[list[Path], dict[str, int]]:
    """Return each file once: those named, and in folders those that can be read, sorted.

    Also how many other files the folders have, by the end of their names; hidden ones not counted.
    """
    from qa.reading import can_read

    files: dict[Path, Path] = {}
    others: Counter[str] = Counter()
    for path in paths:
        inside = [path]
        if path.is_dir():
            found = sorted(f for f in _walk(path) if f.is_file() and not _is_hidden(f, path))
            inside = [file for file in found if can_read(file)]
            others.update(file.suffix.lower() for file in found if not can_read(file))
            if not inside:
                raise InputError(f"{path}: no file in it that can be read: see kanbao add --help")
        for file in inside:
            files.setdefault(file.resolve(), file)
    return list(files.values()), dict(sorted(others.items()))


def _walk(folder: Path) -> Iterator[Path]:
    def stop(error: OSError) -> NoReturn:
        raise ReadError(
            f"{error.filename}: cannot be listed: {error.strerror}; name the files to read"
        ) from error

    for root, _, names in os.walk(folder, onerror=stop):
        yield from (Path(root, name) for name in names)


def _is_hidden(file: Path, folder: Path) -> bool:
    """Whether a file or a folder on its way is hidden, or is a word processor's lock (~$)."""
    return any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)


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


def _printable(text: str) -> str:
    """Return a line that any stream takes, also of a file name that is no Unicode."""
    return " ".join(text.encode("utf-8", "backslashreplace").decode().split())


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _print_json(result: dict[str, Any]) -> None:
    ascii_only = (sys.stdout.encoding or "utf-8").lower() not in ("utf-8", "utf8")
    json.dump(result, sys.stdout, ensure_ascii=ascii_only, indent=2, default=str)
    sys.stdout.write("\n")


def _answer_json(answer: Answer) -> dict[str, Any]:
    return {**asdict(answer), "hits": [_hit_json(hit) for hit in answer.hits]}


def _hit_json(hit: Hit) -> dict[str, Any]:
    fields = asdict(hit)
    return {**fields.pop("chunk"), **fields}


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
