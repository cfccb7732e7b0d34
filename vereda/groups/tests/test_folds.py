"""In whatever order entries arrive, and however often: roster, hand-over and plans are the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vereda.groups.entries.agreements import (
    AgreementEnded,
    AgreementRenewed,
    AgreementWritten,
    Lent,
    VolunteerLeft,
    VolunteerWritten,
)
from vereda.groups.entries.handover import HandoverGiven, HandoverSigned, HandoverWithdrawn
from vereda.groups.entries.patrols import PatrolCheckedIn, PatrolDeparted, PatrolReturned, PatrolStillOut, PatrolWithdrawn
from vereda.groups.entries.roster import Duty, DutyRef, RosterPlanned, StaffLent, StaffReturned, TurnNamed, TurnRetired
from vereda.groups.entries.routes import PatrolPlanCancelled, PatrolPlanned, RouteNamed, RouteReinstated, RouteRetired
from vereda.groups.rules import agreements, handover, patrols, roster, routes
from vereda.groups.words import Counterpart, LentKind, LentUnit
from vereda.logbook.entries import Payload
from vereda.logbook.rules.fold import Entry, State, fold_all

DAY, NIGHT = UUID(int=1), UUID(int=2)
DIGEST = "a" * 64
ON = date(2026, 11, 25)


def lent(number: int) -> AgreementWritten:
    return AgreementWritten(
        counterpart_kind=Counterpart.MUNICIPALITY,
        counterpart="Municipio inventado",
        lent=[Lent(kind=LentKind.FUEL, unit=LentUnit.LITRE_A_MONTH, number=100 + number)],
        from_on=ON,
        source="Convenio 1",
    )


STORIES: dict[str, tuple[Callable[[State, Entry], State], list[Payload]]] = {
    "turn": (
        roster.turn_step,
        [
            TurnNamed(name="Día", begins="07:00", ends="19:00"),
            TurnRetired(),
            TurnNamed(name="Noche", begins="19:00", ends="07:00"),
            TurnRetired(),
        ],
    ),
    "roster": (
        roster.roster_step,
        [
            RosterPlanned(on=ON, added=[Duty(member="ines", turn=DAY, zone="Río"), Duty(member="lupe", turn=NIGHT)]),
            RosterPlanned(on=ON, removed=[DutyRef(member="ines", turn=DAY)]),
            RosterPlanned(on=ON, added=[Duty(member="ines", turn=DAY, zone="Sur")]),
            RosterPlanned(on=ON, added=[Duty(member="tomas", turn=NIGHT)], removed=[DutyRef(member="lupe", turn=NIGHT)]),
        ],
    ),
    "lent": (roster.lent_step, [StaffLent(from_group="tapachula"), StaffReturned(), StaffLent(until_on=ON), StaffReturned()]),
    "handover": (
        handover.handover_step,
        [HandoverGiven(sheet=DIGEST), HandoverSigned(sheet=DIGEST), HandoverSigned(sheet="b" * 64), HandoverWithdrawn()],
    ),
    "route": (
        routes.route_step,
        [RouteNamed(number="2", name="Puente"), RouteRetired(), RouteNamed(name="Río", zone="Sur"), RouteReinstated()],
    ),
    "plan": (
        routes.plan_step,
        [
            PatrolPlanned(on=ON, leaves="08:00", route_said="2"),
            PatrolPlanned(on=ON, leaves="09:00", route_said="2", team=["ines"], driver="ines"),
            PatrolPlanCancelled(),
        ],
    ),
    "agreement": (
        agreements.agreement_step,
        [lent(1), AgreementRenewed(until_on=ON, source="Adenda"), AgreementEnded(), lent(2)],
    ),
    "volunteer": (
        agreements.volunteer_step,
        [VolunteerWritten(signed_on=ON), VolunteerLeft(), VolunteerWritten(signed_on=ON, trained_on=ON)],
    ),
    "patrol": (
        patrols.patrol_step,
        [
            PatrolDeparted(route="2", check_in_min=60, driver="ines", team=["ines"]),
            PatrolCheckedIn(),
            PatrolReturned(),
            PatrolStillOut(),
            PatrolWithdrawn(),
        ],
    ),
}


def entry(number: int, payload: Payload, seen: tuple[int, ...], author: str) -> Entry:
    at = datetime(2026, 11, 25, 12, number, tzinfo=UTC)
    return Entry(
        id=_id(number), kind=payload.kind, payload=payload, subject=_id(99), seen=[_id(one) for one in seen],
        clock=f"{number:016x}", group="piedras-negras", country="mx", author=author, reported_by=author, channel="desk",
        device="desk", occurred_at=at, local_on=at.date(),
    )  # fmt: skip


def _id(number: int) -> str:
    return f"018d56aa-0700-772b-a5c7-{number:012d}"


@pytest.mark.parametrize("story", STORIES)
@given(data=st.data())
def test_any_order_and_any_repetition_give_the_same(story: str, data: st.DataObject) -> None:
    step, payloads = STORIES[story]
    count = data.draw(st.integers(1, 6))
    told = []
    for number in range(count):
        payload = data.draw(st.sampled_from(payloads))
        seen = tuple(data.draw(st.sets(st.integers(0, number - 1)))) if number else ()
        told.append((number, payload, seen, data.draw(st.sampled_from(["ines", "rafael"]))))
    order = data.draw(st.permutations([*range(count), *data.draw(st.lists(st.integers(0, count - 1), max_size=3))]))
    straight = fold_all([entry(*one) for one in told], patrols.start, step)
    once = list(dict.fromkeys(order))  # the logbook takes each entry once, whatever comes twice
    mixed = fold_all([entry(*told[number]) for number in once], patrols.start, step)
    assert mixed.state == straight.state
    assert mixed.heads == straight.heads


def folded(step: Callable[[State, Entry], State], *payloads: tuple[Payload, str]) -> State:
    entries = [entry(number, payload, (number - 1,) if number else (), who) for number, (payload, who) in enumerate(payloads)]
    return fold_all(entries, patrols.start, step).state


def test_two_who_plan_different_people_apart_do_not_clash() -> None:
    one = entry(1, RosterPlanned(on=ON, added=[Duty(member="ines", turn=DAY)]), (), "rafael")
    other = entry(2, RosterPlanned(on=ON, added=[Duty(member="lupe", turn=DAY)]), (), "ines")
    state = fold_all([one, other], patrols.start, roster.roster_step).state
    assert [duty["member"] for duty in roster.duties_of(state)] == ["ines", "lupe"]


def test_a_roster_day_is_the_same_record_at_every_desk_of_a_group_and_no_other() -> None:
    here = roster.roster_of("mx", "piedras-negras", ON)
    assert here == roster.roster_of("mx", "piedras-negras", ON)
    assert here != roster.roster_of("mx", "piedras-negras", ON + timedelta(days=1))
    assert here != roster.roster_of("mx", "tapachula", ON)


def test_who_gave_a_handover_cannot_be_who_took_it_over_whatever_a_desk_wrote() -> None:
    own = folded(handover.handover_step, (HandoverGiven(sheet=DIGEST), "ines"), (HandoverSigned(sheet=DIGEST), "ines"))
    assert handover.signature_of(own) is None
    other = folded(
        handover.handover_step, (HandoverGiven(sheet=DIGEST), "ines"), (HandoverSigned(sheet="b" * 64), "rafael"),
    )  # fmt: skip
    assert handover.signature_of(other) is None, "another sheet was signed"
    right = folded(handover.handover_step, (HandoverGiven(sheet=DIGEST), "ines"), (HandoverSigned(sheet=DIGEST), "rafael"))
    assert handover.signature_of(right)[1][1] == "rafael"


def test_an_agreement_renewed_after_its_end_holds_again() -> None:
    state = folded(
        agreements.agreement_step,
        (lent(1), "rafael"),
        (AgreementEnded(), "rafael"),
        (AgreementRenewed(until_on=ON + timedelta(days=90), source="Adenda 1"), "rafael"),
    )
    assert patrols.value_of(state["fields"], "ended_on") is None
    assert patrols.value_of(state["fields"], "agreed_until_on") == "2027-02-23"
