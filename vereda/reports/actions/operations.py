"""Operations are opened over days in one or several groups and ended; groups switch what they give."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from vereda.countries.door import official_categories, pack, services_of
from vereda.logbook.door import Author, Draft, Receipt, in_turn, record, record_all
from vereda.reports import lookups, rules
from vereda.reports.actions.daily import for_post
from vereda.reports.entries import OperationEnded, OperationLeftOut, OperationOpened, ServiceSwitched
from vereda.reports.errors import (
    DaysBackwards,
    DaysMissing,
    NameMissing,
    NoGroups,
    OperationOver,
    OperationUnknown,
    SwitchInThePast,
    SwitchUnknown,
)
from vereda.reports.models import Operation
from vereda.reports.words import Kind, What


def open_operation(
    *, tag: UUID, name: str, from_on: date | None, until_on: date | None, groups: Sequence[str], by: Author, at: datetime
) -> list[Receipt]:
    """Open an operation in some groups, in one block: each group has its own record of it. Twice with one tag is once.

    Raises NameMissing, DaysMissing, DaysBackwards, NoGroups, NotBelow.
    """
    if not name.strip():
        raise NameMissing
    if from_on is None or until_on is None:
        raise DaysMissing
    if until_on < from_on:
        raise DaysBackwards(until=until_on, begins=from_on)
    if not groups:
        raise NoGroups
    payload = OperationOpened(tag=tag, name=name.strip(), from_on=from_on, until_on=until_on)
    with in_turn("operation", str(tag)):
        if lookups.operation(tag, by.country, None):
            return []
        return record_all([Draft(payload=payload, by=for_post(by, group), at=at) for group in dict.fromkeys(groups)])


def end_operation(*, tag: UUID, until_on: date, groups: Sequence[str] | None, by: Author, at: datetime) -> list[Receipt]:
    """End an operation in some of its groups. Raises OperationUnknown, OperationOver, DaysBackwards."""
    rows = [row for row in _rows(tag, by, groups) if not row.is_ended]
    if not rows:
        raise OperationOver
    if until_on < rows[0].from_on:
        raise DaysBackwards(until=until_on, begins=rows[0].from_on)
    payload = OperationEnded(until_on=until_on)
    return record_all([Draft(payload=payload, subject=row.subject, by=for_post(by, row.group), at=at) for row in rows])


def leave_out(*, tag: UUID, group: str, what: Kind, subject: UUID, by: Author, at: datetime, is_back: bool = False) -> Receipt:
    """Leave a record of these days out of an operation, or take it back in. Raises OperationUnknown."""
    row = _rows(tag, by, [group])[0]
    return record(
        OperationLeftOut(what=what, record=subject, is_back=is_back), subject=row.subject, by=for_post(by, group), at=at
    )


def switch(*, group: str, what: What, code: str, from_on: date, is_given: bool, today: date, by: Author, at: datetime) -> Receipt:
    """Switch a service or a category of a group on or off from a day on. Raises SwitchUnknown, SwitchInThePast, NotBelow."""
    author, chosen = for_post(by, group), pack(by.country)
    offered = {
        What.SERVICE: {one.code for one in services_of(chosen, group, from_on)},
        What.CATEGORY: {one.code for one in official_categories(chosen)},
    }
    if code not in offered[what]:
        raise SwitchUnknown(value=code)
    if from_on < today:
        raise SwitchInThePast
    payload = ServiceSwitched(what=what, code=code, from_on=from_on, is_given=is_given)
    return record(payload, subject=rules.switch_of(by.country, group, what, code), by=author, at=at)


def _rows(tag: UUID, by: Author, groups: Sequence[str] | None) -> list[Operation]:
    rows = lookups.operation(tag, by.country, groups)
    if not rows:
        raise OperationUnknown
    return rows
