"""Children who are alone, at the desk: whose path nobody opened, which are open, and what is owed to them step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vereda.access.door import Action, Part, Reader, RecordClass, Standing, log_read, may, members_of, relation_to
from vereda.countries.door import Pack, Role, pack
from vereda.desk.labels import TOLD_THROUGH, folio, label
from vereda.desk.rooms.history import names_of, who_is
from vereda.encounters import door as encounters
from vereda.protection import door as protection

LOOK_BACK = timedelta(days=7)
FIRST_NOTE = "first_note"
"""The step of the pack whose hours say until when a first note on the best interests is written."""
OF_THE_OFFICE = "office"
"""An adult of the office that takes the children, by role and never by name."""


@dataclass(frozen=True)
class Waiting:
    """An encounter with children alone for whom something is still owed.

    path       of one that is open, or closed while nobody signed;  told: who protects was told
    is_answered  an office answered;  rang: whom the clock rang last, as a code, '' for nobody
    lacks_note   the hours of the first note on the best interests are over, and nobody wrote one
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
    lacks_note: bool = False


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
            told=untold.isdisjoint(map(UUID, row.encounters)) or protection.was_told(row) or row.signed_at is not None,
            is_closed=bool(row.outcome),
            is_answered=row.is_answered,
            rang=row.rang[-1][1] if row.rang else "",
            lacks_note=_lacks_note(row),
        )
        for row in known.values()
    ]
    return sorted(found, key=lambda one: (one.path is not None, one.at))


def _lacks_note(row: protection.ChildPath) -> bool:
    step = pack(row.country).child_path.get(FIRST_NOTE)
    if step is None or not step.within_h or row.outcome or row.best_interests:
        return False
    return timezone.now() - row.opened_at >= timedelta(hours=step.within_h)


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


@dataclass(frozen=True)
class Rung:
    """An office that was told or tried."""

    office: str
    at: datetime
    through: str
    answered: bool


@dataclass(frozen=True)
class Now:
    """What is to be done at this moment, for somebody who was woken up.

    offices    the office to call next, and which were never tried, in the order of the pack
    rings_at   when the coordinator is rung, or the next office is due; None: nothing runs
    """

    calls: Sequence[Rung]
    call: str
    is_answered: bool
    rings_at: datetime | None


def at_this_moment(row: protection.ChildPath) -> Now:
    """Return who was called, whether somebody answered, and whom to call now."""
    named = {one.code: one.name for one in protection.offices(row.country)}
    calls = [
        Rung(named.get(office, office), datetime.fromisoformat(at), labels_of(TOLD_THROUGH, by), answered)
        for at, office, by, answered in row.calls
    ]
    tried = {office for _at, office, _by, _answered in row.calls}
    left = next((name for code, name in named.items() if code not in tried), next(iter(named.values()), ""))
    rang = [datetime.fromisoformat(at) for at, _to, _office in row.rang]
    is_new = timezone.now() - row.opened_at < protection.FIRST_DAY
    runs = (bool(calls) or is_new) and not row.is_answered and row.is_with_us and not row.outcome
    since = max([*rang, *(one.at for one in calls[-1:])]) if rang else (calls[0].at if calls else row.opened_at)
    return Now(
        calls=calls,
        call="" if row.is_answered or not row.is_with_us else left,
        is_answered=row.is_answered,
        rings_at=since + protection.UNANSWERED if runs else None,
    )


def office_name(row: protection.ChildPath) -> str:
    """Return the office whose official signed, by name; '' where nobody did."""
    return next((one.name for one in protection.offices(row.country) if one.code == row.signed_office), "")


def labels_of(words: Mapping[str, Any], code: str) -> str:  # Any: words, some of them translated late
    return str(words.get(code, code))


def adults(reader: Reader) -> list[tuple[str, str]]:
    """Return who may ride along: those of the group who have a role now, and somebody of the office."""
    found = {str(account.pk): account.display_name for account, _row, worth in members_of(reader.country, reader.group)
             if worth is Standing.LIVE}  # fmt: skip
    return [*found.items(), (OF_THE_OFFICE, _("Alguien de la oficina que los recibe"))]


def rode(reader: Reader, adults_: Sequence[str]) -> list[str]:
    """Return the names of who rode along."""
    named = dict(adults(reader)) | names_of(set(adults_) - {OF_THE_OFFICE})
    return [str(named.get(one, one)) for one in adults_]


def siblings(row: protection.ChildPath, today: date) -> list[tuple[str, str]]:
    """Return the encounters of a week with children alone who have no file yet."""
    alone = encounters.with_children_alone(row.group, row.country, today - LOOK_BACK)
    begun = protection.with_path([one.subject for one in alone], row.group, row.country)
    return [
        (
            str(one.subject),
            f"{folio(one.subject)} · {timezone.localtime(one.occurred_at):%d/%m %H:%M} · {one.unaccompanied_minors}",
        )
        for one in alone
        if one.subject not in begun
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
