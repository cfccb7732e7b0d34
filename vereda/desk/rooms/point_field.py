"""The field in which somebody pastes or writes a point: what was understood, and what may have been meant."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from vereda.countries.door import pack
from vereda.desk.labels import Labels
from vereda.desk.rooms.typed import Typed
from vereda.desk.told import told
from vereda.places.door import BadPoint, Found, Writing, check_point, locate, read_point
from vereda.practice import real_of

FIELD = "point"
MEANT = "point_meant"
"""Where somebody said yes to what was proposed for a point that cannot be meant."""

WRITINGS = {
    Writing.DEGREES: lazy("grados"),
    Writing.MINUTES: lazy("grados y minutos"),
    Writing.SECONDS: lazy("grados, minutos y segundos"),
    Writing.LINK: lazy("enlace de mapa"),
    Writing.UTM: lazy("UTM"),
    Writing.MGRS: lazy("MGRS"),
    Writing.PLUS_CODE: lazy("plus code"),
}


@dataclass(frozen=True)
class Understood:
    """What a form says of its point. said: '' where the field is empty; meant: what is proposed instead, '' for nothing."""

    said: str = ""
    place: str = ""
    is_wrong: bool = False
    is_completed: bool = False
    meant: str = ""


def written(typed: Typed, country: str, group: str, field: str = FIELD) -> Found | None:
    """Return the point of a field; None where it is empty, or where what is wrong with it is noted beside it."""
    text = typed.get(field).strip()
    if not text:
        return None
    try:
        return _read(text, country, group)
    except BadPoint as error:
        if field == FIELD and error.suggestion and typed.get(MEANT) == in_figures(*error.suggestion):
            return _read(typed.get(MEANT), country, group)
        typed.refuse(error, {error.code: field})
    return None


def points_of_line(typed: Typed, country: str, group: str, field: str, most: int) -> list[Found]:
    """Return the points of a field that has one in each line; what is wrong with the first bad one is noted beside it."""
    lines = [line.strip() for line in typed.get(field).splitlines() if line.strip()]
    if len(lines) > most:
        typed.wrong(field, _("Caben {most} puntos. Deje los que mejor dibujan la línea.").format(most=most))
        return []
    try:
        return [_read(line, country, group) for line in lines]
    except BadPoint as error:
        typed.refuse(error, {error.code: field})
    return []


def understood(text: str, country: str, group: str, labels: Labels) -> Understood:
    """Return what is understood of a text, in words."""
    if not text.strip():
        return Understood()
    try:
        found = _read(text.strip(), country, group)
    except BadPoint as error:
        meant = error.suggestion
        place = _place(*meant, country, labels) if meant else ""
        return Understood(told(error, labels), place, is_wrong=True, meant=in_figures(*meant) if meant else "")
    said = f"{in_figures(found.lat, found.lon)} ({WRITINGS[found.writing]}{_margin(found)})"
    return Understood(said, _place(found.lat, found.lon, country, labels), is_completed=found.completed)


def in_figures(lat: float, lon: float) -> str:
    """Return a point as it is written into the field."""
    return f"{lat:.5f}, {lon:.5f}"


def _read(text: str, country: str, group: str) -> Found:
    post = pack(country).groups.get(real_of(group))
    return read_point(country, text, near=(post.lat, post.lon) if post else None)


def _margin(found: Found) -> str:
    metres = round(found.coarse_m)
    return ngettext(", con %(n)d m de margen", ", con %(n)d m de margen", metres) % {"n": metres} if metres >= 10 else ""


def _place(lat: float, lon: float, country: str, labels: Labels) -> str:
    check_point(country, lat, lon)
    place = locate(country, lat, lon)
    if place.abroad:
        return _("fuera del país: {area}").format(area=place.abroad)
    return labels.place(place.state or "", place.municipality or "")
