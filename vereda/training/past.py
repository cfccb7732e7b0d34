"""Lists of before this program: looked at first, taken in as a whole; the same list twice is once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import reduce
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZipFile

from vereda.countries.door import pack
from vereda.logbook.door import Author, Draft, Plain, record_all
from vereda.logbook.schema import Channel, FieldClass, uuid7, uuid8
from vereda.training import entries as of
from vereda.training import lookups
from vereda.training.actions import Plan, planned
from vereda.training.errors import ListTooLarge, ListUnreadable, ListWrong
from vereda.training.rules import catalogue
from vereda.training.rules.lists import NO_VALUE, Known, Line, Problem, folded, read
from vereda.training.words import How

ROWS_MOST = 5000
COLUMNS_MOST = 100  # a sheet may say that it is sixteen thousand wide, and each of its rows would be
UNPACKED_MOST = 50 * 1024 * 1024  # [bytes]
FORMULA = b"<f"
MERGED = re.compile(rb'mergeCell [^>]*?ref="([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})"')
"""Column and first row of merged cells, and their last row (ECMA-376, 18.3.1.55)."""


@dataclass(frozen=True)
class Past:
    """A list as it would be taken in.

    sessions    how many; new: rows that are not here yet; known: those that are
    staff, guests, new_guests   people: ours by name, of other institutions, and of those how many for the first time
    strangers   (row, name) of who has no institution and is none of ours by name: one of ours, perhaps, written otherwise
    """

    rows: int
    sessions: int
    new: int
    known: int
    staff: int
    guests: int
    new_guests: int
    strangers: Sequence[tuple[int, str]]
    problems: Sequence[Problem]

    @property
    def may(self) -> bool:
        return not self.problems and self.new > 0


@dataclass(frozen=True)
class _Person:
    """Who a row is. id None: somebody of another institution who is not here yet."""

    id: str | None
    guest: bool
    group: str


@dataclass(frozen=True)
class _Matched:
    lines: Sequence[tuple[Line, _Person]]
    problems: Sequence[Problem]


def preview(file: bytes, *, country: str, today: date, group: str | None = None) -> Past:
    """Return what a spreadsheet holds. group: the only one that may stand in it. Raises ListUnreadable, ListTooLarge."""
    found = _matched(file, country, today, group)
    there = _there(country)
    known = sum(1 for line, who in found.lines if who.id is not None and who.id in there.get(_session_of(line, country), ()))
    visitors = {(folded(line.name), folded(line.institution)): who for line, who in found.lines if who.guest}
    return Past(
        rows=len(found.lines) + len({one.row for one in found.problems}),
        sessions=len({line.session for line, _who in found.lines}),
        new=len(found.lines) - known,
        known=known,
        staff=len({who.id for _line, who in found.lines if not who.guest}),
        guests=len(visitors),
        new_guests=sum(1 for who in visitors.values() if who.id is None),
        strangers=[(line.row, line.name) for line, who in found.lines if who.guest and not line.institution],
        problems=found.problems,
    )


def import_past(file: bytes, *, today: date, by: Author, at: datetime, group: str | None = None) -> int:
    """Take a list in, all of it or nothing, and return how many rows were new. Raises ListUnreadable, ListTooLarge, ListWrong."""
    found = _matched(file, by.country, today, group)
    if found.problems:
        raise ListWrong
    drafts: list[Draft] = []
    there = {session: set(people) for session, people in _there(by.country).items()}
    named: dict[tuple[str, str], str] = {}
    groups = _groups(found.lines, by.country)
    new = 0
    for line, person in found.lines:
        subject = _session_of(line, by.country)
        if subject not in there:
            there[subject] = set()
            drafts += [
                Draft(payload=one, subject=subject, by=by, at=at, channel=Channel.IMPORT)
                for one in _session(line, groups[subject])
            ]
        who = person.id or named.get((folded(line.name), folded(line.institution)))
        if who is None:
            who = named[folded(line.name), folded(line.institution)] = str(uuid7(int(at.timestamp() * 1000)))
            drafts.append(_named(line, UUID(who), by, at))
        if who in there[subject]:
            continue
        there[subject].add(who)
        new += 1
        attended = of.Attended(who=who, guest=person.guest, group=person.group, sex=line.sex, how=How.PAST_LIST)
        drafts.append(Draft(payload=attended, subject=subject, by=by, at=at, channel=Channel.IMPORT))
    if new:
        record_all(drafts)
    return new


def _groups(lines: Iterable[tuple[Line, _Person]], country: str) -> dict[UUID, str]:
    """Return for whom each session of a list was: the group of all our people in it; '' where they are of several."""
    there: dict[UUID, set[str]] = {}
    for line, person in lines:
        there.setdefault(_session_of(line, country), set()).update({line.group or person.group} - {""})
    return {session: next(iter(groups)) if len(groups) == 1 else "" for session, groups in there.items()}


def _session(line: Line, group: str) -> list[of.OfSessions]:
    plan = Plan(
        course=line.course, topics=line.topics, begins_on=line.on, ends_on=line.until, provider=line.provider, funder=line.funder,
        phase=line.phase, place=line.place, group=group, hours=line.hours,
    )  # fmt: skip
    return [planned(plan), of.SessionClosed(on=line.until)]


def _named(line: Line, subject: UUID, by: Author, at: datetime) -> Draft:
    payload = of.GuestNamed(institution=line.institution, country=line.country, sex=line.sex)
    boxes = [Plain(cls=FieldClass.IDENTITY, fields={"name": line.name})]
    return Draft(payload=payload, subject=subject, by=by, at=at, boxes=boxes, channel=Channel.IMPORT)


def _session_of(line: Line, country: str) -> UUID:
    """Return the subject of a row's session: the same however often the list comes."""
    ms = int(datetime.combine(line.on, time(), UTC).timestamp() * 1000)
    return uuid8(ms, sha256(repr((country, line.session)).encode()).digest())


def _there(country: str) -> Mapping[UUID, frozenset[str]]:
    return {kept.subject: frozenset(one.who for one in kept.one.there) for kept in lookups.sessions(country)}


def _matched(file: bytes, country: str, today: date, group: str | None) -> _Matched:
    groups = {folded(code): code for code in pack(country).groups} | {
        folded(name): row.code for row in pack(country).groups.values() for name in (row.name, row.city)
    }
    known = Known(
        courses={code: one.of.topics for code, one in catalogue.courses().items()},
        topics=catalogue.topics(),
        groups=groups,
        titles={folded(text.title): code for code, one in catalogue.courses().items() for text in one.texts.values()},
    )
    found = read(rows_of(file), known, today)
    problems, lines = list(found.problems), []
    people, visitors = lookups.staff(country), lookups.guests(country)
    for line in found.lines:
        if group is not None and line.group != group:
            problems.append(Problem(line.row, "", line.group, "other_group"))
            continue
        person = _person(line, people, visitors)
        if isinstance(person, _Person):
            lines.append((line, person))
        else:
            problems.append(Problem(line.row, "", line.name, person))
    return _Matched(lines, sorted(problems, key=lambda one: one.row))


def _person(line: Line, people: Sequence[lookups.Staff], visitors: Sequence[lookups.Guest]) -> _Person | str:
    """Return who a row is, or the code of what is wrong: a name that two of our people have needs its group."""
    if not line.institution:
        same = [one for one in people if folded(one.name) == folded(line.name)]
        same = [one for one in same if not line.group or len(same) == 1 or one.group == line.group]
        if len(same) == 1:
            return _Person(same[0].account, False, line.group or same[0].group)
        if same:
            return "two_people"
    known = next(
        (
            one
            for one in visitors
            if folded(one.name) == folded(line.name) and folded(one.institution) == folded(line.institution)
        ),
        None,
    )
    return _Person(str(known.id) if known else None, True, "")


def rows_of(file: bytes) -> list[tuple[Any, ...]]:  # Any: cells
    """Return the rows of the first sheet, as somebody sees them. Raises ListUnreadable, ListTooLarge.

    Each row that cells were merged over holds what stands in the first one; a formula without a result is `NO_VALUE`.
    """
    try:
        with ZipFile(BytesIO(file)) as packed:
            if sum(one.file_size for one in packed.infolist()) > UNPACKED_MOST:
                raise ListTooLarge(most=ROWS_MOST)
            rows, where = _cells(file, data_only=True)
            drawn = packed.read(where)
        if FORMULA in drawn:
            _without_result(rows, _cells(file, data_only=False)[0])
        _spread(rows, drawn)
    except ListTooLarge:
        raise
    except Exception as why:  # a file from outside: its reader raises whatever the parts of it do; who sent it is told
        raise ListUnreadable from why
    if len(rows) > ROWS_MOST:
        raise ListTooLarge(most=ROWS_MOST)
    return [tuple(cells) for cells in rows]


def _cells(file: bytes, *, data_only: bool) -> tuple[list[list[Any]], str]:  # Any: cells
    """Return the rows of the first sheet, and the name of its part in the file. data_only: results, not formulas."""
    from openpyxl import load_workbook  # heavy

    book = load_workbook(BytesIO(file), read_only=True, data_only=data_only)
    try:
        sheet = book.worksheets[0]
        every = sheet.iter_rows(max_col=COLUMNS_MOST, values_only=True)
        rows = [list(cells) for _number, cells in zip(range(ROWS_MOST + 2), every, strict=False)]
        # Read row by row, it tells of no merged cells: they are looked for in its part of the file.
        return rows, sheet._worksheet_path.removeprefix("/")
    finally:
        book.close()


def _without_result(rows: list[list[Any]], written: list[list[Any]]) -> None:  # Any: cells
    """Mark the formulas of which the sheet keeps no result: read as empty, they would say something else."""
    for cells, told in zip(rows, written, strict=False):
        for place, formula in enumerate(told[: len(cells)]):
            if cells[place] is None and formula is not None:
                cells[place] = NO_VALUE


def _spread(rows: list[list[Any]], drawn: bytes) -> None:  # Any: cells
    """Write down the rows what stands in the first of merged cells. drawn: the sheet's part of the file."""
    for letters, first, last in MERGED.findall(drawn):
        top, below = int(first) - 1, min(int(last), len(rows))
        place = reduce(lambda so_far, letter: so_far * 26 + letter - 64, letters, 0) - 1
        for cells in rows[top + 1 : below]:
            if place < len(cells) and place < len(rows[top]):
                cells[place] = rows[top][place]
