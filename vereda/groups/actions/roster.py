"""What a coordinator plans: the turns of the post, who is on which, and who is lent by others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from vereda.groups.entries.roster import Duty, DutyRef, RosterPlanned, StaffLent, StaffName, StaffReturned, TurnNamed, TurnRetired
from vereda.groups.errors import HourWrong, NameMissing, NothingPlanned, NotOfThePost
from vereda.groups.lookups import roster as lookups
from vereda.groups.rules.roster import roster_of
from vereda.logbook.door import Author, Draft, Plain, Receipt, erase, in_turn, record, record_all
from vereda.logbook.schema import FieldClass

HOUR = re.compile(r"(\d{1,2}):(\d{2})")


def name_turn(
    *, name: str, begins: str, ends: str, by: Author, at: datetime, turn: UUID | None = None, entry: UUID | None = None
) -> Receipt:
    """Name a turn, or change one. Raises NameMissing, HourWrong, NotOfThePost.

    entry  id of the entry, where the same form sent twice must be the same entry; so in all actions of the post
    """
    if not name.strip():
        raise NameMissing
    if turn is not None:
        _turn(turn, by)
    payload = TurnNamed(name=name.strip(), begins=hour(begins), ends=hour(ends))
    return record(payload, subject=turn, by=by, at=at, id=entry)


def retire_turn(*, turn: UUID, by: Author, at: datetime) -> Receipt | None:
    """Record that the post works a turn no more; None when that was recorded. Raises NotOfThePost."""
    with in_turn("turn", str(turn)):
        return None if _turn(turn, by) else record(TurnRetired(), subject=turn, by=by, at=at)


def plan_days(
    *, days: Mapping[date, Sequence[Duty]], by: Author, at: datetime, seen: Mapping[date, Sequence[Duty]] | None = None
) -> list[Receipt]:
    """Have the roster of some days be these duties. Raises NothingPlanned when it is that already, and writes nothing.

    seen  what the author had before their eyes; only the difference to it is written, so that what somebody else planned
          meanwhile stays. None: what stands here now
    """
    with in_turn("roster", by.country, by.group):
        there = lookups.roster_days(by.group, by.country, min(days), max(days)) if days else {}
        drafts = []
        for on, duties in sorted(days.items()):
            standing = [Duty.model_validate(one) for one in there[on].duties] if on in there else []
            before = {(one.turn, one.member): one for one in (seen or {}).get(on, standing)}
            after = {(one.turn, one.member): one for one in duties}
            added = [one for key, one in after.items() if before.get(key) != one]
            removed = [DutyRef(turn=turn, member=member) for turn, member in before if (turn, member) not in after]
            if added or removed:
                payload = RosterPlanned(on=on, added=added, removed=removed)
                drafts.append(Draft(payload=payload, subject=roster_of(by.country, by.group, on), by=by, at=at))
        if not drafts:
            raise NothingPlanned
        return record_all(drafts)


def lend(
    *,
    name: str,
    by: Author,
    at: datetime,
    from_group: str = "",
    agreement: UUID | None = None,
    until_on: date | None = None,
    entry: UUID | None = None,
) -> Receipt:
    """Record that somebody without account works here for a time. The name is sealed. Raises NameMissing."""
    if not name.strip():
        raise NameMissing
    payload = StaffLent(from_group=from_group or None, agreement=agreement, until_on=until_on)
    box = Plain(cls=FieldClass.IDENTITY, fields=StaffName(name=name.strip()).model_dump())
    return record(payload, by=by, at=at, boxes=[box], id=entry)


def give_back(*, lent: UUID, by: Author, at: datetime) -> Receipt | None:
    """Record that somebody lent went back; None when that was recorded. Raises NotOfThePost."""
    with in_turn("lent", str(lent)):
        row = lookups.lent_one(lent, by.group, by.country)
        if row is None:
            raise NotOfThePost
        return None if row.is_back else record(StaffReturned(), subject=lent, by=by, at=at)


def strike_lent(*, lent: UUID, by: Author, at: datetime) -> Receipt:
    """Erase somebody lent, name and record: the key is destroyed. Raises NotOfThePost."""
    if lookups.lent_one(lent, by.group, by.country) is None:
        raise NotOfThePost
    return erase(lent, by=by, at=at, reason="struck")


def hour(typed: str) -> str:
    """Return an hour as it is written in entries, or raise HourWrong: '7:00' is '07:00'."""
    found = HOUR.fullmatch(typed.strip()[:5]) if typed.isascii() else None
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise HourWrong
    return f"{int(found[1]):02}:{found[2]}"


def _turn(turn: UUID, by: Author) -> bool:
    """Return whether a turn of the group is retired."""
    found = lookups.turn(turn, by.group, by.country)
    if found is None:
        raise NotOfThePost
    return found.is_retired
