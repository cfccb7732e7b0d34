"""Programas in the desk: who reads and writes, each form once, a phase closed and the next opened, the report as files."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from vereda.access.door import author_of
from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.demo.programme_day import programme_day
from vereda.logbook import door as logbook
from vereda.programme import door as programmes
from vereda.programme.schema import TargetSet

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def subject(cast: Cast) -> UUID:
    return programme_day("mx", NOW)


@pytest.fixture
def page(cast: Cast, subject: UUID) -> str:
    return f"/programas/{subject}/"


@pytest.fixture
def client(cast: Cast) -> Client:
    return cast.client("esteban")


def seen(subject: UUID) -> programmes.Programme:
    return programmes.programme(subject, "mx")


PAGES = ("", "fase/1/", "fase/2/", "indicador/INF-1/", "donativo/D1/", "informe/1/", "informe/2/", "anotar/cifra/")


def test_nadia_of_a_post_sees_no_programme_and_neither_does_a_state_office(cast: Cast, page: str):
    for name in ("nadia", "rafael", "octavio"):
        client = cast.client(name)
        assert {client.get(page + one).status_code for one in PAGES} <= {403, 404}, name
        assert client.get("/programas/").status_code in (403, 404)
        assert "/programas/" not in client.get("/orientacion/").content.decode()


@pytest.mark.parametrize(("name", "purpose"), [("julia", "statistics"), ("bruno", "quality_audit")])
def test_who_counts_or_audits_the_country_reads_and_writes_nothing(cast: Cast, page: str, name: str, purpose: str):
    client = cast.client(name)
    for one in PAGES[:-1]:
        answer = client.get(f"{page}{one}?purpose={purpose}")
        assert answer.status_code == 200, one
        assert "/anotar/" not in answer.content.decode(), one
    assert "Lo reportado" not in text(client.get(f"{page}indicador/VIO-1/?purpose={purpose}")), "nine survivors, exactly"
    assert client.get(f"{page}anotar/cifra/").status_code == 403
    assert client.get(f"{page}informe/1/informe.pdf").status_code in (403, 404)


def test_an_officer_reads_no_case_and_no_exact_count(client: Client):
    for one in ("/hoy/", "/encuentros/", "/boletin/", "/personas-distintas/", "/casos/", "/proteccion/", "/cuentas/"):
        assert client.get(one).status_code in (403, 404), one
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/programas/"


def test_each_look_is_one_row_of_the_read_log(client: Client, page: str):
    for one in PAGES[:-1]:
        before = ReadRow.objects.filter(record_class="K8").count()
        assert client.get(page + one).status_code == 200
        assert ReadRow.objects.filter(record_class="K8").count() == before + 1, one


def test_a_page_says_not_measured_and_shows_the_line_through_both_phases(client: Client, page: str):
    said = text(client.get(f"{page}indicador/INF-1/"))
    assert "enero a marzo de 2026 1 1,590 falta Honduras" in said
    assert "julio a septiembre de 2026 2 2,060 Desde aquí se dice: «Orientaciones sobre derechos, peligros y servicios" in said
    assert "no medido" in text(client.get(f"{page}fase/2/"))


def test_a_value_is_reported_with_its_evidence_and_the_form_comes_back_whole_where_it_is_missing(
    client: Client, page: str, subject: UUID
):
    form = {
        "form": client.get(f"{page}anotar/cifra/?indicator=CAP-1").content.decode().split('name="form" value="')[1][:32],
        "indicator": "CAP-1", "from_on": "2026-10-01", "until_on": "2026-10-31", "value": "1,012", "women": "600", "men": "400",
        "source": "Lista de asistencia", "document_on": "2026-11-02",
    }  # fmt: skip
    answer = client.post(f"{page}anotar/cifra/", form)
    assert answer.status_code == 422
    assert "Falta este dato." in text(answer)
    assert 'value="1,012"' in answer.content.decode()
    for _twice in range(2):
        assert client.post(f"{page}anotar/cifra/", {**form, "document": "L-12"}).status_code == 302
    told = [one for one in seen(subject).values.values() if one.document == "L-12"]
    assert [f"{one.value} {[str(part.value) for part in one.parts]}" for one in told] == ["1012 ['600', '400']"]


WRONG = (
    ({"until_on": "2027-01-31"}, "aún no llega"),
    ({"from_on": "2026-06-01"}, "caber en una sola fase"),
    ({"from_on": "2026-05-01", "until_on": "2026-05-31"}, "está cerrada"),
    ({"indicator": "CAP-2"}, "sus dos números"),
    ({"value": "doce"}, "no es una cifra"),
    ({"women": "9", "men": "9"}, "suman más"),
)


def test_what_cannot_be_reported_is_said_beside_its_field(client: Client, page: str):
    form = {
        "indicator": "CAP-1", "from_on": "2026-10-01", "until_on": "2026-10-31", "value": "12", "source": "Lista",
        "document": "L-1", "document_on": "2026-11-02",
    }  # fmt: skip
    for changed, said in WRONG:
        answer = client.post(f"{page}anotar/cifra/", form | changed)
        assert answer.status_code == 422
        assert said in text(answer)


FORMS: dict[str, dict[str, str]] = {
    "socio": {"country": "sv", "organisation": "Aliada C", "from_on": "2026-07-01"},
    "resultado": {"result": "P4", "level": "output", "parent": "E2", "text_es": "Uno", "text_en": "One"},
    "indicador": {
        "indicator": "NUE-1", "result": "P3", "text_es": "Cursos", "text_en": "Courses", "from_on": "2026-07-01",
        "unit": "contacts", "adding": "sum", "about": "helped", "counted": "category:ORIENT",
        "means_es": "Actas", "means_en": "Minutes",
    },
    "meta": {"indicator": "INF-1", "phase": "2", "target": "17000"},
    "redaccion": {
        "indicator": "AGUA-1", "text_es": "Agua dada", "text_en": "Water handed out", "from_on": "2026-10-01", "why": "Claridad",
    },
    "donativo": {
        "grant": "D2", "donor": "Otro fondo", "award": "9", "amount": "1,000.50", "currency": "mxn", "from_on": "2026-07-01",
        "until_on": "2027-06-30", "line_es_1": "Agua", "line_en_1": "Water", "line_amount_1": "1000.50",
    },
    "gasto": {
        "grant": "D1", "line": "C", "what": "course", "activity": "C1", "amount": "12.30", "currency": "MXN", "on": "2026-11-20",
        "document": "F-77", "rate_for_one": "0.0541", "rate_on": "2026-11-20", "rate_source": "Banco",
    },
    "actividad": {
        "activity": "T9", "what": "workshop", "title_es": "Taller", "title_en": "Workshop", "organisation": "Oficina",
        "country": "sv", "from_on": "2026-11-01", "until_on": "2026-11-02", "for_whom": "officials", "status": "done",
    },
    "relato": {
        "phase": "2", "section": "learned", "from_on": "2026-07-01", "until_on": "2026-09-30", "text_es": "Sí", "text_en": "Yes",
        "figure": "INF-1", "document": "D-9",
    },
}  # fmt: skip


def test_each_thing_is_asked_for_and_noted(client: Client, page: str, subject: UUID):
    for what, form in FORMS.items():
        before = seen(subject)
        assert client.get(f"{page}anotar/{what}/").status_code == 200
        assert client.post(f"{page}anotar/{what}/", {}).status_code == 422
        answer = client.post(f"{page}anotar/{what}/", form)
        assert answer.status_code == 302, text(answer)
        assert seen(subject) != before
        assert client.get(answer["Location"]).status_code == 200


WRONG_COST = (
    ({"currency": "XXQ"}, "no es una moneda de la lista ISO"),
    ({"rate_on": ""}, "va con su fecha y su fuente"),
    ({"currency": "USD"}, "quite el tipo de cambio"),
    ({"amount": "0"}, "No puede ser cero"),
)


def test_a_rate_is_given_whole_one_invoice_counts_once_and_a_claim_stands_on_what_is_there(client: Client, page: str):
    for changed, said in WRONG_COST:
        answer = client.post(f"{page}anotar/gasto/", FORMS["gasto"] | changed)
        assert answer.status_code == 422
        assert said in text(answer), changed
    assert client.post(f"{page}anotar/gasto/", FORMS["gasto"]).status_code == 302
    assert "= USD 0.67 · 0.0541 (20 de noviembre de 2026, Banco)" in text(client.get(f"{page}donativo/D1/"))
    assert "ya está anotado en esa línea" in text(client.post(f"{page}anotar/gasto/", FORMS["gasto"]))
    assert "Elija una opción de la lista" in text(client.post(f"{page}anotar/relato/", {**FORMS["relato"], "figure": "ZZZ"}))


def _to_look_at(client: Client, page: str) -> None:
    """What to look at before a report is sent is on one page."""
    said = text(client.get(f"{page}revisar/"))
    for part in (
        "Falta la cifra de un país 2 · VIO-1 · 2026-T3 · MX",
        "sin tipo de cambio, o fuera del presupuesto D1 · C · MXN",
        "espera a la segunda",
    ):
        assert part in said


def test_a_report_is_sent_by_another_person_as_it_was_sealed_and_shown_again_to_the_digit(
    cast: Cast, client: Client, page: str, subject: UUID
):
    _to_look_at(client, page)
    rows = {row.phase: row.subject for row in programmes.reports_of(subject, "mx")}
    sealed = f"{page}mandado/{rows['2']}/2/"
    mine = text(client.get(sealed))
    assert "Usted la propuso" in mine
    assert "Indicadores · AGUA-1 · De la fase 655 870" in mine
    content = programmes.sent_report(rows["2"], "mx").proposal["content"]
    act = f"{page}mandado/{rows['2']}/mandar/"
    assert client.post(act, {"content": content}).status_code in (403, 404), "not who proposed, nor any officer"
    adriana = cast.client("adriana")
    assert "Informes que esperan a otra persona" in text(adriana.get("/programas/?purpose=quality_audit"))
    assert "Mandar este informe" in text(adriana.get(f"{sealed}?purpose=quality_audit"))
    adriana.post(act, {"content": "0" * 64})
    assert len(programmes.sent_report(rows["2"], "mx").versions) == 1, "another document than the one that was read"
    assert adriana.post(act, {"content": content}).status_code == 302
    assert len(programmes.sent_report(rows["2"], "mx").versions) == 2
    assert client.get(f"{page}edicion/2026-10/1/people-sex-age/").status_code == 404, "no claim stands on it"
    client.post(f"{page}anotar/cifra/", {**LATE, "value": "999"})
    assert "AGUA-1 Entregas de agua contactos 3,505 7,000 655" in text(client.get(f"{page}mandado/{rows['2']}/1/"))
    book = client.get(f"{page}mandado/{rows['2']}/1/informe.xlsx?idioma=en")
    assert book["Content-Disposition"] == 'attachment; filename="report-ruta-2-2026-t3-v1-en.xlsx"'
    again = {"periodo": "2026-T3", "grant": "D1", "why_es": "Corrección", "why_en": ""}
    assert "Escriba por qué" in text(client.post(f"{page}informe/2/mandar/", again, follow=True))
    assert "Propuesto y sellado" in text(client.post(f"{page}informe/2/mandar/", again | {"why_en": "Correction"}, follow=True))
    assert "Corrección" in text(client.get(f"{page}fase/2/"))
    assert "Nada cambió" in text(client.post(f"{page}informe/1/mandar/", again | {"periodo": "todo", "why_en": "x"}, follow=True))


LATE = {
    "indicator": "AGUA-1", "country": "mx", "from_on": "2026-07-01", "until_on": "2026-09-30", "source": "Informe",
    "document": "L-9", "document_on": "2026-10-02",
}  # fmt: skip
HEAD = "indicator,country,from_on,until_on,by,code,value,withheld,edition,document,document_on\n"
CELL = "INF-1,hn,2026-10-01,2026-10-31,{by},{value},HN 2026-10,D-7,2026-12-01\n"


def test_cells_of_a_country_come_in_whole_or_not_at_all_with_every_wrong_line_named(client: Client, page: str, subject: UUID):
    def sent(rows: str) -> str:
        file = SimpleUploadedFile("celdas.csv", (HEAD + rows).encode(), "text/csv")
        return text(client.post(f"{page}recibir/", {"file": file}))

    wrong = sent(CELL.format(by=",", value="413,") + CELL.format(by="sex,F", value="5,").replace("INF-1", "NADA"))
    assert "Línea 2 · 413 no es múltiplo de cinco" in wrong
    assert "Línea 3 · «NADA» no es un indicador" in wrong
    assert not any(one.document == "D-7" for one in seen(subject).aggregates.values())
    right = CELL.format(by=",", value="410,") + CELL.format(by="sex,F", value=",small")
    assert "Entró una celda." in sent(right)
    assert "Todo lo del archivo ya estaba" in sent(right)
    assert "No se puede leer el archivo" in text(
        client.post(f"{page}recibir/", {"file": SimpleUploadedFile("x.csv", b"\xff\xfe", "text/csv")})
    )
    assert "410 · Honduras" in text(client.get(f"{page}indicador/INF-1/"))


def test_a_cost_is_taken_back_with_a_reason(client: Client, page: str, subject: UUID):
    which = next(iter(seen(subject).spent))
    client.post(f"{page}retirar/", {"which": which, "why": "", "after": "donativo:D1"})
    assert which in seen(subject).spent, "no reason, nothing taken back"
    answer = client.post(f"{page}retirar/", {"which": which, "why": "De otro programa", "after": "donativo:D1"})
    assert answer["Location"] == f"{page}donativo/D1/"
    assert which not in seen(subject).spent
    assert client.post(f"{page}retirar/", {"which": "opened", "why": "x"}).status_code == 404


def test_a_phase_that_is_over_is_closed_and_the_next_takes_its_baselines(cast: Cast, client: Client, page: str, subject: UUID):
    client.post(f"{page}fase/2/cerrar/")
    assert seen(subject).phases[1].closed is None, "it is not over"
    new = {"phase": "3", "name_es": "Tercera", "name_en": "Third", "from_on": "2028-07-01", "until_on": "2029-06-30"}
    assert "sigue abierta" in text(client.post(f"{page}anotar/fase/", new))
    by = author_of(cast.reader("esteban", "statistics"))
    with time_machine.travel(datetime(2028, 9, 1, 18, 0, tzinfo=UTC), tick=False):
        at = datetime.now(UTC)
        nothing = programmes.counts_nothing
        programmes.close_phase(subject, phase="2", source=nothing, today=at.date(), by=by, at=at)
        name = seen(subject).phases[1].opened.name
        days = {"from_on": date(2028, 7, 1), "until_on": date(2029, 6, 30)}
        programmes.open_phase(subject, phase="3", name=name, **days, by=by, at=at)
    found = seen(subject)
    assert [one.code for one in found.phases] == ["1", "2", "3"]
    taken = {one.indicator: one.value for one in found.phases[2].opened.baselines}
    assert [str(taken[code]) for code in ("INF-1", "SAT-1", "REP-1")] == ["2060", "None", "3"]
    assert {one.indicator for one in found.measured_in("3")} == set(taken)


def test_files_are_those_of_the_page(client: Client, page: str):
    book = client.get(f"{page}informe/1/informe.xlsx?periodo=todo&idioma=en")
    assert book["Content-Disposition"] == 'attachment; filename="report-ruta-1-todo-en.xlsx"'
    assert book.content[:2] == b"PK"
    paper = client.get(f"{page}informe/2/informe.pdf")
    assert paper["Content-Disposition"] == 'attachment; filename="informe-ruta-2-2026-t3-es.pdf"'
    assert paper.content[:5] == b"%PDF-"
    who = client.get(f"{page}quien-hace-que.csv").content.decode()
    assert len(list(csv.reader(who.splitlines()))) == 2 + 4
    assert client.get(f"{page}informe/1/informe.exe").status_code == 404


def test_a_programme_is_opened_once_by_one_form_and_its_code_is_its_own(client: Client):
    form = {
        "code": "NUEVO", "name_es": "Uno", "name_en": "One", "office": "Oficina", "office_country": "pa", "from_on": "2026-11-01",
        "form": client.get("/programas/nuevo/").content.decode().split('name="form" value="')[1][:32],
    }  # fmt: skip
    first, again = client.post("/programas/nuevo/", form), client.post("/programas/nuevo/", form)
    assert first.status_code == 302
    assert first["Location"] == again["Location"]
    assert "ya está en uso" in text(client.post("/programas/nuevo/", {**form, "form": ""}))


def test_what_two_officers_wrote_apart_waits_on_the_page_and_one_version_is_chosen(
    cast: Cast, client: Client, page: str, subject: UUID
):
    by, heads = author_of(cast.reader("esteban", "statistics")), logbook.heads(subject)
    for target in (111, 222):
        told = TargetSet(phase="2", indicator="REP-1", target=target)  # type: ignore[arg-type]  # as JSON
        logbook.record(told, subject=subject, by=by, at=NOW, seen=heads)
    shown = client.get(page)
    assert "Meta 2 · REP-1" in text(shown)
    (dispute,) = logbook.disputes_of(subject)
    chosen = next(entry for entry, value in dispute.writes if value["target"] == "111")
    assert client.post(f"{page}diferencia/{dispute.id}/", {"chosen": chosen}).status_code == 302
    assert str(seen(subject).targets["2", "REP-1"].target) == "111"
    assert logbook.disputes_of(subject) == []
    assert client.post(f"{page}diferencia/{dispute.id}/", {"chosen": chosen}).status_code == 404
    assert "Anotado distinto" not in text(cast.client("julia").get(page))
