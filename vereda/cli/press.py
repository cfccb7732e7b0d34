"""`vereda press`: notes to the press as they were published, in two languages."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click
from django.utils import timezone
from django.utils.translation import gettext

from vereda.access import door as access
from vereda.cli.bulletin import K8
from vereda.cli.edition import AS, COUNTRY
from vereda.cli.main import terminal_language
from vereda.desk.door import news
from vereda.press import door as press


@click.group(name="press")
def command() -> None:
    """Notas de prensa: se redactan y publican en el escritorio; aquí se leen y se guardan."""


@command.command(name="note")
@click.argument("note", type=click.UUID, required=False, metavar="NOTA")
@COUNTRY
@AS
@click.option("--lang", type=click.Choice(["es", "en"]), default=terminal_language, help="Idioma.")
@click.option("--pdf", type=click.Path(dir_okay=False, path_type=Path), metavar="ARCHIVO", help="Guardarla como PDF.")
def note_command(note: UUID | None, country: str, as_: str, lang: str, pdf: Path | None) -> None:
    """Ver qué notas hay, o una como se publicó, en español o inglés.

    Termina con 0: hecho; 1: no hay una nota así, o no está publicada.
    """
    reader = access.reader_for_command(as_, access.Purpose.STATISTICS)
    access.demand(reader, K8, access.Action.APPROVE, access.relation_to(reader, country=country), access.Part.PROTECTED)
    access.log_read(reader, K8, subjects=[f"note/{note}" if note else "notes"])
    if note is None:
        for one in news.listed(press.notes(country), lang):
            on = f"{timezone.localtime(one.at):%Y-%m-%d}"
            state = gettext("borrador") if one.is_draft else gettext("publicada el {on}").format(on=on)
            click.echo(f"{one.subject}  {one.period} r{one.revision}  {state}  {one.headline}")
        return
    row = press.note(note, country)
    if not row.revisions:
        raise press.NoteUnknown
    sheet = news.published_sheet(row, row.revisions[-1], lang)
    if pdf is None:
        click.echo(press.sheet.text(sheet), nl=False)
        return
    pdf.write_bytes(press.printing.pdf(sheet, pdf.stem))
    click.echo(gettext("Guardada en {path}.").format(path=pdf))
