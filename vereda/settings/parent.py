"""A process that serves ends with the one that started it."""

from __future__ import annotations

import multiprocessing
import os
import threading
from typing import Protocol


class Started(Protocol):
    """The process that started this one, as `multiprocessing` gives it."""

    def join(self) -> None: ...


def end_with_parent() -> None:
    """End this process at once when the one that started it is gone, however it went; do nothing where none is known.

    A worker that outlived it would go on answering at the port, beside the one that is started next.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), name="parent", daemon=True).start()


def _end_after(parent: Started) -> None:
    parent.join()
    os._exit(1)  # nobody is left to be told
