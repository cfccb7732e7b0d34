"""Where the first group has its post. A place that the gazetteer does not know is asked for: none is made up."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from vereda.said import Said, noop

from ..errors import StartUnclear
from ..words import Precision
from .answers import Answers, same_name, slug
from .gazetteer import Gazetteer, Second, Town

FEW = 6
"""How many names are proposed to who wrote one that is not there."""


@dataclass(frozen=True, slots=True)
class Post:
    """is_told: a person said where it is; else it is the first area, and waits to be filled in."""

    city: str
    area: Second
    lat: float
    lon: float
    precision: Precision
    is_told: bool


def post_of(answers: Answers, gazetteer: Gazetteer) -> Post:
    """Return where the post is. Raises StartUnclear for a city or a municipality that is not there, or is there twice."""
    if answers.municipality:
        area = _only("--municipality", answers.municipality, _areas(gazetteer, answers.municipality), gazetteer)
        return _in(area, answers.city or area.name, gazetteer)
    if not answers.city:
        area = next((one for one in gazetteer.second if one.lat is not None), gazetteer.second[0])
        return _in(area, area.name, gazetteer, is_told=False)
    found = _areas(gazetteer, answers.city) or _around(gazetteer, answers.city)
    return _in(_only("--city", answers.city, found, gazetteer), answers.city, gazetteer)


def _areas(gazetteer: Gazetteer, wanted: str) -> list[Second]:
    coded = [one for one in gazetteer.second if one.code == wanted]
    return coded or [one for one in gazetteer.second if same_name(one.name, wanted)]


def _around(gazetteer: Gazetteer, city: str) -> list[Second]:
    """Return the areas that hold a town of that name."""
    holding = {one.area for one in gazetteer.towns if same_name(one.name, city)}
    return [one for one in gazetteer.second if one.code in holding]


def _only(option: str, wanted: str, found: list[Second], gazetteer: Gazetteer) -> Second:
    if len(found) == 1:
        return found[0]
    states = {one.code: one.name for one in gazetteer.first}
    if found:
        which = "; ".join(f"{one.code} ({one.name}, {states[one.state]})" for one in found[:FEW])
        expected = Said(
            noop("uno solo, y hay varios con ese nombre: dé con --municipality la clave de uno: {which}"), which=which
        )
        raise StartUnclear(name=option, found=wanted, expected=expected)
    known = {slug(name): name for name in (*(one.name for one in gazetteer.towns), *(one.name for one in gazetteer.second))}
    expected = Said(
        noop("el nombre o la clave de un área del segundo nivel")
        if option == "--municipality"
        else noop("una ciudad que esté entre las áreas; si no está, diga con --municipality en cuál de ellas queda")
    )
    if near := ", ".join(known[one] for one in get_close_matches(slug(wanted), known, FEW)):
        expected = Said(noop("{expected}. Se parecen: {near}"), expected=expected, near=near)
    raise StartUnclear(name=option, found=wanted, expected=expected)


def _in(area: Second, city: str, gazetteer: Gazetteer, *, is_told: bool = True) -> Post:
    town = next((one for one in gazetteer.towns if one.area == area.code and same_name(one.name, city)), None)
    point = _point(town) or _point(area)
    if point is None:
        state = next(one for one in gazetteer.first if one.code == area.state)
        return Post(city, area, state.lat, state.lon, Precision.STATE_CENTRE, is_told)
    is_city = town is not None or same_name(area.name, city)
    return Post(city, area, *point, Precision.CITY_CENTRE if is_city else Precision.NEAREST_TOWN, is_told)


def _point(of: Town | Second | None) -> tuple[float, float] | None:
    return (of.lat, of.lon) if of is not None and of.lat is not None and of.lon is not None else None
