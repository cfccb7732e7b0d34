"""First aid at the desk: written in a tap, advised as it is typed, closed to who does not hold it, handed over without a name."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.desk.web.new_encounter import fresh_token
from vereda.encounters.door import Line, Service, services_of
from vereda.logbook.door import subject
from vereda.medical.door import HANDOVER_MOST, FirstAid, Outcome, records
from vereda.people.door import Person

pytestmark = pytest.mark.django_db

WELL = {
    "respirations": "22", "spo2": "94", "oxygen": "no", "systolic": "105", "pulse": "100", "consciousness": "A",
    "temperature": "38.5",
}  # fmt: skip
ILL = {
    "complaint:FRACT": "on", "mechanism": "fall", "sex": "F", "age_years": "34", "allergies": "penicilina",
    "medicines": "insulina perdida", "flag:do_not_move": "on", "note": "dolor en la pierna", "gave:splint": "on",
    "dose:splint": "dos tablillas", "outcome": "transported", "place": "Hospital Obsidiana", **WELL,
}  # fmt: skip
WORDS = ("Fractura", "fractura", "penicilina", "insulina", "pierna", "tablillas", "Obsidiana", "NEWS2")
UNSIGNED = "Aún no aprobado por personal clínico"


def sent(**changed: str) -> dict[str, str]:
    return {"form": fresh_token(), **changed}


@pytest.fixture
def encounter(met) -> UUID:
    return met(2)


@pytest.fixture
def written(cast: Cast, encounter: UUID) -> FirstAid:
    """Return a record that Tomás, paramedic, wrote."""
    answer = cast.client("tomas").post(f"/encuentros/{encounter}/primeros-auxilios/nuevo/", sent(**ILL))
    assert answer.status_code == 302, text(answer)
    return FirstAid.objects.get()


def held(encounter: UUID) -> int | None:
    found = subject(encounter)
    assert found
    return services_of(found.folded.state).get("FIRST_AID", 0)


@pytest.mark.parametrize("name", ["ines", "tomas"])
@pytest.mark.parametrize("one", [{"complaint:BLISTER": "on"}, {"outcome": "refused"}])
def test_one_tap_is_enough_for_an_agent_and_for_a_paramedic(cast: Cast, encounter: UUID, name: str, one):
    answer = cast.client(name).post(f"/encuentros/{encounter}/primeros-auxilios/nuevo/", sent(**one))
    assert answer.status_code == 302, text(answer)
    assert FirstAid.objects.get().encounter == encounter
    assert held(encounter) == 1, "the official service stands in the encounter, in the same block"


def test_the_encounter_leads_to_the_form_and_the_form_shows_what_can_be_tapped(cast: Cast, encounter: UUID):
    tomas = cast.client("tomas")
    assert (
        f'href="/encuentros/{encounter}/primeros-auxilios/'
        in tomas.get(f"/encuentros/{encounter}/?purpose=medical").content.decode()
    )
    answer = tomas.get(f"/encuentros/{encounter}/primeros-auxilios/", follow=True)
    page = answer.content.decode()
    assert 'name="complaint:DEHYD"' in page
    assert "SEXVIOL" not in page
    assert "TORTURE" not in page
    assert "se atienden en privado" in text(answer)


def test_a_form_that_is_sent_twice_is_one_record_and_counts_once(cast: Cast, encounter: UUID):
    tomas, form = cast.client("tomas"), sent(**ILL)
    addresses = {tomas.post(f"/encuentros/{encounter}/primeros-auxilios/nuevo/", form)["Location"] for _ in range(2)}
    assert (len(addresses), FirstAid.objects.count(), held(encounter)) == (1, 1, 1)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"spo2": "101"}, "va de 1 a 100"),
        ({"pulse": "0"}, "Cero solo puede ser en quien no responde"),
        ({"temperature": "370"}, "va de 10.0 a 47.0"),
        ({"temperature": "37.45"}, "un solo decimal"),
        ({"temperature": "fiebre"}, "no se entiende"),
        ({"respirations": "muchas"}, "no es un número entero"),
        ({"age_years": "40", "age_months": "18"}, "no son de la misma edad"),
        ({"age_years": "400"}, "va de 0 a 120"),
        ({"pain": "11"}, "va de 0 a 10"),
        ({"consciousness": "X"}, "no está en la lista"),
        ({"outcome": "cured"}, "no está en la lista"),
        ({"eyes": "5"}, "no está en la lista"),
        ({"taken_at": "2100-01-01T10:00"}, "todavía no llega"),
        ({"person": str(uuid4())}, "no está en este encuentro"),
        ({"allergies": "a" * 1001}, "acórtelo"),
        ({"past": "a" * 1001}, "acórtelo"),
        ({"last_meal": "a" * 201}, "acórtelo"),
        ({"pulse": "90", "measured_by": "a" * 81}, "acórtelo"),
        ({"complaint:FRACT": "", "outcome": ""}, "Con una de las dos basta"),
        ({"complaint:FRACT": "", "outcome": "", "complaint:SEXVIOL": "on"}, "Con una de las dos basta"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_typed_is_lost(cast: Cast, encounter: UUID, changed, said):
    answer = cast.client("tomas").post(f"/encuentros/{encounter}/primeros-auxilios/nuevo/", sent(**{**ILL, **changed}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in text(answer)
    assert 'value="105"' in page
    assert 'value="dos tablillas"' in page
    assert 'value="Hospital Obsidiana"' in page
    if "complaint:FRACT" not in changed:
        assert re.search(r'name="complaint:FRACT" checked', page)
    assert not FirstAid.objects.exists()
    assert held(encounter) == 0


def test_a_comma_is_a_point_in_a_temperature(cast: Cast, encounter: UUID):
    cast.client("tomas").post(f"/encuentros/{encounter}/primeros-auxilios/nuevo/", sent(**{**ILL, "temperature": "38,5"}))
    [one] = records.vitals(FirstAid.objects.get())
    assert one.told
    assert one.told.temperature_tenths == 385


def test_each_person_cared_for_is_one_more_in_the_encounter_and_a_mistake_one_less(cast: Cast, met):
    encounter, tomas = met(3, services=[Service(service="FIRST_AID", people=1)]), cast.client("tomas")
    for expected in (1, 2, 3):
        tomas.post(f"/encuentros/{encounter}/primeros-auxilios/nuevo/", sent(**{"complaint:BLISTER": "on"}))
        assert held(encounter) == expected
    row = FirstAid.objects.first()
    assert row
    tomas.post(f"/primeros-auxilios/{row.subject}/anular/")
    assert held(encounter) == 2
    tomas.post(f"/primeros-auxilios/{row.subject}/anular/")
    assert held(encounter) == 3


@pytest.mark.parametrize(
    "told",
    [
        {"people": 1, "services": [Service(service="WATER")]},
        {"people": 2, "lines": [Line(line_id="a", count=1, services=["FIRST_AID"])], "services": [Service(service="WATER")]},
    ],
)
def test_care_is_written_down_also_where_the_encounter_cannot_count_it_and_the_page_says_so(cast: Cast, met, told):
    encounter, tomas = met(**told), cast.client("tomas")
    for _ in range(2):
        answer = tomas.post(f"/encuentros/{encounter}/primeros-auxilios/nuevo/", sent(**{"complaint:BLISTER": "on"}))
        assert answer.status_code == 302
    assert FirstAid.objects.count() == 2
    assert "para menos personas que las atendidas" in text(tomas.get(f"/encuentros/{encounter}/primeros-auxilios/"))


def test_somebody_who_taps_everything_is_believed(cast: Cast, encounter: UUID):
    from vereda.medical.rules import complaints

    every = [code for code, one in complaints().items() if one.on_form]
    ticked = {f"complaint:{code}": "on" for code in every}
    answer = cast.client("tomas").post(f"/encuentros/{encounter}/primeros-auxilios/nuevo/", sent(**ticked))
    assert answer.status_code == 302
    told = records.told(FirstAid.objects.get())
    assert told
    assert told.complaints == every


def advised(cast: Cast, **typed: str) -> str:
    answer = cast.client("ines").post("/primeros-auxilios/consejo/", typed)
    assert answer.status_code == 200
    return text(answer)


def test_news2_is_reckoned_as_it_is_typed_names_its_rule_and_who_has_not_signed_it(cast: Cast):
    said = advised(cast, **WELL)
    for part in ("NEWS2: 6 · Urgente", "NEWS2 v1", UNSIGNED, "Royal College of Physicians", "Urgente: que la valore"):
        assert part in said
    assert not FirstAid.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"spo2": "94"}, "Para sumar falta: respiraciones, oxígeno, presión sistólica, pulso, conciencia, temperatura."),
        ({**WELL, "pregnant": "yes"}, "NEWS2 no sirve en el embarazo"),
        ({"pregnant": "yes", "sign:bleeding": "on"}, "traslado al hospital ahora"),
        ({"pulse": "120", "systolic": "100"}, "Índice de choque: 1.20 · Alarma"),
        ({"age_months": "18", "respirations": "40"}, "Respiración rápida: desde 40"),
        ({"age_months": "18", "muac_mm": "114"}, "Desnutrición grave"),
        ({"age_months": "18", "oedema": "on"}, "Por hinchazón de los dos pies"),
        ({"age_months": "0", "respirations": "60"}, "traslado al hospital ahora"),
        ({"temperature": "40.0", "consciousness": "C"}, "Primero enfríe, después traslade"),
        ({"temperature": "31.9"}, "Hipotermia moderada"),
        ({"eyes": "2", "verbal": "2", "motor": "4"}, "E2 V2 M4 = 8"),
        ({"eyes": "2", "verbal": "NT", "motor": "4"}, "no se da total"),
        ({"spo2": "90"}, "En lugares altos"),
        ({"complaint:SNAKE": "on"}, "sin torniquete"),
        ({"spo2": "101"}, "va de 1 a 100"),
        ({}, "aquí sale el paso que sigue"),
    ],
)
def test_each_rule_advises_with_its_name_and_says_that_nobody_signed_it(cast: Cast, typed, said):
    page = advised(cast, **typed)
    assert said in page
    if typed and typed != {"spo2": "101"}:
        assert UNSIGNED in page
        assert re.search(r"[A-Z0-9_]+ v1", page)


@pytest.mark.parametrize("typed", [{**WELL, "age_years": "15"}, {**WELL, "age_months": "30"}])
def test_a_child_has_no_news2(cast: Cast, typed):
    assert "NEWS2:" not in advised(cast, **typed)


@pytest.mark.parametrize(
    ("typed", "is_said"),
    [
        ({}, True),
        ({"age_years": "34"}, True),
        ({"age_years": "34", "sex": "F", "pregnant": "unknown"}, True),
        ({"sex": "M"}, True),
        ({"age_years": "34", "pregnant": "no"}, False),
        ({"age_years": "34", "sex": "M"}, False),
    ],
)
def test_a_score_of_whom_nobody_said_that_it_fits_says_whom_it_is_for(cast: Cast, typed, is_said):
    page = advised(cast, **WELL, **typed)
    assert "NEWS2: 6" in page
    assert ("Solo vale desde los 16 años y sin embarazo" in page) is is_said


def test_nothing_calls_itself_a_diagnosis(cast: Cast, encounter: UUID):
    page = text(cast.client("tomas").get(f"/encuentros/{encounter}/primeros-auxilios/nuevo/"))
    assert "no diagnostica" in page


def test_a_paramedic_reads_the_whole_and_each_look_is_written_down(cast: Cast, written: FirstAid):
    page = text(cast.client("tomas").get(f"/primeros-auxilios/{written.subject}/"))
    for said in (
        "Fractura",
        "penicilina",
        "insulina perdida",
        "dolor en la pierna",
        "dos tablillas",
        "Hospital Obsidiana",
        "NEWS2",
    ):
        assert said in page
    looked = ReadRow.objects.filter(record_class="K3", subject=str(written.subject), action="read")
    assert looked.exists()
    assert looked.first().purpose == "medical"  # type: ignore[union-attr]  # it is there


def test_an_agent_writes_and_reads_back_what_must_not_be_given_and_nothing_else(cast: Cast, written: FirstAid):
    ines = cast.client("ines")
    for address in (f"/primeros-auxilios/{written.subject}/", f"/encuentros/{written.encounter}/primeros-auxilios/"):
        answer = ines.get(address)
        page = text(answer)
        assert "No dar: penicilina" in page
        assert "No mover sin inmovilizar" in page
        for sealed in WORDS:
            assert sealed not in page.replace("No dar: penicilina", "").replace("NEWS2 solo", ""), sealed
    for address in ("corregir/", "carta.pdf"):
        assert ines.get(f"/primeros-auxilios/{written.subject}/{address}").status_code in (403, 404)
    more = ines.post(f"/primeros-auxilios/{written.subject}/signos/", sent(pulse="88"))
    assert more.status_code == 302
    assert len(records.vitals(FirstAid.objects.get())) == 2


def answers(cast: Cast, name: str, subject_: UUID, encounter: UUID, line: str) -> list[tuple[int, str]]:
    """Return what somebody is answered at each address of a record, without what names the request."""
    client, found = cast.client(name), []
    for address in ("", "corregir/", "carta.pdf"):
        found.append(client.get(f"/primeros-auxilios/{subject_}/{address}"))
    for address in ("signos/", "hecho/", "termino/", "anular/", f"quitar/{line}/"):
        found.append(client.post(f"/primeros-auxilios/{subject_}/{address}", sent(pulse="88")))
    for address in ("", "nuevo/"):
        found.append(client.get(f"/encuentros/{encounter}/primeros-auxilios/{address}"))
    return [(one.status_code, text(one)) for one in found]


@pytest.mark.parametrize("name", ["nadia", "rafael", "graciela", "julia", "alma", "octavio"])
def test_a_record_that_is_hidden_and_one_that_is_not_there_answer_alike(cast: Cast, written: FirstAid, name: str):
    line = written.vitals[0][0]
    hidden = answers(cast, name, written.subject, written.encounter, line)
    absent = answers(cast, name, uuid4(), uuid4(), "0" * 32)
    assert hidden == absent
    assert {status for status, _page in hidden} <= {403, 404}
    assert FirstAid.objects.get().vitals == written.vitals
    for _status, page in hidden:
        assert not [word for word in WORDS if word in page]


@pytest.mark.parametrize("name", ["rafael", "graciela", "julia", "octavio"])
def test_no_list_search_count_or_history_shows_it_to_who_does_not_hold_it(cast: Cast, written: FirstAid, name: str):
    client = cast.client(name)
    addresses = (f"/encuentros/{written.encounter}/", "/encuentros/", "/hoy/", "/personas/", "/diferencias/", "/en-espera/")
    for address in addresses:
        answer = client.get(address, follow=True)
        page = answer.content.decode()
        assert str(written.subject) not in page
        assert not [word for word in WORDS if word in text(answer)]


def test_the_button_on_the_encounter_says_nothing_of_whether_there_is_a_record(cast: Cast, met, written: FirstAid):
    other, ines = met(2, services=[Service(service="FIRST_AID", people=1)]), cast.client("ines")
    buttons = [
        re.search(
            r'<a class="button" href="[^"]*primeros-auxilios/[^"]*">.*?</a>',
            ines.get(f"/encuentros/{one}/?purpose=assist").content.decode(),
            re.S,
        )
        for one in (written.encounter, other)
    ]
    assert all(buttons)
    first, second = (button[0].split(">", 1)[1] for button in buttons if button)
    assert first == second


def test_a_paramedic_who_looks_to_assist_is_asked_for_the_medical_purpose_by_the_page_itself(cast: Cast, written: FirstAid):
    tomas = cast.client("tomas")
    tomas.get("/encuentros/")
    assert tomas.get(f"/primeros-auxilios/{written.subject}/?purpose=assist").status_code in (400, 403, 404)
    assert tomas.get(f"/primeros-auxilios/{written.subject}/").status_code == 200


def test_signs_over_time_are_shown_as_they_moved(cast: Cast, written: FirstAid):
    tomas = cast.client("tomas")
    later = {**WELL, "pulse": "88", "temperature": "37.5", "spo2": "96"}
    assert tomas.post(f"/primeros-auxilios/{written.subject}/signos/", sent(**later)).status_code == 302
    page = text(tomas.get(f"/primeros-auxilios/{written.subject}/"))
    assert "Cómo va" in page
    for moved in ("100 /min → 88 /min baja 12", "38.5 °C → 37.5 °C baja 1.0", "94 % → 96 % sube 2"):
        assert moved in page
    assert "NEWS2 6 → 3 baja 3" in page


@pytest.mark.parametrize(
    ("what", "typed", "said"),
    [
        ("signos", {}, "Anote al menos un valor medido"),
        ("signos", {"spo2": "101"}, "va de 1 a 100"),
        ("hecho", {}, "Marque qué se hizo"),
        ("termino", {}, "Marque cómo terminó"),
        ("termino", {"outcome": "cured"}, "no está en la lista"),
    ],
)
def test_an_act_that_says_nothing_is_refused_in_words(cast: Cast, written: FirstAid, what, typed, said):
    answer = cast.client("tomas").post(f"/primeros-auxilios/{written.subject}/{what}/", sent(**typed))
    assert answer.status_code == 422
    assert said in text(answer)


def test_what_was_done_and_how_it_ended_are_added_and_taken_away(cast: Cast, written: FirstAid):
    tomas = cast.client("tomas")
    done = sent(**{"gave:oxygen": "on", "gave:fluids": "on", "dose:fluids": "250 ml"})
    assert tomas.post(f"/primeros-auxilios/{written.subject}/hecho/", done).status_code == 302
    given = records.treatments(FirstAid.objects.get())
    assert sorted(one.told.what.value for one in given if one.told) == ["fluids", "oxygen", "splint"]
    assert tomas.post(f"/primeros-auxilios/{written.subject}/quitar/{given[1].line}/").status_code == 302
    assert len(records.treatments(FirstAid.objects.get())) == 2
    tomas.post(f"/primeros-auxilios/{written.subject}/termino/", sent(outcome="stays"))
    ended = records.outcome(FirstAid.objects.get())
    assert ended
    assert ended.told == Outcome.STAYS


def test_a_correction_says_it_again_as_a_whole(cast: Cast, written: FirstAid):
    tomas = cast.client("tomas")
    page = tomas.get(f"/primeros-auxilios/{written.subject}/corregir/").content.decode()
    assert re.search(r'name="complaint:FRACT" checked', page)
    assert "dolor en la pierna" in page
    answer = tomas.post(f"/primeros-auxilios/{written.subject}/corregir/", sent(**{"complaint:SPRAIN": "on", "age_years": "34"}))
    assert answer.status_code == 302
    told = records.told(FirstAid.objects.get())
    assert told
    assert (told.complaints, told.allergies) == (["SPRAIN"], "")


def test_a_struck_encounter_takes_the_page_with_it(cast: Cast, encounter: UUID, written: FirstAid):
    assert cast.client("ines").post(f"/encuentros/{encounter}/tachar/").status_code == 302
    for name in ("tomas", "ines"):
        assert cast.client(name).get(f"/primeros-auxilios/{written.subject}/").status_code in (403, 404)


def test_nobody_is_written_down_as_walking_who_was_not_asked(cast: Cast, encounter: UUID):
    page = cast.client("tomas").get(f"/encuentros/{encounter}/primeros-auxilios/nuevo/").content.decode()
    offered = re.findall(r'<select id="f-mechanism".*?</select>', page, re.S)[0]
    assert re.search(r"<option value=\"(\w+)\"", offered)[1] == "unknown"  # type: ignore[index]  # there are options


def handover(page: str) -> str:
    found = re.search(r'<p class="handover-text">(.*?)</p>', page, re.S)
    assert found
    return found[1]


SAMPLE = {
    "medicines": "insulina de noche", "medicines_lost": "salbutamol en el río", "past": "asma, dos embarazos",
    "last_meal": "tortilla y agua a las 6", "events": "cayó del vagón", "checked_by": "Tomasa del turno",
}  # fmt: skip


def test_the_text_of_handing_over_fits_three_messages_in_the_order_in_which_receivers_listen(cast: Cast, written: FirstAid):
    said = handover(cast.client("tomas").get(f"/primeros-auxilios/{written.subject}/").content.decode())
    assert len(said) <= HANDOVER_MOST
    atmist = ("Mujer, 34 años.", "Cómo pasó: caída.", "Fractura", "respiraciones 22", "NEWS2 6.", "dos tablillas")
    places = [said.index(part) for part in (*atmist, "NO DAR: penicilina.", "No mover", "Medicamentos: insulina perdida.")]
    assert places == sorted(places)


def test_what_sample_asks_is_written_folded_read_and_handed_over_in_its_order(cast: Cast, encounter: UUID):
    tomas = cast.client("tomas")
    assert '<textarea id="f-last_meal"' in tomas.get(f"/encuentros/{encounter}/primeros-auxilios/nuevo/").content.decode()
    told = {"complaint:FRACT": "on", "allergies": "yodo", "pulse": "90", "measured_by": "Ramona", "note": "sin más", **SAMPLE}
    assert tomas.post(f"/encuentros/{encounter}/primeros-auxilios/nuevo/", sent(**told)).status_code == 302
    row = FirstAid.objects.get()
    page = tomas.get(f"/primeros-auxilios/{row.subject}/").content.decode()
    for words in (*SAMPLE.values(), "midió Ramona; escribió"):
        assert words in page
    said = handover(page)
    parts = (
        "NO DAR: yodo.", "Medicamentos: insulina de noche.", "Perdió: salbutamol en el río.",
        "Antecedentes: asma, dos embarazos.", "Comió y bebió: tortilla y agua a las 6.", "Qué pasó: cayó del vagón.",
        "Lo revisó una segunda persona.", "Sin más.",
    )  # fmt: skip
    assert [said.index(part) for part in parts] == sorted(said.index(part) for part in parts)
    assert not any(name in said for name in ("Tomasa", "Ramona"))
    again = tomas.get(f"/primeros-auxilios/{row.subject}/corregir/").content.decode()
    assert all(words in again for words in SAMPLE.values()), "a correction says the whole again"


def test_an_agent_who_wrote_what_sample_asks_reads_nothing_of_it_back(cast: Cast, encounter: UUID):
    ines = cast.client("ines")
    ines.post(f"/encuentros/{encounter}/primeros-auxilios/nuevo/", sent(**{"complaint:FRACT": "on", "pulse": "90", **SAMPLE}))
    for name in ("ines", "rafael", "nadia"):
        page = cast.client(name).get(f"/primeros-auxilios/{FirstAid.objects.get().subject}/").content.decode()
        assert not any(words in page for words in SAMPLE.values()), name


def test_what_must_not_be_given_is_never_what_does_not_fit(cast: Cast, encounter: UUID):
    tomas = cast.client("tomas")
    told = {**ILL, **dict.fromkeys(("medicines", "medicines_lost", "past", "last_meal", "events"), "larga " * 20)}
    tomas.post(f"/encuentros/{encounter}/primeros-auxilios/nuevo/", sent(**told))
    page = tomas.get(f"/primeros-auxilios/{FirstAid.objects.get().subject}/").content.decode()
    said = handover(page)
    assert len(said) <= HANDOVER_MOST
    assert "NO DAR: penicilina." in said
    assert "no cupieron" in page
    assert said.count("larga") % 20 == 0, "a part is told whole or not at all"


def test_the_last_whole_set_stands_beside_a_later_one_of_two_values(cast: Cast, written: FirstAid):
    tomas = cast.client("tomas")
    tomas.post(f"/primeros-auxilios/{written.subject}/signos/", sent(pulse="71"))
    said = handover(tomas.get(f"/primeros-auxilios/{written.subject}/").content.decode())
    assert said.index("pulso 71") < said.index("pulso 100")
    assert "NEWS2 6." in said


def test_a_danger_sign_of_a_pregnancy_is_handed_over_before_anything_that_was_measured(cast: Cast, encounter: UUID):
    tomas = cast.client("tomas")
    told = {**ILL, "pregnant": "yes", "sign:bleeding": "on", "sign:headache_sight": "on", "oxygen": "no"}
    tomas.post(f"/encuentros/{encounter}/primeros-auxilios/nuevo/", sent(**told))
    said = handover(tomas.get(f"/primeros-auxilios/{FirstAid.objects.get().subject}/").content.decode())
    assert "Embarazada. SIGNO DE PELIGRO: sangrado; dolor de cabeza muy fuerte o vista borrosa." in said
    assert said.index("SIGNO DE PELIGRO") < said.index("respiraciones 22")
    assert "oxígeno no, conciencia alerta" in said


def test_a_long_note_is_left_out_whole_and_the_page_says_so(cast: Cast, encounter: UUID):
    tomas = cast.client("tomas")
    tomas.post(f"/encuentros/{encounter}/primeros-auxilios/nuevo/", sent(**{**ILL, "note": "larga " * 100}))
    page = tomas.get(f"/primeros-auxilios/{FirstAid.objects.get().subject}/").content.decode()
    assert "larga" not in handover(page)
    assert "1 parte no cupo" in page
    assert len(handover(page)) <= HANDOVER_MOST


def test_no_word_of_the_name_is_in_the_text_and_a_part_that_holds_one_is_left_out(cast: Cast, named: UUID):
    person = Person.objects.get().subject
    typed = {
        **ILL,
        "person": str(person),
        "note": "Xochitl se queja",
        "medicines": "se las dio doña CRUZ",
        "allergies": "aspirina",
    }
    tomas = cast.client("tomas")
    assert tomas.post(f"/encuentros/{named}/primeros-auxilios/nuevo/", sent(**typed)).status_code == 302
    row = FirstAid.objects.get()
    assert row.person == person
    page = tomas.get(f"/primeros-auxilios/{row.subject}/").content.decode()
    said = handover(page).lower()
    for name in ("xochitl", "xóchitl", "cruz", "me'tik"):
        assert name not in said
    assert "no dar: aspirina" in said
    assert "2 partes se dejaron fuera" in page


def test_the_letter_is_a_pdf_without_a_name_and_its_leaving_is_written_down(cast: Cast, named: UUID):
    import pypdfium2

    person, tomas = Person.objects.get().subject, cast.client("tomas")
    typed = {**ILL, **SAMPLE, "events": "lo contó Xochitl", "medicines": "de doña Cruz", "person": str(person)}
    tomas.post(f"/encuentros/{named}/primeros-auxilios/nuevo/", sent(**typed))
    row = FirstAid.objects.get()
    answer = tomas.get(f"/primeros-auxilios/{row.subject}/carta.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    said = re.sub(r"\s+", " ", " ".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(answer.content)))
    for part in (
        "Carta de referencia",
        "Hospital Obsidiana",
        "NO DAR",
        "penicilina",
        "Royal College",
        "aún no aprobadas por personal clínico",
        "salbutamol en el río",
        "asma, dos embarazos",
        "tortilla y agua a las 6",
        "Segunda revisión",
    ):
        assert part in said
    for name in ("Xóchitl", "Xochitl", "Cruz", "Tomasa"):
        assert name not in said
    assert ReadRow.objects.filter(record_class="K3", action="export", subject=str(row.subject)).exists()


def test_a_letter_without_a_score_thanks_nobody_for_one(cast: Cast, encounter: UUID):
    import pypdfium2

    tomas = cast.client("tomas")
    tomas.post(f"/encuentros/{encounter}/primeros-auxilios/nuevo/", sent(**{"complaint:FRACT": "on"}))
    answer = tomas.get(f"/primeros-auxilios/{FirstAid.objects.get().subject}/carta.pdf")
    said = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_range()
    assert "No se midieron" in said
    assert "Royal College" not in said


def test_a_record_older_than_the_table_says_shows_that_it_is_closed(cast: Cast, written: FirstAid):
    from vereda.logbook.door import forget_kept

    forget_kept(now=datetime.now(UTC) + timedelta(days=366))
    page = text(cast.client("tomas").get(f"/primeros-auxilios/{written.subject}/"))
    assert "ya no se abre" in page
    assert not [word for word in ("penicilina", "tablillas") if word in page]
