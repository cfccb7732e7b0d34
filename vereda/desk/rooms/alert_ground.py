"""Where an alert lies, in words: the side of the border and the nearest groups. What is an estimate says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from vereda.desk.dates import lasting
from vereda.desk.labels import Labels
from vereda.rescue.door import Lies


@dataclass(frozen=True)
class Ground:
    """side: '' where neither map nor caller tells; is_other_side: not on the ground of the own country. near: (group, words)."""

    side: str
    is_other_side: bool
    near: list[tuple[str, str]]
    how: str


def described(found: Lies, labels: Labels) -> Ground:
    """Return where an alert lies, in words."""
    own = labels.pack.country.iso
    return Ground(
        side=_side(found, labels),
        is_other_side=(found.side or found.told or own) != own,
        near=[
            (labels.pack.groups[one.group].name, _("{km} km, unos {time}").format(km=round(one.km), time=_time(one.minutes)))
            for one in found.near
        ],
        how=_how(found),
    )


def _side(found: Lies, labels: Labels) -> str:
    told = labels.nationality(found.told) if found.told else ""
    if found.side:
        by_map = labels.nationality(found.side)
        said = (
            _("{side}, según el mapa; quien avisa dijo {told}")
            if told and found.told != found.side
            else _("{side}, según el mapa")
        )
        return said.format(side=by_map, told=told)
    if told:
        return _("{side}, según quien avisa; el mapa no alcanza a decirlo").format(side=told)
    return _("cerca de la línea: el mapa no alcanza a decir de qué lado") if found.near else ""


def _time(minutes: float) -> str:
    """Return an estimate in steps of five minutes: more it does not know."""
    return lasting(timedelta(minutes=max(5, 5 * round(minutes / 5))))


def _how(found: Lies) -> str:
    said = _("Estimado: en línea recta a {kmh} km por hora. No conoce caminos, río ni línea.").format(kmh=found.kmh)
    if not found.is_exact:
        said = _("{said} Se midió desde el centro de la zona, con unos 9 km de margen.").format(said=said)
    return said if found.is_sourced else _("{said} La velocidad es una propuesta sin firmar.").format(said=said)
