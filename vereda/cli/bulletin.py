"""`vereda bulletin`: the internal, exact table of a period, for whoever runs this machine or for an account that may see it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from uuid import uuid4

import click
from django.utils.translation import gettext

from vereda.access import door as access
from vereda.cli.main import terminal_language
from vereda.settings.environment import env
from vereda.statistics import door as statistics
from vereda.statistics.door import By, Count, FileNotWritten, NotForTerminal, Question, Table, sheets

FORMATS = ("table", "csv", "json", "xlsx")
K8 = "K8"  # statistics


@click.command(name="bulletin")
@click.option("--country", default=lambda: env().country, metavar="ISO", help="País; sin ella, el de esta instalación.")
@click.option("--from", "from_on", required=True, metavar="AAAA-MM-DD", help="Primer día local, incluido.")
@click.option("--to", "to_on", required=True, metavar="AAAA-MM-DD", help="Último día local, incluido.")
@click.option("--by", multiple=True, metavar="NOMBRE", help=f"Desglose; se repite o se separa con comas: {', '.join(By)}.")
@click.option(
    "--count", default=Count.SERVICES.value, show_default=True, metavar="UNIDAD", help=f"Qué se cuenta: {', '.join(Count)}."
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="Forma; sin ella, la del nombre de --output, o table.")
@click.option("--outside", is_flag=True, help="También lo que está fuera del total: cuerpos, recorridos, reportes ...")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Archivo, o carpeta donde se le pone nombre.")
@click.option("--lang", type=click.Choice(["es", "en"]), default=terminal_language, help="Idioma de la tabla y del libro.")
@click.option("--as", "as_", metavar="CUENTA", help="En nombre de una cuenta con función de estadística.")
def command(
    country: str,
    from_on: str,
    to_on: str,
    by: tuple[str, ...],
    count: str,
    form: str | None,
    outside: bool,
    output: Path | None,
    lang: str,
    as_: str | None,
) -> None:
    """Hacer el boletín de un periodo: cuentas exactas, de uso interno, no para publicación.

    \b
    Unidades (--count):
      services    atenciones: una por persona, encuentro y categoría; con «service» en --by, una por servicio
      people      personas atendidas, una por persona y encuentro
      encounters  encuentros

    CSV: los nombres de --by en su orden y «value»; códigos; la última fila empieza con TOTAL. Lo que está fuera del total
    va en una tabla aparte: FILE-outside.csv, o después de una línea vacía.

    Termina con 0: hecho, también si no hubo nada que contar; 1: no se hizo; 2: hay que corregir una opción.
    """
    dimensions = [name.strip() for one in by for name in one.split(",") if name.strip()]
    asked = statistics.question(country=country, from_on=from_on, to_on=to_on, by=dimensions, count=count, outside=outside)
    form = form or _form_of(output)
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise NotForTerminal
    may_read(asked, as_, is_file=output is not None)
    table = statistics.bulletin(asked, lang=lang, told=_told)
    if output is None:
        _show(table, form)
    else:
        for path in _save(table, form, output):
            click.echo(f"{path} · {table.internal}", err=True)


def may_read(asked: Question, as_: str | None, *, is_file: bool) -> None:
    """Write in the read log who takes these numbers, before anything is shown; raise NotForYou for who may not."""
    reader = access.reader_for_command(as_, access.Purpose.STATISTICS)
    reader = reader.with_purpose(access.Purpose.STATISTICS)
    if as_ is not None:
        access.demand(reader, K8, access.Action.READ, access.relation_to(reader, country=asked.country))
    access.log_read(reader, K8, access.Action.EXPORT if is_file else access.Action.READ)


def _form_of(output: Path | None) -> str:
    ending = output.suffix.lower().lstrip(".") if output is not None else ""
    return ending if ending in FORMATS else "table"


def _told(month: date) -> None:
    if sys.stderr.isatty():
        click.echo(gettext("Se cuenta de nuevo {month} …").format(month=f"{month:%Y-%m}"), err=True)


def _content(table: Table, form: str) -> bytes:
    if form == "xlsx":
        return sheets.workbook(table)
    text = {"csv": sheets.csv_text, "json": sheets.json_text, "table": sheets.plain_text}[form](table)
    return text.encode()


def _show(table: Table, form: str) -> None:
    click.echo(_content(table, form), nl=False)
    if form == "csv" and table.outside is not None:
        click.echo("\n" + sheets.outside_csv_text(table), nl=False)


def _save(table: Table, form: str, output: Path) -> list[Path]:
    """Write the file, and beside a CSV that of what stands outside; return the paths."""
    path = output / sheets.file_name(table, "txt" if form == "table" else form) if output.is_dir() else output
    files = {path: _content(table, form)}
    if form == "csv" and table.outside is not None:
        files[path.with_name(f"{path.stem}-outside{path.suffix}")] = sheets.outside_csv_text(table).encode()
    for target, content in files.items():
        write_whole(target, content)
    return list(files)


def write_whole(target: Path, content: bytes) -> None:
    """Write all or nothing: half a table would look like a whole one. Raises FileNotWritten."""
    temporary = target.with_name(f".{target.name}.{uuid4().hex}")
    try:
        temporary.write_bytes(content)
        temporary.replace(target)
    except OSError as why:
        temporary.unlink(missing_ok=True)
        raise FileNotWritten(path=target, reason=why.strerror) from None
