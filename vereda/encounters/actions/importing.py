"""Bringing a file of encounters in: all of it or nothing; twice is once; a killed import is finished by the same command.

First pass: read, check and compare every row, on disk. Second pass: write blocks between `import_opened` and `import_closed`;
until the closing entry nothing of the file counts. docs/headquarters/import.md
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone

from vereda.access.door import HEADQUARTERS, OPERATOR
from vereda.countries.door import Pack, pack
from vereda.encounters import lookups
from vereda.encounters.entries import ImportCancelled, ImportClosed, ImportOpened
from vereda.encounters.errors import FileNotText, HeadingRefused, ImportNotOpen, ImportRefused, OthersJoined
from vereda.encounters.importing import columns
from vereda.encounters.importing.comparing import Comparing
from vereda.encounters.importing.dialect import Dialect, detect, open_rows, records
from vereda.encounters.importing.drafting import Drafting
from vereda.encounters.importing.identity import Identity
from vereda.encounters.importing.problems import Problem
from vereda.encounters.importing.reading import Reading
from vereda.encounters.importing.spool import PART, Spool, Spooled, Status
from vereda.logbook.door import Author, key_for, known, record, record_all
from vereda.logbook.schema import Channel

SHOWN = 50  # problems that a preview carries


@dataclass(frozen=True, kw_only=True)
class Asked:
    """How a file is to be taken.

    account         who imports: id of an account, or this machine's operator
    groups          groups whose encounters the account may import; None: all
    as_correction   changed rows are written as corrections, not refused
    is_aggregate    every row is a sum, not a meeting, whatever its count
    """

    country: str
    account: str = OPERATOR
    groups: Collection[str] | None = None
    as_correction: bool = False
    is_aggregate: bool = False


@dataclass(frozen=True, kw_only=True)
class Heard:
    """Who is told while it goes on.

    written  how the file is written, before its rows are read
    step     (what: 'read' | 'compare' | 'write', done, total; total 0: not known yet)
    problem  each problem, by line, before ImportRefused is raised
    """

    written: Callable[[Dialect], None] = field(default=lambda dialect: None)
    step: Callable[[str, int, int], None] = field(default=lambda what, done, total: None)
    problem: Callable[[Problem], None] = field(default=lambda problem: None)


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a file holds and what importing it would do.

    bad        rows with problems; with one the file is refused whole
    problems   the first of them, in the order of lines
    new, known, corrections   rows that would be written, that are here already, that would be written as corrections
    encounters, people, bodies   of all good rows
    without_service   rows of people who got nothing: they count as met, and as no attention
    """

    dialect: Dialect
    rows: int
    bad: int
    problems: Sequence[Problem]
    new: int
    known: int
    corrections: int
    encounters: int
    people: int
    bodies: int
    without_service: int
    groups: Sequence[str]
    months: Sequence[date]


@dataclass(frozen=True, kw_only=True)
class Imported(Preview):
    """What was done. batch: the import by which it can be withdrawn; None: every row was here already, nothing was written."""

    batch: UUID | None
    is_resumed: bool


def preview(path: Path, asked: Asked, *, now: datetime | None = None, heard: Heard | None = None) -> Preview:
    """Return what importing a file would do, and write nothing. Raises FileUnreadable."""
    with _first_pass(path, asked, now or timezone.now(), heard or Heard()) as (seen, _, _):
        return seen


def import_file(path: Path, asked: Asked, *, now: datetime | None = None, heard: Heard | None = None) -> Imported:
    """Import a file. Raises FileUnreadable; ImportRefused when any row is bad, and nothing is written then."""
    now, heard = now or timezone.now(), heard or Heard()
    with _first_pass(path, asked, now, heard) as (seen, spool, resumed):
        if seen.bad:
            for problem in spool.problems():
                heard.problem(problem)
            raise ImportRefused(bad=seen.bad, rows=seen.rows) if seen.rows else HeadingRefused
        batch = resumed
        if batch is None and seen.new + seen.corrections:
            batch = _open(seen, asked, now)
        if batch is not None:
            _write(spool, Drafting(pack(asked.country), batch, asked.account, is_aggregate=asked.is_aggregate), heard)
            record(ImportClosed(months=list(seen.months)), subject=batch, by=_by(seen, asked), at=now, channel=Channel.IMPORT)
    return Imported(**seen.__dict__, batch=batch, is_resumed=resumed is not None)


def cancel_import(
    batch: UUID,
    *,
    country: str,
    account: str = OPERATOR,
    groups: Collection[str] | None = None,
    now: datetime | None = None,
) -> None:
    """Withdraw an import, open or closed: what came with it no longer counts.

    Raises ImportNotOpen; OthersJoined when a record of it counts for one that did not come with it.

    groups  groups whose imports the account may withdraw; None: all
    Corrections that it wrote (`as_correction`) stand: they are entries of their own. The same rows may be imported again.
    """
    row = lookups.import_batch(batch, country)
    if row is None or row.is_cancelled or (groups is not None and row.group not in groups):
        raise ImportNotOpen(batch=batch)
    joined = lookups.joined_to_import(batch, country)
    if joined:
        raise OthersJoined(number=joined)
    months = lookups.months_of_import(batch)
    by = Author(account=account, group=row.group, country=country, zone=_zone(pack(country), row.group), device="import")
    record(ImportCancelled(months=months), subject=batch, by=by, at=now or timezone.now(), channel=Channel.IMPORT)


@contextmanager
def _first_pass(path: Path, asked: Asked, now: datetime, heard: Heard) -> Iterator[tuple[Preview, Spool, UUID | None]]:
    """Read, check and compare; give what was seen, the rows on disk, and the open import that this file finishes."""
    chosen, dialect = pack(asked.country), detect(path)
    heard.written(dialect)
    identity = Identity(key_for("import"), asked.country)
    resumed = lookups.open_import(dialect.sha256, asked.country)
    with Spool() as spool:
        groups, months = _read(path, dialect, spool, identity, chosen, asked, now, heard)
        heard.step("compare", 0, 0)
        spool.compare_rows()
        Comparing(identity, resumed=resumed, as_correction=asked.as_correction).judge(spool)
        yield _seen(spool, dialect, groups, months), spool, resumed


def _read(
    path: Path,
    dialect: Dialect,
    spool: Spool,
    identity: Identity,
    chosen: Pack,
    asked: Asked,
    now: datetime,
    heard: Heard,
) -> tuple[set[str], set[date]]:
    """Put every row, or what is wrong with it, on disk; return groups and months of the good ones."""
    groups: set[str] = set()
    months: set[date] = set()
    try:
        with open_rows(path, dialect) as file:
            found = records(file, dialect)
            line, heading = next(found, (columns.HEADING, None))
            problems = columns.check(heading or [], line)
            spool.complain(problems)
            names = [columns.named(one) for one in heading or ()]
            reading = None if problems else Reading(names, chosen, now=now, groups=asked.groups)
            for line, cells in found if reading else ():
                assert reading is not None
                outcome = reading.row(line, cells)
                spool.read += 1
                if isinstance(outcome, list):
                    spool.complain(outcome)
                else:
                    spool.add(outcome, identity)
                    groups.add(outcome.group)
                    months.add(reading.month(outcome))
                if spool.read % PART == 0:
                    heard.step("read", spool.read, 0)
    except UnicodeError:
        raise FileNotText from None
    return groups, months


def _seen(spool: Spool, dialect: Dialect, groups: set[str], months: set[date]) -> Preview:
    encounters, people, bodies, empty = spool.sums()
    return Preview(
        dialect=dialect,
        rows=spool.read,
        bad=spool.bad_rows(),
        problems=list(spool.problems(SHOWN)),
        new=spool.number_of(Status.NEW),
        known=spool.number_of(Status.KNOWN),
        corrections=spool.number_of(Status.CORRECTION),
        encounters=encounters,
        people=people,
        bodies=bodies,
        without_service=empty,
        groups=sorted(groups),
        months=sorted(months),
    )


def _open(seen: Preview, asked: Asked, now: datetime) -> UUID:
    payload = ImportOpened(file_sha256=seen.dialect.sha256, rows=seen.rows)
    return record(payload, by=_by(seen, asked), at=now, channel=Channel.IMPORT).subject


def _by(seen: Preview, asked: Asked) -> Author:
    """Return the author of the import itself: of its group, or of headquarters when the file holds several."""
    group = seen.groups[0] if len(seen.groups) == 1 else HEADQUARTERS
    zone = _zone(pack(asked.country), group)
    return Author(account=asked.account, group=group, country=asked.country, zone=zone, device="import")


def _zone(chosen: Pack, group: str) -> str:
    return chosen.groups[group].zone if group in chosen.groups else chosen.country.default_zone


def _write(spool: Spool, drafting: Drafting, heard: Heard) -> None:
    """Write what is not here yet, in blocks, in the order of time."""
    total, done = spool.number_of(Status.NEW) + spool.number_of(Status.CORRECTION), 0
    for part in spool.parts(in_time=True, to_write=True):
        _write_block(part, drafting)
        done += len(part)
        heard.step("write", done, total)


def _write_block(part: Sequence[Spooled], drafting: Drafting) -> None:
    """Write one block. Where another import wrote some of its rows meanwhile, those are known now, and the rest is written."""
    try:
        record_all(drafting.drafts(part))
    except IntegrityError:
        here = known(one.entry for one in part)
        rest = [one for one in part if one.entry not in here]
        if len(rest) == len(part):
            raise
        if rest:
            record_all(drafting.drafts(rest))
