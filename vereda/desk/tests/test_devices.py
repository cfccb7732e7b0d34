"""Teléfonos, through the pages: enrolled by the coordinator, joined by the agent, revoked; and nothing for other groups."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from vereda.access import authority
from vereda.access import door as access
from vereda.access.models import AccessCode, Contact, Device, Membership, ReadRow
from vereda.client.tests.test_enrolling import enrol, post
from vereda.desk.rooms.history import WHY_HELD, names_of
from vereda.desk.tests.test_decisions import text
from vereda.logbook.models import Flag, Progress, Refused

pytestmark = pytest.mark.django_db
CODE = re.compile(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{2}\b")


def code_on(answer) -> str:
    assert answer.status_code == 200, answer.content
    found = CODE.search(text(answer))
    assert found, text(answer)
    return found[0]


@pytest.fixture
def phone(cast):
    """Return the id of a phone of the home group that Inés works on."""
    client = cast.client("rafael")
    answer = client.post("/telefonos/inscribir/", {"label": "Teléfono 7", "account": str(cast.account("ines").pk)})
    return enrol(code_on(answer)).json()


def test_a_coordinator_shows_a_code_and_sees_the_phone_joined(cast):
    client, ines = cast.client("rafael"), cast.account("ines")
    form = text(client.get("/telefonos/inscribir/"))
    assert "Inés Carrillo" in form
    assert "Tomás Barrera" in form
    assert "Lucía Andrade" not in form, "a role that a coordinator does not give"
    answer = client.post("/telefonos/inscribir/", {"label": "Teléfono 7", "account": str(ines.pk)})
    code, state = code_on(answer), f"/telefonos/codigo/{AccessCode.objects.get().pk}/"
    page = answer.content.decode()
    assert "<svg" in page
    assert f'hx-get="{state}"' in page
    assert "Vale hasta las" in text(client.get(state))
    told = enrol(code).json()
    assert (told["label"], told["agent"]["account"]) == ("Teléfono 7", str(ines.pk))
    assert "Inscrito: Teléfono 7" in text(client.get(state))
    listed = text(client.get("/telefonos/"))
    assert "Teléfono 7 Inés Carrillo" in listed
    assert code not in str(list(AccessCode.objects.values())), "shown once, kept nowhere"


def test_a_code_that_nobody_used_says_that_it_is_over(cast):
    client = cast.client("rafael")
    code_on(client.post("/telefonos/inscribir/", {"label": "Teléfono 7"}))
    AccessCode.objects.update(expires_at=timezone.now())
    answer = client.get(f"/telefonos/codigo/{AccessCode.objects.get().pk}/")
    assert "El código venció" in text(answer)
    assert "hx-get" not in answer.content.decode(), "nothing to wait for"


def test_the_picture_holds_the_code_and_the_fingerprint_of_headquarters(monkeypatch, cast):
    from vereda.desk.rooms import devices
    from vereda.logbook.door import this_node

    drawn = []
    make = devices.segno.make
    monkeypatch.setattr(devices.segno, "make", lambda content, **how: drawn.append(content) or make(content, **how))
    code = code_on(cast.client("rafael").post("/telefonos/inscribir/", {"label": "Teléfono 7"}))
    own = code_on(cast.client("ines").post("/cuenta/telefono/"))
    home = "http://testserver/app/"
    assert drawn == [f"{home}#inscribir={code}.{this_node().fingerprint}", f"{home}#agente={own}"]


def test_a_form_without_a_name_comes_back(cast):
    answer = cast.client("rafael").post("/telefonos/inscribir/", {"label": " "})
    assert answer.status_code == 422
    assert "Escriba cómo se llama" in text(answer)
    assert not AccessCode.objects.exists()


def test_an_agent_joins_a_phone_of_the_group_by_a_code_of_her_own(cast, phone):
    client = cast.client("tomas")
    assert "Usar un teléfono del grupo" in text(client.get("/cuenta/"))
    code = code_on(client.post("/cuenta/telefono/"))
    assert post("agents", {"code": code}, phone["token"]).json()["name"] == "Tomás Barrera"
    state = f"/cuenta/telefono/{AccessCode.objects.get(purpose='agent').pk}/"
    assert "Agregado: Teléfono 7" in text(client.get(state))
    assert cast.client("ines").get(state).status_code == 404, "another's code"
    assert "Tomás Barrera" in text(cast.client("rafael").get(f"/telefonos/{phone['device']}/"))


@pytest.mark.parametrize("name", ["alma", "julia", "octavio", "bruno"])
def test_people_of_an_office_have_no_phone_of_a_group(cast, name):
    client = cast.client(name)
    assert "Usar un teléfono del grupo" not in text(client.get("/cuenta/"))
    assert client.post("/cuenta/telefono/").status_code in (400, 403, 404)
    assert not AccessCode.objects.exists()


def test_a_case_worker_joins_by_herself(cast, phone):
    code = code_on(cast.client("lucia").post("/cuenta/telefono/"))
    assert post("agents", {"code": code}, phone["token"]).json()["role"] == "case_worker"


def test_the_coordinator_adds_and_removes_an_agent(cast, phone):
    client, tomas = cast.client("rafael"), cast.account("tomas")
    address = f"/telefonos/{phone['device']}/"
    code = code_on(client.post(f"{address}agente/", {"account": str(tomas.pk)}))
    assert post("agents", {"code": code}, phone["token"]).status_code == 200
    assert str(tomas.pk) in Device.objects.get().agents
    client.post(f"{address}quitar/", {"account": str(tomas.pk)})
    assert str(tomas.pk) not in Device.objects.get().agents
    for account in ("", "nobody", str(cast.account("nadia").pk), str(cast.account("lucia").pk)):
        assert client.post(f"{address}agente/", {"account": account}).status_code == 404


def test_who_is_offered_can_be_added_and_who_holds_a_further_role_is_not_offered(cast, phone):
    reader, ines = cast.reader("rafael"), cast.account("ines")
    assert "Inés Carrillo" in dict(access.agents_for(reader, "mx", "piedras-negras")).values()
    access.grant(
        account=ines.pk, role="case_worker", country="mx", group="piedras-negras",
        from_on=access.local_day("mx", "piedras-negras"), by=cast.reader("alma"), at=timezone.now(),
    )  # fmt: skip
    offered = access.agents_for(reader, "mx", "piedras-negras")
    assert {name for _account, name in offered} == {"Rafael Ontiveros", "Tomás Barrera"}
    for account, _name in offered:
        assert access.make_agent_code(account=UUID(account), country="mx", group="piedras-negras", by=reader, at=timezone.now())


def test_a_lost_phone_is_revoked_and_its_wipe_is_shown(cast, phone):
    """SEC-033"""
    client, address = cast.client("rafael"), f"/telefonos/{phone['device']}/"
    page = text(client.get(address))
    assert "entrega lo que trae y se borra" in page
    assert "podría leerlo quien adivine el PIN" in page, "the limit is said, not hidden"
    client.post(f"{address}baja/", {"reason": "stolen"})
    page = text(client.get(address))
    assert "Todavía no confirma el borrado" in page
    assert "Lo robaron" in page
    assert "Dar de baja" not in page
    assert "falta que confirme el borrado" in text(client.get("/telefonos/"))
    access.note_contact(device=phone["device"], at=timezone.now() + timedelta(minutes=5), unsent=2)
    assert "2 sin enviar" in text(client.get(address))
    access.note_wiped(device=UUID(phone["device"]), at=timezone.now())
    page = text(client.get(address))
    assert "El teléfono confirmó que se borró" in page
    assert "sin enviar" not in page, "it delivered before it wiped itself"
    assert "de baja y borrado" in text(client.get("/telefonos/"))


def test_sec_038_a_phone_in_other_hands_is_said_aloud_and_to_who_looks_after_it_alone(cast, phone):
    """SEC-038"""
    client, address = cast.client("rafael"), f"/telefonos/{phone['device']}/"
    assert "manos ajenas" not in text(client.get(address))
    access.note_lost(device=UUID(phone["device"]), at=timezone.now())
    page = text(client.get(address))
    assert "Avisó que está en manos ajenas" in page
    assert "no por este teléfono" in page
    assert "después el teléfono se borra solo" in page
    assert "Mostrar código" not in page
    assert "avisó que está en manos ajenas" in text(client.get("/telefonos/"))
    assert "Teléfono 7: avisó que está en manos ajenas" in text(client.get("/hoy/")), "nobody opens that list by chance"
    assert "manos ajenas" not in text(cast.client("ines").get("/hoy/"))
    access.note_wiped(device=UUID(phone["device"]), at=timezone.now())
    client.post(f"{address}baja/", {"reason": "stolen"})
    page = text(client.get(address))
    assert "Avisó que está en manos ajenas" in page, "what became of the phone does not end what became of the person"
    assert "El teléfono confirmó que se borró" in page
    assert "avisó que está en manos ajenas" in text(client.get("/telefonos/"))
    assert cast.client("nadia").get(address).status_code in (403, 404)


def test_what_a_phone_said_and_what_is_missing_of_it_is_shown(cast, phone):
    client, device = cast.client("rafael"), phone["device"]
    access.note_contact(device=device, at=timezone.now(), app=3, unsent=4)
    Contact.objects.update(at=timezone.now() - timedelta(minutes=20))
    Progress.objects.update_or_create(device=device, defaults={"have_upto": 41, "durable_upto": 30, "beyond": [44, 45, 47]})
    listed, page = text(client.get("/telefonos/")), text(client.get(f"/telefonos/{device}/"))
    assert "Último contacto hace 20 min · 4 sin enviar" in listed
    assert "faltan 3 registros" in listed
    assert "42-43, 46" in page
    assert "41 · 30 también en un respaldo verificado" in page


def test_a_phone_without_contact_says_what_became_of_what_it_held(cast, phone):
    Contact.objects.update(at=timezone.now() - timedelta(hours=73))
    client = cast.client("rafael")
    assert "sin contacto" in text(client.get("/telefonos/"))
    assert "Más de 72 horas sin contacto" in text(client.get(f"/telefonos/{phone['device']}/"))


def test_a_contact_is_written_once_a_minute_unless_what_is_said_changed(cast, phone):
    at = timezone.now() + timedelta(minutes=5)
    for seconds, unsent in ((0, 4), (20, 4), (40, 3), (50, None)):
        access.note_contact(device=phone["device"], at=at + timedelta(seconds=seconds), unsent=unsent)
    row = Contact.objects.get()
    assert (row.at, row.unsent) == (at + timedelta(seconds=40), 3)


def test_nadia_and_agents_see_no_phone_and_change_none(cast, phone):
    address = f"/telefonos/{phone['device']}/"
    for name in ("nadia", "ines", "tomas", "julia"):
        client = cast.client(name)
        assert client.get("/telefonos/").status_code == 403
        assert client.get(address).status_code == 403
        assert client.get("/telefonos/inscribir/").status_code == 403
        for act in ("agente/", "quitar/", "baja/"):
            assert client.post(address + act, {"account": str(cast.account("ines").pk)}).status_code == 403
    assert list(Device.objects.values_list("revoked_at", flat=True)) == [None]


def coordinator_of_tapachula(cast):
    """Make Nadia the coordinator of her group."""
    Membership.objects.filter(account=cast.account("nadia").pk).update(role="coordinator")
    return cast.client("nadia")


def test_the_coordinator_of_another_group_sees_no_phone_of_this_one(cast, phone):
    client, address = coordinator_of_tapachula(cast), f"/telefonos/{phone['device']}/"
    assert "Teléfono 7" not in text(client.get("/telefonos/"))
    missing = client.get(f"/telefonos/{UUID(int=7)}/")
    assert (client.get(address).status_code, missing.status_code) == (404, 404), "as what is not there"
    for act in ("agente/", "quitar/", "baja/"):
        account = str(cast.account("ines").pk)
        assert client.post(address + act, {"account": account, "reason": "stolen"}).status_code == 404
    assert client.get(f"/telefonos/codigo/{AccessCode.objects.get().pk}/").status_code == 404
    assert list(Device.objects.values_list("revoked_at", flat=True)) == [None]


def test_an_administrator_enrols_for_every_group_and_puts_no_agent_on(cast):
    client = cast.client("alma")
    form = text(client.get("/telefonos/inscribir/"))
    assert "Grupo Beta Tapachula" in form
    assert "Inés Carrillo" not in form
    ines = str(cast.account("ines").pk)
    refused = client.post("/telefonos/inscribir/", {"label": "Teléfono 1", "group": "piedras-negras", "account": ines})
    assert refused.status_code == 422
    assert client.post("/telefonos/inscribir/", {"label": "Teléfono 1", "group": "atlantis"}).status_code == 422
    enrol(code_on(client.post("/telefonos/inscribir/", {"label": "Teléfono 1", "group": "tapachula"})))
    assert "Teléfono 1 · Grupo Beta Tapachula" in text(client.get("/telefonos/"))


def test_looking_at_phones_stands_in_the_log_of_reads(cast, phone):
    client = cast.client("rafael")
    before = ReadRow.objects.count()
    client.get("/telefonos/")
    client.get(f"/telefonos/{phone['device']}/")
    rows = list(ReadRow.objects.order_by("seq")[before:].values_list("record_class", "subject", "count"))
    assert rows == [("K10", "", 1), ("K10", phone["device"], 1)]


# In waiting ------------------------------------------------------------------------------------------------------------


def test_each_reason_for_which_an_entry_is_held_is_said_in_words():
    """The codes of access's judge, as they stand in its file, and those of the logbook."""
    judge = Path(authority.__file__).read_text(encoding="utf-8")
    codes = set(re.findall(r'"(access\.\w+_\w+)"', judge)) | {"logbook.subject_of_others", "logbook.counter_clash"}
    assert codes >= {"access.author_not_on_device", "access.not_while_locked", "access.device_revoked"}
    assert codes - set(WHY_HELD) == set()


def test_what_could_not_be_read_is_kept_and_said_and_what_is_odd_too(cast, phone):
    device, at = phone["device"], timezone.now()
    kept = {
        "country": "mx",
        "device": device,
        "device_seq": 12,
        "digest": "0" * 64,
        "envelope": b"{}",
        "owner": uuid4(),
        "at": at,
    }
    Refused.objects.create(entry=uuid4(), group="piedras-negras", code="logbook.entry_invalid", **kept)
    Refused.objects.create(entry=uuid4(), group="tapachula", code="logbook.box_damaged", **kept)
    Flag.objects.create(entry=uuid4(), group="piedras-negras", code="logbook.signature_wrong", at=at)
    Flag.objects.create(entry=uuid4(), group="piedras-negras", code="logbook.counter_clash", at=at, device=device)
    page = text(cast.client("rafael").get("/en-espera/"))
    assert "No se pudo leer; se conserva" in page
    assert "Le falta un dato" in page
    assert "Teléfono 7 · núm. 12" in page
    assert "llegó dañada" not in page, "of another group"
    assert "una firma que no es del teléfono" in page
    listed = text(cast.client("rafael").get("/telefonos/"))
    assert "detenido: revisar" in listed
    assert "Detenido: llegaron dos registros distintos" in text(cast.client("rafael").get(f"/telefonos/{device}/"))


def test_a_locked_phone_is_called_by_its_name_in_a_history(phone):
    assert names_of([phone["device"], "operator", str(uuid4())]) == {phone["device"]: "Teléfono 7, bloqueado"}
