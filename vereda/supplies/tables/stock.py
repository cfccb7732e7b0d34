"""From the folded month of a post to the rows of its movements and counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, day_if, id_if, instant
from vereda.logbook.schema import Folded
from vereda.supplies.models.stock import LowMark, Movement, StockCount
from vereda.supplies.rules.stock import effects, marks
from vereda.supplies.words import Moved

type Told = Mapping[str, Any]  # Any: JSON of an entry


def stock(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the rows of one post and month."""
    state = folded.state
    moves = [row for entry in sorted(state["moves"]) for row in _movements(entry, state, subject, ref)]
    counts = [row for entry in sorted(state["counts"]) for row in _counts(entry, state, subject, ref)]
    return {Movement: moves, StockCount: counts}


def _movements(entry: str, state: Told, subject: str, ref: SubjectRef) -> Iterator[Movement]:
    told = state["moves"][entry]
    what, holder, is_off = Moved(told["what"]), told.get("holder") or {}, entry in state["withdrawn"]
    lines = told.get("lines") or [{"item": told["item"], "quantity": told["delta"]}]
    heard = state["heard"].get(told.get("transfer", ""))
    for number, line in enumerate(lines):
        shelf, held = (0, 0) if is_off else effects(what, line["quantity"], is_held=bool(holder))
        expires = line.get("expires_on")
        yield Movement(
            subject=UUID(subject),
            country=ref.country,
            group=ref.group,
            entry=UUID(entry),
            line=number,
            moved_at=instant(told["at"]),
            moved_on=date.fromisoformat(told["on"]),
            by=told["by"],
            what=what,
            item=line["item"],
            quantity=line["quantity"],
            shelf=shelf,
            held=held,
            holder_kind=holder.get("kind", ""),
            holder_id=holder.get("id", ""),
            batch=line.get("batch", ""),
            expires_on=day_if(expires),
            came_from=told.get("came_from", ""),
            donor=told.get("donor", ""),
            grant=told.get("grant", ""),
            document=told.get("document", ""),
            reason=told.get("reason", ""),
            other_group=told.get("to_group") or told.get("from_group") or "",
            transfer=id_if(told.get("transfer")),
            heard_at=instant(heard[0][0]) if heard and what == Moved.SENT else None,
            encounter=id_if(told.get("encounter")),
            distribution=id_if(told.get("distribution")),
            count=id_if(told.get("count")),
            is_withdrawn=is_off,
        )


def _counts(entry: str, state: Told, subject: str, ref: SubjectRef) -> Iterator[StockCount]:
    told = state["counts"][entry]
    for line in told["lines"]:
        yield StockCount(
            subject=UUID(subject),
            country=ref.country,
            group=ref.group,
            entry=UUID(entry),
            counted_at=instant(told["at"]),
            by=told["by"],
            item=line["item"],
            found=line["found"],
            is_withdrawn=entry in state["withdrawn"],
        )


def low_marks(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the marks of one post."""
    found = sorted(marks(folded.state).items())
    rows = [LowMark(subject=UUID(subject), country=ref.country, group=ref.group, item=item, mark=mark) for item, mark in found]
    return {LowMark: rows}
