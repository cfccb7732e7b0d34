"""A request to go back: two stand behind it, nobody who fears it or is a child is helped, taken back until they left."""

from __future__ import annotations

from itertools import permutations
from typing import Any
from uuid import UUID

import pytest

from vereda.legal import errors
from vereda.legal.tests.asking import NOW, Desk, row
from vereda.legal.words import Answer, CaseEnd, CaseKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NO = {"refuge": Answer.NO, "child": Answer.NO, "trafficking": Answer.NO}


def test_a_return_needs_two_persons_and_can_be_taken_back_until_they_left(desk: Desk, person: UUID):
    from vereda.legal import door as legal

    case = desk.taken(CaseKind.RETURN, person=person, seeks_refuge=Answer.NO)
    no = {"refuge": Answer.NO, "child": Answer.NO, "trafficking": Answer.NO}
    for name in no:
        with pytest.raises(errors.ReturnStops):
            desk.does(legal.ask_return, case=case, words="Quiero ir con mi mamá", **{**no, name: Answer.YES})
        with pytest.raises(errors.ReturnNotAsked):
            desk.does(legal.ask_return, case=case, words="Quiero ir con mi mamá", **{**no, name: Answer.UNKNOWN})
    with pytest.raises(errors.ReturnWordsMissing):
        desk.does(legal.ask_return, case=case, words=" ", **no)
    desk.does(legal.ask_return, case=case, words="Quiero ir con mi mamá", **no)
    request = UUID(row(case).returns[0][0])
    told = {"case": case, "request": request}
    with pytest.raises(errors.ReturnSamePerson):
        desk.does(legal.second_return, **told)
    with pytest.raises(errors.ReturnNotReady):
        desk.does(legal.depart, **told)
    with pytest.raises(errors.CaseGone):
        desk.does(legal.second_return, "lucia", **told)
    desk.does(legal.add_helper, case=case, account=desk.by("lucia").account)
    desk.does(legal.second_return, "lucia", **told)
    desk.does(legal.take_return_back, **told)
    for act in (legal.depart, legal.second_return, legal.take_return_back):
        with pytest.raises(errors.ReturnNotReady):
            desk.does(act, "lucia", **told)


def test_nobody_who_seeks_refuge_is_helped_back(desk: Desk, person: UUID):
    from vereda.legal import door as legal

    no = {"refuge": Answer.NO, "child": Answer.NO, "trafficking": Answer.NO}
    for told in ({"seeks_refuge": Answer.YES}, {"trafficking": Answer.YES}):
        case = desk.taken(CaseKind.RETURN, person=person, **told)
        with pytest.raises(errors.ReturnStops):
            desk.does(legal.ask_return, case=case, words="Quiero volver", **no)


def test_a_child_and_who_claims_refuge_in_another_case_are_not_helped_back(desk: Desk, person: UUID):
    from vereda.legal import door as legal

    young = desk.taken(CaseKind.RETURN, person=person, seeks_refuge=Answer.NO, child=Answer.YES)
    with pytest.raises(errors.ReturnStops):
        desk.does(legal.ask_return, case=young, words="Quiero volver", **NO)
    case = desk.taken(CaseKind.RETURN, person=person, seeks_refuge=Answer.NO)
    desk.does(legal.ask_return, case=case, words="Quiero volver", **NO)
    told = {"case": case, "request": UUID(row(case).returns[0][0])}
    desk.does(legal.add_helper, case=case, account=desk.by("lucia").account)
    claim = desk.taken(CaseKind.REFUGE, person=person)
    with pytest.raises(errors.ReturnStops):
        desk.does(legal.second_return, "lucia", **told)
    desk.does(legal.close_case, case=claim, why=CaseEnd.GIVEN_UP)
    desk.does(legal.second_return, "lucia", **told)
    desk.does(legal.tell_case, case=case, opening=legal.Opening(what=CaseKind.RETURN, trafficking=Answer.YES))
    with pytest.raises(errors.ReturnStops):
        desk.does(legal.depart, **told)
    assert not legal.has_left(row(case).returns[0][1])


def test_a_return_is_taken_back_whatever_became_of_the_case_until_they_left(desk: Desk, person: UUID):
    from vereda.legal import door as legal

    case = desk.taken(CaseKind.RETURN, person=person, seeks_refuge=Answer.NO)
    for _ in range(2):
        desk.does(legal.ask_return, case=case, words="Quiero volver", **NO)
    first, second = (UUID(line) for line, _one in row(case).returns)
    desk.does(legal.add_helper, case=case, account=desk.by("lucia").account)
    for request in (first, second):
        desk.does(legal.second_return, "lucia", case=case, request=request)
    desk.does(legal.depart, case=case, request=second)
    with pytest.raises(errors.ReturnNotReady):
        desk.does(legal.take_return_back, case=case, request=second)
    desk.does(legal.close_case, case=case, why=CaseEnd.GIVEN_UP)
    for act in (legal.second_return, legal.depart):
        with pytest.raises(errors.CaseIsClosed):
            desk.does(act, case=case, request=first)
    desk.does(legal.take_return_back, case=case, request=first)
    assert dict(row(case).returns)[str(first)]["taken_back"]
    with pytest.raises(errors.CaseGone):
        desk.does(legal.take_return_back, "ines", case=case, request=first)


def test_a_return_that_was_taken_back_stays_so_in_any_order():
    from vereda.legal.entries.going_back import ReturnAsked, ReturnDeparted, ReturnSeconded, ReturnTakenBack
    from vereda.legal.rules import case as rules
    from vereda.logbook.schema import Entry

    request = UUID(int=9)

    def entry(number: int, payload: Any, author: str) -> Entry:  # Any: a payload
        return Entry(
            id=f"{number:032x}", kind=payload.kind, payload=payload, subject="s", seen=[], clock=f"{number:016x}", group="g",
            country="mx", author=author, reported_by=author, channel="desk", device="desk", occurred_at=NOW, local_on=NOW.date(),
        )  # fmt: skip

    told = [
        entry(1, ReturnAsked(request=request), "emilio"),
        entry(2, ReturnSeconded(request=request), "lucia"),
        entry(3, ReturnDeparted(request=request), "lucia"),
        entry(4, ReturnTakenBack(request=request), "emilio"),
    ]
    states = []
    for order in permutations(told):
        state = rules.start()
        for one in order:
            state = rules.step(state, one)
        states.append(state["returns"])
        assert not rules.has_left(state["returns"][str(request)])
    assert all(one == states[0] for one in states)
    own = rules.start()
    for one in (told[0], entry(2, ReturnSeconded(request=request), "emilio"), told[2]):
        own = rules.step(own, one)
    assert not rules.has_left(own["returns"][str(request)])
