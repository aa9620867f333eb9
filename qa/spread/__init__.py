"""Pure functions of a batch, spread: in this process, over several, over the machines of Ray."""

from __future__ import annotations

from qa.spread.base import InLine, Spread
from qa.spread.cluster import Ray
from qa.spread.processes import Processes

__all__ = ["InLine", "Processes", "Ray", "Spread"]
