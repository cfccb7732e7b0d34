"""What a pack that passes the check still leaves open, told by what will not work for it. A gap is no mistake: it is a task.

Pure: a pack and a day in, gaps out, those that touch a person's life first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vereda.said import noop

from .holidays import calendar
from .pack import TABLES, Pack
from .rows import Row
from .rules import may_reach_migrants
from .starting.answers import PREFIX_UNKNOWN, TO_FILL_EN, TO_FILL_ES
from .words import Consent, Role, Status


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing.

    code    stays; by it the page of readiness and the tasks name it
    file    where it is filled in
    count   how many rows are meant; 0: a table that is empty, or one thing
    without what will not work, a Spanish sentence of the catalogue
    task    what to do, likewise; `{count}` and `{file}` stand in it
    """

    code: str
    file: str
    count: int
    without: str
    task: str

    def said(self, gettext: Callable[[str], str] = str) -> tuple[str, str]:
        """Return (what will not work, what to do) in the language that `gettext` gives."""
        facts = {"count": self.count, "file": self.file}
        return gettext(self.without).format(**facts), gettext(self.task).format(**facts)


type Found = tuple[str, int]
"""File, and how many rows."""
type Look = Callable[[Pack, date], Found | None]


def gaps(pack: Pack, on: date) -> tuple[Gap, ...]:
    """Return what is open in a pack on a day, what touches a life first."""
    found = ((code, look(pack, on), without, task) for code, (look, without, task) in LOOKS.items())
    return tuple(Gap(code, seen[0], seen[1], without, task) for code, seen, without, task in found if seen is not None)


def placeholders(pack: Pack) -> dict[str, int]:
    """Return how many rows of each file wait to be filled in."""
    counts = {f"{name}.csv": sum(TO_FILL_EN in row.source for row in _rows(pack, name)) for name in TABLES}
    return {file: count for file, count in counts.items() if count}


def unverified_shares(pack: Pack) -> dict[str, tuple[int, int]]:
    """Return (rows that no source verifies, all rows) of each file that has any such row."""
    counts = {f"{name}.csv": _share(_rows(pack, name)) for name in TABLES}
    return {file: share for file, share in counts.items() if share[0]}


def _share(rows: Sequence[Row]) -> tuple[int, int]:
    return sum(not row.is_verified for row in rows), len(rows)


def _rows(pack: Pack, table: str) -> Sequence[Row]:
    rows = getattr(pack, table)
    return tuple(rows.values()) if isinstance(rows, Mapping) else tuple(rows)


def _empty(table: str) -> Look:
    return lambda pack, on: None if _rows(pack, table) else (f"{table}.csv", 0)


def _some(file: str, rows: Callable[[Pack, date], Iterable[object]]) -> Look:
    """Return a look that finds rows which are not as they should be."""

    def look(pack: Pack, on: date) -> Found | None:
        count = sum(1 for _ in rows(pack, on))
        return (file, count) if count else None

    return look


def _no_emergency(pack: Pack, on: date) -> Found | None:
    own = [row for row in pack.hotlines.values() if row.kind == "emergency" and row.country == pack.country.iso]
    return None if any(may_reach_migrants(row, on) for row in own) else ("hotlines.csv", 0)


def _no_outside_key(pack: Pack, on: date) -> Found | None:
    return None if any(row.holds_on(on) for row in pack.outside_body_keys) else ("outside_body_keys.csv", 0)


def _no_working_days(pack: Pack, on: date) -> Found | None:
    known = calendar(pack.iso, pack.holidays, pack.holiday_years)
    return None if known.is_signed and known.knows(on) else ("holiday_years.csv", 0)


def _no_review(pack: Pack, on: date) -> Iterable[object]:
    return (
        one for topics in pack.texts.values() for one in topics.values() if not _is_signed(one.reviewed_by, one.reviewed_on, on)
    )


YEAR_DAYS = 365


def _is_signed(by: str | None, day: date | None, on: date) -> bool:
    return bool(by) and day is not None and 0 <= (on - day).days <= YEAR_DAYS


def _not_asked(pack: Pack, on: date) -> Iterable[object]:
    return (row for row in pack.services_directory.values() if row.consent == Consent.NOT_ASKED)


def _is_drawn_as_rectangles(pack: Pack, on: date) -> Found | None:
    own = [one for one in pack.areas["features"] if one["properties"]["iso"] == pack.country.iso]
    return ("areas.geojson", len(own)) if own and all(_is_rectangle(one["geometry"]) for one in own) else None


def _is_rectangle(shape: Mapping[str, Any]) -> bool:  # Any: GeoJSON
    match shape:
        case {"type": "Polygon", "coordinates": [[_, _, _, _, _] as ring]}:
            return len({point[0] for point in ring}) == len({point[1] for point in ring}) == 2
    return False


def is_named(row: Row) -> bool:
    """Say whether somebody wrote a row, or it still waits to be filled in."""
    return TO_FILL_EN not in row.source


def _unnamed(role: Role) -> Look:
    def look(pack: Pack, on: date) -> Found | None:
        named = [row for row in pack.institutions_with(role) if is_named(row)]
        return None if named else ("institutions.csv", 0)

    return look


LOOKS: dict[str, tuple[Look, str, str]] = {
    "emergency_number": (
        _no_emergency,
        noop("Ningún número de emergencias se le da a una persona migrante: la página de auxilio y el mensaje lo callan."),
        noop("Lea la fuente, llame al número y escriba quién revisó y cuándo se llamó."),
    ),
    "placeholders": (
        lambda pack, on: (", ".join(found), sum(found.values())) if (found := placeholders(pack)) else None,
        noop("{count} renglones dicen «por llenar»: así se ven en las pantallas."),
        noop("Busque «por llenar» o «to be filled in» en {file}, y escriba lo que va ahí."),
    ),
    "network": (
        _unnamed(Role.NETWORK),
        noop("La red de grupos no tiene nombre: los avisos y las hojas salen sin él."),
        noop("Escriba la institución con el papel «network» y su mandato."),
    ),
    "outside_body": (
        _unnamed(Role.OMBUDSPERSON),
        noop("Nadie de fuera recibe los reportes de interferencia ni las quejas sobre el personal."),
        noop("Acuerde con la defensoría quién los recibe y escríbala en la tabla."),
    ),
    "outside_body_key": (
        _no_outside_key,
        noop("Las quejas sobre el personal no se pueden sellar: la página ofrece papel y teléfono."),
        noop("Pida al organismo externo su llave («vereda ombuds keys») y compárela con él por teléfono."),
    ),
    "reviewed_texts": (
        _some("texts/", _no_review),
        noop("{count} textos no tienen quien responda: guía, tarjeta y mensajes salen solo como vista previa, con la franja."),
        noop("Nombre a quien revisa cada texto; vale doce meses."),
    ),
    "services_directory": (
        _empty("services_directory"),
        noop("No hay a quién referir a nadie, ni lugar que mostrar en la guía."),
        noop("Pregunte a cada albergue, hospital y clínica jurídica qué se puede mostrar."),
    ),
    "directory_consent": (
        _some("services_directory.csv", _not_asked),
        noop("{count} lugares no se muestran: nadie les ha preguntado."),
        noop("Pregunte a cada lugar y escriba lo que contestó."),
    ),
    "legislation": (
        _empty("legislation"),
        noop("No hay derechos que explicar con su artículo, ni con qué comparar leyes entre países."),
        noop("Escriba los artículos con su derecho, fuente y si se leyó el texto."),
    ),
    "legal_deadlines": (
        _empty("legal_deadlines"),
        noop("No se calcula ningún plazo: un caso puede perder su término sin aviso."),
        noop("Escriba los plazos con artículo y fuente; los firma una persona abogada."),
    ),
    "working_days": (
        _no_working_days,
        noop("Los días hábiles no están firmados: los plazos en días hábiles no se calculan o salen marcados."),
        noop("Revise el calendario del año y fírmelo en la tabla."),
    ),
    "hazards": (
        _empty("hazards"),
        noop("No hay peligros con lugar y temporada que contar."),
        noop("Escriba ríos, calor, vías y montes con su fuente y consejo."),
    ),
    "crossing_points": (
        _empty("crossing_points"),
        noop("Las visitas y los repatriados no se pueden atar a un puerto fronterizo oficial."),
        noop("Escriba los cruces formales; los informales nunca."),
    ),
    "areas": (
        _is_drawn_as_rectangles,
        noop("Los mapas muestran rectángulos, y un punto cerca de un límite puede caer en el área vecina."),
        noop("Ponga las formas reales del primer nivel en el archivo de áreas."),
    ),
    "places": (
        _some("admin2.csv", lambda pack, on: (row for row in pack.admin2.values() if row.lat is None)),
        noop("Municipios sin coordenadas: {count}. Al escribir un punto no se proponen."),
        noop("Escriba la latitud y la longitud de su cabecera."),
    ),
    "post_place": (
        _some("groups.csv", lambda pack, on: (row for row in pack.groups.values() if TO_FILL_ES in row.city)),
        noop("Nadie ha dicho dónde está el puesto: lo que se anote ahí saldrá en un lugar que no es el suyo."),
        noop("Antes del primer encuentro, escriba ciudad, área y punto del puesto: {count}."),
    ),
    "posts": (
        _some("groups.csv", lambda pack, on: (row for row in pack.groups.values() if row.coord_precision != "exact")),
        noop("Puestos de los que solo se sabe la ciudad: {count}. Sus distancias y tiempos de llegada son aproximados."),
        noop("Pida a cada puesto su punto exacto."),
    ),
    "phone": (
        lambda pack, on: ("country.toml", 0) if pack.country.phone.prefix == PREFIX_UNKNOWN else None,
        noop("No se sabe cómo se escriben los teléfonos del país: no se completan ni se revisan."),
        noop("Escriba la clave y cuántas cifras siguen en la parte [phone]."),
    ),
    "data_licence": (
        lambda pack, on: ("country.toml", 0) if pack.country.data_licence is None else None,
        noop("Los archivos de las ediciones no dicen con qué licencia se pueden usar."),
        noop("Decídala con una persona abogada y escríbala en la parte [data_licence]."),
    ),
    "asking": (
        lambda pack, on: ("country.toml", 0) if not pack.country.asking else None,
        noop("No se estima cuántas personas distintas son: solo cuántas atenciones."),
        noop("Decida a cuántas se les pregunta si ya se les ayudó, y escríbalo en la parte [[asking]]."),
    ),
    "retention": (
        _some("retention.csv", lambda pack, on: (row for row in pack.retention.values() if row.status == Status.PROPOSAL)),
        noop("{count} plazos de conservación son propuesta nuestra: nadie los ha decidido."),
        noop("Decídalos con una persona abogada del país."),
    ),
}
