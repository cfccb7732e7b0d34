"""Drafts of legal papers: each kind asks for what such a paper asks for, in words of the country's table."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from vereda.access.door import author_of
from vereda.access.tests.cast import Cast
from vereda.countries.door import pack
from vereda.desk.rooms.legal_draft import draft, written
from vereda.legal import door as legal
from vereda.legal.door import Answer, CaseKind, LegalCase, Opening

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast: Cast, met):
    def make(what: CaseKind) -> LegalCase:
        at = datetime.now(UTC).astimezone()
        told = Opening(what=what, seeks_refuge=Answer.NO, consents=what is CaseKind.CONSULAR, note="Así pasó.")
        made = legal.open_case(told, encounter=met(1), by=author_of(cast.reader("ines")), at=at)
        found = legal.cases.case(made.receipt.subject, "mx")
        assert found
        return found

    return make


def said(row: LegalCase) -> str:
    return " ".join(written(row, "", datetime.now(UTC)).closing)


@pytest.mark.parametrize("what", [one for one in CaseKind if one not in (CaseKind.RETURN, CaseKind.OTHER)])
def test_each_kind_has_a_template_of_its_own(case, what: CaseKind):
    rows = pack("mx").legal_case_kinds
    asks = rows[what].asks_es
    assert asks
    assert rows[what].asks_en
    assert [code for code, one in rows.items() if one.asks_es == asks] == [what]
    row = case(what)
    assert asks in said(row)
    assert draft(row, "", datetime.now(UTC)).startswith(b"%PDF-")


def test_no_template_names_a_law_and_a_claim_for_refuge_asks_that_no_consulate_is_told():
    for row in pack("mx").legal_case_kinds.values():
        assert not {"artículo", "art.", "ley"} & set((row.asks_es or "").lower().split()), row.code
    assert "no se avise al consulado" in (pack("mx").legal_case_kinds[CaseKind.REFUGE].asks_es or "")


def test_another_matter_leaves_a_line_and_a_return_asks_for_nothing_that_the_person_did_not_say_to_two(case):
    assert "Pide: ____" in said(case(CaseKind.OTHER))
    assert "Pide" not in said(case(CaseKind.RETURN))
