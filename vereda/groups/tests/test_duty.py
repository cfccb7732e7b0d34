"""What is written of the post's day: kept, sealed where people are named, refused with words where it cannot be."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from vereda.groups import door
from vereda.groups.door import Counterpart, Duty, Helper, Lent, LentKind, LentUnit, Loose, Outing, Sheet, SheetPart, Terms
from vereda.groups.errors import (
    AgreementEndedAlready,
    DaysReversed,
    DriverNotInTeam,
    HandoverOwn,
    HandoverSignedAlready,
    HandoverTakenBack,
    HourWrong,
    NameMissing,
    NothingLent,
    NothingPlanned,
    NotOfThePost,
    PlanCancelled,
    PlanGone,
    RenewalNotLater,
    RouteMissing,
    SourceMissing,
)
from vereda.groups.models import Agreement, Handover, LentStaff, NamedRoute, Patrol, PatrolPlan, RosterDay, Turn, Volunteer
from vereda.logbook.door import digest_of_read_models, disputes_of, history, open_box, rebuild
from vereda.logbook.models import LogEntry
from vereda.logbook.schema import FieldClass
from vereda.logbook.tests.pens import NOW, author

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
INES, RAFAEL, NADIA = author("ines", "desk"), author("rafael", "desk"), author("nadia", "desk", group="tapachula")
HERE = ("piedras-negras", "mx")
ON = date(2024, 1, 29)
HOUR = timedelta(hours=1)
TERMS = Terms(
    counterpart_kind=Counterpart.MUNICIPALITY,
    counterpart="Municipio inventado",
    from_on=date(2024, 1, 1),
    until_on=date(2024, 2, 20),
    source="Convenio 1/2024",
    lent=[Lent(kind=LentKind.PEOPLE, unit=LentUnit.PERSON, number=2)],
)


@pytest.fixture
def day() -> Turn:
    made = door.name_turn(name="Día", begins="7:00", ends="19:00", by=RAFAEL, at=NOW)
    return Turn.objects.get(subject=made.subject)


def plan(*duties: Duty, on: date = ON, by=RAFAEL, seen=None) -> None:
    door.plan_days(days={on: duties}, seen=seen, by=by, at=NOW)


# Roster -------------------------------------------------------------------------------------------------------------------


def test_a_turn_has_a_name_and_hours_that_a_clock_can_show(day: Turn):
    assert (day.begins, day.ends) == ("07:00", "19:00")
    for wrong in ("", "25:00", "7", "07:60", "٠٧:٠٠"):
        with pytest.raises(HourWrong):
            door.name_turn(name="Noche", begins=wrong, ends="07:00", by=RAFAEL, at=NOW)
    with pytest.raises(NameMissing):
        door.name_turn(name=" ", begins="19:00", ends="07:00", by=RAFAEL, at=NOW)
    door.retire_turn(turn=day.subject, by=RAFAEL, at=NOW)
    assert door.retire_turn(turn=day.subject, by=RAFAEL, at=NOW) is None
    assert door.turns(*HERE) == []


def test_a_roster_keeps_what_another_desk_planned_meanwhile(day: Turn):
    ines, lupe, tomas = (Duty(member=one, turn=day.subject) for one in ("ines", "lupe", "tomas"))
    plan(ines)
    plan(ines, lupe, by=INES)
    plan(tomas, seen={ON: [ines]})  # a form that was opened before lupe was planned, and takes ines off
    assert {one["member"] for one in RosterDay.objects.get(on=ON).duties} == {"lupe", "tomas"}
    with pytest.raises(NothingPlanned):
        plan(lupe, tomas)
    assert LogEntry.objects.filter(kind="groups.roster_planned").count() == 3


def test_who_is_planned_now_follows_the_clock_of_the_post(day: Turn):
    night = door.name_turn(name="Noche", begins="19:00", ends="07:00", by=RAFAEL, at=NOW)
    plan(Duty(member="ines", turn=day.subject, zone="Río"), Duty(member="lupe", turn=night.subject))
    assert [(one.member, one.zone) for one in door.planned_around(*HERE, NOW.replace(hour=15).astimezone(_zone()))] == [
        ("ines", "Río")
    ]
    late = (NOW.replace(hour=9) + timedelta(days=1)).astimezone(_zone())  # 03:00 of the next day at the post
    assert [one.member for one in door.planned_around(*HERE, late)] == ["lupe"]
    change = NOW.replace(hour=19, minute=10).astimezone(_zone()).replace(hour=19)
    assert [(one.member, one.holds(change)) for one in door.planned_around(*HERE, change)] == [("ines", False), ("lupe", True)]


def _zone():
    from zoneinfo import ZoneInfo

    return ZoneInfo("America/Matamoros")


def test_the_name_of_somebody_lent_is_sealed_and_goes_when_it_is_struck():
    made = door.lend(name="Ofelia Inventada", from_group="tapachula", until_on=date(2024, 3, 1), by=RAFAEL, at=NOW)
    body = bytes(LogEntry.objects.get(id=made.entry).body)
    assert b"Ofelia" not in body
    assert door.lent_names([str(made.subject)]) == {str(made.subject): "Ofelia Inventada"}
    assert door.give_back(lent=made.subject, by=RAFAEL, at=NOW) is not None
    assert door.give_back(lent=made.subject, by=RAFAEL, at=NOW) is None
    door.strike_lent(lent=made.subject, by=RAFAEL, at=NOW)
    assert not LentStaff.objects.exists()
    assert open_box(made.entry, FieldClass.IDENTITY, made.subject) is None


# Hand-over ----------------------------------------------------------------------------------------------------------------

SHEET = Sheet(
    parts=[SheetPart(title="Misiones abiertas", lines=["PN-7: abierta desde 29 ene 10:00"])],
    loose=[Loose(what="llaves", count=4)],
    text="La bomba gotea",
)


def test_a_handover_is_sealed_as_it_was_read_and_signed_by_another_account():
    made = door.give_handover(SHEET, by=INES, at=NOW)
    body = bytes(LogEntry.objects.get(id=made.entry).body)
    assert b"bomba" not in body
    assert b"PN-7" not in body
    row = Handover.objects.get()
    assert door.sheet_of(row) == SHEET
    assert row.sheet == door.digest_of_sheet(SHEET)
    with pytest.raises(HandoverOwn):
        door.sign_handover(handover=made.subject, by=INES, at=NOW)
    door.sign_handover(handover=made.subject, by=RAFAEL, at=NOW + HOUR, missing="falta una llave")
    assert door.sign_handover(handover=made.subject, by=RAFAEL, at=NOW + HOUR) is None, "two taps are one signature"
    row.refresh_from_db()
    assert (row.signed_by, row.has_remark, door.remark_of(row)) == ("rafael", True, "falta una llave")
    with pytest.raises(HandoverSignedAlready):
        door.sign_handover(handover=made.subject, by=author("lupe", "desk"), at=NOW + HOUR)
    with pytest.raises(HandoverSignedAlready):
        door.take_back_handover(handover=made.subject, by=INES, at=NOW + HOUR)
    assert door.unsigned_handovers(*HERE) == []


def test_a_handover_given_by_mistake_is_taken_back_and_signed_by_nobody():
    made = door.give_handover(SHEET, by=INES, at=NOW)
    door.take_back_handover(handover=made.subject, by=INES, at=NOW)
    assert door.unsigned_handovers(*HERE) == []
    with pytest.raises(HandoverTakenBack):
        door.sign_handover(handover=made.subject, by=RAFAEL, at=NOW)


# Routes and plans ---------------------------------------------------------------------------------------------------------


def outing(**changed) -> Outing:
    return Outing(**{"on": ON, "leaves": "08:00", "route_said": "2: Puente", "team": ["ines", "lupe"], **changed})


def test_a_planned_team_goes_out_by_one_tap_and_two_taps_make_one_patrol():
    route = door.name_route(number="2", name="Puente", zone="Sur", check_in_min=120, by=RAFAEL, at=NOW).subject
    planned = door.plan_patrol(
        outing(route=route, driver="ines", check_in_min=120, back_after_min=240), by=RAFAEL, at=NOW
    ).subject
    first = door.depart_as_planned(plan=planned, by=INES, at=NOW)
    assert door.depart_as_planned(plan=planned, by=RAFAEL, at=NOW + HOUR) == first
    row = Patrol.objects.get()
    assert (row.route, row.driver, row.named_route, row.team) == ("2: Puente", "ines", route, ["ines", "lupe"])
    assert row.hear_by == NOW + 2 * HOUR
    assert [one.subject for one in door.overdue(*HERE, NOW + 2 * HOUR + timedelta(minutes=1))] == [first], (
        "a missed check-in is late"
    )
    door.check_in(patrol=first, by=INES, at=NOW + HOUR)
    assert door.overdue(*HERE, NOW + 2 * HOUR + timedelta(minutes=1)) == []
    for act in (door.cancel_plan, lambda **rest: door.plan_patrol(outing(), **rest)):
        with pytest.raises(PlanGone):
            act(plan=planned, by=RAFAEL, at=NOW)


def test_a_departure_noted_by_mistake_lets_the_plan_go_out_again():
    planned = door.plan_patrol(outing(), by=RAFAEL, at=NOW).subject
    wrong = door.depart_as_planned(plan=planned, by=INES, at=NOW)
    door.withdraw_patrol(patrol=wrong, by=INES, at=NOW)
    assert door.became_of([PatrolPlan.objects.get()]) == {}
    right = door.depart_as_planned(plan=planned, by=INES, at=NOW + HOUR)
    assert right != wrong
    assert door.depart_as_planned(plan=planned, by=INES, at=NOW + HOUR) == right


def test_a_team_that_did_not_leave_is_told_until_it_leaves_or_is_cancelled():
    here = NOW.astimezone(_zone())  # 13:20 at the post
    planned = door.plan_patrol(outing(leaves="12:30"), by=RAFAEL, at=NOW).subject
    assert [one.row.subject for one in door.not_gone(*HERE, here)] == [planned]
    assert door.not_gone(*HERE, here - timedelta(minutes=30)) == []
    door.cancel_plan(plan=planned, by=RAFAEL, at=NOW)
    assert door.cancel_plan(plan=planned, by=RAFAEL, at=NOW) is None
    assert door.not_gone(*HERE, here) == []
    with pytest.raises(PlanCancelled):
        door.depart_as_planned(plan=planned, by=RAFAEL, at=NOW)


def test_what_cannot_be_planned_is_refused_and_writes_nothing():
    for wrong, error in (
        (outing(route_said=" "), RouteMissing),
        (outing(leaves="8 am"), HourWrong),
        (outing(driver="tomas"), DriverNotInTeam),
    ):
        with pytest.raises(error):
            door.plan_patrol(wrong, by=RAFAEL, at=NOW)
    with pytest.raises(DriverNotInTeam):
        door.depart(route="1", driver="tomas", team=["ines"], by=RAFAEL, at=NOW)
    with pytest.raises(NameMissing):
        door.name_route(name=" ", by=RAFAEL, at=NOW)
    assert LogEntry.objects.count() == 0


def test_a_route_retired_is_offered_no_more_until_it_is_used_again():
    route = door.name_route(name="Vía", by=RAFAEL, at=NOW).subject
    assert door.reinstate_route(route=route, by=RAFAEL, at=NOW) is None
    door.retire_route(route=route, by=RAFAEL, at=NOW)
    assert door.routes(*HERE) == []
    door.reinstate_route(route=route, by=RAFAEL, at=NOW)
    door.name_route(name="Vía vieja", number="10", route=route, by=RAFAEL, at=NOW)
    other = door.name_route(name="Río", number="9", by=RAFAEL, at=NOW).subject
    assert [row.subject for row in door.routes(*HERE)] == [other, route], "9 before 10"


# Agreements and volunteers ------------------------------------------------------------------------------------------------


def test_an_agreement_is_warned_of_renewed_and_ended():
    made = door.write_agreement(TERMS, by=RAFAEL, at=NOW).subject
    assert [phase for _row, phase in door.agreements(*HERE, ON)] == [door.Phase.ENDS_SOON]
    with pytest.raises(SourceMissing):
        door.renew_agreement(agreement=made, until_on=date(2024, 12, 31), source=" ", by=RAFAEL, at=NOW)
    with pytest.raises(RenewalNotLater):
        door.renew_agreement(agreement=made, until_on=date(2024, 2, 20), source="Adenda 1", by=RAFAEL, at=NOW)
    for _tap in range(2):
        door.renew_agreement(agreement=made, until_on=date(2024, 12, 31), source="Adenda 1", by=RAFAEL, at=NOW)
    assert LogEntry.objects.filter(kind="groups.agreement_renewed").count() == 1
    assert [phase for _row, phase in door.agreements(*HERE, ON)] == [door.Phase.HOLDS]
    door.end_agreement(agreement=made, by=RAFAEL, at=NOW)
    with pytest.raises(AgreementEndedAlready):
        door.end_agreement(agreement=made, by=RAFAEL, at=NOW)
    assert Agreement.objects.get().ended_on == ON
    assert [phase for _row, phase in door.agreements(*HERE, ON)] == [door.Phase.ENDED]
    assert disputes_of(made) == []


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"counterpart": " "}, NameMissing),
        ({"source": ""}, SourceMissing),
        ({"lent": []}, NothingLent),
        ({"until_on": date(2023, 12, 31)}, DaysReversed),
    ],
)
def test_what_an_agreement_cannot_lack_is_asked_for(changed, error):
    from dataclasses import replace

    with pytest.raises(error):
        door.write_agreement(replace(TERMS, **changed), by=RAFAEL, at=NOW)


def test_a_volunteer_is_sealed_erasable_and_makes_no_account(cast):
    from vereda.access import door as access
    from vereda.access.models import Account
    from vereda.errors import FieldError

    accounts = Account.objects.count()
    made = door.write_volunteer(Helper(name="Socorro Inventada", telephone="555 010 0199", signed_on=ON), by=RAFAEL, at=NOW)
    body = bytes(LogEntry.objects.get(id=made.entry).body)
    assert b"Socorro" not in body
    assert b"0199" not in body
    assert door.volunteer_names([Volunteer.objects.get()])[made.subject].name == "Socorro Inventada"
    assert Account.objects.count() == accounts, "a volunteer has no account"
    rafael = cast.reader("rafael")
    for code in (access.make_device_code, access.make_agent_code):
        rest = {"label": "Teléfono 9"} if code is access.make_device_code else {}
        with pytest.raises(FieldError):
            code(account=made.subject, country="mx", group="piedras-negras", by=rafael, at=NOW, **rest)
    with pytest.raises(FieldError):
        access.enrol_device(country="mx", group="piedras-negras", label="Teléfono 9", by=rafael, at=NOW, agents=[made.subject])
    assert not any("volunteer" in role.value for role in access.Role), "and no role that one could be given"
    door.let_go(volunteer=made.subject, by=RAFAEL, at=NOW)
    assert Volunteer.objects.get().has_left
    door.strike_volunteer(volunteer=made.subject, by=RAFAEL, at=NOW)
    assert not Volunteer.objects.exists()
    assert open_box(made.entry, FieldClass.IDENTITY, made.subject) is None


# Of all -------------------------------------------------------------------------------------------------------------------


def test_nadia_of_another_group_changes_nothing_here(day: Turn):
    lent = door.lend(name="Ofelia", by=RAFAEL, at=NOW).subject
    handed = door.give_handover(SHEET, by=INES, at=NOW).subject
    route = door.name_route(name="Vía", by=RAFAEL, at=NOW).subject
    planned = door.plan_patrol(outing(), by=RAFAEL, at=NOW).subject
    agreed = door.write_agreement(TERMS, by=RAFAEL, at=NOW).subject
    helper = door.write_volunteer(Helper(name="Socorro"), by=RAFAEL, at=NOW).subject
    before = LogEntry.objects.count()
    acts = [
        lambda: door.name_turn(name="x", begins="07:00", ends="08:00", turn=day.subject, by=NADIA, at=NOW),
        lambda: door.retire_turn(turn=day.subject, by=NADIA, at=NOW),
        lambda: door.give_back(lent=lent, by=NADIA, at=NOW),
        lambda: door.strike_lent(lent=lent, by=NADIA, at=NOW),
        lambda: door.sign_handover(handover=handed, by=NADIA, at=NOW),
        lambda: door.take_back_handover(handover=handed, by=NADIA, at=NOW),
        lambda: door.name_route(name="x", route=route, by=NADIA, at=NOW),
        lambda: door.retire_route(route=route, by=NADIA, at=NOW),
        lambda: door.reinstate_route(route=route, by=NADIA, at=NOW),
        lambda: door.plan_patrol(outing(), plan=planned, by=NADIA, at=NOW),
        lambda: door.depart_as_planned(plan=planned, by=NADIA, at=NOW),
        lambda: door.cancel_plan(plan=planned, by=NADIA, at=NOW),
        lambda: door.write_agreement(TERMS, agreement=agreed, by=NADIA, at=NOW),
        lambda: door.renew_agreement(agreement=agreed, until_on=date(2025, 1, 1), source="x", by=NADIA, at=NOW),
        lambda: door.end_agreement(agreement=agreed, by=NADIA, at=NOW),
        lambda: door.write_volunteer(Helper(name="x"), volunteer=helper, by=NADIA, at=NOW),
        lambda: door.let_go(volunteer=helper, by=NADIA, at=NOW),
        lambda: door.strike_volunteer(volunteer=helper, by=NADIA, at=NOW),
        lambda: door.sign_handover(handover=uuid4(), by=RAFAEL, at=NOW),
    ]
    for act in acts:
        with pytest.raises(NotOfThePost):
            act()
    assert LogEntry.objects.count() == before
    assert door.routes("tapachula", "mx") == []


def test_a_rebuild_gives_the_same_rows(day: Turn):
    plan(Duty(member="ines", turn=day.subject, zone="Río"))
    door.lend(name="Ofelia", by=RAFAEL, at=NOW)
    handed = door.give_handover(SHEET, by=INES, at=NOW).subject
    door.sign_handover(handover=handed, by=RAFAEL, at=NOW, missing="nada grave")
    door.depart_as_planned(plan=door.plan_patrol(outing(), by=RAFAEL, at=NOW).subject, by=INES, at=NOW)
    door.name_route(name="Vía", by=RAFAEL, at=NOW)
    door.write_agreement(TERMS, by=RAFAEL, at=NOW)
    door.write_volunteer(Helper(name="Socorro"), by=RAFAEL, at=NOW)
    before = digest_of_read_models()
    rebuild()
    assert digest_of_read_models() == before
    for model in (Turn, RosterDay, LentStaff, Handover, NamedRoute, PatrolPlan, Patrol, Agreement, Volunteer):
        assert model.objects.count() == 1, model
    assert len(history(handed)) == 2
