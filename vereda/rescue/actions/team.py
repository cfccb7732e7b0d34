"""The teams of a mission: sent, gone, heard, back. What somebody has seen to be otherwise is refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.countries.door import MissionWordKind, pack
from vereda.encounters.door import Where
from vereda.logbook.door import Author, Draft, Plain, Receipt, in_turn, record, record_all
from vereda.logbook.schema import Channel, FieldClass, Payload, uuid7
from vereda.messages.door import numbers, queue
from vereda.practice import is_practice
from vereda.rescue.actions.mission import open_attempt, still_open
from vereda.rescue.entries.attempt import AttemptBegun
from vereda.rescue.entries.team import (
    Team,
    TeamChanged,
    TeamCheckedIn,
    TeamDeparted,
    TeamDispatched,
    TeamReturned,
    TeamStillOut,
    TeamStoodDown,
)
from vereda.rescue.errors.mission import (
    BeforeDispatch,
    TeamAlreadyGone,
    TeamAlreadyOut,
    TeamNeedsCallSign,
    TeamNotBack,
    TeamNotOut,
    UnknownMissionWord,
)
from vereda.rescue.lookups import teams
from vereda.rescue.models.mission import MissionTeam

HEARD_BY = (Channel.RADIO, Channel.TELEPHONE, Channel.SMS, Channel.DESK)
"""By which ways a team is heard, as the desk offers them."""


def dispatch_team(
    *,
    mission: UUID,
    who: Team,
    by: Author,
    at: datetime,
    meet_at: datetime | None = None,
    where: Where | None = None,
    entry: UUID | None = None,
) -> Receipt:
    """Record that a team was sent, with an attempt where none is open, in one block; and tell its members by text message.

    where  the meeting point, sealed; entry: id of the entry, where the same form sent twice must be the same team
    Raises MissionNotOpen, TeamNeedsCallSign, TeamAlreadyOut, UnknownMissionWord and writes nothing then.
    """
    with in_turn("mission", str(mission)):
        found = still_open(mission, by)
        _check(who, teams.teams_of(mission, by.group, by.country), by)
        attempt, drafts = open_attempt(found), []
        if attempt is None:
            attempt = uuid7(int(at.timestamp() * 1000))
            drafts.append(Draft(payload=AttemptBegun(attempt=attempt), subject=mission, by=by, at=at))
        line = uuid7(int(at.timestamp() * 1000))
        sent = TeamDispatched(team=line, attempt=attempt, who=who, meet_at=meet_at)
        boxes = place_boxes(where)
        drafts.append(Draft(payload=sent, subject=mission, by=by, at=at, boxes=boxes, id=entry))
        receipt = record_all(drafts)[-1]
    _tell(sent, found.folio, place_said(where), by, at)
    return receipt


def change_team(*, mission: UUID, team: UUID, who: Team, by: Author, at: datetime) -> Receipt:
    """Record who goes and how often they are heard, said again. Raises TeamNotOut, TeamNeedsCallSign, UnknownMissionWord."""
    _out(mission, team, by)
    others = [row for row in teams.teams_of(mission, by.group, by.country) if row.team != team]
    _check(who, others, by)
    return record(TeamChanged(team=team, who=who), subject=mission, by=by, at=at)


def depart_team(*, mission: UUID, team: UUID, by: Author, at: datetime) -> Receipt:
    """Record that a team left. Raises TeamNotOut, TeamAlreadyGone, BeforeDispatch."""
    if _out(mission, team, by, at).departed_at:
        raise TeamAlreadyGone
    return record(TeamDeparted(team=team), subject=mission, by=by, at=at)


def hear_team(
    *, mission: UUID, team: UUID, by: Author, at: datetime, channel: Channel = Channel.RADIO, reported_by: str | None = None
) -> Receipt:
    """Record that a team was heard: it is well. Raises TeamNotOut, BeforeDispatch."""
    _out(mission, team, by, at)
    return record(TeamCheckedIn(team=team), subject=mission, by=by, at=at, channel=channel, reported_by=reported_by)


def bring_team_back(*, mission: UUID, team: UUID, by: Author, at: datetime) -> Receipt:
    """Record that a team is back. Raises TeamNotOut, BeforeDispatch."""
    return _end(TeamReturned(team=team), mission, team, by, at)


def stand_team_down(*, mission: UUID, team: UUID, by: Author, at: datetime) -> Receipt:
    """Record that a team was sent and never left. Raises TeamNotOut; TeamAlreadyGone where it had left: it has to come back."""
    if _out(mission, team, by).departed_at:
        raise TeamAlreadyGone
    return _end(TeamStoodDown(team=team), mission, team, by, at)


def team_still_out(*, mission: UUID, team: UUID, by: Author, at: datetime) -> Receipt:
    """Take a return back that was noted by mistake: the team is waited for again. Raises TeamNotBack."""
    found = teams.team(mission, team, by.group, by.country)
    if found is None or found.is_out:
        raise TeamNotBack
    return record(TeamStillOut(team=team), subject=mission, by=by, at=at)


def place_boxes(where: Where | None) -> list[Plain]:
    """Return the box of an exact place, owned by its entry; none where nothing finer than a municipality was said."""
    exact = {"lat": where.lat, "lon": where.lon, "accuracy_m": where.accuracy_m, "place": where.place or None} if where else {}
    fields = {name: value for name, value in exact.items() if value is not None}
    return [Plain(cls=FieldClass.WHEREABOUTS, fields=fields)] if fields else []


def place_said(where: Where | None) -> str:
    """Return a place as it is read on a telephone: its point, its name, or both."""
    if where is None:
        return ""
    point = f"{where.lat:.5f},{where.lon:.5f}" if where.lat is not None and where.lon is not None else ""
    return " ".join(part for part in (point, where.place) if part)


def check_word(code: str, kind: MissionWordKind, country: str) -> None:
    """Raise UnknownMissionWord where the pack has no such word of a mission."""
    row = pack(country).mission_words.get(code)
    if row is None or row.kind != kind:
        raise UnknownMissionWord(value=code)


def dispatch_text(*, folio: str, place: str, hour: str, minutes: int) -> str:
    """Return the text to a team: mission, interval, hour, meeting point. Nothing of anybody who is searched for.

    The place comes last: of a text that is too long for one message, the end of a long name is cut, and nothing else.
    """
    return f"VEREDA mision {folio}. Reportese cada {minutes} min. {hour} Punto de encuentro: {place or 'pregunte por radio'}"


def _tell(sent: TeamDispatched, folio: str, place: str, by: Author, at: datetime) -> int:
    """Queue the text of a dispatch to the numbers of its members; return to how many."""
    if is_practice(by.group):
        return 0
    hour = f"{sent.meet_at.astimezone(ZoneInfo(by.zone)):%H:%M}." if sent.meet_at else ""
    text = dispatch_text(folio=folio, place=place, hour=hour, minutes=sent.who.check_in_min).replace("  ", " ")
    own = [one.row for one in numbers(by.group, by.country) if one.row.account and one.row.account in sent.who.members]
    return queue(own, text, key=f"dispatch:{sent.team}", now=at)


def _check(who: Team, others: Sequence[MissionTeam], by: Author) -> None:
    if not who.call_sign.strip():
        raise TeamNeedsCallSign
    if any(row.is_out and row.call_sign.casefold() == who.call_sign.strip().casefold() for row in others):
        raise TeamAlreadyOut(sign=who.call_sign)
    for one in who.means:
        check_word(one.code, MissionWordKind.MEANS, by.country)


def _out(mission: UUID, team: UUID, by: Author, at: datetime | None = None) -> MissionTeam:
    found = teams.team(mission, team, by.group, by.country)
    if found is None or not found.is_out:
        raise TeamNotOut
    if at is not None and at < found.dispatched_at.replace(second=0, microsecond=0):
        raise BeforeDispatch
    return found


def _end(payload: Payload, mission: UUID, team: UUID, by: Author, at: datetime) -> Receipt:
    with in_turn("mission", str(mission)):
        _out(mission, team, by, at)
        return record(payload, subject=mission, by=by, at=at)
