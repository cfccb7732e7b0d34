"""Sheets at the desk: printed, given out, typed once however often, missing until typed or cancelled, destroyed at the end."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from vereda.access.tests.cast import Cast, text
from vereda.countries.door import pack
from vereda.desk.labels import Labels
from vereda.desk.rooms import paper as paper_room
from vereda.desk.rooms.noticed import Asked
from vereda.desk.rooms.paper_sheets import of_serial
from vereda.encounters.models import Encounter
from vereda.logbook.door import disputes, history
from vereda.logbook.models import LogEntry
from vereda.paper import door as paper
from vereda.paper.door import Form, Serial
from vereda.paper.models import Sheet, SheetBatch
from vereda.rescue.models.alert import Alert
from vereda.rescue.models.mission import Mission

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("America/Matamoros")
GROUP = "piedras-negras"


def sheet(form: Form = Form.ENCOUNTER, number: int = 1) -> Serial:
    return Serial("mx", GROUP, form, number)


def filled(serial: Serial, **typed: str) -> dict[str, str]:
    """Return what is typed, by the input of each box."""
    drawn, _ground = of_serial(serial, "es", timezone.now())
    numbers = {box.path: f"b{box.number}" for box in drawn.boxes}
    return {numbers.get(path, path) if path != "reported_by" else path: value for path, value in typed.items()}


def day(back: int = 1) -> str:
    return (timezone.now().astimezone(ZONE) - timedelta(days=back)).strftime("%d%m%y")


MET = {"day": "", "hour": "2350", "lines": "HN 3 2 GT 0 0 1", "people_met": "6", "services": "5 6:3", "reported_by": "other"}


def type_in(cast: Cast, serial: Serial, who: str = "ines", **typed: str):
    told = {**typed, "day": typed.get("day") or day()}
    return cast.client(who).post(f"/hojas/teclear/{serial}/", filled(serial, **told))


def test_a_sheet_becomes_the_encounter_that_its_number_names(cast: Cast):
    serial = sheet()
    answer = type_in(cast, serial, **MET)
    assert answer.status_code == 302, text(answer)
    row = Encounter.objects.get()
    assert (row.subject, row.people_met, row.minors) == (serial.record, 6, 1)
    assert row.local_on == timezone.now().astimezone(ZONE).date() - timedelta(days=1)
    assert row.services == ";FOOD;WATER;"
    told = next(one for one in history(serial.record))
    assert (told.channel, told.reported_by) == ("paper", "other")
    assert Sheet.objects.get().record == serial.record


def test_the_same_sheet_typed_twice_writes_nothing_the_second_time(cast: Cast):
    type_in(cast, sheet(), **MET)
    entries = LogEntry.objects.count()
    client = cast.client("ines")
    answer = client.post(f"/hojas/teclear/{sheet()}/", filled(sheet(), **{**MET, "day": day()}), follow=True)
    assert "dice lo mismo: no se escribió nada" in text(answer)
    assert LogEntry.objects.count() == entries


def test_another_content_under_a_known_number_overwrites_nothing_and_is_shown(cast: Cast):
    serial = sheet()
    type_in(cast, serial, **MET)
    other = {**MET, "lines": "HN 3 2", "people_met": "5"}
    answer = type_in(cast, serial, **other)
    assert answer.status_code == 422
    said = text(answer)
    assert "La hoja dice otra cosa en" in said
    assert "Cuántas en total" in said
    assert Encounter.objects.get().people_met == 6
    answer = type_in(cast, serial, **other, beside="x")
    assert answer.status_code == 302
    assert {one.field for one in disputes(GROUP, "mx")} >= {"people_met", "line:GT-F-0-17"}
    assert Encounter.objects.count() == 1
    assert Encounter.objects.get().people_met <= 6


def test_two_sheets_of_one_night_belong_to_the_days_that_are_written(cast: Cast):
    for number, (on, hour) in enumerate([("310124", "2350"), ("010224", "0010"), ("31/12/23", "23:59"), ("1-1-24", "0")], 1):
        assert type_in(cast, sheet(number=number), **{**MET, "day": on, "hour": hour}).status_code == 302
    days = sorted(Encounter.objects.values_list("local_on", flat=True))
    assert days == [date(2023, 12, 31), date(2024, 1, 1), date(2024, 1, 31), date(2024, 2, 1)]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day": "310224"}, "no es una fecha"),
        ({"hour": "2560"}, "no es una hora"),
        ({"hour": ""}, "Falta la hora"),
        ({"lines": "QQ 3"}, "no es una clave de país"),
        ({"lines": "HN 1 1 1 1 1 1 1 1"}, "más números que columnas"),
        ({"services": "99"}, "no está en la hoja"),
        ({"services": ""}, "Marque qué se dio"),
        ({"people_met": "2"}, "6"),
        ({"day": "311299"}, "futuro"),
        ({"municipality": "zzz"}, "municipio"),
    ],
)
def test_what_cannot_be_right_is_said_beside_its_box_and_nothing_is_lost(cast: Cast, wrong: dict[str, str], said: str):
    answer = type_in(cast, sheet(), **{**MET, "text": "junto a la torre", **wrong})
    assert answer.status_code == 422
    assert said in text(answer)
    assert "junto a la torre" in answer.content.decode()
    assert not Encounter.objects.exists()


def test_the_number_is_checked_before_a_box_is_shown(cast: Cast):
    client, right = cast.client("ines"), sheet(number=42)
    wrong = next(sign for sign in "ABCDEFGH" if sign != right.check)
    for typed, said in ((f"E42{wrong}", "signo final"), ("hola", "no es un número de hoja"), ("", "no es un número de hoja")):
        answer = client.post("/hojas/teclear/", {"serial": typed})
        assert answer.status_code == 422
        assert said in text(answer)
    answer = client.post("/hojas/teclear/", {"serial": f"e42{right.check.lower()}"})
    assert answer["Location"].endswith(f"/hojas/teclear/{right}/")


def test_a_sheet_of_another_group_is_not_typed_here(cast: Cast):
    answer = cast.client("nadia").post("/hojas/teclear/", {"serial": str(sheet())})
    assert answer.status_code == 422
    assert "Entréguesela" in text(answer)
    answer = cast.client("nadia").post(f"/hojas/teclear/{sheet()}/", filled(sheet(), **{**MET, "day": day()}))
    assert not Encounter.objects.exists()
    assert answer["Location"].endswith("/hojas/teclear/")


def test_an_alert_sheet_becomes_an_alert(cast: Cast):
    serial = sheet(Form.ALERT)
    typed = {"hour": "0015", "urgent": "2", "needs": "1 6", "people": "4", "children": "1", "came_by": "2", "name": "Wilmer"}
    answer = type_in(cast, serial, "rafael", **typed, text="Torre 14")
    assert answer.status_code == 302, text(answer)
    row = Alert.objects.get()
    assert (row.subject, row.people, row.urgent, row.needs) == (serial.record, 4, ["unconscious"], ["no_water", "lost"])
    assert row.read_at == row.told_at, "who wrote it down had read it: it rings nobody the day after"
    assert row.outcome == ""


def test_a_sheet_of_a_day_with_a_reported_total_is_typed_and_warned_of(cast: Cast, by):
    from vereda.encounters.door import Reported, ReportedCount, report_total

    on = timezone.now().astimezone(ZONE).date() - timedelta(days=1)
    told = Reported(from_on=on, to_on=on, counts=[ReportedCount(count=40)], source="Oficio 12")
    report_total(told, by=by("rafael"), at=timezone.now())
    client = cast.client("ines")
    answer = client.post(f"/hojas/teclear/{sheet()}/", filled(sheet(), **{**MET, "day": day()}), follow=True)
    assert "ya hay un total reportado" in text(answer)
    assert Encounter.objects.count() == 1


def test_a_mission_sheet_opens_a_mission_and_closes_it_when_the_sheet_says_so(cast: Cast):
    serial = sheet(Form.MISSION)
    opened = {"hour": "2340", "folio": "PN-9", "steps": "23:50 Ruta 3 sale", "day": day(2)}
    assert type_in(cast, serial, **opened).status_code == 302
    assert Mission.objects.get().closed_at is None
    answer = type_in(cast, serial, **opened, closed_day=day(1), closed_hour="0420", outcome="1")
    assert answer.status_code == 302, text(answer)
    row = Mission.objects.get()
    assert (row.folio, row.outcome, row.subject) == ("PN-9", "found", serial.record)
    assert not disputes(GROUP, "mx")


def test_first_aid_and_bodies_become_encounters_with_the_rest_sealed(cast: Cast):
    aid, dead = sheet(Form.FIRST_AID), sheet(Form.BODY)
    answer = type_in(cast, aid, hour="1230", lines="HN 1", complaint="Ampollas", done="Curación")
    assert answer.status_code == 302, text(answer)
    answer = type_in(cast, dead, hour="1330", bodies="1", clothes="Camisa azul")
    assert answer.status_code == 302, text(answer)
    first, second = Encounter.objects.get(subject=aid.record), Encounter.objects.get(subject=dead.record)
    assert (first.services, first.has_note, first.people_met) == (";FIRST_AID;", True, 1)
    assert (second.bodies, second.people_met, second.has_note) == (1, 0, True)
    assert not LogEntry.objects.filter(body__contains=b"Ampollas").exists()


def test_a_coordinator_does_not_type_encounters(cast: Cast):
    answer = cast.client("rafael").get(f"/hojas/teclear/{sheet()}/", follow=True)
    assert "los teclea un agente" in text(answer)


# --- goods and vehicles: quantities that are added ---------------------------------------------------------------------------


def test_a_stock_sheet_is_added_once_however_often_it_is_typed(cast: Cast):
    serial = sheet(Form.STOCK)
    told = {"hour": "0900", "items_0": "1:100,30 3:40", "items_17": "21:,,12", "came_from": "1", "document": "R-12"}
    told |= {"reported_by": str(cast.account("ines").pk)}
    for _again in range(2):
        answer = type_in(cast, serial, "rafael", **told)
        assert answer.status_code == 302, text(answer)
    kinds = sorted(LogEntry.objects.filter(kind__startswith="supplies.").values_list("kind", flat=True))
    assert kinds == ["supplies.stock_counted", "supplies.stock_issued", "supplies.stock_received"]
    answer = type_in(cast, serial, "rafael", **{**told, "items_0": "1:90,30 3:40"})
    assert answer.status_code == 422
    assert "dice otra cosa" in text(answer)
    assert LogEntry.objects.filter(kind__startswith="supplies.").count() == 3


def test_what_a_stock_sheet_does_not_say_is_asked(cast: Cast):
    for wrong in ({}, {"items_0": "99:1"}, {"items_0": "1"}, {"items_0": "1:1,2,3,4"}, {"items_0": "1:x"}):
        answer = type_in(cast, sheet(Form.STOCK), "rafael", hour="0900", **wrong)
        assert answer.status_code == 422, wrong
    assert not LogEntry.objects.filter(kind__startswith="supplies.").exists()


def test_a_vehicle_sheet_is_a_trip_with_its_fuel_and_its_faults(cast: Cast, by):
    from vereda.supplies.door import VehicleFault, vehicle_actions
    from vereda.supplies.models.vehicle import Refuelling, Trip

    kind = next(iter(pack("mx").vehicle_kinds))
    vehicle_actions.register(kind, "03", by=by("rafael"), at=timezone.now() - timedelta(days=3))
    serial = sheet(Form.VEHICLE)
    told = {"hour": "2300", "vehicle": "3", "fuel": "6", "meter_out": "41200", "meter_in": "41288", "faults": "1", "litres": "40"}
    told |= {"back_day": day(0), "back_hour": "0000", "day": day(1), "text": "llanta baja"}
    for _again in range(2):
        answer = type_in(cast, serial, "rafael", **told)
        assert answer.status_code == 302, text(answer)
    row = Trip.objects.get()
    assert (row.subject, row.meter_out, row.meter_back) == (serial.record, 41200, 41288)
    assert (VehicleFault.objects.count(), Refuelling.objects.count()) == (1, 1)
    answer = type_in(cast, sheet(Form.VEHICLE, 2), "rafael", **{**told, "vehicle": "99"})
    assert "Hay: 03" in text(answer)


def test_a_distribution_sheet_is_counted_once_and_waits_to_be_closed(cast: Cast):
    from vereda.gatherings.door import Gathering

    serial = sheet(Form.DISTRIBUTION)
    told = {"hour": "1000", "people_met": "48", "items_0": "1:60,48,12 4:50,50", "place": "puente", "second": "lucía"}
    for _again in range(2):
        answer = type_in(cast, serial, "rafael", **told)
        assert answer.status_code == 302, text(answer)
    row = Gathering.objects.get()
    assert (row.subject, row.people) == (serial.record, 48)
    kinds = LogEntry.objects.filter(kind__startswith="supplies.").values_list("kind", flat=True)
    assert sorted(kinds) == ["supplies.stock_issued", "supplies.stock_returned"]


# --- printing, giving out, missing, destroying ------------------------------------------------------------------------------


def printed(cast: Cast, copies: int = 5, form: Form = Form.ENCOUNTER) -> SheetBatch:
    answer = cast.client("rafael").post("/hojas/imprimir/", {"form_kind": form, "copies": str(copies), "lang": "es"})
    assert answer.status_code == 302
    return SheetBatch.objects.latest("last")


def test_sheets_are_numbered_on_and_come_as_a_file(cast: Cast):
    first, second = printed(cast), printed(cast, 3)
    assert (first.first, first.last, second.first, second.last) == (1, 5, 6, 8)
    answer = cast.client("ines").get(f"/hojas/impresas/{second.subject}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert cast.client("nadia").get(f"/hojas/impresas/{second.subject}.pdf").status_code == 404
    assert cast.client("ines").get("/hojas/muestra/alert.pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize("copies", ["0", "-1", "201", "muchas", ""])
def test_an_impossible_number_of_sheets_is_refused(cast: Cast, copies: str):
    cast.client("rafael").post("/hojas/imprimir/", {"form_kind": "alert", "copies": copies})
    assert not SheetBatch.objects.exists()


def give(cast: Cast, first: int, last: int, to: str = "ines") -> None:
    told = {"form_kind": "encounter", "first": str(first), "last": str(last), "to": str(cast.account(to).pk)}
    assert cast.client("rafael").post("/hojas/entregar/", told).status_code == 302


def test_what_went_out_is_missing_until_it_is_typed_or_cancelled_or_back(cast: Cast):
    printed(cast)
    assert not paper.out(GROUP, "mx")
    give(cast, 1, 4)
    assert [one.waiting for one in paper.out(GROUP, "mx")] == [[1, 2, 3, 4]]
    type_in(cast, sheet(number=2), **MET)
    cast.client("ines").post("/hojas/cancelar/", {"serial": sheet(number=3).short, "reason": "spoiled"})
    cast.client("rafael").post("/hojas/recibir/", {"form_kind": "encounter", "first": "4", "last": "4"})
    assert [one.waiting for one in paper.out(GROUP, "mx")] == [[1]]
    said = text(cast.client("rafael").get("/hojas/"))
    assert sheet(number=1).short in said
    assert "Inés Carrillo" in said


def asked(days: int) -> Asked:
    return Asked("mx", GROUP, timezone.now().astimezone(ZONE) + timedelta(days=days), Labels("mx"))


def test_missing_and_lying_sheets_are_noticed_after_some_days_and_the_hand_over_tells_who_has_them(cast: Cast):
    printed(cast)
    give(cast, 1, 3)
    type_in(cast, sheet(number=1), **MET)
    assert not [one for one in paper_room.notices(asked(0)) if "Falta" in one.said]
    said = [one.said for one in paper_room.notices(asked(8))]
    assert said == ["Faltan 2 hojas de más de 7 días: Encuentro y conteo 2-3.", "Una hoja tecleada sigue sin destruir."]
    (part,) = paper_room.parts(asked(0))
    assert "Inés Carrillo" in part.lines[0]


def test_typed_sheets_are_ticked_when_the_paper_is_gone(cast: Cast):
    type_in(cast, sheet(number=1), **MET)
    type_in(cast, sheet(number=2), **MET)
    answer = cast.client("rafael").post("/hojas/destruir/", {"sheet": [sheet(number=1).sheet.hex], "how": "burned"})
    assert answer.status_code == 302
    assert [row.number for row in paper.typed_not_destroyed(GROUP, "mx")] == [2]
    row = Sheet.objects.get(number=1)
    assert (row.how, row.destroyed_by) == ("burned", str(cast.account("rafael").pk))


def test_a_typed_sheet_is_not_cancelled_and_an_untyped_one_not_destroyed(cast: Cast):
    type_in(cast, sheet(number=1), **MET)
    answer = cast.client("ines").post("/hojas/cancelar/", {"serial": sheet(number=1).short, "reason": "lost"}, follow=True)
    assert "ya está tecleada" in text(answer)
    cast.client("rafael").post("/hojas/destruir/", {"sheet": [sheet(number=9).sheet.hex], "how": "burned"})
    assert not Sheet.objects.filter(number=9).exists()


def test_nadia_sees_no_sheet_of_another_group_and_changes_none(cast: Cast):
    printed(cast)
    give(cast, 1, 3)
    type_in(cast, sheet(number=1), **MET)
    said = text(cast.client("nadia").get("/hojas/"))
    assert "Ninguna hoja está afuera" in said
    assert sheet(number=1).short not in said
    before = LogEntry.objects.count()
    nadia = cast.client("nadia")
    nadia.post("/hojas/destruir/", {"sheet": [sheet(number=1).sheet.hex], "how": "burned"})
    nadia.post("/hojas/cancelar/", {"serial": str(sheet(number=2)), "reason": "lost"})
    nadia.post("/hojas/entregar/", {"form_kind": "encounter", "first": "1", "last": "2", "to": str(cast.account("ines").pk)})
    nadia.post("/hojas/recibir/", {"form_kind": "encounter", "first": "1", "last": "3"})
    assert LogEntry.objects.count() == before


def test_boxes_keep_the_numbers_of_the_paper_when_the_pack_has_another_order(cast: Cast):
    batch = printed(cast)
    lists = {**batch.lists, "services": list(reversed(batch.lists["services"]))}
    SheetBatch.objects.filter(subject=batch.subject).update(lists=lists)
    type_in(cast, sheet(number=1), **{**MET, "services": "1"})
    assert Encounter.objects.get().services == f";{batch.lists['services'][-1]};"


def test_a_sheet_typed_where_its_printing_is_not_known_says_so(cast: Cast):
    said = text(cast.client("ines").get(f"/hojas/teclear/{sheet(number=77)}/"))
    assert "no sabe cómo se imprimió" in said


def test_a_sheet_that_two_gave_to_two_people_and_a_misread_one_are_said_in_words(cast: Cast):
    from vereda.logbook.door import record
    from vereda.paper.entries import SheetsIssued

    batch = printed(cast)
    by = {name: str(cast.account(name).pk) for name in ("ines", "lucia")}
    for to in by.values():
        told = SheetsIssued(first=2, last=2, to=to)
        record(told, by=_rafael(cast), at=timezone.now(), subject=batch.subject, seen=())
    type_in(cast, sheet(), **MET)
    type_in(cast, sheet(), **{**MET, "lines": "GT 3 2 HN 0 0 1"}, beside="x")
    said = text(cast.client("rafael").get("/diferencias/"))
    for word in ("Hojas impresas", "Quién tiene la hoja", "Lucía Andrade", "Mujeres · Guatemala", "nada"):
        assert word in said, said


def _rafael(cast: Cast):
    from vereda.logbook.door import Author

    return Author(account=str(cast.account("rafael").pk), group=GROUP, country="mx", zone=ZONE.key)
