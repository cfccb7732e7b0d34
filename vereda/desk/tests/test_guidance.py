"""The library at the desk: read by everybody, written by some, checked by another; nothing typed is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from vereda.access.tests.cast import Cast, text
from vereda.countries.door import pack
from vereda.guidance import door as guidance
from vereda.guidance.door import Said
from vereda.logbook.models import LogEntry

pytestmark = pytest.mark.django_db
SAID = {
    "short": "Busque sombra; si se pierde llame al {hotline.emergencias}.",
    "spoken": "Busque sombra.",
    "full": "Busque sombra y agua.",
    "source": "https://example.org/x",
    "article": "",
    "title": "",
}
PAGES = [
    "/orientacion/",
    "/orientacion/?lengua=hat",
    "/orientacion/revisar/",
    "/orientacion/cambios/",
    "/orientacion/numeros/",
    "/orientacion/numeros/emergencias/",
    "/orientacion/heat/",
    "/orientacion/heat/spa/",
    "/orientacion/heat/quc/",
]


def today():
    """Return the day at the post, which is another than in London for six hours of each."""
    return datetime.now(ZoneInfo("America/Matamoros")).date()


def hidden(cast: Cast, path: str, name: str = "rafael") -> dict[str, str]:
    page = cast.client(name).get(path).content.decode()
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def write(cast: Cast, name: str = "paola", path: str = "/orientacion/heat/spa/escribir/", fixed=None, **changed):
    sent = {**SAID, **(fixed or hidden(cast, path, name)), **changed}
    return cast.client(name).post(path, sent, follow=True)


def check(cast: Cast, name: str = "hector", version: str = "", **changed):
    told = {
        "version": version or guidance.written_one("mx", today(), "heat", "spa").newest.id,
        "reviewer": "Ana Ejemplo",
        "office": "Protección Civil",
        "source_read_on": str(today() - timedelta(days=1)),
        "until": str(today() + timedelta(days=100)),
        "has_read": "on",
        **changed,
    }
    return cast.client(name).post("/orientacion/heat/spa/revisar/", told, follow=True)


def ring(cast: Cast, name: str = "hector", answered: str = "yes", **changed):
    told = {"rung": "911", "answered": answered, "reviewer": "Ana Ejemplo", "office": "Protección Civil", **changed}
    path = "/orientacion/numeros/emergencias/llamar/" + ("" if name in ("rafael", "paola") else "revisor/")
    return cast.client(name).post(path, told, follow=True)


def entries(kind: str) -> int:
    return LogEntry.objects.filter(kind=f"guidance.{kind}").count()


@pytest.mark.parametrize("name", ["ines", "nadia", "rafael", "paola", "hector", "octavio"])
def test_every_account_reads_the_library(cast: Cast, name: str):
    client = cast.client(name)
    for path in PAGES:
        assert client.get(path).status_code == 200, path
    said = text(client.get("/orientacion/"))
    assert "Calor y desierto" in said
    assert "por revisar" in said
    assert "Kreyòl ayisyen" in said


@pytest.mark.parametrize("name", ["ines", "nadia", "octavio", "hector"])
def test_who_writes_no_texts_is_refused_and_sees_no_button(cast: Cast, name: str):
    client = cast.client(name)
    assert client.get("/orientacion/heat/spa/escribir/").status_code in (403, 404)
    for path in ("heat/spa/escribir/", "heat/spa/medir/", "heat/spa/retirar/", "numeros/emergencias/corregir/"):
        assert client.post(f"/orientacion/{path}", {**SAID, "reason": "x"}).status_code in (403, 404), path
    assert "Corregir" not in text(client.get("/orientacion/heat/"))
    assert not LogEntry.objects.filter(kind__startswith="guidance.").exists()


@pytest.mark.parametrize("name", ["ines", "nadia", "rafael", "paola"])
def test_who_checks_no_texts_is_refused(cast: Cast, name: str):
    assert check(cast, name).status_code in (403, 404)
    assert "Respondo por este texto" not in text(cast.client(name).get("/orientacion/heat/spa/"))
    assert entries("text_checked") == 0


def test_a_text_goes_its_way_from_writing_to_publication(cast: Cast):
    answer = write(cast)
    assert "Busque sombra; si se pierde llame al 911." in text(answer)
    assert "Falta que otra persona lo revise" in text(answer)
    assert "Calor y desierto" in text(cast.client("hector").get("/orientacion/revisar/"))
    said = text(check(cast))
    assert "Revisó Ana Ejemplo (Protección Civil)" in said
    assert "Nombra un número que hoy no se puede dar" in said
    assert "contestaron" in text(ring(cast))
    assert "Como está ahora: publicado" in text(cast.client("ines").get("/orientacion/heat/spa/"))
    assert "1 de" in text(cast.client("ines").get("/orientacion/"))
    changed = text(cast.client("ines").get("/orientacion/cambios/"))
    for step in ("Escribió una versión", "Revisó una versión", "Llamó al número"):
        assert step in changed


def test_coordinators_write_and_cannot_check(cast: Cast):
    write(cast, "rafael")
    assert entries("text_written") == 1
    assert check(cast, "rafael").status_code in (403, 404)


def test_a_form_that_is_wrong_comes_back_whole(cast: Cast):
    answer = write(cast, short="x" * 161, spoken="Lo dicho se queda.")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "x" * 161 in page
    assert "Lo dicho se queda." in page
    assert "lleva 161 letras y caben 160" in text(answer)
    for changed, said in (
        ({"full": ""}, "Falta este texto"),
        ({"full": "Llame al 911."}, "{hotline.emergencias}"),
        ({"spoken": "Vaya a {service.nada}."}, "no es un número ni un lugar"),
        ({"source": " "}, "Falta este texto"),
        ({"spoken": "y" * 1300}, "caben 1200"),
    ):
        answer = write(cast, **changed)
        assert answer.status_code == 422, changed
        assert said in text(answer).replace("&#39;", "'"), changed
    assert entries("text_written") == 0


def test_a_check_that_is_wrong_comes_back_whole(cast: Cast):
    write(cast)
    for changed, said in (
        ({"reviewer": ""}, "Escriba quién responde"),
        ({"reviewer": cast.account("paola").display_name.upper()}, "Esa persona lo escribió"),
        ({"source_read_on": ""}, "Escriba el día."),
        ({"source_read_on": str(today() + timedelta(days=2))}, "no posterior a hoy"),
        ({"until": str(today() + timedelta(days=400))}, "a lo más hasta el"),
        ({"has_read": ""}, "Lea la fuente y el texto"),
        ({"version": "0" * 16}, "cambió o se retiró"),
    ):
        answer = check(cast, office="Oficina que se queda", **changed)
        assert answer.status_code == 422, changed
        assert said in text(answer), changed
        assert "Oficina que se queda" in answer.content.decode()
    assert entries("text_checked") == 0


def test_the_same_form_sent_twice_makes_one_version(cast: Cast):
    fixed = hidden(cast, "/orientacion/heat/spa/escribir/", "paola")
    for _again in range(2):
        assert write(cast, fixed=fixed).status_code == 200
    assert entries("text_written") == 1


def test_a_version_before_that_no_form_of_ours_names_is_none(cast: Cast):
    for named in ("'><img src=x>", "0" * 15, "x" * 5000):
        assert write(cast, based_on=named, full=f"Escrito con {len(named)} signos.").status_code == 200
    assert entries("text_written") == 3


def test_two_forms_drawn_before_either_was_saved_are_shown_to_a_person_who_chooses(cast: Cast):
    path = "/orientacion/heat/spa/escribir/"
    write(cast, full="La primera de todas.")
    first, second = hidden(cast, path, "paola"), hidden(cast, path, "rafael")
    write(cast, "paola", fixed=first, full="La de Paola.")
    write(cast, "rafael", fixed=second, full="La de Rafael.")
    page = cast.client("rafael").get("/orientacion/heat/spa/")
    assert "Dos personas lo escribieron" in text(page)
    [dispute] = set(re.findall(r"/queda/(\w+)/", page.content.decode()))
    chosen = re.findall(r'name="chosen" value="([^"]+)"', page.content.decode())
    assert len(chosen) == 2
    said = text(cast.client("rafael").post(f"/orientacion/heat/spa/queda/{dispute}/", {"chosen": chosen[0]}, follow=True))
    assert "Quedó esa versión" in said
    assert "Dos personas lo escribieron" not in said
    assert cast.client("rafael").post(f"/orientacion/heat/spa/queda/{dispute}/", {"chosen": "x"}).status_code == 404


def test_it_is_measured_while_it_is_written(cast: Cast):
    client = cast.client("paola")
    said = text(client.post("/orientacion/heat/spa/medir/", {**SAID, "short": "Llame al {hotline.emergencias}. Día ñandú."}))
    assert "El corto lleva 24 de 160 letras" in said
    assert "Sale así: Llame al 911. Día ñandú." in said
    assert "se lee" in said
    assert "caben menos" in text(client.post("/orientacion/heat/quc/medir/", {**SAID, "short": "ꓥꓥ"}))
    assert "se lee" not in text(client.post("/orientacion/heat/eng/medir/", SAID)), "the formula is for Spanish"


def test_withdrawn_by_who_writes_or_by_who_checks(cast: Cast):
    for name, path in (("rafael", "retirar/"), ("hector", "retirar/revisor/")):
        write(cast, full=f"Para {name}.")
        answer = cast.client(name).post(f"/orientacion/heat/spa/{path}", {"reason": ""})
        assert answer.status_code == 422
        said = text(cast.client(name).post(f"/orientacion/heat/spa/{path}", {"reason": "Ya no es así."}, follow=True))
        assert "Ya no es así." in said
        assert "No hay nada a la vista." in said
    assert guidance.library("mx", today(), "spa", publish=False).topic("heat") is None


def test_a_number_is_corrected_by_one_and_rung_by_another(cast: Cast):
    told = {"number": "nueve", "hours": "24 horas", "source": "https://example.org", "source_read_on": str(today())}
    path = "/orientacion/numeros/emergencias/corregir/"
    answer = cast.client("rafael").post(path, told)
    assert answer.status_code == 422
    assert 'value="nueve"' in answer.content.decode()
    assert cast.client("rafael").post(path, {**told, "number": "912", "source_read_on": ""}).status_code == 422
    assert "912" in text(cast.client("rafael").post(path, {**told, "number": "912"}, follow=True))
    assert "las páginas, los mensajes y los teléfonos dan 911." in text(
        cast.client("rafael").get("/orientacion/numeros/emergencias/")
    )
    assert "Busque sombra; si se pierde llame al 911." in text(write(cast))
    assert ring(cast).status_code == 422, "the page still showed 911"
    assert ring(cast, "rafael", rung="912").status_code == 422, "who corrected it is no second person"
    assert "no contestaron" in text(ring(cast, rung="912", answered="no"))
    assert "contestaron" in text(ring(cast, "paola", rung="912"))
    assert "Busque sombra; si se pierde llame al 912." in text(cast.client("rafael").get("/orientacion/heat/spa/"))
    assert guidance.number("mx", "emergencias", today()).lacks == ()


def test_a_newer_version_stands_beside_the_one_that_is_published(cast: Cast):
    write(cast)
    check(cast)
    ring(cast)
    write(cast, full="Otra cosa, por revisar.")
    said = text(cast.client("hector").get("/orientacion/heat/spa/"))
    assert (
        said.index("Lo que se publica mientras") < said.index("Busque sombra y agua.") < said.index("El más nuevo, por revisar")
    )


def test_what_one_took_off_another_brings_back_only_with_a_second_person(cast: Cast):
    write(cast)
    check(cast)
    ring(cast)
    cast.client("hector").post("/orientacion/heat/spa/retirar/revisor/", {"reason": "Es falso."})
    write(cast)
    page = text(cast.client("ines").get("/orientacion/heat/spa/"))
    assert "Falta que otra persona lo revise" in page
    assert "Ya no cuenta: se retiró después." in page
    assert guidance.library("mx", today(), "spa", publish=True).topic("heat") is None


def test_what_is_not_there_is_not_found(cast: Cast):
    client = cast.client("rafael")
    for path in ("nada/", "heat/xxx/", "heat/xxx/escribir/", "nada/spa/", "numeros/nadie/", "heat/spa/queda/x/"):
        assert client.get(f"/orientacion/{path}").status_code in (404, 405), path
    assert client.get("/orientacion/cambios/?desde=ayer").status_code == 422


def test_in_a_practice_and_at_a_post_nothing_is_offered(cast: Cast, monkeypatch):
    from vereda.desk.rooms import guidance as guidance_room

    reader = cast.reader("rafael")
    assert guidance_room.may_of(reader).write
    assert not guidance_room.may_of(replace(reader, group=f"practice.{reader.group}")).write
    monkeypatch.setattr(guidance_room, "this_node", lambda: type("Node", (), {"is_post": True})())
    assert not guidance_room.may_of(reader).write


def test_every_topic_has_a_picture(cast: Cast):
    page = cast.client("ines").get("/static/desk/icons.svg")
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', b"".join(page.streaming_content).decode()))
    assert {row.symbol for row in pack("mx").topics.values()} <= drawn


def test_a_planted_text_stands_on_every_page_of_the_desk_with_what_it_lacks(cast: Cast):
    planted = Said("PLANTADO", "PLANTADO", "PLANTADO", "https://example.org", "")
    from vereda.logbook.tests.pens import author

    guidance.write_text(topic="heat", language="spa", said=planted, by=author("paola", "desk"), at=datetime.now(UTC))
    for path in ("/orientacion/", "/orientacion/heat/", "/orientacion/heat/spa/"):
        said = text(cast.client("ines").get(path))
        assert "PLANTADO" in said
        assert "por revisar" in said, path


# Telling ------------------------------------------------------------------------------------------------------------------


def meeting(cast: Cast, name: str = "ines", group: str = "piedras-negras", people: int = 4):
    from vereda.access.door import author_of
    from vereda.encounters.door import Meeting, Where, record_meeting

    told = Meeting(people_met=people, where=Where(state="MX-COA", municipality="05025"))
    return record_meeting(told, by=author_of(cast.reader(name)), at=datetime.now(UTC) - timedelta(minutes=5)).subject


def test_what_people_were_told_is_noted_at_the_encounter_and_counts_in_the_month(cast: Cast):
    encounter = meeting(cast)
    client = cast.client("ines")
    page = client.get(f"/encuentros/{encounter}/dicho/?lengua=hat")
    assert "Chalè ak dezè" not in text(page), "headings are in the language of the reader"
    assert "Pote dlo" in text(page)
    assert "por revisar" in text(page)
    assert 'name="people" value="4"' in page.content.decode()
    told = {"people": "3", "lengua": "hat", "t:heat": "on", "t:asylum": "on", **_token(page)}
    for _again in range(2):
        said = text(client.post(f"/encuentros/{encounter}/dicho/", told, follow=True))
    assert said.count("Calor y desierto (Kreyòl ayisyen)") == 1, "the same form sent twice is one telling"
    assert said.count("3 personas") >= 2, "the services stand in the encounter for as many"
    month = text(client.get("/orientacion/dichos/?purpose=statistics"))
    assert "Calor y desierto Kreyòl ayisyen Piedras Negras 3" in month
    assert (
        "Calor y desierto" not in text(cast.client("nadia").get("/orientacion/dichos/?purpose=statistics")).split("Personas")[-1]
    )


def _token(page) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(form)" value="([^"]*)"', page.content.decode()))


def test_a_telling_that_is_wrong_comes_back_whole(cast: Cast):
    encounter = meeting(cast, people=2)
    client = cast.client("ines")
    for sent, said in (
        ({"people": "3", "t:heat": "on"}, "hay 2 personas"),
        ({"people": "0", "t:heat": "on"}, "a cuántas personas"),
        ({"people": "2"}, "al menos un tema"),
    ):
        answer = client.post(f"/encuentros/{encounter}/dicho/", {"lengua": "spa", **sent})
        assert answer.status_code == 422, sent
        assert said in text(answer)
        if "t:heat" in sent:
            assert 'name="t:heat" value="on" checked' in answer.content.decode()
    assert entries("people_told") == 0


def test_a_telling_is_taken_back_by_its_group_alone(cast: Cast):
    encounter = meeting(cast)
    client = cast.client("ines")
    client.post(f"/encuentros/{encounter}/dicho/", {"people": "3", "lengua": "spa", "t:heat": "on"})
    page = client.get(f"/encuentros/{encounter}/").content.decode()
    [telling] = re.findall(r"/orientacion/dicho/([0-9a-f-]+)/quitar/", page)
    cast.client("nadia").post(f"/orientacion/dicho/{telling}/quitar/", {"encounter": str(encounter)})
    assert entries("telling_withdrawn") == 0
    client.post(f"/orientacion/dicho/{telling}/quitar/", {"encounter": str(encounter)})
    assert entries("telling_withdrawn") == 1
    assert "Calor y desierto" not in text(client.get(f"/encuentros/{encounter}/"))


def test_another_group_notes_nothing_at_an_encounter_and_sees_none(cast: Cast):
    encounter = meeting(cast)
    nadia = cast.client("nadia")
    assert nadia.get(f"/encuentros/{encounter}/dicho/").status_code == 404
    assert nadia.post(f"/encuentros/{encounter}/dicho/", {"people": "1", "t:heat": "on"}).status_code == 404
    assert cast.client("paola").get("/orientacion/dicho/").status_code in (403, 404)
    assert entries("people_told") == 0


def test_without_an_encounter_it_is_noted_with_a_municipality(cast: Cast):
    client = cast.client("ines")
    assert client.get("/orientacion/dicho/").status_code == 200
    said = client.post(
        "/orientacion/dicho/", {"people": "6", "lengua": "spa", "t:river": "on", "municipality": "05025"}, follow=True
    )
    assert "Anotado: se les dijo a 6 personas." in text(said), "who sees no answer notes it twice"
    client.post("/orientacion/dicho/", {"people": "9", "lengua": "spa", "t:river": "on", "municipality": "05025"})
    page = client.get("/orientacion/dicho/")
    assert "Anotado hoy sin encuentro" in text(page)
    assert "Anotado hoy sin encuentro" not in text(cast.client("nadia").get("/orientacion/dicho/"))
    mistake = re.findall(r"<strong>9 personas.*?/orientacion/dicho/([0-9a-f-]+)/quitar/", page.content.decode(), re.DOTALL)[0]
    assert "Quitado: ya no cuenta." in text(client.post(f"/orientacion/dicho/{mistake}/quitar/", follow=True))
    assert "El río Español Piedras Negras 6" in text(client.get("/orientacion/dichos/?purpose=statistics"))
    for wrong in ("ayer", "9999-12", "0001-01", "2024-13"):
        assert client.get(f"/orientacion/dichos/?mes={wrong}&purpose=statistics").status_code == 422, wrong


def test_the_board_says_what_ends_and_which_number_nobody_rang(cast: Cast):
    client = cast.client("rafael")
    assert "orientación vence" not in text(client.get("/hoy/"))
    write(cast)
    check(cast, until=str(today() + timedelta(days=20)))
    said = text(client.get("/hoy/"))
    assert "1 texto de orientación vence en 30 días." in said
    assert "Nadie ha comprobado el 911 en 90 días" in said
    ring(cast)
    assert "Nadie ha comprobado" not in text(client.get("/hoy/"))


def test_two_who_corrected_a_number_apart_are_shown_to_a_person_who_chooses(cast: Cast):
    path = "/orientacion/numeros/emergencias/"
    seen = dict(re.findall(r'name="(seen)" value="([^"]*)"', cast.client("rafael").get(path).content.decode()))
    told = {"source": "https://example.org", "source_read_on": str(today()), **seen}
    cast.client("rafael").post(f"{path}corregir/", {**told, "number": "912"})
    cast.client("paola").post(f"{path}corregir/", {**told, "number": "913"})
    page = cast.client("rafael").get(path)
    assert "Dos personas lo corrigieron" in text(page)
    [dispute] = set(re.findall(r"/queda/(\w+)/", page.content.decode()))
    chosen = dict(zip(("912", "913"), re.findall(r'name="chosen" value="([^"]+)"', page.content.decode()), strict=True))
    said = text(cast.client("rafael").post(f"{path}queda/{dispute}/", {"chosen": chosen["912"]}, follow=True))
    assert "Quedó ese número" in said
    assert guidance.number("mx", "emergencias", today()).number == "912"
    assert cast.client("rafael").post(f"{path}queda/{dispute}/", {"chosen": "x"}).status_code == 404
    assert cast.client("ines").post(f"{path}queda/{dispute}/", {"chosen": chosen["913"]}).status_code in (403, 404)
