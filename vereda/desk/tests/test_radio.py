"""The radio at the desk: one tap writes the call and the check-in; the plan is the coordinator's; two of one sign are shown."""

from __future__ import annotations

from uuid import UUID

import pytest

from vereda.access.tests.cast import Cast, text
from vereda.groups.models import Patrol
from vereda.logbook.door import block_of, history
from vereda.logbook.models import LogEntry
from vereda.safety.models.radio import CallSign, RadioCall, RadioChannel

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast: Cast):
    """Have a plan: Inés is Lobo 2, there is one channel."""
    rafael, ines = cast.client("rafael"), str(cast.account("ines").pk)
    assert rafael.post("/radio/plan/indicativo/", {"sign": "Lobo 2", "bearer": "person", "account": ines}).status_code == 302
    assert rafael.post("/radio/plan/canal/", {"name": "Canal 2", "use": "Equipos fuera"}).status_code == 302
    return rafael


def test_one_tap_notes_the_call_and_that_the_team_was_heard_in_one_block(cast: Cast, out: UUID, plan):
    from vereda.desk.web.new_encounter import fresh_token

    client, form = cast.client("ines"), {"form": fresh_token()}
    assert "ATRASADO" in text(client.get("/radio/"))
    for _ in range(2):
        assert client.post(f"/radio/se-reporta/{out}/", form).status_code == 302
    call = RadioCall.objects.get()
    assert (call.what, call.patrol) == ("check_in", out)
    (heard,) = [one for one in history(out) if one.kind == "groups.patrol_checked_in"]
    (called,) = history(call.subject)
    assert (heard.channel, called.channel) == ("radio", "radio")
    assert block_of(heard.id) == block_of(called.id)
    assert Patrol.objects.get(subject=out).heard_at is not None


def test_who_goes_back_to_the_page_and_taps_another_team_notes_that_one_too(cast: Cast, by, out: UUID, plan):
    from datetime import UTC, datetime

    from vereda.desk.web.new_encounter import fresh_token
    from vereda.groups import door as groups

    other = groups.depart(route="Ruta 1", team=[str(cast.account("rafael").pk)], by=by("rafael"), at=datetime.now(UTC)).subject
    client, form = cast.client("ines"), {"form": fresh_token()}
    for team in (out, other, other):
        assert client.post(f"/radio/se-reporta/{team}/", form).status_code == 302
    assert set(RadioCall.objects.values_list("patrol", flat=True)) == {out, other}
    assert RadioCall.objects.count() == 2


def test_a_call_of_a_sign_is_of_the_team_in_which_its_bearer_is(cast: Cast, by, plan):
    from datetime import UTC, datetime

    from vereda.groups import door as groups

    ines = str(cast.account("ines").pk)
    team = groups.depart(route="Ruta 1", team=[ines], by=by("rafael"), at=datetime.now(UTC)).subject
    client = cast.client("rafael")
    told = {"sign": "lobo-2", "what": "position", "channel": "Canal 2", "note": "junto al ejido", "at": ""}
    assert client.post("/radio/llamada/", told).status_code == 302
    call = RadioCall.objects.get()
    assert (call.account, call.patrol, call.channel) == (ines, team, "Canal 2")
    assert {one.reported_by for one in (*history(call.subject), history(team)[-1])} == {ines}
    assert b"ejido" not in bytes(LogEntry.objects.get(kind="safety.radio_called").body)
    page = text(client.get("/radio/"))
    assert "lobo-2 · Inés Carrillo" in page
    assert "Dio su posición" in page
    client.post(f"/radio/llamada/{call.subject}/quitar/")
    assert RadioCall.objects.count() == 0


def test_a_call_of_nobody_or_for_nothing_comes_back_with_what_was_typed(cast: Cast):
    client = cast.client("ines")
    answer = client.post("/radio/llamada/", {"sign": "", "what": "support", "note": "Obsidiana", "at": ""})
    assert answer.status_code == 422
    assert "Diga quién llamó" in text(answer)
    assert "Obsidiana" in text(answer)
    answer = client.post("/radio/llamada/", {"sign": "Lobo 9", "what": ""})
    assert (answer.status_code, RadioCall.objects.count()) == (422, 0)
    assert 'value="Lobo 9"' in answer.content.decode()


def test_a_relayed_alert_leads_to_the_form_of_an_alert(cast: Cast):
    answer = cast.client("ines").post("/radio/llamada/", {"sign": "Lobo 9", "what": "relay"})
    assert answer.url == "/alertas/nueva/"


def test_two_with_one_sign_are_shown_and_not_refused(cast: Cast, plan):
    plan.post("/radio/plan/indicativo/", {"sign": "lobo 2", "bearer": "vehicle", "vehicle": "Camioneta 03"})
    assert CallSign.objects.count() == 2
    assert "lo llevan dos" in text(plan.get("/radio/plan/"))
    assert "Dos llevan el mismo indicativo" in text(plan.get("/hoy/"))


def test_what_lacks_a_name_is_refused_with_what_was_typed(cast: Cast, plan):
    answer = plan.post("/radio/plan/indicativo/", {"sign": "", "bearer": "vehicle", "vehicle": "Camioneta 03"})
    assert answer.status_code == 422
    assert "Camioneta 03" in answer.content.decode()
    assert plan.post("/radio/plan/indicativo/", {"sign": "Lobo 5", "bearer": "person"}).status_code == 422
    assert plan.post("/radio/plan/canal/", {"name": "", "use": "x"}).status_code == 422


def test_the_plan_is_the_coordinators_and_nadia_sees_none_of_it(cast: Cast, plan, out: UUID):
    ines, nadia = cast.client("ines"), cast.client("nadia")
    assert ines.post("/radio/plan/canal/", {"name": "Canal 9"}).status_code in (403, 404)
    assert "Lobo 2" not in text(nadia.get("/radio/plan/"))
    assert nadia.post(f"/radio/se-reporta/{out}/").status_code == 404
    sign = CallSign.objects.get().subject
    assert nadia.post(f"/radio/plan/indicativo/{sign}/quitar/").status_code in (302, 403, 404)
    cast.client("ines").post("/radio/llamada/", {"sign": "Lobo 2", "what": "support"})
    nadia.post(f"/radio/llamada/{RadioCall.objects.get().subject}/quitar/")
    assert (CallSign.objects.count(), RadioChannel.objects.count(), RadioCall.objects.count()) == (1, 1, 1)
    plan.post(f"/radio/plan/indicativo/{sign}/quitar/")
    plan.post(f"/radio/plan/canal/{RadioChannel.objects.get().subject}/quitar/")
    assert (CallSign.objects.count(), RadioChannel.objects.count()) == (0, 0)
