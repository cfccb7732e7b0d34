"""Turno, plan, convenios and volunteers at the desk: kept, shown, refused with words; another group sees nothing of it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.desk.labels import Labels
from vereda.desk.rooms.noticed import Asked, Level
from vereda.desk.rooms.notices import notices
from vereda.desk.words.duty import lent_said
from vereda.groups import door as groups
from vereda.groups.door import Duty, Helper, Lent, LentKind, LentUnit, Loose, Outing, Sheet, SheetPart, Terms, Vehicle
from vereda.groups.models import Agreement, Handover, LentStaff, NamedRoute, Patrol, PatrolPlan, RosterDay, Shift, Turn, Volunteer
from vereda.logbook.models import LogEntry

pytestmark = pytest.mark.django_db
HERE = ("piedras-negras", "mx")
ZONE = ZoneInfo("America/Matamoros")
PLAN = {"form": "", "on": "", "leaves": "08:00", "route": "2: Puente", "back_h": "4"}
AGREED = {
    "form": "", "kind": "municipality", "counterpart": "Municipio inventado", "lent:0": "fuel", "count:0": "200", "unit:0": "",
    "from": "2024-01-01", "until": "2024-12-31", "source": "Convenio 1/2024",
}  # fmt: skip
HELPING = {"form": "", "name": "Socorro Inventada", "telephone": "555 010 0199", "signed": "2026-01-01"}


def token() -> str:
    from vereda.desk.web.new_encounter import fresh_token

    return fresh_token()


def now() -> datetime:
    return timezone.now().astimezone(ZONE)


def today() -> date:
    return now().date()


def said(level: Level | None = None) -> str:
    """Return what the post is told, of one loudness if asked."""
    found = notices(Asked("mx", "piedras-negras", now(), Labels("mx")))
    return " | ".join(one.said for one in found if level in (None, one.level))


@pytest.fixture
def day(by) -> Turn:
    """A turn that is under way, whenever the test runs: it began three hours ago."""
    begins = now() - timedelta(hours=3)
    made = groups.name_turn(
        name="Día", begins=f"{begins:%H:%M}", ends=f"{begins - timedelta(hours=12):%H:%M}", by=by("rafael"), at=now()
    )
    return Turn.objects.get(subject=made.subject)


def rostered(by, day: Turn, *names: str, on: date | None = None) -> None:
    began = (now() - timedelta(hours=3)).date()
    duties = [Duty(member=account(by, name), turn=day.subject) for name in names]
    groups.plan_days(days={on or began: duties}, by=by("rafael"), at=now())


def account(by, name: str) -> str:
    return by(name).account


# Who is on ---------------------------------------------------------------------------------------------------------------


def test_who_is_planned_and_not_there_is_shown_and_put_on_the_shift_by_one_tap(cast: Cast, by, day: Turn):
    rostered(by, day, "ines", "tomas")
    groups.start_shift(members=[account(by, "ines"), account(by, "lucia")], by=by("ines"), at=now())
    assert "En el rol y no en el turno: Tomás Barrera" in said(Level.WARN)
    assert "En el turno y no en el rol: Lucía Andrade" in said(Level.NOTE)
    ines = cast.client("ines")
    page = text(ines.get("/turno/"))
    assert "Tomás Barrera no está en el turno" in page
    assert "Lucía Andrade no estaba en el rol" in page
    for _tap in range(2):
        ines.post("/turno/esta/", {"member": account(by, "tomas")})
    assert sorted(Shift.objects.get().members) == sorted(account(by, one) for one in ("ines", "lucia", "tomas"))
    assert "Tomás Barrera" not in said(Level.WARN)
    assert LogEntry.objects.filter(kind="groups.shift_joined").count() == 1


def test_somebody_of_another_post_is_put_on_no_shift(cast: Cast, by, day: Turn):
    assert cast.client("ines").post("/turno/esta/", {"member": account(by, "nadia")}).status_code == 404
    assert not Shift.objects.exists()


def test_a_day_of_the_roster_is_ticked_and_repeated(cast: Cast, by, day: Turn):
    rafael, on = cast.client("rafael"), today() + timedelta(days=3)
    ines = account(by, "ines")
    sent = {f"d:{day.subject}:{ines}": "on", f"z:{ines}": "Río", "repeat": "2"}
    assert rafael.post(f"/turno/rol/{on}/", sent).status_code == 302
    assert {row.on for row in RosterDay.objects.all()} == {on + timedelta(days=ahead) for ahead in range(3)}
    page = rafael.get(f"/turno/rol/{on}/").content.decode()
    assert f'name="w:{day.subject}:{ines}" value="Río"' in page, "what the form saw comes back with it"
    assert "Inés Carrillo (Río)" in text(rafael.get(f"/turno/?semana={on}"))
    stays = rafael.post(f"/turno/rol/{on}/", {f"w:{day.subject}:{ines}": "Río"})
    assert stays.status_code == 302
    assert RosterDay.objects.get(on=on).duties == []
    wrong = rafael.post(f"/turno/rol/{on}/", {**sent, "repeat": "muchos"})
    assert wrong.status_code == 422
    assert "checked" in wrong.content.decode()


def test_the_week_before_is_copied_into_the_empty_days_alone(cast: Cast, by, day: Turn):
    rostered(by, day, "ines", on=today())
    rostered(by, day, "tomas", on=today() + timedelta(days=7))
    rostered(by, day, "ines", on=today() + timedelta(days=1))
    cast.client("rafael").post(f"/turno/rol/{today() + timedelta(days=7)}/copiar/")
    assert [one["member"] for one in RosterDay.objects.get(on=today() + timedelta(days=7)).duties] == [account(by, "tomas")]
    assert [one["member"] for one in RosterDay.objects.get(on=today() + timedelta(days=8)).duties] == [account(by, "ines")]


def test_one_person_twice_at_the_same_time_is_shown_and_not_refused(cast: Cast, by, day: Turn):
    whole = groups.name_turn(name="Guardia", begins="00:00", ends="00:00", by=by("rafael"), at=now())
    ines, on = account(by, "ines"), today() + timedelta(days=2)
    sent = {f"d:{day.subject}:{ines}": "on", f"d:{whole.subject}:{ines}": "on"}
    assert cast.client("rafael").post(f"/turno/rol/{on}/", sent).status_code == 302
    assert "Inés Carrillo está dos veces en el rol a la misma hora" in said(Level.WARN)
    assert "dos veces en el rol" in text(cast.client("ines").get("/turno/"))


def test_turns_are_named_by_the_coordinator_in_one_tap_changed_and_retired(cast: Cast):
    rafael = cast.client("rafael")
    assert cast.client("ines").get("/turno/horarios/").status_code in (403, 404)
    for _tap in range(2):
        rafael.post("/turno/horarios/usuales/")
    assert [(row.name, row.begins, row.ends) for row in groups.turns(*HERE)] == [
        ("Día", "07:00", "19:00"), ("Noche", "19:00", "07:00"),
    ]  # fmt: skip
    same = {"form": token(), "name": "Apoyo", "begins": "10:00", "ends": "16:00"}
    for _tap in range(2):
        assert rafael.post("/turno/horarios/", same).status_code == 302
    assert len(groups.turns(*HERE)) == 3
    wrong = rafael.post("/turno/horarios/", {**same, "form": token(), "name": ""})
    assert wrong.status_code == 422
    assert 'value="10:00"' in wrong.content.decode()
    turn = groups.turns(*HERE)[0].subject
    rafael.post(f"/turno/horarios/{turn}/", {"name": "Diurno", "begins": "6:30", "ends": "18:30"})
    assert Turn.objects.get(subject=turn).begins == "06:30"
    rafael.post(f"/turno/horarios/{turn}/quitar/")
    assert len(groups.turns(*HERE)) == 2


def test_somebody_lent_is_on_the_roster_with_the_last_day_and_shown_when_it_is_past(cast: Cast, by, day: Turn):
    rafael = cast.client("rafael")
    agreed = groups.write_agreement(terms(until=today() + timedelta(days=1)), by=by("rafael"), at=now()).subject
    sent = {"form": token(), "name": "Norberto Inventado", "agreement": str(agreed)}
    for _tap in range(2):
        assert rafael.post("/turno/prestados/", sent).status_code == 302
    lent = LentStaff.objects.get()
    assert lent.agreement == agreed
    assert "de Municipio inventado, hasta el" in text(rafael.get(f"/turno/rol/{today()}/"))
    groups.plan_days(
        days={today() + timedelta(days=3): [Duty(member=str(lent.subject), turn=day.subject)]}, by=by("rafael"), at=now()
    )
    assert "Norberto Inventado está en el rol después de su último día" in said(Level.NOTE)
    assert "Norberto Inventado" in text(rafael.get(f"/convenios/{agreed}/"))
    rafael.post(f"/turno/prestados/{lent.subject}/regreso/")
    assert groups.lent_staff(*HERE) == []
    assert cast.client("ines").post(f"/turno/prestados/{lent.subject}/borrar/").status_code in (403, 404)
    rafael.post(f"/turno/prestados/{lent.subject}/borrar/")
    assert not LentStaff.objects.exists()
    page = text(rafael.get(f"/turno/?semana={today()}"))
    assert "Norberto" not in page
    assert "Cuenta que aquí no se conoce" in page, "the plan stands, the name is gone"


# Hand-over -----------------------------------------------------------------------------------------------------------------


def read_of(page: str) -> str:
    return re.search(r'name="read" value="([^"]+)"', page)[1]


def give(cast: Cast, who: str = "ines", **changed: str):
    client = cast.client(who)
    page = client.get("/turno/entrega/").content.decode()
    sent = {"form": token(), "read": read_of(page), "what:0": "Llaves", "count:0": "4", "text": "La bomba gotea", **changed}
    return client, sent, client.post("/turno/entrega/", sent)


def test_a_handover_holds_what_was_read_and_is_signed_by_another_account(cast: Cast, out: UUID, mission: UUID):
    ines, sent, answer = give(cast)
    row = Handover.objects.get()
    assert answer.url == f"/turno/entrega/{row.subject}/"
    assert ines.post("/turno/entrega/", sent).url == answer.url, "two taps are one hand-over"
    assert Handover.objects.count() == 1
    page = text(ines.get(answer.url))
    for line in ("PN-7: abierta desde", "ATRASADO", "Ruta 3", "Llaves 4", "La bomba gotea", "sin firmar"):
        assert line in page, line
    assert "La firma quien recibe" in page
    body = bytes(LogEntry.objects.get(kind="groups.handover_given").body)
    assert not [word for word in (b"PN-7", b"bomba", b"Llaves", b"Ruta 3") if word in body]
    groups.come_back(patrol=out, by=_author(cast, "ines"), at=now())
    assert "ATRASADO" in text(ines.get(answer.url)), "it says for ever what was read then"
    assert "Entrega de turno sin firmar" in said()
    rafael = cast.client("rafael")
    unread = rafael.post(f"{answer.url}firmar/", {"missing": "falta una llave"})
    assert unread.status_code == 422
    assert "falta una llave" in unread.content.decode()
    for _tap in range(2):
        rafael.post(f"{answer.url}firmar/", {"read": "on", "missing": "falta una llave"})
    row.refresh_from_db()
    assert row.signed_by == str(cast.account("rafael").pk)
    page = text(cast.client("tomas").get(answer.url))
    assert "leyó y firmó: Rafael Ontiveros" in page
    assert "Falta: falta una llave" in page
    assert LogEntry.objects.filter(kind="groups.handover_signed").count() == 1
    assert "sin firmar" not in said()
    assert ReadRow.objects.filter(subject=str(row.subject), record_class="K2").exists()


def _author(cast: Cast, name: str):
    from vereda.access.door import author_of

    return author_of(cast.reader(name))


def test_who_gave_it_cannot_sign_it_and_may_take_it_back(cast: Cast):
    ines, _sent, answer = give(cast)
    assert "con su propia cuenta" in text(ines.post(f"{answer.url}firmar/", {"read": "on"}, follow=True))
    assert not Handover.objects.get().signed_by
    ines.post(f"{answer.url}retirar/")
    assert Handover.objects.get().is_withdrawn
    assert "Retirada" in text(ines.get(answer.url))
    assert "sin firmar" not in said()


def test_what_is_handed_over_is_what_this_page_read_and_no_other(cast: Cast):
    ines, sent, _answer = give(cast)
    for read in ("", "x", f"{sent['read']}x", read_of(cast.client("nadia").get("/turno/entrega/").content.decode())):
        answer = ines.post("/turno/entrega/", {**sent, "form": token(), "read": read})
        assert answer.status_code == 422
        assert "Lea otra vez" in text(answer)
        assert "La bomba gotea" in answer.content.decode()
    assert Handover.objects.count() == 1


def test_loose_things_are_counted_or_the_form_comes_back_whole(cast: Cast):
    _ines, _sent, answer = give(cast, **{"what:1": "Caja chica", "count:1": "", "count:2": "3"})
    assert answer.status_code == 422
    page = text(answer)
    assert "¿Cuántas? Cuéntelas" in page
    assert "Diga qué son" in page
    assert 'value="Caja chica"' in answer.content.decode()
    assert not Handover.objects.exists()


def test_too_long_a_word_on_a_loose_thing_comes_back_with_all_that_was_typed(cast: Cast):
    client = cast.client("ines")
    read = re.search(r'name="read" value="([^"]+)"', client.get("/turno/entrega/").content.decode())[1]
    told = {"form": token(), "read": read, "what:0": "L" * 81, "count:0": "3", "text": "Se fue la luz a las tres."}
    answer = client.post("/turno/entrega/", told)
    assert answer.status_code == 422
    assert "Es más largo que 80 signos" in text(answer)
    assert "Se fue la luz a las tres." in text(answer)
    assert not Handover.objects.exists()


def test_handing_over_closes_the_shift_when_asked(cast: Cast, by):
    groups.start_shift(members=[account(by, "ines")], by=by("ines"), at=now())
    give(cast, close="on")
    assert Shift.objects.get().ended_at is not None
    assert Handover.objects.get().shift == Shift.objects.get().subject
    assert 'value="Llaves"' in cast.client("tomas").get("/turno/entrega/").content.decode(), "asked for again next time"


def test_no_place_name_or_note_of_a_person_stands_on_a_handover(cast: Cast, met, named, mission):
    from vereda.encounters.door import PlaceKind, Where
    from vereda.rescue.door import Told, receive_alert

    met(2, unaccompanied_minors=1, note="Zafiro nota")
    where = Where(kind=PlaceKind.NAMED, lat=28.71, lon=-100.51, place="Torre Zafiro")
    told = Told(people=3, note="Zafiro aviso", caller="Zafiro Pérez", call_back="878 555 0101", where=where)
    receive_alert(told, by=_author(cast, "ines"), at=now())
    page = text(cast.client("ines").get("/turno/entrega/"))
    assert "Alertas abiertas" in page
    assert "1 encuentro con ruta sin abrir" in page
    for word in ("Zafiro", "28.7", "878 555", "Xóchitl", "islote", "Tegucigalpa"):
        assert word not in page, word


# Plan and routes -----------------------------------------------------------------------------------------------------------


def test_a_route_is_named_offered_and_told_how_often_to_be_heard(cast: Cast):
    rafael = cast.client("rafael")
    sent = {"form": token(), "number": "2", "name": "Puente Córdova", "zone": "Sur", "heard_h": "2"}
    for _tap in range(2):
        assert rafael.post("/recorridos/rutas/", sent).status_code == 302
    route = NamedRoute.objects.get()
    assert rafael.post("/recorridos/rutas/", {**sent, "number": "3", "name": "Vía"}).status_code == 302
    assert NamedRoute.objects.count() == 2, "gone back in the browser, and another one typed"
    NamedRoute.objects.exclude(subject=route.subject).delete()
    assert rafael.post("/recorridos/rutas/", {**sent, "form": token(), "heard_h": "0"}).status_code == 422
    assert rafael.post("/recorridos/rutas/", {**sent, "form": token(), "name": ""}).status_code == 422
    ines = cast.client("ines")
    assert "2: Puente Córdova · Sur" in text(ines.get("/recorridos/sale/"))
    ines.post("/recorridos/sale/", {"form": token(), "named_route": str(route.subject), "back_h": "4"})
    row = Patrol.objects.get()
    assert (row.route, row.named_route, row.hear_by - row.departed_at) == ("2: Puente Córdova", route.subject, timedelta(hours=2))
    rafael.post(f"/recorridos/rutas/{route.subject}/quitar/")
    assert "Puente Córdova" not in text(ines.get("/recorridos/plan/nuevo/"))
    rafael.post(f"/recorridos/rutas/{route.subject}/reponer/")
    rafael.post(f"/recorridos/rutas/{route.subject}/", {**sent, "name": "Puente Dos"})
    assert NamedRoute.objects.get().name == "Puente Dos"


def test_a_departure_sent_twice_is_one_patrol_and_tells_who_drives(cast: Cast, by):
    ines, tomas = cast.client("ines"), account(by, "tomas")
    sent = {
        "form": token(),
        "route": "Ruta 9",
        f"team:{account(by, 'ines')}": "on",
        "driver": tomas,
        "vehicle": "truck",
        "number": "3",
    }
    for _tap in range(2):
        assert ines.post("/recorridos/sale/", sent).status_code == 302
    row = Patrol.objects.get()
    assert (row.driver, row.team) == (tomas, [account(by, "ines"), tomas]), "who drives, goes"
    assert "Maneja Tomás Barrera" in text(ines.get(f"/recorridos/{row.subject}/"))


def test_a_planned_team_goes_out_by_one_tap(cast: Cast, by):
    ines = cast.client("ines")
    sent = {**PLAN, "on": str(today()), f"team:{account(by, 'ines')}": "on", "driver": account(by, "ines"), "form": token()}
    for _tap in range(2):
        assert ines.post("/recorridos/plan/nuevo/", sent).status_code == 302
    plan = PatrolPlan.objects.get()
    assert "2: Puente" in text(ines.get("/recorridos/plan/"))
    assert "Sale como estaba planeado" in text(ines.get("/recorridos/sale/"))
    ines.post(f"/recorridos/plan/{plan.subject}/", {**sent, "form": token(), "leaves": "9:15"})
    plan.refresh_from_db()
    assert plan.leaves == "09:15"
    urls = {ines.post(f"/recorridos/plan/{plan.subject}/sale/").url for _tap in range(2)}
    assert urls == {f"/recorridos/{Patrol.objects.get().subject}/"}
    assert "está fuera" in text(ines.get("/recorridos/plan/"))
    late = ines.post(f"/recorridos/plan/{plan.subject}/", {**sent, "form": token()})
    assert late.status_code == 422
    assert "ya salió" in text(late)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"on": ""}, "Diga para qué día"),
        ({"on": "0001-01-01"}, "Revise el año"),
        ({"leaves": "pronto"}, "La hora no se entiende"),
        ({"route": ""}, "Diga la ruta"),
        ({"back_h": "x"}, "no es un número entero"),
        ({"vehicle": "", "number": "7"}, "Diga qué vehículo"),
    ],
)
def test_what_cannot_be_planned_is_said_and_nothing_typed_is_lost(cast: Cast, changed: dict[str, str], words: str):
    answer = cast.client("ines").post("/recorridos/plan/nuevo/", {**PLAN, "on": str(today()), "heard_h": "3", **changed})
    assert answer.status_code == 422
    assert words in text(answer)
    assert 'name="heard_h" value="3"' in answer.content.decode()
    assert not PatrolPlan.objects.exists()


def test_late_missing_and_double_is_shown_and_blocks_nothing(cast: Cast, by, out: UUID):
    ines = account(by, "ines")
    gone = now() - timedelta(minutes=50)
    groups.plan_patrol(Outing(on=gone.date(), leaves=f"{gone:%H:%M}", route_said="7: Vía"), by=by("rafael"), at=now())
    for route in ("Ruta A", "Ruta B"):
        groups.depart(route=route, team=[ines], by=by("ines"), at=now(), vehicles=[Vehicle(kind="truck", number="1")])
    told = said()
    assert "Sin regreso o sin reportarse: Ruta 3. ATRASADO 2 h" in said(Level.ALARM)
    assert "Planeado y no ha salido: 7: Vía" in told
    assert "Inés Carrillo va en dos equipos que están fuera a la vez: Ruta A, Ruta B" in told
    page = text(cast.client("ines").get("/el-puesto/"))
    for words in ("Sin regreso", "no ha salido", "dos equipos"):
        assert words in page, words


def test_a_missed_check_in_is_late_on_the_board(cast: Cast, by):
    groups.depart(route="Ruta 5", by=by("ines"), at=now() - timedelta(hours=3), check_in_min=60, expected_back_min=600)
    assert "NO SE REPORTÓ A LAS" in text(cast.client("ines").get("/hoy/"))


def test_what_two_who_plan_one_patrol_and_one_agreement_wrote_is_shown_in_words(cast: Cast, by):
    from vereda.groups.entries.agreements import AgreementWritten
    from vereda.groups.entries.routes import PatrolPlanned
    from vereda.logbook.door import heads, record

    plan = groups.plan_patrol(Outing(on=today(), leaves="08:00", route_said="2"), by=by("rafael"), at=now()).subject
    agreed = groups.write_agreement(terms(until=None), by=by("rafael"), at=now()).subject
    seen = {subject: heads(subject) for subject in (plan, agreed)}
    for who, leaves, back, number in (("ines", "08:30", 90, 3), ("tomas", "09:00", 120, 4)):
        team = [account(by, who)]
        told = PatrolPlanned(on=today(), leaves=leaves, route_said="2", team=team, driver=team[0], back_after_min=back)
        record(told, subject=plan, seen=seen[plan], by=by(who), at=now())
        lent = [Lent(kind=LentKind.FUEL, unit=LentUnit.LITRE, number=number)]
        written = AgreementWritten(
            counterpart_kind="firm", counterpart="Empresa inventada", lent=lent, from_on=date(2024, 1, number), source="2/2024",
        )  # fmt: skip
        record(written, subject=agreed, seen=seen[agreed], by=by(who), at=now())
    page = text(cast.client("rafael").get("/diferencias/"))
    for words in (
        "Recorrido planeado", "Hora de salida", "09:00", "Equipo", "Tomás Barrera", "1 h 30 min", "2 h", "Convenio",
        "Qué se presta", "Combustible: 4 litros en total",
    ):  # fmt: skip
        assert words in page, words
    assert account(by, "tomas") not in page
    assert "planned_" not in page
    assert "agreed_" not in page


# Agreements and volunteers -------------------------------------------------------------------------------------------------


def terms(until: date | None) -> Terms:
    lent = [Lent(kind=LentKind.PEOPLE, unit=LentUnit.PERSON, number=2)]
    return Terms(
        counterpart_kind="municipality", counterpart="Municipio inventado", from_on=date(2024, 1, 1), until_on=until,
        source="1/2024", lent=lent,
    )  # fmt: skip


def test_an_agreement_is_written_warned_of_renewed_and_ended(cast: Cast):
    rafael = cast.client("rafael")
    until = today() + timedelta(days=12)
    sent = {**AGREED, "form": token(), "until": str(until)}
    for _tap in range(2):
        assert rafael.post("/convenios/nuevo/", sent).status_code == 302
    row = Agreement.objects.get()
    assert row.lent == [{"kind": "fuel", "unit": "litre_a_month", "number": 200}]
    assert "El convenio con Municipio inventado termina en 12 días" in said(Level.NOTE)
    ines = cast.client("ines")
    assert "Combustible: 200 litros al mes" in text(ines.get("/convenios/"))
    assert "Renovar" not in text(ines.get(f"/convenios/{row.subject}/"))
    wrong = rafael.post(f"/convenios/{row.subject}/renovar/", {"renewed_until": "2020-01-01", "renewal_source": "Adenda 2"})
    assert wrong.status_code == 422
    assert 'value="Adenda 2"' in wrong.content.decode()
    rafael.post(
        f"/convenios/{row.subject}/renovar/", {"renewed_until": str(until + timedelta(days=300)), "renewal_source": "Adenda 2"}
    )
    assert "Municipio inventado" not in said()
    rafael.post(f"/convenios/{row.subject}/corregir/", {**AGREED, "until": "", "counterpart": "Municipio corregido"})
    assert Agreement.objects.get().counterpart == "Municipio corregido"
    rafael.post(f"/convenios/{row.subject}/terminar/")
    assert Agreement.objects.get().ended_on == today()
    assert "Anotó que el convenio terminó" in text(ines.get(f"/convenios/{row.subject}/"))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"kind": "police"}, "Elija con quién es"),
        ({"counterpart": ""}, "Escriba el nombre"),
        ({"count:0": "0"}, "Anote 1 o más"),
        ({"lent:0": "", "count:0": "5"}, "Diga qué se presta"),
        ({"lent:0": "", "count:0": ""}, "al menos una cosa"),
        ({"from": ""}, "desde qué día"),
        ({"until": "2023-01-01"}, "antes del primero"),
        ({"source": ""}, "qué papel lo dice"),
    ],
)
def test_what_an_agreement_lacks_is_asked_for_beside_its_field(cast: Cast, changed: dict[str, str], words: str):
    answer = cast.client("rafael").post("/convenios/nuevo/", {**AGREED, **changed})
    assert answer.status_code == 422
    assert words in text(answer)
    assert not Agreement.objects.exists()


def test_volunteers_are_for_the_coordinator_alone_and_the_board_tells_a_number(cast: Cast):
    rafael = cast.client("rafael")
    sent = {**HELPING, "form": token()}
    for _tap in range(2):
        assert rafael.post("/voluntarios/nuevo/", sent).status_code == 302
    row = Volunteer.objects.get()
    page = text(rafael.get("/voluntarios/"))
    assert "Socorro Inventada" in page
    assert "falta capacitación" in page
    assert "no tiene cuenta ni teléfono" in page
    assert ReadRow.objects.filter(record_class="K2").exists()
    ines = cast.client("ines")
    assert ines.get("/voluntarios/").status_code in (403, 404)
    assert ines.get(f"/voluntarios/{row.subject}/").status_code in (403, 404)
    board = text(ines.get("/hoy/"))
    assert "A 1 persona voluntaria le falta" in board
    assert "Socorro" not in board
    assert rafael.post("/voluntarios/nuevo/", {**HELPING, "name": "", "form": token()}).status_code == 422
    rafael.post(f"/voluntarios/{row.subject}/", {**HELPING, "trained": "2026-01-02", "conduct": "2026-01-02"})
    assert "voluntaria" not in said()
    rafael.post(f"/voluntarios/{row.subject}/se-fue/")
    assert "ya no colabora" in text(rafael.get("/voluntarios/"))
    rafael.post(f"/voluntarios/{row.subject}/borrar/")
    assert not Volunteer.objects.exists()


# Nadia ---------------------------------------------------------------------------------------------------------------------


def test_nadia_of_another_group_sees_and_changes_nothing(cast: Cast, by, day: Turn):
    rafael = by("rafael")
    rostered(by, day, "ines")
    lent = groups.lend(name="Norberto Zafiro", by=rafael, at=now()).subject
    handed = groups.give_handover(
        Sheet(parts=[SheetPart(title="Zafiro", lines=["x"])], loose=[Loose(what="Llaves", count=1)]), by=rafael, at=now()
    ).subject
    route = groups.name_route(name="Zafiro", zone="Zafiro", by=rafael, at=now()).subject
    plan = groups.plan_patrol(Outing(on=today(), leaves="08:00", route_said="Zafiro"), by=rafael, at=now()).subject
    agreed = groups.write_agreement(terms(until=today()), by=rafael, at=now()).subject
    helper = groups.write_volunteer(Helper(name="Socorro Zafiro"), by=rafael, at=now()).subject
    nadia = cast.client("nadia")
    for address in (
        f"/turno/entrega/{handed}/", f"/recorridos/plan/{plan}/", f"/convenios/{agreed}/", f"/recorridos/rutas/{route}/",
        f"/voluntarios/{helper}/", f"/turno/horarios/{day.subject}/",
    ):  # fmt: skip
        assert nadia.get(address).status_code in (403, 404), address
    for address in (
        "/turno/", "/turno/entrega/", "/turno/entregas/", "/turno/prestados/", f"/turno/rol/{today()}/", "/recorridos/plan/",
        "/recorridos/plan/nuevo/", "/recorridos/sale/", "/convenios/", "/hoy/", "/el-puesto/",
    ):  # fmt: skip
        page = text(nadia.get(address))
        assert "Zafiro" not in page, address
        assert "Inés Carrillo" not in page, address
        assert "Municipio inventado" not in page, address
    before = LogEntry.objects.count()
    for address in (
        f"/turno/entrega/{handed}/firmar/", f"/turno/entrega/{handed}/retirar/", f"/recorridos/plan/{plan}/sale/",
        f"/recorridos/plan/{plan}/cancelar/", f"/turno/prestados/{lent}/regreso/", f"/recorridos/rutas/{route}/quitar/",
        f"/convenios/{agreed}/terminar/", f"/voluntarios/{helper}/borrar/", f"/turno/horarios/{day.subject}/quitar/",
        f"/turno/prestados/{lent}/borrar/", f"/convenios/{agreed}/renovar/",
    ):  # fmt: skip
        answer = nadia.post(address, {"read": "on"})
        assert answer.status_code in (302, 403, 404, 422), address
    assert LogEntry.objects.count() == before


def test_a_departure_begins_with_who_is_at_the_post_and_offers_what_leaves_after_midnight(cast: Cast, by):
    ines, tomas, on = by("ines"), by("tomas"), today() + timedelta(days=1)
    at, after = datetime(on.year, on.month, on.day, 23, 50, tzinfo=ZONE), on + timedelta(days=1)
    groups.start_shift(members=[ines.account, tomas.account], by=ines, at=at - timedelta(hours=4))
    groups.depart(route="Ruta 1", by=ines, at=at - timedelta(hours=1), team=[tomas.account])
    with time_machine.travel(at):
        for leaves, day in (("00:10", after), ("23:40", on), ("15:00", after)):
            groups.plan_patrol(Outing(on=day, leaves=leaves, route_said=f"Ruta de las {leaves}"), by=by("rafael"), at=at)
        page = cast.client("ines").get("/recorridos/sale/").content.decode()
    assert f'name="team:{ines.account}" checked' in page
    assert f'name="team:{tomas.account}" checked' not in page, "who is out cannot leave"
    assert [hour for hour in ("23:40", "00:10", "15:00") if f"{hour} · Ruta de las {hour}" in page] == ["23:40", "00:10"]


# Around a change of turns --------------------------------------------------------------------------------------------------


def test_around_a_change_of_turns_the_sheet_names_who_takes_over_and_what_leaves_in_their_hours(by, cast: Cast):
    from vereda.desk.rooms.duty import on_now
    from vereda.desk.rooms.duty_notices import notices as of_duty
    from vereda.desk.rooms.duty_parts import parts

    rafael, on = by("rafael"), date(2024, 1, 31)
    hours = {"Día": ("07:00", "19:00"), "Noche": ("19:00", "07:00")}
    turns = {
        name: groups.name_turn(name=name, begins=begins, ends=ends, by=rafael, at=now()).subject
        for name, (begins, ends) in hours.items()
    }
    duties = [Duty(member=account(by, "ines"), turn=turns["Día"]), Duty(member=account(by, "tomas"), turn=turns["Noche"])]
    groups.plan_days(days={on: duties, on + timedelta(days=1): duties}, by=rafael, at=now())
    for leaves, day in (("21:00", on), ("02:30", on + timedelta(days=1)), ("09:00", on + timedelta(days=1))):
        outing = Outing(on=day, leaves=leaves, route_said=f"Ruta de las {leaves}", team=[account(by, "tomas")])
        groups.plan_patrol(outing, by=rafael, at=now())
    groups.start_shift(
        members=[account(by, "tomas")], by=by("tomas"), at=datetime.combine(on, datetime.min.time(), ZONE).replace(hour=19)
    )

    def asked(hour: int, minute: int, day: date = on) -> Asked:
        return Asked("mx", "piedras-negras", datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE), Labels("mx"))

    def part(title: str, one: Asked) -> list[str]:
        return next((list(found.lines) for found in parts(one) if found.title == title), [])

    morning = asked(7, 5, on + timedelta(days=1))
    timezone.activate(ZONE)
    assert part("Sigue en el rol", morning) == ["Día 07:00: Inés Carrillo"]
    assert part("Sigue en el rol", asked(18, 55)) == part("Sigue en el rol", asked(19, 5)) == ["Noche 19:00: Tomás Barrera"]
    assert [line[:5] for line in part("Faltan por salir", asked(18, 55))] == ["21:00", "02:30"]
    assert not [one.said for one in of_duty(morning) if "no en el rol" in one.said], "who is leaving was planned"
    assert [one.said for one in of_duty(asked(7, 31, morning.now.date())) if "En el turno y no en el rol" in one.said]
    leaving = next(one for one in on_now("piedras-negras", "mx", morning.now, Labels("mx")) if one.name == "Tomás Barrera")
    assert leaving.there
    assert leaving.said.startswith("Noche, 19:00-07:00")
    timezone.deactivate()


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        (1, "vehicle", "Vehículos: 1 vehículo"),
        (2, "vehicle", "Vehículos: 2 vehículos"),
        (1, "litre_a_month", "Vehículos: 1 litro al mes"),
    ],
)
def test_one_thing_lent_is_said_as_one(number, unit, said):
    assert lent_said("vehicles", number, unit) == said
