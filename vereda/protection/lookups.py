"""What the board asks of children's paths, and what the box of each step says. Who may open one, is decided by access before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vereda.logbook.door import history, open_box
from vereda.logbook.schema import FieldClass
from vereda.protection.entries import ChildPathOpened, ChildPathStep, Screening, StepDone
from vereda.protection.models import ChildPath


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
        fields = open_box(told.id, FieldClass.SCREENING, path)
        if fields is None:
            continue
        if isinstance(told.payload, ChildPathOpened):
            done += [Done(step, told.author, told.occurred_at) for step in Screening.model_validate(fields).done]
        else:
            one = StepDone.model_validate(fields)
            done.append(Done(one.step, told.author, one.done_at or told.occurred_at, one.told or "", one.note))
    return sorted(done, key=lambda one: (one.at, one.step))


def screening(path: UUID) -> Screening | None:
    """Return what was known of the children when the path was opened; None where the box opens no more."""
    for told in history(path):
        if isinstance(told.payload, ChildPathOpened) and not told.held:
            fields = open_box(told.id, FieldClass.SCREENING, path)
            return Screening.model_validate(fields) if fields else None
    return None
