"""What a reading allows, whatever the order of its entries and whatever their clocks say; the code, and how it is typed."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest

from vereda.logbook.rules.fold import Entry, fold_all
from vereda.logbook.schema import Payload
from vereda.messages.reading.keywords import folded
from vereda.people import errors
from vereda.people.entries.consent import ConsentGiven, ConsentRefused, ConsentWithdrawn, ForChild, Read, Witness
from vereda.people.rules import consent as rules
from vereda.people.words import ChildView, ConsentFor, ConsentMode, Kin, KinChecked, SaidBy, WithdrawnBy

AT = datetime(2026, 11, 13, 15, 0, tzinfo=UTC)
REFER, KEEP, LEGAL = ConsentFor.REFER, ConsentFor.KEEP, ConsentFor.LEGAL


def entry(number: int, payload: Payload, *seen: int, clock: int | None = None) -> Entry:
    return Entry(
        id=f"e{number}", kind=payload.kind, payload=payload, subject="s", seen=[f"e{one}" for one in seen],
        clock=f"{number if clock is None else clock:016x}", group="tapachula", country="mx", author="ines", reported_by="ines",
        channel="desk", device="desk", occurred_at=AT, local_on=AT.date(),
    )  # fmt: skip


def given(*purposes: ConsentFor) -> ConsentGiven:
    reads = [Read(purpose=one, version=1) for one in purposes]
    return ConsentGiven(language="spa", purposes=reads, mode=ConsentMode.SIGNED)


def refused(*purposes: ConsentFor) -> ConsentRefused:
    return ConsentRefused(language="spa", purposes=[Read(purpose=one, version=1) for one in purposes])


def withdrawn(*purposes: ConsentFor) -> ConsentWithdrawn:
    return ConsentWithdrawn(by=WithdrawnBy.SMS, purposes=list(purposes))


def folds(entries: list[Entry]) -> Any:  # Any: the state, as JSON
    """Return the one state to which all orders of arrival lead."""
    states = [fold_all(list(order), rules.start, rules.step).state for order in permutations(entries)]
    assert all(one == states[0] for one in states)
    return states[0]


def test_each_purpose_is_answered_by_itself():
    state = folds([entry(1, given(REFER, KEEP)), entry(2, refused(LEGAL), 1)])
    assert rules.allowed(state) == ["keep", "refer"]
    assert rules.refused(state) == ["legal"]
    assert rules.read_texts(state) == [["keep", 1, "spa"], ["legal", 1, "spa"], ["refer", 1, "spa"]]
    assert rules.withdrawn_at(state) is None


def test_a_later_answer_that_had_seen_the_first_takes_its_place():
    assert rules.allowed(folds([entry(1, given(REFER)), entry(2, refused(REFER), 1)])) == []
    assert rules.allowed(folds([entry(1, refused(REFER)), entry(2, given(REFER), 1)])) == ["refer"]


def test_of_answers_unaware_of_each_other_the_no_stands():
    for clock in (0, 9):
        state = folds([entry(1, given(REFER, KEEP)), entry(2, refused(REFER), clock=clock)])
        assert rules.allowed(state) == ["keep"]


@pytest.mark.parametrize("clock", [0, 2, 99], ids=["clock far behind", "between", "ahead"])
@pytest.mark.parametrize("seen", [(), (1,)], ids=["unseen", "seen"])
def test_taken_back_stays_so_whatever_the_clock(clock: int, seen: tuple[int, ...]):
    """Also where somebody writes a yes afterwards on the same reading: a later yes is a reading of its own."""
    entries = [entry(1, given(REFER, KEEP)), entry(2, withdrawn(), *seen, clock=clock), entry(3, given(REFER), 1, 2)]
    state = folds(entries)
    assert rules.allowed(state) == []
    assert rules.withdrawn_at(state) == AT.isoformat()


def test_one_purpose_is_taken_back_and_the_others_stand():
    state = folds([entry(1, given(REFER, KEEP)), entry(2, withdrawn(REFER), 1), entry(3, withdrawn(REFER), clock=0)])
    assert rules.allowed(state) == ["keep"]


def test_what_was_taken_back_before_it_was_known_here_is_never_allowed():
    state = folds([entry(1, withdrawn(), clock=0)])
    assert rules.allowed(state) == []
    assert rules.allowed(folds([entry(1, withdrawn()), entry(2, given(*ConsentFor), clock=0)])) == []


def test_a_code_has_eight_digits_and_is_known_by_a_digest_alone():
    code = rules.code_of(bytes(range(16)))
    assert code == f"{int.from_bytes(bytes(range(16)), 'big') % 10**8:08}"
    assert rules.said("00012345") == "0001 2345"
    key = "ab" * 32
    digest = rules.digest_of(key, code)
    assert code not in digest
    assert rules.is_same(key, code, digest)
    assert not rules.is_same("cd" * 32, code, digest)
    assert not rules.is_same(key, f"{(int(code) + 1) % 10**8:08}", digest)


@pytest.mark.parametrize("text", ["12345678", "1234 5678", " 1234-5678. ", "１２３４５６７８", "1 2 3 4 5 6 7 8"])
def test_a_code_is_read_as_people_type_it(text: str):
    assert rules.typed(text) == "12345678"


@pytest.mark.parametrize("text", ["", "1234 567", "1234 56789", "RETIRO", "1234 567B"])
def test_what_is_no_code_is_none(text: str):
    assert rules.typed(text) == ""


WORDS = ("retiro", "withdraw", "retrait", "retirada")


@pytest.mark.parametrize(
    "text",
    [
        "RETIRO 1234 5678", "retiro 12345678", "Retiro12345678", "RETRIO 1234 5678", "retir 1234-5678", "rettiro 1234 5678",
        "¡Retiro! 1234 5678", "withdraw 1234 5678", "WITHDRAWN 1234 5678", "Rétrait 1234 5678", "retiro mi permiso 1234 5678",
    ],
)  # fmt: skip
def test_a_message_that_takes_it_back_is_understood_with_a_slip(text: str):
    assert rules.code_in(folded(text), WORDS) == "12345678"


@pytest.mark.parametrize("text", ["RETIRO 1234 567", "RETIRO 1234 5678 9", "retiro 1"])
def test_a_wrong_code_is_still_a_message_that_takes_it_back(text: str):
    assert rules.code_in(folded(text), WORDS) == ""


@pytest.mark.parametrize(
    "text", ["", "1234 5678", "RETIRO", "retiro mi permiso", "MENU 1234 5678", "SOS 1234 5678", "retorno 1234 5678"]
)
def test_other_messages_are_none(text: str):
    assert rules.code_in(folded(text), WORDS) is None


@pytest.mark.parametrize(
    ("band", "is_child"),
    [("0-4", True), ("5-11", True), ("12-17", True), ("0-17", True), ("18-29", False), ("18+", False), ("60+", False)],
)
def test_a_band_below_eighteen_is_of_a_child_and_an_age_that_nobody_knows_is_not(band: str, is_child: bool):
    assert rules.is_child(band) is is_child
    assert not rules.is_child("U")


@pytest.mark.parametrize("view", ChildView)
@pytest.mark.parametrize("said_by", SaidBy)
@pytest.mark.parametrize("relation", [None, Kin.MOTHER, Kin.OTHER])
@pytest.mark.parametrize("checked", [None, KinChecked.FAMILY])
@pytest.mark.parametrize("office", ["", "DIF Piedras Negras, licenciada Robles"])
@pytest.mark.parametrize("reason", ["", "  ", "la espera su abuela"])
def test_an_adult_whom_nobody_checked_never_says_it_alone_and_none_against_the_child(  # every combination
    view: ChildView, said_by: SaidBy, relation: Kin | None, checked: KinChecked | None, office: str, reason: str
):
    told = ForChild(view=view, said_by=said_by, relation=relation, checked=checked, office=office, reason=reason)
    is_enough = {
        SaidBy.ADULT: relation is not None and checked is not None and view is not ChildView.NO,
        SaidBy.OFFICE: bool(office) and (view is not ChildView.NO or bool(reason.strip())),
        SaidBy.BEST_INTERESTS: bool(reason.strip()),
    }[said_by]
    if is_enough:
        rules.check_child(told)
    else:
        refusals = errors.AdultNotChecked, errors.OfficeNotSaid, errors.ChildReasonMissing, errors.ChildSaidNo
        with pytest.raises(refusals):
            rules.check_child(told)


def test_nobody_said_it_for_a_child_and_a_witness_of_before_reads_as_it_was_written():
    with pytest.raises(errors.ChildNotAsked):
        rules.check_child(None)
    assert Witness.model_validate({"name": "Doña Eulalia"}).model_dump(exclude_defaults=True) == {"name": "Doña Eulalia"}
