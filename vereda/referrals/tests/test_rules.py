"""How a referral stands whatever the order of its entries; the six words; the table of what may be told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations, product
from typing import Any

import pytest
from pydantic import ValidationError

from vereda.countries.door import ENFORCEMENT, Role
from vereda.logbook.rules.fold import Entry, fold_all
from vereda.logbook.schema import FieldClass, Payload
from vereda.referrals.entries import referral as entries
from vereda.referrals.entries.referral import (
    About,
    Answered,
    AnswerTakenBack,
    Arrived,
    Done,
    LinkGiven,
    Opened,
    OpenedElsewhere,
    Recalled,
    ReferralMade,
)
from vereda.referrals.rules import code, minimum
from vereda.referrals.rules import referral as rules
from vereda.referrals.words import (
    IDENTIFYING,
    ITEM_CLASS,
    RECEIVERS,
    ROLE_OF_KIND,
    WITHIN,
    Answer,
    Basis,
    Item,
    RecalledFor,
    RefusedFor,
    Service,
    Status,
    Way,
)

AT = datetime(2026, 11, 13, 15, 0, tzinfo=UTC)
ONE, TWO = "ab" * 32, "cd" * 32
MADE = ReferralMade(folio="R-1", within=FieldClass.HEALTH, basis=Basis.LIFE)
LINK = LinkGiven(digest=ONE, until=AT + timedelta(hours=72))
ACCEPTED = Answered(answer=Answer.ACCEPTED, way=Way.LINK)
REFUSED = Answered(answer=Answer.REFUSED, reason=RefusedFor.FULL, way=Way.TELEPHONE)
ARRIVED, DONE = Arrived(way=Way.LINK), Done(way=Way.LINK)
RECALL = Recalled(reason=RecalledFor.CONSENT_WITHDRAWN)


def entry(number: int, payload: Payload, *seen: int, clock: int | None = None) -> Entry:
    return Entry(
        id=f"e{number}", kind=payload.kind, payload=payload, subject="s", seen=[f"e{one}" for one in seen],
        clock=f"{number if clock is None else clock:016x}", group="tapachula", country="mx", author="ines", reported_by="ines",
        channel="desk", device="desk", occurred_at=AT + timedelta(minutes=number), local_on=AT.date(),
    )  # fmt: skip


def folds(told: list[Entry]) -> Any:  # Any: the state, as JSON
    """Return the one state to which all orders of arrival lead."""
    states = [fold_all(list(order), rules.start, rules.step).state for order in permutations(told)]
    assert all(one == states[0] for one in states)
    return states[0]


def chain(*payloads: Payload) -> list[Entry]:
    """Return entries each of whose authors had seen the one before."""
    return [entry(n, one, *([n - 1] if n > 1 else [])) for n, one in enumerate(payloads, start=1)]


@pytest.mark.parametrize(
    ("payloads", "status"),
    [
        ([MADE], Status.SENT),
        ([MADE, LINK], Status.SENT),
        ([MADE, LINK, Opened(digest=ONE, holder=TWO)], Status.OPENED),
        ([MADE, LINK, ACCEPTED], Status.ACCEPTED),
        ([MADE, LINK, REFUSED], Status.REFUSED),
        ([MADE, ACCEPTED, ARRIVED], Status.ARRIVED),
        ([MADE, REFUSED, ARRIVED], Status.ARRIVED),
        ([MADE, ACCEPTED, ARRIVED, DONE], Status.DONE),
        ([MADE, ACCEPTED, ARRIVED, DONE, RECALL], Status.RECALLED),
        ([MADE, ACCEPTED, AnswerTakenBack()], Status.SENT),
        ([MADE, ACCEPTED, AnswerTakenBack(), REFUSED], Status.REFUSED),
    ],
)
def test_a_referral_stands_as_the_last_that_holds(payloads: list[Payload], status: Status):
    assert rules.status_of(folds(chain(*payloads))) is status


@pytest.mark.parametrize("clock", [0, 3, 99], ids=["clock far behind", "between", "ahead"])
@pytest.mark.parametrize("seen", [(), (1,)], ids=["unseen", "seen"])
def test_recalled_wins_over_all_whatever_the_clock(clock: int, seen: tuple[int, ...]):
    told = [entry(1, MADE), entry(2, RECALL, *seen, clock=clock), entry(3, ACCEPTED, 1), entry(4, ARRIVED, 3), entry(5, DONE, 4)]
    assert rules.status_of(folds(told)) is Status.RECALLED


def test_a_second_answer_that_says_otherwise_is_told_and_the_first_stands():
    state = folds([entry(1, MADE), entry(2, ACCEPTED, 1), entry(3, REFUSED, 1)])
    assert rules.status_of(state) is Status.ACCEPTED
    assert rules.is_contested(state)
    assert state["fields"] == {}, "and stands in no list of conflicts that others read"
    again = Answered(answer=Answer.ACCEPTED, way=Way.TELEPHONE)
    assert not rules.is_contested(folds([entry(1, MADE), entry(2, ACCEPTED, 1), entry(3, again, 1)]))


def test_taking_back_takes_only_what_was_seen():
    state = folds([entry(1, MADE), entry(2, ACCEPTED, 1), entry(3, AnswerTakenBack(), 2), entry(4, REFUSED, 1)])
    assert rules.status_of(state) is Status.REFUSED
    assert not rules.is_contested(state)


def test_words_belong_to_the_first_browser_and_new_words_to_another():
    link = LinkGiven(digest=TWO, until=AT)
    state = folds([
        entry(1, MADE), entry(2, LINK, 1), entry(3, Opened(digest=ONE, holder="11" * 32), 2),
        entry(4, Opened(digest=ONE, holder="22" * 32), 2), entry(5, OpenedElsewhere(digest=ONE), 3),
    ])  # fmt: skip
    assert rules.holder_of(state, ONE) == "11" * 32
    assert rules.holder_of(state, TWO) is None
    assert len(state["elsewhere"]) == 1
    later = folds([entry(1, MADE), entry(2, LINK, 1), entry(3, Opened(digest=ONE, holder="11" * 32), 2), entry(4, link, 3)])
    assert later["kept"]["link"][-1][1][0] == TWO


def test_waiting_counts_to_the_answer_and_never_below_zero():
    assert rules.waiting_min(AT, None, AT + timedelta(hours=4, seconds=59)) == 240
    assert rules.waiting_min(AT, AT + timedelta(minutes=7), AT + timedelta(days=1)) == 7
    assert rules.waiting_min(AT, AT - timedelta(minutes=7), AT) == 0


def test_the_page_of_who_accepted_is_there_for_days_more():
    until = AT + timedelta(hours=72)
    assert rules.opens_until(until, None) == until
    assert rules.opens_until(until, AT + timedelta(hours=71)) == AT + timedelta(hours=71, days=7)
    assert rules.opens_until(AT + timedelta(days=30), AT) == AT + timedelta(days=30)


def test_the_list_has_enough_plain_words_that_nobody_takes_for_another():
    words = code.words()
    assert len(words) == len(set(words)) >= 1900
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words)
    assert len({word[: code.BEGINS] for word in words}) == len(words)
    assert len(words) ** code.WORDS > 2**65


def test_six_words_are_known_again_as_people_type_them():
    words = code.fresh(Turn())
    assert words == "abaco zurdo abaco zurdo abaco zurdo"
    for typed in (words, words.upper(), words.replace(" ", "-"), "  Ábaco, zurdo; abac zurd. ABACO\nzurdo"):
        assert code.typed(typed) == words


class Turn:
    """Choose the first, then the last word of the list, in turn."""

    def __init__(self) -> None:
        self.at = -1

    def __call__(self, words: Any) -> str:  # Any: a sequence
        self.at = -1 if self.at == 0 else 0
        return str(words[self.at])


@pytest.mark.parametrize(
    "typed", ["", "abaco", "abaco zurdo abaco zurdo abaco", "abaco " * 7, "abaco zurdo abaco zurdo abaco xxxx", "1 2 3"]
)
def test_what_is_not_six_words_of_the_list_is_none(typed: str):
    assert code.typed(typed) == ""


def test_another_key_knows_no_words():
    assert code.digest_of(b"1" * 32, "a") != code.digest_of(b"2" * 32, "a")
    assert "abaco" not in code.digest_of(b"1" * 32, "abaco")


def test_each_help_has_its_rows_and_each_row_says_whence_it_is():
    assert {row.service for row in minimum.table()} == set(Service)
    assert len({(row.service, row.item) for row in minimum.table()}) == len(minimum.table())
    assert all(row.owner and row.source and row.version and row.signed_on is None for row in minimum.table())
    for service in Service:
        assert any(row.item is Item.CALL_BACK and row.is_needed for row in minimum.pieces_of(service, Basis.CONSENT)), service


CLOSED = {
    FieldClass.HEALTH, FieldClass.SCREENING, FieldClass.SEXUAL_VIOLENCE, FieldClass.TORTURE, FieldClass.LEGAL, FieldClass.TRACING,
}  # fmt: skip


@pytest.mark.parametrize("service", Service)
def test_no_help_is_told_of_a_closed_class_that_is_not_its_own(service: Service):
    """A shelter learns no diagnosis, a lawyer no exposure. The nurse who cares for a survivor is the one exception."""
    told = {ITEM_CLASS[row.item] for row in minimum.pieces_of(service, Basis.CONSENT)} & CLOSED
    own = {WITHIN[service]} | ({FieldClass.HEALTH} if service is Service.SURVIVOR_CARE else set())
    assert told <= own


@pytest.mark.parametrize("service", [Service.SAFE_HOUSE, Service.SURVIVOR_CARE, Service.MENTAL_HEALTH, Service.BASIC_NEEDS])
def test_where_no_name_is_needed_none_can_be_told(service: Service):
    assert minimum.too_many(IDENTIFYING, service, Basis.CONSENT) == [Item.NAME, Item.BIRTH, Item.TELEPHONE]


def test_nothing_names_who_could_not_say_yes():
    assert minimum.too_many([Item.NAME, Item.HANDOVER], Service.HEALTH, Basis.LIFE) == [Item.NAME]
    assert minimum.too_many([Item.NAME, Item.HANDOVER], Service.HEALTH, Basis.CONSENT) == []


def test_what_is_needed_is_asked_for():
    assert minimum.missing([], Service.SHELTER, Basis.CONSENT) == [Item.PEOPLE, Item.ARRIVES, Item.CALL_BACK]
    assert minimum.missing([Item.PEOPLE, Item.ARRIVES, Item.CALL_BACK], Service.SHELTER, Basis.CONSENT) == []


@pytest.mark.parametrize(("role", "service"), list(product(sorted(ENFORCEMENT), Service)), ids=str)
def test_no_entry_hands_anybody_to_a_body_of_enforcement(role: Role, service: Service):
    with pytest.raises(ValidationError, match="enforcement"):
        About(service=service, name="x", role=role)


def test_no_kind_of_the_directory_and_no_help_leads_to_enforcement_or_a_consulate():
    closed = ENFORCEMENT | {Role.CONSULATE, Role.REFUGEE_AUTHORITY, Role.NETWORK}
    assert not set(ROLE_OF_KIND.values()) & closed
    assert not {role for roles in RECEIVERS.values() for role in roles} & closed
    assert set(RECEIVERS) == set(WITHIN) == set(Service)


def test_there_is_no_piece_for_nationality_document_status_or_religion():
    assert not {item for item in Item if any(word in item for word in ("nation", "docu", "status", "relig", "ethnic"))}


@pytest.mark.parametrize("item", Item)
def test_a_piece_stands_in_the_box_of_its_class_alone(item: Item):
    for model in entries.SENT:
        if model.of_class is ITEM_CLASS[item]:
            assert model(told={item: "x"}).told == {item: "x"}
        else:
            with pytest.raises(ValidationError, match="another box"):
                model(told={item: "x"})
