"""Finding and reading persons of a group. Who may, is decided by access before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce

from vereda.logbook.door import find_names, open_box, open_boxes_of
from vereda.logbook.schema import FieldClass
from vereda.people.entries.person import Identity
from vereda.people.models import Person
from vereda.people.rules.person import name_tokens
from vereda.practice import PREFIX


def find(name: str, group: str) -> Sequence[Person]:
    """Return persons of the group whose names hold every word of `name`, found through the blind index; at most 50."""
    tokens = list(name_tokens([name]))
    if not tokens:
        return []
    found = [*find_names(tokens, group), UUID(int=0)]  # asked also where nobody has the name: an answer takes as long
    return list(Person.objects.filter(subject__in=found, group=group).order_by("subject"))


def identity(person: Person) -> Identity | None:
    """Return what identifies a person, or None when it was never given or was erased."""
    if person.identity_entry is None:
        return None
    fields = open_box(person.identity_entry, FieldClass.IDENTITY, person.subject)
    return Identity.model_validate(fields) if fields else None


def identities(persons: Iterable[Person]) -> dict[UUID, Identity]:
    """Return what identifies some persons, by person; without those of whom nothing is known or who were erased."""
    entries = [one.identity_entry for one in persons if one.identity_entry]
    return {owner: Identity.model_validate(fields) for owner, fields in open_boxes_of(entries, FieldClass.IDENTITY).items()}


def persons_of(subjects: Iterable[UUID]) -> dict[UUID, Person]:
    """Return persons by id, without those that are not here."""
    return {row.subject: row for row in Person.objects.filter(subject__in=list(subjects))}


def person_of(subject: UUID) -> Person | None:
    """Return a person by id."""
    return Person.objects.filter(subject=subject).first()


def erasures_asked(country: str, group: str | None = None) -> list[Person]:
    """Return persons whose erasure waits for a second approval, the oldest request first.

    group  None: of the country, and with them records of persons of whom another group erased one, which no group is told
    """
    rows = Person.objects.filter(country=country)
    if group:
        rows = rows.filter(group=group, erasure_asked_at__isnull=False)
    else:
        rows = rows.filter(Q(erasure_asked_at__isnull=False) | Q(reached_at__isnull=False)).exclude(group__startswith=PREFIX)
    return list(rows.order_by(Coalesce("erasure_asked_at", "reached_at"), "subject")[:200])
