"""No kind that the desk keeps for the coordination may be written in an agent's name from outside: each says what it demands."""

from __future__ import annotations

import pytest

from tests.guarded import rights_by_kind
from vereda.access.rules.policy import holds_over_group
from vereda.access.words import Action, Part, RecordClass, Role
from vereda.logbook.entries import Payload
from vereda.logbook.registry import kinds
from vereda.logbook.words import Demand

NOT_DEMANDED = {
    "access.agent_removed": "takes a right away: a lost phone must not go on until somebody has looked",
    "access.device_revoked": "takes a right away: a lost phone must not go on until somebody has looked",
    "access.read_on_device": "what somebody saw on her own phone; the pages that let entries in copy it to the log of reads",
    "encounters.struck": "'strike it' is its author's own; the pages that let entries in finish what was struck",
    "logbook.conflict_resolved": "phones show what the own group wrote differently, and whoever is there says which is right",
    "logbook.subject_erased": "of a post only 'strike it' by its author (limiting.py); more waits for headquarters",
}

NO_PAGE = {
    "access.device_reported_lost": "the phone says so itself",
    "access.device_wiped": "the phone says so itself",
    "encounters.line_recorded": "a line of a file that is read in",
    "messages.text_received": "the gateway of text messages",
    "protection.child_rang": "the clock",
    "rescue.alert_rang": "the clock",
    "rescue.overdue_rang": "the clock",
    "rescue.post_fell_silent": "the clock",
    "safety.danger_raised": "the clock",
    "safety.warning_told": "read from what an authority sent",
    "surveys.photo_added": "a program that sends by OpenRosa",
    "training.arrived": "the phone takes the code of the day",
}
"""Kinds that come from a phone or a post and that no page writes: who does."""


def from_outside() -> list[type[Payload]]:
    """Return the kinds that a phone or the desk of a post may bring; of the others none is taken from outside."""
    return [kind for kind in kinds() if kind.from_devices or kind.from_posts]


def agent_may(asked: Demand) -> bool:
    return holds_over_group(Role.AGENT, *asked)


def test_each_kind_that_the_desk_keeps_from_an_agent_says_what_it_demands() -> None:
    rights = rights_by_kind()
    kept = {kind.kind: kind for kind in from_outside() if rights.get(kind.kind) and not any(map(agent_may, rights[kind.kind]))}
    silent = sorted(name for name, kind in kept.items() if kind.demands is None and name not in NOT_DEMANDED)
    assert not silent, f"the desk keeps these from an agent, and whoever forges an entry does not: {silent}"


def test_what_a_kind_demands_is_what_its_page_asks_for() -> None:
    rights = rights_by_kind()
    asked = {kind.kind: kind.demands for kind in from_outside() if kind.demands}
    wrong = {name: (one, rights.get(name)) for name, one in asked.items() if name in rights and one not in rights[name]}
    assert not wrong
    words = set(RecordClass), set(Action), set(Part)
    unknown = {one for one in asked.values() if any(word not in known for word, known in zip(one, words, strict=True))}
    assert not unknown


def test_no_reason_stands_for_a_kind_that_is_not_kept_any_more() -> None:
    rights, there = rights_by_kind(), {kind.kind: kind for kind in from_outside()}
    assert set(NOT_DEMANDED) <= set(there)
    assert not {name for name in NOT_DEMANDED if there[name].demands}
    assert not {name for name in NOT_DEMANDED if any(map(agent_may, rights[name]))} - {"logbook.subject_erased"}


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("tracing.wish_said", Demand("K6", "write")),
        ("groups.call_number_kept", Demand("K10", "write", "group_users")),
        ("safety.warning_given", Demand("K1", "approve")),
        ("encounters.joined", Demand("K1", "approve")),
        ("people.erasure_declined", Demand("K2", "approve")),
    ],
)
def test_the_walk_finds_the_right_that_a_page_asks_for(kind: str, asked: Demand) -> None:
    """Else the first test would hold of a walk that finds nothing."""
    assert rights_by_kind()[kind] == {asked}


def test_the_walk_finds_every_kind_that_comes_from_outside_but_those_that_no_page_writes() -> None:
    """By name, and not by a share of them: a kind whose page the walk loses would be held to nothing."""
    unseen = {kind.kind for kind in from_outside()} - set(rights_by_kind())
    assert unseen == set(NO_PAGE)
