"""Signatures, schedule, addresses, changes, and the one function by which anything leaves: worked by hand or from the source."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address
from typing import Any

import orjson
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC
from hypothesis import given, settings
from hypothesis import strategies as st

from vereda.countries.door import ENFORCEMENT, Role
from vereda.webhooks.entries import ReceiverRegistered
from vereda.webhooks.errors import AddressOfEnforcement, AddressWrong, NotACode
from vereda.webhooks.rules import address, schedule, signing
from vereda.webhooks.rules.changes import changes
from vereda.webhooks.rules.message import NAMED, SHAPES, Public, checked, kind_of, message
from vereda.webhooks.rules.message import test_message as a_test
from vereda.webhooks.words import ENDS, USES, Family, Kind, State, Use

NOW = datetime(2026, 11, 30, 12, 0, 5, 250_000, tzinfo=UTC)
ID = "ab" * 16
WHOLE = {
    Family.EDITION: Public(Family.EDITION, "2011-12", "c0" * 32, number=1),
    Family.TEXT: Public(Family.TEXT, "heat", "0123456789abcdef", "spa"),
    Family.NOTICE: Public(Family.NOTICE, ID, "0123456789abcdef", "spa"),
    Family.PRACTICE: Public(Family.PRACTICE, ID, "0123456789abcdef", "spa", number=3),
}
PLANTED = (
    "Xóchitl Me'tik de la Cruz", "xochitl.metik", "María", "Tapachula, casa azul", "28.7001,-100.5230", "+52 878 123 4567",
    "CURP MEXC900101MCSXXX01", "río bravo; vado", "2026-11-30T08:00", "piedras negras",
)  # fmt: skip


WRITTEN = st.one_of(st.sampled_from(PLANTED), st.text("añZ09-_. /\n", max_size=70))


def told(one: Public, kind: Kind | None = None, **more: Any) -> dict[str, Any]:
    kind = kind or kind_of(one, is_gone=False)
    assert kind is not None
    made = message(one, kind, **{"country": "mx", "at": NOW, "turn": 1, "address": "https://v.example", "is_demo": False, **more})
    return orjson.loads(made.body)


# What leaves ----------------------------------------------------------------------------------------------------------


def test_a_message_says_what_came_out_and_where_it_stands_and_nothing_else():
    assert told(WHOLE[Family.EDITION]) == {
        "type": "edition.published",
        "timestamp": "2026-11-30T12:00:05Z",
        "data": {
            "country": "mx", "period": "2011-12", "content": "c0" * 32, "revision": 1, "link": "https://v.example/datos/2011-12/r1/",
        },
    }  # fmt: skip
    assert told(WHOLE[Family.TEXT])["data"] == {
        "country": "mx", "topic": "heat", "version": "0123456789abcdef", "language": "spa",
        "link": "https://v.example/guia/spa-t-heat.html",
    }  # fmt: skip
    assert told(WHOLE[Family.NOTICE], Kind.NOTICE_ENDED)["type"] == "notice.ended"
    assert told(WHOLE[Family.PRACTICE], is_demo=True)["demonstration"] is True
    assert told(WHOLE[Family.TEXT], address="")["data"]["link"] == "/guia/spa-t-heat.html"


def test_every_kind_has_the_same_few_names_whatever_it_tells():
    known = {"country", "revision", "series", "language", "link"} | {name for pair in NAMED.values() for name in pair}
    kinds = set()
    for one in WHOLE.values():
        for is_gone in (False, True):
            if kind := kind_of(one, is_gone=is_gone):
                assert set(told(one, kind)["data"]) <= known
                kinds.add(kind)
    kinds |= {kind_of(replace(WHOLE[Family.EDITION], number=2), is_gone=False), Kind.TEST}
    assert kinds == set(Kind), "no kind leaves by another way"
    assert orjson.loads(a_test(ID, country="mx", at=NOW, is_demo=False).body)["data"] == {"country": "mx"}


@pytest.mark.parametrize("planted", PLANTED)
@pytest.mark.parametrize("family", list(Family))
def test_a_name_or_a_place_planted_in_any_part_of_any_kind_stays_at_home(family, planted):
    for part in ("subject", "version", "language"):
        with pytest.raises(NotACode):
            told(replace(WHOLE[family], **{part: planted}))
    with pytest.raises(NotACode):
        told(replace(WHOLE[family], series=planted if family is not Family.EDITION else f"{planted} ñ"))


@given(st.sampled_from(list(Family)), st.sampled_from(["subject", "version", "language", "series"]), WRITTEN)
@settings(max_examples=60)
def test_whatever_is_written_into_a_part_either_is_a_code_of_its_shape_or_leaves_nothing(family, part, written):
    one = replace(WHOLE[family], **{part: written})
    try:
        body = told(one)
    except NotACode:
        return
    assert written.isascii()
    assert " " not in written
    assert len(orjson.dumps(body)) < 2000
    assert len(written) <= 64


def test_shapes_name_each_part_of_every_family():
    assert {tuple(sorted(one)) for one in SHAPES.values()} == {("language", "series", "subject", "version")}
    assert set(SHAPES) == set(NAMED) == set(WHOLE) == set(Family)
    for one in WHOLE.values():
        assert checked(one) is one


def test_the_id_is_the_same_for_the_same_news_and_another_one_when_it_comes_again():
    def id_of(one: Public, turn: int) -> str:
        return message(one, Kind.TEXT_PUBLISHED, country="mx", at=NOW, turn=turn, address="", is_demo=False).id

    text = WHOLE[Family.TEXT]
    assert id_of(text, 1) == id_of(text, 1)
    assert len({id_of(text, 1), id_of(text, 2), id_of(replace(text, version="f" * 16), 1)}) == 3
    assert "." not in id_of(text, 1), "the signed content is parted by full stops"


# What changed ---------------------------------------------------------------------------------------------------------


def test_what_came_changed_and_went_is_told_once_each_and_an_edition_never_goes():
    text, notice, edition = (WHOLE[one] for one in (Family.TEXT, Family.NOTICE, Family.EDITION))
    before = {one.key: one for one in (text, notice, edition)}
    assert changes(before, before.values()) == []
    later = replace(text, version="f" * 16)
    second = replace(edition, number=2, version="d0" * 32)
    found = [(one.kind, one.public) for one in changes(before, [later, second])]
    assert found == [(Kind.TEXT_PUBLISHED, later), (Kind.EDITION_REVISED, second), (Kind.NOTICE_ENDED, notice)]


def test_who_is_told_that_it_came_can_be_told_that_it_is_gone_within_the_same_use():
    asked = {kind for kinds in USES.values() for kind in kinds}
    assert asked == set(Kind) - {Kind.TEST}
    for came, gone in ENDS.items():
        assert any({came, gone} <= set(kinds) for kinds in USES.values())


# Signatures -----------------------------------------------------------------------------------------------------------


def test_a_signature_is_that_of_the_libraries_of_the_specification():
    """Source: standard-webhooks, libraries/javascript/src/webhook.test.ts, 'sign function works'."""
    secret = signing.read("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    made = signing.signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@given(st.binary(min_size=24, max_size=64), st.binary(min_size=24, max_size=64), st.binary(max_size=200))
def test_two_secrets_sign_at_once_and_each_verifies_with_another_library(new, old, body):
    head = signing.headers([new, old], "msg_1", NOW, body)
    assert head["webhook-timestamp"] == "1796040005"
    for secret, one in zip((new, old), head["webhook-signature"].split(" "), strict=True):
        check = HMAC(signing.read(signing.written(secret)), hashes.SHA256())
        check.update(f"msg_1.{head['webhook-timestamp']}.".encode() + body)
        check.verify(b64decode(one.removeprefix("v1,")))


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_c2hvcnQ=", "whsec_no base64", "whsec_" + "QUFB" * 30])
def test_what_is_no_secret_is_refused(secret):
    with pytest.raises(ValueError, match=r"base64|short"):
        signing.read(secret)


# The schedule ---------------------------------------------------------------------------------------------------------


def test_ten_attempts_in_three_days_as_the_specification_has_them_and_then_it_is_given_up():
    at, whole = NOW, timedelta(0)
    for attempts in range(1, 10):
        found = schedule.after(500, attempts, at, 0)
        assert found.state is State.WAITING
        assert found.at is not None
        whole += found.at - at
        at = found.at
    assert whole == timedelta(hours=75, minutes=35, seconds=5)
    assert schedule.after(None, 10, at, 0).state is State.GIVEN_UP
    assert schedule.ATTEMPTS_MOST == 10


@pytest.mark.parametrize(
    ("status", "state", "holds"),
    [
        (200, State.TAKEN, False), (204, State.TAKEN, False), (301, State.WAITING, False), (404, State.WAITING, False),
        (500, State.WAITING, False), (429, State.WAITING, True), (502, State.WAITING, True), (503, State.WAITING, True),
        (504, State.WAITING, True), (None, State.WAITING, False),
    ],
)  # fmt: skip
def test_each_answer_has_what_follows_from_it(status, state, holds):
    found = schedule.after(status, 1, NOW, 0.5)
    assert (found.state, found.holds, found.is_gone) == (state, holds, False)


def test_gone_switches_off_and_what_is_asked_for_is_waited_for_within_a_day():
    assert schedule.after(410, 1, NOW, 0).is_gone
    assert schedule.after(503, 1, NOW, 0, 600).at == NOW + timedelta(minutes=10)
    assert schedule.after(503, 1, NOW, 0, 10**8).at == NOW + timedelta(hours=24)
    assert schedule.after(503, 3, NOW, 0, 1).at == NOW + timedelta(minutes=30), "never sooner than the schedule"


@given(st.integers(1, 9), st.floats(0, 0.999))
def test_chance_only_lengthens_a_delay_by_a_tenth_at_most(attempts, chance):
    plain, spread = (schedule.after(500, attempts, NOW, one).at for one in (0, chance))
    assert plain is not None
    assert spread is not None
    assert plain <= spread <= plain + (plain - NOW) * 0.1


# Addresses ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "closed",
    [
        "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.9", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "0.1.2.3", "192.0.0.8", "192.0.2.7", "198.18.0.1", "198.51.100.1", "203.0.113.9", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::",
        "2002:a00:1::", "64:ff9b:1::1", "100::1", "not-an-address", "",
    ],
)  # fmt: skip
def test_no_address_of_an_own_or_reserved_network_is_called(closed):
    assert not address.may_be_called(closed)


@pytest.mark.parametrize("public", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "64:ff9b::808:808"])
def test_public_addresses_are_called(public):
    assert address.may_be_called(public)


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_an_address_inside_another_one_opens_no_way_that_was_closed(inside):
    for carrying in (
        IPv6Address(int(address.TRANSLATED.network_address) | int(inside)),
        IPv6Address((0xFFFF << 32) | int(inside)),
    ):
        assert address.may_be_called(str(inside)) or not address.may_be_called(str(carrying))


def test_for_tests_loopback_opens_and_no_private_network_with_it():
    assert all(address.may_be_called(one, here=True) for one in ("127.0.0.1", "::1"))
    assert not any(address.may_be_called(one, here=True) for one in ("10.0.0.1", "169.254.169.254", "192.168.0.1", "fe80::1"))


@pytest.mark.parametrize(
    "wrong",
    [
        "http://hooks.example.org/", "https://localhost/", "https://127.0.0.1/", "https://[::1]/", "https://2130706433/",
        "https://0x7f.1/", "https://hooks/", "https://user:pass@hooks.example.org/", "https://hooks.example.org/?token=1",
        "https://hooks.example.org/#x", "https://hooks.example.org:25/", "https://hooks.example.org:99999/", "https:///x",
        "ftp://hooks.example.org/", "https://hooks.example.org/a b", "https://hooks.example.org/\r\nHost: x", "https://exämple.org/",
        "https://hooks.example.org/" + "x" * 300, "", "https://hooks.example.org?", "https://1.2.3.4:8443/",
    ],
)  # fmt: skip
def test_an_address_that_is_no_plain_https_of_a_named_machine_is_refused(wrong):
    with pytest.raises(AddressWrong):
        address.checked(wrong)


def test_plain_addresses_pass_and_loopback_only_where_the_setting_says_so():
    for good in ("https://hooks.example.org", "https://hooks.example.org:8443/vereda/1", "https://a.b-c.example.org/"):
        assert address.checked(good) == good
    assert address.checked("http://127.0.0.1:9000/x", here=True)
    for wrong in ("http://10.0.0.1:9000/", "http://hooks.example.org:9000/", "http://127.0.0.1/"):
        with pytest.raises(AddressWrong):
            address.checked(wrong, here=True)


def test_a_machine_named_after_a_body_that_detains_is_refused_and_one_that_only_begins_so_is_not():
    for wrong in ("https://hooks.dmp.example.org/", "https://api-dmp.example.org/"):
        with pytest.raises(AddressOfEnforcement):
            address.demand_no_enforcement(wrong, ["DMP", "X"])
    address.demand_no_enforcement("https://dmpunto.example.org/x/dmp", ["DMP", "X"])


# The entry ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", sorted(ENFORCEMENT))
def test_no_entry_can_register_an_institution_of_enforcement(role):
    registered(role=Role.INTERNATIONAL)
    with pytest.raises(ValueError, match="enforcement"):
        registered(role=role)


def test_no_entry_can_hold_kinds_outside_its_use():
    with pytest.raises(ValueError, match="outside the use"):
        registered(role=Role.INTERNATIONAL, kinds=[Kind.NOTICE_PUBLISHED])


def registered(**told: Any) -> ReceiverRegistered:
    usual = {
        "institution": "acnur",
        "address": "https://hooks.example.org/",
        "use": Use.FIGURES,
        "kinds": [Kind.EDITION_PUBLISHED],
    }
    return ReceiverRegistered.model_validate({**usual, **told})
