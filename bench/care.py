"""Care among a million people: finding a person by name, the pages of cases, and until when a term runs.

    python -m bench.care [--quick] [--only sqlite|postgresql]

How the data are made: bench/rows_care.py (past the logbook: only looking is measured) and bench/care_earnest.py (sealed words).
Terms are computed in this process, beside numpy's business days and a plain loop over days, in the same run.
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from bench.care_fill import ROLES
from bench.databases import database, print_for_kinds
from bench.desk import Desk
from bench.figures import Figure, at_most
from bench.installation import Installation, Server, serving
from bench.others import Others
from bench.rows_names import names
from bench.walk import BUDGET_MS, Page
from vereda.countries.door import COUNTED_UNITS, Calendar, Deadline, TermUnit, calendar_of, law_countries, laws_of
from vereda.legal.rules.terms import computed, has_source

PERSONS, PERSONS_QUICK = 1_000_000, 50_000
TERMS, TERMS_QUICK = 20_000, 2_000
SEARCH = "/personas/"
PAGES = (
    Page("one person", "agent", "/personas/{person}/"),
    Page("consents of a person", "agent", "/personas/{person}/permisos/"),
    Page("encounter with twelve records", "paramedic", "/encuentros/{met}/"),
    Page("first aid of an encounter", "paramedic", "/encuentros/{met}/primeros-auxilios/"),
    Page("one record of first aid", "paramedic", "/primeros-auxilios/{aid}/"),
    Page("first aid, form", "paramedic", "/encuentros/{met}/primeros-auxilios/nuevo/"),
    Page("first aid, letter (PDF)", "paramedic", "/primeros-auxilios/{aid}/carta.pdf"),
    Page("triage", "paramedic", "/encuentros/{met}/primeros-auxilios/triage/"),
    Page("referrals, paramedic", "paramedic", "/referencias/"),
    Page("referrals, coordinator", "coordinator", "/referencias/"),
    Page("one referral", "paramedic", "/referencias/{referral}/"),
    Page("waiting times", "coordinator", "/esperas/?purpose=quality_audit"),
    Page("legal cases of an adviser", "legal_adviser", "/casos/"),
    Page("legal cases, a coordinator's number", "coordinator", "/casos/?purpose=quality_audit"),
    Page("one legal case", "legal_adviser", "/casos/{case}/"),
    Page("protection, a case worker's", "case_worker", "/proteccion/"),
    Page("protection, a coordinator's numbers", "coordinator", "/proteccion/?purpose=quality_audit"),
    Page("one file of protection", "case_worker", "/proteccion/{file}/"),
    Page("a child's path", "agent", "/rutas/{path}/"),
    Page("today's board, agent", "agent", "/hoy/"),
    Page("today's board, coordinator", "coordinator", "/hoy/"),
)


def measure(kind: str, *, quick: bool = False) -> list[Figure]:
    """Return the figures of one kind of database; the terms once, with SQLite."""
    count = PERSONS_QUICK if quick else PERSONS
    with tempfile.TemporaryDirectory(prefix="vereda-bench-") as made, database(kind) as settings:
        installation = Installation(Path(made) / "home", settings)
        began = time.perf_counter()
        told = json.loads(installation.run("bench.care_fill", "--persons", str(count)))
        filled_s = time.perf_counter() - began
        with serving(installation) as server:
            found = looked(server, told["sessions"], told["known"], 5 if quick else 20, f"{count:,} persons, {kind}")
            memory = server.memory_mb()
    return [
        Figure(name=f"persons, {kind}", value=count, unit="", note=f"with their care put in directly, in {filled_s:.0f} s"),
        *found,
        Figure(name=f"memory of the server, care, {kind}", value=memory, unit="MB"),
        *(terms(TERMS_QUICK if quick else TERMS) if kind == "sqlite" else []),
    ]


def looked(server: Server, sessions: Mapping[str, str], known: Mapping[str, str], times: int, what: str) -> list[Figure]:
    """Return the 95th percentile of each search and page, the first one apart."""
    given, families = names()
    searches = {
        "a rare name": (families[-1], families[-7], families[-13]),
        "the commonest given name": (given[0],),
        "the commonest given and family name": (f"{given[0]} {families[0]}",),
        "a common and a rare name": (f"{given[0]} {families[-1]}",),
        "a name that nobody has": ("Zyzzyva",),
    }
    desks = {role: Desk(server.port, session) for role, session in sessions.items()}
    figures, others = [], Others()
    for said, wanted in searches.items():
        _searched(desks["agent"], wanted, 0)
        look = partial(_searched, desks["agent"], wanted)
        figures.append(_timed(others, server, look, times, f"search of {said}, {what}"))
    for page in PAGES:
        desk, path = desks[page.role], page.path.format(**known)
        path = path if "?" in path else f"{path}?purpose={ROLES[page.role]}"
        desk.look(path)
        figures.append(_timed(others, server, partial(_looked, desk, path), times, f"{page.name}, {what}"))
    return [*figures, Figure(name=f"  meanwhile others took, {what}", value=others.share * 100, unit="% of the machine")]


def _searched(desk: Desk, wanted: Sequence[str], number: int) -> None:
    desk.send(SEARCH, {"name": wanted[number % len(wanted)], "purpose": "assist"})


def _looked(desk: Desk, path: str, _number: int) -> None:
    desk.look(path)


def _timed(others: Others, server: Server, look: Callable[[int], object], times: int, name: str) -> Figure:
    waits = []
    with others.watched():
        used = server.seconds_of_cpu()
        for number in range(times):
            began = time.perf_counter()
            look(number)
            waits.append((time.perf_counter() - began) * 1000)
        used = server.seconds_of_cpu() - used
    note = f"p50 {at_most(waits, 0.5):.0f}, processor {used / times * 1000:.0f}"
    return Figure(name=name, value=at_most(waits, 0.95), unit="ms", budget=BUDGET_MS, note=note)


YEARS = (2024, 2026)
ZONE = ZoneInfo("America/Mexico_City")
LATER = datetime(2029, 1, 1, tzinfo=UTC)


def terms(count: int) -> list[Figure]:
    """Return how many terms a second are computed, of every dated row of the four countries and of working days alone.

    The baselines give the last day alone; ours also gives what was left out and why, the safe day, and from when it presses. Each
    last day is compared with numpy's before anything is timed.
    """
    chance = random.Random(7)
    rows = [(iso, row) for iso in law_countries() for row in laws_of(iso).deadlines if has_source(row) and _is_dated(row)]
    working = [one for one in rows if one[1].unit is TermUnit.WORKING_DAYS]
    every = [(*chance.choice(rows), _start(chance)) for _ in range(count)]
    some = [(*chance.choice(working), _start(chance)) for _ in range(count)]
    closed = {iso: _closed(calendar_of(iso)) for iso in law_countries()}
    calendars = {iso: np.busdaycalendar(holidays=sorted(days)) for iso, days in closed.items()}
    for iso, row, started in some:
        if computed(row, started, calendar_of(iso), now=LATER).last_on != _by_numpy(row, started, calendars[iso]):
            raise RuntimeError(f"{row.code} from {started:%Y-%m-%d}: numpy counts another day")
    ours = count / _seconds(lambda: [computed(row, started, calendar_of(iso), now=LATER) for iso, row, started in some])
    numpys = count / _seconds(lambda: [_by_numpy(row, started, calendars[iso]) for iso, row, started in some])
    plain = count / _seconds(lambda: [_by_hand(row, started, closed[iso]) for iso, row, started in some])
    all_ = count / _seconds(lambda: [computed(row, started, calendar_of(iso), now=LATER) for iso, row, started in every])
    mean = sum(row.amount or 0 for _iso, row, _started in some) / count
    note = f"baseline: numpy.busday_offset one by one, the last day alone; mean length {mean:.0f} working days"
    return [
        Figure(name="terms in working days", value=ours, unit="/s", at_least=True, baseline=numpys, note=note),
        Figure(name="  of a plain loop over days", value=ours, unit="/s", baseline=plain, note="baseline: the last day alone"),
        Figure(name=f"terms of all {len(rows)} dated rows of four countries", value=all_, unit="/s"),
    ]


def _is_dated(row: Deadline) -> bool:
    return (
        bool(row.amount)
        and row.unit in COUNTED_UNITS
        and all(row.holds_on(date(year, 7, 1)) for year in range(YEARS[0] - 1, 2028))
    )


def _start(chance: random.Random) -> datetime:
    return datetime(YEARS[0], 1, 1, 9, tzinfo=ZONE) + timedelta(days=chance.randrange(365 * (YEARS[1] - YEARS[0])))


def _closed(calendar: Calendar) -> set[date]:
    """Return the weekdays on which an authority rests."""
    days = (date(YEARS[0], 1, 1) + timedelta(days=number) for number in range(365 * 4))
    return {day for day in days if day.weekday() < 5 and not calendar.is_working(day)}


def _by_numpy(row: Deadline, started: datetime, calendar: np.busdaycalendar) -> date:
    found: date = np.busday_offset(started.date(), row.amount or 0, roll="backward", busdaycal=calendar).item()
    return found


def _by_hand(row: Deadline, started: datetime, closed: set[date]) -> date:
    day, left = started.date(), row.amount or 0
    while left:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in closed:
            left -= 1
    return day


def _seconds(work: Callable[[], object]) -> float:
    """Return the shortest of three."""
    took = []
    for _ in range(3):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return min(took)


if __name__ == "__main__":
    print_for_kinds(measure)
