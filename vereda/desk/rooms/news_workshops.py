"""Workshops that a note to the press may tell of: those that are kept here and over, and the typed list with its sources.

A number that nobody has said stays unsaid in the note as well, and nobody is named.
"""

from __future__ import annotations

from vereda.press import schema as press
from vereda.workshops import door as workshops
from vereda.workshops.schema import Said as KeptSaid
from vereda.workshops.schema import Session, Workshop

KEPT = "workshop:"
"""Begins the code of a workshop that is kept here: the typed ones have their own."""

TOLD = (Session.TRENDS, Session.LAWS, Session.VISIT, Session.EXCHANGE)
"""Sessions that a note tells of, in this order."""


def offered(country: str, lang: str) -> list[tuple[str, str]]:
    """Return the workshops to choose from: code, and what the form says."""
    kept = [(f"{KEPT}{one.code}", one.proposed.name.of(lang)) for one in _over(country)]
    return [*kept, *((one.code, one.place.of(lang)) for one in press.workshops())]


def workshop_of(code: str, country: str) -> press.Workshop:
    """Return one of them as a note tells of it. Raises WorkshopUnknown."""
    if not code.startswith(KEPT):
        return press.workshop(code)
    found = next((one for one in _over(country) if one.code == code.removeprefix(KEPT)), None)
    return told(found) if found else press.workshop(code)


def told(seen: Workshop) -> press.Workshop:
    """Return what a note tells of a workshop: place, days, who took part, topics; nobody's name."""
    days, proposed = seen.scheduled, seen.proposed
    return press.Workshop(
        code=f"{KEPT}{seen.code}",
        place=_said(proposed.place),
        days=proposed.days,
        from_on=days.from_on if days else None,
        until_on=days.until_on if days else None,
        organisers=[_said(one.name) for one in seen.organisers.values()],
        participants=[
            press.Participants(count=one.total, who=_low(one.who), countries=[part.country for part in one.countries])
            for one in seen.delegations.values()
        ],
        topics=[_low(one.title) for what in TOLD for one in seen.sessions.values() if one.what is what],
        source=proposed.source or f"{proposed.name.es} ({seen.code})",
        status=proposed.status or "recorded",
    )


def _over(country: str) -> list[Workshop]:
    return [one for _subject, one in workshops.workshops(country) if one.held and one.delegations]


def _said(one: KeptSaid) -> press.Said:
    return press.Said(es=one.es, en=one.en)


def _low(one: KeptSaid) -> press.Said:
    """Return words as they stand within a sentence."""
    return press.Said(es=one.es[:1].lower() + one.es[1:], en=one.en[:1].lower() + one.en[1:])
