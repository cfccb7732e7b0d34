"""Terms of a case: kept with what was counted, met, missed, extended, and whom they ring until somebody answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine

from vereda.legal import errors
from vereda.legal.tests.asking import NOW, ZONE, Desk, row
from vereda.legal.words import CaseEnd, CaseKind, TermEnd, TermRing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_term_is_kept_with_what_was_counted(desk: Desk, person: UUID):
    from vereda.legal import door as legal

    case = desk.taken(CaseKind.REFUGE, person=person)
    started = NOW - timedelta(days=1)
    desk.does(legal.start_term, case=case, code="MX-REF-APPLY", started_at=started)
    term = legal.cases.terms_of([case])[0]
    said = legal.sealed.term(term)
    assert said
    # thirty working days from Thursday 12 November, without 16 November and 25 December
    assert (said.last_on, said.safe_on) == (date(2026, 12, 28), date(2026, 12, 24))
    assert (said.code, said.country, said.amount, said.unit) == ("MX-REF-APPLY", "mx", 30, "working_days")
    assert said.source.startswith("https://")
    assert term.due_at == datetime(2026, 12, 29, tzinfo=ZONE)
    with pytest.raises(errors.TermStartsLater):
        desk.does(legal.start_term, case=case, code="MX-REF-APPLY", started_at=NOW + timedelta(minutes=1))
    with pytest.raises(errors.TermUnknown):
        desk.does(legal.start_term, case=case, code="MX-NONE", started_at=started)
    with pytest.raises(errors.TermWithoutSource):
        desk.does(legal.start_term, case=case, code="MX-DENUNCIA-MP", started_at=started)


def running(desk: Desk, person: UUID, code: str = "MX-REF-REVIEW") -> tuple[UUID, UUID]:
    from vereda.legal import door as legal

    case = desk.taken(CaseKind.REFUGE, person=person)
    desk.does(legal.start_term, case=case, code=code, started_at=NOW)
    return case, legal.cases.terms_of([case])[0].term


def test_a_term_is_met_missed_or_extended_with_a_reason(desk: Desk, person: UUID):
    from vereda.legal import door as legal

    case, term = running(desk, person)
    with pytest.raises(errors.ReasonMissing):
        desk.does(legal.end_term, case=case, term=term, how=TermEnd.MISSED)
    with pytest.raises(errors.ReasonMissing):
        desk.does(legal.extend_term, case=case, term=term, last_on=date(2027, 1, 8), reason=" ")
    before = legal.cases.term(term, case)
    assert before
    assert before.due_at
    same = before.due_at.astimezone(ZONE).date() - timedelta(days=1)
    with pytest.raises(errors.ExtensionNotLater):
        desk.does(legal.extend_term, case=case, term=term, last_on=same, reason="x")
    desk.does(legal.extend_term, case=case, term=term, last_on=date(2027, 1, 8), reason="faltó intérprete")
    longer = legal.cases.term(term, case)
    assert longer
    assert longer.due_at == datetime(2027, 1, 9, tzinfo=ZONE)
    assert longer.remind_at == datetime(2027, 1, 7, tzinfo=ZONE)
    assert [one.reason for one in legal.sealed.extended(longer)] == ["faltó intérprete"]
    beyond = date(2031, 3, 10)  # a Monday of which the table of holidays says nothing: the body has set it all the same
    desk.does(legal.extend_term, case=case, term=term, last_on=beyond, reason="otra prórroga")
    longest = legal.cases.term(term, case)
    assert longest
    assert longest.remind_at == datetime(2031, 3, 7, tzinfo=ZONE)
    desk.does(legal.end_term, case=case, term=term, how=TermEnd.MISSED, reason="estaba detenida")
    with pytest.raises(errors.TermOver):
        desk.does(legal.see_term, case=case, term=term)
    desk.does(legal.undo_end, case=case, term=term)
    with pytest.raises(errors.TermRuns):
        desk.does(legal.undo_end, case=case, term=term)


def test_a_signature_that_is_met_is_due_again_a_week_later(desk: Desk, person: UUID, clock: time_machine.Traveller):
    from vereda.legal import door as legal

    case, term = running(desk, person, "MX-REF-SIGN")
    later = NOW + timedelta(days=7)
    clock.move_to(later)
    desk.does(legal.end_term, at=later, case=case, term=term, how=TermEnd.MET)
    open_ = [one for one in legal.cases.terms_of([case]) if one.ended_at is None]
    said = [legal.sealed.term(one) for one in open_]
    assert [one.last_on for one in said if one] == [date(2026, 11, 27)]


def test_a_term_that_presses_rings_and_goes_up_until_somebody_answers(desk: Desk, person: UUID, clock: time_machine.Traveller):
    from vereda.legal import door as legal

    case, term = running(desk, person)
    found = legal.cases.term(term, case)
    assert found
    assert found.remind_at
    remind_at: datetime = found.remind_at

    def rang() -> list[str]:
        now = legal.cases.term(term, case)
        assert now
        return [to for _at, to in now.rang]

    assert legal.ring_terms(now=remind_at - timedelta(seconds=1)) == 0
    order = ["adviser", "coordinator", "headquarters"]
    for after_h, count, whom in ((0, 1, 1), (3, 0, 1), (4, 1, 2), (7, 0, 2), (8, 1, 3), (9, 0, 3)):
        clock.move_to(remind_at + timedelta(hours=after_h))
        assert legal.ring_terms(now=remind_at + timedelta(hours=after_h)) == count
        assert rang() == order[:whom]
    assert dict(legal.cases.pressing_counts("mx", remind_at + timedelta(hours=9))) == {"piedras-negras": 1}


@pytest.mark.storage
def test_each_ring_is_a_text_to_whoever_is_meant_and_says_folio_and_hour_alone(
    desk: Desk, person: UUID, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
):
    from vereda.legal import door as legal
    from vereda.messages.door import Warned, keep_number
    from vereda.messages.models import OutText

    monkeypatch.setattr("vereda.messages.actions.is_set", lambda: True)
    accounts = {name: desk.by(name).account for name in ("emilio", "rafael", "graciela")}
    whose: dict[str, list[Warned]] = {"emilio": [], "rafael": [Warned.COORDINATOR], "graciela": [Warned.HEADQUARTERS]}
    for number, (name, warned) in enumerate(whose.items()):
        keep_number(number=f"+5287812345{number}0", account=accounts[name], name="", warned=warned, by=desk.by(name), at=NOW)
    case, term = running(desk, person)
    found = legal.cases.term(term, case)
    assert found
    assert found.remind_at
    for after_h, texts in ((0, 1), (4, 2), (8, 3), (12, 3)):
        at = found.remind_at + timedelta(hours=after_h)
        clock.move_to(at)
        legal.ring_terms(now=at)
        assert OutText.objects.count() == texts, after_h
    from vereda.legal.actions.term import ASKED, message_of

    for to in TermRing:
        said = message_of(folio=row(case).folio, to=to, due="04/12 00:00")
        assert said.isascii()
        assert len(said) <= 160
        assert ASKED[to] in said


@pytest.mark.parametrize("quiet", ["seen", "ended", "closed"])
def test_a_term_for_which_somebody_answers_rings_nobody(desk: Desk, person: UUID, clock: time_machine.Traveller, quiet: str):
    from vereda.legal import door as legal

    case, term = running(desk, person)
    found = legal.cases.term(term, case)
    assert found
    assert found.remind_at
    at = found.remind_at + timedelta(hours=5)
    clock.move_to(at)
    if quiet == "seen":
        desk.does(legal.see_term, at=at, case=case, term=term)
    elif quiet == "ended":
        desk.does(legal.end_term, at=at, case=case, term=term, how=TermEnd.MET)
    else:
        desk.does(legal.close_case, at=at, case=case, why=CaseEnd.GRANTED)
    assert legal.ring_terms(now=at) == 0


def test_rings_due_at_each_edge():
    from vereda.legal.rules.ringing import rings_due

    told: dict[str, Any] = {"remind_at": NOW, "due_at": NOW + timedelta(days=2), "rang": (), "is_seen": False}
    told["has_adviser"] = True
    assert rings_due(now=NOW - timedelta(seconds=1), **told) == []
    assert rings_due(now=NOW, **told) == [TermRing.ADVISER]
    both, alone = [TermRing.ADVISER, TermRing.COORDINATOR], {**told, "has_adviser": False}
    assert rings_due(now=NOW, **alone) == [TermRing.COORDINATOR]
    assert rings_due(now=NOW + timedelta(hours=4, seconds=-1), **told) == [TermRing.ADVISER]
    assert rings_due(now=NOW + timedelta(hours=4), **told) == both
    assert rings_due(now=NOW + timedelta(hours=4), **{**told, "rang": ["adviser"]}) == [TermRing.COORDINATOR]
    assert rings_due(now=NOW + timedelta(hours=8, seconds=-1), **told) == both
    assert rings_due(now=NOW + timedelta(hours=8), **told) == [*both, TermRing.HEADQUARTERS]
    assert rings_due(now=NOW + timedelta(hours=4, seconds=-1), **alone) == [TermRing.COORDINATOR]
    assert rings_due(now=NOW + timedelta(hours=4), **alone) == [TermRing.COORDINATOR, TermRing.HEADQUARTERS]
    assert rings_due(now=NOW, **{**told, "due_at": NOW + timedelta(hours=2, seconds=1)}) == [TermRing.ADVISER]
    assert rings_due(now=NOW, **{**told, "due_at": NOW + timedelta(hours=2)}) == list(TermRing)
    assert rings_due(now=NOW + timedelta(days=3), **told) == list(TermRing)
    assert rings_due(now=NOW + timedelta(days=9), **told) == list(TermRing), "a machine that was off rings what it missed"
    assert rings_due(now=NOW + timedelta(days=9), **{**told, "rang": list(TermRing)}) == []
    assert rings_due(now=NOW + timedelta(hours=4), **{**told, "is_seen": True}) == []


def test_a_term_that_was_over_while_the_machine_was_off_rings_once_and_one_noted_afterwards_never(
    desk: Desk, person: UUID, clock: time_machine.Traveller
):
    from vereda.legal import door as legal

    case, term = running(desk, person)
    found = legal.cases.term(term, case)
    assert found
    assert found.due_at
    late = found.due_at + timedelta(days=3)
    clock.move_to(late)
    assert [legal.ring_terms(now=late) for _run in range(2)] == [3, 0]
    desk.does(legal.start_term, at=late, case=case, code="MX-REF-REVIEW", started_at=NOW)
    assert legal.ring_terms(now=late) == 0


def test_a_term_that_cannot_be_rung_keeps_no_other_silent(
    desk: Desk, person: UUID, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
):
    from vereda.legal import door as legal
    from vereda.legal.actions import term as module

    (_first, one), (_second, two) = running(desk, person), running(desk, person)
    broken = min(one, two)
    real = module._due

    def due(row: Any, now: datetime) -> list[TermRing]:
        if row.term == broken:
            raise ValueError("damaged")
        return real(row, now)

    monkeypatch.setattr(module, "_due", due)
    found = legal.cases.terms_of([_first])[0].remind_at
    assert found
    clock.move_to(found)
    with pytest.raises(ExceptionGroup):
        legal.ring_terms(now=found)
    rang = [len(row.rang) for row in legal.cases.terms_of([_first, _second]) if row.term != broken]
    assert rang == [1], "the other one rang all the same, and the job says that it failed"


def test_what_was_met_is_met_also_where_the_pack_counts_it_no_more(
    desk: Desk, person: UUID, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
):
    from vereda.countries.door import pack
    from vereda.legal import door as legal

    case, term = running(desk, person, "MX-REF-SIGN")
    later = NOW + timedelta(days=7)
    clock.move_to(later)
    rows = {code: one for code, one in pack("mx").legal_deadlines.items() if code != "MX-REF-SIGN"}
    ended = replace(pack("mx"), legal_deadlines=rows)
    monkeypatch.setattr("vereda.legal.actions.term.pack", lambda _country: ended)
    desk.does(legal.end_term, at=later, case=case, term=term, how=TermEnd.MET)
    assert [one.ended_at is None for one in legal.cases.terms_of([case])] == [False]


def test_a_case_whose_kind_the_pack_ended_is_still_told_better(desk: Desk, person: UUID, monkeypatch: pytest.MonkeyPatch):
    from vereda.countries.door import pack
    from vereda.legal import door as legal
    from vereda.legal.words import Answer

    case = desk.taken(CaseKind.HUMANITARIAN_VISA, person=person)
    rows = {code: one for code, one in pack("mx").legal_case_kinds.items() if code != CaseKind.HUMANITARIAN_VISA}
    ended = replace(pack("mx"), legal_case_kinds=rows)
    monkeypatch.setattr("vereda.legal.actions.case.pack", lambda _country: ended)
    better = legal.Opening(what=CaseKind.HUMANITARIAN_VISA, seeks_refuge=Answer.YES)
    desk.does(legal.tell_case, case=case, opening=better)
    found = legal.sealed.opening(row(case))
    assert found
    assert found.seeks_refuge is Answer.YES
    with pytest.raises(errors.CaseKindUnknown):
        desk.opened(CaseKind.HUMANITARIAN_VISA, person=person)


def test_who_answered_for_a_term_before_it_pressed_is_asked_again_and_may_answer_again(
    desk: Desk, person: UUID, clock: time_machine.Traveller
):
    from vereda.legal import door as legal

    case, term = running(desk, person)
    desk.does(legal.see_term, case=case, term=term)
    found = legal.cases.term(term, case)
    assert found
    assert found.remind_at
    at = found.remind_at
    clock.move_to(at)
    assert legal.ring_terms(now=at) == 1
    assert legal.cases.pressing_counts("mx", at)["piedras-negras"] == 1, "the coordinator sees what rings"
    desk.does(legal.see_term, at=at, case=case, term=term)
    late = at + timedelta(hours=9)
    clock.move_to(late)
    assert legal.ring_terms(now=late) == 0
    assert legal.cases.pressing_counts("mx", late)["piedras-negras"] == 0
