"""`vereda surveys`: a workbook looked at and published, the forms that are asked, answers as a file. Pages are the other door."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from django.utils import timezone
from django.utils.translation import gettext

from vereda.access import door as access
from vereda.cli.files import write_whole
from vereda.cli.lock import writing
from vereda.desk.door import answers_as_csv
from vereda.errors import FieldError
from vereda.settings.environment import env
from vereda.surveys import door as surveys

K0, K8 = "K0", "K8"  # what is told to all; counts
FILE = click.argument("path", metavar="LIBRO.xlsx", type=click.Path(exists=True, dir_okay=False, path_type=Path))
COUNTRY = click.option("--country", default=lambda: env().country, metavar="ISO", help="País; sin él, el de esta instalación.")


@click.group(name="surveys")
def command() -> None:
    """Formularios XLSForm: revisar, publicar, listar, llevar las respuestas a un archivo."""


@command.command(name="check")
@FILE
@COUNTRY
def check_command(path: Path, country: str) -> None:
    """Decir qué está mal en un libro, por hoja, renglón y columna; no se guarda nada.

    Termina con 0: se puede publicar; 1: hay celdas mal.
    """
    found = _looked_at(path, country.lower())
    questions = found.form.questions()
    click.echo(f"{found.form.form_id} {found.form.version}: {len(questions)} {gettext('preguntas')}")
    for row, kind in found.left_out:
        click.echo(f"  {gettext('renglón {row}: {kind} no se guarda').format(row=row, kind=kind)}")
    for one in questions:
        click.echo(f"  {one.row:>4}  {one.name:<24} {one.type:<16} {one.cls}")


@command.command(name="publish")
@FILE
@click.option("--as", "as_", required=True, metavar="CUENTA", help="Quién aprueba textos.")
def publish_command(path: Path, as_: str) -> None:
    """Publicar un libro: desde entonces se pregunta. La misma versión dos veces es una.

    Termina con 0: se pregunta; 1: hay celdas mal, o esa versión ya preguntaba otra cosa.
    """
    account = access.account_named(as_)
    held = next((one for one in access.held_by(account.pk) if access.holds(one.role, K0, "approve")), None)
    if held is None:
        raise click.BadParameter(gettext("esa cuenta no aprueba textos"), param_hint="--as")
    reader = access.Reader(str(account.pk), account.display_name, held.role, held.country, device="cli")
    found = _looked_at(path, held.country)
    with writing():
        made = surveys.publish(found, by=access.author_of(reader), at=timezone.now())
    click.echo(gettext("Publicado: desde ahora se pregunta.") if made else gettext("Ya estaba publicado."))


@command.command(name="list")
@COUNTRY
def list_command(country: str) -> None:
    """Listar las versiones: identificador, versión, si se pregunta, título."""
    for row in surveys.all_forms(country.lower()):
        click.echo(f"{row.form_id}\t{row.version}\t{'+' if row.is_asked else '-'}\t{row.title}")


@command.command(name="export")
@click.argument("form_id", metavar="FORMULARIO")
@click.option("--as", "as_", metavar="CUENTA", help="En nombre de una cuenta de estadística; sin ella, quien opera esta máquina.")
@click.option("--purpose", metavar="MOTIVO", help="Motivo de la cuenta: «statistics»; va con --as.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="ARCHIVO.csv", help="Dónde.")
def export_command(form_id: str, as_: str | None, purpose: str | None, out: Path) -> None:
    """Escribir lo que quedó a la vista de las respuestas: claves y números enteros. Interno, no para publicar."""
    reader = access.reader_for_command(as_, purpose)
    if as_ is not None and access.reach_of(reader, K8).kind != "country":
        raise click.BadParameter(gettext("esa cuenta no ve las cuentas del país"), param_hint="--as")
    row = next((one for one in surveys.all_forms(reader.country) if one.form_id == form_id), None)
    if row is None:
        raise click.BadParameter(gettext("no hay ese formulario; vea «vereda surveys list»"), param_hint="FORMULARIO")
    rows = surveys.answered(reader.country, survey=row.subject)
    access.log_read(reader, K8, "export", subjects=[str(row.subject)])
    write_whole(out, answers_as_csv(row, ((one, one.clear) for one in rows), only_clear=True).encode())
    click.echo(f"{out}: {rows.count()}")


def _looked_at(path: Path, country: str) -> surveys.Imported:
    """Return the form of a workbook; print its problems and end with 1 where there are any."""
    try:
        found = surveys.looked_at(path.read_bytes(), country=country)
    except FieldError as why:
        raise click.ClickException(gettext(why.hint).format(**why.details)) from None
    if isinstance(found, surveys.Imported):
        return found
    for one in found:
        click.echo(one.text(gettext), err=True)
    sys.exit(1)
