"""`vereda countries new`: the pack of a country that begins, written from a few answers and an open gazetteer."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click

from vereda.cli.country_gaps import tell_gaps
from vereda.cli.main import terminal_words
from vereda.cli.main import told as told_as
from vereda.countries.door import (
    DIGITS_UNKNOWN,
    FIRST_COUNTRY,
    PREFIX_UNKNOWN,
    TERRAINS,
    Answers,
    AreasMissing,
    Gazetteer,
    Pack,
    StartUnclear,
    code_of,
    load,
    own_packs,
    post_of,
    prefix_of,
    read_gazetteer,
    refuse_known,
    terrain_of,
    usual_kind,
    write_pack,
)
from vereda.said import Said, noop

ASKED = {
    "group": noop("Nombre del primer grupo"),
    "city": noop("Ciudad de su puesto"),
    "municipality": noop("Clave o nombre del área del segundo nivel donde queda"),
    "terrain": noop("Terreno del grupo, uno o varios con comas"),
    "first": noop("Cómo se llaman las áreas grandes: provincia, departamento, estado …"),
    "second": noop("Cómo se llaman las áreas en que se dividen: municipio, cantón, distrito …"),
    "neighbours": noop("Países vecinos, como NI,PA"),
    "phone_prefix": noop("Clave telefónica del país, como +506"),
    "phone_digits": noop("Cuántas cifras siguen a la clave"),
}
DIGITS = range(4, 13)


@click.command(name="new")
@click.argument("iso")
@click.option(
    "--areas",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Áreas: carpeta con admin1.csv y admin2.csv (y un .geojson), o el archivo del país de GeoNames (CR.zip o CR.txt).",
)
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="CARPETA",
    help="Dónde se escribe la carpeta del país; sin ella, en packs/ de VEREDA_HOME, que es de donde se usa.",
)
@click.option(
    "--like", "model", default=FIRST_COUNTRY, metavar="ISO", help="Paquete cuyas listas se toman; sin él, el primero de la casa."
)
@click.option("--name-es", default="", metavar="NOMBRE", help="Nombre en español; sin él, el de la lista de nacionalidades.")
@click.option("--name-en", default="", metavar="NOMBRE", help="Nombre en inglés.")
@click.option("--zone", default="", metavar="ZONA", help="Zona horaria IANA; sin ella, la primera del país.")
@click.option("--neighbours", metavar="ISO,ISO", help="Países vecinos, por código o nombre; sus nacionalidades van primero.")
@click.option("--phone-prefix", metavar="+CLAVE", help="Clave telefónica.")
@click.option("--phone-digits", metavar="N", help="Cifras después de la clave, de 4 a 12.")
@click.option("--first", metavar="ES/EN", help="Cómo se llaman las áreas del primer nivel, como provincia/province.")
@click.option("--second", metavar="ES/EN", help="Cómo se llaman las del segundo nivel, como cantón/canton.")
@click.option("--group", metavar="NOMBRE", help="Primer grupo.")
@click.option("--city", metavar="CIUDAD", help="Ciudad de su puesto.")
@click.option("--municipality", metavar="NOMBRE", help="Área del segundo nivel del puesto, si no se llama como la ciudad.")
@click.option("--terrain", metavar="TERRENO,TERRENO", help=", ".join(TERRAINS.values()))
def new_command(
    iso: str, areas: Path | None, to: Path | None, model: str, name_es: str, name_en: str, zone: str, **said: str | None
) -> None:
    """Escribir el paquete de un país que empieza: pasa la revisión, y dice qué le falta.

    Lo que no se da como opción se pregunta; sin terminal, o si no se contesta, queda como hueco en la lista de pendientes.
    """
    fixed: Fixed = {"iso": iso.upper(), "name_es": name_es, "name_en": name_en, "zone": zone, "year": datetime.now(UTC).year}
    _answers(fixed, {})  # what was given is looked at before anything is asked
    if areas is None:
        raise AreasMissing(iso=fixed["iso"])
    folder = to if to is not None and to.name == iso.lower() else (to or own_packs()) / iso.lower()
    refuse_known(folder, is_own=to is None)
    read_gazetteer(areas, iso.upper())
    if sys.stdin.isatty():
        click.echo(terminal_words()("Lo que no sepa, déjelo en blanco con Enter; con Ctrl + C no se escribe nada."), err=True)
    answers, gazetteer = _asked(fixed, said, areas)
    write_pack(folder, answers, gazetteer, model)
    _tell(folder, load(folder), is_used=to is None)


def _tell(folder: Path, pack: Pack, *, is_used: bool) -> None:
    """Say where the pack lies, what it lacks, and what to type next."""
    say = terminal_words()
    click.echo(say("Escrito en {folder}. Pasa la revisión; esto falta:").format(folder=folder))
    tell_gaps(pack, say)
    if not is_used:
        click.echo(say("Para usarlo, copie la carpeta a {folder}").format(folder=own_packs() / folder.name))
        return
    group = next(iter(pack.groups))
    click.echo(say("Ahora, para la primera cuenta del grupo «{group}»:").format(group=pack.groups[group].name))
    for line in (
        f"export VEREDA_COUNTRY={folder.name}",
        'bin/vereda access open ana --name "Ana"',
        f"bin/vereda access grant ana --role agent --group {group}",
        "bin/vereda serve",
    ):
        click.echo(f"    {line}")


type Fixed = dict[str, str | int]
type Told = dict[str, str | None]


def _asked(fixed: Fixed, said: Told, areas: Path) -> tuple[Answers, Gazetteer]:
    """Return answers and areas: what was given, and the rest asked of a person at the terminal, each until it will do."""
    told = {name: given.strip() if (given := said[name]) is not None else None for name in ASKED}
    for name in ("neighbours", "phone_prefix", "phone_digits"):
        _ask(name, told, lambda: _answers(fixed, told))
    gazetteer = read_gazetteer(areas, str(fixed["iso"]), _answers(fixed, told).neighbours)
    if not usual_kind(one.kind for one in gazetteer.first):
        _ask("first", told)
    if not gazetteer.second_kind:
        _ask("second", told)
    _ask("group", told)
    _ask_post(fixed, told, gazetteer)
    _ask("terrain", told, lambda: _answers(fixed, told))
    return _answers(fixed, told), gazetteer


def _ask_post(fixed: Fixed, told: Told, gazetteer: Gazetteer) -> None:
    """Ask where the post is; the area only of a city that is not found by its name."""
    if told["city"] is None:
        told["city"] = _answer("city")
    try:
        post_of(_answers(fixed, told), gazetteer)
    except StartUnclear as wrong:
        if told["municipality"] is not None or not sys.stdin.isatty():
            raise
        click.echo(told_as(wrong), err=True)
        _ask("municipality", told, lambda: post_of(_answers(fixed, told), gazetteer))


def _ask(name: str, told: Told, check: Callable[[], object] = lambda: None) -> None:
    """Ask for what was not given, again while it will not do."""
    if told[name] is not None:
        return
    while True:
        told[name] = _answer(name)
        try:
            check()
            return
        except StartUnclear as wrong:
            if not told[name]:
                raise
            click.echo(told_as(wrong), err=True)


def _answer(name: str) -> str:
    """Return what a person at a terminal answers; '' where nobody is asked or nobody knows."""
    if not sys.stdin.isatty():
        return ""
    asked = terminal_words()(ASKED[name])
    if name == "terrain":
        click.echo("  " + ", ".join(TERRAINS.values()), err=True)
    answer: str = click.prompt(asked, default="", show_default=False, err=True)
    return answer.strip()


def _answers(fixed: Fixed, told: Told) -> Answers:
    """Return the answers as they are so far. Raises StartUnclear for one that no pack can be written with."""
    first, second = (str(told.get(name) or "").partition("/") for name in ("first", "second"))
    return Answers(
        iso=str(fixed["iso"]),
        name_es=str(fixed["name_es"]),
        name_en=str(fixed["name_en"]),
        zone=str(fixed["zone"]),
        year=int(fixed["year"]),
        first_es=first[0].strip().lower(),
        first_en=first[2].strip().lower(),
        second_es=second[0].strip().lower(),
        second_en=second[2].strip().lower(),
        municipality=told.get("municipality") or "",
        terrain=tuple(terrain_of(one) for one in _listed(told.get("terrain") or "highway")),
        neighbours=tuple(code_of(one) for one in _listed(told.get("neighbours") or "")),
        group=told.get("group") or "",
        city=told.get("city") or "",
        phone_prefix=prefix_of(told.get("phone_prefix") or PREFIX_UNKNOWN),
        phone_digits=_digits(told.get("phone_digits")),
    )


def _listed(written: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[,;]| y | and ", written) if part.strip())


def _digits(told: str | None) -> int:
    """Return how many digits were told. Raises StartUnclear for what is no such number."""
    if not told:
        return DIGITS_UNKNOWN
    if not told.isdecimal() or int(told) not in DIGITS:
        raise StartUnclear(name="--phone-digits", found=told, expected=Said(noop("un número de 4 a 12")))
    return int(told)
