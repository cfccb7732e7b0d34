"""Talleres in the desk: from the template to an invitation, who may see it, names as looks, the morning of a visit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine
from click.testing import CliRunner, Result
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from vereda.access.door import author_of
from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.cli.workshops import command
from vereda.demo.workshops_day import workshops_day
from vereda.desk.rooms import news_workshops, workshop_chapters
from vereda.exchange import door as exchange
from vereda.workshops import door as workshops
from vereda.workshops.schema import IN_NO_PHOTO, readers

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 18, 0, tzinfo=UTC)
DAY, POINT = "2026-11-30", "crossing:ciudad-hidalgo-ciudad-tecun-uman"


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(cast: Cast) -> Client:
    return cast.client("esteban")


def send(client: Client, address: str, **told: Any) -> str:  # Any: words, or a file
    """Send a form and return what the page says after it; nothing may be wrong with it."""
    answer = client.post(address, told, follow=True)
    assert answer.status_code == 200, text(answer)
    return text(answer)


BOTH = {"title": "Encuadre", "name": "Taller segundo", "purpose": "Intercambiar", "place": "Tapachula"}


def both(name: str, said: str = "") -> dict[str, str]:
    return {f"{name}_es": said or BOTH[name], f"{name}_en": said or BOTH[name]}


def test_a_workshop_is_entered_from_its_template_and_asks_for_what_nobody_said(cast: Cast, client: Client):
    begun = client.get("/talleres/nuevo/").content.decode()
    assert "Taller de intercambio, dos días" in begun
    asked = {"template": "exchange-2-days", "code": "TAP", "days": "2", **both("name"), **both("purpose"), **both("place")}
    first = client.post("/talleres/nuevo/", asked)
    address = first["Location"]
    subject = UUID(address.split("/")[-2])
    page = send(client, f"{address}anotar/fechas/", from_on=DAY, until_on="2026-12-01")
    assert "Visita a los puntos de cruce" in page
    officials = {
        "delegation": "F", "part": "guests", **both("who", "Funcionarios de tres países"), "total": "15", "country_1": "gt",
        "country_2": "hn", "country_3": "sv",
    }  # fmt: skip
    page = send(client, f"{address}anotar/delegacion/", **officials)
    assert "Guatemala, Honduras, El Salvador: no se ha preguntado" in page
    assert "Cuántas de cada país: Funcionarios de tres países" in page
    again = client.get(f"{address}anotar/delegacion/?clave=F").content.decode()
    assert 'name="total" value="15"' in again
    assert 'name="count_1" value=""' in again, "what nobody said stays empty"
    wrong = client.post(f"{address}anotar/delegacion/", {**officials, "count_1": "9", "count_2": "9"})
    assert (wrong.status_code, "Por país suman 18" in text(wrong)) == (422, True)
    hosts = {
        "delegation": "H",
        "part": "hosts",
        **both("who", "Anfitriones"),
        "total": "10",
        "role": "migration_authority",
        "country_1": "mx",
    }
    send(client, f"{address}anotar/delegacion/", **hosts)
    assert client.post(f"{address}invitar/", {"delegation": "F"}).status_code == 302
    made = client.get(f"{address}invitacion/F.ics")
    assert made["Content-Type"].startswith("text/calendar")
    assert made.content.count(b"BEGIN:VEVENT") == len(workshops.workshop(subject, "mx").sessions)
    late = client.post(f"{address}anotar/asistencia/", {"delegation": "F", "day": "1", "count": "16"})
    assert "la delegación es de 15" in text(late)
    promise = {
        "commitment": "C1", "country": "gt", "owner": "Oficina", **both("text", "Formar un grupo"), "due_on": "2027-03-01",
        "toward": "agreement",
    }  # fmt: skip
    send(client, f"{address}anotar/compromiso/", **promise)
    stays = client.post(f"{address}anotar/seguimiento/", {"commitment": "C1", "on": DAY, "standing": "kept"})
    assert "Diga qué documento lo muestra" in text(stays)
    page = send(client, f"{address}anotar/seguimiento/", commitment="C1", on=DAY, standing="kept", document="Convenio 7")
    assert "lo muestra Convenio 7" in page
    text_of = {**promise, "commitment": "C2", "country": "mx", "toward": "text", "ref": "water"}
    assert "No hay «water» que cambiar" in text(client.post(f"{address}anotar/compromiso/", text_of))
    send(client, f"{address}anotar/compromiso/", **{**text_of, "ref": "heat/spa"})
    assert workshops.workshop(subject, "mx").promised["C2"].as_was
    stays = client.post(f"{address}anotar/seguimiento/", {"commitment": "C2", "on": DAY, "standing": "kept", "document": "x"})
    assert "sigue igual que el día del compromiso" in text(stays)
    send(client, f"{address}retirar/", which="session:S6", why="no hay tiempo")
    assert "S6" not in workshops.workshop(subject, "mx").sessions
    _mended(client, address, subject, officials)
    for lang in ("es", "en"):
        assert client.get(f"{address}informe.pdf?idioma={lang}").content[:5] == b"%PDF-"
    _visit(client, cast.client("rafael"), address, subject)


def _mended(client: Client, address: str, subject: UUID, officials: dict[str, str]) -> None:
    """A code that was used is not used again, and what was typed wrong at first can be put right."""
    plan = {"day": "2", "begins": "11:00", "minutes": "60", "what": "other", **both("title", "Clausura")}
    for code in ("S6", "S5"):  # taken back; standing
        taken = client.post(f"{address}anotar/sesion/", {"session": code, **plan})
        assert (taken.status_code, "Esa clave ya se usó" in text(taken)) == (422, True)
    assert 'name="session" value="S8"' in client.get(f"{address}anotar/sesion/").content.decode()
    assert "Clausura" in send(client, f"{address}anotar/sesion/?clave=S5", session="S5", **plan)
    send(client, f"{address}anotar/asistencia/", delegation="F", day="1", count="14")
    few = client.post(f"{address}anotar/delegacion/?clave=F", {**officials, "total": "9"})
    assert "Llegaron 14 y la delegación es de 9" in text(few)
    told = {**both("name"), **both("purpose"), **both("place", "Ciudad Hidalgo"), "source": ""}
    short = client.post(f"{address}anotar/propuesta/", {**told, "days": "1"})
    assert "Del día 2 ya hay algo anotado" in text(short)
    assert "Ciudad Hidalgo" in send(client, f"{address}anotar/propuesta/", **told, days="3")
    seen = workshops.workshop(subject, "mx")
    assert (seen.proposed.template, seen.proposed.days) == ("exchange-2-days", 3)
    assert seen.scheduled.until_on.isoformat() == "2026-12-02"
    send(client, f"{address}anotar/propuesta/", **told, days="2")


def _visit(client: Client, host: Client, address: str, subject: UUID) -> None:
    """A visit that leaves when all is there, and not with who could detain people; its host looks at the morning."""
    for name, role in (("Ana Lima Paz", "consulate"), ("Raúl Cruz Sol", "migration_authority")):
        send(client, f"{address}anotar/persona/", delegation="F", name=name, institution="Una", role=role)
    asked = {
        "host": "piedras-negras", "on": DAY, "begins": "13:00", "ends": "17:00", "point_1": POINT,
        "route": "carretera", "what_1": "truck", "seats_1": "3", "rally": "sede", "care": "hospital",
    }  # fmt: skip
    for lost in ({"what_1": ""}, {"seats_1": "0"}, {"what_2": "boat"}):
        assert client.post(f"{address}visita/", {**asked, **lost}).status_code == 422, "no seat is left out without a word"
    planned = client.post(f"{address}visita/", asked)["Location"]
    visit = UUID(planned.split("/")[-2])
    assert workshops.workshop(subject, "mx").sessions["S7"].visit == visit
    ids = {told.role: one for one, told in workshops.guests(subject, "mx").items()}
    refused = send(client, f"{planned}persona/{ids['migration_authority']}/", act="va")  # type: ignore[index]  # roles are words
    assert "A la visita no vienen cargos de control" in refused
    send(client, f"{planned}persona/{ids['consulate']}/", act="va")  # type: ignore[index]
    morning = {
        "weather": "calm", "weather_source": "aviso", "security": "calm", "security_source": "turno", "decided": "go",
    }  # fmt: skip
    assert "Visita del 30 de noviembre de 2026" in text(host.get(planned))
    assert planned in host.get("/talleres/", follow=True).content.decode()
    assert host.get(address).status_code in (403, 404)
    held = host.post(f"{planned}anotar/manana/", morning)
    assert "alguien no ha leído las reglas" in text(held)
    send(client, f"{planned}persona/{ids['consulate']}/", act="leyo")  # type: ignore[index]
    assert "Salió" in send(host, f"{planned}anotar/manana/", **morning)
    after = send(client, f"{planned}persona/{ids['consulate']}/", act="no-va")  # type: ignore[index]
    assert "La visita ya salió" in after
    assert "La visita ya salió" in text(client.post(f"{planned}plan/", {**asked, "route": "otra"}))
    report = {
        "point": POINT, **both("seen", "Hay sombra"), "now_1": "new", **both("told_1", "lodo"),
        **both("follow", "Avisar"), "follow_owner": "Central",
    }  # fmt: skip
    send(client, f"{planned}anotar/punto/", **report)
    no_go = {**morning, "decided": "no_go", "why": "después"}
    assert "La visita ya salió" in text(host.post(f"{planned}anotar/manana/", no_go)), "it left, and told what it saw"
    send(client, f"{planned}anotar/vuelta/", back_at="16:10", count="5")
    point = text(client.get(f"/talleres/puntos/{POINT}/"))
    assert "Hay sombra" in point
    assert "nuevo, no está en la lista (lodo)" in point
    _photographs(client, host, planned)


WITHOUT = {f"without:{one.value}": "on" for one in IN_NO_PHOTO}


def _photographs(client: Client, host: Client, planned: str) -> None:
    """One brings, another looks and confirms, then it stands on the visit and at the point; a doubt deletes it at once."""
    assert "Mire la fotografía y marque cada casilla" in send(client, f"{planned}fotos/", point=POINT, photo=picture())
    assert "La fotografía no se entiende" in send(client, f"{planned}fotos/", point=POINT, photo=picture(b"%PDF"), **WITHOUT)
    assert "espera a otra persona" in send(client, f"{planned}fotos/", point=POINT, photo=picture(), **WITHOUT)
    waiting = re.search(rf"{planned}fotos/([0-9a-f-]+)/mirar/", client.get(planned).content.decode())[1]
    here = f"{planned}fotos/{waiting}/"
    assert "grande.jpg" not in client.get(f"/talleres/puntos/{POINT}/").content.decode()
    assert "chica.jpg" not in host.get(planned).content.decode()
    assert "Usted la trajo: la confirma otra persona." in send(client, here, act="confirmar", **WITHOUT)
    looks = ReadRow.objects.count()
    assert "Nada de eso se ve: se puede mostrar" in text(host.get(f"{here}mirar/"))
    shown = host.get(f"{here}grande.jpg")
    assert (shown["Content-Type"], shown["Cache-Control"]) == ("image/jpeg", "no-store")
    assert ReadRow.objects.count() > looks + 1
    assert "Mire la fotografía y marque cada casilla" in send(host, here, act="confirmar")
    assert "Confirmada" in send(host, here, act="confirmar", **WITHOUT)
    for page in (planned, f"/talleres/puntos/{POINT}/"):
        assert f"{here}chica.jpg" in client.get(page).content.decode()
    assert "Borrada." in send(host, here, act="quitar")
    assert client.get(f"{here}grande.jpg").status_code in (403, 404)
    assert waiting not in client.get(planned).content.decode()


def picture(content: bytes = b"") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (64, 48), "darkgreen").save(out, "PNG")
    return SimpleUploadedFile("a.png", content or out.getvalue())


@pytest.fixture
def subject(cast: Cast) -> UUID:
    found = workshops_day("mx", NOW)
    assert found is not None
    return found


def test_who_sees_workshops_and_who_a_visit_and_each_look_at_names_is_noted(cast: Cast, client: Client, subject: UUID):
    visit = workshops.visits("mx", workshop=subject)[0][0]
    pages = [f"/talleres/{subject}/", f"/talleres/{subject}/personas/", "/talleres/especialistas/", f"/talleres/visitas/{visit}/"]
    for name in ("ines", "nadia", "rafael", "octavio", "julia"):
        other = cast.client(name)
        assert {other.get(one).status_code for one in [*pages, f"/talleres/{subject}/anotar/persona/"]} <= {403, 404}, name
        assert "/talleres/" not in other.get("/orientacion/").content.decode()
    before = ReadRow.objects.count()
    assert "Rosa Amelia Ixcot Barrios" in text(client.get(pages[1]))
    assert ReadRow.objects.count() == before + 2
    assert "Lucía Arana Beltrán" in text(client.get(f"{pages[2]}?tema=RIGHTS-02&lengua=en"))
    assert "Lucía Arana Beltrán" not in text(client.get(f"{pages[2]}?tema=TRAFF-03"))
    assert "Volvieron 8 personas" in text(client.get(pages[3]))
    assert "Compromisos vencidos" in text(client.get("/talleres/"))
    _told_to_the_press()


def _told_to_the_press() -> None:
    """A note may tell of the workshop as it is kept: what its source said, and no number that nobody said."""
    code = news_workshops.offered("mx", "es")[0][0]
    one = news_workshops.workshop_of(code, "mx")
    assert [(told.count, told.countries) for told in one.participants] == [(15, ["gt", "hn", "sv"]), (10, ["mx"]), (None, [])]
    assert (one.days, one.topics[0].en) == (2, "migration trends in the country and the region")
    assert (one.status, len(one.organisers)) == ("second_hand", 2)


def test_who_teaches_and_who_interprets_can_be_taken_back(client: Client, subject: UUID):
    address = f"/talleres/{subject}/"
    send(client, f"{address}anotar/interpretes/", from_lang="es", to_lang="en", count="2")
    seen, page = workshops.workshop(subject, "mx"), text(client.get(address))
    taught = seen.engaged[0]
    assert "Interpretación: Español, Inglés" in page
    assert f"Especialista de OIM, en «{seen.sessions[taught.session].title.es}»" in page
    for which in ("interpreting:es:en", f"engaged:{taught.session}:{taught.expert}"):
        assert f'name="which" value="{which}"' in client.get(address).content.decode()
        send(client, f"{address}retirar/", which=which, why="no puede")
    left = workshops.workshop(subject, "mx")
    assert (left.interpreting, left.engaged) == ((), seen.engaged[1:])


def test_what_was_said_of_a_guest_is_put_right_and_each_look_at_the_name_is_noted(cast: Cast, client: Client, subject: UUID):
    address, before = f"/talleres/{subject}/anotar/persona/", workshops.guests(subject, "mx")
    one = next(iter(before))
    looks = ReadRow.objects.count()
    page = client.get(f"{address}?clave={one}").content.decode()
    assert ReadRow.objects.count() == looks + 2, "the workshop, and the name in it"
    name = workshops.names([one], "mx")[one].name
    assert f'value="{name}"' in page
    told = {"delegation": before[one].delegation, "name": name, "institution": "Cancillería", "role": before[one].role.value}
    send(client, f"{address}?clave={one}", **told)
    after = workshops.guests(subject, "mx")
    assert (len(after), after[one].institution) == (len(before), "Cancillería")
    assert client.get(f"{address}?clave={subject}").status_code == 404


def test_at_a_terminal(cast: Cast, subject: UUID, tmp_path: Path):
    def run(*arguments: str) -> Result:
        return CliRunner().invoke(command, [*arguments, "--lang", "en", "--as", "esteban"], standalone_mode=False)

    listed = run("list").stdout
    assert "TALLER-1 · Exchange workshop" in listed
    assert "2026-08-13" in listed, "what is late"
    assert run("report", "TALLER-1", "--out", str(tmp_path / "a.pdf")).exception is None
    assert (tmp_path / "a.pdf").read_bytes()[:5] == b"%PDF-"
    assert isinstance(run("report", "OTRO", "--out", str(tmp_path / "b.pdf")).exception, workshops.WorkshopUnknown)
    refused = CliRunner().invoke(command, ["list", "--as", "julia"], standalone_mode=False)
    assert refused.exception is not None


def test_a_report_tells_by_itself_what_a_country_did_and_keeps_the_first_version(cast: Cast, client: Client):
    subject = workshops_day("mx", NOW)
    here = f"/talleres/{subject}/"
    listed = text(client.get("/talleres/"))
    assert "Informes por leer" in listed
    assert "falta que lo lean:" in listed
    before = text(client.get(here))
    assert "México: qué se hizo en 6 meses" in before
    assert "Se guarda solo, en menos de un día." in before
    assert "qué se hizo en 12 meses" not in before
    workshop_chapters.keep_due(now=NOW)
    workshop_chapters.keep_due(now=NOW)
    seen = workshops.workshop(subject, "mx")
    assert list(seen.chapters) == [6]
    assert "Así quedó guardado el 30 de noviembre de 2026" in text(client.get(here))
    known = exchange.practices("mx")[0].subject
    on = seen.chapters[6].on
    exchange.adopt(known, who="Un grupo", on=on, language="spa", by=author_of(cast.reader("rafael")), at=NOW)
    assert "Después llegaron datos de esos meses. Con ellos sería:" in text(client.get(here))
    assert workshops.workshop(subject, "mx").chapters == seen.chapters
    who = next(iter(readers(seen)))
    assert "Anotado: ya lo leyó." in send(client, f"{here}leido/", months="6", who=who)
    assert f"Lo leyeron: {who} (30 de noviembre de 2026)" in text(client.get(here))
    for wrong in ({"months": "12", "who": who}, {"months": "6", "who": "Otra"}):
        assert "ya lo leyó" not in send(client, f"{here}leido/", **wrong)
    assert cast.client("rafael").post(f"{here}leido/", {"months": "6", "who": who}).status_code in (403, 404)
    for lang in ("es", "en"):
        assert client.get(f"{here}informe.pdf?idioma={lang}").content[:5] == b"%PDF-"
