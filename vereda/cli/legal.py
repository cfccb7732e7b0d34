"""`vereda legal`: search the library of laws and compare countries, at a terminal or into a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from textwrap import fill
from uuid import uuid4

import click
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.countries.door import Deadline, Law
from vereda.legal import door as legal
from vereda.legal.door import Article, Asked, Cell, Comparison, Library, Show, labels, sheets
from vereda.settings.environment import env

WIDTH = 110


@click.group(name="legal")
def command() -> None:
    """Buscar en las leyes y comparar países. Para el personal: lo que no está verificado se marca."""


@command.command(name="search")
@click.argument("words", nargs=-1, required=True, metavar="PALABRAS")
@click.option("--country", default="", metavar="ISO", help="Solo las leyes de un país.")
@click.option("--most", default=20, show_default=True, type=click.IntRange(1), help="Cuántos resultados, a lo más.")
def search(words: tuple[str, ...], country: str, most: int) -> None:
    """Buscar artículos y plazos, con o sin acentos, en español o en inglés.

    Termina con 0: buscado, también si no hubo nada; 2: hay que corregir una palabra o el país.
    """
    home = env().country
    library, found = legal.library(home), legal.find(home, " ".join(words), country)
    for typed, meant in (found.heard or {}).items():
        click.echo(_("Se buscó «{meant}» por «{typed}».").format(meant=meant, typed=typed), err=True)
    if found.is_part:
        click.echo(_("Nada tiene todas las palabras. Esto tiene algunas."), err=True)
    for hit in found.hits[:most]:
        click.echo(_told(library, hit.item))
    _unsigned(hit.item for hit in found.hits[:most])
    count = len(found.hits)
    click.echo(ngettext("{count} resultado", "{count} resultados", count).format(count=count), err=True)


@command.command(name="compare")
@click.option("--right", "rights", multiple=True, metavar="CÓDIGO", help="Un derecho, como asylum; se repite. Sin él, todos.")
@click.option("--country", "countries", multiple=True, metavar="ISO", help="Un país; se repite. Sin él, todos.")
@click.option("--on", metavar="AAAA-MM-DD", help="Como estaba ese día; sin él, hoy.")
@click.option("--before", metavar="AAAA-MM-DD", help="Marcar lo que cambió desde ese día.")
@click.option("--gaps", is_flag=True, help="Solo los derechos donde falta algún país.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Archivo .xlsx o .csv.")
def compare(
    rights: tuple[str, ...], countries: tuple[str, ...], on: str | None, before: str | None, gaps: bool, output: Path | None
) -> None:
    """Comparar derechos entre países en una fecha, con los huecos.

    Un hueco dice que la biblioteca no tiene el artículo, no que el derecho no exista.
    Termina con 0: hecho; 1: no se pudo escribir el archivo; 2: hay que corregir una opción.
    """
    if output is not None and output.suffix.lower() not in (".xlsx", ".csv"):
        raise legal.FormNotKnown(path=output.name)
    library = legal.library(env().country)
    asked = Asked(
        on=legal.day_of(on) if on is not None else _today(),
        before=legal.day_of(before) if before is not None else None,
        rights=rights,
        countries=countries,
        show=Show.GAPS if gaps else Show.ALL,
    )
    comparison = legal.compare(library, asked)
    _unsigned(comparison.shown)
    if output is None:
        _show(library, comparison)
        return
    is_book = output.suffix.lower() == ".xlsx"
    content = sheets.workbook(library, comparison, _today()) if is_book else sheets.csv_text(library, comparison).encode()
    _write(output, content)
    click.echo(f"{output} · {labels.INTERNAL}", err=True)


def _today() -> date:
    return timezone.localdate()


def _unsigned(items: Iterable[Article | legal.Term]) -> None:
    """Say that no lawyer approved what was shown."""
    if said := labels.unsigned_of(items, _today()):
        click.echo(said, err=True)


def _show(library: Library, comparison: Comparison) -> None:
    click.echo(_("Como estaba el {on}").format(on=comparison.asked.on.isoformat()))
    for iso, tally in comparison.tallies.items():
        told = _("con artículo {has}, huecos {gaps}, solo sin verificar {unverified}").format(
            has=tally.has, gaps=tally.gaps, unverified=tally.unverified
        )
        click.echo(f"  {labels.country_name(library, iso)}: {told}")
    for line in comparison.lines:
        click.echo(f"\n{labels.said(line.right, 'label')} ({line.right.code})")
        for cell in line.cells:
            _show_cell(library, cell)


def _show_cell(library: Library, cell: Cell) -> None:
    name = labels.country_name(library, cell.country)
    if cell.gap:
        click.echo(f"  {name}: {labels.GAPS[cell.gap]}")
    for one in (*cell.standing, *cell.others):
        change = f" [{labels.CHANGES[one.change]}]" if one.change else ""
        held = f" [{labels.WHEN[one.when]}]" if one in cell.others else ""
        click.echo(f"  {name}: {labels.cited(one.article.law)}{held}{change}")
        click.echo(_body(one.article.law, labels.said(one.article.law, "right")))


def _told(library: Library, item: Article | legal.Term) -> str:
    name = labels.country_name(library, item.country)
    if isinstance(item, Article):
        head = f"{name}: {labels.said(item.right, 'label')} ({item.right.code}). {labels.cited(item.law)}"
        return f"{head}\n{_body(item.law, labels.said(item.law, 'right'))}"
    row = item.row
    basis = f"{row.legal_basis}, {row.article}" if row.article else row.legal_basis
    head = f"{name}: {_('Plazo')}: {labels.said(row, 'procedure')}. {basis}"
    return f"{head}\n{_body(row, f'{labels.length(row)}, ' + _('desde: {starts}').format(starts=labels.said(row, 'trigger')))}"


def _body(row: Law | Deadline, text: str) -> str:
    """Return text, status, note and source of a row, each line indented."""
    note = labels.said(row, "note") if isinstance(row, Law) else labels.said(row, "status_note")
    status = labels.status(row) + (f" · {note}" if note else "")
    return "\n".join(
        fill(part, WIDTH, initial_indent="    ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
        for part in (text, status, row.source)
    )


def _write(target: Path, content: bytes) -> None:
    """Write all or nothing."""
    temporary = target.with_name(f".{target.name}.{uuid4().hex}")
    try:
        temporary.write_bytes(content)
        temporary.replace(target)
    except OSError as why:
        temporary.unlink(missing_ok=True)
        raise legal.FileNotWritten(path=target, reason=why.strerror) from None
