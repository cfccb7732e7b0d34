"""What a bench says: figures beside their budget and their baseline, as one table and as one JSON file."""

from __future__ import annotations

import json
import platform
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from os import cpu_count, getloadavg
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured value.

    budget    what the design asks for, in the same unit; None: for information
    at_least  whether more is better
    baseline  the same work without what is Vereda's own, measured in the same run
    aim       the part of the baseline that is aimed at; missing it is reported and fails nothing
    """

    name: str
    value: float
    unit: str
    budget: float | None = None
    at_least: bool = False
    baseline: float | None = None
    aim: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.value / self.baseline if self.baseline else None

    @property
    def verdict(self) -> str:
        if self.budget is None:
            return ""
        return "holds" if (self.value >= self.budget) == self.at_least or self.value == self.budget else "MISSED"


def median(values: Iterable[float]) -> float:
    return statistics.median(values)


def at_most(values: Sequence[float], share: float) -> float:
    """Return the value that `share` [0 to 1] of the values do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, max(0, -(-len(ranked) * share // 1).__int__() - 1))]


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as text in columns."""
    head = ("figure", "value", "budget", "baseline", "ratio", "verdict", "note")
    rows = [head, *(_row(one) for one in figures)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    return "\n".join(_aligned(row, widths) for row in rows)


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    left = {0, 5, 6}  # words; figures stand to the right
    cells = enumerate(zip(row, widths, strict=True))
    return "  ".join(text.ljust(width) if place in left else text.rjust(width) for place, (text, width) in cells).rstrip()


def _row(one: Figure) -> tuple[str, ...]:
    ratio = "" if one.ratio is None else f"{one.ratio:.2f}" + (f" (aim {one.aim:.2f})" if one.aim else "")
    budget = "" if one.budget is None else f"{'>=' if one.at_least else '<='} {_said(one.budget)}"
    baseline = "" if one.baseline is None else _said(one.baseline)
    return one.name, f"{_said(one.value)} {one.unit}", budget, baseline, ratio, one.verdict, one.note


def _said(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def machine() -> dict[str, Any]:  # Any: JSON
    """Return what the figures depend on: processor, cores, memory, Python, and how busy the machine is with other things."""
    return {
        "processor": _processor(),
        "cores": cpu_count(),
        "memory_gb": round(_memory_kb() / 1024**2, 1),
        "python": platform.python_version(),
        "system": platform.system(),
        "load": [round(value, 2) for value in getloadavg()],
    }


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def _memory_kb() -> int:
    lines = Path("/proc/meminfo").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("MemTotal"))


def write(figures: Sequence[Figure], before: dict[str, Any], *, quick: bool) -> Path:  # Any: JSON
    """Write bench/results/<date>.json and return its path.

    before  the machine as it was before the first bench
    """
    now = datetime.now(UTC)
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{now:%Y-%m-%dT%H%M}.json"
    rows = [{**asdict(one), "ratio": one.ratio, "verdict": one.verdict} for one in figures]
    said = {"at": now.isoformat(timespec="seconds"), "quick": quick, "machine": before, "figures": rows}
    path.write_text(json.dumps(said, indent=1) + "\n")
    return path
