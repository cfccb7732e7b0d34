"""SEC-032: a phone joins by a code of one use, within its minutes, with its own key; guesses and second phones are refused."""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from datetime import timedelta
from hashlib import sha256
from typing import Any

import orjson
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from vereda.access import phones
from vereda.access.actions import memberships
from vereda.access.actions.codes import make_agent_code, make_device_code, make_node_code
from vereda.access.actions.devices import revoke_device
from vereda.access.errors import AgentsOwnCode, AgentWithoutRight, NotYourUsers
from vereda.access.models import AccessCode, Account, Contact, Device, Membership
from vereda.access.rules import codes
from vereda.access.tests.cast import Cast
from vereda.access.words import InstitutionRole, RevokedFor, Role
from vereda.logbook.door import history, this_node
from vereda.logbook.schema import der_of, verify_p1363

pytestmark = pytest.mark.django_db
HOME, OTHER = "piedras-negras", "tapachula"


def key() -> str:
    """Return the public key of a new phone, as a browser exports it."""
    return b64encode(der_of(ec.generate_private_key(ec.SECP256R1()).public_key())).decode()


def post(path: str, told: dict[str, Any], token: str = "", **more: Any) -> Any:  # Any: JSON; Django's test response
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return Client().post(f"/sync/v1/{path}", orjson.dumps(told), content_type="application/json", headers=headers, **more)


def enrol(code: str, public_key: str | None = None, **more: Any) -> Any:  # Any: Django's test response
    return post("enrol", {"code": code, "public_key": public_key or key(), "app": 1}, **more)


class Desk:
    """Who makes codes, and for whom."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def phone(self, by: str = "rafael", group: str = HOME, agent: str = "ines", minutes_ago: int = 0) -> str:
        account = self.cast.account(agent).pk if agent else None
        at = timezone.now() - timedelta(minutes=minutes_ago)
        made = make_device_code(country="mx", group=group, label="Teléfono 7", by=self.reader(by), at=at, account=account)
        return made[1]

    def agent(self, who: str, by: str | None = None, group: str = HOME) -> str:
        account = self.cast.account(who).pk
        made = make_agent_code(account=account, country="mx", group=group, by=self.reader(by or who), at=timezone.now())
        return made[1]

    def reader(self, name: str) -> Any:  # Any: a Reader
        return self.cast.reader(name)


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)


@pytest.mark.storage
def test_a_phone_joins_with_its_first_agent_and_learns_whom_it_writes_to(desk: Desk) -> None:
    told = enrol(desk.phone()).json()
    row = Device.objects.get()
    ines = desk.cast.account("ines")
    assert (told["device"], told["country"], told["group"], told["label"]) == (str(row.subject), "mx", HOME, "Teléfono 7")
    assert (told["group_name"], told["zone"]) == ("Grupo Beta Piedras Negras", "America/Matamoros")
    assert told["agent"] == {"account": str(ines.pk), "name": ines.display_name, "role": "agent"}
    assert told["headquarters"] == this_node().id
    assert told["expires_h"] == 72
    signed = b64decode(told["nodes"]["signature"])
    assert verify_p1363(this_node().signing, signed, b"vereda/nodes/1\n" + told["nodes"]["text"].encode())
    assert phones.device_of_token(told["token"]) == told["device"]
    assert list(row.agents) == [str(ines.pk)]
    assert Contact.objects.get().app == 1


def test_the_entries_are_the_supervisors_who_made_the_code(desk: Desk) -> None:
    device = enrol(desk.phone()).json()["device"]
    told = history(device)
    assert [one.kind for one in told] == ["access.device_enrolled", "access.agent_added"]
    assert {one.author for one in told} == {str(desk.cast.account("rafael").pk)}
    assert told[1].seen == [told[0].id]


def test_a_second_phone_is_refused_and_the_first_may_ask_again_when_the_answer_was_lost(desk: Desk) -> None:
    code, own = desk.phone(), key()
    first = enrol(code, own).json()
    second = enrol(code)
    assert (second.status_code, second.json()["code"]) == (409, "access.code_used")
    again = enrol(code.lower().replace("-", " "), own)
    assert {**again.json(), "nodes": 0} == {**first, "nodes": 0}
    assert Device.objects.count() == 1


@pytest.mark.parametrize(("minutes", "status"), [(14, 200), (15, 410), (60, 410)])
def test_a_code_is_good_for_fifteen_minutes(desk: Desk, minutes: int, status: int) -> None:
    answer = enrol(desk.phone(minutes_ago=minutes))
    assert answer.status_code == status
    assert status == 200 or answer.json()["code"] == "access.code_expired"


@pytest.mark.storage
def test_a_used_code_gives_nothing_after_its_minutes_also_to_the_first_phone(desk: Desk) -> None:
    code, own = desk.phone(minutes_ago=14), key()
    assert enrol(code, own).status_code == 200
    AccessCode.objects.update(expires_at=timezone.now())
    assert enrol(code, own).status_code == 410


def test_codes_are_kept_as_keyed_digests_and_are_hard_to_guess(desk: Desk) -> None:
    code = desk.phone()
    kept = codes.typed(code)
    assert kept not in str(list(AccessCode.objects.values()))
    assert kept.lower() not in str(list(AccessCode.objects.values())).lower()
    assert len(codes.ALPHABET) ** codes.LENGTH == 2**50
    assert not set("0O1I") & set(codes.ALPHABET)


def test_guessing_is_slowed_down_and_a_right_code_waits_too(desk: Desk, cast: Cast) -> None:
    for _ in range(10):
        answer = enrol("AAAA-AAAA-AA")
        assert (answer.status_code, answer.json()["code"]) == (404, "access.code_unknown")
    code = desk.phone()
    slowed = enrol(code)
    assert (slowed.status_code, slowed.json()["code"]) == (429, "access.too_many_codes")
    assert 1 <= int(slowed["Retry-After"]) <= 61
    assert enrol(code, REMOTE_ADDR="10.9.8.7").status_code == 200, "another address is not slowed down"
    cache.clear()


def test_an_enrolled_phone_that_guesses_agents_codes_is_slowed_down_by_its_token(desk: Desk) -> None:
    token = enrol(desk.phone()).json()["token"]
    for number in range(10):
        assert post("agents", {"code": "AAAA-AAAA-AA"}, token, REMOTE_ADDR=f"10.0.0.{number}").status_code == 404
    assert post("agents", {"code": desk.agent("tomas")}, token, REMOTE_ADDR="10.0.0.99").status_code == 429


def spki(private: Any) -> str:  # Any: a private key of any kind
    form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    return b64encode(private.public_key().public_bytes(*form)).decode()


@pytest.mark.parametrize(
    "wrong",
    ["", "x", "AAAA", spki(ec.generate_private_key(ec.SECP384R1())), key()[:-4], "é" * 20],
    ids=["none", "letter", "short", "P-384", "cut", "not base64"],
)
def test_a_key_that_is_not_p256_is_refused_and_the_code_stays_good(desk: Desk, wrong: str) -> None:
    code = desk.phone()
    answer = post("enrol", {"code": code, "public_key": wrong, "app": 1})
    assert (answer.status_code, answer.json()["code"]) == (422, "access.public_key_wrong")
    assert enrol(code).status_code == 200


@pytest.mark.parametrize("body", [{}, {"code": "x"}, {"code": 3, "public_key": []}, {"code": "x" * 99, "public_key": "y"}])
def test_nonsense_is_refused_in_words(desk: Desk, body: dict[str, Any]) -> None:
    assert post("enrol", body).status_code == 422


def test_one_more_agent_by_the_code_that_she_made(desk: Desk) -> None:
    told = enrol(desk.phone()).json()
    code = desk.agent("tomas")
    answer = post("agents", {"code": code}, told["token"])
    tomas = desk.cast.account("tomas")
    assert answer.json() == {"account": str(tomas.pk), "name": tomas.display_name, "role": "paramedic"}
    assert set(Device.objects.get().agents) == {told["agent"]["account"], str(tomas.pk)}
    assert history(told["device"])[-1].author == str(tomas.pk)
    assert post("agents", {"code": code}, told["token"]).status_code == 200, "the answer was lost"
    assert len(history(told["device"])) == 3
    other = enrol(desk.phone()).json()
    assert post("agents", {"code": code}, other["token"]).json()["code"] == "access.code_used"


def test_the_token_alone_is_no_agent_and_a_new_secret_replaces_the_one_that_wrong_pins_destroyed(desk: Desk) -> None:
    first, second = os.urandom(32), os.urandom(32)
    code, own, ines = desk.phone(), key(), str(desk.cast.account("ines").pk)
    told = post("enrol", {"code": code, "public_key": own, "agent_key": sha256(first).hexdigest()}).json()
    row = Device.objects.get()
    assert phones.is_agents_secret(row, ines, first)
    assert not phones.is_agents_secret(row, ines, second)
    assert not phones.is_agents_secret(row, str(desk.cast.account("tomas").pk), first)
    again = {"code": desk.agent("ines"), "agent_key": sha256(second).hexdigest()}
    assert post("agents", again, told["token"]).status_code == 200
    row.refresh_from_db()
    assert phones.is_agents_secret(row, ines, second)
    assert not phones.is_agents_secret(row, ines, first)


def test_the_secret_of_a_digest_that_is_not_one_is_refused(desk: Desk) -> None:
    assert post("enrol", {"code": desk.phone(), "public_key": key(), "agent_key": "zz"}).status_code == 422


def test_a_phone_may_join_without_an_agent_and_a_stranger_adds_none(desk: Desk) -> None:
    told = enrol(desk.phone(agent="")).json()
    assert told["agent"] is None
    assert post("agents", {"code": desk.agent("ines")}).status_code == 401
    assert post("agents", {"code": desk.agent("ines")}, told["token"]).status_code == 200


def test_a_code_of_another_group_is_unknown_and_stays_good_at_home(desk: Desk) -> None:
    here = enrol(desk.phone()).json()
    there = enrol(desk.phone(by="alma", group=OTHER, agent="")).json()
    code = desk.agent("nadia", group=OTHER)
    answer = post("agents", {"code": code}, here["token"])
    assert (answer.status_code, answer.json()["code"]) == (404, "access.code_unknown")
    assert post("agents", {"code": code}, there["token"]).status_code == 200


def test_each_kind_of_code_opens_its_own_door_only(desk: Desk) -> None:
    token = enrol(desk.phone()).json()["token"]
    node = make_node_code(country="mx", group=HOME, label="Mini-PC", by=desk.reader("alma"), at=timezone.now())[1]
    assert enrol(desk.agent("tomas")).status_code == 404
    assert enrol(node).status_code == 404
    assert post("agents", {"code": desk.phone()}, token).status_code == 404
    with pytest.raises(NotYourUsers):
        make_node_code(country="mx", group=HOME, label="Mini-PC", by=desk.reader("rafael"), at=timezone.now())


@pytest.mark.storage
@pytest.mark.parametrize(
    ("by", "who", "group", "refusal"),
    [
        ("rafael", "ines", OTHER, NotYourUsers),
        ("ines", "ines", HOME, NotYourUsers),  # she may add herself, and enrol no phone
        ("nadia", "", OTHER, NotYourUsers),
        ("julia", "", HOME, NotYourUsers),
        ("rafael", "nadia", HOME, AgentWithoutRight),
        ("rafael", "lucia", HOME, AgentsOwnCode),
        ("alma", "ines", HOME, AgentsOwnCode),
    ],
)
def test_who_makes_no_code_for_a_phone(desk: Desk, by: str, who: str, group: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        desk.phone(by=by, group=group, agent=who)
    assert not AccessCode.objects.exists()


def test_nobody_makes_an_agents_code_for_another_group_or_another_agent(desk: Desk) -> None:
    for who, by, group in (("ines", "nadia", HOME), ("nadia", "rafael", OTHER), ("tomas", "ines", HOME), ("tomas", "alma", HOME)):
        with pytest.raises((NotYourUsers, AgentsOwnCode)):
            desk.agent(who, by, group)
    with pytest.raises(AgentWithoutRight):
        desk.agent("ines", group=OTHER)


def ended(desk: Desk, who: str) -> None:
    row = Membership.objects.get(account=desk.cast.account(who).pk)
    memberships.revoke(membership=row.subject, reason=RevokedFor.POSTING_ENDED, by=desk.reader("alma"), at=timezone.now())


def test_a_code_for_a_posting_that_ended_in_between_opens_nothing(desk: Desk) -> None:
    token, code, phone = enrol(desk.phone(agent="")).json()["token"], desk.agent("ines", "rafael"), desk.phone(agent="ines")
    ended(desk, "ines")
    for answer in (post("agents", {"code": code}, token), enrol(phone)):
        assert (answer.status_code, answer.json()["code"]) == (403, "access.agent_without_right")
    assert Device.objects.count() == 1
    with pytest.raises(AgentWithoutRight):
        desk.agent("ines", "rafael")


def test_a_code_whose_maker_lost_the_right_in_between_is_over(desk: Desk) -> None:
    code = desk.phone(agent="")
    ended(desk, "rafael")
    assert enrol(code).json()["code"] == "access.code_expired"


@pytest.mark.storage
def test_a_code_whose_makers_account_was_closed_is_over(desk: Desk) -> None:
    code = desk.phone(agent="")
    Account.objects.filter(username="rafael").update(is_active=False)
    assert enrol(code).status_code == 410


@pytest.mark.storage
def test_an_enforcement_post_gets_no_phone(desk: Desk) -> None:
    """An entry that grants to such a post may arrive from elsewhere; it is worth nothing here either."""
    Membership.objects.filter(account=desk.cast.account("ines").pk).update(institution_role=InstitutionRole.MIGRATION_AUTHORITY)
    with pytest.raises(AgentWithoutRight):
        desk.phone(agent="ines")
    with pytest.raises(AgentWithoutRight):
        desk.agent("ines", "rafael")


@pytest.mark.storage
def test_an_agent_whom_nobody_vouches_for_gets_no_phone(desk: Desk) -> None:
    alma = desk.cast.account("alma")
    Account.objects.filter(username="ines").update(vouch_not_by=str(alma.pk))
    with pytest.raises(AgentWithoutRight):
        desk.agent("ines", "rafael")


def test_a_revoked_phone_takes_no_agent_in(desk: Desk) -> None:
    told = enrol(desk.phone()).json()
    revoke_device(device=told["device"], reason="stolen", by=desk.reader("rafael"), at=timezone.now())
    assert post("agents", {"code": desk.agent("tomas")}, told["token"]).status_code == 401


@pytest.mark.storage
def test_old_codes_are_forgotten(desk: Desk) -> None:
    desk.phone(minutes_ago=26 * 60)
    desk.phone()
    assert AccessCode.objects.count() == 1


def test_a_coordinator_who_is_agent_too_may_carry_a_phone(desk: Desk) -> None:
    told = enrol(desk.phone(agent="rafael")).json()
    assert told["agent"]["role"] == Role.COORDINATOR
