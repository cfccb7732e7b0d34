"""Somebody found dead at the desk: from the form to the sheet, what is owed, bad input, who sees what and who does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.encounters.door import Encounter, Meeting, PlaceKind, Where, record_meeting
from vereda.logbook.door import facts_of_month
from vereda.rescue.actions.belongings import Seen
from vereda.rescue.actions.remains import Finding
from vereda.rescue.door import Official, Remains, ToldBy, belongings_actions, remains_actions, remains_steps
from vereda.rescue.door import remains_lookups as lookups

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)  # 12:00 at the post
FORM = {
    "number": "1", "at": "2026-11-20T11:30", "found_by": "patrol", "circumstance": "in_water", "setting": "river",
    "municipality": "", "point": "28.7123, -100.5234", "place": "arroyo de la Víbora", "way": "por la brecha",
}  # fmt: skip
OFFICIAL = Official(name="Marcela Ríos", post="Agente del MP", unit="Unidad Piedras Negras")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def filed(clock, cast: Cast, by) -> UUID:
    """Return a file of half an hour ago."""
    where = Where(kind=PlaceKind.POINT, lat=28.7123, lon=-100.5234, place="arroyo de la Víbora")
    finding = Finding(number=1, where=where, way="por la brecha", finders=[by("ines").account])
    return remains_actions.find_remains(finding, by=by("ines"), at=NOW - timedelta(minutes=30), now=NOW).subject


def tell(subject: UUID, by, minutes: int = 25) -> None:
    at = NOW - timedelta(minutes=minutes)
    told = {"to": "fiscalias-estatales", "how": ToldBy.TELEPHONE, "official": OFFICIAL, "by": by("ines"), "now": NOW}
    remains_steps.tell_prosecutor(remains=subject, at=at, **told)


def come(subject: UUID, by, minutes: int = 20) -> None:
    at = NOW - timedelta(minutes=minutes)
    remains_steps.prosecutor_came(remains=subject, official=OFFICIAL, by=by("ines"), at=at, now=NOW)


def write(subject: UUID, by, *seen: Seen) -> str:
    belongings_actions.list_belongings(remains=subject, seen=seen or [Seen(what="Mochila azul")], by=by("ines"), at=NOW)
    return Remains.objects.get(subject=subject).version


def bodies() -> int:
    return sum(row.people for row in facts_of_month("mx", date(2026, 11, 1)) if row.row == "B")


class TestFromTheFormToTheSheet:
    """What coordination and duty do, one act after the other."""

    def test_a_file_is_opened_once_however_often_the_form_is_sent_and_counts_once(self, cast: Cast):
        from vereda.desk.web.new_encounter import fresh_token

        for who in ("rafael", "ines"):
            assert "no tocar, no mover" in text(cast.client(who).get("/fallecidas/nueva/"))
        form = {"form": fresh_token(), **FORM}
        for _ in range(2):
            answer = cast.client("rafael").post("/fallecidas/nueva/", form)
            assert answer.status_code == 302
        (row,) = Remains.objects.all()
        assert answer["Location"] == f"/fallecidas/{row.subject}/"
        assert (row.number, row.circumstance, row.setting, row.municipality, bodies()) == (1, "in_water", "river", "05025", 1)
        page = text(cast.client("ines").get(f"/fallecidas/{row.subject}/"))
        for said in ("Llame usted a la fiscalía", "arroyo de la Víbora", "28.71230, -100.52340", "por la brecha", "En el agua"):
            assert said in page

    def test_every_act_in_its_turn(self, cast: Cast, filed: UUID, by):
        ines, rafael, base = cast.client("ines"), cast.client("rafael"), f"/fallecidas/{filed}/"

        def act(what: str, client=ines, **form: str) -> None:
            answer = client.post(f"{base}{what}/", form)
            assert answer.status_code == 302, text(answer)

        official = {"official": "Marcela Ríos", "post": "Agente del MP"}
        act("avisada", to="fiscalias-estatales", unit="Unidad Piedras Negras", how="telephone", at="2026-11-20T11:35", **official)
        act("acompana", **{f"who:{by('ines').account}": "on", "until": "2026-11-20T14:00"})
        act("llegada", at="2026-11-20T11:50", **official)
        act("carpeta", case="CI-2026/00417")
        act("pertenencias", what0="Mochila azul", count0="1", lay0="a un metro", what1="Botas", count1="2")
        assert "Usted escribió en esta lista" in text(ines.get(base))
        version = Remains.objects.get().version
        assert "Usted escribió parte de esta lista" in text(ines.post(f"{base}contrafirma/", {"version": version}, follow=True))
        assert Remains.objects.get().signed == []
        rafael.post(f"{base}contrafirma/", {"version": version})
        act("recibidas", version=version, at="2026-11-20T11:55", **official)
        act("entregada", at="2026-11-20T11:58", **official)
        row = Remains.objects.get()
        assert lookups.open_remains("piedras-negras", "mx") == []
        page = text(ines.get(base))
        for said in (
            "Entregada a la autoridad",
            "CI-2026/00417",
            "2 × Botas",
            "Contrafirmó Rafael",
            "Firmó de recibido Marcela Ríos",
        ):
            assert said in page, said
        sheet = text(ines.get(f"{base}hoja/"))
        for said in ("Mochila azul", "a un metro", "28.71230", "CI-2026/00417", row.version, "Recibe por la autoridad"):
            assert said in sheet, said
        assert "Entregada a la autoridad" in text(ines.get("/fallecidas/"))

    def test_the_sheet_for_the_authority_says_the_folio_of_the_mission_and_no_route(
        self, cast: Cast, by, out: UUID, mission: UUID
    ):
        """A route may bear the name of an informal crossing, which is nobody's outside the group."""
        for of, folio in (({"patrol": out}, ""), ({"patrol": out, "mission": mission}, "PN-7")):
            at, finding = NOW - timedelta(minutes=30), Finding(number=1, **of)
            subject = remains_actions.find_remains(finding, by=by("ines"), at=at, now=NOW).subject
            sheet = text(cast.client("ines").get(f"/fallecidas/{subject}/hoja/"))
            assert "Ruta 3" not in sheet
            assert ("Misión" in sheet, "PN-7" in sheet) == (bool(folio), bool(folio))

    def test_what_was_noted_by_mistake_is_taken_back_and_a_file_is_withdrawn_and_put_back(self, cast: Cast, filed: UUID, by):
        ines, base = cast.client("ines"), f"/fallecidas/{filed}/"
        tell(filed, by)
        assert "Deshacer el aviso" in text(ines.get(base))
        ines.post(f"{base}deshacer/", {"step": "told"})
        assert Remains.objects.get().told_at is None
        ines.post(f"{base}retirar/", {"reason": "twice"})
        assert (Remains.objects.get().is_withdrawn, bodies()) == (True, 0)
        assert "Ficha anulada: no entra en los totales" in text(ines.get(base))
        ines.post(f"{base}deshacer/")
        assert (Remains.objects.get().is_withdrawn, bodies()) == (False, 1)

    def test_a_correction_brings_back_what_was_told_and_changes_what_is_named(self, cast: Cast, filed: UUID):
        ines, base = cast.client("ines"), f"/fallecidas/{filed}/corregir/"
        page = ines.get(base).content.decode()
        assert all(said in page for said in ('value="arroyo de la Víbora"', 'value="2026-11-20T11:30"', 'value="por la brecha"'))
        row = Remains.objects.get()
        same = {
            "number": "1", "at": "2026-11-20T11:30", "found_by": "unknown", "circumstance": "unknown", "setting": "",
            "municipality": row.municipality, "point": "28.71230, -100.52340", "place": "arroyo de la Víbora",
            "way": "por la brecha", f"who:{row.finders[0]}": "on",
        }  # fmt: skip
        assert "No cambió nada" in text(ines.post(base, same))
        assert ines.post(base, {**same, "number": "2", "way": "por el río"}).status_code == 302
        again = Remains.objects.get()
        assert (again.number, bodies(), lookups.place_of(again)["way"]) == (2, 2, "por el río")
        assert (again.finders, again.found_by) == (row.finders, "unknown")


class TestCountedOnce:
    def test_a_meeting_that_counts_somebody_asks_for_the_file_and_the_file_counts_nobody_anew(self, cast: Cast, by):
        met = record_meeting(Meeting(people_met=2, bodies=1), by=by("ines"), at=NOW).subject
        rafael = cast.client("rafael")
        assert "cuenta 1 persona fallecida sin ficha" in text(rafael.get("/hoy/"))
        page = rafael.get(f"/fallecidas/nueva/?encuentro={met}").content.decode()
        assert re.search(rf'<option value="{met}" selected>', page)
        rafael.post("/fallecidas/nueva/", {**FORM, "encounter": str(met)})
        assert (bodies(), Remains.objects.get().encounter) == (1, met)
        assert "sin ficha" not in text(cast.client("rafael").get("/hoy/"))
        assert "Ficha de la persona fallecida" in text(cast.client("ines").get(f"/encuentros/{met}/?purpose=assist"))

    def test_where_meeting_and_files_differ_the_file_says_so(self, cast: Cast, filed: UUID, by):
        from vereda.encounters.door import Corrected, correct_meeting
        from vereda.logbook.door import heads

        met = Encounter.objects.get().subject
        assert "sus fichas suman" not in text(cast.client("ines").get(f"/fallecidas/{filed}/"))
        correct_meeting(met, Corrected(bodies=3), by=by("ines"), at=None, seen=heads(met))
        assert "El encuentro cuenta 3 y sus fichas suman 1" in text(cast.client("ines").get(f"/fallecidas/{filed}/"))

    def test_from_the_page_of_a_mission(self, cast: Cast, mission: UUID):
        ines = cast.client("ines")
        assert f"/fallecidas/nueva/?mision={mission}" in ines.get(f"/misiones/{mission}/").content.decode().replace("&amp;", "&")
        page = ines.get(f"/fallecidas/nueva/?mision={mission}").content.decode()
        assert f'<option value="{mission}" selected>' in page
        ines.post("/fallecidas/nueva/", {**FORM, "mission": str(mission), "found_by": "team"})
        (row,) = Remains.objects.all()
        assert (row.mission, Encounter.objects.get().mission) == (mission, mission)
        assert "1 persona fallecida" in text(ines.get(f"/misiones/{mission}/"))


class TestTheBoard:
    """With the clock at each hour."""

    def test_what_is_owed_is_said_until_it_is_done(self, cast: Cast, filed: UUID, by, clock):
        def board() -> str:
            return text(cast.client("rafael").get("/hoy/"))

        assert "falta avisar a la fiscalía; se localizó hace 30 min" in board()
        tell(filed, by)
        assert "Se avisó; falta que lleguen" in board(), "an open file is on the board"
        clock.move_to(NOW + timedelta(hours=3))
        assert "se avisó hace 3 h 25 min y nadie ha llegado: vuelva a llamar" in board()
        remains_steps.stay_with(remains=filed, who=[by("ines").account], until=NOW + timedelta(hours=2), by=by("ines"), at=NOW)
        assert "falta relevar a quien acompaña, desde hace 1 h" in board()
        come(filed, by)
        write(filed, by)
        clock.move_to(NOW + timedelta(hours=4))
        assert "falta la contrafirma de las pertenencias" in board()
        assert "Víbora" not in board()
        assert "fallecida" not in text(cast.client("nadia").get("/hoy/"))

    def test_the_hand_over_says_folio_and_hours_and_that_it_was_a_hard_shift(self, cast: Cast, filed: UUID, clock):
        said = text(cast.client("ines").get("/turno/entrega/"))
        for words in ("Personas fallecidas localizadas", "Falta avisar a la fiscalía", "tuvo un turno difícil"):
            assert words in said, words
        assert "Víbora" not in said
        clock.move_to(NOW + timedelta(hours=25))
        assert "tuvo un turno difícil" not in text(cast.client("ines").get("/turno/entrega/"))

    def test_the_wall_says_nothing_of_it(self, filed: UUID):
        from vereda.desk.labels import Labels
        from vereda.desk.rooms.noticed import Asked
        from vereda.desk.rooms.remains import notices

        asked = Asked(country="mx", group="piedras-negras", now=NOW, labels=Labels("mx"))
        assert list(notices(asked))
        assert not any(one.on_wall for one in notices(asked))


class TestBadInput:
    """One sentence that says what to do; what was typed comes back; nothing is written."""

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"number": "0"}, "Diga cuántas personas fallecidas se localizaron"),
            ({"number": ""}, "Diga cuántas personas fallecidas se localizaron"),
            ({"number": "-3"}, "no es un número entero"),
            ({"number": "5000"}, "Es más que 1000"),
            ({"at": "2026-11-20T12:01"}, "Esa hora todavía no llega"),
            ({"at": "ayer"}, "La fecha y la hora no se entienden"),
            ({"point": "cerca del río"}, "punto"),
            ({"circumstance": "strangled"}, "Ya no está en la lista"),
            ({"mission": str(uuid4())}, "Ya no está en la lista"),
            ({"encounter": str(uuid4())}, "Ya no está en la lista"),
            ({"way": "x" * 201}, "Es más largo que 200 signos"),
        ],
    )
    def test_a_form_comes_back_filled(self, cast: Cast, wrong, said):
        answer = cast.client("ines").post("/fallecidas/nueva/", {**FORM, **wrong})
        assert answer.status_code == 422
        assert said in text(answer)
        assert 'value="arroyo de la Víbora"' in answer.content.decode()
        assert (Remains.objects.count(), Encounter.objects.count()) == (0, 0)

    @pytest.mark.parametrize(
        ("what", "form", "said"),
        [
            ("avisada", {"to": "fgr", "at": "2026-11-20T12:30"}, "Esa hora todavía no llega"),
            ("avisada", {"to": "fgr", "at": "2026-11-20T11:00"}, "todavía no se la había localizado"),
            ("avisada", {"to": "", "unit": ""}, "Diga a quién se avisó"),
            ("avisada", {"to": "inm"}, "Diga a quién se avisó"),
            ("avisada", {"to": "fgr", "how": "dove"}, "Ya no está en la lista"),
            ("avisada", {"to": "fgr", "official": "x" * 81}, "Es más largo que 80 signos"),
            ("llegada", {}, "Anote primero a quién se avisó"),
            ("entregada", {"official": "Marcela"}, "Anote primero a qué hora llegó"),
            ("carpeta", {"case": " "}, "Escriba el número de la carpeta"),
            ("pertenencias", {}, "Escriba al menos una pertenencia"),
            ("pertenencias", {"lay0": "junto al mezquite"}, "Diga qué es lo que estaba ahí"),
            ("pertenencias", {"what0": "Botas", "count0": "dos"}, "no es un número entero"),
            ("pertenencias", {"what0": "Botas", "count0": "0"}, "Si no hay ninguna, quite el renglón"),
            ("forense", {"text": "playera"}, "Escriba el folio del reporte"),
        ],
    )
    def test_an_act_that_cannot_be_is_said_beside_it(self, cast: Cast, filed: UUID, what, form, said):
        before = dict(Remains.objects.values().get())
        answer = cast.client("ines").post(f"/fallecidas/{filed}/{what}/", {"at": "2026-11-20T11:40", **form})
        assert answer.status_code == 422
        assert said in text(answer)
        assert Remains.objects.values().get() == before
        for name, value in form.items():
            if value.strip() and name in ("official", "lay0", "text", "what0"):
                assert value[:80] in answer.content.decode(), "what was typed comes back"

    def test_there_before_told_and_a_relief_that_is_past(self, cast: Cast, filed: UUID, by):
        ines, base = cast.client("ines"), f"/fallecidas/{filed}/"
        tell(filed, by)
        assert "no pudo llegar antes de que se le avisara" in text(ines.post(f"{base}llegada/", {"at": "2026-11-20T11:34"}))
        form = {f"who:{by('ines').account}": "on", "until": "2026-11-20T11:59"}
        assert "Esa hora de relevo ya pasó" in text(ines.post(f"{base}acompana/", form))
        come(filed, by)
        form = {"official": "Marcela", "at": "2026-11-20T11:39"}
        assert "todavía no llegaba" in text(ines.post(f"{base}entregada/", form))
        assert "Escriba el nombre de quien recibe" in text(ines.post(f"{base}entregada/", {"at": "2026-11-20T11:55"}))

    def test_twenty_five_lines_do_not_fit_the_sheet(self, cast: Cast, filed: UUID, by):
        write(filed, by, *(Seen(what=f"Cosa {n}") for n in range(24)))
        answer = cast.client("ines").post(f"/fallecidas/{filed}/pertenencias/", {"what0": "Una más"})
        assert "En una hoja caben 24 renglones y con estos serían 25" in text(answer)

    def test_an_act_that_is_none_is_not_there(self, cast: Cast, filed: UUID):
        assert cast.client("ines").post(f"/fallecidas/{filed}/fotografia/").status_code == 404
        assert cast.client("ines").get(f"/fallecidas/{filed}/avisada/").status_code == 405

    def test_no_form_of_the_dead_takes_a_file(self, cast: Cast, filed: UUID):
        ines = cast.client("ines")
        for address in (
            "/fallecidas/nueva/",
            f"/fallecidas/{filed}/",
            f"/fallecidas/{filed}/corregir/",
            f"/fallecidas/{filed}/hoja/",
        ):
            page = ines.get(address).content.decode()
            assert 'type="file"' not in page, address
            assert "multipart" not in page, address
            assert not re.search(r"<img|camera|capture=", page), address


class TestTheForensicNote:
    """Written by the duty, read by the coordination for tracing alone, told to nobody."""

    @pytest.fixture
    def noted(self, cast: Cast, filed: UUID) -> UUID:
        form = {"report": "B-0099", "text": "La playera del reporte"}
        assert cast.client("ines").post(f"/fallecidas/{filed}/forense/", form).status_code == 302
        return filed

    def test_the_coordination_prints_it_and_notes_who_took_it(self, cast: Cast, noted: UUID):
        rafael, address = cast.client("rafael"), f"/fallecidas/{noted}/nota-forense/"
        before = ReadRow.objects.count()
        page = text(rafael.get(f"{address}?purpose=tracing"))
        for said in (
            "Para el servicio forense",
            "Reporte B-0099",
            "La playera del reporte",
            "Posible coincidencia, sin confirmar",
        ):
            assert said in page
        rows = ReadRow.objects.order_by("seq")[before:]
        assert [(row.record_class, row.action, row.purpose) for row in rows] == [("K6", "export", "tracing")]
        assert "Escriba el nombre de quien recibe" in text(rafael.post(f"{address}entregada/", {"official": ""}, follow=True))
        rafael.post(f"{address}entregada/", {"official": "Dra. Luna", "at": "2026-11-20T11:50"})
        assert "El servicio forense la tiene desde el" in text(rafael.get(address))

    def test_no_other_purpose_opens_it(self, cast: Cast, noted: UUID):
        for purpose in ("rescue", "assist", "statistics", "quality_audit"):
            answer = cast.client("rafael").get(f"/fallecidas/{noted}/nota-forense/?purpose={purpose}")
            assert answer.status_code in (400, 403), purpose
            assert "B-0099" not in answer.content.decode()

    def test_who_wrote_it_does_not_read_it_again_nor_sees_that_it_is_there(self, cast: Cast, noted: UUID):
        ines = cast.client("ines")
        assert ines.get(f"/fallecidas/{noted}/nota-forense/").status_code == 403
        page = text(ines.get(f"/fallecidas/{noted}/"))
        for sealed in ("B-0099", "playera", "Nota para el servicio forense", "Selló una nota"):
            assert sealed not in page
        assert "Selló una nota para el servicio forense" in text(cast.client("rafael").get(f"/fallecidas/{noted}/"))

    @pytest.mark.parametrize("who", ["nadia", "graciela", "octavio", "adriana", "bruno", "julia"])
    def test_nobody_else_opens_it(self, cast: Cast, noted: UUID, who: str):
        client = cast.client(who)
        for method in (client.get, client.post):
            for address in ("", "entregada/"):
                assert method(f"/fallecidas/{noted}/nota-forense/{address}").status_code in (403, 404, 405)

    def test_no_page_but_its_own_says_the_report(self, cast: Cast, noted: UUID):
        rafael = cast.client("rafael")
        for address in (
            "/hoy/",
            "/fallecidas/",
            f"/fallecidas/{noted}/",
            f"/fallecidas/{noted}/hoja/",
            "/alertas/",
            "/turno/entrega/",
        ):
            assert "B-0099" not in rafael.get(address).content.decode(), address
        assert "B-0099" not in cast.client("graciela").get("/central/fallecidas/").content.decode()

    def test_without_a_note_there_is_no_sheet(self, cast: Cast, filed: UUID):
        assert cast.client("rafael").get(f"/fallecidas/{filed}/nota-forense/").status_code == 404


class TestWhoSeesWhat:
    def test_nadia_sees_nothing_and_does_nothing(self, cast: Cast, filed: UUID, by):
        version, nadia, base = write(filed, by), cast.client("nadia"), f"/fallecidas/{filed}/"
        line = Remains.objects.get().belongings[0][0]
        before = dict(Remains.objects.values().get())
        for address in (base, f"{base}corregir/", f"{base}hoja/"):
            assert nadia.get(address).status_code == 404, address
        for act in (
            "avisada",
            "llegada",
            "carpeta",
            "acompana",
            "entregada",
            "pertenencias",
            "ninguna",
            "recibidas",
            "forense",
            "retirar",
        ):
            assert nadia.post(f"{base}{act}/", {"official": "x"}).status_code == 404, act
        for address in ("contrafirma/", "deshacer/", f"pertenencias/{line}/quitar/", "corregir/"):
            assert nadia.post(f"{base}{address}", {"version": version, "step": "told"}).status_code == 404, address
        assert dict(Remains.objects.values().get()) == before
        assert "Ninguna." in text(nadia.get("/fallecidas/"))
        assert str(filed) not in nadia.get("/fallecidas/").content.decode()
        page = nadia.get(f"/fallecidas/nueva/?encuentro={Remains.objects.get().encounter}").content.decode()
        assert 'value="' + str(Remains.objects.get().encounter) not in page
        assert nadia.get("/central/fallecidas/").status_code == 404

    def test_headquarters_sees_post_folio_number_and_hours(self, cast: Cast, filed: UUID, by):
        from vereda.desk.labels import folio

        write(filed, by)
        graciela = cast.client("graciela")
        page = text(graciela.get("/central/fallecidas/"))
        for said in ("Piedras Negras", folio(filed), "1 persona fallecida", "se localizó hace 30 min"):
            assert said in page, said
        for sealed in ("Víbora", "28.7", "Mochila", "Coahuila", "brecha"):
            assert sealed not in page, sealed
        for address in (f"/fallecidas/{filed}/", f"/fallecidas/{filed}/hoja/", "/fallecidas/", "/fallecidas/nueva/"):
            assert graciela.get(address).status_code in (403, 404), address
        assert "/central/fallecidas/" in graciela.get("/central/").content.decode()

    @pytest.mark.parametrize("who", ["octavio", "adriana", "bruno", "julia", "alma"])
    def test_offices_see_nothing(self, cast: Cast, filed: UUID, who: str):
        client = cast.client(who)
        for address in (
            "/fallecidas/",
            "/fallecidas/nueva/",
            f"/fallecidas/{filed}/",
            f"/fallecidas/{filed}/hoja/",
            "/central/fallecidas/",
        ):
            assert client.get(address).status_code in (403, 404), address

    def test_every_look_is_written_down(self, cast: Cast, filed: UUID):
        ines = cast.client("ines")
        for address, rows in (
            ("/fallecidas/", [("K1", "read")]),
            (f"/fallecidas/{filed}/", [("K1", "read"), ("K2", "read")]),
            (f"/fallecidas/{filed}/hoja/", [("K2", "export")]),
            (f"/fallecidas/{filed}/corregir/", [("K2", "read")]),
        ):
            before = ReadRow.objects.count()
            assert ines.get(address).status_code == 200, address
            assert [(row.record_class, row.action) for row in ReadRow.objects.order_by("seq")[before:]] == rows, address

    def test_two_versions_of_one_number_are_said_in_words_and_decided(self, cast: Cast, filed: UUID, by):
        from vereda.logbook.door import heads, record
        from vereda.rescue.door import RemainsCorrected

        seen = heads(filed)
        for name, number in (("ines", 2), ("rafael", 3)):
            record(RemainsCorrected(number=number), subject=filed, by=by(name), at=NOW, seen=seen)
        rafael = cast.client("rafael")
        assert "Hay 1 dato con dos versiones" in text(rafael.get(f"/fallecidas/{filed}/"))
        page = rafael.get("/diferencias/")
        assert "Personas fallecidas" in text(page)
        assert f'href="/fallecidas/{filed}/' in page.content.decode()

    def test_in_english(self, cast: Cast, filed: UUID):
        account = cast.account("ines")
        account.language = "en"
        account.save()
        for address in (f"/fallecidas/{filed}/", f"/fallecidas/{filed}/hoja/", "/fallecidas/", "/fallecidas/nueva/"):
            assert cast.client("ines").get(address).status_code == 200
