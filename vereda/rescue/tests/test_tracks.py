"""A track belongs to its mission: kept once, cut to the hours of its team, struck and put back, gone when its day has come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import pytest

from vereda.logbook import door, registry
from vereda.logbook.errors import FileNotHere
from vereda.logbook.files import open_file
from vereda.logbook.schema import Attachment, FieldClass
from vereda.logbook.tests.pens import NOW, Pen, author, delivered, subject_number
from vereda.logbook.words import Taken
from vereda.rescue import door as rescue
from vereda.rescue.actions.search_plan import plan_search
from vereda.rescue.entries.search_plan import Near, PlanNumbers, Searcher
from vereda.rescue.entries.track import TrackBrought
from vereda.rescue.errors.mission import MissionNotOpen
from vereda.rescue.errors.track import TrackGone, TrackOfWhichTeam, TrackOutsideHours, TrackTooLate
from vereda.rescue.lookups import tracks
from vereda.rescue.models.track import Track
from vereda.rescue.reading.tests.files import Point, gpx, kml_track
from vereda.rescue.rules.search_plan import Places

pytestmark = [pytest.mark.storage, pytest.mark.django_db]

INES, NADIA = author("ines", "desk"), author("nadia", "desk", group="tapachula")
LON, LAT = -100.52, 28.7  # near Piedras Negras
DAY = timedelta(days=1)
WHO = rescue.Team(call_sign="Lobo 2", members=["ines"], check_in_min=60)


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every author write; whose entries are held is access's own test."""
    monkeypatch.setattr(registry, "_authority", [])


@pytest.fixture
def sent(home: Path) -> rescue.MissionTeam:
    """Return a team that was out from three hours ago to one hour ago, on a mission that goes on."""
    mission = rescue.open_mission(by=INES, at=NOW - timedelta(hours=4), folio="PN-7").subject
    rescue.dispatch_team(mission=mission, who=WHO, by=INES, at=NOW - timedelta(hours=3))
    (row,) = rescue.teams_of(mission, INES.group, "mx")
    rescue.bring_team_back(mission=mission, team=row.team, by=INES, at=NOW - timedelta(hours=1))
    (row,) = rescue.teams_of(mission, INES.group, "mx")
    return row


def walk(first: int = -170, last: int = -70, *, lat: float = LAT) -> list[Point]:
    """Return a point each ten minutes between two minutes before and after now, northwards."""
    hours = ((NOW + timedelta(minutes=minute)).isoformat() for minute in range(first, last + 1, 10))
    return [(LON, lat + n / 1000, at) for n, at in enumerate(hours)]


def looked(row: rescue.MissionTeam, *files: tuple[str, bytes], now: datetime = NOW) -> list[rescue.Looked]:
    return rescue.look_at_tracks(files, mission=row.subject, team=row.team, by=INES, now=now)


def bring(row: rescue.MissionTeam, content: bytes, name: str = "lobo.gpx", *, now: datetime = NOW) -> door.Receipt | None:
    (one,) = looked(row, (name, content), now=now)
    assert one.recording, one.fault
    return rescue.bring_track(
        one.recording,
        digest=one.digest,
        mission=row.subject,
        team=row.team,
        name=name,
        by=INES,
        at=now,
        carried_by="GPS 3",
        now=now,
    )


def brought(row: rescue.MissionTeam, content: bytes | None = None, name: str = "lobo.gpx") -> Track:
    receipt = bring(row, content or gpx(walk()), name)
    assert receipt
    return Track.objects.get(subject=receipt.subject)


def test_a_track_is_kept_with_its_mission_and_read_again(sent, home: Path):
    row = brought(sent)
    assert (row.mission, row.team, row.points, row.length_m) == (sent.subject, sent.team, 11, 1100)
    (one,) = rescue.tracks_of(sent.subject, INES.group, "mx")
    assert (one.track, one.team, one.name, one.carried_by) == (row.subject, sent.team, "lobo.gpx", "GPS 3")
    assert one.recorded_from == NOW - timedelta(minutes=170)
    assert one.recorded_until == NOW - timedelta(minutes=70)
    assert one.lines[0][0] == (LON, LAT)
    assert len(one.lines[0]) == 11
    (kept,) = (home / "files").iterdir()
    assert b"28.7" not in kept.read_bytes()
    (entry,) = door.history(row.subject)
    (body,) = door.bodies_of_kind(entry.kind, [entry.id])
    for sealed in ("28.7", "GPS 3", "lobo.gpx"):
        assert sealed not in body.model_dump_json()


def test_the_same_recording_twice_is_once_in_whatever_form_it_comes(sent):
    brought(sent)
    assert bring(sent, gpx(walk()), "otro nombre.gpx") is None
    first, second = looked(sent, ("a.kml", kml_track(walk(lat=28.8))), ("b.gpx", gpx(walk(lat=28.8))))
    assert (first.is_there, second.is_there) == (False, True)
    assert looked(sent, ("a.kml", kml_track(walk())))[0].is_there
    assert Track.objects.count() == 1


def test_what_was_recorded_before_the_dispatch_or_after_the_return_is_cut_away_and_not_kept(sent):
    (one,) = looked(sent, ("todo.gpx", gpx(walk(-300, 0))))
    assert (one.recording.points, one.cut_points) == (13, 18)
    brought(sent, gpx(walk(-300, 0)))
    (kept,) = rescue.tracks_of(sent.subject, INES.group, "mx")
    assert kept.recording.span == (NOW - timedelta(hours=3), NOW - timedelta(hours=1))
    assert looked(sent, ("todo.gpx", gpx(walk(-300, 0))))[0].is_there, "known by the whole of it"


def test_each_bad_file_has_its_sentence_and_nothing_is_written(sent):
    other_day = [(lon, lat, at.replace("2024", "2019").replace("2026", "2019")) for lon, lat, at in walk()]
    told = looked(
        sent, ("bien.gpx", gpx(walk())), ("roto.gpx", gpx(walk())[:-9]), ("otro.gpx", gpx(other_day)), ("x.txt", b"hola")
    )
    assert [one.fault and one.fault.code for one in told] == [
        None,
        "rescue.map_file_broken",
        TrackOutsideHours.code,
        "rescue.map_file_other_form",
    ]
    for one in told[1:]:
        assert f"«{one.name}»" in str(one.fault)
    assert not Track.objects.exists()


def test_a_recording_that_is_far_from_all_that_is_known_or_has_no_hours_is_asked_about(sent):
    near, far, timeless = looked(
        sent,
        ("a.gpx", gpx(walk())),
        ("b.gpx", gpx(walk(lat=30.5))),
        ("c.gpx", gpx([(lon, lat, "") for lon, lat, _at in walk(lat=28.8)])),
    )
    assert [one.asks for one in (near, far, timeless)] == [False, True, True]
    assert 195 < far.far_km < 210
    assert timeless.cut_points == 0


def test_only_a_team_of_this_mission_and_only_its_own_group_brings_one(sent):
    with pytest.raises(TrackOfWhichTeam):
        rescue.look_at_tracks([("a.gpx", gpx(walk()))], mission=sent.subject, team=UUID(int=7), by=INES, now=NOW)
    with pytest.raises(MissionNotOpen):
        rescue.look_at_tracks([("a.gpx", gpx(walk()))], mission=sent.subject, team=sent.team, by=NADIA, now=NOW)
    row = brought(sent)
    with pytest.raises(TrackGone):
        rescue.strike_track(mission=sent.subject, track=row.subject, by=NADIA, at=NOW)
    assert rescue.tracks_of(sent.subject, NADIA.group, "mx") == []


def test_a_struck_track_is_left_out_can_be_put_back_and_its_key_goes_after_a_day(sent, home: Path):
    row = brought(sent)
    told = {"mission": sent.subject, "track": row.subject, "by": INES}
    rescue.strike_track(**told, at=NOW)
    with pytest.raises(TrackGone):
        rescue.strike_track(**told, at=NOW)
    assert rescue.tracks_of(sent.subject, INES.group, "mx") == []
    assert rescue.closed_tracks(sent.subject, INES.group, "mx") == 0
    assert not looked(sent, ("lobo.gpx", gpx(walk())))[0].is_there, "it may be brought again"
    rescue.reinstate_track(**told, at=NOW)
    assert len(rescue.tracks_of(sent.subject, INES.group, "mx")) == 1
    rescue.strike_track(**told, at=NOW)
    assert rescue.forget_tracks(now=NOW + DAY - timedelta(minutes=1)) == 0
    assert rescue.forget_tracks(now=NOW + DAY) == 1
    with pytest.raises(TrackGone):
        rescue.reinstate_track(**told, at=NOW + DAY)
    door.keep_retention(now=NOW + DAY)
    assert list((home / "files").iterdir()) == []


def close(row: rescue.MissionTeam, at: datetime = NOW) -> None:
    rescue.close_mission(mission=row.subject, by=INES, at=at, outcome="found")


def box_of(row: Track) -> Attachment:
    return Attachment.model_validate(tracks.kept(row)["attachments"][0])


@pytest.mark.parametrize("job", [rescue.forget_tracks, door.forget_kept])
def test_thirty_days_after_the_closure_the_key_is_gone_and_nobody_can_read_the_file(sent, home: Path, job: Callable[..., int]):
    row = brought(sent)
    attachment = box_of(row)
    close(sent)
    job(now=NOW + 30 * DAY - timedelta(minutes=1))
    door.keep_retention(now=NOW + 30 * DAY - timedelta(minutes=1))
    assert len(rescue.tracks_of(sent.subject, INES.group, "mx")) == 1, "other places of the mission went after seven days"
    job(now=NOW + 30 * DAY)
    assert door.open_box(row.kept, FieldClass.CONTACT) is None
    assert rescue.tracks_of(sent.subject, INES.group, "mx") == []
    assert rescue.closed_tracks(sent.subject, INES.group, "mx") == 1
    door.keep_retention(now=NOW + 30 * DAY)
    assert list((home / "files").iterdir()) == []
    with pytest.raises(FileNotHere):
        open_file(attachment)
    door.rebuild()
    row = Track.objects.get()
    assert (row.points, row.length_m) == (11, 1100), "how much was walked stays"
    assert tracks.kept(row) == {}


def test_a_mission_that_is_opened_again_before_that_keeps_its_tracks(sent):
    row = brought(sent)
    close(sent)
    rescue.reopen_mission(mission=sent.subject, by=INES, at=NOW + 29 * DAY)
    assert rescue.forget_tracks(now=NOW + 300 * DAY) == 0
    assert box_of(row)
    close(sent, NOW + 300 * DAY)
    assert rescue.forget_tracks(now=NOW + 329 * DAY) == 0
    assert rescue.forget_tracks(now=NOW + 330 * DAY) == 1


def sent_by_phone(
    row: rescue.MissionTeam, content: bytes, number: int, team: UUID | None = None, now: datetime = NOW, **said: datetime
) -> None:
    """Have a track come whole from a phone, as it recorded it, with its file."""
    attachment, sealed = door.seal_file(content, "application/gpx+xml")
    box = door.Plain(cls=FieldClass.CONTACT, fields={"name": "Lobo", "attachments": [attachment.model_dump()]})
    payload = TrackBrought(mission=row.subject, team=team or row.team, points=31, length_m=3300, **said)
    entry = Pen(f"phone-{number}").write(payload, subject_number(number), boxes=[box])
    (answer,) = door.receive([delivered(entry)], device=f"phone-{number}", now=now)
    assert answer.status == Taken.ACCEPTED
    door.keep_file(attachment, sealed)


@pytest.mark.usefixtures("trusting")
def test_what_comes_later_than_that_is_refused_at_the_desk_and_forgotten_when_a_phone_sends_it(sent):
    close(sent)
    late = NOW + 30 * DAY
    with pytest.raises(TrackTooLate, match="30 días"):
        looked(sent, ("a.gpx", gpx(walk())), now=late)
    sent_by_phone(sent, gpx(walk()), 5, now=late)
    assert rescue.forget_tracks(now=late) == 1
    assert rescue.tracks_of(sent.subject, INES.group, "mx") == []


@pytest.mark.usefixtures("trusting")
def test_a_track_that_a_phone_wrote_is_shown_when_its_file_has_arrived(sent):
    attachment, sealed = door.seal_file(gpx(walk()), "application/gpx+xml")
    box = door.Plain(cls=FieldClass.CONTACT, fields={"name": "Lobo", "attachments": [attachment.model_dump()]})
    payload = TrackBrought(mission=sent.subject, team=sent.team, points=11, length_m=1100)
    entry = Pen("phone-1").write(payload, subject_number(5), boxes=[box])
    door.receive([delivered(entry)], device="phone-1", now=NOW)
    assert rescue.closed_tracks(sent.subject, INES.group, "mx") == 1
    assert door.is_file_named(attachment.sha256)
    door.keep_file(attachment, sealed)
    (one,) = rescue.tracks_of(sent.subject, INES.group, "mx")
    assert (one.name, one.recorded_from, len(one.lines[0])) == ("Lobo", None, 11)


@pytest.mark.usefixtures("trusting")
def test_of_a_track_that_a_phone_recorded_longer_only_the_hours_on_the_mission_are_shown_and_go_out(sent):
    sent_by_phone(sent, gpx(walk(-300, 0)), 5)
    (one,) = rescue.tracks_of(sent.subject, INES.group, "mx")
    assert one.recording.span == (NOW - timedelta(hours=3), NOW - timedelta(hours=1))
    assert (one.recorded_from, one.recorded_until) == one.recording.span
    assert one.recording.points == 13
    row = rescue.mission(sent.subject, INES.group, "mx")
    assert row is not None
    (out,) = rescue.going_out(row).tracks
    assert out.recording == one.recording


@pytest.mark.usefixtures("trusting")
def test_a_return_that_is_noted_after_the_track_came_cuts_what_is_shown_of_it(sent):
    rescue.dispatch_team(
        mission=sent.subject,
        who=rescue.Team(call_sign="Puma 1", members=[], check_in_min=60),
        by=INES,
        at=NOW - timedelta(hours=3),
    )
    puma = next(one for one in rescue.teams_of(sent.subject, INES.group, "mx") if one.call_sign == "Puma 1")
    sent_by_phone(puma, gpx(walk(-170, 0)), 5)
    (one,) = rescue.tracks_of(sent.subject, INES.group, "mx")
    assert one.recording.points == 18
    rescue.bring_team_back(mission=sent.subject, team=puma.team, by=INES, at=NOW - timedelta(minutes=30))
    (one,) = rescue.tracks_of(sent.subject, INES.group, "mx")
    assert one.recording.points == 15


@pytest.mark.usefixtures("trusting")
def test_what_is_told_of_a_track_is_of_its_team_also_when_its_key_is_gone(sent):
    said = {"recorded_from": NOW - timedelta(hours=5), "recorded_until": NOW}
    sent_by_phone(sent, gpx(walk(-300, 0)), 5, **said)
    (row,) = rescue.track_rows(sent.subject, INES.group, "mx")
    assert (row.recorded_from, row.length_m) == (NOW - timedelta(hours=5), 3300), "as the phone said it"
    hours = (NOW - timedelta(hours=3), NOW - timedelta(hours=1))
    assert rescue.of_the_team(row) == (*hours, 1300)
    close(sent)
    assert rescue.forget_tracks(now=NOW + 40 * DAY) == 1
    (row,) = rescue.track_rows(sent.subject, INES.group, "mx")
    assert rescue.of_the_team(row) == (*hours, None)


@pytest.mark.usefixtures("trusting")
def test_of_a_track_that_is_wholly_of_other_hours_or_of_no_known_team_nothing_is_told(sent):
    sent_by_phone(sent, gpx(walk(-50, 0)), 5)
    sent_by_phone(sent, gpx(walk()), 6, UUID(int=7))
    assert [rescue.of_the_team(row) for row in rescue.track_rows(sent.subject, INES.group, "mx")] == [None, None]


@pytest.mark.usefixtures("trusting")
def test_a_track_that_is_wholly_of_other_hours_or_of_a_team_that_has_not_arrived_is_not_shown(sent):
    sent_by_phone(sent, gpx(walk(-50, 0)), 5)
    sent_by_phone(sent, gpx(walk()), 6, UUID(int=7))
    assert rescue.tracks_of(sent.subject, INES.group, "mx") == []
    assert rescue.closed_tracks(sent.subject, INES.group, "mx") == 2


def test_a_track_of_a_mission_that_is_erased_or_never_came_goes_as_if_it_had_been_closed_when_it_came(sent):
    brought(sent)
    door.erase(sent.subject, by=INES, at=NOW, second="rafael", now=NOW)
    assert rescue.forget_tracks(now=NOW + 29 * DAY) == 0
    assert rescue.forget_tracks(now=NOW + 30 * DAY) == 1


def test_a_file_that_is_damaged_leaves_the_track_out_and_counted(sent, home: Path):
    brought(sent)
    (kept,) = (home / "files").iterdir()
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    assert rescue.tracks_of(sent.subject, INES.group, "mx") == []
    assert rescue.closed_tracks(sent.subject, INES.group, "mx") == 1


def test_a_disk_that_is_full_leaves_no_track_without_its_file(sent, monkeypatch):
    def full(attachment: Attachment, sealed: bytes) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr("vereda.rescue.actions.track.keep_file", full)
    with pytest.raises(OSError, match="space"):
        bring(sent, gpx(walk()))
    assert not Track.objects.exists()


def test_at_a_post_the_file_is_passed_on_upwards_as_well(sent, home: Path, monkeypatch):
    monkeypatch.setattr("vereda.rescue.actions.track.this_node", lambda: SimpleNamespace(is_post=True))
    brought(sent)
    (kept,), (waiting,) = (home / "files").iterdir(), door.files_passing()
    assert waiting.name == kept.name
    assert waiting.read_bytes() == kept.read_bytes()


LAST = (-100.531234, 28.721234)


@pytest.mark.parametrize("form", list(rescue.MapForm))
def test_with_a_plan_its_areas_go_out_and_not_where_they_were_seen(sent, form):
    brought(sent)
    numbers = PlanNumbers(
        seen_at=NOW - timedelta(hours=6),
        side_m=2000,
        near=Near(weight=1, error_m=800),
        searchers=[Searcher(name="Lobo 2", hours=6, speed_kmh=2, sweep_m=30)],
    )
    plan_search(numbers, Places(last=LAST), mission=sent.subject, by=INES, at=NOW)
    row = rescue.mission(sent.subject, INES.group, "mx")
    assert row is not None
    what = rescue.going_out(row)
    file = rescue.written_out(what, form)
    areas = [shape for shape in rescue.read_shapes(file, "a") if shape.is_area]
    assert len(areas) == len(what.areas) > 0
    assert areas[0].name == "1"
    assert rescue.read_recording(file, "a").points == 11
    for point in (b"531234", b"721234"):
        assert point not in file
