"""Fresh or old, what may be told, and what a file is after its entries: without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import permutations, product
from uuid import UUID

import pytest
from pydantic import ValidationError

from vereda.logbook.rules.fields import conflicts
from vereda.logbook.rules.fold import BoxRef, Entry, fold_all, fold_one
from vereda.logbook.schema import FieldClass, Folded, Payload
from vereda.tracing.entries.file import (
    FileClosed,
    FileJoined,
    FileReopened,
    FileSeparated,
    LeadHeard,
    LeadWithdrawn,
    PersonSought,
    SearchReviewed,
    SoughtDescribed,
)
from vereda.tracing.entries.found import LocatedTakenBack, PassedToForensics, PersonLocated, RiskChecked, WishSaid
from vereda.tracing.entries.report import ReportCorrected, ReportOpened, ReportWithdrawn
from vereda.tracing.errors.found import (
    MoreThanAgreed,
    NotLocated,
    NotToBeTold,
    RiskAgainst,
    RiskNotChecked,
    SeekerWithdrew,
    WithForensics,
)
from vereda.tracing.rules import file as rules
from vereda.tracing.rules import report as report_rules
from vereda.tracing.rules.fresh import Because, first_review_on, judged, next_review_on
from vereda.tracing.rules.telling import why_not
from vereda.tracing.words import CloseReason, ConsentFor, LocatedBy, LookedWith, Tell, Verdict, Wish

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
PERSON, REPORT = UUID(int=1), UUID(int=2)


def id_of(number: int) -> str:
    return f"018d56aa-0000-7000-8000-{number:012d}"


def entry(number: int, payload: Payload, *, seen: tuple[int, ...] = (), cls: FieldClass | None = None, author="ines") -> Entry:
    boxes = [BoxRef(id_of(0), cls, 1, "0" * 64)] if cls else []
    return Entry(
        id=id_of(number),
        kind=payload.kind,
        payload=payload,
        subject=id_of(0),
        seen=[id_of(one) for one in seen],
        clock=f"{number:016x}",
        group="piedras-negras",
        country="mx",
        author=author,
        reported_by=author,
        channel="desk",
        device="desk",
        occurred_at=NOW + timedelta(minutes=number),
        local_on=date(2026, 11, 20),
        boxes=boxes,
    )


def folded(*entries: Entry) -> dict:
    return fold_all(entries, rules.start, rules.step).state


def opened(**more) -> PersonSought:
    return PersonSought(report=REPORT, person=PERSON, folio="B-1/1", **more)


FOUND = PersonLocated(by=LocatedBy.SPOKE)


@pytest.mark.parametrize(
    ("hours", "danger", "band", "is_fresh", "because"),
    [
        (0, [], "U", True, ["within"]),
        (71.9, [], "18+", True, ["within"]),
        (72, [], "18+", False, ["long_ago"]),
        (72, ["no_water"], "18+", True, ["danger"]),
        (72, [], "12-17", True, ["child"]),
        (100, ["taken"], "0-4", True, ["danger", "child"]),
        (167.9, ["lost"], "U", True, ["danger"]),
        (168, ["lost"], "0-17", False, ["long_ago"]),
        (10, ["lost"], "5-11", True, ["within", "danger", "child"]),
        (None, [], "U", False, ["unknown_time"]),
        (None, ["river"], "U", True, ["danger", "unknown_time"]),
        (None, [], "0-17", True, ["child", "unknown_time"]),
        (-0.1, [], "U", True, ["within"]),
    ],
)
def test_a_report_is_fresh_for_three_days_and_for_a_week_where_there_is_danger_or_a_child(hours, danger, band, is_fresh, because):
    last = NOW - timedelta(hours=hours) if hours is not None else None
    found = judged(last_contact_at=last, danger=danger, age_band=band, now=NOW)
    assert (found.is_fresh, [str(one) for one in found.because]) == (is_fresh, because)
    assert all(one in set(Because) for one in found.because)


def test_it_is_looked_again_after_7_30_and_90_days():
    day = date(2026, 1, 1)
    assert first_review_on(day) == date(2026, 1, 8)
    assert [next_review_on(day, reviews) for reviews in (0, 1, 2, 9)] == [
        date(2026, 1, 31), date(2026, 4, 1), date(2026, 4, 1), date(2026, 4, 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("located", "forensic", "withdrawn"), list(product([True, False], repeat=3)), ids=lambda one: str(one)[0]
)
@pytest.mark.parametrize("wish", [None, *Wish])
@pytest.mark.parametrize("verdicts", [None, [], [Verdict.MAY_TELL], [Verdict.NEVER], [Verdict.MAY_TELL, None]], ids=str)
def test_every_case_of_telling(located, forensic, withdrawn, wish, verdicts):
    for what in Tell:
        said = why_not(what, is_located=located, is_forensic=forensic, is_withdrawn=withdrawn, wish=wish, verdicts=verdicts)
        allowed = located and not forensic and not withdrawn and verdicts == [Verdict.MAY_TELL]
        kept = {Wish.YES: set(Tell), Wish.MESSAGE: {Tell.ALIVE, Tell.GREETING}, Wish.ALIVE_ONLY: {Tell.ALIVE}}
        allowed = allowed and what in kept.get(wish, ())
        assert (said is None) == allowed


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"is_forensic": True}, WithForensics),
        ({"is_located": False}, NotLocated),
        ({"is_withdrawn": True}, SeekerWithdrew),
        ({"wish": None}, NotToBeTold),
        ({"wish": Wish.LATER}, NotToBeTold),
        ({"wish": Wish.ALIVE_ONLY}, MoreThanAgreed),
        ({"verdicts": []}, RiskNotChecked),
        ({"verdicts": [Verdict.ASK_SPECIALIST]}, RiskAgainst),
        ({"verdicts": [None]}, RiskAgainst),
        ({}, None),
    ],
)
def test_why_the_seeker_may_not_be_told_is_said(changed, error):
    told = {"is_located": True, "is_forensic": False, "is_withdrawn": False, "wish": Wish.YES, "verdicts": [Verdict.MAY_TELL]}
    found = why_not(Tell.CALL, **{**told, **changed})
    assert (type(found) if found else None) is error


def test_there_is_no_word_for_a_place_in_what_is_told():
    assert set(Tell) == {Tell.ALIVE, Tell.GREETING, Tell.CALL}


class TestFold:
    """Every order, every duplicate, every split ends alike."""

    ENTRIES = (
        entry(1, opened(nationality="HN", age_band="12-17"), cls=FieldClass.IDENTITY),
        entry(2, SoughtDescribed(nationality="GT"), seen=(1,)),
        entry(3, SearchReviewed(looked=[LookedWith.SHELTERS], next_on=date(2026, 12, 1)), seen=(2,)),
        entry(4, FOUND, seen=(3,)),
        entry(5, WishSaid(wish=Wish.YES), seen=(4,)),
        entry(6, WishSaid(wish=Wish.NO), seen=(4,), author="rafael"),
    )

    def test_every_order_of_arrival_gives_one_state(self):
        once = folded(*self.ENTRIES)
        for order in permutations(self.ENTRIES):
            assert folded(*order) == once

    def test_step_by_step_is_as_from_zero(self):
        there = Folded(rules.start())
        for one in self.ENTRIES:
            if there.fits(one):
                there = fold_one(there, one, rules.step)
        assert there.state["fields"] == folded(*self.ENTRIES)["fields"]

    @pytest.mark.parametrize("first", list(Wish))
    @pytest.mark.parametrize("second", list(Wish))
    def test_of_two_answers_the_narrower_stands_and_nobody_has_to_choose(self, first, second):
        state = folded(
            *self.ENTRIES[:4],
            entry(5, WishSaid(wish=first), seen=(4,)),
            entry(6, WishSaid(wish=second), seen=(4,)),
        )
        order = [Wish.NO, Wish.LATER, Wish.ALIVE_ONLY, Wish.MESSAGE, Wish.YES]
        assert rules.wish_of(state) == min(first, second, key=order.index)
        assert list(conflicts(id_of(0), state["fields"])) == []

    def test_who_knew_of_the_no_may_write_a_later_yes(self):
        state = folded(*self.ENTRIES, entry(7, WishSaid(wish=Wish.YES), seen=(5, 6)))
        assert rules.wish_of(state) is Wish.YES

    def test_nobody_who_was_not_found_has_answered(self):
        assert rules.wish_of(folded(*self.ENTRIES[:4])) is None

    def test_what_somebody_else_answered_goes_with_the_finding(self):
        taken = (*self.ENTRIES, entry(7, LocatedTakenBack(), seen=(5, 6)))
        assert rules.wish_of(folded(*taken)) is None
        again = folded(*taken, entry(8, FOUND, seen=(7,)))
        assert rules.wish_of(again) is None
        assert rules.located_on(again) == date(2026, 11, 20)

    def test_what_the_person_of_another_file_answered_goes_when_they_were_two(self):
        joined = (
            self.ENTRIES[0],
            entry(2, FileJoined(into=UUID(int=8)), seen=(1,)),
            entry(3, WishSaid(wish=Wish.YES, finding=UUID(int=9)), seen=(2,)),
            entry(4, RiskChecked(), seen=(3,), cls=FieldClass.TRACING),
            entry(5, FileSeparated(), seen=(4,)),
            entry(6, WishSaid(wish=Wish.NO, finding=UUID(int=9)), seen=(3,), author="rafael"),
        )
        for order in permutations(joined):
            state = folded(*order)
            assert (rules.wish_of(state), rules.risks_of(state)) == (Wish.NO, []), "what the separation had not seen stays"
        assert rules.wish_of(folded(*joined[:5])) is None
        assert (rules.wish_of(folded(*joined[:4])), len(rules.risks_of(folded(*joined[:4])))) == (Wish.YES, 1)

    def test_answers_of_two_findings_are_of_none(self):
        said = [entry(5, WishSaid(wish=Wish.YES, finding=UUID(int=8)), seen=(4,))]
        assert rules.finding_answered(folded(*self.ENTRIES[:4], *said)) == str(UUID(int=8))
        said.append(entry(6, WishSaid(wish=Wish.YES, finding=UUID(int=9)), seen=(4,)))
        for order in permutations([*self.ENTRIES[:4], *said]):
            assert rules.finding_answered(folded(*order)) is None
        assert rules.finding_answered(folded(*self.ENTRIES[:4])) is None

    def test_found_twice_unaware_of_each_other_stands_once_and_opens_a_conflict(self):
        met = PersonLocated(by=LocatedBy.ENCOUNTER, encounter=UUID(int=9))
        state = folded(self.ENTRIES[0], entry(4, FOUND, seen=(1,)), entry(5, met, seen=(1,)))
        assert rules.located_on(state) == date(2026, 11, 20), "the first one stands"
        assert [one.field for one in conflicts(id_of(0), state["fields"])] == ["!located"]

    def test_two_risk_checks_unaware_of_each_other_must_both_allow(self):
        state = folded(
            self.ENTRIES[0],
            entry(2, RiskChecked(), seen=(1,), cls=FieldClass.TRACING),
            entry(3, RiskChecked(), seen=(1,), cls=FieldClass.TRACING),
        )
        assert rules.risks_of(state) == [id_of(2), id_of(3)]
        later = folded(*[self.ENTRIES[0], entry(2, RiskChecked(), seen=(1,)), entry(3, RiskChecked(), seen=(2,))])
        assert rules.risks_of(later) == [id_of(3)]

    @pytest.mark.parametrize(
        ("later", "counts"),
        [
            ((), True),
            ((LocatedTakenBack(),), False),
            ((FileJoined(into=UUID(int=8)),), False),
            ((FileJoined(into=UUID(int=8)), FileSeparated()), True),
            ((FileClosed(reason=CloseReason.LOCATED),), True),
            ((FileClosed(reason=CloseReason.WITHDRAWN),), True),
            ((FileClosed(reason=CloseReason.MISTAKE),), False),
            ((FileClosed(reason=CloseReason.MISTAKE), FileReopened()), True),
            ((FOUND,), True),
        ],
    )
    def test_a_finding_counts_while_it_stands_and_once(self, later, counts):
        entries = [*self.ENTRIES[:4]]
        entries += [entry(5 + at, payload, seen=(4 + at,)) for at, payload in enumerate(later)]
        assert (rules.located_on(folded(*entries)) is not None) is counts

    def test_what_an_encounter_holds_is_not_counted_by_the_file(self):
        met = PersonLocated(by=LocatedBy.ENCOUNTER, encounter=UUID(int=9))
        assert rules.located_on(folded(self.ENTRIES[0], entry(4, met, seen=(1,)))) is None

    def test_reopening_takes_the_forensic_body_back_as_well(self):
        entries = [
            self.ENTRIES[0],
            entry(2, PassedToForensics(to="fgr"), seen=(1,), cls=FieldClass.TRACING),
            entry(3, FileClosed(reason=CloseReason.FORENSIC), seen=(2,)),
        ]
        assert folded(*entries)["fields"]["!forensic"]
        assert "!forensic" not in folded(*entries, entry(4, FileReopened(), seen=(3,)))["fields"]

    def test_a_lead_that_is_taken_away_before_it_comes_stays_away(self):
        lead = UUID(int=5)
        gone = entry(3, LeadWithdrawn(lead=lead), seen=(2,))
        heard = entry(2, LeadHeard(lead=lead), seen=(1,))
        for order in permutations([self.ENTRIES[0], heard, gone]):
            assert rules.leads_of(folded(*order)) == []

    def test_both_persons_are_named_where_two_wrote_one_file(self):
        other = PersonSought(report=REPORT, person=UUID(int=7), folio="B-1/1")
        state = folded(self.ENTRIES[0], entry(2, other))
        assert rules.persons_of(state) == [str(PERSON), str(UUID(int=7))]


class TestReport:
    """The seeker's consent."""

    def fold(self, *entries: Entry) -> dict:
        return fold_all(entries, report_rules.start, report_rules.step).state

    def opened(self, consent: list[ConsentFor]) -> Entry:
        return entry(1, ReportOpened(folio="B-1", consent=consent))

    def test_of_two_who_wrote_it_the_narrower_consent_stands(self):
        every = list(ConsentFor)
        state = self.fold(
            self.opened(every),
            entry(2, ReportCorrected(consent=[ConsentFor.SEARCH, ConsentFor.SHARE]), seen=(1,)),
            entry(3, ReportCorrected(consent=[ConsentFor.SEARCH, ConsentFor.NAME]), seen=(1,)),
        )
        assert report_rules.consent_of(state) == [ConsentFor.SEARCH]

    def test_withdrawn_stands_against_what_comes_later(self):
        state = self.fold(
            self.opened([ConsentFor.SEARCH]),
            entry(2, ReportWithdrawn(), seen=(1,)),
            entry(3, ReportCorrected(consent=list(ConsentFor)), seen=(2,)),
        )
        assert state["fields"]["!report_withdrawn"]

    def test_what_was_told_in_an_encounter_is_counted_there(self):
        told = entry(1, ReportOpened(folio="B-1", consent=[ConsentFor.SEARCH], encounter=UUID(int=4)))
        assert report_rules.received_on(self.fold(told)) is None
        assert report_rules.received_on(self.fold(self.opened([ConsentFor.SEARCH]))) == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (ReportOpened, {"folio": "B-1", "consent": []}),
        (ReportOpened, {"folio": "", "consent": ["search"]}),
        (ReportOpened, {"folio": "B-1", "consent": ["search"], "name": "Rosa"}),
        (PersonSought, {"report": str(REPORT), "person": str(PERSON), "folio": "B-1/1", "name": "Ana"}),
        (PersonSought, {"report": str(REPORT), "person": str(PERSON), "folio": "B-1/1", "place": {"h3_5": "89489a1a603ffff"}}),
        (PersonSought, {"report": str(REPORT), "person": str(PERSON), "folio": "B-1/1", "last_contact_at": "2026-11-20T10:00"}),
        (PersonLocated, {"by": "encounter"}),
        (PersonLocated, {"by": "spoke", "encounter": str(PERSON)}),
        (SearchReviewed, {"looked": [], "next_on": "2026-12-01"}),
    ],
)
def test_no_entry_takes_a_name_in_clear_a_fine_place_or_half_a_finding(kind, told):
    with pytest.raises(ValidationError):
        kind.model_validate(told)
