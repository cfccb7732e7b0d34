"""One command writes at a time: an import, a restore and a rebuild would only wait for each other inside the database."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

import click

from vereda.settings.environment import env
from vereda.settings.secrets import folder_of_own


@contextmanager
def writing() -> Iterator[None]:
    """Hold VEREDA_HOME/write.lock; while another command holds it, say so and wait. It is free again when a command dies."""
    with (folder_of_own(env().home) / "write.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            click.echo("Otra orden está escribiendo; espero a que termine.", err=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
