"""Who was told what: added, never doubled; the matching service at the encounter; the month against a table made by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from uuid import UUID, uuid4

import pytest

from vereda.encounters.door import Encounter, Line, Meeting, Service, Where, record_meeting, services_of, withdraw_meeting
from vereda.encounters.words import WithdrawnFor
from vereda.guidance import door
from vereda.guidance.door import Cell, ToldTopic
from vereda.guidance.entries.told import PeopleTold, TellingWithdrawn
from vereda.guidance.errors import told as errors
from vereda.guidance.errors.text import LanguageUnknown, TopicUnknown
from vereda.guidance.models.told import ToldRow
from vereda.guidance.rules import told as rules
from vereda.guidance.tests.test_text_rules import entry
from vereda.logbook.door import rebuild, record, subject
from vereda.logbook.models import LogEntry
from vereda.logbook.rules.fold import fold_all
from vereda.logbook.tests.pens import author
from vereda.practice import shadow_of

INES, NADIA = author("ines", "desk"), author("nadia", "desk", group="tapachula")
NOW = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
HEAT, RIVER, ASYLUM = (ToldTopic(topic=code, language="spa") for code in ("heat", "river", "asylum"))


def told(people: int = 3, topics=(HEAT,), by=INES, at: datetime = NOW, **rest):
    return door.tell_people(people=people, topics=list(topics), by=by, at=at, **rest)


def met(people: int = 5, services=(), by=INES, lines=(), municipality: str = "05025", at: datetime = NOW) -> UUID:
    where = Where(state="MX-COA", municipality=municipality)
    meeting = Meeting(people_met=people, services=services, lines=lines, where=where)
    return record_meeting(meeting, by=by, at=at, now=at + timedelta(minutes=1)).subject


def held(encounter: UUID) -> dict[str, int | None]:
    found = subject(encounter)
    assert found
    return dict(services_of(found.folded.state))


def test_a_telling_folds_the_same_in_any_order_and_what_was_withdrawn_stays_so():
    payload = PeopleTold(people=2, topics=[HEAT])
    entries = [entry(1, payload), entry(2, TellingWithdrawn(), seen=(1,))]
    states = [fold_all(list(order), rules.start, rules.step).state for order in permutations(entries)]
    assert states[0] == states[1]


def test_the_figure_adds_and_leaves_out_nobody():
    rows = [
        ToldRow(topic="heat", language="spa", municipality="05025", people=3),
        ToldRow(topic="heat", language="spa", municipality="05025", people=4),
        ToldRow(topic="heat", language="hat", municipality="", people=1),
    ]
    assert rules.figure(rows) == [Cell("heat", "hat", "", 1), Cell("heat", "spa", "05025", 7)]


@pytest.mark.django_db
@pytest.mark.storage
class TestActs:
    """With the logbook."""

    def test_the_month_agrees_with_a_table_made_by_hand(self):
        day = timedelta(days=1)
        first = datetime(2026, 11, 1, 18, 0, tzinfo=UTC)
        told(3, [HEAT, RIVER], at=first, municipality="05025")
        told(2, [HEAT], at=first + 3 * day, municipality="05025")
        told(4, [ToldTopic(topic="heat", language="hat")], at=first + 4 * day, municipality="05025")
        told(1, [ASYLUM], at=first + 5 * day)
        told(6, [HEAT], by=NADIA, at=first + 6 * day, municipality="07089")
        told(9, [HEAT], at=first - day, municipality="05025")  # October
        told(9, [HEAT], at=datetime(2026, 12, 1, 7, 0, tzinfo=UTC), municipality="05025")  # 1:00 of December at the post
        told(8, [HEAT], at=datetime(2026, 12, 1, 5, 0, tzinfo=UTC), municipality="05025")  # 23:00 of 30 November there
        told(7, [HEAT], by=author("ines", "desk", group=shadow_of("piedras-negras")), at=first)  # a practice
        mistake = told(5, [RIVER], at=first, municipality="05025").subject
        door.withdraw_telling(telling=mistake, by=INES, at=NOW)
        # topic   language  municipality  people
        hand = [
            Cell("asylum", "spa", "", 1),
            Cell("heat", "hat", "05025", 4),
            Cell("heat", "spa", "05025", 3 + 2 + 8),
            Cell("heat", "spa", "07089", 6),
            Cell("river", "spa", "05025", 3),
        ]
        assert door.people_told("mx", date(2026, 11, 1)) == hand
        own = [one for one in hand if one.municipality != "07089"]
        assert door.people_told("mx", date(2026, 11, 1), ["piedras-negras"]) == own
        assert door.people_told("mx", date(2026, 11, 1), ["tapachula"]) == [Cell("heat", "spa", "07089", 6)]
        before = list(ToldRow.objects.order_by("subject", "topic").values_list("subject", "topic", "people", "local_on"))
        rebuild()
        assert list(ToldRow.objects.order_by("subject", "topic").values_list("subject", "topic", "people", "local_on")) == before

    def test_the_service_is_written_into_the_encounter_in_the_same_block(self):
        encounter = met()
        made = told(3, [HEAT, RIVER, ASYLUM], encounter=encounter)
        assert held(encounter) == {"ORIENT_DANGERS": 3, "ORIENT_RIGHTS": 3}
        row = ToldRow.objects.filter(topic="heat").get()
        assert (row.municipality, row.encounter, row.people) == ("05025", encounter, 3)
        assert row.local_on == Encounter.objects.get(subject=encounter).local_on
        written = LogEntry.objects.filter(subject__in=[encounter, made.subject]).order_by("clock")
        assert [one.kind for one in written] == ["encounters.recorded", "guidance.people_told", "encounters.corrected"]

    def test_what_the_encounter_holds_already_is_not_written_again(self):
        everybody = met(services=[Service(service="ORIENT_DANGERS")])
        told(3, [HEAT], encounter=everybody)
        assert held(everybody) == {"ORIENT_DANGERS": None}
        some = met(services=[Service(service="ORIENT_DANGERS", people=2)], at=NOW - timedelta(hours=2))
        told(2, [HEAT], encounter=some)
        assert held(some) == {"ORIENT_DANGERS": 2}
        told(4, [RIVER], encounter=some)
        assert held(some) == {"ORIENT_DANGERS": 4}, "for as many as the largest telling says, and nobody twice"

    def test_withdrawn_it_takes_back_what_it_wrote_and_no_more(self):
        encounter = met(services=[Service(service="ORIENT_DANGERS", people=1), Service(service="WATER")])
        small, large = told(2, [HEAT], encounter=encounter), told(4, [RIVER, ASYLUM], encounter=encounter)
        assert held(encounter) == {"ORIENT_DANGERS": 4, "ORIENT_RIGHTS": 4, "WATER": None}
        door.withdraw_telling(telling=large.subject, by=INES, at=NOW)
        assert held(encounter) == {"ORIENT_DANGERS": 2, "WATER": None}
        door.withdraw_telling(telling=small.subject, by=INES, at=NOW)
        assert held(encounter) == {"ORIENT_DANGERS": 1, "WATER": None}, "what the agent wrote stands"
        with pytest.raises(errors.TellingGone):
            door.withdraw_telling(telling=small.subject, by=INES, at=NOW)

    def test_a_telling_at_an_encounter_that_was_withdrawn_counts_no_more(self):
        encounter = met()
        told(3, [HEAT], encounter=encounter)
        assert door.people_told("mx", date(2026, 11, 1)) != []
        withdraw_meeting(encounter, reason=WithdrawnFor.TWICE, by=INES, at=NOW)
        assert door.people_told("mx", date(2026, 11, 1)) == []
        with pytest.raises(errors.EncounterGone):
            told(1, [HEAT], encounter=encounter)

    def test_what_cannot_be_is_refused_and_nothing_is_written(self):
        encounter = met(2)
        lines = met(2, lines=[Line(line_id="a", count=1, services=["ORIENT_DANGERS"])], at=NOW - timedelta(hours=3))
        before = LogEntry.objects.count()
        for error, act in (
            (errors.NobodyTold, lambda: told(0)),
            (errors.NothingTold, lambda: told(1, [])),
            (TopicUnknown, lambda: told(1, [ToldTopic(topic="nada", language="spa")])),
            (LanguageUnknown, lambda: told(1, [ToldTopic(topic="heat", language="xxx")])),
            (errors.TooManyTopics, lambda: told(1, [HEAT] * 61)),
            (errors.MoreThanMet, lambda: told(3, encounter=encounter)),
            (errors.EncounterGone, lambda: told(1, encounter=encounter, by=NADIA)),
            (errors.EncounterGone, lambda: told(1, encounter=uuid4())),
            (errors.ServiceOnLines, lambda: told(2, encounter=lines)),
        ):
            with pytest.raises(error):
                act()
        assert LogEntry.objects.count() == before

    def test_another_group_withdraws_nothing(self):
        made = told()
        with pytest.raises(errors.TellingGone):
            door.withdraw_telling(telling=made.subject, by=NADIA, at=NOW)
        assert door.people_told("mx", date(2026, 11, 1)) == [Cell("heat", "spa", "", 3)]

    def test_what_a_phone_wrote_counts_by_itself_and_an_encounter_that_has_not_arrived_is_no_hindrance(self):
        payload = PeopleTold(people=2, topics=[ToldTopic(topic="heat", language="mam")], encounter=uuid4(), municipality="05025")
        record(payload, by=author("ines", "phone-1"), at=NOW)
        assert door.people_told("mx", date(2026, 11, 1)) == [Cell("heat", "mam", "05025", 2)]
