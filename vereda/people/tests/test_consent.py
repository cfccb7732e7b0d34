"""Consent written down at the desk: what is kept, by which code it is taken back, and what goes with the person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine

from vereda.access.tests.cast import Cast
from vereda.people import errors
from vereda.people.words import ConsentFor, ConsentMode, WithdrawnBy

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 9, 0, tzinfo=ZoneInfo("America/Mexico_City"))
REFER, KEEP, LEGAL = ConsentFor.REFER, ConsentFor.KEEP, ConsentFor.LEGAL
WITNESS = "Doña Eulalia"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@dataclass(frozen=True)
class Desk:
    cast: Cast

    def by(self, name: str) -> Any:  # Any: an author, whose class is imported where Django stands
        from vereda.access.door import author_of

        return author_of(self.cast.reader(name))

    def person(self, by: str = "ines", given: str = "Xóchitl", age_band: str = "U") -> UUID:
        from vereda.logbook.door import Plain, record
        from vereda.logbook.schema import FieldClass
        from vereda.people.door import PersonMet

        boxes = [Plain(cls=FieldClass.IDENTITY, fields={"given": given, "families": ["Luna"]})]
        return record(
            PersonMet(nationality="HN", age_band=age_band, purpose="assist"), by=self.by(by), at=NOW, boxes=boxes
        ).subject

    def asked(self, by: str = "ines", **told: Any) -> Any:  # Any: what note_consent wants and returns
        from vereda.people.door import note_consent

        told = {"language": "spa", "given": [REFER], "at": NOW, "now": NOW, **told}
        return note_consent(by=self.by(by), **told)

    def row(self, subject: UUID) -> Any:  # Any: a row
        from vereda.people.door import consents

        return consents.consent(subject, "mx")


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)


def test_a_reading_keeps_text_version_language_mode_and_who(desk: Desk):
    person = desk.person()
    made = desk.asked(person=person, given=[REFER, KEEP], refused=[LEGAL], mode=ConsentMode.THUMB, witness=WITNESS)
    row = desk.row(made.receipt.subject)
    assert (row.allowed, row.refused) == (["keep", "refer"], ["legal"])
    assert row.texts == [["keep", 1, "spa"], ["legal", 1, "spa"], ["refer", 1, "spa"]]
    assert (row.mode, row.person, row.asked_by, row.asked_at) == ("thumb", person, desk.by("ines").account, NOW)


def test_neither_code_nor_witness_stands_in_clear(desk: Desk):
    from vereda.logbook.models import Box, LogEntry
    from vereda.people.door import consents

    made = desk.asked(person=desk.person(), mode=ConsentMode.SPOKEN, witness=WITNESS)
    code = made.code.replace(" ", "")
    written = b"".join(bytes(one.body) for one in LogEntry.objects.all()) + b"".join(
        bytes(one.sealed) for one in Box.objects.all()
    )
    for secret in (code, made.code, code[4:] + '"', WITNESS):
        assert secret.encode() not in written
    assert consents.witness(desk.row(made.receipt.subject)) == WITNESS


def test_a_no_alone_gives_no_code_and_allows_nothing(desk: Desk):
    made = desk.asked(person=desk.person(), given=[], refused=[REFER])
    assert made.code == ""
    row = desk.row(made.receipt.subject)
    assert (row.allowed, row.refused, row.mode) == ([], ["refer"], "")


def test_what_is_yes_and_no_at_once_is_a_no(desk: Desk):
    made = desk.asked(person=desk.person(), given=[REFER, KEEP], refused=[REFER])
    assert desk.row(made.receipt.subject).allowed == ["keep"]


def test_what_is_not_whole_is_refused_and_nothing_is_written(desk: Desk):
    from vereda.people.door import Consent

    person, other = desk.person(), desk.person("nadia")
    wrong: list[tuple[type[Exception], dict[str, Any]]] = [  # Any: what note_consent wants
        (errors.NothingAnswered, {"given": [], "person": person}),
        (errors.ConsentOfNobody, {}),
        (errors.PersonNotFound, {"person": UUID(int=7)}),
        (errors.PersonNotFound, {"person": other}),
        (errors.WitnessMissing, {"person": person, "mode": ConsentMode.THUMB, "witness": " "}),
        (errors.ConsentTextMissing, {"person": person, "language": "mam"}),
        (errors.ConsentTextMissing, {"person": person, "language": "fra", "given": [LEGAL]}),
        (errors.ConsentInFuture, {"person": person, "at": NOW + timedelta(minutes=1)}),
    ]
    for error, told in wrong:
        with pytest.raises(error):
            desk.asked(**told)
    assert not Consent.objects.exists()


def test_the_code_finds_its_reading_and_no_other_digits_do(desk: Desk):
    from vereda.people.door import consents

    first, second = desk.asked(person=desk.person()), desk.asked(person=desk.person(given="Rosa"))
    assert first.code != second.code
    for typed in (first.code, first.code.replace(" ", ""), f" {first.code} ", first.code.replace(" ", "-")):
        assert [row.subject for row in consents.with_code(typed, "mx")] == [first.receipt.subject]
    code = first.code.replace(" ", "")
    for wrong in ("", code[:-1], code + "1", code[:4] + f"{(int(code[4:]) + 1) % 10_000:04}"):
        assert consents.with_code(wrong, "mx") == []
    assert consents.with_code(code, "gt") == []


def test_a_code_takes_back_every_reading_of_the_person_and_nothing_of_another(desk: Desk):
    from vereda.logbook.door import record_all
    from vereda.people.door import consents, withdrawal_drafts

    person = desk.person()
    first, second = desk.asked(person=person), desk.asked(person=person, given=[KEEP, LEGAL])
    other = desk.asked(person=desk.person(given="Rosa"))
    drafts = withdrawal_drafts(consents.with_code(second.code, "mx"), by=desk.by("ines"), at=NOW, way=WithdrawnBy.SMS)
    assert {draft.subject for draft in drafts} == {first.receipt.subject, second.receipt.subject}
    assert {draft.channel for draft in drafts} == {"sms"}
    record_all(drafts)
    for made in (first, second):
        row = desk.row(made.receipt.subject)
        assert (row.allowed, row.withdrawn_at) == ([], NOW)
        assert not consents.is_allowed(row.subject, REFER, "mx")
    assert consents.is_allowed(other.receipt.subject, REFER, "mx")
    again = withdrawal_drafts(consents.with_code(second.code, "mx"), by=desk.by("ines"), at=NOW, way=WithdrawnBy.SMS)
    assert again == [], "sent twice it is right twice, and writes nothing"


def test_of_who_was_not_named_the_code_takes_back_that_reading_alone(desk: Desk):
    from vereda.logbook.door import record_all
    from vereda.people.door import consents, withdrawal_drafts

    bus = UUID(int=9)  # one encounter, two persons
    first, second = desk.asked(encounter=bus), desk.asked(encounter=bus)
    record_all(withdrawal_drafts(consents.with_code(first.code, "mx"), by=desk.by("ines"), at=NOW, way=WithdrawnBy.SMS))
    assert not consents.is_allowed(first.receipt.subject, REFER, "mx")
    assert consents.is_allowed(second.receipt.subject, REFER, "mx")


def test_at_the_desk_one_purpose_is_taken_back_and_a_new_reading_may_follow(desk: Desk):
    from vereda.people.door import consents, withdraw_consent

    person = desk.person()
    made = desk.asked(person=person, given=[REFER, KEEP])
    subject = made.receipt.subject
    withdraw_consent(consent=subject, by=desk.by("ines"), at=NOW, way=WithdrawnBy.DESK, purposes=[REFER])
    assert desk.row(subject).allowed == ["keep"]
    with pytest.raises(errors.NothingToWithdraw):
        withdraw_consent(consent=subject, by=desk.by("ines"), at=NOW, way=WithdrawnBy.DESK, purposes=[REFER])
    anew = desk.asked(person=person)
    assert consents.is_allowed(anew.receipt.subject, REFER, "mx")
    assert [row.subject for row in consents.consents_of("mx", person=person)] == sorted(
        [subject, anew.receipt.subject], key=lambda one: one.hex
    )


def test_who_says_no_now_takes_an_older_yes_back(desk: Desk):
    person = desk.person()
    older, other = desk.asked(person=person, given=[REFER, KEEP]), desk.asked(person=desk.person(given="Rosa"))
    desk.asked(person=person, given=[], refused=[REFER])
    assert desk.row(older.receipt.subject).allowed == ["keep"]
    assert desk.row(other.receipt.subject).allowed == ["refer"]


@pytest.mark.parametrize("way", ["no", "withdrawn"])
def test_a_yes_that_arrives_after_a_later_no_allows_nothing(desk: Desk, way: str):
    """A post without a line wrote the yes; the no was said later and elsewhere, where that yes was not there to take back."""
    from vereda.people.door import consents, withdraw_consent

    person, hour = desk.person(), timedelta(hours=1)
    if way == "no":
        desk.asked(person=person, given=[], refused=[REFER])
    else:
        first = desk.asked(person=person, at=NOW - 2 * hour).receipt.subject
        withdraw_consent(consent=first, by=desk.by("ines"), at=NOW, way=WithdrawnBy.SMS)
    late = desk.asked(person=person, given=[REFER, KEEP], at=NOW - hour).receipt.subject
    assert not consents.is_allowed(late, REFER, "mx")
    assert consents.answers([person], REFER, "mx") == {person: False}
    assert consents.is_allowed(late, KEEP, "mx"), "nobody said no to that"
    again = desk.asked(person=person, at=NOW + hour, now=NOW + hour).receipt.subject
    assert consents.is_allowed(again, REFER, "mx"), "asked again, they said yes"
    assert consents.answers([person], REFER, "mx") == {person: True}


def test_nadia_of_another_group_takes_nothing_back(desk: Desk):
    from vereda.people.door import withdraw_consent

    made = desk.asked(person=desk.person())
    for subject in (made.receipt.subject, UUID(int=7)):
        with pytest.raises(errors.ConsentGone):
            withdraw_consent(consent=subject, by=desk.by("nadia"), at=NOW, way=WithdrawnBy.DESK)
    assert desk.row(made.receipt.subject).allowed == ["refer"]


def test_consent_that_is_not_here_allows_nothing(desk: Desk):
    from vereda.people.door import consents

    assert not consents.is_allowed(UUID(int=7), REFER, "mx")
    made = desk.asked(person=desk.person())
    assert not consents.is_allowed(made.receipt.subject, REFER, "gt")
    assert not consents.is_allowed(made.receipt.subject, KEEP, "mx")


def test_with_the_person_witness_and_code_go(desk: Desk):
    from vereda.logbook.door import erase
    from vereda.people.door import consents

    person = desk.person()
    made = desk.asked(person=person, mode=ConsentMode.SPOKEN, witness=WITNESS)
    erase(person, by=desk.by("rafael"), second=desk.by("adriana").account, at=NOW)
    assert consents.witness(desk.row(made.receipt.subject)) == ""
    assert consents.with_code(made.code, "mx") == []


def test_texts_are_there_for_each_purpose_and_nobody_has_signed_them(desk: Desk):
    from vereda.people.door import consents

    there = consents.texts("spa")
    assert set(there) == set(ConsentFor)
    assert all(one.signed_on is None and one.source and one.owner for one in there.values())
    assert consents.texts("mam") == {}


def test_a_yes_of_a_person_who_is_known_to_be_a_child_needs_who_said_it_and_goes_with_the_person(desk: Desk):
    from vereda.logbook.door import erase
    from vereda.people.door import consents
    from vereda.people.entries.consent import ForChild
    from vereda.people.words import ChildView, SaidBy

    person = desk.person(age_band="12-17")
    with pytest.raises(errors.ChildNotAsked):
        desk.asked(person=person)
    office = ForChild(view=ChildView.YES, said_by=SaidBy.OFFICE, office="Procuraduría, licenciada Robles")
    made = desk.asked(person=person, for_child=office)
    assert consents.for_child(desk.row(made.receipt.subject)) == office
    assert consents.witness(desk.row(made.receipt.subject)) == ""
    assert desk.row(desk.asked(person=person, given=[], refused=[KEEP]).receipt.subject).refused == ["keep"]
    assert consents.for_child(desk.row(desk.asked(person=desk.person(age_band="18-29")).receipt.subject)) is None
    erase(person, by=desk.by("rafael"), second=desk.by("adriana").account, at=NOW)
    assert consents.for_child(desk.row(made.receipt.subject)) is None
