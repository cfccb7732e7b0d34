"""A bundle is opened whole or refused with its reason: cut, damaged, tampered, to another, unknown, revoked, future."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import orjson
import pytest

from vereda.bundles import errors
from vereda.bundles.rules import bundle as format_
from vereda.bundles.rules import card as cards
from vereda.bundles.rules.card import Card
from vereda.bundles.tests.made import NOW, body, bundle, house
from vereda.bundles.words import Standing
from vereda.countries.door import ENFORCEMENT

MX, GT, THIRD = house("mx"), house("gt"), house("hn")


def opened(content: bytes, *, known=None, at=NOW, to=GT):
    there = {MX.card.fingerprint: (Standing.TRUSTED, MX.card)} if known is None else known
    return format_.opened(content, pair=to.pair, own=to.card.fingerprint, known=there.get, now=at)


def header_of(content: bytes, **changed) -> bytes:
    """Return a bundle whose header says something else."""
    line, _, closed = content.partition(b"\n")
    return orjson.dumps({**orjson.loads(line), **changed}) + b"\n" + closed


def with_closed(content: bytes, closed: bytes) -> bytes:
    """Return a bundle whose sealed part is another, with a header that fits it, as an attacker writes it."""
    return header_of(content.partition(b"\n")[0] + b"\n" + closed, bytes=len(closed), sha256=sha256(closed).hexdigest())


GOOD = bundle(MX, GT)
LINE, _, CLOSED = GOOD.partition(b"\n")


def test_what_one_tells_another_opens_there_to_the_letter():
    found = opened(GOOD)
    assert found.body == body(MX, GT)
    assert (found.sender, found.digest) == (MX.card, sha256(GOOD).hexdigest())


def test_a_stick_that_is_lost_tells_neither_who_sent_nor_what():
    told = LINE.decode()
    assert sorted(orjson.loads(LINE)) == ["bytes", "format", "needs", "sha256", "to", "vereda"]
    assert MX.card.fingerprint not in told
    assert all(word.encode() not in CLOSED for word in ("hazards", MX.card.fingerprint))
    assert bytes.fromhex(MX.card.fingerprint) not in CLOSED
    longer = bundle(MX, GT, words=[{"text": "x"} for _ in range(40)])
    assert len(longer) == len(GOOD), "the length tells whether persons are in it"


@pytest.mark.parametrize("cut", [len(LINE) + 1, len(LINE) + 100, len(GOOD) - 1])
def test_a_truncated_bundle_says_how_much_of_it_came(cut):
    with pytest.raises(errors.BundleTruncated) as caught:
        opened(GOOD[:cut])
    assert caught.value.details == {"came": cut - len(LINE) - 1, "bytes": len(CLOSED)}


@pytest.mark.parametrize(
    "content",
    [
        orjson.dumps({name: told for name, told in orjson.loads(LINE).items() if name != "to"}) + b"\n" + CLOSED,
        b"",
        b"\n",
        b"%PDF-1.4\nx",
        b'{"vereda": "vereda/bundle/1"}\nx',
        b"[]\nx",
        b'{"vereda"',
        LINE[:40],
    ],
)
def test_another_file_is_no_bundle(content):
    with pytest.raises(errors.BundleUnknown):
        opened(content)


def test_a_byte_that_changed_on_the_way_is_a_damaged_bundle_and_what_hangs_behind_it_too():
    hurt = bytearray(GOOD)
    hurt[-20] ^= 1
    for content in (bytes(hurt), GOOD + b"x"):
        with pytest.raises(errors.BundleDamaged):
            opened(content)


@pytest.mark.parametrize("at", [0, 1, 3, 60, 80, len(CLOSED) // 2, len(CLOSED) - 1])
def test_who_changes_what_is_sealed_and_mends_the_header_is_found(at):
    hurt = bytearray(CLOSED)
    hurt[at] ^= 0x40
    with pytest.raises(errors.BundleTampered):
        opened(with_closed(GOOD, bytes(hurt)))


def test_a_bundle_for_another_is_not_ours_and_a_false_address_does_not_open_it():
    to_third = bundle(MX, THIRD)
    with pytest.raises(errors.BundleNotOurs):
        opened(to_third)
    with pytest.raises(errors.BundleTampered):
        opened(header_of(to_third, to=GT.card.fingerprint))


def test_a_receiver_cannot_pass_a_bundle_on_as_if_it_were_written_to_a_third():
    inner = format_._open(CLOSED, GT.pair, GT.card.fingerprint, 1)
    passed_on = with_closed(header_of(GOOD, to=THIRD.card.fingerprint), format_._close(inner, THIRD.card, 1))
    with pytest.raises(errors.SignatureWrong):
        opened(passed_on, to=THIRD)


def test_a_sender_whom_nobody_knows_is_refused_before_anything_is_unpacked():
    with pytest.raises(errors.SenderUnknown):
        opened(GOOD, known={})


def test_a_revoked_sender_and_one_whom_only_one_person_compared_are_refused():
    for standing, why in ((Standing.REVOKED, errors.SenderRevoked), (Standing.PROPOSED, errors.SenderNotTrusted)):
        with pytest.raises(why):
            opened(GOOD, known={MX.card.fingerprint: (standing, MX.card)})


def test_who_signs_as_another_is_found():
    told = body(MX, GT)
    with pytest.raises(errors.SignatureWrong):
        opened(format_.sealed(told, to=GT.card, sign=THIRD.sign))
    as_third = told.model_copy(update={"sender": THIRD.card.fingerprint})
    with pytest.raises(errors.SenderUnknown):
        opened(format_.sealed(as_third, to=GT.card, sign=THIRD.sign))


def test_a_sender_who_names_another_inside_is_malformed():
    inner = body(MX, GT).model_copy(update={"receiver": THIRD.card.fingerprint})
    with pytest.raises(errors.BundleMalformed):
        opened(format_.sealed(inner, to=GT.card, sign=MX.sign))


def test_a_bundle_from_the_future_waits_and_ten_minutes_of_a_wrong_clock_do_no_harm():
    late = bundle(MX, GT, at=NOW + timedelta(minutes=11))
    with pytest.raises(errors.BundleFromFuture) as caught:
        opened(late)
    assert caught.value.details == {"made": "2026-11-30 12:11 UTC"}
    assert opened(late, at=NOW + timedelta(minutes=1)).body.made_at == NOW + timedelta(minutes=11)


def test_a_bundle_that_was_held_back_for_months_is_refused():
    with pytest.raises(errors.BundleExpired):
        opened(GOOD, at=NOW + timedelta(days=35, minutes=1))
    assert opened(GOOD, at=NOW + timedelta(days=35))


def test_a_newer_bundle_is_understood_when_it_says_so_and_else_refused_with_the_number():
    newer = format_.sealed(body(MX, GT), to=GT.card, sign=MX.sign, needs=2)
    with pytest.raises(errors.BundleTooNew) as caught:
        opened(newer)
    assert caught.value.details == {"needs": 2, "reads": 1}
    told = orjson.loads(body(MX, GT).model_dump_json())
    told |= {"weather": [1, 2], "content": {"songs": {"version": 9, "items": [{"a": 1}], "mood": "major"}}}

    class Newer(format_.Body):
        model_config = {"extra": "allow"}

    found = opened(format_.sealed(Newer.model_validate(told), to=GT.card, sign=MX.sign))
    assert found.body.content["songs"].version == 9
    assert not hasattr(found.body, "weather")


def test_who_lowers_what_a_newer_bundle_needs_does_not_open_it():
    newer = format_.sealed(body(MX, GT), to=GT.card, sign=MX.sign, needs=2)
    with pytest.raises(errors.BundleTampered):
        opened(header_of(newer, needs=1))


def test_what_is_packed_to_burst_is_malformed_and_not_unpacked(monkeypatch):
    monkeypatch.setattr(format_, "UNPACKED_MOST", 200)
    with pytest.raises(errors.BundleMalformed):
        opened(GOOD)


def test_no_cut_makes_anything_but_a_reason():
    """Every cut of the header, and of what is sealed where its parts begin, with a header that fits it."""
    cuts = [GOOD[:at] for at in range(len(LINE) + 3)]
    cuts += [with_closed(GOOD, CLOSED[:at]) for at in (0, 1, 2, 3, 66, 67, 68, 79, 80, 90, len(CLOSED) - 17, len(CLOSED) - 1)]
    for content in cuts:
        with pytest.raises(errors.FieldError):
            opened(content)


# Cards --------------------------------------------------------------------------------------------------------------


def test_a_card_is_read_as_it_was_written_and_its_fingerprint_says_both_keys():
    content = cards.written(GT.card, GT.sign)
    assert cards.read(content) == GT.card
    assert len(GT.card.fingerprint) == 32
    swapped = GT.card.model_copy(update={"sealing": MX.card.sealing})
    assert swapped.fingerprint != GT.card.fingerprint
    assert cards.is_fingerprint(cards.spaced(GT.card.fingerprint).upper(), GT.card.fingerprint)
    assert not cards.is_fingerprint(GT.card.fingerprint[:16], GT.card.fingerprint)


def test_a_card_that_was_changed_or_signed_by_another_is_damaged():
    told = orjson.loads(cards.written(GT.card, GT.sign))
    changed = {**told, "card": {**told["card"], "name": "Otra red"}}
    for content in (orjson.dumps(changed), cards.written(GT.card, MX.sign), b"{}", b"x", orjson.dumps({**told, "vereda": "2"})):
        with pytest.raises(errors.CardDamaged):
            cards.read(content)


@pytest.mark.parametrize("role", sorted(ENFORCEMENT))
def test_no_body_that_detains_has_a_card(role):
    told = GT.card.as_json | {"role": role}
    with pytest.raises(errors.CardOfEnforcement):
        cards.read(orjson.dumps({"vereda": cards.FORM, "card": told, "signature": "00" * 64}))
    with pytest.raises(ValueError, match="enforcement"):
        Card.model_validate(told)


def test_later_words_of_the_same_keys_are_of_the_same_office():
    office = house("cr", is_regional=True, posts=[], role="international").card
    assert not cards.is_same_office(office.model_copy(update={"is_regional": False, "posts": GT.card.posts}), office)
    assert not cards.is_same_office(GT.card.model_copy(update={"country": "hn"}), GT.card)
    assert cards.is_same_office(GT.card.model_copy(update={"name": "Red nacional", "posts": []}), GT.card)


def test_a_regional_office_names_no_group_that_takes_persons_in():
    with pytest.raises(ValueError, match="no persons"):
        Card.model_validate(GT.card.as_json | {"is_regional": True})


@pytest.mark.parametrize(
    ("url", "is_good"),
    [
        ("https://vereda.example.org", True), ("https://vereda.example.org:8443", True), ("http://127.0.0.1:8001", True),
        ("http://vereda.example.org", False), ("https://a:b@vereda.example.org", False), ("https://x.example/path", False),
        ("ftp://x.example", False), ("http://127.0.0.1", False), ("https://", False), ("https://[", False),
    ],
)  # fmt: skip
def test_bundles_go_by_https_alone(url, is_good):
    assert cards.is_address(url) is is_good
