"""`vereda facts`: every exact row of a period as a file, without persons; a file that was cut is continued."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils import timezone
from django.utils.translation import gettext

from vereda.cli.bulletin import may_read
from vereda.cli.pieces import continued
from vereda.settings.environment import env
from vereda.statistics import door as statistics
from vereda.statistics.door import feeding


@click.group(name="facts")
def command() -> None:
    """Renglones exactos de un periodo, sin personas: de uso interno, no para publicación."""


@command.command(name="export")
@click.option("--country", default=lambda: env().country, metavar="ISO", help="País; sin ella, el de esta instalación.")
@click.option("--from", "from_on", required=True, metavar="AAAA-MM-DD", help="Primer día local, incluido.")
@click.option("--to", "to_on", required=True, metavar="AAAA-MM-DD", help="Último día local, incluido.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Archivo, o carpeta donde se le pone nombre.")
@click.option("--resume", is_flag=True, help="Seguir un archivo que se cortó; si los datos cambiaron, lo dice y no lo mezcla.")
@click.option("--as", "as_", metavar="CUENTA", help="En nombre de una cuenta con función de estadística.")
def export_command(country: str, from_on: str, to_on: str, out: Path | None, resume: bool, as_: str | None) -> None:
    """Escribir los renglones de un periodo como CSV, a pedazos: un millón cabe en la memoria de un puesto.

    Mientras se escribe se llama FILE.part; con --resume se sigue desde ahí.

    Termina con 0: hecho; 1: no se hizo, o lo cortado es de otros datos; 2: hay que corregir una opción.
    """
    asked = statistics.question(country=country, from_on=from_on, to_on=to_on)
    may_read(asked, as_, is_file=True)
    name = feeding.facts_name(asked)
    path = Path(name) if out is None else out / name if out.is_dir() else out
    rows = continued(path, feeding.fact_rows(asked, today=timezone.localdate()).pieces(), is_resumed=resume)
    told = gettext("{n} renglones; interno, no para publicación")
    click.echo(f"{path} · {told.format(n=f'{rows - 1:,}')}", err=True)
