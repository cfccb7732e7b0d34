"""`vereda edition parquet` and `dhis2`: what was published, for other programs."""

from __future__ import annotations

from pathlib import Path

import click
import orjson
from django.utils.translation import gettext

from vereda.cli.pieces import continued
from vereda.settings.environment import env
from vereda.statistics import door as statistics
from vereda.statistics.door import feeding

COUNTRY = click.option("--country", default=lambda: env().country, metavar="ISO", help="País; sin ella, el de esta instalación.")
OUT = click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Archivo.")
REVISION = click.option("--revision", type=click.IntRange(min=1), metavar="N", help="Sin ella, la última.")


@click.command(name="parquet")
@click.argument("month", metavar="AAAA-MM", required=False)
@COUNTRY
@OUT
@REVISION
@click.option("--every", is_flag=True, help="Sin mes: también las revisiones anteriores.")
def parquet_command(month: str | None, country: str, out: Path, revision: int | None, every: bool) -> None:
    """Escribir las tablas públicas como una sola, larga: de un mes, o sin mes de todas las ediciones.

    Cada renglón es una celda: edición, revisión, tabla, unidad, sus códigos, número, y por qué se reservó. Con un nombre que
    termina en .csv, y sin mes, sale como CSV.
    """
    made: feeding.Download
    if month is not None:
        made = feeding.edition_parquet(statistics.standing(country, month.strip()), revision)
    elif out.suffix.lower() == ".csv":
        made = feeding.all_csv(country, every=every)
    else:
        made = feeding.all_parquet(country, every=every)
    continued(out, made.pieces())
    click.echo(str(out), err=True)


@click.command(name="dhis2")
@click.argument("month", metavar="AAAA-MM")
@COUNTRY
@OUT
@REVISION
@click.option("--codes", is_flag=True, help="Escribir la tabla de códigos en lugar de los valores.")
@click.option(
    "--map",
    "map_",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Tabla de códigos ya llenada.",
)
def dhis2_command(month: str, country: str, out: Path, revision: int | None, codes: bool, map_: Path | None) -> None:
    """Escribir la edición de un mes como la recibe DHIS2 (dataValueSets, JSON, objetos por su código).

    Lo reservado no va. Con --codes sale un CSV con los códigos que DHIS2 debe conocer; escriba los suyos en la columna «dhis2» y
    páselo con --map.
    """
    row = statistics.standing(country, month.strip())
    if codes:
        one = statistics.kept(row, revision)
        continued(out, [feeding.dhis2.codes_csv(one.sheets, one.manifest).encode()])
        click.echo(str(out), err=True)
        return
    known = feeding.dhis2.read_codes(map_.read_text(encoding="utf-8"), map_) if map_ else None
    made = feeding.value_set(row, revision, known)
    continued(out, [orjson.dumps(made, option=orjson.OPT_INDENT_2)])
    gone = sum("deleted" in one for one in made["dataValues"])
    click.echo(
        f"{out} · {gettext('{n} valores, {gone} que se retiran').format(n=len(made['dataValues']) - gone, gone=gone)}", err=True
    )


COMMANDS = (parquet_command, dhis2_command)
