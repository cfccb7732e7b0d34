"""Cases of protection: asked for and not read back, carried, shared with consent, looked at again, gone with their persons."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from uuid import UUID

import pytest
from django.utils import timezone

from vereda.access.door import author_of
from vereda.encounters.door import Line, Meeting, Named, Service, record_meeting
from vereda.logbook.door import erase
from vereda.logbook.models import LogEntry
from vereda.logbook.rules.fold import BoxRef, fold_all
from vereda.logbook.words import FieldClass
from vereda.people.door import ConsentFor, Identity, WithdrawnBy, note_consent, withdraw_consent
from vereda.people.models import Person
from vereda.protection import door
from vereda.protection.door import AskedFor, CaseEnd, CaseStep, case_actions, cases, note_actions, sealed, training_actions
from vereda.protection.entries.case import (
    CaseAsked,
    CaseClosed,
    CaseHolds,
    CaseLetGo,
    CasePictured,
    CaseReopened,
    CaseShared,
    CaseShareEnded,
    CaseStepDone,
    CaseTaken,
    Pictured,
    SafetyPlan,
    Side,
    SurvivorSaid,
)
from vereda.protection.errors import (
    AnswerWithoutSource,
    AtHeadquartersOnly,
    CannotCarry,
    CaseAlreadyTaken,
    CaseGone,
    CaseIsClosed,
    CaseIsOpen,
    CaseLineGone,
    CaseStepAhead,
    EventAhead,
    LastWorker,
    MetUnknown,
    NextIsPast,
    NoSuchAdviser,
    NotACaseWorker,
    NothingAsked,
    NothingSaid,
    NothingToLookAt,
    RowNotKnown,
    ScreeningIsOff,
    ShareNeedsConsent,
    TrainingEnds,
)
from vereda.protection.rules import case as rules
from vereda.protection.rules import training
from vereda.protection.tests.test_paths import MET, OTHER, SUBJECT, entry
from vereda.protection.words import Confidence, Difficulty, Heard, Profile, ToldBy

DAY = timedelta(days=1)
LINE, CONSENT = UUID(int=11), UUID(int=12)
BOX = (BoxRef(SUBJECT, FieldClass.SCREENING, 1, "0" * 64),)


def folded(entries, orders=None):
    states = [fold_all([entries[at] for at in order], rules.start, rules.step).state for order in orders or [range(len(entries))]]
    assert all(state == states[0] for state in states)
    return states[0]


def test_every_order_of_arrival_ends_alike_and_ended_wins_over_shared():
    entries = [
        replace(entry(1, CaseAsked(folio="P-1", encounter=UUID(MET), person=UUID(OTHER))), boxes=BOX),
        entry(2, CaseTaken(account="lucia"), seen=(1,)),
        replace(entry(3, CaseShared(share=LINE, account="emilio", consent=CONSENT), seen=(2,)), boxes=BOX),
        entry(4, CaseShareEnded(share=LINE), seen=(3,)),
        replace(entry(5, CasePictured(), seen=(2,)), boxes=BOX),
        replace(entry(6, CasePictured(), seen=(5,)), boxes=BOX),
    ]
    state = folded(entries, permutations(range(6)))
    assert rules.named(state, "worker") == ["lucia"]
    assert rules.goes_with(state) == sorted([MET, OTHER])
    assert rules.shares(state) == []
    assert state["kept"]["picture"][0][1] == entries[5].id


def test_when_somebody_must_look_again_is_what_the_latest_step_says_and_the_third_day_where_none_does():
    asked = entry(1, CaseAsked(folio="P-1"))
    assert rules.next_on(folded([asked])) == asked.local_on + 3 * DAY
    first = entry(2, CaseStepDone(step=LINE, next_on=date(2026, 11, 25)), seen=(1,))
    assert rules.next_on(folded([asked, first])) == date(2026, 11, 25)
    second = entry(3, CaseStepDone(step=CONSENT), seen=(2,))
    assert rules.next_on(folded([asked, first, second])) is None
    closed = entry(4, CaseClosed(), seen=(2,))
    assert rules.next_on(folded([asked, first, closed])) is None
    assert rules.next_on(folded([asked, first, closed, entry(5, CaseReopened(), seen=(4,))])) == date(2026, 11, 25)
    assert rules.next_on(rules.start()) is None


def test_who_was_put_there_by_mistake_takes_nothing_along():
    asked = entry(1, CaseAsked(folio="P-1", encounter=UUID(MET)))
    held = entry(2, CaseHolds(person=UUID(OTHER)), seen=(1,))
    let_go = entry(3, CaseLetGo(person=UUID(OTHER)), seen=(2,))
    assert rules.goes_with(folded([asked, held])) == sorted([MET, OTHER])
    assert rules.goes_with(folded([asked, held, let_go], permutations(range(3)))) == [MET]


def test_stopped_wins_over_trained_where_neither_knew_of_the_other():
    from vereda.protection.entries.training import ScreenerStopped, ScreenerTrained

    trained = entry(1, ScreenerTrained(account="lucia", until_on=date(2027, 1, 1)))
    stopped = entry(2, ScreenerStopped(account="lucia"))
    for order in permutations([trained, stopped]):
        assert training.until(fold_all(list(order), training.start, training.step).state) is None
    again = entry(3, ScreenerTrained(account="lucia", until_on=date(2027, 6, 1)), seen=(1, 2))
    assert training.until(fold_all([trained, stopped, again], training.start, training.step).state) == ("lucia", date(2027, 6, 1))


@pytest.mark.storage
@pytest.mark.django_db
class TestAtThePost:
    """With the cast: Inés asks, Lucía carries, Emilio advises, Nadia is of another group."""

    @pytest.fixture
    def by(self, cast):
        return lambda name="lucia": author_of(cast.reader(name))

    @pytest.fixture
    def met(self, by):
        named = [Named(line_id="a", identity=Identity(given="Yolanda", families=["Xiu"]), purpose="assist")]
        meeting = Meeting(people_met=1, lines=[Line(line_id="a", count=1)], services=[Service(service="WATER")], named=named)
        return record_meeting(meeting, by=by("ines"), at=timezone.now()).subject

    @pytest.fixture
    def asked(self, by, met):
        why = AskedFor(noticed=["AFRAID"], words="Pidió hablar sola")
        person = Person.objects.get().subject
        return case_actions.ask(why, encounter=met, person=person, by=by("ines"), at=timezone.now()).subject

    @pytest.fixture
    def case(self, by, asked):
        case_actions.take(case=asked, by=by(), at=timezone.now())
        return asked

    def test_it_is_sealed_when_it_is_sent_and_waits_in_the_own_group_alone(self, by, asked):
        clear = b"".join(bytes(body) for body in LogEntry.objects.filter(subject=asked).values_list("body", flat=True))
        assert b"AFRAID" not in clear
        assert b"sola" not in clear
        assert [one.subject for one in cases.waiting_cases("piedras-negras", "mx")] == [asked]
        assert cases.waiting_cases("tapachula", "mx") == []
        assert cases.cases_of(by("ines").account, "mx") == []
        for wrong in (AskedFor(), AskedFor(words="  ")):
            with pytest.raises(NothingToLookAt):
                case_actions.ask(wrong, by=by("ines"), at=timezone.now())
        with pytest.raises(RowNotKnown):
            case_actions.ask(AskedFor(noticed=["INVENTED"]), by=by("ines"), at=timezone.now())

    def test_another_group_can_name_nobody_of_this_one(self, by, met):
        person = Person.objects.get().subject
        for told in ({"encounter": met}, {"encounter": met, "person": person}, {"person": person}):
            with pytest.raises(MetUnknown):
                case_actions.ask(AskedFor(words="x"), **told, by=by("nadia"), at=timezone.now())

    def test_it_is_taken_once_by_a_case_worker_of_the_group(self, by, asked):
        now = timezone.now()
        with pytest.raises(CannotCarry):
            case_actions.take(case=asked, by=by("ines"), at=now)
        with pytest.raises(CaseAlreadyTaken):
            case_actions.take(case=asked, by=by("nadia"), at=now)
        case_actions.take(case=asked, by=by(), at=now)
        with pytest.raises(CaseAlreadyTaken):
            case_actions.take(case=asked, by=by(), at=now)
        with pytest.raises(CaseAlreadyTaken):
            case_actions.take(case=UUID(int=9), by=by(), at=now)
        row = cases.case(asked, "mx")
        assert (row.workers, sealed.asked(row).noticed) == ([by().account], ["AFRAID"])

    def test_at_a_post_a_case_is_asked_for_and_not_carried(self, by, asked, monkeypatch):
        from types import SimpleNamespace

        monkeypatch.setattr("vereda.protection.actions.case.this_node", lambda: SimpleNamespace(is_post=True))
        with pytest.raises(AtHeadquartersOnly):
            case_actions.take(case=asked, by=by(), at=timezone.now())
        with pytest.raises(AtHeadquartersOnly):
            case_actions.close(CaseEnd.SAFE, case=asked, by=by(), at=timezone.now())
        sent = case_actions.ask(AskedFor(words="x"), by=by(), at=timezone.now(), takes=True).subject
        assert cases.case(sent, "mx").workers == [], "it waits for who sits at headquarters"

    def test_a_forged_note_that_names_somebody_of_another_group_opens_nothing_of_theirs(self, by, met):
        from vereda.logbook.door import Plain, record

        person, now = Person.objects.get().subject, timezone.now()
        forged = CaseAsked(encounter=met, person=person)
        boxes = [Plain(cls=FieldClass.SCREENING, fields={"words": "x"})]
        case = record(forged, by=by("nadia"), at=now, boxes=boxes).subject
        row = cases.case(case, "mx")
        assert (row.group, row.encounters, row.persons, row.folio) == ("tapachula", [], [], f"P-{case.hex[-6:].upper()}")
        record(CaseTaken(account=by("nadia").account), subject=case, by=by("nadia"), at=now)
        assert cases.with_person(person, "mx") == cases.with_encounter(met, "mx") == []

    def test_a_case_is_found_by_whom_it_holds_in_its_country(self, met, case):
        person = UUID(cases.case(case, "mx").persons[0])
        for country, found in (("mx", [case]), ("gt", [])):
            assert [one.subject for one in cases.with_encounter(met, country)] == found
            assert [one.subject for one in cases.with_person(person, country)] == found

    def test_steps_have_a_day_a_hand_and_a_next_day_and_come_back_as_a_reminder(self, by, case):
        now, mine = timezone.now(), by().account
        today = now.date()
        assert cases.due(mine, "mx", today) == 0
        with pytest.raises(CaseStepAhead):
            case_actions.do_step(CaseStep.SAFETY, case=case, on=today + DAY, by=by(), at=now)
        with pytest.raises(NextIsPast):
            case_actions.do_step(CaseStep.SAFETY, case=case, on=today, next_on=today - DAY, by=by(), at=now)
        case_actions.do_step(CaseStep.SAFETY, case=case, on=today - DAY, next_on=today, note="Está en la casa", by=by(), at=now)
        row = cases.case(case, "mx")
        said = sealed.step(row, row.steps[0][1])
        assert (said.what, said.on, said.by, said.note) == (CaseStep.SAFETY, today - DAY, mine, "Está en la casa")
        assert cases.due(mine, "mx", today) == 1
        assert cases.counts("piedras-negras", "mx", now, today + DAY).late == 1
        case_actions.withdraw_step(case=case, step=UUID(row.steps[0][3]), by=by(), at=now)
        assert cases.case(case, "mx").steps == []
        with pytest.raises(CaseLineGone):
            case_actions.withdraw_step(case=case, step=LINE, by=by(), at=now)
        with pytest.raises(CaseGone):
            case_actions.do_step(CaseStep.PLAN, case=case, on=today, by=by("ines"), at=now)

    def test_a_coordinator_counts_what_waits_and_what_is_late(self, by, asked):
        now = timezone.now()
        told = cases.counts("piedras-negras", "mx", now, now.date())
        assert (told.open, told.waiting, told.waiting_long, told.late) == (1, 1, 0, 0)
        assert cases.counts("piedras-negras", "mx", now + 2 * DAY, now.date()).waiting_long == 1
        assert cases.counts("tapachula", "mx", now, now.date()).open == 0

    def test_only_words_that_the_person_allowed_reach_an_adviser_and_go_when_the_yes_is_taken_back(self, by, case):
        now, person = timezone.now(), UUID(cases.case(case, "mx").persons[0])
        emilio = by("emilio").account
        told = {"case": case, "account": emilio, "by": by(), "at": now}
        with pytest.raises(ShareNeedsConsent):
            case_actions.share("Necesita asesoría", consent=LINE, **told)
        reading = {"language": "spa", "given": [ConsentFor.REFER], "person": person, "by": by("ines"), "at": now, "now": now}
        given = note_consent(**reading).receipt.subject
        with pytest.raises(NoSuchAdviser):
            case_actions.share("x", consent=given, **told | {"account": by("ines").account})
        with pytest.raises(NothingSaid):
            case_actions.share("  ", consent=given, **told)
        case_actions.share("Necesita asesoría", consent=given, **told)
        (row,) = cases.shared_with(emilio, "mx")
        ((_line, _who, _consent, entry_),) = cases.standing_shares(row, emilio)
        assert sealed.shared(row, entry_).words == "Necesita asesoría"
        assert list(cases.standing_shares(row, by("ines").account)) == []
        withdraw_consent(consent=given, by=by("ines"), at=now, way=WithdrawnBy.DESK)
        assert cases.shared_with(emilio, "mx") == []
        assert list(cases.standing_shares(row, emilio)) == []

    def test_it_is_passed_on_left_closed_and_opened_again(self, by, case):
        now = timezone.now()
        with pytest.raises(LastWorker):
            case_actions.leave(case=case, by=by(), at=now)
        for name in ("ines", "nadia", "lucia"):
            with pytest.raises(CannotCarry):
                case_actions.pass_on(case=case, account=by(name).account, by=by(), at=now)
        with pytest.raises(CaseIsOpen):
            case_actions.reopen(case=case, by=by(), at=now)
        case_actions.close(CaseEnd.WITH_ANOTHER, case=case, by=by(), at=now, note="Lo sigue el albergue")
        assert sealed.end(cases.case(case, "mx")).why is CaseEnd.WITH_ANOTHER
        with pytest.raises(CaseIsClosed):
            case_actions.close(CaseEnd.SAFE, case=case, by=by(), at=now)
        case_actions.reopen(case=case, by=by(), at=now)
        assert cases.case(case, "mx").closed_at is None

    def test_another_case_worker_takes_it_over_or_carries_it_too(self, by, cast, case):
        from dataclasses import replace as changed

        from vereda.access.door import Role, grant

        now, who, alma = timezone.now(), cast.account("tomas").pk, cast.reader("alma")
        grant(account=who, role=Role.CASE_WORKER, country="mx", group="piedras-negras", from_on=now.date() - DAY, by=alma, at=now)
        tomas = str(who)
        case_actions.add_worker(case=case, account=tomas, by=by(), at=now)
        assert sorted(cases.case(case, "mx").workers) == sorted([by().account, tomas])
        case_actions.leave(case=case, by=by(), at=now)
        assert cases.cases_of(by().account, "mx") == []
        with pytest.raises(CaseGone):
            case_actions.close(CaseEnd.SAFE, case=case, by=by(), at=now)
        second = changed(by(), account=tomas)
        case_actions.pass_on(case=case, account=by().account, by=second, at=now)
        assert cases.case(case, "mx").workers == [by().account]

    @pytest.mark.parametrize("gone", ["role", "group", "account"])
    def test_a_case_whose_only_case_worker_is_gone_waits_again_and_is_taken_with_its_history(self, by, cast, case, gone):
        from dataclasses import replace as changed

        from vereda.access.door import Role, close_account, grant, held_by, revoke
        from vereda.access.words import RevokedFor

        now, alma, lucia, tomas = timezone.now(), cast.reader("alma"), cast.account("lucia"), cast.account("tomas")
        told = {"role": Role.CASE_WORKER, "country": "mx", "from_on": now.date() - DAY, "by": alma, "at": now}
        grant(account=tomas.pk, group="piedras-negras", **told)
        second = changed(by("tomas"), account=str(tomas.pk))
        case_actions.do_step(CaseStep.SAFETY, case=case, on=now.date(), by=by(), at=now)
        with pytest.raises(CaseAlreadyTaken):
            case_actions.take(case=case, by=second, at=now)
        was = by()
        if gone == "account":
            close_account(account=lucia.pk, by=alma)
        else:
            (held,) = held_by(lucia.pk)
            revoke(membership=UUID(held.id), reason=next(iter(RevokedFor)), by=alma, at=now)
        if gone == "group":
            grant(account=lucia.pk, group="tapachula", **told)
            with pytest.raises(CaseGone):
                case_actions.close(CaseEnd.SAFE, case=case, by=changed(was, group="tapachula"), at=now)
        assert [one.subject for one in cases.waiting_cases("piedras-negras", "mx")] == [case]
        counted = cases.counts("piedras-negras", "mx", now + 2 * DAY, now.date() + 9 * DAY)
        assert (counted.open, counted.waiting, counted.waiting_long, counted.late) == (1, 1, 1, 0)
        case_actions.take(case=case, by=second, at=now)
        row = cases.case(case, "mx")
        assert (row.workers, len(row.steps)) == ([str(tomas.pk)], 1)
        assert cases.waiting_cases("piedras-negras", "mx") == []
        with pytest.raises(LastWorker):
            case_actions.leave(case=case, by=second, at=now)
        bodies = b"".join(bytes(body) for body in LogEntry.objects.filter(subject=case).values_list("body", flat=True))
        assert was.account.encode() in bodies, "who carried it before stands in the history"

    def test_erasing_the_person_takes_its_words_and_it_is_there_for_nobody(self, by, case):
        row = cases.case(case, "mx")
        erase(UUID(row.persons[0]), by=by("ines"), at=timezone.now(), second="adriana")
        assert sealed.asked(row) is None
        assert cases.case(case, "mx") is None
        assert cases.cases_of(by().account, "mx") == []
        assert cases.counts("piedras-negras", "mx", timezone.now(), timezone.now().date()).open == 0

    def test_three_answers_are_kept_side_by_side_with_how_sure_and_from_whom(self, by, case):
        now, sure = timezone.now(), {"confidence": Confidence.SURE, "told_by": ToldBy.PERSON}
        with pytest.raises(AnswerWithoutSource):
            note_actions.note_picture(Pictured(exposure=Side(factors=["DOMV-IND-01"])), case=case, by=by(), at=now)
        with pytest.raises(NothingSaid):
            note_actions.note_picture(Pictured(note="sola"), case=case, by=by(), at=now)
        told = Pictured(exposure=Side(factors=["DOMV-IND-01"], **sure), capability=Side(factors=["DOMV-IND-14"], **sure))
        note_actions.note_picture(told, case=case, by=by(), at=now)
        found = sealed.picture(cases.case(case, "mx"))
        assert (found.exposure, found.experience, found.rule) == (told.exposure, Side(), "DETERMINANTS v1")

    def test_difficulty_hours_torture_and_plan_are_kept(self, by, case):
        now = timezone.now()
        with pytest.raises(NothingAsked):
            note_actions.note_difficulty({}, case=case, by=by(), at=now)
        note_actions.note_difficulty({"SEEING": Difficulty.A_LOT}, case=case, by=by(), at=now)
        with pytest.raises(EventAhead):
            note_actions.note_survivor(SurvivorSaid(event_at=now + DAY), case=case, by=by(), at=now)
        with pytest.raises(RowNotKnown):
            note_actions.note_survivor(SurvivorSaid(told=["INVENTED"]), case=case, by=by(), at=now)
        note_actions.note_survivor(SurvivorSaid(told=["HIV", "NO_REPORT"]), case=case, by=by(), at=now)
        with pytest.raises(NothingSaid):
            note_actions.plan_safety(SafetyPlan(review_on=now.date()), case=case, by=by(), at=now)
        with pytest.raises(NextIsPast):
            note_actions.plan_safety(SafetyPlan(danger="x", review_on=now.date() - DAY), case=case, by=by(), at=now)
        note_actions.plan_safety(SafetyPlan(safe_place="Con su prima", review_on=now.date()), case=case, by=by(), at=now)
        row = cases.case(case, "mx")
        assert sealed.difficulty(row).answers == {"SEEING": Difficulty.A_LOT}
        assert sealed.survivor(row).told == ["HIV", "NO_REPORT"]
        assert sealed.safety_plan(row).safe_place == "Con su prima"
        clear = b"".join(bytes(body) for body in LogEntry.objects.filter(subject=case).values_list("body", flat=True))
        assert b"prima" not in clear
        assert b"SEEING" not in clear

    def test_a_talk_on_trafficking_is_off_until_signed_also_for_who_was_trained(self, by, case):
        now = timezone.now()
        with pytest.raises(ScreeningIsOff):
            note_actions.screen({"ILO-D4-01": Heard.YES}, Profile.ADULT, confirmed=[], case=case, by=by(), at=now)

    def test_the_mark_of_training_is_for_case_workers_and_ends(self, by):
        now, mine = timezone.now(), by().account
        with pytest.raises(NotACaseWorker):
            training_actions.note_trained(by("ines").account, until_on=now.date(), by=by("sergio"), at=now)
        for wrong in (now.date() - DAY, now.date() + 800 * DAY):
            with pytest.raises(TrainingEnds):
                training_actions.note_trained(mine, until_on=wrong, by=by("sergio"), at=now)
        training_actions.note_trained(mine, until_on=now.date() + DAY, by=by("sergio"), at=now)
        assert note_actions.may_screen(mine, now.date() + DAY)
        assert not note_actions.may_screen(mine, now.date() + 2 * DAY)
        training_actions.stop_screener(mine, by=by("sergio"), at=now)
        assert not note_actions.may_screen(mine, now.date())

    def test_words_are_kept_as_long_as_the_country_says(self, by, case):
        later = datetime.now(UTC) + 1826 * DAY
        assert list(cases.kept_too_long(later)) == []
        case_actions.close(CaseEnd.SAFE, case=case, by=by(), at=timezone.now())
        assert list(cases.kept_too_long(later)) == [case]
        assert list(cases.kept_too_long(later - 30 * DAY)) == []


def test_the_door_offers_what_other_rooms_ask():
    assert {"cases", "case_actions", "note_actions", "sealed"} <= set(door.__all__)
