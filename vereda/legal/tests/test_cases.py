"""Legal cases: sealed, whose they are, terms that run and ring, evidence from hand to hand, a return two stand behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from hashlib import sha256
from uuid import UUID

import pytest
import time_machine

from vereda.legal import errors
from vereda.legal.tests.asking import NOW, Desk, met, row
from vereda.legal.words import Answer, CaseEnd, CaseKind, Step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
WORDS = ("Xóchitl", "me pidieron dinero")


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


@pytest.mark.storage
@pytest.mark.parametrize("gone", ["role", "account"])
def test_a_case_whose_adviser_is_gone_waits_again_and_is_taken_with_its_history(desk: Desk, gone: str):
    from vereda.access.door import Role, close_account, grant, held_by, revoke
    from vereda.access.words import RevokedFor
    from vereda.legal import door as legal
    from vereda.logbook.models import LogEntry

    case, cast = desk.taken(), desk.cast
    emilio, lucia, tomas = (cast.account(name).pk for name in ("emilio", "lucia", "tomas"))
    alma = cast.reader("alma")
    grant(account=tomas, role=Role.LEGAL_ADVISER, country="mx", group="", from_on=NOW.date(), by=alma, at=NOW)
    second = replace(desk.by("emilio"), account=str(tomas))
    desk.does(legal.take_step, case=case, what=Step.ADVISED, on=NOW.date())
    desk.does(legal.add_helper, case=case, account=str(lucia))
    with pytest.raises(errors.CaseTaken):
        legal.take_case(case=case, by=second, at=NOW)
    was = desk.by("emilio")
    if gone == "account":
        close_account(account=emilio, by=alma)
    else:
        revoke(membership=UUID(held_by(emilio)[0].id), reason=RevokedFor.LEFT, by=alma, at=NOW)
    with pytest.raises(errors.CaseGone):
        legal.leave_answer("x", case=case, by=was, at=NOW)
    assert [one.subject for one in legal.cases.waiting_cases("mx")] == [case], "who only reads it does not have it"
    assert not legal.cases.is_carried(row(case))
    legal.take_case(case=case, by=second, at=NOW)
    assert row(case).advisers == sorted([str(lucia), str(tomas)])
    assert (legal.cases.waiting_cases("mx"), len(row(case).steps)) == ([], 1)
    bodies = b"".join(bytes(one.body) for one in LogEntry.objects.filter(subject=case))
    assert str(emilio).encode() in bodies, "who had it before stands in the history"


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


def test_struck_before_anybody_took_it_the_request_goes_with_the_encounter_and_one_that_was_taken_stays(desk: Desk):
    from vereda.encounters.door import strike_meeting
    from vereda.legal import door as legal

    met_at, other = met(desk, 1), met(desk, 1)
    waits = desk.opened(CaseKind.RIGHTS_COMPLAINT, encounter=met_at, note=WORDS[1])
    taken = desk.taken(CaseKind.RIGHTS_COMPLAINT, encounter=other, note=WORDS[1])
    for encounter in (met_at, other):
        strike_meeting(encounter, by=desk.by("ines"), at=NOW)
    assert legal.sealed.opening(row(waits)) is None
    assert legal.sealed.opening(row(taken)).note == WORDS[1]


def test_who_gave_a_name_at_an_encounter_that_is_struck_is_not_kept_by_a_request_that_nobody_took(desk: Desk):
    from vereda.encounters.door import Line, Named, strike_meeting
    from vereda.legal import door as legal
    from vereda.people.door import Identity, identity, person_of
    from vereda.people.models import Person

    line = Line(line_id="HN-F-18p", count=1, nationality="HN", sex="F", age_band="18+")
    named = Named(line_id="HN-F-18p", identity=Identity(given="Obsidiana"), purpose="assist")
    encounter = met(desk, 1, lines=[line], named=[named])
    person = Person.objects.get().subject
    waits = desk.opened(CaseKind.OTHER, person=person, encounter=encounter, note=WORDS[1])
    strike_meeting(encounter, by=desk.by("ines"), at=NOW)
    there = person_of(person)
    assert there is None or identity(there) is None
    assert legal.sealed.opening(row(waits)) is None


def test_words_of_a_closed_case_go_a_year_after_its_last_date(desk: Desk, person: UUID, clock: time_machine.Traveller):
    from vereda.legal import door as legal

    case = desk.taken(CaseKind.OTHER, person=person)
    open_one = desk.taken(CaseKind.OTHER)
    desk.does(legal.close_case, case=case, why=CaseEnd.GRANTED)
    early, due = NOW + timedelta(days=364), NOW + timedelta(days=366)
    assert list(legal.cases.kept_too_long(early.astimezone(UTC))) == []
    assert list(legal.cases.kept_too_long(due.astimezone(UTC))) == [case]
    assert row(open_one).closed_at is None
