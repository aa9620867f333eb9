"""Plots as SVG text to put into a page; labels are ASCII, so that no font is needed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from eval.metrics import calibration_bins, risk_coverage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = [
    "COLORS",
    "calibration_plot",
    "growth_plot",
    "latency_plot",
    "length_plot",
    "risk_coverage_plot",
]

COLORS = ["#b3261e", "#2b5d8a", "#6a8f3c", "#b0811d", "#6b5b95", "#5f6b73"]
_STYLE = {
    "svg.hashsalt": "kanbao",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#888888",
    "axes.labelcolor": "#444444",
    "xtick.color": "#666666",
    "ytick.color": "#666666",
    "axes.grid": True,
    "grid.color": "#e8e4dc",
    "legend.frameon": False,
}


def risk_coverage_plot(systems: Mapping[str, tuple[Floats, Floats]]) -> str:
    """Plot selective risk over coverage; each system gives confidences and risks, (n,) each."""

    def draw(axes: Axes) -> None:
        for number, (name, (confidence, risk)) in enumerate(systems.items()):
            coverage, selective = risk_coverage(confidence, risk)
            axes.plot(coverage, selective, label=name, color=_color(number), lw=1.8)
        axes.set(xlabel="coverage", ylabel="risk (1 - F1)", xlim=(0, 1), ylim=(0, 1))
        axes.legend(loc="best")

    return _svg(draw)


def calibration_plot(confidence: Floats, correct: Floats) -> str:
    """Plot the share correct over the confidence, in tenths; a dot's area is its rows."""
    bins = calibration_bins(confidence, correct)

    def draw(axes: Axes) -> None:
        axes.plot([0, 1], [0, 1], color="#999999", lw=1, ls="--")
        sizes = [20 + 280 * rows / len(confidence) for _, _, rows in bins]
        sure, right = [b[0] for b in bins], [b[1] for b in bins]
        axes.scatter(sure, right, s=sizes, color=COLORS[0], alpha=0.75, zorder=3, clip_on=False)
        axes.set(xlabel="confidence", ylabel="share correct (F1 >= 0.8)", xlim=(0, 1), ylim=(0, 1))

    return _svg(draw)


def latency_plot(systems: Mapping[str, Sequence[float]]) -> str:
    """Plot the share of examples done within a time; each system gives seconds."""

    def draw(axes: Axes) -> None:
        for number, (name, seconds) in enumerate(systems.items()):
            ordered = np.maximum(np.sort(seconds), 1e-4)
            share = np.arange(1, len(ordered) + 1) / len(ordered)
            axes.step(ordered, share, where="post", label=name, color=_color(number), lw=1.8)
        axes.set(xlabel="seconds (log)", ylabel="share done", xscale="log", ylim=(0, 1.02))
        axes.legend(loc="best")

    return _svg(draw)


def growth_plot(lines: Mapping[str, tuple[Sequence[float], Sequence[float]]], unit: str) -> str:
    """Plot what grows with an archive on two logarithmic scales; each line gives sizes, values."""

    def draw(axes: Axes) -> None:
        for number, (name, (sizes, values)) in enumerate(lines.items()):
            axes.plot(sizes, values, label=name, color=_color(number), lw=1.8, marker="o", ms=4)
        axes.set(xlabel="articles (log)", ylabel=f"{unit} (log)", xscale="log", yscale="log")
        # Above the axes: any line may run anywhere inside.
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2)

    return _svg(draw)


def length_plot(systems: Mapping[str, Sequence[float]], targets: Sequence[int]) -> str:
    """Plot the lengths in characters of each system's texts beside the editors' own."""

    def draw(axes: Axes) -> None:
        names, values = [*systems, "editor"], [*systems.values(), targets]
        boxes = axes.boxplot(
            values, orientation="horizontal", patch_artist=True, widths=0.55, showfliers=False
        )
        for number, box in enumerate(boxes["boxes"]):
            color = "#bbbbbb" if number == len(names) - 1 else _color(number)
            box.set(facecolor=color, alpha=0.65, edgecolor="#555555", linewidth=0.8)
        for line in boxes["medians"]:
            line.set(color="#222222")
        axes.set_yticks(range(1, len(names) + 1), names)
        axes.invert_yaxis()
        axes.set(xlabel="characters", xlim=(0, None))

    return _svg(draw)


def _color(number: int) -> str:
    return COLORS[number % len(COLORS)]


def _svg(draw: Callable[[Axes], None]) -> str:
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(4.4, 3.0), layout="constrained")
        draw(figure.subplots())
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    text = buffer.getvalue()
    return text[text.index("<svg") :]
