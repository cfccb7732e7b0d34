"""Tracks of own teams: looked at before they are kept, kept once, struck and put back; destroyed when their day has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.countries.door import pack
from vereda.logbook.door import (
    Author,
    Plain,
    Receipt,
    destroy_boxes,
    finish_file,
    in_turn,
    keep_file,
    left_to_destroy,
    open_box,
    record,
    seal_file,
    take_piece,
    this_node,
)
from vereda.logbook.schema import Attachment, FieldClass
from vereda.practice import real_of
from vereda.rescue.entries.track import TrackBrought, TrackReinstated, TrackStruck
from vereda.rescue.errors.map_file import MapFileFaulty
from vereda.rescue.errors.mission import MissionNotOpen
from vereda.rescue.errors.track import TrackGone, TrackOfWhichTeam, TrackOutsideHours, TrackTooLate
from vereda.rescue.lookups import missions, teams, tracks
from vereda.rescue.models.mission import Mission, MissionTeam
from vereda.rescue.models.track import Track
from vereda.rescue.reading.recordings import MEDIA_TYPE, Recording, cut, farthest_km, packed, read_recording
from vereda.rescue.rules.track import hours_on_mission

FAR_KM = 100
"""Farther than this from the post and from every place of the mission, somebody is asked whether it is of this mission."""
PIECE = 32 * 1024  # [bytes]


@dataclass(frozen=True)
class Looked:
    """One file as it was understood, before anything is kept.

    recording   what would be kept, None where the file is not taken; fault: why
    digest      of the whole recording, before it was cut
    cut_points  points that were taken away: recorded while the team was not on the mission
    far_km      how far its farthest point is from all that is known, 0 where that is near enough
    is_there    the mission has this recording already
    """

    name: str
    recording: Recording | None = None
    fault: MapFileFaulty | TrackOutsideHours | None = None
    digest: str = ""
    cut_points: int = 0
    far_km: int = 0
    is_there: bool = False

    @property
    def asks(self) -> bool:
        """Whether somebody has to say that it is of this mission."""
        return self.recording is not None and not self.is_there and bool(self.far_km or self.recording.span is None)


def look_at_tracks(files: Iterable[tuple[str, bytes]], *, mission: UUID, team: UUID, by: Author, now: datetime) -> list[Looked]:
    """Return what the files of one team hold; nothing is written.

    files  (name, content) as they were brought
    Raises MissionNotOpen for a mission of others, TrackTooLate, TrackOfWhichTeam.
    """
    row, sent = _mission(mission, by, now), _team(mission, team, by)
    places, known = _places(row, by), _digests(row)
    made = []
    for name, content in files:
        one = _looked(name, content, row, sent, now, places, known)
        known |= {one.digest} - {""}
        made.append(one)
    return made


def bring_track(
    recording: Recording,
    *,
    digest: str,
    mission: UUID,
    team: UUID,
    name: str,
    by: Author,
    at: datetime,
    carried_by: str = "",
    now: datetime | None = None,
) -> Receipt | None:
    """Keep a recording with the mission, None where the mission has it already: the same file twice is once.

    recording  as `look_at_tracks` cut it; digest: of the whole, before it was cut
    Raises MissionNotOpen for a mission of others, TrackTooLate, TrackOfWhichTeam; nothing is written then.
    """
    attachment, sealed = seal_file(packed(recording), MEDIA_TYPE)
    with in_turn("tracks", str(mission)):
        row = _mission(mission, by, now or at)
        _team(mission, team, by)
        if digest in _digests(row):
            return None
        zone = ZoneInfo(by.zone)
        begins, ends = (one.astimezone(zone) for one in recording.span) if recording.span else (None, None)
        payload = TrackBrought(
            mission=mission,
            team=team,
            recorded_from=begins,
            recorded_until=ends,
            points=recording.points,
            length_m=recording.length_m,
        )
        told = {"name": name, "carried_by": carried_by, "digest": digest, "attachments": [attachment.model_dump(mode="json")]}
        box = Plain(cls=FieldClass.CONTACT, fields={field: value for field, value in told.items() if value})
        receipt = record(payload, by=by, at=at, boxes=[box], now=now)
        _keep(attachment, sealed)  # within the transaction: what cannot be written to the disk was not brought
    return receipt


def strike_track(*, mission: UUID, track: UUID, by: Author, at: datetime) -> Receipt:
    """Record that it was none of this mission; a day later its key goes. Raises TrackGone."""
    if _track(mission, track, by).struck_at:
        raise TrackGone
    return record(TrackStruck(), subject=track, by=by, at=at)


def reinstate_track(*, mission: UUID, track: UUID, by: Author, at: datetime) -> Receipt:
    """Record that it was of this mission after all. Raises TrackGone where it was not struck, or its key went since."""
    row = _track(mission, track, by)
    if not row.struck_at or not tracks.kept(row):
        raise TrackGone
    return record(TrackReinstated(), subject=track, by=by, at=at)


def forget_tracks(*, now: datetime) -> int:
    """Destroy the keys of tracks whose day has come, and return of how many; the file goes with the next run of retention."""
    return sum(destroy_boxes(subject, now=now) for subject in left_to_destroy(list(tracks.kept_too_long(now))))


def _mission(mission: UUID, by: Author, now: datetime) -> Mission:
    found = missions.mission(mission, by.group, by.country)
    if found is None:
        raise MissionNotOpen
    since = pack(by.country).kept_since(tracks.RETENTION, now)
    if found.closed_at and since and found.closed_at <= since:
        raise TrackTooLate(days=(now - since).days)
    return found


def _team(mission: UUID, team: UUID, by: Author) -> MissionTeam:
    found = teams.team(mission, team, by.group, by.country)
    if found is None:
        raise TrackOfWhichTeam
    return found


def _track(mission: UUID, track: UUID, by: Author) -> Track:
    found = tracks.track(track, mission, by.group, by.country)
    if found is None:
        raise TrackGone
    return found


def _digests(row: Mission) -> set[str]:
    """Return the digests of the recordings that stand with a mission and can still be opened."""
    rows = tracks.track_rows(row.subject, row.group, row.country)
    return {str(tracks.kept(one).get("digest", "")) for one in rows if not one.struck_at} - {""}


def _looked(
    name: str,
    content: bytes,
    row: Mission,
    team: MissionTeam,
    now: datetime,
    places: Sequence[tuple[float, float]],
    known: set[str],
) -> Looked:
    try:
        whole = read_recording(content, name)
        ends = (team.returned_at, team.stood_down_at, row.closed_at)
        left, gone = cut(whole, *hours_on_mission(team.dispatched_at, ends, now))
        if not left.fixes:
            raise TrackOutsideHours(name=name, sign=team.call_sign)
    except (MapFileFaulty, TrackOutsideHours) as fault:
        return Looked(name, fault=fault)
    far = farthest_km(left.lines, places) if places else 0.0
    return Looked(
        name, left, digest=whole.digest, cut_points=gone, far_km=round(far) if far > FAR_KM else 0, is_there=whole.digest in known
    )


def _places(row: Mission, by: Author) -> list[tuple[float, float]]:
    """Return what is known of where the mission is (longitude, latitude): the post, and its places while they are held."""
    post = pack(by.country).groups.get(real_of(by.group))
    sent = teams.teams_of(row.subject, row.group, row.country)
    named = [row.where, *(one.where for one in sent), *(one["where"] for one in (*row.clues, *row.found))]
    boxes = [open_box(entry, FieldClass.WHEREABOUTS) or {} for entry in named if entry]
    held = [(float(box["lon"]), float(box["lat"])) for box in boxes if box.get("lon") is not None and box.get("lat") is not None]
    return [*([(post.lon, post.lat)] if post else []), *held]


def _keep(attachment: Attachment, sealed: bytes) -> None:
    """Keep the file here; at a post also among those that are passed on upwards, which a phone's own photos do by themselves."""
    keep_file(attachment, sealed)
    if this_node().is_post:
        for start in range(0, len(sealed), PIECE):
            take_piece(attachment.sha256, start, sealed[start : start + PIECE], passing=True)
        finish_file(attachment.sha256, passing=True)
