"""Which of our records may be compared with one another: who allows it now; and what is compared of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from uuid import UUID

from vereda.people.lookups import consents
from vereda.people.lookups.person import identities
from vereda.people.models import Person
from vereda.people.words import ConsentFor
from vereda.practice import PREFIX


def who_allow(persons: Iterable[UUID], country: str) -> set[UUID]:
    """Return those of some persons who are here, belong to no practice, and allow the comparing at this moment."""
    rows = Person.objects.filter(subject__among=list(persons), country=country).exclude(group__startswith=PREFIX)
    here = list(rows.values_list("subject", flat=True))
    return {person for person, is_yes in consents.answers(here, ConsentFor.MATCH, country).items() if is_yes}


def matchable(persons: Collection[UUID], country: str) -> list[dict[str, str]]:
    """Return what is compared of the persons who allow it, as `matching/reading.py` names its columns; '' is not known.

    Names are opened here, and leave this process only as keyed tokens. persons: held for a legal, medical or tracing case, which
    the face that asks has looked up.
    """
    rows = list(Person.objects.filter(subject__among=list(who_allow(persons, country))).order_by("subject"))
    named = identities(rows)
    found = []
    for row in rows:
        told = named.get(row.subject)
        if told is None or not (told.given or told.families) or row.identity_entry is None:
            continue
        on = datetime.fromtimestamp((row.identity_entry.int >> 80) / 1000, UTC).date()
        years = [year for year in (told.birth_year_from, told.birth_year_to) if year is not None]
        age = on.year - sum(years) // len(years) if years else None
        found.append(
            {
                "record_id": str(row.subject),
                "given_names": told.given,
                "surnames": " ".join(told.families),
                "sex": row.sex if row.sex in "FM" else "",
                "age": str(age) if age is not None and age >= 0 else "",
                "date": on.isoformat(),
                "date_of_birth": "",
                "nationality": "" if row.nationality == "XX" else row.nationality,
                "origin": "",
                "phone": told.telephone,
            }
        )
    return found
