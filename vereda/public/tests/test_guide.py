"""The guide as it is served: without cookies, traces or other origins, and the same as the site as files."""

from __future__ import annotations

import http.client
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client

from vereda.access.tests.cast import Cast
from vereda.guidance import door as guidance
from vereda.handouts import recordings
from vereda.public.guide.site import Site
from vereda.public.page import now
from vereda.public.web import guide


@pytest.fixture
def preview(monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve the preview, as a demonstration does."""
    monkeypatch.setattr(guide, "site", lambda request: Site("mx", now().date(), publish=False, form=guide.FORM))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["", "spa.html", "spa-sos.html", "guide.js", "worker.js", "spa.json", "spa.webmanifest"])
def test_a_page_sets_no_cookie_and_keeps_to_this_place(name: str):
    answer = Client().get(f"/guia/{name}", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert not answer.cookies
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'")
    assert "unsafe" not in policy
    assert answer["Referrer-Policy"] == "no-referrer"


@pytest.mark.django_db
def test_staff_who_read_it_leave_no_more_than_a_stranger(cast: Cast):
    from vereda.access.models import ReadRow

    ines = cast.client("ines")
    before = ReadRow.objects.count()
    answer = ines.get("/guia/spa.html")
    assert answer.content == Client().get("/guia/spa.html").content
    assert ReadRow.objects.count() == before


@pytest.mark.django_db
def test_who_is_signed_in_for_another_group_sees_the_same_as_everybody(cast: Cast, preview: None):
    assert cast.client("nadia").get("/guia/spa-dangers.html").content == Client().get("/guia/spa-dangers.html").content


@pytest.mark.django_db
def test_the_served_page_is_the_page_of_the_site_as_files(preview: None):
    files = Site("mx", now().date(), publish=False)
    for name in ("index.html", "spa.html", "eng-dangers.html", "spa-t-heat.html", "calendar.html"):
        assert Client().get(f"/guia/{name}").content.decode() == files.draw(name)
    assert 'href="../sos/"' in Client().get("/guia/spa-sos.html").content.decode()
    assert 'href="../sos/"' not in (files.draw("spa-sos.html") or "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["nada.html", "xxx.json", "spa-t-%2e%2e.html", "audio/spa-heat-0.ogg", "guide.css", ".env", "a" * 3000]
)
def test_what_is_not_there_is_not_there(name: str):
    answer = Client().get(f"/guia/{name}")
    assert answer.status_code == 404
    assert not answer.cookies


@pytest.mark.django_db
def test_the_poster_leads_to_the_address_under_which_it_was_opened():
    page = Client().get("/guia/poster.html").content.decode()
    assert "http://testserver/guia/" in page
    assert "<svg" in page


@pytest.mark.django_db
def test_a_recording_is_served_and_no_other_file(preview: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(recordings, "folder", lambda country, language: tmp_path)
    one = next(one for one in guidance.library("mx", now().date(), "spa", publish=False).topics if one.topic.code == "heat")
    name = f"{recordings.name_of('heat', f'{one.text.title}. {one.text.spoken}')}.ogg"
    (tmp_path / name).write_bytes(b"OggS")
    answer = Client().get(f"/guia/audio/spa-{name}")
    assert b"".join(answer.streaming_content) == b"OggS"
    for other in (name, f"eng-{name}", "spa-..%2frecordings.csv", "zzz-x.ogg"):
        assert Client().get(f"/guia/audio/{other}").status_code == 404


ADDRESS, PROXIED, BROWSER = "127.0.0.77", "203.0.113.77", "lectora-zafiro"


@pytest.mark.storage
def test_the_server_keeps_no_address_of_a_reader_in_log_or_files(installation):
    """SEC-063: pages, pages that are not there and a refused form, read from an address of their own."""
    here = installation()
    for way, path in (
        ("GET", "/guia/"),
        ("GET", "/guia/spa.html"),
        ("GET", "/guia/nada.html"),
        ("POST", "/sos/"),
        ("GET", "/sos/"),
    ):
        to = urlsplit(here.url)
        line = http.client.HTTPConnection(to.hostname or "", to.port, timeout=20, source_address=(ADDRESS, 0))
        line.request(way, path, headers={"User-Agent": BROWSER, "X-Forwarded-For": PROXIED})
        answer = line.getresponse()
        answer.read()
        assert answer.status in (200, 403, 404)
        assert answer.getheader("Set-Cookie") is None
        line.close()
    here.stop()
    kept = [here.output().encode(), *(path.read_bytes() for path in here.home.rglob("*") if path.is_file())]
    for trace in (ADDRESS, PROXIED, BROWSER, "/guia/nada"):
        assert not any(re.search(re.escape(trace.encode()), one) for one in kept), trace
