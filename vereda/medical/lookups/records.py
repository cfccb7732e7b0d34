"""Records of first aid, and what stands in their boxes as far as they still open. Each look is the page's to log.

Whoever asked that an encounter be struck asked that this be gone as well: such a record is not there, on whichever machine and
in whichever order it was struck.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vereda.encounters.door import is_struck
from vereda.logbook.door import instant, open_box, open_boxes_of, subject
from vereda.logbook.schema import FieldClass
from vereda.medical.entries.record import Ended, Given, Told, Triaged, VitalSet
from vereda.medical.models import FirstAid
from vereda.medical.words import Outcome, SafetyFlag


@dataclass(frozen=True)
class Line[T]:
    """One line of a record: its name, what it says (None: it opens no more, or not here), when and by whom it was written."""

    line: str
    told: T | None
    at: datetime
    author: str


@dataclass(frozen=True)
class Flags:
    """What everybody who helps is told, never why. not_to_give: in the words of who wrote it, '' for nothing known."""

    flags: Sequence[SafetyFlag]
    not_to_give: str


def record(subject_: UUID, group: str, country: str) -> FirstAid | None:
    """Return a record of the group; None also where its encounter was struck."""
    row = FirstAid.objects.filter(subject=subject_, group=group, country=country).first()
    return None if row is None or _is_gone(row.encounter) else row


def of_encounter(encounter: UUID, group: str, country: str) -> list[FirstAid]:
    """Return the records of an encounter that stand, in the order of their time."""
    if _is_gone(encounter):
        return []
    rows = FirstAid.objects.filter(encounter=encounter, group=group, country=country, is_withdrawn=False)
    return list(rows.order_by("opened_at", "subject"))


def of_persons(persons: Sequence[UUID], country: str) -> list[FirstAid]:
    """Return the records of some persons that stand, in the order of their time."""
    rows = FirstAid.objects.filter(person__in=list(persons), country=country, is_withdrawn=False)
    return [row for row in rows.order_by("opened_at", "subject") if not _is_gone(row.encounter)]


def told(row: FirstAid) -> Told | None:
    """Return what stands of the complaint; None where it opens no more, or not here."""
    found = tellings(row)
    return found[-1] if found else None


def tellings(row: FirstAid) -> list[Told]:
    """Return every telling that stands: two wrote without knowing of each other, and the later is last."""
    boxes = (_open(row, one[0]) for one in row.told)
    return [Told.model_validate(box) for box in boxes if box is not None]


def tellings_of(rows: Iterable[FirstAid]) -> dict[UUID, list[Told]]:
    """Return every telling that stands of several records, by record, without those that do not open: for lists, in one look."""
    rows = list(rows)
    found = open_boxes_of([UUID(row.told[0][0]) for row in rows if len(row.told) == 1], FieldClass.HEALTH)
    told = {subject_: [Told.model_validate(fields)] for subject_, fields in found.items()}
    return told | {row.subject: several for row in rows if len(row.told) > 1 and (several := tellings(row))}


def stands_of(rows: Iterable[FirstAid]) -> dict[UUID, Triaged]:
    """Return the last triage that opens of several records, by record: for lists, in one look."""
    rows = list(rows)
    found = open_boxes_of([UUID(row.triages[0][1]) for row in rows if len(row.triages) == 1], FieldClass.HEALTH)
    once = {subject_: Triaged.model_validate(fields) for subject_, fields in found.items()}
    return once | {row.subject: last for row in rows if len(row.triages) > 1 and (last := stands(row))}


def stands(row: FirstAid) -> Triaged | None:
    """Return the last triage that opens: where somebody stands."""
    return next((one.told for one in reversed(triages(row)) if one.told), None)


def vitals(row: FirstAid) -> list[Line[VitalSet]]:
    """Return the sets by the hour at which they were measured, as far as that is known."""
    found = [Line(line, _read(VitalSet, row, entry), instant(at), author) for line, entry, at, author in row.vitals]
    return sorted(found, key=lambda one: (one.told.taken_at if one.told else one.at, one.line))


def treatments(row: FirstAid) -> list[Line[Given]]:
    """Return what was given by its hour, as far as that is known."""
    found = [Line(line, _read(Given, row, entry), instant(at), author) for line, entry, at, author in row.treatments]
    return sorted(found, key=lambda one: (one.told.given_at if one.told else one.at, one.line))


def triages(row: FirstAid) -> list[Line[Triaged]]:
    """Return the triages by their hour, as far as that is known; the last says where somebody stands."""
    found = [Line(line, _read(Triaged, row, entry), instant(at), author) for line, entry, at, author in row.triages]
    return sorted(found, key=lambda one: (one.told.triaged_at if one.told else one.at, one.line))


def outcome(row: FirstAid) -> Line[Outcome] | None:
    """Return how it ended; None while nobody noted it."""
    if not row.outcome:
        return None
    entry, at, author, _is_placed = row.outcome[-1]
    box = _read(Ended, row, entry)
    return Line(entry, box.outcome if box else None, instant(at), author)


def taken_to(row: FirstAid) -> str:
    """Return where somebody was taken, while that is known: seven days."""
    placed = next((entry for entry, _at, _author, is_placed in reversed(row.outcome) if is_placed), None)
    box = open_box(placed, FieldClass.WHEREABOUTS) if placed else None
    return str((box or {}).get("place") or "")


def flags(row: FirstAid) -> Flags | None:
    """Return what everybody who helps is told; None where nothing of the record opens here."""
    return flags_in(tellings(row))


def flags_in(found: Sequence[Told]) -> Flags | None:
    """Return so from what was told; None where nothing opens."""
    if not found:
        return None
    said = list(dict.fromkeys(one.allergies.strip() for one in found if one.allergies.strip()))
    chosen = {flag for one in found for flag in one.flags}
    return Flags([flag for flag in SafetyFlag if flag in chosen], " · ".join(said))


def _is_gone(encounter: UUID) -> bool:
    found = subject(encounter)
    return found is not None and (found.is_erased or is_struck(found.folded.state))


def _open(row: FirstAid, entry: str) -> dict[str, object] | None:
    return open_box(UUID(entry), FieldClass.HEALTH, row.subject)


def _read[M: (VitalSet, Given, Triaged, Ended)](model: type[M], row: FirstAid, entry: str) -> M | None:
    box = _open(row, entry)
    return model.model_validate(box) if box else None
