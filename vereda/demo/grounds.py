"""The ground around a post: invented places and routes by terrain, and where they lie as coarsely as a record may say it."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from vereda.countries.door import Group, Pack
from vereda.places.door import locate

SPOTS = 18  # places a group, besides its post
REACH_DEG = 0.32  # about 35 km

# Words that fit anywhere: no real place is named, and none of these is a crossing that somebody could look for.
PLACES: dict[str, tuple[str, ...]] = {
    "river": ("Bordo del río", "Carrizal", "Isleta", "Ribera, junto al parque", "Bajo del puente"),
    "desert": ("Camino de terracería", "Junto a la torre", "Arroyo seco", "Brecha del rancho", "Llano, junto a la antena"),
    "mountain": ("Ladera", "Mirador de la carretera", "Cañada", "Brecha de la sierra"),
    "jungle": ("Camino de la selva", "Potrero", "Orilla del arroyo"),
    "forest": ("Camino del bosque", "Aserradero", "Loma"),
    "railway": ("Patio del tren", "Vías, paso a nivel", "Vías, junto a la bodega", "Andén viejo"),
    "coast": ("Playa", "Embarcadero", "Estero"),
    "highway": ("Acotamiento de la carretera", "Parador", "Entronque", "Gasolinera"),
    "urban": ("Terminal de autobuses", "Plaza", "Junto a la barda", "Canal", "Mercado"),
    "reservoir": ("Orilla de la presa", "Embarcadero de la presa"),
}
ROUTES: dict[str, tuple[str, ...]] = {
    "river": ("ribera oriente", "ribera poniente", "bordo y carrizales"),
    "desert": ("brechas del norte", "carretera y brechas", "línea, tramo de torres"),
    "mountain": ("sierra", "cañadas"),
    "jungle": ("caminos de la selva", "ranchos"),
    "forest": ("caminos del bosque", "caseríos"),
    "railway": ("vías al norte", "vías al sur", "patio del tren"),
    "coast": ("playa y esteros", "carretera costera"),
    "highway": ("carretera principal", "paradores"),
    "urban": ("centro y terminal de autobuses", "colonias", "barda"),
    "reservoir": ("presa",),
}
WIDE: tuple[str, ...] = ("alrededores",)


@dataclass(frozen=True, slots=True)
class Spot:
    """An invented place. state, municipality and h3_5 are all that a record says in clear; the rest is sealed."""

    name: str
    lat: float
    lon: float
    state: str
    municipality: str
    h3_5: str


@dataclass(frozen=True)
class Ground:
    """What a group works on. spots: the post first, then places by terrain; routes: numbered, by terrain."""

    group: str
    zone: ZoneInfo
    state: str
    terrains: tuple[str, ...]
    spots: tuple[Spot, ...]
    by_terrain: Mapping[str, Sequence[int]]
    routes: Mapping[str, Sequence[str]]

    def spot(self, place: str, terrains: Sequence[str], rng: random.Random) -> int:
        """Return the number of a place of a kind of meeting."""
        if place == "post":
            return 0
        fitting = [number for terrain in terrains for number in self.by_terrain.get(terrain, ())]
        return rng.choice(fitting) if fitting else rng.randrange(1, len(self.spots))


def ground(pack: Pack, group: Group, rng: random.Random) -> Ground:
    """Return the ground of a group of an installed country."""
    terrains = tuple(str(terrain) for terrain in group.terrain) or ("urban",)
    post = _located(pack.iso, "Puesto", group.lat, group.lon)
    spots = [post or Spot("Puesto", group.lat, group.lon, group.state, group.municipality, "")]
    by_terrain: dict[str, list[int]] = {}
    for number in range(1, SPOTS + 1):
        terrain = terrains[number % len(terrains)]
        spots.append(_near(pack.iso, group, rng.choice(PLACES.get(terrain, WIDE)), rng) or spots[0])
        by_terrain.setdefault(terrain, []).append(number)
    named = [(terrain, name) for terrain in terrains for name in ROUTES.get(terrain, WIDE)]
    routes: dict[str, list[str]] = {}
    for number, (terrain, name) in enumerate(named, start=1):
        routes.setdefault(terrain, []).append(f"Ruta {number}: {name}")
    return Ground(group.code, ZoneInfo(group.zone), group.state, terrains, tuple(spots), by_terrain, routes)


def _near(country: str, group: Group, name: str, rng: random.Random) -> Spot | None:
    """Return a place near the post and inside the group's own state, or None after some tries."""
    for _ in range(12):
        reach = REACH_DEG * rng.random()
        lat, lon = group.lat + rng.uniform(-reach, reach), group.lon + rng.uniform(-reach, reach)
        found = _located(country, name, lat, lon)
        if found and found.state == group.state:
            return found
    return None


def _located(country: str, name: str, lat: float, lon: float) -> Spot | None:
    place = locate(country, lat, lon)
    return Spot(name, round(lat, 5), round(lon, 5), place.state, place.municipality or "", place.h3_5) if place.state else None
