"""The shift in Chromium: strong, large and narrow enough; handed over, signed and gone out without scripts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from vereda.access.door import local_day
from vereda.desk.tests.test_browser import enter  # noqa: F401  fixture
from vereda.groups import door as groups
from vereda.groups.models import Handover, Patrol, Shift

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def post(by, out, mission):
    """Have a post with everything that the pages of the shift can show; return what its addresses are made of."""
    rafael, now, today = by("rafael"), timezone.now(), local_day("mx", "piedras-negras")
    turn = groups.name_turn(name="Guardia", begins="00:00", ends="00:00", by=rafael, at=now).subject
    other = groups.name_turn(name="Apoyo", begins="00:00", ends="00:00", by=rafael, at=now).subject
    agreed = groups.write_agreement(
        groups.Terms(
            counterpart_kind="municipality", counterpart="Municipio inventado de nombre bastante largo", source="Convenio 1/2024",
            from_on=today, until_on=today + timedelta(days=9), lent=[groups.Lent(kind="people", unit="person", number=2)],
        ),
        by=rafael, at=now,
    ).subject  # fmt: skip
    lent = groups.lend(name="Norberto Inventado", agreement=agreed, by=rafael, at=now).subject
    duties = [groups.Duty(member=by("ines").account, turn=one, zone="Zona 1") for one in (turn, other)]
    duties.append(groups.Duty(member=str(lent), turn=turn))
    groups.plan_days(
        days={today - timedelta(days=1): duties, today: duties, today + timedelta(days=1): duties}, by=rafael, at=now
    )
    groups.start_shift(members=[by("tomas").account], by=by("tomas"), at=now - timedelta(hours=1))
    route = groups.name_route(number="2", name="Puente Córdova", zone="Zona 1", check_in_min=120, by=rafael, at=now).subject
    planned = groups.Outing(on=today, leaves="00:00", route_said="2: Puente Córdova", route=route, team=[by("ines").account])
    sheet = groups.Sheet(
        parts=[groups.SheetPart(title="Equipos fuera", lines=["Ruta 3 · salió 10:00"])],
        loose=[groups.Loose(what="Llaves", count=4)], text="La bomba gotea",
    )  # fmt: skip
    return {
        "plan": groups.plan_patrol(planned, by=rafael, at=now).subject,
        "given": groups.give_handover(sheet, by=by("ines"), at=now).subject,
        "helper": groups.write_volunteer(groups.Helper(name="Socorro Inventada"), by=rafael, at=now).subject,
        "route": route,
        "turn": turn,
        "agreed": agreed,
        "today": today,
    }


def test_the_pages_of_the_shift_are_strong_large_and_narrow_enough(looks, post):
    paths = (
        "/turno/", f"/turno/rol/{post['today']}/", "/turno/horarios/", f"/turno/horarios/{post['turn']}/", "/turno/prestados/",
        "/turno/entrega/", "/turno/entregas/", f"/turno/entrega/{post['given']}/", "/recorridos/plan/", "/recorridos/plan/nuevo/",
        f"/recorridos/plan/{post['plan']}/", "/recorridos/rutas/", f"/recorridos/rutas/{post['route']}/", "/recorridos/sale/",
        "/convenios/", "/convenios/nuevo/", f"/convenios/{post['agreed']}/", "/voluntarios/", f"/voluntarios/{post['helper']}/",
        "/hoy/", "/el-puesto/",
    )  # fmt: skip
    looks.walk({"rafael": paths}, opened=False)


def test_a_shift_is_handed_over_signed_and_a_team_goes_out_without_scripts(browser, live_server, enter, post):  # noqa: F811
    Handover.objects.all().delete()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    enter(context, "ines")
    page = context.new_page()
    page.goto("/turno/")
    page.get_by_role("link", name="Entregar el turno").click()
    page.locator('input[name="count:0"]').fill("4")
    page.locator('input[name="count:1"]').fill("3")
    page.locator('input[name="count:2"]').fill("850")
    page.get_by_role("button", name="Entregar el turno").click()
    given = page.url
    assert Shift.objects.get().ended_at is not None
    context.close()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    enter(context, "rafael")
    page = context.new_page()
    page.goto(given)
    page.get_by_label("La leí completa").check()
    page.get_by_role("button", name="Firmar y recibir").click()
    row = Handover.objects.get()
    assert row.signed_by
    assert Shift.objects.get(ended_at=None).members == [row.signed_by], "who takes over is on the shift"
    page.goto("/recorridos/plan/")
    page.get_by_role("button", name="Sale ahora").click()
    assert Patrol.objects.filter(route="2: Puente Córdova").count() == 1
    context.close()
