"""A whole 24 hours of a post with nine people and four zones, entered through the pages from a script, and seen at 07:00."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

import pytest
import time_machine
from playwright.sync_api import Browser

from tests.house import REPOSITORY
from vereda.desk.tests.a_day import Act, Desk, Script
from vereda.desk.tests.test_browser import enter  # noqa: F401  a fixture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]
TOLD = REPOSITORY / "tests" / "data" / "a_day_at_a_post.toml"

# What each help counts as, by hand from the table of the pack, so that nothing of the program counts for the test.
AID, TOLD_THEM = "Asistencia social y humanitaria", "Orientación e información"
RESCUED, INJURED = "Personas rescatadas", "Personas lesionadas o heridas (primeros auxilios)"
COUNTS_AS = {
    "Rescate": RESCUED,
    "Primeros auxilios": INJURED,
    **dict.fromkeys(["Agua", "Alimentos", "Suero oral", "Cobija o manta térmica", "Artículos de higiene"], AID),
    **dict.fromkeys(["Llamada telefónica", "Pañales o leche para bebé"], AID),
    **dict.fromkeys(["Orientación sobre peligros", "Orientación sobre derechos"], TOLD_THEM),
    "Orientación sobre servicios y albergues": TOLD_THEM,
    "Agua, botella de 1 L": AID,
    "Bolsa de alimentos": AID,
}
TOTAL, PATROLS = "Total de atenciones", "Recorridos"
TAKES_OVER = {"Albergue", "Autoridad de protección de la niñez"}


@pytest.fixture
def script() -> Script:
    return Script(tomllib.loads(TOLD.read_text(encoding="utf-8")))


@pytest.fixture
def clock(script: Script, live_server) -> Iterator[time_machine.Traveller]:
    """Put the server's clock to the first act; it goes on from there, and is moved by each act."""
    with time_machine.travel(script.instant(script.acts[0]["at"]), tick=True) as clock:
        yield clock


@pytest.fixture
def people(clock, script: Script, cast) -> dict[str, str]:
    """Make accounts for those of the script who have none; return user names by first name."""
    from django.utils import timezone

    from vereda.access.actions.memberships import granting
    from vereda.access.lookups import local_day, operator
    from vereda.access.models import Account
    from vereda.access.reach import author_of
    from vereda.access.words import Role
    from vereda.logbook.door import Draft, record_all

    users = {account.display_name: name for name, account in cast.accounts.items()}
    for one in script.people:
        if one["name"] not in users:
            account = Account(username=one["name"].split()[0].lower(), display_name=one["name"], password="!")
            account.save(force_insert=True)
            from_on = local_day("mx", script.told["group"])
            payload = granting(
                account=account.pk, role=Role(one["role"]), country="mx", group=script.told["group"], from_on=from_on
            )
            record_all([Draft(payload=payload, by=author_of(operator()), at=timezone.now())])
            cast.accounts[account.username] = account
            users[one["name"]] = account.username
    return {one["name"].split()[0]: users[one["name"]] for one in script.people}


@pytest.fixture
def desk(browser: Browser, live_server, clock, people, script: Script, enter) -> Iterator[Desk]:  # noqa: F811  a fixture
    context = browser.new_context(base_url=live_server.url, locale="es-MX", timezone_id="America/Matamoros")
    context.set_default_timeout(60_000)
    page = context.new_page()
    yield Desk(page, script, clock, lambda first: enter(context, people[first]))
    context.close()


@dataclass(frozen=True)
class Met:
    """People who were met, as the script tells it. given: how many got each help."""

    at: datetime
    people: int
    given: dict[str, int]
    alone: int = 0
    was_handed_over: bool = False


def met(script: Script) -> list[Met]:
    """Return all meetings of the script: those written one by one, the bus, the distribution."""
    return [*(_written(script, act) for act in script.of("meet people", "type a sheet", within=False)), *_counted(script)]


def _written(script: Script, act: Act) -> Met:
    people = sum(count for kinds in act["people"].values() for count in kinds.values())
    given = dict.fromkeys(act["gave"], people) | act.get("gave_to_some", {})
    handed = bool(TAKES_OVER.intersection(act.get("went_to", ())))
    return Met(script.happened(act), people, given, act.get("alone", 0), handed)


def _counted(script: Script) -> Iterator[Met]:
    for opened, counted in (("the bus arrives", "count at the bus"), ("open a distribution", "count at the distribution")):
        given: Counter[str] = Counter()
        for act in script.of(counted):
            given.update(act["gave"])
        people = sum(sum(act["people"].values()) for act in script.of(counted))
        (begun,) = script.of(opened)
        yield Met(script.happened(begun), people, dict(given))


def attentions(meetings: Iterable[Met]) -> Counter[str]:
    """Return attentions by official category: a person counts once in each, however many helps of it she got."""
    found: Counter[str] = Counter()
    for one in meetings:
        largest: dict[str, int] = {}
        for help_, people in one.given.items():
            largest[COUNTS_AS[help_]] = max(largest.get(COUNTS_AS[help_], 0), people)
        found.update(largest)
        found[TOTAL] += sum(largest.values())
    return found


def moved(script: Script, name: str, *verbs: str) -> Counter[str]:
    """Return pieces by item that acts of the twenty-four hours moved. name: under which word an act tells them."""
    found: Counter[str] = Counter()
    for act in script.of(*verbs):
        found.update(act.get(name, {}))
    return found


@pytest.mark.timeout(600)
def test_a_day_of_nine_people_and_four_zones(desk: Desk, script: Script, capsys: pytest.CaptureFixture[str]):
    assert (len(script.people), len({one["zone"] for one in script.people})) == (9, 4)
    for act in script.acts:
        desk.do(act)
    effort = dict(vars(desk.effort))
    late_or_missing(desk, script)
    one_sheet(desk, script)
    stock(desk, script)
    report(desk, script)
    days_add_up(desk, script)
    with capsys.disabled():
        told = ", ".join(f"{number} {what.replace('_', ' ')}" for what, number in effort.items())
        print(f"\nA day at the desk: {told}")  # noqa: T201


def late_or_missing(desk: Desk, script: Script) -> None:
    """The three planted things stand on the board and in the hand-over of 07:00, and nothing else that is late or missing."""
    planted = [one["shown"] for one in script.told["planted"]]
    board, handed = desk.seen["the board"], desk.seen["handed over 01 07:01"]
    for said in ([*board["alarm"], *board["warn"]], handed["Para ver"]):
        assert len(said) == len(planted) == 3, said
        assert all(sum(line.strip().startswith(one) for line in said) == 1 for one in planted), said
    assert len(board["alarm"]) == 1, "a team that is not heard is the loudest"
    assert desk.seen["late teams"] == ["4: Carretera 57 · Camioneta 02"]
    assert desk.seen["other alarms"] == []
    evening, morning = desk.seen["handed over 31 18:55"], desk.seen["handed over 31 07:00"]
    assert "Para ver" not in evening
    assert "Para ver" not in morning
    assert [line[:5] for line in evening["Faltan por salir"]] == ["21:00", "02:30"]
    by_day = ", ".join(sorted(one["name"] for one in script.people if one["turn"] == "Día"))
    assert morning["Sigue en el rol"] == handed["Sigue en el rol"] == [f"Día 07:00: {by_day}"]
    (notes,) = (one for one in board["note"] if "convenio" in one)
    assert "Municipio inventado del norte termina en 11 días" in notes
    assert not [one for one in board["note"] if "rol" in one], "a change of shift is no news"


def one_sheet(desk: Desk, script: Script) -> None:
    """The hand-over that was signed prints on one sheet: the three things, both names, what the taker misses; nothing cut."""
    desk.open(desk.known["the hand-over"])
    for paper in ("A4", "Letter"):
        assert len(re.findall(rb"/Type\s*/Page[^s]", desk.page.pdf(format=paper))) == 1, paper
    desk.page.emulate_media(media="print")
    printed = desk.page.locator("body").inner_text()
    desk.page.emulate_media(media="screen")
    signed = ("Entregó: Efrén Luna", "leyó y firmó: Rafael Ontiveros, 1 feb 07:06", "Falta: El radio 2")
    for one in (*(one["shown"] for one in script.told["planted"]), *signed, "Caja chica, pesos"):
        assert one in printed, one
    assert "en la pantalla" not in printed
    assert "(…)" not in printed


def stock(desk: Desk, script: Script) -> None:
    """Issued = given + returned + written off with reason, item by item, from the page, which says what the script says."""
    desk.open(f"/existencias/periodo/?desde={script.since:%Y-%m-%dT%H:%M}&hasta={script.until:%Y-%m-%dT%H:%M}")
    out, shelf = table(desk, "h-teams"), table(desk, "h-shelf")
    issued = moved(script, "goods", "goods go out", "goods go to the distribution")
    returned = moved(script, "returned", "say what is left of goods")
    returned += moved(script, "goods", "goods are back from the distribution")
    lost = moved(script, "lost", "say what is left of goods") + moved(script, "goods", "goods are lost at the distribution")
    assert set(out) == set(issued)
    for item, (before, went, given, back, gone, still_out) in out.items():
        assert went == given + back + gone, item
        assert (before, went, back, gone, still_out) == (0, issued[item], returned[item], lost[item], 0), item
    here = moved(script, "goods", "give goods at the post")
    thrown = moved(script, "goods", "write goods off")
    (count,) = script.of("count the shelf")
    for item, (had, _came, _went, _back, given_here, gone_here, *_rest, left) in shelf.items():
        assert (given_here, gone_here) == (here[item], thrown[item]), item
        assert left == had - issued[item] + returned[item] - here[item] - thrown[item], item
        assert count["found"][item] - left == (-4 if item == "Suero oral, sobre" else 0), item
    reasons = desk.page.locator("section.block", has_text="Bajas, con motivo").locator("li").all_inner_texts()
    pieces = sum(int(re.search(r": (\d+) · \S", one)[1]) for one in reasons)  # type: ignore[index]  # each line has its number and a reason
    assert pieces == (lost + thrown).total()


def table(desk: Desk, heading: str) -> dict[str, list[int]]:
    rows = desk.page.locator(f'[aria-labelledby="{heading}"] tbody tr').all()
    cells = [row.locator("td").all_inner_texts() for row in rows]
    return {item: [int(number) for number in numbers] for item, *numbers in cells}


def report(desk: Desk, script: Script) -> None:
    """The report from 07:00 to 07:00 says what the script says: the whole local day, the hours after midnight, what happened."""
    day, after = script.since.date(), script.until.date()
    shown = list(desk.seen[f"report {day}"].values())
    within = [one for one in met(script) if script.since <= one.at < script.until]
    assert numbers(shown[0], f"{PATROLS} aparte") == attentions(one for one in met(script) if one.at.date() == day)
    assert numbers(shown[1], PATROLS) == attentions(one for one in within if one.at.date() == after)
    gone = [script.happened(act).date() for act in script.of("a planned patrol leaves")]
    assert [int(shown[0][f"{PATROLS} aparte"]), int(shown[1][PATROLS])] == [gone.count(day), gone.count(after)] == [3, 1]
    assert shown[2] == {
        "Recorridos que salieron": str(len(gone)),
        "Recorridos que seguían fuera al corte": str(len(gone) - len(script.of("a patrol is back"))),
        "Alertas que llegaron": str(len(script.of("take an alert"))),
        "Misiones que se abrieron": str(len(script.of("open a mission for the alert"))),
        "Misiones que se cerraron": str(len(script.of("close the mission"))),
        "Encuentros": str(len(within)),
        "Personas en esos encuentros": str(sum(one.people for one in within)),
        "Menores sin compañía": str(sum(one.alone for one in within)),
        "Encuentros con entrega a otra institución": str(sum(one.was_handed_over for one in within)),
        "Repartos": str(len(script.of("open a distribution"))),
        "Recepciones": str(len(script.of("the bus arrives"))),
    }


def numbers(shown: dict[str, str], without: str) -> Counter[str]:
    return Counter({said: int(number) for said, number in shown.items() if said != without})


def days_add_up(desk: Desk, script: Script) -> None:
    """Each local day of two months says what the script says of it, and the months are the sums of their days."""
    whole = 0
    for month in sorted({on.replace(day=1) for on in script.told["days"].values()}):
        desk.open(f"/partes/mes/?month={month:%Y-%m}")
        rows = [row.locator("th, td").all_inner_texts() for row in desk.page.locator("table.month tbody tr").all()]
        by_day = {date(month.year, month.month, int(on.split()[0])): first_number(total) for on, *_parts, total in rows}
        told = {on: attentions(one for one in met(script) if one.at.date() == on)[TOTAL] for on in by_day}
        assert by_day == told
        sum_ = first_number(desk.page.locator("table.month tfoot td").last.inner_text())
        assert sum_ == sum(by_day.values())
        whole += sum_
    assert whole == attentions(met(script))[TOTAL]


def first_number(said: str) -> int:
    found = re.match(r"[\d,]+", said)
    assert found, said
    return int(found[0].replace(",", ""))
