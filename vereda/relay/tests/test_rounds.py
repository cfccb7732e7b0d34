"""A round of a post with a headquarters that is played: what is sent, what is believed, what is done again after a restore."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import Any

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils import timezone

from vereda.logbook import clock
from vereda.logbook.door import Draft, Nodes, fold_understood, record_all, verify
from vereda.logbook.ids import uuid7
from vereda.logbook.models import HeldEntry, State, StoredEnvelope
from vereda.logbook.schema import der_of, node_id, sign_p1363
from vereda.logbook.tests.pens import NOTE, meeting
from vereda.logbook.writing import Author, written
from vereda.relay import post
from vereda.relay.calling import refusal
from vereda.relay.errors import HeadquartersOther, HeadquartersStumbled, LineDown, NotAPost, PostRevoked
from vereda.relay.rounds import how_it_stands, line, relay_round, seal_own_now

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
DEVICE = "01a20000-0000-7000-8000-000000000001"


class Played:
    """Headquarters as a post hears it. `answer`: what it says to every envelope."""

    def __init__(self) -> None:
        self.sealing, self.signing = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
        self.epoch, self.have_upto, self.answer, self.code, self.is_revoked = 1, 0, "accepted", "", False
        self.pushed: list[dict[str, Any]] = []
        self.cursors: list[int] = []
        self.fails_at = ""
        self.stumbles_at: set[str] = set()
        self.down: list[dict[str, Any]] = []
        self.proof_key = self.signing
        text = orjson.dumps({"serial": 1, "nodes": []}).decode()
        self.nodes = Nodes(text, sign_p1363(self.signing, b"vereda/nodes/1\n" + text.encode()))

    def ask(self, path: str, question: dict[str, Any]) -> dict[str, Any]:
        if path == self.fails_at:
            raise LineDown(why="cut")
        said: dict[str, Any] = getattr(self, f"_{path}")(question)
        return said

    def _hello(self, question: dict[str, Any]) -> dict[str, Any]:
        spoken = f"vereda/relay/1|{question['challenge']}|now|{DEVICE}|{self.epoch}".encode()
        return {
            "at": "now",
            "proof": b64encode(sign_p1363(self.proof_key, spoken)).decode(),
            "epoch": self.epoch,
            "have_upto": self.have_upto,
            "durable": {},
            "is_revoked": self.is_revoked,
            "nodes": {"text": self.nodes.text, "signature": b64encode(self.nodes.signature).decode()},
        }

    def _push(self, question: dict[str, Any]) -> dict[str, Any]:
        if any(one["id"] in self.stumbles_at for one in question["entries"]):
            raise refusal(500, b"<h1>Server Error</h1>")
        self.pushed += question["entries"]
        return {"answers": [{"id": one["id"], "status": self.answer, "code": self.code} for one in question["entries"]]}

    def _list(self, question: dict[str, Any]) -> dict[str, Any]:
        self.cursors.append(question["cursor"])
        listed = [[one["id"], sha256(orjson.dumps(one)).hexdigest(), "", ""] for one in self.down]
        return {"entries": listed, "cursor": 7, "more": False}

    def _entries(self, question: dict[str, Any]) -> dict[str, Any]:
        bodies = [orjson.dumps(one).decode() for one in self.down if one["id"] in question["ids"]]
        return {"entries": [{"body": one, "boxes": [], "open": [], "keys": "", "signed": ""} for one in bodies]}

    def _members(self, question: dict[str, Any]) -> dict[str, Any]:
        return {"same": True}


@pytest.fixture
def above(home):
    """Make this installation the post of a played headquarters."""
    played = Played()
    keys = {"sealing": der_of(played.sealing.public_key()).hex(), "signing": der_of(played.signing.public_key()).hex()}
    known = post.Headquarters(url="http://127.0.0.1:1", id=node_id(played.sealing.public_key()), age="", **keys)
    post.keep(post.Post(DEVICE, "token", "mx", "piedras-negras", "Piedras Negras", known))
    return played


def write(people: int) -> None:
    by = Author(account="operator", group="piedras-negras", country="mx", zone="America/Matamoros")
    record_all([Draft(payload=meeting(people), by=by, at=timezone.now(), boxes=[NOTE])])


def test_what_the_desk_wrote_goes_up_once_and_a_closed_note_is_shut_then(above):
    from vereda.logbook.lookups import content_keys
    from vereda.logbook.models import Box

    write(2)
    assert relay_round(ask=above.ask).up == 1
    assert relay_round(ask=above.ask).up == 0
    assert len(above.pushed) == 1
    assert content_keys(list(Box.objects.filter(cls="free_text"))) == {}, "a post keeps no note that is above"
    write(3)
    assert len(content_keys(list(Box.objects.filter(cls="free_text")))) == 1, "the next one is its own until it is above"
    assert above.cursors == [0, 7]


def test_sec_030_who_cannot_prove_to_be_headquarters_gets_nothing(above):
    write(2)
    above.proof_key = ec.generate_private_key(ec.SECP256R1())
    with pytest.raises(HeadquartersOther):
        relay_round(ask=above.ask)
    assert above.pushed == []
    assert how_it_stands().trouble == "relay.headquarters_other"


def test_a_restored_headquarters_is_brought_everything_again_and_asked_from_the_beginning(above):
    write(2)
    relay_round(ask=above.ask)
    above.epoch = 2
    assert relay_round(ask=above.ask).up == 1
    assert above.pushed[0] == above.pushed[1], "the same envelope, under the same number"
    assert above.cursors == [0, 0]


def test_numbers_go_on_after_all_that_headquarters_has_also_at_a_restored_post(above):
    above.have_upto = 41
    write(2)
    write(3)
    relay_round(ask=above.ask)
    assert [one["device_seq"] for one in above.pushed] == [42, 43]


@pytest.mark.parametrize(("answer", "code"), [("later", ""), ("refused", "logbook.signature_wrong")])
def test_what_cannot_be_taken_yet_or_was_damaged_on_the_way_is_brought_again_and_stops_nothing(above, answer, code):
    write(2)
    above.answer, above.code = answer, code
    assert relay_round(ask=above.ask).waiting == 1
    above.answer, above.code = "accepted", ""
    write(3)
    assert relay_round(ask=above.ask).up == 2
    assert how_it_stands().waiting == 0


@pytest.mark.parametrize("where", ["hello", "push", "list", "members"])
def test_a_line_that_breaks_anywhere_loses_nothing(above, where):
    write(2)
    above.fails_at = where
    with pytest.raises(LineDown):
        relay_round(ask=above.ask)
    assert how_it_stands().trouble == "relay.line_down"
    above.fails_at = ""
    relay_round(ask=above.ask)
    assert {one["id"] for one in above.pushed} == {str(one) for one in StoredEnvelope.objects.values_list("entry", flat=True)}
    assert (how_it_stands().waiting, how_it_stands().trouble) == (0, "")


def test_a_revoked_post_delivers_and_learns_that_it_is(above):
    write(2)
    above.is_revoked = True
    with pytest.raises(PostRevoked):
        relay_round(ask=above.ask)
    assert len(above.pushed) == 1
    assert how_it_stands().is_revoked
    assert above.cursors == []


def test_the_node_file_is_its_owners_alone_and_without_it_nothing_is_a_post(above, home):
    assert (home / "node.json").stat().st_mode & 0o077 == 0
    assert seal_own_now() == 0
    assert line().cursor == 0
    post.drop()
    with pytest.raises(NotAPost):
        relay_round(ask=above.ask)


def test_envelopes_at_which_headquarters_stumbles_keep_back_no_other_for_ever(above):
    for people in range(1, 10):
        write(people)
    seal_own_now()
    ids = [str(one) for one in StoredEnvelope.objects.order_by("device_seq").values_list("entry", flat=True)]
    above.stumbles_at = set(ids[:5])
    with pytest.raises(HeadquartersStumbled):
        relay_round(ask=above.ask)
    assert how_it_stands().waiting == 9, "one that is ill is not asked for each"
    assert relay_round(ask=above.ask).waiting == 5
    assert {one["id"] for one in above.pushed} == set(ids[5:])
    above.stumbles_at = set()
    assert relay_round(ask=above.ask).waiting == 0


def test_what_a_newer_headquarters_passes_down_is_kept_and_stops_nothing_behind_it(above):
    by = Author(account="operator", group="piedras-negras", country="mx", zone="America/Matamoros")
    now = timezone.now()
    ms = clock.to_ms(now)
    reading = clock.reading(ms)
    made = [written(meeting(n), id=uuid7(ms), subject=uuid7(ms), seen=[], by=by, at=now, clock=reading) for n in (1, 2)]
    above.down = [{**orjson.loads(made[0].raw), "kind": "encounters.of_next_year"}, orjson.loads(made[1].raw)]
    assert relay_round(ask=above.ask).down == 2
    assert [row.subject for row in State.objects.filter(kind="encounter")] == [made[1].body.subject]
    assert HeldEntry.objects.get().held == "not_understood"
    assert verify().wrong == ""
    assert fold_understood() == 0
