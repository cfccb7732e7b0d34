"""`vereda forms`: sheets of paper with their numbers, as files to print."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils import timezone
from django.utils.translation import gettext

from vereda.access import door as access
from vereda.cli.files import write_whole
from vereda.cli.lock import writing
from vereda.cli.main import terminal_language
from vereda.countries.door import pack
from vereda.desk.door import new_sheets, sample
from vereda.logbook.door import Author
from vereda.paper.door import COPIES_MOST, Form, GroupUnknown, mark_of
from vereda.settings.environment import env

K1 = "K1"  # encounters


@click.command(name="forms")
@click.option("--country", default=lambda: env().country, metavar="ISO", help="País; sin él, el de esta instalación.")
@click.option("--group", required=True, metavar="GRUPO", help="Grupo que las llenará, por su clave.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER", help="Carpeta.")
@click.option(
    "--form", "names", multiple=True, type=click.Choice([form.value for form in Form]), help="Cuál; se repite. Sin ella, todas."
)
@click.option("--copies", default=10, show_default=True, type=click.IntRange(1, COPIES_MOST), help="Cuántas de cada una.")
@click.option("--lang", default=terminal_language, type=click.Choice(["es", "en"]), help="Idioma de las hojas.")
@click.option("--sample", "is_sample", is_flag=True, help="Una de cada una, sin número: para verla o practicar.")
@click.option("--as", "as_", metavar="CUENTA", help="En nombre de una cuenta que puede registrar encuentros.")
@click.option("--purpose", metavar="MOTIVO", help="Motivo de la cuenta, como «assist»; va con --as.")
def command(
    country: str,
    group: str,
    out: Path,
    names: tuple[str, ...],
    copies: int,
    lang: str,
    is_sample: bool,
    as_: str | None,
    purpose: str | None,
) -> None:
    """Hacer hojas de papel (PDF, A5) con números nuevos: cada hoja lleva el suyo, y tecleada dos veces cuenta una.

    Los números quedan anotados en la bitácora. Imprima por los dos lados las que tienen dos páginas.

    Termina con 0: hecho; 1: no se pudo escribir; 2: hay que corregir una opción.
    """
    by = author(country.lower(), group, as_, purpose)
    out.mkdir(parents=True, exist_ok=True)
    for form in [Form(name) for name in names] or list(Form):
        if is_sample:
            name, content = (
                f"{mark_of(group)}-{form.letter}-{gettext('muestra')}.pdf",
                sample(form, by.country, group, lang, timezone.now()),
            )
        else:
            with writing():
                made = new_sheets(form, copies, lang, by=by, at=timezone.localtime())
            name, content = made.file_name, made.pdf
        write_whole(out / name, content)
        click.echo(str(out / name))


def author(country: str, group: str, as_: str | None, purpose: str | None) -> Author:
    """Return in whose name the numbers are given, or raise GroupUnknown, NotForYou."""
    reader = access.reader_for_command(as_, purpose)
    here = pack(country).groups.get(group)
    if here is None:
        raise GroupUnknown(group=group)
    if as_ is not None:
        access.demand(reader, K1, access.Action.WRITE, access.relation_to(reader, country=country, groups=[group]))
    return Author(account=reader.account, group=group, country=country, zone=here.zone, device="cli", pack=pack(country).hash)
