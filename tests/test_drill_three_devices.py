"""Three phones edit one meeting and one mission without a network, and deliver in every order: the same end, no value lost.

REL-007 of docs/requirements.csv, over HTTP, on both databases.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import permutations
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone

from vereda.access.tests.cast import Cast
from vereda.client.tests.phone import Phone
from vereda.encounters.entries import Corrected, Line, Place, Service
from vereda.encounters.models import Encounter
from vereda.logbook import clock, door
from vereda.logbook.entries import Payload
from vereda.logbook.ids import uuid7
from vereda.logbook.tests.pens import NOTE, WHERE, meeting
from vereda.logbook.writing import Plain, Prepared, written
from vereda.rescue.entries.mission import MissionClosed, MissionOpened, MissionReopened

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
BEGAN = timezone.now() - timedelta(hours=5)


class Offline:
    """A phone without a network: what it writes has seen what it was told and what it wrote itself."""

    def __init__(self, phone: Phone, minute: int) -> None:
        self.phone, self.at = phone, BEGAN + timedelta(minutes=minute)
        self.written: list[Prepared] = []
        self.heads: dict[UUID, UUID] = {}

    def write(self, payload: Payload, subject: UUID, *boxes: Plain) -> Prepared:
        self.at += timedelta(minutes=10)
        self.phone.seq += 1
        ms = clock.to_ms(self.at)
        made = written(
            payload,
            id=uuid7(ms),
            subject=subject,
            seen=[self.heads[subject]] if subject in self.heads else [],
            by=self.phone.by,
            at=self.at,
            clock=clock.reading(ms),
            boxes=boxes,
            device_seq=self.phone.seq,
        )
        self.heads[subject] = made.body.id
        self.written.append(made)
        return made

    def deliver(self) -> None:
        answers = self.phone.push(*self.written)["answers"]
        assert {answer["status"] for answer in answers} == {"accepted"}


def three(cast: Cast) -> tuple[Offline, Offline, Offline]:
    a, b, c = (Offline(Phone(cast, label=f"Teléfono {number}"), number) for number in range(3))
    return a, b, c


def told(first: Offline, *others: Offline) -> None:
    for other in others:
        other.heads.update(first.heads)


def ends(phones: Sequence[Offline], subject: UUID) -> set[tuple[str, str]]:
    """Deliver in all six orders, each from the beginning; return the digests at the end, stepwise and rebuilt."""
    found = set()
    for order in permutations(phones):
        with transaction.atomic():
            for phone in order:
                phone.deliver()
            stepwise = door.digest_of_read_models()
            assert door.verify().holds
            door.rebuild()
            found.add((stepwise, str(sorted((row.field, str(row.writes)) for row in door.disputes_of(subject)))))
            assert door.digest_of_read_models() == stepwise
            transaction.set_rollback(True)
    return found


def test_rel_007_three_phones_edit_one_meeting_and_deliver_in_every_order(cast: Cast) -> None:
    """REL-007: other fields merge, the same field is a conflict item with every value, a note is never overwritten."""
    a, b, c = three(cast)
    about = uuid7(clock.to_ms(BEGAN))
    a.write(meeting(3), about, NOTE, WHERE)
    told(a, b, c)
    a.write(Corrected(people_met=4), about)
    a.write(Corrected(lines=[Line(line_id="m", count=1, nationality="HN")]), about)
    b.write(Corrected(people_met=5), about, NOTE)
    b.write(Corrected(services=[Service(service="FOOD")]), about)
    c.write(Corrected(people_met=6, language="ht"), about)
    c.write(Corrected(place=Place(state="MX-COA", municipality="05030")), about, NOTE)
    assert len(ends((a, b, c), about)) == 1

    for phone in (c, a, b):
        phone.deliver()
    row = Encounter.objects.get()
    assert (row.people_met, row.municipality, row.language) == (4, "05030", "ht"), "the value with the latest clock stands"
    values = {dispute.field: [value for _, value in dispute.writes] for dispute in door.disputes_of(about)}
    assert sorted(values["people_met"]) == [4, 5, 6]
    assert set(values["note"]) == {str(b.written[0].body.id), str(c.written[1].body.id)}
    assert values.keys() == {"people_met", "note"}, "what only one phone changed merges without a question"
    subject = door.subject(about)
    assert subject is not None
    assert {"line:a", "line:m", "service:FOOD", "service:WATER"} <= subject.folded.state["fields"].keys()


def test_rel_007_three_phones_close_one_mission_and_deliver_in_every_order(cast: Cast) -> None:
    """REL-007: the first closure stands, each other one is shown beside it, and whoever reopened takes back what she had seen."""
    a, b, c = three(cast)
    about = uuid7(clock.to_ms(BEGAN))
    a.write(MissionOpened(folio="PN-7", terrain="river"), about, WHERE)
    told(a, b, c)
    a.write(MissionClosed(outcome="found"), about)
    b.write(MissionClosed(outcome="not_found"), about)
    c.write(MissionClosed(outcome="false_alarm"), about)
    c.write(MissionReopened(), about)
    c.write(MissionClosed(outcome="handed_over"), about)
    assert len(ends((a, b, c), about)) == 1

    for phone in (b, c, a):
        phone.deliver()
    (dispute,) = door.disputes_of(about)
    outcomes = [value[1] for _, value in dispute.writes]
    assert dispute.field == "!closed"
    assert outcomes == ["not_found", "found", "handed_over"], "in the order of their clocks, the one that was taken back left out"
    assert len(door.history(about)) == 6, "nothing that was written is gone"
