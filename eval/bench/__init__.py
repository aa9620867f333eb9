"""Measurements of speed, size and robustness; each module is a command of its own."""
