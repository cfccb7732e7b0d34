"""How far a country is: milestones that the logbook tells, the checklist, gaps of the pack as tasks, the country beside another.

Only days and counts of things of the house leave here: no number of people is among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from django.db.models import Min
from django.utils.translation import get_language, gettext

from vereda.countries import door as countries
from vereda.countries.door import Gap, Pack, pack
from vereda.desk.words import readiness as words
from vereda.encounters.door import Encounter
from vereda.groups.door import Agreement, Patrol, Shift
from vereda.practice import PREFIX
from vereda.readiness import door as readiness
from vereda.readiness.door import Milestone, Standing
from vereda.statistics.door import Edition
from vereda.training import door as training


@dataclass(frozen=True)
class ToldLine:
    """One thing of two countries, in words."""

    label: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    is_lacking: bool
    nothing: str


def language() -> str:
    """Return the language of the screen, 'es' or 'en'."""
    return "en" if (get_language() or "es").startswith("en") else "es"


def milestones(country: str, as_of: date) -> tuple[Milestone, ...]:
    """Return the milestones of a country as they stood at the end of a day. What a practice did is none."""
    return readiness.milestones(_days(country), as_of)


def _days(country: str) -> dict[str, Sequence[date]]:
    zone = ZoneInfo(pack(country).country.default_zone)
    real = {"country": country}
    lent = Agreement.objects.filter(**real).exclude(group__startswith=PREFIX)
    shifts = Shift.objects.filter(**real).exclude(group__startswith=PREFIX)
    patrols = Patrol.objects.filter(**real, is_withdrawn=False).exclude(group__startswith=PREFIX)
    met = Encounter.objects.filter(**real, is_withdrawn=False).exclude(group__startswith=PREFIX)
    out = Edition.objects.filter(**real, published_at__isnull=False).aggregate(first=Min("published_at"))["first"]
    # Certificates come the latest first: of each of our people the first one counts.
    certified = {row.who: row.issued_on for row in training.certificates(country) if not row.guest and not row.revoked_on}
    return {
        "mandate": readiness.mandate_days(country),
        "agreement": _first(lent.aggregate(first=Min("from_on"))["first"]),
        "certified": sorted(certified.values()),
        "post": _first(shifts.aggregate(first=Min("started_on"))["first"]),
        "patrol": _first(patrols.aggregate(first=Min("departed_on"))["first"]),
        "encounter": _first(met.aggregate(first=Min("local_on"))["first"]),
        "bulletin": _first(out and out.astimezone(zone).date()),
    }


def _first(on: date | None) -> tuple[date, ...]:
    return (on,) if on else ()


def gaps(country: str, today: date) -> list[tuple[Gap, str, str]]:
    """Return each gap of the pack with what will not work for it, and what to do."""
    return [(gap, *gap.said(gettext)) for gap in countries.gaps(pack(country), today)]


def standings(country: str, today: date, reached: Sequence[Milestone]) -> tuple[Standing, ...]:
    """Return the checklist as it stands."""
    open_gaps = {gap.code for gap in countries.gaps(pack(country), today)}
    return readiness.standings(readiness.marked(country), open_gaps, {one.code: one.on for one in reached if one.on})


def by_section(found: Sequence[Standing]) -> list[tuple[str, list[Standing]]]:
    """Return the checklist by part, each with its heading."""
    parts = groupby(found, key=lambda one: one.step.section)
    return [(str(words.SECTIONS[section]), list(rows)) for section, rows in parts]


def others(country: str) -> list[tuple[str, str]]:
    """Return the countries that one can be laid beside, by name."""
    found = (pack(iso) for iso in countries.installed() if iso != country)
    return [(one.iso, name_of(one)) for one in found]


def name_of(one: Pack) -> str:
    return one.name_en if language() == "en" else one.name_es


FEW_LINES = 3
"""So many lines of a part stand open; more are a list to choose from."""


def compared(country: str, other: str) -> list[tuple[str, bool, list[ToldLine]]]:
    """Return what differs between two countries, by part, whether its lines stand open, and what nobody knows of either."""
    own, beside, lang = pack(country), pack(other), language()
    lines = (line for line in countries.compare(own, beside, lang) if line.is_told)
    found = []
    for part, rows in groupby(lines, key=lambda line: line.part):
        told = [
            ToldLine(
                countries.compared_label(own, beside, line, lang, gettext),
                line.one,
                line.other,
                line.is_lacking,
                countries.compared_nothing(line, gettext),
            )
            for line in rows
        ]
        is_open = len(told) <= FEW_LINES or part in countries.KNOWN_OR_NOT
        found.append((gettext(countries.COMPARED_PARTS[part]), is_open, told))
    return found
