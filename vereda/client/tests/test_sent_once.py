"""What is sent from a phone and not read back is sent once: who sent it cannot write over it, nor over whom it names."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from django.utils import timezone

from vereda.access.door import author_of
from vereda.access.tests.cast import Cast
from vereda.client.tests.phone import Phone
from vereda.encounters.door import strike_meeting
from vereda.legal.door import cases as legal_cases
from vereda.legal.entries.case import CaseOpened
from vereda.logbook.models import Link
from vereda.logbook.tests.pens import meeting, subject_number
from vereda.logbook.words import FieldClass
from vereda.logbook.writing import Plain
from vereda.medical.door import records
from vereda.medical.entries.record import FirstAidOpened
from vereda.protection.door import ChildPathOpened, cases, path_of, screening
from vereda.protection.entries.case import CaseAsked

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
MET, OTHER, CASE = subject_number(1), subject_number(2), subject_number(3)
TOLD = Plain(cls=FieldClass.SCREENING, fields={"words": "la esperan afuera"})
NONE = Plain(cls=FieldClass.SCREENING, fields={"words": "no era nada"})
HURT = Plain(cls=FieldClass.HEALTH, fields={"complaints": ["FRACT"]})
OPENING = Plain(cls=FieldClass.LEGAL, fields={"what": "other"})


def sent(phone: Phone, written: Any, cls: FieldClass) -> tuple[str, str]:  # Any: a prepared entry
    (answer,) = phone.deliver(phone.seal(written, cls))["answers"]
    return str(answer["status"]), str(answer.get("code", ""))


def test_a_note_cannot_be_tied_to_an_encounter_with_which_the_case_would_go(cast: Cast) -> None:
    """Whoever sent it, or holds that phone, could name an own encounter and have it struck: the case would lose its keys."""
    phone = Phone(cast)
    phone.push(phone.write(meeting(2), MET), phone.write(meeting(1), OTHER))
    note = phone.write(CaseAsked(encounter=MET), CASE, TOLD)
    assert sent(phone, note, FieldClass.SCREENING) == ("accepted", "")
    for clock in (None, 1000):
        told = {"clock_ms": clock} if clock else {}
        again = phone.write(CaseAsked(encounter=OTHER), CASE, NONE, **told)
        assert sent(phone, again, FieldClass.SCREENING) == ("quarantined", "logbook.subject_begun_already")
    assert sent(phone, note, FieldClass.SCREENING)[0] == "known", "the same note, sent again, is the same"
    row = cases.case(CASE, "mx")
    assert row is not None
    assert (row.encounters, str(row.asked)) == ([str(MET)], str(note.body.id))
    assert not Link.objects.filter(subject=CASE, linked=OTHER).exists()


def test_a_second_opening_of_the_path_of_children_takes_no_words_along(cast: Cast) -> None:
    """It begins more than once: two phones may open one. Its keys hang on no encounter, and the group reads it back."""
    phone = Phone(cast)
    phone.push(phone.write(meeting(2), MET), phone.write(meeting(1), OTHER))
    known = Plain(cls=FieldClass.SCREENING, fields={"ages": ["5-11"]})
    phone.push(phone.write(ChildPathOpened(encounter=MET, children=1), CASE, known))
    again = phone.write(ChildPathOpened(encounter=OTHER, children=1), CASE, Plain(cls=FieldClass.SCREENING, fields={}))
    assert sent(phone, again, FieldClass.SCREENING) == ("accepted", "")
    strike_meeting(OTHER, by=author_of(cast.reader("ines")), at=timezone.now())
    told = screening(CASE)
    assert told
    assert [one.value for one in told.ages] == ["5-11"]
    path = path_of(MET, "piedras-negras", "mx")
    assert path
    assert path.encounters == [str(MET), str(OTHER)]


def test_two_of_one_batch_are_one(cast: Cast) -> None:
    phone = Phone(cast)
    both = [phone.seal(phone.write(CaseAsked(), CASE, box), FieldClass.SCREENING) for box in (TOLD, NONE)]
    assert [one["status"] for one in phone.deliver(*both)["answers"]] == ["accepted", "quarantined"]


def test_a_record_of_first_aid_is_not_moved_to_an_encounter_with_which_it_would_go(cast: Cast) -> None:
    """An agent who sees that there is one could take away what a paramedic wrote of injuries."""
    paramedic, agent = Phone(cast, "tomas", label="De Tomás"), Phone(cast, label="De Inés")
    paramedic.push(paramedic.write(meeting(2), MET))
    opened = paramedic.write(FirstAidOpened(encounter=MET), CASE, HURT)
    assert sent(paramedic, opened, FieldClass.HEALTH) == ("accepted", "")
    agent.push(agent.write(meeting(1), OTHER))
    again = agent.write(FirstAidOpened(encounter=OTHER), CASE, HURT)
    assert sent(agent, again, FieldClass.HEALTH) == ("quarantined", "logbook.subject_begun_already")
    assert [row.subject for row in records.of_encounter(MET, "piedras-negras", "mx")] == [CASE]


def test_a_receipt_of_another_cannot_be_put_on_a_request_for_legal_help(cast: Cast) -> None:
    """With a code of the own, whoever sent it would read what the adviser leaves for the person."""
    phone = Phone(cast)
    own, forged = (sha256(code).hexdigest() for code in (b"PERSON", b"AGENT"))
    assert sent(phone, phone.write(CaseOpened(receipt=own), CASE, OPENING), FieldClass.LEGAL) == ("accepted", "")
    again = phone.write(CaseOpened(receipt=forged), CASE, OPENING)
    assert sent(phone, again, FieldClass.LEGAL) == ("quarantined", "logbook.subject_begun_already")
    assert legal_cases.with_receipt("agent", "mx") is None
    assert legal_cases.with_receipt("person", "mx") is not None
