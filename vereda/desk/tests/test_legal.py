"""Legal cases at the desk: sent from a post, taken, terms with their count shown; to everybody else a case is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.desk.web.new_encounter import fresh_token
from vereda.legal.door import LegalCase, LegalTerm, cases, sealed

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("America/Mexico_City"))
ASKED = {
    "what": "refuge", "seeks_refuge": "yes", "child": "no", "trafficking": "no", "note": "La amenazó la mara del barrio",
}  # fmt: skip
SAID = ("mara del barrio", "Xóchitl", "Solicitud de la condición de refugiado")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def sent(cast: Cast, named: UUID) -> LegalCase:
    """Return a case that Inés sent for the woman of an encounter."""
    ines = cast.client("ines")
    page = ines.get(f"/casos/nuevo/?encuentro={named}")
    person = re.search(r'<option value="([0-9a-f-]{36})"[^>]*>Xóchitl', page.content.decode())
    assert person
    answer = ines.post("/casos/nuevo/", {**ASKED, "encounter": str(named), "person": person[1], "form": fresh_token()})
    assert answer.status_code == 200, text(answer)
    return LegalCase.objects.get()


@pytest.fixture
def taken(cast: Cast, sent: LegalCase) -> str:
    """Return the address of the case once Emilio has it."""
    answer = cast.client("emilio").post(f"/casos/{sent.subject}/tomar/")
    assert answer["Location"] == f"/casos/{sent.subject}/"
    return str(answer["Location"])


def test_a_post_sends_it_and_cannot_read_it_back(cast: Cast, sent: LegalCase):
    assert sealed.opening(sent)
    for name in ("ines", "rafael"):
        client = cast.client(name)
        assert client.get(f"/casos/{sent.subject}/").status_code in (403, 404)
        for address in ("/casos/", "/hoy/", "/leyes/", f"/encuentros/{sent.encounter}/"):
            page = text(client.get(address))
            assert sent.folio not in page
            assert SAID[0] not in page
            assert SAID[2] not in page


def test_an_adviser_sees_what_waits_without_a_name_takes_it_and_then_reads_it(cast: Cast, sent: LegalCase):
    emilio = cast.client("emilio")
    page = text(emilio.get("/casos/"))
    assert sent.folio in page
    assert SAID[2] in page
    assert "Xóchitl" not in page
    assert SAID[0] not in page
    assert emilio.get(f"/casos/{sent.subject}/").status_code == 404
    emilio.post(f"/casos/{sent.subject}/tomar/")
    page = text(emilio.get(f"/casos/{sent.subject}/"))
    for said in (*SAID, "Aún no aprobado por una abogada o abogado", "No avise al consulado"):
        assert said in page
    looked = set(ReadRow.objects.values_list("record_class", "subject"))
    assert {("K5", str(sent.subject)), ("K2", str(sent.person))} <= looked


def test_to_everybody_else_a_case_answers_as_one_that_never_was(cast: Cast, taken: str, sent: LegalCase):
    """A hidden record and an absent one answer alike, whatever is asked of it."""
    absent = f"/casos/{uuid4()}/"
    line = uuid4()
    looks = ["", "datos/", "plazo/", "escrito.pdf", f"prueba/{line}/archivo/"]
    acts = ["paso/", "plazo/", "datos/", "prueba/", "regreso/", "quien/", "salir/", "respuesta/", "cerrar/", "reabrir/", "tomar/"]
    acts += [f"paso/{line}/quitar/", f"plazo/{line}/seen/", f"plazo/{line}/ampliar/", f"prueba/{line}/entregar/"]
    acts += [f"regreso/{line}/second/"]
    for name in cast.accounts:
        if name == "emilio":
            continue
        client = cast.client(name)
        for what in looks:
            hidden, nothing = client.get(taken + what), client.get(absent + what)
            assert hidden.status_code == nothing.status_code, (name, what)
            assert hidden.status_code in (403, 404), (name, what)
            assert text(hidden).replace(taken, "") == text(nothing).replace(absent, ""), (name, what)
        for what in acts:
            hidden, nothing = client.post(taken + what), client.post(absent + what)
            assert hidden.status_code == nothing.status_code, (name, what)
            assert hidden.status_code in (403, 404), (name, what)
    row = cases.case(sent.subject, "mx")
    assert row
    assert (row.advisers, row.closed_at, row.steps) == ([str(cast.account("emilio").pk)], None, [])


def test_no_list_count_or_page_of_another_group_tells_of_a_case(cast: Cast, taken: str, sent: LegalCase):
    for name in ("nadia", "lucia", "marta", "julia", "octavio", "bruno", "alma", "graciela"):
        for address in ("/casos/", "/hoy/", "/leyes/", "/encuentros/", "/diferencias/"):
            page = text(cast.client(name).get(address))
            assert sent.folio not in page, (name, address)
            assert SAID[0] not in page


def test_a_term_is_counted_before_the_eyes_and_then_kept(cast: Cast, taken: str, sent: LegalCase):
    emilio = cast.client("emilio")
    asked = {"code": "MX-REF-APPLY", "started_at": "2026-11-19T18:00", "form": fresh_token()}
    seen = text(emilio.post(f"{taken}plazo/", asked))
    # thirty working days from Thursday 19 November: 25 December and 1 January are none
    for said in ("30 días hábiles", "Último día:", "4 ene 2027", "Navidad", "Excepciones", "gob.mx/comar", "Nadie ha firmado"):
        assert said.lower() in seen.lower(), said
    assert LegalTerm.objects.count() == 0
    assert emilio.post(f"{taken}plazo/", {**asked, "keep": "1"})["Location"] == taken
    emilio.post(f"{taken}plazo/", {**asked, "keep": "1"})
    assert LegalTerm.objects.count() == 1, "a form that is sent twice is one term"
    page = text(emilio.get(taken))
    assert "Hágalo a más tardar" in page
    assert "Cómo se contó" in page
    assert "4 Ene 2027".lower() in text(emilio.get("/casos/")).lower()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"started_at": "2026-11-21T09:00"}, "está en el futuro"),
        ({"started_at": ""}, "Escriba qué día"),
        ({"started_at": "ayer"}, "no se entienden"),
        ({"code": "X"}, "Elija el plazo"),
        ({"code": "MX-DENUNCIA-MP"}, "no tiene fuente leída"),
        ({"started_at": "2023-11-19T18:00"}, "tabla de días inhábiles"),
        ({"stood_from": "2026-11-19"}, "los dos días"),
        ({"stood_from": "2026-11-19", "stood_to": "2026-11-18"}, "termina antes de empezar"),
    ],
)
def test_a_term_that_cannot_be_counted_is_asked_again_and_nothing_typed_is_lost(cast: Cast, taken: str, changed, said):
    asked = {"code": "MX-REF-APPLY", "started_at": "2026-11-19T18:00", "form": fresh_token(), "keep": "1", **changed}
    answer = cast.client("emilio").post(f"{taken}plazo/", asked)
    assert answer.status_code == 422
    assert said in text(answer)
    if changed.get("started_at") not in ("", "ayer"):
        assert f'value="{asked["started_at"]}"' in answer.content.decode()
    assert LegalTerm.objects.count() == 0


def test_hours_are_those_of_the_post_that_asked_also_for_who_sits_in_another_zone(cast: Cast, taken: str):
    """In summer Piedras Negras is an hour before the capital, where Emilio advises: a limit of 36 hours ran an hour too long."""
    asked = {"code": "MX-DET-36H", "started_at": "2026-07-10T23:30", "keep": "1", "form": fresh_token()}
    emilio = cast.client("emilio")
    assert emilio.post(f"{taken}plazo/", asked)["Location"] == taken
    term, post = LegalTerm.objects.get(), ZoneInfo("America/Matamoros")
    assert term.due_at == datetime(2026, 7, 12, 11, 30, tzinfo=post)
    assert "11:30" in text(emilio.get(taken)), "and it is read as it was typed"
    assert sealed.term(term).last_on == date(2026, 7, 12)


def test_terms_are_answered_ended_and_extended(cast: Cast, taken: str, clock: time_machine.Traveller):
    emilio = cast.client("emilio")
    emilio.post(f"{taken}plazo/", {"code": "MX-REF-REVIEW", "started_at": "2026-11-19T18:00", "keep": "1", "form": fresh_token()})
    term = LegalTerm.objects.get()
    act = f"{taken}plazo/{term.term}/"
    refused = emilio.post(f"{act}missed/", {"reason": ""})
    assert refused.status_code == 422
    assert LegalTerm.objects.get().ended_at is None
    assert "Anote por qué" in text(refused)
    shorter = emilio.post(f"{act}ampliar/", {"last_on": "2026-11-21", "reason": "prórroga por escrito"})
    assert "debe ser posterior" in text(shorter)
    assert 'value="prórroga por escrito"' in shorter.content.decode(), "nothing typed is lost"
    emilio.post(f"{act}seen/")
    emilio.post(f"{act}ampliar/", {"last_on": "2027-01-08", "reason": "prórroga por intérprete"})
    assert "prórroga por intérprete" in text(emilio.get(taken))
    clock.move_to(datetime(2027, 1, 9, 9, 0, tzinfo=NOW.tzinfo))
    late = cast.client("emilio")
    assert "Venció, pero preséntelo de todos modos" in text(late.get(taken))
    late.post(f"{act}met/")
    assert LegalTerm.objects.get().ended_at
    late.post(f"{act}undo/")
    assert LegalTerm.objects.get().ended_at is None
    assert late.post(f"{act}nada/").status_code == 404


def test_the_coordinator_sees_a_number_and_nothing_else(cast: Cast, taken: str, clock: time_machine.Traveller):
    emilio = cast.client("emilio")
    emilio.post(f"{taken}plazo/", {"code": "MX-REF-REVIEW", "started_at": "2026-11-19T18:00", "keep": "1", "form": fresh_token()})
    page = text(cast.client("rafael").get("/casos/"))
    assert "0 plazos por vencer" in page
    clock.move_to(NOW + timedelta(days=24))
    page = text(cast.client("rafael").get("/casos/"))
    assert "1 plazo por vencer" in page
    for said in (*SAID, "L-"):
        assert said not in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"what": ""}, "Elija de qué trata"),
        ({"what": "refuge"}, "Sin persona ni encuentro"),
        ({"what": "consular", "seeks_refuge": "no"}, "solo se le avisa si la persona lo pide"),
        ({"what": "consular", "consents": "on", "seeks_refuge": "unknown"}, "no se avisa al consulado"),
        ({"detained_at": "2026-11-21T09:00"}, "todavía no llega"),
        ({"seeks_refuge": "quizá"}, "Elija de la lista"),
        ({"note": "x" * 4001}, "acórtelo"),
    ],
)
def test_what_is_wrong_with_a_request_is_said_and_nothing_typed_is_lost(cast: Cast, changed, said):
    asked = {**ASKED, "what": "rights_complaint", "form": fresh_token(), **changed}
    answer = cast.client("ines").post("/casos/nuevo/", asked)
    assert answer.status_code == 422
    assert said in text(answer)
    if "note" not in changed:
        assert ASKED["note"] in text(answer)
    assert LegalCase.objects.count() == 0


def test_a_complaint_without_a_name_is_come_back_to_with_a_receipt(cast: Cast):
    asked = {"what": "rights_complaint", "note": "Me quitaron el dinero", "receipt": "on", "form": fresh_token()}
    answer = cast.client("ines").post("/casos/nuevo/", asked)
    code = re.search(r"<b>([A-Z2-9]{4}(?:-[A-Z2-9]{4}){3})</b>", answer.content.decode())
    assert code
    row = LegalCase.objects.get()
    assert (row.person, row.encounter) == (None, None)
    again = cast.client("ines").post("/casos/nuevo/", asked)
    assert LegalCase.objects.count() == 1
    assert code[1] not in text(again)
    emilio = cast.client("emilio")
    emilio.post(f"/casos/{row.subject}/tomar/")
    emilio.post(f"/casos/{row.subject}/respuesta/", {"text": "La comisión la admitió el jueves"})
    nadia = cast.client("nadia")
    told = text(nadia.post("/casos/comprobante/", {"code": code[1].lower()}))
    assert "La comisión la admitió el jueves" in told
    assert "dinero" not in told
    wrong = nadia.post("/casos/comprobante/", {"code": "AAAA-AAAA-AAAA-AAAA"})
    assert wrong.status_code == 404
    for _ in range(20):
        last = nadia.post("/casos/comprobante/", {"code": "AAAA-AAAA-AAAA-AAAA"})
    assert last.status_code == 429


def test_an_encounter_of_another_group_is_not_there(cast: Cast, named: UUID):
    nadia = cast.client("nadia")
    assert nadia.get(f"/casos/nuevo/?encuentro={named}").status_code == 404
    assert nadia.get(f"/casos/nuevo/?encuentro={uuid4()}").status_code == 404
    assert nadia.post("/casos/nuevo/", {**ASKED, "encounter": str(named)}).status_code == 404


def test_steps_evidence_and_the_draft(cast: Cast, taken: str):
    emilio = cast.client("emilio")
    emilio.post(f"{taken}paso/", {"what": "filed", "on": "2026-11-20", "before": "refugee_authority", "number": "C-77"})
    page = text(emilio.get(taken))
    assert "Se presentó" in page
    assert "C-77" in page
    file = SimpleUploadedFile("constancia <b>.pdf", b"%PDF-1.7 constancia", content_type="text/html")
    emilio.post(f"{taken}prueba/", {"what": "Constancia", "holder": "Emilio", "file": file})
    row = LegalCase.objects.get()
    item = row.items[0][0]
    back = emilio.get(f"{taken}prueba/{item}/archivo/")
    assert (back.content, back["Content-Type"]) == (b"%PDF-1.7 constancia", "application/octet-stream")
    assert back["Content-Disposition"].startswith("attachment")
    emilio.post(f"{taken}prueba/{item}/entregar/", {"giver": "Emilio", "taker": "Ventanilla"})
    assert "Emilio → Ventanilla" in text(emilio.get(taken))
    draft = emilio.get(f"{taken}escrito.pdf")
    assert draft.content.startswith(b"%PDF-")
    step = LegalCase.objects.get().steps[0][0]
    emilio.post(f"{taken}paso/{step}/quitar/")
    assert "C-77" not in text(emilio.get(taken))
    wrong = {"what": "Video del retén", "holder": "Emilio", "file": SimpleUploadedFile("a.exe", b"MZ\x90\xff")}
    refused = emilio.post(f"{taken}prueba/", wrong)
    assert "no es una imagen" in text(refused)
    assert "Video del retén" in refused.content.decode()
    assert len(LegalCase.objects.get().items) == 1


def test_what_is_sent_twice_is_written_once(cast: Cast, taken: str):
    emilio = cast.client("emilio")
    step = {"what": "filed", "on": "2026-11-20", "number": "C-77", "form": fresh_token()}
    kept = {"what": "Constancia", "holder": "Emilio", "form": fresh_token()}
    for _ in range(2):
        emilio.post(f"{taken}paso/", step)
        emilio.post(f"{taken}prueba/", kept)
    row = LegalCase.objects.get()
    assert (len(row.steps), len(row.items)) == (1, 1)
    emilio.post(f"{taken}paso/", {**step, "number": "C-78"})
    assert len(LegalCase.objects.get().steps) == 2


def test_a_case_is_given_to_a_second_who_reads_and_to_nobody_of_another_group(cast: Cast, taken: str):
    emilio, lucia = cast.client("emilio"), str(cast.account("lucia").pk)
    emilio.post(f"{taken}quien/", {"account": str(cast.account("nadia").pk)})
    assert LegalCase.objects.get().advisers == [str(cast.account("emilio").pk)]
    emilio.post(f"{taken}quien/", {"account": lucia})
    reads = cast.client("lucia")
    page = text(reads.get(taken))
    assert SAID[0] in page
    assert "Cerrar el caso" not in page
    assert reads.post(f"{taken}cerrar/", {"why": "mistake"}).status_code in (403, 404)
    assert LegalCase.objects.get().closed_at is None


def test_a_request_to_go_back_waits_for_a_second_person_and_is_taken_back(cast: Cast, named: UUID):
    ines, emilio = cast.client("ines"), cast.client("emilio")
    form = ines.get(f"/casos/nuevo/?encuentro={named}")
    person = re.search(r'<option value="([0-9a-f-]{36})"[^>]*>Xóchitl', form.content.decode())
    assert person
    told = {**ASKED, "what": "return", "seeks_refuge": "no", "encounter": str(named), "person": person[1]}
    ines.post("/casos/nuevo/", {**told, "form": fresh_token()})
    case = f"/casos/{LegalCase.objects.get().subject}/"
    emilio.post(f"{case}tomar/")
    no = {"words": "Quiero ir con mi mamá", "refuge": "no", "child": "no", "trafficking": "no"}
    asked = emilio.post(f"{case}regreso/", {**no, "child": "unknown"})
    assert asked.status_code == 422
    assert "Pregunte a solas las tres cosas" in text(asked)
    assert "Quiero ir con mi mamá" in text(asked), "nothing typed is lost"
    assert "no se prepara un regreso" in text(emilio.post(f"{case}regreso/", {**no, "trafficking": "yes"}))
    assert "Quiero ir con mi mamá" not in written(case)
    sent = {**no, "form": fresh_token()}
    emilio.post(f"{case}regreso/", sent)
    emilio.post(f"{case}regreso/", sent)
    assert len(LegalCase.objects.get().returns) == 1, "a form that is sent twice is one request"
    assert "Falta que otra persona, a solas, oiga lo mismo" in written(case)
    assert "Quiero ir con mi mamá" not in written(case), "no paper before a second person heard it"
    page = text(emilio.get(case))
    assert "«Quiero ir con mi mamá»" in page
    assert "Falta otra persona que lo confirme" in page
    request = LegalCase.objects.get().returns[0][0]
    for what, said in (("second", "Lo escribió usted"), ("depart", "Falta que otra persona"), ("take_back", "Retirada")):
        answer = emilio.post(f"{case}regreso/{request}/{what}/")
        assert said in text(answer if answer.status_code == 422 else emilio.get(case)), what
    assert "La persona la retiró." in text(emilio.get(case))


def written(case: str) -> str:
    """Return the draft of a case as its words, before it is drawn."""
    from vereda.desk.rooms import legal_draft

    row = cases.case(UUID(case.split("/")[2]), "mx")
    assert row
    letter = legal_draft.written(row, "", NOW)
    return " ".join([letter.body, *letter.opening, *(line for one in letter.accounts for line in (one.title, *one.lines))])


def test_a_second_person_makes_the_words_a_paper_and_a_closed_case_can_still_be_taken_back(cast: Cast, named: UUID):
    ines, emilio, lucia = cast.client("ines"), cast.client("emilio"), cast.account("lucia")
    form = ines.get(f"/casos/nuevo/?encuentro={named}")
    person = re.search(r'<option value="([0-9a-f-]{36})"[^>]*>Xóchitl', form.content.decode())
    assert person
    told = {**ASKED, "what": "return", "seeks_refuge": "no", "encounter": str(named), "person": person[1]}
    ines.post("/casos/nuevo/", {**told, "form": fresh_token()})
    case = f"/casos/{LegalCase.objects.get().subject}/"
    emilio.post(f"{case}tomar/")
    emilio.post(f"{case}regreso/", {"words": "Quiero ir con mi mamá", "refuge": "no", "child": "no", "trafficking": "no"})
    request = LegalCase.objects.get().returns[0][0]
    from vereda.access.door import author_of
    from vereda.legal import door as legal

    row = LegalCase.objects.get()
    by = author_of(cast.reader("emilio"))
    legal.add_helper(case=row.subject, account=str(lucia.pk), by=by, at=NOW)
    legal.second_return(case=row.subject, request=UUID(request), by=author_of(cast.reader("lucia")), at=NOW)
    assert "Quiero ir con mi mamá" in written(case)
    emilio.post(f"{case}datos/", {**ASKED, "what": "return", "seeks_refuge": "yes"})
    assert "Quiero ir con mi mamá" not in written(case), "who seeks refuge after all has no paper that asks for a return"
    emilio.post(f"{case}cerrar/", {"why": "given_up"})
    assert "Ya no quiere volver" in text(emilio.get(case))
    emilio.post(f"{case}regreso/{request}/take_back/")
    assert "La persona la retiró." in text(emilio.get(case))


def test_no_letter_to_a_consulate_is_drawn_once_something_speaks_against_it(cast: Cast, named: UUID):
    ines, emilio = cast.client("ines"), cast.client("emilio")
    form = ines.get(f"/casos/nuevo/?encuentro={named}")
    person = re.search(r'<option value="([0-9a-f-]{36})"[^>]*>Xóchitl', form.content.decode())
    assert person
    told = {**ASKED, "what": "consular", "seeks_refuge": "no", "consents": "on", "encounter": str(named), "person": person[1]}
    ines.post("/casos/nuevo/", {**told, "form": fresh_token()})
    case = f"/casos/{LegalCase.objects.get().subject}/"
    emilio.post(f"{case}tomar/")
    assert emilio.get(f"{case}escrito.pdf").content.startswith(b"%PDF-")
    better = {name: value for name, value in told.items() if name not in ("encounter", "person")}
    for changed, said in (({"consents": ""}, "solo se le avisa si la persona lo pide"), ({"seeks_refuge": "yes"}, "no se avisa")):
        assert emilio.post(f"{case}datos/", {**better, **changed})["Location"] == case, "consent can always be taken back"
        assert emilio.get(f"{case}escrito.pdf")["Location"] == case
        assert said in text(emilio.get(case))
        assert "No avise al consulado" in text(emilio.get(case)), "in large letters, and not in the note alone"
        refused = emilio.post(f"{case}paso/", {"what": "consulate_told", "on": "2026-11-20"})
        assert refused.status_code == 422
