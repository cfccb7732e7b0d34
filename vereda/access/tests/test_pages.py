"""Pages of access, each once through the real client, and each with Nadia or somebody whose work it is not."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from vereda.access import lookups
from vereda.access.actions import memberships
from vereda.access.actions.readlog import log_read
from vereda.access.models import Account, Membership, ReadRow
from vereda.access.rules.institutions import may_hold_account
from vereda.access.web.labels import CLASSES, INSTITUTIONS, PURPOSES, REASONS, ROLES, STANDINGS, role_label
from vereda.access.words import InstitutionRole, Purpose, RecordClass, RevokedFor, Role, Standing

pytestmark = pytest.mark.django_db
NEW = {"display_name": "Pedro Robles", "username": "pedro", "language": "es", "role": "agent", "from_on": "2024-01-01"}


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_my_account_shows_role_group_and_when_to_confirm(cast):
    page = text(cast.client("ines").get("/cuenta/"))
    assert "Inés Carrillo" in page
    assert "Piedras Negras" in page
    assert "vigente" in page
    assert Client().get("/cuenta/").status_code == 302


@pytest.mark.parametrize(
    ("name", "ways"),
    [("ines", []), ("rafael", ["/cuentas/"]), ("alma", ["/cuentas/"]), ("bruno", ["/lecturas/"]), ("adriana", ["/lecturas/"])],
)
def test_my_account_leads_to_what_my_role_looks_after(cast, name, ways):
    page = cast.client(name).get("/cuenta/").content.decode()
    assert [way for way in ("/cuentas/", "/lecturas/") if f'href="{way}"' in page] == ways


def test_who_waits_for_a_confirmation_stands_first(cast):
    with time_machine.travel(timezone.now() + timedelta(days=60), tick=False):
        row = Membership.objects.get(account=cast.account("tomas").pk)
        for name in ("ines", "lucia"):
            own = Membership.objects.get(account=cast.account(name).pk)
            memberships.confirm(membership=own.subject, by=lookups.operator(), at=timezone.now())
    with time_machine.travel(timezone.now() + timedelta(days=80), tick=False):
        memberships.confirm(
            membership=Membership.objects.get(account=cast.account("rafael").pk).subject, by=lookups.operator(), at=timezone.now()
        )
        page = text(cast.client("rafael").get("/cuentas/"))
        assert page.index("Tomás Barrera") < page.index("Inés Carrillo")
        assert str(row.subject) in page


def test_a_coordinator_sees_the_own_group_and_nobody_else(cast):
    page = text(cast.client("rafael").get("/cuentas/"))
    assert "Inés Carrillo" in page
    assert "Tomás Barrera" in page
    assert "Nadia Solís" not in page
    row = ReadRow.objects.get(record_class="K10", role="coordinator", action="read")
    assert row.count == 4


def test_an_administrator_sees_all_accounts_and_no_case(cast):
    page = text(cast.client("alma").get("/cuentas/"))
    for name in ("Inés Carrillo", "Nadia Solís", "Julia Pineda"):
        assert name in page


@pytest.mark.parametrize("name", ["nadia", "ines", "tomas", "lucia", "julia", "bruno", "adriana", "octavio", "rosa", "gabriel"])
def test_accounts_are_nobody_elses_work(cast, name):
    client, ines = cast.client(name), cast.account("ines")
    row = Membership.objects.get(account=ines.pk)
    assert client.get("/cuentas/").status_code == 403
    assert client.get("/cuentas/nueva/").status_code == 403
    assert client.post("/cuentas/nueva/", NEW).status_code == 403
    for address in (
        f"/cuentas/{ines.pk}/funcion/",
        f"/cuentas/{ines.pk}/contrasena/",
        f"/cuentas/{ines.pk}/cerrar/",
        f"/cuentas/funciones/{row.subject}/confirmar/",
        f"/cuentas/funciones/{row.subject}/retirar/",
    ):
        assert client.post(address).status_code == 403
    assert Account.objects.get(pk=ines.pk).password == ines.password


def test_a_coordinator_opens_an_account_and_the_new_agent_gets_in(cast):
    page = cast.client("rafael").post("/cuentas/nueva/", NEW)
    password = re.search(r'class="code big">([a-z0-9-]{19})<', page.content.decode())[1]
    pedro = Account.objects.get(username="pedro")
    assert [held.group for held in lookups.held_by(pedro.pk)] == ["piedras-negras"]
    assert Client().post("/entrar/", {"login": "pedro", "password": password}).status_code == 302


def test_a_coordinator_gives_no_other_role_or_group_whatever_is_posted(cast):
    rafael = cast.client("rafael")
    assert "elija" in text(rafael.post("/cuentas/nueva/", {**NEW, "role": "coordinator"})).lower()
    assert not Account.objects.filter(username="pedro").exists()
    rafael.post("/cuentas/nueva/", {**NEW, "group": "tapachula"})
    pedro = Account.objects.get(username="pedro")
    assert [held.group for held in lookups.held_by(pedro.pk)] == ["piedras-negras"], "the field is not there for coordinators"


def test_an_account_that_cannot_get_its_role_is_not_opened(cast):
    told = {**NEW, "role": "agent", "group": "", "state": "", "institution_role": "network"}
    page = cast.client("alma").post("/cuentas/nueva/", told)
    assert "necesita un grupo" in text(page)
    assert not Account.objects.filter(username="pedro").exists()


@pytest.mark.parametrize("institution_role", ["migration_authority", "police", "military", "prosecutor"])
def test_enforcement_posts_are_not_offered_and_not_taken(cast, institution_role):
    told = {**NEW, "group": "piedras-negras", "state": "", "institution_role": institution_role}
    page = cast.client("alma").post("/cuentas/nueva/", told)
    assert page.status_code == 200
    assert not Account.objects.filter(username="pedro").exists()
    assert f'value="{institution_role}"' not in cast.client("alma").get("/cuentas/nueva/").content.decode()


def test_every_institution_that_may_hold_an_account_is_offered_in_words():
    assert set(INSTITUTIONS) == {role for role in InstitutionRole if may_hold_account(role)}


def test_every_role_purpose_and_class_has_words_on_the_screen():
    for words, labels in (
        (Role, ROLES),
        (Purpose, PURPOSES),
        (RecordClass, CLASSES),
        (Standing, STANDINGS),
        (RevokedFor, REASONS),
    ):
        assert set(words) == set(labels)
    assert role_label("operator") == "operator"


def test_confirming_and_taking_away_are_one_button(cast):
    rafael, ines = cast.client("rafael"), cast.account("ines")
    row = Membership.objects.get(account=ines.pk)
    assert rafael.post(f"/cuentas/funciones/{row.subject}/confirmar/").status_code == 302
    assert Membership.objects.get(account=ines.pk).confirmed_on == lookups.local_day("mx", "piedras-negras")
    assert rafael.post(f"/cuentas/funciones/{row.subject}/retirar/", {"reason": "left"}).status_code == 302
    assert lookups.held_by(ines.pk) == ()


def test_a_coordinator_cannot_touch_another_group(cast):
    row = Membership.objects.get(account=cast.account("nadia").pk)
    page = cast.client("rafael").post(f"/cuentas/funciones/{row.subject}/retirar/")
    assert page.status_code == 400
    assert "de su grupo" in text(page)
    assert lookups.held_by(cast.account("nadia").pk)


def test_one_more_role_is_given_on_a_page_of_its_own(cast):
    ines = cast.account("ines")
    told = {"role": "trainer", "group": "", "state": "", "institution_role": "network", "from_on": "2024-01-01"}
    assert cast.client("alma").get(f"/cuentas/{ines.pk}/funcion/").status_code == 200
    assert cast.client("alma").post(f"/cuentas/{ines.pk}/funcion/", told).status_code == 302
    assert {row.role for row in Membership.objects.filter(account=ines.pk)} == {"agent", "trainer"}


def test_an_administrator_is_not_made_on_a_page(cast):
    told = {"role": "administrator", "group": "", "state": "", "institution_role": "network", "from_on": "2024-01-01"}
    page = cast.client("alma").post(f"/cuentas/{cast.account('julia').pk}/funcion/", told)
    assert "dos personas distintas" in text(page)


# Who read what ----------------------------------------------------------------------------------------------------


def test_an_auditor_finds_an_account_by_its_user_name(cast):
    for name in ("ines", "rafael"):
        log_read(cast.reader(name, "assist"), "K1", subject=f"by-{name}")
    page = text(cast.client("bruno").get("/lecturas/?account=ines"))
    assert "by-ines" in page
    assert "by-rafael" not in page
    assert "Agente" in page
    assert "Dar ayuda" in page


def test_auditors_see_no_names_and_their_own_look_is_written(cast):
    log_read(cast.reader("ines", "assist"), "K1", subject="0198f3a0-0000-7000-8000-000000000001")
    page = text(cast.client("bruno").get("/lecturas/?verify=1"))
    assert "0198f3a0-0000-7000-8000-000000000001" in page
    assert str(cast.account("ines").pk) in page
    assert "Inés" not in page
    assert "La cadena está completa" in page
    own = ReadRow.objects.get(role="auditor", action="read")
    assert (own.record_class, own.purpose) == ("K9", "quality_audit")


def test_data_protection_finds_who_read_one_record(cast):
    for name in ("ines", "rafael"):
        log_read(cast.reader(name, "assist"), "K1", subject="wanted")
    log_read(cast.reader("ines", "assist"), "K1", subject="other")
    page = text(cast.client("adriana").get("/lecturas/?subject=wanted&purpose=data_subject_request"))
    assert page.count("<code>wanted</code>") == 2
    assert "<code>other</code>" not in page
    assert ReadRow.objects.get(role="data_protection", action="read").purpose == "data_subject_request"


def test_a_broken_chain_is_told_with_its_row(cast):
    from django.db import connection

    for _ in range(3):
        log_read(cast.reader("ines", "assist"), "K1", subject="r")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER access_readrow_no_update" if connection.vendor == "sqlite" else
                       "ALTER TABLE access_readrow DISABLE TRIGGER USER")  # fmt: skip
    bad = ReadRow.objects.filter(record_class="K1").order_by("seq")[1].seq
    ReadRow.objects.filter(seq=bad).update(purpose="rescue")
    assert f"se rompe en la fila {bad}" in text(cast.client("bruno").get("/lecturas/?verify=1"))


@pytest.mark.parametrize("name", ["nadia", "rafael", "alma", "julia", "lucia", "octavio"])
def test_the_log_is_nobody_elses_work(cast, name):
    assert cast.client(name).get("/lecturas/").status_code == 403


def test_days_and_pages_of_the_log(cast):
    reader = cast.reader("ines", "assist")
    for n in range(105):
        log_read(reader, "K1", subject=f"s{n}")
    today = timezone.now().date().isoformat()
    bruno = cast.client("bruno")
    assert "Anteriores" in text(bruno.get(f"/lecturas/?on={today}&record_class=K1"))
    assert "<code>s0</code>" in text(bruno.get(f"/lecturas/?on={today}&record_class=K1&page=2"))
    assert "No hay filas" in text(bruno.get("/lecturas/?on=2020-01-01"))
    assert bruno.get("/lecturas/?on=yesterday").status_code == 200
