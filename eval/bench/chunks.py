"""How many chunks to read: ``python -m eval.bench.chunks SET.jsonl... --articles NEWS.jsonl...``.

The articles of all sets stand in one archive, with ``--articles`` and a sample of
``--distractors``. Each question is asked of all of it; every second one that has an answer is also
asked as if its own article were not there, so that it must be refused. Of a ``--dated`` set the
articles are given a day each, and every second question is also asked naming it. ``--asked`` are
questions of a user's, in the format ``user``. A chunk is read once for a question, and the readings
are kept in ``--readings``; then each way of weighing them
(:class:`qa.answering.spans.candidates.Weighing`) answers every question from what it would have
read. Prints over one half of the articles:

``em`` ``f1`` ``char_f1``  of the questions that have an answer; a refusal counts 0
``lower``    ``char_f1`` of those whose own article was found, but not first
``refused``  the share of refused questions that have none, the absent ones among them
``auroc``    whether confidence separates the two kinds; ``able``: whether answerability does
``read``     how many chunks were read, on the mean
``p``        of ``char_f1`` of all, 1 for a question rightly refused, against reading all, which is
             the first row of a set: paired, by article

``--part dev`` is for choosing, ``--part test`` for reporting.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import math
import sys
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from eval.articles import draw, load_articles
from eval.datasets import article_of, read_questions
from eval.metrics import auroc
from eval.statistics import mean, p_value
from eval.tasks.reading import OPEN_QA, Reply
from qa import Archive, KanbaoError
from qa.answering.answer import answer_questions
from qa.answering.limits import READ
from qa.answering.spans.candidates import Weighing
from qa.chinese.dates import mentions
from qa.defaults import default_embedder, default_generator
from qa.search.encode import embed
from qa.search.index import Index
from qa.search.query import as_queries
from qa.search.retrieve import retrieve_timely
from qa.search.timely import Days
from qa.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from eval.datasets import Question
    from qa.interfaces import Embedder, Generator, GeneratorOutput
    from qa.records import Article, Hit
    from qa.search.query import Query

__all__ = ["Case", "Readings", "main", "measure"]

_SEED = 20261124
_DEEPER = 3  # times as many hits are looked through for those of an archive without the article
_PARTS = "dev", "test"
_BLOCK = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question of a set with what is found for it. ``lower``: its article is there, not first."""

    name: str
    question: Question
    query: Query
    days: Days | None
    hits: tuple[Hit, ...]

    @property
    def lower(self) -> bool:
        """Whether its own article is found, but not first."""
        found = [hit.chunk.article_id for hit in self.hits]
        return self.question.group in found[1:] and found[0] != self.question.group


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A question of a set, asked on a day; ``absent``: as if its article were not there."""

    name: str
    question: Question
    today: dt.date
    absent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    text: str
    log_probability: float
    score: float
    start: int | None
    end: int | None
    confidence: float
    answerable: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Output:
    generations: tuple[_Written, ...]
    truncated: bool


class Readings:
    """A generator that reads a chunk once for a question; what it read is kept in a JSONL file."""

    def __init__(self, generator: Generator, path: Path) -> None:
        self._generator, self._path = generator, path
        self._known: dict[tuple[str, str, str], GeneratorOutput] = {}
        if path.exists():
            with path.open(encoding="utf-8") as lines:
                for line in lines:
                    self._keep(json.loads(line))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._generator, name)

    def answer(
        self,
        questions: Sequence[str],
        contexts: Sequence[str],
        *,
        prefaces: Sequence[str] | None = None,
        verbatim: bool = True,
        candidates: int = 4,
    ) -> list[GeneratorOutput]:
        """Answer as the generator does, or as it did."""
        keys = list(zip(questions, contexts, prefaces or [""] * len(questions), strict=True))
        new = [key for key in dict.fromkeys(keys) if key not in self._known]
        if new:
            asked, texts, heads = zip(*new, strict=True)
            outputs = self._generator.answer(
                asked, texts, prefaces=heads, verbatim=verbatim, candidates=candidates
            )
            with self._path.open("a", encoding="utf-8") as file:
                for key, output in zip(new, outputs, strict=True):
                    record = _record(key, output)
                    file.write(json.dumps(record, ensure_ascii=False) + "\n")
                    self._keep(record)
        return [self._known[key] for key in keys]

    def _keep(self, record: dict[str, Any]) -> None:
        written = tuple(_Written(**one) for one in record["generations"])
        self._known[tuple(record["key"])] = _Output(
            generations=written, truncated=record["truncated"]
        )


def _record(key: tuple[str, str, str], output: Any) -> dict[str, Any]:
    names = _Written.__slots__
    return {
        "key": key,
        "truncated": output.truncated,
        "generations": [{name: getattr(one, name) for name in names} for one in output.generations],
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, or 2 for an error."""
    options = _parser().parse_args(argv)
    ways = [
        Weighing(retrieval=retrieval, agreement=agreement, near=near, sure=sure)
        for retrieval, agreement, near, sure in product(
            options.retrieval, options.agreement, options.near, options.sure
        )
    ]
    ways.insert(0, Weighing(near=0.0, sure=math.inf))
    try:
        corpus, embedder = _corpus(options), default_embedder()
        with Archive.open(options.folder, embedder=embedder) as archive:
            archive.delete([id_ for id_ in (a.id for a in archive.articles()) if id_ not in corpus])
            archive.add(corpus.values())
            asked = list(_asked(archive, options))
            cases = _cases(asked, options.folder, embedder)
            ids = {hit.chunk.article_id for case in cases for hit in case.hits}
            rows = measure(
                cases,
                ways,
                generator=Readings(default_generator(), options.readings),
                articles={id_: archive.get(id_) for id_ in ids},
            )
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    print(json.dumps(rows, indent=1) if options.json else _table(rows))
    return 0


def measure(
    cases: Sequence[Case],
    ways: Sequence[Weighing],
    *,
    generator: Generator,
    articles: Mapping[str, Article],
) -> list[dict[str, Any]]:
    """Return a row of numbers for each set and way of weighing, and for all sets together."""
    scored = [_scored(cases, way, generator, articles) for way in ways]
    names = [*dict.fromkeys(case.name for case in cases), "all"]
    rows = []
    for name, (way, scores) in product(names, list(zip(ways, scored, strict=True))):
        places = [place for place, case in enumerate(cases) if name in {case.name, "all"}]
        groups = [cases[place].question.group for place in places]
        mine, first = (
            _column([own[at] for at in places], "char_f1") for own in (scores, scored[0])
        )
        rows.append(
            {
                "set": name,
                **asdict(way),
                **_numbers([scores[place] for place in places]),
                "p": round(p_value(mine, first, groups, mean), 4),
            }
        )
    return rows


def _scored(
    cases: Sequence[Case], way: Weighing, generator: Generator, articles: Mapping[str, Article]
) -> list[dict[str, float]]:
    """Return each question's scores. A threshold of 0 shows the candidate of a refusal too."""
    found = []
    for start in range(0, len(cases), _BLOCK):
        block = cases[start : start + _BLOCK]
        answers = answer_questions(
            [case.query for case in block],
            [case.hits for case in block],
            days=[case.days for case in block],
            generator=generator,
            get_article=articles.__getitem__,
            threshold=0.0,
            weighing=way,
        )
        for case, answer in zip(block, answers, strict=True):
            reply = Reply(
                text=answer.text or "",
                confidence=answer.confidence,
                refused=answer.text is None or answer.answerable < generator.threshold,
            )
            scores = OPEN_QA.score(case.question, reply)
            more = {"able": answer.answerable, "read": len(answer.hits), "lower": case.lower}
            found.append({**scores, **more})
    return found


def _numbers(rows: Sequence[dict[str, float]]) -> dict[str, Any]:
    with_answer = [row for row in rows if row["answerable"]]
    lower = [row for row in with_answer if row["lower"]]
    without = [row for row in rows if not row["answerable"]]
    return {
        "n": len(with_answer),
        **{name: _mean(with_answer, name) for name in ("em", "f1", "char_f1")},
        "lower": _mean(lower, "char_f1"),
        "n lower": len(lower),
        "without": len(without),
        "refused": _mean(without, "refused"),
        **{
            name: round(auroc(_column(rows, column, "answerable")), 3)
            for name, column in (("auroc", "confidence"), ("able", "able"))
        },
        "read": round(float(np.mean([row["read"] for row in rows])), 2),
    }


def _mean(rows: Sequence[dict[str, float]], name: str) -> float | None:
    return round(float(np.mean([row[name] for row in rows])), 3) if rows else None


def _column(rows: Sequence[dict[str, float]], *names: str) -> NDArray[np.float64]:
    return np.array([[row[name] for name in names] for row in rows], np.float64)


def _corpus(options: argparse.Namespace) -> dict[str, Article]:
    """Return the articles of all sets, those given, and those drawn of the distractors."""
    found = load_articles(options.articles)
    for path in [*options.sets, *options.dated]:
        for question in read_questions(path, layout="shared"):
            article = article_of(question.context or "")
            if path in options.dated:
                article = replace(article, date=_day_of(article.text, options.dated_until))
            found[article.id] = article
    others = load_articles(options.distractors)
    found |= {name: others[name] for name in draw(others, options.sample, seed=_SEED)}
    return found


def _day_of(text: str, until: dt.date) -> dt.date:
    """Return the first day of the three months before that a text names, or one of them drawn."""
    since = until - dt.timedelta(90)
    named = (x.since for x, _ in mentions(text, until) if x.since == x.until)
    drawn = since + dt.timedelta(_drawn(text, 90))
    return next((day for day in named if since <= day <= until), drawn)


def _asked(archive: Archive, options: argparse.Namespace) -> Iterator[_Asked]:
    """Yield the questions of the chosen half of all sets."""
    articles = {article.id: article for article in archive.articles()}
    for path in [*options.sets, *options.dated, *options.asked]:
        layout = "user" if path in options.asked else "shared"
        questions = read_questions(path, layout=layout, articles=articles)
        drawn = set(draw((one.id for one in questions), options.limit, seed=_SEED))
        dated, name = path in options.dated, path.name.split(".")[0]
        today = options.dated_until if dated else options.today
        for question in questions:
            if question.id not in drawn or _part(question) != options.part:
                continue
            every_second = _drawn(question.id, 2) == 0
            yield _Asked(name=name, question=question, today=today)
            if question.answers and layout == "shared" and every_second:
                yield _Asked(name=name, question=question, today=today, absent=True)
            if dated and every_second:
                named = _naming(question, articles[question.group])
                yield _Asked(name=f"{name}, day named", question=named, today=today)


def _naming(question: Question, article: Article) -> Question:
    day = article.date or dt.date.min
    return replace(question, question=f"{day.year}年{day.month}月{day.day}日，{question.question}")


def _cases(asked: Sequence[_Asked], folder: Path, embedder: Embedder) -> list[Case]:
    """Find chunks as :meth:`qa.Archive.ask` does; of an absent article, what else there is."""
    queries = [as_queries([one.question.question], today=one.today)[0] for one in asked]
    days = [Days.of(query.dates, None) for query in queries]
    vectors = embed(embedder, [query.simplified for query in queries], queries=True)
    index, cases = Index(folder), []
    with closing(Store(folder, create=False)) as store, store.snapshot() as view:
        for place, one in enumerate(asked):
            (hits,) = retrieve_timely(
                queries[place : place + 1],
                days[place : place + 1],
                view=view,
                index=index,
                vectors=vectors[place : place + 1],
                k=READ * _DEEPER if one.absent else READ,
            )
            cases.append(_case(one, queries[place], days[place], hits))
    return cases


def _case(one: _Asked, query: Query, days: Days | None, hits: Sequence[Hit]) -> Case:
    question = replace(one.question, answers=()) if one.absent else one.question
    left = [x for x in hits if not (one.absent and x.chunk.article_id == question.group)]
    return Case(name=one.name, question=question, query=query, days=days, hits=tuple(left[:READ]))


def _part(question: Question) -> str:
    """Return the half that a question's article is in."""
    return _PARTS[_drawn(question.group, 2)]


def _drawn(text: str, count: int) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % count


def _table(rows: Sequence[dict[str, Any]]) -> str:
    head = f"| {' | '.join(rows[0])} |\n|{'---|' * len(rows[0])}"
    return "\n".join([head, *(f"| {' | '.join(map(str, row.values()))} |" for row in rows)])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.chunks", description=__doc__)
    now, day = Weighing(), dt.date.fromisoformat
    parser.add_argument("sets", type=Path, nargs="*", help="JSONL: question, context, answers")
    parser.add_argument("--dated", type=Path, nargs="*", default=[], metavar="SET")
    parser.add_argument("--asked", type=Path, nargs="*", default=[], metavar="QUESTIONS")
    parser.add_argument("--articles", type=Path, nargs="*", default=[])
    parser.add_argument("--distractors", type=Path, nargs="*", default=[], metavar="ARTICLES")
    parser.add_argument("--sample", type=int, default=0, help="how many distractors (0)")
    parser.add_argument("--limit", type=int, default=200, help="questions of a set (200)")
    parser.add_argument("--today", type=day, default=dt.date(2022, 7, 14), help="(2022-07-14)")
    parser.add_argument(
        "--dated-until",
        type=day,
        default=dt.date(2023, 9, 30),
        help="the day on which dated sets are asked (2023-09-30)",
    )
    parser.add_argument("--retrieval", type=float, nargs="+", default=[now.retrieval])
    parser.add_argument("--agreement", type=float, nargs="+", default=[now.agreement])
    parser.add_argument("--near", type=float, nargs="+", default=[now.near])
    parser.add_argument("--sure", type=float, nargs="+", default=[now.sure])
    parser.add_argument("--part", choices=_PARTS, default="dev")
    parser.add_argument("--folder", type=Path, default=Path(".work/chunks"), help="the archive")
    parser.add_argument("--readings", type=Path, default=Path(".work/readings.jsonl"))
    parser.add_argument("--json", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main())
