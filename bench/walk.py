"""A walk over the pages of the desk through the real server, each many times, by who may see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from bench import stored
from bench.desk import Desk, signed_in
from bench.figures import Figure, at_most
from bench.installation import Installation, Server
from bench.others import Others

BUDGET_MS = 300  # [ms] any desk page at ten years of data, 95th percentile; design.md section 11
BULLETIN_MS = 300  # [ms] a bulletin over a year
GROUP = "piedras-negras"
ROLES = ("agent", "coordinator", "statistics", "administrator", "auditor")


@dataclass(frozen=True)
class Page:
    """Who asks for what. `{encounter}`, `{day}`, `{year}`, `{after}` in a path are filled in from what is stored."""

    name: str
    role: str
    path: str
    budget_ms: float = BUDGET_MS


PAGES = (
    Page("today's board", "agent", "/hoy/"),
    Page("the board's live part", "coordinator", "/hoy/tablero/"),
    Page("encounters, latest", "agent", "/encuentros/"),
    Page("encounters, far back", "agent", "/encuentros/?after={after}"),
    Page("encounters of a month", "agent", "/encuentros/?from={month}&to={day}"),
    Page("encounters by nationality", "agent", "/encuentros/?nationality=HN"),
    Page("encounters, rare nationality", "agent", "/encuentros/?nationality=BR&service=AMPUTEE"),
    Page("encounters in dispute", "coordinator", "/encuentros/?disputed=1"),
    Page("one encounter", "agent", "/encuentros/{encounter}/"),
    Page("new encounter", "agent", "/encuentros/nuevo/"),
    Page("patrols", "agent", "/recorridos/"),
    Page("map of a day", "agent", "/mapa/?day={day}"),
    Page("reported totals", "coordinator", "/totales/"),
    Page("differences", "coordinator", "/diferencias/"),
    Page("quarantine", "coordinator", "/en-espera/"),
    Page("accounts", "administrator", "/cuentas/"),
    Page("log of reads", "auditor", "/lecturas/"),
    Page("bulletin, form", "statistics", "/boletin/"),
    Page("bulletin by category", "statistics", "/boletin/?{year}&by=category&count=services", BULLETIN_MS),
    Page("bulletin by group and category", "statistics", "/boletin/?{year}&by=group&then=category&count=services", BULLETIN_MS),
    Page("bulletin, people by nationality", "statistics", "/boletin/?{year}&by=nationality&count=people", BULLETIN_MS),
    Page("bulletin, encounters by month", "statistics", "/boletin/?{year}&by=month&count=encounters", BULLETIN_MS),
)


def sessions(installation: Installation) -> Mapping[str, str]:
    """Return a session of each role that the walk needs."""
    return signed_in(installation, GROUP, *ROLES)


def walk(installation: Installation, server: Server, signed: Mapping[str, str], times: int, what: str) -> list[Figure]:
    """Ask for each page `times` times, the first one apart, and return the 95th percentile of each."""
    desks = {role: Desk(server.port, session) for role, session in signed.items()}
    known = places(installation)
    figures, others = [], Others()
    for page in PAGES:
        desk, path = desks[page.role], page.path.format(**known)
        first = _timed(desk, path, 1)[0]
        with others.watched():
            waits = _timed(desk, path, times)
        note = f"p50 {at_most(waits, 0.5):.0f}, first {first:.0f}"
        figures.append(
            Figure(name=f"{page.name}, {what}", value=at_most(waits, 0.95), unit="ms", budget=page.budget_ms, note=note)
        )
    return [*figures, Figure(name=f"  meanwhile others took, {what}", value=others.share * 100, unit="% of the machine")]


def _timed(desk: Desk, path: str, times: int) -> Sequence[float]:
    desk.waits.pop(path, None)
    for _ in range(times):
        desk.look(path)
    return desk.waits[path]


def places(installation: Installation) -> dict[str, str]:
    """Return what fills the paths: a stored encounter in the middle of the group's time, its day and year."""
    of_group = f"FROM encounters_encounter WHERE \"group\" = '{GROUP}'"
    [(count,)] = stored.rows(installation, f"SELECT count(*) {of_group}")
    middle = f"SELECT subject, local_on, occurred_at {of_group} ORDER BY occurred_at DESC LIMIT 1 OFFSET {int(str(count)) // 2}"
    [(subject, day, at)] = stored.rows(installation, middle)
    on = date.fromisoformat(str(day))
    instant = str(at).replace(" ", "T") + ("" if "+" in str(at) else "+00:00")
    return {
        "encounter": str(_with_history(installation) or UUID(str(subject))),
        "day": on.isoformat(),
        "month": (on - timedelta(days=30)).isoformat(),
        "year": f"from={on.year}-01-01&to={on.year}-12-31",
        "after": f"{instant.replace('+', '%2B')}_{UUID(str(subject))}",
    }


def _with_history(installation: Installation) -> UUID | None:
    """Return an encounter that has entries: rows that a bench put in by itself have none."""
    query = f"""SELECT subject FROM logbook_logentry WHERE "group" = '{GROUP}' AND kind LIKE 'encounters.%' LIMIT 1"""
    found = stored.rows(installation, query)
    return UUID(str(found[0][0])) if found else None
