"""The daily report through the pages: one click at the post, asked back and corrected above, and nobody else sees it."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vereda.access.door import local_day
from vereda.access.models import ReadRow
from vereda.desk.web.new_encounter import fresh_token
from vereda.reports import door as reports
from vereda.reports.models import DailyReport, NationalReport, Operation, StateReport

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
HOME, OTHER, STATE = "piedras-negras", "ciudad-acuna", "MX-COA"


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())).replace("&#39;", "'")


@pytest.fixture
def day():
    """Return the last day whose hours are over at the home post: the one that is signed now."""
    return reports.last_closed(timezone.now(), reports.zone_of("mx", HOME))


@pytest.fixture
def closed_everywhere():
    """Return the last day whose hours are over in the whole country: in the west it ends two hours later."""
    return reports.last_closed(timezone.now(), reports.zone_of("mx", "tijuana"))


@pytest.fixture
def at(day):
    """Return a function that gives an instant of that day by its hour at the post."""
    return lambda hour, on=None: datetime.combine(on or day, time(hour), reports.zone_of("mx", HOME))


def address(name: str, *args) -> str:
    return reverse(f"desk:{name}", args=args)


# At the post --------------------------------------------------------------------------------------------------------


def test_the_report_is_signed_in_one_click(cast, met, at, day):
    met(4, at=at(12), unaccompanied_minors=2, bodies=1)
    client = cast.client("rafael")
    page = client.get("/partes/")
    said = text(page)
    assert "Todavía no se ha enviado" in said
    assert re.search(r"Asistencia social y humanitaria 4", said)
    assert re.search(r"Menores sin compañía 2", said)
    assert page.content.decode().count("Firmar y enviar") == 1
    token = re.search(r'name="form" value="(\w+)"', page.content.decode())[1]
    for _ in range(2):  # a double tap
        client.post(address("sign_report", day), {"form": token})
    row = DailyReport.objects.get()
    assert (row.group, row.on, len(row.statements)) == (HOME, day, 1)
    assert {one["category"]: one["said"] for one in row.statements[0]["figures"]}["SOCIAL"] == 4
    after = text(client.get("/partes/"))
    assert "Firmado por Rafael Ontiveros" in after
    assert "Cambió después de firmar" not in after


def test_hours_of_two_days_are_shown_apart_and_count_on_their_own_day(cast, met, at, day):
    met(3, at=at(22))
    met(5, at=at(2, day + timedelta(days=1)))
    met(9, at=at(5))  # of the same local day, and of the report before
    said = text(cast.client("rafael").get("/partes/"))
    whole, _, rest = said.partition("Lo que va del")
    assert re.search(r"Total de atenciones 12\b", whole)
    assert re.search(r"Total de atenciones 5\b", rest.partition("Novedades en estas horas")[0])
    assert re.search(r"Personas en esos encuentros 8\b", rest), "events from seven to seven"


def test_what_came_late_is_shown_as_change_and_what_was_signed_stays(cast, met, at, day):
    met(4, at=at(12))
    client = cast.client("rafael")
    client.post(address("sign_report", day), {})
    met(2, at=at(13))
    said = text(client.get(address("report_day", day)))
    assert "Cambió después de firmar" in said
    assert "Asistencia social y humanitaria: contaba 4, hoy cuenta 6." in said
    client.post(address("sign_report", day), {})
    assert "Es la versión 2" in text(client.get(address("report_day", day)))


def test_a_correction_needs_its_reason_and_keeps_what_was_typed(cast, met, at, day):
    met(4, at=at(12))
    client = cast.client("rafael")
    answer = client.post(address("sign_report", day), {"n:SOCIAL": "7", "remark": "Dos hojas en papel"})
    assert answer.status_code == 422
    assert "Cambió la cifra: elija por qué" in text(answer)
    assert 'value="7"' in answer.content.decode()
    assert "Dos hojas en papel" in answer.content.decode()
    assert client.post(address("sign_report", day), {"n:SOCIAL": "siete", "w:SOCIAL": "on_paper"}).status_code == 422
    assert DailyReport.objects.count() == 0
    client.post(address("sign_report", day), {"n:SOCIAL": "7", "w:SOCIAL": "on_paper", "remark": "Dos hojas en papel"})
    said = text(client.get(address("report_day", day)))
    assert "Quedó en papel" in said
    assert re.search(r"Asistencia social y humanitaria Quedó en papel; todavía no está en el sistema 4 7 4", said)
    assert re.search(r"Total de atenciones .*?4 7 4", said)
    assert "Dos hojas en papel" in said
    assert "Dos hojas en papel" not in text(cast.client("ines").get(address("report_day", day)))


def test_the_same_form_with_another_figure_in_it_is_another_version(cast, met, at, day):
    met(4, at=at(12))
    client = cast.client("rafael")
    form = {"form": re.findall(r'name="form" value="([0-9a-f]{32})"', client.get("/partes/").content.decode())[0]}
    client.post(address("sign_report", day), form)
    for _twice in range(2):
        client.post(address("sign_report", day), {**form, "n:SOCIAL": "5", "w:SOCIAL": "other"})
    row = DailyReport.objects.get()
    assert [{one["category"]: one["said"] for one in said["figures"]}["SOCIAL"] for said in row.statements] == [4, 5]


def test_a_day_that_is_not_over_cannot_be_signed(cast):
    today = local_day("mx", HOME)
    client = cast.client("rafael")
    assert "Este parte sigue abierto" in text(client.get(address("report_day", today)))
    answer = client.post(address("sign_report", today), {})
    assert answer.status_code == 422
    assert "cierra a las 07:00" in text(answer)


def test_who_signs_is_the_coordinator_and_nadia_sees_nothing_of_it(cast, met, at, day):
    met(4, at=at(12))
    cast.client("rafael").post(address("sign_report", day), {})
    assert cast.client("ines").post(address("sign_report", day), {}).status_code == 403
    nadia = text(cast.client("nadia").get(address("report_day", day)))
    assert "Firmado" not in nadia
    assert "Asistencia social" not in nadia
    for name, args in (("reports_state_day", (STATE, day)), ("report_post", (STATE, day, HOME)), ("reports_country_day", (day,))):
        for who in ("nadia", "ines", "rafael"):
            assert cast.client(who).get(address(name, *args)).status_code == 404, (name, who)
    assert cast.client("alma").get("/partes/").status_code == 403
    for wrong in ("2024-02-30", "ayer", "0001-01-01", "2024-1-1"):
        assert cast.client("rafael").get(address("report_day", wrong)).status_code == 404


def test_the_board_says_that_yesterdays_report_was_not_sent(cast, day):
    is_late = timezone.now() > reports.late_at(day, reports.zone_of("mx", HOME))
    client = cast.client("rafael")
    assert ("No se ha enviado el parte" in text(client.get("/hoy/"))) is is_late
    client.post(address("sign_report", day), {})
    assert "No se ha enviado el parte" not in text(client.get("/hoy/"))


# The state ----------------------------------------------------------------------------------------------------------


def test_a_state_goes_from_silence_to_a_signed_sum_with_a_question_and_a_correction(cast, met, at, day, by):
    met(4, at=at(12))
    octavio, rafael = cast.client("octavio"), cast.client("rafael")
    assert octavio.get("/").headers["Location"] == "/partes/"
    assert octavio.get("/partes/").headers["Location"] == "/partes/estado/"
    past = timezone.now() > reports.late_at(day, reports.zone_of("mx", HOME))
    said = text(octavio.get("/partes/estado/"))
    assert ("2 puestos no han enviado: Grupo Beta Ciudad Acuña Grupo Beta Piedras Negras" in said) is past
    rafael.post(address("sign_report", day), {"remark": "Va con dos hojas de papel."})
    page = text(octavio.get(address("reports_state_day", STATE, day)))
    assert ("Un puesto no ha enviado: Grupo Beta Ciudad Acuña" in page) is past
    assert "Piedras Negras" in page

    here = (STATE, day, HOME)
    assert "Va con dos hojas de papel." in text(octavio.get(address("report_post", *here)))
    empty = octavio.post(address("ask_post", *here), {"about": "odd", "text": ""})
    assert empty.status_code == 422
    assert "Escriba la pregunta" in text(empty)
    octavio.post(address("ask_post", *here), {"about": "odd", "category": "SOCIAL", "text": "¿Solo cuatro?"})
    assert "La oficina estatal pregunta por el parte" in text(rafael.get("/hoy/"))
    assert "¿Solo cuatro?" in text(rafael.get(address("report_day", day)))
    question = DailyReport.objects.get(group=HOME).questions[0]["id"]
    rafael.post(address("answer_report", day), {"question": question, "reply": "stands", "text": "Día de lluvia."})
    assert "La oficina estatal pregunta" not in text(rafael.get("/hoy/"))
    assert "Día de lluvia." in text(octavio.get(address("report_post", *here)))

    wrong = octavio.post(address("correct_post", *here), {"category": "SOCIAL", "said": "6", "why": ""})
    assert wrong.status_code == 422
    assert 'value="6"' in wrong.content.decode()
    octavio.post(address("correct_post", *here), {"category": "SOCIAL", "said": "6", "why": "by_telephone"})
    levels = text(octavio.get(address("report_post", *here)))
    assert re.search(r"Asistencia social y humanitaria .*?teléfono.*? 4 4 6 4", levels)
    assert "Oficina estatal" in text(rafael.get(address("report_day", day)))

    octavio.post(address("sign_state", STATE, day), {})
    row = StateReport.objects.get()
    assert [post["group"] for post in row.statements[0]["posts"] if not post["statement"]] == [OTHER]
    assert reports.signed_by_state(row, reports.in_total("mx"))["SOCIAL"] == 6
    rafael.post(address("sign_report", day), {})
    assert "Cambió después de firmar" in text(octavio.get(address("reports_state_day", STATE, day)))


def test_a_state_signed_twice_by_the_same_form_is_signed_once_unless_something_else_is_said(cast, met, at, day):
    met(4, at=at(12))
    octavio, form = cast.client("octavio"), fresh_token()
    for remark in ("Completo.", "Completo.", "Falta un puesto."):
        octavio.post(address("sign_state", STATE, day), {"form": form, "remark": remark})
    assert len(StateReport.objects.get().statements) == 2


def test_a_state_office_sees_its_own_state_and_no_case(cast, met, named, at, day):
    octavio = cast.client("octavio")
    assert octavio.get(address("reports_state_day", "MX-CHP", day)).status_code == 404
    assert octavio.get(address("report_post", STATE, day, "tapachula")).status_code == 404
    assert octavio.get(address("reports_country_day", day)).status_code == 404
    for name, fields in (("ask_post", {"text": "x"}), ("correct_post", {"category": "SOCIAL", "said": "1", "why": "other"})):
        assert octavio.post(address(name, "MX-CHP", day, "tapachula"), fields).status_code == 404
        assert cast.client("rafael").post(address(name, STATE, day, HOME), fields).status_code == 403
    assert octavio.post(address("sign_country", day)).status_code == 404
    for address_ in ("/partes/estado/", address("report_post", STATE, day, HOME)):
        page = octavio.get(address_).content.decode()
        assert "Xóchitl" not in page
        assert "Tegucigalpa" not in page
    read = {row.record_class for row in ReadRow.objects.filter(account=str(cast.account("octavio").pk))}
    assert "K8" in read
    assert not read & {f"K{n}" for n in range(1, 8)}


# The country --------------------------------------------------------------------------------------------------------


def test_headquarters_asks_corrects_and_signs_the_country(cast, met, at, closed_everywhere):
    day = closed_everywhere
    met(4, at=at(12, day))
    for who, name, args in (("rafael", "sign_report", (day,)), ("octavio", "sign_state", (STATE, day))):
        cast.client(who).post(address(name, *args), {})
    julia, octavio = cast.client("julia"), cast.client("octavio")
    page = text(julia.get(address("reports_country_day", day)))
    assert "Coahuila" in page
    if timezone.now() > reports.late_at(day, reports.zone_of("mx", "tijuana")):
        assert "20 puestos no han enviado" in page
        assert "Grupo Beta Tijuana" in page
    there = (STATE, day)
    julia.post(address("ask_state", *there), {"about": "other", "group": HOME, "text": "¿Ya está completo?"})
    assert "¿Ya está completo?" in text(octavio.get(address("reports_state_day", *there)))
    question = StateReport.objects.get().questions[0]["id"]
    octavio.post(address("answer_state", *there), {"question": question, "reply": "stands", "text": "Sí."})
    julia.post(address("correct_state", *there), {"category": "SOCIAL", "said": "9", "why": "twice"})
    julia.post(address("sign_country", day), {})
    row = NationalReport.objects.get()
    assert reports.signed_by_country(row, reports.in_total("mx"))["SOCIAL"] == 9
    seen = text(octavio.get(address("reports_state_day", *there)))
    assert re.search(r"Asistencia social y humanitaria .*?dos veces.*? 4 4 4 9 4", seen), "post, state, signed, central, logbook"
    for who in ("octavio", "rafael"):
        assert cast.client(who).post(address("correct_state", *there), {}).status_code in (403, 404)
    assert julia.post(address("sign_state", *there), {}).status_code == 404
    seen_post = text(julia.get(address("report_post", STATE, day, HOME)))
    assert "Qué dice cada nivel" in seen_post
    assert "Preguntar al puesto" not in seen_post


# Months, operations, services ---------------------------------------------------------------------------------------


def test_the_month_adds_up_and_leaves_only_as_internal(cast, met, at, day):
    met(4, at=at(12))
    cast.client("rafael").post(address("sign_report", day), {"n:SOCIAL": "7", "w:SOCIAL": "on_paper"})
    month = f"month={day:%Y-%m}"
    assert "dicho: 7" in text(cast.client("rafael").get(f"/partes/mes/?{month}"))
    assert "dicho: 7" in text(cast.client("octavio").get(f"/partes/mes/?{month}&c=SOCIAL"))
    assert "Coahuila" in text(cast.client("julia").get(f"/partes/mes/?{month}"))
    assert "Piedras Negras" in text(cast.client("julia").get(f"/partes/mes/?{month}&state={STATE}"))
    answer = cast.client("octavio").get(f"/partes/mes/mes.csv?{month}")
    assert "interno-no-publicar" in answer["Content-Disposition"]
    assert f"{day},post,{STATE},{HOME},SOCIAL,7,7,,4" in answer.content.decode()
    assert cast.client("julia").get(f"/partes/mes/mes.xlsx?{month}").content[:2] == b"PK"
    for who in ("rafael", "ines", "nadia"):
        assert cast.client(who).get(f"/partes/mes/mes.csv?{month}").status_code == 404


def test_an_operation_holds_what_happened_in_its_days_but_for_what_was_left_out(cast, met, at, day, by):
    from vereda.desk.labels import folio
    from vereda.groups import door as groups
    from vereda.supplies import door as supplies

    kept, out = met(4, at=at(12)), met(9, at=at(13))
    met(7, at=at(12, day - timedelta(days=5)))
    groups.depart(route="Ruta 3", by=by("ines"), at=at(8))
    supplies.give([supplies.Line(item="water_1l", quantity=24)], by=by("ines"), at=at(14))
    client = cast.client("rafael")
    values = {"name": "Invierno", "from": (day - timedelta(days=1)).isoformat(), "until": (day + timedelta(days=9)).isoformat()}
    wrong = client.post("/operativos/nuevo/", {**values, "name": ""})
    assert wrong.status_code == 422
    assert "Diga el nombre del operativo" in text(wrong)
    backwards = client.post("/operativos/nuevo/", {**values, "until": "2020-01-01"})
    assert "antes de empezar" in text(backwards)
    page = client.get("/operativos/nuevo/").content.decode()
    token = re.search(r'name="form" value="(\w+)"', page)[1]
    for _ in range(2):
        client.post("/operativos/nuevo/", {**values, "form": token})
    row = Operation.objects.get()
    here = address("operation", row.tag)
    assert re.search(r"Piedras Negras 13 2 13 1 0", text(client.get(here)))
    assert re.search(r"Entregado de las existencias Agua, botella de 1 L 24", text(client.get(here)))
    assert "No hay un registro" in text(client.post(address("leave_out", row.tag), {"folio": "ZZZZZZ"}, follow=True))
    client.post(address("leave_out", row.tag), {"folio": folio(out).lower()})
    assert re.search(r"Piedras Negras 4 1 4 1 0", text(client.get(here)))
    client.post(address("leave_out", row.tag), {"back": str(out)})
    assert re.search(r"Piedras Negras 13 2 13 1 0", text(client.get(here)))
    assert cast.client("nadia").get(here).status_code == 404
    assert cast.client("ines").post(address("end_operation", row.tag), {}).status_code == 403
    unread = client.post(address("end_operation", row.tag), {"until": "9999-12-31"}, follow=True)
    assert "Revise el año" in text(unread)
    assert not Operation.objects.get().is_ended, "a day that was not understood is not today"
    client.post(address("end_operation", row.tag), {"until": day.isoformat()})
    assert "Terminado" in text(client.get(here))
    assert kept


def test_an_office_opens_an_operation_in_several_groups_at_once(cast, day):
    octavio = cast.client("octavio")
    values = {"name": "Pascua 26", "from": day.isoformat(), "until": day.isoformat()}
    assert "al menos un grupo" in text(octavio.post("/operativos/nuevo/varios/", values))
    octavio.post("/operativos/nuevo/varios/", {**values, "group": [HOME, OTHER, "tapachula"]})
    assert {row.group for row in Operation.objects.all()} == {HOME, OTHER}, "of the own state alone"
    assert len({row.tag for row in Operation.objects.all()}) == 1
    assert "Pascua 26" in text(cast.client("rafael").get("/operativos/"))
    assert "Pascua 26" not in text(cast.client("nadia").get("/operativos/"))
    tag = Operation.objects.first().tag
    octavio.post(address("end_operation_above", tag), {"until": day.isoformat()})
    assert all(row.is_ended for row in Operation.objects.all())


def test_a_service_that_is_switched_off_leaves_the_forms_at_once_and_nothing_that_was_counted(cast, met, at, day):
    from vereda.client import reference

    met(4, at=at(12))
    client = cast.client("rafael")
    assert 'name="s:WATER"' in cast.client("ines").get("/encuentros/nuevo/").content.decode()
    before = reference.reference_of("mx", HOME)
    today = local_day("mx", HOME)
    client.post("/servicios/cambiar/", {"code": "service:WATER", "is_given": "0", "from": today.isoformat()})
    assert 'name="s:WATER"' not in cast.client("ines").get("/encuentros/nuevo/").content.decode()
    after = reference.reference_of("mx", HOME)
    assert before.hash != after.hash
    assert '"code":"WATER"' in before.text
    assert '"code":"WATER"' not in after.text
    page = text(client.get("/servicios/"))
    assert "lo apagó el grupo o la oficina" in page
    assert re.search(r"Asistencia social y humanitaria 4", text(client.get("/partes/")))
    unread = client.post("/servicios/cambiar/", {"code": "service:FOOD", "is_given": "0", "from": "mañana"}, follow=True)
    assert "La fecha no se entiende" in text(unread)
    assert 'name="s:FOOD"' in cast.client("ines").get("/encuentros/nuevo/").content.decode(), "it is not switched off today"
    past = client.post("/servicios/cambiar/", {"code": "service:FOOD", "is_given": "0", "from": "2020-01-01"}, follow=True)
    assert "Elija hoy o un día por venir" in text(past)
    assert "no está en el catálogo" in text(client.post("/servicios/cambiar/", {"code": "service:PIZZA"}, follow=True))
    assert cast.client("ines").post("/servicios/cambiar/", {"code": "service:FOOD"}).status_code == 403
    assert cast.client("nadia").get(f"/servicios/?group={HOME}").status_code == 404
    above = cast.client("octavio")
    assert above.post("/servicios/cambiar/oficina/", {"code": "service:FOOD", "group": "tapachula"}).status_code == 404
    above.post(
        "/servicios/cambiar/oficina/", {"code": "service:WATER", "is_given": "1", "group": HOME, "from": today.isoformat()}
    )
    assert 'name="s:WATER"' in cast.client("ines").get("/encuentros/nuevo/").content.decode()
    client.post("/servicios/cambiar/", {"code": "category:SOCIAL", "is_given": "0", "from": today.isoformat()})
    assert 'name="s:WATER"' not in cast.client("ines").get("/encuentros/nuevo/").content.decode()
