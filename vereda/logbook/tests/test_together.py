"""Several at once: three phones in any order, one batch sent by many lines at the same time.

REL-001, REL-007 of docs/requirements.csv.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import permutations

import pytest
from django.db import connection, transaction

from vereda.encounters.entries import Corrected, Place, Service
from vereda.encounters.models import Encounter
from vereda.logbook import door
from vereda.logbook.entries import Payload
from vereda.logbook.models import Block, Box, LogEntry
from vereda.logbook.tests.pens import NOTE, NOW, WHERE, Pen, delivered, meeting, subject_number
from vereda.logbook.writing import Prepared

ABOUT = subject_number(1)


def three_corrections() -> tuple[Prepared, list[list[Prepared]]]:
    """Return a meeting, and what three phones that know of it write apart: one field the same, one each its own."""
    first = Pen("phone-0")
    begun = first.write(meeting(3), ABOUT)
    changes: list[tuple[str, Payload, Payload]] = [
        ("phone-a", Corrected(people_met=4), Corrected(language="es")),
        ("phone-b", Corrected(people_met=5), Corrected(services=[Service(service="FOOD")])),
        ("phone-c", Corrected(people_met=6), Corrected(place=Place(state="MX-COA", municipality="05030"))),
    ]
    written = []
    for minute, (device, same, own) in enumerate(changes):
        pen = Pen(device)
        pen.learn(first)
        written.append([pen.write(same, ABOUT, minutes=minute), pen.write(own, ABOUT, minutes=minute)])
    return begun, written


@pytest.mark.storage
@pytest.mark.django_db
@pytest.mark.usefixtures("trusting")
def test_three_phones_in_all_six_orders_end_equal_and_no_value_is_lost_silently() -> None:
    """REL-007: different fields merge, the same field is a conflict item with all three values."""
    begun, phones = three_corrections()
    ends = set()
    for order in permutations(phones):
        with transaction.atomic():
            door.receive([delivered(begun)], device="phone-0", now=NOW)
            for entries in order:
                door.receive([delivered(one) for one in entries], device=entries[0].body.device, now=NOW)
            (dispute,) = door.disputes("piedras-negras", "mx")
            row = Encounter.objects.get()
            assert (dispute.field, [value for _, value in dispute.writes]) == ("people_met", [4, 5, 6])
            assert (row.people_met, row.municipality, row.language) == (6, "05030", "es")
            ends.add(door.digest_of_read_models())
            door.rebuild()
            ends.add(door.digest_of_read_models())
            transaction.set_rollback(True)
    assert len(ends) == 1


@pytest.mark.storage
@pytest.mark.django_db
@pytest.mark.usefixtures("trusting")
def test_a_conflict_about_a_place_is_the_same_after_a_rebuild() -> None:
    one, other = Pen("phone-1"), Pen("phone-2")
    one.write(meeting(2), ABOUT)
    other.learn(one)
    left = one.write(Corrected(place=Place(state="MX-COA", municipality="05030")), ABOUT, minutes=1)
    right = other.write(Corrected(place=Place(state="MX-COA", municipality="05025")), ABOUT, minutes=2)
    for sent in (next(iter(one.known.values())), left, right):
        door.receive([delivered(sent)], device=sent.body.device, now=NOW)
    before = door.digest_of_read_models()
    door.rebuild()
    assert door.digest_of_read_models() == before


@pytest.mark.storage
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("trusting")
def test_rel_001_the_same_batch_over_many_lines_at_once_is_stored_once() -> None:
    """REL-001: a phone that lost patience sends again while the first is still under way."""
    pen = Pen("phone-1")
    batch = [delivered(pen.write(meeting(2), subject_number(number), boxes=[WHERE, NOTE])) for number in range(8)]

    def send(_: int) -> list[str]:
        try:
            return [answer.status for answer in door.receive(batch, device="phone-1", now=NOW)]
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as lines:
        answers = list(lines.map(send, range(5)))
    assert {status for answer in answers for status in answer} <= {"accepted", "known"}
    assert sum(answer.count("accepted") for answer in answers) == len(batch)
    assert (LogEntry.objects.count(), Box.objects.count(), Block.objects.count()) == (8, 16, 1)
    assert door.verify().holds
