"""A record of first aid as a summary that a hospital's system reads: what may go, in words, without a name or a place."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vereda.desk.labels import folio, label
from vereda.desk.rooms import first_aid as room
from vereda.desk.rooms.first_aid_advice import ACKNOWLEDGED
from vereda.desk.rooms.first_aid_handover import name_words
from vereda.desk.words import first_aid as words
from vereda.logbook.door import key_for
from vereda.logbook.schema import uuid8
from vereda.medical.door import (
    Did,
    FirstAid,
    Given,
    Known,
    Mechanism,
    Seen,
    Signs,
    Summary,
    Titles,
    Told,
    Treatment,
    Triaged,
    VitalSet,
    document,
    records,
)
from vereda.medical.rules import complaints, degrees, named_signs
from vereda.people.door import Consent, ConsentFor, consents, name_tokens

PSEUDONYM = "medical.fhir"
MEDICINES = frozenset({Treatment.MEDICINE, Treatment.OWN_MEDICINE, Treatment.OXYGEN})


def allowing(row: FirstAid) -> list[Consent]:
    """Return the readings by the own group that allow, now, that who can help is told: of the person, else of the encounter."""
    there = consents.consents_of(row.country, person=row.person, encounter=None if row.person else row.encounter)
    return [one for one in there if one.group == row.group and ConsentFor.REFER.value in one.allowed]


def bundle(row: FirstAid, basis: str, now: datetime) -> Mapping[str, object]:
    """Return the document. basis: why it may be told, in words."""
    return document(summary(row, basis), _titles(), now=now)


def summary(row: FirstAid, basis: str) -> Summary:
    """Return what goes. Whatever holds a word of the person's known name is left out, and the document says so."""
    told = records.told(row) or Told()
    held = _Held(name_words(row))
    ended = records.outcome(row)
    return Summary(
        pseudonym=_pseudonym(row.subject),
        title=_("Resumen para un hospital. Atención {folio}").format(folio=folio(row.subject)),
        sender=_("Equipo de ayuda humanitaria"),
        language="en" if (get_language() or "").startswith("en") else "es",
        sex=told.sex.value,
        opened_at=row.opened_at,
        ended_at=ended.at if ended else None,
        reason="" if told.mechanism == Mechanism.UNKNOWN else words.said(words.MECHANISMS, told.mechanism),
        problems=list(_problems(told)),
        allergies=held.clean("allergies", told.allergies),
        medicines=held.clean("medications", room.medicines_said(told)),
        seen=[*_seen(told, [one.told for one in records.vitals(row) if one.told]), *_sorted(row)],
        did=[_did(one.told, held) for one in records.treatments(row) if one.told],
        warnings=[words.said(words.FLAGS, flag) for flag in told.flags],
        note="\n".join(_note(told, ended.told if ended else None, held)),
        basis=basis,
        remark=_("Lo anotó quien dio primeros auxilios; no es un diagnóstico. Reglas aún no aprobadas por personal clínico.")
        + f" {ACKNOWLEDGED}.",
        withheld=frozenset(held.parts),
    )


class _Held:
    """Keeps back what holds a word of the name."""

    def __init__(self, names: set[str]) -> None:
        self.names, self.parts = names, set[str]()

    def clean(self, part: str, text: str) -> str:
        if self.names.intersection(name_tokens([text])):
            self.parts.add(part)
            return ""
        return text.strip()


def _pseudonym(record: UUID) -> UUID:
    """Return the same id for the same record each time; who does not hold this machine's key cannot go back from it."""
    digest = hmac.digest(key_for(PSEUDONYM), record.bytes, "sha256")
    return uuid8(int.from_bytes(digest[:6]), digest[6:])


def _problems(told: Told) -> Iterator[str]:
    yield from (words.begun(label(complaints()[code])) for code in told.complaints if code in complaints())
    if told.pregnant == Known.YES:
        yield _("Embarazo")
    known = {one.code: label(one) for of in Signs for one in named_signs(of)}
    yield from (_("Signo de peligro: {sign}").format(sign=known.get(code, code)) for code in told.signs)


def _seen(told: Told, sets: Sequence[VitalSet]) -> Iterator[Seen]:
    if told.age_months is not None or told.age_years is not None:
        at = sets[0].taken_at if sets else None
        said = room.age(told)
        if at and said:
            yield Seen("age", _("Edad"), said, at)
    for vitals in sets:
        yield from _of_set(vitals)


def _of_set(vitals: VitalSet) -> Iterator[Seen]:
    at = vitals.taken_at
    for name, value in room.counts_of(vitals).items():
        if value is not None and name != "score":
            counted = degrees(value) if name == "temperature_c" else value
            yield Seen(name, words.said(words.PARTS, name), room.valued(name, value), at, counted)
    for name, said in room.worded(vitals):
        yield Seen("", name, said, at)
    if vitals.scored:
        scored = vitals.scored
        yield Seen("", f"NEWS2 ({scored.rule})", f"{scored.total} · {words.said(words.BANDS, scored.band)}", at)


def _sorted(row: FirstAid) -> Iterator[Seen]:
    told: list[Triaged] = [one.told for one in records.triages(row) if one.told]
    yield from (Seen("", f"Triage ({one.rule})", words.said(words.COLOURS, one.colour), one.triaged_at) for one in told)


def _did(given: Given, held: _Held) -> Did:
    is_medicine = given.what in MEDICINES
    part = "medications" if is_medicine else "procedures"
    said = [words.said(words.TREATMENTS, given.what), held.clean(part, given.said)]
    return Did(" · ".join(one for one in said if one), given.given_at, held.clean(part, given.dose), is_medicine)


def _note(told: Told, outcome: str | None, held: _Held) -> Iterator[str]:
    if outcome:
        yield _("Cómo terminó: {how}.").format(how=words.said(words.OUTCOMES, outcome).lower())
    if note := held.clean("note", told.note):
        yield note


def _titles() -> Titles:
    return Titles(
        allergies=_("Alergias"),
        medications=_("Medicamentos"),
        problems=_("Qué le pasa"),
        vitals=_("Signos"),
        procedures=_("Qué se hizo"),
        warnings=_("Cuidado"),
        note=_("Nota"),
        nothing=_("Sin dato: nadie lo anotó."),
        withheld=_("Una parte se dejó fuera: lleva el nombre de la persona."),
    )
