"""How much of this machine was used by what is not the bench: a figure without it says little on a shared machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


class Others:
    """Seconds of processor that other programs took, over the stretches that were watched."""

    def __init__(self) -> None:
        self.used_s = self.there_s = 0.0

    @property
    def share(self) -> float:
        """Return the part of all processors that others took [0 to 1]."""
        return max(0.0, self.used_s) / self.there_s if self.there_s else 0.0

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Watch while a block runs; processes of ours that end inside it count as others'."""
        busy, there, own = _machine_s()[0], _machine_s()[1], own_s(os.getpid())
        yield
        now_busy, now_there = _machine_s()
        self.there_s += now_there - there
        self.used_s += now_busy - busy - (own_s(os.getpid()) - own)


def own_s(pid: int) -> float:
    """Return the seconds of processor that a process and all below it have used."""
    return sum(_ticks(one) for one in (pid, *below(pid))) / TICKS


def below(pid: int) -> list[int]:
    """Return all processes that a process started, and those that these started."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in task.read_text().split():
                found += [int(child), *below(int(child))]
        except FileNotFoundError:  # ended while we looked
            continue
    return found


def _ticks(pid: int) -> int:
    try:
        words = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except FileNotFoundError:
        return 0
    return int(words[11]) + int(words[12])


def _machine_s() -> tuple[float, float]:
    """Return the seconds of processor that were used, and that there were, since this machine started."""
    user, nice, system, idle, wait, *rest = (int(word) for word in Path("/proc/stat").read_text().splitlines()[0].split()[1:9])
    busy = user + nice + system + sum(rest)
    return busy / TICKS, (busy + idle + wait) / TICKS
