"""Reports of missing persons at the desk: taken at night, an alert in one act, found, and nothing told before a yes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
import time_machine

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.desk.web.new_encounter import fresh_token
from vereda.encounters.door import Encounter
from vereda.rescue.door import Alert
from vereda.tracing.door import MissingFile, MissingReport

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
CALL = {
    "given": "Xóchitl", "families": "Turquesa, Luna", "nationality": "HN", "sex": "F", "age_from": "15", "age_to": "16",
    "last_contact_at": "2026-11-19T22:00", "last_contact_by": "call", "danger:no_water": "on",
    "call_back": "504 5550101", "seeker": "Rosa Obsidiana", "relation": "parent", "consent:search": "on", "consent:share": "on",
    "marks": "tatuaje de jaguar", "place": "islote del mezquite", "note": "La dejó el guía",
}  # fmt: skip
NAMES = ("Xóchitl", "Turquesa", "Obsidiana", "5550101", "jaguar", "mezquite")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def taken(clock: time_machine.Traveller, cast: Cast) -> str:
    """Return the address of a report that Inés took at night."""
    answer = cast.client("ines").post("/extraviadas/nueva/", {"form": fresh_token(), **CALL})
    assert answer.status_code == 302, text(answer)
    return answer["Location"]


def row() -> MissingFile:
    return MissingFile.objects.get()


def acts(cast: Cast, taken: str, *steps: tuple[str, dict[str, str]]):
    """Do several things as the coordinator, and return the page as it stands then."""
    rafael = cast.client("rafael")
    for what, sent in steps:
        assert rafael.post(f"{taken}{what}/", sent).status_code == 302
    return text(rafael.get(taken))


def test_a_call_at_night_is_taken_with_three_things(cast: Cast):
    few = {"nickname": "Chepe", "call_back": "albergue", "consent:search": "on", "form": fresh_token()}
    answer = cast.client("ines").post("/extraviadas/nueva/", few)
    assert (answer.status_code, MissingReport.objects.count()) == (302, 1)
    assert "Se propone indagar" in text(cast.client("ines").get(answer["Location"]))


def test_a_form_that_is_sent_twice_is_one_report(cast: Cast):
    ines, sent = cast.client("ines"), {"form": fresh_token(), **CALL}
    assert len({ines.post("/extraviadas/nueva/", sent)["Location"] for _ in range(2)}) == 1
    assert (MissingReport.objects.count(), MissingFile.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"call_back": ""}, "Anote cómo comunicarse con quien busca"),
        ({"consent:search": ""}, "Sin permiso de quien busca no se guarda el reporte"),
        ({"given": "", "families": "", "marks": "", "note": ""}, "Diga a quién se busca"),
        ({"last_contact_at": "2026-11-21T22:00"}, "todavía no llega"),
        ({"last_contact_at": "ayer"}, "no se entienden"),
        ({"age_from": "30", "age_to": "20"}, "La segunda edad es menor"),
        ({"age_from": "400"}, "Es más que 120"),
        ({"sex": "Z"}, "no está en la lista"),
        ({"nationality": "QQ"}, "no está en la lista"),
        ({"language": "tlh"}, "no está en la lista"),
        ({"families": ",".join("abcdefghi")}, "hasta 8 apellidos"),
        ({"families": "x" * 300}, "caben 255"),
        ({"encounter": "00000000-0000-0000-0000-000000000007"}, "ya no está en la lista"),
        ({"point": "por el río"}, "Todavía no se guardó"),
        ({"phone_last_used": "9" * 61}, "acórtelo"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(cast: Cast, changed, said):
    answer = cast.client("ines").post("/extraviadas/nueva/", {"form": fresh_token(), **CALL, **changed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in text(answer)
    if "families" not in changed:
        assert 'value="Turquesa, Luna"' in page
    assert 'value="Rosa Obsidiana"' in page
    assert MissingReport.objects.count() == MissingFile.objects.count() == 0


def test_who_took_the_call_sees_what_helps_to_look_and_not_who_seeks(cast: Cast, taken: str):
    page = text(cast.client("ines").get(taken))
    for said in ("Xóchitl Turquesa Luna", "tatuaje de jaguar", "Sin agua", "Reciente: se propone una alerta", "12 a 17 años"):
        assert said in page
    for sealed in ("Obsidiana", "5550101", "peligro quien busca", "Retirar el reporte"):
        assert sealed not in page
    whole = text(cast.client("rafael").get(taken))
    for said in ("Rosa Obsidiana", "504 5550101", "Falta revisarlo", "islote del mezquite"):
        assert said in whole
    assert "Sí a decir su nombre" not in whole
    assert "No le diga a la persona buscada quién la busca" in whole


def test_each_look_is_written_down(cast: Cast, taken: str):
    file = row()
    cast.client("rafael").get(taken)
    looked = set(ReadRow.objects.values_list("record_class", "subject"))
    assert {("K6", str(file.subject)), ("K2", str(file.person)), ("K6", str(file.report))} <= looked


def test_an_alert_is_opened_in_one_act_and_names_no_person(cast: Cast, taken: str):
    answer = cast.client("ines").post(f"{taken}alerta/")
    alert, file = Alert.objects.get(), row()
    assert answer["Location"] == f"/alertas/{alert.subject}/"
    assert (file.way, file.alert, alert.children, alert.needs) == ("alert", alert.subject, 1, ["no_water"])
    page = text(cast.client("ines").get(answer["Location"]))
    assert file.folio in page
    assert "islote del mezquite" in page
    for name in ("Xóchitl", "Turquesa", "Obsidiana", "5550101", "jaguar"):
        assert name not in page
    assert f'href="{taken}"' in cast.client("ines").get(f"/alertas/{alert.subject}/").content.decode(), (
        "the alert leads to the file"
    )
    again = cast.client("ines").post(f"{taken}alerta/")
    assert (again["Location"], Alert.objects.count()) == (taken, 1)
    assert "Alerta abierta" in text(cast.client("ines").get(taken))


@pytest.mark.parametrize(
    ("changed", "taken_over"),
    [
        ({"place": "islote del mezquite"}, {"place": "islote del mezquite"}),
        ({"place": "islote del mezquite", "point": "28.70007, -100.52353"}, {"lat": 28.70007, "lon": -100.52353}),
        ({"place": "casa de Xochitl, junto al pozo"}, None),
        ({"place": "casa de los LUNA"}, None),
        ({"place": "tienda de doña Rosa"}, None),
        ({"place": "donde vive la Chata", "also_called": "Chata"}, None),
    ],
)
def test_an_alert_takes_the_point_or_words_that_name_nobody_and_all_of_it_sealed(cast: Cast, changed, taken_over):
    from vereda.logbook.door import open_box
    from vereda.logbook.models import Box, LogEntry

    ines = cast.client("ines")
    taken = ines.post("/extraviadas/nueva/", {"form": fresh_token(), **CALL, **changed})["Location"]
    assert ines.post(f"{taken}alerta/").status_code == 302
    entry = LogEntry.objects.get(kind="rescue.alert_received")
    box = open_box(entry.id, "whereabouts")
    assert (box and {name: value for name, value in box.items() if name != "accuracy_m"}) == taken_over
    classes = set(Box.objects.filter(entry=entry.id).values_list("cls", flat=True))
    assert classes == {"free_text"} | ({"whereabouts"} if taken_over else set()), "nobody's name or telephone goes along"
    assert row().folio in open_box(entry.id, "free_text")["text"]
    clear = bytes(entry.body).decode()
    for said in (*NAMES, "guía", "28.7000", row().folio):
        assert said not in clear


def test_an_old_one_may_become_an_alert_again_and_not_after_thirty_days(cast: Cast, taken: str, clock):
    from vereda.rescue import door as rescue

    ines = cast.client("ines")
    ines.post(f"{taken}alerta/")
    clock.move_to(NOW + timedelta(days=10))
    ines = cast.client("ines")
    assert "Se propone indagar" not in text(ines.get(taken))
    ines.post(f"{taken}revision/", {"looked:shelters": "on", "next_on": "2026-12-20"})
    assert row().way == "tracing"
    by = cast.account("ines")
    from vereda.logbook.door import Author

    author = Author(account=str(by.pk), group="piedras-negras", country="mx", zone="America/Matamoros")
    rescue.close_alert(alert=Alert.objects.get().subject, outcome=rescue.AlertOutcome.UNKNOWN, by=author, at=datetime.now(UTC))
    ines.post(f"{taken}alerta/")
    assert (Alert.objects.count(), row().way) == (2, "alert")
    rescue.close_alert(alert=row().alert, outcome=rescue.AlertOutcome.UNKNOWN, by=author, at=datetime.now(UTC))
    clock.move_to(NOW + timedelta(days=32))
    ines = cast.client("ines")
    assert "Abrir alerta" not in text(ines.get(taken))
    ines.post(f"{taken}alerta/")
    assert Alert.objects.count() == 2


def test_from_found_to_told(cast: Cast, taken: str, met):
    ines = cast.client("ines")
    assert ines.post(f"{taken}encontrada/", {"how": "spoke", "form": fresh_token()}).status_code == 302
    assert row().located_by == "spoke"
    page = acts(cast, taken)
    assert "No se le ha preguntado: es un no." in page
    assert "Ya se le dijo" not in page
    page = acts(cast, taken, ("avisar", {"what": "alive"}))
    assert (row().told, "La persona encontrada no ha dicho que sí" in page) == ([], True)
    page = acts(cast, taken, ("permite", {"wish": "alive_only"}))
    assert ("Antes de preguntarle a la persona, haga la revisión de riesgo" in page, row().wish) == (True, "")
    page = acts(cast, taken, ("riesgo", {"verdict": "may_tell"}), ("permite", {"wish": "alive_only"}))
    assert ("repita la revisión de riesgo, márquelo" in page, row().wish) == (True, ""), "she is fifteen"
    page = acts(cast, taken, ("riesgo", {"verdict": "may_tell", "risk:child": "on"}), ("permite", {"wish": "alive_only"}))
    assert "Que está con vida, nada más" in page
    assert "Cómo comunicarse, como lo dijo la persona" not in page
    acts(cast, taken, ("avisar", {"what": "call"}))
    assert row().told == []
    page = acts(cast, taken, ("avisar", {"what": "alive"}), ("cerrar", {"reason": "located"}))
    assert ([one[2] for one in row().told], row().close_reason) == (["alive"], "located")
    page = acts(cast, taken, ("permite", {"wish": "no"}))
    assert "«No»" in page


def test_found_in_an_encounter_counts_there(cast: Cast, taken: str, met, clock):
    early = met(2, at=NOW - timedelta(hours=1))
    clock.move_to(NOW + timedelta(hours=2))
    encounter = met(3)
    ines = cast.client("ines")
    page = text(ines.get(f"{taken}encontrada/"))
    assert "antes del reporte: no cuenta" in page
    for wrong, said in (
        ({}, "Elija cómo se sabe"),
        ({"how": "nonsense"}, "Elija cómo se sabe"),
        ({"how": "encounter"}, "Elija el encuentro en que se encontró"),
        ({"how": "encounter", "encounter": str(UUID(int=7))}, "Elija el encuentro en que se encontró"),
        ({"how": "spoke", "when": "2026-12-24T10:00"}, "todavía no llega"),
    ):
        answer = ines.post(f"{taken}encontrada/", {**wrong, "form": fresh_token()})
        assert (answer.status_code, said in text(answer)) == (422, True)
    ines.post(f"{taken}encontrada/", {"how": "encounter", "encounter": str(encounter), "form": fresh_token()})
    assert row().encounter == encounter
    assert "LOCATED" in Encounter.objects.get(subject=encounter).services
    assert "Localización de persona extraviada" in text(ines.get(f"/encuentros/{encounter}/"))
    listed = text(cast.client("rafael").get("/extraviadas/"))
    assert re.search(r"Localizadas con vida 1 ", listed)
    acts(cast, taken, ("no-era", {}))
    assert "LOCATED" not in Encounter.objects.get(subject=encounter).services
    ines.post(f"{taken}encontrada/", {"how": "encounter", "encounter": str(early), "form": fresh_token()})
    assert "no cuenta como localizada" in text(cast.client("rafael").get(taken))


def test_a_lead_is_written_and_taken_away(cast: Cast, taken: str):
    ines = cast.client("ines")
    for wrong, said in (
        ({"text": ""}, "Escriba qué dicen que vieron"),
        ({"text": "x", "seen_on": "2026-12-24"}, "todavía no llega"),
        ({"text": "x", "source": "gossip"}, "no está en la lista"),
    ):
        answer = ines.post(f"{taken}pista/", {**wrong, "form": fresh_token()})
        assert (answer.status_code, said in text(answer)) == (422, True)
    sent = {"text": "La vieron en el comedor", "source": "shelter", "reliability": "likely", "form": fresh_token()}
    ines.post(f"{taken}pista/", sent)
    assert "La vieron en el comedor" in text(ines.get(taken))
    ines.post(f"{taken}pista/{row().leads[0]['lead']}/quitar/")
    assert "La vieron en el comedor" not in text(ines.get(taken))


def test_what_is_known_better_comes_filled_and_changes_what_was_typed(cast: Cast, taken: str):
    ines = cast.client("ines")
    form = ines.get(f"{taken}datos/").content.decode()
    for filled in ('value="Xóchitl"', 'value="Turquesa, Luna"', 'value="15"', 'value="16"', "tatuaje de jaguar"):
        assert filled in form
    ines.post(f"{taken}datos/", {**CALL, "clothing": "gorra roja", "nationality": "GT", "form": fresh_token()})
    page = text(ines.get(taken))
    assert "gorra roja" in page
    assert "Guatemala" in page


def test_another_person_of_the_same_report_stays_linked(cast: Cast, taken: str):
    ines = cast.client("ines")
    answer = ines.post(f"{taken}otra/", {"given": "Memo", "sex": "M", "form": fresh_token()})
    assert answer.status_code == 302
    assert (MissingReport.objects.count(), MissingFile.objects.count()) == (1, 2)
    assert "Xóchitl Turquesa Luna" in text(ines.get(answer["Location"]))


def test_who_seeks_is_corrected_and_withdraws(cast: Cast, taken: str):
    rafael = cast.client("rafael")
    form = rafael.get(f"{taken}quien-busca/").content.decode()
    assert 'value="504 5550101"' in form
    assert rafael.post(f"{taken}quien-busca/", {"call_back": "", "consent:search": "on"}).status_code == 422
    rafael.post(f"{taken}quien-busca/", {"call_back": "consulado", "consent:search": "on"})
    page = acts(cast, taken, ("retirar", {}))
    assert "Retiró su reporte. No le llame." in page
    assert row().close_reason == "withdrawn"
    for said in ("Obsidiana", "consulado", "Madre o padre", "peligro quien busca"):
        assert said not in page


def test_the_forensic_body_has_it_and_nothing_is_told(cast: Cast, taken: str):
    acts(cast, taken, ("forense", {"to": "fgr", "number": ""}))
    assert row().forensic == ""
    page = acts(cast, taken, ("forense", {"to": "fgr", "number": "FGR-77"}))
    assert "FGR-77" in page
    assert "FGR-77" not in text(cast.client("ines").get(taken))
    acts(cast, taken, ("reabrir", {}))
    assert (row().forensic, row().close_reason) == ("", "")


def test_two_files_of_one_person_are_joined_and_separated(cast: Cast, taken: str):
    first = row().subject
    other = cast.client("ines").post("/extraviadas/nueva/", {"form": fresh_token(), **CALL})["Location"]
    page = acts(cast, other, ("unir", {"into": str(first)}))
    assert "Se busca y cuenta allá" in page
    assert MissingFile.objects.exclude(subject=first).get().into == first
    page = acts(cast, other, ("separar", {}))
    assert "Se busca y cuenta allá" not in page
    assert cast.client("rafael").post(f"{other}unir/", {"into": "x"}).status_code == 404


@pytest.mark.parametrize("what", ["permite", "riesgo", "avisar", "cerrar", "revision"])
def test_nothing_chosen_is_said_and_writes_nothing(cast: Cast, taken: str, what: str):
    before = MissingFile.objects.values().get()
    acts(cast, taken, (what, {}))
    acts(cast, taken, (what, {"wish": "x", "verdict": "x", "what": "x", "reason": "x", "next_on": "x"}))
    assert MissingFile.objects.values().get() == before


def test_the_receipt_of_the_seeker_holds_no_name_and_no_place(cast: Cast, taken: str):
    answer = cast.client("ines").get(f"{taken}comprobante/")
    page = text(answer)
    assert row().folio.partition("/")[0] in page
    for name in NAMES:
        assert name not in answer.content.decode()


def test_names_are_found_by_post_and_folios_as_well(cast: Cast, taken: str):
    ines, folio = cast.client("ines"), row().folio
    for asked in ("turquesa", folio.lower(), folio.partition("/")[0]):
        assert "Xóchitl" in text(ines.post("/extraviadas/", {"asked": asked})).partition("Se buscan")[0]
    assert "Nada con ese folio o nombre" in text(ines.post("/extraviadas/", {"asked": "nadie"}))


def board_line(client, folio: str) -> str:
    """Return what the board says of a folio."""
    found = re.search(rf"[Rr]eporte {folio}[^.]*\.", text(client.get("/hoy/")))
    return found[0] if found else ""


def test_the_board_and_the_hand_over_tell_folios_and_no_name(cast: Cast, taken: str, clock):
    ines, folio = cast.client("ines"), row().folio
    board = text(ines.get("/hoy/"))
    assert f"Reporte {folio}, reciente: decida si es alerta" in board
    ines.post(f"{taken}revision/", {"looked:shelters": "on", "next_on": "2026-11-30"})
    assert folio not in text(ines.get("/hoy/"))
    clock.move_to(datetime(2026, 11, 30, 12, 0, tzinfo=UTC))
    ines = cast.client("ines")
    assert f"Toca revisar el reporte {folio}" in text(ines.get("/hoy/"))
    ines.post(f"{taken}encontrada/", {"how": "spoke", "form": fresh_token()})
    acts(cast, taken, ("riesgo", {"verdict": "may_tell", "risk:child": "on"}))
    steps = {board_line(ines, folio)}
    for wish in ("no", "later", "yes"):
        acts(cast, taken, ("permite", {"wish": wish}))
        steps.add(board_line(ines, folio))
    assert len(steps) == 1, "that somebody was found, and what was answered, hangs on no board"
    assert "la coordinación tiene un paso pendiente" in text(ines.get("/hoy/"))
    given = text(cast.client("rafael").get("/turno/entrega/"))
    assert folio in given
    for page in (board, given, text(ines.get("/hoy/"))):
        for name in NAMES:
            assert name not in page
    assert folio not in text(cast.client("nadia").get("/hoy/"))


def test_an_encounter_that_says_located_without_a_report_is_shown_for_a_look(cast: Cast, taken: str, met):
    from vereda.encounters.door import Service

    met(1, services=[Service(service="LOCATED")])
    assert "dice «localizada» y ningún reporte lo nombra" in text(cast.client("rafael").get("/extraviadas/"))
    assert "ningún reporte" not in text(cast.client("rafael").get("/extraviadas/?month=2026-10"))


GETS = ("", "comprobante/", "otra/", "datos/", "quien-busca/", "pista/", "encontrada/")
POSTS = {
    "otra/": {"given": "x"}, "datos/": CALL, "quien-busca/": {"call_back": "x", "consent:search": "on"}, "alerta/": {},
    "revision/": {"looked:own_records": "on", "next_on": "2026-12-01"}, "pista/": {"text": "x"},
    "pista/00000000-0000-0000-0000-000000000007/quitar/": {}, "encontrada/": {"how": "spoke"}, "no-era/": {},
    "permite/": {"wish": "yes"}, "riesgo/": {"verdict": "may_tell"}, "avisar/": {"what": "alive"},
    "forense/": {"to": "fgr", "number": "1"}, "cerrar/": {"reason": "mistake"}, "reabrir/": {}, "retirar/": {},
    "unir/": {"into": "00000000-0000-0000-0000-000000000007"}, "separar/": {},
}  # fmt: skip
WHOLE = {
    "quien-busca/",
    "no-era/",
    "permite/",
    "riesgo/",
    "avisar/",
    "forense/",
    "cerrar/",
    "reabrir/",
    "retirar/",
    "unir/",
    "separar/",
}


@pytest.mark.parametrize("is_found", [False, True])
def test_a_report_that_was_withdrawn_opens_no_form_of_the_seeker_at_once_and_says_the_same_of_who_was_found(
    cast: Cast, taken: str, is_found: bool
):
    if is_found:
        cast.client("ines").post(f"{taken}encontrada/", {"how": "spoke", "form": fresh_token()})
    rafael = cast.client("rafael")
    assert 'value="504 5550101"' in rafael.get(f"{taken}quien-busca/").content.decode()
    acts(cast, taken, ("retirar", {}))
    sent = {"form": fresh_token(), "call_back": "otro 900", "consent:search": "on", "seeker": "Rosa Obsidiana"}
    for answer in (rafael.get(f"{taken}quien-busca/"), rafael.post(f"{taken}quien-busca/", sent)):
        page = text(answer)
        assert (answer.status_code, "Quien busca retiró su reporte. No le llame." in page) == (410, True)
        assert not any(one in answer.content.decode() for one in (*NAMES, "otro 900", '<form method="post" action="/extrav'))
        assert not any(said in page.lower() for said in ("encontr", "con vida", "localiz"))


def test_two_notes_of_a_seeker_that_differ_are_shown_to_nobody_once_the_report_was_withdrawn(cast: Cast, taken: str):
    from vereda.logbook.door import Author, heads
    from vereda.tracing import door as tracing

    report = row().report
    by = Author(account=str(cast.account("rafael").pk), group="piedras-negras", country="mx", zone="America/Matamoros")
    seen = heads(report)
    for said in ("dos tristes", "tres tigres"):
        seeking = tracing.Seeking(call_back="504", consent=[tracing.ConsentFor.SEARCH], note=said)
        tracing.correct_report(seeking, report=report, by=by, at=NOW, seen=seen)
    rafael = cast.client("rafael")
    assert "tres tigres" in text(rafael.get("/diferencias/?purpose=assist"))
    acts(cast, taken, ("retirar", {}))
    assert "tres tigres" not in text(rafael.get("/diferencias/?purpose=assist"))


def test_nadia_sees_and_does_nothing_of_another_group(cast: Cast, taken: str):
    nadia, before, absent = cast.client("nadia"), MissingFile.objects.values().get(), f"/extraviadas/{UUID(int=7)}/"
    for address in GETS:
        assert nadia.get(f"{taken}{address}").status_code == nadia.get(f"{absent}{address}").status_code == 404 or (
            address in WHOLE and nadia.get(f"{taken}{address}").status_code == 403
        )
    for address, sent in POSTS.items():
        answer = nadia.post(f"{taken}{address}", {**sent, "form": fresh_token()})
        assert answer.status_code == (403 if address in WHOLE else 404), address
        assert answer.status_code == nadia.post(f"{absent}{address}", sent).status_code
    assert MissingFile.objects.values().get() == before
    folio = row().folio
    for asked in ("turquesa", folio):
        assert "Nada con ese folio o nombre" in text(nadia.post("/extraviadas/", {"asked": asked}))
    page = text(nadia.get("/extraviadas/"))
    assert folio not in page
    assert re.search(r"Reportes recibidos 0 ", page)


def test_who_takes_calls_decides_nothing_about_the_seeker(cast: Cast, taken: str):
    ines, before = cast.client("ines"), MissingFile.objects.values().get()
    for address in WHOLE:
        assert ines.post(f"{taken}{address}", POSTS[address]).status_code == 403
    assert MissingFile.objects.values().get() == before


@pytest.mark.parametrize("name", ["octavio", "julia", "graciela", "alma", "adriana", "bruno", "marta"])
def test_offices_and_other_roles_see_nothing(cast: Cast, taken: str, name: str):
    client = cast.client(name)
    for address in ("/extraviadas/", taken, "/extraviadas/nueva/"):
        assert client.get(address).status_code in (403, 404)


def test_who_works_on_cases_reads_no_report_while_files_are_nobodys_case(cast: Cast, taken: str):
    for name in ("lucia", cast.of_role("case_worker"), cast.of_role("tracing_officer")):
        client = cast.client(name)
        for address in ("/extraviadas/", taken, f"{taken}quien-busca/"):
            answer = client.get(f"{address}?purpose=tracing")
            assert answer.status_code in (403, 404)
            assert not any(one in text(answer) for one in NAMES)


@pytest.mark.parametrize(("count", "located"), [("services", 1), ("people", 1), ("encounters", 0)])
def test_the_bulletin_counts_who_was_found_from_afar_and_makes_no_encounter_of_it(
    cast: Cast, taken: str, count: str, located: int
):
    from vereda.statistics import door as statistics

    cast.client("ines").post(f"{taken}encontrada/", {"how": "spoke", "form": fresh_token()})
    days = {"from_on": date(2026, 11, 1), "to_on": date(2026, 11, 30)}
    asked = statistics.question(country="mx", by=["category"], count=count, outside=True, **days)
    table = statistics.bulletin(asked)
    assert {key[0]: value for key, value in table.rows} == ({"LOCATED": located} if located else {})
    assert {key[0]: value for key, value in table.outside.rows} == ({"MISSING_REPORTS": 1} if located else {})
    assert table.total == located
