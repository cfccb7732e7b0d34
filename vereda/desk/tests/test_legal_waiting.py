"""Requests for legal help that nobody has taken: whoever is held stands first, and coordination and duty see how many wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from vereda.access.door import author_of
from vereda.access.tests.cast import Cast, text
from vereda.legal import door as legal
from vereda.legal.door import CaseKind, LegalCase, Opening

pytestmark = pytest.mark.django_db
SECRET = "Obsidiana"


@pytest.fixture
def asked(cast: Cast, met) -> list[LegalCase]:
    """Return two requests of one group: one of the morning, and a later one for somebody who is held."""
    now, by = datetime.now(UTC).astimezone(), author_of(cast.reader("ines"))
    made = []
    for what, at, held in ((CaseKind.OTHER, now - timedelta(hours=3), None), (CaseKind.HABEAS, now, now - timedelta(hours=1))):
        told = Opening(what=what, detained_at=held, note=SECRET)
        subject = legal.open_case(told, encounter=met(1), by=by, at=at).receipt.subject
        row = legal.cases.case(subject, "mx")
        assert row
        made.append(row)
    return made


def test_whoever_is_held_stands_first_among_those_who_wait(cast: Cast, asked: list[LegalCase]):
    page = text(cast.client("emilio").get("/casos/"))
    morning, held = (one.folio for one in asked)
    assert page.index(held) < page.index(morning)


def test_the_coordinator_and_duty_see_how_many_nobody_has_taken_and_nothing_else(cast: Cast, asked: list[LegalCase]):
    for name in ("rafael", "graciela"):
        page = text(cast.client(name).get("/casos/"))
        assert "Peticiones de asesoría que nadie ha tomado: 2" in page, name
        assert not any(said in page for said in (SECRET, *(one.folio for one in asked), "amparo", "detenida")), name
    legal.take_case(case=asked[0].subject, by=author_of(cast.reader("emilio")), at=datetime.now(UTC).astimezone())
    assert "Peticiones de asesoría que nadie ha tomado: 1" in text(cast.client("rafael").get("/casos/"))


def test_a_coordinator_counts_the_own_group_alone_and_duty_all(cast: Cast, asked: list[LegalCase], met):
    there = met(1, name="nadia", group="tapachula")
    told = Opening(what=CaseKind.OTHER, note=SECRET)
    legal.open_case(told, encounter=there, by=author_of(cast.reader("nadia")), at=datetime.now(UTC).astimezone())
    assert "ha tomado: 2" in text(cast.client("rafael").get("/casos/"))
    assert "ha tomado: 3" in text(cast.client("graciela").get("/casos/"))
