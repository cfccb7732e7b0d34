"""`vereda serve`: bring the tables up to date, fill an empty demonstration, answer on PORT."""

from __future__ import annotations

import importlib
import importlib.util
import multiprocessing
import os
from typing import Any

import click
from django.db import connections
from django.utils.translation import gettext as _
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.common import AbstractServer

from vereda.cli import jobs
from vereda.cli.lock import writing
from vereda.cli.main import terminal_language
from vereda.cli.migrated import bring_up_to_date, refuse_home_of_another_country, refuse_persons_at_the_region
from vereda.countries.door import pack
from vereda.logbook.door import check_keys, fold_understood
from vereda.relay.door import start_loop
from vereda.settings.environment import Environment, env

THREADS = 64  # per worker, that read what slow lines send; four requests at a time are at work (vereda/settings/wsgi.py)
STOP_S = 10  # for what is at work to end; a line that says nothing more would be waited for without end


@click.command(name="serve")
def command() -> None:
    """Arrancar: pone las tablas al día y atiende en http://localhost:PORT (variable de entorno PORT, 8000)."""
    here = env()
    with writing():
        bring_up_to_date()
        refuse_home_of_another_country()
        refuse_persons_at_the_region()
        check_keys()
        fold_understood()  # what a newer version wrote before this upgrade
        lines = first_filling() if here.demo else []
    connections.close_all()
    # A forked worker would share open databases with this process; a spawned one opens its own.
    multiprocessing.set_start_method("spawn", force=True)
    serving = server(here)
    serving.on_startup(jobs.start)
    serving.on_startup(start_loop)
    country = pack(here.country)
    name = country.name_en if terminal_language() == "en" else country.name_es
    where = _("Los datos están en {home}").format(home=here.home)
    click.echo("\n".join([f"Vereda, {here.regional or name}: {address(here)}", where, *lines]))
    serving.serve()


def first_filling() -> list[str]:
    """Fill an empty installation with the demonstration and return the lines to print (accounts of each role)."""
    if importlib.util.find_spec("vereda.cli.demo") is None:
        return []
    lines: list[str] = importlib.import_module("vereda.cli.demo").first_filling()
    return lines


def address(here: Environment) -> str:
    """Return the address a person opens."""
    scheme = "https" if here.tls_cert else "http"
    host = "localhost" if here.bind in {"127.0.0.1", "0.0.0.0", "::", "::1"} else here.bind  # noqa: S104  compared, not bound
    return f"{scheme}://{host}:{here.port}/"


def workers(here: Environment) -> int:
    """Return how many processes serve: one on SQLite, where a second writer only waits; one a core on PostgreSQL."""
    return (os.cpu_count() or 1) if here.database_url else 1


def server(here: Environment) -> AbstractServer[Any]:  # Any: the kind of worker, which differs by build of Python
    """Return the web server, without access log: who asked for what is written to the read log alone."""
    made: AbstractServer[Any] = Granian(
        target="vereda.settings.wsgi:application",
        interface=Interfaces.WSGI,
        address=here.bind,
        port=here.port,
        workers=workers(here),
        blocking_threads=THREADS,
        workers_kill_timeout=STOP_S,
        backlog=1024,
        log_access=False,
        log_level=LogLevels.warning,
        ssl_cert=here.tls_cert,
        ssl_key=here.tls_key,
    )
    return made
