"""Candidates, a PFIF file and a poster in Chromium: strong, large and narrow enough; two who look, by taps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from playwright.sync_api import expect

from vereda.desk.tests.test_browser import desk, enter  # noqa: F401  fixtures
from vereda.people.door import Identity
from vereda.tracing import door as tracing
from vereda.tracing.door import MissingFile
from vereda.tracing.tests.test_candidates import answered, known
from vereda.tracing.tests.test_pfif import note, person, pfif
from vereda.tracing.tests.test_reports import NADIA, seeking, sought

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_look_and_only_then_it_is_said_how_to_find_them(looks, by):
    rafael, at = by("rafael"), datetime.now(UTC) - timedelta(minutes=1)
    identity = Identity(given="Xóchitl", families=["Turquesa", "Luna"])
    seeker = seeking(name="María de los Ángeles Obsidiana")
    file = tracing.open_report(seeker, sought(identity=identity, last_contact_at=None), by=rafael, at=at).subject
    known(rafael, given="Sochil", families=["Luna"], telephone="504 9855 0101")
    elsewhere = known(NADIA, given="Xochitl", families=["Turquesa"])
    answered(elsewhere, yes=True, by=NADIA)
    page = looks.page_of("rafael")

    look = partial(looks.look, page)

    page.goto(f"/extraviadas/{file}/")
    look("the file")
    page.get_by_role("link", name="Comparar con personas que conocemos").click()
    expect(page.locator("main")).to_contain_text("Sochil Luna")
    expect(page.locator("main")).not_to_contain_text("Tapachula")
    look("candidates")
    page.get_by_role("button", name="Parece la misma persona").click()
    expect(page.locator("main")).to_contain_text("Falta que otra persona lo compare")
    page.get_by_label("Encargar a").select_option(label="Marta Quintana")
    page.get_by_role("button", name="Encargar", exact=True).click()
    expect(page.locator("main")).to_contain_text("Marta Quintana")
    look("given")

    marta = looks.page_of("marta")
    marta.goto("/extraviadas/encargadas/")
    looks.look(marta, "given files")
    marta.get_by_role("link", name=MissingFile.objects.get().folio).click()
    expect(marta.locator("main")).to_contain_text("Xochitl Turquesa")
    looks.look(marta, "candidates across groups")

    page.goto("/extraviadas/pfif/")
    look("pfif")
    page.locator("#file").set_input_files({"name": "x.xml", "mimeType": "text/xml", "buffer": pfif(person())[:-9]})
    page.get_by_role("button", name="Leer", exact=True).click()
    expect(page.locator("[role=alert]")).to_contain_text("está dañado")
    look("pfif refused")
    page.locator("#file").set_input_files({"name": "x.xml", "mimeType": "text/xml", "buffer": pfif(person(), note())})
    page.get_by_role("button", name="Leer", exact=True).click()
    expect(page.locator("body")).to_contain_text("1 reportes nuevos")

    page.goto(f"/extraviadas/{file}/cartel/")
    look("no poster")
    tracing.check_risk(file=file, signs=[], verdict=tracing.Verdict.MAY_TELL, by=rafael, at=datetime.now(UTC))
    page.get_by_role("button", name="Dijo que sí: hacer el cartel").click()
    expect(page.locator("main")).to_contain_text("Ángeles Obsidiana")
    look("poster")
    assert MissingFile.objects.count() == 2
