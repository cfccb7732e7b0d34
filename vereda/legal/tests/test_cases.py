"""Legal cases: sealed, whose they are, terms that run and ring, evidence from hand to hand, a return two stand behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import permutations
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine

from vereda.access.tests.cast import Cast
from vereda.legal import errors
from vereda.legal.words import Answer, CaseEnd, CaseKind, Step, TermEnd, TermRing

pytestmark = [pytest.mark.django_db, pytest.mark.storage]
ZONE = ZoneInfo("America/Mexico_City")
NOW = datetime(2026, 11, 13, 9, 0, tzinfo=ZONE)
WORDS = ("Xóchitl", "me pidieron dinero")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@dataclass(frozen=True)
class Desk:
    """Who writes: Inés of a group, Emilio who advises, Lucía who works on cases of the group."""

    cast: Cast

    def by(self, name: str) -> Any:  # Any: an author, whose class is imported where Django stands
        from vereda.access.door import author_of

        return author_of(self.cast.reader(name))

    def opened(self, what: CaseKind = CaseKind.OTHER, by: str = "ines", **told: Any) -> UUID:  # Any: fields of the box, and names
        from vereda.legal import door as legal

        whom = {name: told.pop(name) for name in ("person", "encounter", "with_receipt", "takes") if name in told}
        return legal.open_case(legal.Opening(what=what, **told), by=self.by(by), at=NOW, **whom).receipt.subject

    def taken(self, what: CaseKind = CaseKind.OTHER, **told: Any) -> UUID:  # Any: as above
        from vereda.legal import door as legal

        case = self.opened(what, **told)
        legal.take_case(case=case, by=self.by("emilio"), at=NOW)
        return case

    def does(self, act: Any, name: str = "emilio", at: datetime = NOW, **told: Any) -> Any:  # Any: an act and what it wants
        return act(by=self.by(name), at=at, **told)


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)


@pytest.fixture
def person(cast: Cast, desk: Desk) -> UUID:
    from vereda.encounters.door import AgeBand, Sex
    from vereda.logbook.door import Plain, record
    from vereda.logbook.schema import FieldClass
    from vereda.people.door import PersonMet

    met = PersonMet(nationality="HN", sex=Sex("F"), age_band=AgeBand.YOUNG, purpose="legal_aid")
    boxes = [Plain(cls=FieldClass.IDENTITY, fields={"given": "Xóchitl", "families": ["Luna"]})]
    return record(met, by=desk.by("ines"), at=NOW, boxes=boxes).subject


def row(case: UUID) -> Any:  # Any: a row, whose class is imported where Django stands
    from vereda.legal.door import cases

    return cases.case(case, "mx")


def test_what_it_is_about_stands_in_no_clear_word(desk: Desk, person: UUID):
    from vereda.legal.door import sealed
    from vereda.logbook.models import LogEntry

    case = desk.taken(CaseKind.CRIME_REPORT, person=person, note=WORDS[1], seeks_refuge=Answer.YES)
    from vereda.legal import door as legal

    desk.does(legal.take_step, case=case, what=Step.FILED, on=NOW.date(), before="prosecutor", number="FED-7", note="esposo")
    clear = b"".join(bytes(one.body) for one in LogEntry.objects.filter(subject=case))
    for said in (*WORDS, "crime_report", "prosecutor", "FED-7", "esposo", "filed", "seeks_refuge"):
        assert said.encode() not in clear
    opening = sealed.opening(row(case))
    assert opening
    assert (opening.what, opening.note) == (CaseKind.CRIME_REPORT, WORDS[1])


def test_a_case_is_taken_once_and_is_then_its_advisers(desk: Desk):
    from vereda.legal import door as legal

    case = desk.opened()
    assert [one.subject for one in legal.cases.waiting_cases("mx")] == [case]
    desk.does(legal.take_case, case=case)
    assert legal.cases.waiting_cases("mx") == []
    assert [one.subject for one in legal.cases.cases_of(desk.by("emilio").account, "mx")] == [case]
    with pytest.raises(errors.CaseTaken):
        desk.does(legal.take_case, "lucia", case=case)
    for name in ("ines", "lucia", "rafael", "nadia"):
        with pytest.raises(errors.CaseGone):
            desk.does(legal.close_case, name, case=case, why=CaseEnd.MISTAKE)


def test_who_works_on_it_changes_and_somebody_stays(desk: Desk):
    from vereda.legal import door as legal

    case, lucia, emilio = desk.taken(), desk.by("lucia").account, desk.by("emilio").account
    with pytest.raises(errors.LastAdviser):
        desk.does(legal.leave_case, case=case, account=emilio)
    for name in ("nadia", "rafael", "ines", "alma"):
        with pytest.raises(errors.AccountCannotHelp):
            desk.does(legal.add_helper, case=case, account=desk.by(name).account)
    desk.does(legal.add_helper, case=case, account=lucia)
    assert row(case).advisers == sorted([emilio, lucia])
    desk.does(legal.leave_case, case=case, account=emilio)
    with pytest.raises(errors.CaseGone):
        desk.does(legal.leave_answer, case=case, text="x")


def test_nobody_named_only_for_a_complaint(desk: Desk, person: UUID):
    for what in (CaseKind.REFUGE, CaseKind.HABEAS, CaseKind.HUMANITARIAN_VISA, CaseKind.RETURN):
        with pytest.raises(errors.NobodyNamed):
            desk.opened(what)
        assert desk.opened(what, person=person)
    assert desk.opened(CaseKind.RIGHTS_COMPLAINT)
    with pytest.raises(errors.PersonUnknown):
        desk.opened(person=UUID(int=7))
    with pytest.raises(errors.EncounterUnknown):
        desk.opened(encounter=UUID(int=7))
    with pytest.raises(errors.LegalInFuture):
        desk.opened(detained_at=NOW + timedelta(minutes=1))


def test_the_consulate_is_told_only_for_who_wants_it_and_seeks_no_refuge(desk: Desk, person: UUID):
    from vereda.legal import door as legal

    for answer in (Answer.YES, Answer.UNKNOWN):
        with pytest.raises(errors.ConsulateNever):
            desk.opened(CaseKind.CONSULAR, person=person, seeks_refuge=answer, consents=True)
    with pytest.raises(errors.ConsulateNeedsConsent):
        desk.opened(CaseKind.CONSULAR, person=person, seeks_refuge=Answer.NO)
    case = desk.taken(CaseKind.CONSULAR, person=person, seeks_refuge=Answer.NO, consents=True)
    told = {"case": case, "what": Step.CONSULATE_TOLD, "on": NOW.date()}
    desk.does(legal.take_step, **told)
    desk.taken(CaseKind.REFUGE, person=person, seeks_refuge=Answer.YES)
    with pytest.raises(errors.ConsulateNever):
        desk.does(legal.take_step, **told)
    with pytest.raises(errors.ConsulateNever):
        desk.does(legal.take_step, case=case, what=Step.FILED, on=NOW.date(), before="consulate")
    with pytest.raises(errors.ConsulateNever):
        desk.opened(CaseKind.CONSULAR, person=person, seeks_refuge=Answer.NO, consents=True)


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
    assert legal.cases.pressing_count("piedras-negras", "mx", remind_at + timedelta(hours=9)) == 1
    assert legal.cases.pressing_count("tapachula", "mx", remind_at + timedelta(hours=9)) == 0
    assert dict(legal.cases.pressing_counts("mx", remind_at + timedelta(hours=9))) == {"piedras-negras": 1}


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
    assert rings_due(now=NOW + timedelta(days=3, seconds=1), **told) == []
    assert rings_due(now=NOW + timedelta(hours=4), **{**told, "is_seen": True}) == []


def test_evidence_keeps_its_hash_and_its_hands(desk: Desk):
    from vereda.legal import door as legal

    case, content = desk.taken(), b"%PDF-1.7 acta"
    brought = legal.Brought(content=content, name="acta.pdf")
    desk.does(legal.keep_evidence, case=case, what="Acta", holder="Emilio", brought=brought)
    item = UUID(row(case).items[0][0])
    said, back = legal.evidence_file(case=case, item=item, by=desk.by("emilio"))
    assert (back, said.sha256) == (content, sha256(content).hexdigest())
    told = {"case": case, "item": item, "passed_at": NOW}
    desk.does(legal.pass_evidence, giver="Emilio", taker="Fiscalía, ventanilla 3", **told)
    hands = row(case).items[0][2]
    passed = legal.sealed.passed(row(case), hands[0])
    assert passed
    assert (passed.giver, passed.taker) == ("Emilio", "Fiscalía, ventanilla 3")
    with pytest.raises(errors.LegalInFuture):
        desk.does(legal.pass_evidence, giver="a", taker="b", **{**told, "passed_at": NOW + timedelta(minutes=1)})
    with pytest.raises(errors.LineGone):
        desk.does(legal.pass_evidence, giver="a", taker="b", **{**told, "item": UUID(int=7)})
    with pytest.raises(errors.CaseGone):
        legal.evidence_file(case=case, item=item, by=desk.by("lucia"))


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"MZ\x90\x00\xff\xfe", errors.EvidenceKindUnknown), (b"", errors.EvidenceKindUnknown),
     (b"\0\0", errors.EvidenceKindUnknown),
     (b"%PDF-" + b"0" * (9 * 1024 * 1024), errors.EvidenceTooLarge)],
)  # fmt: skip
def test_evidence_that_cannot_be_kept_is_said_and_nothing_is_written(desk: Desk, content: bytes, error: type[Exception]):
    from vereda.legal import door as legal

    case = desk.taken()
    with pytest.raises(error):
        desk.does(legal.keep_evidence, case=case, what="x", holder="y", brought=legal.Brought(content=content))
    with pytest.raises(errors.EvidenceEmpty):
        desk.does(legal.keep_evidence, case=case, what=" ", holder="y")
    assert row(case).items == []


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


NO = {"refuge": Answer.NO, "child": Answer.NO, "trafficking": Answer.NO}


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


@pytest.mark.parametrize(
    ("why", "is_told"),
    [(CaseEnd.GRANTED, False), (CaseEnd.PASSED_ON, False), (CaseEnd.LOST_CONTACT, False), (CaseEnd.REFUSED, True),
     (CaseEnd.GIVEN_UP, True), (CaseEnd.MISTAKE, True)],
)  # fmt: skip
def test_who_was_granted_refuge_or_may_still_seek_it_is_not_made_known_to_the_consulate(
    desk: Desk, person: UUID, why: CaseEnd, is_told: bool
):
    from vereda.legal import door as legal

    claim = desk.taken(CaseKind.REFUGE, person=person)
    desk.does(legal.close_case, case=claim, why=why)
    told: dict[str, Any] = {"person": person, "seeks_refuge": Answer.NO, "consents": True}
    if is_told:
        assert desk.opened(CaseKind.CONSULAR, **told)
        return
    with pytest.raises(errors.ConsulateNever):
        desk.opened(CaseKind.CONSULAR, **told)


def test_at_one_encounter_whoever_has_no_name_may_be_the_one_who_seeks_refuge(desk: Desk, person: UUID):
    encounter = met(desk, 3)
    told: dict[str, Any] = {"seeks_refuge": Answer.NO, "consents": True, "encounter": encounter}
    assert desk.opened(CaseKind.CONSULAR, **told, person=person)
    desk.opened(CaseKind.REFUGE, encounter=encounter)
    for whom in ({"person": person}, {}):
        with pytest.raises(errors.ConsulateNever):
            desk.opened(CaseKind.CONSULAR, **told, **whom)


def test_no_evidence_goes_into_the_hands_of_a_consulate_that_must_not_be_told(desk: Desk, person: UUID):
    from vereda.legal import door as legal

    case = desk.taken(CaseKind.REFUGE, person=person)
    desk.does(legal.keep_evidence, case=case, what="Pasaporte", holder="Emilio")
    told = {"case": case, "item": UUID(row(case).items[0][0]), "giver": "Emilio", "passed_at": NOW}
    for taker in ("Consulado de Honduras", "el cónsul", "Sección CONSULAR"):
        with pytest.raises(errors.ConsulateNever):
            desk.does(legal.pass_evidence, taker=taker, **told)
    desk.does(legal.pass_evidence, taker="COMAR", **told)


def test_consent_to_tell_the_consulate_can_be_taken_back_and_a_case_cannot_become_one_for_who_seeks_refuge(
    desk: Desk, person: UUID
):
    from vereda.legal import door as legal

    case = desk.taken(CaseKind.CONSULAR, person=person, seeks_refuge=Answer.NO, consents=True)
    desk.does(legal.tell_case, case=case, opening=legal.Opening(what=CaseKind.CONSULAR, seeks_refuge=Answer.NO))
    with pytest.raises(errors.ConsulateNeedsConsent):
        desk.does(legal.take_step, case=case, what=Step.CONSULATE_TOLD, on=NOW.date())
    other = desk.taken(CaseKind.OTHER, person=person, seeks_refuge=Answer.YES)
    with pytest.raises(errors.ConsulateNever):
        desk.does(legal.tell_case, case=other, opening=legal.Opening(what=CaseKind.CONSULAR, consents=True))


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


def test_a_receipt_says_how_it_stands_and_its_words_are_kept_nowhere(desk: Desk):
    from vereda.legal import door as legal
    from vereda.logbook.models import LogEntry

    opened = legal.open_case(
        legal.Opening(what=CaseKind.RIGHTS_COMPLAINT, note=WORDS[1]), by=desk.by("ines"), at=NOW, with_receipt=True
    )
    case = opened.receipt.subject
    assert opened.code.encode() not in b"".join(bytes(one.body) for one in LogEntry.objects.all())
    typed = opened.code.lower().replace("-", " ")
    found = legal.cases.with_receipt(typed, "mx")
    assert found
    assert (found.subject, found.person, found.encounter) == (case, None, None)
    for wrong in ("", "-", opened.code[:-1], "A" * 16):
        assert legal.cases.with_receipt(wrong, "mx") is None
    desk.does(legal.take_case, case=case)
    desk.does(legal.leave_answer, case=case, text="La comisión la admitió.")
    assert legal.sealed.answer(row(case)) == "La comisión la admitió."


def test_all_that_is_sealed_goes_with_the_person(desk: Desk, person: UUID):
    from vereda.legal import door as legal
    from vereda.logbook.door import erase

    case = desk.taken(CaseKind.OTHER, person=person, note=WORDS[1])
    other = desk.taken(CaseKind.OTHER, note="otro")
    desk.does(legal.keep_evidence, case=case, what="Acta", holder="Emilio")
    by = desk.by("rafael")
    erase(person, by=by, second=desk.by("adriana").account, at=NOW)
    assert legal.sealed.opening(row(case)) is None
    assert legal.sealed.item(row(case), row(case).items[0][1]) is None
    assert legal.sealed.opening(row(other))


def test_words_of_a_closed_case_go_a_year_after_its_last_date(desk: Desk, person: UUID, clock: time_machine.Traveller):
    from vereda.legal import door as legal

    case = desk.taken(CaseKind.OTHER, person=person)
    open_one = desk.taken(CaseKind.OTHER)
    desk.does(legal.close_case, case=case, why=CaseEnd.GRANTED)
    early, due = NOW + timedelta(days=364), NOW + timedelta(days=366)
    assert list(legal.cases.kept_too_long(early.astimezone(UTC))) == []
    assert list(legal.cases.kept_too_long(due.astimezone(UTC))) == [case]
    assert row(open_one).closed_at is None


# the service of the encounter ---------------------------------------------------------------------------------------


def met(desk: Desk, people: int, **told: Any) -> UUID:  # Any: fields of a meeting
    from vereda.encounters.door import Meeting, record_meeting

    return record_meeting(Meeting(people_met=people, **told), by=desk.by("ines"), at=NOW - timedelta(hours=1)).subject


def advised(encounter: UUID) -> int | None:
    from vereda.encounters.door import services_of
    from vereda.logbook.door import subject

    found = subject(encounter)
    assert found
    return services_of(found.folded.state).get("LEGAL_ADVICE", 0)


def test_asking_for_help_counts_as_legal_advice_at_the_encounter_in_the_same_block(desk: Desk, person: UUID):
    from vereda.logbook.door import block_of, history

    encounter = met(desk, 3)
    before = len(history(encounter))
    case = desk.opened(CaseKind.REFUGE, encounter=encounter, person=person)
    assert advised(encounter) == 1
    assert block_of(history(case)[-1].id) == block_of(history(encounter)[-1].id)
    desk.opened(CaseKind.HABEAS, encounter=encounter, person=person)
    assert advised(encounter) == 1, "the same person, twice helped at one encounter, counts once"
    desk.opened(CaseKind.OTHER, encounter=encounter)
    assert advised(encounter) == 2
    assert len(history(encounter)) == before + 2


@pytest.mark.parametrize("what", [CaseKind.RIGHTS_COMPLAINT, CaseKind.CRIME_REPORT, CaseKind.OTHER])
def test_the_encounter_does_not_say_what_the_case_is_about(desk: Desk, what: CaseKind):
    from vereda.logbook.models import LogEntry

    encounter = met(desk, 1)
    desk.opened(what, encounter=encounter)
    clear = b"".join(bytes(one.body) for one in LogEntry.objects.filter(subject=encounter))
    assert b"LEGAL_ADVICE" in clear
    for word in (b"COMPLAINT", b"RETURN", b"legal_case", what.value.encode()):
        assert word not in clear


def test_nobody_is_refused_help_because_of_a_count(desk: Desk, person: UUID):
    from vereda.encounters.door import Line, Service, WithdrawnFor, withdraw_meeting

    one = met(desk, 1)
    for _ in range(3):
        assert desk.opened(CaseKind.OTHER, encounter=one)
    assert advised(one) == 1
    all_of_them = met(desk, 4, services=[Service(service="LEGAL_ADVICE")])
    desk.opened(CaseKind.OTHER, encounter=all_of_them)
    assert advised(all_of_them) is None, "held for all: nothing is written over it"
    line = Line(line_id="HN-F-18p", count=2, nationality="HN", sex="F", age_band="18+", services=["LEGAL_ADVICE"])
    by_line = met(desk, 2, lines=[line])
    desk.opened(CaseKind.OTHER, encounter=by_line)
    assert advised(by_line) == 0
    gone = met(desk, 2)
    desk.does(withdraw_meeting, "ines", encounter=gone, reason=WithdrawnFor.TWICE)
    desk.opened(CaseKind.OTHER, encounter=gone)
    assert advised(gone) == 0


def test_a_case_that_is_refused_writes_nothing_into_the_encounter(desk: Desk, person: UUID):
    encounter = met(desk, 2)
    with pytest.raises(errors.ConsulateNeedsConsent):
        desk.opened(CaseKind.CONSULAR, encounter=encounter, person=person, seeks_refuge=Answer.NO)
    assert advised(encounter) == 0
