"""Folders that were moved: their articles keep the ids they had."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import InputError
from qa.reading.origin import stem_of
from qa.records import Article
from qa.store import content_hash

if TYPE_CHECKING:
    from qa.store.protocols import ArticleView, ArticleWriter

__all__ = ["Moves", "relocated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """The moves of an archive, (old, new) absolute paths, the first move first.

    The id of an article of a page has a hash of its path. A page in a folder that was moved keeps
    the hash of where it was; a new page where the folder was before takes that of the new place,
    so that no two files ever share an id.
    """

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, snapshot: ArticleView) -> Moves:
        """Return those of an archive."""
        return cls(pairs=tuple((old, new) for old, new in json.loads(snapshot.moves() or "[]")))

    def first_path(self, file: str) -> str:
        """Return the path whose hash is in the ids of the articles of ``file``."""
        path = Path(file)
        for old, new in reversed(self.pairs):
            if path.is_relative_to(new):
                path = Path(old) / path.relative_to(new)
            elif path.is_relative_to(old):
                path = Path(new) / path.relative_to(old)
        return str(path)

    def identified(self, article: Article) -> Article:
        """Return the article with the id that its file's articles have in this archive."""
        if not self.pairs or not isinstance(article, Article) or article.origin is None:
            return article
        file = article.origin.file
        head, first = f"{stem_of(file)}-", self.first_path(file)
        if first == file or not article.id.startswith(head):
            return article
        return replace(article, id=f"{stem_of(first)}-{article.id.removeprefix(head)}")


def relocated(writer: ArticleWriter, old: Path, new: Path) -> int:
    """Rewrite the paths at or under ``old``; return the number of articles. See ``Archive``."""
    if old.is_relative_to(new) or new.is_relative_to(old):
        raise InputError(f"{old} and {new}: one lies in the other: relocate to a third place first")
    placed = [(a, a.origin) for a in writer.all_articles() if a.origin]
    moved = [(a, o) for a, o in placed if Path(o.file).is_relative_to(old)]
    files = {origin.file for _, origin in placed}
    for article, origin in moved:
        file = str(new / Path(origin.file).relative_to(old))
        if file in files:
            raise InputError(f"{file}: articles were already added from there: delete them first")
        after = replace(article, origin=replace(origin, file=file))
        writer.replace_origin(after, content_hash(after))
    if moved:
        pairs = [*Moves.of(writer).pairs, (str(old), str(new))]
        writer.set_moves(json.dumps(pairs))
    return len(moved)
