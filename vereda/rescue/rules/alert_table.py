"""A list of alerts that was typed elsewhere: CSV in, rows or everything that is wrong with them out. Nothing is guessed. Pure."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from vereda.countries.door import AlertWordKind, Pack, place_names_on
from vereda.encounters.schema import COUNT_MOST
from vereda.places.door import BadPoint, read_point
from vereda.rescue.entries.alert import BATTERY_MOST, LAST_SEEN_MOST_H
from vereda.rescue.words import AlertOutcome

AT, REF, OUTCOME, POINT, MUNICIPALITY = "at", "ref", "outcome", "point", "municipality"
WORDS: Mapping[str, AlertWordKind] = {
    "came_by": AlertWordKind.WAY,
    "means": AlertWordKind.MEANS,
    "heading": AlertWordKind.HEADING,
    "water_left": AlertWordKind.WATER,
}
LISTS: Mapping[str, AlertWordKind] = {"urgent": AlertWordKind.URGENT, "needs": AlertWordKind.NEED}
NUMBERS: Mapping[str, tuple[int, int]] = {
    "people": (1, COUNT_MOST),
    "children": (1, COUNT_MOST),
    "battery_pct": (0, BATTERY_MOST),
    "last_seen_h": (0, LAST_SEEN_MOST_H),
}
TEXTS: Mapping[str, int] = {"place": 200, "note": 4000, "caller": 120, "call_back": 60, "clothing": 4000}
OUTCOMES = (AlertOutcome.HANDED_OVER, AlertOutcome.FALSE_ALARM, AlertOutcome.UNKNOWN)
COLUMNS = (
    AT, *NUMBERS, *LISTS, POINT, MUNICIPALITY, "place", "note", "caller", "call_back", *WORDS, "guide_left",
    "side", "language", "clothing", OUTCOME, REF,
)  # fmt: skip
"""Columns of a list; only `at` must be there. Words are codes of the pack, or its Spanish words, several with `|` between."""
MOST_ROWS = 2000
AHEAD = timedelta(minutes=10)
REF_MOST = 100


@dataclass(frozen=True)
class AlertRow:
    """A row that can be recorded. told: fields by name as `Told` has them, without the place; line: where it stands."""

    line: int
    at: datetime
    told: Mapping[str, Any] = field(default_factory=dict)  # Any: text, number, codes
    point: tuple[float, float] | None = None
    state: str = ""
    municipality: str = ""
    place: str = ""
    outcome: str = ""
    ref: str = ""

    def canonical(self) -> list[Any]:  # Any: JSON
        """Return all that the row says, in one order: two rows that say the same are one."""
        place = [self.point, self.state, self.municipality, self.place]
        return [self.at.timestamp(), sorted(self.told.items()), place, self.outcome, self.ref]


@dataclass(frozen=True)
class AlertFault:
    """What is wrong on a line of the file (the heading is line 1). value: what stands there, shortened."""

    line: int
    column: str
    what: str
    value: str = ""


type Read = tuple[list[AlertRow], list[AlertFault]]


def read_table(text: str, pack: Pack, now: datetime, near: tuple[float, float] | None = None) -> Read:
    """Return the rows of a list and all that is wrong with it, by line.

    text  CSV with a heading of COLUMNS, in any order; comma, semicolon or tabulator between cells
    now   wall clock (aware); near: latitude, longitude [degrees] of the post, which completes short points
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=head.count), strict=True)
    names = [name.strip().casefold() for name in next(_lines(reader), (1, None))[1] or ()]
    faults = list(_of_heading(names))
    return ([], faults) if faults else _rows(reader, names, _Cells(pack, now, near))


def _lines(reader: Any) -> Iterator[tuple[int, list[str] | None]]:  # Any: csv gives its reader no name
    """Yield (line on which a row begins, cells), None where the CSV breaks; empty rows are left out."""
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, None
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _of_heading(names: list[str]) -> Iterator[AlertFault]:
    if AT not in names:
        yield AlertFault(1, AT, "column_missing", AT)
    for name in names:
        if name not in COLUMNS:
            yield AlertFault(1, name[:40], "column_unknown", name[:40])
    yield from (AlertFault(1, name, "column_twice", name) for name in COLUMNS if names.count(name) > 1)


def _rows(reader: Any, names: list[str], cells: _Cells) -> Read:  # Any: csv gives its reader no name
    rows: list[AlertRow] = []
    faults: list[AlertFault] = []
    seen: dict[str, int] = {}
    for line, found in _lines(reader):
        if found is None or len(found) != len(names):
            what = "unreadable" if found is None else "cells"
            faults.append(AlertFault(line, "", what, "" if found is None else f"{len(found)}/{len(names)}"))
            continue
        if len(rows) + len(faults) >= MOST_ROWS:
            faults.append(AlertFault(line, "", "too_many", str(MOST_ROWS)))
            break
        row, wrong = cells.read(line, dict(zip(names, found, strict=True)))
        faults += wrong
        other = seen.setdefault(repr(row.canonical()), line)
        if other != line and not wrong:
            faults.append(AlertFault(line, "", "twice", str(other)))
        rows.append(row)
    if not rows and not faults:
        faults.append(AlertFault(1, "", "no_rows"))
    return rows, faults


class _Cells:
    """Reads the cells of a row by the words of a pack; what is wrong with one is noted, and the next one read."""

    def __init__(self, pack: Pack, now: datetime, near: tuple[float, float] | None) -> None:
        self.pack, self.now, self.near = pack, now, near
        words = pack.alert_words.values()
        kinds = {kind: [row for row in words if row.kind == kind] for kind in AlertWordKind}
        self.words = {kind: _by_word((row.code, row.label_es) for row in rows) for kind, rows in kinds.items()}
        self.languages = _by_word((row.code, row.label_es) for row in pack.languages.values())
        self.sides = _by_word((code, pack.nationalities[code].label_es) for code in pack.sides if code in pack.nationalities)
        self.towns = _by_word(place_names_on(pack, now.date()))

    def read(self, line: int, told: Mapping[str, str]) -> tuple[AlertRow, list[AlertFault]]:
        """Return the row and what is wrong with it."""
        faults: list[AlertFault] = []

        def take(name: str, reader: Callable[[str], Any]) -> Any:  # Any: what the cell tells
            value = unicodedata.normalize("NFC", told.get(name, "").strip())
            if not value:
                return None
            try:
                return reader(value)
            except _Wrong as wrong:
                faults.append(AlertFault(line, name, wrong.what, wrong.value or value[:60]))
                return None

        town = take(MUNICIPALITY, partial(_chosen, known=self.towns))
        found: dict[str, Any] = {name: take(name, reader) for name, reader in self._readers().items()}  # Any: as `told`
        row = AlertRow(
            line=line,
            at=take(AT, self._at) or self.now,
            told={name: value for name, value in found.items() if value is not None},
            point=take(POINT, self._point),
            state=self.pack.admin2[town].state if town else "",
            municipality=town or "",
            place=take("place", partial(_text, most=TEXTS["place"])) or "",
            outcome=take(OUTCOME, partial(_chosen, known={str(one): str(one) for one in OUTCOMES})) or "",
            ref=take(REF, partial(_text, most=REF_MOST)) or "",
        )
        if not told.get(AT, "").strip():
            faults.append(AlertFault(line, AT, "empty"))
        return row, sorted(faults, key=lambda one: COLUMNS.index(one.column))

    def _readers(self) -> dict[str, Callable[[str], Any]]:  # Any: text, number, codes
        words = self.words
        return {
            **{name: partial(_chosen, known=words[kind]) for name, kind in WORDS.items()},
            **{name: partial(_several, known=words[kind]) for name, kind in LISTS.items()},
            **{name: partial(_number, least=least, most=most) for name, (least, most) in NUMBERS.items()},
            **{name: partial(_text, most=most) for name, most in TEXTS.items() if name != "place"},
            "guide_left": _yes_no,
            "side": partial(_chosen, known=self.sides),
            "language": partial(_chosen, known=self.languages),
        }

    def _at(self, value: str) -> datetime:
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            raise _Wrong("at_wrong") from None
        if at.tzinfo is None:
            raise _Wrong("offset_missing")
        if at > self.now + AHEAD:
            raise _Wrong("in_the_future")
        if at.year < 1971:
            raise _Wrong("at_wrong")
        return at

    def _point(self, value: str) -> tuple[float, float]:
        try:
            found = read_point(self.pack.iso, value, self.near)
        except BadPoint as error:
            raise _Wrong(error.code.partition(".")[2]) from None
        return found.lat, found.lon


class _Wrong(Exception):
    """What is wrong with a cell, until it is noted with its line and column."""

    def __init__(self, what: str, value: str = "") -> None:
        self.what, self.value = what, value


def plain(word: str) -> str:
    """Return a word as it is compared: without accents, capitals and doubled blanks."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())


def _by_word(rows: Any) -> dict[str, str]:  # Any: pairs of code and word
    """Return code by code and by word; a word that several codes have says none of them."""
    made: dict[str, set[str]] = {}
    pairs = list(rows)
    for code, word in pairs:
        made.setdefault(plain(word), set()).add(code)
    words = {word: next(iter(codes)) for word, codes in made.items() if len(codes) == 1}
    return words | {plain(code): code for code, _word in pairs}


def _chosen(value: str, known: Mapping[str, str]) -> str:
    found = known.get(plain(value))
    if found is None:
        raise _Wrong("word_unknown", value.strip()[:60])
    return found


def _several(value: str, known: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(_chosen(one, known) for one in value.split("|") if one.strip())


def _number(value: str, least: int, most: int) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 9 and least <= int(value) <= most):
        raise _Wrong("number_wrong", f"{value[:20]} ({least}–{most})")
    return int(value)


def _yes_no(value: str) -> bool:
    found = {"true": True, "si": True, "yes": True, "false": False, "no": False}.get(plain(value))
    if found is None:
        raise _Wrong("yes_no_wrong")
    return found


def _text(value: str, most: int) -> str:
    if len(value) > most:
        raise _Wrong("too_long", f"{len(value)}/{most}")
    if any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\t" for sign in value) or "\ufffd" in value:
        raise _Wrong("unreadable_cell", "…")
    return value
