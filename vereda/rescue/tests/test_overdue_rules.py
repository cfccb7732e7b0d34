"""When a team must be heard and when it rings, worked by hand; nothing that a clock claims of the future silences it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from vereda.rescue.rules.overdue import (
    Watched,
    hear_by,
    is_overdue,
    overdue_text,
    rings_from,
    silent_text,
    steps_due,
    went_silent,
)
from vereda.rescue.rules.team import rung
from vereda.rescue.words import OverdueStep

LEFT = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
FIRST, AGAIN, HEADQUARTERS = OverdueStep


def at(minutes: float) -> datetime:
    return LEFT + timedelta(minutes=minutes)


def team(*heard: float, seen: tuple[float, ...] = (), every: int = 60, grace: int = 10) -> Watched:
    return Watched(LEFT, [at(one) for one in heard], [at(one) for one in seen], every, grace)


def test_a_team_is_heard_each_hour_and_is_overdue_when_the_grace_is_over():
    assert hear_by(team(), at(5)) == at(60)
    assert not is_overdue(team(), at(69.9))
    assert is_overdue(team(), at(70))
    assert hear_by(team(20, 50), at(51)) == at(110)
    assert not is_overdue(team(20, 50), at(119))
    assert is_overdue(team(50, 20), at(120)), "the last word counts, in whichever order they are listed"


def test_a_word_from_before_the_departure_is_none_and_one_of_the_future_neither():
    assert hear_by(team(-30), at(5)) == at(60)
    assert is_overdue(team(5000), at(70)), "a phone whose clock is days ahead does not silence the watch"
    assert not is_overdue(team(75), at(70)), "five minutes ahead is a clock, and the team was heard"


def test_it_rings_in_three_steps_and_each_once():
    nobody = team()
    assert steps_due(nobody, set(), "post", at(69)) == []
    assert steps_due(nobody, set(), "post", at(70)) == [FIRST]
    rang = {rung(at(70), FIRST, "post")}
    assert steps_due(nobody, rang, "post", at(74)) == []
    assert steps_due(nobody, rang, "post", at(75)) == [AGAIN]
    assert steps_due(nobody, rang, "post", at(80)) == [AGAIN, HEADQUARTERS]
    assert steps_due(nobody, rang, "central", at(70)) == [FIRST], "headquarters counts its own"


def test_who_reads_it_stops_it_and_it_rings_again_after_one_more_interval_without_a_word():
    read = team(seen=(72,))
    assert steps_due(read, {rung(at(70), FIRST, "post")}, "post", at(90)) == []
    assert rings_from(read, at(90)) == at(132)
    assert steps_due(read, {rung(at(70), FIRST, "post")}, "post", at(132)) == [FIRST]
    assert is_overdue(read, at(90)), "it is still not heard, and the page says so"
    heard = team(100, seen=(72,))
    assert rings_from(heard, at(101)) == at(170)
    assert steps_due(heard, set(), "post", at(169)) == []


@given(
    heard=st.lists(st.integers(-600, 6000), max_size=6),
    every=st.integers(5, 300),
    grace=st.integers(0, 60),
    now=st.integers(0, 3000),
)
def test_without_anybody_reading_it_a_silent_team_always_rings(heard: list[int], every: int, grace: int, now: int):
    watched = team(*heard, every=every, grace=grace)
    last = max([one for one in heard if 0 < one <= now], default=0)
    ahead = any(now < one <= now + 10 for one in heard)
    if now - last >= every + grace and not ahead:
        assert FIRST in steps_due(watched, set(), "central", at(now))


def test_a_post_is_silent_after_a_quarter_of_an_hour_once_and_anew_after_it_spoke():
    assert went_silent(None, [], at(500)) is None, "a post without a machine of its own cannot fall silent"
    assert went_silent(at(0), [], at(14)) is None
    assert went_silent(at(0), [], at(15)) == at(0)
    assert went_silent(at(0), [at(0).isoformat()], at(300)) is None
    assert went_silent(at(400), [at(0).isoformat()], at(420)) == at(400)


def test_the_messages_name_mission_and_call_sign_and_no_place():
    said = overdue_text(group="Grupo Beta Piedras Negras", folio="PN-7", sign="Lobo 2", due="04:00", step=AGAIN)
    assert said == (
        "VEREDA Grupo Beta Piedras Negras: mision PN-7, Lobo 2 no se reporto a las 04:00. SIN LEER. Responda en el tablero."
    )
    assert len(said) <= 160
    assert len(silent_text(group="Grupo Beta Piedras Negras", folio="PIE-1125-0300", since="04:00")) <= 160
