"""Candidates of a file as the desk shows them: what agrees, what differs, who looked, and what may be done now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from vereda.access.door import Action, NotForYou, Reader, RecordClass, everybody, log_read, may, relation_to
from vereda.countries.door import pack
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.missing import name_said
from vereda.desk.told import told
from vereda.desk.words import missing as words
from vereda.encounters.door import Encounter, encounter
from vereda.logbook.door import linked_to
from vereda.people import door as people
from vereda.people.door import Identity
from vereda.people.matching import stored_model
from vereda.tracing import door as tracing
from vereda.tracing.door import AGREES, Field, Level, MissingFile

K2, K6 = RecordClass.K2, RecordClass.K6
MARKS = {True: "check", False: "split"}
"""The icon beside the word, of what agrees and what differs: nobody has to tell two colours apart."""


def row_of(subject: UUID, reader: Reader, action: Action = Action.READ) -> MissingFile:
    """Return a file of the own group, or one that was given to the reader; of any other there is none. Raises NotForYou."""
    row = tracing.file_of_country(subject, reader.country)
    if row is None or not may(reader, K6, action, relation(reader, row)):
        raise NotForYou
    return row


def relation(reader: Reader, row: MissingFile) -> frozenset[str]:
    return relation_to(reader, country=row.country, groups=[row.group], is_case=reader.account in row.assigned)


def is_own(reader: Reader, row: MissingFile) -> bool:
    """Tell whether the file is of the reader's group: only then the rest of it is there."""
    return bool(reader.group) and reader.group == row.group


@dataclass(frozen=True)
class Reason:
    """One thing that was compared. mark: name of the shape; sides: of who is sought and of the record, () if not to be told."""

    what: str
    said: str
    mark: str
    sides: Sequence[str]


@dataclass(frozen=True)
class Shown:
    """One candidate in words. name: '' where the reader may not know it; why_not: why nobody may be asked yet, '' when they may.

    met, group  how the person is found, once they may be asked: own encounters, or which group to call
    """

    person: UUID
    folio: str
    name: str
    who: str
    evidence: Sequence[Reason]
    unknown: str
    file: MissingFile | None
    looks: Sequence[tuple[str, str, datetime]]
    mine: str
    is_seen: bool
    why_not: str
    met: Sequence[Encounter]
    group: str


def shown(reader: Reader, row: MissingFile, on: datetime) -> list[Shown]:
    """Return the candidates, the best first, and log the look at each name. Raises SearchedTooOften."""
    found = tracing.candidates(row, on.date(), is_across=tracing.sees_across(row, reader.account), account=reader.account)
    person = people.person_of(row.person)
    sought = (people.identity(person) if person else None) or Identity()
    made = [_shown(reader, row, one, sought) for one in found]
    named = [one.person for one in made if one.name]
    if named:
        log_read(reader, K2, subjects=named)
    return made


def _shown(reader: Reader, row: MissingFile, one: tracing.Candidate, sought: Identity) -> Shown:
    labels, person = Labels(reader.country), one.person
    may_name = _may_name(reader, row, one)
    is_here = person.group == row.group
    refused = tracing.why_not_ask_of(row, one.looks)
    names = names_of({look[0] for look in one.looks})
    return Shown(
        person=person.subject,
        folio=folio(person.subject),
        name=name_said(one.identity) if may_name else "",
        who=f"{labels.one(person.sex, person.age_band)} · {labels.nationality(person.nationality)}",
        evidence=[
            Reason(
                words.said(words.EVIDENCE, field),
                words.said(words.LEVELS, level),
                MARKS[level in AGREES],
                _sides(field, sought, one.identity) if may_name else (),
            )
            for field, level in one.compared.levels.items()
            if level is not Level.UNKNOWN
        ],
        unknown=words.listed(words.EVIDENCE, [field for field, level in one.compared.levels.items() if level is Level.UNKNOWN]),
        file=one.file,
        looks=[(who_is(look[0], names), words.said(words.LOOKS, look[1]), datetime.fromisoformat(look[2])) for look in one.looks],
        mine=next((look[1] for look in one.looks if look[0] == reader.account), ""),
        is_seen=bool(one.looks),
        why_not=told(refused, labels) if refused else "",
        met=_met(row, person.subject) if not refused and is_here and is_own(reader, row) else [],
        group="" if refused or is_here else group_name(person.group, reader.country),
    )


def _sides(field: Field, sought: Identity, other: Identity) -> Sequence[str]:
    """Return what both say of their names and years; of the rest the word is enough, and a telephone is not to be called."""
    said = [_said_of(field, one) for one in (sought, other)]
    return said if all(said) else ()


def _said_of(field: Field, one: Identity) -> str:
    years = sorted({str(year) for year in (one.birth_year_from, one.birth_year_to) if year is not None})
    told = {
        Field.GIVEN: one.given,
        Field.FAMILIES: " ".join(one.families),
        Field.CALLED: one.nickname,
        Field.AGE: _(" a ").join(years),
    }
    return told.get(field, "")


def _may_name(reader: Reader, row: MissingFile, one: tracing.Candidate) -> bool:
    """Tell whether the reader may know a candidate's name: of the own group, or by that person's yes to being compared."""
    is_case = one.is_agreed and reader.account in row.assigned
    return may(reader, K2, Action.READ, relation_to(reader, country=reader.country, groups=[one.person.group], is_case=is_case))


def _met(row: MissingFile, person: UUID) -> list[Encounter]:
    """Return the encounters of the group in which the person was met, the latest first."""
    rows = [encounter(subject, [row.group], row.country) for subject in linked_to(person)]
    return sorted((one for one in rows if one and not one.is_withdrawn), key=lambda one: one.occurred_at, reverse=True)[:5]


def group_name(code: str, country: str) -> str:
    found = pack(country).groups.get(code)
    return found.name if found else code


def given_to(row: MissingFile, country: str) -> list[tuple[str, str]]:
    """Return who besides the group works on a file: (account, name)."""
    there = _accounts(country)
    return [(account, there.get(account, account[:8])) for account in row.assigned]


def tracers(row: MissingFile, country: str) -> list[tuple[str, str]]:
    """Return to whom the file may be given."""
    return [(one, name) for one, name in _accounts(country).items() if one not in row.assigned and tracing.can_trace(one, row)]


def _accounts(country: str) -> dict[str, str]:
    return {str(account.pk): account.display_name for account, _held, _standing in everybody(country)}


def sources() -> list[str]:
    """Return where the weights come from, each once."""
    model = stored_model()
    names = f"names, age, sex and origin: stored model {model['version']}, trained on {model['trained_on']}, invented people"
    return [names, *dict.fromkeys(row.source for row in tracing.candidate_table().values())]


def to_say(row: MissingFile, may_name: bool) -> str:
    """Return what is said to the person who may be the one sought."""
    if may_name:
        return _("«Alguien pregunta por usted. ¿Quiere saber quién es, y quiere que le digamos algo? Puede decir que no.»")
    return _("«Alguien pregunta por usted. No podemos decirle quién. ¿Quiere que le digamos algo? Puede decir que no.»")


def file_context(reader: Reader, row: MissingFile, labels: Labels) -> dict[str, Any]:  # Any: what the page draws
    """Return what stands above the candidates: who is sought, as the file says it."""
    report = tracing.report(row.report, row.group, row.country)
    may_name = bool(report and tracing.ConsentFor.NAME in report.consent)
    return {"said": to_say(row, may_name), "group": group_name(row.group, reader.country), "is_own": is_own(reader, row)}
