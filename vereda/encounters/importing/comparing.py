"""A file beside what is here: which rows are new, which are known, which changed. Reads the logbook, writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import orjson

from vereda.encounters import lookups, rules
from vereda.encounters.importing import drafting
from vereda.encounters.importing.errors import EncounterChanged, EncounterErased, EncounterOfAnotherGroup, RowChanged
from vereda.encounters.importing.identity import Identity, of_any_group
from vereda.encounters.importing.problems import Problem, problem
from vereda.encounters.importing.row import Row
from vereda.encounters.importing.spool import Spool, Spooled, Status
from vereda.logbook.door import Subject, history, known, open_box, subjects, subjects_within
from vereda.logbook.schema import FieldClass, value_of

type Judged = tuple[int, UUID, Status, str | None]


@dataclass(frozen=True)
class Difference:
    """In what a row differs from what stands. An empty one: in nothing that can still be told."""

    line: bool = False
    time: bool = False
    place: bool = False
    note: bool = False

    def __bool__(self) -> bool:
        return self.line or self.time or self.place or self.note


class Comparing:
    """Compares one file with the logbook.

    resumed        the open import that this file finishes, or None
    as_correction  changed rows become corrections instead of problems
    """

    def __init__(self, identity: Identity, *, resumed: UUID | None, as_correction: bool) -> None:
        self.identity, self.as_correction = identity, as_correction
        self.gone = {str(one) for one in lookups.imports_not_counted(identity.country) - {resumed}}

    def judge(self, spool: Spool) -> None:
        """Put down for each row what becomes of it."""
        for part in spool.parts():
            here = known(one.entry for one in part)
            # Of a known row only one thing can matter: that the import it came with was withdrawn or never finished.
            asked = [one for one in part if one.entry in here] if self.gone else []
            asked += [one for one in part if one.entry not in here and one.row.encounter_id]
            found = subjects({one.subject for one in asked})
            elsewhere = self._of_other_groups([one for one in asked if one.subject not in found])
            judged = []
            for one in part:
                outcome = self._judge(one, one.entry in here, found.get(one.subject), elsewhere)
                if isinstance(outcome, Problem):
                    spool.complain([outcome])
                else:
                    judged.append(outcome)
            spool.judge([one for one in judged if one[2] is not Status.NEW or one[3] is not None])

    def _judge(self, one: Spooled, is_here: bool, subject: Subject | None, elsewhere: set[UUID]) -> Judged | Problem:
        row = one.row
        if subject is None:
            if one.subject in elsewhere:
                likely = f"{row.group}-{row.encounter_id}"
                return problem(row.line, "encounter_id", row.encounter_id, EncounterOfAnotherGroup(likely=likely))
            return row.line, one.entry, Status.KNOWN if is_here else Status.NEW, None
        if subject.is_erased:
            done = (row.line, one.entry, Status.KNOWN, None)
            return done if is_here else problem(row.line, "encounter_id", row.encounter_id, EncounterErased())
        state = subject.folded.state
        came: dict[str, str] = state.get("came", {})
        gone = sorted(self.gone.intersection(came.values()))
        came_with = came.get(_field(one))
        if is_here and came_with not in self.gone:
            return row.line, one.entry, Status.KNOWN, None
        if is_here and came_with is not None:
            again = self.identity.entry(row, UUID(came_with))
            return row.line, again, Status.NEW, _writing(instead_of=gone)
        return self._judge_unknown(one, subject, gone)

    def _judge_unknown(self, one: Spooled, subject: Subject, gone: list[str]) -> Judged | Problem:
        """Judge a row that is not here, of an encounter that is."""
        row, state = one.row, subject.folded.state
        came: dict[str, str] = state.get("came", {})
        head = Difference() if set(came.values()) <= set(gone) else _head_differs(row, state, self.identity.country)
        line_stands = _field(one) in state["fields"] and came.get(_field(one)) not in gone
        if not line_stands and not head:
            return row.line, one.entry, Status.NEW, _writing(instead_of=gone) if gone else None
        differs = head
        if line_stands:
            differs = _with_sealed(replace(head, line=_line_differs(one, state)), row, subject.id)
        if not differs:
            return row.line, one.entry, Status.KNOWN, None
        if not self.as_correction:
            return _changed(row, differs, line_stands)
        if not line_stands:  # a line more, under another time or place
            has_place = bool(drafting.exact_place(row))
            differs = replace(differs, line=True, note=bool(row.note), place=differs.place or has_place)
        return row.line, one.entry, Status.CORRECTION, _writing(differs=differs)

    def _of_other_groups(self, rows: Sequence[Spooled]) -> set[UUID]:
        """Return those encounters whose `encounter_id` is one of another group's here."""
        named = {one.subject: one.row for one in rows if one.row.encounter_id}
        if not named:
            return set()
        by_lead = {subject.int >> 80: subject for subject in named}
        found = set()
        for other in subjects_within(of_any_group(subject) for subject in named):
            mine = by_lead[other.id.int >> 80]
            is_same_id = other.id == self.identity.named(named[mine].encounter_id, other.ref.group)
            if is_same_id and (other.is_erased or rules.counting(other.folded.state, self.gone) is not None):
                found.add(mine)
        return found


def _field(one: Spooled) -> str:
    return (rules.BODIES if one.row.is_bodies else rules.LINE) + one.name


def _line_differs(one: Spooled, state: dict[str, Any]) -> bool:  # Any: a folded state
    return bool(value_of(state["fields"], _field(one)) != rules.as_field(drafting.counted(one)))


def _head_differs(row: Row, state: dict[str, Any], country: str) -> Difference:  # Any: a folded state
    """Compare time and place with what the imported rows said, and with what stands: either will do."""
    stands = rules.stands_at(state)
    said = [tuple(state["claimed"])] if "claimed" in state else []
    both = [*said, *([stands] if stands else [])]
    place = rules.as_json(drafting.coarse_place(row, country))
    time_differs = all(when != row.when for when, _ in both)
    return Difference(time=time_differs, place=all(there != place for _, there in both))


def _with_sealed(differs: Difference, row: Row, subject: UUID) -> Difference:
    """Compare note and exact place with what can still be opened; what was forgotten or erased is not asked for again."""
    exact = drafting.exact_place(row)
    notes, points = [], []
    for told in history(subject) if row.note or exact else ():
        for box in told.boxes:
            if box.cls == FieldClass.FREE_TEXT:
                notes.append((open_box(told.id, box.cls) or {}).get("text"))
            elif box.cls == FieldClass.WHEREABOUTS:
                points.append(open_box(told.id, box.cls))
    has_notes, has_points = [one for one in notes if one], [one for one in points if one]
    return replace(
        differs,
        note=bool(row.note) and row.note not in has_notes and not (notes and not has_notes),
        place=differs.place or (bool(exact) and exact not in has_points and bool(has_points)),
    )


def _changed(row: Row, differs: Difference, line_stands: bool) -> Problem:
    if differs.time:
        return problem(row.line, "at" if row.at else "on", row.told_at, EncounterChanged())
    if differs.place:
        column, value = ("lat", str(row.lat)) if row.lat is not None else ("place", row.place)
        return problem(row.line, column, value, RowChanged() if line_stands else EncounterChanged())
    if differs.line:
        return problem(row.line, "count", str(row.count), RowChanged())
    return problem(row.line, "note", row.note, RowChanged())


def _writing(*, instead_of: Iterable[str] = (), differs: Difference | None = None) -> str:
    said = {"instead_of": list(instead_of)} if differs is None else {**differs.__dict__}
    return orjson.dumps(said).decode()
