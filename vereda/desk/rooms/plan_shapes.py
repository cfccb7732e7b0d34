"""Barriers and regions on the form of a plan: from a file, point by point, a state of the map; in the form until it is saved."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.access.door import Reader
from vereda.countries.door import pack
from vereda.desk.rooms import point_field
from vereda.desk.rooms.decimals import above_zero, decimal
from vereda.desk.rooms.typed import FORM, Typed
from vereda.errors import FieldError
from vereda.places.door import admin1_outline
from vereda.practice import real_of
from vereda.rescue.door import MAP_FILE_LONGEST, Shape, read_shapes
from vereda.rescue.door import search_plan_entries as entries

KEPT, FILE, POINTS, NAME, STATE, READ = "shapes", "shape_file", "shape_points", "shape_name", "shape_state", "read"
WALL, SLOW, REGION = "wall", "slow", "region"
OF_LINE = [(WALL, lazy("Nadie la cruza")), (SLOW, lazy("Se cruza despacio"))]
OF_AREA = [(REGION, lazy("Pueden estar aquí")), (WALL, lazy("Nadie entra"))]
WRITTEN_MOST = 60  # points of one line that somebody writes by hand
FINE = (5e-5, 2e-4)  # degrees: about 5 and 20 m, less than a cell of most terrains
NEAR_DEG = 1.0  # as far around the post states of the map are offered
MINUTES_MOST = 1440.0


@dataclass(frozen=True)
class Row:
    """A shape on the form. field: begin of the names of its fields; options: what it can be."""

    field: str
    shape: Shape
    options: Sequence[tuple[str, Any]]  # Any: text or promise


def rows(typed: Typed) -> list[Row]:
    """Return the shapes that the form holds, in their order."""
    return [Row(f"shape{at}-", one, OF_AREA if one.is_area else OF_LINE) for at, one in enumerate(_held(typed))]


def states(reader: Reader) -> list[tuple[str, str]]:
    """Return the states of the map around the post: code and name."""
    return [(one["properties"]["code"], one["properties"]["name"]) for one in _near(reader)]


def brings(typed: Typed, file: UploadedFile | None) -> bool:
    """Tell whether the form brings shapes that nobody has looked at yet: it comes back with them and saves nothing."""
    return bool(file or typed.get(READ) or typed.get(POINTS).strip() or typed.get(STATE))


def take_in(typed: Typed, file: UploadedFile | None, reader: Reader) -> None:
    """Add to the form what it brings; what is wrong is noted beside its field, and nothing is added then."""
    if not (file or typed.get(POINTS).strip() or typed.get(STATE)):
        typed.wrong(FILE, _("Elija un archivo, escriba los puntos o elija una entidad."))
    came = [*_of_file(typed, file), *_of_points(typed, reader), *_of_state(typed, reader)]
    there = _held(typed)
    if len(there) + len(came) > entries.MOST_SHAPES:
        typed.wrong(FILE, _("Caben {most} líneas y áreas. Traiga solo las de esta zona.").format(most=entries.MOST_SHAPES))
    came = [_light(one, len(there) + at, typed) for at, one in enumerate(came, 1)]
    if typed.errors:
        return
    for at, one in enumerate(came, len(there)):
        typed.values[f"shape{at}-is"] = REGION if one.is_area else WALL
    _hold(typed.values, [*there, *came])
    typed.values |= {POINTS: "", NAME: "", STATE: ""}


def read(typed: Typed) -> dict[str, Any]:  # Any: what the schema checks
    """Return barriers and regions as they were told, with what is wrong noted beside its field."""
    made: dict[str, Any] = {"lines": [], "closed": []}
    regions = []
    for row in rows(typed):
        told, chosen = {"name": row.shape.name}, typed.get(f"{row.field}is")
        if row.shape.is_area and chosen == WALL:
            made["closed"].append({**told, "ring": row.shape.points})
        elif row.shape.is_area and chosen == REGION:
            regions.append({**told, "ring": row.shape.points, "holes": row.shape.holes, "share": _share(typed, row)})
        elif chosen in (WALL, SLOW):
            minutes = _minutes(typed, row) if chosen == SLOW else None
            made["lines"].append({**told, "line": row.shape.points, "minutes": minutes})
    weight = decimal(typed, "w_regions", 0, 100)
    if regions:
        _check_shares(typed, regions, weight)
        made["regions"] = {"weight": weight or 0.0, "regions": regions}
    elif weight:
        typed.wrong("w_regions", _("Traiga o escriba un área donde puedan estar, o deje este peso vacío."))
    return made


def of_plan(numbers: entries.PlanNumbers) -> dict[str, str]:
    """Return the shapes of a plan as its form shows them again."""
    values: dict[str, str] = {}
    shapes: list[Shape] = []
    for line in numbers.lines:
        values[f"shape{len(shapes)}-is"] = WALL if line.minutes is None else SLOW
        values[f"shape{len(shapes)}-minutes"] = "" if line.minutes is None else f"{line.minutes:g}"
        shapes.append(Shape(line.name, False, tuple(line.line)))
    for area in numbers.closed:
        values[f"shape{len(shapes)}-is"] = WALL
        shapes.append(Shape(area.name, True, tuple(area.ring)))
    for region in numbers.regions.regions if numbers.regions else ():
        values |= {f"shape{len(shapes)}-is": REGION, f"shape{len(shapes)}-share": f"{region.share * 100:g}"}
        shapes.append(Shape(region.name, True, tuple(region.ring), tuple(tuple(hole) for hole in region.holes)))
    if numbers.regions:
        values["w_regions"] = f"{numbers.regions.weight:g}"
    _hold(values, shapes)
    return values


def _hold(values: dict[str, str], shapes: Sequence[Shape]) -> None:
    told = [[one.name, one.is_area, one.points, one.holes] for one in shapes]
    values[KEPT] = json.dumps(told, ensure_ascii=False, separators=(",", ":")) if told else ""


def _held(typed: Typed) -> list[Shape]:
    try:
        told = json.loads(typed.get(KEPT) or "[]")
        return [
            Shape(str(name)[:80], bool(is_area), _line(points), tuple(map(_line, holes))) for name, is_area, points, holes in told
        ]
    except (ValueError, TypeError, RecursionError):
        typed.wrong(FORM, _("El formulario trae un dato que no está en la lista. Recargue la página."))
        return []


def _line(points: Any) -> tuple[tuple[float, float], ...]:  # Any: JSON from outside
    return tuple((float(lon), float(lat)) for lon, lat in points)


def _of_file(typed: Typed, file: UploadedFile | None) -> Sequence[Shape]:
    if file is None:
        return ()
    try:
        return read_shapes(file.read(MAP_FILE_LONGEST + 1), (file.name or "")[:60])
    except FieldError as error:
        typed.refuse(error, {error.code: FILE})
        return ()


def _of_points(typed: Typed, reader: Reader) -> Sequence[Shape]:
    found = point_field.points_of_line(typed, reader.country, reader.group, POINTS, WRITTEN_MOST)
    points = tuple((one.lon, one.lat) for one in found)
    if len(points) == 1:
        typed.wrong(POINTS, _("Escriba a lo menos dos puntos, uno por renglón."))
    if len(points) < 2:
        return ()
    is_area = len(points) > 3 and points[0] == points[-1]
    if is_area and not _is_simple(points):
        typed.wrong(POINTS, _("El contorno se cruza o no encierra nada. Ordene sus puntos."))
    return [Shape(typed.text(NAME, 80), is_area, points)]


def _of_state(typed: Typed, reader: Reader) -> Iterator[Shape]:
    for one in _near(reader):
        if one["properties"]["code"] == typed.get(STATE):
            shape = one["geometry"]
            rings = (
                max(shape["coordinates"], key=lambda part: len(part[0]))
                if shape["type"] == "MultiPolygon"
                else shape["coordinates"]
            )
            yield Shape(one["properties"]["name"], True, _line(point[:2] for point in rings[0]))


def _near(reader: Reader) -> list[Any]:  # Any: GeoJSON
    here = pack(reader.country).groups.get(real_of(reader.group))
    if here is None:
        return []
    return [one for one in admin1_outline(reader.country)["features"] if _is_near(one["geometry"], here.lon, here.lat)]


def _is_near(geometry: Any, lon: float, lat: float) -> bool:  # Any: GeoJSON
    from shapely.geometry import box, shape

    west, south, east, north = shape(geometry).bounds
    return box(west, south, east, north).intersects(box(lon - NEAR_DEG, lat - NEAR_DEG, lon + NEAR_DEG, lat + NEAR_DEG))


def _is_simple(ring: Sequence[tuple[float, float]]) -> bool:
    from shapely import Polygon

    area = Polygon(ring)
    return bool(area.is_valid and area.area > 0)


def _light(shape: Shape, number: int, typed: Typed) -> Shape:
    """Return a shape with a name and with no more corners than a plan keeps; so fine that a walker would not notice."""
    name = shape.name[:80] or (_("Área {n}") if shape.is_area else _("Línea {n}")).format(n=number)
    for fine in FINE:
        light = replace(
            shape,
            name=name,
            points=_simpler(shape.points, fine, is_ring=shape.is_area),
            holes=tuple(_simpler(one, fine, is_ring=True) for one in shape.holes),
        )
        if max(map(len, (light.points, *light.holes))) <= entries.MOST_CORNERS and len(light.holes) <= entries.MOST_HOLES:
            return light
    typed.wrong(FILE, _("«{name}» tiene demasiados puntos. Recórtela a esta zona o dibújela más sencilla.").format(name=name))
    return replace(shape, name=name)


def _simpler(points: Sequence[tuple[float, float]], fine: float, *, is_ring: bool) -> tuple[tuple[float, float], ...]:
    from shapely import LineString, Polygon

    drawn = Polygon(points) if is_ring else LineString(points)
    light = drawn.simplify(fine, preserve_topology=True)
    found = light.exterior.coords if is_ring else light.coords
    return tuple((round(lon, 6), round(lat, 6)) for lon, lat in found)


def _share(typed: Typed, row: Row) -> float:
    share = decimal(typed, f"{row.field}share", 0, 100)
    if share is None:
        said = _("Diga de cada 100 veces cuántas estarían en «{name}».").format(name=row.shape.name)
        typed.wrong(f"{row.field}share", said)
    return (share or 0.0) / 100


def _minutes(typed: Typed, row: Row) -> float | None:
    minutes = above_zero(typed, f"{row.field}minutes", MINUTES_MOST)
    if minutes is None:
        typed.wrong(f"{row.field}minutes", _("Diga cuántos minutos toma cruzar «{name}».").format(name=row.shape.name))
    return minutes


def _check_shares(typed: Typed, regions: Sequence[dict[str, Any]], weight: float | None) -> None:  # Any: what the schema checks
    if not weight:
        typed.wrong("w_regions", _("Dé un peso a las áreas donde pueden estar, o quítelas."))
    if (total := sum(one["share"] for one in regions)) > 1 + 1e-9:
        typed.wrong(
            "w_regions", _("Las áreas suman {total} de cada 100: bájelas a 100 o menos.").format(total=f"{total * 100:g}")
        )
