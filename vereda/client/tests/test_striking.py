"""A person says 'strike it' to an agent: when the strike arrives, nothing of what was written can be opened any more."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from vereda.access.tests.cast import Cast
from vereda.client.tests.phone import Phone
from vereda.encounters.door import Line, Recorded, Struck, finish_strikes
from vereda.encounters.lookups import struck
from vereda.encounters.models import Encounter
from vereda.logbook.actions.strike import left_to_destroy
from vereda.logbook.door import open_box, whereabouts
from vereda.logbook.lookups import open_boxes
from vereda.logbook.models import Box, ExactPoint
from vereda.logbook.tests.pens import subject_number
from vereda.logbook.words import FieldClass
from vereda.logbook.writing import Plain, Prepared
from vereda.people.door import PersonMet, identity, person_of

pytestmark = pytest.mark.django_db

SUBJECT = subject_number(7)
NOTE = Plain(cls=FieldClass.FREE_TEXT, fields={"text": "Huye de su barrio"})
POINT = Plain(cls=FieldClass.WHEREABOUTS, fields={"lat": 28.70512, "lon": -100.50734, "accuracy_m": 5})


@pytest.fixture
def phone(cast: Cast) -> Phone:
    return Phone(cast)


def met(phone: Phone, **more: Any) -> Prepared:  # Any: fields of the payload
    return phone.write(Recorded(people_met=3, **more), SUBJECT, NOTE, POINT)


def nothing_opens() -> bool:
    rows = list(Box.objects.filter(owner=SUBJECT))
    entries = [row.entry for row in Box.objects.all()]
    places = list(Box.objects.filter(owner__in=entries, cls=FieldClass.WHEREABOUTS))
    return not open_boxes([*rows, *places]) and not ExactPoint.objects.filter(subject=SUBJECT).exists()


def open_states(phone: Phone) -> dict[str, Any]:  # Any: JSON
    from vereda.client.openwork import page_of, reader_on

    page = page_of(reader_on(phone.device, str(phone.account)), 0, timezone.now())
    return {item["subject"]: item["state"] for item in page["items"]}


def accepted(told: dict[str, Any]) -> bool:  # Any: JSON
    return all(one["status"] == "accepted" for one in told["answers"])


def test_the_strike_destroys_note_and_place_at_once_and_the_tally_stays(phone: Phone):
    first = met(phone)
    assert accepted(phone.push(first))
    assert open_box(first.body.id, FieldClass.FREE_TEXT) == NOTE.fields
    assert whereabouts([SUBJECT])
    assert accepted(phone.push(phone.write(Struck(), SUBJECT)))
    assert nothing_opens()
    state = open_states(phone)[str(SUBJECT)]
    assert (state["is_struck"], state["people_met"]) == (True, 3)
    row = Encounter.objects.get(subject=SUBJECT)
    assert (row.people_met, row.is_struck, row.has_note, row.is_withdrawn) == (3, True, False, False)


def test_a_strike_that_comes_before_the_encounter_destroys_it_when_it_comes(phone: Phone):
    first, strike = met(phone), phone.write(Struck(), SUBJECT)
    assert accepted(phone.push(strike))
    assert accepted(phone.push(first))
    assert nothing_opens()
    assert Encounter.objects.get(subject=SUBJECT).people_met == 3


def test_both_in_one_batch_leave_nothing(phone: Phone):
    assert accepted(phone.push(met(phone), phone.write(Struck(), SUBJECT)))
    assert nothing_opens()


@pytest.mark.storage
def test_what_is_written_to_it_later_is_destroyed_too(phone: Phone):
    phone.push(met(phone), phone.write(Struck(), SUBJECT))
    from vereda.encounters.door import Corrected

    assert accepted(phone.push(phone.write(Corrected(people_met=4), SUBJECT, NOTE, POINT)))
    assert nothing_opens()
    assert Encounter.objects.get(subject=SUBJECT).people_met == 4


def test_nobody_else_strikes_it(phone: Phone, cast: Cast):
    phone.push(met(phone))
    others = Phone(cast, who="rafael", label="Teléfono 2")
    assert accepted(others.push(others.write(Struck(), SUBJECT)))
    assert not nothing_opens()
    assert not Encounter.objects.get(subject=SUBJECT).is_struck


def test_nadia_of_another_group_strikes_nothing(phone: Phone, cast: Cast):
    phone.push(met(phone))
    nadia = Phone(cast, who="nadia", group=cast.reader("nadia").group, zone="America/Ciudad_Juarez", label="Teléfono de Nadia")
    told = nadia.push(nadia.write(Struck(), SUBJECT))
    assert told["answers"][0]["status"] == "quarantined"
    assert not nothing_opens()


def test_a_person_named_in_it_and_nowhere_else_is_erased_with_it(phone: Phone):
    person = subject_number(8)
    named = Plain(cls=FieldClass.IDENTITY, fields={"given": "Wilmer"}, owner=person)
    line = Line(line_id="a", count=3, persons=[person])
    assert accepted(phone.push(phone.write(PersonMet(purpose="lost_contact"), person, named), met(phone, lines=[line])))
    assert identity(person_of(person)).given == "Wilmer"
    phone.push(phone.write(Struck(), SUBJECT))
    assert nothing_opens()
    assert person_of(person) is None
    assert Encounter.objects.get(subject=SUBJECT).people_met == 3


@pytest.mark.storage
def test_the_job_finishes_what_a_crash_left_and_then_finds_nothing(phone: Phone, monkeypatch: pytest.MonkeyPatch):
    from vereda.client import pushing

    monkeypatch.setattr(pushing, "after_received", lambda ids: None)
    phone.push(met(phone), phone.write(Struck(), SUBJECT))
    assert not nothing_opens()
    assert left_to_destroy(struck()) == [SUBJECT]
    assert finish_strikes(now=timezone.now()) == 1
    assert nothing_opens()
    assert finish_strikes(now=timezone.now() + timedelta(minutes=10)) == 0


def test_what_was_struck_is_counted_as_before(phone: Phone):
    from vereda.logbook.door import facts_of_month

    first = met(phone)
    phone.push(first)
    month = first.body.local_on.replace(day=1)
    before = [(row.people, row.categories) for row in facts_of_month("mx", month)]
    phone.push(phone.write(Struck(), SUBJECT))
    assert [(row.people, row.categories) for row in facts_of_month("mx", month)] == before


def test_a_strike_that_waited_for_the_supervisor_destroys_when_it_is_accepted(phone: Phone, cast: Cast):
    from vereda.access.door import reader_for_command, remove_agent
    from vereda.logbook.models import HeldEntry

    phone.push(met(phone))
    remove_agent(device=phone.device, account=phone.account, by=reader_for_command(None, None), at=timezone.now())
    strike = phone.write(Struck(), SUBJECT)
    assert phone.push(strike)["answers"][0]["status"] == "quarantined"
    assert not nothing_opens()
    cast.client("rafael").post(f"/en-espera/{strike.body.id}/", {"accept": "1"})
    assert not HeldEntry.objects.exists()
    assert nothing_opens()


def test_a_strike_that_a_post_brings_destroys_as_well(phone: Phone):
    from vereda.relay.door import take_up

    envelopes = [phone.seal(one).to_json() for one in (met(phone), phone.write(Struck(), SUBJECT))]
    assert {one["status"] for one in take_up(envelopes, now=timezone.now())} == {"accepted"}
    assert nothing_opens()
