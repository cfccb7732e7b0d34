"""What pages, and other modules before they act, ask of consent. Who may see one is decided by access, before."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from vereda.logbook.door import open_box
from vereda.logbook.schema import FieldClass
from vereda.people.entries.consent import ForChild, Witness
from vereda.people.models import Consent, ConsentCode, Person
from vereda.people.rules import consent as rules
from vereda.people.words import ConsentFor

TEXTS = Path(__file__).parents[1] / "texts" / "consent.csv"


@dataclass(frozen=True)
class Text:
    """What is read to a person. signed_on: when a lawyer signed; None: nobody has, and the screen says so."""

    purpose: ConsentFor
    language: str
    version: int
    text: str
    owner: str
    source: str
    signed_by: str
    signed_on: date | None


def consent(subject: UUID, country: str) -> Consent | None:
    """Return one reading of the country."""
    return Consent.objects.filter(subject=subject, country=country).first()


def consents_of(country: str, *, person: UUID | None = None, encounter: UUID | None = None) -> list[Consent]:
    """Return the readings to a person, or those without one in an encounter, the latest first."""
    rows = Consent.objects.filter(country=country).order_by("-asked_at", "subject")
    if person:
        return list(rows.filter(person=person))
    return list(rows.filter(encounter=encounter, person__isnull=True)) if encounter else []


def is_allowed(subject: UUID, purpose: ConsentFor, country: str) -> bool:
    """Tell whether a reading allows a purpose at this moment. What has not arrived, or was erased, allows nothing."""
    return bool(allowed([subject], purpose, country))


def allowed(subjects: Iterable[UUID], purpose: ConsentFor, country: str) -> set[UUID]:
    """Return those of some readings that allow a purpose at this moment.

    A yes that arrives late, after the same person said no or took it back since, allows nothing: whoever wrote the no could not
    take back what was not there yet.
    """
    rows = [row for row in Consent.objects.filter(subject__in=list(subjects), country=country) if purpose.value in row.allowed]
    persons = {row.person for row in rows if row.person}
    noes = _noes(Consent.objects.filter(country=country, person__in=persons) if persons else (), purpose)
    return {row.subject for row in rows if not _is_overruled(row, noes)}


def _noes(rows: Iterable[Consent], purpose: ConsentFor) -> dict[UUID, datetime]:
    """Return when each person said no to a purpose last, or took it back."""
    found: dict[UUID, datetime] = {}
    for row in rows:
        if row.person and purpose.value in {read[0] for read in row.texts} and purpose.value not in row.allowed:
            at = row.withdrawn_at if row.withdrawn_at and purpose.value not in row.refused else row.asked_at
            found[row.person] = max(found.get(row.person, at), at)
    return found


def _is_overruled(row: Consent, noes: Mapping[UUID, datetime]) -> bool:
    return row.person is not None and row.person in noes and noes[row.person] > row.asked_at


def answers(persons: Iterable[UUID], purpose: ConsentFor, country: str) -> dict[UUID, bool]:
    """Return by person whether the purpose is allowed now; who was never asked is left out. What was taken back is a no.

    A yes counts where it was given to the person's own group: what another group's post writes of them allows nothing.
    """
    found: dict[UUID, bool] = {}
    rows = list(Consent.objects.filter(country=country, person__in=list(persons)))
    groups = dict(
        Person.objects.filter(subject__in={row.person for row in rows}, country=country).values_list("subject", "group")
    )
    noes = _noes(rows, purpose)
    for row in rows:
        if row.person and purpose.value in {read[0] for read in row.texts}:
            is_yes = purpose.value in row.allowed and groups.get(row.person) == row.group and not _is_overruled(row, noes)
            found[row.person] = found.get(row.person, False) or is_yes
    return found


def with_code(typed: str, country: str) -> list[Consent]:
    """Return the readings whose code somebody typed; none where the digits are no code. Of two that share one, both."""
    code = rules.typed(typed)
    if not code:
        return []
    found = ConsentCode.objects.filter(country=country, begins=code[: rules.BEGINS]).order_by("subject", "entry")
    subjects = {row.subject for row in found if _is_its(row, code)}
    return list(Consent.objects.filter(subject__in=subjects, country=country).order_by("subject"))


def _is_its(row: ConsentCode, code: str) -> bool:
    key = (open_box(row.entry, FieldClass.CONTACT, row.subject) or {}).get("key", "")
    return bool(key) and rules.is_same(key, code, row.digest)


def witness(row: Consent) -> str:
    """Return who stood by, '' where it was signed, or is erased."""
    found = _stood_by(row)
    return found.name if found else ""


def for_child(row: Consent) -> ForChild | None:
    """Return who said yes for somebody under 18; None where it was of an adult, or is erased."""
    found = _stood_by(row)
    return found.for_child if found else None


def _stood_by(row: Consent) -> Witness | None:
    fields = open_box(row.boxes, FieldClass.IDENTITY, row.subject) if row.boxes else None
    return Witness.model_validate(fields) if fields else None


def texts(language: str) -> Mapping[ConsentFor, Text]:
    """Return the newest text of each purpose in a language; what nobody wrote is not there: none beats a wrong one."""
    newest: dict[ConsentFor, Text] = {}
    for one in _texts():
        if one.language == language and (one.purpose not in newest or newest[one.purpose].version < one.version):
            newest[one.purpose] = one
    return newest


@cache
def _texts() -> tuple[Text, ...]:
    with TEXTS.open(encoding="utf-8", newline="") as file:
        return tuple(_text(row) for row in csv.DictReader(file))


def _text(row: Mapping[str, str]) -> Text:
    return Text(
        purpose=ConsentFor(row["purpose"]),
        language=row["language"],
        version=int(row["version"]),
        text=row["text"],
        owner=row["owner"],
        source=row["source"],
        signed_by=row["signed_by"],
        signed_on=date.fromisoformat(row["signed_on"]) if row["signed_on"] else None,
    )
