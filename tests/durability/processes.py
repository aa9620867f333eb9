"""Processes that start at once: forked from a server that has imported everything already."""

import multiprocessing

FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload(["__main__", "qa.archive", "tests.durability.plan"])
