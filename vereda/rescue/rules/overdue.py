"""When a team on a mission must be heard, when it rings, and for whom. Pure: no clock, the present comes in.

A wrong clock must not silence it: what claims to be of the future, beyond a few minutes, is not taken as a word of the team.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from vereda.rescue.rules.team import rung
from vereda.rescue.words import OVERDUE_AFTER_MIN, OverdueStep

AHEAD = timedelta(minutes=10)
"""So far may the clock of a phone be ahead."""
SILENT = timedelta(minutes=15)
"""A post speaks to headquarters each minute; after so long without a word its machine or its line is gone."""


@dataclass(frozen=True)
class Watched:
    """A team that is waited for. All instants are aware.

    since         when the waiting began: it left, or is to be at the meeting point, or was sent
    heard         its check-ins, in any order
    seen          when somebody on duty said to have read that it is overdue
    check_in_min  the agreed interval; grace_min: how late it may be [minutes]
    """

    since: datetime
    heard: Sequence[datetime]
    seen: Sequence[datetime]
    check_in_min: int
    grace_min: int


def last_word(team: Watched, now: datetime) -> datetime:
    """Return when the team was heard last, or when the waiting for it began."""
    return max([min(one, now) for one in team.heard if one <= now + AHEAD and one > team.since], default=team.since)


def hear_by(team: Watched, now: datetime) -> datetime:
    """Return when the team is to be heard next."""
    return last_word(team, now) + timedelta(minutes=team.check_in_min)


def is_overdue(team: Watched, now: datetime) -> bool:
    """Return whether the check-in was missed and the grace is over."""
    return now >= hear_by(team, now) + timedelta(minutes=team.grace_min)


def rings_from(team: Watched, now: datetime) -> datetime:
    """Return from when it rings: after interval and grace; where somebody read that, after one more interval without a word."""
    due = hear_by(team, now)
    read = [one for one in team.seen if due <= one <= now]
    if read:
        return max(read) + timedelta(minutes=team.check_in_min)
    return due + timedelta(minutes=team.grace_min)


def steps_due(team: Watched, rang: Collection[str], place: str, now: datetime) -> list[OverdueStep]:
    """Return the steps that are due and were not taken. rang: names as `rung`; place: 'post' or 'central'."""
    since = rings_from(team, now)
    minutes = (now - since) / timedelta(minutes=1)
    return [step for step, after in OVERDUE_AFTER_MIN.items() if minutes >= after and rung(since, step, place) not in rang]


def went_silent(last_contact: datetime | None, rang: Iterable[str], now: datetime) -> datetime | None:
    """Return since when a post is silent, where that is long enough to ring and did not ring yet; None else.

    last_contact  None: the post never spoke, so that it has no machine that could fall silent
    rang          instants [ISO, UTC] from which silence was told already
    """
    if last_contact is None or now - last_contact < SILENT:
        return None
    told = [datetime.fromisoformat(one) for one in rang]
    return None if any(one >= last_contact.replace(microsecond=0) for one in told) else last_contact


def overdue_text(*, group: str, folio: str, sign: str, due: str, step: OverdueStep) -> str:
    """Return the text of the message: group, mission, call sign, the hour that was missed. Never a place, never a person."""
    again = "" if step is OverdueStep.FIRST else " SIN LEER."
    return f"VEREDA {group}: mision {folio}, {sign} no se reporto a las {due}.{again} Responda en el tablero."


def silent_text(*, group: str, folio: str, since: str) -> str:
    """Return the text about a post that went silent with a mission open."""
    return f"VEREDA {group}: sin enlace con el puesto desde las {since} y la mision {folio} sigue abierta. Llame por telefono."
