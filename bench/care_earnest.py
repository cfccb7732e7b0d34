"""Care written in earnest: the open work of one agent, paramedic, adviser and case worker, with sealed words and histories.

Pages that open boxes need entries; rows past the logbook have none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from bench.rows_names import names
from vereda.access.door import Reader, author_of
from vereda.countries.door import COUNTED_UNITS, Role, laws_of
from vereda.encounters.door import AgeBand, Line, Meeting, Named, Service, Sex, persons_of, record_meeting
from vereda.legal import door as legal
from vereda.logbook.door import Author, record_all, subject
from vereda.medical import door as medical
from vereda.people import door as people
from vereda.people.door import ConsentFor, Identity
from vereda.protection import door as protection
from vereda.referrals import door as referrals
from vereda.referrals.door import Item, Receiver
from vereda.referrals.door import Service as Asked

NAMED, CARED_FOR, SETS, CASES, WAITING, PATHS = 50, 12, 3, 60, 30, 10
TERMS = 2


def write(readers: Mapping[str, Reader]) -> dict[str, str]:
    """Write it, and return the ids that fill the addresses."""
    now = timezone.now() - timedelta(minutes=5)
    agent = author_of(readers["agent"])
    met = [_met(agent, now - timedelta(hours=number)) for number in range(NAMED)]
    persons = [_person(one) for one in met]
    cases = _cases(readers["legal_adviser"], agent, persons, now)
    for number in range(WAITING):
        legal.open_case(_opening(), person=persons[number % NAMED], by=agent, at=now)
    return {
        "met": str(met[0]),
        "person": str(persons[0]),
        "aid": str(_first_aid(readers["paramedic"], met[0], now)),
        "case": str(cases),
        "referral": str(_referrals(readers["paramedic"], met, persons, now)),
        "file": str(_files(readers["case_worker"], agent, met, persons, now)),
        "path": str(_paths(agent, now)),
    }


def _met(by: Author, at: datetime) -> UUID:
    line = Line(line_id="a", count=1, nationality="HN", sex=Sex.F, age_band=AgeBand.GROWN)
    given, families = names()
    others = Line(line_id="b", count=CARED_FOR, sex=Sex.M)
    identity = Identity(given=given[0].title(), families=[families[0].title(), families[1].title()])
    named = [Named(line_id="a", identity=identity, purpose="medical")]
    told = Meeting(people_met=CARED_FOR + 1, lines=[line, others], services=[Service(service="WATER")], named=named, note="nota")
    return record_meeting(told, by=by, at=at).subject


def _person(met: UUID) -> UUID:
    found = subject(met)
    assert found
    return UUID(next(iter(persons_of(found.folded.state))))


def _first_aid(reader: Reader, met: UUID, now: datetime) -> UUID:
    by, first = author_of(reader), None
    for number in range(CARED_FOR):
        told = medical.Told(complaints=["FRACT", "DEHYD"], age_years=20 + number, allergies="penicilina", note="cayó del tren")
        given = [medical.Given(what=one, dose="una", given_at=now) for one in list(medical.Treatment)[:SETS]]
        triaged = medical.finished({"walks": False, "breathes": False, "opened": True}, is_child=False, at=now)
        drafts = medical.opening_drafts(told, encounter=met, given=given, triaged=triaged, by=by, at=now)
        made = record_all(drafts)[0].subject
        for minutes in range(SETS):
            medical.take_vitals(_vitals(now - timedelta(minutes=10 * minutes)), record_=made, by=by, at=now)
        first = first or made
    assert first
    return first


def _vitals(at: datetime) -> medical.VitalSet:
    awake = medical.Consciousness.ALERT
    return medical.VitalSet(
        taken_at=at, respirations=22, spo2=94, oxygen=False, systolic=105, pulse=100, consciousness=awake, temperature_tenths=385
    )


def _opening() -> legal.Opening:
    return legal.Opening(what=legal.CaseKind.REFUGE, note="llegó sin papeles")


def _cases(reader: Reader, agent: Author, persons: list[UUID], now: datetime) -> UUID:
    by, first = author_of(reader), None
    there = (one for one in laws_of(by.country).deadlines if one.amount and one.unit in COUNTED_UNITS)
    codes = [one.code for one in there if legal.has_source(one) and one.holds_on((now - timedelta(days=CASES)).date())][:TERMS]
    for number in range(CASES):
        opened = now - timedelta(days=number)
        case = legal.open_case(_opening(), person=persons[number % NAMED], by=agent, at=opened).receipt.subject
        legal.take_case(case=case, by=by, at=opened)
        for code in codes:
            legal.start_term(code, case=case, started_at=opened, by=by, at=now)
        first = first or case
    assert first
    return first


def _referrals(reader: Reader, met: list[UUID], persons: list[UUID], now: datetime) -> UUID:
    by, first = author_of(reader), None
    told = {Item.AGE_SEX: "mujer, 24", Item.CALL_BACK: "962 000 0000", Item.HANDOVER: "fractura", Item.NEEDS: "dos niños"}
    receiver = Receiver(name="Hospital General", role=Role.HEALTH)
    for encounter, person in zip(met, persons, strict=True):
        consent = people.note_consent(given=[ConsentFor.REFER], person=person, language="spa", by=by, at=now, now=now)
        made = referrals.make_referral(
            service=Asked.HEALTH, receiver=receiver, told=told, reader=reader, by=by, at=now, now=now,
            consent=consent.receipt.subject, encounter=encounter, person=person,
        )  # fmt: skip
        first = first or made.receipt.subject
    assert first
    return first


def _files(reader: Reader, agent: Author, met: list[UUID], persons: list[UUID], now: datetime) -> UUID:
    first = None
    for number, (encounter, person) in enumerate(zip(met, persons, strict=True)):
        why = protection.AskedFor(words="tiene miedo de volver")
        case = protection.case_actions.ask(why, encounter=encounter, person=person, by=agent, at=now).subject
        if number < NAMED - WAITING // 2:
            protection.case_actions.take(case=case, by=author_of(reader), at=now)
            first = first or case
    assert first
    return first


def _paths(by: Author, now: datetime) -> UUID:
    first = None
    for number in range(PATHS):
        children = Line(line_id="a", count=2, sex=Sex.F, age_band=AgeBand.MINOR)
        told = Meeting(people_met=2, lines=[children], services=[Service(service="WATER")], unaccompanied_minors=2)
        met = record_meeting(told, by=by, at=now - timedelta(hours=number)).subject
        path = protection.open_path(encounter=met, by=by, at=now, done=["safe_adult"], note="no quiere volver").subject
        first = first or path
    assert first
    return first
