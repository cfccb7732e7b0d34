"""What a device signed is proved later, what it did not is named, what cannot be taken is kept, and numbers tell the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import connection

from vereda.encounters.entries import Corrected
from vereda.logbook import door, registry
from vereda.logbook.actions.forget import keep_retention
from vereda.logbook.actions.keeping import REFUSED_DAYS, rest_of
from vereda.logbook.envelopes import Envelope, Opened, Parts, Recipient, Signed, envelope_of, open_envelope, seal_envelope
from vereda.logbook.models import Flag, HeldEntry, LogEntry, Refused, State, StoredEnvelope
from vereda.logbook.nodekeys import NODE_FILE, forget_open_keys, node_keys, this_node
from vereda.logbook.signatures import der_of, node_id
from vereda.logbook.tests.pens import NOTE, NOW, WHERE, Pen, meeting, subject_number
from vereda.logbook.words import FieldClass, Taken
from vereda.logbook.writing import Prepared
from vereda.settings.environment import env

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
PHONE, CLONE = "018d56aa-0000-7000-8000-000000000001", "018d56aa-0000-7000-8000-000000000002"
KEYS = {device: ec.generate_private_key(ec.SECP256R1()) for device in (PHONE, CLONE)}
SUBJECT = subject_number(1)


@pytest.fixture(autouse=True)
def enrolled(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two phones be enrolled, and every author write."""
    senders = [lambda device: registry.Sender(KEYS[device].public_key()) if device in KEYS else None]
    monkeypatch.setattr(registry, "_senders", senders)
    monkeypatch.setattr(registry, "_authority", [])


def parts(one: Prepared) -> Parts:
    body = one.body
    return Parts(
        id=str(body.id),
        country=body.country,
        group=body.group,
        device=body.device,
        device_seq=body.device_seq or 0,
        body=one.raw,
        boxes=[(box.ref.cls, box.sealed, box.content_key or b"") for box in one.boxes],
    )


def sealed(one: Prepared, post: Recipient | None = None, outer: FieldClass = FieldClass.CONTACT, **change: Any) -> Envelope:
    made = replace(parts(one), **change)
    return seal_envelope(made, KEYS[made.device], headquarters=this_node().headquarters, post=post, outer=outer)


def sent(*envelopes: Envelope, device: str | None = PHONE) -> list[tuple[str, str]]:
    return [(one.status, one.code) for one in door.receive_sealed([one.to_json() for one in envelopes], device=device, now=NOW)]


def altered(table: str, change: str, entry: UUID) -> None:
    """Change a stored row as somebody with the database's password would, past the triggers."""
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if is_postgresql:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            found = cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [f"{table}_no_update"]).fetchone()
            cursor.execute(f"DROP TRIGGER {table}_no_update")
        cursor.execute(f"UPDATE {table} SET {change} WHERE id = %s", [str(entry) if is_postgresql else entry.hex])
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER" if is_postgresql else found[0])


def test_an_entry_is_taken_from_its_envelope_and_its_signature_is_proved_later() -> None:
    """SEC-029"""
    one = Pen(PHONE).write(meeting(4), SUBJECT, boxes=[WHERE, NOTE])
    envelope = sealed(one)
    assert sent(envelope) == [(Taken.ACCEPTED, "")]
    assert sent(envelope, envelope) == [(Taken.KNOWN, ""), (Taken.KNOWN, "")]
    assert door.open_box(one.body.id, "free_text") == {"text": "ZAFIRO nota"}
    proof = door.verify()
    assert (proof.holds, proof.signed) == (True, 1)


def test_a_signature_that_was_changed_in_the_database_is_named() -> None:
    """SEC-029: whoever has the database and this node's keys cannot invent what a phone wrote."""
    pen = Pen(PHONE)
    good, bad = pen.write(meeting(4), SUBJECT), pen.write(meeting(5), subject_number(2))
    sent(sealed(good), sealed(bad))
    kept = Signed.from_bytes(bytes(LogEntry.objects.get(id=bad.body.id).signed))
    forged = kept._replace(signature=bytes([kept.signature[0] ^ 1]) + kept.signature[1:]).to_bytes()
    quoted = f"'\\x{forged.hex()}'" if connection.vendor == "postgresql" else f"x'{forged.hex()}'"
    altered("logbook_logentry", f"signed = {quoted}", bad.body.id)
    proof = door.verify()
    assert proof.entry == bad.body.id
    assert "its device did not sign it" in proof.wrong
    altered("logbook_logentry", "signed = NULL", bad.body.id)
    assert "its signature is missing" in door.verify().wrong


def test_sec_029_what_another_key_signed_is_refused_flagged_and_not_counted() -> None:
    """SEC-029: an invented submission."""
    invented = seal_envelope(parts(Pen(PHONE).write(meeting(4), SUBJECT)), KEYS[CLONE], headquarters=this_node().headquarters)
    assert sent(invented) == [(Taken.REFUSED, "logbook.signature_wrong")]
    assert [flag.code for flag in door.flags("piedras-negras")] == ["logbook.signature_wrong"]
    assert door.progress(PHONE) == (0, 0)
    assert not Refused.objects.exists()
    assert not LogEntry.objects.exists()


def test_a_key_that_was_exchanged_on_the_way_is_refused_and_the_phone_sends_again() -> None:
    """REL-005: keys are not signed; who exchanges them cannot make the phone forget what it has."""
    good = sealed(Pen(PHONE).write(meeting(4), SUBJECT))
    damaged = replace(good, keys={this_node().id: bytes(len(good.keys[this_node().id]))})
    assert sent(damaged) == [(Taken.REFUSED, "logbook.envelope_damaged")]
    assert door.progress(PHONE) == (0, 0)
    assert sent(good) == [(Taken.ACCEPTED, "")]
    assert door.progress(PHONE) == (1, 0)


def test_a_device_that_nobody_enrolled_is_refused_and_keeps_what_it_has() -> None:
    stranger = "018d56aa-0000-7000-8000-000000000009"
    KEYS[stranger] = ec.generate_private_key(ec.SECP256R1())
    envelope = sealed(Pen(stranger).write(meeting(4), SUBJECT))
    del KEYS[stranger]
    assert sent(envelope, device=None) == [(Taken.REFUSED, "logbook.device_not_known")]
    assert door.progress(stranger) == (0, 0)


def test_what_is_sealed_to_another_headquarters_is_refused_and_kept_by_the_phone() -> None:
    other = ec.generate_private_key(ec.SECP256R1()).public_key()
    envelope = seal_envelope(
        parts(Pen(PHONE).write(meeting(4), SUBJECT)), KEYS[PHONE], headquarters=Recipient(node_id(other), other)
    )
    assert sent(envelope) == [(Taken.REFUSED, "logbook.for_other_server")]
    assert door.progress(PHONE) == (0, 0)


@pytest.mark.parametrize("change", [{"id": "018d56aa-0700-772b-a5c7-0d28118edad0"}, {"group": "tapachula"}, {"device_seq": 9}])
def test_an_envelope_whose_body_is_of_another_entry_group_or_number_is_refused(change: dict[str, Any]) -> None:
    envelope = sealed(Pen(PHONE).write(meeting(4), SUBJECT), **change)
    assert sent(envelope) == [(Taken.REFUSED, "logbook.entry_invalid")]
    assert not LogEntry.objects.exists()


# What is refused ----------------------------------------------------------------------------------------------------------


def refused(seq_before: int = 0) -> tuple[Prepared, Envelope]:
    """Return an entry that its device signed as it should, and that no schema knows."""
    pen = Pen(PHONE, seq=seq_before)
    one = pen.write(meeting(4), SUBJECT, boxes=[WHERE, NOTE])
    body = orjson.dumps({**orjson.loads(one.raw), "unknown": 1})
    return one, sealed(one, body=body)


def test_rel_010_what_a_phone_signed_and_nobody_can_take_is_kept_counted_and_told_its_supervisor() -> None:
    """REL-010: nothing signed is thrown away, and one bad entry does not hold up those after it."""
    one, envelope = refused()
    after = sealed(Pen(PHONE, seq=1).write(meeting(2), subject_number(2)))
    assert sent(envelope, after) == [(Taken.REFUSED, "logbook.entry_invalid"), (Taken.ACCEPTED, "")]
    assert door.progress(PHONE) == (2, 0)
    (row,) = door.refusals("piedras-negras", "mx")
    assert (row.entry, row.code, row.details["field"]) == (one.body.id, "logbook.entry_invalid", "unknown")
    assert sent(envelope) == [(Taken.REFUSED, "logbook.entry_invalid")]
    assert Refused.objects.count() == 1


def test_what_is_kept_of_a_refused_entry_holds_no_place_and_goes_after_35_days_or_with_the_erasure() -> None:
    _, envelope = refused()
    sent(envelope)
    row = Refused.objects.get()
    kept = envelope_of(orjson.loads(bytes(row.envelope)))
    assert open_envelope(kept, this_node().id, node_keys().sealing) is None
    rest = rest_of(row)
    assert rest is not None
    assert [key is None for key in rest.keys] == [True, False]
    keep_retention(now=NOW + timedelta(days=REFUSED_DAYS, minutes=1))
    assert rest_of(row) is None


def test_an_erased_subject_takes_along_what_was_refused_about_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pen = Pen(PHONE, seq=5)
    first = pen.write(meeting(4), SUBJECT)
    sent(sealed(first))
    _, envelope = refused(seq_before=6)
    sent(envelope)
    assert rest_of(Refused.objects.get()) is not None
    from vereda.logbook.tests.pens import author

    door.erase(SUBJECT, by=author(), at=NOW, now=NOW)
    assert rest_of(Refused.objects.get()) is None
    _, late = refused(seq_before=7)
    sent(late)
    assert [rest_of(row) for row in Refused.objects.all()] == [None, None]


def test_a_replaced_entry_is_kept_as_evidence_also_when_the_true_one_comes_again() -> None:
    """SEC-029: wholesale replacement."""
    one = Pen(PHONE).write(meeting(4), SUBJECT)
    true = sealed(one)
    false = sealed(one, body=orjson.dumps({**orjson.loads(one.raw), "reported_by": "somebody"}))
    assert sent(true, false, true) == [
        (Taken.ACCEPTED, ""),
        (Taken.REFUSED, "logbook.same_id_other_content"),
        (Taken.KNOWN, ""),
    ]
    assert [row.code for row in door.refusals("piedras-negras", "mx")] == ["logbook.same_id_other_content"]
    assert [flag.code for flag in door.flags("piedras-negras")] == ["logbook.same_id_other_content"]


def test_what_was_refused_is_taken_when_a_later_program_understands_it(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Pen(PHONE).write(meeting(4), SUBJECT)
    envelope = sealed(one)
    with monkeypatch.context() as older:
        older.delitem(registry._kinds, one.body.kind)
        assert sent(envelope) == [(Taken.REFUSED, "logbook.unknown_kind")]
    assert sent(envelope) == [(Taken.ACCEPTED, "")]
    assert not Refused.objects.exists()
    assert door.progress(PHONE) == (1, 0)
    assert not Flag.objects.exists()


def test_what_was_refused_is_taken_at_the_next_start_of_a_later_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing signed is thrown away: the phone need not send it again; its exact place was not kept."""
    one = Pen(PHONE).write(meeting(4), SUBJECT, boxes=[WHERE, NOTE])
    with monkeypatch.context() as older:
        older.delitem(registry._kinds, one.body.kind)
        assert sent(sealed(one)) == [(Taken.REFUSED, "logbook.unknown_kind")]
        assert door.fold_understood() == 0
    assert door.fold_understood() == 1
    assert not Refused.objects.exists()
    assert door.open_box(one.body.id, "free_text") == {"text": "ZAFIRO nota"}
    assert door.open_box(one.body.id, "whereabouts") is None
    assert door.verify().signed == 1
    assert door.progress(PHONE) == (1, 0)
    assert not door.is_frozen(PHONE)


# Numbers ------------------------------------------------------------------------------------------------------------------


def test_a_number_that_was_dropped_is_missing_until_it_comes() -> None:
    """SEC-029: drop one."""
    pen = Pen(PHONE)
    envelopes = [sealed(pen.write(meeting(1), subject_number(number))) for number in range(6)]
    sent(envelopes[0], envelopes[1], envelopes[3], envelopes[5])
    assert door.missing_numbers(PHONE) == [3, 5]
    assert door.progress(PHONE) == (2, 0)
    sent(envelopes[2], envelopes[4])
    assert door.missing_numbers(PHONE) == []
    assert door.progress(PHONE) == (6, 0)


def test_rel_012_a_copied_phone_is_found_by_its_numbers_and_all_that_it_sends_waits() -> None:
    """REL-012, SEC-029: one number with two entries; the first stands, the second and all after it wait for a person."""
    original, copy = Pen(PHONE), Pen(PHONE)
    first = sealed(original.write(meeting(1), subject_number(1)))
    second = sealed(copy.write(meeting(9), subject_number(2), minutes=7))
    third = sealed(copy.write(meeting(8), subject_number(3), minutes=8))
    assert sent(first) == [(Taken.ACCEPTED, "")]
    assert not door.is_frozen(PHONE)
    clash = (Taken.QUARANTINED, "logbook.counter_clash")
    assert sent(second, third) == [clash, clash]
    assert door.is_frozen(PHONE)
    assert sent(sealed(original.write(meeting(2), subject_number(4)))) == [clash]
    assert sent(first) == [(Taken.KNOWN, "")]
    assert set(Flag.objects.values_list("code", "device")) == {("logbook.counter_clash", PHONE)}
    assert HeldEntry.objects.count() == 3
    assert State.objects.count() == 1


def test_two_entries_with_one_number_in_one_batch_are_found() -> None:
    """REL-012"""
    original, copy = Pen(PHONE), Pen(PHONE)
    one, two = original.write(meeting(1), subject_number(1)), copy.write(meeting(9), subject_number(2), minutes=7)
    assert sent(sealed(one), sealed(two)) == [(Taken.ACCEPTED, ""), (Taken.QUARANTINED, "logbook.counter_clash")]


def test_what_was_known_before_a_revocation_is_unaffected_and_what_comes_later_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """SEC-033"""
    pen = Pen(PHONE)
    before, after = sealed(pen.write(meeting(1), subject_number(1))), sealed(pen.write(meeting(2), subject_number(2)))
    sent(before)
    monkeypatch.setattr(registry, "_authority", [lambda body, device: "access.device_revoked"])
    assert sent(before, after) == [(Taken.KNOWN, ""), (Taken.QUARANTINED, "access.device_revoked")]
    assert [str(row.subject) for row in State.objects.all()] == [str(subject_number(1))]


# At a post ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def central(enrolled: None) -> Iterator[ec.EllipticCurvePrivateKey]:
    """Make this installation the node of a post, and return the key of its headquarters."""
    private, signing = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    said = {name: der_of(key.public_key()).hex() for name, key in (("sealing", private), ("signing", signing))}
    path = env().home / NODE_FILE
    path.write_bytes(orjson.dumps({"role": "post", "group": "piedras-negras", "headquarters": said}))
    forget_open_keys()
    yield private
    path.unlink()
    forget_open_keys()


def own() -> Recipient:
    return Recipient(this_node().id, node_keys().sealing_public)


def test_a_post_takes_what_it_may_and_keeps_every_envelope_without_its_own_key(central: ec.EllipticCurvePrivateKey) -> None:
    pen = Pen(PHONE)
    one = pen.write(meeting(4), SUBJECT, boxes=[WHERE, NOTE])
    closed = pen.write(meeting(3), subject_number(2))
    assert sent(sealed(one, own()), sealed(closed, own(), FieldClass.SCREENING)) == [(Taken.ACCEPTED, ""), (Taken.ACCEPTED, "")]
    assert list(LogEntry.objects.values_list("id", flat=True)) == [one.body.id]
    assert door.open_box(one.body.id, "free_text") is None, "the note is for headquarters alone"
    assert door.open_box(one.body.id, "whereabouts") is not None
    assert door.progress(PHONE) == (2, 0)
    for row, made in zip(StoredEnvelope.objects.order_by("device_seq"), (one, closed), strict=True):
        kept = envelope_of(orjson.loads(bytes(row.envelope)))
        assert open_envelope(kept, this_node().id, node_keys().sealing) is None, "its place is forgotten here after seven days"
        above = open_envelope(kept, kept.node, central)
        assert isinstance(above, Opened)
        assert above.body == made.raw
        assert None not in above.keys
    assert door.verify().holds


def test_a_post_answers_an_envelope_that_it_may_not_open_once(central: ec.EllipticCurvePrivateKey) -> None:
    closed = sealed(Pen(PHONE).write(meeting(3), SUBJECT), own(), FieldClass.LEGAL)
    assert sent(closed) == [(Taken.ACCEPTED, "")]
    assert sent(closed) == [(Taken.KNOWN, "")]
    assert StoredEnvelope.objects.count() == 1
    copy = sealed(Pen(PHONE).write(meeting(5), subject_number(3), minutes=9), own(), FieldClass.LEGAL)
    sent(copy)
    assert door.is_frozen(PHONE)


# After a restore ----------------------------------------------------------------------------------------------------------


def test_numbers_are_counted_anew_from_what_is_here() -> None:
    """REL-011: a device whose counter ran ahead of the backup's entries is asked for them again."""
    from vereda.logbook.actions.counting import recount
    from vereda.logbook.models import Progress

    pen = Pen(PHONE)
    sent(*(sealed(pen.write(meeting(1), subject_number(number))) for number in range(3)))
    _, bad = refused(seq_before=4)
    sent(bad)
    Progress.objects.filter(device=PHONE).update(have_upto=9, beyond=[12], durable_upto=8)
    Progress.objects.create(device=CLONE, have_upto=7, durable_upto=7)
    recount()
    row = Progress.objects.get(device=PHONE)
    assert (row.have_upto, row.beyond, row.durable_upto) == (3, [5], 3)
    assert door.progress(CLONE) == (0, 0)


# Whose it is --------------------------------------------------------------------------------------------------------------


def test_an_older_clock_of_another_group_makes_nobody_the_owner_also_when_it_is_let_in() -> None:
    """The record stays with the group that had it, by steps and after a rebuild."""
    from vereda.logbook.tests.pens import author

    assert sent(sealed(Pen(PHONE).write(meeting(4), SUBJECT))) == [(Taken.ACCEPTED, "")]
    foreign = Pen(CLONE, skew=timedelta(days=-400)).write(meeting(9), SUBJECT)
    body = orjson.dumps({**orjson.loads(foreign.raw), "group": "tapachula"})
    (answer,) = sent(sealed(foreign, group="tapachula", body=body), device=CLONE)
    assert answer == (Taken.QUARANTINED, "logbook.subject_of_others")
    door.decide(foreign.body.id, accept=True, by=author(), at=NOW, now=NOW)
    assert State.objects.get(subject=SUBJECT).group == "piedras-negras"
    before = door.digest_of_read_models()
    door.rebuild()
    assert State.objects.get(subject=SUBJECT).group == "piedras-negras"
    assert door.digest_of_read_models() == before


# Clocks -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("skew", [timedelta(days=-5 * 365), timedelta(days=5 * 365), timedelta(days=31), timedelta(0)], ids=str)
def test_rel_006_a_phone_whose_clock_is_wrong_is_taken_in_the_order_of_what_it_had_seen(skew: timedelta) -> None:
    """Five years behind or ahead, on a leap day, and set back an hour between two entries: the claimed time is kept."""
    pen = Pen(PHONE, skew=skew)
    first = pen.write(meeting(4), SUBJECT)
    pen.skew -= timedelta(hours=1)
    second = pen.write(meeting(6, lines=[]), subject_number(2))
    third = pen.write(Corrected(people_met=5), SUBJECT, minutes=1)
    assert sent(sealed(third), sealed(second), sealed(first)) == [(Taken.ACCEPTED, "")] * 3
    for made, at in ((first, NOW + skew), (second, NOW + skew - timedelta(hours=1))):
        assert LogEntry.objects.get(id=made.body.id).occurred_at == at
    told = door.subject(SUBJECT)
    assert told is not None
    assert told.folded.state["fields"]["people_met"][-1][1] == 5, "a correction stands after what it had seen, whatever the clock"
    ahead = {flag.entry for flag in Flag.objects.filter(code="logbook.clock_ahead")}
    assert ahead == ({first.body.id, second.body.id, third.body.id} if skew > timedelta(0) else set())
    later = Pen(CLONE).write(meeting(2), subject_number(3))
    assert sent(sealed(later), device=CLONE) == [(Taken.ACCEPTED, "")], "nobody is locked out by a clock of the future"
