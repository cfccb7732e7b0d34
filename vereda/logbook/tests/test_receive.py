"""What a device sends is taken once, answered entry by entry, and never lost because its neighbour is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import orjson
import pytest

from vereda.encounters.entries import Corrected
from vereda.encounters.models import Encounter
from vereda.logbook import clock, door, registry
from vereda.logbook.actions.opening import Delivered
from vereda.logbook.door import Draft
from vereda.logbook.entries import ClockLimited, SubjectErased
from vereda.logbook.models import Block, Box, Flag, HeldEntry, LogEntry, Progress, State
from vereda.logbook.tests.pens import NOTE, NOW, WHERE, Pen, author, delivered, meeting, subject_number
from vereda.logbook.words import Taken

pytestmark = [pytest.mark.storage, pytest.mark.django_db, pytest.mark.usefixtures("trusting")]
SUBJECT = subject_number(1)


def changed(one: Delivered, **more: object) -> Delivered:
    """Return a delivery whose body says something else."""
    return replace(one, body=orjson.dumps({**orjson.loads(one.body), **more}))


def test_the_same_entry_again_is_answered_and_writes_nothing() -> None:
    sent = delivered(Pen("phone-1").write(meeting(), SUBJECT, boxes=[WHERE]))
    assert [one.status for one in door.receive([sent], device="phone-1", now=NOW)] == [Taken.ACCEPTED]
    assert [one.status for one in door.receive([sent, sent], device="phone-1", now=NOW)] == [Taken.KNOWN, Taken.KNOWN]
    assert (LogEntry.objects.count(), Block.objects.count(), Box.objects.count()) == (1, 1, 1)


def test_the_same_entry_twice_in_one_batch_is_one() -> None:
    sent = delivered(Pen("phone-1").write(meeting(), SUBJECT))
    assert [one.status for one in door.receive([sent, sent], device="phone-1", now=NOW)] == [Taken.ACCEPTED, Taken.KNOWN]


def test_other_content_under_a_known_id_is_refused_and_reported() -> None:
    sent = delivered(Pen("phone-1").write(meeting(), SUBJECT))
    door.receive([sent], device="phone-1", now=NOW)
    (answer,) = door.receive([changed(sent, reported_by="somebody")], device="phone-1", now=NOW)
    assert (answer.status, answer.code) == (Taken.REFUSED, "logbook.same_id_other_content")
    assert Flag.objects.get().code == "logbook.same_id_other_content"
    assert bytes(LogEntry.objects.get().body) == sent.body


def test_a_bad_entry_does_not_take_its_neighbours_along() -> None:
    pen = Pen("phone-1")
    good, other = delivered(pen.write(meeting(), SUBJECT)), delivered(pen.write(meeting(), subject_number(2)))
    batch = [good, Delivered(b"{not json"), changed(other, payload={"people_met": -1}), changed(other, unknown=1)]
    answers = door.receive(batch, device="phone-1", now=NOW)
    assert [one.status for one in answers] == [Taken.ACCEPTED, Taken.REFUSED, Taken.REFUSED, Taken.REFUSED]
    assert answers[2].details["field"] == "people_met"
    assert LogEntry.objects.count() == 1


def test_a_damaged_or_exchanged_box_is_refused() -> None:
    pen = Pen("phone-1")
    sent = delivered(pen.write(meeting(), SUBJECT, boxes=[WHERE, NOTE]))
    one, two = sent.boxes
    for boxes, keys in (
        ([two, one], sent.keys),
        ([one], sent.keys),
        ([one, two], []),
        ([one[:-1] + bytes([one[-1] ^ 1]), two], sent.keys),
    ):
        (answer,) = door.receive([Delivered(sent.body, boxes, keys)], device="phone-1", now=NOW)
        assert (answer.status, answer.code) == (Taken.REFUSED, "logbook.box_damaged")


def test_a_box_of_a_class_that_the_kind_does_not_know_is_refused() -> None:
    pen = Pen("phone-1")
    body = orjson.loads(pen.write(meeting(), SUBJECT, boxes=[WHERE]).raw)
    body["boxes"][0]["class"] = "health"
    (answer,) = door.receive([Delivered(orjson.dumps(body), [b"x"], [bytes(32)])], device="phone-1", now=NOW)
    assert answer.status == Taken.REFUSED


def test_another_device_cannot_send_for_this_one() -> None:
    sent = delivered(Pen("phone-1").write(meeting(), SUBJECT))
    (answer,) = door.receive([sent], device="phone-2", now=NOW)
    assert (answer.status, answer.details["field"]) == (Taken.REFUSED, "device")


def test_a_local_time_without_offset_is_refused() -> None:
    sent = delivered(Pen("phone-1").write(meeting(), SUBJECT))
    (answer,) = door.receive([changed(sent, occurred_at="2024-01-29T19:20:00")], device="phone-1", now=NOW)
    assert (answer.status, answer.details["field"]) == (Taken.REFUSED, "occurred_at")


def test_a_newer_version_is_kept_passed_on_and_not_folded() -> None:
    sent = changed(delivered(Pen("phone-1").write(meeting(), SUBJECT)), version=9)
    (answer,) = door.receive([sent], device="phone-1", now=NOW)
    assert answer.status == Taken.NOT_UNDERSTOOD
    assert LogEntry.objects.count() == 1
    assert not Encounter.objects.exists()
    assert door.verify().holds


def test_what_comes_without_right_waits_and_counts_when_it_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_authority", [lambda body, device: "access.device_revoked"])
    first = Pen("phone-1").write(meeting(), SUBJECT)
    (answer,) = door.receive([delivered(first)], device="phone-1", now=NOW)
    assert (answer.status, answer.code) == (Taken.QUARANTINED, "access.device_revoked")
    assert not Encounter.objects.exists()
    from vereda.logbook.tests.pens import author

    door.decide(first.body.id, accept=True, by=author("rafael"), at=NOW, now=NOW)
    assert Encounter.objects.get().people_met == 3
    assert not HeldEntry.objects.exists()
    digest = door.digest_of_read_models()
    door.rebuild()
    assert door.digest_of_read_models() == digest


def test_what_is_declined_stays_in_the_chain_and_out_of_the_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_authority", [lambda body, device: "access.device_revoked"])
    from vereda.logbook.tests.pens import author

    first = Pen("phone-1").write(meeting(), SUBJECT)
    door.receive([delivered(first)], device="phone-1", now=NOW)
    door.decide(first.body.id, accept=False, by=author("rafael"), at=NOW, now=NOW)
    door.rebuild()
    assert not Encounter.objects.exists()
    assert door.verify().holds


def test_rel_006_a_clock_from_the_future_is_kept_as_claimed_limited_and_flagged() -> None:
    pen = Pen("phone-1", skew=timedelta(days=400))
    first = pen.write(meeting(2), SUBJECT)
    door.receive([delivered(first)], device="phone-1", now=NOW)
    assert LogEntry.objects.filter(kind="logbook.clock_limited").count() == 1
    assert Flag.objects.get().code == "logbook.clock_ahead"
    found = door.subject(SUBJECT)
    assert found is not None
    assert found.folded.top[0] <= clock.reading(clock.to_ms(NOW) + 1)
    assert Encounter.objects.get().occurred_at == first.body.occurred_at


def test_numbers_of_a_device_are_known_without_a_gap() -> None:
    pen = Pen("phone-1")
    sent = [delivered(pen.write(meeting(), subject_number(number))) for number in range(4)]
    door.receive([sent[0], sent[3]], device="phone-1", now=NOW)
    assert door.progress("phone-1") == (1, 0)
    door.receive([sent[2], sent[1]], device="phone-1", now=NOW)
    assert door.progress("phone-1") == (4, 0)
    assert Progress.objects.get().beyond == []


def test_two_phones_on_one_field_open_one_conflict_that_a_person_settles() -> None:
    from vereda.logbook.tests.pens import author

    one, other = Pen("phone-1"), Pen("phone-2")
    first = one.write(meeting(2), SUBJECT)
    other.learn(one)
    left, right = one.write(Corrected(people_met=5), SUBJECT, minutes=1), other.write(Corrected(people_met=7), SUBJECT, minutes=2)
    for pen, entries in (("phone-1", [first, left]), ("phone-2", [right])):
        door.receive([delivered(entry) for entry in entries], device=pen, now=NOW)
    (dispute,) = door.disputes("piedras-negras", "mx")
    assert dispute.writes == [[str(left.body.id), 5], [str(right.body.id), 7]]
    assert Encounter.objects.get().people_met == 7
    door.resolve(dispute.id, chosen=left.body.id, by=author("rafael"), at=NOW, now=NOW)
    assert Encounter.objects.get().people_met == 5
    assert door.disputes("piedras-negras", "mx") == []


def test_what_was_not_understood_is_folded_after_the_upgrade(monkeypatch: pytest.MonkeyPatch) -> None:
    from vereda.encounters.entries import Recorded

    sent = changed(delivered(Pen("phone-1").write(meeting(), SUBJECT)), version=2)
    door.receive([sent], device="phone-1", now=NOW)
    assert door.fold_understood() == 0
    monkeypatch.setattr(Recorded, "version", 2)
    monkeypatch.setattr(Recorded, "upcasts", {1: dict})
    assert door.fold_understood() == 1
    assert Encounter.objects.get().people_met == 3
    assert not HeldEntry.objects.exists()
    assert door.fold_understood() == 0


def test_what_was_not_understood_and_without_right_waits_after_the_upgrade(monkeypatch: pytest.MonkeyPatch) -> None:
    from vereda.encounters.entries import Recorded

    monkeypatch.setattr(registry, "_authority", [lambda body, device: "access.device_revoked"])
    door.receive([changed(delivered(Pen("phone-1").write(meeting(), SUBJECT)), version=2)], device="phone-1", now=NOW)
    monkeypatch.setattr(Recorded, "version", 2)
    monkeypatch.setattr(Recorded, "upcasts", {1: dict})
    assert door.fold_understood() == 1
    assert HeldEntry.objects.get().held == "quarantine"
    assert not Encounter.objects.exists()


def test_a_limit_and_an_erasure_that_are_here_before_their_entry_count_when_it_comes() -> None:
    early, late = Pen("phone-1"), Pen("phone-2")
    first, other = early.write(meeting(), SUBJECT), late.write(meeting(), subject_number(2))
    limited = ClockLimited(entry=first.body.id, clock=clock.reading(clock.to_ms(NOW - timedelta(days=1))))
    erased = SubjectErased(subject_was="encounter", approved_by="rafael")
    desk = author("ines", "desk")
    door.record_all([Draft(payload=limited, by=desk, at=NOW, subject=SUBJECT, seen=[first.body.id])])
    door.record_all([Draft(payload=erased, by=desk, at=NOW, subject=subject_number(2), seen=[])])
    assert not State.objects.exists(), "only remarks on what has not arrived"
    door.receive([delivered(first)], device="phone-1", now=NOW)
    door.receive([delivered(other)], device="phone-2", now=NOW)
    assert State.objects.get(subject=subject_number(2)).is_erased
    before = door.digest_of_read_models()
    door.rebuild()
    assert door.digest_of_read_models() == before
