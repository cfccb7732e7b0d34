"""What a report is made of, looked up: the workshop, its visits, the institutions of its experts, names of points in the pack."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from vereda.countries.door import pack
from vereda.workshops import lookups
from vereda.workshops.rules.chapters import Facts
from vereda.workshops.rules.drawn import Given, Named, Report
from vereda.workshops.rules.report import made


def given(
    subject: UUID,
    country: str,
    *,
    today: date,
    lang: str,
    spent: Mapping[str, Decimal] | None = None,
    since: Mapping[int, Facts] | None = None,
) -> Given:
    """Return all that a report of a workshop needs. Raises WorkshopUnknown."""
    return Given(
        seen=lookups.workshop(subject, country),
        visits=[one for _subject, one in reversed(lookups.visits(country, workshop=subject))],
        experts={one: told.listed for one, told in lookups.experts(country, also_left=True).items()},
        today=today,
        lang=lang,
        named=named_in(country, lang),
        spent=spent,
        since=since or {},
        home=country,
    )


def report_of(
    subject: UUID,
    country: str,
    *,
    today: date,
    lang: str,
    spent: Mapping[str, Decimal] | None = None,
    since: Mapping[int, Facts] | None = None,
) -> Report:
    """Return the report of a workshop as it stands. since: what the country did, by months. Raises WorkshopUnknown."""
    return made(given(subject, country, today=today, lang=lang, spent=spent, since=since))


def named_in(country: str, lang: str) -> Named:
    """Return how points, hazards, services and groups of a country are called; a code that is gone stands for itself."""
    known, points = pack(country), lookups.visitable(country)

    def name(kind: str, code: str) -> str:
        if kind == "point":
            return points.get(code, code)
        if kind == "hazard" and code in known.hazards:
            return known.hazards[code].place_in(lang)
        if kind == "service" and code in known.services_directory:
            return known.services_directory[code].name
        if kind == "group" and code in known.groups:
            return known.groups[code].name
        return code

    return name
