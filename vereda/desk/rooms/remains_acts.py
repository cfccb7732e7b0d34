"""One act on a file of somebody found dead: from what was typed to the action that notes it; None with the errors beside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from uuid import UUID

from django.utils.translation import gettext as _

from vereda.countries.door import Role, pack
from vereda.desk.frame import now
from vereda.desk.rooms import duty as duty_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.words import remains as words
from vereda.logbook.door import Receipt
from vereda.rescue.door import (
    Official,
    Remains,
    RemainsStep,
    ToldBy,
    WithdrawnRemains,
    belongings_actions,
    remains_actions,
    remains_steps,
)

type Act = Callable[..., Receipt]

ROWS = 4
"""Lines of the list that one form takes."""
NAME_MOST, UNIT_MOST, CASE_MOST, WHAT_MOST, LAY_MOST, NOTE_MOST = 80, 120, 60, 80, 60, 1000
COUNT_MOST = 1000


def prosecutors(country: str, at: datetime) -> list[tuple[str, str]]:
    """Return the prosecutors of the pack that hold today, by name: nobody else receives the dead."""
    rows = [row for row in pack(country).institutions_with(Role.PROSECUTOR) if row.holds_on(at.date())]
    return sorted(((row.code, row.name) for row in rows), key=lambda one: one[1])


def undoable(row: Remains) -> Iterator[RemainsStep]:
    """Yield the steps that may be taken back: none on which a later one stands."""
    if row.is_withdrawn:
        return
    if row.received_at:
        yield RemainsStep.RECEIVED
    if row.handed_at:
        yield RemainsStep.HANDED
    elif row.came_at and not row.received_at:
        yield RemainsStep.CAME
    elif row.told_at and not row.came_at:
        yield RemainsStep.TOLD


def told(typed: Typed, row: Remains, at: datetime) -> Act | None:
    """Read who was told, and how."""
    how, official = typed.get("how") or ToldBy.TELEPHONE.value, _official(typed)
    if how not in words.TOLD_BY:
        typed.wrong("how", _("Ya no está en la lista; elija otro."))
        return None
    return partial(remains_steps.tell_prosecutor, to=typed.get("to"), how=ToldBy(how), official=official, at=at, now=now())


def came(typed: Typed, row: Remains, at: datetime) -> Act | None:
    """Read who came, and when."""
    return partial(remains_steps.prosecutor_came, official=_official(typed), at=at, now=now())


def handed(typed: Typed, row: Remains, at: datetime) -> Act | None:
    """Read who took them, and when."""
    return partial(remains_steps.hand_over_remains, official=_official(typed), at=at, now=now())


def case(typed: Typed, row: Remains, at: datetime) -> Act | None:
    """Read the number of the prosecutor's file."""
    return partial(remains_steps.number_case, number=typed.text("case", CASE_MOST), at=now())


def staying(typed: Typed, row: Remains, at: datetime) -> Act | None:
    """Read who of ours stays, until when."""
    known = duty_room.members(row.group, row.country)
    who = [account for account, _name in typed.named("who:") if account in known]
    return partial(remains_steps.stay_with, who=who, until=typed.instant("until"), at=now())


def listed(typed: Typed, row: Remains, at: datetime) -> Act | None:
    """Read lines of the list; a line that is said again brings its id."""
    seen = []
    for place in range(ROWS):
        what, lay = typed.text(f"what{place}", WHAT_MOST), typed.text(f"lay{place}", LAY_MOST)
        count = typed.number_or_none(f"count{place}", COUNT_MOST)
        if (lay or count) and not what:
            typed.wrong(f"what{place}", _("Diga qué es lo que estaba ahí."))
        if what and count == 0:
            typed.wrong(f"count{place}", _("Si no hay ninguna, quite el renglón."))
        line = _line(typed.get(f"line{place}"))
        seen.append(belongings_actions.Seen(what=what, count=count or 1, lay=lay, line=line))
    return partial(belongings_actions.list_belongings, seen=seen, at=now())


def nothing(typed: Typed, row: Remains, at: datetime) -> Act | None:
    """Say that nothing is to be seen."""
    return partial(belongings_actions.nothing_to_see, at=now())


def received(typed: Typed, row: Remains, at: datetime) -> Act | None:
    """Read who signed for the list."""
    version = typed.get("version")[:16]
    return partial(belongings_actions.receive_belongings, version=version, official=_official(typed), at=at, now=now())


def match(typed: Typed, row: Remains, at: datetime) -> Act | None:
    """Read the note for the forensic service."""
    report, text = typed.text("report", 40), typed.text("text", NOTE_MOST)
    return partial(remains_steps.note_match, report=report, text=text, at=now())


def withdrawn(typed: Typed, row: Remains, at: datetime) -> Act | None:
    """Read why the file does not count."""
    reason = typed.get("reason")
    chosen = WithdrawnRemains(reason) if reason in words.WITHDRAWN else WithdrawnRemains.MISTAKE
    return partial(remains_actions.withdraw_remains, reason=chosen, at=now())


def _official(typed: Typed) -> Official:
    name, post, unit = typed.text("official", NAME_MOST), typed.text("post", NAME_MOST), typed.text("unit", UNIT_MOST)
    return Official() if typed.errors else Official(name=name, post=post, unit=unit)


def _line(given: str) -> UUID | None:
    try:
        return UUID(given) if given else None
    except ValueError:
        return None
