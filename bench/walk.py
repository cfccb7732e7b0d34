"""A walk over the pages of the desk through the real server, each many times, by who may see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from bench import stored
from bench.desk import COOKIE, WALL_COOKIE, Desk, signed_in
from bench.figures import Figure, at_most
from bench.installation import Installation, Server
from bench.others import Others

BUDGET_MS = 300  # [ms] any desk page at ten years of data, 95th percentile; design.md section 11
BULLETIN_MS = 300  # [ms] a bulletin over a year
GROUP = "piedras-negras"
ROLES = (
    "agent", "coordinator", "statistics", "administrator", "auditor", "state_office", "headquarters_duty", "wall",
)  # fmt: skip
STATE = "MX-COA"  # of GROUP


@dataclass(frozen=True)
class Page:
    """Who asks for what. `{encounter}`, `{day}`, `{year}`, `{after}` ... in a path are filled in from what is stored."""

    name: str
    role: str
    path: str
    budget_ms: float = BUDGET_MS


OF_THE_POST = (
    Page("the post's ways", "coordinator", "/el-puesto/"),
    Page("turn and roster", "coordinator", "/turno/"),
    Page("roster of a day, form", "coordinator", "/turno/rol/{today}/"),
    Page("hand-overs", "agent", "/turno/entregas/"),
    Page("hand-over, form", "agent", "/turno/entrega/"),
    Page("one hand-over", "agent", "/turno/entrega/{handover}/"),
    Page("plan of patrols", "agent", "/recorridos/plan/"),
    Page("planned patrol, form", "coordinator", "/recorridos/plan/nuevo/"),
    Page("routes", "coordinator", "/recorridos/rutas/"),
    Page("one patrol", "agent", "/recorridos/{patrol}/"),
    Page("agreements", "agent", "/convenios/"),
    Page("one agreement", "agent", "/convenios/{agreement}/"),
    Page("volunteers", "coordinator", "/voluntarios/"),
    Page("one volunteer", "coordinator", "/voluntarios/{volunteer}/"),
    Page("stock", "agent", "/existencias/"),
    Page("stock, one item", "agent", "/existencias/articulo/water_1l/"),
    Page("stock, count", "agent", "/existencias/conteo/"),
    Page("stock, goods go out, form", "agent", "/existencias/anotar/sale/"),
    Page("stock, goods arrive, form", "agent", "/existencias/anotar/llega/"),
    Page("stock, a turn adds up", "agent", "/existencias/periodo/"),
    Page("stock, a year adds up", "agent", "/existencias/periodo/?desde={year_ago}T07:00&hasta={today}T07:00"),
    Page("stock, donors and grants", "agent", "/existencias/donativos/"),
    Page("stock, one grant", "agent", "/existencias/donativos/?cual=1"),
    Page("vehicles", "agent", "/vehiculos/"),
    Page("one vehicle", "agent", "/vehiculos/{vehicle}/"),
    Page("equipment", "agent", "/equipo/"),
    Page("distributions", "agent", "/repartos/"),
    Page("one distribution of 600 people", "agent", "/repartos/{distribution}/"),
    Page("its sheet", "agent", "/repartos/{distribution}/hoja/"),
    Page("receptions", "agent", "/recepciones/"),
    Page("one reception", "agent", "/recepciones/{reception}/"),
    Page("caravans", "agent", "/caravanas/"),
    Page("one caravan of two weeks", "agent", "/caravanas/{caravan}/"),
    Page("paper sheets", "agent", "/hojas/"),
    Page("paper, typing", "agent", "/hojas/teclear/"),
    Page("report of the day", "coordinator", "/partes/"),
    Page("report of a day years ago", "coordinator", "/partes/dia/{day}/"),
    Page("reports of a month, post", "coordinator", "/partes/mes/"),
    Page("reports of a day, state", "state_office", "/partes/estado/"),
    Page("reports of a day years ago, state", "state_office", "/partes/estado/{state}/{day}/"),
    Page("one post's report, to its state", "state_office", "/partes/estado/{state}/{day}/puesto/{group}/"),
    Page("reports of a month, state", "state_office", "/partes/mes/"),
    Page("reports of a day, country", "statistics", "/partes/pais/"),
    Page("reports of a day years ago, country", "statistics", "/partes/pais/{day}/"),
    Page("reports of a month, country", "statistics", "/partes/mes/"),
    Page("operations, post", "coordinator", "/operativos/"),
    Page("operations, country", "statistics", "/operativos/"),
    Page("one operation, post", "coordinator", "/operativos/{operation}/"),
    Page("one operation, country", "statistics", "/operativos/{operation}/"),
    Page("services given", "coordinator", "/servicios/"),
    Page("radio", "agent", "/radio/"),
    Page("radio plan", "agent", "/radio/plan/"),
    Page("text messages", "coordinator", "/mensajes/"),
    Page("one text message", "agent", "/mensajes/{text}/"),
    Page("officers in danger", "agent", "/agente-en-peligro/"),
    Page("one officer in danger", "agent", "/agente-en-peligro/{danger}/"),
    Page("headquarters", "headquarters_duty", "/central/"),
    Page("headquarters, band", "headquarters_duty", "/central/banda/"),
    Page("walls", "coordinator", "/paredes/"),
    Page("the wall", "wall", "/pared/"),
    Page("the wall's picture", "wall", "/pared/cuadro/"),
    Page("practice", "coordinator", "/simulacro/"),
)

PAGES = (
    *OF_THE_POST,
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
    desks = {role: Desk(server.port, session, WALL_COOKIE if role == "wall" else COOKIE) for role, session in signed.items()}
    known = places(installation)
    figures, others = [], Others()
    for page in PAGES:
        desk, path = desks[page.role], page.path.format(**known)
        first = _timed(desk, path, 1)[0]
        with others.watched():
            used = server.seconds_of_cpu()
            waits = _timed(desk, path, times)
            used = server.seconds_of_cpu() - used
        # Beside other programs a page waits for its turn: what it needs of a processor is the same.
        note = f"p50 {at_most(waits, 0.5):.0f}, first {first:.0f}, processor {used / times * 1000:.0f}"
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
        **_of_post(installation),
        "after": f"{instant.replace('+', '%2B')}_{UUID(str(subject))}",
    }


def _of_post(installation: Installation) -> dict[str, str]:
    """Return what fills the paths of the post: of records written in earnest, the one with the most entries of its kind."""
    today = datetime.now(ZoneInfo("America/Matamoros")).date()
    written = {
        "handover": "groups.handover_signed", "agreement": "groups.agreement_written", "volunteer": "groups.volunteer_written",
        "distribution": "gatherings.counted", "reception": "gatherings.reception_arrived",
        "caravan": "gatherings.headcount_taken", "text": "messages.text_received", "danger": "safety.danger_step_taken",
        "patrol": "groups.patrol_checked_in",
    }  # fmt: skip
    most = "GROUP BY {0} ORDER BY count(*) DESC, {0} LIMIT 1"
    entries = f"SELECT subject FROM logbook_logentry WHERE \"group\" = '{GROUP}' AND kind = "
    queries = {name: f"{entries}'{kind}' {most.format('subject')}" for name, kind in written.items()}
    queries["vehicle"] = f"SELECT vehicle FROM supplies_trip WHERE \"group\" = '{GROUP}' {most.format('vehicle')}"
    queries["operation"] = f"SELECT tag FROM reports_operation WHERE \"group\" = '{GROUP}' ORDER BY from_on LIMIT 1"
    found = {name: str(UUID(str(stored.rows(installation, query)[0][0]))) for name, query in queries.items()}
    days = {"today": today.isoformat(), "year_ago": (today - timedelta(days=365)).isoformat()}
    return {**found, **days, "state": STATE, "group": GROUP}


def _with_history(installation: Installation) -> UUID | None:
    """Return an encounter that has entries: rows that a bench put in by itself have none."""
    query = f"""SELECT subject FROM logbook_logentry WHERE "group" = '{GROUP}' AND kind LIKE 'encounters.%' LIMIT 1"""
    found = stored.rows(installation, query)
    return UUID(str(found[0][0])) if found else None
