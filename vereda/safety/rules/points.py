"""What an assistance point and a numbered place are after their entries, and when somebody should look again. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any
from unicodedata import combining, normalize
from uuid import UUID

from vereda.logbook.schema import Entry, FieldClass, State, reach, reopen, uuid8, write
from vereda.safety.entries.points import PointLookedAt, PointSet, PointTakenAway, ReferenceSet, ReferenceWithdrawn
from vereda.safety.words import NEEDS_HANDS

COLUMNS = ("series", "number", "lat", "lon", "note", "source")
REQUIRED = COLUMNS[:4]
MOST_ROWS = 5000
STRAY_PLUS = re.compile(r"(?<!\d)\+|\+(?!\d)")


def start() -> State:
    """Return a record of which nothing is known."""
    return {"fields": {}}


def point_step(state: State, entry: Entry) -> State:
    """Return the point after one more entry. What was found is a list: each visit is one, whoever came first."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, PointSet):
        write(fields, "point", payload.model_dump(mode="json"), entry)
        if any(box.cls == FieldClass.CONTACT for box in entry.boxes):
            write(fields, "stands", entry.id, entry)
        state["first_on"] = min(state.get("first_on", entry.local_on.isoformat()), entry.local_on.isoformat())
        reopen(fields, "gone", entry)
    elif isinstance(payload, PointLookedAt):
        has_note = any(box.cls == FieldClass.CONTACT for box in entry.boxes)
        told = [entry.occurred_at.isoformat(), entry.local_on.isoformat(), entry.author, payload.found.value, has_note]
        state.setdefault("visits", {})[entry.id] = told
    elif isinstance(payload, PointTakenAway):
        reach(fields, "gone", True, entry)
    return state


def reference_step(state: State, entry: Entry) -> State:
    """Return the numbered place after one more entry; set again after it was taken out, it is back."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, ReferenceSet):
        write(fields, "reference", payload.model_dump(mode="json"), entry)
        reopen(fields, "withdrawn", entry)
    elif isinstance(payload, ReferenceWithdrawn):
        reach(fields, "withdrawn", True, entry)
    return state


def visits_of(state: State) -> list[list[Any]]:  # Any: JSON
    """Return [entry, instant, day, account, found, has a note] of each visit, the latest first."""
    rows = [[entry, *told] for entry, told in state.get("visits", {}).items()]
    return sorted(rows, key=lambda row: (datetime.fromisoformat(row[1]).timestamp(), row[0]), reverse=True)


def due_on(*, looked_on: date | None, first_on: date, every_days: int) -> date:
    """Return the day by which somebody should have been there."""
    return (looked_on or first_on) + timedelta(days=every_days)


def waits_for_hands(found: str) -> bool:
    """Return whether what was found last waits for somebody."""
    return found in NEEDS_HANDS


def due_in(*, looked_on: date | None, first_on: date, every_days: int, today: date) -> int | None:
    """Return in how many days somebody should look again [days; negative: late]; None where nothing is asked (0 days)."""
    if not every_days:
        return None
    return (due_on(looked_on=looked_on, first_on=first_on, every_days=every_days) - today).days


def plain(words: str) -> str:
    """Return a number as it is compared: who reads '0114' or 'T-114' to us means 'T 114'; 'Á' is 'a'.

    A plus between digits is kept: kilometre 100+500 is not kilometre 100500.
    """
    bare = (one for one in normalize("NFKD", normalize("NFKD", words).casefold()) if not combining(one))
    kept = STRAY_PLUS.sub("", "".join(one for one in bare if one.isalnum() or one == "+"))
    letters = kept.rstrip("0123456789")
    return letters + kept[len(letters) :].lstrip("0") if kept[len(letters) :].strip("0") and letters[-1:] != "+" else kept


def reference_of(country: str, group: str, series: str, number: str) -> UUID:
    """Return the subject of a numbered place: the same at every desk, so that a table read in twice is there once."""
    told = f"reference|{country}|{group}|{plain(series)}|{plain(number)}"
    return uuid8(int(datetime(2020, 1, 1, tzinfo=UTC).timestamp() * 1000), sha256(told.encode()).digest())


@dataclass(frozen=True)
class Numbered:
    """One row of a table of numbered places. lat, lon in degrees, WGS 84. line: where it stood in the file, 0: nowhere."""

    series: str
    number: str
    lat: float
    lon: float
    note: str = ""
    source: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class RowFault:
    """What is wrong in a line of a file. what: a code that the face has words for."""

    line: int
    what: str
    value: str


def read_table(text: str) -> tuple[list[Numbered], list[RowFault]]:
    """Return the rows of a CSV table and what is wrong with it; nothing is taken from a file of which one line is wrong.

    text  with a heading of COLUMNS, the first four required; separated by commas or semicolons
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",")
    try:
        names = [(name or "").strip().casefold() for name in reader.fieldnames or ()]
        faults = [RowFault(1, "column_missing", name) for name in REQUIRED if name not in names]
        faults += [RowFault(1, "column_unknown", name[:40]) for name in names if name not in COLUMNS]
        faults += [RowFault(1, "column_twice", name) for name in COLUMNS if names.count(name) > 1]
        if faults:
            return [], faults
        reader.fieldnames = names
        return _rows(reader)
    except csv.Error:
        return [], [RowFault(max(reader.line_num, 1), "unreadable", "")]


def _rows(reader: csv.DictReader[str]) -> tuple[list[Numbered], list[RowFault]]:
    rows: list[Numbered] = []
    faults: list[RowFault] = []
    seen: dict[tuple[str, str], int] = {}
    for told in reader:
        line = reader.line_num
        if len(seen) >= MOST_ROWS:
            faults.append(RowFault(line, "too_many", str(MOST_ROWS)))
            break
        if not any(told.values()):  # what a spreadsheet leaves below a table
            continue
        wrong = list(_wrong(line, told))
        faults += wrong
        if not wrong:
            row = _row(told, line)
            name = plain(row.series), plain(row.number)
            if name in seen:
                faults.append(RowFault(line, "twice", f"{row.series} {row.number} = {seen[name]}"))
            seen.setdefault(name, line)
            rows.append(row)
    return rows, faults


def _wrong(line: int, told: dict[str, Any]) -> Iterator[RowFault]:  # Any: text, or a list of what was too much
    if None in told:
        yield RowFault(line, "too_many_cells", str(told[None])[:60])  # type: ignore[index]  # how csv names what has no column
        return
    for name, most in (("series", 40), ("number", 20), ("note", 80), ("source", 200)):
        value = (told.get(name) or "").strip()
        if name in REQUIRED and not plain(value):
            yield RowFault(line, "empty", name)
        elif len(value) > most:
            yield RowFault(line, "too_long", f"{name} > {most}")
    for name, most_deg in (("lat", 90), ("lon", 180)):
        value = (told.get(name) or "").strip()
        try:
            is_right = abs(_degrees(value)) <= most_deg
        except ValueError:
            is_right = False
        if not is_right:
            yield RowFault(line, f"{name}_wrong", value[:40])


def _row(told: dict[str, Any], line: int) -> Numbered:  # Any: text
    text = {name: (told.get(name) or "").strip() for name in COLUMNS}
    place = _degrees(text["lat"]), _degrees(text["lon"])
    return Numbered(text["series"], text["number"], *place, text["note"], text["source"], line)


def _degrees(value: str) -> float:
    """Return degrees, also as a spreadsheet in Spanish writes them: with a comma. Raises ValueError."""
    return float(value.replace(",", "."))
