"""The form of an encounter: what is typed is kept until it is saved, saved once, and nothing is invented."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from vereda.encounters.door import Encounter, lines_of, margins_of, services_of
from vereda.groups import door as groups
from vereda.logbook.door import open_box, subject, whereabouts
from vereda.logbook.schema import value_of
from vereda.people.door import Person, identity

pytestmark = pytest.mark.django_db
NEW = "/encuentros/nuevo/"
PLACE = {"state": "MX-COA", "municipality": "05025"}


def sent(client, **values):
    """Send the form as a browser does, with the names of its fields."""
    return client.post(NEW, {**PLACE, "form": "f1", **values})


def state_of(row):
    return subject(row.subject).folded.state


def test_three_taps_are_an_encounter(cast):
    client = cast.client("ines")
    answer = sent(client, **{"t:HN:F:18+": "2", "t:GT:U:0-17": "1", "s:WATER": "on"})
    assert answer.status_code == 302
    row = Encounter.objects.get()
    assert (row.people_met, row.minors, row.nationalities, row.services) == (3, 1, ";GT;HN;", ";WATER;")
    assert (row.group, row.state, row.municipality, row.language) == ("piedras-negras", "MX-COA", "05025", "")
    assert lines_of(state_of(row)) == {
        "HN-F-18p": {"count": 2, "nationality": "HN", "sex": "F", "age_band": "18+"},
        "GT-U-0-17": {"nationality": "GT", "age_band": "0-17"},
    }
    assert "Léale a la persona" in client.get(answer.url).content.decode()


def test_a_form_begins_with_the_own_patrol_and_with_no_mission_that_nobody_chose(cast, by, mission):
    others = groups.depart(route="Ruta 1", by=by("rafael"), at=timezone.now()).subject
    form = cast.client("ines").get(NEW).content.decode()
    assert f'<option value="{others}" selected>' not in form
    assert f'<option value="{mission}">' in form
    team = [str(cast.account("ines").pk)]
    own = groups.depart(route="Ruta 2", team=team, by=by("ines"), at=timezone.now()).subject
    assert f'<option value="{own}" selected>' in cast.client("ines").get(NEW).content.decode()
    assert f'<option value="{mission}" selected>' in cast.client("ines").get(f"{NEW}?purpose=rescue").content.decode()


def test_what_is_written_after_the_return_belongs_to_the_patrol_and_no_form_begins_with_it(cast, by):
    ines, left = by("ines"), timezone.now() - timedelta(hours=3)
    out = groups.depart(route="Ruta 3", by=ines, at=left, team=[ines.account]).subject
    groups.come_back(patrol=out, by=ines, at=timezone.now() - timedelta(minutes=20), kilometres=30)
    client = cast.client("ines")
    page = client.get(NEW).content.decode()
    assert f'<option value="{out}">Ruta 3 (' in page
    assert f'<option value="{out}" selected' not in page
    assert f"{NEW}?recorrido={out}" in client.get(f"/recorridos/{out}/").content.decode()
    assert f'<option value="{out}" selected' in client.get(f"{NEW}?recorrido={out}").content.decode()
    sent(client, people="2", patrol=str(out), **{"s:WATER": "on"})
    row = Encounter.objects.get()
    assert row.patrol == out
    again = client.get(f"{NEW}?como={row.subject}").content.decode()
    assert f'<option value="{out}" selected' not in again, "what is repeated is not on a patrol that is over"


def test_a_patrol_of_the_day_before_yesterday_is_offered_no_more(cast, by):
    ines, left = by("ines"), timezone.now() - timedelta(days=3)
    out = groups.depart(route="Ruta 3", by=ines, at=left).subject
    groups.come_back(patrol=out, by=ines, at=left + timedelta(hours=2))
    client = cast.client("ines")
    assert str(out) not in client.get(NEW).content.decode()
    assert "Ya no está abierto" in sent(client, people="2", patrol=str(out), **{"s:WATER": "on"}).content.decode()


def test_what_is_known_apart_stays_apart(cast):
    sent(cast.client("ines"), **{"t:NI:U:U": "6", "t:GT:U:U": "5", "people": "17", "m:age_band:0-17": "5", "s:RESCUE": "on"})
    row = Encounter.objects.get()
    assert (row.people_met, row.minors) == (17, 5)
    assert margins_of(state_of(row)) == {"age_band": {"0-17": 5}}
    assert sum(line.get("count", 1) for line in lines_of(state_of(row)).values()) == 11


def test_a_service_to_some_and_detail_rows_add_to_the_tiles(cast):
    rows = {"d0-count": "2", "d0-nationality": "HN", "d0-sex": "X", "d0-band": "60+", "d1-count": "1", "d1-nationality": "HN"}
    sent(cast.client("ines"), **rows, **{"t:HN:U:U": "1", "sn:SERUM": "2", "s:WATER": "on"})
    state = state_of(Encounter.objects.get())
    assert services_of(state) == {"SERUM": 2, "WATER": None}
    assert lines_of(state)["HN-U-U"] == {"count": 2, "nationality": "HN"}
    assert lines_of(state)["HN-X-60p"]["count"] == 2


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Diga cuántas personas había"),
        ({"t:HN:F:18+": "2"}, "Marque qué se dio"),
        ({"t:HN:F:18+": "2", "s:WATER": "on", "s:none": "on"}, "quite uno"),
        ({"t:HN:F:18+": "dos", "s:WATER": "on"}, "no es un número entero"),
        ({"t:HN:F:18+": "2", "people": "1", "s:WATER": "on"}, "Las líneas suman 2 personas y el encuentro dice 1"),
        ({"people": "3", "m:age_band:0-17": "4", "s:WATER": "on"}, "suma 4 en la edad, más que las 3 personas"),
        ({"t:HN:F:18+": "2", "m:sex:F": "1", "s:WATER": "on"}, "el sexo está en las líneas y también aparte"),
        ({"people": "3", "sn:SERUM": "4"}, "El servicio Suero oral dice 4 personas"),
        ({"people": "3", "s:WATER": "on", "at": "2999-01-01T10:00"}, "está en el futuro"),
        ({"people": "3", "s:WATER": "on", "at": "ayer"}, "no se entienden"),
        ({"people": "3", "s:WATER": "on", "point": "al norte"}, "No se entiende el punto"),
        ({"people": "3", "s:WATER": "on", "point": "-100.5, 28.7"}, "están cambiadas"),
        ({"people": "3", "s:WATER": "on", "p:TAKEN_BY_AUTHORITY": "on"}, "Diga qué autoridad"),
        ({"people": "3", "s:WATER": "on", "pn:SHELTER": "4"}, "Los destinos suman 4 personas"),
        ({"people": "3", "s:WATER": "on", "alone": "1"}, "Falta avisar"),
        ({"people": "3", "s:WATER": "on", "alone": "4", "alone_later": "on"}, "más que las 3 personas"),
        ({"people": "3", "s:WATER": "on", "municipality": "02002"}, "no es de esa entidad"),
        ({"people": "3", "s:WATER": "on", "patrol": "11111111-1111-1111-1111-111111111111"}, "Ya no está abierto"),
        ({"people": "3", "s:PIZZA": "on"}, "no está en el catálogo de servicios"),
        ({"people": "3", "s:WATER": "on", "who-given": "Ana"}, "Diga para qué se pide el nombre"),
        ({"t:HN:F:18+": "3", "s:WATER": "on", "who-given": "Ana", "who-purpose": "medical"}, "no hay nadie contado como"),
        ({"t:hn:F:18+": "1", "s:WATER": "on"}, "un dato que no está en la lista"),
    ],
)
def test_a_form_with_an_error_comes_back_whole_and_writes_nothing(cast, values, said):
    typed = {
        "note": "Una señora pidió <b>llamar</b>",
        "place": "Paso del Águila",
        "language": "spa",
        "p:HOSPITAL": "on",
        **values,
    }
    answer = sent(cast.client("ines"), **typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert Encounter.objects.count() == 0
    for kept in ("Una señora pidió &lt;b&gt;llamar&lt;/b&gt;", "Paso del Águila", 'value="spa" selected'):
        assert kept in page, kept
    for name, value in values.items():
        field = re.search(rf'<(input|select|textarea)[^>]*name="{re.escape(name)}"[^>]*>', page)
        if field and field[1] == "input" and value != "on":
            assert f'value="{value}"' in field[0], name
        elif field and value == "on":
            assert "checked" in field[0], name


def test_a_child_alone_is_told_to_the_authority_or_waits_on_the_board(cast):
    client = cast.client("ines")
    values = {"t:HN:M:0-17": "1", "s:WATER": "on", "alone": "1"}
    assert sent(client, **values).status_code == 422
    assert sent(client, **values, **{"p:CHILD_PROTECTION": "on"}).status_code == 302
    assert "falta avisar" not in client.get("/hoy/").content.decode()
    assert sent(client, form="f2", **values, alone_later="on").status_code == 302
    assert "falta avisar" in client.get("/hoy/").content.decode()


def test_a_double_tap_saves_once(cast):
    client = cast.client("ines")
    values = {"t:HN:F:18+": "2", "s:WATER": "on"}
    first, second = sent(client, **values), sent(client, **values)
    assert Encounter.objects.count() == 1
    assert first.url.split("?")[0] == second.url
    sent(client, **values, form="f2")
    assert Encounter.objects.count() == 2


def test_a_double_tap_saves_once_also_when_both_arrive_before_one_is_saved(cast):
    taps = [cast.client("ines"), cast.client("ines")]  # two sessions know as little of each other as two requests at once
    token = re.search(r'name="form" value="([^"]+)"', taps[0].get(NEW).content.decode())[1]
    first, second = (sent(tap, **{"form": token, "t:HN:F:18+": "2", "s:WATER": "on"}) for tap in taps)
    assert Encounter.objects.count() == 1
    assert first.url == second.url
    sent(cast.client("tomas"), **{"form": token, "t:HN:F:18+": "2", "s:WATER": "on"})
    assert Encounter.objects.count() == 2, "somebody else's form is another one"


def test_who_goes_back_and_types_another_meeting_loses_nothing(cast):
    client = cast.client("ines")
    sent(client, **{"t:HN:F:18+": "2", "s:WATER": "on"})
    answer = sent(client, **{"t:GT:M:18+": "9", "s:FOOD": "on"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ya se guardó" in page
    assert Encounter.objects.count() == 1
    token = re.search(r'name="form" value="([^"]+)"', page)[1]
    assert sent(client, **{"form": token, "t:GT:M:18+": "9", "s:FOOD": "on"}).status_code == 302
    assert sorted(Encounter.objects.values_list("people_met", flat=True)) == [2, 9]


@pytest.mark.parametrize(
    "written", ["28.7001, -100.5230", "28,7001 -100,5230", "28°42'0.4\"N 100°31'22.8\"O", "geo:28.7001,-100.5230"]
)
def test_the_point_is_sealed_and_the_municipality_follows_from_it(cast, written):
    sent(cast.client("ines"), **{"people": "2", "s:WATER": "on", "point": written, "accuracy_m": "12", "place": "El Molcajete"})
    row = Encounter.objects.get()
    assert (row.place_kind, row.state, row.municipality) == ("point", "MX-COA", "05025")
    spot = whereabouts([row.subject])[row.subject]
    assert (round(spot.lat, 3), round(spot.lon, 3), spot.accuracy_m, spot.place) == (28.7, -100.523, 12, "El Molcajete")
    assert "El Molcajete" not in str(value_of(state_of(row)["fields"], "place"))


def test_a_named_person_is_one_of_those_counted(cast):
    who = {"who-given": "Xóchitl", "who-families": "Me'tik, de la Cruz", "who-purpose": "medical", "who-birth_year": "1994"}
    which = {"who-nationality": "HN", "who-sex": "F", "who-band": "18+"}
    sent(cast.client("ines"), **{"t:HN:F:18+": "2", "s:FIRST_AID": "on"}, **who, **which)
    row, person = Encounter.objects.get(), Person.objects.get()
    assert row.people_met == 2
    found = identity(person)
    assert (found.given, found.families, found.birth_year_from) == ("Xóchitl", ["Me'tik", "de la Cruz"], 1994)
    assert lines_of(state_of(row))["HN-F-18p"]["persons"] == [str(person.subject)]


def test_with_only_a_total_the_named_person_becomes_a_line_within_it(cast):
    which = {"who-given": "Ana", "who-purpose": "tracing", "who-nationality": "GT", "who-sex": "F", "who-band": "18+"}
    sent(cast.client("ines"), **{"people": "5", "s:FIRST_AID": "on"}, **which)
    row = Encounter.objects.get()
    assert row.people_met == 5
    assert lines_of(state_of(row))["GT-F-18p"].get("count", 1) == 1


def test_paper_says_who_saw_it_and_how_it_came(cast):
    tomas = str(cast.account("tomas").pk)
    client = cast.client("ines")
    answer = sent(client, **{"people": "2", "s:WATER": "on", "channel": "paper", "reported_by": tomas, "note": "hoja 4"})
    page = client.get(answer.url).content.decode()
    assert "lo vio Tomás Barrera" in re.sub(r"\s+", " ", page)
    assert "en papel" in page
    row = Encounter.objects.get()
    assert open_box(value_of(state_of(row)["fields"], "note"), "free_text")["text"] == "hoja 4"
    nadia = str(cast.account("nadia").pk)
    assert sent(client, form="f2", **{"people": "2", "s:WATER": "on", "reported_by": nadia}).status_code == 422


def test_the_last_encounter_is_repeated_without_its_people(cast, met):
    subject_id = met(9)
    page = cast.client("ines").get(f"{NEW}?como={subject_id}").content.decode()
    assert re.search(r'name="s:WATER" checked', page)
    assert 'value="9"' not in page
    assert "Faltan las personas" in page
    elsewhere = cast.client("nadia").get(f"{NEW}?como={subject_id}").content.decode()
    assert not re.search(r'name="s:WATER" checked', elsewhere)


def test_who_may_not_write_encounters_is_not_offered_the_form(cast):
    assert cast.client("rafael").get(NEW).status_code == 403
    assert "Nuevo encuentro" not in cast.client("rafael").get("/hoy/").content.decode()
    assert cast.client("julia").get(NEW).status_code == 403


def test_municipalities_of_another_state_are_offered(cast):
    page = cast.client("ines").get("/lugares/municipios/?state=MX-BCN").content.decode()
    assert "Mexicali" in page
    assert "Piedras Negras" not in page
