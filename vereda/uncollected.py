"""For work that makes very many small things at once: Python's collector stands still meanwhile."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python from looking for circles: there are none in millions of whole numbers, and it looks through all of them.

    Also a decorator. Other threads wait with it; whoever finds it standing still leaves it so.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
