"""The most memory that this process had for a while."""

from __future__ import annotations

import resource
from pathlib import Path

__all__ = ["PeakMemory"]

_CLEAR, _STATUS = Path("/proc/self/clear_refs"), Path("/proc/self/status")
_FORGET_PEAK = "5"


class PeakMemory:
    """Measures from when it is made. Where Linux does not tell, from when the process began."""

    def __init__(self) -> None:
        """Let the kernel forget the peak before."""
        try:
            _CLEAR.write_text(_FORGET_PEAK, encoding="ascii")
        except OSError:
            self._since = False
        else:
            self._since = True

    def peak(self) -> float:
        """Return the largest resident set since then, in MB."""
        if self._since:
            for line in _STATUS.read_text(encoding="ascii").splitlines():
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) / 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
