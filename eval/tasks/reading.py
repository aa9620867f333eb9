"""Tasks with answers: ``reading``, ``refusal`` and ``open_qa``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from opencc import OpenCC

from eval.articles import chosen, load_articles
from eval.datasets import Question, read_questions
from eval.errors import DataError, SuiteError
from eval.measures import ANSWERING, COST
from eval.metrics import answer_faults, char_f1, characters, cmrc_em, cmrc_f1, normalize, rouge_l
from eval.setup import ask_text
from eval.tasks.kind import Kind
from qa.answering.answer import answer_questions
from qa.chinese.asking import wanted
from qa.chinese.sentences import sentences
from qa.chinese.tokens import bigrams
from qa.search.query import as_queries

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from eval.measures import Measure
    from eval.setup import Setup
    from eval.suite import TaskSpec
    from qa.records import Answer, Article

__all__ = ["OPEN_QA", "READING", "REFUSAL", "Reply", "load_questions"]

_RIGHT = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The best candidate answer ("" if there is none), and whether it was held back."""

    text: str
    confidence: float
    refused: bool = False
    quotes: tuple[str, ...] = ()
    truncated: bool = False


def load_questions(spec: TaskSpec) -> list[Question]:
    """Return the task's questions of its ``half`` that ``answerable`` and ``verbatim`` keep."""
    if not spec.data:
        raise SuiteError(f"task {spec.name!r}: data is missing: name the file of its questions")
    articles = load_articles(spec.articles) if spec.format == "user" else {}
    found = _read_all(spec, articles)
    if spec.answerable is not None:
        found = [q for q in found if bool(q.answers) == spec.answerable]
    if spec.verbatim:
        found = [q for q in found if not q.answers or _standing(q)]
    if not found:
        raise DataError(
            f"{spec.source}: no question has answerable = {spec.answerable}, "
            f"verbatim = {spec.verbatim}"
        )
    found = chosen(found, spec)
    if spec.traditional:
        convert = OpenCC("s2t").convert
        found = [replace(q, question=convert(q.question)) for q in found]
    return found


def _read_all(spec: TaskSpec, articles: Mapping[str, Article]) -> list[Question]:
    """Return the questions of all files, in order; ids are unique over all of them."""
    found: dict[str, Question] = {}
    for path in spec.data:
        for question in read_questions(path, layout=spec.format, articles=articles):
            if question.id in found:
                raise DataError(
                    f"{path}: id {question.id!r} is that of a question of another file of "
                    f"{spec.source} too: give each its own"
                )
            found[question.id] = question
    return list(found.values())


def _standing(question: Question) -> list[str]:
    """Return the answers that are a run of the context's characters."""
    return [answer for answer in question.answers if answer in (question.context or "")]


def _load_with_context(spec: TaskSpec, *, answered: bool) -> list[Question]:
    found = load_questions(spec)
    for question in found:
        if question.context is None:
            raise DataError(f"{spec.source}: question {question.id!r} has no article to read")
        if answered and not question.answers:
            raise DataError(
                f"{spec.source}: question {question.id!r} has no answer: reading asks only what "
                "has; set answerable = true, or make the task a refusal"
            )
    return found


def _load_open(spec: TaskSpec) -> list[Question]:
    if spec.format == "beir":
        raise SuiteError(
            f"task {spec.name!r}: a BEIR folder ({spec.source}) has articles to find but no "
            "answers: make it a retrieval"
        )
    return load_questions(spec)


def _read(setup: Setup, _: TaskSpec, question: Question, *, forced: bool = False) -> Reply:
    """Answer as the archive does when it has found the right article and nothing else.

    ``forced``: whether that is likely the answer or not.
    """

    def ask(threshold: float | None) -> Answer:
        text = question.context or ""
        return ask_text(question.question, text, setup.generator, threshold=threshold)

    return _reply(ask(0.0), refused=False) if forced else _asked(setup, ask)


def _generate(setup: Setup, _: TaskSpec, question: Question, **options: bool) -> Reply:
    """Answer with the model's best text as it is.

    ``options`` are of our own model's ``answer``; another model may not have them all.
    """
    (reading,) = setup.generator.answer(
        [question.question],
        [question.context or ""],
        **options,  # type: ignore[arg-type]
    )
    if not reading.generations:
        return Reply(text="", confidence=0.0, refused=True, truncated=reading.truncated)
    best = reading.generations[0]
    return Reply(
        text=best.text,
        confidence=best.confidence,
        refused=setup.refuses(best),
        truncated=reading.truncated,
    )


def _sentence(_: Setup, __: TaskSpec, question: Question) -> Reply:
    return _best_sentence(question.question, question.context or "")


def _lead(_: Setup, __: TaskSpec, question: Question) -> Reply:
    text = question.context or ""
    first = sentences(text)[0]
    return Reply(text=text[first.start : first.end], confidence=0.5)


def _reference(_: Setup, __: TaskSpec, question: Question) -> Reply:
    """Return an editor's answer, one that stands in the text if any: what faults theirs have."""
    return Reply(text=[*_standing(question), *question.answers][0], confidence=1.0)


def _best_sentence(question: str, text: str) -> Reply:
    """Return the sentence with the largest share of the question's bigrams; ties: the shorter."""
    wanted = set(bigrams(question))
    found = [text[span.start : span.end] for span in sentences(text)]
    share = {said: len(wanted & set(bigrams(said))) / max(1, len(wanted)) for said in found}
    best = max(found, key=lambda said: (share[said], -len(said)))
    return Reply(text=best, confidence=share[best], quotes=(best,))


def _ask(setup: Setup, spec: TaskSpec, question: Question, *, arms: str | None) -> Reply:
    options, archive = setup.options, setup.archive(spec)
    arms = arms or options.retrieval
    avoid = {name for name, _ in question.relevant}

    def ask(threshold: float | None) -> Answer:
        if arms == "hybrid":
            return archive.ask(question.question, k=options.k, threshold=threshold)
        hits = setup.find(spec, question.question, arms=arms, k=options.k, avoid=avoid)
        (answer,) = answer_questions(
            as_queries([question.question]),
            [hits],
            generator=setup.generator,
            get_article=archive.get,
            threshold=threshold,
        )
        return answer

    return _asked(setup, ask)


def _asked(setup: Setup, ask: Callable[[float | None], Answer]) -> Reply:
    """Return what is answered; of a refusal the candidate that was not given.

    ``ask`` takes the threshold: one of 0 gives that candidate.
    """
    answer = ask(setup.options.threshold)
    refused = answer.text is None
    return _reply(ask(0.0) if refused else answer, refused=refused)


def _reply(answer: Answer, *, refused: bool) -> Reply:
    return Reply(
        text=_read_text(answer),
        confidence=answer.confidence,
        refused=refused,
        quotes=tuple(citation.quote for citation in answer.citations),
        truncated=answer.truncated,
    )


def _read_text(answer: Answer) -> str:
    """Return what is compared with the reference: the reader's words, not the sentences around."""
    text = answer.text or ""
    return text[answer.read.start : answer.read.end] if answer.read else text


def _top_sentence(setup: Setup, spec: TaskSpec, question: Question) -> Reply:
    hits = setup.find(spec, question.question, arms="hybrid", k=1)
    return _best_sentence(question.question, hits[0].chunk.text)


def _prediction_of(text: str) -> Reply:
    return Reply(text=text, confidence=float(bool(text)), refused=not text)


def _score(question: Question, reply: Reply, *, forced: bool = False) -> dict[str, float]:
    answers, refused = question.answers, reply.refused and not forced
    candidate = cmrc_f1(reply.text, answers) if answers else 0.0
    right = sum(_holds(quote, answers) for quote in reply.quotes)
    return {
        **_overlap("" if refused else reply.text, answers, refused=refused),
        "confidence": reply.confidence,
        "risk": 1 - candidate,
        "correct": float(candidate >= _RIGHT),
        "answerable": float(bool(answers)),
        "unanswerable": float(not answers),
        "refused": float(refused),
        "rightly_refused": float(refused and not answers),
        "decision": float(refused == (not answers)),
        "answered": float(not refused),
        "citations": 0.0 if refused else float(len(reply.quotes)),
        "citations_right": 0.0 if refused else float(right),
        "truncated": float(reply.truncated),
        **answer_faults("" if refused else reply.text, question.context or ""),
    }


def _overlap(text: str, answers: tuple[str, ...], *, refused: bool) -> dict[str, float]:
    if not answers:
        return dict.fromkeys(("em", "f1", "char_f1", "rouge_l"), float(refused))
    own = characters(text)
    return {
        "em": cmrc_em(text, answers),
        "f1": cmrc_f1(text, answers),
        "char_f1": char_f1(text, answers),
        "rouge_l": max(rouge_l(own, characters(answer)) for answer in answers),
    }


def _holds(quote: str, answers: tuple[str, ...]) -> bool:
    return any(normalize(answer) in normalize(quote) for answer in answers)


def _detail(question: Question, reply: Reply) -> dict[str, Any]:
    return {
        "question": question.question,
        "wants": wanted(question.question),
        "references": list(question.answers),
        "prediction": reply.text,
        "refused": reply.refused,
        "quotes": list(reply.quotes),
        "context": question.context,
    }


def _without(*names: str) -> Mapping[str, Measure]:
    return {name: m for name, m in (ANSWERING | COST).items() if name not in names}


_DECIDING = (
    "refusal_accuracy",
    "refusal_precision",
    "refusal_recall",
    "balanced_accuracy",
    "auroc",
    "coverage",
)

READING: Kind[Question, Reply] = Kind(
    load=partial(_load_with_context, answered=True),
    systems={
        "kanbao": partial(_read, forced=True),
        "generator": _generate,
        "beams": partial(_generate, span_head=False),
        "unconstrained": partial(_generate, verbatim=False),
        "decoder": partial(_generate, verbatim=False, span_head=False),
        "sentence": _sentence,
        "lead": _lead,
        "reference": _reference,
    },
    score=partial(_score, forced=True),
    detail=_detail,
    measures=_without(*_DECIDING, "citation_precision"),
    primary=("f1", "em"),
    prediction_of=_prediction_of,
)

REFUSAL: Kind[Question, Reply] = Kind(
    load=partial(_load_with_context, answered=False),
    systems={"kanbao": _read, "generator": _generate, "sentence": _sentence},
    score=_score,
    detail=_detail,
    measures=_without("citation_precision"),
    primary=("refusal_accuracy", "refusal_recall", "auroc", "f1"),
    prediction_of=_prediction_of,
)

OPEN_QA: Kind[Question, Reply] = Kind(
    load=_load_open,
    systems={
        "kanbao": partial(_ask, arms=None),
        "dense": partial(_ask, arms="dense"),
        "bm25": partial(_ask, arms="bm25"),
        "sentence": _top_sentence,
    },
    score=_score,
    detail=_detail,
    measures=_without(),
    primary=("f1", "em"),
    prediction_of=_prediction_of,
    searches=True,
)
