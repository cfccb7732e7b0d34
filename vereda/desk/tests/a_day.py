"""Somebody at the desk who does what a script of a day says, page by page, at the hour that it says.

The clock of the server (time_machine, the whole process) and the clock of the browser stand at the time of each act: what is
late is late because that much time has passed, and for no other reason. Each act is a method of `Desk`, named by the words of
the script: 'a patrol is back' is `a_patrol_is_back`. Only what stands on a page is used: words to find, buttons to press.
Long because a day has fifty kinds of acts, and each is a few lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page
from time_machine import Traveller

type Act = Mapping[str, Any]  # Any: what the script holds

SIGNED_IN_FOR = timedelta(minutes=10)
TAPPED_MOST = 6
"""So many people of a kind are tapped one by one; more are written as a number."""


@dataclass
class Effort:
    """What a day costs at the desk."""

    acts: int = 0
    pages: int = 0
    clicks: int = 0
    keys: int = 0
    sign_ins: int = 0


class Script:
    """A day as it is told in a file."""

    def __init__(self, told: Mapping[str, Any]) -> None:  # Any: as above
        self.told, self.zone = told, ZoneInfo(told["zone"])
        self.acts: list[Act] = told["act"]
        self.people: list[Mapping[str, str]] = told["people"]
        self.since, self.until = self.instant(told["from"]), self.instant(told["until"])

    def instant(self, said: str) -> datetime:
        """Return an instant of the script: '31 07:05'."""
        day, hour = said.split()
        return datetime.combine(self.told["days"][day], time.fromisoformat(hour), self.zone)

    def happened(self, act: Act) -> datetime:
        """Return when it was, which may be before it was written."""
        return self.instant(act.get("happened", act["at"]))

    def of(self, *verbs: str, within: bool = True) -> list[Act]:
        """Return acts of some kinds, of the twenty-four hours alone unless told otherwise."""
        found = [act for act in self.acts if act["does"] in verbs]
        return [act for act in found if self.since <= self.happened(act) < self.until] if within else found


@dataclass
class Desk:
    """The desk of a post in one browser: whoever does an act is signed in for it."""

    page: Page
    script: Script
    clock: Traveller
    sign_in: Callable[[str], None]
    effort: Effort = field(default_factory=Effort)
    known: dict[str, str] = field(default_factory=dict)
    """Addresses of what the day made: 'Camioneta 01', 'the alert'."""
    seen: dict[str, Any] = field(default_factory=dict)
    """What pages showed at some hour, by the words of the script; the test looks at it afterwards."""
    at: datetime = field(init=False)
    _who: tuple[str, datetime] = ("", datetime.min.replace(tzinfo=ZoneInfo("UTC")))

    # the hands

    def do(self, act: Act) -> None:
        """Do one act at its time."""
        self.at = self.script.instant(act["at"])
        sits_down = self._who[0] != act["who"] or self.at - self._who[1] > SIGNED_IN_FOR
        if sits_down:  # the page of a mission asks each moment: at the new hour its session is over, and it goes to sign in
            self.page.goto("about:blank")
        self.clock.move_to(self.at)
        self.page.clock.set_fixed_time(self.at)
        if sits_down:
            self.sign_in(act["who"])
            self.effort.sign_ins += 1
        self._who = (act["who"], self.at)
        try:
            getattr(self, re.sub(r"\W+", "_", act["does"]))(act)
        except Exception as error:
            error.add_note(f"{act['at']} {act['who']}: {act['does']}, at {self.page.url}")
            raise
        self.effort.acts += 1

    def open(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        self.effort.pages += 1

    def click(self, what: Locator) -> None:
        what.click()
        self.effort.clicks += 1

    def press(self, button: str, where: Locator | None = None) -> None:
        """Press a button that sends a form; a page that refuses it fails the day."""
        found = (where or self.page.locator("main")).get_by_role("button", name=button, exact=True)
        with self.page.expect_navigation():
            found.first.click()
        self.effort.clicks += 1
        refused = self.page.locator("main [data-first], main .said.warning[role=status]")
        assert refused.count() == 0, f"{button}: {refused.all_inner_texts()}"

    def write(self, label: str, text: object, where: Locator | None = None) -> None:
        (where or self.page).get_by_label(label, exact=True).fill(str(text))
        self.effort.keys += len(str(text))

    def choose(self, label: str, said: str, where: Locator | None = None) -> None:
        """Choose by the words of an option, or by how they begin; what a page chose rightly by itself costs nothing."""
        select = (where or self.page).get_by_label(label, exact=True)
        if select.locator("option:checked").inner_text().strip().startswith(said):
            return
        words = [one.strip() for one in select.locator("option").all_inner_texts()]
        found = [one for one in words if one == said] or [one for one in words if one.startswith(said)]
        assert len(found) == 1, f"{label}: {said} among {words}"
        select.select_option(label=found[0])
        self.effort.clicks += 2

    def tick(self, label: str, where: Locator | None = None) -> None:
        """Tick a box or a tile by its words; what is ticked already stays so."""
        box = (where or self.page.locator("main")).get_by_label(label, exact=True)
        if not box.is_checked():
            self.click((where or self.page.locator("main")).locator("label").get_by_text(label, exact=True))
        assert box.is_checked(), label

    def unfold(self, summary: str, where: Locator | None = None) -> None:
        found = (where or self.page.locator("main")).locator("details").filter(
            has=self.page.locator("summary").get_by_text(summary, exact=True)
        )  # fmt: skip
        if found.first.get_attribute("open") is None:
            self.click(found.first.locator("summary").first)

    def goods(self, goods: Mapping[str, int]) -> None:
        for item, pieces in goods.items():
            self.write(item, pieces)

    def block(self, heading: str) -> Locator:
        """Return the part of a page below a heading."""
        return self.page.locator("section.block").filter(has=self.page.get_by_role("heading", name=heading, exact=True))

    def team(self, route: str) -> Locator:
        return self.page.locator("article.team").filter(has_text=route)

    def called(self, first: str) -> str:
        """Return the whole name of somebody."""
        return next(one["name"] for one in self.script.people if one["name"].startswith(f"{first} "))

    # the shift

    def name_the_usual_turns(self, act: Act) -> None:
        self.open("/turno/horarios/")
        self.press("Día 07:00-19:00 y noche 19:00-07:00")

    def plan_the_roster(self, act: Act) -> None:
        self.open(f"/turno/rol/{act['on']}/")
        for one in self.script.people:
            row = self.page.locator("fieldset.duty-row").filter(has_text=one["name"])
            if one["turn"] in act["turns"]:
                self.click(row.locator("label").filter(has_text=one["turn"]))
                self.write(f"Zona de {one['name']}", one["zone"])
        if "same_for_days" in act:
            self.write("Igual en los siguientes días (cuántos; vacío: solo este)", act["same_for_days"])
        self.press("Guardar el rol")

    def open_the_shift(self, act: Act) -> None:
        self.open("/hoy/")
        self.press("Abrir turno")

    def be_on_the_shift(self, act: Act) -> None:
        self.open("/turno/")
        for first in act["people"]:
            self.press("Ya está aquí", self.page.locator("li.on-duty").filter(has_text=self.called(first)))

    def hand_over(self, act: Act) -> None:
        self.open("/turno/entrega/")
        self.seen[f"handed over {act['at']}"] = {
            one.locator("h2").inner_text(): one.locator("li").all_inner_texts()
            for one in self.page.locator("form section.block").filter(has=self.page.locator("ul.told")).all()
        }
        for place, (what, count) in enumerate(act["counted"].items(), 1):
            self.write(f"Cosa {place}", what)
            self.write(f"Cuántas, renglón {place}", count)
        self.page.locator('textarea[name="text"]').fill(act["words"])
        self.effort.keys += len(act["words"])
        self.press("Entregar el turno")
        self.known["the hand-over"] = self.page.url

    def sign_the_hand_over(self, act: Act) -> None:
        self.open(self.known["the hand-over"])
        self.tick("La leí completa")
        if act.get("missing"):
            self.write("Falta o no coincide (vacío: todo está)", act["missing"])
        self.press("Firmar y recibir")

    def write_an_agreement(self, act: Act) -> None:
        self.open("/convenios/nuevo/")
        self.choose("Con quién", act["with_kind"])
        self.write("Nombre de la institución o empresa", act["with"])
        self.choose("Qué, renglón 1", act["lends"])
        self.write("Cuánto, renglón 1", act["count"])
        self.write("Desde", act["from"])
        self.write("Hasta (vacío: sin fecha)", act["until"])
        self.write("Qué papel lo dice: folio, oficio", act["source"])
        self.press("Guardar el convenio")

    # patrols

    def name_a_route(self, act: Act) -> None:
        self.open("/recorridos/rutas/")
        self.write("Número", act["number"])
        self.write("Nombre", act["name"])
        self.write("Zona", act["zone"])
        self.write("El equipo se reporta cada (horas)", act["heard_every_h"])
        self.press("Guardar la ruta")

    def plan_a_patrol(self, act: Act) -> None:
        self.open("/recorridos/plan/nuevo/")
        self.choose("Ruta del puesto", act["route"])
        self.write("Día", act["on"])
        self.write("Sale a las", act["leaves"])
        self.write("horas", act["back_h"])
        for first in act["team"]:
            self.tick(self.called(first))
        kind, number = act["vehicle"].split()
        self.choose("Vehículo", kind)
        self.write("Número del vehículo", number)
        self.choose("Quién maneja", self.called(act["driver"]))
        self.press("Guardar el plan")

    def a_planned_patrol_leaves(self, act: Act) -> None:
        self.open("/recorridos/plan/")
        self.press("Sale ahora", self.team(act["route"]))

    def a_patrol_is_heard(self, act: Act) -> None:
        self.open("/radio/")
        self.press("Se reportó", self.team(act["route"]))

    def a_patrol_is_back(self, act: Act) -> None:
        self._patrol(act["route"])
        if "kilometres" in act:
            self.write("Kilómetros", act["kilometres"])
        self.press("Regresó")

    def note_a_radio_call(self, act: Act) -> None:
        self.open("/radio/")
        self.write("¿Quién llamó? (indicativo)", act["sign"])
        self.tick(act["what"])
        self.unfold("Nota sellada, u otra hora")
        self.write("Nota sellada", act["note"])
        self.press("Anotar la llamada")

    # vehicles and equipment

    def register_a_vehicle(self, act: Act) -> None:
        self.open("/vehiculos/")
        self.unfold("Registrar un vehículo o lancha")
        self.choose("Tipo", act["kind"])
        self.write("Número en el puesto", act["number"])
        self.write("Kilometraje u horas de motor hoy", act["meter"])
        self.press("Registrar")

    def _patrol(self, route: str) -> None:
        """Go to the page of a patrol, unless it is open already: after a departure it is."""
        if "/recorridos/" not in self.page.url or route not in self.page.locator("h1").inner_text():
            self.open("/recorridos/")
            with self.page.expect_navigation():
                self.click(self.page.get_by_role("link", name=route).first)

    def _way(self, words: str) -> None:
        with self.page.expect_navigation():
            self.click(self.page.locator("main").get_by_role("link", name=words, exact=True))
        self.effort.pages += 1

    def _vehicle(self, name: str) -> None:
        self.open("/vehiculos/")
        with self.page.expect_navigation():
            self.click(self.page.locator("a.row").filter(has_text=name))

    def a_vehicle_leaves(self, act: Act) -> None:
        self._patrol(act["for"])
        self._way(act["vehicle"])
        form = self.page.locator('form[action$="/sale/"]')
        self.tick("Se revisó todo y está bien, salvo lo que marque", form)
        self.choose("¿Quién maneja?", self.called(act["driver"]), form)
        self.choose("¿Para qué recorrido?", act["for"], form)
        form.locator('input[name="meter"]').fill(str(act["meter"]))
        self.effort.keys += len(str(act["meter"]))
        self.press("Anotar la salida", form)

    def a_vehicle_is_back(self, act: Act) -> None:
        self._vehicle(act["vehicle"])
        form = self.page.locator('form[action*="/regresa/"]')
        form.locator('input[name="meter"]').fill(str(act["meter"]))
        self.effort.keys += len(str(act["meter"]))
        self.press("Regresó", form)

    def fill_up_a_vehicle(self, act: Act) -> None:
        self._vehicle(act["vehicle"])
        self.unfold("Combustible")
        form = self.page.locator('form[action$="/combustible/"]')
        self.write("Litros", act["litres"], form)
        self.write("Número de vale", act["voucher"], form)
        form.locator('input[name="meter"]').fill(str(act["meter"]))
        self.press("Anotar", form)

    def register_equipment(self, act: Act) -> None:
        self.open("/equipo/")
        self.unfold("Registrar equipo")
        self.choose("Tipo", act["kind"])
        self.write("Número", act["number"])
        self.press("Registrar")

    def lend_equipment(self, act: Act) -> None:
        self.open("/equipo/")
        piece = self.team(act["piece"])
        self.click(piece.locator("summary"))
        self.choose("Lo lleva", act["to"], piece)
        self.press("Prestar", piece)

    def equipment_is_back(self, act: Act) -> None:
        self.open("/equipo/")
        self.press("Regresó", self.team(act["piece"]))

    def charge_a_battery(self, act: Act) -> None:
        self.open("/equipo/")
        self.press("Batería cargada", self.team(act["piece"]))

    # goods

    def goods_come_in(self, act: Act) -> None:
        self.open("/existencias/anotar/entra/")
        self.choose("¿De dónde viene?", act["from"])
        self.write("Quién lo dio: institución u organización", act["donor"])
        self.goods(act["goods"])
        self.press("Anotar")

    def goods_go_out(self, act: Act) -> None:
        self._patrol(act["with"])
        self._way("Sale mercancía")
        self.choose("¿Con quién o en qué sale?", act["with"])
        self.goods(act["goods"])
        self.press("Anotar")

    def give_goods_at_the_post(self, act: Act) -> None:
        self.open("/existencias/anotar/entrega/")
        self.goods(act["goods"])
        self.press("Anotar")

    def write_goods_off(self, act: Act) -> None:
        self.open("/existencias/anotar/baja/")
        self.choose("¿Por qué?", act["reason"])
        self.goods(act["goods"])
        self.press("Anotar")

    def say_what_is_left_of_goods(self, act: Act) -> None:
        self._patrol(act["with"])
        self._way("Decir qué quedó")
        for label, told in (("Regresa al estante", "returned"), ("Se dañó, se perdió o lo usó el equipo", "lost")):
            for item, pieces in act.get(told, {}).items():
                self.write(label, pieces, self.block(item))
        if "reason" in act:
            self.choose("Por qué falta lo dañado o perdido", act["reason"])
        self.press("Anotar")

    def count_the_shelf(self, act: Act) -> None:
        self.open("/existencias/conteo/")
        for item, found in act["found"].items():
            self.page.locator(".field").filter(has=self.page.locator("label").get_by_text(f"{item} (")).locator("input").fill(
                str(found)
            )
            self.effort.keys += len(str(found))
        with self.page.expect_navigation():  # it says that something differs: `press` would take that for a refusal
            self.click(self.page.get_by_role("button", name="Anotar el conteo"))

    # people

    def meet_people(self, act: Act) -> None:
        self.open("/encuentros/nuevo/")
        for nationality, people in act["people"].items():
            self._nationality(nationality)
            self._tally(people, self.page.locator(".panel:visible"))
        for service in act["gave"]:
            self._tile("s", service).locator("label").first.click()
            self.effort.clicks += 1
        for service, some in act.get("gave_to_some", {}).items():
            tile = self._tile("s", service)
            self.click(tile.locator("label").first)
            tile.locator('input[type="number"]').fill(str(some))
            self.effort.keys += 1
        for where in act.get("went_to", ()):
            self.click(self._tile("p", where).locator("label").first)
        if act.get("alone"):
            self.write("Menores sin compañía", act["alone"])
        self._when_and_where(act)
        self.press("Guardar")
        self.known["the encounter"] = self.page.url.partition("?")[0]

    def _nationality(self, name: str) -> None:
        tile = self.page.locator(".nats .nat:not(.other) label").filter(has_text=re.compile(rf"^{name}\b"))
        if tile.count():
            self.click(tile)
        else:
            self.choose("Otra nacionalidad", name)

    def _tally(self, people: Mapping[str, int], panel: Locator) -> None:
        for kind, count in people.items():
            if count > TAPPED_MOST:
                self.write(kind, count, panel)
                continue
            for _one in range(count):
                self.click(panel.get_by_role("button", name=f"Sumar una: {kind}"))

    def _tile(self, kind: str, said: str) -> Locator:
        inside = self.page.locator(f'label[for^="{kind}-"]').get_by_text(said, exact=True)
        return self.page.locator(".tile").filter(has=inside)

    def _when_and_where(self, act: Act) -> None:
        if "happened" in act:
            self.write("Cuándo", f"{self.script.happened(act):%Y-%m-%dT%H:%M}")
        if act.get("at_post"):
            self.tick("Fue en el puesto")
        for label, told in (("En el recorrido", "on_patrol"), ("En la misión", "in_mission")):
            if act.get(told):
                said = act[told] if told == "on_patrol" else self.known["the mission's folio"]
                self.choose(label, said)
        if "seen_by" in act:
            self.unfold("Idioma, nota, quién lo vio")
            self.choose("¿Quién lo vio?", self.called(act["seen_by"]))
            self.choose("¿Cómo llegó el dato?", act["came_by"])

    def print_sheets(self, act: Act) -> None:
        self.open("/hojas/")
        form = self.page.locator('form[action$="/hojas/imprimir/"]')
        self.choose("Cuál", act["form"], form)
        self.write("Cuántas", act["copies"], form)
        self.press("Hacer las hojas", form)

    def type_a_sheet(self, act: Act) -> None:
        """By keyboard alone: the number of the sheet, then box after box as they stand on the paper."""
        self.open("/hojas/teclear/")
        keyboard, written = self.page.keyboard, act["boxes"]
        keyboard.type(act["serial"])
        with self.page.expect_navigation():
            keyboard.press("Enter")
        for box in range(1, max(map(int, written)) + 1):
            keyboard.type(written.get(str(box), ""))
            if box < max(map(int, written)):
                keyboard.press("Enter")
        with self.page.expect_navigation():
            keyboard.press("Control+Enter")
        assert self.page.url.endswith("/hojas/teclear/"), self.page.locator("main").inner_text()
        self.effort.keys += len(act["serial"]) + sum(map(len, written.values())) + max(map(int, written)) + 1

    def open_the_child_s_path(self, act: Act) -> None:
        self.open(self.known["the encounter"])
        self.press("Abrir la ruta")
        self.known["the path"] = self.page.url

    def note_a_step_of_the_path(self, act: Act) -> None:
        self.open(self.known["the path"])
        self.press("Ya se hizo", self.page.locator(".path-step").filter(has_text=act["step"]))

    def close_the_child_s_path(self, act: Act) -> None:
        self.open(self.known["the path"])
        signed = self.page.locator("section[aria-labelledby=h-sign]")
        self.write("Nombre de quien los recibe", "Beatriz Inventada", signed)
        self.write("Su número de identificación o de oficio", "OF-17", signed)
        self.choose("Oficina", "Sistema Nacional", signed)
        self.press("Anotar la firma", signed)
        self.choose("¿Cómo terminó?", act["how"])
        self.press("Cerrar ruta")

    # alerts and missions

    def take_an_alert(self, act: Act) -> None:
        self.open("/alertas/nueva/")
        for said in [*act.get("urgent", ()), *act["needs"]]:
            self.tick(said)
        for _one in range(act["people"]):
            self.click(self.page.get_by_role("button", name="Sumar una: Personas", exact=True))
        if "call_back" in act:
            self.write("Teléfono para llamar", act["call_back"])
        self.choose("Cómo llegó", act["came_by"])
        self.press("Guardar")
        self.known["the alert"] = self.page.url

    def read_the_alert(self, act: Act) -> None:
        self.open("/hoy/")
        self.press("Enterado")

    def open_a_mission_for_the_alert(self, act: Act) -> None:
        self.open(self.known["the alert"])
        self.press("Abrir misión")
        self.known["the mission"] = self.page.url
        self.known["the mission's folio"] = self.page.locator("h1").inner_text().split()[1]

    def close_the_mission(self, act: Act) -> None:
        self.open(self.known["the mission"])
        self.choose("¿Cómo terminó?", act["how"])
        self.press("Cerrar misión")

    def close_the_alert(self, act: Act) -> None:
        self.open(self.known["the alert"])
        self.choose("¿Qué pasó?", act["how"])
        self.press("Cerrar alerta")

    # the bus and the distribution

    def announce_a_bus(self, act: Act) -> None:
        self.open("/recepciones/avisar/")
        self.write("Cuántas personas (vacío: no dijeron)", act["people"])
        self.write("Se espera a las (vacío: no dijeron)", f"{self.script.instant(act['due']):%Y-%m-%dT%H:%M}")
        self.choose("Quién avisó", act["announced_by"])
        self._offered(act["gives"], act["staff"])
        self.press("Guardar el aviso")
        self.known["the bus"] = self.page.url

    def _offered(self, items: Iterable[str], staff: Iterable[str]) -> None:
        for said in (*items, *(self.called(first) for first in staff)):
            self.tick(said, self.page.locator("fieldset.tiles"))

    def the_bus_arrives(self, act: Act) -> None:
        self.open(self.known["the bus"])
        self.press("Ya llegó")

    def count_at_the_bus(self, act: Act) -> None:
        self._count(self.known["the bus"], act)

    def count_at_the_distribution(self, act: Act) -> None:
        self._count(self.known["the distribution"], act)

    def _count(self, path: str, act: Act) -> None:
        self.open(path)
        form = self.page.locator('form[action$="/contar/"]')
        form.locator('input[name="lane"]').fill(act["lane"])
        self.effort.keys += len(act["lane"])
        self._tally(act["people"], form)
        for said, count in act["gave"].items():
            self.write(said, count, form)
        self.press("Sumar", form)

    def close_the_bus(self, act: Act) -> None:
        self.open(self.known["the bus"])
        self.press("Cerrar y hacer el encuentro")

    def open_a_distribution(self, act: Act) -> None:
        self.open("/repartos/abrir/")
        self._offered(act["items"], act["staff"])
        self.write("Nombre del lugar, si no es el puesto", act["place"])
        self.press("Abrir el reparto")
        self.known["the distribution"] = self.page.url

    def goods_go_to_the_distribution(self, act: Act) -> None:
        self._move(act, "Salió de las existencias")

    def goods_are_back_from_the_distribution(self, act: Act) -> None:
        self._move(act, "Regresó a las existencias")

    def goods_are_lost_at_the_distribution(self, act: Act) -> None:
        self._move(act, "Se perdió")

    def _move(self, act: Act, what: str) -> None:
        self.open(self.known["the distribution"])
        self.unfold("Salió, regresó o se perdió")
        form = self.page.locator('form[action$="/mercancia/"]')
        self.choose("Qué pasó", what, form)
        for item, pieces in act["goods"].items():
            self.write(item, pieces, form)
        if "reason" in act:
            self.choose("Si se perdió: por qué", act["reason"], form)
        self.press("Anotar en existencias", form)

    def close_the_distribution(self, act: Act) -> None:
        self.open(self.known["the distribution"])
        self.press("Cerrar y hacer el encuentro")

    # looking

    def look_at_the_board(self, act: Act) -> None:
        self.open("/hoy/")
        self.seen["the board"] = {
            level: self.page.locator(f".notice.{level}").all_inner_texts() for level in ("alarm", "warn", "note")
        }
        self.seen["late teams"] = self.page.locator("article.team.late .team-name").all_inner_texts()
        self.seen["other alarms"] = self.page.locator("main section.alarm, #danger > *").all_inner_texts()

    def sign_the_report(self, act: Act) -> None:
        self.open(f"/partes/dia/{act['on']}/")
        self.seen[f"report {act['on']}"] = {
            one.locator("h2").inner_text(): dict(
                [cell.strip() for cell in row.locator("th, td").all_inner_texts()] for row in one.locator("tbody tr").all()
            )
            for one in self.page.locator("section.block").filter(has=self.page.locator("table.levels")).all()
        }
        self.press("Firmar y enviar")
