"""What a job does to many records, one by one: one that cannot be read must not keep the others from being rung. Known to all."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def each[T](rows: Iterable[T], act: Callable[[T], int]) -> int:
    """Act on each and return the sum. What failed is raised together, after the others were done (ExceptionGroup)."""
    done, failed = 0, []
    for row in rows:
        try:
            done += act(row)
        except Exception as error:  # whatever it is, the next record is somebody else's
            failed.append(error)
    if failed:
        raise ExceptionGroup("records that failed", failed)
    return done
