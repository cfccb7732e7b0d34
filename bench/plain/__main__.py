"""Serve the baseline as `vereda serve` serves Vereda."""

from __future__ import annotations

import multiprocessing
import os

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from vereda.settings.environment import env

THREADS = 4  # as vereda/cli/serve.py, which cannot be imported where its models are not


def main() -> None:
    from bench.plain.app import make_table

    make_table()
    here = env()
    multiprocessing.set_start_method("spawn", force=True)
    Granian(
        target="bench.plain.app:application",
        interface=Interfaces.WSGI,
        address=here.bind,
        port=here.port,
        workers=(os.cpu_count() or 1) if here.database_url else 1,
        blocking_threads=THREADS,
        backlog=1024,
        log_access=False,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main()
