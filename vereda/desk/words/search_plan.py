"""Words of plans of searches: what an entry did, fields of a difference, ways of searching, behaviours, ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.rescue.door import plan_shown_lookups

STEPS: Mapping[str, str | Promise] = {
    "rescue.search_planned": lazy("Hizo el plan de búsqueda"),
    "rescue.plan_point_set": lazy("Anotó otro punto del plan"),
    "rescue.area_searched": lazy("Se buscó en un área y no se encontró a nadie"),
    "rescue.track_counted": lazy("Contó un trayecto como búsqueda sin hallazgo"),
    "rescue.area_not_searched": lazy("Quitó una búsqueda que no se hizo"),
    "rescue.plan_given_out": lazy("Sacó las áreas del plan"),
}
GIVEN: Mapping[str, str | Promise] = {
    "sheets": lazy("hojas por equipo"),
    "gpx": "GPX",
    "geojson": "GeoJSON",
    "png": lazy("imagen"),
}
FIELDS: Mapping[str, str | Promise] = {
    "search_plan": lazy("Plan de búsqueda"),
    "searched": lazy("Búsqueda sin hallazgo"),
}


@dataclass(frozen=True)
class Way:
    """A way of searching. range_m: how far off somebody like them is first seen; factor: by how well they show.

    The factors are measured (Koester et al. 2014, docs/headquarters/searched.md); ranges and speeds are assumed, and every post
    measures its own.
    """

    said: str | Promise
    speed_kmh: float
    range_m: float
    factor: float

    @property
    def sweep_m(self) -> int:
        return round(self.range_m * self.factor)


DULL, SHOWS, SHINES = 1.1, 1.6, 1.8
WAYS: Mapping[str, Way] = {
    "foot_day_dull": Way(lazy("A pie, de día, ropa opaca"), 2, 30, DULL),
    "foot_day_shows": Way(lazy("A pie, de día, ropa que se nota"), 2, 45, SHOWS),
    "foot_day_shines": Way(lazy("A pie, de día, ropa que brilla"), 2, 60, SHINES),
    "foot_night": Way(lazy("A pie, de noche, con lámpara"), 1.5, 12, DULL),
    "truck_day_dull": Way(lazy("En camioneta, de día, ropa opaca"), 10, 25, DULL),
    "truck_night": Way(lazy("En camioneta, de noche, con faro"), 8, 12, DULL),
    "horse_day_dull": Way(lazy("A caballo, de día, ropa opaca"), 5, 30, DULL),
    "drone_day_dull": Way(lazy("Dron, de día, ropa opaca"), 18, 25, DULL),
    "drone_night": Way(lazy("Dron con cámara térmica, de noche"), 18, 30, DULL),
    "boat_day_dull": Way(lazy("Lancha o aerobote por la orilla, de día"), 10, 25, DULL),
}
OF_MEANS: Mapping[str, str] = {
    "truck": "truck_day_dull", "quad": "truck_day_dull", "boat": "boat_day_dull", "airboat": "boat_day_dull",
    "drone": "drone_day_dull", "horse": "horse_day_dull",
}  # fmt: skip
"""The usual way of what a team goes with; all others go on foot."""
USUAL = "foot_day_dull"

CATEGORIES: Mapping[str, str | Promise] = {
    "Hiker|dry|flat": lazy("Caminantes, seco y plano"),
    "Hiker|dry|mountainous": lazy("Caminantes, seco y de sierra"),
    "Hiker|temperate|mountainous": lazy("Caminantes, templado y de sierra"),
    "Hiker|other|any": lazy("Caminantes, otro suelo"),
    "Gatherer|dry|any": lazy("Recolectores, seco"),
    "Child (4-6)|dry|any": lazy("Niñas y niños de 4 a 6, seco"),
    "Child (7-9)|dry|any": lazy("Niñas y niños de 7 a 9, seco"),
    "Child (10-12)|dry|any": lazy("Niñas y niños de 10 a 12, seco"),
    "Child (13-15)|dry|any": lazy("Adolescentes de 13 a 15, seco"),
    "Mental Illness|other|any": lazy("Con enfermedad mental"),
    "Dementia|dry|flat": lazy("Con demencia, seco y plano"),
}
"""Rows of the planner's table of distances, as `category|ecoregion|terrain`. None is of people who migrate."""

GROUNDS: Mapping[str, str | Promise] = {code: lazy(said) for code, said in plan_shown_lookups.GROUNDS.items()}
ANSWERS: Mapping[str, str | Promise] = {
    "0.8": lazy("Casi seguro: pidieron ayuda (80 %)"),
    "0.5": lazy("No se sabe (50 %)"),
    "0.2": lazy("Quizá no: se esconden, son niños, están mal (20 %)"),
}
CALLED: Mapping[str, tuple[str | Promise, int]] = {
    "voice": (lazy("A voces"), 150),
    "whistle": (lazy("Con silbato o claxon"), 300),
}
"""How somebody called, and the sweep width for who answers [m]: assumed, nobody measured it; each post measures its own."""
HOW_WELL: Mapping[str, str | Promise] = {
    "0.2": lazy("De pasada (20 %)"),
    "0.5": lazy("Regular (50 %)"),
    "0.8": lazy("Muy bien (80 %)"),
}
"""Chance of detection by judgement, where nobody knows the hours."""
