"""Who may be compared with whom is sought, found through the keyed index; two look; erased, nobody is a candidate any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine

from vereda.encounters.door import Line, Meeting, Named, Service, record_meeting
from vereda.logbook.door import Author, Plain, erase, rebuild, record, record_all
from vereda.logbook.models import LogEntry
from vereda.logbook.schema import FieldClass
from vereda.people import door as people
from vereda.people.door import Identity, PersonMet
from vereda.tracing import door as tracing
from vereda.tracing.door import Field, Level, Looks
from vereda.tracing.errors import match as match_errors
from vereda.tracing.errors import report as report_errors
from vereda.tracing.lookups import rate
from vereda.tracing.rules import often
from vereda.tracing.tests.test_reports import BY, NADIA, NOW, row_of, seeking, sought

pytestmark = [pytest.mark.django_db, pytest.mark.storage]
SECOND = Author(account="ines", group="piedras-negras", country="mx", zone="America/Matamoros")
OFFICER = Author(account="marta", group="headquarters", country="mx", zone="America/Mexico_City")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    rate.forget()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def file(db: None) -> UUID:
    return tracing.open_report(seeking(), sought(), by=BY, at=NOW).subject


def known(by: Author = BY, *, nationality: str = "HN", sex: str = "F", age_band: str = "18-29", **names) -> UUID:
    """Return a person whom a group met, by name."""
    box = Plain(cls=FieldClass.IDENTITY, fields=Identity(**names).model_dump(exclude_defaults=True))
    met = PersonMet(nationality=nationality, sex=sex, age_band=age_band, purpose="assist")
    return record(met, by=by, at=NOW - timedelta(days=1), boxes=[box]).subject


def answered(person: UUID, *, yes: bool, by: Author = BY) -> UUID:
    purposes = [people.ConsentFor.TRACE]
    said = {"given": purposes} if yes else {"refused": purposes}
    return people.note_consent(by=by, at=NOW, now=NOW, language="spa", person=person, **said).receipt.subject


def found(file: UUID, *, is_across: bool = False) -> list[tracing.Candidate]:
    return tracing.candidates(row_of(file), NOW.date(), is_across=is_across, account="ines")


def persons(file: UUID, *, is_across: bool = False) -> list[UUID]:
    return [one.person.subject for one in found(file, is_across=is_across)]


def test_who_sounds_alike_is_found_the_best_first_with_evidence_by_field(file):
    cousin = known(given="Ofelia", families=["Luna", "Turquesa"], birth_year_from=2004, birth_year_to=2004)
    same = known(given="Sochil", families=["Luna", "Turkesa"], birth_year_from=2001, birth_year_to=2001)
    known(given="Pedro", families=["Paz"], sex="M", age_band="60+")
    order = found(file)
    assert [one.person.subject for one in order] == [same, cousin]
    levels = order[0].compared.levels
    assert (levels[Field.GIVEN], levels[Field.FAMILIES], levels[Field.SEX]) == (Level.NEAR, Level.NEAR, Level.SAME)
    assert (levels[Field.AGE], levels[Field.ORIGIN], levels[Field.MARKS]) == (Level.SAME, Level.SAME, Level.UNKNOWN)
    assert order[1].compared.levels[Field.AGE] is Level.NEAR


def test_the_person_of_the_file_and_of_its_report_are_no_candidates(file):
    tracing.seek_another(sought(), report=row_of(file).report, by=BY, at=NOW)
    assert persons(file) == []


def test_another_report_of_the_same_person_is_one(file):
    other = tracing.open_report(seeking(name="Beto"), sought(), by=BY, at=NOW).subject
    (one,) = found(file)
    assert one.file
    assert one.file.subject == other
    assert one.compared.levels[Field.MARKS] is Level.SAME
    tracing.join_files(file=other, into=file, by=BY, at=NOW)
    assert [one.file for one in found(file)] == [None], "joined: the record of the person is still there, no file beside"


def test_a_telephone_finds_who_gave_another_name(file):
    phoned = known(given="Jade", families=["Paz"], telephone="+504 9855 0101")
    tracing.describe_sought(sought(described=tracing.Described(phone_last_used="9855-0101")), file=file, by=BY, at=NOW)
    assert persons(file) == [phoned]


def test_who_was_met_with_whom_they_travelled_is_known_by_it(file):
    lines = [Line(line_id="HN-F-18-29", count=2, nationality="HN", sex="F", age_band="18-29")]
    named = [
        Named(line_id="HN-F-18-29", identity=Identity(given=given, families=[family]), purpose="assist")
        for given, family in (("Obsidiana", "Paz"), ("Xochitl", "Turquesa"))
    ]
    record_meeting(Meeting(people_met=2, services=[Service(service="WATER")], lines=lines, named=named), by=BY, at=NOW)
    better = sought(described=tracing.Described(companions="iba con Obsidiana"))
    tracing.describe_sought(better, file=file, by=BY, at=NOW)
    assert found(file)[0].identity.given == "Xochitl"
    assert found(file)[0].compared.levels[Field.COMPANIONS] is Level.SAME


class TestConsent:
    """Of the own group all but who said no; of others who said yes, and only for whom the file was given to."""

    @pytest.mark.parametrize(("yes", "is_there"), [(True, True), (False, False), (None, True)])
    def test_own_group(self, file, yes, is_there):
        person = known(given="Xochitl", families=["Turquesa"])
        if yes is not None:
            answered(person, yes=yes)
        assert (person in persons(file)) is is_there

    @pytest.mark.parametrize(("yes", "is_there"), [(True, True), (False, False), (None, False)])
    def test_other_group(self, file, yes, is_there):
        person = known(NADIA, given="Xochitl", families=["Turquesa"])
        if yes is not None:
            answered(person, yes=yes, by=NADIA)
        assert persons(file) == []
        assert (person in persons(file, is_across=True)) is is_there

    def test_a_yes_taken_back_hides_them_at_once_everywhere(self, file):
        here, there = known(given="Xochitl", families=["Turquesa"]), known(NADIA, given="Xochitl", families=["Turquesa"])
        for person, by in ((here, BY), (there, NADIA)):
            consent = answered(person, yes=True, by=by)
            assert person in persons(file, is_across=True)
            people.withdraw_consent(consent=consent, by=by, at=NOW, way=people.WithdrawnBy.SMS)
            assert person not in persons(file, is_across=True)

    def test_a_yes_that_another_group_wrote_allows_nothing(self, file):
        """A post of one group, in wrong hands, writes what it likes of its own; of somebody of another group it opens nobody."""
        person = known(NADIA, given="Xochitl", families=["Turquesa"])
        yes = people.reading(by=NADIA, at=NOW, now=NOW, language="spa", person=person, given=[people.ConsentFor.TRACE])
        record_all([replace(draft, by=BY) for draft in yes.drafts])
        assert persons(file, is_across=True) == []

    def test_what_another_group_seeks_is_never_compared(self, file):
        tracing.open_report(seeking(), sought(), by=NADIA, at=NOW)
        assert persons(file, is_across=True) == []


class TestLooked:
    """Two persons look before anybody is asked."""

    def look(self, file: UUID, person: UUID, says: Looks = Looks.SAME, by: Author = BY) -> None:
        tracing.look(file=file, person=person, says=says, by=by, at=NOW)

    def test_two_looks_are_of_one_pair_and_who_changes_their_mind_says_one_thing(self, file):
        person = known(given="Xochitl", families=["Turquesa"])
        self.look(file, person, Looks.UNSURE)
        self.look(file, person)
        self.look(file, person, by=SECOND)
        (one,) = found(file)
        assert sorted((look[0], look[1]) for look in one.looks) == [("ines", "same"), ("rafael", "same")]
        assert isinstance(tracing.why_not_ask_of(row_of(file), one.looks), match_errors.RiskBeforeAsking)
        tracing.check_risk(file=file, signs=[], verdict=tracing.Verdict.MAY_TELL, by=BY, at=NOW)
        assert tracing.why_not_ask_of(row_of(file), one.looks) is None
        self.look(file, person, Looks.OTHER, by=SECOND)
        assert isinstance(tracing.why_not_ask_of(row_of(file), found(file)[0].looks), match_errors.SecondLookMissing)

    def test_who_is_no_candidate_cannot_be_probed(self, file):
        refused, elsewhere = known(given="Xochitl", families=["Turquesa"]), known(NADIA, given="Xochitl", families=["Turquesa"])
        answered(refused, yes=False)
        for person in (refused, elsewhere, UUID(int=7), row_of(file).person):
            with pytest.raises(match_errors.CandidateGone):
                self.look(file, person)
        assert row_of(file).matches == {}

    def test_erasing_the_person_takes_the_candidate_and_of_whom_it_was_said(self, file):
        person = known(given="Xochitl", families=["Turquesa"])
        self.look(file, person)
        assert list(tracing.matches(row_of(file))) == [person]
        erase(person, by=BY, at=NOW, second="ines")
        assert persons(file) == []
        assert tracing.matches(row_of(file)) == {}
        with pytest.raises(match_errors.CandidateGone):
            self.look(file, person, by=SECOND)
        rebuild()
        assert (persons(file), tracing.matches(row_of(file))) == ([], {})

    def test_no_name_stands_in_clear_and_nothing_is_counted(self, file):
        person = known(given="Xochitl", families=["Turquesa"])
        self.look(file, person)
        body = bytes(LogEntry.objects.get(kind="tracing.match_looked").body)
        assert b"Turquesa" not in body
        assert row_of(file).located_at is None

    def test_late_and_twice_it_is_the_same_after_rebuild(self, file):
        person = known(given="Xochitl", families=["Turquesa"])
        for by in (BY, SECOND, BY):
            self.look(file, person, by=by)
        before = row_of(file).matches
        rebuild()
        assert row_of(file).matches == before

    def test_a_closed_file_and_one_of_others_are_looked_at_by_nobody(self, file):
        person = known(given="Xochitl", families=["Turquesa"])
        for by in (NADIA, OFFICER):
            with pytest.raises(report_errors.FileGone):
                self.look(file, person, by=by)
        tracing.close_file(file=file, reason=tracing.CloseReason.MISTAKE, by=BY, at=NOW)
        with pytest.raises(report_errors.FileClosedAlready):
            self.look(file, person)


class TestRate:
    """Who tries name after name finds out who was met: so many different questions of one account, and no more."""

    def test_the_same_question_again_is_free_another_one_waits_and_other_accounts_do_not(self, file, clock, monkeypatch):
        monkeypatch.setattr(often, "AN_HOUR", 2)
        person = known(given="Xochitl", families=["Turquesa"])
        others = [tracing.open_report(seeking(name=name), sought(), by=BY, at=NOW).subject for name in ("Beto", "Ema")]
        for _ in range(3):
            assert person in persons(file)
        assert persons(others[0])
        for ask in (
            lambda: persons(others[1]),
            lambda: tracing.look(file=others[1], person=person, says=Looks.SAME, by=SECOND, at=NOW),
        ):
            with pytest.raises(match_errors.SearchedTooOften):
                ask()
        assert row_of(others[1]).matches == {}
        assert person in persons(file), "what was asked may be looked at on"
        assert tracing.candidates(row_of(others[1]), NOW.date(), is_across=False, account=NADIA.account)
        clock.shift(timedelta(hours=1, seconds=1))
        assert persons(others[1])

    def test_a_name_that_was_changed_is_another_question(self, file, monkeypatch):
        monkeypatch.setattr(often, "AN_HOUR", 1)
        assert persons(file) == []
        tracing.describe_sought(sought(described=tracing.Described(also_called="Jade")), file=file, by=BY, at=NOW)
        with pytest.raises(match_errors.SearchedTooOften):
            persons(file)


class TestAssigned:
    """The file is given to somebody who traces for the country: they look beyond the group."""

    @pytest.fixture
    def officer(self, cast) -> Author:
        from vereda.access.door import author_of

        return author_of(cast.reader("marta"))

    def test_who_was_given_it_compares_across_groups_and_no_more_when_it_is_taken_away(self, file, officer, cast):
        person = known(NADIA, given="Xochitl", families=["Turquesa"])
        answered(person, yes=True, by=NADIA)
        tracing.assign(file=file, account=officer.account, is_on=True, by=BY, at=NOW)
        assert [one.subject for one in tracing.files_of_account(officer.account, "mx")] == [file]
        tracing.look(file=file, person=person, says=Looks.SAME, by=officer, at=NOW)
        tracing.look(file=file, person=person, says=Looks.SAME, by=BY, at=NOW)
        tracing.assign(file=file, account=officer.account, is_on=False, by=BY, at=NOW)
        assert tracing.files_of_account(officer.account, "mx") == []
        with pytest.raises(report_errors.FileGone):
            tracing.look(file=file, person=person, says=Looks.SAME, by=officer, at=NOW)

    def test_it_is_given_to_nobody_else(self, file, cast):
        for name in ("nadia", "octavio", "julia", "alma", "rosa"):
            with pytest.raises(match_errors.CannotBeAssigned):
                tracing.assign(file=file, account=str(cast.account(name).pk), is_on=True, by=BY, at=NOW)
        with pytest.raises(report_errors.FileGone):
            tracing.assign(file=file, account=str(cast.account("marta").pk), is_on=True, by=NADIA, at=NOW)


def test_the_index_holds_no_name_and_is_rebuilt(file):
    from vereda.logbook.models import NameToken

    known(given="Sochil", families=["Turkesa"])
    before = (persons(file), NameToken.objects.count())
    assert not any(bytes(one.token) in (b"~sochil", b"sochil") for one in NameToken.objects.all())
    rebuild()
    assert (persons(file), NameToken.objects.count()) == before
