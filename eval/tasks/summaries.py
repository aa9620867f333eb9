"""Tasks with summaries: ``headline``, ``brief``, ``summary``, and their ``faithfulness``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from eval.articles import chosen, load_articles
from eval.datasets import Pair, read_pairs
from eval.errors import DataError, ScoreError, SuiteError
from eval.measures import COST, FAITHFULNESS, SUMMARISING
from eval.metrics import bleu_counts, characters, chrf, rouge_l, rouge_n, text_faults, words
from eval.tasks import extractive
from eval.tasks.kind import Kind
from qa.checking.faithfulness import unsupported
from qa.checking.source import Source
from qa.chinese.tokens import bigrams
from qa.records import Article

if TYPE_CHECKING:
    from collections.abc import Callable

    from eval.setup import Setup
    from eval.suite import TaskSpec

__all__ = ["FAITHFUL", "Written", "summarising"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A summary and how it was made."""

    text: str
    extractive: bool
    truncated: bool = False


def summarising(kind: str) -> Kind[Pair, Written]:
    """Return the task of writing texts of ``kind``."""
    return Kind(
        load=partial(_load, kind=kind),
        systems={
            "kanbao": _write,
            **({} if kind == "summary" else {"generator": _generate}),
            "lead": _baseline(extractive.lead),
            "lead_cut": _lead_cut,
            "textrank": _baseline(extractive.textrank),
            "lexrank": _baseline(extractive.lexrank),
            "oracle": _oracle,
        },
        score=_score,
        detail=_detail,
        measures=SUMMARISING | COST,
        primary=("rouge_l", "rouge_2"),
        prediction_of=lambda text: Written(text=text, extractive=False),
    )


def _load(spec: TaskSpec, *, kind: str) -> list[Pair]:
    if not spec.data:
        raise SuiteError(f"task {spec.name!r}: data is missing: name the file of its summaries")
    articles = load_articles(spec.articles)
    select = {"kind": kind} | dict(spec.select)
    found = read_pairs(spec.only_data, layout=spec.format, select=select, articles=articles)
    return chosen(found, spec)


def _write(setup: Setup, spec: TaskSpec, pair: Pair) -> Written:
    # Without its title: it would be the answer to a headline.
    article = Article(id=pair.id, title="", text=pair.text, date=pair.date)
    made = setup.archive(spec).summarize(article, kind=pair.kind)
    return Written(text=made.text, extractive=made.extractive, truncated=made.truncated)


def _generate(setup: Setup, _: TaskSpec, pair: Pair) -> Written:
    """Write the model's likeliest text as it is: neither mended, nor checked, nor chosen."""
    (reading,) = setup.generator.summarize([pair.text], kind=pair.kind)
    text = reading.generations[0].text if reading.generations else ""
    return Written(text=text, extractive=False, truncated=reading.truncated)


def _baseline(make: Callable[..., str]) -> Callable[[Setup, TaskSpec, Pair], Written]:
    return partial(_extract, make)


def _extract(make: Callable[..., str], _: Setup, __: TaskSpec, pair: Pair) -> Written:
    return Written(text=make(pair.text, kind=pair.kind), extractive=True)


def _lead_cut(_: Setup, __: TaskSpec, pair: Pair) -> Written:
    return Written(text=extractive.lead_cut(pair.text, target=pair.target), extractive=True)


def _oracle(_: Setup, __: TaskSpec, pair: Pair) -> Written:
    text = extractive.oracle(pair.text, kind=pair.kind, target=pair.target)
    return Written(text=text, extractive=True)


def _score(pair: Pair, made: Written) -> dict[str, float]:
    own, wanted = characters(made.text), characters(pair.target)
    own_words, wanted_words = words(made.text), words(pair.target)
    said, source = bigrams(made.text), set(bigrams(pair.text))
    counts = bleu_counts(made.text, pair.target)
    return {
        "rouge_1": rouge_n(own, wanted, n=1),
        "rouge_2": rouge_n(own, wanted, n=2),
        "rouge_l": rouge_l(own, wanted),
        "rouge_1_words": rouge_n(own_words, wanted_words, n=1),
        "rouge_2_words": rouge_n(own_words, wanted_words, n=2),
        "rouge_l_words": rouge_l(own_words, wanted_words),
        "chrf": chrf(made.text, pair.target),
        "length": float(len(made.text)),
        "compression": len(made.text) / len(pair.text),
        "coverage": sum(gram in source for gram in said) / max(1, len(said)),
        "truncated": float(made.truncated),
        **text_faults(made.text, pair.text),
        **{f"bleu_{number}": float(count) for number, count in enumerate(counts)},
    }


def _detail(pair: Pair, made: Written) -> dict[str, Any]:
    return {
        "context": pair.text,
        "references": [pair.target],
        "prediction": made.text,
        "extractive": made.extractive,
    }


def _load_written(spec: TaskSpec) -> list[Pair]:
    if not spec.data:
        raise SuiteError(f"task {spec.name!r}: data is missing: name the file of its summaries")
    kinds = [value for name, value in spec.select if name == "kind"]
    if spec.of is None or not kinds:
        raise SuiteError(f"task {spec.name!r}: say whose summaries, as `of` and select.kind do")
    return _load(spec, kind=kinds[0])


def _recorded(system: str, setup: Setup, spec: TaskSpec, pair: Pair) -> Written:
    row = setup.recorded(spec.of or "", system, pair.id)
    if row.scores is None:
        raise ScoreError(f"task {spec.of!r} failed on {pair.id!r}: {row.error}")
    if "prediction" not in row.detail:
        raise DataError(f"task {spec.of!r} kept no text of {pair.id!r}: run it again")
    return Written(text=row.detail["prediction"], extractive=bool(row.detail["extractive"]))


def _check(pair: Pair, made: Written) -> dict[str, float]:
    found = unsupported(made.text, _source(pair))
    return {
        "supported": float(not found),
        "unsupported": float(len(found)),
        "extractive": float(made.extractive),
    }


def _source(pair: Pair) -> Source:
    day = f"{pair.date.year}年{pair.date.month}月{pair.date.day}日\n" if pair.date else ""
    return Source(day + pair.text)


def _check_detail(pair: Pair, made: Written) -> dict[str, Any]:
    return {
        "context": pair.text,
        "references": unsupported(made.text, _source(pair)),
        "prediction": made.text,
    }


FAITHFUL: Kind[Pair, Written] = Kind(
    load=_load_written,
    systems={name: partial(_recorded, name) for name in summarising("headline").systems},
    score=_check,
    detail=_check_detail,
    measures=FAITHFULNESS,
    primary=("supported",),
)
