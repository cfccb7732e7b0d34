"""Two alerts of one emergency are proposed with reasons, joined by a person, and taken apart without a trace on the board."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from vereda.access.door import author_of
from vereda.encounters.door import PlaceKind, Where
from vereda.logbook.door import SubjectRef
from vereda.logbook.rules.fold import fold_all
from vereda.rescue import door
from vereda.rescue.door import AlertOutcome, Sign
from vereda.rescue.door import Told as Call
from vereda.rescue.entries.alert import AlertClosed, AlertRead, AlertReceived, AlertReopened
from vereda.rescue.errors.alert import OutcomeNeeds
from vereda.rescue.models.alert import Alert
from vereda.rescue.rules import alert as rules
from vereda.rescue.rules.likely_same import TIES, Told, digits, likely_same, words
from vereda.rescue.tables.alert import alert as rows_of
from vereda.rescue.tests.test_alerts import SUBJECT, entry

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
CELL = "8548a9a7fffffff"


def told(minutes: int = 0, **more: object) -> Told:
    return Told(told_at=AT + timedelta(minutes=minutes), **more)  # type: ignore[arg-type]  # fields of Told


HERE = {"lat": 28.70, "lon": -100.52}
NEAR = {"lat": 28.80, "lon": -100.52}  # 11.1 km north
FAR = {"lat": 29.70, "lon": -100.52}  # 111 km north


@pytest.mark.parametrize(
    ("one", "other", "signs"),
    [
        (told(number="8781112233"), told(90, number="8781112233"), (Sign.SAME_NUMBER, Sign.WITHIN_SIX_HOURS)),
        (told(**HERE), told(30, **HERE), (Sign.SAME_PLACE, Sign.WITHIN_AN_HOUR)),
        (told(**HERE, people=4), told(600, **NEAR, people=4), (Sign.NEAR_PLACE, Sign.SAME_PEOPLE)),
        (told(**HERE, people=4), told(200, **NEAR, people=5), (Sign.NEAR_PLACE, Sign.NEAR_PEOPLE, Sign.WITHIN_SIX_HOURS)),
        (told(people=4), told(5, people=4), ()),  # nothing ties two calls of one hour
        (told(**HERE), told(600, **NEAR), ()),
        (told(**HERE, people=2), told(30, **NEAR, people=9), ()),
        (told(**HERE, number="8781112233"), told(10, **FAR, number="8781112233"), ()),
        (told(number="8781112233"), told(73 * 60, number="8781112233"), ()),
        (
            told(name=words("José Luis Pérez")),
            told(30, name=words("jose luis perez ruiz")),
            (Sign.SAME_NAME, Sign.WITHIN_AN_HOUR),
        ),
    ],
)
def test_a_pair_is_proposed_with_its_reasons_whichever_comes_first(one: Told, other: Told, signs: tuple[Sign, ...]):
    assert likely_same(one, other) == signs
    assert likely_same(other, one) == signs


def test_the_coarse_cell_stands_in_where_the_exact_place_is_gone():
    assert Sign.NEAR_PLACE in likely_same(told(h3_5=CELL), told(20, h3_5=CELL))


def test_numbers_are_compared_by_their_last_digits_and_short_ones_not_at_all():
    assert digits("+52 1 878 111 2233") == digits("(878) 111-2233") == "81112233"
    assert digits("+502 5555 1266") == digits("5555 1266") == "55551266"
    assert digits("911") == digits("ext. 4") == ""


def test_what_was_compared_stands_in_no_text_of_it():
    assert "8781112233" not in repr(told(number="8781112233"))
    assert "perez" not in repr(told(name=words("Perez Ruiz")))


tells = st.builds(
    told,
    st.integers(0, 6000),
    people=st.none() | st.integers(1, 60),
    number=st.sampled_from(["", "8781112233", "5550001122"]),
    name=st.sampled_from([frozenset(), words("Ana María López"), words("Ana López")]),
    h3_5=st.sampled_from(["", CELL]),
)


@seed(2026)
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(tells, tells)
def test_nothing_is_proposed_that_nothing_ties(one: Told, other: Told):
    signs = likely_same(one, other)
    assert signs == likely_same(other, one)
    assert not signs or not TIES.isdisjoint(signs)


MAINS = st.sampled_from([UUID("018d56aa-0700-772b-a5c7-00000000aaaa"), UUID("018d56aa-0700-772b-a5c7-00000000bbbb")])
RECEIVED = st.builds(
    AlertReceived,
    people=st.none() | st.integers(1, 60),
    urgent=st.lists(st.sampled_from(["bleeding", "labour"]), max_size=2, unique=True),
    guide_left=st.none() | st.booleans(),
    battery_pct=st.none() | st.integers(0, 100),
)


def row(entries: list) -> dict[str, object]:
    folded = fold_all(entries, rules.start, rules.step)
    made = rows_of(SUBJECT, folded, SubjectRef("alert", "piedras-negras", "mx"))[Alert][0]
    return {name: value for name, value in made.__dict__.items() if name != "_state"}


@seed(2026)
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(RECEIVED, st.booleans(), st.lists(MAINS, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_joining_and_undoing_restores_in_every_order_of_arrival(received, is_read, mains, random):
    entries = [entry(1, received)]
    if is_read:
        entries.append(entry(2, AlertRead(), seen=(1,)))
    before, head, number = row(list(entries)), len(entries), len(entries)
    for main in mains:
        entries.append(entry(number + 1, AlertClosed(outcome=AlertOutcome.JOINED, into=main), seen=(head,)))
        entries.append(entry(number + 2, AlertReopened(), seen=(number + 1,)))
        number += 2
        head = number
    joined = entries[:-1]
    random.shuffle(joined)
    assert row(joined)["into"] == mains[-1]
    random.shuffle(entries)
    assert row(entries) == before


@pytest.mark.storage
@pytest.mark.django_db
class TestAtThePost:
    """With the cast."""

    @pytest.fixture
    def by(self, cast):
        return lambda name="ines": author_of(cast.reader(name))

    @pytest.fixture
    def call(self, by):
        def made(minutes: int = 0, name: str = "ines", **more: object) -> Alert:
            given = {"people": 4, "where": Where(kind=PlaceKind.POINT, lat=28.70, lon=-100.52), **more}
            at = timezone.now() - timedelta(minutes=minutes)
            return Alert.objects.get(subject=door.receive_alert(Call(**given), by=by(name), at=at).subject)  # type: ignore[arg-type]

        return made

    def pairs(self, group: str = "piedras-negras", *, with_callers: bool = True):
        return door.likely_pairs(group, "mx", with_callers=with_callers)

    def test_the_one_that_was_told_first_is_the_main_one(self, call):
        first, second = call(20), call(5)
        (pair,) = self.pairs()
        assert (pair.main.subject, pair.other.subject) == (first.subject, second.subject)
        assert pair.signs == (Sign.SAME_PLACE, Sign.SAME_PEOPLE, Sign.WITHIN_AN_HOUR)

    def test_callers_are_compared_only_for_who_may_know_them(self, call):
        call(20, where=Where(), call_back="878 111 2233")
        call(5, where=Where(), call_back="+52 8781112233")
        assert [pair.signs[0] for pair in self.pairs()] == [Sign.SAME_NUMBER]
        assert self.pairs(with_callers=False) == []

    def test_a_call_for_a_mission_that_is_under_way_is_proposed_and_one_of_another_group_never(self, call, by):
        first = call(50)
        door.open_mission_for(alert=first.subject, by=by(), at=timezone.now())
        second = call(5)
        call(5, "nadia")
        (pair,) = self.pairs()
        assert (pair.main.subject, pair.other.subject) == (first.subject, second.subject)

    def test_joined_they_name_each_other_and_taken_apart_they_do_not(self, call, by):
        first, second, third = call(50), call(20), call(5)
        kept = [Alert.objects.filter(subject=one.subject).values().get() for one in (first, second, third)]
        now = timezone.now()
        door.close_alert(alert=third.subject, outcome=AlertOutcome.JOINED, into=second.subject, by=by(), at=now)
        door.close_alert(alert=second.subject, outcome=AlertOutcome.JOINED, into=first.subject, by=by(), at=now)
        assert [one.subject for one in door.joined_to(first.subject, "piedras-negras", "mx")] == [second.subject, third.subject]
        third.refresh_from_db()
        assert door.main_of(third).subject == first.subject
        with pytest.raises(OutcomeNeeds):
            door.close_alert(alert=first.subject, outcome=AlertOutcome.JOINED, into=third.subject, by=by(), at=now)
        for one in (second, third):
            door.reopen_alert(alert=one.subject, by=by(), at=now)
        assert door.joined_to(first.subject, "piedras-negras", "mx") == []
        again = [Alert.objects.filter(subject=one.subject).values().get() for one in (first, second, third)]
        assert again == kept

    def test_a_mission_tells_of_every_call_for_it(self, call, by):
        first, second, now = call(50), call(5), timezone.now()
        mission = door.open_mission_for(alert=first.subject, by=by(), at=now).subject
        door.close_alert(alert=second.subject, outcome=AlertOutcome.JOINED, into=first.subject, by=by(), at=now)
        assert [one.subject for one in door.alerts_of(mission, "piedras-negras", "mx")] == [first.subject, second.subject]

    def test_a_circle_that_two_devices_made_ends(self, call, by):
        from vereda.logbook.door import record

        one, other, now = call(50), call(5), timezone.now()
        for subject, into in ((one.subject, other.subject), (other.subject, one.subject)):
            record(AlertClosed(outcome=AlertOutcome.JOINED, into=into), subject=subject, by=by(), at=now)
        one.refresh_from_db()
        assert door.main_of(one).subject == other.subject
        assert [row.subject for row in door.joined_to(one.subject, "piedras-negras", "mx")] == [other.subject]
