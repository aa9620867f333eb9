r"""Texts judged by reading: which may be printed as they stand, and which say what is not so.

What is counted elsewhere (overlap with a reference, numbers that stand in the source) does not show
that a text swaps who did what to whom. So that somebody reads them, text by text::

    kanbao-eval run judged --data DATA --out runs/new
    python -m eval.judged draw old=runs/old new=runs/new \
        lead=runs/new:lead_cut lead=runs/new:lead --limit lead=20 --references 40 \
        --texts old=digest-old.jsonl new=digest-new.jsonl --per-sheet 60 --out sheets
    python -m eval.judged keep sheets.key.jsonl first/*.jsonl --judge first --out labels.jsonl
    python -m eval.judged keep sheets.key.jsonl second/*.jsonl --judge second --out labels.jsonl
    python -m eval.judged report labels.jsonl --compare old new

``draw`` puts the texts of the systems, and the editors' own, together unmarked and in a random
order, each with its whole article, and writes them to ``sheets/sheet-01.txt`` and so on, with the
instructions (``instructions.md``) on top. Who wrote what is in ``sheets.key.jsonl``, which a judge
must not see. A judge reads a sheet and writes a line for each number::

    {"n": 17, "label": "A"}
    {"n": 18, "label": "D", "fault": "agent"}

``keep`` checks them all and appends them, without a word of the texts, to a file fit to be
committed; a sheet that was begun must be finished. ``report`` counts: :mod:`eval.judged.report`.
Two judges read every sheet, without seeing each other's lines.

Fresh texts: ``kanbao-eval run judged --seed N`` draws other articles (for every run to be compared
the same N), and ``draw --fresh labels.jsonl`` leaves out what has been judged before.

``--texts`` takes JSONL of ``id, kind, article, text`` and, for a sentence of a digest (``kind``
``digest``), ``question``. An id names the place of a text: the same id with the same text, in two
systems' files, is one text, and is presented once. For sentences of digests, an id of question,
article and place (``q7:n12:345``) does that.
"""
