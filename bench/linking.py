"""Matching: `vereda people link` with the stored model on records of the second generator, beside plain Splink in the same run.

    python -m bench --only matching [--quick]
    python -m bench.linking [--sizes 20000 200000] [--seed 7] [--json FILE]

Both run as processes of their own, so that each has its own peak of memory. Scores are reckoned from the files that a run
writes and the truth (`bench/matched.py`). The stored model has seen no record of this generator.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from bench import febrl, tokens
from bench.figures import Figure, table
from bench.matched import Agreement, agreement
from bench.records import files

SEED = 7
SIZES, QUICK = (20_000, 200_000, 1_000_000), (4_000,)
PARTS = 20_000  # at this size figures are given by nationality and sex, and with cards
REPOSITORY = Path(__file__).parent.parent


class RunFailed(Exception):
    """A linking process ended with an error; its last words are the message."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """One process that linked one file. processor_s: on a busy machine it says more than the clock does."""

    seconds: float
    processor_s: float
    peak_mb: float
    agreed: Agreement


def measure(*, quick: bool = False, sizes: tuple[int, ...] = (), seed: int = SEED) -> list[Figure]:
    figures = list[Figure]()
    with tempfile.TemporaryDirectory(prefix="vereda-bench-") as made:
        folder = Path(made)
        for size in sizes or (QUICK if quick else SIZES):
            figures += _size(folder / str(size), size, seed)
        if sizes:
            return figures
        written = files.write(folder / "cards", seed=seed, at_least=QUICK[0] if quick else PARTS, cards=True)
        figures += _accuracy(f"{written.rows:,} with cards", linked(written, folder / "o"), plain(written, folder / "p"), 0.91)
        for which in febrl.SETS:
            written = febrl.write(which, folder / f"febrl{which}")
            figures += _febrl(which, linked(written, folder / f"f{which}"), plain(written, folder / f"q{which}"))
    return [*figures, *tokens.measure(quick=quick)]


def _size(folder: Path, size: int, seed: int) -> list[Figure]:
    began = time.perf_counter()
    written = files.write(folder, seed=seed, at_least=size)
    name = f"{written.rows:,}"
    made = Figure(name=f"{name}: records written", value=time.perf_counter() - began, unit="s", note=f"{written.people:,} people")
    ours, base = linked(written, folder / "ours"), plain(written, folder / "plain")
    figures = [made, *_cost(name, ours, base, whole=size == max(SIZES)), *_accuracy(name, ours, base, 0.88)]
    return [*figures, *_parts(name, ours, base)] if size <= PARTS else figures


def _cost(name: str, ours: Run, base: Run | None, *, whole: bool) -> list[Figure]:
    return [
        Figure(
            name=f"{name}: linked",
            value=ours.seconds,
            unit="s",
            budget=90 if whole else None,
            baseline=base.seconds if base else None,
            note=f"processor {ours.processor_s:.0f} s" + (f"; plain {base.processor_s:.0f} s" if base else ""),
        ),
        Figure(
            name=f"{name}: peak memory",
            value=ours.peak_mb,
            unit="MB",
            budget=4096 if whole else None,
            baseline=base.peak_mb if base else None,
        ),
    ]


def _accuracy(name: str, ours: Run, base: Run | None, aim: float) -> list[Figure]:
    """Return pairs, clusters and people of one run. aim: F1 that the design aims at."""
    got, other = ours.agreed, base.agreed if base else None
    return [
        Figure(
            name=f"{name}: pair F1, automatic",
            value=got.automatic.f1,
            unit="",
            budget=aim,
            at_least=True,
            baseline=other.automatic.f1 if other else None,
            note=f"weight >= {got.threshold:g}; plain {other.threshold:g}" if other else f"weight >= {got.threshold:g}",
        ),
        Figure(
            name=f"{name}: precision, automatic",
            value=got.automatic.precision,
            unit="",
            budget=0.98,
            at_least=True,
            baseline=other.automatic.precision if other else None,
        ),
        Figure(
            name=f"{name}: recall, automatic",
            value=got.automatic.recall,
            unit="",
            baseline=other.automatic.recall if other else None,
        ),
        Figure(
            name=f"{name}: pair F1, best weight",
            value=got.best.f1,
            unit="",
            baseline=other.best.f1 if other else None,
            note=f"P {got.best.precision:.3f} R {got.best.recall:.3f} from {got.best_at:g}",
        ),
        Figure(
            name=f"{name}: F1 that clear text could add",
            value=got.near.f1 - got.best.f1,
            unit="",
            budget=0.01,
            note="at most: every pair with both names nearly alike, and none wrongly",
        ),
        _largest(name, got, other),
        _people(name, got, other),
    ]


def _largest(name: str, got: Agreement, other: Agreement | None) -> Figure:
    return Figure(
        name=f"{name}: largest cluster",
        value=got.largest_cluster,
        unit="records",
        budget=30,
        baseline=other.largest_cluster if other else None,
    )


def _people(name: str, got: Agreement, other: Agreement | None) -> Figure:
    """Return by how much the estimate of people misses the truth; the baseline counts its clusters."""
    estimate, low, high = got.individuals or (got.clusters, got.clusters, got.clusters)
    inside = "truth inside" if low <= got.people <= high else "truth OUTSIDE"
    return Figure(
        name=f"{name}: individuals against truth",
        value=100 * abs(estimate / got.people - 1),
        unit="%",
        budget=5,
        baseline=100 * abs(other.clusters / got.people - 1) if other else None,
        note=f"{estimate:,.0f} ({low:,.0f} to {high:,.0f}), truth {got.people:,}: {inside}",
    )


def _parts(name: str, ours: Run, base: Run | None) -> list[Figure]:
    both = (
        (ours.agreed.by_nationality, base.agreed.by_nationality if base else None),
        (ours.agreed.by_sex, base.agreed.by_sex if base else None),
    )
    return [
        Figure(
            name=f"{name}: F1 of {part}",
            value=score.f1,
            unit="",
            baseline=other[part].f1 if other else None,
            note=f"P {score.precision:.3f} R {score.recall:.3f}, {score.known:,.0f} pairs",
        )
        for mine, other in both
        for part, score in mine.items()
        if score.known >= 50
    ]


def _febrl(which: int, ours: Run, base: Run | None) -> list[Figure]:
    """Return pairs, the largest cluster and people of a list of another kind, which teaches its own weights (`elsewhere.py`)."""
    got, other = ours.agreed, base.agreed if base else None
    scores = [
        Figure(
            name=f"FEBRL {which}: pair F1, {said}",
            value=mine.f1,
            unit="",
            budget=0.995 if which == 4 and said == "automatic" else None,
            at_least=True,
            baseline=theirs.f1 if theirs else None,
            note=f"P {mine.precision:.4f} R {mine.recall:.4f} from {weight:g}",
        )
        for said, weight, mine, theirs in (
            ("automatic", got.threshold, got.automatic, other.automatic if other else None),
            ("best weight", got.best_at, got.best, other.best if other else None),
        )
    ]
    return [*scores, _largest(f"FEBRL {which}", got, other), _people(f"FEBRL {which}", got, other)]


def linked(written: files.Written, out: Path, *options: str, environment: dict[str, str] | None = None) -> Run:
    """Return how `vereda people link` does on records."""
    command = ["vereda.cli", "people", "link", "--input", str(written.records), "--out", str(out), *options]
    used = _process(command, out, environment or {})
    return Run(**used, agreed=agreement(written.records, written.truth, out))


def plain(written: files.Written, out: Path) -> Run | None:
    """Return how plain Splink does on the same records, None when it does not come to an end with the memory it has."""
    try:
        used = _process(["bench.plain_matching", "--input", str(written.records), "--out", str(out)], out, {})
    except RunFailed as why:
        print(f"plain Splink: {why}", file=sys.stderr)
        return None
    return Run(**used, agreed=agreement(written.records, written.truth, out))


def _process(command: list[str], out: Path, environment: dict[str, str]) -> dict[str, float]:
    """Run a module of ours to its end; return the seconds it took, those of the processor, and the most memory it had [MB]."""
    out.mkdir(parents=True, exist_ok=True)
    known = {**os.environ, "VEREDA_HOME": str(out / "home"), "PYTHONPATH": str(REPOSITORY), **environment}
    began = time.perf_counter()
    with (out / "said").open("wb") as said:
        started = subprocess.Popen([sys.executable, "-m", *command], env=known, stdout=said, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)  # it was waited for here: Popen must not wait again
    if started.returncode:
        words = (out / "said").read_text(errors="replace").strip().splitlines()
        raise RunFailed(f"{command[0]} ended with {started.returncode}: {words[-1] if words else ''}")
    spent = used.ru_utime + used.ru_stime
    return {"seconds": time.perf_counter() - began, "processor_s": spent, "peak_mb": used.ru_maxrss / 1024}


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m bench.linking")
    words.add_argument("--sizes", type=int, nargs="+", default=[], help="records; without it, what `python -m bench` does")
    words.add_argument("--seed", type=int, default=SEED)
    words.add_argument("--json", type=Path)
    asked = words.parse_args()
    figures = measure(sizes=tuple(asked.sizes), seed=asked.seed)
    print(table(figures))
    if asked.json:
        asked.json.write_text(json.dumps([asdict(one) for one in figures], indent=1) + "\n")


if __name__ == "__main__":
    main()
