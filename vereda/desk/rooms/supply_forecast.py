"""For how many people the post should have goods on the next days, and which: of the own post alone, and shown nowhere else.

It tells no place, no way and no nationality, and stands on no wall: docs/decisions/early-warning.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from vereda.desk.labels import Labels
from vereda.desk.rooms import stock as stock_room
from vereda.desk.rooms.noticed import Asked, Level, Notice
from vereda.encounters import door as encounters
from vereda.statistics import door as statistics
from vereda.statistics.door import Table
from vereda.statistics.trends import Supply, rounded, supply, watched
from vereda.supplies.door import items_of

LOOKS_BACK = timedelta(days=91)
"""As much as the watch needs to know what is usual, and what was a rise before."""
FEW = 0.02
"""A service that fewer of those met got is not foreseen [share]."""


@dataclass(frozen=True)
class Need:
    """A service that is given with goods. people: about how many will want it; shelf: what there is, in words."""

    name: str
    people: int
    shelf: str


def foreseen(group: str, country: str, today: date) -> Supply | None:
    """Return what the post should be ready for from today on; None while nobody can say what is usual there.

    Of whole days: yesterday is the last that counts, so that a morning is not taken for a quiet day.
    """
    last = today - timedelta(days=1)
    counted = encounters.people_by_day(group, country, today - LOOKS_BACK, last)
    if not counted:
        return None
    first = min(counted)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return supply(watched(first, [counted.get(day, 0) for day in days]))


def notices(asked: Asked) -> Iterator[Notice]:
    """Yield one line while more people come than usual."""
    found = foreseen(asked.group, asked.country, asked.now.date())
    if found and found.rise:
        yield Notice(
            Level.WARN, _("Llega más gente que de costumbre. {what}").format(what=said(found)), reverse("desk:supply_forecast")
        )


def said(found: Supply) -> str:
    """Return the sentence: 'Tenga suministros para unas 300 personas, de jueves a domingo.'"""
    told = _("Tenga suministros para unas {n} personas, de {first} a {last}.")
    return told.format(n=f"{found.people:,}", first=_weekday(found.from_on), last=_weekday(found.to_on))


def _weekday(day: date) -> str:
    return formats.date_format(day, "l").lower() if _is_small() else formats.date_format(day, "l")


def _is_small() -> bool:
    """Tell whether the language writes days with a small letter."""
    return formats.date_format(date(2024, 1, 1), "l").islower()


def needs(found: Supply, group: str, country: str, today: date, labels: Labels) -> list[Need]:
    """Return the services that goods are given for, by how many of those met lately got each, and what the shelf has for it."""
    shares = _shares(group, country, today)
    goods: dict[str, list[str]] = {}
    for item in stock_room.items(group, country, today):
        row = labels.pack.supply_items[item.code]
        if row.service and item.is_kept:
            goods.setdefault(row.service, []).append(stock_room.counted(item.shelf, item.code, labels))
    wanted = {row.service for row in items_of(country, today) if row.service}
    told = [
        Need(labels.service(code), rounded(share * found.people), " · ".join(goods.get(code, ())))
        for code, share in shares.items()
        if code in wanted and share >= FEW
    ]
    return sorted(told, key=lambda one: (-one.people, one.name))


def _shares(group: str, country: str, today: date) -> Mapping[str, float]:
    """Return service -> part of the people met in the last weeks who got it, as the bulletin counts them."""
    given, met = (_people(group, country, today, by) for by in ("service", "group"))
    return {key[0]: value / met.total for key, value in given.rows} if met.total else {}


def _people(group: str, country: str, today: date, by: str) -> Table:
    first, last = today - LOOKS_BACK, today - timedelta(days=1)
    asked = statistics.question(country=country, from_on=first, to_on=last, by=[by], count="people")
    return statistics.bulletin(asked, groups=[group])
