"""Runs of an invented suite with the texts that a test wants, and labels of them."""

import datetime as dt

from eval.judged.labels import Label
from eval.rows import Row
from eval.suite import load_suite
from tests.eval.runs import record_run, write_suite

DAY = dt.date(2031, 4, 2)
TASKS = """
[[tasks]]
name = "headline-town"
kind = "headline"
data = "summaries.jsonl"
articles = ["articles.jsonl"]
"""
ARTICLES = {
    "a": "云岭市图书馆四月一日开馆，馆长是周文兰。馆内有藏书三万册。",
    "b": "云河大桥六月通车，由市交通局修建。一旦水位超过警戒线，大桥将封闭。",
    "c": "记者从市教育局获悉，望溪小学拟增设两个班。",
}
TITLES = {"a": "云岭市图书馆开馆", "b": "云河大桥通车", "c": "望溪小学拟增设两个班"}


def run_of(folder, texts, *, tasks=TASKS, scores=True):
    """Write a run of headlines, from texts by item."""
    folder.mkdir()
    rows = [
        Row(
            id=item,
            group=item,
            scores={"rouge_l": 0.5} if scores else None,
            error=None if scores else "ValueError: no",
            detail={
                "context": ARTICLES[item],
                "references": [TITLES[item]],
                "prediction": text,
            },
        )
        for item, text in texts.items()
    ]
    suite = load_suite(write_suite(folder, tasks))
    return record_run(folder / "run", suite, {"headline-town": rows})


def label(item, given, *systems, judge="first", sha="", **changed):
    """Return a label of a headline; texts of one item differ by ``sha``."""
    values = {
        "systems": systems or ("new",),
        "task": "headline-town",
        "item": item,
        "kind": "headline",
        "sha256": sha or "-".join(systems),
        "label": given,
        "fault": "agent" if given in "CD" else None,
        "judge": judge,
        "date": DAY,
        "draw": "d1",
    }
    return Label(**{**values, **changed})
