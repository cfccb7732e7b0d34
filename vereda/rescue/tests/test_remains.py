"""Somebody found dead, with the logbook: counted once, hours that cannot be, two pairs of eyes, sealed words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine

from vereda.countries.door import pack
from vereda.encounters.door import (
    Encounter,
    Meeting,
    PlaceKind,
    Where,
    encounter,
    join_meetings,
    record_meeting,
    withdraw_meeting,
)
from vereda.encounters.words import WithdrawnFor
from vereda.errors import FieldError
from vereda.logbook.door import (
    Author,
    block_of,
    facts_of_month,
    forget_kept,
    forget_whereabouts,
    history,
    open_box,
    rebuild,
    record,
    whereabouts,
)
from vereda.logbook.models import LogEntry
from vereda.logbook.schema import FieldClass
from vereda.practice import shadow_of
from vereda.rescue import door as rescue
from vereda.rescue.actions.belongings import Seen
from vereda.rescue.actions.remains import Finding
from vereda.rescue.door import (
    Official,
    Remains,
    RemainsCorrected,
    RemainsStep,
    ToldBy,
    WithdrawnRemains,
    belongings_actions,
    remains_actions,
    remains_steps,
)
from vereda.rescue.door import remains_lookups as lookups
from vereda.rescue.entries.remains import BelongingsCountersigned
from vereda.rescue.errors import remains as errors

pytestmark = [pytest.mark.django_db, pytest.mark.storage]
NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
INES, RAFAEL, JULIA = (
    Author(account=name, group="piedras-negras", country="mx", zone="America/Matamoros", pack=pack("mx").hash)
    for name in ("ines", "rafael", "julia")
)
NADIA = Author(account="nadia", group="tapachula", country="mx", zone="America/Mexico_City")
POINT = Where(kind=PlaceKind.POINT, lat=28.7123, lon=-100.5234, accuracy_m=8, place="arroyo de la Víbora")
OFFICIAL = Official(name="Lic. Marcela Ríos", post="Agente del Ministerio Público", unit="Unidad Piedras Negras")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@dataclass
class Turns:
    """The turns that actions took. before: what another one does while the next waits for its turn."""

    names: list[tuple[str, ...]] = field(default_factory=list)
    before: Callable[[], object] | None = None


@pytest.fixture
def turns(monkeypatch: pytest.MonkeyPatch) -> Turns:
    made, taken = Turns(), remains_actions.in_turn

    @contextmanager
    def in_turn(*names: str) -> Iterator[None]:
        made.names.append(names)
        other, made.before = made.before, None
        if other:
            other()
        with taken(*names):
            yield

    monkeypatch.setattr(remains_actions, "in_turn", in_turn)
    return made


def found(number: int = 1, *, minutes: int = 60, by: Author = INES, **more) -> UUID:
    at = NOW - timedelta(minutes=minutes)
    finding = Finding(**{"number": number, "where": POINT, "way": "por la brecha, a pie", **more})
    return remains_actions.find_remains(finding, by=by, at=at, now=datetime.now(UTC)).subject


def row_of(subject: UUID) -> Remains:
    return Remains.objects.get(subject=subject)


def bodies(month: date = date(2026, 11, 1)) -> int:
    """Return what the official category of bodies is counted from."""
    return sum(row.people for row in facts_of_month("mx", month) if row.row == "B")


def tell(subject: UUID, minutes: int = 50, **more) -> None:
    told = {"to": "fiscalias-estatales", "how": ToldBy.TELEPHONE, "official": OFFICIAL, "by": INES, "now": NOW, **more}
    remains_steps.tell_prosecutor(remains=subject, at=NOW - timedelta(minutes=minutes), **told)


def come(subject: UUID, minutes: int = 40) -> None:
    remains_steps.prosecutor_came(remains=subject, official=OFFICIAL, by=INES, at=NOW - timedelta(minutes=minutes), now=NOW)


def hand(subject: UUID, minutes: int = 10, official: Official = OFFICIAL) -> None:
    remains_steps.hand_over_remains(remains=subject, official=official, by=INES, at=NOW - timedelta(minutes=minutes), now=NOW)


def write(subject: UUID, *seen: Seen, by: Author = INES) -> None:
    lines = seen or (Seen(what="Mochila azul", lay="a un metro, al norte"), Seen(what="Par de botas", count=2))
    belongings_actions.list_belongings(remains=subject, seen=lines, by=by, at=NOW)


class TestCountedOnce:
    """The encounter counts; the file makes it, or names it, and they agree."""

    def test_a_file_makes_the_encounter_that_counts_without_a_second_exact_place(self):
        made = row_of(found(2))
        met = Encounter.objects.get(subject=made.encounter)
        assert (met.people_met, met.bodies, met.municipality, met.h3_5[:2]) == (0, 2, made.municipality, "85")
        assert bodies() == 2
        assert whereabouts([met.subject, made.subject]) == {}, "the map of exact places knows neither"
        assert open_box(history(met.subject)[0].id, FieldClass.WHEREABOUTS) is None
        assert block_of(history(met.subject)[0].id) == block_of(history(made.subject)[0].id), "one act"

    def test_a_body_that_a_phone_counted_is_not_counted_again(self):
        met = record_meeting(Meeting(people_met=3, bodies=1), by=INES, at=NOW).subject
        assert [(row.subject, rest) for row, rest in lookups.without_file("piedras-negras", "mx", NOW)] == [(met, 1)]
        made = row_of(found(1, encounter=met))
        assert (made.encounter, bodies()) == (met, 1)
        assert lookups.without_file("piedras-negras", "mx", NOW) == []
        row_of(found(1, encounter=met))
        assert bodies() == 2, "a second one was found in the same meeting"
        assert Encounter.objects.get(subject=met).people_met == 3

    def test_one_of_three_that_were_counted_gets_its_file_and_three_stay(self):
        met = record_meeting(Meeting(people_met=0, bodies=3), by=INES, at=NOW).subject
        found(1, encounter=met)
        assert bodies() == 3
        assert [rest for _row, rest in lookups.without_file("piedras-negras", "mx", NOW)] == [2]

    def test_a_corrected_number_is_counted_anew(self):
        subject = found(1)
        for number, counts in ((3, 3), (2, 2)):
            remains_actions.correct_remains(subject, RemainsCorrected(number=number), by=INES, at=NOW, now=NOW)
            assert (row_of(subject).number, bodies()) == (number, counts)

    def test_a_file_that_is_withdrawn_counts_no_more_and_counts_again_when_it_is_put_back(self):
        subject = found(2)
        remains_actions.withdraw_remains(remains=subject, reason=WithdrawnRemains.NOT_HUMAN, by=INES, at=NOW)
        assert (row_of(subject).is_withdrawn, bodies(), Encounter.objects.get().is_withdrawn) == (True, 0, True)
        assert lookups.open_remains("piedras-negras", "mx") == []
        remains_actions.reinstate_remains(remains=subject, by=RAFAEL, at=NOW)
        assert (row_of(subject).is_withdrawn, bodies()) == (False, 2)

    def test_of_two_files_of_one_meeting_one_is_withdrawn_and_the_other_counts(self):
        met = record_meeting(Meeting(people_met=1, bodies=1), by=INES, at=NOW).subject
        first, second = found(1, encounter=met), found(1, encounter=met)
        remains_actions.withdraw_remains(remains=second, reason=WithdrawnRemains.TWICE, by=INES, at=NOW)
        assert bodies() == 1
        remains_actions.withdraw_remains(remains=first, reason=WithdrawnRemains.MISTAKE, by=INES, at=NOW)
        assert (bodies(), Encounter.objects.get(subject=met).is_withdrawn) == (0, False), "the living who were met stay"
        remains_actions.reinstate_remains(remains=first, by=INES, at=NOW)
        assert bodies() == 1

    def test_two_records_of_one_meeting_that_are_joined_count_once_and_ask_for_no_file(self):
        met = record_meeting(Meeting(people_met=1, bodies=1), by=INES, at=NOW).subject
        subject = found(1)
        assert bodies() == 2
        join_meetings(row_of(subject).encounter, into=met, by=RAFAEL, at=NOW)
        assert (bodies(), lookups.without_file("piedras-negras", "mx", NOW)) == (1, [])
        remains_actions.correct_remains(subject, RemainsCorrected(number=2), by=INES, at=NOW, now=NOW)
        assert bodies() == 2

    def test_a_meeting_with_living_people_that_somebody_withdrew_is_not_brought_back(self):
        met = record_meeting(Meeting(people_met=4, bodies=1), by=INES, at=NOW).subject
        subject = found(1, encounter=met)
        remains_actions.withdraw_remains(remains=subject, reason=WithdrawnRemains.MISTAKE, by=INES, at=NOW)
        withdraw_meeting(met, reason=WithdrawnFor.MISTAKE, by=INES, at=NOW)
        remains_actions.reinstate_remains(remains=subject, by=INES, at=NOW)
        assert Encounter.objects.get(subject=met).is_withdrawn
        with pytest.raises(errors.EncounterNotCounting):
            found(1, encounter=met)

    def test_what_another_one_changed_while_one_waited_for_the_turn_is_counted(self, turns):
        def three() -> None:
            remains_actions.correct_remains(subject, RemainsCorrected(number=3), by=RAFAEL, at=NOW, now=NOW)

        def put_back() -> None:
            remains_actions.reinstate_remains(remains=subject, by=RAFAEL, at=NOW)

        subject = found(1)
        turns.before = three
        remains_actions.correct_remains(subject, RemainsCorrected(circumstance="bones"), by=INES, at=NOW, now=NOW)
        assert (row_of(subject).number, bodies()) == (3, 3)
        turns.before = three
        remains_actions.correct_remains(subject, RemainsCorrected(number=2), by=INES, at=NOW, now=NOW)
        assert (row_of(subject).number, bodies()) == (2, 2)
        turns.before = three
        remains_actions.withdraw_remains(remains=subject, reason=WithdrawnRemains.TWICE, by=INES, at=NOW)
        assert (row_of(subject).is_withdrawn, bodies()) == (True, 0)
        turns.before = put_back
        with pytest.raises(errors.RemainsGone):
            remains_actions.reinstate_remains(remains=subject, by=INES, at=NOW)
        assert bodies() == 3

    def test_files_of_joined_records_of_one_meeting_wait_for_each_other(self, turns):
        met = record_meeting(Meeting(people_met=1, bodies=1), by=INES, at=NOW).subject
        first, second = found(1), found(1, encounter=met)
        join_meetings(row_of(first).encounter, into=met, by=RAFAEL, at=NOW)
        turns.names.clear()
        for subject in (first, second):
            remains_actions.correct_remains(subject, RemainsCorrected(number=2), by=INES, at=NOW, now=NOW)
            remains_actions.withdraw_remains(remains=subject, reason=WithdrawnRemains.TWICE, by=INES, at=NOW)
            remains_actions.reinstate_remains(remains=subject, by=INES, at=NOW)
        found(1, encounter=met)
        assert turns.names == [("bodies", str(met))] * 7

    def test_a_month_is_counted_alike_after_a_rebuild_and_a_practice_is_not_counted(self):
        found(2)
        shadow = Author(account="ines", group=shadow_of("piedras-negras"), country="mx", zone="America/Matamoros")
        found(5, by=shadow)
        before, rows = bodies(), list(Remains.objects.order_by("subject").values())
        rebuild()
        assert (bodies(), list(Remains.objects.order_by("subject").values())) == (before, rows)
        assert before == 2
        assert [one.number for one in lookups.open_remains(None, "mx")] == [2]

    def test_the_official_table_says_how_many_beside_its_total(self):
        from vereda.statistics import door as statistics

        met = record_meeting(Meeting(people_met=2, bodies=1), by=INES, at=NOW).subject
        found(1, encounter=met)
        found(2)
        asked = statistics.question(country="mx", from_on="2026-11-01", to_on="2026-11-30", outside=True)
        table = statistics.bulletin(asked)
        assert statistics.sheets.outside_csv_text(table) == "category,value\nBODY,3\n"
        assert table.total == 0, "no attention of anybody"


class TestHours:
    """What cannot be is refused, in one sentence, and writes nothing."""

    @pytest.mark.parametrize("number", [0, -1])
    def test_nobody_found_is_no_finding(self, number: int):
        with pytest.raises(errors.NoNumberOfRemains):
            found(number)
        assert LogEntry.objects.count() == 0

    def test_an_hour_that_has_not_come(self):
        with pytest.raises(errors.HourInTheFuture):
            found(minutes=-1)
        subject = found()
        with pytest.raises(errors.HourInTheFuture):
            tell(subject, -1)
        tell(subject)
        with pytest.raises(errors.HourInTheFuture):
            come(subject, -1)
        assert (row_of(subject).came_at, bodies()) == (None, 1)

    def test_told_before_the_finding_and_there_before_told(self):
        subject = found()
        with pytest.raises(errors.BeforeTheFinding):
            tell(subject, 61)
        with pytest.raises(errors.NotToldYet):
            come(subject)
        tell(subject, 50)
        with pytest.raises(errors.BeforeTheCall):
            come(subject, 51)
        with pytest.raises(errors.NotThereYet):
            hand(subject)
        come(subject, 40)
        with pytest.raises(errors.BeforeTheArrival):
            hand(subject, 41)
        with pytest.raises(errors.OfficialMissing):
            hand(subject, official=Official())
        hand(subject)
        row = row_of(subject)
        assert [int((NOW - one).total_seconds() / 60) for one in (row.told_at, row.came_at, row.handed_at)] == [50, 40, 10]

    def test_a_step_is_noted_once_and_taken_back_from_the_last(self):
        subject = found()
        tell(subject)
        with pytest.raises(errors.AlreadyNoted):
            tell(subject, 49)
        come(subject)
        with pytest.raises(errors.LaterStepStands):
            remains_steps.undo_step(remains=subject, step=RemainsStep.TOLD, by=INES, at=NOW)
        remains_steps.undo_step(remains=subject, step=RemainsStep.CAME, by=INES, at=NOW)
        remains_steps.undo_step(remains=subject, step=RemainsStep.TOLD, by=INES, at=NOW)
        with pytest.raises(errors.NotNoted):
            remains_steps.undo_step(remains=subject, step=RemainsStep.TOLD, by=INES, at=NOW)
        tell(subject, 30, to="", official=Official(unit="Fiscalía de Coahuila, Acuña"))
        row = row_of(subject)
        assert (row.told_to, lookups.official_of(row.told_box)["unit"]) == ("", "Fiscalía de Coahuila, Acuña")

    @pytest.mark.parametrize("to", ["", "inm", "nobody", "sedena"])
    def test_the_dead_are_told_to_a_prosecutor_of_the_pack_or_to_a_unit_in_words(self, to: str):
        subject = found()
        with pytest.raises(errors.ProsecutorUnknown):
            tell(subject, to=to, official=Official(name="X"))
        assert row_of(subject).told_at is None

    def test_a_finding_is_not_corrected_behind_the_call(self):
        subject = found()
        tell(subject)
        changes = RemainsCorrected(found_at=NOW - timedelta(minutes=45))
        with pytest.raises(errors.FoundAfterTheCall):
            remains_actions.correct_remains(subject, changes, by=INES, at=NOW, now=NOW)
        changes = RemainsCorrected(found_at=NOW - timedelta(minutes=55))
        remains_actions.correct_remains(subject, changes, by=INES, at=NOW, now=NOW)
        assert row_of(subject).found_at == NOW - timedelta(minutes=55)
        with pytest.raises(errors.NothingCorrected):
            remains_actions.correct_remains(subject, RemainsCorrected(), by=INES, at=NOW, now=NOW)

    def test_empty_words(self):
        subject = found()
        with pytest.raises(errors.CaseNumberEmpty):
            remains_steps.number_case(remains=subject, number="  ", by=INES, at=NOW)
        with pytest.raises(errors.MatchEmpty):
            remains_steps.note_match(remains=subject, report=" ", text="x", by=INES, at=NOW)
        with pytest.raises(errors.UntilIsPast):
            remains_steps.stay_with(remains=subject, who=["ines"], until=NOW, by=INES, at=NOW)
        with pytest.raises(errors.NoMatchNoted):
            remains_steps.give_match(remains=subject, to="Dra. Luna", by=INES, at=NOW, now=NOW)

    def test_nadia_does_nothing_with_a_file_of_another_group(self):
        subject = found()
        acts = (
            lambda: tell(subject, by=NADIA),
            lambda: remains_steps.number_case(remains=subject, number="1", by=NADIA, at=NOW),
            lambda: remains_steps.stay_with(remains=subject, who=[], until=None, by=NADIA, at=NOW),
            lambda: remains_steps.undo_step(remains=subject, step=RemainsStep.TOLD, by=NADIA, at=NOW),
            lambda: remains_steps.note_match(remains=subject, report="1", text="", by=NADIA, at=NOW),
            lambda: write(subject, by=NADIA),
            lambda: belongings_actions.nothing_to_see(remains=subject, by=NADIA, at=NOW),
            lambda: belongings_actions.countersign(remains=subject, version="", by=NADIA, at=NOW),
            lambda: remains_actions.correct_remains(subject, RemainsCorrected(number=9), by=NADIA, at=NOW, now=NOW),
            lambda: remains_actions.withdraw_remains(remains=subject, reason=WithdrawnRemains.TWICE, by=NADIA, at=NOW),
        )
        before = LogEntry.objects.count()
        for act in acts:
            with pytest.raises(errors.RemainsGone):
                act()
        with pytest.raises(errors.EncounterNotCounting):
            found(encounter=row_of(subject).encounter, by=NADIA)
        assert LogEntry.objects.count() == before
        assert lookups.remains(subject, "tapachula", "mx") is None


class TestBelongings:
    """One writes, another countersigns, the official signs."""

    def test_the_chain_from_one_hand_to_the_next(self):
        subject = found()
        with pytest.raises(errors.NothingToSign):
            belongings_actions.countersign(remains=subject, version="", by=RAFAEL, at=NOW)
        write(subject)
        row = row_of(subject)
        assert [lookups.words_of(row)[one[0]] for one in row.belongings] == [
            ("Mochila azul", "a un metro, al norte"),
            ("Par de botas", ""),
        ]
        assert [one[1] for one in row.belongings] == [1, 2]
        with pytest.raises(errors.SameHandCountersigns):
            belongings_actions.countersign(remains=subject, version=row.version, by=INES, at=NOW)
        with pytest.raises(errors.ListChanged):
            belongings_actions.countersign(remains=subject, version="0" * 16, by=RAFAEL, at=NOW)
        told = {"remains": subject, "version": row.version, "official": OFFICIAL, "by": INES, "at": NOW, "now": NOW}
        with pytest.raises(errors.NotThereYet):
            belongings_actions.receive_belongings(**told)
        tell(subject)
        come(subject)
        with pytest.raises(errors.NotCountersigned):
            belongings_actions.receive_belongings(**told)
        belongings_actions.countersign(remains=subject, version=row.version, by=RAFAEL, at=NOW)
        with pytest.raises(errors.AlreadyNoted):
            belongings_actions.countersign(remains=subject, version=row.version, by=JULIA, at=NOW)
        with pytest.raises(errors.OfficialMissing):
            belongings_actions.receive_belongings(**{**told, "official": Official()})
        with pytest.raises(errors.BeforeTheArrival):
            belongings_actions.receive_belongings(**{**told, "at": NOW - timedelta(minutes=41)})
        belongings_actions.receive_belongings(**told)
        row = row_of(subject)
        assert (row.signed[1], row.received, lookups.official_of(row.received_box)["name"]) == (
            "rafael",
            row.version,
            OFFICIAL.name,
        )

    def test_a_file_is_open_until_the_dead_and_their_belongings_are_received(self):
        subject = found()
        tell(subject)
        come(subject)
        write(subject)
        hand(subject)
        assert [one.subject for one in lookups.open_remains("piedras-negras", "mx")] == [subject]
        version = row_of(subject).version
        belongings_actions.countersign(remains=subject, version=version, by=RAFAEL, at=NOW)
        belongings_actions.receive_belongings(remains=subject, version=version, official=OFFICIAL, by=INES, at=NOW, now=NOW)
        assert lookups.open_remains("piedras-negras", "mx") == []

    def test_a_line_said_again_or_taken_away_asks_for_another_countersignature(self):
        subject = found()
        write(subject)
        belongings_actions.countersign(remains=subject, version=row_of(subject).version, by=RAFAEL, at=NOW)
        line = UUID(row_of(subject).belongings[0][0])
        write(subject, Seen(line=line, what="Mochila negra"), by=RAFAEL)
        row = row_of(subject)
        assert (row.signed, lookups.words_of(row)[str(line)]) == ([], ("Mochila negra", ""))
        with pytest.raises(errors.SameHandCountersigns):
            belongings_actions.countersign(remains=subject, version=row.version, by=RAFAEL, at=NOW)
        with pytest.raises(errors.SameHandCountersigns):
            belongings_actions.countersign(remains=subject, version=row.version, by=INES, at=NOW)
        belongings_actions.countersign(remains=subject, version=row.version, by=JULIA, at=NOW)
        belongings_actions.withdraw_belonging(remains=subject, line=line, by=INES, at=NOW)
        assert row_of(subject).signed == []
        with pytest.raises(errors.BelongingGone):
            belongings_actions.withdraw_belonging(remains=subject, line=line, by=INES, at=NOW)
        with pytest.raises(errors.BelongingGone):
            write(subject, Seen(line=uuid4(), what="x"))

    def test_who_takes_the_money_away_does_not_countersign_what_is_left(self):
        subject = found()
        tell(subject)
        come(subject)
        write(subject, Seen(what="Mochila azul"), Seen(what="3000 pesos en billetes"))
        line = UUID(row_of(subject).belongings[1][0])
        belongings_actions.withdraw_belonging(remains=subject, line=line, by=RAFAEL, at=NOW)
        row = row_of(subject)
        assert [(one[0], one[2]) for one in row.taken_off] == [(str(line), "rafael")]
        assert belongings_actions.writers_of(row) == {"ines", "rafael"}
        with pytest.raises(errors.SameHandCountersigns):
            belongings_actions.countersign(remains=subject, version=row.version, by=RAFAEL, at=NOW)
        record(BelongingsCountersigned(listed=row.version), subject=subject, by=RAFAEL, at=NOW)
        assert row_of(subject).signed == [], "nor when it comes past the action"
        belongings_actions.countersign(remains=subject, version=row.version, by=JULIA, at=NOW)
        belongings_actions.receive_belongings(remains=subject, version=row.version, official=OFFICIAL, by=INES, at=NOW, now=NOW)
        left = UUID(row.belongings[0][0])
        with pytest.raises(errors.LaterStepStands):
            belongings_actions.withdraw_belonging(remains=subject, line=left, by=INES, at=NOW)
        assert len(row_of(subject).belongings) == 1

    def test_after_the_official_signed_nothing_is_written_before_the_signature_is_taken_back(self):
        subject = found()
        tell(subject)
        come(subject)
        write(subject, Seen(what="Mochila azul"))
        version, line = row_of(subject).version, UUID(row_of(subject).belongings[0][0])
        belongings_actions.countersign(remains=subject, version=version, by=RAFAEL, at=NOW)
        belongings_actions.receive_belongings(remains=subject, version=version, official=OFFICIAL, by=INES, at=NOW, now=NOW)
        for more in (Seen(what="3000 pesos en billetes"), Seen(line=line, what="Mochila azul, vacía")):
            with pytest.raises(errors.LaterStepStands):
                write(subject, more)
        with pytest.raises(errors.LaterStepStands):
            belongings_actions.nothing_to_see(remains=subject, by=INES, at=NOW)
        assert (row_of(subject).version, row_of(subject).received) == (version, version)
        remains_steps.undo_step(remains=subject, step=RemainsStep.RECEIVED, by=INES, at=NOW)
        write(subject, Seen(what="3000 pesos en billetes"))
        assert (len(row_of(subject).belongings), row_of(subject).received_at) == (2, None)

    def test_a_file_does_not_close_quietly_when_the_only_line_is_taken_away(self):
        subject = found()
        tell(subject)
        come(subject)
        write(subject, Seen(what="3000 pesos en billetes"))
        hand(subject)
        line = UUID(row_of(subject).belongings[0][0])
        belongings_actions.withdraw_belonging(remains=subject, line=line, by=RAFAEL, at=NOW)
        assert [one.subject for one in lookups.open_remains("piedras-negras", "mx")] == [subject]
        owed = lookups.owed(row_of(subject), NOW + timedelta(hours=1))
        assert [(what.value, since) for what, since in owed] == [("countersign", NOW)]
        belongings_actions.nothing_to_see(remains=subject, by=JULIA, at=NOW)
        with pytest.raises(errors.SameHandCountersigns):
            belongings_actions.countersign(remains=subject, version=row_of(subject).version, by=RAFAEL, at=NOW)

    def test_nothing_to_be_seen_is_signed_as_well(self):
        subject = found()
        belongings_actions.nothing_to_see(remains=subject, by=INES, at=NOW)
        belongings_actions.countersign(remains=subject, version=row_of(subject).version, by=RAFAEL, at=NOW)
        assert row_of(subject).signed[1] == "rafael"
        write(subject)
        assert (row_of(subject).signed, row_of(subject).nothing) == ([], [])
        with pytest.raises(errors.BelongingsThere):
            belongings_actions.nothing_to_see(remains=subject, by=INES, at=NOW)

    def test_a_list_is_as_long_as_the_sheet_and_not_empty(self):
        subject = found()
        with pytest.raises(errors.BelongingsEmpty):
            write(subject, Seen(what="  "))
        write(subject, *(Seen(what=f"Cosa {n}") for n in range(24)))
        with pytest.raises(errors.BelongingsTooMany) as raised:
            write(subject, Seen(what="Una más"))
        assert raised.value.details == {"most": 24, "n": 25}


class TestSealed:
    """Where, who and what is in boxes; the note for the forensic service in a box of its own class."""

    def test_no_clear_body_holds_a_place_a_name_a_number_of_a_file_or_a_belonging(self):
        subject = found()
        tell(subject)
        come(subject)
        remains_steps.number_case(remains=subject, number="CI-2026/00417", by=INES, at=NOW)
        write(subject)
        remains_steps.note_match(remains=subject, report="B-0099", text="La playera del reporte", by=INES, at=NOW)
        remains_steps.give_match(remains=subject, to="Dra. Luna", by=RAFAEL, at=NOW, now=NOW)
        clear = b"".join(bytes(one.body) for one in LogEntry.objects.all()).decode()
        for sealed in ("Víbora", "28.71", "brecha", "Marcela", "Unidad", "CI-2026", "Mochila", "B-0099", "playera", "Luna"):
            assert sealed not in clear, sealed
        row = row_of(subject)
        assert lookups.case_of(row) == "CI-2026/00417"
        assert lookups.matches_of(row) == [("B-0099", "La playera del reporte", NOW, "ines")]
        for column in ("Víbora", "Marcela", "CI-2026", "Mochila", "B-0099"):
            assert column not in str(Remains.objects.values()), "the read model holds ids of entries"

    def test_the_place_of_the_dead_outlives_the_seven_days_and_goes_with_the_file(self, clock):
        row = row_of(found())
        clock.move_to(NOW + timedelta(days=30))
        forget_whereabouts(now=datetime.now(UTC))
        assert lookups.place_of(row) == {
            "lat": 28.7123, "lon": -100.5234, "accuracy_m": 8, "place": "arroyo de la Víbora", "way": "por la brecha, a pie",
        }  # fmt: skip
        clock.move_to(NOW + timedelta(days=1824))
        forget_kept(now=datetime.now(UTC))
        assert lookups.place_of(row)
        clock.move_to(NOW + timedelta(days=1826))
        assert forget_kept(now=datetime.now(UTC)) == 1
        assert lookups.place_of(row) == {}
        assert (row_of(row.subject).municipality, bodies()) == (row.municipality, 1), "day, municipality and number stay"

    def test_an_hour_of_the_finding_that_is_of_the_future_keeps_no_file_for_ever(self, clock):
        row = row_of(found())
        wrong = RemainsCorrected(found_at=NOW + timedelta(days=40_000))
        record(wrong, subject=row.subject, by=INES, at=NOW)
        assert row_of(row.subject).found_at > NOW + timedelta(days=39_000)
        clock.move_to(NOW + timedelta(days=1824))
        assert list(lookups.kept_too_long(datetime.now(UTC))) == []
        clock.move_to(NOW + timedelta(days=1826))
        assert list(lookups.kept_too_long(datetime.now(UTC))) == [row.subject]
        assert forget_kept(now=datetime.now(UTC)) == 1
        assert lookups.place_of(row) == {}

    def test_a_place_that_is_said_again_stands_for_the_one_before(self):
        subject = found()
        again = Where(kind=PlaceKind.POINT, lat=28.8, lon=-100.6)
        remains_actions.correct_remains(subject, RemainsCorrected(), by=INES, at=NOW, now=NOW, where=again, way="por el río")
        assert lookups.place_of(row_of(subject)) == {"lat": 28.8, "lon": -100.6, "way": "por el río"}

    def test_a_forensic_note_rings_nobody(self):
        subject = found()
        before = rescue.open_alerts("piedras-negras", "mx")
        remains_steps.note_match(remains=subject, report="B-0099", text="", by=INES, at=NOW)
        assert rescue.open_alerts("piedras-negras", "mx") == before
        assert LogEntry.objects.filter(kind__startswith="messages.").count() == 0


def test_what_is_owed_comes_with_the_hours_and_goes_when_it_is_done(clock):
    subject = found()

    def owed(hours: float) -> list[str]:
        clock.move_to(NOW + timedelta(hours=hours))
        return [what.value for what, _since in lookups.owed(row_of(subject), datetime.now(UTC))]

    assert owed(-0.6) == []
    assert owed(0) == ["tell"]
    tell(subject)
    assert owed(0) == []
    assert owed(2.2) == ["come"]
    remains_steps.stay_with(remains=subject, who=["ines"], until=NOW + timedelta(hours=2.5), by=INES, at=NOW)
    assert owed(2.6) == ["come", "relieve"]
    come(subject)
    assert owed(2.6) == ["relieve"]
    remains_steps.stay_with(remains=subject, who=[], until=None, by=INES, at=NOW)
    assert owed(2.6) == []


def test_each_error_is_one_sentence_that_says_what_to_do():
    said = [
        one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, FieldError) and one is not FieldError
    ]
    assert len(said) > 20
    assert all(one.hint.endswith(".") and len(one.hint) > 25 for one in said)


def test_an_encounter_of_another_group_stays_as_it_is():
    subject = found()
    assert encounter(row_of(subject).encounter, ["tapachula"], "mx") is None
