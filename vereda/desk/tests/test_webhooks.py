"""Avisos a programas through the pages: registered by one, approved by another, tested, switched off; keys of every family."""

from __future__ import annotations

import re

import pytest
import time_machine
from click.testing import CliRunner

from vereda.access.tests.cast import text
from vereda.cli.webhooks import command
from vereda.countries.door import ENFORCEMENT, pack
from vereda.desk.labels import Labels
from vereda.desk.rooms.webhooks import what_of
from vereda.logbook import registry
from vereda.settings import environment
from vereda.webhooks import door as webhooks
from vereda.webhooks.models import Delivery, ReadingKey, Receiver
from vereda.webhooks.tests.receiving import receiving
from vereda.webhooks.tests.test_rules import NOW

pytestmark = pytest.mark.django_db
HOME = "/avisos-a-programas/"
SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]+")
KEY = re.compile(r"vkey_[\w-]+")


@pytest.fixture(autouse=True)
def _then(home, monkeypatch):
    monkeypatch.setattr(registry, "_authority", [])
    monkeypatch.setenv("VEREDA_WEBHOOKS_HERE", "1")
    environment.env.cache_clear()
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_program_is_registered_approved_given_a_secret_tested_and_switched_off_through_the_pages(cast):
    alma, adriana = cast.client("alma"), cast.client("adriana")
    with receiving() as server:
        told = {"institution": "acnur", "use": "telling", "address": f"{server.address}/ok", "language:spa": "on"}
        wrong = alma.post(f"{HOME}registrar/", told | {"address": "http://10.0.0.1/"})
        assert wrong.status_code == 422
        assert "La dirección debe empezar con https://" in text(wrong)
        assert 'value="http://10.0.0.1/"' in wrong.content.decode(), "what was typed stays"
        made = alma.post(f"{HOME}registrar/", told, follow=True)
        row = Receiver.objects.get()
        here = f"{HOME}{row.subject}/"
        assert "Falta que otra persona lo apruebe" in text(made)
        assert alma.post(f"{here}aprobar/").status_code == 403, "who registers holds no right to approve"
        shown = alma.post(f"{here}secreto/")
        (secret,) = SECRET.findall(shown.content.decode())
        assert "no-store" in shown["Cache-Control"]
        assert secret not in alma.get(here).content.decode(), "shown once"
        assert "Aprobado" in text(adriana.post(f"{here}aprobar/", follow=True))
        assert adriana.post(f"{here}secreto/").status_code == 403
        assert "La prueba está en la cola" in text(alma.post(f"{here}prueba/", follow=True))
        webhooks.send_waiting(now=NOW)
        seen = text(alma.get(here))
        assert "Prueba recibido" in seen
        assert "contestó 204" in seen
        assert "recibidos 1 · esperan 0" in text(adriana.get(HOME))
        delivery = Delivery.objects.get()
        assert "otra vez en la cola" in text(alma.post(f"{HOME}cola/{delivery.pk}/otra-vez/", follow=True))
        webhooks.send_waiting(now=NOW)
        assert len(server.came) == 2
    assert "Diga por qué se apaga" in text(adriana.post(f"{here}apagar/", {"reason": "gone"}, follow=True)), "a machine's reason"
    assert "no se le avisa nada más" in text(adriana.post(f"{here}apagar/", {"reason": "ended"}, follow=True))
    assert "Ya no hace falta" in text(alma.get(here))
    assert alma.post(f"{HOME}cola/999999/otra-vez/").status_code == 404


def test_the_queue_says_month_and_topic_in_words():
    labels, (code, topic) = Labels("mx"), next(iter(pack("mx").topics.items()))
    assert what_of(b'{"data": {"period": "2011-12", "revision": 2}}', labels) == "diciembre de 2011 · revisión 2"
    assert what_of(b'{"data": {"topic": "%s", "language": "spa"}}' % code.encode(), labels) == f"{topic.label_es} · Español"
    assert what_of(b'{"data": {"topic": "gone"}}', labels) == "gone", "what the pack no longer has"


def test_who_may_not_sees_nothing_and_no_institution_that_detains_is_offered_or_taken(cast):
    for name in ("nadia", "rafael", "julia", "graciela", "rosa"):
        for path in (HOME, f"{HOME}claves/"):
            assert cast.client(name).get(path).status_code == 403, (name, path)
    alma, adriana = cast.client("alma"), cast.client("adriana")
    assert adriana.get(f"{HOME}claves/").status_code == 403, "keys are the administration's"
    pages = [alma.get(HOME).content.decode(), alma.get(f"{HOME}claves/").content.decode()]
    for one in pack("mx").institutions.values():
        if one.role in ENFORCEMENT:
            assert all(f'value="{one.code}"' not in page for page in pages), one.code
            asked = {"institution": one.code, "use": "figures", "address": "https://h.example.org/", "days": "30"}
            assert alma.post(f"{HOME}registrar/", asked).status_code == 422
            assert alma.post(f"{HOME}claves/", asked).status_code == 422
    assert not Receiver.objects.exists()
    assert not ReadingKey.objects.exists()


def test_a_key_is_shown_once_with_purpose_scope_last_use_and_end_beside_those_of_other_families(cast, client):
    alma = cast.client("alma")
    centre = alma.post("/cuentas/centros/", {"institution": "c4-c5", "days": "90"})
    assert centre.status_code == 200
    token = re.findall(r"<code>([\w-]{40,})</code>", centre.content.decode())[0]
    made = alma.post(f"{HOME}claves/", {"institution": "oim", "use": "figures", "kind:edition.revised": "on", "days": "90"})
    (key,) = KEY.findall(made.content.decode())
    page = alma.get(f"{HOME}claves/")
    assert key not in page.content.decode()
    seen = text(page)
    for said in ("Organización Internacional para las Migraciones", "Edición revisada", "sin usar", "vence el", "Mandar alertas"):
        assert said in seen, said
    assert "Edición publicada" not in seen.split("Dar una clave")[0], "only what was ticked"
    assert client.get("/api/v1/events", headers={"Authorization": f"Bearer {key}"}).status_code == 200
    assert client.get("/api/v1/events", headers={"Authorization": f"Bearer {token}"}).status_code == 401, "sends, reads nothing"
    assert client.post(
        "/api/v1/alerts", {"reference": "1"}, "application/json", headers={"Authorization": f"Bearer {key}"}
    ).status_code == 401  # fmt: skip
    assert "usada por última vez" in text(alma.get(f"{HOME}claves/"))
    row = ReadingKey.objects.get()
    assert "Esa clave ya no sirve" in text(alma.post(f"{HOME}claves/{row.pk}/quitar/", follow=True))
    assert client.get("/api/v1/events", headers={"Authorization": f"Bearer {key}"}).status_code == 401
    assert alma.post(f"{HOME}claves/{row.pk}/quitar/").status_code == 404


def test_the_terminal_does_the_same(cast):
    def run(*words: str) -> str:
        done = CliRunner().invoke(command, list(words), catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    with receiving() as server:
        run("register", f"{server.address}/ok", "--institution", "acnur", "--for", "figures", "--as", "alma")
        assert run("secret", "acnur", "--as", "alma").startswith("whsec_")
        run("approve", "acnur", "--as", "adriana")
        assert "204" in run("test", "acnur", "--as", "alma")
        assert "\tacnur\tse le avisa\tfigures\t1\t0\t0" in run("list")
        assert "webhook.test" in run("queue", "--to", "acnur")
        run("again", str(Delivery.objects.get().pk), "--as", "alma")
        run("off", "acnur", "--reason", "ended", "--as", "adriana")
    assert "apagado" in run("list")
    assert run("key", "--institution", "oim", "--for", "learning", "--days", "30", "--as", "alma").startswith("vkey_")
