"""Numbers that people are given, those of the pack as they were corrected, and what stands behind the codes in texts."""

from __future__ import annotations

from datetime import date, timedelta

from vereda.countries.door import REVIEW_DAYS, UNSHOWN, DirectoryEntry, may_reach_migrants, pack
from vereda.guidance.errors.text import NumberUnknown
from vereda.guidance.models.text import CorrectedNumber
from vereda.guidance.rules.effective import Fillings
from vereda.guidance.rules.number import Number, as_it_stands, dialled
from vereda.guidance.words import NumberLacks
from vereda.logbook.schema import State


def numbers(country: str, on: date) -> list[Number]:
    """Return every number of the pack as it stands on a day, emergency of the own country first.

    The emergency number is a button on every page and phone, with or without the band: it changes when a second person rang it.
    """
    here, states = pack(country), _states(country)
    first = ("emergency", here.country.iso)
    found = [
        (dialled if (row.kind, row.country) == first else as_it_stands)(row, states.get(row.code), on)
        for row in here.hotlines.values()
    ]
    return sorted(found, key=lambda one: ((one.kind, one.country) != first, one.country != first[1]))


def number(country: str, code: str, on: date) -> Number:
    """Return one number as it was corrected last, rung or not: for who rings it. Raises NumberUnknown."""
    row = pack(country).hotlines.get(code)
    if row is None:
        raise NumberUnknown
    return as_it_stands(row, state_of(country, code), on)


def numbers_to_give(country: str, on: date, *, publish: bool) -> list[Number]:
    """Return the numbers that a migrant may see: only those that lack nothing, or in a preview all that have a source."""
    found = numbers(country, on)
    return [one for one in found if not one.lacks or (not publish and NumberLacks.SOURCE not in one.lacks)]


def state_of(country: str, code: str) -> State | None:
    """Return what was corrected and rung of a number; None: nothing."""
    row = CorrectedNumber.objects.filter(country=country, hotline=code).first()
    return row.state if row else None


def fillings_on(country: str, on: date) -> Fillings:
    """Return what stands behind the codes in texts on a day. A number without source and a place that did not agree are gaps."""
    given, refused, ends = {}, set(), {}
    for one in numbers(country, on):
        key = f"hotline.{one.code}"
        if NumberLacks.SOURCE not in one.lacks:
            given[key] = one.number
        if one.lacks:
            refused.add(key)
        elif one.until:
            ends[key] = one.until
    for row in pack(country).services_directory.values():
        key = f"service.{row.code}"
        if row.consent not in UNSHOWN and row.is_verified:
            given[key] = place_said(row)
        if not may_reach_migrants(row, on):
            refused.add(key)
        elif row.reviewed_on:
            ends[key] = row.reviewed_on + timedelta(days=REVIEW_DAYS)
    return Fillings(given, frozenset(refused), ends)


def place_said(row: DirectoryEntry) -> str:
    """Return how a helper is called in a text: its name, and its town where the name does not say it."""
    return row.name if row.city in row.name else f"{row.name}, {row.city}"


def _states(country: str) -> dict[str, State]:
    return dict(CorrectedNumber.objects.filter(country=country).values_list("hotline", "state"))
