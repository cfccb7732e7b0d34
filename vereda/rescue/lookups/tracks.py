"""What pages and the planner ask of tracks of own teams: what was brought, and where it led while its key is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from vereda.countries.door import installed, pack
from vereda.errors import FieldError
from vereda.logbook.door import last_received, open_box, open_file
from vereda.logbook.schema import Attachment, FieldClass
from vereda.rescue.lookups import missions, teams
from vereda.rescue.models.track import Track
from vereda.rescue.reading.recordings import Points, Recording, cut, read_recording
from vereda.rescue.rules.track import hours_on_mission, is_kept_too_long

RETENTION = "own_track"
"""How the country's table of retention names tracks of own teams."""


@dataclass(frozen=True)
class Walked:
    """A track that can be read.

    name   as the file was called; carried_by: what or who carried the receiver, as it was said
    lines  (longitude, latitude) [degrees]; a gap in the recording is two lines; recording: the same with its hours
    recorded_from, recorded_until  None where the receiver wrote no hours
    """

    track: UUID
    name: str
    carried_by: str
    team: UUID
    recorded_from: datetime | None
    recorded_until: datetime | None
    length_m: int
    recording: Recording

    @property
    def lines(self) -> tuple[Points, ...]:
        """Where it led."""
        return self.recording.lines


class OfTheTeam(NamedTuple):
    """What is told of a track that somebody may look at. length_m: None where nobody can measure it any more."""

    recorded_from: datetime | None
    recorded_until: datetime | None
    length_m: int | None


def track_rows(mission: UUID, group: str, country: str) -> list[Track]:
    """Return the tracks of a mission of the group, struck ones as well, the first recorded first; those without hours last."""
    rows = Track.objects.filter(mission=mission, group=group, country=country).order_by("brought_at", "subject")
    return sorted(rows, key=lambda row: (row.recorded_from is None, row.recorded_from or row.brought_at))


def track(subject: UUID, mission: UUID, group: str, country: str) -> Track | None:
    """Return one track of a mission of the group."""
    return Track.objects.filter(subject=subject, mission=mission, group=group, country=country).first()


def tracks_of(mission: UUID, group: str, country: str) -> list[Walked]:
    """Return the tracks of a mission that stand and can be read, the first recorded first.

    Struck ones are left out, and those whose key is gone, whose file has not arrived, or does not open: `closed_tracks` counts.
    """
    return [found for row in track_rows(mission, group, country) if not row.struck_at and (found := walked(row))]


def closed_tracks(mission: UUID, group: str, country: str) -> int:
    """Return how many tracks of a mission stand and cannot be read: the length that was walked is known, not where."""
    rows = [row for row in track_rows(mission, group, country) if not row.struck_at]
    return len(rows) - len(tracks_of(mission, group, country))


def walked(row: Track) -> Walked | None:
    """Return a track opened, cut to the hours of its team on the mission as they are known now.

    None where its key is gone, its file has not arrived or does not open, or nothing of it is of those hours. A phone sends it
    whole and may not know that others ended the mission: what it recorded after that is nobody's business.
    """
    box = kept(row)
    if not box:
        return None
    name = str(box.get("name", ""))
    try:
        whole = read_recording(open_file(Attachment.model_validate(box["attachments"][0])), name)
    except FieldError:
        return None
    recording, gone = _on_mission(whole, row)
    if not recording.fixes:
        return None
    begins, ends = (recording.span or (None, None)) if gone else (row.recorded_from, row.recorded_until)
    return Walked(
        track=row.subject,
        name=name,
        carried_by=str(box.get("carried_by", "")),
        team=row.team,
        recorded_from=begins,
        recorded_until=ends,
        length_m=recording.length_m if gone else row.length_m,
        recording=recording,
    )


def of_the_team(row: Track) -> OfTheTeam | None:
    """Return hours and length of what of a track is of its team's hours on the mission.

    None where nothing is, or nobody can tell yet. A file is opened only where it was not recorded within those hours by what was
    said of it; where its key is gone the length is not told: that of the whole is nobody's business.
    """
    hours, first, last = _hours(row), row.recorded_from, row.recorded_until
    if hours is None:
        return None
    if first and last and hours[0] <= first and last <= hours[1]:
        return OfTheTeam(first, last, row.length_m)
    if found := walked(row):
        return OfTheTeam(found.recorded_from, found.recorded_until, found.length_m)
    if is_track_kept(row) or not (first and last) or max(hours[0], first) > min(hours[1], last):
        return None
    return OfTheTeam(max(hours[0], first), min(hours[1], last), None)


def _on_mission(whole: Recording, row: Track) -> tuple[Recording, int]:
    """Return what of a recording is of the hours of its team on the mission, and how many points are not."""
    hours = _hours(row)
    return cut(whole, *hours) if hours else (Recording(()), whole.points)


def _hours(row: Track) -> tuple[datetime, datetime] | None:
    """Return from when until when its team was on the mission; None where one of them has not arrived: nobody can tell yet."""
    sent = teams.team(row.mission, row.team, row.group, row.country)
    mission = missions.mission(row.mission, row.group, row.country)
    if sent is None or mission is None:
        return None
    ends = (sent.returned_at, sent.stood_down_at, mission.closed_at)
    return hours_on_mission(sent.dispatched_at, ends, datetime.max.replace(tzinfo=UTC))


def kept(row: Track) -> dict[str, Any]:  # Any: JSON of a box
    """Return what the box of a track says, {} where there is none, or its key is gone."""
    return (open_box(row.kept, FieldClass.CONTACT) if row.kept else None) or {}


def is_track_kept(row: Track) -> bool:
    """Tell whether the key of a track is still there."""
    return bool(kept(row))


def kept_too_long(now: datetime) -> Iterator[UUID]:
    """Yield the tracks whose key goes now, or went already."""
    for country in installed():
        if since := pack(country).kept_since(RETENTION, now):
            yield from _too_long(Track.objects.filter(country=country).order_by("subject"), since, now)


def _too_long(rows: Iterable[Track], since: datetime, now: datetime) -> Iterator[UUID]:
    tracks = list(rows)
    there = missions.missions_named({row.mission for row in tracks})
    told = last_received({row.subject for row in tracks} | {row.mission for row in tracks})
    for row in tracks:
        mission = there.get(row.mission)
        if is_kept_too_long(
            since=since,
            now=now,
            closed_at=mission.closed_at if mission else None,
            last_told=told.get(row.mission if mission else row.subject, now),
            is_mission_here=mission is not None,
            struck_at=row.struck_at,
        ):
            yield row.subject
