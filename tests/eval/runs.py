"""A small suite, the fakes that run it, and runs written down without any model."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

from eval.manifest import make_manifest, save_manifest
from eval.rows import Row, RowFile
from eval.run import run_suite
from eval.scores import load_run, score_run
from eval.setup import Options, Setup
from eval.suite import Suite, load_suite
from qa.interfaces import Generator
from qa.spread import Spread
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator

SMOKE = Path(__file__).parents[2] / "eval" / "suites" / "smoke.toml"

READING = """
[[tasks]]
name = "reading"
kind = "reading"
data = "questions.jsonl"
articles = ["articles.jsonl"]
"""
ARTICLES = [
    ("n1", "图书馆开馆", "青石镇图书馆四月一日开馆。馆长是周文兰，馆内有藏书三万册。"),
    ("n2", "大桥通车", "柳坝大桥六月通车。大桥长二百八十六米，由县交通局修建。"),
    ("n3", "茶园采茶", "雾岭茶园三月采茶。今年的头茶每斤卖到一千八百元。"),
    ("n4", "球队夺冠", "望溪小学足球队夺得全县冠军。教练覃刚带队训练了两年。"),
]
QUESTIONS = [
    (
        "q1",
        "馆长是谁，馆内有藏书多少？",
        ["馆长是周文兰，馆内有藏书三万册", "周文兰，馆内有藏书三万册"],
        "n1",
    ),
    ("q2", "大桥长多少，由哪里修建？", ["大桥长二百八十六米，由县交通局修建"], "n2"),
    ("q3", "茶园的头茶每斤卖多少元？", ["今年的头茶每斤卖到一千八百元", "一千八百元"], "n3"),
    ("q4", "足球队的教练带队训练了几年？", ["教练覃刚带队训练了两年", "两年"], "n4"),
    ("q5", "火山喷发造成什么损失？", [], "n1"),
]


def write_suite(folder: Path, tasks: str) -> Path:
    """Write articles, questions, summaries and a suite with these tasks; return its path."""
    rows = [{"id": i, "title": t, "text": x} for i, t, x in ARTICLES]
    write_lines(folder / "articles.jsonl", rows)
    rows = [{"id": i, "question": q, "answers": a, "articles": [n]} for i, q, a, n in QUESTIONS]
    write_lines(folder / "questions.jsonl", rows)
    rows = [{"id": f"{i}-h", "article": i, "kind": "headline", "target": t} for i, t, _ in ARTICLES]
    rows += [{"id": f"{i}-s", "article": i, "kind": "summary", "target": x} for i, _, x in ARTICLES]
    write_lines(folder / "summaries.jsonl", rows)
    path = folder / "suite.toml"
    path.write_text(f'name = "small"\n{tasks}', encoding="utf-8")
    return path


def write_lines(path: Path, records: list[dict[str, object]]) -> None:
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.write_text("".join(lines), encoding="utf-8")


def open_fakes(folder: Path, options: Options, generator: Generator | None = None) -> Setup:
    return Setup(
        embedder=HashEmbedder(),
        generator=generator or ExtractiveGenerator(),
        folder=folder,
        options=options,
    )


def run_fakes(
    suite: Path,
    folder: Path,
    *,
    spread: Spread | None = None,
    generator: Generator | None = None,
    other_code: bool = False,
    **changed: object,
) -> None:
    options = Options(**changed)  # type: ignore[arg-type]
    run_suite(
        load_suite(suite),
        folder,
        open_setup=partial(open_fakes, folder, options, generator),
        options=options,
        spread=spread,
        other_code=other_code,
        command="kanbao-eval run small",
    )


def values(folder: Path) -> dict[tuple[str, str, str], float | None]:
    """Return a run's scores by task, system and measure."""
    return {(s.task, s.system, s.measure): s.value for s in score_run(load_run(folder))}


def record_run(folder: Path, suite: Suite, rows: dict[str, list[Row]]) -> Path:
    """Write a run whose only system is kanbao, from rows by task."""
    manifest = make_manifest(
        suite,
        examples={task: len(found) for task, found in rows.items()},
        limit=None,
        options=Options(),
        models={},
        command="recorded",
    )
    save_manifest_in(folder, manifest)
    for task, found in rows.items():
        file = RowFile(folder / "rows" / f"{task}.kanbao.jsonl")
        for row in found:
            file.append(row)
        file.close()
    return folder


def save_manifest_in(folder: Path, manifest: object) -> None:
    folder.mkdir(parents=True)
    save_manifest(folder, manifest)  # type: ignore[arg-type]
