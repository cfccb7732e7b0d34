"""Legal help at the encounter: counted once for each person, as advice and no more, and nobody is refused for a number."""

from __future__ import annotations

from uuid import UUID

import pytest

from vereda.legal import errors
from vereda.legal.tests.asking import Desk, met
from vereda.legal.words import Answer, CaseKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


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
