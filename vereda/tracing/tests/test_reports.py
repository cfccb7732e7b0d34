"""A report is taken, looked for, found and told, or not: with the logbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine

from vereda.encounters.door import Line, Meeting, Service, encounter, record_meeting, withdraw_meeting
from vereda.encounters.words import AGGREGATE_FROM, WithdrawnFor
from vereda.logbook.door import Author, Plain, Receipt, erase, facts_of_month, forget_kept, loss_of, open_box, rebuild
from vereda.logbook.schema import FieldClass
from vereda.people import door as people
from vereda.people.door import Identity
from vereda.tracing import door as tracing
from vereda.tracing.door import (
    CloseReason,
    ConsentFor,
    Described,
    LeadFrom,
    LocatedBy,
    LookedWith,
    MissingFile,
    MissingReport,
    Reliability,
    RiskSign,
    Seeking,
    Sought,
    Tell,
    Verdict,
    Wish,
)
from vereda.tracing.errors import found as found_errors
from vereda.tracing.errors import match as match_errors
from vereda.tracing.errors import report as report_errors

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
BY = Author(account="rafael", group="piedras-negras", country="mx", zone="America/Matamoros")
NADIA = Author(account="nadia", group="tapachula", country="mx", zone="America/Mexico_City")
EVERYTHING = list(ConsentFor)


def seeking(**more) -> Seeking:
    return Seeking(**{"name": "Rosa Obsidiana", "call_back": "504 5550101", "consent": EVERYTHING, **more})


def sought(**more) -> Sought:
    told = {
        "identity": Identity(given="Xóchitl", families=["Turquesa"], birth_year_from=2000, birth_year_to=2002),
        "described": Described(marks="tatuaje de jaguar", clothing="gorra roja"),
        "nationality": "HN",
        "sex": "F",
        "age_band": "18-29",
        "last_contact_at": NOW - timedelta(hours=5),
        "note": "La dejó el guía",
    }
    return Sought(**{**told, **more})


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def file(db: None) -> UUID:
    return tracing.open_report(seeking(), sought(), by=BY, at=NOW).subject


def row_of(file: UUID) -> MissingFile:
    return MissingFile.objects.get(subject=file)


def met(people: int = 1, *, at: datetime | None = None, by: Author = BY, **more) -> UUID:
    services = more.pop("services", [Service(service="WATER")])
    return record_meeting(Meeting(people_met=people, services=services, **more), by=by, at=at or datetime.now(UTC)).subject


def located(file: UUID, encounter: UUID | None = None, way: LocatedBy = LocatedBy.ENCOUNTER) -> Receipt:
    return tracing.locate(file=file, by_way=way, encounter=encounter, by=BY, at=datetime.now(UTC))


OLD_SEEKER = Plain(cls=FieldClass.IDENTITY, fields={"call_back": "504 5550101"})
"""As it was written before it said whose the seeker is."""


def held_by(encounter_: UUID) -> str:
    """Return what an encounter counts of the service: 'no', or its number of people in the facts."""
    rows = [row for row in facts_of_month("mx", NOW.date().replace(day=1)) if row.record == encounter_.hex]
    said = sum(row.people for row in rows if row.row in "LC" and "LOCATED" in row.categories)
    return str(said) if said else "no"


def bulletin(month: date = date(2026, 11, 1)) -> dict[str, int]:
    """Return attentions by official category, as the bulletin adds them up: lines and parts."""
    found: dict[str, int] = {}
    for row in facts_of_month("mx", month):
        for category in row.categories if row.row in "LC" else ():
            found[category] = found.get(category, 0) + row.people
    return found


@pytest.mark.storage
class TestTaken:
    """The call at three in the morning."""

    def test_a_report_opens_a_file_and_a_record_of_the_person(self, file):
        row = row_of(file)
        report = MissingReport.objects.get(subject=row.report)
        assert row.folio == f"{report.folio}/1"
        assert (row.nationality, row.age_band, row.way, row.next_on) == ("HN", "18-29", "undecided", date(2026, 11, 27))
        person = people.person_of(row.person)
        assert person
        assert people.identity(person).families == ["Turquesa"]
        assert tracing.sealed.described(row).marks == "tatuaje de jaguar"
        assert tracing.sealed.seeker(report).call_back == "504 5550101"
        assert [found.subject for found in people.find("xochitl turquesa", "piedras-negras")] == [row.person]

    def test_nothing_of_a_name_stands_in_clear(self, file):
        from vereda.logbook.models import LogEntry

        told = b"".join(bytes(entry.body) for entry in LogEntry.objects.all())
        for word in ("Obsidiana", "Turquesa", "5550101", "jaguar", "gorra", "guía"):
            assert word.encode() not in told
        assert b"tracing.person_sought" in told

    def test_whose_the_seeker_is_and_what_danger_was_said_stand_in_no_clear_word(self):
        """Codes of a closed class: rules.md, section 2. Who corrects them writes the boxes anew."""
        from vereda.logbook.models import LogEntry
        from vereda.tracing.words import Danger, Relation

        told = sought(danger=[Danger.TAKEN])
        file = tracing.open_report(seeking(relation=Relation.SIBLING), told, by=BY, at=NOW).subject
        report = MissingReport.objects.get(subject=row_of(file).report)
        assert tracing.sealed.relation(report) is Relation.SIBLING
        assert tracing.sealed.danger(row_of(file)) == [Danger.TAKEN]
        tracing.describe_sought(sought(danger=[]), file=file, by=BY, at=NOW)
        assert tracing.sealed.danger(row_of(file)) == []
        tracing.describe_sought(sought(danger=[Danger.TAKEN], described=Described()), file=file, by=BY, at=NOW)
        assert tracing.sealed.danger(row_of(file)) == [Danger.TAKEN]
        tracing.correct_report(seeking(relation=Relation.PARENT), report=report.subject, by=BY, at=NOW)
        report.refresh_from_db()
        assert tracing.sealed.relation(report) is Relation.PARENT
        clear = b"".join(bytes(entry.body) for entry in LogEntry.objects.all())
        for word in (b"taken", b"sibling", b'"parent"'):
            assert word not in clear
        tracing.withdraw_report(report=report.subject, by=BY, at=NOW)
        report.refresh_from_db()
        assert tracing.sealed.relation(report) is Relation.UNKNOWN

    def test_what_was_written_in_clear_before_is_still_read(self):
        from vereda.logbook.door import record
        from vereda.tracing.entries.file import SoughtDescribed
        from vereda.tracing.entries.report import ReportCorrected
        from vereda.tracing.words import Danger, Relation

        bare = seeking(relation=Relation.UNKNOWN)
        file = tracing.open_report(bare, sought(described=Described(), danger=[]), by=BY, at=NOW).subject
        row = row_of(file)
        record(SoughtDescribed(danger=[Danger.LOST]), subject=file, by=BY, at=NOW)
        record(ReportCorrected(relation=Relation.PARENT), subject=row.report, by=BY, at=NOW, boxes=[OLD_SEEKER])
        assert tracing.sealed.danger(row_of(file)) == [Danger.LOST]
        assert tracing.sealed.relation(MissingReport.objects.get(subject=row.report)) is Relation.PARENT
        tracing.describe_sought(sought(danger=[]), file=file, by=BY, at=NOW)
        assert tracing.sealed.danger(row_of(file)) == []

    def test_the_fewest_fields_are_enough(self):
        few = tracing.open_report(
            Seeking(call_back="albergue", consent=[ConsentFor.SEARCH]), Sought(identity=Identity(nickname="Chepe")), by=BY, at=NOW
        )
        assert row_of(few.subject).nationality == "XX"

    @pytest.mark.parametrize(
        ("who", "whom", "error"),
        [
            ({"consent": []}, {}, report_errors.ConsentMissing),
            ({"consent": [ConsentFor.SHARE]}, {}, report_errors.ConsentMissing),
            ({"call_back": "  "}, {}, report_errors.CallBackMissing),
            ({"language": "tlh"}, {}, report_errors.WordUnknown),
            ({}, {"language": "tlh"}, report_errors.WordUnknown),
            ({}, {"nationality": "QQ"}, report_errors.WordUnknown),
            ({}, {"last_contact_at": NOW + timedelta(hours=1)}, report_errors.InTheFuture),
            ({}, {"identity": Identity(), "described": Described(), "note": " "}, report_errors.NobodySought),
            ({"encounter": uuid4()}, {}, found_errors.EncounterNeeded),
        ],
    )
    def test_what_is_missing_is_said_and_nothing_is_written(self, who, whom, error):
        with pytest.raises(error):
            tracing.open_report(seeking(**who), sought(**whom), by=BY, at=NOW)
        assert MissingFile.objects.count() == MissingReport.objects.count() == people.Person.objects.count() == 0

    def test_several_persons_of_one_report_stay_linked(self, file):
        report = row_of(file).report
        tracing.seek_another(sought(identity=Identity(given="Memo")), report=report, by=BY, at=NOW)
        tracing.seek_another(sought(identity=Identity(given="Lupe")), report=report, by=BY, at=NOW)
        rows = tracing.of_report(report, BY.group, BY.country)
        assert [row.folio.rpartition("/")[2] for row in rows] == ["1", "2", "3"]
        assert len({row.person for row in rows}) == 3
        assert len(tracing.with_folio(rows[0].folio.rpartition("/")[0].lower(), BY.group, BY.country)) == 3
        assert tracing.with_folio("B-", BY.group, BY.country) == tracing.with_folio("", BY.group, BY.country) == []

    def test_a_report_holds_no_caravan(self, file, monkeypatch):
        monkeypatch.setattr("vereda.tracing.actions.report.FILE_MOST", 1)
        with pytest.raises(report_errors.TooMany):
            tracing.seek_another(sought(), report=row_of(file).report, by=BY, at=NOW)

    def test_what_is_known_better_changes_only_that(self, file):
        better = sought(identity=Identity(given="Xóchitl", families=["Turquesa", "Luna"]), nationality="GT", age_band="12-17")
        tracing.describe_sought(better, file=file, by=BY, at=NOW)
        row = row_of(file)
        person = people.person_of(row.person)
        assert (row.nationality, row.age_band, row.last_contact_at) == ("GT", "12-17", NOW - timedelta(hours=5))
        assert people.identity(person).families == ["Turquesa", "Luna"]
        assert (person.nationality, person.age_band) == ("GT", "12-17")

    def test_the_seeker_is_known_better_and_withdraws(self, file):
        report = row_of(file).report
        tracing.correct_report(seeking(call_back="whatsapp", consent=[ConsentFor.SEARCH]), report=report, by=BY, at=NOW)
        row = MissingReport.objects.get(subject=report)
        assert (row.consent, tracing.sealed.seeker(row).call_back) == (["search"], "whatsapp")
        tracing.withdraw_report(report=report, by=BY, at=NOW)
        assert row_of(file).close_reason == "withdrawn"
        for act in (
            lambda: tracing.reopen_file(file=file, by=BY, at=NOW),
            lambda: tracing.withdraw_report(report=report, by=BY, at=NOW),
            lambda: tracing.seek_another(sought(), report=report, by=BY, at=NOW),
            lambda: tracing.correct_report(seeking(), report=report, by=BY, at=NOW),
        ):
            with pytest.raises(found_errors.SeekerWithdrew):
                act()


class TestLookedFor:
    """Alert, reviews, leads, two files of one person."""

    def test_a_review_makes_it_traced_and_says_when_it_is_looked_again(self, file, clock):
        clock.move_to(NOW + timedelta(days=8))
        assert [row.subject for row in tracing.due_files(BY.group, BY.country, date(2026, 11, 28))] == [file]
        tracing.review(file=file, looked=[LookedWith.SHELTERS], next_on=date(2026, 12, 20), by=BY, at=datetime.now(UTC))
        row = row_of(file)
        assert (row.way, row.next_on, len(row.reviews)) == ("tracing", date(2026, 12, 20), 1)
        assert tracing.due_files(BY.group, BY.country, date(2026, 11, 28)) == []
        assert tracing.undecided_files(BY.group, BY.country) == []

    @pytest.mark.parametrize(
        ("more", "error"),
        [
            ({"looked": []}, report_errors.NothingLooked),
            ({"next_on": date(2026, 11, 20)}, report_errors.ReviewDayWrong),
            ({"next_on": date(2028, 1, 1)}, report_errors.ReviewDayWrong),
        ],
    )
    def test_a_review_of_nothing_or_of_yesterday_is_refused(self, file, more, error):
        told = {"looked": [LookedWith.OWN_RECORDS], "next_on": date(2026, 12, 1)}
        with pytest.raises(error):
            tracing.review(file=file, by=BY, at=NOW, **{**told, **more})

    def test_others_are_asked_only_with_leave_of_the_seeker(self):
        alone = tracing.open_report(seeking(consent=[ConsentFor.SEARCH]), sought(), by=BY, at=NOW).subject
        for one in LookedWith:
            if one in (LookedWith.OWN_RECORDS, LookedWith.SEEKER):
                tracing.review(file=alone, looked=[one], next_on=date(2026, 12, 1), by=BY, at=NOW)
            else:
                with pytest.raises(report_errors.ShareNotAgreed):
                    tracing.review(file=alone, looked=[one], next_on=date(2026, 12, 1), by=BY, at=NOW)

    def test_a_lead_is_kept_with_its_words_sealed_and_taken_away(self, file):
        heard = {"source": LeadFrom.SHELTER, "reliability": Reliability.LIKELY, "by": BY, "at": NOW}
        with pytest.raises(report_errors.LeadEmpty):
            tracing.hear_lead(file=file, text=" ", **heard)
        with pytest.raises(report_errors.InTheFuture):
            tracing.hear_lead(file=file, text="la vieron", seen_on=date(2026, 12, 1), **heard)
        tracing.hear_lead(file=file, text="la vieron en el comedor", seen_on=date(2026, 11, 19), state="MX-COA", **heard)
        (lead,) = row_of(file).leads
        assert (lead["source"], lead["reliability"], lead["place"]["state"]) == ("shelter", "likely", "MX-COA")
        assert tracing.sealed.lead_words(row_of(file), lead["words"]) == "la vieron en el comedor"
        tracing.withdraw_lead(file=file, lead=UUID(lead["lead"]), by=BY, at=NOW)
        assert row_of(file).leads == []
        with pytest.raises(report_errors.LeadGone):
            tracing.withdraw_lead(file=file, lead=UUID(lead["lead"]), by=BY, at=NOW)

    def test_a_closed_file_takes_nothing_until_it_is_opened_again(self, file):
        tracing.close_file(file=file, reason=CloseReason.MISTAKE, by=BY, at=NOW)
        with pytest.raises(report_errors.FileClosedAlready):
            located(file, way=LocatedBy.SPOKE)
        tracing.reopen_file(file=file, by=BY, at=NOW)
        with pytest.raises(report_errors.FileOpen):
            tracing.reopen_file(file=file, by=BY, at=NOW)
        located(file, way=LocatedBy.SPOKE)

    @pytest.mark.parametrize(
        ("reason", "error"),
        [
            (CloseReason.WITHDRAWN, report_errors.CloseNeeds),
            (CloseReason.FORENSIC, report_errors.CloseNeeds),
            (CloseReason.LOCATED, found_errors.NotLocated),
        ],
    )
    def test_a_file_rests_only_for_what_is_so(self, file, reason, error):
        with pytest.raises(error):
            tracing.close_file(file=file, reason=reason, by=BY, at=NOW)
        located(file, way=LocatedBy.SPOKE)
        with pytest.raises(found_errors.FoundStandsStill):
            tracing.close_file(file=file, reason=CloseReason.MISTAKE, by=BY, at=NOW)
        tracing.close_file(file=file, reason=CloseReason.LOCATED, by=BY, at=NOW)


class TestTold:
    """Nothing reaches the seeker before the person found says yes."""

    def tell(self, file: UUID, what: Tell = Tell.ALIVE) -> None:
        tracing.tell_seeker(file=file, what=what, by=BY, at=NOW)

    def test_the_whole_way(self, file):
        for error, act in (
            (found_errors.NotLocated, lambda: located(file, way=LocatedBy.SPOKE)),
            (found_errors.NotToBeTold, lambda: tracing.say_wish(file=file, wish=Wish.LATER, by=BY, at=NOW)),
            (found_errors.NotToBeTold, lambda: self.check(file, Verdict.ASK_SPECIALIST)),
            (found_errors.NotToBeTold, lambda: tracing.say_wish(file=file, wish=Wish.ALIVE_ONLY, by=BY, at=NOW)),
            (found_errors.RiskAgainst, lambda: self.check(file, Verdict.MAY_TELL)),
        ):
            with pytest.raises(error):
                self.tell(file)
            assert row_of(file).told == []
            act()
        with pytest.raises(found_errors.MoreThanAgreed):
            self.tell(file, Tell.CALL)
        self.tell(file)
        assert [one[2] for one in row_of(file).told] == ["alive"]
        tracing.say_wish(file=file, wish=Wish.NO, by=BY, at=NOW)
        with pytest.raises(found_errors.NotToBeTold):
            self.tell(file)

    def check(self, file: UUID, verdict: Verdict) -> None:
        tracing.check_risk(file=file, signs=[RiskSign.VIOLENCE], verdict=verdict, by=BY, at=NOW)

    def test_nobody_answers_for_who_was_not_found(self, file):
        with pytest.raises(found_errors.NotLocated):
            tracing.say_wish(file=file, wish=Wish.YES, by=BY, at=NOW)

    @pytest.mark.parametrize("wish", [Wish.YES, Wish.MESSAGE, Wish.ALIVE_ONLY])
    def test_the_risk_is_weighed_before_the_person_is_asked_for_a_yes(self, file, wish):
        located(file, way=LocatedBy.SPOKE)
        with pytest.raises(match_errors.RiskBeforeAsking):
            tracing.say_wish(file=file, wish=wish, by=BY, at=NOW)
        for free in (Wish.NO, Wish.LATER):
            tracing.say_wish(file=file, wish=free, by=BY, at=NOW)
        self.check(file, Verdict.MAY_TELL)
        tracing.say_wish(file=file, wish=wish, by=BY, at=NOW)
        assert row_of(file).wish == wish

    def test_what_the_risk_check_says_is_sealed_and_who_cannot_read_it_tells_nothing(self, file, monkeypatch):
        located(file, way=LocatedBy.SPOKE)
        self.check(file, Verdict.MAY_TELL)
        tracing.say_wish(file=file, wish=Wish.YES, by=BY, at=NOW)
        (entry,) = row_of(file).risks
        assert open_box(UUID(entry), FieldClass.TRACING, file)["signs"] == ["violence"]
        monkeypatch.setattr(tracing.sealed, "open_box", lambda *rest: None)
        with pytest.raises(found_errors.RiskAgainst):
            self.tell(file)

    def test_a_seeker_who_withdrew_is_not_called(self, file):
        located(file, way=LocatedBy.SPOKE)
        self.check(file, Verdict.MAY_TELL)
        tracing.say_wish(file=file, wish=Wish.YES, by=BY, at=NOW)
        tracing.withdraw_report(report=row_of(file).report, by=BY, at=NOW)
        with pytest.raises(found_errors.SeekerWithdrew):
            self.tell(file)

    def test_the_dead_are_told_by_the_forensic_body_alone(self, file):
        for to, number, error in (
            ("hospitales", "1", found_errors.ToForensicUnknown),
            ("nobody", "1", found_errors.ToForensicUnknown),
            ("fgr", "  ", found_errors.CaseNumberMissing),
        ):
            with pytest.raises(error):
                tracing.pass_to_forensics(file=file, to=to, number=number, by=BY, at=NOW)
        tracing.pass_to_forensics(file=file, to="fgr", number="FGR-77", by=BY, at=NOW)
        row = row_of(file)
        assert (row.forensic, row.close_reason, tracing.sealed.case_number(row)) == ("fgr", "forensic", "FGR-77")
        self.check(file, Verdict.MAY_TELL)
        with pytest.raises(found_errors.WithForensics):
            self.tell(file)
        assert bulletin().get("LOCATED", 0) == 0

    def test_each_seeker_of_one_person_has_an_answer_of_its_own(self, file):
        other = tracing.open_report(seeking(name="Beto", call_back="x"), sought(), by=BY, at=NOW).subject
        located(file, way=LocatedBy.SPOKE)
        tracing.join_files(file=other, into=file, by=BY, at=NOW)
        for one, wish in ((file, Wish.YES), (other, Wish.NO)):
            self.check(one, Verdict.MAY_TELL)
            tracing.say_wish(file=one, wish=wish, by=BY, at=NOW)
        self.tell(file)
        with pytest.raises(found_errors.NotToBeTold):
            self.tell(other)
        tracing.say_wish(file=other, wish=Wish.YES, by=BY, at=NOW)
        tracing.take_back(file=file, by=BY, at=NOW)
        assert [row_of(one).wish for one in (file, other)] == ["", ""]
        located(file, way=LocatedBy.SPOKE)
        for one in (file, other):
            with pytest.raises(found_errors.NotToBeTold):
                self.tell(one)

    def test_a_seeker_is_never_told_on_the_yes_of_the_person_of_another_file(self, file):
        other = tracing.open_report(seeking(name="Beto", call_back="x"), sought(), by=BY, at=NOW).subject
        located(file, way=LocatedBy.SPOKE)
        tracing.join_files(file=other, into=file, by=BY, at=NOW)
        self.check(other, Verdict.MAY_TELL)
        tracing.say_wish(file=other, wish=Wish.YES, by=BY, at=NOW)
        assert tracing.why_not_tell(other, Tell.ALIVE, BY) is None
        tracing.separate_file(file=other, by=BY, at=NOW)
        located(other, way=LocatedBy.SPOKE)
        assert (row_of(other).wish, row_of(other).risks) == ("", [])
        with pytest.raises(found_errors.NotToBeTold):
            self.tell(other)

    def test_an_answer_holds_for_the_finding_it_was_given_in(self, file):
        other = tracing.open_report(seeking(name="Beto", call_back="x"), sought(), by=BY, at=NOW).subject
        for one in (file, other):
            located(one, way=LocatedBy.SPOKE)
        self.check(other, Verdict.MAY_TELL)
        tracing.say_wish(file=other, wish=Wish.YES, by=BY, at=NOW)
        assert tracing.why_not_tell(other, Tell.ALIVE, BY) is None
        tracing.join_files(file=other, into=file, by=BY, at=NOW)
        with pytest.raises(found_errors.NotToBeTold):
            self.tell(other)
        assert tracing.standing_wish(row_of(other)) is None
        tracing.say_wish(file=other, wish=Wish.YES, by=BY, at=NOW)
        self.tell(other)


class TestKept:
    """How long who seeks and what was written stand: a year after the last word of what is closed; never while one is sought."""

    def job(self, clock: time_machine.Traveller, days: int) -> int:
        clock.move_to(NOW + timedelta(days=days))
        return forget_kept(now=datetime.now(UTC))

    def seeker(self, file: UUID) -> tuple[str, str]:
        row = MissingReport.objects.get(subject=row_of(file).report)
        told = tracing.sealed.seeker(row)
        return (told.call_back if told else "", tracing.sealed.note(row))

    @pytest.fixture
    def noted(self) -> UUID:
        return tracing.open_report(seeking(note="hermana mayor"), sought(), by=BY, at=NOW).subject

    def test_a_closed_report_goes_a_year_after_the_last_word_and_counts_on(self, noted, clock):
        located(noted, way=LocatedBy.SPOKE)
        tracing.check_risk(file=noted, signs=[RiskSign.VIOLENCE], verdict=Verdict.MAY_TELL, by=BY, at=NOW)
        tracing.close_file(file=noted, reason=CloseReason.LOCATED, by=BY, at=NOW)
        clock.move_to(NOW + timedelta(days=10))
        tracing.say_wish(file=noted, wish=Wish.NO, by=BY, at=datetime.now(UTC))
        assert (self.job(clock, 374), self.seeker(noted)) == (0, ("504 5550101", "hermana mayor"))
        assert (self.job(clock, 376), self.seeker(noted)) == (3, ("", "")), "report, file and person"
        row = row_of(noted)
        assert (tracing.sealed.note(row), tracing.sealed.risks(row), bulletin()["LOCATED"]) == ("", [None], 1)
        assert self.job(clock, 377) == 0

    def test_name_and_description_go_with_the_file_and_are_found_by_no_name(self, noted, clock):
        person = people.person_of(row_of(noted).person)
        tracing.close_file(file=noted, reason=CloseReason.MISTAKE, by=BY, at=NOW)
        self.job(clock, 364)
        assert people.identity(person).families == ["Turquesa"]
        assert tracing.sealed.described(row_of(noted)).marks == "tatuaje de jaguar"
        self.job(clock, 366)
        assert (people.identity(person), tracing.sealed.described(row_of(noted))) == (None, None)
        assert people.find("xochitl turquesa", "piedras-negras") == []
        rebuild()
        assert people.find("xochitl turquesa", "piedras-negras") == []
        assert people.person_of(person.subject).nationality == "HN", "what may be counted stays"

    def test_who_is_named_in_an_encounter_too_keeps_the_name_there(self, noted, clock):
        person = people.person_of(row_of(noted).person)
        met(1, lines=[Line(line_id="a", count=1, persons=[person.subject])])
        tracing.close_file(file=noted, reason=CloseReason.MISTAKE, by=BY, at=NOW)
        assert (self.job(clock, 366), self.seeker(noted)) == (2, ("", ""))
        assert people.identity(person).families == ["Turquesa"]

    def test_nothing_goes_while_one_of_the_report_is_sought(self, noted, clock):
        report = row_of(noted).report
        other = tracing.seek_another(sought(), report=report, by=BY, at=NOW).subject
        tracing.close_file(file=noted, reason=CloseReason.MISTAKE, by=BY, at=NOW)
        assert (self.job(clock, 4000), self.seeker(noted)[0]) == (0, "504 5550101")
        tracing.close_file(file=other, reason=CloseReason.MISTAKE, by=BY, at=datetime.now(UTC))
        assert (self.job(clock, 4364), self.job(clock, 4366)) == (0, 5)

    def test_a_file_that_is_joined_rests_when_the_one_that_goes_on_does(self, file, noted, clock):
        tracing.join_files(file=noted, into=file, by=BY, at=NOW)
        assert (self.job(clock, 800), self.seeker(noted)[0]) == (0, "504 5550101")
        tracing.close_file(file=file, reason=CloseReason.MISTAKE, by=BY, at=datetime.now(UTC))
        self.job(clock, 1166)
        assert [self.seeker(one)[0] for one in (file, noted)] == ["", ""]

    def test_who_withdrew_is_forgotten_at_the_next_job(self, noted, clock):
        tracing.withdraw_report(report=row_of(noted).report, by=BY, at=NOW)
        assert self.seeker(noted) == ("", ""), "and is shown to nobody before"
        assert (self.job(clock, 0), self.seeker(noted)) == (1, ("", ""))
        assert tracing.sealed.note(row_of(noted)) == "La dejó el guía", "what is known of the person sought stays its days"
        assert (self.job(clock, 366), tracing.sealed.note(row_of(noted))) == (2, "")


@pytest.mark.storage
class TestCounted:
    """LOCATED counts a person with an open report found alive, once."""

    def test_an_encounter_that_does_not_say_it_gets_the_service(self, file):
        meeting = met(3)
        located(file, meeting)
        assert (held_by(meeting), bulletin()["LOCATED"]) == ("1", 1)
        row = row_of(file)
        assert (row.located_by, row.encounter, row.located_on) == ("encounter", meeting, date(2026, 11, 20))

    def test_an_encounter_that_says_it_is_not_counted_twice(self, file):
        meeting = met(3, services=[Service(service="LOCATED", people=1)])
        located(file, meeting)
        assert (held_by(meeting), bulletin()["LOCATED"]) == ("1", 1)

    def test_an_encounter_that_says_it_of_everybody_is_left(self, file):
        meeting = met(2, services=[Service(service="LOCATED")])
        located(file, meeting)
        assert held_by(meeting) == "2"
        tracing.take_back(file=file, by=BY, at=NOW)
        assert held_by(meeting) == "2"

    def test_two_persons_found_in_one_meeting_count_two_and_a_third_is_too_many(self, file):
        others = [tracing.open_report(seeking(), sought(), by=BY, at=NOW).subject for _ in range(2)]
        meeting = met(2)
        located(file, meeting)
        located(others[0], meeting)
        assert held_by(meeting) == "2"
        with pytest.raises(found_errors.EncounterTooSmall):
            located(others[1], meeting)
        assert row_of(others[1]).located_at is None

    def test_a_finding_that_was_wrong_is_taken_out_of_the_encounter(self, file):
        meeting = met(3)
        located(file, meeting)
        tracing.take_back(file=file, by=BY, at=NOW)
        assert (held_by(meeting), row_of(file).located_at) == ("no", None)
        with pytest.raises(found_errors.NotLocated):
            tracing.take_back(file=file, by=BY, at=NOW)

    def test_found_twice_counts_once(self, file):
        located(file, met(1))
        with pytest.raises(found_errors.AlreadyLocated):
            located(file, met(1))
        assert bulletin()["LOCATED"] == 1

    def test_who_was_met_before_anybody_reported_them_counts_for_no_report(self, file):
        early = met(1, at=NOW - timedelta(hours=2))
        located(file, early)
        assert (held_by(early), bulletin().get("LOCATED", 0)) == ("no", 0)
        counts = tracing.month_counts(BY.group, BY.country, date(2026, 11, 1))
        assert (counts.located_in_all, counts.met_before) == (0, 1)

    @pytest.mark.parametrize("way", [LocatedBy.SPOKE, LocatedBy.OTHERS, LocatedBy.SEEKER])
    def test_who_was_found_from_afar_counts_without_an_encounter(self, file, way):
        located(file, way=way)
        assert bulletin()["LOCATED"] == 1
        rows = [row for row in facts_of_month("mx", date(2026, 11, 1)) if row.record == file.hex]
        assert {row.row for row in rows} == {"S", "C", "T"}
        assert all(row.aggregate for row in rows), "no encounter"
        assert {(row.nationality, row.sex) for row in rows if row.row == "C"} == {("HN", "F")}

    @pytest.mark.parametrize("made", ["withdrawn", "sum", "of_others", "nowhere"])
    def test_what_counts_for_nobody_holds_no_finding(self, file, made):
        if made == "withdrawn":
            meeting = met(1)
            withdraw_meeting(meeting, reason=WithdrawnFor.MISTAKE, by=BY, at=NOW)
        elif made == "sum":
            meeting = met(AGGREGATE_FROM, lines=[Line(line_id="XX-U-U", count=AGGREGATE_FROM)])
            assert encounter(meeting, ["piedras-negras"], "mx").is_aggregate
        else:
            meeting = met(1, by=NADIA) if made == "of_others" else uuid4()
        error = found_errors.EncounterCountsNot if made in ("withdrawn", "sum") else found_errors.EncounterNeeded
        with pytest.raises(error):
            located(file, meeting)
        assert row_of(file).located_at is None

    def test_two_reports_of_one_person_count_once_and_again_twice_when_they_were_two(self, file):
        other = tracing.open_report(seeking(), sought(), by=BY, at=NOW).subject
        one, two = met(1), met(1)
        located(file, one)
        located(other, two)
        assert bulletin()["LOCATED"] == 2
        tracing.join_files(file=other, into=file, by=BY, at=NOW)
        assert (held_by(one), held_by(two), bulletin()["LOCATED"]) == ("1", "no", 1)
        assert tracing.month_counts(BY.group, BY.country, date(2026, 11, 1)).located_in_all == 1
        tracing.separate_file(file=other, by=BY, at=NOW)
        assert (held_by(one), held_by(two)) == ("1", "1")

    def test_joined_in_one_encounter_that_an_agent_had_ticked(self, file):
        other = tracing.open_report(seeking(), sought(), by=BY, at=NOW).subject
        meeting = met(3, services=[Service(service="LOCATED", people=1)])
        located(file, meeting)
        located(other, meeting)
        assert held_by(meeting) == "2"
        tracing.join_files(file=file, into=other, by=BY, at=NOW)
        assert held_by(meeting) == "1"

    def test_files_are_joined_so_that_the_finding_stays(self, file):
        other = tracing.open_report(seeking(), sought(), by=BY, at=NOW).subject
        located(file, way=LocatedBy.SPOKE)
        with pytest.raises(report_errors.JoinOtherWay):
            tracing.join_files(file=file, into=other, by=BY, at=NOW)
        tracing.join_files(file=other, into=file, by=BY, at=NOW)
        for wrong, into in ((other, file), (file, file), (file, other)):
            with pytest.raises(report_errors.JoinWrong):
                tracing.join_files(file=wrong, into=into, by=BY, at=NOW)
        with pytest.raises(report_errors.JoinWrong):
            tracing.close_file(file=other, reason=CloseReason.MISTAKE, by=BY, at=NOW)
        with pytest.raises(report_errors.NotJoined):
            tracing.separate_file(file=file, by=BY, at=NOW)

    def test_a_report_told_in_an_encounter_is_counted_there_once(self):
        meeting = met(2, services=[Service(service="MISSING_REPORT", people=1)])
        tracing.open_report(seeking(encounter=meeting), sought(), by=BY, at=NOW)
        assert bulletin()["MISSING_REPORTS"] == 1
        tracing.open_report(seeking(encounter=meeting), sought(), by=BY, at=NOW)
        assert bulletin()["MISSING_REPORTS"] == 2

    def test_a_month_agrees_with_the_table_made_by_hand(self, clock):
        """Nine acts of November, by hand:

        day  act                                                     report  sought  located
          2  A is sought (telephone)                                      1       1
          3  B and C are sought in one report (telephone)                 1       2
          4  D is sought, told in an encounter                            1       1
          5  A is found in an encounter                                                    1
          6  B is found, a shelter says so                                                 1
          7  B is found again: refused                                                     0
          8  E is met and ticked 'located'; nobody reported E        (ticked by hand)    0 (+1 said)
          9  A is sought by another seeker, found in the same
             encounter, and joined: reported twice, counted once          1       0        0
         10  C is found, it was somebody else                                              0
         11  F is sought by mistake, never found                          1       0
        Dec  D is found                                                             in December
        """

        def on(day: int, month: int = 11) -> datetime:
            clock.move_to(datetime(2026, month, day, 18, 0, tzinfo=UTC))
            return datetime.now(UTC)

        def report(at: datetime, **more) -> UUID:
            return tracing.open_report(seeking(**more), sought(last_contact_at=None), by=BY, at=at).subject

        a = report(on(2))
        b = report(on(3))
        c = tracing.seek_another(sought(last_contact_at=None), report=row_of(b).report, by=BY, at=on(3)).subject
        on(4)
        d = report(on(4), encounter=met(1))
        on(5)
        where = met(2)
        located(a, where)
        on(6)
        located(b, way=LocatedBy.OTHERS)
        on(7)
        with pytest.raises(found_errors.AlreadyLocated):
            located(b, way=LocatedBy.SPOKE)
        on(8)
        ticked = met(1, services=[Service(service="LOCATED")])
        again = report(on(9))
        tracing.join_files(file=again, into=a, by=BY, at=on(9))
        on(10)
        located(c, met(1))
        tracing.take_back(file=c, by=BY, at=on(10))
        mistake = report(on(11))
        tracing.close_file(file=mistake, reason=CloseReason.MISTAKE, by=BY, at=on(11))
        on(3, 12)
        located(d, met(1))

        november = tracing.month_counts(BY.group, BY.country, date(2026, 11, 1))
        assert (november.reports, november.sought) == (5, 4)
        assert dict(november.located) == {"encounter": 1, "others": 1}
        assert [row.subject for row in november.unnamed] == [ticked]
        assert bulletin()["LOCATED"] == 3, "two by reports, and the one that an agent ticked without any"
        assert bulletin()["MISSING_REPORTS"] == 5
        december = tracing.month_counts(BY.group, BY.country, date(2026, 12, 1))
        assert (december.reports, december.located_in_all) == (0, 1)
        assert bulletin(date(2026, 12, 1))["LOCATED"] == 1
        before = (bulletin(), list(MissingFile.objects.order_by("subject").values()))
        rebuild()
        assert (bulletin(), list(MissingFile.objects.order_by("subject").values())) == before


class TestErased:
    """The person asks to be forgotten, or was found and wants no trace."""

    def test_erasing_the_person_destroys_who_they_were_and_the_words_and_no_count(self, file):
        tracing.hear_lead(
            file=file, text="vista en la estación", source=LeadFrom.AGENT, reliability=Reliability.SURE, by=BY, at=NOW
        )
        located(file, way=LocatedBy.SPOKE)
        row, before = row_of(file), bulletin()
        assert file in loss_of(row.person).linked
        people.ask_erasure(row.person, by=BY, at=NOW)
        second = Author(account="ines", group="piedras-negras", country="mx", zone="America/Matamoros")
        people.approve_erasure(row.person, by=second, at=NOW)
        row = row_of(file)
        assert tracing.sealed.described(row) is None
        assert tracing.sealed.note(row) == ""
        assert tracing.sealed.lead_words(row, row.leads[0]["words"]) == ""
        assert people.find("xochitl turquesa", "piedras-negras") == []
        assert bulletin() == before
        assert before["LOCATED"] == 1
        rebuild()
        assert bulletin() == before

    def test_an_erased_file_counts_what_it_counted(self, file):
        located(file, way=LocatedBy.SPOKE)
        before = bulletin()
        erase(file, by=BY, at=NOW, second="ines")
        assert MissingFile.objects.count() == 0
        assert bulletin() == before

    def test_a_file_of_an_erased_person_can_still_be_corrected(self, file):
        person = row_of(file).person
        erase(person, by=BY, at=NOW, second="ines")
        tracing.describe_sought(sought(nationality="GT"), file=file, by=BY, at=NOW)
        assert row_of(file).nationality == "GT"
        assert tracing.sealed.described(row_of(file)) is None, "the key is gone for ever"


def test_nadia_does_nothing_to_a_file_of_another_group(file):
    report, theirs = row_of(file).report, tracing.open_report(seeking(), sought(), by=NADIA, at=NOW).subject
    acts = {
        "seek_another": lambda: tracing.seek_another(sought(), report=report, by=NADIA, at=NOW),
        "describe": lambda: tracing.describe_sought(sought(), file=file, by=NADIA, at=NOW),
        "correct": lambda: tracing.correct_report(seeking(), report=report, by=NADIA, at=NOW),
        "withdraw": lambda: tracing.withdraw_report(report=report, by=NADIA, at=NOW),
        "alert": lambda: tracing.alert_draft(file=file, alert=uuid4(), by=NADIA, at=NOW),
        "review": lambda: tracing.review(file=file, looked=[LookedWith.OWN_RECORDS], next_on=date(2026, 12, 1), by=NADIA, at=NOW),
        "lead": lambda: tracing.hear_lead(
            file=file, text="x", source=LeadFrom.AGENT, reliability=Reliability.SURE, by=NADIA, at=NOW
        ),
        "no_lead": lambda: tracing.withdraw_lead(file=file, lead=uuid4(), by=NADIA, at=NOW),
        "close": lambda: tracing.close_file(file=file, reason=CloseReason.MISTAKE, by=NADIA, at=NOW),
        "reopen": lambda: tracing.reopen_file(file=file, by=NADIA, at=NOW),
        "join": lambda: tracing.join_files(file=file, into=theirs, by=NADIA, at=NOW),
        "join_other": lambda: tracing.join_files(file=theirs, into=file, by=NADIA, at=NOW),
        "separate": lambda: tracing.separate_file(file=file, by=NADIA, at=NOW),
        "locate": lambda: tracing.locate(file=file, by_way=LocatedBy.SPOKE, by=NADIA, at=NOW),
        "take_back": lambda: tracing.take_back(file=file, by=NADIA, at=NOW),
        "wish": lambda: tracing.say_wish(file=file, wish=Wish.YES, by=NADIA, at=NOW),
        "risk": lambda: tracing.check_risk(file=file, signs=[], verdict=Verdict.MAY_TELL, by=NADIA, at=NOW),
        "tell": lambda: tracing.tell_seeker(file=file, what=Tell.ALIVE, by=NADIA, at=NOW),
        "forensic": lambda: tracing.pass_to_forensics(file=file, to="fgr", number="1", by=NADIA, at=NOW),
    }
    before = MissingFile.objects.filter(subject=file).values().get()
    for act in acts.values():
        with pytest.raises(report_errors.FileGone):
            act()
    assert MissingFile.objects.filter(subject=file).values().get() == before
    for rows in (
        tracing.open_files(NADIA.group, "mx"),
        tracing.undecided_files(NADIA.group, "mx"),
        tracing.due_files(NADIA.group, "mx", date(2027, 1, 1)),
    ):
        assert [row.subject for row in rows] == [theirs]
    assert tracing.file(file, NADIA.group, "mx") is None
    assert tracing.of_persons([before["person"]], NADIA.group, "mx") == []
    assert tracing.month_counts(NADIA.group, "mx", date(2026, 11, 1)).reports == 1
