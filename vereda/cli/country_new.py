"""`vereda countries new`: the pack of a country that begins, written from a few answers and an open gazetteer."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from vereda.cli.country_gaps import tell_gaps
from vereda.cli.main import terminal_words
from vereda.countries.door import (
    DIGITS_UNKNOWN,
    FIRST_COUNTRY,
    PREFIX_UNKNOWN,
    Answers,
    StartUnclear,
    load,
    own_packs,
    read_gazetteer,
    write_pack,
)
from vereda.said import noop

ASKED = {
    "group": noop("Nombre del primer grupo"),
    "city": noop("Ciudad de su puesto"),
    "phone_prefix": noop("Clave telefónica del país, como +506"),
    "phone_digits": noop("Cuántas cifras siguen a la clave"),
    "neighbours": noop("Países vecinos, como NI,PA"),
}


@click.command(name="new")
@click.argument("iso")
@click.option(
    "--areas",
    required=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="PATH",
    help="Áreas: carpeta con admin1.csv y admin2.csv (y un .geojson), o el archivo del país de GeoNames (CR.zip o CR.txt).",
)
@click.option(
    "--to", type=click.Path(file_okay=False, path_type=Path), metavar="CARPETA", help="Sin ella, packs/ en VEREDA_HOME."
)
@click.option(
    "--like", "model", default=FIRST_COUNTRY, metavar="ISO", help="Paquete cuyas listas se toman; sin él, el primero de la casa."
)
@click.option("--name-es", default="", metavar="NOMBRE", help="Nombre en español; sin él, el de la lista de nacionalidades.")
@click.option("--name-en", default="", metavar="NOMBRE", help="Nombre en inglés.")
@click.option("--zone", default="", metavar="ZONA", help="Zona horaria IANA; sin ella, la primera del país.")
@click.option("--neighbours", metavar="ISO,ISO", help="Países vecinos.")
@click.option("--phone-prefix", metavar="+CLAVE", help="Clave telefónica.")
@click.option("--phone-digits", type=click.IntRange(4, 12), metavar="N", help="Cifras después de la clave.")
@click.option("--second", "second", default="municipio/municipality", metavar="ES/EN", help="Cómo se llama el segundo nivel.")
@click.option("--group", metavar="NOMBRE", help="Primer grupo.")
@click.option("--city", metavar="CIUDAD", help="Ciudad de su puesto.")
@click.option("--municipality", default="", metavar="NOMBRE", help="Municipio del puesto, si no se llama como la ciudad.")
@click.option(
    "--terrain", default="highway", metavar="TERRENO,TERRENO", help="river, desert, mountain, jungle, railway, coast ..."
)
def new_command(
    iso: str, areas: Path, to: Path | None, model: str, name_es: str, name_en: str, zone: str, second: str, municipality: str,
    terrain: str, **said: str | int | None,
) -> None:  # fmt: skip
    """Escribir el paquete de un país que empieza: pasa la revisión, y dice qué le falta.

    Lo que no se da como opción se pregunta; sin terminal, o si no se contesta, queda como hueco en la lista de pendientes.
    """
    say = terminal_words()
    told = {name: _answer(name, value) for name, value in said.items()}
    second_es, _, second_en = second.partition("/")
    answers = Answers(
        iso=iso.upper(),
        name_es=name_es,
        name_en=name_en,
        zone=zone,
        second_es=second_es,
        second_en=second_en or second_es,
        municipality=municipality,
        terrain=_listed(terrain),
        neighbours=tuple(one.upper() for one in _listed(str(told["neighbours"] or ""))),
        group=str(told["group"] or ""),
        city=str(told["city"] or ""),
        phone_prefix=str(told["phone_prefix"] or PREFIX_UNKNOWN),
        phone_digits=_digits(told["phone_digits"]),
        year=datetime.now(UTC).year,
    )
    folder = to or own_packs() / answers.iso.lower()
    write_pack(folder, answers, read_gazetteer(areas, answers.iso, answers.neighbours), model)
    click.echo(say("Escrito en {folder}. Pasa la revisión; esto falta:").format(folder=folder))
    tell_gaps(load(folder), say)
    click.echo(say("Para trabajar con él: VEREDA_COUNTRY={iso} bin/vereda serve").format(iso=folder.name))


def _answer(name: str, value: str | int | None) -> str | int | None:
    """Return what was given, else what a person at a terminal answers; '' where nobody is asked or nobody knows."""
    if value is not None or not sys.stdin.isatty():
        return value
    answer: str = click.prompt(terminal_words()(ASKED[name]), default="", show_default=False, err=True)
    return answer.strip()


def _listed(written: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in written.split(",") if part.strip())


def _digits(told: str | int | None) -> int:
    """Return how many digits were told. Raises StartUnclear for what is no number."""
    if told in (None, ""):
        return DIGITS_UNKNOWN
    if not str(told).isdecimal():
        raise StartUnclear(name="phone_digits", found=str(told), expected="un número entero")
    return int(str(told))
