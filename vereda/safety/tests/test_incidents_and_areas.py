"""Incidents and closed areas on the database: of the own group alone, ended by themselves, refused with a word, rebuilt alike."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from vereda.access.tests.cast import Cast
from vereda.logbook.door import Author, open_box, rebuild
from vereda.logbook.models import LogEntry
from vereda.logbook.schema import FieldClass, uuid7
from vereda.practice import shadow_of
from vereda.safety import door as safety
from vereda.safety.errors import closed as closed_errors
from vereda.safety.errors import incident as incident_errors
from vereda.safety.models.closed import Clearance, ClearanceRule, ClosedArea
from vereda.safety.models.incident import Incident

pytestmark = [pytest.mark.django_db, pytest.mark.storage]
ZONES = {"piedras-negras": "America/Matamoros", "tapachula": "America/Mexico_City"}
NOW = datetime(2026, 11, 25, 18, tzinfo=UTC)
TODAY = date(2026, 11, 25)
SHOTS = safety.Happening(what="shots", severity=safety.Severity.GRAVE, municipality="05025", note="dos hombres en una camioneta")


def by(cast: Cast, name: str = "ines", group: str = "piedras-negras") -> Author:
    return Author(account=str(cast.account(name).pk), group=group, country="mx", zone=ZONES[group.removeprefix("practice.")])


def closed(author: Author, *, until: int = 5, **told):
    told = {"reason": safety.ClosedFor.SHOTS, "said_by": safety.Source.TEAM, "from_on": TODAY} | told
    where = told.pop("where", safety.Where(name="La presa"))
    return safety.closed_actions.close_area(where, until_on=TODAY + timedelta(days=until), by=author, at=NOW, **told).subject


def test_an_incident_is_reported_followed_closed_and_opened_again(cast: Cast):
    ines, acts = by(cast), safety.incident_actions
    subject = acts.report_incident(SHOTS, by=ines, at=NOW).subject
    with pytest.raises(incident_errors.NothingFollowed):
        acts.follow_incident(incident=subject, by=ines, at=NOW)
    acts.follow_incident(incident=subject, by=ines, at=NOW, told=[safety.IncidentTold.HEADQUARTERS])
    with pytest.raises(incident_errors.IncidentNotClosed):
        acts.reopen_incident(incident=subject, by=ines, at=NOW)
    acts.close_incident(incident=subject, outcome=safety.IncidentEnd.SETTLED, by=by(cast, "rafael"), at=NOW)
    for act in (
        lambda: acts.close_incident(incident=subject, outcome=safety.IncidentEnd.MISTAKE, by=ines, at=NOW),
        lambda: acts.follow_incident(incident=subject, by=ines, at=NOW, note="más"),
    ):
        with pytest.raises(incident_errors.IncidentNotOpen):
            act()
    assert safety.incident_lookups.open_incidents("piedras-negras", "mx") == []
    acts.reopen_incident(incident=subject, by=ines, at=NOW)
    row = safety.incident_lookups.incident(subject, "piedras-negras", "mx")
    assert (row.outcome, row.severity, [line[4] for line in row.lines]) == ("", "grave", [[], ["headquarters"]])


def test_what_happened_in_words_is_sealed(cast: Cast):
    safety.incident_actions.report_incident(SHOTS, by=by(cast), at=NOW)
    entry = LogEntry.objects.get(kind="safety.incident_reported")
    assert b"camioneta" not in bytes(entry.body)
    assert open_box(entry.id, FieldClass.FREE_TEXT) == {"text": "dos hombres en una camioneta"}


def test_a_kind_that_the_pack_does_not_know_is_refused(cast: Cast):
    with pytest.raises(incident_errors.IncidentKindUnknown):
        safety.incident_actions.report_incident(
            safety.Happening(what="dragon", severity=safety.Severity.NOTE), by=by(cast), at=NOW
        )


def test_an_area_ends_by_itself_is_renewed_and_opened(cast: Cast):
    rafael, look = by(cast, "rafael"), safety.closed_lookups
    area = closed(rafael)
    days = [look.closed_areas("piedras-negras", "mx", TODAY + timedelta(days=n)) for n in (-1, 0, 5, 6)]
    assert [len(one) for one in days] == [0, 1, 1, 0]
    assert [row.subject for row in look.areas_ended("piedras-negras", "mx", TODAY + timedelta(days=6))] == [area]
    later = NOW + timedelta(days=10)
    safety.closed_actions.renew_area(area=area, until_on=later.date() + timedelta(days=30), by=rafael, at=later)
    assert len(look.closed_areas("piedras-negras", "mx", later.date() + timedelta(days=30))) == 1
    safety.closed_actions.open_area(area=area, by=rafael, at=later)
    assert look.closed_areas("piedras-negras", "mx", later.date()) == []
    with pytest.raises(closed_errors.AreaNotClosed):
        safety.closed_actions.open_area(area=area, by=rafael, at=later)


@pytest.mark.parametrize(
    ("until", "error"), [(31, closed_errors.UntilTooFar), (-1, closed_errors.UntilBackwards), (30, None), (0, None)]
)
def test_an_area_is_closed_for_thirty_days_at_most_and_not_into_the_past(cast: Cast, until: int, error):
    if error is None:
        assert closed(by(cast), until=until)
        return
    with pytest.raises(error):
        closed(by(cast), until=until)
    with pytest.raises(error):
        safety.closed_actions.renew_area(area=closed(by(cast)), until_on=TODAY + timedelta(days=until), by=by(cast), at=NOW)


def test_the_day_of_an_area_is_that_of_the_post(cast: Cast):
    """At 03:00 UTC it is still the evening before in Piedras Negras."""
    night = datetime(2026, 11, 26, 3, tzinfo=UTC)
    area = safety.closed_actions.close_area(
        safety.Where(name="La presa"), reason=safety.ClosedFor.FLOOD, said_by=safety.Source.TEAM,
        from_on=TODAY, until_on=TODAY, by=by(cast), at=night,
    ).subject  # fmt: skip
    safety.closed_actions.open_area(area=area, by=by(cast), at=night)
    assert ClosedArea.objects.get().opened_on == TODAY


def test_a_team_that_goes_all_the_same_is_written_once(cast: Cast):
    area, patrol = closed(by(cast)), uuid7(1)
    first, second = (safety.closed_actions.pass_area(area=area, patrol=patrol, by=by(cast), at=NOW) for _ in range(2))
    assert first is not None
    assert second is None
    assert [one[1] for one in ClosedArea.objects.get().passed] == [str(patrol)]


def test_leave_is_asked_given_until_an_instant_and_refused(cast: Cast):
    ines, rafael, acts, look = by(cast), by(cast, "rafael"), safety.closed_actions, safety.closed_lookups
    where = safety.Where(name="Vía del tren", zone="Norte")
    rule = acts.require_clearance(where, asked_of=safety.Source.LANDOWNER, by=rafael, at=NOW).subject
    asked = acts.ask_clearance(rule=rule, by=ines, at=NOW, note="dos equipos").subject
    with pytest.raises(closed_errors.LeaveInThePast):
        acts.give_clearance(clearance=asked, given_by=safety.Source.LANDOWNER, until_at=NOW, by=ines, at=NOW)
    until = NOW + timedelta(hours=6)
    acts.give_clearance(
        clearance=asked, given_by=safety.Source.LANDOWNER, until_at=until, by=ines, at=NOW, conditions="cerrar el portón"
    )
    assert look.leaves_that_hold("piedras-negras", "mx", until)[rule].subject == asked
    assert look.leaves_that_hold("piedras-negras", "mx", until + timedelta(seconds=1)) == {}
    row = Clearance.objects.get()
    assert open_box(row.conditions, FieldClass.CONTACT) == {"text": "cerrar el portón"}
    acts.refuse_clearance(clearance=asked, refused_by=safety.Source.LANDOWNER, by=ines, at=NOW + timedelta(minutes=1))
    assert look.leaves_that_hold("piedras-negras", "mx", NOW) == {}
    acts.drop_clearance(rule=rule, by=rafael, at=NOW)
    with pytest.raises(closed_errors.RuleNotThere):
        acts.ask_clearance(rule=rule, by=ines, at=NOW)
    assert ClearanceRule.objects.count() == 0


def test_nadia_of_another_group_changes_nothing(cast: Cast):
    nadia = by(cast, "nadia", "tapachula")
    incident = safety.incident_actions.report_incident(SHOTS, by=by(cast), at=NOW).subject
    area = closed(by(cast))
    rule = safety.closed_actions.require_clearance(
        safety.Where(name="Vía"), asked_of=safety.Source.LANDOWNER, by=by(cast), at=NOW
    ).subject
    asked = safety.closed_actions.ask_clearance(rule=rule, by=by(cast), at=NOW).subject
    acts = [
        (lambda: safety.incident_actions.close_incident(
            incident=incident, outcome=safety.IncidentEnd.SETTLED, by=nadia, at=NOW), incident_errors.IncidentNotOpen),
        (lambda: safety.closed_actions.open_area(area=area, by=nadia, at=NOW), closed_errors.AreaNotClosed),
        (lambda: safety.closed_actions.renew_area(area=area, until_on=TODAY, by=nadia, at=NOW), closed_errors.AreaNotClosed),
        (lambda: safety.closed_actions.ask_clearance(rule=rule, by=nadia, at=NOW), closed_errors.RuleNotThere),
        (lambda: safety.closed_actions.drop_clearance(rule=rule, by=nadia, at=NOW), closed_errors.RuleNotThere),
        (lambda: safety.closed_actions.refuse_clearance(
            clearance=asked, refused_by=safety.Source.TEAM, by=nadia, at=NOW), closed_errors.ClearanceNotThere),
    ]  # fmt: skip
    for act, error in acts:
        with pytest.raises(error):
            act()
    assert safety.incident_lookups.open_incidents("tapachula", "mx") == []
    assert safety.closed_lookups.closed_areas("tapachula", "mx", TODAY) == []


def test_what_is_practised_is_the_practices_alone(cast: Cast):
    shadow = by(cast, group=shadow_of("piedras-negras"))
    safety.incident_actions.report_incident(SHOTS, by=shadow, at=NOW)
    closed(shadow)
    assert safety.incident_lookups.incidents_between("piedras-negras", "mx", NOW - timedelta(1), NOW + timedelta(1)) == 0
    assert safety.incident_lookups.incidents_between(shadow.group, "mx", NOW - timedelta(1), NOW + timedelta(1)) == 1
    assert safety.closed_lookups.closed_areas("piedras-negras", "mx", TODAY) == []


def test_a_rebuild_gives_the_same_rows(cast: Cast):
    ines, models = by(cast), (Incident, ClosedArea, ClearanceRule, Clearance)
    incident = safety.incident_actions.report_incident(SHOTS, by=ines, at=NOW).subject
    safety.incident_actions.follow_incident(incident=incident, by=ines, at=NOW, done=[safety.IncidentDone.LEFT])
    area = closed(ines)
    safety.closed_actions.pass_area(area=area, patrol=uuid7(2), by=ines, at=NOW)
    rule = safety.closed_actions.require_clearance(safety.Where(name="Vía"), asked_of=safety.Source.TEAM, by=ines, at=NOW).subject
    safety.closed_actions.ask_clearance(rule=rule, by=ines, at=NOW)
    before = [list(model.objects.values()) for model in models]
    rebuild()
    assert [list(model.objects.values()) for model in models] == before
    assert all(before)
