"""`vereda bundle`: what has not gone up, as a file on a stick; and the file of a post or of a phone, read in."""

from __future__ import annotations

from pathlib import Path

import click

from vereda.cli.lock import writing
from vereda.relay import door as relay

FILE = click.Path(dir_okay=False, path_type=Path)


@click.group(name="bundle")
def command() -> None:
    """Llevar registros en un archivo cuando no hay línea."""


@command.command(name="write")
@click.argument("file", type=FILE)
def write_command(file: Path) -> None:
    """En un puesto: escribir en FILE todo lo que la central no ha recibido, cerrado para ella sola."""
    with writing():
        count = relay.write_bundle(file, seal=relay.seal_own_now)
    click.echo(f"{count} registros en {file}. Siguen aquí hasta que la central los confirme por la línea.")


@command.command(name="read")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def read_command(file: Path) -> None:
    """Leer el archivo de un puesto (en la central) o el de un teléfono. Dos veces es una. Termina con 1 si algo no se tomó."""
    with writing():
        told = relay.read_brought(file.read_bytes())
    answers = ", ".join(f"{status} {count}" for status, count in sorted(told.by_answer.items()))
    click.echo(f"{told.count} registros de {len(told.devices)} equipos: {answers}")
    for code, count in sorted(told.codes.items()):
        click.echo(f"{code}: {count}", err=True)
    if told.damaged_lines:
        click.echo(f"líneas dañadas: {', '.join(map(str, told.damaged_lines[:20]))}", err=True)
    if told.damaged_lines or told.by_answer.keys() & {"refused", "later"}:
        raise SystemExit(1)
