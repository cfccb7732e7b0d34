"""What a pack decides: where help is counted on a day, what is offered, and what may be shown to a migrant.

Pure: a pack and a date in, codes out. The official scheme of the pack decides the totals.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from vereda.practice import real_of

from .pack import Pack
from .rows import Admin2, Category, DirectoryEntry, Hotline, Mapping, Reviewed, Service
from .words import ENFORCEMENT, UNSHOWN, CountedFrom, Role

REVIEW_DAYS = 365
RUNG_DAYS = 90


def is_enforcement(role: Role | str) -> bool:
    """Say whether an institution of this role may hold no account, token, referral or bundle."""
    return role in ENFORCEMENT


@lru_cache(maxsize=64)
def official_scheme(pack: Pack) -> str:
    """Return the code of the scheme by which official totals are made."""
    return next(scheme.code for scheme in pack.schemes.values() if scheme.is_official)


@lru_cache(maxsize=65536)
def category_of(pack: Pack, service: str, on: date, scheme: str = "") -> str | None:
    """Return the category in which one service is counted on a local day, or None when the scheme has no place for it.

    scheme  code of a scheme of the pack; empty = the official one
    """
    scheme = scheme or official_scheme(pack)
    for row in _mapping_by_service(pack).get(service, ()):
        if pack.categories[row.category].scheme == scheme and row.holds_on(on):
            return row.category
    return None


def categories_of(pack: Pack, services: Iterable[str], on: date, scheme: str = "") -> tuple[str, ...]:
    """Return the distinct categories in which these services are counted on a local day, in catalogue order.

    Two services of one category (water and food) give it once. Categories outside the total are included;
    `pack.categories[code].in_total` tells.
    """
    found = {category_of(pack, service, on, scheme) for service in services}
    return tuple(sorted((code for code in found if code), key=lambda code: category_rank(pack, code)))


def category_rank(pack: Pack, code: str) -> tuple[int, str]:
    """Return what sorts categories in catalogue order."""
    return pack.categories[code].order, code


def service_codes(pack: Pack, on: date | None = None, *, on_form: bool = False) -> tuple[str, ...]:
    """Return service codes in catalogue order: all, those that hold on a day, or those drawn on the form."""
    return tuple(
        service.code
        for service in sorted(pack.services.values(), key=lambda service: (service.order, service.code))
        if (on is None or service.holds_on(on)) and (service.on_form or not on_form)
    )


def services_of(pack: Pack, group: str, on: date) -> tuple[Service, ...]:
    """Return what the form of this group offers on a day, in catalogue order; mandates that moved away are left out."""
    away = {row.service for row in pack.services_not_given if row.group == real_of(group) and row.holds_on(on)}
    return tuple(pack.services[code] for code in service_codes(pack, on, on_form=True) if code not in away)


def official_categories(pack: Pack, *, in_total: bool | None = None) -> tuple[Category, ...]:
    """Return the categories of the official scheme in catalogue order: all, those in the total, or those outside."""
    scheme = official_scheme(pack)
    chosen = [
        category
        for category in pack.categories.values()
        if category.scheme == scheme and (in_total is None or category.in_total == in_total)
    ]
    return tuple(sorted(chosen, key=lambda category: (category.order, category.code)))


def category_counted_from(pack: Pack, what: CountedFrom | str) -> str | None:
    """Return the official category that counts bodies or patrols, or None when the country has none."""
    return next((category.code for category in official_categories(pack) if category.counted_from == what), None)


def municipalities_on(pack: Pack, on: date, state: str = "") -> tuple[Admin2, ...]:
    """Return the municipalities that there are on a day, in the order of the file. state: only of this area; empty: of all.

    Whoever chooses a place is offered these. `pack.admin2` holds those that ended too: what was recorded then keeps its name.
    """
    return tuple(row for row in pack.admin2.values() if row.holds_on(on) and state in ("", row.state))


@lru_cache(maxsize=64)
def towns_on(pack: Pack, on: date) -> tuple[tuple[str, str, float, float], ...]:
    """Return the towns by which a point is placed on a day: code of the municipality, its state, latitude, longitude [degrees].

    A municipality may have several: its own town, and those of the areas below it that have a point.
    """
    here = {row.code: row for row in municipalities_on(pack, on)}
    rows = [(row.code, row.lat, row.lon) for row in here.values()]
    rows += [(row.parent, row.lat, row.lon) for row in pack.admin3.values() if row.parent in here and row.holds_on(on)]
    return tuple((code, here[code].state, lat, lon) for code, lat, lon in rows if lat is not None and lon is not None)


def place_names_on(pack: Pack, on: date, state: str = "") -> tuple[tuple[str, str], ...]:
    """Return (code of the municipality, name) of each place by which people name a municipality on a day.

    The names of the areas below it are among them: where municipalities were joined, people still say the old names.
    """
    here = {row.code: row.name for row in municipalities_on(pack, on, state)}
    below = ((row.parent, row.name) for row in pack.admin3.values() if row.parent in here and row.holds_on(on))
    return (*here.items(), *below)


def may_reach_migrants(row: Reviewed, on: date) -> bool:
    """Say whether a row may be shown to a migrant on a day.

    It needs a source that was read, a named reviewer within 365 days and, for a number, a call within 90 days. Of a place
    in the directory nothing is shown that it did not agree to.
    """
    if isinstance(row, DirectoryEntry) and row.consent in UNSHOWN:
        return False
    if not (row.is_verified and row.reviewed_by and _within(row.reviewed_on, on, REVIEW_DAYS)):
        return False
    return not isinstance(row, Hotline) or _within(row.rung_on, on, RUNG_DAYS)


def _within(then: date | None, on: date, days: int) -> bool:
    return then is not None and timedelta(0) <= on - then <= timedelta(days=days)


@lru_cache(maxsize=64)
def _mapping_by_service(pack: Pack) -> dict[str, tuple[Mapping, ...]]:
    found: dict[str, tuple[Mapping, ...]] = {}
    for row in pack.mapping:
        found[row.service] = (*found.get(row.service, ()), row)
    return found
