"""What headquarters lost in a restore comes back from its posts: what it signed, as it was judged, once, and nothing else."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import orjson
import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from vereda.access.door import operator, revoke_device
from vereda.access.entries import Granted
from vereda.access.models import Device, Membership
from vereda.access.reach import author_of
from vereda.client.tests.phone import Phone
from vereda.logbook import clock, sealing
from vereda.logbook.actions.chaining import append_block
from vereda.logbook.actions.erase import finish_erasures
from vereda.logbook.actions.pass_down import Judged, passed_info, passed_text
from vereda.logbook.door import Draft, decide, erase, head, open_box, progress, record_all, verify
from vereda.logbook.envelopes import SIGNED, Recipient
from vereda.logbook.errors import NotPassedDown
from vereda.logbook.ids import uuid7
from vereda.logbook.keystore import KeyName
from vereda.logbook.models import Block, ErasedKey, Flag, HeldEntry, LogEntry, PassedEntry, State
from vereda.logbook.nodekeys import key_store, node_keys, this_node
from vereda.logbook.schema import node_id, sign_p1363
from vereda.logbook.tests.pens import NOTE, WHERE, meeting
from vereda.logbook.writing import Author, written
from vereda.people.entries.person import PersonMet
from vereda.relay.errors import HeadquartersStumbled, LineDown, PostRevoked
from vereda.relay.rounds import how_it_stands, relay_round
from vereda.relay.tests.test_headquarters import NAME, Machine
from vereda.relay.tests.test_rounds import Played, above  # noqa: F401  a fixture

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
PIEDRAS = "piedras-negras"


@pytest.fixture
def machine(cast) -> Machine:
    return Machine()


@contextmanager
def lost() -> Iterator[None]:
    """Let headquarters forget what it does inside: afterwards it is restored from a backup older than that."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    last = head()
    assert last is not None
    append_block([], now=timezone.now(), epoch=last.epoch + 1)


def whole(post: Machine, *entries: UUID | str) -> list[dict[str, Any]]:
    """Return entries as they came down to a post, their content keys sealed to headquarters, as a post does."""
    came = post.ask("entries", {"ids": [str(one) for one in entries]})["entries"]
    hq, own = this_node().headquarters, node_id(post.sealing.public_key())
    for one in came:
        if one["keys"]:
            id_ = orjson.loads(one["body"])["id"]
            keys = sealing.SUITE.decrypt(b64decode(one["keys"]), post.sealing, passed_info(id_, own))
            one["keys"] = b64encode(sealing.SUITE.encrypt(keys, hq.public, passed_info(id_, hq.id))).decode()
    return came


def back(post: Machine, *given: dict[str, Any]) -> list[str]:
    answers = post.ask("back", {"entries": list(given)})["answers"]
    return [" ".join(filter(None, (one["status"], one["code"]))) for one in answers]


def chained() -> tuple[int, int, int]:
    return LogEntry.objects.count(), Block.objects.count(), HeldEntry.objects.count()


# At headquarters -----------------------------------------------------------------------------------------------------------


def test_a_revocation_that_was_lost_is_in_force_again_and_what_came_meanwhile_waits(cast, machine):
    phone, other = Phone(cast), Phone(cast, label="Teléfono 2")
    with lost():
        revoked = revoke_device(device=UUID(phone.device), reason="stolen", by=operator(), at=timezone.now()).entry
        came = whole(machine, revoked)
    meanwhile, good = phone.write(meeting(2), 1), other.write(meeting(3), 2)
    phone.push(meanwhile)
    other.push(good)
    assert State.objects.filter(subject=meanwhile.body.subject).exists(), "headquarters has forgotten that it was stolen"
    assert machine.ask("lost", {"ids": [str(revoked), str(good.body.id)]})["lost"] == [str(revoked)]
    assert back(machine, *came) == ["accepted"]
    assert Device.objects.get(pk=phone.device).revoked_at is not None
    assert Client().get("/sync/v1/pull", headers=phone.headers).status_code == 401
    held = HeldEntry.objects.get()
    assert (held.entry, held.held, held.why) == (meanwhile.body.id, "quarantine", "access.device_revoked")
    assert not State.objects.filter(subject=meanwhile.body.subject).exists()
    assert State.objects.filter(subject=good.body.subject).exists()
    assert verify().wrong == ""


def test_a_post_that_had_looked_through_the_blocks_before_hears_what_is_held_now(cast, machine):
    phone = Phone(cast)
    with lost():
        revoked = revoke_device(device=UUID(phone.device), reason="stolen", by=operator(), at=timezone.now()).entry
        came = whole(machine, revoked)
    meanwhile = phone.write(meeting(2), 1)
    phone.push(meanwhile)
    page = Machine().ask("list", {"cursor": 0})
    assert {one[0]: one[2] for one in page["entries"]}[str(meanwhile.body.id)] == ""
    back(machine, *came)
    again = {one[0]: one[2] for one in machine.ask("list", {"cursor": page["cursor"]})["entries"]}
    assert again == {str(meanwhile.body.id): "quarantine", str(revoked): ""}


@pytest.mark.parametrize("redone", [False, True])
def test_what_a_supervisor_took_meanwhile_of_a_revoked_phone_stands(cast, machine, redone):
    phone, rafael = Phone(cast), cast.account("rafael").pk
    with lost():
        revoked = revoke_device(device=UUID(phone.device), reason="lost", by=operator(), at=timezone.now()).entry
        came = whole(machine, revoked)
    if redone:
        revoke_device(device=UUID(phone.device), reason="lost", by=operator(), at=timezone.now())
    Device.objects.filter(subject=phone.device).update(agents=[])
    late = phone.write(meeting(2), 1)
    phone.push(late, to="last" if redone else "push")
    by = Author(account=str(rafael), group=PIEDRAS, country="mx", zone="America/Matamoros")
    decide(late.body.id, accept=True, by=by, at=timezone.now())
    assert back(machine, *came) == ["accepted"], "a second revocation stands beside the first"
    assert Device.objects.get(pk=phone.device).revoked_at is not None
    assert not HeldEntry.objects.exists()


def test_an_erasure_that_was_lost_destroys_the_keys_again_also_of_what_is_not_here_yet(home, cast, machine):
    by = author_of(operator())
    person = record_all([Draft(payload=PersonMet(purpose="assist"), by=_desk(cast), at=timezone.now(), boxes=[NAME])])[0]
    phone = Phone(cast)
    absent = phone.write(PersonMet(purpose="assist"), 7, NAME)
    name = KeyName(person.subject.hex, "identity")
    kept = [row for row in key_store().store.all_rows() if KeyName(row.owner, row.cls) == name]
    with lost():
        phone.push(absent)
        second = str(cast.account("rafael").pk)
        erased = [erase(one, by=by, at=timezone.now(), second=second).entry for one in (person.subject, absent.body.subject)]
        came = whole(machine, *erased)
    key_store().store.insert(kept)  # the key store was older as well
    assert open_box(person.entry, "identity") == {"given": "Obsidiana"}
    assert back(machine, *came) == ["accepted"] * len(erased)
    assert State.objects.get(subject=person.subject).is_erased
    assert open_box(person.entry, "identity") is None
    assert key_store().get([name]) == {}
    assert ErasedKey.objects.filter(owner=person.subject).exists()
    phone.push(absent)
    assert State.objects.get(subject=absent.body.subject).is_erased
    assert open_box(absent.body.id, "identity") is None
    assert finish_erasures(now=timezone.now()) == 0


def test_what_the_desk_wrote_comes_back_open_as_far_as_a_post_may_hold_it_and_once(cast, machine):
    with lost():
        person = record_all([Draft(payload=PersonMet(purpose="assist"), by=_desk(cast), at=timezone.now(), boxes=[NAME])])[0]
        met = record_all([Draft(payload=meeting(2), by=_desk(cast), at=timezone.now(), boxes=[WHERE, NOTE])])[0]
        came = whole(machine, person.entry, met.entry)
    assert back(machine, *came) == ["accepted", "accepted"]
    assert open_box(person.entry, "identity") == {"given": "Obsidiana"}
    assert open_box(met.entry, "free_text") is None, "the post had it closed"
    before = chained()
    assert back(machine, *came) == ["known", "known"]
    assert chained() == before
    assert verify().wrong == ""


def test_what_was_held_comes_back_held_for_the_same_supervisor(cast, machine):
    theirs, ines = Phone(cast, "nadia", "tapachula", "America/Mexico_City"), cast.account("ines").pk
    other = theirs.write(meeting(3), 2)
    theirs.push(other)
    granted = machine.write(Granted(account=ines, role="administrator", country="mx", from_on=timezone.now().date()), ines)
    total = machine.write(meeting(9), ines, other.body.subject)
    second, of_others = Machine(), Machine("tapachula")
    with lost():
        assert [one.split()[0] for one in machine.bring(granted, total)] == ["quarantined"] * 2
        came = [*whole(second, granted.body.id), *whole(of_others, total.body.id)]
    for one in came:
        freed = {**one, "passed": ["", "", "", "", one["passed"][4]]}
        assert back(second, freed) == ["refused logbook.not_passed_down"]
    assert len(came) == 2
    assert back(second, *came) == ["accepted"] * 2
    held = {row.entry: (row.held, row.why, row.group) for row in HeldEntry.objects.all()}
    assert held[granted.body.id] == ("quarantine", "logbook.not_from_posts", PIEDRAS)
    assert held[total.body.id] == ("quarantine", "logbook.subject_of_others", "tapachula")


def test_what_was_not_understood_and_had_no_right_gets_none_by_coming_back(cast, machine, monkeypatch):
    ines, second = cast.account("ines").pk, Machine()
    granted = Granted(account=ines, role="administrator", country="mx", from_on=timezone.now().date())
    with lost(), monkeypatch.context() as later:
        later.setattr(Granted, "version", 2)
        entry = machine.write(granted, ines)
        later.undo()
        assert machine.bring(entry) == ["not_understood logbook.not_from_posts"]
        came = whole(second, entry.body.id)
    monkeypatch.setattr(Granted, "version", 2)
    assert back(second, *came) == ["accepted"]
    assert HeldEntry.objects.get(entry=entry.body.id).held == "quarantine"
    assert not Membership.objects.filter(role="administrator", account=ines).exists()


def _forged(one: dict[str, Any], post: Machine) -> dict[str, Any]:
    body = one["body"].encode()
    text = passed_text(UUID(orjson.loads(body)["id"]), sealing.sha256(body).digest(), Judged("", "", "", ""), b"")
    return {**one, "passed": ["", "", "", "", b64encode(sign_p1363(post.signing, text)).decode()]}


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        (_forged, "logbook.not_passed_down"),
        (lambda one, _: {**one, "body": one["body"].replace("stolen", "mistake")}, "logbook.not_passed_down"),
        (lambda one, _: {**one, "signed": b64encode(bytes(SIGNED.size)).decode()}, "logbook.not_passed_down"),
        (lambda one, _: {**one, "passed": ["quarantine", *one["passed"][1:]]}, "logbook.not_passed_down"),
        (lambda one, _: {**one, "passed": None}, "logbook.entry_invalid"),
        (lambda one, _: {**one, "passed": one["passed"][1:]}, "logbook.entry_invalid"),
        (lambda one, _: {**one, "body": "{"}, "logbook.entry_invalid"),
        (lambda one, _: {**one, "boxes": ["AAAA"]}, "logbook.entry_invalid"),
        (lambda one, _: "nothing of ours", "logbook.entry_invalid"),
    ],
)
def test_what_headquarters_did_not_sign_so_is_refused_and_nothing_is_written(
    cast, machine, change: Callable[[dict[str, Any], Machine], Any], answer
):
    phone = Phone(cast)
    with lost():
        revoked = revoke_device(device=UUID(phone.device), reason="stolen", by=operator(), at=timezone.now()).entry
        (came,) = whole(machine, revoked)
    before = chained()
    assert back(machine, change(came, machine)) == [f"refused {answer}"]
    assert chained() == before
    assert Device.objects.get(pk=phone.device).revoked_at is None
    assert back(machine, came) == ["accepted"]


def test_an_entry_of_the_posts_own_making_is_never_taken_this_way(cast, machine):
    ines = cast.account("ines").pk
    granted = machine.write(Granted(account=ines, role="administrator", country="mx", from_on=timezone.now().date()), ines)
    told = {"body": granted.raw.decode(), "boxes": [], "open": [], "keys": "", "signed": ""}
    assert back(machine, {**told, "passed": ["", "", "", "", ""]}) == ["refused logbook.not_passed_down"]
    assert back(machine, _forged(told, machine)) == ["refused logbook.not_passed_down"]


def test_what_a_phone_brought_directly_comes_back_as_it_was_judged_though_it_was_revoked_since(cast, machine):
    phone = Phone(cast)
    own = phone.write(meeting(2), 1, WHERE)
    with lost():
        phone.push(own)
        revoked = revoke_device(device=UUID(phone.device), reason="stolen", by=operator(), at=timezone.now()).entry
        came = whole(machine, own.body.id, revoked)
    for one in came:  # in two questions, the revocation last
        assert back(machine, one) == ["accepted"]
    assert not HeldEntry.objects.exists()
    assert State.objects.filter(subject=own.body.subject).exists()
    assert progress(phone.device)[0] == 1, "its number is counted: it need not send it again"
    assert verify().wrong == ""


def test_a_number_that_a_copied_phone_used_meanwhile_is_a_clash(cast, machine):
    phone = Phone(cast)
    own = phone.write(meeting(2), 1)
    with lost():
        phone.push(own)
        came = whole(machine, own.body.id)
    phone.seq = 0
    phone.push(phone.write(meeting(3), 2))
    assert back(machine, *came) == ["accepted"]
    assert Flag.objects.get().code == "logbook.counter_clash"
    assert HeldEntry.objects.get().entry == own.body.id


def test_a_revoked_post_gives_nothing_back(cast, machine):
    phone = Phone(cast)
    with lost():
        revoked = revoke_device(device=UUID(phone.device), reason="stolen", by=operator(), at=timezone.now()).entry
        came = whole(machine, revoked)
    revoke_device(device=UUID(machine.device), reason="stolen", by=operator(), at=timezone.now())
    before = chained()
    for path, question in (("lost", {"ids": [str(revoked)]}), ("back", {"entries": came})):
        assert machine.ask(path, question, status=401)["code"] == "access.device_revoked"
        machine.ask(path, question, status=403, token=phone.token)
    assert chained() == before


# At the post ---------------------------------------------------------------------------------------------------------------


class Restored(Played):
    """A headquarters that passes one desk entry down, signed, is restored, and asks for what it lost."""

    def __init__(self) -> None:
        super().__init__()
        now = timezone.now()
        ms = clock.to_ms(now)
        by = Author(account="operator", group=PIEDRAS, country="mx", zone="America/Matamoros")
        made = {"id": uuid7(ms), "subject": uuid7(ms), "seen": [], "by": by, "at": now, "clock": clock.reading(ms)}
        self.own = written(PersonMet(purpose="assist"), **made, boxes=[NAME])
        self.signer, self.asked = self.signing, list[str]()
        self.lost, self.back, self.stumbles = set[str](), list[dict[str, Any]](), set[str]()
        self.refuses = False
        self.node: Recipient | None = None

    def ask(self, path: str, question: dict[str, Any]) -> dict[str, Any]:
        self.asked.append(path)
        return super().ask(path, question)

    def _list(self, question: dict[str, Any]) -> dict[str, Any]:
        listed = [[str(self.own.body.id), self.own.digest.hex(), "", ""]] if not question["cursor"] else []
        return {"entries": listed, "cursor": 7, "more": False}

    def _entries(self, question: dict[str, Any]) -> dict[str, Any]:
        assert self.node is not None
        id_, box = str(self.own.body.id), self.own.boxes[0]
        keys = sealing.SUITE.encrypt(box.content_key, self.node.public, passed_info(id_, self.node.id))
        text = passed_text(self.own.body.id, self.own.digest, Judged("", "", "", ""), b"")
        told = {"body": self.own.raw.decode(), "boxes": [b64encode(box.sealed).decode()], "open": [0], "signed": ""}
        proof = ["", "", "", "", b64encode(sign_p1363(self.signer, text)).decode()]
        return {"entries": [{**told, "keys": b64encode(keys).decode(), "passed": proof}]}

    def _lost(self, question: dict[str, Any]) -> dict[str, Any]:
        return {"lost": [one for one in question["ids"] if one in self.lost]}

    def _back(self, question: dict[str, Any]) -> dict[str, Any]:
        ids = [orjson.loads(one["body"])["id"] for one in question["entries"]]
        if self.stumbles & set(ids):
            raise HeadquartersStumbled(why="HTTP 500")
        self.back += question["entries"]
        return {"answers": [{"id": one, "status": "refused" if self.refuses else "accepted", "code": ""} for one in ids]}


@pytest.fixture
def played(above: Played) -> Restored:  # noqa: F811  the fixture
    """Make this installation the post of such a headquarters."""
    made, public = Restored(), node_keys().sealing_public
    made.sealing, made.signing, made.proof_key, made.nodes = above.sealing, above.signing, above.signing, above.nodes
    made.node = Recipient(node_id(public), public)
    return made


@pytest.fixture
def restored(played: Restored) -> Restored:
    """Have what it passed down be here, and lost there since."""
    played.signer = played.signing
    assert relay_round(ask=played.ask).down == 1
    assert PassedEntry.objects.get().is_due is False
    played.epoch, played.lost, played.asked = 2, {str(played.own.body.id)}, []
    return played


def test_a_restored_headquarters_gets_back_what_it_signed_before_anything_else_and_once(restored):
    relay_round(ask=restored.ask)
    assert restored.asked[:3] == ["hello", "lost", "back"]
    (given,) = restored.back
    assert given["body"].encode() == restored.own.raw
    bound = passed_info(str(restored.own.body.id), this_node().headquarters.id)
    keys = sealing.SUITE.decrypt(b64decode(given["keys"]), restored.sealing, bound)
    assert keys == restored.own.boxes[0].content_key
    relay_round(ask=restored.ask)
    assert (len(restored.back), restored.asked.count("lost")) == (1, 1)


@pytest.mark.parametrize("where", ["lost", "back"])
def test_it_may_be_cut_anywhere(restored, where):
    restored.fails_at = where
    with pytest.raises(LineDown):
        relay_round(ask=restored.ask)
    restored.fails_at = ""
    relay_round(ask=restored.ask)
    assert len(restored.back) == 1


def test_what_is_refused_or_makes_headquarters_stumble_stops_nothing_and_is_offered_again(restored):
    restored.stumbles = set(restored.lost)
    assert relay_round(ask=restored.ask).waiting == 0
    restored.stumbles, restored.refuses = set(), True
    relay_round(ask=restored.ask)
    restored.refuses = False
    relay_round(ask=restored.ask)
    relay_round(ask=restored.ask)
    assert len(restored.back) == 2
    assert how_it_stands().trouble == ""


def test_a_revoked_post_offers_nothing(restored):
    restored.is_revoked = True
    with pytest.raises(PostRevoked):
        relay_round(ask=restored.ask)
    assert "lost" not in restored.asked


def test_what_comes_down_under_another_signature_is_not_taken(played):
    with pytest.raises(NotPassedDown):
        relay_round(ask=played.ask)
    assert not LogEntry.objects.exists()


def _desk(cast: Any) -> Author:
    return Author(account=str(cast.account("ines").pk), group=PIEDRAS, country="mx", zone="America/Matamoros")
