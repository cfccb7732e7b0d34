"""Distributions, receptions and caravans at the desk: each page once; what is odd is shown and blocks nothing; Nadia."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from vereda.access.models import ReadRow
from vereda.desk.tests.test_pages import text
from vereda.encounters.door import Encounter, day_sum
from vereda.encounters.models import Encounter as EncounterRow
from vereda.gatherings import door
from vereda.gatherings.door import CaravanPart, Gathering
from vereda.logbook.door import facts_of_month, history
from vereda.protection.door import ChildPath
from vereda.supplies.door import held_by

pytestmark = pytest.mark.django_db
HOME = "piedras-negras"
TOKEN = re.compile(r'name="form" value="([0-9a-f]{32})"')


def token_in(answer) -> str:
    return TOKEN.findall(answer.content.decode())[0]


@pytest.fixture
def staff(cast) -> tuple[str, str]:
    return str(cast.account("ines").pk), str(cast.account("rafael").pk)


@pytest.fixture
def opened(cast, staff):
    """Return a function that opens a distribution of water (one each) and food (counted apart) through the form."""

    def make(**more: str) -> UUID:
        client = cast.client("ines")
        form = client.get("/repartos/abrir/")
        told = {
            "form": token_in(form), "i:water_1l": "on", "i:food_kit": "on", "each:food_kit": "0", "at_post": "on",
            "method": "lanes", **{f"staff:{one}": "on" for one in staff}, **more,
        }  # fmt: skip
        answer = client.post("/repartos/abrir/", told)
        assert answer.status_code == 302, text(answer)
        again = client.post("/repartos/abrir/", told)
        assert again.url == answer.url, "sent twice it is one"
        return UUID(answer.url.strip("/").split("/")[-1])

    return make


def counted(client, subject: UUID, **told: str):
    page = client.get(f"/repartos/{subject}/")
    return client.post(f"/repartos/{subject}/contar/", {"form": token_in(page), **told})


def with_distribution(subject: UUID) -> dict[str, int]:
    """Return what the stock says is out with a distribution."""
    return {one.item: one.pieces for one in held_by("piedras-negras", "mx", kind="distribution", id=str(subject))}


def test_a_distribution_from_opening_to_encounter(cast, opened):
    client, subject = cast.client("ines"), opened()
    assert "Abrir un reparto" in text(client.get("/repartos/"))
    assert counted(client, subject, lane="1", **{"p:F:18+": "10", "p:M:0-17": "4", "n:water_1l": "14"}).status_code == 302
    assert counted(client, subject, lane="2", **{"p:U:U": "6", "n:water_1l": "6", "n:food_kit": "3"}).status_code == 302
    for move, amount in (("issued", "24"), ("returned", "3"), ("written_off", "1")):
        page = client.get(f"/repartos/{subject}/")
        told = {"form": token_in(page), "g:water_1l": amount, "move": move, "reason": "damaged"}
        for _twice in range(2):
            assert client.post(f"/repartos/{subject}/mercancia/", told).status_code == 302
    row = Gathering.objects.get()
    assert (row.people, row.given, row.is_odd) == (20, {"food_kit": 3, "water_1l": 20}, False)
    assert with_distribution(subject) == {"water_1l": 20}
    page = text(client.get(f"/repartos/{subject}/"))
    assert "Salió" in page
    assert "Cada quien cuenta solo a las personas de su fila." in page
    assert client.post(f"/repartos/{subject}/cerrar/", {"alone": "1"}).status_code == 302
    made = EncounterRow.objects.get()
    assert (made.people_met, made.minors, made.unaccompanied_minors) == (20, 4, 1)
    assert set(made.services.strip(";").split(";")) == {"WATER", "FOOD"}
    assert Gathering.objects.get().encounter == made.subject
    assert with_distribution(subject) == {"food_kit": -3}, "water is right; 3 food bags were given and none was issued"
    page = text(client.get(f"/repartos/{subject}/"))
    assert "No cuadra con las existencias, y nadie ha dicho por qué." in page
    assert "no cuadra con las existencias, sin explicar" in text(client.get("/hoy/"))
    assert client.post(f"/repartos/{subject}/explicar/", {"words": "Las bolsas salieron ayer."}).status_code == 302
    assert "sin explicar" not in text(client.get("/hoy/"))
    assert "Las bolsas salieron ayer." in text(client.get(f"/repartos/{subject}/"))


def test_a_count_that_is_sent_twice_is_added_once(cast, opened):
    client, subject = cast.client("ines"), opened()
    told = {"form": token_in(client.get(f"/repartos/{subject}/")), "p:F:18+": "7"}
    for _twice in range(2):
        assert client.post(f"/repartos/{subject}/contar/", told).status_code == 302
    assert Gathering.objects.get().people == 7


def test_who_goes_back_and_counts_others_in_the_same_form_loses_nobody(cast, opened):
    client, subject = cast.client("ines"), opened()
    form = token_in(client.get(f"/repartos/{subject}/"))
    for women in ("7", "5", "5"):
        assert client.post(f"/repartos/{subject}/contar/", {"form": form, "p:F:18+": women}).status_code == 302
    assert Gathering.objects.get().people == 12


def test_a_taking_back_that_is_refused_is_not_said_to_be_done(cast, opened):
    client, subject = cast.client("ines"), opened()
    counted(client, subject, **{"p:F:18+": "7"})
    answer = client.post(f"/repartos/{subject}/quitar/{subject}/", {}, follow=True)
    assert "Quitado de la cuenta" not in text(answer)
    assert "Ya está cerrado o no es de su grupo" in text(answer)
    assert Gathering.objects.get().people == 7


def test_a_bundle_is_taken_back_and_below_zero_is_shown(cast, opened):
    client, subject = cast.client("ines"), opened()
    counted(client, subject, **{"p:F:18+": "7"})
    entry = next(one.id for one in history(subject) if one.kind == "gatherings.counted")
    for left in (0, -7):
        assert client.post(f"/repartos/{subject}/quitar/{entry}/", {}).status_code == 302
        assert Gathering.objects.get().people == left
    assert "bajo cero" in text(client.get(f"/repartos/{subject}/"))
    assert "hay algo raro en la cuenta" in text(client.get("/hoy/"))
    assert client.post(f"/repartos/{subject}/cerrar/", {}).status_code == 302, "nothing odd blocks the closing"
    assert Gathering.objects.get().encounter is None


def test_tokens_that_overlap_are_flagged(cast, opened, staff):
    client, subject = cast.client("ines"), opened(method="tokens")
    for who, first, last in ((staff[0], 1, 100), (staff[1], 90, 150)):
        told = {"counter": who, "from_token": str(first), "to_token": str(last)}
        assert client.post(f"/repartos/{subject}/fila/", told).status_code == 302
    assert "reparten las mismas fichas: 90 a 100" in text(client.get(f"/repartos/{subject}/"))


def test_goods_of_several_items_leave_at_once_and_are_taken_back_at_once(cast, opened):
    client, subject = cast.client("ines"), opened()
    url = f"/repartos/{subject}/"
    told = {"move": "issued", "g:water_1l": "24", "g:food_kit": "9", "g:blanket": "", "g:not_an_item": "7"}
    assert client.post(f"{url}mercancia/", {"form": token_in(client.get(url)), **told}).status_code == 302
    assert with_distribution(subject) == {"water_1l": 24, "food_kit": 9}
    page = client.get(url)
    assert re.search(r"Salió de las existencias: 24 Agua, botella de 1 L, 9 Bolsa de alimentos", text(page))
    (back,) = re.findall(r"/mercancia/[0-9a-f-]{36}/quitar/", page.content.decode())
    client.post(f"/repartos/{subject}{back}")
    assert with_distribution(subject) == {}
    empty = client.post(f"{url}mercancia/", {"form": token_in(client.get(url)), "move": "returned", "g:water_1l": ""})
    assert empty.status_code == 422
    assert "Escriba cuántas piezas" in text(empty)


def test_what_cannot_be_right_is_refused_and_kept(cast, opened, staff):
    client, subject = cast.client("ines"), opened()
    backwards = client.post(f"/repartos/{subject}/fila/", {"counter": staff[0], "from_token": "9", "to_token": "3"})
    assert backwards.status_code == 422
    assert 'value="9"' in backwards.content.decode()
    assert client.post(f"/repartos/{subject}/contar/", {"lane": "7"}).status_code == 422
    assert client.post(f"/repartos/{subject}/mercancia/", {"g:water_1l": "3", "move": "written_off"}).status_code == 422
    assert client.post(f"/repartos/{subject}/mercancia/", {"g:water_1l": "-3", "move": "issued"}).status_code == 422
    nothing = client.post("/repartos/abrir/", {"method": "lanes", "place": "El parque"})
    assert nothing.status_code == 422
    assert "El parque" in nothing.content.decode()


def test_late_taps_are_added_by_a_person_as_a_correction(cast, opened):
    client, subject = cast.client("ines"), opened()
    counted(client, subject, **{"p:F:18+": "5", "n:water_1l": "5"})
    client.post(f"/repartos/{subject}/cerrar/", {})
    counted(client, subject, lane="2", **{"p:F:18+": "3", "p:M:18+": "2", "n:water_1l": "5"})
    page = text(client.get(f"/repartos/{subject}/"))
    assert "Después del cierre llegó de los teléfonos: 5 personas" in page
    assert EncounterRow.objects.get().people_met == 5, "nothing is added by itself"
    assert "llegaron toques después del cierre" in text(client.get("/hoy/"))
    assert client.post(f"/repartos/{subject}/tarde/").status_code == 302
    assert EncounterRow.objects.get().people_met == 10
    assert with_distribution(subject) == {"water_1l": -10}
    assert not Gathering.objects.get().has_late
    client.post(f"/repartos/{subject}/tarde/")
    assert EncounterRow.objects.get().people_met == 10


def test_a_bundle_that_is_taken_back_after_the_closing_is_out_again_in_the_stock(cast, opened):
    client, subject = cast.client("ines"), opened()
    url = f"/repartos/{subject}/"
    client.post(f"{url}mercancia/", {"form": token_in(client.get(url)), "g:water_1l": "20", "move": "issued"})
    counted(client, subject, lane="1", **{"p:F:18+": "6", "n:water_1l": "6"})
    counted(client, subject, lane="2", **{"p:F:18+": "4", "n:water_1l": "4", "n:food_kit": "4"})
    mistake = [one.id for one in history(subject) if one.kind == "gatherings.counted"][-1]
    client.post(f"{url}cerrar/", {})
    assert with_distribution(subject) == {"food_kit": -4, "water_1l": 10}
    client.post(f"{url}quitar/{mistake}/", {})
    for _twice in range(2):
        assert client.post(f"{url}tarde/").status_code == 302
    assert EncounterRow.objects.get().people_met == 6
    assert with_distribution(subject) == {"water_1l": 14}, "20 went out and 6 were given"
    client.post(f"{url}mercancia/", {"form": token_in(client.get(url)), "g:water_1l": "14", "move": "returned"})
    assert with_distribution(subject) == {}, "issued is given and returned"


def test_a_count_that_goes_on_makes_its_encounter_anew(cast, opened):
    client, subject = cast.client("ines"), opened()
    counted(client, subject, **{"p:F:18+": "5"})
    client.post(f"/repartos/{subject}/cerrar/", {})
    client.post(f"/repartos/{subject}/cerrar/", {})
    assert EncounterRow.objects.count() == 1, "a closed count is not closed again"
    client.post(f"/repartos/{subject}/reabrir/")
    assert with_distribution(subject) == {}
    counted(client, subject, **{"p:F:18+": "1"})
    client.post(f"/repartos/{subject}/cerrar/", {})
    assert sorted((row.people_met, row.is_withdrawn) for row in EncounterRow.objects.all()) == [(5, True), (6, False)]


def test_two_who_close_apart_are_told_of_each_other(cast, opened):
    from vereda.gatherings.entries import Closed
    from vereda.logbook.door import record

    client, subject = cast.client("ines"), opened()
    for number in (8, 9):
        record(
            Closed(encounter=UUID(int=number)),
            subject=subject,
            by=_nadia(str(cast.account("ines").pk), HOME),
            at=timezone.now(),
            seen=[],
        )
    page = text(cast.client("rafael").get("/diferencias/"))
    assert "Reparto o recepción" in page
    assert "Cierre" in page
    assert client.get(f"/repartos/{subject}/").status_code == 200


def test_a_kind_of_people_below_zero_does_not_stop_the_closing(cast, opened):
    client, subject = cast.client("ines"), opened()
    counted(client, subject, **{"p:F:18+": "10"})
    counted(client, subject, **{"p:M:18+": "5"})
    entry = next(one.id for one in history(subject) if one.kind == "gatherings.counted" and one.payload.people[0].sex == "M")
    for _twice in range(2):
        client.post(f"/repartos/{subject}/quitar/{entry}/", {})
    assert Gathering.objects.get().people == 5
    assert client.post(f"/repartos/{subject}/cerrar/", {}).status_code == 302
    assert EncounterRow.objects.get().people_met == 10


def test_taps_that_come_after_nobody_was_counted_open_the_count_again(cast, opened):
    client, subject = cast.client("ines"), opened()
    client.post(f"/repartos/{subject}/cerrar/", {})
    counted(client, subject, **{"p:F:18+": "3"})
    page = text(client.get(f"/repartos/{subject}/"))
    assert "Después del cierre llegó" in page
    assert "Agregarlo al encuentro" not in page
    client.post(f"/repartos/{subject}/reabrir/")
    client.post(f"/repartos/{subject}/cerrar/", {})
    assert EncounterRow.objects.get().people_met == 3


def test_the_sheet_has_two_staff_and_no_name_of_who_received(cast, opened):
    client, subject = cast.client("ines"), opened(note="Vino don Fulano", place="El parque")
    page = text(client.get(f"/repartos/{subject}/hoja/"))
    assert page.count("Responsable") == 2
    assert "Inés Carrillo" in page
    assert "Fulano" not in page
    assert "El parque" not in page


def test_a_reception_is_expected_late_here_and_counted(cast, staff):
    client = cast.client("ines")
    form = client.get("/recepciones/avisar/")
    due = timezone.localtime() + timedelta(minutes=20)
    told = {
        "form": token_in(form), "vehicle": "bus", "people": "40", "due": due.strftime("%Y-%m-%dT%H:%M"), "origin": "MX-SON",
        "announced_by": "migration_authority", "i:FOOD": "on", "method": "lanes", "at_post": "on",
        **{f"staff:{one}": "on" for one in staff},
    }  # fmt: skip
    answer = client.post("/recepciones/avisar/", told)
    assert answer.status_code == 302, text(answer)
    subject = UUID(answer.url.strip("/").split("/")[-1])
    Gathering.objects.update(due_at=timezone.now() - timedelta(minutes=61))
    assert "Autobús de Sonora" in text(client.get("/hoy/"))
    assert "se esperaba hace 1 h" in text(client.get("/recepciones/"))
    assert client.post(f"/repartos/{subject}/llego/").status_code == 302
    assert Gathering.objects.get().arrived_at
    client.post(f"/repartos/{subject}/contar/", {"p:M:18+": "37", "n:FOOD": "37"})
    client.post(f"/repartos/{subject}/cerrar/", {})
    assert EncounterRow.objects.get().people_met == 37
    assert "avisaron 40, se contaron 37" in text(client.get("/hoy/"))
    assert "Autobús" in text(client.get(f"/recepciones/{subject}/"))


def caravan_of(cast, name: str = "ines", **told: str) -> UUID:
    client = cast.client(name)
    form = client.get("/caravanas/abrir/")
    answer = client.post("/caravanas/abrir/", {"form": token_in(form), "name": "Del viernes", **told})
    assert answer.status_code == 302, text(answer)
    return UUID(answer.url.strip("/").split("/")[-1])


def test_numbers_of_a_caravan_stand_side_by_side_without_a_sum(cast):
    client, subject = cast.client("ines"), caravan_of(cast)
    page = client.get(f"/caravanas/{subject}/")
    told = {"form": token_in(page), "method": "rows", "rows": "120", "in_row": "5", "note": "Desde el puente"}
    assert client.post(f"/caravanas/{subject}/cuantas/", told).status_code == 302
    assert client.post(f"/caravanas/{subject}/cuantas/", told).status_code == 302  # the same form again
    told = {"form": token_in(client.get(f"/caravanas/{subject}/")), "method": "organisers", "people": "800"}
    client.post(f"/caravanas/{subject}/cuantas/", told)
    page = text(client.get(f"/caravanas/{subject}/"))
    assert "600 120 filas de 5" in page
    assert "800 Lo dijeron quienes organizan" in page
    assert "1,400" not in page
    assert "Los números no se suman" in page
    refused = client.post(f"/caravanas/{subject}/cuantas/", {"people": "900"})
    assert refused.status_code == 422
    assert 'value="900"' in refused.content.decode()


def test_a_group_joins_by_key_and_sees_numbers_but_no_place_of_the_other(cast):
    client, subject = cast.client("ines"), caravan_of(cast, municipality="05025", state="MX-COA")
    told = {"form": token_in(client.get(f"/caravanas/{subject}/")), "method": "tapped", "people": "555", "municipality": "05025"}
    client.post(f"/caravanas/{subject}/cuantas/", told)
    assert cast.client("nadia").get(f"/caravanas/{subject}/").status_code == 404
    key = CaravanPart.objects.get(subject=subject).key
    account = str(cast.account("nadia").pk)
    by = _nadia(account)
    joined = door.join_caravan(key=key.lower(), name="La misma", by=by, at=timezone.now()).subject
    page = text(cast.client("nadia").get(f"/caravanas/{joined}/"))
    assert "555" in page
    assert "Piedras Negras, " not in page
    assert "Inés" not in page
    assert "555" in text(client.get(f"/caravanas/{subject}/"))


def _nadia(account: str, group: str = "tapachula"):
    from vereda.logbook.door import Author

    return Author(account=account, group=group, country="mx", zone="America/Mexico_City")


def test_joining_is_for_who_decides_and_a_wrong_key_is_refused(cast):
    assert cast.client("ines").get("/caravanas/sumarse/").status_code in (403, 404)
    client = cast.client("rafael")
    wrong = client.post("/caravanas/sumarse/", {"key": "123", "name": "x"})
    assert wrong.status_code == 422
    assert 'value="123"' in wrong.content.decode()
    assert client.post("/caravanas/sumarse/", {"key": "7qm2-x4rd", "name": "Otra"}).status_code == 302


def test_a_child_at_the_point_has_a_path_at_once_and_once(cast, staff):
    client, subject = cast.client("ines"), caravan_of(cast)
    refused = client.post(f"/caravanas/{subject}/punto/", {"where": "carpa azul"})
    assert refused.status_code == 422
    told = {"form": token_in(client.get(f"/caravanas/{subject}/"))}
    shut = client.post(f"/caravanas/{subject}/punto/llega/", {**told, "c:F:0-17": "1"})
    assert shut.status_code == 422, "a closed point takes nobody in"
    assert client.post(f"/caravanas/{subject}/punto/", {"where": "carpa azul", f"charge:{staff[0]}": "on"}).status_code == 302
    assert "carpa azul" in text(client.get(f"/caravanas/{subject}/"))
    child = {"form": token_in(client.get(f"/caravanas/{subject}/")), "c:F:0-17": "1", "child_note": "falda roja"}
    first = client.post(f"/caravanas/{subject}/punto/llega/", child)
    assert first.status_code == 302, text(first)
    assert client.post(f"/caravanas/{subject}/punto/llega/", child).url == first.url
    path, met = ChildPath.objects.get(), EncounterRow.objects.get()
    assert (path.encounters, path.children, met.unaccompanied_minors) == ([str(met.subject)], 1, 1)
    page = text(client.get(f"/caravanas/{subject}/"))
    assert "falda roja" not in page
    assert "sin compañía" in page
    bodies = b"".join(bytes(one) for one in _bodies())
    assert b"falda" not in bodies
    assert b"carpa" not in bodies
    client.post(f"/caravanas/{subject}/se-fue/")
    assert "su punto de niñez sigue abierto" in text(client.get("/hoy/"))


def _bodies():
    from vereda.logbook.models import LogEntry

    return LogEntry.objects.values_list("body", flat=True)


def test_encounters_are_marked_and_count_as_any_other(cast, met):
    subject = caravan_of(cast)
    encounter = met(9)
    client = cast.client("ines")
    client.post(f"/caravanas/{subject}/encuentro/{encounter}/", {"is": "yes"})
    assert "No fue con la caravana" in text(client.get(f"/caravanas/{subject}/"))
    assert day_sum("piedras-negras", "mx", timezone.localdate()).people == 9 or Encounter.objects.count() == 1
    client.post(f"/caravanas/{subject}/encuentro/{encounter}/", {"is": "no"})
    assert "No fue con la caravana" not in text(client.get(f"/caravanas/{subject}/"))


PAGES = ("/repartos/", "/recepciones/", "/caravanas/", "/repartos/abrir/", "/recepciones/avisar/", "/caravanas/abrir/")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_and_nadia_sees_nothing_of_it(cast, opened, path):
    caravan_of(cast, name="ines")
    counted(cast.client("ines"), opened(), **{"p:F:18+": "777"})
    assert cast.client("ines").get(path).status_code == 200
    page = text(cast.client("nadia").get(path))
    assert "777" not in page
    assert "Del viernes" not in page


def test_nadia_of_another_group_finds_and_changes_nothing(cast, opened, staff):
    subject, caravan = opened(), caravan_of(cast)
    nadia, other = cast.client("nadia"), UUID(int=7)
    for path in (f"/repartos/{subject}/", f"/repartos/{subject}/hoja/", f"/recepciones/{subject}/", f"/caravanas/{caravan}/"):
        assert nadia.get(path).status_code == 404
    acts = ("contar", "fila", "mercancia", "explicar", "cerrar", "tarde", "reabrir", "llego", "retirar", f"quitar/{other}")
    before = [one.id for one in (*history(subject), *history(caravan))]
    for act in acts:
        assert nadia.post(f"/repartos/{subject}/{act}/", {"p:F:18+": "1", "words": "x"}).status_code == 404, act
    for act in (
        "cuantas",
        f"cuantas/{other}/quitar",
        f"encuentro/{other}",
        "punto",
        "punto/cerrar",
        "punto/llega",
        "se-fue",
        "sigue",
    ):
        assert nadia.post(f"/caravanas/{caravan}/{act}/", {"method": "tapped", "people": "9"}).status_code == 404, act
    assert [one.id for one in (*history(subject), *history(caravan))] == before


def test_looking_is_written_down(cast, opened):
    subject = opened()
    before = ReadRow.objects.filter(record_class="K1").count()
    cast.client("ines").get(f"/repartos/{subject}/")
    assert ReadRow.objects.filter(record_class="K1").count() == before + 1


def test_counts_and_caravans_are_in_no_statistic_of_their_own(cast, opened):
    subject = opened()
    counted(cast.client("ines"), subject, **{"p:F:18+": "5"})
    caravan_of(cast)
    today = timezone.localdate()
    assert list(facts_of_month("mx", today.replace(day=1))) == []
