"""`vereda edition pdf / xlsx / hxl`: the files of an edition that stands, made from its own copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from vereda.cli.bulletin import write_whole
from vereda.cli.main import terminal_language
from vereda.settings.environment import env
from vereda.statistics import door as statistics
from vereda.statistics.door import PublicTableUnknown, outputs

OUT = click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="FILE", help="Archivo, o carpeta donde se le pone nombre."
)
OPTIONS = (
    click.argument("month", metavar="AAAA-MM"),
    click.option("--country", default=lambda: env().country, metavar="ISO", help="País; sin ella, el de esta instalación."),
    click.option("--series", default="", metavar="SERIE", help="De lo que imprimieron otros: qué serie."),
    click.option("--revision", type=click.IntRange(min=1), metavar="N", help="Sin ella, la última."),
    click.option("--lang", type=click.Choice(outputs.LANGUAGES), default=terminal_language, help="Idioma."),
    OUT,
)


def of_edition(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command what names an edition, a language and a file."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


@click.command(name="pdf")
@of_edition
def pdf_command(out: Path, **asked: Any) -> None:  # Any: as the options say
    """Hacer el boletín de una edición: cifras, gráficas, mapa, tablas, método y qué se reservó. Siempre igual, byte por byte."""
    _save(outputs.Form.PDF, out, **asked)


@click.command(name="xlsx")
@of_edition
def xlsx_command(out: Path, **asked: Any) -> None:  # Any: as the options say
    """Hacer el libro de hojas de cálculo de una edición: una hoja para leer primero y una por tabla."""
    _save(outputs.Form.XLSX, out, **asked)


@click.command(name="hxl")
@of_edition
@click.option("--table", "code", default="", metavar="TABLA", help="Solo esta; sin ella, todas, y --out es una carpeta.")
def hxl_command(out: Path, code: str, **asked: Any) -> None:  # Any: as the options say
    """Escribir las tablas de una edición como CSV con etiquetas HXL."""
    if not code:
        out.mkdir(parents=True, exist_ok=True)
    _save(outputs.Form.HXL, out, code=code, **asked)


def _save(
    form: outputs.Form, out: Path, *, month: str, country: str, series: str, revision: int | None, lang: str, code: str = ""
) -> None:
    made = statistics.publication(statistics.standing(country, month.strip(), series), revision)
    if code and code not in made.tables:
        raise PublicTableUnknown(value=code, known=", ".join(made.tables))
    wanted = [one for one in outputs.files(made.manifest) if (one.form, one.lang) == (form, lang) and code in ("", one.table)]
    for one in wanted:
        path = out / one.name if out.is_dir() else out
        write_whole(path, outputs.content(made, one))
        click.echo(str(path))
