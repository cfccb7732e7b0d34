"""What stands before every view: a mark, a person, a second step, a live role, a purpose."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.http import HttpResponse, JsonResponse
from django.test import Client, override_settings
from django.urls import include, path
from django.utils import timezone
from ninja import NinjaAPI

from vereda.access import door, lookups, second_factor
from vereda.access.actions import accounts, memberships
from vereda.access.models import Membership, ReadRow
from vereda.access.rules.sessions import is_over, wait_after
from vereda.access.web.guard import LAST, SHARED
from vereda.access.web.marks import mark_of, marks_of
from vereda.access.words import RevokedFor, Role
from vereda.settings import environment

# Views of an invented module --------------------------------------------------------------------------------------


def told(request) -> JsonResponse:
    reader = door.request_reader(request)
    return JsonResponse({"role": reader.role, "group": reader.group, "purpose": reader.purpose, "name": reader.display_name})


@door.serves("K1", on_post="write", purposes=("assist", "rescue"), usual="assist")
def board(request):
    return told(request)


@door.serves("K1", purposes=("rescue",))
def mission(request):
    return told(request)


@door.serves("K1", purposes=("assist", "rescue", "medical"))
def record(request, group):
    reader = door.request_reader(request)
    door.demand(reader, "K1", "read", door.relation_to(reader, country="mx", groups=[group] if group != "none" else []))
    door.log_read(reader, "K1", subject="r1")
    return told(request)


@door.serves("K3", purposes=("medical",))
def health(request):
    return told(request)


@door.serves("K8", purposes=("statistics",), background=True)
def ticker(request):
    return told(request)


@door.serves("K10")
def settings_page(request):
    return told(request)


@door.open_to_all(reason="a page of the public library")
def library(request):
    return HttpResponse("agua")


def forgotten(request):
    return HttpResponse("secret")


api = NinjaAPI(docs_url=None, openapi_url=None, urls_namespace="guard-test")


@api.get("/marked")
@door.serves("K1", purposes=("assist",))
def marked(request):
    return {"purpose": door.request_reader(request).purpose}


@api.post("/note")
@door.serves("K1", action="write", purposes=("assist",))
def note(request):
    return {"written": True}


@api.post("/marked")
def unmarked_post(request):
    return {}


@api.get("/unmarked")
def unmarked(request):
    return {}


urlpatterns = [
    path("", include("vereda.access.urls")),
    path("tablero/", board),
    path("mision/", mission),
    path("registro/<slug:group>/", record),
    path("salud/", health),
    path("cuenta-atras/", ticker),
    path("ajustes/", settings_page),
    path("biblioteca/", library),
    path("olvidada/", forgotten),
    path("api/", api.urls),
]
handler404 = "vereda.access.web.answers.not_found"

pytestmark = pytest.mark.django_db
AS_PROGRAM = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def _routes():
    with override_settings(ROOT_URLCONF=__name__):
        yield


# Marks ------------------------------------------------------------------------------------------------------------


def test_a_view_without_a_mark_is_closed_to_everybody(cast):
    """SEC-004"""
    for client in (Client(), cast.client("ines"), cast.client("alma")):
        answer = client.get("/olvidada/")
        assert answer.status_code == 404
        assert b"secret" not in answer.content


def test_marks_of_an_api_stand_on_its_operations(cast):
    ines = cast.client("ines", **AS_PROGRAM)
    assert ines.get("/api/marked").json() == {"purpose": "assist"}
    assert ines.post("/api/marked").status_code == 404
    assert ines.get("/api/unmarked").status_code == 404
    assert Client(headers=AS_PROGRAM).get("/api/marked").status_code == 401
    views = {pattern.pattern._route: pattern.callback for pattern in api.urls[0] if hasattr(pattern, "callback")}
    assert [mark is None for mark in marks_of(views["marked"])] == [False, True]
    assert mark_of(views["marked"], "PATCH") is None


def test_an_api_behind_the_session_cookie_asks_for_the_form_token(cast):
    """SEC-021"""
    ines = cast.client("ines", **AS_PROGRAM)
    assert ines.post("/api/note").json() == {"written": True}
    strict = Client(enforce_csrf_checks=True, headers=AS_PROGRAM)
    strict.cookies = ines.cookies
    assert strict.post("/api/note").status_code == 403
    token = "a" * 32
    strict.cookies["vereda_csrf"] = token
    assert strict.post("/api/note", headers={"X-CSRFToken": token}).json() == {"written": True}
    assert strict.post("/api/note", headers={"X-CSRFToken": token, "Origin": "https://elsewhere.example"}).status_code == 403


def test_a_mark_of_case_data_names_its_purposes():
    with pytest.raises(ValueError, match="purposes"):
        door.serves("K1")
    with pytest.raises(ValueError, match="enforcement"):
        door.serves("K1", purposes=("enforcement",))
    with pytest.raises(ValueError, match="usual"):
        door.serves("K1", purposes=("assist",), usual="rescue")
    with pytest.raises(ValueError, match="say in words"):
        door.open_to_all(reason="x")


# Who --------------------------------------------------------------------------------------------------------------


def test_what_is_open_needs_no_account():
    assert Client().get("/biblioteca/").content == b"agua"


def test_strangers_are_sent_to_sign_in_and_back_and_programs_are_told():
    answer = Client().get("/tablero/?dia=1")
    assert (answer.status_code, answer.url) == (302, "/entrar/?next=%2Ftablero%2F%3Fdia%3D1")
    assert Client(headers=AS_PROGRAM).get("/tablero/").status_code == 401
    part = Client(headers={"HX-Request": "true"}).get("/tablero/")
    assert (part.status_code, part.headers["HX-Redirect"]) == (204, "/entrar/?next=%2F")


def test_the_reader_knows_role_group_and_name(cast):
    assert cast.client("ines").get("/tablero/").json() == {
        "role": "agent",
        "group": "piedras-negras",
        "purpose": "assist",
        "name": "Inés Carrillo",
    }


def test_without_the_second_step_there_is_only_the_page_that_sets_it_up(cast):
    """SEC-013"""
    ines = cast.client("ines", second_factor_used=False)
    assert ines.get("/tablero/").url == "/cuenta/segundo-paso/"
    assert ines.get("/cuenta/segundo-paso/").status_code == 200
    assert cast.client("ines", second_factor_used=False, **AS_PROGRAM).get("/tablero/").status_code == 403


def test_a_session_opened_before_the_second_step_was_set_up_elsewhere_has_to_prove_it(cast):
    old = cast.client("ines", second_factor_used=False)
    cast.client("ines")
    assert old.get("/tablero/").url.startswith("/cuenta/confirmar/codigo/")


def test_roles_that_open_no_data_about_people_work_without_a_second_step(cast):
    assert cast.client("alma", second_factor_used=False).get("/ajustes/").status_code == 200
    assert cast.client("julia", second_factor_used=False).get("/cuenta-atras/").status_code == 200


def test_every_role_that_opens_data_about_people_needs_the_second_step(cast):
    needing = {role for role in Role if second_factor.is_needed(lookups.held_by(cast.account(cast.of_role(role)).pk))}
    assert needing == set(Role) - {
        Role.STATE_OFFICE, Role.STATISTICS, Role.TRAINER, Role.CONTENT_EDITOR, Role.CONTENT_APPROVER, Role.AUDITOR,
        Role.ADMINISTRATOR, Role.PROGRAMME_OFFICER,
    }  # fmt: skip


def test_a_demonstration_asks_for_no_second_step(cast, monkeypatch):
    monkeypatch.setenv("VEREDA_DEMO", "1")
    environment.env.cache_clear()
    try:
        assert cast.client("ines", second_factor_used=False).get("/tablero/").status_code == 200
    finally:
        monkeypatch.delenv("VEREDA_DEMO")
        environment.env.cache_clear()


# Live roles -------------------------------------------------------------------------------------------------------


def test_ninety_days_without_confirmation_lock_every_page_with_a_clear_message(cast):
    with time_machine.travel(timezone.now() + timedelta(days=95), tick=False):
        answer = cast.client("ines").get("/tablero/")
        assert answer.status_code == 403
        assert "90 días" in answer.content.decode()
        row = Membership.objects.get(account=cast.account("ines").pk)
        memberships.confirm(membership=row.subject, by=lookups.operator(), at=timezone.now())
        assert cast.client("ines").get("/tablero/").status_code == 200


def test_a_role_taken_away_closes_the_next_page_of_an_open_session(cast):
    """SEC-008"""
    ines = cast.client("ines")
    assert ines.get("/tablero/").status_code == 200
    row = Membership.objects.get(account=cast.account("ines").pk)
    memberships.revoke(membership=row.subject, reason=RevokedFor.LEFT, by=cast.reader("rafael"), at=timezone.now())
    assert ines.get("/tablero/").status_code == 403


def test_after_the_last_day_nothing_opens(cast):
    fresh = cast.account("ines")
    Membership.objects.filter(account=fresh.pk).update(until_on=date(2024, 1, 1))
    answer = cast.client("ines").get("/tablero/")
    assert answer.status_code == 403
    assert "terminó" in answer.content.decode()


def test_closing_an_account_ends_its_sessions(cast):
    ines = cast.client("ines")
    accounts.close_account(account=cast.account("ines").pk, by=cast.reader("rafael"))
    assert ines.get("/tablero/").status_code == 302


def test_a_new_password_by_another_person_ends_all_sessions(cast):
    ines = cast.client("ines")
    accounts.reset_sign_in(account=cast.account("ines").pk, by=cast.reader("rafael"))
    assert ines.get("/tablero/").status_code == 302


def test_somebody_with_two_roles_chooses_one(cast):
    today = lookups.local_day("mx", "")
    memberships.grant(
        account=cast.account("ines").pk,
        role=Role.STATISTICS,
        country="mx",
        from_on=today,
        by=cast.reader("alma"),
        at=timezone.now(),
    )
    ines = cast.client("ines")
    assert ines.get("/tablero/").url == "/cuenta/funcion/?next=%2Ftablero%2F"
    held = {one.role: one.id for one in lookups.held_by(cast.account("ines").pk)}
    before = ines.session.session_key
    assert ines.post("/cuenta/funcion/", {"membership": held["statistics"], "next": "/cuenta-atras/"}).url == "/cuenta-atras/"
    assert ines.session.session_key != before, "SEC-016: a new id when rights change"
    assert ines.get("/cuenta-atras/").json()["role"] == "statistics"
    assert ines.get("/tablero/").status_code == 403
    assert ines.post("/cuenta/funcion/", {"membership": held["agent"], "next": "https://elsewhere.example/"}).url == "/cuenta/"
    assert ines.get("/tablero/").json()["role"] == "agent"


def test_a_role_of_somebody_else_cannot_be_chosen(cast):
    ines, rafael = cast.client("ines"), lookups.held_by(cast.account("rafael").pk)[0]
    ines.post("/cuenta/funcion/", {"membership": rafael.id})
    assert ines.get("/tablero/").json()["role"] == "agent"


# What -------------------------------------------------------------------------------------------------------------


def test_a_view_that_is_not_the_roles_work_says_so_before_anything_is_looked_up(cast):
    for name in ("alma", "julia", "bruno", "octavio"):
        assert cast.client(name).get("/tablero/").status_code == 403
    assert cast.client("ines").get("/salud/").status_code == 403, "an agent sees a safety flag, never the whole"


def test_a_view_that_reads_takes_no_other_method_unless_it_says_what_it_writes(cast):
    assert cast.client("ines").post("/tablero/").status_code == 200
    assert cast.client("ines").post("/mision/").status_code == 405
    assert cast.client("gabriel").post("/tablero/").status_code == 403


def test_nadia_gets_the_same_answer_for_what_is_hers_not_and_for_what_is_not_there(cast):
    """SEC-009"""
    nadia = cast.client("nadia")
    hidden, absent = nadia.get("/registro/piedras-negras/?purpose=assist"), nadia.get("/registro/none/?purpose=assist")
    nowhere = nadia.get("/no-existe/")
    assert {hidden.status_code, absent.status_code, nowhere.status_code} == {404}
    plain = [answer.content.replace(b"piedras-negras", b"none") for answer in (hidden, absent)]
    assert _without_tokens(plain[0]) == _without_tokens(plain[1])
    assert not ReadRow.objects.filter(record_class="K1").exists()
    assert cast.client("ines").get("/registro/piedras-negras/?purpose=assist").status_code == 200


def _without_tokens(page: bytes) -> list[bytes]:
    return [line for line in page.splitlines() if b"csrfmiddlewaretoken" not in line]


# Why --------------------------------------------------------------------------------------------------------------


def test_the_purpose_follows_from_the_way_in_and_stays_for_the_pages_behind_it(cast):
    ines = cast.client("ines")
    assert ines.get("/registro/piedras-negras/").status_code == 400, "off every way: asked in words"
    ines.get("/tablero/")
    assert ines.get("/registro/piedras-negras/").json()["purpose"] == "assist"
    assert ines.get("/registro/piedras-negras/?purpose=rescue").json()["purpose"] == "rescue"
    assert ines.get("/registro/piedras-negras/").json()["purpose"] == "rescue"
    assert ines.get("/mision/").json()["purpose"] == "rescue"
    assert list(ReadRow.objects.filter(record_class="K1").values_list("purpose", flat=True)) == ["assist", "rescue", "rescue"]


def test_asking_shows_only_purposes_of_the_role_and_keeps_the_question(cast):
    page = cast.client("ines").get("/registro/piedras-negras/?linea=3").content.decode()
    for code in ("assist", "rescue", "medical"):
        assert f'value="{code}"' in page
    assert 'name="linea" value="3"' in page
    assert "legal_aid" not in page


def test_a_purpose_that_no_list_knows_is_refused_and_so_is_one_of_other_roles(cast):
    """SEC-002"""
    ines = cast.client("ines", **AS_PROGRAM)
    assert ines.get("/registro/piedras-negras/").status_code == 400
    assert ines.get("/registro/piedras-negras/?purpose=detention").status_code == 400
    assert ines.get("/registro/piedras-negras/?purpose=legal_aid").status_code == 403
    assert ines.get("/registro/piedras-negras/?purpose=").status_code == 400
    assert ines.get("/registro/piedras-negras/?purpose=medical").status_code == 200


# Sessions ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("is_shared", "minutes"), [(True, 15), (False, 30)])
def test_an_idle_desk_is_signed_out(cast, is_shared, minutes):
    """SEC-017"""
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        ines = cast.client("ines")
        session = ines.session
        session[SHARED] = is_shared
        session.save()
        assert ines.get("/tablero/").status_code == 200
        clock.move_to(start + timedelta(minutes=minutes - 1))
        assert ines.get("/tablero/").status_code == 200
        clock.move_to(start + timedelta(minutes=2 * minutes - 1, seconds=1))
        assert ines.get("/tablero/").status_code == 302


def test_what_a_page_asks_on_its_own_keeps_nobody_awake(cast):
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        ines = cast.client("ines")
        ines.get("/tablero/")
        last = ines.session[LAST]
        for minute in range(1, 15):
            clock.move_to(start + timedelta(minutes=minute))
            assert ines.get("/cuenta-atras/").status_code == 200
        assert ines.session[LAST] == last
        clock.move_to(start + timedelta(minutes=15))
        assert ines.get("/cuenta-atras/").status_code == 302


def test_a_session_ends_after_twelve_hours_of_work():
    day = 24 * 3600
    assert not is_over(now=12 * 3600 - 1, opened=0, last=12 * 3600 - 60, is_shared=True)
    assert is_over(now=12 * 3600, opened=0, last=12 * 3600 - 60, is_shared=True)
    assert is_over(now=day, opened=0, last=day, is_shared=False)


def test_the_wait_after_wrong_passwords_grows_to_an_hour():
    assert [wait_after(n) // 60 for n in (0, 4, 5, 6, 7, 8, 9, 10, 11, 500)] == [0, 0, 1, 2, 4, 8, 16, 32, 60, 60]


def test_pages_of_somebody_are_not_kept_by_the_browser(cast):
    assert cast.client("ines").get("/tablero/").headers["Cache-Control"] == "no-store"
    assert "Cache-Control" not in Client().get("/biblioteca/").headers


def test_who_types_asks_who_is_signed_in_and_a_program_without_a_session_hears_401(cast):
    client = cast.client("ines")
    told = client.get("/presencia/", headers={"Accept": "application/json"}).json()
    assert told["who"] == client.get("/presencia/").json()["who"] != cast.client("rafael").get("/presencia/").json()["who"]
    assert told["token"]
    client.logout()
    assert client.get("/presencia/", headers={"Accept": "application/json"}).status_code == 401
