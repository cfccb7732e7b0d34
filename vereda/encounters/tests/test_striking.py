"""'Strike it': the tally stays and counts, what could tell of a person is forgotten, in whatever order the entries come."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations
from typing import Any

from vereda.encounters import facts, rules
from vereda.encounters.entries import Corrected, Line, Recorded, Service, Struck
from vereda.logbook.entries import Payload
from vereda.logbook.registry import SubjectRef
from vereda.logbook.rules.fold import BoxRef, Entry, fold_all
from vereda.logbook.words import FieldClass

SUBJECT = "018d56aa-0700-772b-a5c7-0d28118edad0"
PERSON = "018d56aa-0700-772b-a5c7-0d28118edaff"
REF = SubjectRef("encounter", "piedras-negras", "mx")
SEALED = [BoxRef(SUBJECT, FieldClass.FREE_TEXT, 1, "a" * 64), BoxRef(SUBJECT, FieldClass.WHEREABOUTS, 1, "b" * 64)]


def entry(number: int, payload: Payload, author: str = "ines", boxes: list[BoxRef] = [], seen: tuple[str, ...] = ()) -> Entry:  # noqa: B006
    at = datetime(2026, 11, 20, 12, number, tzinfo=UTC)
    return Entry(
        id=f"018d56aa-0700-772b-a5c7-{number:012d}",
        kind=payload.kind,
        payload=payload,
        subject=SUBJECT,
        seen=seen,
        clock=f"{number:016x}",
        group="piedras-negras",
        country="mx",
        author=author,
        reported_by=author,
        channel="phone",
        device="phone-1",
        occurred_at=at,
        local_on=at.date(),
        boxes=boxes,
    )


def met() -> Entry:
    line = Line(line_id="a", count=2, nationality="HN", persons=[PERSON])
    return entry(1, Recorded(people_met=2, lines=[line], services=[Service(service="WATER")]), boxes=SEALED)


def folded(*entries: Entry) -> dict[str, Any]:  # Any: JSON of a state
    return fold_all(entries, rules.start, rules.step).state


def test_the_tally_stays_and_names_note_and_exact_place_go():
    state = folded(met(), entry(2, Struck(), seen=(met().id,)))
    assert rules.is_struck(state)
    assert (rules.people_of(state), rules.services_of(state)) == (2, {"WATER": None})
    assert rules.lines_of(state) == {"a": {"count": 2, "nationality": "HN"}}
    assert rules.persons_of(state) == []
    assert not {"note", "where"} & set(state["fields"])
    assert rules.is_counted(state)


def test_it_counts_as_before():
    before = list(facts.facts(SUBJECT, folded(met()), REF))
    after = list(facts.facts(SUBJECT, folded(met(), entry(2, Struck(), seen=(met().id,))), REF))
    assert before
    assert [(row.row, row.people, row.services, row.categories) for row in before] == [
        (row.row, row.people, row.services, row.categories) for row in after
    ]


def test_every_order_of_arrival_ends_alike_also_when_the_strike_comes_first_or_a_note_follows_it():
    def made() -> list[Entry]:
        again = Line(line_id="a", count=3, nationality="HN", persons=[PERSON])
        return [met(), entry(2, Struck()), entry(3, Corrected(lines=[again]), boxes=SEALED, author="rafael")]

    states = []
    for order in permutations(range(3)):
        entries = made()
        states.append(folded(*(entries[place] for place in order)))
    assert all(state == states[0] for state in states)
    assert rules.persons_of(states[0]) == []
    assert not {"note", "where"} & set(states[0]["fields"])


def test_who_did_not_write_it_strikes_nothing():
    state = folded(met(), entry(2, Struck(), author="rafael", seen=(met().id,)))
    assert not rules.is_struck(state)
    assert {"note", "where"} <= set(state["fields"])
    assert rules.persons_of(state) == [PERSON]
