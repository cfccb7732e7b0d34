"""Whose record may be linked across countries: a name, and a yes to the text that says so. Access decides before who may ask."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.people.entries.person import Identity
from vereda.people.exchange.tokens import Own
from vereda.people.lookups import consents, links
from vereda.people.lookups.person import identities
from vereda.people.models import Consent, Person
from vereda.people.rules.clusters import clusters
from vereda.people.words import ConsentFor
from vereda.practice import PREFIX

ACROSS_SINCE = 2
"""Version of the text for studies from which on it says that offices of other countries take part."""


class Linkable(NamedTuple):
    """own: of the period, a person once;  held: others, whose names count as borne here;  subjects: whose were read."""

    own: list[Own]
    held: list[Own]
    subjects: list[UUID]


def linkable(persons: Collection[UUID], country: str, from_on: date, to_on: date, zone: str) -> Linkable:
    """Return what is linked of the persons who allow it now.

    persons         held for a legal, medical or tracing case, which the face that asks has looked up
    from_on, to_on  local days in `zone` on which the name was written, both inclusive
    Nobody of a practice; nobody who is erased; nobody whose yes was to an older text, or was taken back since. Records that were
    put together are one person, told by the one with the most names.
    """
    at = ZoneInfo(zone)
    rows = Person.objects.filter(subject__among=list(persons), country=country, identity_entry__isnull=False)
    known = {row.subject: row for row in rows.exclude(group__startswith=PREFIX).order_by("subject")}
    yes = _allow({who: row.group for who, row in known.items()}, country)
    told = {who: one for who, one in identities(known[who] for who in known if who in yes).items() if one.given or one.families}
    days = {who: written_on(known[who].identity_entry, at) for who in told}
    inside = [who for who in sorted(told) if from_on <= days[who] <= to_on]
    once = _once(inside, told, country)
    return Linkable(
        [_own(known[who], told[who], days[who]) for who in once],
        [_own(known[who], told[who], days[who]) for who in sorted(told) if who not in set(once)],
        sorted(told),
    )


def _once(inside: list[UUID], told: dict[UUID, Identity], country: str) -> list[UUID]:
    """Return one record of each person."""
    of = clusters(links.ties(country)).of
    best: dict[UUID, UUID] = {}
    for who in inside:
        person = of.get(who, (who,))[0]
        if person not in best or _words(told[who]) > _words(told[best[person]]):
            best[person] = who
    return sorted(best.values())


def _words(told: Identity) -> int:
    return len(told.given.split()) + len(told.families)


def written_on(entry: UUID | None, at: ZoneInfo) -> date:
    """Return the local day of an entry: the first 48 bits of its id are its milliseconds."""
    return datetime.fromtimestamp(((entry.int if entry else 0) >> 80) / 1000, UTC).astimezone(at).date()


def _allow(groups: Mapping[UUID, str], country: str) -> set[UUID]:
    """Return those who say yes now, to their own group, to a text that tells of other countries. groups: by person.

    The reading itself must stand: a later yes to an older text does not bring back one to this text that a no overruled.
    """
    rows = [
        row
        for row in Consent.objects.filter(country=country, person__in=list(groups))
        if row.person and row.group == groups[row.person] and _tells_of_others(row)
    ]
    stand = consents.allowed([row.subject for row in rows], ConsentFor.STATISTICS, country)
    return {row.person for row in rows if row.person and row.subject in stand}


def _tells_of_others(row: Consent) -> bool:
    return any(text[0] == ConsentFor.STATISTICS and text[1] >= ACROSS_SINCE for text in row.texts)


def _own(row: Person, told: Identity, seen_on: date) -> Own:
    first, last = told.birth_year_from, told.birth_year_to
    return Own(
        given=told.given,
        surnames=" ".join(told.families),
        sex=row.sex or "U",
        nationality=row.nationality or "XX",
        age_band=row.age_band or "U",
        born=(first or last or 0, last or first or 0) if first or last else None,
        seen_on=seen_on,
    )
