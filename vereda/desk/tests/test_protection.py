"""Protection at the desk: sent and not read back, carried, noted, shared with consent; to all others a case is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from vereda.access.door import author_of
from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.desk.web.new_encounter import fresh_token
from vereda.logbook.models import LogEntry
from vereda.people.door import ConsentFor, WithdrawnBy, note_consent, withdraw_consent
from vereda.protection.door import cases, sealed, training_actions
from vereda.protection.models import ProtectionCase
from vereda.protection.rules import registered, trafficking

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("America/Matamoros"))
TODAY = date(2026, 11, 20)
SAID = "Pidió hablar con una mujer"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def sent(cast: Cast, named: UUID) -> ProtectionCase:
    """Return a case that Inés asked for, of the woman of an encounter."""
    ines = cast.client("ines")
    page = ines.get(f"/proteccion/avisar/?encuentro={named}").content.decode()
    person = re.search(r'<option value="([0-9a-f-]{36})"[^>]*>Xóchitl', page)
    assert person
    told = {"encounter": str(named), "person": person[1], "noticed:AFRAID": "on", "words": SAID, "presses": "1"}
    answer = ines.post("/proteccion/avisar/", told | {"form": fresh_token()})
    assert answer.status_code == 302, text(answer)
    assert answer["Location"] == f"/encuentros/{named}/"
    return ProtectionCase.objects.get()


@pytest.fixture
def taken(cast: Cast, sent: ProtectionCase) -> str:
    """Return the address of the case once Lucía carries it."""
    answer = cast.client("lucia").post(f"/proteccion/{sent.subject}/tomar/")
    assert answer["Location"] == f"/proteccion/{sent.subject}/"
    return str(answer["Location"])


@pytest.fixture
def signed(monkeypatch: pytest.MonkeyPatch, tmp_path) -> Iterator[None]:
    """Have a specialist sign the table as it is, for long: in a table of rules of its own."""
    rows = (registered.TABLES / "rules.csv").read_text(encoding="utf-8").splitlines()
    digest = registered.rule(trafficking.RULE).digest
    signature = f"2199-12-31,Dra. Inventada,2026-11-01,{digest}"
    made = [
        f"{row.removesuffix(',,,').rpartition(',')[0]},{signature}" if row.startswith("TRAFFICKING,") else row for row in rows
    ]
    (tmp_path / "rules.csv").write_text("\n".join(made) + "\n", encoding="utf-8")
    for one in registered.TABLES.glob("*.csv"):
        if one.name != "rules.csv":
            (tmp_path / one.name).write_bytes(one.read_bytes())
    monkeypatch.setattr(registered, "TABLES", tmp_path)
    registered.rules.cache_clear()
    yield
    registered.rules.cache_clear()


@pytest.fixture
def trained(cast: Cast) -> None:
    by = author_of(cast.reader("sergio"))
    training_actions.note_trained(
        str(cast.account("lucia").pk), until_on=TODAY + timedelta(days=90), by=by, at=timezone.localtime()
    )


ALONE = {"held:CLOSED_ROOM": "on", "held:NO_COMPANION": "on"}
SENT = ALONE | {"sent": "1"}
HELD = {f"held:{code}": "on" for code, _es, _en in trafficking.precautions()}


def test_an_agent_sees_six_things_and_one_act_and_that_nobody_signed_them(cast: Cast):
    page = text(cast.client("ines").get("/proteccion/avisar/"))
    assert "Un momento a solas, un lugar seguro" in page
    assert "Aún no aprobado por una persona especialista" in page
    assert cast.client("ines").get("/proteccion/avisar/").content.decode().count('name="noticed:') == 6
    assert "?" not in " ".join(re.findall(r'<label for="n-[^>]+>(.*?)</label>', page))


@pytest.mark.storage
def test_what_was_sent_is_nowhere_for_who_sent_it_nor_for_anybody_of_the_post(cast: Cast, sent: ProtectionCase):
    assert sealed.asked(sent).words == SAID
    for name in ("ines", "rafael", "tomas"):
        client = cast.client(name)
        assert client.get(f"/proteccion/{sent.subject}/").status_code in (403, 404)
        for address in ("/hoy/", "/encuentros/", "/diferencias/", f"/encuentros/{sent.encounters[0]}/", "/el-puesto/"):
            page = text(client.get(address))
            assert sent.folio not in page, (name, address)
            assert SAID not in page
            assert "case_asked" not in page


def test_the_encounter_looks_alike_with_and_without_a_case(cast: Cast, named: UUID):
    ines = cast.client("ines")
    before = text(ines.get(f"/encuentros/{named}/?purpose=assist"))
    ines.post("/proteccion/avisar/", {"encounter": str(named), "noticed:MARKS": "on", "form": fresh_token()})
    assert ProtectionCase.objects.count() == 1
    ines.get("/hoy/")  # the word of thanks stands once
    assert text(ines.get(f"/encuentros/{named}/")) == before


def test_a_note_sent_twice_is_one_and_an_empty_one_says_what_is_missing(cast: Cast):
    ines, told = cast.client("ines"), {"noticed:OWES": "on", "form": fresh_token()}
    for _time in range(2):
        assert ines.post("/proteccion/avisar/", told)["Location"] == "/hoy/"
    assert ProtectionCase.objects.count() == 1
    answer = ines.post("/proteccion/avisar/", {"form": fresh_token(), "presses": "1"})
    assert answer.status_code == 422
    assert "Marque lo que notó" in text(answer)
    long = ines.post("/proteccion/avisar/", {"form": fresh_token(), "words": "x" * 2001})
    assert long.status_code == 422
    assert "x" * 2001 in long.content.decode(), "nothing typed is lost"
    assert ProtectionCase.objects.count() == 1


def test_nadia_can_ask_about_nobody_of_another_group_and_sees_no_case(cast: Cast, taken: str, sent: ProtectionCase):
    nadia = cast.client("nadia")
    assert nadia.get(f"/proteccion/avisar/?encuentro={sent.encounters[0]}").status_code == 404
    assert nadia.post("/proteccion/avisar/", {"encounter": sent.encounters[0], "words": "x"}).status_code == 404
    assert nadia.get(taken).status_code in (403, 404)
    assert ProtectionCase.objects.count() == 1


def test_a_case_worker_sees_that_it_presses_without_a_name_takes_it_and_then_reads_it(cast: Cast, sent: ProtectionCase):
    lucia = cast.client("lucia")
    page = text(lucia.get("/proteccion/"))
    assert sent.folio in page
    assert "no puede esperar" in page
    assert SAID not in page
    assert "Xóchitl" not in page
    assert lucia.get(f"/proteccion/{sent.subject}/").status_code == 404
    lucia.post(f"/proteccion/{sent.subject}/tomar/")
    page = text(lucia.get(f"/proteccion/{sent.subject}/"))
    for said in (SAID, "Xóchitl", "Tiene miedo, o mira a otra persona", "Se vuelve a ver el 23 de noviembre de 2026"):
        assert said in page
    looked = set(ReadRow.objects.values_list("record_class", "subject"))
    assert ("K4", str(sent.subject)) in looked


def test_a_coordinator_sees_numbers_alone(cast: Cast, sent: ProtectionCase, clock: time_machine.Traveller):
    clock.shift(timedelta(days=2))
    page = text(cast.client("rafael").get("/proteccion/"))
    assert "1 desde hace más de un día" in page
    assert sent.folio not in page
    assert SAID not in page
    assert cast.client("nadia").get("/proteccion/").status_code in (403, 404)


def test_the_board_reminds_who_carries_cases_and_the_coordinator_in_numbers_and_nobody_else(
    cast: Cast, sent: ProtectionCase, clock: time_machine.Traveller
):
    for name, shown in (("lucia", True), ("rafael", True), ("ines", False), ("tomas", False), ("nadia", False)):
        page = text(cast.client(name).get("/hoy/"))
        assert ("1 aviso a protección espera" in page) is shown, name
        assert sent.folio not in page
    cast.client("lucia").post(f"/proteccion/{sent.subject}/tomar/")
    clock.shift(timedelta(days=4))
    page = text(cast.client("rafael").get("/hoy/"))
    assert "1 caso de protección va atrasado" in page
    assert "espera a quien lo lleve" not in page
    page = text(cast.client("lucia").get("/hoy/"))
    assert "Hoy le toca ver 1 caso de protección" in page
    assert "atrasado" not in page, "of what others carry nothing is said"


def test_to_everybody_else_a_case_answers_as_one_that_never_was(cast: Cast, taken: str, sent: ProtectionCase):
    """A hidden record and an absent one answer alike, whatever is asked of it."""
    absent, line = f"/proteccion/{uuid4()}/", uuid4()
    looks = ["", "valorar/", "discapacidad/", "horas/", "tortura/", "plan/", "platica/"]
    acts = ["paso/", "quien/", "salir/", "sumar/", "soltar/", "compartir/", "cerrar/", "reabrir/", "tomar/", *looks[1:]]
    acts += [f"paso/{line}/quitar/", f"compartir/{line}/quitar/"]
    before = LogEntry.objects.filter(subject=sent.subject).count()
    for name in cast.accounts:
        if name == "lucia":
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
    assert LogEntry.objects.filter(subject=sent.subject).count() == before


def test_no_list_search_or_count_of_anybody_else_tells_of_a_case(cast: Cast, taken: str, sent: ProtectionCase):
    for name in cast.accounts:
        if name == "lucia":
            continue
        for address in ("/hoy/", "/encuentros/", "/proteccion/", "/proteccion/compartido/", "/casos/", "/boletin/"):
            page = text(cast.client(name).get(address))
            assert sent.folio not in page, (name, address)
            assert SAID not in page


@pytest.mark.storage
def test_a_step_keeps_its_day_its_hand_and_the_next_day_and_reminds(cast: Cast, taken: str, clock: time_machine.Traveller):
    lucia = cast.client("lucia")
    told = {"what": "safety", "on": "2026-11-20", "next_on": "2026-11-22", "note": "Está en la casa", "form": fresh_token()}
    for _time in range(2):
        assert lucia.post(f"{taken}paso/", told).status_code == 302
    page = text(lucia.get(taken))
    assert page.count("Está en la casa") == 1, "sent twice, kept once"
    assert "Se vuelve a ver el 22 de noviembre de 2026" in page
    assert "Lucía Andrade" in page
    clock.shift(timedelta(days=4))
    lucia = cast.client("lucia")
    assert "atrasado" in text(lucia.get("/proteccion/"))
    assert "Había que volver a verlo el 22 de noviembre de 2026" in text(lucia.get(taken))
    assert "Atrasados 1" in text(cast.client("rafael").get("/proteccion/"))


def test_a_step_of_tomorrow_says_what_to_do_and_loses_nothing_typed(cast: Cast, taken: str):
    told = {"what": "plan", "on": "2026-11-21", "note": "Un plan largo"}
    answer = cast.client("lucia").post(f"{taken}paso/", told)
    assert answer.status_code == 422
    assert "Ese día aún no llega" in text(answer)
    assert "Un plan largo" in answer.content.decode()
    answer = cast.client("lucia").post(f"{taken}paso/", told | {"what": "verdict", "on": "2026-02-30"})
    assert answer.status_code == 422
    assert "Un plan largo" in answer.content.decode()


def test_three_answers_stand_side_by_side_and_no_number_stands_for_them(cast: Cast, taken: str):
    lucia = cast.client("lucia")
    told = {"exposure:DOMV-HOU-01": "on", "note": "Viaja con su hija"}
    answer = lucia.post(f"{taken}valorar/", SENT | told)
    assert answer.status_code == 422
    assert "qué tan segura es la respuesta" in text(answer)
    assert "Viaja con su hija" in answer.content.decode()
    told |= {"exposure-sure": "likely", "exposure-told_by": "person", "capability:DOMV-IND-14": "on", "capability-sure": "sure"}
    assert lucia.post(f"{taken}valorar/", SENT | told | {"capability-told_by": "seen"}).status_code == 302
    page = text(lucia.get(taken))
    for said in ("Es probable", "Lo dijo la persona", "Lo vio quien escribe", "Todavía no se sabe"):
        assert said in page
    assert not re.search(r"punt(os|aje|uación)|total|%", page[page.index("Exposición") : page.index("Capacidad")], re.I)
    assert "no hay puntos" in text(lucia.post(f"{taken}valorar/", ALONE))
    status = lucia.post(
        f"{taken}valorar/", SENT | {"exposure:DOMV-IND-12": "on", "exposure-sure": "sure", "exposure-told_by": "person"}
    )
    assert status.status_code == 422, "legal status is on no form"


def test_hours_are_the_countrys_with_their_status_and_an_hour_that_passed_says_go_all_the_same(cast: Cast, taken: str):
    lucia = cast.client("lucia")
    page = text(lucia.post(f"{taken}horas/", ALONE))
    for said in (
        "en 72 horas",
        "en 120 horas",
        "sin verificar",
        "Aún no aprobado por personal clínico",
        "No pregunte qué pasó",
    ):
        assert said in page
    assert "futuro" in text(lucia.post(f"{taken}horas/", SENT | {"event_at": "2026-11-21T09:00", "note": "llegó sola"}))
    answer = lucia.post(f"{taken}horas/", SENT | {"event_at": "2026-11-16T09:00", "told:HIV": "on", "wants_care": "yes"})
    assert answer.status_code == 302
    page = text(lucia.get(taken))
    assert "vaya igual" in page
    assert "Sí quiere" in page
    assert sealed.survivor(ProtectionCase.objects.get()).told == ["HIV"]


def test_the_six_questions_torture_and_the_plan_are_kept(cast: Cast, taken: str):
    lucia = cast.client("lucia")
    assert "No hay ninguna respuesta" in text(lucia.post(f"{taken}discapacidad/", SENT | {}))
    assert lucia.post(f"{taken}discapacidad/", SENT | {"q:SEEING": "a_lot"}).status_code == 302
    assert lucia.post(f"{taken}tortura/", SENT | {"note": "le duele"}).status_code == 422
    assert lucia.post(f"{taken}tortura/", SENT | {"wants": "later", "to": "Clínica"}).status_code == 302
    lost = lucia.post(f"{taken}plan/", SENT | {"safe_place": "Con su prima"})
    assert lost.status_code == 422
    assert "Con su prima" in lost.content.decode()
    assert lucia.post(f"{taken}plan/", SENT | {"safe_place": "Con su prima", "review_on": "2026-11-27"}).status_code == 302
    page = text(lucia.get(taken))
    for said in ("Con discapacidad, por lo que contó", "Ahora no; preguntar después", "Con su prima"):
        assert said in page
    assert "No le haga contarlo" in text(lucia.post(f"{taken}tortura/", ALONE))


@pytest.mark.parametrize("form", ["valorar", "discapacidad", "horas", "tortura", "plan"])
def test_before_each_form_it_is_said_and_confirmed_never_in_the_open_never_before_a_companion(cast: Cast, taken: str, form: str):
    lucia = cast.client("lucia")
    told = {"q:SEEING": "a_lot", "wants": "yes", "danger": "x", "review_on": "2026-11-27", "sent": "1"}
    before = LogEntry.objects.count()
    for answer in (
        lucia.get(f"{taken}{form}/"),
        lucia.post(f"{taken}{form}/", told),
        lucia.post(f"{taken}{form}/", told | {"held:CLOSED_ROOM": "on"}),
    ):
        page = text(answer)
        assert "Solo en un cuarto cerrado" in page
        assert "Nunca delante de quien la acompaña" in page
        assert 'name="sent"' not in answer.content.decode(), "no question shows"
    assert LogEntry.objects.count() == before
    answer = lucia.post(f"{taken}{form}/", ALONE)
    assert answer.status_code == 200
    assert 'name="sent"' in answer.content.decode()
    assert LogEntry.objects.count() == before, "opened is not sent"


def test_the_talk_is_off_until_signed_and_says_what_to_do_instead(cast: Cast, taken: str, trained: None):
    lucia = cast.client("lucia")
    for answer in (lucia.get(f"{taken}platica/"), lucia.post(f"{taken}platica/", HELD)):
        page = text(answer)
        assert "Hoy no se hace" in page
        assert "Ofrézcale un lugar seguro" in page
        assert 'name="q:' not in answer.content.decode()


def test_a_changed_row_takes_the_signature_away(cast: Cast, taken: str, trained: None, signed: None):
    path = registered.TABLES / "indicators.csv"
    assert cast.client("lucia").post(f"{taken}platica/", HELD).content.decode().count('name="q:ILO-D4-01"') == 3
    path.write_text(path.read_text(encoding="utf-8").replace("explot", "explot."), encoding="utf-8")
    registered.rules.cache_clear()
    assert 'name="q:' not in cast.client("lucia").post(f"{taken}platica/", HELD).content.decode()


def test_who_was_not_trained_sees_no_question(cast: Cast, taken: str, signed: None):
    answer = cast.client("lucia").post(f"{taken}platica/", HELD)
    assert answer.status_code == 422
    assert "capacitación" in text(answer)
    assert 'name="q:' not in answer.content.decode()


def test_no_question_shows_before_each_point_was_confirmed(cast: Cast, taken: str, trained: None, signed: None):
    lucia = cast.client("lucia")
    page = lucia.get(f"{taken}platica/")
    assert 'name="q:' not in page.content.decode()
    assert text(page).index("Solo en un cuarto cerrado") < text(page).index("Nunca delante de quien la acompaña")
    for missing in HELD:
        answer = lucia.post(f"{taken}platica/", {name: "on" for name in HELD if name != missing})
        assert answer.status_code == 422
        assert "Confirme primero cada punto" in text(answer)
        assert 'name="q:' not in answer.content.decode()
    # also not by a form that says it was there already
    forged = {"form": fresh_token(), "profile": "adult", "q:ILO-D4-01": "yes"}
    assert lucia.post(f"{taken}platica/", forged).status_code == 422
    assert not LogEntry.objects.filter(kind="protection.case_screened").exists()


def test_it_says_what_follows_and_by_which_rows_and_never_more(cast: Cast, taken: str, trained: None, signed: None):
    lucia = cast.client("lucia")
    told = HELD | {"form": fresh_token(), "profile": "adult", "q:ILO-D4-01": "yes", "q:ILO-D4-02": "yes", "q:ILO-D3-06": "no"}
    for _time in range(2):
        assert lucia.post(f"{taken}platica/", told).status_code == 302
    page = text(lucia.get(taken))
    assert page.count("Referir ahora") == 1, "sent twice, kept once"
    assert "ILO-D4-01" in page
    assert "ILO-D3-06" not in page
    talk = page[page.index("Pláticas a solas") :]
    assert not re.search(r"víctima|tratante|es trata|puntos|probab", talk, re.I)
    clear = b"".join(
        bytes(one) for one in LogEntry.objects.filter(kind="protection.case_screened").values_list("body", flat=True)
    )
    assert b"ILO-" not in clear
    assert b"refer_now" not in clear


def test_a_child_of_forty_is_asked_again_and_nothing_typed_is_lost(cast: Cast, taken: str, trained: None, signed: None):
    told = HELD | {"form": fresh_token(), "profile": "child", "age": "40", "q:ILO-D4-01": "unsure"}
    answer = cast.client("lucia").post(f"{taken}platica/", told)
    assert answer.status_code == 422
    assert "menos de 18 años" in text(answer)
    assert 'value="40"' in answer.content.decode()
    assert re.search(r'name="q:ILO-D4-01" value="unsure" checked', answer.content.decode())
    answer = cast.client("lucia").post(f"{taken}platica/", told | {"profile": "adult", "age": "9"})
    assert "preguntas de niñez" in text(answer)
    assert not LogEntry.objects.filter(kind="protection.case_screened").exists()
    assert "Diga si es persona adulta" in text(cast.client("lucia").post(f"{taken}platica/", told | {"profile": ""}))


def test_who_trains_gives_and_takes_the_mark_and_nobody_else_does(cast: Cast):
    lucia, sergio = str(cast.account("lucia").pk), cast.client("sergio")
    assert "Lucía Andrade" in text(sergio.get("/proteccion/capacitacion/"))
    assert sergio.post("/proteccion/capacitacion/", {"account": lucia, "until_on": ""}).status_code == 422
    sergio.post("/proteccion/capacitacion/", {"account": lucia, "until_on": "2036-01-01"})
    assert cases.trained_until(lucia) is None
    sergio.post("/proteccion/capacitacion/", {"account": str(cast.account("ines").pk), "until_on": "2027-01-01"})
    assert cases.trained_until(str(cast.account("ines").pk)) is None
    sergio.post("/proteccion/capacitacion/", {"account": lucia, "until_on": "2027-01-01"})
    assert cases.trained_until(lucia) == date(2027, 1, 1)
    sergio.post("/proteccion/capacitacion/", {"account": lucia, "how": "stop"})
    assert cases.trained_until(lucia) is None
    for name in ("lucia", "ines", "rafael", "nadia"):
        assert cast.client(name).get("/proteccion/capacitacion/").status_code in (403, 404)


def test_an_adviser_reads_the_chosen_words_while_the_persons_yes_holds_and_nothing_else(
    cast: Cast, taken: str, sent: ProtectionCase
):
    lucia, emilio = cast.client("lucia"), str(cast.account("emilio").pk)
    refused = lucia.post(f"{taken}compartir/", {"account": emilio, "words": "Necesita pedir refugio"})
    assert refused.status_code == 422
    assert "Falta el permiso de la persona" in text(refused)
    by, now = author_of(cast.reader("ines")), timezone.localtime()
    given = note_consent(
        language="spa", given=[ConsentFor.REFER], person=UUID(sent.persons[0]), by=by, at=now, now=now
    ).receipt.subject
    assert lucia.post(f"{taken}compartir/", {"account": emilio, "words": "Necesita pedir refugio"}).status_code == 302
    page = text(cast.client("emilio").get("/proteccion/compartido/"))
    assert "Necesita pedir refugio" in page
    assert SAID not in page
    assert "Xóchitl" not in page
    assert cast.client("emilio").get(taken).status_code in (403, 404)
    withdraw_consent(consent=given, by=by, at=now, way=WithdrawnBy.DESK)
    assert "Necesita pedir refugio" not in text(cast.client("emilio").get("/proteccion/compartido/"))
    assert "retiró su permiso" in text(lucia.get(taken))


def test_it_is_closed_with_how_it_ended_and_opened_again(cast: Cast, taken: str):
    lucia = cast.client("lucia")
    assert lucia.post(f"{taken}cerrar/", {"why": "won"}).status_code == 422
    assert lucia.post(f"{taken}cerrar/", {"why": "safe"}).status_code == 302
    assert "Caso cerrado" in text(lucia.get(taken))
    assert lucia.get(f"{taken}plan/").status_code == 200
    assert "está cerrado" in text(lucia.post(f"{taken}plan/", SENT | {"danger": "x", "review_on": "2026-11-27"}))
    lucia.post(f"{taken}reabrir/")
    assert "Caso cerrado" not in text(lucia.get(taken))


def test_an_encounter_of_the_group_is_put_in_and_out_and_none_of_another(cast: Cast, taken: str, met):
    lucia, other, strange = cast.client("lucia"), met(), met(name="nadia", group="tapachula")
    assert lucia.post(f"{taken}sumar/", {"encounter": str(other)}).status_code == 302
    assert str(other) in ProtectionCase.objects.get().encounters
    for wrong in ({"encounter": str(strange)}, {"encounter": "zzz"}, {"person": str(uuid4())}, {}):
        assert lucia.post(f"{taken}sumar/", wrong).status_code == 422
    lucia.post(f"{taken}soltar/", {"encounter": str(other)})
    assert str(other) not in ProtectionCase.objects.get().encounters


@pytest.mark.storage
def test_striking_the_encounter_takes_the_case_along(cast: Cast, taken: str, sent: ProtectionCase):
    cast.client("ines").post(f"/encuentros/{sent.encounters[0]}/tachar/")
    assert cast.client("lucia").get(taken).status_code == 404
    assert sealed.asked(sent) is None


def test_a_signed_table_is_what_the_fixture_makes_and_nothing_is_signed_without_it(signed: None):
    assert trafficking.rule(trafficking.RULE).is_in_force(TODAY)
    assert replace(trafficking.rule(trafficking.RULE), signed_table="").is_signed is False
