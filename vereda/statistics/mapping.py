"""Which services each official category counts in a month, and what of that differs between two months. Pure.

An edition keeps its own in its manifest: a category of the same name may count something else a year later.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from vereda.statistics.catalogue import Catalogue

type Told = Mapping[str, Mapping[str, Any]]  # Any: JSON of a manifest


@dataclass(frozen=True)
class Remapped:
    """A category that counts other services than a year before, or is new, or is gone.

    more, less  services that it counts now and did not, and the other way round
    on          days on which that changed, by today's catalogue; none: the catalogue was corrected since
    """

    category: str
    more: tuple[str, ...]
    less: tuple[str, ...]
    on: tuple[date, ...]


def in_month(catalogue: Catalogue, first: date, last: date) -> dict[str, dict[str, Any]]:  # Any: JSON
    """Return, for each category of the total that counts something in a month, its words, definition and services, as JSON.

    changed_on  days of the month from which it counts other services than on the day before
    """
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    found: dict[str, dict[str, Any]] = {}  # Any: JSON
    for one in catalogue.categories:
        if not one.in_total:
            continue
        by_day = [_services(catalogue, one.code, on) for on in days]
        if services := sorted(frozenset[str]().union(*by_day)):
            changed = [on.isoformat() for on, now, then in zip(days[1:], by_day[1:], by_day, strict=False) if now != then]
            found[one.code] = {
                "es": one.es, "en": one.en, "definition_es": one.definition_es, "definition_en": one.definition_en,
                "services": services, "changed_on": changed,
            }  # fmt: skip
    return found


def alone(told: Told) -> dict[str, str]:
    """Return services that are the only one of a category and count in no other: service -> category."""
    of: dict[str, list[str]] = {}
    for category, one in told.items():
        for service in one["services"]:
            of.setdefault(service, []).append(category)
    sole = {one["services"][0]: category for category, one in told.items() if len(one["services"]) == 1}
    return {service: category for service, category in sole.items() if len(of[service]) == 1}


def remapped(then: Told, now: Told, catalogue: Catalogue, from_on: date, to_on: date) -> list[Remapped]:
    """Return the categories that two editions count from other services, in the order of the catalogue.

    then, now       what `in_month` said of each; from_on, to_on: the days between which a change is looked for
    """
    order = [one.code for one in catalogue.categories]
    codes = sorted({*then, *now}, key=lambda code: (order.index(code) if code in order else len(order), code))
    return [one for code in codes if (one := _remapped(code, then, now, catalogue, from_on, to_on))]


def _remapped(code: str, then: Told, now: Told, catalogue: Catalogue, from_on: date, to_on: date) -> Remapped | None:
    was, counts = _of(then, code), _of(now, code)
    if was == counts and not any(one.get(code, {}).get("changed_on") for one in (then, now)):
        return None
    on = [
        day
        for day in catalogue.cuts(from_on, to_on)
        if _services(catalogue, code, day) != _services(catalogue, code, day - timedelta(days=1))
    ]
    return Remapped(code, tuple(sorted(counts - was)), tuple(sorted(was - counts)), tuple(on))


def _of(told: Told, code: str) -> frozenset[str]:
    return frozenset(told.get(code, {}).get("services", ()))


def _services(catalogue: Catalogue, category: str, on: date) -> Collection[str]:
    return {one.service for one in catalogue.mapping if one.category == category and one.holds_on(on)}
