"""What headquarters gives a post and takes from it: its own group, no secret, no right that it gives itself (SEC-030)."""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.utils import timezone

from vereda.access.door import make_node_code, operator, revoke_device
from vereda.access.entries import AgentAdded, DeviceEnrolled, DeviceReportedLost, Granted
from vereda.access.models import Account, Device, Membership
from vereda.access.rules.tokens import token_hash
from vereda.client.tests.phone import Phone
from vereda.encounters.entries import Line, LineRecorded, ReportedCount, TotalReported, TotalWithdrawn, Withdrawn
from vereda.encounters.words import WithdrawnFor
from vereda.groups.entries.call_number import CallNumberKept
from vereda.logbook import clock, sealing
from vereda.logbook.actions.pass_down import passed_info
from vereda.logbook.actions.understand import fold_understood
from vereda.logbook.door import Draft, decide, record_all
from vereda.logbook.entries import ClockLimited, EntryAccepted, Payload, SubjectErased
from vereda.logbook.ids import uuid7
from vereda.logbook.models import HeldEntry, LogEntry, State
from vereda.logbook.nodekeys import this_node
from vereda.logbook.schema import Parts, der_of, node_id, public_key_of, seal_envelope, verify_p1363
from vereda.logbook.tests.pens import NOTE, WHERE, meeting
from vereda.logbook.writing import Author, Plain, Prepared, written
from vereda.people.entries.person import PersonMet
from vereda.relay.door import phones_made_at, revoke_post
from vereda.safety.entries.warning import WarningGiven
from vereda.tracing.entries.found import RiskChecked, WishSaid
from vereda.tracing.words import Wish

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
NAME = Plain(cls="identity", fields={"given": "Obsidiana"})


class Machine:
    """The node of a post, in the hands of whoever has it."""

    def __init__(self, group: str = "piedras-negras") -> None:
        self.sealing, self.signing = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
        self.group, self.seq = group, 0
        _, code = make_node_code(country="mx", group=group, label="Puesto", by=operator(), at=timezone.now())
        keys = {"sealing": der_of(self.sealing.public_key()).hex(), "signing": der_of(self.signing.public_key()).hex()}
        self.token = ""
        self.told = self.ask("join", {"code": code, "headquarters": this_node().id, **keys})
        self.token, self.device = self.told["token"], self.told["device"]

    def ask(self, path: str, question: dict[str, Any], status: int = 200, token: str = "") -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {token or self.token}"} if token or self.token else {}
        answer = Client().post(f"/sync/v1/relay/{path}", orjson.dumps(question), content_type="application/json", headers=headers)
        assert answer.status_code == status, answer.content
        return answer.json()

    def write(self, payload: Payload, account: object, subject: UUID | None = None, *boxes: Plain, group: str = "") -> Prepared:
        now = timezone.now()
        by = Author(account=str(account), group=group or self.group, country="mx", zone="America/Matamoros")
        made = {"id": uuid7(clock.to_ms(now)), "subject": subject or uuid7(clock.to_ms(now)), "seen": [], "by": by, "at": now}
        return written(payload, **made, clock=clock.reading(clock.to_ms(now)), boxes=boxes)

    def bring(self, *entries: Prepared) -> list[str]:
        """Bring entries of the own desk; return each answer with its code."""
        batch = []
        for one in entries:
            self.seq += 1
            parts = Parts(
                id=str(one.body.id),
                country="mx",
                group=one.body.group,
                device=self.device,
                device_seq=self.seq,
                body=one.raw,
                boxes=[(box.ref.cls, box.sealed, box.content_key) for box in one.boxes],
            )
            batch.append(seal_envelope(parts, self.signing, headquarters=this_node().headquarters).to_json())
        answers = self.ask("push", {"entries": batch})["answers"]
        return [" ".join(filter(None, (one["status"], one["code"]))) for one in answers]

    def listed(self) -> list[str]:
        return [one[0] for one in self.ask("list", {"cursor": 0})["entries"]]


@pytest.fixture
def machine(cast) -> Machine:
    return Machine()


def test_a_post_gets_what_belongs_to_its_group_and_nothing_of_others(cast, machine):
    ours, theirs = Phone(cast), Phone(cast, "nadia", "tapachula", "America/Mexico_City")
    own, other = ours.write(meeting(2), 1, WHERE, NOTE), theirs.write(meeting(3), 2, WHERE)
    ours.push(own)
    theirs.push(other)
    listed = machine.listed()
    assert str(own.body.id) in listed
    assert str(other.body.id) not in listed
    asked = [str(own.body.id), str(other.body.id), str(uuid4())]
    whole = machine.ask("entries", {"ids": asked})["entries"]
    assert [orjson.loads(one["body"])["id"] for one in whole] == [str(own.body.id)], "asked for by name it is not given either"
    members = {row.group for row in Membership.objects.filter(subject__in=listed)}
    assert members <= {"piedras-negras"}


def test_keys_come_down_for_the_classes_a_post_may_hold_and_to_that_post_alone(cast, machine):
    phone = Phone(cast, label="Teléfono 2")
    named = phone.write(PersonMet(purpose="assist"), 3, NAME)
    phone.push(named)
    device = Phone(cast, label="Teléfono 3")
    sent = device.write(meeting(2), 5, WHERE, NOTE)
    device.push(sent)
    whole = machine.ask("entries", {"ids": [str(sent.body.id), str(named.body.id)]})["entries"]
    by_kind = {orjson.loads(one["body"])["kind"]: one for one in whole}
    met, person = by_kind["encounters.recorded"], by_kind["people.person_met"]
    assert (len(met["boxes"]), met["open"]) == (2, [0]), "the place; the note travels closed"
    own = node_id(machine.sealing.public_key())
    key = sealing.SUITE.decrypt(b64decode(person["keys"]), machine.sealing, passed_info(str(named.body.id), own))
    assert len(key) == 32


def test_members_come_down_with_no_secret_and_without_first_passwords(cast, machine):
    Account.objects.filter(username="rafael").update(is_password_temporary=True)
    told = machine.ask("members", {"have": ""})["members"]
    names = {one["username"] for one in told}
    assert "ines" in names
    assert "rafael" not in names, "who never signed in has a password that somebody else knows"
    assert "nadia" not in names
    assert set(told[0]) == {"id", "username", "display_name", "language", "password", "vouch_not_by", "passkeys", "has_app"}
    assert b"secret" not in orjson.dumps(told)


def test_headquarters_proves_its_key_by_signing_the_challenge(machine):
    """SEC-030, for a post."""
    challenge = b64encode(bytes(32)).decode()
    said = machine.ask("hello", {"challenge": challenge, "at": ""})
    spoken = f"vereda/relay/1|{challenge}|{said['at']}|{machine.device}|{said['epoch']}".encode()
    signing = public_key_of(bytes.fromhex(machine.told["headquarters"]["signing"]))
    assert verify_p1363(signing, b64decode(said["proof"]), spoken)
    assert not verify_p1363(signing, b64decode(said["proof"]), spoken + b"0")


def test_what_its_desk_wrote_counts_when_who_wrote_it_works_there(cast, machine):
    ines, nadia = cast.account("ines").pk, cast.account("nadia").pk
    good = machine.write(meeting(4), ines, None, NOTE)
    assert machine.bring(good) == ["accepted"]
    assert machine.bring(good) == ["known"], "brought again under another number"
    assert machine.bring(machine.write(meeting(4), nadia)) == ["quarantined access.author_of_other_group"]
    assert machine.bring(machine.write(meeting(4), nadia, group="tapachula")) == ["quarantined access.device_of_other_group"]


def test_sec_038_what_a_phone_told_its_post_of_being_lost_counts_above_and_of_no_phone_of_another_group(cast, machine):
    """SEC-038"""
    own, theirs = Phone(cast), Phone(cast, "nadia", "tapachula", "America/Mexico_City")
    assert machine.bring(machine.write(DeviceReportedLost(), own.device, UUID(own.device))) == ["accepted"]
    assert Device.objects.get(pk=own.device).lost_at is not None
    (said,) = machine.bring(machine.write(DeviceReportedLost(), theirs.device, UUID(theirs.device)))
    assert said.startswith("quarantined")
    assert Device.objects.get(pk=theirs.device).lost_at is None
    told = own.push(own.write(meeting(3), 1), to="last")["answers"]
    assert [(one["status"], one["code"]) for one in told] == [("quarantined", "access.device_reported_lost")]


def test_a_stolen_post_gives_no_right_erases_nobody_and_withdraws_nothing_of_others(cast, machine):
    ines = cast.account("ines").pk
    theirs = Phone(cast, "nadia", "tapachula", "America/Mexico_City")
    other = theirs.write(meeting(3), 2)
    theirs.push(other)
    today = timezone.now().date()
    tries = [
        machine.write(Granted(account=ines, role="administrator", country="mx", from_on=today), ines),
        machine.write(Granted(account=ines, role="coordinator", country="mx", group="piedras-negras", from_on=today), ines),
        machine.write(SubjectErased(subject_was="encounter", approved_by=str(uuid4())), ines, other.body.subject),
        machine.write(SubjectErased(subject_was="encounter", approved_by=str(ines), reason="struck"), ines, other.body.subject),
        machine.write(Withdrawn(reason=WithdrawnFor.MISTAKE), ines, other.body.subject),
        machine.write(_node_of("piedras-negras"), ines),
        machine.write(_node_of("tapachula", is_node=False), ines),
        machine.write(AgentAdded(account=ines), ines, UUID(theirs.device)),
    ]
    answers = machine.bring(*tries)
    assert [one.split()[0] for one in answers] == ["quarantined"] * len(tries), answers
    assert not State.objects.get(subject=other.body.subject).is_erased
    assert not Membership.objects.filter(role="administrator", account=ines).exists()
    assert Device.objects.filter(is_node=True).count() == 1


def test_a_stolen_post_changes_no_total_no_row_and_no_clock_of_others(cast, machine):
    ines, now = cast.account("ines").pk, timezone.now()
    by = Author(account=str(cast.account("nadia").pk), group="tapachula", country="mx", zone="America/Mexico_City")
    total = TotalReported(from_on=date(2024, 1, 1), to_on=date(2024, 1, 31), counts=[ReportedCount(count=40)], source="acta")
    reported = record_all([Draft(payload=total, by=by, at=now)])[0].subject
    theirs = Phone(cast, "nadia", "tapachula", "America/Mexico_City")
    other = theirs.write(meeting(3), 2)
    theirs.push(other)
    before = dict(State.objects.values_list("subject", "folded"))
    tries = [
        machine.write(TotalWithdrawn(reason=WithdrawnFor.MISTAKE), ines, reported),
        machine.write(LineRecorded(batch=uuid4(), line=Line(line_id="x", count=500)), ines, other.body.subject),
        machine.write(ClockLimited(entry=other.body.id, clock="0" * 16), ines, other.body.subject),
    ]
    assert machine.bring(*tries) == ["quarantined logbook.subject_of_others"] * len(tries)
    assert dict(State.objects.values_list("subject", "folded")) == before


def test_what_is_not_understood_yet_gives_a_stolen_post_no_right_after_an_upgrade(cast, machine, monkeypatch):
    ines = cast.account("ines").pk
    granted = Granted(account=ines, role="administrator", country="mx", from_on=timezone.now().date())
    with monkeypatch.context() as later:
        later.setattr(Granted, "version", 2)
        entry = machine.write(granted, ines)
    assert machine.bring(entry) == ["not_understood logbook.not_from_posts"]
    monkeypatch.setattr(Granted, "version", 2)
    monkeypatch.setattr(Granted, "upcasts", {1: dict})
    fold_understood()
    assert HeldEntry.objects.get(entry=entry.body.id).held == "quarantine"
    assert not Membership.objects.filter(role="administrator", account=ines).exists()


def test_a_stolen_post_writes_in_an_agents_name_nothing_that_only_the_coordination_writes(cast, machine):
    ines, rafael, now = cast.account("ines").pk, cast.account("rafael").pk, timezone.now()
    warned = {"sender": "x", "sender_name": "x", "state": "MX-COA", "municipality": "05025", "area_said": "x"}
    caps = {"status": "actual", "message": "alert", "urgency": "future", "severity": "severe", "certainty": "likely"}
    told = [
        WishSaid(wish=Wish.YES, finding=uuid4()),
        RiskChecked(),
        WarningGiven.model_validate({**warned, **caps, "hazard": "heat", "onset": now, "expires": now}),
        CallNumberKept(number="8787000000"),
        EntryAccepted(entry=uuid4()),
        DeviceEnrolled(country="mx", group="piedras-negras", label="Otro", token_hash="0" * 64),
    ]
    assert machine.bring(*(machine.write(one, ines) for one in told)) == ["quarantined access.role_may_not_write"] * len(told)
    assert not State.objects.filter(kind__in=["missing_file", "given_warning", "call_number"]).exists()
    assert machine.bring(machine.write(CallNumberKept(number="8787000000"), rafael)) == ["accepted"]
    assert "otra función del grupo" in cast.client("rafael").get("/en-espera/").content.decode()


def test_who_left_the_coordination_does_not_write_for_it_by_claiming_an_hour_of_then(cast, machine):
    rafael = cast.account("rafael").pk
    machine.bring(machine.write(CallNumberKept(number="8787000000"), rafael))
    Membership.objects.filter(account=rafael).update(role="agent")
    assert machine.bring(machine.write(CallNumberKept(number="8787000001"), rafael)) == ["quarantined access.role_may_not_write"]


@pytest.mark.parametrize(("days", "answer"), [(34, "accepted"), (36, "quarantined access.role_may_not_write")])
def test_what_a_coordinator_wrote_before_becoming_an_agent_is_taken_for_as_long_as_it_may_wait(cast, machine, days, answer):
    rafael = cast.account("rafael").pk
    before = Membership.objects.get(account=rafael)
    Membership.objects.filter(pk=before.pk).update(revoked_on=timezone.localdate() - timedelta(days=days))
    before.pk, before.role = uuid4(), "agent"
    before.save(force_insert=True)
    assert machine.bring(machine.write(CallNumberKept(number="8787000002"), rafael)) == [answer]


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({}, "accepted"),
        ({"group": "tapachula"}, "quarantined logbook.not_from_posts"),
        ({"record": uuid4().hex}, "quarantined logbook.not_from_posts"),
        ({"people": -3}, "refused logbook.entry_invalid"),
        ({"local_on": "ayer"}, "refused logbook.entry_invalid"),
        ({"name": "ZAFIRO"}, "refused logbook.entry_invalid"),
    ],
)
def test_what_a_post_struck_counts_for_itself_alone(cast, machine, change, answer):
    ines = cast.account("ines").pk
    wrote = machine.write(meeting(2), ines, None, NOTE)
    machine.bring(wrote)
    row = {"record": wrote.body.subject.hex, "row": "T", "line": "in_total", "local_on": "2024-01-29", "group": "piedras-negras"}
    row |= {"state": "MX-COA", "nationality": "GT", "sex": "U", "age_band": "U", "people": 2, "services": [], "categories": []}
    erased = SubjectErased.model_construct(subject_was="encounter", approved_by=str(ines), reason="struck", rows=[row | change])
    assert machine.bring(machine.write(erased, ines, wrote.body.subject)) == [answer]


def test_a_post_takes_away_what_who_wrote_it_struck(cast, machine):
    ines = cast.account("ines").pk
    wrote = machine.write(meeting(2), ines, None, NOTE)
    machine.bring(wrote)
    struck = machine.write(
        SubjectErased(subject_was="encounter", approved_by=str(ines), reason="struck"), ines, wrote.body.subject
    )
    assert machine.bring(struck) == ["accepted"]
    assert State.objects.get(subject=wrote.body.subject).is_erased
    from vereda.logbook.door import open_box

    assert open_box(wrote.body.id, "free_text") is None


def test_an_erasure_that_waited_erases_when_the_supervisor_takes_it(cast, machine):
    from vereda.logbook.door import open_box

    ines, rafael = cast.account("ines").pk, cast.account("rafael").pk
    wrote = machine.write(PersonMet(purpose="assist"), rafael, None, NAME)
    machine.bring(wrote)
    erasure = machine.write(SubjectErased(subject_was="person", approved_by=str(rafael)), ines, wrote.body.subject)
    assert machine.bring(erasure) == ["quarantined logbook.not_from_posts"]
    assert open_box(wrote.body.id, "identity") == {"given": "Obsidiana"}
    by = Author(account=str(rafael), group="piedras-negras", country="mx", zone="America/Matamoros")
    decide(erasure.body.id, accept=True, by=by, at=timezone.now())
    assert open_box(wrote.body.id, "identity") is None
    assert State.objects.get(subject=wrote.body.subject).is_erased


def test_a_phones_token_opens_nothing_of_the_relay(cast, machine):
    phone = Phone(cast)
    for path, question in (("list", {"cursor": 0}), ("members", {}), ("entries", {"ids": []}), ("push", {"entries": []})):
        machine.ask(path, question, status=403, token=phone.token)
        machine.ask(path, question, status=401, token="nobody")
    assert machine.ask("members", {"have": ""})["members"]


def test_a_revoked_post_gets_nothing_and_what_phones_signed_is_taken_from_it(cast, machine):
    phone = Phone(cast)
    given = phone.seal(phone.write(meeting(2), 1))
    revoke_post(machine.device, reason="stolen", by=operator(), at=timezone.now())
    for path, question in (("list", {"cursor": 0}), ("members", {}), ("entries", {"ids": [given.id]})):
        assert machine.ask(path, question, status=401)["code"] == "access.device_revoked"
    assert machine.ask("hello", {"challenge": b64encode(bytes(32)).decode()})["is_revoked"]
    assert machine.ask("push", {"entries": [given.to_json()]})["answers"][0]["status"] == "accepted"
    ines = cast.account("ines").pk
    assert machine.bring(machine.write(meeting(9), ines)) == ["quarantined access.device_revoked"]


def test_who_revokes_a_post_is_told_which_phones_it_made_for_they_outlive_it(cast, machine):
    ines, rafael, thief = cast.account("ines").pk, cast.account("rafael").pk, uuid7(clock.to_ms(timezone.now()))
    Phone(cast)
    made = DeviceEnrolled(country="mx", group="piedras-negras", label="Del ladrón", token_hash=token_hash("t"), public_key=None)
    secret = b"s" * 32
    added = AgentAdded(account=ines, key_hash=sha256(secret).hexdigest())
    assert machine.bring(machine.write(made, rafael, thief), machine.write(added, rafael, thief)) == ["accepted"] * 2
    revoke_post(machine.device, reason="stolen", by=operator(), at=timezone.now())
    late = machine.write(made, ines)
    assert machine.bring(late) == ["quarantined access.device_revoked"]
    headers = {"Authorization": "Bearer t", "X-Vereda-Agent": str(ines), "X-Vereda-Agent-Key": b64encode(secret).decode()}
    assert Client().get("/sync/v1/pull", headers=headers).status_code == 200, "it is the group's, until somebody revokes it"
    assert [label for label, _came in phones_made_at(UUID(machine.device))] == ["Del ladrón"]
    revoke_device(device=thief, reason="stolen", by=operator(), at=timezone.now())
    assert Client().get("/sync/v1/pull", headers=headers).status_code == 401
    assert phones_made_at(UUID(machine.device)) == []


@pytest.mark.parametrize("key", ["AAAA", "no base64 at all", b64encode(b"\0" * 91).decode()])
def test_a_phone_whose_key_is_none_signs_nothing_and_stops_nothing(cast, machine, key):
    phone, known = Phone(cast), Phone(cast, label="Teléfono 2")
    device = uuid7(clock.to_ms(timezone.now()))
    made = DeviceEnrolled(country="mx", group="piedras-negras", label="?", token_hash=token_hash("t"), public_key=key)
    assert machine.bring(machine.write(made, cast.account("rafael").pk, device)) == ["accepted"]
    strange = {**phone.seal(phone.write(meeting(1), 1)).to_json(), "device": str(device)}
    answers = machine.ask("push", {"entries": [strange, known.seal(known.write(meeting(2), 2)).to_json()]})["answers"]
    assert [one["status"] for one in answers] == ["later", "accepted"]


def test_a_phone_that_is_not_known_yet_is_brought_again_and_nothing_else_waits_for_it(cast, machine):
    phone, known = Phone(cast), Phone(cast, label="Teléfono 2")
    stranger = phone.seal(phone.write(meeting(1), 1))
    Device.objects.filter(subject=phone.device).delete()
    batch = [stranger.to_json(), known.seal(known.write(meeting(2), 2)).to_json()]
    assert [one["status"] for one in machine.ask("push", {"entries": batch})["answers"]] == ["later", "accepted"]


def test_a_held_entry_is_told_as_held_and_again_when_it_was_decided(cast, machine):
    phone = Phone(cast)
    Membership.objects.filter(account=cast.account("ines").pk).delete()
    late = phone.write(meeting(2), 1)
    phone.push(late)
    page = machine.ask("list", {"cursor": 0})
    held = {one[0]: one[2] for one in page["entries"]}
    assert held[str(late.body.id)] == "quarantine"
    rafael = cast.account("rafael").pk
    by = Author(account=str(rafael), group="piedras-negras", country="mx", zone="America/Matamoros")
    decide(late.body.id, accept=True, by=by, at=timezone.now())
    again = {one[0]: one[2] for one in machine.ask("list", {"cursor": page["cursor"]})["entries"]}
    assert again[str(late.body.id)] == "", "told again, as it stands now"


def test_a_decision_that_comes_before_its_entry_is_kept_for_it(cast, machine):
    """A post decided on what it held; its decision goes up before the phone's entry, which headquarters holds as well."""
    from vereda.logbook.entries import EntryAccepted

    phone = Phone(cast)
    late = phone.seal(phone.write(meeting(2), 1))
    Device.objects.filter(subject=phone.device).update(agents=[])
    rafael = cast.account("rafael").pk
    decided = machine.write(EntryAccepted(entry=UUID(late.id)), rafael, UUID(late.id))
    assert machine.bring(decided) == ["accepted"]
    machine.ask("push", {"entries": [late.to_json()]})
    assert not HeldEntry.objects.filter(entry=late.id).exists()
    assert State.objects.filter(kind="encounter").count() == 1


def test_a_list_goes_on_by_blocks_and_leaves_nothing_out(cast, machine, monkeypatch):
    from vereda.logbook.actions import pass_down

    monkeypatch.setattr(pass_down, "WINDOW_MOST", 2)
    monkeypatch.setattr(pass_down, "LIST_MOST", 3)
    monkeypatch.setattr(pass_down, "LOOKS", 2)
    by = Author(account=str(cast.account("ines").pk), group="piedras-negras", country="mx", zone="America/Matamoros")
    for people in range(1, 8):
        record_all([Draft(payload=meeting(people), by=by, at=timezone.now())])
    cursor, found, pages, more = 0, [], 0, True
    while more:
        page = machine.ask("list", {"cursor": cursor})
        cursor, more, pages = page["cursor"], page["more"], pages + 1
        found += [one[0] for one in page["entries"]]
    written_here = {str(one) for one in LogEntry.objects.filter(kind="encounters.recorded").values_list("id", flat=True)}
    assert written_here <= set(found)
    assert len(found) == len(set(found))
    assert pages > 2


def _node_of(group: str, *, is_node: bool = True) -> DeviceEnrolled:
    return DeviceEnrolled(country="mx", group=group, label="otro", token_hash="0" * 64, is_node=is_node)
