"""Interference at the desk: written and not read back, read by name, given out by a letter, withdrawn by nobody."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import get_resolver
from django.utils import timezone

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.logbook.models import LogEntry
from vereda.safety import door as safety
from vereda.safety.models.interference import Interference

pytestmark = pytest.mark.django_db
TOLD = {
    "authority": "migration_authority",
    "act:waited": "on",
    "act:detained": "on",
    "within": "sight",
    "witness": "agent",
    "people": "5",
    "detained": "2",
    "municipality": "05025",
    "we:spoke": "on",
    "account": "Obsidiana junto al comedor",
}


def token() -> str:
    from vereda.desk.web.new_encounter import fresh_token

    return fresh_token()


def today(days: int = 0) -> str:
    with timezone.override("America/Matamoros"):
        return (timezone.localdate() + timedelta(days=days)).isoformat()


def record(cast: Cast, name: str = "ines", **changed):
    return cast.client(name).post("/injerencias/nueva/", {**TOLD, "form": token(), **changed})


@pytest.fixture
def row(cast: Cast) -> Interference:
    assert record(cast).status_code == 302
    return Interference.objects.get()


def test_an_agent_writes_it_once_however_often_it_is_tapped_and_reads_nothing_of_it(cast: Cast):
    ines, form = cast.client("ines"), {**TOLD, "form": token()}
    for _ in range(2):
        assert ines.post("/injerencias/nueva/", form).status_code == 302
    row = Interference.objects.get()
    assert (row.authority, sorted(row.acts), row.detained) == ("migration_authority", ["detained", "waited"], 2)
    assert b"Obsidiana" not in bytes(LogEntry.objects.get(kind="safety.interference_recorded").body)
    for path in (
        "/injerencias/",
        f"/injerencias/{row.subject}/",
        f"/injerencias/{row.subject}/oficio/",
        "/injerencias-del-pais/",
    ):
        assert ines.get(path).status_code in (403, 404)
    assert ines.post(f"/injerencias/{row.subject}/leer/").status_code in (403, 404)
    board = text(ines.get("/hoy/"))
    assert "injerencia sin entregar" not in board, "not even that it is there"
    assert "1 registro de injerencia sin entregar" in text(cast.client("rafael").get("/hoy/"))
    assert not re.search("Obsidiana|Detuvo|migratoria", board + text(ines.get("/seguridad/")))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"authority": ""}, "Diga qué autoridad fue"),
        ({"authority": "ombudsperson"}, "Diga qué autoridad fue"),
        ({"act:waited": "", "act:detained": "", "detained": ""}, "Diga qué hizo la autoridad"),
        ({"act:detained": ""}, "toque también «Detuvo a personas»"),
        ({"people": "1"}, "más que las afectadas"),
        ({"people": "muchas"}, "no es un número"),
        ({"municipality": "99999"}, "Elija el lugar de la lista"),
        ({"service_point": "no-existe"}, "Elija el lugar de la lista"),
        ({"at": "2198-01-01T10:00"}, "La hora está en el futuro"),
        ({"account": "Obsidiana" * 500}, "acórtelo"),
    ],
)
def test_a_form_that_is_wrong_comes_back_with_what_was_typed(cast: Cast, changed, words):
    answer = record(cast, **changed)
    assert answer.status_code == 422
    assert words in text(answer)
    assert "Obsidiana" in answer.content.decode()
    assert Interference.objects.count() == 0


def test_the_account_is_read_by_name_and_each_look_is_logged(cast: Cast, row: Interference):
    rafael, url = cast.client("rafael"), f"/injerencias/{row.subject}/"
    page = text(rafael.get(url))
    assert "Piedras Negras" in page
    assert "Obsidiana" not in page
    assert rafael.get(f"{url}oficio/").status_code == 404, "no letter before it was read"
    page = text(rafael.post(f"{url}leer/", follow=True))
    assert "Obsidiana" in page
    assert "Rafael Ontiveros" in page
    rafael.post(f"{url}leer/")
    assert len(Interference.objects.get().read) == 1
    looked = ReadRow.objects.filter(subject=str(row.subject), record_class="K7")
    assert looked.filter(action="read").count() == 2
    assert looked.count() == 2


def test_the_letter_is_a_file_for_who_read_it_and_leaving_is_logged(cast: Cast, row: Interference):
    rafael, url = cast.client("rafael"), f"/injerencias/{row.subject}/"
    rafael.post(f"{url}leer/")
    answer = rafael.get(f"{url}oficio/")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert rafael.get(f"{url}oficio/?relato=no").content.startswith(b"%PDF")
    assert ReadRow.objects.filter(subject=str(row.subject), record_class="K7", action="export").count() == 2


def test_the_letter_says_what_is_known_in_words_and_keeps_what_it_cannot_draw_in_sight(row: Interference):
    from vereda.desk.rooms.interference_letter import written
    from vereda.paper.door import Letter, Told, letter_pdf, lines_of

    told = written(row, timezone.localtime())
    facts = dict(told.facts)
    assert facts["Dónde"] == "Piedras Negras, Coahuila de Zaragoza"
    assert facts["Autoridad"] == "Autoridad migratoria"
    assert (facts["Personas afectadas"], facts["Personas detenidas"]) == ("5", "2")
    assert told.body == "Comisión Nacional de los Derechos Humanos"
    assert told.accounts[0].lines == ["Obsidiana junto al comedor"]
    assert written(row, timezone.localtime(), with_account=False).accounts == []
    assert lines_of("uno\t dos\n\n tres \x0b cuatro") == ["uno dos", "tres", "cuatro"]
    odd = Letter(
        sender="#panic()", day="1", body="b", subject="$x$ *y* ☃", opening=[], facts=[("a", "b")],
        accounts=[Told(title="t", lines=["#import x", "語"])],
    )  # fmt: skip
    assert letter_pdf(odd, lacking="falta un signo").startswith(b"%PDF"), "what was typed is never markup, and never stops it"


def test_a_delivery_is_noted_with_its_receipt_and_then_it_is_due_no_more(cast: Cast, row: Interference):
    rafael, url = cast.client("rafael"), f"/injerencias/{row.subject}/"
    form = {"body": "cndh", "way": "letter", "on": today(), "receipt": "2026/118", "form": token()}
    for wrong in ({"on": today(1)}, {"on": ""}, {"way": ""}, {"body": "inm"}, {"receipt": "9" * 41}):
        answer = rafael.post(f"{url}entregar/", {**form, **wrong})
        assert answer.status_code == 422
        assert "2026/118" in answer.content.decode() or "receipt" in wrong
    for _ in range(2):
        assert rafael.post(f"{url}entregar/", form).status_code == 302
    assert len(Interference.objects.get().delivered) == 1
    assert "acuse 2026/118" in text(rafael.get(url))
    assert "sin entregar" not in text(rafael.get("/hoy/"))


def test_what_is_learned_is_added_and_nothing_is_lost_of_a_wrong_form(cast: Cast, row: Interference):
    rafael, url = cast.client("rafael"), f"/injerencias/{row.subject}/agregar/"
    answer = rafael.post(url, {"people": "x", "account": "Malaquita", "form": token()})
    assert answer.status_code == 422
    assert "Malaquita" in answer.content.decode()
    assert rafael.post(url, {"form": token()}).status_code == 422
    rafael.post(url, {"people": "7", "account": "Malaquita", "form": token()})
    found = Interference.objects.get()
    assert (found.people, len(found.accounts)) == (7, 2)


def test_a_coordinator_writes_one_too_and_a_paramedic_does_not(cast: Cast):
    assert record(cast, "rafael").status_code == 302
    assert record(cast, "tomas").status_code in (403, 404)
    assert Interference.objects.count() == 1
    assert "Una autoridad actuó" not in text(cast.client("tomas").get("/seguridad/"))


def test_there_is_no_address_that_takes_a_record_back():
    patterns = [str(one.pattern) for one in get_resolver("vereda.desk.urls").url_patterns]
    acts = {one.rstrip("/").split("/")[-1] for one in patterns if one.startswith("injerencias")}
    assert not acts & {"quitar", "retirar", "borrar", "tachar", "corregir"}


def test_two_in_thirty_days_at_one_place_propose_to_the_coordination_to_move(cast: Cast, row: Interference):
    assert "Conviene mover" not in text(cast.client("rafael").get("/hoy/"))
    record(cast)
    board = text(cast.client("rafael").get("/hoy/"))
    assert "Conviene mover 1 punto de ayuda" in board
    page = text(cast.client("rafael").get("/injerencias/"))
    assert "Piedras Negras, Coahuila de Zaragoza: 2 registros en 30 días" in page


def test_headquarters_reads_all_of_the_country_by_name_and_gives_it_out(cast: Cast, row: Interference):
    graciela, url = cast.client("graciela"), f"/injerencias-del-pais/{row.subject}/"
    assert "1 registro sin entregar" in text(graciela.get("/central/"))
    page = text(graciela.get("/injerencias-del-pais/"))
    assert "Grupo Beta Piedras Negras" in page
    assert re.search(r"\d{4}-T\d Coahuila de Zaragoza Detuvo a personas 1", page)
    assert "Obsidiana" not in text(graciela.get(url))
    assert "Obsidiana" in text(graciela.post(f"{url}leer/", follow=True))
    assert graciela.get(f"{url}oficio/").content.startswith(b"%PDF")
    form = {"body": "cndh", "way": "portal", "on": today(), "receipt": "", "form": token()}
    assert graciela.post(f"{url}entregar/", form).status_code == 302
    assert [one[2] for one in Interference.objects.get().read] == ["central"]
    assert graciela.get(f"/injerencias/{row.subject}/").status_code in (403, 404)
    assert "central" in text(cast.client("rafael").get(f"/injerencias/{row.subject}/"))


def test_nadia_a_paramedic_and_every_other_office_see_nothing(cast: Cast, row: Interference):
    paths = [f"/injerencias/{row.subject}/", "/injerencias-del-pais/", f"/injerencias-del-pais/{row.subject}/"]
    for name in sorted(set(cast.accounts) - {"rafael", "graciela"}):
        client = cast.client(name)
        assert {client.get(path).status_code for path in paths} <= {302, 403, 404}, name
        assert client.post(f"/injerencias/{row.subject}/leer/").status_code in (302, 403, 404)
        assert client.post(f"/injerencias-del-pais/{row.subject}/leer/").status_code in (302, 403, 404)
    assert Interference.objects.get().read == []


def test_the_daily_report_counts_it_and_the_hand_over_says_nothing_of_it(cast: Cast, row: Interference):
    from vereda.desk.rooms.happened import Hours, happened

    now = timezone.localtime()
    told = dict(happened(Hours("mx", "piedras-negras", now - timedelta(hours=1), now + timedelta(hours=1))))
    assert told["interferences"] == 1
    page = text(cast.client("rafael").get("/turno/entrega/"))
    assert "registro sin entregar" not in page, "whoever comes on duty reads the sheet"
    assert "Obsidiana" not in page


def test_what_is_practised_is_the_practices_alone(cast: Cast, by):
    from dataclasses import replace

    from vereda.practice import shadow_of

    shadow = replace(by("ines"), group=shadow_of("piedras-negras"))
    seen = safety.Seen(authority="police", acts=[safety.Interfered.WAITED], within=safety.Within.SIGHT, municipality="05025")
    safety.interference_actions.record_interference(seen, by=shadow, at=timezone.now())
    assert "Policía" not in text(cast.client("graciela").get("/injerencias-del-pais/"))
    assert "Policía" not in text(cast.client("rafael").get("/injerencias/"))


def test_a_machine_that_cannot_open_the_account_says_so_and_the_letter_too(
    cast: Cast, row: Interference, monkeypatch: pytest.MonkeyPatch
):
    """As at a post's own machine, once headquarters has the record."""
    from vereda.desk.rooms import interference_letter

    monkeypatch.setattr("vereda.desk.rooms.interference.open_box", lambda *_rest: None)
    page = text(cast.client("rafael").post(f"/injerencias/{row.subject}/leer/", follow=True))
    assert "esta computadora no lo abre" in page
    told = interference_letter.written(row, timezone.localtime())
    assert "esta computadora no lo abre" in told.accounts[0].lines[0]
