"""Merging and taking back, over random histories: what was taken back is as if it had never been, and order does not matter."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from vereda.logbook.rules.fold import fold_all, fold_one
from vereda.logbook.schema import Entry, Folded, Payload
from vereda.people.entries.link import LinkDecided, LinkUndone
from vereda.people.entries.person import PersonDescribed, PersonMet
from vereda.people.rules import links, person
from vereda.people.rules.clusters import MOST, Clusters, Tie, clusters
from vereda.people.words import LinkSays, UndoneFor

AT = datetime(2026, 11, 13, 9, 0, tzinfo=UTC)
PEOPLE = tuple(UUID(int=(0x19A7C000000 + n) << 80 | 0x7000 << 64 | 0x8000000000000000 | n) for n in range(1, 6))
SAME, DIFFERENT, UNSURE = LinkSays


def entry(id_: str, subject: UUID, payload: Payload, *, seen: Sequence[str] = (), n: int = 0, author: str = "gabriel") -> Entry:
    at = AT + timedelta(minutes=n)
    return Entry(
        id=id_, kind=payload.kind, payload=payload, subject=str(subject), seen=list(seen), clock=f"{n:016x}", group="central",
        country="mx", author=author, reported_by=author, channel="desk", device="desk", occurred_at=at, local_on=at.date(),
    )  # fmt: skip


def decided(one: UUID, other: UUID, says: LinkSays, id_: str, **rest: Any) -> Entry:  # Any: as `entry`
    left, right = links.pair(one, other)
    return entry(id_, links.link_of(one, other), LinkDecided(left=left, right=right, says=says), **rest)


def undone(one: UUID, other: UUID, what: str, id_: str, **rest: Any) -> Entry:  # Any: as `entry`
    return entry(id_, links.link_of(one, other), LinkUndone(undoes=[UUID(what)], reason=UndoneFor.SLIP), **rest)


def id_of(n: int) -> str:
    return str(UUID(int=0x7000 << 64 | 0x8000000000000000 | n))


def folded(entries: Sequence[Entry]) -> Folded:
    return fold_all([copy.copy(one) for one in entries], links.start, links.step)


def tie(state: dict[str, Any]) -> Tie | None:  # Any: JSON
    says, _is_split = links.decision(state)
    if says is None:
        return None
    left, right = map(UUID, state["pair"])
    at = max(word.at for word in links.standing(state))
    return Tie(link=links.link_of(left, right), left=left, right=right, says=says, at=at, agreed=len(links.agreed(state)))


def of_all(entries: Sequence[Entry]) -> tuple[Clusters, dict[str, Any]]:  # Any: state of each person
    """Return who is one person after entries of any subject, and every person's own state."""
    by_subject: dict[str, list[Entry]] = {}
    for one in entries:
        by_subject.setdefault(one.subject, []).append(one)
    ties, persons = [], {}
    for subject, own in by_subject.items():
        if isinstance(own[0].payload, PersonMet | PersonDescribed):
            persons[subject] = fold_all([copy.copy(one) for one in own], person.start, person.step).state
        elif found := tie(folded(own).state):
            ties.append(found)
    return clusters(ties), persons


acts = st.lists(
    st.one_of(
        st.tuples(st.just("decide"), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.sampled_from(LinkSays)),
        st.tuples(st.just("describe"), st.sampled_from(PEOPLE), st.sampled_from(["HN", "GT", "SV"]), st.booleans()),
        st.tuples(st.just("undo"), st.integers(0, 30), st.booleans(), st.booleans()),
    ),
    max_size=12,
)


def history(drawn: Sequence[tuple[Any, ...]], begin: int = 1) -> list[Entry]:  # Any: as drawn above
    """Return entries as people write them: who decides has seen all of the pair, or nothing; who undoes names what is there."""
    made: list[Entry] = []
    for n, act in enumerate(drawn, begin):
        if act[0] == "describe":
            made.append(entry(id_of(n), act[1], PersonDescribed(nationality=act[2]), n=n))
        elif act[0] == "decide" and act[1] != act[2]:
            subject = str(links.link_of(act[1], act[2]))
            seen = [one.id for one in made if one.subject == subject] if n % 3 else []
            made.append(decided(act[1], act[2], act[3], id_of(n), seen=seen, n=n, author=("gabriel", "berta")[n % 2]))
        elif act[0] == "undo" and (said := [one for one in made if isinstance(one.payload, LinkDecided)]):
            target = said[act[1] % len(said)]
            undo = LinkUndone(undoes=[UUID(target.id)], reason=UndoneFor.SLIP)
            made.append(entry(id_of(n), UUID(target.subject), undo, n=n, seen=[target.id] if act[2] else []))
    return made


@given(acts, st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), acts, st.booleans())
def test_a_merge_later_entries_and_its_undoing_are_the_later_entries_alone(before, one, other, later, is_seen):
    if one == other:
        return
    first = history(before)
    subject = str(links.link_of(one, other))
    merge = decided(one, other, SAME, id_of(500), seen=[past.id for past in first if past.subject == subject], n=500)
    after = history(later, 501)
    if is_seen:  # who wrote later on this pair had seen the merge
        for entry_ in after:
            if entry_.subject == subject:
                entry_.seen = [*entry_.seen, merge.id]
    undo = undone(one, other, merge.id, id_of(900), n=900)
    without = [copy.copy(one) for one in (*first, *after)]
    for entry_ in without:
        entry_.seen = [past for past in entry_.seen if past != merge.id] + (
            list(merge.seen) if merge.id in entry_.seen else []  # what was seen through the merge was seen
        )
    assert of_all([*first, merge, *after, undo]) == of_all(without)


@given(acts, st.randoms(use_true_random=False))
def test_the_order_in_which_entries_arrive_changes_nothing(drawn, chance):
    made = history(drawn)
    expected, shuffled = of_all(made), made[:]
    chance.shuffle(shuffled)
    assert of_all(shuffled) == expected


@given(acts)
def test_one_step_at_a_time_is_the_same_as_from_the_first_entry(drawn):
    by_subject: dict[str, list[Entry]] = {}
    for one in history(drawn):
        if isinstance(one.payload, LinkDecided | LinkUndone):
            by_subject.setdefault(one.subject, []).append(one)
    for own in by_subject.values():
        stepped = Folded(links.start())
        for one in map(copy.copy, own):
            stepped = fold_one(stepped, one, links.step)
        assert stepped.state == folded(own).state


@given(acts, st.data())
def test_an_entry_that_says_again_what_was_said_changes_nobody(drawn, data):
    """An undo that comes twice, and one that names what was never here."""
    made = history(drawn)
    undos = [one for one in made if isinstance(one.payload, LinkUndone)]
    more = []
    if undos:
        again = copy.copy(data.draw(st.sampled_from(undos)))
        again.id, again.clock = id_of(700), f"{700:016x}"
        more.append(again)
    stray = entry(id_of(701), links.link_of(*PEOPLE[:2]), LinkUndone(undoes=[UUID(int=9)], reason=UndoneFor.SLIP), n=701)
    assert of_all([*made, *more, stray]) == of_all(made)


def test_what_stood_before_a_decision_stands_again_when_it_is_taken_back():
    a, b = PEOPLE[:2]
    first = decided(a, b, UNSURE, id_of(1), n=1)
    second = decided(b, a, SAME, id_of(2), seen=[id_of(1)], n=2)
    assert links.decision(folded([first, second]).state) == (SAME, False)
    assert links.decision(folded([first, second, undone(a, b, id_of(2), id_of(3), n=3)]).state) == (UNSURE, False)


def test_two_who_did_not_know_of_each_other_and_differ_put_nothing_together():
    a, b = PEOPLE[:2]
    one, other = decided(a, b, SAME, id_of(1), n=1), decided(a, b, DIFFERENT, id_of(2), n=2, author="berta")
    assert links.decision(folded([one, other]).state) == (None, True)
    third = decided(a, b, DIFFERENT, id_of(3), seen=[id_of(1), id_of(2)], n=3)
    assert links.decision(folded([one, other, third]).state) == (DIFFERENT, False)


def test_an_entry_of_another_pair_says_nothing_on_this_subject():
    a, b, c = PEOPLE[:3]
    wrong = entry(id_of(1), links.link_of(a, b), LinkDecided(left=a, right=c, says=SAME))
    assert links.decision(folded([wrong]).state) == (None, False)


def test_a_third_record_comes_by_a_detour_and_a_no_inside_is_shown():
    a, b, c = PEOPLE[:3]
    ties = [made(a, b, SAME, 1), made(b, c, SAME, 2), made(a, c, DIFFERENT, 3)]
    found = clusters(ties)
    assert found.with_record(a) == tuple(sorted([a, b, c]))
    assert found.contradicted == (ties[2],)
    assert clusters(ties[1:]).contradicted == ()


def made(one: UUID, other: UUID, says: LinkSays, n: int, agreed: int = 1) -> Tie:
    left, right = links.pair(one, other)
    at = (AT + timedelta(minutes=n)).isoformat()
    return Tie(link=links.link_of(left, right), left=left, right=right, says=says, at=at, agreed=agreed)


def test_nobody_grows_past_thirty_records_on_the_word_of_one():
    many = [UUID(int=n) for n in range(1, MOST + 2)]
    ties = [made(one, other, SAME, n) for n, (one, other) in enumerate(pairwise(many))]
    found = clusters(ties)
    assert len(found.with_record(many[0])) == MOST
    assert found.held == (ties[-1],)
    two_said_so = [*ties[:-1], made(many[-2], many[-1], SAME, 40, agreed=2)]
    assert len(clusters(two_said_so).with_record(many[0])) == MOST + 1


def test_who_changed_their_mind_is_not_the_second_person():
    a, b = PEOPLE[:2]
    first = decided(a, b, SAME, id_of(1), n=1)
    second = decided(a, b, DIFFERENT, id_of(2), seen=[id_of(1)], n=2)
    third = decided(a, b, SAME, id_of(3), seen=[id_of(2)], n=3, author="berta")
    assert links.agreed(folded([first, second, third]).state) == {"berta"}
    assert links.agreed(folded([first, decided(a, b, SAME, id_of(4), seen=[id_of(1)], n=4, author="berta")]).state) == {
        "gabriel",
        "berta",
    }


def test_the_limit_is_the_one_of_what_is_put_together_without_a_person():
    from vereda.people.matching.decide import MOST as AUTOMATIC

    assert MOST == AUTOMATIC
