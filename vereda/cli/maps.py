"""`vereda maps`: the maps that a post lays below its own, and pieces of them for a handheld. Files alone; no entry is written."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click
from django.utils.translation import gettext

from vereda.cli.lock import writing
from vereda.countries.door import pack
from vereda.places import door as places
from vereda.places.door import Box
from vereda.settings.environment import env

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OPERATOR = "operator"
AREAS_MOST = 20 * 1024 * 1024
MB = 1024 * 1024


@click.group(name="maps")
def command() -> None:
    """Mapas de fondo de un puesto (MBTiles, PMTiles): traerlos, verlos, quitarlos, recortarlos para un GPS."""


group_option = click.option("--group", required=True, metavar="GRUPO", help="De cuál puesto.")
country_option = click.option(
    "--country", default=lambda: env().country, metavar="ISO", help="País; sin él, el de esta instalación."
)


@command.command(name="add")
@click.argument("path", metavar="FILE", type=FILE)
@group_option
@country_option
@click.option("--attribution", default="", help="Fuente y licencia, si el archivo no las dice.")
@click.option("--name", default="", help="Cómo llamarlo, si el archivo no lo dice.")
def add_command(path: Path, group: str, country: str, attribution: str, name: str) -> None:
    """Revisar un mapa tesela por tesela y guardarlo para el puesto. Dos veces el mismo es una.

    Termina con 0: quedó guardado; 2: hay que corregir una opción o el archivo, y no se guardó nada.
    """
    _known(group, country)
    with writing():
        kept = places.bring_map(
            path,
            country=country.lower(),
            group=group,
            by=OPERATOR,
            at=datetime.now(UTC),
            attribution=attribution,
            name=name or path.stem,
        )
    click.echo(_line(kept))


@command.command(name="list")
@group_option
@country_option
def list_command(group: str, country: str) -> None:
    """Ver los mapas de un puesto: número, nombre, niveles, peso, fuente."""
    _known(group, country)
    for one in places.maps(country.lower(), group):
        click.echo(_line(one))


@command.command(name="remove")
@click.argument("number")
@group_option
@country_option
def remove_command(number: str, group: str, country: str) -> None:
    """Quitar un mapa del puesto, por su número."""
    _known(group, country)
    with writing():
        places.remove_map(country.lower(), group, number)
    click.echo(gettext("Mapa quitado"))


@command.command(name="cut")
@click.argument("number")
@group_option
@country_option
@click.option("--around", type=click.FloatRange(1, 500), metavar="KM", help="Tantos kilómetros alrededor del puesto.")
@click.option("--box", type=float, nargs=4, metavar="OESTE SUR ESTE NORTE", help="Un recuadro, en grados.")
@click.option("--areas", type=FILE, metavar="PLAN.geojson", help="Alrededor de las áreas de un plan de búsqueda.")
@click.option("--zooms", type=(int, int), default=(0, 18), metavar="DESDE HASTA", help="Niveles; sin esto, todos.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help=".mbtiles o .pmtiles.")
def cut_command(
    number: str,
    group: str,
    country: str,
    around: float | None,
    box: tuple[float, float, float, float] | None,
    areas: Path | None,
    zooms: tuple[int, int],
    out: Path | None,
) -> None:
    """Recortar un mapa del puesto. Sin --out solo dice cuánto pesaría.

    El archivo lleva imágenes del mapa y de quién es; de las áreas solo se toma el recuadro.
    """
    _known(group, country)
    if sum(one is not None for one in (around, box, areas)) != 1:
        raise click.UsageError(gettext("diga uno: --around, --box o --areas"))
    if out is not None and (out.suffix.removeprefix(".") not in places.CUT_FORMATS or out.exists()):
        raise click.BadParameter(gettext("un nombre nuevo que termine en .mbtiles o .pmtiles"), param_hint="--out")
    found = places.post_map(country.lower(), group, number)
    here = pack(country.lower()).groups[group]
    wanted = places.around(here.lat, here.lon, around) if around else _box_of(areas) if areas else Box(*(box or (0, 0, 0, 0)))
    piece = places.weigh_cut(found.path, found.told, wanted, zooms)
    said = gettext("{tiles} teselas, niveles {first} a {last}, {mb} MB")
    first, last = piece.spans[0].zoom, piece.spans[-1].zoom
    click.echo(said.format(tiles=piece.tiles, first=first, last=last, mb=f"{piece.bytes / MB:.1f}"))
    if out is not None:
        places.cut_map(found.path, found.told, piece, out.suffix.removeprefix("."), out)


def _box_of(path: Path) -> Box:
    """Return the box around the areas of a GeoJSON file; nothing else of it is read."""
    if path.stat().st_size > AREAS_MOST:
        raise click.BadParameter(gettext("el archivo es demasiado grande"), param_hint="--areas")
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        points = [point for one in told["features"] for point in _points(one["geometry"]["coordinates"], 0)]
        box = places.around_points(points)
    except (ValueError, KeyError, TypeError, RecursionError):
        box = None
    if box is None:
        raise click.BadParameter(gettext("no es un plan en GeoJSON con áreas"), param_hint="--areas")
    return box


def _points(told: object, depth: int) -> list[tuple[float, float]]:
    """Return the points (latitude, longitude) of nested coordinates."""
    if not isinstance(told, list) or depth > 4:
        raise ValueError
    if told and all(isinstance(one, int | float) for one in told):
        return [(float(told[1]), float(told[0]))] if len(told) > 1 else []
    return [point for one in told for point in _points(one, depth + 1)]


def _known(group: str, country: str) -> None:
    if group not in pack(country.lower()).groups:
        raise click.BadParameter(gettext("ese grupo no está en el país"), param_hint="--group")


def _line(one: places.PostMap) -> str:
    told = one.told
    zooms = f"{told.zoom_min}-{told.zoom_max}"
    return f"{one.id}\t{told.name}\t{zooms}\t{told.tiles}\t{told.bytes / MB:.1f} MB\t{told.kind}\t{told.attribution}"
