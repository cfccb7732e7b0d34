"""The ways from the page of the post: one tile for each area of the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.access.door import Action, Part, Reader, RecordClass, holds


@dataclass(frozen=True)
class Tile:
    """A way to an area. name: route; said: what is done there, in one line; need: the right without which it is not shown."""

    name: str
    label: str | Promise
    said: str | Promise
    icon: str
    need: tuple[RecordClass, Action, Part] = (RecordClass.K1, Action.READ, Part.WHOLE)


TILES: tuple[Tile, ...] = (
    Tile("alerts", lazy("Alertas"), lazy("Las abiertas, las del mes y sus tres cuentas"), "alert"),
    Tile(
        "remains_list",
        lazy("Personas fallecidas localizadas"),
        lazy("Avisar a la fiscalía, acompañar, entregar, pertenencias"),
        "body",
    ),
    Tile(
        "missing_files",
        lazy("Personas extraviadas"),
        lazy("Quién busca a quién: reportes, indagación, localizaciones"),
        "search",
        (RecordClass.K6, Action.READ, Part.ALERT_TEXT),
    ),
    Tile(
        "training",
        lazy("Capacitación"),
        lazy("Quién de este turno puede hacer qué, sesiones y lo que falta"),
        "check",
        (RecordClass.K10, Action.READ, Part.SESSIONS),
    ),
    Tile("training_mine", lazy("Cursos"), lazy("Leer un curso, sus exámenes y sus constancias"), "leaflet"),
    Tile("directory", lazy("Directorio"), lazy("Quién puede ayudar cerca, a quién atiende y si está abierto"), "hand"),
    Tile(
        "beds",
        lazy("Lugares para dormir"),
        lazy("Qué albergue tiene lugar hoy, para quién y quién lo dijo"),
        "to-shelter",
        (RecordClass.K1, Action.READ, Part.POST),
    ),
    Tile(
        "protection",
        lazy("Protección"),
        lazy("Cuántos casos están abiertos, esperan o van atrasados"),
        "hand",
        (RecordClass.K4, Action.READ, Part.COUNTS),
    ),
    Tile(
        "field_visits",
        lazy("Visitas de campo"),
        lazy("Las que recibe el grupo: quién viene, la revisión de la mañana, qué se vio"),
        "signpost",
        (RecordClass.K10, Action.READ, Part.WORKSHOPS),
    ),
    Tile(
        "waiting_times",
        lazy("Cuánto esperan las referencias"),
        lazy("Cuánto tardan en contestar, y quién no ha contestado a tiempo"),
        "clock",
        (RecordClass.K1, Action.APPROVE, Part.WHOLE),
    ),
    Tile("duty", lazy("Turno y rol"), lazy("Quién está, rol de servicio, entrega de turno"), "clock"),
    Tile("patrol_plans", lazy("Plan de recorridos"), lazy("Qué equipo sale, por cuál ruta y a qué hora"), "signpost"),
    Tile("agreements", lazy("Convenios"), lazy("Qué prestan otros al puesto, y hasta cuándo"), "papers"),
    Tile(
        "volunteers",
        lazy("Voluntariado"),
        lazy("Acuerdo, capacitación y código de conducta"),
        "hand",
        (RecordClass.K1, Action.APPROVE, Part.WHOLE),
    ),
    Tile("reports", lazy("Partes de novedades"), lazy("El parte de ayer para firmar, los anteriores, el mes"), "papers"),
    Tile("operations", lazy("Operativos"), lazy("Invierno, Verano, Semana Santa: días con nombre y su informe"), "signpost"),
    Tile("services", lazy("Servicios que se dan"), lazy("Qué ofrece el grupo hoy y desde cuándo cambia"), "check"),
    Tile(
        "sheets",
        lazy("Hojas de papel"),
        lazy("Imprimirlas con su número, teclearlas, ver cuáles faltan"),
        "papers",
    ),
    Tile(
        "totals",
        lazy("Totales reportados"),
        lazy("Sumas de días o meses que llegaron sin encuentros"),
        "sum",
        (RecordClass.K1, Action.WRITE, Part.POST),
    ),
    Tile(
        "walls",
        lazy("Pantalla de pared"),
        lazy("Una pantalla que se queda encendida con equipos, horas y alarmas"),
        "today",
        (RecordClass.K10, Action.READ, Part.GROUP_USERS),
    ),
    Tile(
        "practice",
        lazy("Simulacro"),
        lazy("Practicar un turno o una misión; nada cuenta y nada sale"),
        "repeat",
        (RecordClass.K1, Action.WRITE, Part.POST),
    ),
    Tile("security", lazy("Seguridad"), lazy("A dónde no ir, permisos de paso, incidentes, injerencias"), "alert"),
    Tile(
        "warnings",
        lazy("Avisos de peligro"),
        lazy("Lo que avisa Protección Civil o el clima; los avisos que da el puesto"),
        "today",
    ),
    Tile("dangers", lazy("Agente en peligro"), lazy("Dar la alarma, lo que se hizo, el sonido de esta pantalla"), "danger"),
    Tile("radio", lazy("Radio"), lazy("Quién se reportó, llamadas, indicativos y canales"), "radio"),
    Tile("points", lazy("Puntos de auxilio"), lazy("Agua, señales, balizas, botones: cómo están y cuáles esperan manos"), "pin"),
    Tile("references", lazy("Torres, postes y kilómetros"), lazy("Dónde está la torre 114: las tablas con número"), "signpost"),
    Tile(
        "terrains",
        lazy("Terrenos"),
        lazy("El modelo de elevación de la zona, para los planes de búsqueda"),
        "map",
        (RecordClass.K10, Action.WRITE, Part.GROUP_USERS),
    ),
    Tile(
        "text_messages",
        lazy("Mensajes de texto"),
        lazy("A qué números se avisa, y si hay pasarela"),
        "phone",
        (RecordClass.K10, Action.READ, Part.GROUP_USERS),
    ),
    Tile(
        "call_number",
        lazy("Número del grupo"),
        lazy("El que ve en SOS quien pide ayuda: quién lo verificó, la prueba de hoy"),
        "phone",
    ),
    Tile("passings", lazy("Alertas entregadas"), lazy("A quién preguntar qué pasó, y cuántas por mes"), "hand"),
    Tile("stock", lazy("Existencias"), lazy("Qué hay, quién trae qué, conteo, si cuadra el turno, donativos"), "food"),
    Tile("vehicles", lazy("Vehículos y lanchas"), lazy("Quién los trae, revisión, combustible, fallas, papeles"), "patrol"),
    Tile("equipment", lazy("Equipo con número"), lazy("Radios, camillas, oxígeno: quién lo trae, carga y caducidad"), "radio"),
    Tile("distributions", lazy("Repartos"), lazy("Abrir, contar entre varios, cuadrar existencias, hoja para firmar"), "food"),
    Tile("receptions", lazy("Recepciones"), lazy("Autobuses y vuelos que se esperan, y lo que se contó"), "to-bus"),
    Tile("caravans", lazy("Caravanas"), lazy("Cuántas personas por día, encuentros, punto de niñez extraviada"), "people"),
)


def tiles(reader: Reader) -> Iterator[tuple[Tile, str]]:
    """Yield the tiles that the reader's role opens, with their address."""
    for tile in TILES:
        if holds(reader.role, *tile.need):
            yield tile, reverse(f"desk:{tile.name}")
