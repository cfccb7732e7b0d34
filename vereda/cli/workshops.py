"""`vereda workshops`: workshops between countries, and their reports as PDF in two languages."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click
from django.utils import timezone
from django.utils.translation import gettext

from vereda.access import door as access
from vereda.access.door import Action
from vereda.cli.edition import AS, COUNTRY
from vereda.cli.main import terminal_language
from vereda.desk.door import workshop_report
from vereda.workshops import door as workshops
from vereda.workshops.schema import asks, late

K10, OURS = access.RecordClass.K10, access.Part.WORKSHOPS
LANG = click.option("--lang", type=click.Choice(["es", "en"]), default=terminal_language, help="Idioma.")


@click.group(name="workshops")
def command() -> None:
    """Talleres: qué hay, qué falta preguntar, qué compromisos vencieron, el informe."""


@command.command(name="list")
@COUNTRY
@AS
@LANG
def list_command(country: str, as_: str, lang: str) -> None:
    """Ver los talleres, cuánto falta preguntar y qué compromisos vencieron."""
    found, today = workshops.workshops(country), timezone.localdate()
    _may(as_, country, Action.READ, [subject for subject, _one in found])
    for _subject, one in found:
        days = f"{one.scheduled.from_on} - {one.scheduled.until_on}" if one.scheduled else gettext("propuesto")
        click.echo(f"{one.code} · {one.proposed.name.of(lang)} · {days}")
        click.echo(f"  {gettext('falta preguntar')}: {len(asks(one, today))}")
        for promise in late(one, today):
            click.echo(f"  {gettext('vencido')} {promise.due_on} · {promise.owner} · {promise.text.of(lang)}")


@command.command(name="report")
@click.argument("code", metavar="CLAVE")
@COUNTRY
@AS
@LANG
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="ARCHIVO", help="Dónde queda el PDF."
)
def report_command(code: str, country: str, as_: str, lang: str, out: Path) -> None:
    """Guardar el informe de un taller como PDF, tal como está hoy.

    Termina con 0: hecho; 1: no hay ese taller.
    """
    subject = next((subject for subject, one in workshops.workshops(country) if one.code == code), None)
    _may(as_, country, Action.EXPORT, [subject] if subject else ["workshops"])
    if subject is None:
        raise workshops.WorkshopUnknown
    out.write_bytes(workshops.printing.pdf(workshop_report(subject, country, timezone.localdate(), lang)))
    click.echo(gettext("Guardada en {path}.").format(path=out))


def _may(as_: str, country: str, action: Action, subjects: list[UUID] | list[str]) -> None:
    """Note the look of an account that keeps workshops. Raises NotForYou."""
    reader = access.reader_for_command(as_, access.Purpose.TRAINING)
    access.demand(reader, K10, action, access.relation_to(reader, country=country), OURS)
    access.log_read(reader, K10, action, subjects=list(subjects))
