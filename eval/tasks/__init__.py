"""The kinds of task a suite can have: their examples, their systems and their scores."""
