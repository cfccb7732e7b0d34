"""What the board asks of children's paths, and what the box of each step says. Who may open one, is decided by access before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ValidationError

from vereda.countries.door import Institution, Role, pack
from vereda.logbook.door import history, open_box
from vereda.logbook.schema import FieldClass, State
from vereda.protection.entries.path import (
    BestInterests,
    ChildPathOpened,
    ChildPathStep,
    InVehicle,
    Official,
    Screening,
    StepDone,
    Wishes,
)
from vereda.protection.models import ChildPath
from vereda.protection.rules import path as rules


@dataclass(frozen=True)
class Done:
    """A step that was done: by which account, when, and whom it told."""

    step: str
    by: str
    at: datetime
    told: str = ""
    note: str = ""


def child_path(subject: UUID, group: str, country: str) -> ChildPath | None:
    """Return a path of the group."""
    return ChildPath.objects.filter(subject=subject, group=group, country=country).first()


def open_paths(group: str, country: str) -> list[ChildPath]:
    """Return the paths of a group that are open, the oldest first."""
    return list(ChildPath.objects.filter(group=group, country=country, outcome="").order_by("opened_at", "subject"))


def still_with_us(group: str, country: str) -> list[ChildPath]:
    """Return the paths for whose children no official has signed, also closed ones, the oldest first."""
    return list(ChildPath.objects.filter(group=group, country=country, is_with_us=True).order_by("opened_at", "subject"))


def unanswered(since: datetime) -> list[ChildPath]:
    """Return the open paths for whose children nobody signed: whether an office has answered is for the rule to say.

    since  those of which no call was noted are left out where they were opened before
    """
    rows = ChildPath.objects.filter(is_with_us=True, outcome="").exclude(calls=[], opened_at__lt=since)
    return list(rows.order_by("opened_at", "subject"))


def offices(country: str) -> list[Institution]:
    """Return the offices that may be told of children and take them, in the order of the pack. No other is ever offered."""
    return [one for one in pack(country).institutions_with(Role.CHILD_PROTECTION) if not one.is_enforcement]


def is_with_us(state: State, country: str) -> bool:
    """Tell of a folded path whether its children are still with us: until an office of the country that may take them signs."""
    return rules.is_with_us(state, [one.code for one in offices(country)])


def was_told(path: ChildPath) -> bool:
    """Tell whether an office that may be told was told, or tried."""
    may = {one.code for one in offices(path.country)}
    return any(office in may for _at, office, _by, _answered in path.calls)


def official(path: ChildPath) -> Official | None:
    """Return who signed for the children; None where nobody did, or the box opens no more."""
    return _open(path.signed, path.subject, Official)


def vehicle(path: ChildPath) -> InVehicle | None:
    """Return who rode with the children."""
    return _open(path.vehicle, path.subject, InVehicle)


def wishes(path: ChildPath) -> Wishes | None:
    """Return what the child said last that it wants."""
    return _open(path.wishes, path.subject, Wishes)


def best_interests(path: ChildPath) -> BestInterests | None:
    """Return the latest note on the best interests."""
    return _open(path.best_interests, path.subject, BestInterests)


def may_seek(path: ChildPath) -> bool:
    """Tell whether the family may be looked for: only after somebody looked at the risks, found none, and said yes."""
    found = best_interests(path)
    return found is not None and found.may_seek is True and not found.risks


def _open[M: BaseModel](entry: UUID | None, owner: UUID, model: type[M]) -> M | None:
    """Return what a box holds; None where it does not open, or a changed phone put something else in it."""
    fields = open_box(entry, FieldClass.SCREENING, owner) if entry else None
    try:
        return model.model_validate(fields) if fields is not None else None
    except ValidationError:
        return None


def with_path(encounters: Iterable[UUID], group: str, country: str) -> set[UUID]:
    """Return those of some encounters for whose children a path was opened, also one that is closed by now."""
    wanted = {str(one) for one in encounters}
    rows = ChildPath.objects.filter(group=group, country=country).values_list("encounters", flat=True)
    return {UUID(one) for row in rows for one in row if one in wanted}


def path_of(encounter: UUID, group: str, country: str) -> ChildPath | None:
    """Return the path that was opened for the children of an encounter; of several the first."""
    rows = ChildPath.objects.filter(group=group, country=country).order_by("opened_at", "subject")
    return next((row for row in rows if str(encounter) in row.encounters), None)


def steps_done(path: UUID) -> list[Done]:
    """Return the steps of a path that were done, as far as their boxes still open, in the order of their time."""
    done: list[Done] = []
    for told in history(path):
        if told.held or not isinstance(told.payload, ChildPathOpened | ChildPathStep):
            continue
        if isinstance(told.payload, ChildPathOpened):
            known = _open(told.id, path, Screening)
            done += [Done(step, told.author, told.occurred_at) for step in known.done] if known else []
        elif one := _open(told.id, path, StepDone):
            done.append(Done(one.step, told.author, one.done_at or told.occurred_at, one.told or "", one.note))
    return sorted(done, key=lambda one: (one.at, one.step))


def screening(path: UUID) -> Screening | None:
    """Return what was known of the children when the path was opened; None where the box opens no more."""
    for told in history(path):
        if isinstance(told.payload, ChildPathOpened) and not told.held:
            return _open(told.id, path, Screening)
    return None
