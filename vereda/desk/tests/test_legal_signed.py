"""Every page and paper that uses rules of law says that no lawyer approved them, until one has; and no other says it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
import time_machine

from vereda.access.tests.cast import Cast, text
from vereda.desk.tests.test_legal import NOW, sent, taken  # noqa: F401  fixtures
from vereda.desk.web.new_encounter import fresh_token
from vereda.legal.door import signed
from vereda.legal.tests.opened import Opened

pytestmark = pytest.mark.django_db
SENTENCE = "Aún no aprobado por una abogada o abogado"
USES = {  # address -> the tables that are named there
    "/casos/": (),
    "/casos/nuevo/": (),
    "{case}": ("MX-TERMS v1 · MX-REF-REVIEW",),
    "{case}datos/": (),
    "{case}plazo/": (),
    "{case}escrito.pdf": ("MX-CASE-KINDS v1",),
    "/leyes/?q=refugio": ("MX-LAWS v1",),
    "/leyes/paises/gt/": ("GT-LAWS v1", "GT-TERMS v1"),
    "/leyes/derechos/asylum/": ("MX-LAWS v1", "SV-LAWS v1"),
    "/leyes/comparar/": ("MX-LAWS v1", "HN-LAWS v1"),
    "/leyes/comparar.xlsx": ("MX-LAWS v1", "HN-TERMS v1"),
    "/leyes/leyes.xlsx?country=sv": ("SV-LAWS v1", "SV-TERMS v1"),
}
WITHOUT = ("/casos/comprobante/", "/leyes/", "/leyes/?q=zzzzqqqq")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def approved(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a way to have a lawyer sign every table of law as it is."""

    def sign(signed_on: date = date(2026, 11, 1)) -> None:
        told = {"signed_by": "Lic. Inventada", "signed_on": signed_on}
        made = {at: replace(one, signed_table=one.digest, **told) for at, one in signed.rules().items()}
        monkeypatch.setattr(signed, "rules", lambda: made)

    return sign


@pytest.fixture
def running(cast: Cast, taken: str) -> str:  # noqa: F811  the fixture
    """Return the address of a case in which a term runs."""
    term = {"code": "MX-REF-REVIEW", "started_at": "2026-11-19T18:00", "keep": "1", "form": fresh_token()}
    assert cast.client("emilio").post(f"{taken}plazo/", term)["Location"] == taken
    return taken


def said(cast: Cast, address: str) -> str:
    """Return what a page, a PDF or a workbook says to Emilio."""
    answer = cast.client("emilio").get(address)
    assert answer.status_code == 200, address
    kind = answer["Content-Type"]
    if kind == "application/pdf":
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.content)).split())
    if "spreadsheet" in kind:
        return " ".join(value for row in Opened(answer.content).rows("Qué es esto") for value in row)
    return text(answer)


@pytest.mark.parametrize("address", USES)
def test_what_uses_rules_says_that_no_lawyer_approved_them_and_names_them_until_one_has(
    cast: Cast, running: str, approved: Callable[..., None], address: str
):
    before = said(cast, address.format(case=running))
    assert SENTENCE in before
    for name in USES[address]:
        assert name in before
    approved()
    after = said(cast, address.format(case=running))
    assert SENTENCE not in after
    for name in USES[address]:
        assert name in after
    approved(date(2026, 11, 21))
    assert SENTENCE in said(cast, address.format(case=running)), "a signature of tomorrow is none today"


@pytest.mark.parametrize("address", WITHOUT)
def test_what_uses_none_does_not_say_it(cast: Cast, running: str, address: str):
    assert SENTENCE not in said(cast, address)


def test_a_count_says_it_as_the_page_does_and_what_is_only_answered_does_not(cast: Cast, running: str):
    emilio = cast.client("emilio")
    counted = text(emilio.post(f"{running}plazo/", {"code": "MX-REF-APPLY", "started_at": "2026-11-19T18:00"}))
    assert SENTENCE in counted
    assert "MX-TERMS v1 · MX-REF-APPLY" in counted
    told = {"what": "other", "seeks_refuge": "no", "child": "no", "trafficking": "no", "note": "Una duda"}
    ines = cast.client("ines")
    answer = ines.post("/casos/nuevo/", {**told, "receipt": "on", "form": fresh_token()})
    assert answer.status_code == 200
    assert SENTENCE not in text(answer), "the receipt names no rule"
    wrong = ines.post("/casos/nuevo/", {**told, "what": "", "form": fresh_token()})
    assert wrong.status_code == 422
    assert SENTENCE in text(wrong), "nor is it lost where a form is refused"
