"""`vereda serve` answers, with its headers, and leaves nothing that others may read."""

from __future__ import annotations

import ssl
import stat
import urllib.error
import urllib.request

import pytest

from tests.certificate import self_signed

STRICT = "default-src 'none'; script-src 'self'"


def headers_of(url: str, trusted: ssl.SSLContext | None = None) -> dict[str, str]:
    try:
        answer = urllib.request.urlopen(url, timeout=60, context=trusted)
    except urllib.error.HTTPError as refused:
        answer = refused
    with answer:
        return {name.lower(): value for name, value in answer.headers.items()}


@pytest.mark.storage
def test_a_start_prints_its_address_answers_and_keeps_its_keys_to_itself(installation):
    here = installation(is_new=True)
    sent = headers_of(here.url)
    assert sent["content-security-policy"].startswith(STRICT)
    assert "frame-ancestors 'none'" in sent["content-security-policy"]
    assert sent["x-content-type-options"] == "nosniff"
    assert sent["referrer-policy"] == "same-origin"
    assert f"http://localhost:{here.url.rpartition(':')[2]}/" in here.output()
    assert stat.S_IMODE(here.home.stat().st_mode) == 0o700
    open_to_others = [path for path in (here.home / "keys").rglob("*") if path.is_file() and path.stat().st_mode & 0o077]
    assert open_to_others == []
    here.stop()


def test_with_a_certificate_it_speaks_https_and_browsers_are_told_to_insist(installation, tmp_path):
    certificate, key = self_signed(tmp_path)
    here = installation(VEREDA_TLS_CERT=str(certificate), VEREDA_TLS_KEY=str(key))
    port = here.url.rpartition(":")[2]
    sent = headers_of(f"https://localhost:{port}/", ssl.create_default_context(cafile=str(certificate)))
    assert sent["strict-transport-security"] == f"max-age={365 * 24 * 3600}"
    assert f"https://localhost:{port}/" in here.output()


def test_files_of_pages_are_served_as_they_lie(installation):
    sent = headers_of(f"{installation().url}/static/leaflet/leaflet.js")
    assert sent["content-type"].startswith("text/javascript")
    assert sent["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in sent


def test_a_bad_setting_stops_the_start_with_its_name(installation):
    with pytest.raises(AssertionError, match=r"settings\.bad_value: PORT"):
        installation(PORT="eighty")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_page_opens_in_the_browser_and_its_scripts_keep_to_the_policy(page):
    page.goto("/")
    assert page.evaluate("document.documentElement.outerHTML.length") > 0


@pytest.mark.browser
def test_the_browser_of_the_tests_reaches_no_other_machine(browser):
    opened = browser.new_page()
    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        opened.goto("http://example.org/")
    opened.close()
