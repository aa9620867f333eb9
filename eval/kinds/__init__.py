"""Lists, yes and no, why and how: questions labelled by reading, and what comes out of them.

    python -m eval.kinds --data DATA --out runs/kinds

``labels/lists.jsonl`` has where each member of the list stands that a question of a development set
asks for, ``labels/yes_no.jsonl`` whether the text says yes, no or neither to a question of one, or
to one of our own. The questions and texts of the sets are read from ``DATA``; of theirs there are
ids and offsets here only. Each question is asked of its own article, then of another one, which
does not answer it.

Rules were chosen on one half of the articles (``--half choose``); the other is reported.
"""
