"""Children who are alone, at the desk: whose path nobody opened, which are open, and what is owed to them step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from vereda.access.door import Action, Part, Reader, RecordClass, log_read, may, relation_to
from vereda.countries.door import Pack, Role, pack
from vereda.desk.labels import label
from vereda.desk.rooms.history import names_of, who_is
from vereda.encounters import door as encounters
from vereda.protection import door as protection

LOOK_BACK = timedelta(days=7)


@dataclass(frozen=True)
class Waiting:
    """An encounter with children alone for whom something is still owed.

    path       of one that is open, or closed while nobody signed;  told: who protects was told
    is_answered  an office answered;  rang: whom the clock rang last, as a code, '' for nobody
    """

    encounter: UUID | None
    at: datetime
    children: int
    path: UUID | None
    steps: int
    told: bool
    is_closed: bool = False
    is_answered: bool = False
    rang: str = ""


@dataclass(frozen=True)
class Owed:
    """A step of the path, with how far it is verified. done: who did it and when, where the reader may know."""

    code: str
    said: str
    never: bool
    within_h: int | None
    legal_basis: str
    told: str
    is_signed: bool
    status: str
    done: Sequence[tuple[str, datetime, str]]


def waiting(group: str, country: str, today: date) -> list[Waiting]:
    """Return encounters of a week with children alone whose path nobody opened, and all paths that are open or unsigned."""
    codes = [code for code, row in pack(country).dispositions.items() if row.role == Role.CHILD_PROTECTION]
    untold = {row.subject for row in encounters.waiting_for_child_protection(group, country, today - LOOK_BACK, codes)}
    alone = encounters.with_children_alone(group, country, today - LOOK_BACK)
    begun = protection.with_path([row.subject for row in alone], group, country)
    known = {row.subject: row for row in [*protection.open_paths(group, country), *protection.still_with_us(group, country)]}
    found = [
        Waiting(row.subject, row.occurred_at, row.unaccompanied_minors, None, 0, row.subject not in untold)
        for row in alone
        if row.subject not in begun
    ]
    found += [
        Waiting(
            None,
            row.opened_at,
            row.children,
            row.subject,
            row.steps,
            told=untold.isdisjoint(map(UUID, row.encounters)) or bool(row.calls) or row.signed_at is not None,
            is_closed=bool(row.outcome),
            is_answered=row.is_answered,
            rang=row.rang[-1][1] if row.rang else "",
        )
        for row in known.values()
    ]
    return sorted(found, key=lambda one: (one.path is not None, one.at))


def may_open(reader: Reader, group: str) -> bool:
    """Tell whether the reader may open a path of a group and note its steps."""
    relation = relation_to(reader, country=reader.country, groups=[group])
    return may(reader, RecordClass.K4, Action.WRITE, relation, Part.MINIMUM)


def may_read(reader: Reader, group: str) -> bool:
    """Tell whether the reader may open what was noted on the path; an agent writes there, and reads nothing back.

    Every case worker of the group is on its paths: a child at two in the morning waits for nobody to take the case.
    """
    relation = relation_to(reader, country=reader.country, groups=[group], is_case=reader.group == group)
    return may(reader, RecordClass.K4, Action.READ, relation)


def owed(country: str, done: Sequence[protection.Done] | None) -> list[Owed]:
    """Return the steps of the pack in order. done: None where the reader may not know."""
    chosen: Pack = pack(country)
    names = names_of({one.by for one in done or ()})
    return [
        Owed(
            code=row.code,
            said=label(row),
            never=row.never,
            within_h=row.within_h,
            legal_basis=row.legal_basis or "",
            told=institutions(chosen, row.told) if row.told else "",
            is_signed=bool(row.reviewed_by and row.reviewed_on),
            status=row.status,
            done=[(who_is(one.by, names), one.at, one.note) for one in done or () if one.step == row.code],
        )
        for row in sorted(chosen.child_path.values(), key=lambda row: row.order)
    ]


def institutions(chosen: Pack, role: Role) -> str:
    """Return the institutions of a role by name."""
    is_english = (get_language() or "").startswith("en")
    return ", ".join(row.name_en if is_english else row.name for row in chosen.institutions_with(role))


def noted(reader: Reader, path: Any) -> list[protection.Done] | None:  # Any: the read model of paths
    """Return the steps that were done where the reader may open them, and log that; else None."""
    if not may_read(reader, path.group):
        return None
    done = protection.steps_done(path.subject)
    log_read(reader, RecordClass.K4, subject=path.subject)
    return done
