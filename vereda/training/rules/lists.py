"""A past list as a spreadsheet: which column is what, what each row says, and what is wrong with it, by row and column. Pure.

One row a person and session. The first row that names date, name and topic is the head; what stands above is a title.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from vereda.training.entries import LINE_MOST

type Cells = Sequence[Any]  # Any: what a cell of a spreadsheet holds

HEADS: Mapping[str, tuple[str, ...]] = {
    "on": ("fecha", "dia", "inicio", "date", "day", "start"),
    "until": ("fin", "termino", "fecha fin", "end"),
    "name": ("nombre", "nombre completo", "participante", "name", "full name", "participant"),
    "topic": ("tema", "clave", "curso", "topic", "course", "code"),
    "group": ("grupo", "group"),
    "institution": ("institucion", "dependencia", "institution", "agency"),
    "country": ("pais", "country"),
    "sex": ("sexo", "sex"),
    "hours": ("horas", "hours"),
    "provider": ("imparte", "proveedor", "provider", "trainer institution"),
    "funder": ("donante", "financia", "funder", "donor"),
    "phase": ("fase", "phase"),
    "place": ("lugar", "sede", "place", "venue"),
}
NEEDED = ("on", "name", "topic")
FIRST_YEAR = 1971
"""The first year whose days an entry can hold in every zone."""
SEXES = {
    "f": "F",
    "mujer": "F",
    "m": "M",
    "hombre": "M",
    "x": "X",
    "otro": "X",
    "woman": "F",
    "man": "M",
    "h": "M",
    "": "U",
    "u": "U",
}
NO_VALUE = "#VALUE!"
"""What a cell with a formula is read as where the sheet keeps no result of it."""
ERRORS = frozenset({NO_VALUE, "#N/A", "#REF!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
"""What a spreadsheet writes where a formula has no result: nobody's name and nobody's institution."""
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")


@dataclass(frozen=True)
class Problem:
    """What is wrong. row: as the sheet counts, from 1; column: its head; code: of `PROBLEMS` of the page."""

    row: int
    column: str
    value: str
    code: str


@dataclass(frozen=True)
class Line:
    """One row: a person in a session. course: of the house, '' for topics alone; institution '': one of our people."""

    row: int
    on: date
    until: date
    name: str
    course: str
    topics: tuple[str, ...]
    group: str = ""
    institution: str = ""
    country: str = ""
    sex: str = "U"
    hours: float = 0
    provider: str = ""
    funder: str = ""
    phase: str = ""
    place: str = ""

    @property
    def session(self) -> tuple[str, ...]:
        """What makes two rows rows of one session."""
        return (
            self.on.isoformat(),
            self.until.isoformat(),
            self.course,
            *self.topics,
            self.provider.casefold(),
            self.place.casefold(),
        )


@dataclass
class Read:
    """A list as it was read."""

    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Known:
    """What a list may name.

    courses  topics by code of a course
    groups, titles  code of a group, of a course by what it is called, folded
    """

    courses: Mapping[str, Sequence[str]]
    topics: Collection[str]
    groups: Mapping[str, str]
    titles: Mapping[str, str] = field(default_factory=dict)


def folded(text: object) -> str:
    """Return a text without accents, capitals and doubled blanks, to be compared."""
    plain = unicodedata.normalize("NFD", str(text if text is not None else ""))
    return " ".join("".join(one for one in plain if not unicodedata.combining(one)).casefold().split())


def read(rows: Sequence[Cells], known: Known, today: date) -> Read:
    """Return what a sheet says. A row with anything wrong is no line: the whole list waits until it is mended."""
    found = Read()
    at = next((number for number, cells in enumerate(rows) if set(NEEDED) <= set(_columns(cells).values())), None)
    if at is None:
        found.problems.append(Problem(1, "", "", "no_head"))
        return found
    while at + 1 < len(rows) and set(NEEDED) <= set(_columns(rows[at + 1]).values()):
        at += 1  # a head of two rows, its cells merged
    columns = _columns(rows[at])
    heads = {name: str(rows[at][place]) for place, name in columns.items()}
    for number, cells in enumerate(rows[at + 1 :], start=at + 2):
        told = {name: cells[place] if place < len(cells) else None for place, name in columns.items()}
        if any(folded(value) for value in told.values()):
            _one(found, number, told, heads, known, today)
    seen: set[tuple[Any, ...]] = set()  # Any: parts of a line
    for line in list(found.lines):
        key = (line.session, folded(line.name), folded(line.institution), line.group)
        if key in seen:
            found.problems.append(Problem(line.row, heads["name"], line.name, "twice"))
        seen.add(key)
    return found


def _columns(cells: Cells) -> dict[int, str]:
    """Return what each column holds, by its place; the first of two alike."""
    found: dict[int, str] = {}
    for place, cell in enumerate(cells):
        name = next((name for name, heads in HEADS.items() if folded(cell) in heads), None)
        if name and name not in found.values():
            found[place] = name
    return found


def _one(
    found: Read, row: int, told: Mapping[str, Any], heads: Mapping[str, str], known: Known, today: date
) -> None:  # Any: cells
    """Add what a row says, or each thing that is wrong with it."""
    if broken := [name for name, value in told.items() if value in ERRORS]:
        found.problems += [Problem(row, heads[name], told[name], "formula") for name in broken]
        return
    problems: list[Problem] = []

    def kept[V](name: str, value: V | None, code: str, *, is_right: bool = True) -> V | None:
        if value is None or not is_right:
            problems.append(Problem(row, heads.get(name, name), str(told.get(name) or "")[:60], code))
        return value

    on = kept("on", _day(told.get("on")), "day")
    kept("on", on, "ahead", is_right=on is None or on <= today) if on else None
    kept("on", on, "day", is_right=on is None or on.year >= FIRST_YEAR) if on else None
    until = kept("until", _day(told["until"]) if folded(told.get("until")) else on or today, "day")
    kept("until", until, "day", is_right=on is None or until is None or on <= until <= max(on, today))
    name = kept("name", _text(told.get("name")) or None, "name")
    course, topics = _topics(told.get("topic"), known)
    kept("topic", topics or None, "topic")
    called = folded(told.get("group"))
    group = kept("group", known.groups.get(called) if called else "", "group")
    sex = kept("sex", SEXES.get(folded(told.get("sex"))), "sex")
    hours = kept("hours", _hours(told.get("hours")), "hours")
    country = folded(told.get("country"))
    kept("country", country, "country", is_right=not country or (len(country) == 2 and country.isascii() and country.isalpha()))
    lines = {one: _text(told.get(one)) for one in TEXTS}
    for one, text in {**lines, "name": name or ""}.items():
        kept(one, text, "long", is_right=len(text) <= LINE_MOST)
    found.problems += problems
    if not problems and on and until and name and sex and group is not None and hours is not None:
        found.lines.append(
            Line(row, on, until, name, course, topics, group=group, country=country, sex=sex, hours=hours, **lines)
        )


TEXTS = ("institution", "provider", "funder", "phase", "place")


def _text(value: object) -> str:
    return " ".join(str(value if value is not None else "").replace("\0", "").split())


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    for form in DAYS:
        try:
            return datetime.strptime(_text(value), form).date()  # noqa: DTZ007  a day, no instant
        except ValueError:
            continue
    return None


def _topics(value: object, known: Known) -> tuple[str, tuple[str, ...]]:
    told = known.titles.get(folded(value), _text(value))
    if told in known.courses:
        return told, tuple(known.courses[told])
    codes = tuple(dict.fromkeys(one.strip().upper() for one in told.replace(";", ",").split(",") if one.strip()))
    return "", codes if codes and all(one in known.topics for one in codes) else ()


def _hours(value: object) -> float | None:
    if not folded(value):
        return 0
    try:
        hours = float(_text(value).replace(",", "."))
    except ValueError:
        return None
    return hours if 0 <= hours <= 1000 else None
