"""What only the body opens: a complaint, its answer, keys and files; each damaged, moved or forged one is refused."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vereda.complaints import errors, reading, sealing
from vereda.complaints.reading import Carried, PrivateKeys
from vereda.complaints.sealing import PAD, Told

VECTOR = orjson.loads((Path(__file__).parent / "data/complaint.json").read_bytes())
KEYS = reading.new_keys()
PASSPHRASE = "caballo lluvia puente siete"
TOLD = Told(text="Me pidió dinero para dejarme subir", when="el martes", who="el de bigote", lang="es")


def carried(told: Told = TOLD, keys: PrivateKeys = KEYS, number: int = 1) -> tuple[str, Carried]:
    """Return a code and what travels under it."""
    code = sealing.new_code()
    receipt = sealing.receipt_of(code)
    sealed = sealing.seal(told, receipt, keys.public, "mx")
    return code, Carried(subject=receipt.subject, number=number, month="2026-11", key=keys.public.fingerprint, sealed=sealed)


def test_the_body_reads_it_and_nobody_else_does():
    code, one = carried()
    told, answer_key = reading.read(one, KEYS, "mx")
    assert told == TOLD
    assert answer_key == sealing.receipt_of(code).answer_key
    assert TOLD.text.encode() not in one.sealed
    other = reading.new_keys()
    with pytest.raises(errors.OtherKey):
        reading.read(one, other, "mx")
    with pytest.raises(errors.NotSealed):
        sealing.opened(one.sealed, other.sealing, country="mx", key=one.key, subject=one.subject)


def test_moved_to_another_number_country_or_key_it_does_not_open():
    _code, one = carried()
    for country, key, subject in (("gt", one.key, one.subject), ("mx", "0" * 32, one.subject), ("mx", one.key, uuid4())):
        with pytest.raises(errors.NotSealed):
            sealing.opened(one.sealed, KEYS.sealing, country=country, key=key, subject=subject)


@settings(max_examples=40, deadline=None)
@given(at=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_one_bit_changed_is_refused(at: int, bit: int):
    _code, one = carried()
    bad = bytearray(one.sealed)
    bad[at % len(bad)] ^= 1 << bit
    with pytest.raises(errors.NotSealed):
        sealing.opened(bytes(bad), KEYS.sealing, country="mx", key=one.key, subject=one.subject)


def test_what_opens_and_is_no_complaint_is_refused():
    one = carried()[1]
    bound = sealing.bound("mx", one.key, one.subject)
    for plain in (
        b"",
        b"[]",
        b"{}",
        b"null",
        b'{"text":"x"}',
        b'{"text":"x","answer_key":"AAAA"}',
        b'{"other":1,"answer_key":""}',
    ):
        sealed = sealing.SUITE.encrypt(plain, KEYS.public.sealing, bound)
        with pytest.raises(errors.NotSealed):
            sealing.opened(sealed, KEYS.sealing, country="mx", key=one.key, subject=one.subject)


@pytest.mark.parametrize("length", [0, 1, 700, 1500, 8000])
def test_its_length_tells_nothing_finer_than_a_kilobyte(length: int):
    sealed = carried(Told(text="ñ" * length))[1].sealed
    assert (len(sealed) - sealing.ENC - sealing.TAG) % PAD == 0
    assert sealing.looks_sealed(sealed)
    assert len(carried(Told(text="a"))[1].sealed) == len(carried(Told(text="a" * 300))[1].sealed)


def test_what_is_not_sealed_does_not_look_so():
    sealed = carried()[1].sealed
    for wrong in (
        b"",
        TOLD.text.encode(),
        sealed[:-1],
        sealed + b"0",
        b"\x03" + sealed[1:],
        sealed[:81],
        b"\x04" * (81 + 65 * PAD),
    ):
        assert not sealing.looks_sealed(wrong)


def test_a_code_is_found_however_it_is_typed_and_no_two_are_alike():
    code = sealing.new_code()
    receipt = sealing.receipt_of(code)
    assert receipt == sealing.receipt_of(code.lower().replace("-", " "))
    assert receipt.subject.version == 8
    assert len({sealing.new_code() for _ in range(200)}) == 200
    assert sealing.receipt_of(code[:-1]).subject != receipt.subject
    assert receipt.answer_key[:16] != receipt.subject.bytes, "who sees the id does not see the key"


def test_the_browser_and_this_program_give_a_code_the_same_id_and_key():
    receipt = sealing.receipt_of(VECTOR["code"])
    assert receipt.subject == UUID(VECTOR["subject"])
    assert receipt.answer_key.hex() == VECTOR["answer_key"]
    assert sealing.open_answer(bytes.fromhex(VECTOR["answer"]), receipt.answer_key, receipt.subject) == VECTOR["text"]


def test_an_answer_is_read_by_who_has_the_receipt_alone():
    code, one = carried()
    word = reading.say(one, KEYS, "mx", text=" Ya hablamos con él. ")
    receipt = sealing.receipt_of(code)
    assert sealing.open_answer(word.sealed, receipt.answer_key, receipt.subject) == "Ya hablamos con él."
    other = sealing.receipt_of(sealing.new_code())
    for key, subject in ((other.answer_key, receipt.subject), (receipt.answer_key, other.subject)):
        with pytest.raises(errors.NotSealed):
            sealing.open_answer(word.sealed, key, subject)


def test_a_word_is_the_bodys_and_of_this_complaint():
    one, other = carried()[1], carried()[1]
    word = reading.say(one, KEYS, "mx", text="Sí", closes=False)
    said = {"country": "mx", "subject": one.subject, "keys": KEYS.public}
    assert sealing.is_by_body(word.signature, word.sealed, False, **said)
    assert not sealing.is_by_body(word.signature, word.sealed, True, **said)
    assert not sealing.is_by_body(word.signature, word.sealed + b"0", False, **said)
    assert not sealing.is_by_body(word.signature, word.sealed, False, **{**said, "subject": other.subject})
    assert not sealing.is_by_body(word.signature, word.sealed, False, **{**said, "country": "gt"})
    assert not sealing.is_by_body(word.signature, word.sealed, False, **{**said, "keys": reading.new_keys().public})
    assert not sealing.is_by_body(b"", word.sealed, False, **said)
    with pytest.raises(errors.AnswerEmpty):
        reading.say(one, KEYS, "mx", text="  ")


def test_keys_lie_under_a_passphrase():
    pem = reading.pem_of(KEYS, PASSPHRASE)
    assert reading.keys_from(pem, PASSPHRASE, "x").public.fingerprint == KEYS.public.fingerprint
    for wrong in (b"", pem[:200], pem.split(b"-----BEGIN")[1], b"-----BEGIN" + pem.split(b"-----BEGIN")[1], pem + pem):
        with pytest.raises(errors.KeysWrong):
            reading.keys_from(wrong, PASSPHRASE, "x")
    with pytest.raises(errors.KeysWrong):
        reading.keys_from(pem, PASSPHRASE + "!", "x")
    with pytest.raises(errors.PassphraseShort):
        reading.pem_of(KEYS, "corta")


def test_files_come_back_as_they_were_and_damaged_ones_are_refused():
    _code, one = carried()
    word = reading.say(one, KEYS, "mx", text="Sí", closes=True)
    assert reading.carried_in(reading.carried_file("mx", [one]), "x") == ("mx", [one])
    assert reading.words_in(reading.words_file("mx", [word]), "x") == ("mx", [word])
    there, words = reading.carried_file("mx", [one]), reading.words_file("mx", [word])
    bad = orjson.loads(words)
    bad["words"][0]["closes"] = "yes"
    numbered = orjson.loads(words)
    numbered["words"][0]["complaint"] = 5
    for read, wrong in (
        (reading.carried_in, words), (reading.carried_in, b"{"), (reading.carried_in, b"[]"), (reading.carried_in, there[:-20]),
        (reading.words_in, there), (reading.words_in, orjson.dumps(bad)),
        (reading.words_in, orjson.dumps(numbered)), (reading.words_in, words.replace(b'"mx"', b"[}")),
    ):  # fmt: skip
        with pytest.raises(errors.FileWrong):
            read(wrong, "x")
    with pytest.raises(errors.NumberUnknown):
        reading.numbered([one], 2)
