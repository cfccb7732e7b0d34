"""The guide against its pack: every verified row is told, places are found by name, and no other day's work changes a page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client, RequestFactory
from markupsafe import escape

from vereda.countries.door import UNSHOWN, pack
from vereda.encounters.door import Meeting, PlaceKind, Service, Where, record_meeting
from vereda.guidance import door as guidance
from vereda.guidance.door import ToldTopic
from vereda.public.guide import offline, shown
from vereda.public.guide.build import build, unready
from vereda.public.guide.site import Site
from vereda.public.guide.spots import directory, plain
from vereda.public.rooms import fresh_form
from vereda.public.tests.test_site import BAND, ON, everything, preview, published
from vereda.public.web import guide
from vereda.settings.environment import env

pytestmark = pytest.mark.django_db
CORE = ("heat", "river", "train", "emergencias", "asylum", "help-is-free")


def rows_to_tell() -> dict[str, set[str]]:
    """Return each verified row of the pack that a migrant may see in a preview, with the topics that tell it."""
    here = pack("mx")
    topics = [row for row in here.topics.values() if row.holds_on(ON)]
    laws = [row for row in here.legislation if row.is_verified and row.holds_on(ON)]
    dangers = [row for row in here.hazards.values() if row.is_verified]
    helpers = [row for row in here.services_directory.values() if row.is_verified and row.consent not in UNSHOWN]
    numbers = [row for row in here.hotlines.values() if row.is_verified]
    return {
        **{f"right {law.right_code}": {one.code for one in topics if one.right_code == law.right_code} for law in laws},
        **{f"danger {row.code}": {one.code for one in topics if row.code in one.hazards} for row in dangers},
        **{f"service {row.code}": {one.code for one in topics if one.service == row.code} for row in helpers},
        **{f"number {row.code}": {one.code for one in topics if one.hotline == row.code} for row in numbers},
    }


@pytest.mark.parametrize("language", ["spa", "eng"])
def test_every_verified_right_danger_service_and_number_has_its_page_and_a_way_to_it(language: str):
    """A row that is added to the pack and forgotten in the library fails here."""
    pages, told = everything(preview(only=(language,))), rows_to_tell()
    assert {name.split()[0] for name in told} == {"right", "danger", "service", "number"}
    assert [row for row, codes in told.items() if not codes] == []
    lists = [f"{language}{section}.html" for section in ("", "-rights", "-dangers", "-help", "-numbers", "-sos")]
    ways = "".join(pages[name] for name in lists)
    for row, codes in told.items():
        for code in codes:
            one = guidance.written_one("mx", ON, code, language)
            assert one.newest
            said = one.told(one.newest)
            page = pages[f"{language}-t-{code}.html"]
            assert all(str(escape(line)) in page for line in shown.sentences(said.full)), (row, code)
            assert str(escape(said.title)) in ways or code == "emergencias", (row, code)
            assert str(escape(said.source)) in page, (row, code)


def test_every_number_with_a_source_is_there_and_no_other():
    pages = everything(preview(only=("spa", "eng")))
    for row in pack("mx").hotlines.values():
        for language in ("spa", "eng"):
            assert (f"<b>{row.number}</b>" in pages[f"{language}-numbers.html"]) == row.is_verified, (language, row.code)


@pytest.mark.parametrize("language", ["fra", "por", "hat"])
def test_a_draft_language_has_the_safety_core_under_the_band_and_its_own_words_around_it(language: str):
    site = preview(only=(language,))
    pages = everything(site)
    assert {f"{language}-t-{code}.html" for code in CORE} <= set(pages)
    assert {code for code in pack("mx").topics if f"{language}-t-{code}.html" in pages} == set(CORE)
    for name in site.names_of(language):
        assert BAND in pages[name]
        assert f'<html lang="{site.tag(language)}">' in pages[name]
        rest = re.sub(r"<(?:style|script)>.*?</(?:style|script)>|<details class=.origin.*?</details>|<[^>]+>", " ", pages[name])
        for spanish in ("Salir ya", "Mis derechos", "Qué guardan", "Inicio", "Sin revisar", "no sabe quién"):
            assert spanish not in rest, name
    assert not any(name.startswith(language) for name in everything(published())), "nobody reviewed it"
    assert {one.code for one in unready(site) if one.what == "text" and one.language == language} == set(CORE)


def test_words_that_nobody_reviewed_stand_on_no_published_page(monkeypatch: pytest.MonkeyPatch, tmp_path):
    from vereda.public import tongues

    site = published()
    assert site.words("hat") == "es"
    reviews = tmp_path / "reviews.csv"
    reviews.write_text(f"tag,reviewer,office,reviewed_on,valid_until\nht,Ana Ejemplo,Consulado,{ON},\n")
    monkeypatch.setattr(tongues, "REVIEWS", reviews)
    assert site.words("hat") == "ht"
    assert replace(site, on=ON.replace(year=ON.year + 2)).words("hat") == "es", "a review ends after 12 months"


@pytest.mark.parametrize("language", ["quc", "mam", "kek"])
def test_a_maya_language_is_a_file_with_its_own_name_and_nothing_invented(
    language: str, tmp_path, monkeypatch: pytest.MonkeyPatch
):
    here = pack("mx")
    assert here.texts[language] == {}
    assert here.own_names[language]
    assert not preview().has(language)
    texts = {**here.texts, language: {"heat": here.texts["spa"]["heat"]}}
    other = replace(here, texts=texts)
    for place in ("vereda.guidance.lookups.library.pack", "vereda.public.guide.site.pack"):
        monkeypatch.setattr(place, lambda country: other)
    site = preview(only=(language,))
    pages = everything(site)
    assert f"{language}-t-heat.html" in pages, "with one part of its file the language is there"
    assert "Demostración: no se fíe de esto." in pages[f"{language}-t-heat.html"]


# Where I am or plan to be ------------------------------------------------------------------------------------------------------


def test_a_town_and_a_crossing_point_open_their_own_dangers_inside_their_state_without_a_script():
    page = preview().draw("spa-dangers.html") or ""
    coahuila = re.search(r'<details id="MX-COA">(.*?)\n</details>|<details id="MX-COA">(.*?)<details id=', page, re.DOTALL)
    assert coahuila
    inside = coahuila[0]
    spots = dict(re.findall(r"<details><summary>([^<]+)</summary>(.*?)</details>", inside, re.DOTALL))
    crossing = spots["Piedras Negras – Eagle Pass"]
    assert "river-rio-bravo-piedras-negras-eagle-pass" in crossing
    assert "train-saltillo-and-piedras-negras-yards" in crossing, "the danger names the town, though its point is elsewhere"
    assert "ciudad-acuna" not in crossing
    assert "En todo Coahuila" in inside


def test_every_municipality_and_crossing_point_is_found_with_its_state_and_what_is_near():
    site = preview()
    said = (offline.content(site, "places.js") or b"").decode()
    found = json.loads(said.removeprefix("var PLACES="))
    rows = {
        ((one, state) if isinstance(one, str) else (one[0], state)): {
            found["topics"][at] for at in one[1:] if not isinstance(one, str)
        }
        for state, (_name, *places) in found["states"].items()
        for one in places
    }
    here = pack("mx")
    assert {(row.name, row.state) for row in here.admin2.values() if row.is_verified} <= set(rows)
    assert "train-la-bestia-arriaga-ixtepec-istmo" in rows["Arriaga", "MX-CHP"]
    assert "kidnap-central-de-autobuses-de-reynosa" in rows["Reynosa", "MX-TAM"]
    assert ("Talismán – El Carmen", "MX-CHP") in rows
    assert all(here.topics[code].states and row[1] in here.topics[code].states for row, codes in rows.items() for code in codes)
    crossings = here.crossing_points.values()
    unverified = {plain(row.name) for row in crossings if not row.is_verified} - {
        plain(row.name) for row in crossings if row.is_verified
    }
    assert unverified
    assert not unverified & {name for name, _state in rows}
    assert not re.search(r"\d{2}\.\d{3}", said), "no coordinates"


def test_a_danger_that_may_not_be_told_is_not_found_by_its_place():
    assert published().dangers == ()
    assert b"arriaga-ixtepec" not in directory("mx", published().dangers)


def test_no_address_names_a_state_that_somebody_chose(tmp_path):
    """What is chosen is in no address: every link of a page leads to a page of all, or to a part of it."""
    states = {row.code for row in pack("mx").admin1.values()}
    for name in preview().names():
        assert not any(state.lower() in name.lower() for state in states), name
    built = build(Site("mx", ON, publish=False, only=("spa",)), tmp_path / "guia")
    assert built.size < 1_500_000


# Nothing of anybody ------------------------------------------------------------------------------------------------------------


def served() -> dict[str, tuple[bytes, dict[str, str]]]:
    """Return every page and file as it is answered, with its headers."""
    site = guide.site(RequestFactory().get("/guia/"))
    names = [*site.names(), *offline.names(site)]
    answers = {name: Client().get(f"/guia/{name}") for name in names}
    return {name: (answer.content, dict(answer.headers)) for name, answer in answers.items()}


def test_what_happened_in_the_last_30_days_changes_no_byte_and_no_header(by, monkeypatch: pytest.MonkeyPatch):
    """Encounters with a place, an alert, people told: an hour ago, a week ago and 29 days ago."""
    monkeypatch.setattr("vereda.public.web.guide.env", lambda: replace(env(), demo=True))
    now = datetime(2026, 11, 26, 18, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        before, files = served(), everything(preview())
        for ago in (timedelta(hours=1), timedelta(days=7), timedelta(days=29)):
            where = Where(kind=PlaceKind.POINT, lat=28.7001, lon=-100.5230, accuracy_m=10, place="La torre")
            meeting = Meeting(
                people_met=7, services=[Service(service="WATER"), Service(service="RESCUE")], where=where, note="zafiro"
            )
            record_meeting(meeting, by=by("ines"), at=now - ago, now=now)
        sent = Client().post("/sos/", {"form": fresh_form(now), "what": "zafiro", "point": "28.7001, -100.5230"})
        assert sent.status_code == 200
        guidance.tell_people(people=9, topics=[ToldTopic(topic="heat", language="spa")], by=by("ines"), at=now)
        assert served() == before
        assert everything(preview()) == files
    assert not any(name in headers for _content, headers in before.values() for name in ("ETag", "Last-Modified", "Set-Cookie"))
