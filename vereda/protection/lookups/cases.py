"""Cases of protection: who carries which, which persons and encounters it holds, what waits, and numbers for a coordinator.

Whom a case holds is of its own group: a note that names somebody of another group opens nothing of theirs.
A case that holds an encounter or a person that was struck or erased is not there: its words are gone with them, on whichever
machine and in whichever order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from vereda.access.door import Role, who_work_as
from vereda.countries.door import installed, pack
from vereda.encounters.door import is_struck
from vereda.logbook.door import last_received, subjects
from vereda.people.door import ConsentFor, consents
from vereda.practice import real_of
from vereda.protection.models import ProtectionCase, ProtectionCaseName, Screener

RETENTION = "protection_case"
"""How the country's table of retention names cases."""

HELD = frozenset({"encounter", "person"})
LONG = timedelta(hours=24)
"""After which a case that nobody took is counted as one that waits long: the program's own proposal."""


@dataclass(frozen=True)
class Counts:
    """What a coordinator sees of the cases of the group: numbers, and nothing of any case."""

    open: int
    waiting: int
    waiting_long: int
    late: int


def case(subject_: UUID, country: str) -> ProtectionCase | None:
    """Return a case of the country that is still there."""
    row = filed(subject_, country)
    return row if row is not None and is_there(row) else None


def filed(subject_: UUID, country: str) -> ProtectionCase | None:
    """Return a case, without a look at whether it is still there: for who asks first whether it may be seen at all.

    What hides and what is not there then cost the same questions.
    """
    return ProtectionCase.objects.filter(subject=subject_, country=country).first()


def is_there(row: ProtectionCase) -> bool:
    """Tell whether all that a case holds is still there."""
    return not _is_gone(row)


def cases_of(account: str, country: str, *, with_closed: bool = True) -> list[ProtectionCase]:
    """Return the cases that an account carries, the open ones first, then by the day on which somebody must look again."""
    rows = _found_by("worker", account, country)
    return sorted((row for row in rows if with_closed or row.closed_at is None), key=_pressing)


def shared_with(account: str, country: str) -> list[ProtectionCase]:
    """Return the open cases of which a part is shared with an adviser, as far as consent still allows it."""
    rows = _found_by("adviser", account, country)
    return [row for row in rows if row.closed_at is None and list(standing_shares(row, account))]


def waiting_cases(group: str, country: str) -> list[ProtectionCase]:
    """Return the open cases of a group that nobody carries, the oldest first."""
    rows = ProtectionCase.objects.filter(group=group, country=country, closed_at__isnull=True)
    return _there(_uncarried(rows.order_by("asked_at", "subject"), carriers(group, country)))


def carriers(group: str, country: str) -> frozenset[str]:
    """Return the accounts that may carry a case of a group now: who lost the role, left it or is no account any more may not."""
    return who_work_as(Role.CASE_WORKER, country, real_of(group))


def with_encounter(encounter: UUID, country: str) -> list[ProtectionCase]:
    """Return the cases that hold an encounter."""
    return _found_by("encounter", str(encounter), country)


def with_person(person: UUID, country: str) -> list[ProtectionCase]:
    """Return the cases that hold a person."""
    return _found_by("person", str(person), country)


def standing_shares(row: ProtectionCase, account: str = "") -> Iterator[tuple[str, str, UUID, str]]:
    """Yield (line, account, consent, entry) of what is shared while the person's yes holds: it is asked each time."""
    for line, whose, consent, entry in row.shares:
        if account in ("", whose) and consents.is_allowed(UUID(consent), ConsentFor.REFER, row.country):
            yield line, whose, UUID(consent), entry


def consents_for(row: ProtectionCase) -> list[UUID]:
    """Return the readings by its group that allow, now, that who can help is told: of its persons, or of its encounters."""
    found = [one for person in row.persons for one in consents.consents_of(row.country, person=UUID(person))]
    found += [one for met in row.encounters for one in consents.consents_of(row.country, encounter=UUID(met))]
    found = [one for one in found if one.group == row.group]
    return [one.subject for one in found if consents.is_allowed(one.subject, ConsentFor.REFER, row.country)]


def counts(group: str, country: str, now: datetime, today: date) -> Counts:
    """Return the numbers of a group."""
    rows = _there(ProtectionCase.objects.filter(group=group, country=country, closed_at__isnull=True).order_by("subject"))
    waiting = _uncarried(rows, carriers(group, country))
    wait = {row.subject for row in waiting}
    return Counts(
        open=len(rows),
        waiting=len(waiting),
        waiting_long=sum(row.asked_at <= now - LONG for row in waiting),
        late=sum(row.subject not in wait and row.next_on is not None and row.next_on < today for row in rows),
    )


def due(account: str, country: str, today: date) -> int:
    """Return how many cases an account must look at today, or should have."""
    rows = cases_of(account, country, with_closed=False)
    return sum(row.next_on is not None and row.next_on <= today for row in rows)


def trained_until(account: str) -> date | None:
    """Return until when an account may screen; None: it may not."""
    row = Screener.objects.filter(account=account).order_by("until_on").last()
    return row.until_on if row else None


def kept_too_long(now: datetime) -> Iterator[UUID]:
    """Yield closed cases in which nothing was written for the days of the table."""
    for country in installed():
        since = pack(country).kept_since(RETENTION, now)
        if since is None:
            continue
        rows = ProtectionCase.objects.filter(country=country, closed_at__lt=since).order_by("subject")
        latest = last_received(list(rows.values_list("subject", flat=True)))
        yield from (one for one, at in latest.items() if at < since)


def _uncarried(rows: Iterable[ProtectionCase], there: frozenset[str]) -> list[ProtectionCase]:
    """Return those that nobody carries who still can."""
    return [row for row in rows if there.isdisjoint(row.workers)]


def _found_by(what: str, name: str, country: str) -> list[ProtectionCase]:
    found = ProtectionCaseName.objects.filter(what=what, name=name).values("subject")
    rows = _there(ProtectionCase.objects.filter(country=country, subject__in=found).order_by("asked_at", "subject"))
    return [row for row in rows if what not in HELD or name in (row.encounters if what == "encounter" else row.persons)]


def _there(rows: Iterable[ProtectionCase]) -> list[ProtectionCase]:
    """Return those that are not gone, each with whom it holds of its own group: all that they hold is looked at at once."""
    named = [(row, {row.subject, *map(UUID, row.encounters), *map(UUID, row.persons)}) for row in rows]
    held = subjects({one for _row, ids in named for one in ids})
    gone = {one for one, found in held.items() if found.is_erased or is_struck(found.folded.state)}
    own = {(one, found.ref.group, found.ref.country) for one, found in held.items()}
    for row, _ids in named:
        row.encounters = [one for one in row.encounters if (UUID(one), row.group, row.country) in own]
        row.persons = [one for one in row.persons if (UUID(one), row.group, row.country) in own]
    return [row for row, ids in named if gone.isdisjoint(ids)]


def _is_gone(row: ProtectionCase) -> bool:
    return not _there([row])


def _pressing(row: ProtectionCase) -> tuple[bool, bool, date, datetime, str]:
    return (row.closed_at is not None, row.next_on is None, row.next_on or date.max, row.asked_at, str(row.subject))
