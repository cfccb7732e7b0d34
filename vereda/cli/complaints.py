"""`vereda complaints`: complaints about own staff, sealed, to the outside body and its answers back. Nothing opens here."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from vereda.cli.files import write_whole
from vereda.cli.lock import writing
from vereda.complaints import door as complaints
from vereda.settings.environment import env

FILE = click.Path(dir_okay=False, path_type=Path)


@click.group(name="complaints")
def command() -> None:
    """Quejas sobre el propio personal: llevarlas cerradas al organismo externo y traer lo que contesta. Aquí nadie las abre."""


@command.command(name="list")
def list_command() -> None:
    """Decir todo lo que la red sabe: número, mes, abierta o cerrada."""
    for row in complaints.lookups.complaints_of(env().country):
        click.echo(f"{row.number}  {row.month}  {row.standing}")


@command.command(name="export")
@click.option("--out", type=FILE, required=True, metavar="QUEJAS.json", help="Archivo para el organismo externo.")
def export_command(out: Path) -> None:
    """Escribir todas, cerradas como llegaron, en un archivo para el organismo externo."""
    found = list(complaints.lookups.carried(env().country))
    write_whole(out, complaints.carried_file(env().country, found))
    click.echo(_("{count} quejas cerradas en {path}. Solo el organismo externo las abre.").format(count=len(found), path=out))


@command.command(name="import")
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path), metavar="RESPUESTAS.json")
def import_command(file: Path) -> None:
    """Traer lo que contestó o cerró el organismo externo. Lo que no lleva su firma no entra, ni nada de ese archivo.

    Termina con 0: hecho, también si ya estaba; 1: no es del organismo; 2: el archivo está dañado.
    """
    country, words = complaints.words_in(file.read_bytes(), file.name)
    if country != env().country:
        raise complaints.FileWrong(path=file.name)
    with writing():
        taken = complaints.take_words(words, country=country, at=timezone.localtime())
    click.echo(_("Entraron {new}; ya estaban {known}.").format(new=taken.new, known=taken.known))
