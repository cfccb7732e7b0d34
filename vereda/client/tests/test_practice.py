"""What a phone practises: taken as any entry, in the shadow of its group; pulled apart from the real day; sent nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from vereda.access.tests.cast import Cast
from vereda.client.tests.phone import Phone
from vereda.client.tests.test_openwork import Post
from vereda.encounters.door import coarse
from vereda.groups import door as groups
from vereda.logbook.door import held
from vereda.logbook.entries import ConflictResolved
from vereda.logbook.models import HeldEntry, State
from vereda.practice import shadow_of
from vereda.rescue import door as rescue
from vereda.rescue.entries.alert import AlertClosed, AlertReceived
from vereda.rescue.models.alert import Alert

HERE, THERE = "piedras-negras", "tapachula"

pytestmark = pytest.mark.django_db


def in_practice(phone: Phone, group: str = HERE) -> Phone:
    phone.by = replace(phone.by, group=shadow_of(group))
    return phone


def said(phone: Phone, *entries) -> list[str]:
    """Return what became of some entries."""
    return [one["status"] for one in phone.push(*entries)["answers"]]


def alert() -> AlertReceived:
    return AlertReceived(came_by="unknown", people=2, needs=[], urgent=[], place=coarse(rescue.Told().where, "mx"))


def test_what_an_agent_practises_is_taken_and_stands_in_the_shadow(cast: Cast):
    phone = in_practice(Phone(cast))
    assert said(phone, phone.write(alert(), 1)) == ["accepted"]
    assert Alert.objects.get().group == shadow_of(HERE)


def test_nobody_practises_in_another_group(cast: Cast):
    phone = in_practice(Phone(cast), THERE)
    assert said(phone, phone.write(alert(), 1)) == ["quarantined"]


@pytest.mark.storage
def test_a_practice_entry_about_a_real_record_waits_for_the_real_supervisor_and_changes_nothing(cast: Cast):
    post = Post(cast, "ines", HERE)
    real = rescue.receive_alert(rescue.Told(people=3), by=post.by, at=timezone.now()).subject
    phone = in_practice(Phone(cast))
    assert said(phone, phone.write(AlertClosed(outcome="false_alarm"), real)) == ["quarantined"]
    assert Alert.objects.get(subject=real).outcome == ""
    assert len(held(HERE, "mx")) == 1


def test_a_real_entry_about_a_practised_record_waits_for_the_real_supervisor(cast: Cast):
    phone = in_practice(Phone(cast))
    phone.push(phone.write(alert(), 1))
    subject = Alert.objects.get().subject
    other = Phone(cast, label="Teléfono 2")
    other.push(other.write(AlertClosed(outcome="false_alarm"), subject))
    assert {row.group for row in HeldEntry.objects.all()} == {HERE}
    assert State.objects.get(subject=subject).group == shadow_of(HERE)


def test_a_pull_is_of_the_real_day_or_of_the_practice_and_never_of_both(cast: Cast):
    post = Post(cast, "ines", HERE)
    shadow = replace(post.by, group=shadow_of(HERE))
    at = timezone.now() - timedelta(minutes=5)
    real = str(rescue.open_mission(by=post.by, at=at, folio="PN-1").subject)
    drill = str(rescue.open_mission(by=shadow, at=at, folio="SIM-1").subject)
    groups.depart(route="Ruta 1", by=shadow, at=at)
    assert {one["subject"] for one in post.pull()["items"]} == {real}
    practised = post.ask_practice()
    assert drill in {one["subject"] for one in practised["items"]}
    assert real not in {one["subject"] for one in practised["items"]}
    assert len(practised["items"]) == 2


def test_another_groups_phone_pulls_nothing_of_it(cast: Cast):
    post, nadia = Post(cast, "ines", HERE), Post(cast, "nadia", THERE)
    rescue.open_mission(by=replace(post.by, group=shadow_of(HERE)), at=timezone.now(), folio="SIM-1")
    assert nadia.ask_practice()["items"] == []
    assert nadia.pull()["items"] == []


def test_a_thousand_practised_entries_move_no_figure(cast: Cast):
    from vereda.encounters.door import Line, Meeting, Service, day_sum, record_meeting
    from vereda.logbook.door import facts_of_month, months_counted

    post = Post(cast, "ines", HERE)
    post.meet()
    now = timezone.localtime()
    month = now.date().replace(day=1)
    before = list(facts_of_month("mx", month)), months_counted("mx"), day_sum(HERE, "mx", now.date())
    shadow = replace(post.by, group=shadow_of(HERE))
    told = Meeting(people_met=4, lines=[Line(line_id="a", count=4)], services=[Service(service="WATER")])
    for _ in range(250):  # of each three or four entries
        record_meeting(told, by=shadow, at=now)
    assert (list(facts_of_month("mx", month)), months_counted("mx"), day_sum(HERE, "mx", now.date())) == before


def test_a_resolution_is_no_way_around(cast: Cast):
    post = Post(cast, "ines", HERE)
    real = rescue.receive_alert(rescue.Told(people=3), by=post.by, at=timezone.now()).subject
    phone = in_practice(Phone(cast))
    assert said(phone, phone.write(ConflictResolved(field="people", chosen=real), real)) == ["quarantined"]
