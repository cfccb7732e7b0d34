"""Training through the pages: a session from plan to certificate, a course at the own pace, past lists, who sees what."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from uuid import UUID

import pypdfium2
import pytest
import xlsxwriter
import zxingcpp
from click.testing import CliRunner
from django.utils import timezone
from PIL import Image

from vereda.access.door import author_of
from vereda.access.models import ReadRow
from vereda.access.tests.cast import day_at, text
from vereda.cli.training import command
from vereda.desk.rooms import workshop_marks
from vereda.desk.rooms.readiness import milestones
from vereda.logbook.door import forget_kept
from vereda.settings.environment import env
from vereda.training import door as training
from vereda.training import lookups, printing
from vereda.training.schema import Moment, Theme, Verdict, courses, verify
from vereda.workshops.door import marks
from vereda.workshops.schema import Toward

pytestmark = pytest.mark.django_db
PAGE = "/capacitacion/"
HOME = "piedras-negras"


@pytest.fixture(autouse=True)
def _home(home):
    return home


def plan(client, **changed) -> str:
    """Plan a session of today and return its page."""
    today = day_at().isoformat()
    told = {"course": "trafficking", "begins_on": today, "ends_on": today, "mode": "on_site", "group": HOME} | changed
    answer = client.post(f"{PAGE}nueva/", told)
    assert answer.status_code == 302, text(answer)
    return answer.url


def test_a_session_from_plan_to_a_certificate_that_verifies_offline(cast, tmp_path, monkeypatch):
    sergio, rafael, ines = (cast.client(name) for name in ("sergio", "rafael", "ines"))
    account = str(cast.account("ines").pk)
    here = plan(sergio, provider="Red de capacitación", funder="Donante", phase="II")
    page = text(rafael.get(here))
    for said in ("Reconocer la trata de personas", "espera la revisión", "Red de capacitación", "Código de hoy"):
        assert said in page, said
    assert rafael.post(f"{here}lista/", {"who": [account]}).status_code == 302
    guest = {"name": "Dolores Fuentes Ixil", "institution": "Ministerio de ejemplo", "country": "gt", "sex": "F"}
    assert "Persona anotada" in text(rafael.post(f"{here}invitada/", guest, follow=True))
    for moment, right in (("before", "4"), ("after", "9")):
        rafael.post(f"{here}persona/{account}/examen/", {"moment": moment, "right": right, "asked": "10"})
    page = text(rafael.get(here))
    assert "examen: 40 antes, 90 después" in page
    assert "Dolores Fuentes Ixil otra institución" in page
    assert "De 1 persona que hizo los dos exámenes" in page
    refused = rafael.post(f"{here}persona/{account}/examen/", {"moment": "after", "right": "11", "asked": "10"}, follow=True)
    assert "más respuestas correctas que preguntas" in text(refused)
    assert "Cierre primero la lista" in text(certified(sergio, here, account))
    assert rafael.post(f"{here}opinion/", {"useful:5": "8", "useful:4": "2"}).status_code == 302
    assert "4.8 de 5, 10 hojas" in text(rafael.get(here))
    assert "desde el" in text(rafael.post(f"{here}persona/{account}/despues/", {"applied": "yes"}, follow=True)), (
        "not before 90 days"
    )
    rafael.post(f"{here}cerrar/")
    assert rafael.post(f"{here}persona/{account}/constancia/", {"name": "x"}).status_code in (403, 404), "its key is who trains'"
    assert "Constancia dada" in text(certified(sergio, here, account))
    assert "ya tiene constancia" in text(certified(sergio, here, account))
    reached = {one.code: one for one in milestones("mx", day_at())}["certified"]
    assert (reached.on, reached.count, reached.needs) == (None, 1, 5)

    row = training.certificates("mx", who=account)[0]
    assert row.folio == f"MX-{day_at().year}-0001"
    assert ines.get(f"{PAGE}mias/{row.subject}.pdf").content.startswith(b"%PDF")
    assert rafael.get(f"{PAGE}mias/{row.subject}.pdf").status_code in (403, 404)
    badge = json.loads(sergio.get(f"{PAGE}constancias/{row.subject}.json").content)
    assert badge["credentialSubject"]["achievement"]["name"] == "Reconocer la trata de personas"
    picture(row, tmp_path)
    assert "DEMOSTRACIÓN" not in printed(row)
    with monkeypatch.context() as patched:
        patched.setattr("vereda.training.printing.env", lambda: replace(env(), demo=True))
        assert "DEMOSTRACIÓN" in printed(row), "nobody shows one of a demonstration as true"
    (tmp_path / "llaves.json").write_bytes(b"".join(cast.client("ines").get("/constancia/llaves.json")))
    verified_offline(tmp_path)

    told = training.text_of(row, "es")
    public = cast.client("ines")
    assert "Inés Carrillo" in text(public.post("/constancia/", {"text": told}, headers={"Sec-Fetch-Site": "same-origin"}))
    half = public.post("/constancia/", {"text": "vereda"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert "Lea el código otra vez" in text(half)
    assert ">vereda</textarea>" in half.content.decode()
    assert "Diga por qué se anula" in text(sergio.post(f"{PAGE}constancias/{row.subject}/anular/", {"why": ""}, follow=True))
    sergio.post(f"{PAGE}constancias/{row.subject}/anular/", {"why": "mistake"})
    said = text(public.post("/constancia/", {"text": told}, headers={"Sec-Fetch-Site": "same-origin"}))
    assert "Se anuló: ya no vale" in said
    assert verify(told, training.published_keys("mx", day_at()), day_at()).verdict is Verdict.REVOKED
    assert training.counts("mx", day_at().year, day_at(), Theme.TRAFFICKING)["*"].people == 2


def certified(client, here: str, who: str):
    until = (day_at() + timedelta(days=300)).isoformat()
    return client.post(f"{here}persona/{who}/constancia/", {"name": "Inés Carrillo", "until_on": until}, follow=True)


def picture(row, folder) -> None:
    """Write a certificate as picture, and prove that its code holds the text behind the address of the page."""
    drawn = printing.picture(row, "es", "https://ejemplo.invalid/constancia/")
    with Image.open(BytesIO(drawn)) as seen:
        found = zxingcpp.read_barcodes(seen.convert("L"))
    assert found[0].text.startswith("https://ejemplo.invalid/constancia/#")
    (folder / "constancia.png").write_bytes(drawn)


def printed(row) -> str:
    """Return the words of a certificate as it is printed."""
    pdf = pypdfium2.PdfDocument(printing.pdf(row, "es", "https://ejemplo.invalid/constancia/"))
    return "".join(page.get_textpage().get_text_range() for page in pdf)


def verified_offline(folder) -> None:
    """Run the command on the picture of a certificate: valid today, expired in two years, unreadable where there is no code."""

    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(command, ["verify", *arguments, "--keys", str(folder / "llaves.json")])
        return done.exit_code, done.output

    code, said = run(str(folder / "constancia.png"))
    assert (code, "Inés Carrillo" in said) == (0, True), said
    assert run(str(folder / "constancia.png"), "--on", (day_at() + timedelta(days=301)).isoformat())[0] == 1
    assert run(str(folder / "llaves.json"))[0] == 2
    (folder / "constancia.pdf").write_bytes(b"%PDF-1.7 \xff")
    code, said = run(str(folder / "constancia.pdf"))
    assert (code, "Un PDF no se lee aquí" in said) == (2, True)
    assert run("eyJhbGciOiJub25lIn0.e30.")[0] == 2


def test_what_is_refused_comes_back_as_it_was_typed_and_nothing_is_written(cast):
    rafael, account = cast.client("rafael"), str(cast.account("ines").pk)
    here = plan(rafael)
    nameless = rafael.post(f"{here}invitada/", {"name": "", "institution": "Ministerio de ejemplo", "country": "gt"})
    assert nameless.status_code == 422
    page = nameless.content.decode()
    assert all(said in page for said in ("Ministerio de ejemplo", 'value="gt" selected', "como debe salir en la constancia"))
    too_many = rafael.post(f"{here}opinion/", {"useful:5": "999", "clear:4": "7"})
    assert too_many.status_code == 422
    assert 'name="clear:4" value="7"' in too_many.content.decode(), "no sheet is counted as none because another one was wrong"
    assert "cuántas hojas" in text(rafael.post(f"{here}opinion/", {}))
    assert "Elija una respuesta" in text(rafael.post(f"{here}cambio/", {"changed": "", "text": "Algo"}))
    assert "Marque a quien estuvo" in text(rafael.post(f"{here}lista/", {}))
    rafael.post(f"{here}lista/", {"who": [account]})
    again = rafael.post(f"{here}persona/{account}/examen/", {"moment": "after", "right": "x", "asked": "12"})
    assert all(said in again.content.decode() for said in ('value="x"', 'value="12"', "no es un número entero"))
    kept = training.session(UUID(here.rstrip("/").rpartition("/")[2]), "mx")
    assert ([one.who for one in kept.there], kept.reaction, kept.result, kept.there[0].after) == ([account], {}, None, None)


def test_a_course_at_the_own_pace_is_answered_once_before_and_after(cast):
    ines, here = cast.client("ines"), f"{PAGE}cursos/rights/"
    assert "espera la revisión" in text(ines.get(here)).lower()
    assert ines.post(here).url == f"{here}examen/before/"
    page = ines.get(f"{here}examen/before/")
    assert "no se pregunta por ellos" not in text(page), "right answers are told after the second test alone"
    wrong = {f"q:{one.code}": "a" for one in courses()["rights"].of.questions}
    right = {f"q:{one.code}": one.answer for one in courses()["rights"].of.questions}
    assert "antes" not in ines.post(f"{here}examen/after/", right, follow=True).request["PATH_INFO"]
    assert ines.post(f"{here}examen/before/", wrong).url == here
    assert "Cuenta la primera vez" in text(ines.post(f"{here}examen/before/", right, follow=True))
    assert ines.post(here).url == f"{here}examen/after/"
    page = text(ines.post(f"{here}examen/after/", right))
    assert "10 de 10 correctas" in page
    assert "no se pregunta por ellos" in page
    kept = training.own_session(str(cast.account("ines").pk), "rights", "mx")
    assert [(one.before, one.after) for one in kept.one.there] == [((3, 10), (10, 10))]
    sergio, account = cast.client("sergio"), str(cast.account("ines").pk)
    assert "esperan constancia Inés Carrillo" in text(sergio.get(PAGE))
    assert sergio.post(f"{PAGE}{kept.subject}/cerrar/").status_code in (403, 404), "what somebody takes alone nobody else keeps"
    assert "Constancia dada" in text(certified(sergio, f"{PAGE}{kept.subject}/", account))
    assert "esperan constancia" not in text(sergio.get(PAGE))
    row = training.certificates("mx", of=kept.subject)[0]
    sergio.post(f"{PAGE}constancias/{row.subject}/anular/", {"why": "data_wrong"})
    assert "esperan constancia Inés Carrillo" in text(sergio.get(PAGE)), "another one was promised"
    assert ines.post(here).url == f"{here}examen/{Moment.BEFORE}/", "whoever was through it begins anew"


def test_the_picture_in_the_room_puts_nobody_on_the_list_but_who_opened_it_today(cast):
    here = plan(cast.client("sergio"))
    subject = here.rstrip("/").rpartition("/")[2]
    nadia, code = cast.client("nadia"), training.code_of_day(subject, day_at())
    old = training.code_of_day(subject, day_at() - timedelta(days=1))
    assert "no es de hoy" in text(nadia.post(f"{here}llegue/", {"c": old}, follow=True))
    assert "Quedó anotado" in text(nadia.post(f"{here}llegue/", {"c": code.lower()}, follow=True))
    there = training.session(subject, "mx").there
    assert [(one.who, one.how.value, one.group) for one in there] == [(str(cast.account("nadia").pk), "code", "tapachula")]


def workbook(*rows: list[object]) -> BytesIO:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, place, value, book.add_format({"num_format": "yyyy-mm-dd"}))
                else:
                    sheet.write(number, place, value)
    file.seek(0)
    file.name = "lista.xlsx"
    return file


def test_a_past_list_is_looked_at_first_and_twice_is_once(cast):
    sergio, rafael = cast.client("sergio"), cast.client("rafael")
    head = ["Fecha", "Nombre", "Tema", "Institución", "Grupo"]
    rows = [
        [date(2019, 3, 12), "inés carrillo", "TRAFF-01", "", "Piedras Negras"],
        [date(2019, 3, 12), "Dolores Fuentes Ixil", "TRAFF-01", "Ministerio de ejemplo", ""],
        [date(2019, 4, 1), "Inés  Carrillo", "TRAFF-01", "", "Piedras Negras"],
    ]
    for times in range(2):
        sergio.post(f"{PAGE}lista/", {"file": workbook(["Lista"], head, *rows)})
        seen = text(sergio.get(f"{PAGE}lista/revisar/"))
        assert ("Nuevos 3" if not times else "Nuevos 0 Ya estaban 3") in seen, seen
        sergio.post(f"{PAGE}lista/revisar/", {"import": "0" if times else "1"})
    count = training.counts("mx", 2019, day_at())
    assert (count["*"].people, count["*"].attendances, count[HOME].people) == (2, 3, 1)
    sergio.post(f"{PAGE}lista/", {"file": workbook(head, [date(2019, 3, 12), "Ana", "COCINA", "", "Marte"])})
    assert "Ese grupo no existe" in text(sergio.get(f"{PAGE}lista/revisar/"))
    several = [[date(2019, 5, 2), name, "TRAFF-01", "", ""] for name in ("Inés Carrillo", "Nadia Solís", "Ines Carillo")]
    sergio.post(f"{PAGE}lista/", {"file": workbook(head, *several)})
    assert "nadie nuestro se llama así" in (seen := text(sergio.get(f"{PAGE}lista/revisar/")))
    assert "4: Ines Carillo" in seen
    sergio.post(f"{PAGE}lista/revisar/", {"import": "1"})
    held = {kept.one.plan.begins_on.month: kept.one.plan.group for kept in training.sessions("mx", year=2019)}
    assert held == {3: HOME, 4: HOME, 5: ""}, "a session of several groups is of none of them"
    rafael.post(f"{PAGE}lista/", {"file": workbook(head, [date(2019, 3, 12), "Nadia Solís", "TRAFF-01", "", "Tapachula"])})
    assert "Es de otro grupo" in text(rafael.get(f"{PAGE}lista/revisar/"))
    year = text(sergio.get(f"{PAGE}anio/?anio=2019"))
    assert "Todo el país, cada persona una vez 4 6" in year


def test_another_group_sees_nothing_and_looking_is_written_down(cast):
    sergio, nadia, ines = (cast.client(name) for name in ("sergio", "nadia", "ines"))
    here, account = plan(sergio), str(cast.account("ines").pk)
    sergio.post(f"{here}lista/", {"who": [account]})
    for path in (here, f"{here}persona/{account}/", PAGE, f"{PAGE}quien-puede/", f"{PAGE}anio/"):
        assert nadia.get(path).status_code in (403, 404), path
        assert ines.get(path).status_code in (403, 404), path
    assert nadia.post(f"{here}lista/", {"who": [account]}).status_code in (403, 404)
    other = plan(sergio, group="tapachula")
    assert cast.client("rafael").get(other).status_code in (403, 404)
    rafael = cast.client("rafael")
    before = ReadRow.objects.count()
    able = rafael.get(f"{PAGE}quien-puede/")
    assert "falta" in text(able)
    assert ReadRow.objects.count() == before + 1
    assert f"{PAGE}nueva/?topic=TRAFF-03&amp;grupo={HOME}" in able.content.decode()
    for topic, ready in (("TRAFF-03", '<option value="interview" selected>'), ("RESCUE-02", 'value="RESCUE-02" checked')):
        assert ready in rafael.get(f"{PAGE}nueva/", {"topic": topic, "grupo": HOME}).content.decode()


def test_a_session_that_is_moved_says_so_to_whom_it_is_for(cast):
    sergio, rafael, ines, nadia = (cast.client(name) for name in ("sergio", "rafael", "ines", "nadia"))
    day, later = (day_at() + timedelta(days=n) for n in (5, 8))
    here = plan(sergio, begins_on=day.isoformat(), ends_on=day.isoformat(), place="Aula", trainer=str(cast.account("sergio").pk))
    subject, account = here.rstrip("/").rpartition("/")[2], str(cast.account("nadia").pk)
    assert "Sesiones que vienen" in text(ines.get(f"{PAGE}cursos/")), "for the group, whoever was not asked in person too"
    assert "Sesiones que vienen" not in text(nadia.get(f"{PAGE}cursos/"))
    assert rafael.post(f"{here}inscribir/", {"who": [account]}).status_code in (403, 404), "a coordinator enrols the own people"
    sergio.post(f"{here}inscribir/", {"who": [account]})
    ines.post(f"{here}voy/", {"va": "0"})
    page = text(sergio.get(here))
    assert "Inés Carrillo Ríos no va" in page or "no va" in page
    assert nadia.post(f"{here}voy/", {"va": "1"}).status_code == 302

    form = text(rafael.get(f"{here}cambiar/"))
    assert "Cambiar la sesión" in form
    told = {"begins_on": day.isoformat(), "ends_on": day.isoformat(), "place": "Aula", "why": "weather"}
    told |= {"trainer": str(cast.account("sergio").pk)}
    assert "Todo queda como estaba" in text(rafael.post(f"{here}cambiar/", told))
    wrong = rafael.post(f"{here}cambiar/", told | {"begins_on": later.isoformat()})
    assert "El último día no puede ser antes" in text(wrong)
    moved = told | {"begins_on": later.isoformat(), "ends_on": later.isoformat(), "place": "Muelle"}
    assert "Sesión cambiada" in text(rafael.post(f"{here}cambiar/", moved, follow=True))
    for client in (ines, nadia, sergio):
        page = text(client.get(here if client is sergio else f"{PAGE}cursos/"))
        assert "Lugar: antes Aula, ahora Muelle" in page
        assert "Por el clima" in page
    kept = training.session(UUID(subject), "mx")
    assert (kept.plan.begins_on, kept.plan.place, kept.plan.trainer) == (later, "Muelle", str(cast.account("sergio").pk))
    sergio.post(f"{here}inscribir/", {"who": [account], "quitar": "1"})
    assert "Sesiones que vienen" not in text(nadia.get(f"{PAGE}cursos/"))
    rafael.post(f"{here}cancelar/")
    assert "Cancelada el" in text(ines.get(f"{PAGE}cursos/"))
    assert nadia.post(f"{here}voy/", {"va": "1"}).status_code in (403, 404)


def test_a_promise_about_a_course_is_kept_when_the_course_changed_and_a_translation_leaves_the_other():
    course = courses()["rights"]
    whole, spanish, english = (marks.mark_of(Toward.COURSE, "mx", ref) for ref in ("rights", "rights/es", "rights/en"))
    assert len({whole, spanish, english, ""}) == 4
    told = course.texts["en"].model_copy(update={"title": "Rights on the way"})
    other = course.model_copy(update={"texts": {**course.texts, "en": told}})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workshop_marks.training, "courses", lambda: {"rights": other})
        assert marks.mark_of(Toward.COURSE, "mx", "rights") != whole
        assert marks.mark_of(Toward.COURSE, "mx", "rights/en") != english
        assert marks.mark_of(Toward.COURSE, "mx", "rights/es") == spanish
    assert marks.mark_of(Toward.COURSE, "mx", "rights/fr") == marks.mark_of(Toward.COURSE, "mx", "no-such") == ""


def test_a_guest_is_forgotten_when_nothing_of_theirs_is_in_date_and_counts_stay(cast):
    sergio, today = cast.client("sergio"), day_at()
    here = plan(sergio)
    subject = UUID(here.rstrip("/").rpartition("/")[2])
    sergio.post(f"{here}invitada/", {"name": "Dolores Fuentes Ixil", "institution": "Ministerio de ejemplo"})
    guest = training.guests("mx")[0]
    sergio.post(f"{here}cerrar/")
    assert "Constancia dada" in text(certified(sergio, here, str(guest.id)))
    row = training.certificates("mx", of=subject)[0]
    assert not any(guest.id == one for one in lookups.kept_too_long(timezone.now() + timedelta(days=200))), "in date"
    forget_kept(now=timezone.now() + timedelta(days=1830))
    assert [one.name for one in training.guests("mx")] == [""]
    assert "Nombre borrado" in text(sergio.get(here))
    assert training.printed_name(row) == ""
    answer = sergio.get(f"{PAGE}constancias/{row.subject}.pdf", follow=True)
    assert "se borró" in text(answer)
    assert training.counts("mx", today.year, today)["*"].people == 1


def test_a_course_of_another_country_is_a_draft_that_somebody_reads_and_none_of_ours(cast):
    sergio, rafael = cast.client("sergio"), cast.client("rafael")
    assert "Todavía no llega ninguno" in text(sergio.get(f"{PAGE}de-otros-paises/"))
    item = next(one for one in training.given("gt") if one["of"]["code"] == "rights")
    item["texts"]["es"]["title"] = "Derechos en Guatemala"
    training.take(item, sender="gt", by=author_of(cast.reader("sergio")), at=timezone.now())
    (one,) = training.courses_abroad("mx")
    here = f"{PAGE}de-otros-paises/{one.subject}/es/"
    listed = text(sergio.get(f"{PAGE}de-otros-paises/"))
    assert "Derechos en Guatemala Guatemala" in listed
    assert "Borrador: nadie lo ha leído aquí" in listed
    page = sergio.get(here)
    assert "Borrador de Guatemala. Nadie responde por él aquí" in text(page)
    read = re.search(r'name="text_id" value="(\w+)"', page.content.decode())[1]
    told = {"text_id": read, "reviewer": "Lucía Arana", "office": "Derechos"}
    assert "Diga si sirve aquí." in text(sergio.post(here, told))
    wrong = sergio.post(here, {**told, "fits": "no"})
    assert (wrong.status_code, "Diga qué no sirve aquí." in text(wrong)) == (422, True)
    assert sergio.post(here, {**told, "fits": "no", "why": "Otra ley"}).status_code == 302
    assert "No sirve aquí · Lucía Arana (Derechos)" in text(sergio.get(f"{PAGE}de-otros-paises/"))
    for address in (f"{PAGE}de-otros-paises/", here):
        assert rafael.get(address).status_code in (403, 404)
    assert sergio.get(f"{here.removesuffix('es/')}en/").status_code in (403, 404)
    assert "Derechos en Guatemala" not in text(cast.client("ines").get(f"{PAGE}cursos/")), "it is not given as one of ours"
