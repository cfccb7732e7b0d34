"""Warnings on the database: at one group or at all, once each, replaced in any order; those given out keep their thread."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from vereda.access.tests.cast import Cast
from vereda.logbook.door import Author, Ours, disputes, list_for, rebuild, record
from vereda.logbook.models import LogEntry
from vereda.practice import shadow_of
from vereda.safety.actions import closed as closed_actions
from vereda.safety.actions import warning as actions
from vereda.safety.actions.closed import Where
from vereda.safety.actions.warning import Danger
from vereda.safety.entries.warning import WarningGiven, WarningTold
from vereda.safety.errors import warning as errors
from vereda.safety.lookups import warning as lookups
from vereda.safety.models.warning import AuthorityWarning, GivenWarning
from vereda.safety.reading.cap import read_cap
from vereda.safety.rules.cap_out import cap_file, identifier_of
from vereda.safety.rules.warning import subject_of
from vereda.safety.tests.cap_files import NOW, at, cap, info, names
from vereda.safety.words import CapCertainty, CapMessage, CapSeverity, CapStatus, CapUrgency, ClosedFor, GivenFor, Source

pytestmark = [pytest.mark.django_db, pytest.mark.storage]
HERE, THERE = "piedras-negras", "tapachula"
ZONES = {HERE: "America/Matamoros", THERE: "America/Mexico_City"}
SENDER = "vereda.example.org:piedras-negras"


def by(cast: Cast, name: str = "rafael", group: str = HERE) -> Author:
    return Author(account=str(cast.account(name).pk), group=group, country="mx", zone=ZONES[group.removeprefix("practice.")])


def standing(group: str = HERE, now: datetime = NOW) -> list[str]:
    return [row.identifier for row in lookups.standing(group, "mx", now)]


def test_a_file_is_brought_once_however_often_and_is_of_the_own_group(cast: Cast):
    told = read_cap(cap())
    first = actions.bring_in(told, by=[by(cast)], at=NOW)
    again = actions.bring_in(told, by=[by(cast, "ines")], at=NOW)
    assert (first.new, again.new, first.subject) == (1, 0, again.subject)
    assert LogEntry.objects.filter(kind="safety.warning_told").count() == 1
    assert (standing(), standing(THERE)) == (["MET-1"], [])
    assert lookups.warning(first.subject, THERE, "mx") is None


def test_headquarters_brings_it_to_every_post_at_once_and_a_post_gives_its_own_to_the_others(cast: Cast):
    told, all_posts = read_cap(cap()), [by(cast, "graciela", HERE), by(cast, "graciela", THERE)]
    mine = actions.bring_in(told, by=[by(cast)], at=NOW)
    assert actions.pass_on(warning=mine.subject, group=HERE, by=all_posts, at=NOW) == 1
    assert standing() == standing(THERE) == ["MET-1"]
    [here, there] = AuthorityWarning.objects.order_by("group")
    assert (here.infos, here.references, here.ends_at) == (there.infos, there.references, there.ends_at)
    assert actions.bring_in(told, by=all_posts, at=NOW).new == 0
    with pytest.raises(errors.WarningNotThere):
        actions.pass_on(warning=mine.subject, group=THERE, by=all_posts, at=NOW)


def test_what_headquarters_brings_comes_down_to_each_post_by_its_relay_and_what_a_post_brings_to_no_other(cast: Cast):
    told, other = read_cap(cap()), read_cap(cap(identifier="MET-2"))
    actions.bring_in(told, by=[by(cast, "graciela", HERE), by(cast, "graciela", THERE)], at=NOW)
    actions.bring_in(other, by=[by(cast)], at=NOW)
    passed = {}
    for group in (HERE, THERE):
        ids = [one.id for one in list_for(Ours(country="mx", group=group), 0).listed]
        found = LogEntry.objects.filter(id__in=ids, kind="safety.warning_told")
        passed[group] = [row.subject for row in found.order_by("clock", "id")]
    assert passed == {
        HERE: [subject_of("mx", HERE, told), subject_of("mx", HERE, other)],
        THERE: [subject_of("mx", THERE, told)],
    }
    assert WarningTold.from_posts  # what a post's own desk brings goes up to headquarters
    assert not WarningTold.from_devices


def test_an_update_and_an_ending_are_told_apart_and_survive_a_rebuild(cast: Cast):
    second = cap(identifier="MET-2", sent=at(-0.5), message="Update", references=names())
    third = cap(info(), identifier="MET-3", sent=at(-0.2), message="Cancel", references=names("MET-2", at(-0.5)))
    for raw in (third, second, cap()):
        actions.bring_in(read_cap(raw), by=[by(cast)], at=NOW)
    assert standing() == []
    assert [(row.identifier, why) for row, why in lookups.ended(HERE, "mx", NOW)] == [("MET-2", "cancel"), ("MET-1", "update")]
    before = list(AuthorityWarning.objects.order_by("subject").values())
    rebuild()
    assert list(AuthorityWarning.objects.order_by("subject").values()) == before


def test_brought_at_two_desks_without_a_line_it_is_one_warning_and_no_conflict(cast: Cast):
    told = read_cap(cap())
    subject = subject_of("mx", HERE, told)
    for name, hours in (("rafael", 0), ("ines", -0.5)):
        record(told, subject=subject, by=by(cast, name), at=NOW + timedelta(hours=hours), seen=[])
    row = lookups.warning(subject, HERE, "mx")
    assert row
    assert row.brought_by == str(cast.account("ines").pk)
    assert list(disputes(HERE, "mx")) == []


def test_what_was_brought_by_mistake_is_taken_out_and_can_be_brought_again(cast: Cast):
    told = read_cap(cap())
    subject = actions.bring_in(told, by=[by(cast)], at=NOW).subject
    with pytest.raises(errors.WarningNotThere):
        actions.take_out(warning=subject, by=by(cast, "nadia", THERE), at=NOW)
    actions.take_out(warning=subject, by=by(cast), at=NOW)
    assert standing() == []
    with pytest.raises(errors.WarningNotThere):
        actions.take_out(warning=subject, by=by(cast), at=NOW)
    assert actions.bring_in(told, by=[by(cast)], at=NOW).new == 1
    assert standing() == ["MET-1"]


@pytest.mark.parametrize(
    ("raw", "error"),
    [(cap(info(expires=at(-0.1))), errors.CapTooOld), (cap(info(expires=None), sent=at(-25)), errors.CapTooOld),
     (cap(sent=at(1)), errors.CapFromFuture)],
)  # fmt: skip
def test_what_is_over_or_was_sent_tomorrow_is_refused_and_nothing_is_written(cast: Cast, raw: bytes, error):
    with pytest.raises(error):
        actions.bring_in(read_cap(raw), by=[by(cast)], at=NOW)
    assert not LogEntry.objects.filter(kind="safety.warning_told").exists()


def test_an_old_ending_still_ends(cast: Cast):
    actions.bring_in(read_cap(cap()), by=[by(cast)], at=NOW)
    ended = cap(identifier="MET-9", sent=at(-0.5), message="Cancel", references=names())
    actions.bring_in(read_cap(ended), by=[by(cast)], at=NOW + timedelta(days=2))
    assert standing() == []


def test_a_practice_has_its_own_warnings(cast: Cast):
    actions.bring_in(read_cap(cap()), by=[by(cast, "rafael", shadow_of(HERE))], at=NOW)
    assert standing() == []
    assert standing(shadow_of(HERE)) == ["MET-1"]


# Warnings of the post -------------------------------------------------------------------------------------------------------


def danger(**changed) -> Danger:
    usual = {
        "hazard": GivenFor.FLOOD,
        "municipality": "05025",
        "urgency": CapUrgency.IMMEDIATE,
        "severity": CapSeverity.SEVERE,
        "certainty": CapCertainty.OBSERVED,
        "onset": NOW,
        "expires": NOW + timedelta(hours=6),
    }
    return Danger(**usual | changed)


def give(cast: Cast, group: str = HERE, **changed) -> UUID:
    return actions.give(danger(**changed), sender=SENDER, by=by(cast, group=group), at=NOW).subject


def messages(subject: UUID, group: str = HERE) -> list[tuple[str, datetime, WarningGiven]]:
    row = lookups.given(subject, group, "mx")
    assert row
    return [(one, datetime.fromisoformat(sent), WarningGiven.model_validate(told)) for one, sent, _who, told in row.messages]


def test_a_warning_keeps_its_thread_of_references_to_the_end(cast: Cast):
    subject = give(cast)
    actions.change(given=subject, danger=danger(severity=CapSeverity.EXTREME), sender=SENDER, by=by(cast), at=NOW)
    actions.cancel(given=subject, by=by(cast), at=NOW)
    told = messages(subject)
    assert [one.message for *_rest, one in told] == [CapMessage.ALERT, CapMessage.UPDATE, CapMessage.CANCEL]
    assert len({sent for _entry, sent, _one in told}) == 3  # who reads them knows their order
    assert [ref.identifier for ref in told[2][2].references] == [identifier_of(told[0][0]), identifier_of(told[1][0])]
    files = [read_cap(cap_file(one, entry=entry, sent=sent)) for entry, sent, one in told]
    for one in files:
        actions.bring_in(one, by=[by(cast, "nadia", THERE)], at=NOW + timedelta(minutes=1))
    assert standing(THERE) == []
    for act in (
        lambda: actions.cancel(given=subject, by=by(cast), at=NOW),
        lambda: actions.change(given=subject, danger=danger(), sender=SENDER, by=by(cast), at=NOW),
        lambda: actions.cancel(given=subject, by=by(cast, "nadia", THERE), at=NOW),
    ):
        with pytest.raises(errors.GivenNotThere):
            act()
    before = list(GivenWarning.objects.values())
    rebuild()
    assert list(GivenWarning.objects.values()) == before


def test_only_a_municipality_or_a_formal_point_of_its_state_is_named(cast: Cast):
    assert messages(give(cast))[0][2].area_said == "Piedras Negras, Coahuila de Zaragoza"
    from vereda.countries.door import pack

    own = next(one for one in pack("mx").crossing_points.values() if one.state_a == "MX-COA" and one.kind == "formal")
    far = next(one for one in pack("mx").crossing_points.values() if one.state_a == "MX-CHP")
    assert messages(give(cast, point=own.code))[0][2].area_said == f"{own.name} (Piedras Negras, Coahuila de Zaragoza)"
    for wrong in ({"municipality": "99999"}, {"point": far.code}, {"point": "el-vado-de-don-chuy"}):
        with pytest.raises(errors.GivenAreaUnknown):
            give(cast, **wrong)


@pytest.mark.parametrize("hours", [(0, 169), (6, 6), (7, 6), (-10, -1)])
def test_a_warning_ends_later_than_now_and_within_a_week(cast: Cast, hours: tuple[int, int]):
    begins, ends = (NOW + timedelta(hours=one) for one in hours)
    with pytest.raises(errors.GivenUntilWrong):
        give(cast, onset=begins, expires=ends)
    assert GivenWarning.objects.count() == 0


@pytest.mark.parametrize("reason", list(ClosedFor))
def test_a_closed_area_goes_out_for_water_fire_and_road_and_never_by_its_name(cast: Cast, reason: ClosedFor):
    area = closed_actions.close_area(
        Where(name="El vado de don Chuy"), reason=reason, said_by=Source.TEAM, from_on=NOW.date(), until_on=NOW.date(),
        by=by(cast), at=NOW, note="ahí duermen",
    ).subject  # fmt: skip
    if reason not in (ClosedFor.FLOOD, ClosedFor.FIRE, ClosedFor.ROAD):
        with pytest.raises(errors.GivenNotForAll):
            give(cast, closed_area=area)
        return
    [(entry, sent, told)] = messages(give(cast, closed_area=area))
    raw = cap_file(told, entry=entry, sent=sent).decode()
    assert "Chuy" not in raw
    assert "duermen" not in raw
    assert str(area) not in raw


def test_what_is_practised_goes_out_as_an_exercise(cast: Cast):
    subject = give(cast, group=shadow_of(HERE))
    assert messages(subject, shadow_of(HERE))[0][2].status is CapStatus.EXERCISE
    assert lookups.given(subject, HERE, "mx") is None
    assert NOW.tzinfo is UTC
