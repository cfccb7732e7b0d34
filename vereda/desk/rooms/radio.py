"""The radio's page: a button for each team that is out, the last calls, the plan; and what a call writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from vereda.access.door import Action, Reader, RecordClass, log_read, may, relation_to
from vereda.desk.dates import clock
from vereda.desk.labels import Labels
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.teams import Out, teams_out
from vereda.desk.words import safety as words
from vereda.groups import door as groups
from vereda.groups.door import PatrolCheckedIn
from vereda.logbook.door import Author, Draft, Receipt, open_box, record_all
from vereda.logbook.schema import Channel, FieldClass
from vereda.safety import door as safety
from vereda.safety.door import RadioWord


@dataclass(frozen=True)
class Call:
    """One call of the log."""

    row: Any  # Any: the read model of safety
    hour: str
    who: str
    what: str
    team: str
    note: str
    noted_by: str


@dataclass(frozen=True)
class Team:
    """A team that is out, and how it is called."""

    out: Out
    signs: str


def teams(group: str, country: str, now: datetime) -> list[Team]:
    """Return the teams that are out, late ones first, with the call signs of those who are in them."""
    signs = {row.account: row.sign for row in safety.call_signs(group, country) if row.account}
    out = teams_out(group, country, now, Labels(country))
    return [Team(one, ", ".join(signs[account] for account in one.row.team if account in signs)) for one in out]


def calls(group: str, country: str, reader: Reader) -> list[Call]:
    """Return the last calls in words; notes for who may read those of the group, and that is logged."""
    rows = safety.last_calls(group, country)
    names = names_of({one for row in rows for one in (row.account, row.noted_by)})
    routes = {row.patrol: found.route for row in rows if row.patrol and (found := groups.patrol(row.patrol, group, country))}
    is_open = may(reader, RecordClass.K2, Action.READ, relation_to(reader, country=country, groups=[group]))
    noted = [row.subject for row in rows if row.note]
    if noted and is_open:
        log_read(reader, RecordClass.K2, subjects=noted)
    return [_call(row, names, routes, is_open) for row in rows]


def _call(row: Any, names: dict[str, str], routes: dict[UUID, str], is_open: bool) -> Call:  # Any: read model of safety
    told = open_box(row.note, FieldClass.FREE_TEXT) if row.note and is_open else None
    return Call(
        row=row,
        hour=clock(row.called_at),
        who=" · ".join(one for one in (row.sign, who_is(row.account, names)) if one) or _("No se sabe quién"),
        what=words.said(words.CALLS, row.what),
        team=routes.get(row.patrol, ""),
        note=(told or {}).get("text", ""),
        noted_by=who_is(row.noted_by, names),
    )


def note_call(
    *,
    what: RadioWord,
    by: Author,
    at: datetime,
    patrol: UUID | None = None,
    sign: str = "",
    channel: str = "",
    note: str = "",
    entry: UUID | None = None,
) -> Receipt:
    """Record a call; where a team that is out says that it is well, its check-in with it, in one block.

    Whoever called stands as who reported it: the bearer of the sign, else who leads the team (named first when it left).
    """
    team = groups.patrol(patrol, by.group, by.country) if patrol else _team_of(sign, by)
    lead = team.team[0] if team and team.team and patrol else ""
    call = safety.called(
        what=what,
        by=by,
        at=at,
        sign=sign,
        account=lead,
        patrol=team.subject if team else None,
        channel=channel,
        note=note,
        entry=entry,
    )
    drafts = [call]
    if team and not team.returned_at and what in (RadioWord.CHECK_IN, RadioWord.POSITION):
        heard = PatrolCheckedIn()
        drafts.append(
            Draft(payload=heard, subject=team.subject, by=by, at=at, channel=Channel.RADIO, reported_by=call.reported_by)
        )
    return record_all(drafts)[0]


def _team_of(sign: str, by: Author) -> Any:  # Any: the read model of groups
    """Return the team that is out with the bearer of a sign, None where that is not one."""
    account = safety.bearer_of(sign, by.group, by.country)
    found = [row for row in groups.patrols_out(by.group, by.country) if account and account in row.team]
    return found[0] if len(found) == 1 else None


def plan_lines(group: str, country: str) -> tuple[list[dict[str, Any]], Sequence[Any]]:  # Any: what the page draws
    """Return call signs in words, and the channels."""
    rows = safety.call_signs(group, country)
    names = names_of({row.account for row in rows})
    twice = set(safety.doubled(row.sign for row in rows))
    signs = [
        {
            "row": row,
            "bearer": who_is(row.account, names) or row.vehicle or words.said(words.BEARERS, row.bearer),
            "kind": words.said(words.BEARERS, row.bearer),
            "twice": row.sign in twice,
        }
        for row in rows
    ]
    return signs, safety.radio_channels(group, country)
