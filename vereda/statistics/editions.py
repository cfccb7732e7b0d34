"""Editions: what a month's public tables are as files, what a revision changed, and what an edition is after its entries. Pure.

A table that leaves holds codes and protected values. A value held back is empty and says why. Under a code that is
held back by itself no row is listed: fewer than may be told, or nobody.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from vereda.logbook.schema import Entry, State, uuid8
from vereda.statistics.entries import EditionProposed, EditionPublished, EditionRefused, EditionRevised, EditionWithdrawn
from vereda.statistics.errors import MonthNotUnderstood
from vereda.statistics.words import Origin

LAG_DAYS = 30
"""Nothing leaves that is younger (rules.md, section 1): a month may be published when it has been over for so long."""
METHOD = "vereda edition 1"
VALUE, WITHHELD = "value", "withheld"
MANIFEST, CHANGES, EXACT = "manifest.json", "changes.csv", "internal/exact-interno-no-publicar.csv.gz"


class Row(NamedTuple):
    """One cell as it stands in a public table. value None: held back, and `why` says by which rule."""

    codes: tuple[str, ...]
    value: int | None
    why: str = ""


@dataclass(frozen=True)
class Sheet:
    """One table of an edition: the code of its place in the list, its columns, its rows with margins (TOTAL)."""

    code: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def withheld(self) -> Counter[str]:
        """Return how many cells are held back, by the rule that held them."""
        return Counter(row.why for row in self.rows if row.value is None)


class Change(NamedTuple):
    """One cell that a revision changed. None: held back, or too small to be listed; of the press: not printed."""

    table: str
    codes: tuple[str, ...]
    was: int | None
    now: int | None


# Months -------------------------------------------------------------------------------------------------------------


def month_of(written: str) -> date:
    """Return the first day of a month written as 2011-12. Raises MonthNotUnderstood."""
    try:
        found = date.fromisoformat(f"{written.strip()}-01")
    except ValueError:
        raise MonthNotUnderstood(value=written) from None
    if f"{found:%Y-%m}" != written.strip() or found.year == date.max.year:
        raise MonthNotUnderstood(value=written)
    return found


def is_year(period: str) -> bool:
    """Tell whether a period is a whole year."""
    return len(period) == len("2011") and period.isascii() and period.isdigit()


def last_day(month: date) -> date:
    """Return the last day of a month."""
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def may_leave_on(month: date) -> date:
    """Return the first day on which a month may be published."""
    return last_day(month) + timedelta(days=LAG_DAYS)


def year_before(month: date) -> date:
    """Return the same month a year before."""
    return month.replace(year=month.year - 1)


def subject_of(country: str, period: str, series: str = "") -> UUID:
    """Return the subject of an edition: the same on every machine, so that one month has one. series: '' for our own."""
    digest = sha256(f"vereda.statistics|edition|{country}|{period}|{series}".encode()).digest()
    year, _, month = period.partition("-")
    return uuid8((date(int(year), int(month or 1), 1) - date(1970, 1, 1)).days * 86_400_000, digest)


# Files --------------------------------------------------------------------------------------------------------------


def table_file(code: str) -> str:
    """Return the name of a table's file within its edition."""
    return f"tables/{code}.csv"


def csv_text(sheet: Sheet) -> str:
    """Return a public table: header, rows in their order; a value that is held back is empty and says why."""
    rows = [[*row.codes, "" if row.value is None else row.value, row.why] for row in sheet.rows]
    return written([[*sheet.columns, VALUE, WITHHELD], *rows])


def read_csv(code: str, text: str) -> Sheet:
    """Return a public table from its file."""
    head, *rows = csv.reader(io.StringIO(text))
    kept = tuple(Row(tuple(row[:-2]), int(row[-2]) if row[-2] else None, row[-1]) for row in rows)
    return Sheet(code, tuple(head[:-2]), kept)


def changes_csv(changes: Iterable[Change]) -> str:
    """Return what a revision changed, cell by cell."""
    rows = [[one.table, ";".join(one.codes), *("" if value is None else value for value in one[2:])] for one in changes]
    return written([["table", "cell", "was", "now"], *rows])


def read_changes(text: str) -> list[Change]:
    """Return the changes of a revision from its file."""
    _, *rows = csv.reader(io.StringIO(text))
    return [
        Change(code, tuple(cell.split(";")), *(int(one) if one else None for one in (was, now))) for code, cell, was, now in rows
    ]


def written(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def json_bytes(manifest: Mapping[str, Any]) -> bytes:  # Any: JSON
    """Return a manifest as it is kept: the same content is the same bytes."""
    return (json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def manifest_of(content: bytes) -> dict[str, Any]:  # Any: JSON
    """Return a manifest from its file."""
    found: dict[str, Any] = json.loads(content)  # Any: JSON
    return found


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file."""
    return sha256(content).hexdigest()


# What changed -------------------------------------------------------------------------------------------------------


def changes(before: Sequence[Sheet], after: Sequence[Sheet]) -> list[Change]:
    """Return every cell that is shown otherwise in a later edition, in the order of its tables."""
    old = {one.code: one for one in before}
    new = {one.code: one for one in after}
    return [change for code in {**new, **old} for change in _changes(code, old.get(code), new.get(code))]


def _changes(code: str, before: Sheet | None, after: Sheet | None) -> list[Change]:
    was, now = _values(before), _values(after)
    return [Change(code, codes, was.get(codes), now.get(codes)) for codes in {**now, **was} if was.get(codes) != now.get(codes)]


def _values(sheet: Sheet | None) -> dict[tuple[str, ...], int | None]:
    return {row.codes: row.value for row in sheet.rows} if sheet else {}


# The fold -----------------------------------------------------------------------------------------------------------


def start() -> State:
    """Return an edition of which nothing is known."""
    return {"period": "", "origin": Origin.OWN.value, "series": "", "proposal": None, "returned": [], "revisions": []}


def step(state: State, entry: Entry) -> State:
    """Return the edition after one more entry.

    What stands never changes: a number that is taken stays as it is. Numbers of our own stand only by a second person,
    of the very draft that the first one proposed; whatever else an entry claims is kept in the logbook and publishes nothing.
    What waits is sent back only by a second person, and taken back only by the first.
    """
    told = entry.payload
    if isinstance(told, EditionProposed):
        state["period"] = told.period
        if told.revision == len(state["revisions"]) + 1:
            state["proposal"] = {"entry": entry.id, **_said(entry), **told.model_dump(mode="json", exclude={"period"})}
    elif isinstance(told, EditionPublished | EditionRevised):
        number = told.revision if isinstance(told, EditionRevised) else 1
        proposal = state["proposal"]
        is_of_press = told.origin is Origin.PRESS
        if number == len(state["revisions"]) + 1 and (is_of_press or _is_second(entry, told.proposal, proposal)):
            first = None if is_of_press else {name: proposal[name] for name in ("by", "at")}
            known = told.model_dump(mode="json", exclude={"period", "origin", "series", "proposal"})
            state["revisions"].append({"changed": 0, "why": "", **known, "revision": number, **_said(entry), "proposed": first})
            state |= {"period": told.period, "origin": told.origin.value, "series": told.series or "", "proposal": None}
    elif isinstance(told, EditionRefused | EditionWithdrawn):
        _send_back(state, entry, told)
    return state


def _send_back(state: State, entry: Entry, told: EditionRefused | EditionWithdrawn) -> None:
    """Take away what waits, and keep who did it and why, for the next proposal."""
    waits, is_refused = state["proposal"], isinstance(told, EditionRefused)
    if waits is None or str(told.proposal) != waits["entry"] or is_refused == (entry.author == waits["by"]):
        return
    proposed = {name: waits[name] for name in ("by", "at")}
    kept = {"revision": waits["revision"], "is_refused": is_refused, "why": told.why or "", **_said(entry), "proposed": proposed}
    state["returned"].append(kept)
    state["proposal"] = None


def _said(entry: Entry) -> dict[str, str]:
    return {"by": entry.author, "at": entry.occurred_at.isoformat()}


def _is_second(entry: Entry, asked: UUID | None, proposal: Mapping[str, Any] | None) -> bool:  # Any: a folded state
    return proposal is not None and str(asked) == proposal["entry"] and entry.author != proposal["by"]
