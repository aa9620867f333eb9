"""The evaluation harness: how good it is, how sure we are, and whether it got worse."""
